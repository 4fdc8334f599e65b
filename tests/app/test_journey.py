"""A trail through several documents: opened over the one that is read, walked both ways, left again."""

from pathlib import Path

from tests.app.conftest import Opened, flat, foot, page, reader, rows, screen_text
from tests.app.library import FERRIES, LOCKS, answered, panel, path_of, stocked, title
from tests.app.test_keys import linked, press, settle
from tests.app.test_large import large
from tui.app.place import Match, found_hit
from tui.app.trail import Journey
from tui.documents.model import Role
from tui.documents.reading import read
from tui.search.model import Hit


def hit(document: str, passage: int, text: str, place: str = "s1/p1") -> Hit:
    return Hit(document, passage, place, Role.BODY, text, 1.0, ((0, 4),))


async def test_a_hit_opens_its_document_and_the_way_back_leads_home(opened: Opened) -> None:
    stocked(opened)
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "j", "j")
        home, place = title(app), page(app).place
        for key in ("backspace", "q"):
            await press(pilot, "/", "ctrl+u", *"patience")
            if not panel(app).wide:
                await press(pilot, "ctrl+t")
            await answered(pilot)
            await press(pilot, "enter")
            await settle(pilot, lambda: title(app) == "On Weirs")
            assert "toll on patience" in flat(app)
            assert page(app).session.trail.here is not None
            await press(pilot, key)
            assert title(app) == home
            assert page(app).place == place
        await press(pilot, "q")
    assert app.return_code == 0


async def test_the_trail_goes_on_into_the_next_document_and_back(opened: Opened) -> None:
    stocked(opened)
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        home = title(app)
        await press(pilot, "/", "ctrl+t", *"toll")
        await answered(pilot)
        legs = Journey("toll", panel(app).answer.hits).legs
        assert len(legs) == 3
        await press(pilot, "enter")
        await settle(pilot, lambda: title(app) != home)
        seen = []
        for _ in range(10):
            here = reader(app).session.trail.here
            assert here is not None
            seen.append((title(app), here.passage))
            assert page(app).shows(here.place)
            await press(pilot, "n")
            if "No more of toll below" in foot(app):
                break
        assert len({document for document, _ in seen}) == 3
        await press(pilot, "j", "k")
        assert "toll 5 of 5" in foot(app)
        assert len(app.screen_stack) == 2, "one document of the trail lies over the one that is read, not all"
        back = []
        for _ in range(10):
            here = reader(app).session.trail.here
            assert here is not None
            back.append((title(app), here.passage))
            await press(pilot, "N")
            if "No more of toll above" in foot(app):
                break
        assert back[-len({*back}) :]
        assert [document for document, _ in back][-1] == seen[0][0]
        await press(pilot, "q")
        assert title(app) == home


async def test_the_document_that_is_open_is_part_of_the_trail(opened: Opened) -> None:
    shelf = stocked(opened, {"locks.md": LOCKS, "ferries.md": FERRIES})
    entry = shelf.entry("locks")
    assert entry is not None
    from tui.app.reader import make_app

    app = make_app([entry.path], no_catalogue=True, library=opened.folder / "library.sqlite")
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "/", "ctrl+t", *"toll")
        await answered(pilot)
        await press(pilot, "enter")
        await settle(pilot, lambda: reader(app).session.trail.stage is not None)
        names = set()
        for _ in range(2):
            for _ in range(3):
                names.add((title(app), len(app.screen_stack)))
                await press(pilot, "n")
            for _ in range(3):
                names.add((title(app), len(app.screen_stack)))
                await press(pilot, "N")
        assert names == {("Locks and Keepers", 1), ("Ferries", 2)}


async def test_a_document_that_has_gone_or_changed(opened: Opened) -> None:
    stocked(opened)
    path_of(opened, "ferries.md").unlink()
    path = path_of(opened, "weirs.md")
    path.write_text(path.read_text().replace("# 1.", "A new beginning.\n\n# 1."), "utf-8")
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "/", "ctrl+t", *"patience")
        await answered(pilot)
        await press(pilot, "enter")
        await settle(pilot, lambda: title(app) == "On Weirs")
        here = reader(app).session.trail.here
        assert here is not None
        assert "patience" in reader(app).session.document.passages[here.passage].text
        await press(pilot, "q", "/", *"those row")
        await answered(pilot)
        await press(pilot, "enter")
        await settle(pilot, lambda: title(app) == "Ferries")
        assert "no toll of those who row" in flat(app)


async def test_a_hit_far_down_in_a_large_file_is_gone_to_when_all_of_it_is_there(opened: Opened) -> None:
    stocked(opened, {"large.md": large()})
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "/", "ctrl+t", *'"paragraph 1500"')
        await answered(pilot)
        await press(pilot, "enter")
        await settle(pilot, lambda: "large" in reader(app).session.document.key)
        await settle(pilot, lambda: not reader(app).session.document.provisional)
        await settle(pilot, lambda: "Paragraph 1500" in flat(app))


async def test_a_search_from_the_documents_is_still_there_when_one_comes_back(opened: Opened) -> None:
    stocked(opened)
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "D", "/", *"ledger")
        await answered(pilot)
        await press(pilot, "enter")
        await settle(pilot, lambda: any("Locks" in row for row in rows(app)[:1]) or "Keeper" in rows(app)[0])
        await press(pilot, "backspace")
        assert panel(app).entry.text == "ledger"
        assert "ledger, in which every toll" in screen_text(app)
        await press(pilot, "escape", "escape")
        assert reader(app)


def test_a_journey_counts_through_its_documents(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("One toll.\n\nTwo tolls.\n\nThree.\n", "utf-8")
    document = read(path, "a")
    journey = Journey("toll", [hit("b", 0, "x"), hit("a", 1, "Two tolls."), hit("a", 0, "One toll.")])
    assert [key for key, _ in journey.legs] == ["b", "a"]
    trail = journey.trail(1, document)
    assert trail.words() == "toll, 3"
    trail.stand(trail.matches[1])
    assert trail.words() == "toll 3 of 3"
    assert journey.following(1, 1) is None
    assert journey.following(1, -3) == 0
    assert journey.following(None, 1) == 0
    assert journey.following(None, -1) is None
    assert journey.trail(None, document).words() == "toll, 3"


def test_a_hit_is_found_by_its_text_and_else_by_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# 1. One\n\nFirst.\n\nSame.\n\nLast.\n\nSame.\n", "utf-8")
    document = read(path, "a")
    assert found_hit(document, hit("a", 1, "First.")) == Match(1, ((0, 4),))
    assert found_hit(document, hit("a", 900, "Same.")) == Match(4, ((0, 4),))
    assert found_hit(document, hit("a", 0, "Same.")) == Match(2, ((0, 4),))
    assert found_hit(document, hit("a", 7, "Not there.", "s1/p3")) == Match(3, ())
    assert found_hit(document, hit("a", 7, "Not there.", "s9/p3")) is None
