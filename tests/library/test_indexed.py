"""The index of a library: in step with the documents, and made anew whatever happened to it."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tui.concepts.model import Catalogue
from tui.library.adding import add
from tui.library.indexed import Following, LibraryIndex, library_index
from tui.library.open import Sources
from tui.library.repairs import Repairs
from tui.library.shelf import Shelf
from tui.library.store import Store
from tui.search.embedding import BusyError, EmbeddedWriter
from tui.search.model import EngineError
from tui.search.query import parse

Shelve = Callable[..., LibraryIndex]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "library.sqlite")


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def found(index: LibraryIndex, store: Store, query: str) -> list[str]:
    sources = Sources({}, lambda: (), library=lambda: store)
    return [hit.anchor for hit in index.search(sources).search(parse(query))]


def test_what_is_added_is_found_and_what_is_removed_is_not(tmp_path: Path, store: Store) -> None:
    shelf = Shelf(store)
    for name, text in (("river.md", "The river rose."), ("hill.md", "A hill stood by the river.")):
        add(written(tmp_path, name, text), shelf)
    index = LibraryIndex(store, {})
    assert index.catch_up() == []
    assert sorted(found(index, store, "rivver")) == ["hill/s0/p1", "river/s0/p1"]
    shelf.drop("hill")
    index.catch_up()
    assert found(index, store, "river") == ["river/s0/p1"]
    assert not index.behind()


def test_a_changed_file_is_indexed_anew_and_an_unchanged_one_is_not(tmp_path: Path, store: Store) -> None:
    path, shelf = written(tmp_path, "a.md", "The river rose."), Shelf(store)
    told: list[str] = []
    add(path, shelf)
    index = LibraryIndex(store, {})
    index.catch_up(lambda key, share: told.append(key))
    index.catch_up(lambda key, share: told.append(key))
    written(tmp_path, "a.md", "The mountain fell, it is said.")
    add(path, shelf)
    index.catch_up(lambda key, share: told.append(key))
    assert told == ["a", "a"]
    assert (found(index, store, "river"), found(index, store, "mountain")) == ([], ["a/s0/p1"])


def test_what_ships_is_searched_until_it_is_removed(tmp_path: Path, store: Store) -> None:
    seeds = {"tale": written(tmp_path, "tale.md", "A tale of a river.")}
    index = LibraryIndex(store, seeds)
    index.catch_up()
    assert found(index, store, "river") == ["tale/s0/p1"]
    Shelf(store).hide("tale")
    index.catch_up()
    assert found(index, store, "river") == []


def test_an_index_follows_while_documents_are_added_and_reads_none_twice(tmp_path: Path, store: Store) -> None:
    with Following(store, {}) as following:
        add(written(tmp_path, "a.md", "The river rose."), Shelf(store), (), following)
    assert not following.fault
    index = LibraryIndex(store, {})
    assert not index.behind()
    assert found(index, store, "river") == ["a/s0/p1"]


def test_without_a_document_there_is_no_index(tmp_path: Path, store: Store) -> None:
    sources = Sources({}, lambda: (), library=lambda: store)
    assert library_index(sources) is None
    add(written(tmp_path, "a.md", "The river rose."), Shelf(store))
    assert library_index(sources) is not None


@pytest.mark.parametrize("damage", ["gone", "meta", "emptied", "garbage"])
def test_a_damaged_index_is_made_anew_from_the_library(tmp_path: Path, store: Store, damage: str) -> None:
    add(written(tmp_path, "a.md", "The river rose."), Shelf(store))
    index = LibraryIndex(store, {})
    index.catch_up()
    folder = index.folder
    del index
    if damage == "gone":
        shutil.rmtree(folder)
    elif damage == "meta":
        (folder / "passages" / "meta.json").write_text("{", encoding="utf-8")
    else:
        for path in (folder / "passages").iterdir():
            if path.suffix not in ("", ".json", ".lock"):
                path.write_bytes(b"" if damage == "emptied" else b"\0garbage" * 50)
    index = LibraryIndex(store, {})
    index.catch_up()
    assert found(index, store, "river") == ["a/s0/p1"]


def test_another_program_sees_a_commit_at_once(tmp_path: Path, store: Store) -> None:
    add(written(tmp_path, "a.md", "The river rose."), Shelf(store))
    ours, other = LibraryIndex(store, {}), LibraryIndex(store, {})
    ours.catch_up()
    assert other.engine.renew()
    assert found(other, store, "river") == ["a/s0/p1"]
    assert not other.engine.renew()


def test_one_program_writes_and_another_waits_for_it(tmp_path: Path, store: Store) -> None:
    add(written(tmp_path, "a.md", "The river rose."), Shelf(store))
    index = LibraryIndex(store, {})
    holding = EmbeddedWriter(LibraryIndex(store, {}).engine)
    with pytest.raises(BusyError):
        index.catch_up(patience=0.0)
    threading.Timer(0.05, holding.abandon).start()
    index.catch_up(patience=30.0)
    assert found(index, store, "river") == ["a/s0/p1"]


CHILD = """
import os, signal, sys
from pathlib import Path
from tui.library.indexed import LibraryIndex
from tui.library.store import Store
from tui.search.embedding import EmbeddedWriter

