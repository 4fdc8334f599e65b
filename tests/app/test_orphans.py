"""Marks stay with their words; what is not found is told, listed, placed by hand or dropped."""

import pytest

from tests.app.conftest import Opened, foot, page, reader, rows, screen_text, text
from tests.app.test_keys import linked, press, settle
from tui.app.application import ReaderApp
from tui.app.place import Place
from tui.app.screens.orphans import OrphansScreen

FAIR = "In the first year HB and TC met at the spring fair."


def stand_on(app: ReaderApp, words: str) -> None:
    """Let the page begin with the passage that begins with these words."""
    passages = reader(app).session.document.passages
    page(app).stand(Place(next(one.index for one in passages if one.text.startswith(words))))
    page(app).redraw()


async def marked(opened: Opened) -> None:
    """Mark the fair a, the first town b."""
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        for letter, words in (("a", FAIR), ("b", "Town number 1")):
            stand_on(app, words)
            await press(pilot, "m", letter)
        await press(pilot, "q")


def without_fair() -> str:
    return text().replace(FAIR, "Nothing else is known.").replace("# 1.", "A new beginning of three words.\n\n# 1.")


async def test_marks_move_with_their_words_and_one_line_says_what_was_not_found(opened: Opened) -> None:
    await marked(opened)
    app = opened.app(without_fair())
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        assert "1 mark moved, 1 not found: O lists it." in foot(app)
        await press(pilot, "'", "a")
        assert "no mark a" in foot(app)
        await press(pilot, "'", "b")
        assert page(app).place.passage == next(
            p.index for p in reader(app).session.document.passages if p.text.startswith("Town number 1")
        )
        await press(pilot, "q")
    again = opened.app()
    async with again.run_test(size=(80, 24)) as pilot:  # told once: the list keeps it
        await linked(pilot)
        assert "not found" not in foot(again)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 48)])
async def test_an_orphan_is_placed_at_the_page_and_taken_back(opened: Opened, size: tuple[int, int]) -> None:
    await marked(opened)
    app = opened.app(without_fair())
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        await press(pilot, "2", "G", "}")
        here = page(app).current
        await press(pilot, "O")
        assert isinstance(app.screen, OrphansScreen)
        assert "1 mark not found" in rows(app)[1]
        assert "In the first year HB" in screen_text(app)
        assert "3.1 The first year" in screen_text(app)
        await press(pilot, "enter")
        assert "Mark a stands at s2" in foot(app)
        assert "every mark has its place" in rows(app)[1]
        await press(pilot, "U")
        assert "an orphan again" in foot(app)
        assert "1 mark not found" in rows(app)[1]
        await press(pilot, "enter", "escape", "g", "'", "a")
        assert page(app).place.passage == here


async def test_an_orphan_is_dropped_and_brought_back(opened: Opened) -> None:
    await marked(opened)
    app = opened.app(without_fair())
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "O", "x")
        assert "Mark a is dropped" in foot(app)
        await press(pilot, "x")
        assert "Every mark has its place" in foot(app)
        await press(pilot, "U", "U")
        assert "Nothing has been decided" in foot(app)
        assert "1 mark not found" in rows(app)[1]
        await press(pilot, "x", "O", "O")
        assert "every mark has its place" in rows(app)[1]


async def test_a_file_read_again_keeps_its_marks_and_gets_its_orphans_back(opened: Opened) -> None:
    await marked(opened)
    app = opened.app(without_fair())
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        (opened.folder / "tolls.md").write_text(text(), "utf-8")
        await press(pilot, "R")
        await settle(pilot, lambda: "a" in reader(app).session.marks)
        await press(pilot, "'", "a")
        session = reader(app).session
        assert session.document.passages[page(app).place.passage].text.startswith(FAIR)
        await press(pilot, "O")
        assert "every mark has its place" in rows(app)[1]


async def test_what_stood_there_is_shown_harmless(opened: Opened) -> None:
    odd = "A line with [bold]markup[/bold] and \u202e turned words and \x1b[31m colours stands here alone."
    behind = "".join(f"Paragraph {number} stands behind it.\n\n" for number in range(60))
    app = opened.app(f"# One\n\nWords before it.\n\n{odd}\n\n{behind}")
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        stand_on(app, "A line")
        await press(pilot, "m", "z", "q")
    app = opened.app(f"# One\n\nWords before it.\n\n{behind}")
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "O")
        shown = screen_text(app)
        assert "[bold]markup[/bold]" in shown
        assert "\u202e" not in shown
        assert "\x1b" not in shown
