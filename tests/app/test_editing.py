"""Concepts edited, added and joined in the reader: the change is shown, then written, then linked."""

from tests.app.conftest import Opened, foot, reader, rows, screen_text
from tests.app.test_keys import linked, press, settle
from tui.app.screens.editing import EditingScreen

CATALOGUE = (
    '# mine\n[[concept]]\nid = "hb"  # short\nkind = "organization"\nlabel = "Harbour Board"\n\n'
    '[[concept]]\nid = "tc"\nkind = "organization"\nlabel = "Timber Council"\n'
)
TEXT = "# One\n\nThe Harbour Board met the Timber Council and the Quay Office. The Board of Harbours left.\n"


async def test_an_alias_is_added_after_its_change_was_shown(opened: Opened) -> None:
    opened.catalogue.write_text(CATALOGUE, "utf-8")
    app = opened.app(TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "c", "E", "down", "down", *"Board of Harbours", "enter")
        assert '+aliases = ["Board of Harbours"]' in screen_text(app)
        assert opened.catalogue.read_text("utf-8") == CATALOGUE
        await press(pilot, "enter")
        written = opened.catalogue.read_text("utf-8")
        assert 'aliases = ["Board of Harbours"]' in written
        assert "# short" in written
        await settle(pilot, lambda: len(reader(app).session.by_concept.get("hb", ())) == 2)


async def test_escape_takes_the_change_back_then_leaves(opened: Opened) -> None:
    opened.catalogue.write_text(CATALOGUE, "utf-8")
    app = opened.app(TEXT)
    async with app.run_test(size=(60, 20)) as pilot:
        await linked(pilot)
        await press(pilot, "c", "E", *"x", "enter", "escape")
        assert isinstance(app.screen, EditingScreen)
        await press(pilot, "escape")
        assert app.screen is reader(app)
        assert opened.catalogue.read_text("utf-8") == CATALOGUE


async def test_a_concept_is_added_and_what_is_no_name_is_refused(opened: Opened) -> None:
    opened.catalogue.write_text(CATALOGUE, "utf-8")
    app = opened.app(TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "A", "down", *"office", "enter")
        assert "label" in foot(app)
        await press(pilot, "up", *"Quay Office", "enter", "enter")
        assert 'id = "quay-office"' in opened.catalogue.read_text("utf-8")
        await settle(pilot, lambda: len(reader(app).session.by_concept.get("quay-office", ())) == 1)


async def test_two_concepts_become_one(opened: Opened) -> None:
    opened.catalogue.write_text(CATALOGUE, "utf-8")
    app = opened.app(TEXT)
    async with app.run_test(size=(160, 48)) as pilot:
        await linked(pilot)
        await press(pilot, "c", "J")
        assert "the same as Harbour Board?" in rows(app)[1]
        await press(pilot, "i", *"timber", "enter", "enter")
        assert '+aliases = ["Timber Council"]' in screen_text(app)
        await press(pilot, "enter")
        assert 'id = "tc"' not in opened.catalogue.read_text("utf-8")
        await settle(pilot, lambda: len(reader(app).session.by_concept.get("hb", ())) == 2)
