"""Documents that mean harm, and terminals that are not what one hopes for: never a traceback, never a hang."""

import asyncio
import random
import time
import unicodedata

import pytest

from tests.app.conftest import Opened, flat, head, page, reader, rows, screen_text
from tests.app.test_keys import linked, press, settle
from tui.app.application import ReaderApp
from tui.app.screens.reader import ReaderScreen

ESCAPES = "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x9b5n\x08\x7f"
BIDI = "left \u202eright\u2066 hidden \U000e0041\U000e0042 \u2028 line"
MARKUP = "[/foo] [@click=app.quit]leave[/] [bold red]x[/] [link=http://example.org]y[/link] $ink \\["
EVERYTHING = ("/", *"a", "escape", "c", "j", "enter", "escape", "o", "z", "enter", "r", "escape", "y", "escape")
MORE = ("K", "M", "t", "t", "t", "?", "escape", ":", "escape", "]", "}", "G", "g", "m", "a", "'", "a", "R", "n", "N")


def unsafe(text: str) -> list[str]:
    return [c for c in text if unicodedata.category(c) in ("Cc", "Cs") or c in "\u202e\u2066\u2028\U000e0041"]


async def use_everything(app: ReaderApp, size: tuple[int, int] = (80, 24)) -> None:
    """Open, go through every panel, and see that nothing unsafe is ever on the screen."""
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        for keys in (EVERYTHING, MORE):
            for key in keys:
                await press(pilot, key)
                assert not unsafe("".join(rows(app)))
    assert app.failure is None


async def test_controls_and_markup_are_text_wherever_they_reach(opened: Opened) -> None:
    names = f"{ESCAPES} {BIDI} {MARKUP}".replace('"', "")
    text = (
        f"# {names}\n\nA paragraph {names} with the Harbour Board {ESCAPES}[^1]\n\n- item {names}\n\n> {MARKUP}\n\n"
        f"```\ncode\t{names}\n```\n\n| a | {MARKUP} |\n|---|---|\n| {BIDI} | b |\n\n[^1]: a note {names}\n"
    )
    await use_everything(opened.app(text, name="evil [red]\x1b[31m.md"))


async def test_what_is_shown_for_them(opened: Opened) -> None:
    app = opened.app(f"# Title\n\nBegin {ESCAPES} {BIDI} {MARKUP} end.\n")
    async with app.run_test(size=(120, 24)) as pilot:
        await linked(pilot)
        shown = flat(app)
        assert "␛]0;owned␇␛[2J␛[31mred" in shown
        assert "⟨U+202E⟩" in shown
        assert "[/foo] [@click=app.quit]leave[/]" in shown


async def test_metadata_and_the_catalogue_are_no_better(opened: Opened) -> None:
    opened.catalogue.write_text(
        '[[concept]]\nid = "x"\nkind = "[red]kind"\nlabel = "Evil [@click=app.quit]x[/foo]"\naliases = ["river"]\n'
        'note = "[/x]"\n',
        "utf-8",
    )
    text = (
        '---\ntitle: "T [/foo] \\e[2J"\nauthors: ["A\\u202E [@click=app.quit]"]\nyear: 1999\n---\n\nThe river runs.\n'
    )
    await use_everything(opened.app(text))


async def test_marks_piled_up_without_end(opened: Opened) -> None:
    app = opened.app("a" + "\u0301" * 50_000 + " and the end of it.\n\n" + "👨‍👩‍👧‍👦" * 500 + "\n")
    await use_everything(app)


@pytest.mark.parametrize("letter", ["x", "上", "x y ", "\x1b"], ids=["letters", "Chinese", "words", "escapes"])
async def test_one_line_of_five_million_characters(opened: Opened, letter: str) -> None:
    app = opened.app("# One line\n\n" + letter * (900_000 // len(letter)), name="line.txt")
    async with app.run_test(size=(80, 24)) as pilot:
        began = time.monotonic()
        await settle(pilot, lambda: isinstance(app.screen, ReaderScreen))
        for keys in (("G",), ("b", "b"), ("g",), ("5", "0", "%"), ("}", "{"), ("r", "escape")):
            await press(pilot, *keys)
        assert time.monotonic() - began < 20
        assert page(app).window.ready


async def test_ten_thousand_headings(opened: Opened) -> None:
    app = opened.app("".join(f"{'#' * (1 + n % 4)} Heading {n}\n\nText {n}.\n\n" for n in range(10_000)))
    async with app.run_test(size=(160, 48)) as pilot:
        await settle(pilot, lambda: isinstance(app.screen, ReaderScreen))
        await settle(pilot, lambda: not reader(app).session.document.provisional and reader(app).session.linked)
        await press(pilot, "o", "G")
        await press(pilot, "enter")
        assert "Heading 9999" in screen_text(app)
        await press(pilot, "o", "Z", "i", *"777", "enter", "enter")
        assert "777" in screen_text(app)


@pytest.mark.parametrize("size", [(1, 1), (1, 40), (300, 1), (2, 2), (5, 3), (12, 8), (30, 10), (1000, 60)])
async def test_every_size(opened: Opened, size: tuple[int, int]) -> None:
    await use_everything(opened.app(), size)


async def test_resizing_while_keys_come(opened: Opened) -> None:
    app = opened.app()
    chance = random.Random(7)
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        keys = [*EVERYTHING, *MORE]
        for _ in range(50):
            await pilot.resize_terminal(chance.randint(1, 200), chance.randint(1, 60))
            await press(pilot, chance.choice(keys))
        await pilot.resize_terminal(80, 24)
        while len(app.screen_stack) > 1:
            await press(pilot, "escape", "escape", "q")
        await press(pilot, "escape", "escape", "escape")
        assert "Weaver" in head(app)


async def test_a_thousand_keys_at_random(opened: Opened) -> None:
    app = opened.app()
    chance = random.Random(11)
    pool = [c for c in "jkbdugG%p}{][nNocizZhlsKrMHLmt':?D/0123456789" if c]
    pool += ["space", "enter", "escape", "backspace", "tab", "up", "down", "left", "right", "home", "end", "ctrl+d"]
    async with app.run_test(size=(100, 30)) as pilot:
        await linked(pilot)
        for _ in range(25):
            await press(pilot, *(chance.choice(pool) for _ in range(40)))
            await asyncio.sleep(0)
        assert app.failure is None
        assert app.is_running


async def test_nothing_of_a_document_is_there(opened: Opened) -> None:
    for text in ("\ufeff# \n", "---\n---\n\n.\n", "# Only a heading\n", "[^1]: only a note\n"):
        await use_everything(opened.app(text, name="little.md"))