def tell(key, share):
    if share > 0.4:
        os.kill(os.getpid(), signal.SIGKILL)

import tui.library.indexed as indexed
indexed._TOGETHER = 0
LibraryIndex(Store(Path(sys.argv[1])), {}).catch_up(tell)
"""


def test_an_end_in_the_midst_of_indexing_loses_nothing_and_the_next_start_goes_on(tmp_path: Path, store: Store) -> None:
    for number in range(5):
        add(written(tmp_path, f"a{number}.md", f"The river rose {number} times."), Shelf(store))
    ended = subprocess.run([sys.executable, "-c", CHILD, str(store.path)], cwd=ROOT, check=False, timeout=60)
    assert ended.returncode == -signal.SIGKILL
    index = LibraryIndex(store, {})
    done: list[str] = []
    assert 0 < len(index.behind().put) < 5
    index.catch_up(lambda key, share: done.append(key))
    assert len(done) < 5
    assert len(found(index, store, "river")) == 5


@pytest.mark.skipif(os.name != "posix", reason="limits are of POSIX")
def test_a_full_disk_is_told_and_the_documents_stay(tmp_path: Path, store: Store) -> None:
    add(written(tmp_path, "a.md", "The river rose. " * 2_000), Shelf(store))
    # A limit on file sizes fails as a full disk does, with a signal that Python passes over.
    code = (
        "import resource, sys\nfrom pathlib import Path\nfrom tui.library.indexed import LibraryIndex\n"
        "from tui.library.store import Store\nfrom tui.search.model import EngineError\n"
        "store = Store(Path(sys.argv[1]))\nindex = LibraryIndex(store, {})\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))\n"
        "try:\n    index.catch_up()\nexcept EngineError as error:\n    print(error)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(store.path)], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert "can't be written" in told.stdout, told.stderr[-500:]
    index = LibraryIndex(store, {})
    index.catch_up()
    assert found(index, store, "river") == ["a/s0/p1"]


def test_a_folder_that_cant_be_an_index_is_a_fault_in_one_line(tmp_path: Path) -> None:
    store = Store(tmp_path / "library.sqlite")
    (tmp_path / "library.index").write_text("a file", encoding="utf-8")
    with pytest.raises(EngineError) as error:
        LibraryIndex(store, {})
    assert "\n" not in str(error.value)


def test_a_document_that_can_no_longer_be_read_is_told_and_not_tried_again(tmp_path: Path, store: Store) -> None:
    seeds = {"gone": written(tmp_path, "gone.pdf", "no PDF at all")}
    add(written(tmp_path, "a.md", "The river rose."), Shelf(store))
    index = LibraryIndex(store, seeds)
    assert [one.key for one in index.catch_up()] == ["gone"]
    assert index.catch_up() == []
    assert found(index, store, "river") == ["a/s0/p1"]


def test_authors_years_and_titles_narrow_a_search(tmp_path: Path, store: Store) -> None:
    for name, author, year in (("a.md", "Ostrom, Elinor", "1990"), ("b.md", "Keck, Margaret", "1998")):
        front = f'---\ntitle: "On {name[0]}"\nauthor: "{author}"\ndate: "{year}"\n---\n\nThe river rose.\n'
        add(written(tmp_path, name, front), Shelf(store))
    index = LibraryIndex(store, {})
    index.catch_up()
    for query, keys in (
        ("by:ostrom river", ["a"]),
        ("year:1995..2000 river", ["b"]),
        ("year:..1990 river", ["a"]),
        ("doc:b river", ["b"]),
        ("by:nobody river", []),
        ("doc:a", ["a"]),
    ):
        assert sorted({anchor.split("/")[0] for anchor in found(index, store, query)}) == keys, query


def test_a_concept_is_searched_in_all_documents(tmp_path: Path, store: Store) -> None:
    catalogue = written(
        tmp_path, "c.toml", '[catalogue]\ntitle = "x"\n[[concept]]\nid = "bank"\nkind = "thing"\nlabel = "Bank"\n'
    )
    for name, text in (
        ("a.md", "The Bank lends to the poor."),
        ("b.md", "The Bank.\n\nNo lending."),
        ("c.md", "None."),
    ):
        add(written(tmp_path, name, text), Shelf(store))
    index = LibraryIndex(store, {})
    index.catch_up()
    sources = Sources({}, lambda: (catalogue,), library=lambda: store)
    assert isinstance(sources.catalogue(None), Catalogue)
    search = index.search(sources)
    assert sorted(hit.anchor for hit in search.search(parse("concept:bank"))) == ["a/s0/p1", "b/s0/p1"]
    assert [hit.anchor for hit in search.search(parse("kind:thing lends"))] == ["a/s0/p1"]


def test_a_repair_taken_back_or_a_stage_left_out_is_indexed_anew(tmp_path: Path, store: Store) -> None:
    from tui.documents.taking_back import selector_of

    path = written(tmp_path, "a.md", "The *river* rose.")
    add(path, Shelf(store))
    index = LibraryIndex(store, {})
    index.catch_up()
    document = index.read("a")
    passage = next(one for one in document.passages if one.repairs)
    Repairs(store).keep(path, selector_of(document, passage, passage.repairs[0]))
    assert set(index.behind().put) == {"a"}
    index.catch_up()
    assert not index.behind()
    assert LibraryIndex(store, {}, frozenset({"rejoin"})).behind()


def test_repairs_taken_back_hold_for_what_is_indexed_while_it_is_added(tmp_path: Path, store: Store) -> None:
    path = written(tmp_path, "a.md", "The *river* rose.")
    with Following(store, {}, without=frozenset({"rejoin"})) as following:
        add(path, Shelf(store), (), following)
    assert not following.fault
    assert not LibraryIndex(store, {}, frozenset({"rejoin"})).behind()


def test_what_a_program_indexed_before_it_was_killed_is_not_there_twice(tmp_path: Path, store: Store) -> None:
    path = written(tmp_path, "a.md", "The river rose.")
    killed = """
