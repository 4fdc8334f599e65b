"""All documents of a library are linked once; what they say of a concept is answered without reading them again."""

import os
from pathlib import Path

import pytest

from tui.library import linking
from tui.library.adding import add
from tui.library.linking import linked_too, of_reading, spoken
from tui.library.open import Sources, open_reading
from tui.library.scope import LibraryScope
from tui.library.shelf import Shelf
from tui.library.store import Store
from tui.search.embedded import Embedded
from tui.search.query import parse
from tui.search.searching import Search

CATALOGUE = '[[concept]]\nid = "toll"\nkind = "principle"\nlabel = "toll"\naliases = ["levy"]\n'


@pytest.fixture
def library(tmp_path: Path) -> Sources:
    (tmp_path / "own.toml").write_text(CATALOGUE)
    (tmp_path / "seed.md").write_text("# Seed\n\nA levy.\n")
    store = Store(tmp_path / "library.sqlite")
    for name, text in {
        "one": "The toll, and a levy.\n\nTolls again.",
        "two": "No such thing.",
        "three": "A toll.",
    }.items():
        (tmp_path / f"{name}.md").write_text(text)
        add(tmp_path / f"{name}.md", Shelf(store))
    return Sources({"seed": tmp_path / "seed.md"}, lambda: (tmp_path / "own.toml",), library=lambda: store)


def counted(library: Sources) -> dict[str, int]:
    return {one.key: one.tallies["toll"].mentions for one in spoken(library) if "toll" in one.tallies}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the documents that are read from now on."""
    keys: list[str] = []
    real = linking.of_key
    monkeypatch.setattr(linking, "of_key", lambda key, *given: keys.append(key) or real(key, *given))
    return keys


def test_every_document_is_linked_once_and_then_read_no_more(library: Sources, read: list[str]) -> None:
    told: list[tuple[int, int]] = []
    first = [one.key for one in spoken(library, lambda done, whole: told.append((done, whole)))]
    assert first == read == ["seed", "one", "two", "three"]
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    read.clear()
    assert counted(library) == {"seed": 1, "one": 3, "three": 1}
    assert read == []


def test_what_is_kept_tells_what_reading_would(library: Sources) -> None:
    list(spoken(library))
    for kept in spoken(library):
        fresh = of_reading(open_reading(kept.key, library))
        assert kept.tallies == fresh.tallies
        assert list(kept.told("toll")) == list(fresh.told("toll"))


def test_a_changed_file_alone_is_linked_anew(library: Sources, read: list[str], tmp_path: Path) -> None:
    list(spoken(library))
    read.clear()
    (tmp_path / "three.md").write_text("A toll is a toll.")
    assert counted(library)["three"] == 2
    assert read == ["three"]
    (tmp_path / "one.md").unlink()  # the library has its bytes
    assert counted(library)["one"] == 3
    assert read == ["three"]


def test_a_changed_catalogue_links_all_anew(library: Sources, read: list[str], tmp_path: Path) -> None:
    list(spoken(library))
    read.clear()
    (tmp_path / "own.toml").write_text(CATALOGUE.replace('"levy"', '"thing"'))
    assert counted(library) == {"one": 2, "two": 1, "three": 1}
    assert len(read) == 4


def test_a_catalogue_beside_a_document_holds_for_it_alone(library: Sources, read: list[str], tmp_path: Path) -> None:
    list(spoken(library))
    read.clear()
    (tmp_path / "two.concepts.toml").write_text('[[concept]]\nid = "no"\nkind = "k"\nlabel = "such thing"\n')
    assert {one.key: len(one.tallies) for one in spoken(library)} == {"seed": 1, "one": 1, "two": 1, "three": 1}
    assert read == ["two"]


def test_what_is_removed_leaves_nothing(library: Sources) -> None:
    list(spoken(library))
    store = library.library()
    assert store is not None
    Shelf(store).drop("one")
    assert store.rows("select count(*) from naming where key = 'one'") == [(0,)]
    assert counted(library) == {"seed": 1, "three": 1}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_library_that_may_not_be_written_answers_all_the_same(library: Sources, tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").chmod(0o444)
    tmp_path.chmod(0o555)
    assert counted(library) == {"seed": 1, "one": 3, "three": 1}


def test_a_search_that_nobody_waits_for_stops_and_what_it_linked_is_kept(library: Sources, read: list[str]) -> None:
    search = Search(Embedded(None), LibraryScope(library))
    turns = iter([False])  # after the first document somebody still waits, after the second nobody
    assert search.search(parse("concept:toll"), stale=lambda: next(turns, True)) == []
    first = list(read)
    assert first == ["seed", "one"]
    assert counted(library) == {"seed": 1, "one": 3, "three": 1}
    assert read == ["seed", "one", "two", "three"]  # none was read twice


def test_what_is_linked_as_it_is_added_is_never_read_for_it(library: Sources, tmp_path: Path, read: list[str]) -> None:
    indexed: list[str] = []
    store = library.library()
    assert store is not None
    taken = linked_too(lambda key, digest, document: indexed.append(key), library)
    (tmp_path / "four.md").write_text("Four levies are no levy, but two tolls.")
    assert add(tmp_path / "four.md", store.shelf, (), taken).state == "added"
    assert indexed == ["four"]
    assert counted(library)["four"] == 3
    assert "four" not in read


def test_a_catalogue_at_fault_keeps_nothing_from_being_added(library: Sources, tmp_path: Path) -> None:
    store = library.library()
    assert store is not None
    (tmp_path / "own.toml").write_text("[[concept]")
    (tmp_path / "four.md").write_text("A toll.")
    assert add(tmp_path / "four.md", store.shelf, (), linked_too(lambda *told: None, library)).state == "added"


def test_what_is_to_be_read_without_a_stage_is_not_linked_as_it_was_read_with_all(
    library: Sources, tmp_path: Path, read: list[str]
) -> None:
    sources = library._replace(without=lambda: frozenset({"joins"}))
    store = library.library()
    assert store is not None
    (tmp_path / "four.md").write_text("A toll.")
    add(tmp_path / "four.md", store.shelf, (), linked_too(lambda *told: None, sources))
    assert counted(sources)["four"] == 1
    assert "four" in read
