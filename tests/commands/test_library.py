"""Documents added to the library, listed, asked over and removed."""

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Call
from tests.commands.test_shapes import rows
from tui.library.shelf import Entry, Shelf
from tui.library.store import LibraryError
from tui.search.disk import UnwritableError
from tui.search.embedding import EmbeddedWriter


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three texts, one of them two folders down, and what is none."""
    home = tmp_path / "texts"
    (home / "a" / "b").mkdir(parents=True)
    (home / "rivers.md").write_text(
        "---\ntitle: On Rivers\nauthors: [Weaver, Ada]\nyear: 1987\n---\n\nThe World Bank.\n"
    )
    (home / "a" / "b" / "rivers.txt").write_text("The other text on rivers.\n")
    (home / "empty.txt").write_text("")
    (home / ".hidden.txt").write_text("Not meant.")
    (home / "picture.png").write_bytes(b"\x89PNG")
    return home


def test_a_folder_is_added_and_what_can_not_be_read_is_told(ibid: Call, folder: Path, tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"
    answer = ibid("add", folder, "--library", library)
    assert answer.code == 0
    assert "2 added, 1 could not be read" in answer.err
    assert "empty.txt" in answer.err
    found = rows(ibid("list", "--library", library, "--json"))
    assert [row["key"] for row in found] == ["yuan2023", "guide", "rivers", "rivers-2"]
    assert {row["title"] for row in found[2:]} == {"On Rivers", "rivers"}
    assert all(set(row) == {"key", "title", "path", "passages", "words", "added"} for row in found)


def test_adding_again_reads_only_what_has_changed(ibid: Call, folder: Path, tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"
    ibid("add", folder, "--library", library)
    text = folder / "rivers.md"
    text.write_text(text.read_text() + "\nAnother passage.\n")
    found = rows(ibid("add", folder, "--library", library, "--json"))
    assert sorted(row["state"] for row in found) == ["changed", "unchanged"]
    assert [row["passages"] for row in found if row["state"] == "changed"] == [2]


def test_no_document_means_all_of_them_and_a_key_one(ibid: Call, folder: Path, tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"
    ibid("add", folder, "--library", library)
    ibid("remove", "yuan2023", "guide", "--library", library)
    everywhere = rows(ibid("mentions", "world-bank", "--library", library, "--json"))
    again = rows(ibid("mentions", "world-bank", "--library", library, "--json"))
    assert everywhere == again
    assert [row["anchor"].endswith("/s0/p1") for row in everywhere] == [True]
    assert rows(ibid("toc", everywhere[0]["anchor"].split("/")[0], "--library", library, "--json"))


def test_a_document_whose_file_is_gone_is_read_from_what_was_kept(ibid: Call, folder: Path, tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"
    ibid("add", folder / "rivers.md", "--library", library)
    shutil.rmtree(folder)
    assert "World Bank" in ibid("passages", "rivers", "--library", library).out


def test_what_ships_is_removed_and_comes_back(ibid: Call, tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"
    assert ibid("remove", "guide", "--library", library).code == 0
    assert ibid("toc", "guide", "--library", library).code == 2
    assert ibid("add", "guide", "--library", library).code == 0
    assert ibid("toc", "guide", "--library", library).code == 0


def test_faults_are_one_line_and_exit_2(ibid: Call, tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"
    missing = ibid("add", tmp_path / "nothing.md", "--library", library)
    assert (missing.code, missing.err.count("\n")) == (2, 2)
    unknown = ibid("remove", "giude", "--library", library)
    assert unknown.code == 2
    assert 'did you mean "guide"' in unknown.err


def test_the_doctor_tells_of_the_index(ibid: Call, folder: Path, tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"

    def told() -> tuple[int, str, str]:
        answer = ibid("doctor", "--library", library, "--json")
        here = [row for row in rows(answer) if row["check"] == "index"]
        return (answer.code, here[0]["state"], here[0]["value"]) if here else (answer.code, "", "")

    assert told() == (0, "", "")  # there is no library yet
    ibid("add", folder, "--library", library)
    code, state, value = told()
    assert (code, state) == (0, "note")
    assert "2 documents" in value
    assert "lags: 2 to be read" in value  # what ships is read by the first search
    ibid("find", "rivers", "--library", library)
    code, state, value = told()
    assert (code, state) == (0, "ok")
    assert "4 documents" in value
    assert "up to date" in value
    ibid("remove", "rivers", "--library", library)
    store = next((tmp_path / "library.index" / "passages").glob("*.store"))
    store.write_bytes(b"\0" * store.stat().st_size)
    code, state, value = told()
    assert (code, state) == (2, "fault")
    assert "a search that meets the damage makes it anew" in value
    assert ibid("find", "text", "--library", library).code == 0
    assert told()[:2] == (0, "ok")
    shutil.rmtree(tmp_path / "library.index")
    assert told()[:2] == (0, "note")


def test_links_out_of_a_folder_are_told_and_left_out_and_xml_is_read_where_it_is_an_article(
    ibid: Call, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("Not for the library.")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "again.md").symlink_to(folder / "rivers.md")
    (folder / "settings.xml").write_text("<settings/>")
    library = tmp_path / "library.sqlite"
    answer = ibid("add", folder, "--library", library)
    assert "3 added" in answer.err
    assert "out.txt: a link that leads out of the folder; name it to add it" in answer.err
    assert "settings" not in answer.out + answer.err
    assert "out.txt" not in ibid("list", "--library", library).out
    assert ibid("add", folder / "out.txt", "--library", library).code == 0


def test_what_is_no_library_any_more_says_what_to_do(ibid: Call, tmp_path: Path) -> None:
    (tmp_path / "bad.sqlite").write_bytes(b"nothing that SQLite would know" * 400)
    answer = ibid("list", "--library", tmp_path / "bad.sqlite")
    assert answer.code == 2
    assert "move it away and a new one is begun" in answer.err


def test_what_a_folder_holds_that_is_not_followed_is_told(ibid: Call, folder: Path, tmp_path: Path) -> None:
    (folder / "nowhere.md").symlink_to(folder / "gone.md")
    (folder / "round").symlink_to(folder)
    answer = ibid("add", folder, "--library", tmp_path / "library.sqlite")
    assert answer.code == 0
    assert "nowhere.md: a link that leads nowhere" in answer.err
    assert "round: a link to a folder; name it to add it" in answer.err


def test_a_folder_that_can_not_be_read_is_told(
    ibid: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def refused(path: str) -> object:  # whoever runs the tests may be let in everywhere
        if str(path).endswith("/b"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refused)
    answer = ibid("add", folder, "--library", tmp_path / "library.sqlite")
    assert "b: the folder can't be read: Permission denied" in answer.err
    assert "1 added" in answer.err


def test_a_full_disk_ends_adding_with_what_was_added_till_then(
    ibid: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Shelf.put

    def full(self: Shelf, entry: Entry, *more: Any) -> bool:
        if entry.key == "rivers":
            raise LibraryError("library.sqlite: nothing could be kept: database or disk is full")
        return real(self, entry, *more)

    (folder / "a" / "first.txt").write_text("Words.")
    monkeypatch.setattr(Shelf, "put", full)
    answer = ibid("add", folder / "a" / "first.txt", folder / "rivers.md", "--library", tmp_path / "library.sqlite")
    assert answer.code == 2
    assert "1 added" in answer.err
    assert "disk is full; 1 of 2 files were not reached" in answer.err
    assert answer.out.startswith("first\t")


def test_an_index_that_can_not_be_written_now_is_searched_as_it_is(
    ibid: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "library.sqlite"
    ibid("add", folder / "rivers.md", "--library", library)
    assert ibid("find", "doc:rivers bank", "--library", library).out.startswith("rivers/")
    (folder / "late.md").write_text("A late word.")

    def full(*_: object, **__: object) -> None:
        raise UnwritableError("library.index: the index can't be written: the disk is full")

    monkeypatch.setattr(EmbeddedWriter, "commit", full)
    added = ibid("add", folder / "late.md", "--library", library)
    assert (added.code, "disk is full; the next search makes up for it" in added.err) == (0, True)
    answer = ibid("find", "doc:rivers bank", "--library", library)
    assert answer.out.startswith("rivers/")
    assert "what was added or changed last is not searched" in answer.err
    monkeypatch.undo()
    assert ibid("find", "doc:late word", "--library", library).out.startswith("late/")


def test_an_anchor_is_quoted_as_it_was_printed(ibid: Call, folder: Path) -> None:
    (folder / "esc\x1b[31m\nred.md").write_text("A red heron.")
    printed = ibid("find", "heron", folder / "esc\x1b[31m\nred.md").out.split("\t")[0]
    assert printed.endswith("esc\u241b[31m\u240ared.md/s0/p1")
    assert "A red heron." in ibid("quote", printed).out
    shutil.copy(folder / "rivers.md", folder / "esc\u241b[31m\u240ared.md")
    answer = ibid("quote", printed)
    assert answer.code == 2
    assert "2 files are printed so" in answer.err
