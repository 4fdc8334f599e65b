"""The inbox: each wording accepted, rejected or undone by one key, and what is accepted is linked at once."""

from textual.pilot import Pilot

from tests.app.conftest import Opened, foot, reader, rows, screen_text
from tests.app.test_keys import linked, press, settle
from tui.app.screens.inbox import InboxScreen
from tui.settings.places import own_catalogue

TEXT = (
    "# One\n\nThe right view of justice and interests is old.\n\nThe right concept of justice and interests is new.\n\n"
    "The right concept of justice and interests stays, and so does the right veiw of justice and interests.\n"
)
CATALOGUE = '# mine\n[[concept]]\nid = "view"\nkind = "principle"\nlabel = "right view of justice and interests"\n'


async def opened_inbox(pilot: Pilot[int]) -> None:
    """Open the inbox and wait until it has looked through the text."""
    await press(pilot, "I")
    screen = pilot.app.screen
    assert isinstance(screen, InboxScreen)
    await settle(pilot, lambda: not screen.inbox.looking)
    await pilot.pause()


async def test_a_wording_is_accepted_by_one_key_and_then_linked(opened: Opened) -> None:
    opened.catalogue.write_text(CATALOGUE, "utf-8")
    app = opened.app(TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        assert len(reader(app).session.by_concept["view"]) == 1
        await opened_inbox(pilot)
        assert "2 wordings" in screen_text(app)
        assert "×2" in screen_text(app)
        assert "a writes to harbours.toml" in screen_text(app)  # shown before it is done
        assert '+ "right concept of justice and interests"' in screen_text(app)
        await press(pilot, "a")
        assert "a variant now" in foot(app)
        assert 'variants = ["right concept of justice and interests"]' in opened.catalogue.read_text("utf-8")
        await press(pilot, "escape")
        await settle(pilot, lambda: len(reader(app).session.by_concept.get("view", ())) == 3)


async def test_a_catalogue_broken_meanwhile_is_left_alone_and_the_decision_is_kept(opened: Opened) -> None:
    opened.catalogue.write_text(CATALOGUE, "utf-8")
    app = opened.app(TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await opened_inbox(pilot)
        opened.catalogue.write_text(CATALOGUE + "oops = [", "utf-8")
        await press(pilot, "a")
        assert "until it can be written" in foot(app)
        assert opened.catalogue.read_text("utf-8") == CATALOGUE + "oops = ["
        assert not own_catalogue().exists()
        opened.catalogue.write_text("# more\n" + CATALOGUE, "utf-8")
        await press(pilot, "a")
        assert "a variant now" in foot(app)
        assert opened.catalogue.read_text("utf-8").startswith("# more\n" + CATALOGUE.rstrip())


async def test_a_decision_is_undone_and_a_rejected_wording_stays_away(opened: Opened) -> None:
    opened.catalogue.write_text(CATALOGUE, "utf-8")
    app = opened.app(TEXT)
    async with app.run_test(size=(60, 20)) as pilot:
        await linked(pilot)
        await opened_inbox(pilot)
        await press(pilot, "a", "U")
        assert "undecided again" in foot(app)
        assert "right concept" not in opened.catalogue.read_text("utf-8")
        await press(pilot, "x", "x")
        assert "nothing is waiting" in rows(app)[1]
        await press(pilot, "a")
        assert "Nothing is waiting" in foot(app)
        await press(pilot, "escape")
        await opened_inbox(pilot)
        assert "nothing is waiting" in rows(app)[1]


async def test_enter_goes_to_the_wording_on_the_page(opened: Opened) -> None:
    opened.catalogue.write_text(CATALOGUE, "utf-8")
    app = opened.app(TEXT)
    async with app.run_test(size=(160, 48)) as pilot:
        await linked(pilot)
        await opened_inbox(pilot)
        await press(pilot, "enter")
        assert app.screen is reader(app)


async def test_references_and_new_concepts_are_offered_below_the_wordings(opened: Opened) -> None:
    opened.catalogue.write_text('[[concept]]\nid = "wb"\nkind = "organization"\nlabel = "World Bank"\n', "utf-8")
    text = "# One\n\nThe World Bank lends, and the bank waits. The Sea Level Council (SLC) met.\n"
    app = opened.app(text)
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await opened_inbox(pilot)
        assert "1 reference · 1 new concept" in rows(app)[1]
        assert "may mean World Bank" in screen_text(app)
        await press(pilot, "a")
        assert "not counted" in foot(app)
        assert "Sea Level Council" in screen_text(app)
        await press(pilot, "a")
        assert "a concept now" in foot(app)
        assert 'id = "slc"' in opened.catalogue.read_text("utf-8")
        await press(pilot, "U")
        assert "slc" not in opened.catalogue.read_text("utf-8")
        await press(pilot, "U", "s")
        assert "only references" in rows(app)[1]
        await press(pilot, "s", "x")
        assert "nothing is waiting" in rows(app)[1]
        await press(pilot, "escape")
        assert len(reader(app).session.by_concept["wb"]) == 1
        await opened_inbox(pilot)
        assert rows(app)[1].startswith(" 1 reference ")


async def test_a_word_that_stands_for_a_name_is_written_with_a_rule_that_keeps_its_capital(opened: Opened) -> None:
    opened.catalogue.write_text('[[concept]]\nid = "x"\nkind = "k"\nlabel = "nothing here"\n', "utf-8")
    app = opened.app("# One\n\nThe Sea Level Council (the “Council”) met. The Council and no council of war.\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await opened_inbox(pilot)
        await press(pilot, "a")
        assert 'alias = "Council"\ncase = true' in opened.catalogue.read_text("utf-8")
        await press(pilot, "escape")
        await settle(pilot, lambda: len(reader(app).session.by_concept.get("council", ())) == 3)
