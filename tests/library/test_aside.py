"""A library worked on by a child process: told of line by line, and ended at any moment."""

import os
from pathlib import Path

from tui.library.aside import Aside, work
from tui.library.indexed import LibraryIndex
from tui.library.linked import Linked
from tui.library.open import Sources
from tui.library.shelf import Shelf
from tui.library.store import Store


def made(folder: Path, count: int = 2) -> Path:
    texts = folder / "texts"
    texts.mkdir()
    for number in range(count):
        (texts / f"text-{number}.md").write_text(f"# Text {number}\n\nThe toll of number {number}.\n")
    (texts / "empty.txt").write_text("")
    return texts


def test_a_folder_is_added_and_indexed_and_faults_are_told(tmp_path: Path) -> None:
    library, texts = tmp_path / "library.sqlite", made(tmp_path)
    told = list(Aside(library, {}, [texts]).told())
    assert told[-1] == {"done": {"added": 2, "changed": 0, "moved": 0, "unchanged": 0, "fault": 1}}
    assert next(one for one in told if "fault" in one)["fault"].startswith(str(texts / "empty.txt"))
    shares = [one["share"] for one in told if one.get("about") == "adding"]
    assert shares == sorted(shares)
    store = Store(library)
    assert len(Shelf(store).entries()) == 2
    assert not LibraryIndex(store, {}).behind()
    assert list(Aside(library, {}, ()).told()) == [{"done": {}}]


def test_a_file_whose_name_is_no_text_is_a_fault_of_its_own(tmp_path: Path) -> None:
    texts = made(tmp_path)
    with open(os.fsencode(texts) + b"/evil \xff\x1b[31m.md", "wb") as file:
        file.write(b"# Evil\n\nText.\n")
    told = list(Aside(tmp_path / "library.sqlite", {}, [texts]).told())
    assert any("evil" in one.get("fault", "") for one in told)
    assert told[-1] == {"done": {"added": 2, "changed": 0, "moved": 0, "unchanged": 0, "fault": 2}}


def test_what_was_ended_early_is_gone_on_with(tmp_path: Path) -> None:
    library, texts = tmp_path / "library.sqlite", made(tmp_path, 40)
    aside = Aside(library, {}, [texts])
    for one in aside.told():
        if one.get("share", 0) > 0.3:
            aside.end()
            break
    told = list(Aside(library, {}, [texts]).told())
    assert "done" in told[-1]
    store = Store(library)
    assert len(Shelf(store).entries()) == 40
    index = LibraryIndex(store, {})
    assert not index.behind()
    assert index.engine.size == 80


def test_a_library_that_can_not_be_used_is_one_line(tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"
    library.write_bytes(b"no database" * 500)
    told: list[dict[str, object]] = []
    work({"library": str(library), "seeds": {}, "add": []}, told.append)
    (last,) = told
    assert str(library) in str(last["error"])
    assert "\n" not in str(last["error"])


def test_what_is_added_is_linked_by_the_catalogues_of_whoever_adds_it(tmp_path: Path) -> None:
    library, texts, own = tmp_path / "library.sqlite", made(tmp_path), tmp_path / "own.toml"
    own.write_text('[[concept]]\nid = "toll"\nkind = "principle"\nlabel = "toll"\n')
    assert "done" in [*Aside(library, {}, [texts], catalogues=[own]).told()][-1]
    store = Store(library)
    catalogue = Sources({}, lambda: (own,), library=lambda: store).catalogue(None)
    for entry in store.shelf.entries():
        assert Linked(store).is_fresh(entry.key, entry.digest, catalogue)
        assert Linked(store).tallies(entry.key)["toll"].mentions == 1
