"""Every key at every width: what a person sees after it."""

from collections.abc import Callable

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tests.app.conftest import SIZES, Opened, flat, foot, head, page, reader, rows, screen_text
from tui.app.actions import ACTIONS
from tui.app.application import ReaderApp
from tui.app.keys import Keymap
from tui.app.place import Place

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys as fast as a hand never could: the next is there before anything is drawn."""
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        character = key if len(key) == 1 else " " if key == "space" else None
        pilot.app.post_message(events.Key(name, character))
    await pilot.pause()
    await pilot.pause()


async def settle(pilot: Pilot[int], there: Callable[[], bool]) -> None:
    """Wait until something is there, not for a time."""
    for _ in range(200):
        if there():
            return
        await pilot.pause(0.02)
    raise AssertionError(screen_text(pilot.app))  # type: ignore[arg-type]


async def linked(pilot: Pilot[int]) -> ReaderApp:
    app = pilot.app
    assert isinstance(app, ReaderApp)
    await settle(pilot, lambda: reader(app).session.linked)
    return app


DOWN = ("j", "down", "e", "ctrl+e", "enter")
SCREEN = ("space", "f", "pagedown", "ctrl+f")
HALF = ("d", "ctrl+d")


@sizes
async def test_scrolling_keys_and_their_opposites(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        window = page(app).window
        for keys, back in ((DOWN, "k"), (SCREEN, "b"), (HALF, "u")):
            for key in keys:
                before = rows(app)
                start = window.spot
                await press(pilot, key)
                assert window.spot > start, key
                assert rows(app) != before, key
                await press(pilot, back)
                assert window.spot == start, (key, back)
        for up, down in (("up", "j"), ("ctrl+y", "j"), ("pageup", "space"), ("ctrl+u", "d")):
            await press(pilot, down, down, up, up)
            assert window.spot == (0, 0), up


@sizes
async def test_counts_go_before_a_key(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        before = rows(app)
        await press(pilot, "1", "2")
        assert "12" in foot(app)
        await press(pilot, "j")
        after = rows(app)
        width = page(app).size.width
        left = 32 if size[0] >= 120 else 0
        text = [row[left : left + width - 1].rstrip() for row in before[1:-1]]
        shown = [row[left : left + width - 1].rstrip() for row in after[1:-1]]
        assert shown[1:-12] == text[13:]
        await press(pilot, "5", "escape", "k")
        await press(pilot, "1", "1", "k")
        assert page(app).window.spot == (0, 0)


@sizes
async def test_start_end_and_shares(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        for end, start in (("G", "g"), ("end", "home"), (">", "<")):
            await press(pilot, end)
            assert "the last words." in flat(app)
            assert "100%" in head(app)
            await press(pilot, start)
            assert page(app).window.spot == (0, 0)
        await press(pilot, "5", "0", "%")
        middle = page(app).place
        await press(pilot, "g", "5", "0", "p")
        assert page(app).place == middle > Place(8)


@sizes
async def test_sections_and_passages(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        document = reader(app).session.document
        await press(pilot, "]", "]")
        assert document.passages[page(app).current].text == "2. The towns"
        await press(pilot, "[")
        assert document.passages[page(app).current].text == "1. The river"
        await press(pilot, "4", "G")
        assert document.passages[page(app).current].text == "4. The peace"
        await press(pilot, "3", "g")
        assert document.passages[page(app).current].text == "3. The quarrel"
        here = page(app).current
        await press(pilot, "}", "}")
        assert page(app).current == here + 2
        await press(pilot, "{")
        assert page(app).current == here + 1
        await press(pilot, "9", "G")
        assert "There is no section 9" in foot(app)
        await press(pilot, "G")
        await press(pilot, "]", "]", "]")
        assert "last section" in foot(app)
        await press(pilot, "g", "[")
        assert "first section" in foot(app)


@sizes
async def test_search_forgives_goes_and_is_walked(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        await press(pilot, "j")
        before = page(app).window.spot
        await press(pilot, "/", *"recociliation")
        assert "reconciliation" in screen_text(app)
        assert "4. The peace" in screen_text(app)
        await press(pilot, "escape")
        assert page(app).window.spot == before
        assert " find " not in screen_text(app).replace("/ find", "")
        await press(pilot, "/", *"timber fair", "enter")
        assert reader(app).focused is page(app)
        trail = reader(app).session.trail
        assert trail.name == "timber fair"
        assert "timber fair" in foot(app)
        await press(pilot, "g", "/", *"letter", "down", "up", "ctrl+n", "ctrl+p", "pagedown", "pageup", "enter")
        count = len(reader(app).session.trail)
        assert f"of {count}" in foot(app)
        await press(pilot, "g", "n")
        assert f"letter 1 of {count}" in foot(app)
        await press(pilot, "n", "n", "N")
        assert f"letter 2 of {count}" in foot(app)
        await press(pilot, "g", "N")
        assert "No more of letter above" in foot(app)
        await press(pilot, "9", "9", "n", "n")
        assert "No more of letter below" in foot(app)


@sizes
async def test_a_fault_in_a_query_is_pointed_at(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        await press(pilot, "/", *"town in:99 ")
        shown = rows(app)
        line = next(at for at, row in enumerate(shown) if row.startswith(" find "))
        assert shown[line][shown[line + 1].index("^")] == "9"
        await press(pilot, "ctrl+u", *"zzzzqqq")
        assert "nothing found" in screen_text(app)
        await press(pilot, "enter")
        assert "Nothing found" in foot(app)
        await press(pilot, "ctrl+w", "enter")
        assert "find zzz" not in screen_text(app)


@sizes
async def test_concepts_their_mentions_and_the_way_back(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        await press(pilot, "c")
        assert "Organizations" in screen_text(app)
        assert "Principles" in screen_text(app)
        await press(pilot, "enter")
        assert "> Harbour Board" in screen_text(app)
        assert "── HB" in screen_text(app)
        before = page(app).place
        await press(pilot, "j", "j", "enter")
        assert page(app).place != before or page(app).shows(reader(app).session.trail.matches[2].place)
        assert reader(app).session.trail.at == 2
        assert "HB" in screen_text(app)
        await press(pilot, "G", "enter") if size[0] >= 80 else None
        await press(pilot, "backspace", "backspace") if size[0] >= 80 else await press(pilot, "backspace")
        assert page(app).place == before
        await press(pilot, "escape", "escape", "escape")
        assert reader(app).focused is page(app)


@sizes
async def test_mentions_are_walked_in_document_order(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        await press(pilot, "c", "enter", "escape", "escape")
        places = []
        for _ in range(len(reader(app).session.trail)):
            await press(pilot, "n")
            here = reader(app).session.trail.here
            assert here is not None
            places.append(here.place)
            assert page(app).shows(here.place)
        assert places == sorted(places)
        await press(pilot, "n")
        assert "No more of HB below" in foot(app)


@sizes
async def test_the_filter_of_a_panel(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        await press(pilot, "c", "i", *"timb")
        assert "Timber Council" in screen_text(app)
        assert "Harbour Board  " not in screen_text(app)
        await press(pilot, "enter", "enter")
        assert reader(app).session.chosen == "tc"
        await press(pilot, "escape", "escape")
        assert "open books" in screen_text(app)
        await press(pilot, "i", *"nothing such")
        assert "no concept has such a name" in screen_text(app)


@sizes
async def test_concepts_of_the_section_come_first_on_demand(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        await press(pilot, "4", "G", "c", "s")
        shown = screen_text(app)
        assert "In this section" in shown
        assert shown.index("open books") < shown.index("Organizations")
        await press(pilot, "s")
        assert "In this section" not in screen_text(app)


@sizes
async def test_outline_goes_folds_filters_and_follows(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        await press(pilot, "3", "G", "o")
        outline = reader(app).line_view("outline")
        assert outline is not None
        assert outline.has_focus
        assert "▾ 3. The quarrel" in screen_text(app)
        await press(pilot, "z")
        assert "▸ 3. The quarrel" in screen_text(app)
        assert "3.1" not in "".join(row for row in rows(app) if "OUTLINE" in row)
        await press(pilot, "l")
        assert "▾ 3. The quarrel" in screen_text(app)
        await press(pilot, "j", "h", "h")
        assert "▸ 3. The quarrel" in screen_text(app)
        await press(pilot, "right", "left", "Z", "Z", "Z")
        await press(pilot, "i", *"peace")
        assert "4. The peace" in screen_text(app)
        assert outline.count() == 1
        await press(pilot, "enter", "enter")
        assert reader(app).session.document.passages[page(app).current].text == "4. The peace"
        assert reader(app).focused is page(app)


@sizes
async def test_panels_come_and_go(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        wide = size[0] >= 120
        assert ("OUTLINE" in screen_text(app)) == wide
        assert ("CONCEPTS" in screen_text(app)) == (size[0] >= 80)
        await press(pilot, "o")
        assert "OUTLINE" in screen_text(app)
        assert ("CONCEPTS" in screen_text(app)) == wide
        await press(pilot, "o")
        assert "OUTLINE" not in screen_text(app)
        assert reader(app).focused is page(app)
        await press(pilot, "c")
        assert "CONCEPTS" in screen_text(app)
        await press(pilot, "tab")
        assert reader(app).focused is (page(app) if size[0] >= 80 else reader(app).line_view("concepts"))
        await press(pilot, "shift+tab", "c")
        assert "CONCEPTS" not in screen_text(app)


@sizes
async def test_jumps_back_and_forward_and_marks(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        await press(pilot, "j", "j")
        first = page(app).place
        await press(pilot, "m", "a")
        assert "Marked a" in foot(app)
        await press(pilot, "3", "G")
        second = page(app).place
        await press(pilot, "G", "H")
        assert page(app).place == second
        await press(pilot, "backspace")
        assert page(app).place == first
        await press(pilot, "alt+left")
        assert "first place" in foot(app)
        await press(pilot, "L")
        assert page(app).place == second
        await press(pilot, "alt+right", "L")
        assert "last place" in foot(app)
        await press(pilot, "'", "a")
        assert page(app).place == first
        await press(pilot, "2", "G", "'", "'")
        assert page(app).place == first
        await press(pilot, "'", "x")
        assert "no mark x" in foot(app)
        await press(pilot, "m", "1")
        assert "A mark is a letter" in foot(app)


@sizes
async def test_a_mark_at_the_end_of_a_text_is_of_the_passage_one_stands_on(
    opened: Opened, size: tuple[int, int]
) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        await press(pilot, "G")
        last, seen = page(app).current, page(app).place
        await press(pilot, "m", "a", "g", "'", "a")
        assert reader(app).session.marks["a"].passage == last
        assert (page(app).current, page(app).place) == (last, seen)


@sizes
async def test_a_note_opens_where_its_mark_stands(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        assert "Council.[1]" in screen_text(app)
        assert "minutes" not in screen_text(app)
        await press(pilot, "K")
        shown = rows(app)
        mark = next(at for at, row in enumerate(shown) if "Council.[1]" in row)
        assert "│ [1] See the minutes" in shown[mark + 2]
        top = page(app).window.spot
        await press(pilot, "K")
        assert "minutes" not in screen_text(app)
        assert page(app).window.spot == top
        await press(pilot, "4", "G", "K")
        assert "no note here" in foot(app) or "[2]" in screen_text(app)


@sizes
async def test_the_source_of_a_passage(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        await press(pilot, "1", "G", "r")
        assert "as it stands in the file" in screen_text(app)
        assert "# 1. The river" in screen_text(app)
        await press(pilot, "r")
        assert "as it stands in the file" not in screen_text(app)


@sizes
async def test_a_quotation_is_copied_and_shown(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        await press(pilot, "4", "G", "}", "y")
        assert app.clipboard.startswith("“The reconciliation was written down")
        assert "1987" in app.clipboard
        assert "“The reconciliation was" in screen_text(app)
        await press(pilot, "escape")
        assert "“The reconciliation was" not in screen_text(app)


@sizes
async def test_mentions_are_told_apart_and_can_be_left_plain(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        await pilot.pause()

        def styles(word: str) -> set[str]:
            found = set()
            for strip in app.screen._compositor.render_strips():
                for segment in strip:
                    if segment.text.strip() == word and segment.style:
                        found.add(f"u{bool(segment.style.underline)} i{bool(segment.style.italic)}")
            return found

        assert "uTrue iFalse" in styles("Harbour Board")
        assert "uFalse iTrue" in styles("open books")
        await press(pilot, "M")
        assert "uTrue iFalse" not in styles("Harbour Board")
        await press(pilot, "M")
        assert "uTrue iFalse" in styles("Harbour Board")


@sizes
async def test_themes_palette_help_and_leaving(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        for name in ("light", "terminal", "dark"):
            await press(pilot, "t")
            assert f"Theme: {name}" in foot(app)
        for key in (":", "ctrl+p"):
            await press(pilot, key, *"next pass")
            assert "next passage" in screen_text(app)
            await press(pilot, "escape")
        here = page(app).current
        await press(pilot, ":", *"next pass", "enter")
        assert page(app).current > here
        for key in ("?", "f1"):
            await press(pilot, key)
            assert "Move" in screen_text(app)
            await press(pilot, "space", "b", "escape")
        assert page(app)
        await press(pilot, "ctrl+l", "ctrl+z")
        assert "no shell" in foot(app)
        await press(pilot, "q")
    assert app.return_code == 0


async def test_help_opens_the_guide(opened: Opened) -> None:
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "?", "enter")
        await settle(pilot, lambda: "guide" in reader(app).session.document.key)
        await press(pilot, "q")
        assert "Weaver" in head(app)
        await press(pilot, "D")
        assert "The guide to ibid" in screen_text(app)
        await press(pilot, "q", "ctrl+c")
    assert app.return_code == 0


async def test_reload_keeps_the_place(opened: Opened) -> None:
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "4", "G")
        path = opened.folder / "tolls.md"
        text = path.read_text("utf-8")
        path.write_text(text.replace("was written down", "was printed"), "utf-8")
        await settle(pilot, lambda: "changed on disk" in foot(app))
        assert "FILE CHANGED" in head(app)
        await press(pilot, "R")
        await linked(pilot)
        assert "was printed" in screen_text(app)
        assert reader(app).session.document.passages[page(app).place.passage].text == "4. The peace"
        path.unlink()
        await press(pilot, "R")
        assert "ile; a document is a path" in foot(app)
        assert "was printed" in screen_text(app)


async def test_keys_are_bound_anew(opened: Opened) -> None:
    folder = opened.folder / "config"
    folder.mkdir()
    (folder / "config.toml").write_text('theme = "light"\n[keys]\ndown = ["x"]\nfind = "j"\n', "utf-8")
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        assert "j find" in foot(app)
        await press(pilot, "x")
        assert page(app).window.spot == (0, 1)
        await press(pilot, "j")
        assert any(row.startswith(" find ") for row in rows(app))
        assert app.palette.name == "light"


async def test_the_mouse(opened: Opened) -> None:
    app = opened.app()
    async with app.run_test(size=(160, 48)) as pilot:
        await linked(pilot)
        at = next(y for y, row in enumerate(rows(app)) if "Harbour Board (HB)" in row)
        x = rows(app)[at].index("Harbour Board (HB)")
        await pilot.click(offset=(x + 2, at))
        await pilot.pause()
        assert reader(app).session.chosen == "hb"
        assert "── HB" in screen_text(app)
        await pilot.click(offset=(rows(app)[at].index("[1]") if "[1]" in rows(app)[at] else x, at))
        await pilot.click("#outline", offset=(5, 4))
        await pilot.pause()
        assert reader(app).session.document.passages[page(app).current].role == "heading"
        spot = page(app).window.spot
        await pilot._post_mouse_events([__import__("textual.events", fromlist=["x"]).MouseScrollDown], "#page")
        await pilot.pause()
        assert page(app).window.spot > spot
        await pilot.click("#page", offset=(page(app).size.width - 1, 45))
        await pilot.pause()
        assert "100%" in head(app)
        await pilot.click("#foot", offset=(foot(app).index("help"), 0))
        await pilot.pause()
        assert "Help:" in head(app)


def test_every_action_is_carried_out_by_somebody() -> None:
    from tui.app.screens.concept import ConceptScreen
    from tui.app.screens.inbox import Inbox
    from tui.app.screens.reader import ReaderScreen
    from tui.app.screens.start import StartScreen
    from tui.app.widgets.concepts import Concepts
    from tui.app.widgets.documents import Documents
    from tui.app.widgets.outline import Outline
    from tui.app.widgets.page import Page
    from tui.app.widgets.search import Search

    places = (Page, ReaderScreen, Outline, Concepts, Inbox, ConceptScreen, Search, StartScreen, Documents)
    for action in ACTIONS:
        assert any(hasattr(one, action.method) for one in places), action.id


def test_no_key_does_two_things_and_none_of_the_multiplexers_is_needed() -> None:
    keys = [key for action in ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys))
    taken = {"ctrl+a", "ctrl+b", "ctrl+s", "ctrl+j", "ctrl+q"}
    assert not taken & set(keys)


def test_a_key_bound_anew_is_taken_from_its_old_action() -> None:
    keymap = Keymap({"find": ("j",)})
    order = keymap.press("j", "j")
    assert order is not None
    assert order.action.id == "find"
    assert "j" not in keymap.by_id["down"].keys
    assert Keymap({"fnd": ("j",)}).complaints
