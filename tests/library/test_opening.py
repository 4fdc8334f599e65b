"""From a name to a reading: files, keys, standard input, and the catalogues that hold for it."""

import io
import os
import sys
from pathlib import Path

import pytest

from tui.concepts.errors import CatalogueError
from tui.documents.errors import DocumentError
from tui.library.open import Sources, locate, open_reading, readings
from tui.search.model import QueryError
from tui.search.query import parse

ENTRY = '[[concept]]\nid = "{id}"\nkind = "{kind}"\nlabel = "{label}"\n'


def write(path: Path, *entries: tuple[str, str]) -> Path:
    path.write_text("".join(ENTRY.format(id=one, kind="notion", label=label) for one, label in entries))
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "paper.md").write_text("# Paper\n\nA river, a road, a hill and a sea.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sources(folder: Path, *catalogues: Path, beside: bool = True) -> Sources:
    return Sources({"key": folder / "paper.md"}, lambda: catalogues, beside)


def concepts(name: str, given: Sources) -> set[str]:
    return {mention.concept for mention in open_reading(name, given).mentions}


def test_a_key_opens_its_document_and_begins_its_anchors(folder: Path) -> None:
    document = open_reading("key", sources(folder)).document
    assert document.anchor(document.passages[1]) == "key/s0/p1"


def test_a_path_begins_the_anchors_as_it_was_given(folder: Path) -> None:
    (folder / "a b").mkdir()
    (folder / "a b" / "c.md").write_text("Text.\n")
    for name in ("paper.md", "./paper.md", str(folder / "paper.md"), "a b/c.md"):
        document = open_reading(name, sources(folder)).document
        assert document.anchor(document.passages[0]).startswith(f"{name}/s0")


def test_a_folder_of_a_keys_name_does_not_hide_the_key(folder: Path) -> None:
    (folder / "key").mkdir()
    assert locate("key", sources(folder)) == folder / "paper.md"


def test_an_unknown_key_is_told_with_those_there_are(folder: Path) -> None:
    with pytest.raises(DocumentError, match=r"^kye: no such file, and no such key in the library \(there are key\)"):
        open_reading("kye", sources(folder))


@pytest.mark.parametrize("name", ["none.md", "no/such", "", ".", "..", "a\0b", "x" * 5000, "paper.md/x"])
def test_what_can_not_be_opened_is_refused_in_one_line(folder: Path, name: str) -> None:
    with pytest.raises(DocumentError) as error:
        open_reading(name, sources(folder))
    assert len(str(error.value).splitlines()) == 1


def test_a_link_to_nowhere_is_no_key(folder: Path) -> None:
    os.symlink("nowhere", "key")
    with pytest.raises(DocumentError, match="key: no such file"):
        open_reading("key", sources(folder))


def test_without_a_name_the_whole_library_is_read(folder: Path) -> None:
    assert [reading.document.key for reading in readings((), sources(folder))] == ["key"]
    assert [reading.document.key for reading in readings(("paper.md", "key"), sources(folder))] == ["paper.md", "key"]


def test_a_later_catalogue_replaces_an_entry_and_takes_a_name(folder: Path) -> None:
    first = write(folder / "1.toml", ("water", "river"), ("way", "road"))
    second = write(folder / "2.toml", ("water", "sea"), ("path", "road"))
    reading = open_reading("paper.md", sources(folder, first, second))
    assert {(mention.concept, mention.alias) for mention in reading.mentions} == {("water", "sea"), ("path", "road")}


def test_the_catalogue_beside_a_document_is_the_strongest(folder: Path) -> None:
    first = write(folder / "1.toml", ("one", "river"))
    write(folder / "paper.concepts.toml", ("two", "river"), ("three", "hill"))
    assert concepts("paper.md", sources(folder, first)) == {"two", "three"}
    assert concepts("key", sources(folder, first)) == {"two", "three"}
    assert concepts("paper.md", sources(folder, first, beside=False)) == {"one"}


def test_catalogues_are_asked_for_only_when_one_is_needed(folder: Path) -> None:
    def never() -> tuple[Path, ...]:
        raise AssertionError("nobody asked for a concept")

    reading = open_reading("paper.md", Sources({}, never))
    assert reading.search.search(parse("river"))


def test_a_catalogue_at_fault_is_told_when_a_concept_is_asked_for(folder: Path) -> None:
    (folder / "paper.concepts.toml").write_text("[[concept]]\nid = 3\n")
    reading = open_reading("paper.md", sources(folder))
    with pytest.raises(CatalogueError, match=r"paper\.concepts\.toml:2: "):
        _ = reading.mentions


@pytest.mark.parametrize(
    ("query", "at", "told"),
    [
        ("concept:watr", 8, 'did you mean "water"'),
        ("road kind:notions", 10, "there are notion"),
        ("concept:zzzzzz", 8, 'no concept "zzzzzz"'),
    ],
)
def test_an_unknown_concept_or_kind_in_a_query_is_told_with_the_nearest(
    folder: Path, query: str, at: int, told: str
) -> None:
    reading = open_reading("paper.md", sources(folder, write(folder / "1.toml", ("water", "river"))))
    with pytest.raises(QueryError) as error:
        reading.search.search(parse(query))
    assert error.value.at == at
    assert told in str(error.value)


def test_without_any_catalogue_there_are_no_kinds(folder: Path) -> None:
    with pytest.raises(QueryError, match="there are none"):
        open_reading("paper.md", sources(folder)).search.search(parse("kind:notion"))


@pytest.mark.parametrize("name", ["river", "RIVER", "water", '"river"'])
def test_a_concept_is_asked_for_by_id_or_name(folder: Path, name: str) -> None:
    reading = open_reading("paper.md", sources(folder, write(folder / "1.toml", ("water", "river"))))
    (hit,) = reading.search.search(parse(f"concept:{name}"))
    start, end = hit.matches[0]
    assert reading.document.passages[hit.passage].text[start:end] == "river"


class Piped:
    """Stands for `sys.stdin` with bytes."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_standard_input_is_read_as_plain_text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "-.concepts.toml", ("water", "river"))
    monkeypatch.setattr(sys, "stdin", Piped(b"# T\n\nA river.\n"))
    reading = open_reading("-", sources(folder))
    assert (reading.path, reading.document.key) == (None, "-")
    assert reading.mentions == ()


@pytest.mark.parametrize("stream", [None, Piped(b""), Piped(b"\0\1\2\3" * 99)])
def test_standard_input_that_gives_no_text_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch, stream: object
) -> None:
    monkeypatch.setattr(sys, "stdin", stream)
    with pytest.raises(DocumentError, match=r"^standard input: "):
        open_reading("-", sources(folder))
