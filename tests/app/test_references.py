"""References that were accepted are shown, marked as such, and never counted."""

from tests.app.conftest import Opened, reader, rows, screen_text
from tests.app.test_inbox import opened_inbox
from tests.app.test_keys import linked, press, settle
from tui.app.reader import make_app
from tui.app.screens.concept import ConceptScreen

TEXT = "# One\n\nThe World Bank lends, and the bank waits.\n\nHere the bank closes. The World Bank stays.\n"
CATALOGUE = '[[concept]]\nid = "wb"\nkind = "organization"\nlabel = "World Bank"\n'


async def test_an_accepted_reference_is_shown_in_the_lists_and_not_counted(opened: Opened) -> None:
    opened.catalogue.write_text(CATALOGUE, "utf-8")
    path = opened.folder / "bank.md"
    path.write_text(TEXT, "utf-8")
    app = make_app([str(path)], catalogues=[opened.catalogue], no_catalogue=False, library=opened.folder / "lib.sqlite")
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await opened_inbox(pilot)
        await press(pilot, "a", "escape")
        await settle(pilot, lambda: len(reader(app).session.references) == 1)
        assert len(reader(app).session.by_concept["wb"]) == 2
        await press(pilot, "c", "enter")
        assert "~ 1 reference, not counted" in screen_text(app)
        assert sum(" ~ " in row for row in rows(app)) == 2  # the line that says so, and the reference
        await press(pilot, "C")
        assert isinstance(app.screen, ConceptScreen)
        assert "2 lines, by place; ~ 1 reference, not counted" in rows(app)[2]
        assert sum(row.startswith("~") for row in rows(app)) == 1
    again = make_app(
        [str(path)], catalogues=[opened.catalogue], no_catalogue=False, library=opened.folder / "lib.sqlite"
    )
    async with again.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        assert len(reader(again).session.references) == 1
