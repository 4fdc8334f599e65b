"""A large file: its head at once, the rest read by another process, the place kept when the whole comes."""

from pathlib import Path

from tests.app.conftest import Opened, flat, head, page, reader, screen_text
from tests.app.test_keys import press, settle
from tui.app.ahead import Ahead
from tui.app.keeping import Keeping, found_again
from tui.app.shelf import Shelf
from tui.documents.reading import read

SENTENCE = "The river keeps its books in the open, and whoever pays a toll may read them. "


def large() -> str:
    parts = [f"## Part {n}\n\nParagraph {n} of the Harbour Board. {SENTENCE * 8}\n\n" for n in range(1_800)]
    return "# A large text\n\n" + "".join(parts)


async def test_the_head_is_shown_and_then_the_whole_at_the_same_place(opened: Opened) -> None:
    app = opened.app(large())
    async with app.run_test(size=(80, 24)) as pilot:
        assert reader(app).session.document.provisional
        assert "head only" in head(app)
        await press(pilot, "y")
        assert "still being read" in screen_text(app)
        await press(pilot, "3", "}", "5", "j")
        place, before = page(app).place, flat(app)
        text = reader(app).session.document.passages[place.passage].text
        await settle(pilot, lambda: not reader(app).session.document.provisional)
        await settle(pilot, lambda: reader(app).session.linked)
        assert "head only" not in head(app)
        assert reader(app).session.document.passages[page(app).place.passage].text == text
        assert flat(app)[:200] == before[:200]
        await press(pilot, "G")
        assert "Part 1799" in screen_text(app)
        assert "100%" in head(app)
        await press(pilot, "/", *"paragraph 1500")
        await settle(pilot, lambda: "Paragraph 1500" in screen_text(app))
        await press(pilot, "enter")
        assert "Paragraph 1500" in flat(app)


async def test_a_large_file_that_goes_away_while_it_is_read(opened: Opened) -> None:
    app = opened.app(large())
    async with app.run_test(size=(80, 24)) as pilot:
        (opened.folder / "tolls.md").unlink()
        await press(pilot, "j", "j", "k")
        await settle(
            pilot, lambda: not reader(app).session.document.provisional or "ile; a document is" in screen_text(app)
        )
        assert page(app).window.ready


async def test_what_comes_when_the_screen_is_gone_is_let_go(opened: Opened) -> None:
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, lambda: reader(app).background is not None)
        screen, background = reader(app), reader(app).background
        assert background is not None
        await screen.if_here(background._failed, "a fault in time")
        assert "a fault in time" in screen_text(app)
    assert not screen.query("Head")
    await screen.if_here(background._failed, "a fault too late")


async def test_leaving_ends_the_other_process(opened: Opened) -> None:
    app = opened.app(large())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        background = reader(app).background
        await settle(pilot, lambda: reader(app).background is not None)
        background = reader(app).background
        assert background is not None
        child = background._child
        await press(pilot, "q")
    assert child is None or child._child.poll() is not None


def test_a_document_read_ahead_is_the_one_read_here(tmp_path: Path) -> None:
    path = tmp_path / "text.md"
    path.write_text("# One\n\nA paragraph.\n", "utf-8")
    ahead = Ahead(str(path), Shelf((), True), tmp_path / "library.sqlite")
    reading = ahead.reading()
    assert reading is not None
    assert reading.document == read(path, str(path))
    assert ahead.mentions() in ((), None)
    ahead.close()
    nothing = Ahead("", Shelf((), True), tmp_path / "library.sqlite")
    assert nothing.reading() is None


def test_a_place_is_found_by_its_words_when_the_file_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "text.md"
    path.write_text("# One\n\nA paragraph.\n\nAnother one.\n", "utf-8")
    document = read(path, "text")
    offset = document.source.index("Another")
    assert document.passages[found_again(document, (offset, "Another one.")).passage].text == "Another one."
    assert document.passages[found_again(document, (0, "Another one.")).passage].text == "Another one."
    assert document.passages[found_again(document, (10**9, "gone")).passage].text == "Another one."


def test_a_library_that_can_not_be_used_is_complained_of_once(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    path.write_bytes(b"not a database, whatever its name says" * 100)
    keeping = Keeping(path)
    assert keeping.last() == ""
    assert keeping.store is None
    assert str(path) in keeping.complaint
