"""Marks are found again when their document has changed; none is lost without being told."""

import sqlite3
from pathlib import Path

import pytest

from tui.documents.decoding import Decoded
from tui.documents.model import Document
from tui.documents.reading import read_text
from tui.library.marks import Marks
from tui.library.schema import STEPS
from tui.library.store import Kept, LibraryError, Store

FIRST = "The harbour board met in the hall by the weir and weighed the treaty on dredging."
SECOND = "Nobody had read the second article, which the clerk of the towns had written by night."
TEXT = f"# One\n\n{FIRST}\n\n{SECOND}\n\nThe end.\n"


def read(source: str) -> Document:
    return read_text(source, "k", "a.md", Decoded(source, "utf-8", ()))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite"


@pytest.fixture
def marks(path: Path) -> Marks:
    return Marks(Store(path))


def test_a_mark_is_where_it_was_set_while_nothing_changes(marks: Marks) -> None:
    marks.keep("/a", "m", read(TEXT), TEXT.index("weighed"))
    assert marks.recall("/a", read(TEXT)) == ({"m": TEXT.index("weighed")}, 0, 0)
    assert marks.recall("/b", read(TEXT)) == ({}, 0, 0)


def test_a_mark_moves_with_its_words_once(marks: Marks) -> None:
    marks.keep("/a", "m", read(TEXT), TEXT.index("clerk"))
    changed = "Words before it all.\n\n" + TEXT
    assert marks.recall("/a", read(changed)) == ({"m": changed.index("clerk")}, 1, 0)
    assert marks.recall("/a", read(changed)) == ({"m": changed.index("clerk")}, 0, 0)


def test_a_mark_not_found_is_kept_as_an_orphan_and_comes_back_with_its_words(marks: Marks) -> None:
    marks.keep("/a", "m", read(TEXT), TEXT.index(SECOND))
    gone = read(TEXT.replace(SECOND, "Silence."))
    assert marks.recall("/a", gone) == ({}, 0, 1)
    assert marks.recall("/a", gone) == ({}, 0, 0)
    assert [(one.letter, one.selector.quote) for one in marks.orphans("/a")] == [("m", SECOND)]
    assert marks.recall("/a", read(TEXT + "\nMore.\n")) == ({"m": TEXT.index(SECOND)}, 1, 0)
    assert marks.orphans("/a") == []


def test_a_new_mark_of_the_same_letter_leaves_the_orphan_alone(marks: Marks) -> None:
    marks.keep("/a", "m", read(TEXT), TEXT.index(SECOND))
    gone = read(TEXT.replace(SECOND, "Silence."))
    marks.recall("/a", gone)
    marks.keep("/a", "m", gone, gone.source.index(FIRST))
    assert len(marks.orphans("/a")) == 1
    assert marks.recall("/a", read(TEXT)).marks == {"m": TEXT.index(FIRST)}
    (orphan,) = marks.orphans("/a")
    assert marks.place("/a", orphan, gone, 0) == "a"
    assert marks.orphans("/a") == []
    marks.restore("/a", orphan, gone.fingerprint, "a")
    assert len(marks.orphans("/a")) == 1
    assert set(marks.recall("/a", gone).marks) == {"m"}


def test_a_dropped_orphan_is_gone_until_it_is_taken_back(marks: Marks) -> None:
    marks.keep("/a", "m", read(TEXT), TEXT.index(SECOND))
    gone = read(TEXT.replace(SECOND, "Silence."))
    marks.recall("/a", gone)
    (orphan,) = marks.orphans("/a")
    marks.drop(orphan)
    assert marks.orphans("/a") == []
    marks.restore("/a", orphan, gone.fingerprint)
    assert [one.selector for one in marks.orphans("/a")] == [orphan.selector]


def test_marks_of_an_older_library_get_selectors(path: Path) -> None:
    with sqlite3.connect(path) as database:
        for step in (1, 3):
            for statement in STEPS[step]:
                database.execute(statement)
        at = TEXT.index(SECOND)
        database.execute("insert into mark values ('/a', 'm', ?, ?)", (at, SECOND[:60]))
        database.execute("insert into mark values ('/a', 'x', 3, 'words that stand nowhere in it')")
        database.execute("pragma user_version = 3")
    store = Store(path)
    assert store.marks("/a")["m"] == Kept(at, SECOND[:60])
    marks = Marks(store)
    assert marks.recall("/a", read(TEXT)) == ({"m": at}, 0, 1)
    changed = "Before.\n\n" + TEXT.replace("article", "artikle")
    assert marks.recall("/a", read(changed)).marks == {"m": changed.index("Nobody")}


def test_what_can_not_be_kept_changes_nothing(path: Path) -> None:
    store = Store(path)
    marks = Marks(store)
    marks.keep("/a", "m", read(TEXT), 10)
    with pytest.raises(LibraryError, match="nothing could be kept"):
        store.change_all([("delete from mark", ()), ("insert into nowhere values (1)", ())])
    assert set(store.marks("/a")) == {"m"}
