"""Documents and mentions kept: keys that are not taken twice, mentions linked anew only when something changed."""

from pathlib import Path

import pytest

from tui.concepts import matching
from tui.concepts.model import Catalogue, Concept
from tui.documents.reading import read_bytes
from tui.library.adding import add, key_for
from tui.library.linked import Linked, print_of
from tui.library.shelf import Shelf
from tui.library.store import Kept, Store


def test_two_programs_that_add_files_of_one_name_give_two_keys(tmp_path: Path) -> None:
    first, second = (Shelf(Store(tmp_path / "library.sqlite")) for _ in range(2))
    paths = [tmp_path / name / "text.md" for name in ("a", "b")]
    for path in paths:
        path.parent.mkdir()
        path.write_text("Some words.")
    assert {add(paths[0], first).key, add(paths[1], second).key} == {"text", "text-2"}
    assert [entry.key for entry in first.entries()] == ["text", "text-2"]


def test_a_file_written_again_with_the_same_words_is_unchanged(tmp_path: Path) -> None:
    shelf, path = Shelf(Store(tmp_path / "library.sqlite")), tmp_path / "text.md"
    path.write_text("Some words.")
    assert add(path, shelf).state == "added"
    path.write_text("Some words.")
    assert add(path, shelf).state == "unchanged"
    assert shelf.content("text") == b"Some words."


def test_mentions_are_linked_once_and_anew_when_text_or_catalogue_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked, calls = Linked(Store(tmp_path / "library.sqlite")), []
    real = matching.link
    monkeypatch.setattr(matching, "link", lambda *given: calls.append(given) or real(*given))
    document = read_bytes(b"The World Bank and the\nWorld Bank.", "k", "k.md")
    one = Catalogue({"wb": Concept("wb", "organization", "World Bank")})
    first = linked.mentions(document, one)
    assert linked.mentions(document, one) == first == tuple(real(document, one))
    assert len(calls) == 1
    two = Catalogue({"wb": Concept("wb", "organization", "World Bank", ("WB",))})
    linked.mentions(document, two)
    linked.mentions(read_bytes(b"The World Bank.", "k", "k.md"), two)
    assert len(calls) == 3
    assert print_of(one) != print_of(two)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Rivers of the World (2nd ed.)", "rivers-of-the-world-2nd-ed"),
        ("Caf\u00e9 na\u00efve", "cafe-naive"),
        ("\u4e2d\u6587 \u6587\u4ef6", "\u4e2d\u6587-\u6587\u4ef6"),
        ("2023\u5e74\u62a5\u544a", "2023\u5e74\u62a5\u544a"),
        ("\u0939\u093f\u0928\u094d\u0926\u0940", "\u0939\u093f\u0928\u094d\u0926\u0940"),
        ("\U0001f998", "document"),
        ("taken", "taken-2"),
        ("\u202eab\x1b/c", "ab-c"),
    ],
)
def test_a_key_has_the_letters_of_the_name_whatever_their_script(name: str, key: str) -> None:
    assert key_for(name, {"taken"}) == key


def test_a_file_that_was_moved_keeps_its_key_and_what_was_kept_of_it(tmp_path: Path) -> None:
    store = Store(tmp_path / "library.sqlite")
    shelf, old, new = Shelf(store), tmp_path / "text.md", tmp_path / "later" / "other.md"
    old.write_text("Some words that stand here.")
    add(old, shelf)
    store.keep_mark(str(old), "a", Kept(5, "words"))
    store.keep_place(str(old), "text", Kept(3, "e words"))
    new.parent.mkdir()
    old.rename(new)
    moved = add(new, shelf)
    assert (moved.state, moved.key, moved.title) == ("moved", "text", "other")
    assert [(entry.key, entry.path) for entry in shelf.entries()] == [("text", str(new))]
    assert store.marks(str(new)) == {"a": Kept(5, "words")}
    assert store.place(str(new)) == Kept(3, "e words")
    assert add(new, shelf).state == "unchanged"


def test_of_two_files_with_the_same_words_neither_is_taken_for_the_other(tmp_path: Path) -> None:
    shelf, paths = Shelf(Store(tmp_path / "library.sqlite")), [tmp_path / f"{name}.md" for name in "abcd"]
    for path in paths[:3]:
        path.write_text("Some words.")
        assert add(path, shelf).state == "added"
    paths[0].unlink()
    paths[1].unlink()
    paths[3].write_text("Some words.")
    assert add(paths[3], shelf).state == "added", "which of the two it was can't be known"
    assert shelf.keys() == {"a", "b", "c", "d"}
