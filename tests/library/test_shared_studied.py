"""What is kept on this host of a shared library's documents, so that they are not fetched and read each time."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.library.test_shared import opened, write
from tui.library.adding import add
from tui.library.shared import SharedLibrary
from tui.library.shared_studied import SharedStudied
from tui.library.store import Store

Opened = Callable[[], SharedLibrary]

__all__ = ["opened"]


def fetched(library: SharedLibrary, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the documents that are fetched from now on."""
    keys: list[str] = []
    real = library.shelf.content
    monkeypatch.setattr(library.shelf, "content", lambda key: keys.append(key) or real(key))
    return keys


def test_a_document_is_fetched_once_and_anew_when_it_has_changed(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, own = opened(), Store(tmp_path / "own.sqlite")
    path = write(tmp_path, "paper.md", "# Paper\n\nThe first words.\n\nThe last words.\n")
    add(path, library.shelf)
    keys = fetched(library, monkeypatch)
    studied = SharedStudied(library, own)
    assert studied.light("paper", path, {1}) is None
    assert [one.text for one in studied.document("paper").passages][1:] == ["The first words.", "The last words."]
    light = SharedStudied(library, own).light("paper", path, {2})
    assert light is not None
    assert [one.text for one in light.document.passages] == ["", "", "The last words."]
    assert SharedStudied(library, own).text("paper", path) == "Paper\nThe first words.\nThe last words.\n"
    assert keys == ["paper"]
    before = studied.states()
    write(tmp_path, "paper.md", "# Paper\n\nOther words, and more of them.\n")
    add(path, library.shelf)
    studied = SharedStudied(library, own)
    assert studied.states() != before
    assert studied.light("paper", path, {1}) is None


def test_what_is_kept_has_a_bound_and_may_be_deleted(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = opened()
    for name in ("a", "b"):
        add(write(tmp_path, f"{name}.md", f"Words of {name}.\n"), library.shelf)
    nothing = SharedStudied(library, None, most=10)
    assert nothing.document("a").passages[0].text == "Words of a."
    assert nothing.light("a", tmp_path, ()) is None
    SharedStudied(library, None).document("a")
    assert SharedStudied(library, None).light("a", tmp_path, ()) is not None
    shutil.rmtree(library.folder)
    studied = SharedStudied(opened(), None)
    assert studied.light("a", tmp_path, ()) is None
    assert studied.document("a").passages[0].text == "Words of a."


def test_what_left_the_library_makes_room(opened: Opened, tmp_path: Path) -> None:
    library = opened()
    for name in ("a", "b"):
        add(write(tmp_path, f"{name}.md", f"Words of {name}.\n"), library.shelf)
    studied = SharedStudied(library, None)
    studied.document("a")
    ((size,),) = studied._store.rows("select sum(length(data)) from studied")
    assert SharedStudied(library, None, most=size + 5).document("b")
    assert SharedStudied(library, None).light("b", tmp_path, ()) is None, "there was no room"
    library.shelf.drop("a")
    SharedStudied(library, None, most=size + 5).document("b")
    assert SharedStudied(library, None).light("b", tmp_path, ()) is not None