import os, sys
from pathlib import Path
from tui.library.adding import add
from tui.library.indexed import Following
from tui.library.store import Store
from tui.search.embedding import EmbeddedWriter
EmbeddedWriter._count = lambda self: os._exit(9)
store = Store(Path(sys.argv[1]))
with Following(store, {}) as index:
    add(Path(sys.argv[2]), store.shelf, [], index)
"""
    done = subprocess.run([sys.executable, "-c", killed, store.path, path], cwd=ROOT, check=False)
    assert done.returncode == 9
    index = LibraryIndex(store, {})
    assert index.engine.size == 1
    index.catch_up()
    assert index.engine.size == 1
    assert found(index, store, "river") == ["a/s0/p1"]


def test_words_of_a_commit_that_was_not_counted_are_counted_by_the_next_program(tmp_path: Path, store: Store) -> None:
    shelf = Shelf(store)
    add(written(tmp_path, "a.md", "The river rose."), shelf)
    index = LibraryIndex(store, {})
    with index.writing() as writing:
        writing.put("a", shelf.entry("a").digest)  # type: ignore[union-attr]
        writing.commit(last=False)
        writing.commit = lambda *, last: None  # type: ignore[method-assign]  # as if it were killed here
        del writing, index
    index = LibraryIndex(store, {})
    assert not index.behind()
    assert index.engine.vocabulary.beginning("riv", 5) == []
    index.catch_up()
    assert [word.text for word in index.engine.vocabulary.beginning("riv", 5)] == ["river"]
    assert not index.engine.uncounted


@pytest.mark.parametrize("ending", ["pos", "term", "idx", "store", "fieldnorm", "fast"])
@pytest.mark.parametrize("folder", ["passages", "words"])
def test_an_index_that_lacks_a_file_is_a_fault_in_one_line_or_is_made_anew(
    tmp_path: Path, store: Store, ending: str, folder: str
) -> None:
    shelf = Shelf(store)
    add(written(tmp_path, "a.md", "The river rose."), shelf)
    LibraryIndex(store, {}).catch_up()
    next((tmp_path / "library.index" / folder).glob(f"*.{ending}")).unlink()
    index, told = LibraryIndex(store, {}), ""
    try:
        found(index, store, "rivver")
        add(written(tmp_path, "b.md", "A river again."), shelf)
        index.catch_up()
    except EngineError as error:
        told = str(error)
        index.rebuild()
        index.catch_up()
    assert "\n" not in told
    assert "a/s0/p1" in found(index, store, "river")
