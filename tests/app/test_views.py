"""The main views as a person sees them. `IBID_GOLDEN=write pytest tests/app/test_views.py` draws them anew:
look at each before you keep it."""

import os
from pathlib import Path

import pytest

from tests.app.conftest import SIZES, Opened, page, rows
from tests.app.test_keys import linked, press

GOLDEN = Path(__file__).with_name("golden")
VIEWS: dict[str, tuple[str, ...]] = {
    "reader": (),
    "section": ("3", "G"),
    "note": ("K",),
    "search": ("/", *"recociliation"),
    "concept": ("c", "enter", "j"),
    "outline": ("o", "j"),
    "source": ("1", "G", "}", "}", "}", "r"),
    "quotation": ("4", "G", "y"),
    "commands": (":", *"pass"),
    "help": ("?",),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("view", VIEWS)
async def test_the_view_is_as_it_was_looked_at(opened: Opened, view: str, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        await press(pilot, *VIEWS[view])
        await pilot.pause()
        shown = "\n".join(rows(app)) + "\n"
    path = GOLDEN / f"{view}-{size[0]}x{size[1]}.txt"
    if os.environ.get("IBID_GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(shown, "utf-8")
    assert shown == path.read_text("utf-8")


@pytest.mark.parametrize("presses", [1, 2, 3, 4])
async def test_a_theme_changes_the_ground_with_the_ink(opened: Opened, presses: int) -> None:
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, *["t"] * presses)
        await pilot.pause()
        wanted = app.palette.colours["ground"]
        for widget in (page(app), app.screen):
            ground = widget.styles.background
            assert ground.ansi == -1 if wanted.startswith("ansi") else ground.hex.lower() == wanted.lower()
