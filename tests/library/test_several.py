"""Many files added at once: read by processes of their own, kept in their order, and none lost by what one does."""

import os
import signal
from pathlib import Path

import pytest

from tui.library import adding, several
from tui.library.adding import Added, Made
from tui.library.shelf import Shelf
from tui.library.store import Store

COUNT = 14


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(COUNT):
        name = folder / f"{number:02}.{'html' if number % 2 else 'md'}"
        name.write_text(f"<h1>Text {number}</h1><p>The toll." if number % 2 else f"# Text {number}\n\nThe toll.\n")
    (folder / "05b.html").write_text("")
    return folder


def added(folder: Path, library: Path) -> list[Added]:
    return list(several.add_all(list(adding.files([folder])), Shelf(Store(library))))


def test_what_is_added_is_what_is_added_one_by_one(texts: Path, tmp_path: Path) -> None:
    found = added(texts, tmp_path / "library.sqlite")
    shelf = Shelf(Store(tmp_path / "other.sqlite"))
    assert found == [adding.add(path, shelf) for path in adding.files([texts])]
    assert [one.state for one in found].count("added") == COUNT
    ours = Shelf(Store(tmp_path / "library.sqlite"))
    assert [one[:-1] for one in ours.entries()] == [one[:-1] for one in shelf.entries()]
    assert all(ours.content(one.key) == Path(one.path).read_bytes() for one in ours.entries())


def test_what_has_not_changed_is_not_read_again(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = tmp_path / "library.sqlite"
    added(texts, library)
    (texts / "05b.html").unlink()
    (texts / "01.html").write_text("<p>Another.")
    os.utime(texts / "02.md", (1, 1))  # the same bytes, written again
    states = [one.state for one in added(texts, library)]
    assert (states.count("changed"), states.count("unchanged")) == (1, COUNT - 1)
    monkeypatch.setattr(adding, "make", None)
    monkeypatch.setattr(several, "_Readers", None)
    assert {one.state for one in added(texts, library)} == {"unchanged"}


def test_a_file_over_which_its_process_ends_is_a_fault_of_its_own(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = several._Reader.order

    def killing(self: several._Reader, path: Path, key: str, digest: str) -> None:
        if path.name == "04.md":
            os.kill(self._process.pid, signal.SIGKILL)
            self._process.wait()
        order(self, path, key, digest)

    monkeypatch.setattr(several._Reader, "order", killing)
    found = added(texts, tmp_path / "library.sqlite")
    faults = {Path(one.path).name for one in found if one.state == "fault"}
    assert faults == {"04.md", "05b.html"}
    assert [one.path for one in found] == [os.fspath(path) for path in adding.files([texts])]


def test_a_file_gone_by_its_turn_is_a_fault(tmp_path: Path) -> None:
    made = adding.make(tmp_path / "gone.md", "", "")
    assert made == Made(fault=made.fault)
    assert str(tmp_path / "gone.md") in made.fault
