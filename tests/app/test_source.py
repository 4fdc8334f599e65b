"""A passage beside its source: every repair is named, and one key takes it back for good."""

import pytest
from textual.pilot import Pilot

from tests.app.conftest import SIZES, Opened, foot, page, reader, rows, screen_text
from tests.app.test_keys import linked, press
from tests.documents.messy import AGAIN, CITED, FIRST, MESSY, SECOND
from tests.documents.test_roles import SOURCE
from tui.app.application import ReaderApp
from tui.app.place import Place
from tui.app.screens.reader import ReaderScreen
from tui.app.screens.source import SourceScreen

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


def source(app: ReaderApp) -> SourceScreen:
    found = app.screen
    assert isinstance(found, SourceScreen)
    return found


def places(app: ReaderApp) -> list[str]:
    return [passage.place for passage in page(app).session.document.passages]


async def beside(pilot: Pilot[int], kind: str = "join") -> ReaderApp:
    """Open the first paragraph beside its source; the cursor stands on its first repair of a kind."""
    app = await linked(pilot)
    await press(pilot, "1", "G", "}", "r")
    screen = source(app)
    steps = [line.repair.kind for line in screen.list.lines].index(kind)
    await press(pilot, *["j"] * steps)
    return app


@sizes
async def test_source_and_text_stand_beside_or_below_each_other(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app(MESSY, "messy.txt")
    async with app.run_test(size=size) as pilot:
        await beside(pilot)
        shown = rows(app)
        above = next(at for at, row in enumerate(shown) if "as it stands in the file, lines 5–" in row)
        below = next(at for at, row in enumerate(shown) if "as it is read" in row)
        assert (above == below) is (size[0] >= 100)
        assert "8 repairs" in screen_text(app)
        assert "the sentence does not close" in " ".join(screen_text(app).split())
        assert foot(app).startswith(" - take back · + put back · U undo · Esc close")


@sizes
async def test_each_repair_is_lit_in_both_as_the_cursor_comes_to_it(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app(MESSY, "messy.txt")
    async with app.run_test(size=size) as pilot:
        await beside(pilot)
        screen = source(app)
        here = {"join": ("⏎", "the"), "cut-note": (CITED[:20], "the"), "dehyphenate": ("-", "organization")}
        for number, line in enumerate(screen.list.lines):
            assert screen.list.cursor == number
            assert line.repair.kind in screen_text(app)
            for pane, wanted in zip((screen.source, screen.text), here.get(line.repair.kind, ("", "")), strict=True):
                pane.count()
                lit = [text for row in pane._rows[pane.top :][: pane.rows] for text, style in row if style == "here"]
                assert lit, line
                assert wanted in " ".join(lit) or AGAIN[2:20] in " ".join(lit) or "Doe" in " ".join(lit)
            await press(pilot, "j")


@sizes
async def test_a_repair_taken_back_is_so_for_good(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app(MESSY, "messy.txt")
    async with app.run_test(size=size) as pilot:
        await beside(pilot)
        await press(pilot, "-")
        assert foot(app) == " Taken back for good: p1 is p1a and p1b now."
        assert "Press + to put it back" in " ".join(screen_text(app).split())
        assert "TAKEN BACK" in screen_text(app)
        await press(pilot, "escape")
        assert {"s1/p1a", "s1/p1b"} <= {*places(app)}
        assert "p1a" in screen_text(app)
        assert page(app).session.linked
    again = opened.app(name="messy.txt")
    async with again.run_test(size=size) as pilot:
        await linked(pilot)
        assert {"s1/p1a", "s1/p1b"} <= {*places(again)}
        await press(pilot, "1", "G", "}", "r")
        assert "TAKEN BACK" in screen_text(again)
        await press(pilot, "+")
        assert "stands again" in foot(again)
        assert "TAKEN BACK" not in screen_text(again)
        await press(pilot, "r")
        assert "s1/p1" in places(again)
    third = opened.app(name="messy.txt")
    async with third.run_test(size=size) as pilot:
        await linked(pilot)
        assert "s1/p1" in places(third)


@sizes
async def test_undo_takes_back_what_was_done_here_last(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app(MESSY, "messy.txt")
    async with app.run_test(size=size) as pilot:
        await beside(pilot)
        await press(pilot, "U")
        assert "yet" in foot(app)
        await press(pilot, "-", "j", "-", "U", "U")
        assert "TAKEN BACK" not in screen_text(app)
        await press(pilot, "escape")
        assert "s1/p1" in places(app)


async def test_a_cut_note_stands_in_the_text_again_and_comes_out_again(opened: Opened) -> None:
    app = opened.app(MESSY, "messy.txt")
    async with app.run_test(size=(160, 48)) as pilot:
        await beside(pilot, "cut-note")
        await press(pilot, "-")
        assert "n1 stands in p1 again" in foot(app)
        document = source(app).repairing.document
        assert f"{FIRST} {CITED} {SECOND}" in document.passages[document.by_place["s1/p1"]].text
        await press(pilot, "=")
        assert source(app).repairing.document.by_place.keys() >= {"s1/n1"}


async def test_what_stands_or_is_taken_back_already_is_said(opened: Opened) -> None:
    app = opened.app(MESSY, "messy.txt")
    async with app.run_test(size=(80, 24)) as pilot:
        await beside(pilot)
        await press(pilot, "+")
        assert "nothing to put back" in foot(app)
        await press(pilot, "-", "-")
        assert "taken back already" in foot(app)


@sizes
async def test_one_walks_from_one_repaired_passage_to_the_next(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app(MESSY, "messy.txt")
    async with app.run_test(size=size) as pilot:
        await beside(pilot)
        seen = {"s1/p1"}
        for _ in range(20):
            await press(pilot, "}")
            seen |= {passage.place for passage in source(app).repairing.family(source(app).list.subject)}
        assert "No passage below" in foot(app)
        repaired = {p.place for p in source(app).repairing.document.passages if p.repairs}
        assert repaired - seen <= {"s0", "s1"}
        await press(pilot, "{", "{")
        assert "was repaired" not in foot(app)


async def test_enter_goes_to_the_repair_on_the_page(opened: Opened) -> None:
    app = opened.app(MESSY, "messy.txt")
    async with app.run_test(size=(80, 24)) as pilot:
        await beside(pilot, "dehyphenate")
        await press(pilot, "enter")
        assert isinstance(app.screen, ReaderScreen)
        assert page(app).session.document.passages[page(app).current].place == "s1/p1"


async def test_a_mark_and_the_chosen_concept_outlast_a_repair_taken_back(opened: Opened) -> None:
    app = opened.app(MESSY.replace("millers", "the Harbour Board"), "messy.txt")
    async with app.run_test(size=(160, 48)) as pilot:
        await linked(pilot)
        session = page(app).session
        session.marks["a"] = Place(session.document.by_place["s2"])
        reader(app).reader.keep_mark(session, "a")
        session.choose("hb")
        await press(pilot, "1", "G", "}", "r", "-", "escape")
        session = page(app).session
        assert session.document.passages[session.marks["a"].passage].place == "s2"
        assert [session.document.passages[match.passage].place for match in session.trail.matches] == ["s1/p1b"]


async def test_the_keys_are_in_the_help_the_palette_and_can_be_bound_anew(opened: Opened) -> None:
    (opened.folder / "config").mkdir()
    (opened.folder / "config" / "config.toml").write_text('[keys]\ntake-back = "X"\n')
    app = opened.app(MESSY, "messy.txt")
    async with app.run_test(size=(80, 24)) as pilot:
        await beside(pilot)
        assert "Press X to take it back" in screen_text(app)
        assert foot(app).startswith(" X take back")
        await press(pilot, "X")
        assert "TAKEN BACK" in screen_text(app)
        await press(pilot, "escape", ":", *"take back")
        assert "take back" in screen_text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, SourceScreen)


async def test_standard_input_is_taken_back_while_it_is_open(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened.app(MESSY, "messy.txt")
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        page(app).session.path = None
        await press(pilot, "1", "G", "}", "r", "-")
        assert "until you leave" in foot(app)
        await press(pilot, "escape")
        assert "s1/p1a" in places(app)
        await press(pilot, "r", "+", "escape")
        assert "s1/p1" in places(app)


async def test_nothing_of_a_hostile_file_reaches_the_terminal(opened: Opened) -> None:
    bad = "\u202e\x1b[2J\x9b3;J[bold]\x07"
    app = opened.app(MESSY.replace("Miller", f"Mi{bad}ller").replace("millers", bad), "messy.txt")
    async with app.run_test(size=(80, 24)) as pilot:
        await beside(pilot, "cut-note")
        await press(pilot, "-")
        shown = screen_text(app)
        assert "[bold]" in shown
        assert not any(char in shown for char in "\u202e\x1b\x9b\x07")


@sizes
@pytest.mark.parametrize(("place", "now"), [("s1/n1", "s1/p2a"), ("s1/f1", "s1/p3a"), ("s2", "s2/p0")])
async def test_what_is_no_body_is_reached_and_made_so_for_good(
    opened: Opened, size: tuple[int, int], place: str, now: str
) -> None:
    app = opened.app(SOURCE, "wells.txt")
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        await press(pilot, "g", "r")
        for _ in range(12):
            if [one.place for one in source(app).repairing.family(source(app).list.subject)] == [place]:
                break
            await press(pilot, "}")
        kinds = [line.repair.kind for line in source(app).list.lines]
        given = next(at for at, kind in enumerate(kinds) if kind in ("level", "cut-note", "cut-furniture"))
        await press(pilot, *["j"] * given, "-")
        assert f"{place.rsplit('/', 1)[-1]} is {now.rsplit('/', 1)[-1]} now" in foot(app)
        await press(pilot, "escape")
        assert now in places(app)
    again = opened.app(name="wells.txt")
    async with again.run_test(size=size) as pilot:
        await linked(pilot)
        assert now in places(again)
        assert place not in places(again)
