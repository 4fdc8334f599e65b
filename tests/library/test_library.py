"""What was named becomes a reading; what a person leaves is kept."""

import sqlite3
from pathlib import Path

import pytest

from tui.documents.errors import DocumentError
from tui.library.open import Sources, locate, open_reading
from tui.library.store import Kept, LibraryError, Store

CATALOGUE = '[[concept]]\nid = "{id}"\nkind = "notion"\nlabel = "{label}"\n'


@pytest.fixture
def shelf(tmp_path: Path) -> Sources:
    (tmp_path / "seed.md").write_text("# Seed\n\nA river and a road.\n")
    (tmp_path / "own.toml").write_text(CATALOGUE.format(id="river", label="river"))
    return Sources({"seed": tmp_path / "seed.md"}, lambda: (tmp_path / "own.toml",))


def test_a_file_is_preferred_to_a_key(shelf: Sources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert locate("seed", shelf) == tmp_path / "seed.md"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seed").write_text("a file")
    assert locate("seed", shelf) == Path("seed")
    assert locate("-", shelf) is None


@pytest.mark.parametrize("name", ["nokey", "none.txt", "a\0b", "x" * 5000])
def test_what_is_neither_is_refused(shelf: Sources, name: str) -> None:
    with pytest.raises(DocumentError):
        open_reading(name, shelf)


def test_a_catalogue_beside_a_document_is_read_too(shelf: Sources, tmp_path: Path) -> None:
    (tmp_path / "seed.concepts.toml").write_text(CATALOGUE.format(id="road", label="road"))
    assert {mention.concept for mention in open_reading("seed", shelf).mentions} == {"river", "road"}
    alone = Sources(shelf.seeds, shelf.catalogues, beside=False)
    assert {mention.concept for mention in open_reading("seed", alone).mentions} == {"river"}


def test_concepts_are_found_by_search(shelf: Sources) -> None:
    from tui.search.query import parse

    reading = open_reading("seed", shelf)
    assert [hit.passage for hit in reading.search.search(parse("concept:river kind:notion"))] == [1]


def test_places_and_marks_survive(tmp_path: Path) -> None:
    store = Store(tmp_path / "deep" / "library.sqlite")
    store.keep_place("/a", "A", Kept(7, "words"))
    store.keep_place("/b", "B", Kept(1, ""))
    store.keep_place("/a", "A", Kept(9, "words"))
    store.keep_mark("/a", "m", Kept(3, "x"))
    store.close()
    store = Store(tmp_path / "deep" / "library.sqlite")
    assert store.place("/a") == Kept(9, "words")
    assert store.marks("/a") == {"m": Kept(3, "x")}
    assert [recent.path for recent in store.recent()] == ["/a", "/b"]
    assert store.sound() == "ok"


def test_two_readers_write_to_one_library(tmp_path: Path) -> None:
    one, two = Store(tmp_path / "l.sqlite"), Store(tmp_path / "l.sqlite")
    one.keep_place("/a", "A", Kept(1, ""))
    two.keep_place("/b", "B", Kept(2, ""))
    assert two.place("/a") == Kept(1, "")
    assert one.place("/b") == Kept(2, "")


def test_a_library_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("pragma user_version = 99")
    with pytest.raises(LibraryError, match="version 99"):
        Store(path)
    with sqlite3.connect(path) as database:
        assert database.execute("pragma user_version").fetchone() == (99,)


def test_a_damaged_library_says_so(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(LibraryError, match=r"l\.sqlite"):
        Store(path)
    assert path.read_bytes().startswith(b"no database")


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("create table bookmark (url text)")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="another program's"):
        Store(path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_newer_library_keeps_every_byte(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("pragma user_version = 99")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="version 99"):
        Store(path)
    assert path.read_bytes() == before


def test_a_path_that_is_no_text_is_refused_in_the_librarys_words(tmp_path: Path) -> None:
    store = Store(tmp_path / "l.sqlite")
    with pytest.raises(LibraryError, match="nothing could be kept"):
        store.keep_place("/a\udcff", "A", Kept(0, ""))
    with pytest.raises(LibraryError, match="can't be read"):
        store.place("/a\udcff")
