"""What a person leaves behind is kept, whoever else writes, and a file that can't be used is left alone."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tui.library.store import VERSION, Kept, LibraryError, Store

WRITER = """
import sys
from pathlib import Path
from tui.library.store import Kept, Store
store = Store(Path(sys.argv[1]))
for n in range(25):
    store.keep_place(f"/{sys.argv[2]}/{n}", "T", Kept(n, "q"))
    store.keep_mark("/shared", chr(97 + n), Kept(n, sys.argv[2]))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite"


def test_what_is_kept_survives_any_characters(path: Path) -> None:
    odd = "/a'b\"; drop table document; -- \u202e中\n"
    store = Store(path)
    store.keep_place(odd, odd, Kept(2**40, odd))
    store.keep_mark(odd, "'", Kept(0, odd))
    store.close()
    again = Store(path)
    assert again.place(odd) == Kept(2**40, odd)
    assert again.marks(odd) == {"'": Kept(0, odd)}
    assert again.recent()[0] == (odd, odd)


def test_a_mark_moves_and_marks_are_each_documents_own(path: Path) -> None:
    store = Store(path)
    store.keep_mark("/a", "m", Kept(1, "x"))
    store.keep_mark("/a", "m", Kept(2, "y"))
    store.keep_mark("/b", "m", Kept(3, "z"))
    assert (store.marks("/a"), store.marks("/b")) == ({"m": Kept(2, "y")}, {"m": Kept(3, "z")})
    assert store.marks("/c") == {}
    assert store.place("/a") is None


def test_recent_documents_come_latest_first_and_as_many_as_asked(path: Path) -> None:
    store = Store(path)
    for name in "abc":
        store.keep_place(name, name.upper(), Kept(0, ""))
    with sqlite3.connect(path) as database:
        database.execute("update document set opened = '2001-01-0' || instr('bca', path)")
    assert [recent.path for recent in store.recent()] == ["a", "c", "b"]
    assert [recent.title for recent in store.recent(2)] == ["A", "C"]
    store.keep_place("b", "B", Kept(1, ""))
    assert store.recent(1)[0].path == "b"


def test_what_is_acknowledged_is_on_disk_without_closing(path: Path) -> None:
    Store(path).keep_place("/a", "A", Kept(7, "q"))
    with sqlite3.connect(path) as database:
        assert database.execute("select source_offset from document").fetchall() == [(7,)]


def test_a_new_library_is_of_this_version_and_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "x" / "y" / "library.sqlite"
    Store(path).close()
    with sqlite3.connect(path) as database:
        assert database.execute("pragma user_version").fetchone() == (VERSION,)
    assert path.parent.stat().st_mode & 0o077 == 0


def test_programs_that_begin_and_write_at_once_lose_nothing(path: Path) -> None:
    programs = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(n)], stderr=subprocess.PIPE) for n in range(3)
    ]
    told = [program.communicate()[1].decode() for program in programs]
    assert [program.returncode for program in programs] == [0, 0, 0], told
    store = Store(path)
    assert len(store.recent(1000)) == 75
    assert len(store.marks("/shared")) == 25
    assert store.sound() == "ok"


def test_a_library_made_by_another_program_meanwhile_is_taken_as_it_is(path: Path) -> None:
    Store(path).keep_place("/a", "A", Kept(1, "q"))
    with sqlite3.connect(path) as database:  # the other had made the tables but not yet said so when we looked
        database.execute("pragma user_version = 0")
    assert Store(path).place("/a") == Kept(1, "q")


def test_a_newer_library_is_refused_with_what_would_help(path: Path) -> None:
    Store(path).close()
    with sqlite3.connect(path) as database:
        database.execute(f"pragma user_version = {VERSION + 1}")
    with pytest.raises(LibraryError) as error:
        Store(path)
    assert f"version {VERSION + 1}" in str(error.value)
    assert "newer ibid" in str(error.value)


@pytest.mark.parametrize("data", [b"\0" * 4096, b"SQLite format 3\0" + b"\xff" * 4096, b"plain words " * 400])
def test_a_file_that_is_no_library_is_refused_and_left_alone(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with pytest.raises(LibraryError) as error:
        Store(path)
    assert str(error.value).startswith(f"{path}: ")
    assert path.read_bytes() == data


def test_a_library_damaged_inside_says_it_is_not_sound(path: Path) -> None:
    store = Store(path)
    for n in range(300):
        store.keep_place(f"/{n}", "T" * 50, Kept(n, "words " * 9))
    store.close()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\x5a" * (len(data) - 4096)
    path.write_bytes(bytes(data))
    assert Store(path).sound() != "ok"


def test_a_place_where_nothing_can_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path in (tmp_path, tmp_path / "file" / "library.sqlite"):
        with pytest.raises(LibraryError, match="can't be opened"):
            Store(path)


def test_a_write_that_fails_is_told_and_not_taken_as_done(path: Path) -> None:
    store = Store(path)
    store.close()
    with pytest.raises(LibraryError, match="nothing could be kept"):
        store.keep_place("/a", "A", Kept(1, ""))


def test_a_full_disk_is_said_as_that(tmp_path: Path) -> None:
    store = Store(tmp_path / "library.sqlite")
    pages = store.rows("pragma page_count")[0][0]
    store.rows(f"pragma max_page_count = {pages + 1}")
    much = ("insert into choice (name, value) values (?, ?)", ("much", "x" * 1_000_000))
    with pytest.raises(LibraryError, match="disk is full"):
        store.change_all([much])
    store.rows("pragma max_page_count = 1000000")
    store.change_all([much])
    assert store.rows("select name from choice") == [("much",)]
