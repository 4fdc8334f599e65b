"""The search panel: the document or the library, grouped, narrowed, remembered; and what goes wrong behind it."""

import shutil

import pytest

from tests.app.conftest import SIZES, Opened, foot, head, page, reader, rows, screen_text
from tests.app.library import LOCKS, TEXTS, answered, panel, stocked, title
from tests.app.test_hostile import BIDI, ESCAPES, MARKUP, unsafe
from tests.app.test_keys import linked, press, settle
from tui.app.finding import Answer, Answered
from tui.search.model import EngineError

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@sizes
async def test_one_key_searches_the_library_and_another_letter_is_enough(opened: Opened, size: tuple[int, int]) -> None:
    stocked(opened)
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        await press(pilot, "/")
        assert "this document" in screen_text(app)
        await press(pilot, "ctrl+t", "k")
        await answered(pilot, lambda: "keeper" in screen_text(app))
        assert "the library" in screen_text(app)
        await press(pilot, *"eper slepps")
        await answered(pilot, lambda: "A keeper who sleeps" in screen_text(app))
        await press(pilot, "escape", "/")
        assert panel(app).wide


async def test_the_best_hit_stays_first_when_hits_are_grouped(opened: Opened) -> None:
    stocked(opened)
    app = opened.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await linked(pilot)
        await press(pilot, "/", "ctrl+t", *"toll")
        await answered(pilot)
        best = panel(app).chosen
        assert best is not None
        await press(pilot, "down", "ctrl+g")
        second = panel(app).chosen
        assert second is not None
        assert second is not best
        await answered(pilot, lambda: "§1. Keepers" in screen_text(app))
        assert "On Weirs · Fisher, Cleo, 1991  2" in screen_text(app)
        assert panel(app).hit_of(panel(app).hit_rows[2]) is best
        await press(pilot, "ctrl+g")
        assert panel(app).chosen is second


async def test_the_passage_is_shown_between_its_neighbours(opened: Opened) -> None:
    stocked(opened)
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "/", "ctrl+t", *"patience")
        await answered(pilot, lambda: "the miller paid no toll for it." in screen_text(app))
        assert "as the bargemen said." in screen_text(app)
        await press(pilot, "escape", "/", "ctrl+t", *"reconciliation")
        assert "4. The peace" in screen_text(app)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "dredging" not in screen_text(app)


async def test_a_facet_narrows_and_backspace_takes_it_away(opened: Opened) -> None:
    stocked(opened)
    app = opened.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await linked(pilot)
        await press(pilot, "/", "ctrl+t", *"toll")
        await answered(pilot)
        assert len(panel(app).answer.hits) == 5
        await press(pilot, "ctrl+o")
        await settle(pilot, lambda: "Sections" in screen_text(app))
        assert "On Weirs" in screen_text(app)
        await press(pilot, *"locks")
        assert "On Weirs" not in screen_text(app)
        await press(pilot, "enter")
        await answered(pilot)
        assert "[doc:locks]" in screen_text(app)
        assert {hit.document for hit in panel(app).answer.hits} == {"locks"}
        await press(pilot, *" ", "ctrl+w")
        await press(pilot, "backspace")
        await answered(pilot)
        assert panel(app).narrowed == []


async def test_a_section_a_concept_and_what_was_chosen_before(opened: Opened) -> None:
    app = opened.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await linked(pilot)
        await press(pilot, "/", *"river", "ctrl+o")
        await settle(pilot, lambda: "Concepts" in screen_text(app))
        await press(pilot, *"harbour", "enter")
        assert panel(app).query_text == "concept:hb river"
        assert panel(app).answer.hits
        await press(pilot, "ctrl+o")
        await settle(pilot, lambda: "Sections" in screen_text(app))
        assert "Narrowed to" in screen_text(app)
        await press(pilot, "enter")
        assert panel(app).narrowed == []
        await press(pilot, "ctrl+o", "backspace", "ctrl+o", "escape")
        assert panel(app).answer.hits
        await press(pilot, "escape")
        assert reader(app).focused is page(app)


async def test_a_fault_behind_a_field_is_pointed_at_where_it_stands(opened: Opened) -> None:
    app = opened.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await linked(pilot)
        await press(pilot, "/", *"river")
        panel(app).narrowed = ["role:body"]
        await press(pilot, *" in:99 ")
        shown = rows(app)
        line = next(at for at, row in enumerate(shown) if row.startswith(" find "))
        assert shown[line][shown[line + 1].index("^")] == "9"


async def test_what_was_searched_for_comes_back(opened: Opened) -> None:
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        for query in ("quarrel", "timber"):
            await press(pilot, "/", *query, "enter")
        await press(pilot, "/")
        shown = screen_text(app)
        assert shown.index("timber\n") < shown.index("quarrel\n")
        await press(pilot, "enter")
        assert reader(app).focused is page(app), "nothing was chosen, so the panel goes"
        await press(pilot, "/", "down", "down", "enter")
        assert panel(app).entry.text == "quarrel"
        assert panel(app).answer.hits
        await press(pilot, "ctrl+k")
        assert "Kept" in foot(app)
        await press(pilot, "ctrl+u", *"tim", "ctrl+r")
        assert "timber" in screen_text(app)
        assert "★" not in screen_text(app)
        await press(pilot, "delete", "ctrl+u")
        assert "timber" not in screen_text(app)
        assert "★ quarrel" in screen_text(app)
        await press(pilot, "escape", "escape")
    again = opened.app()
    async with again.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "/")
        assert "★ quarrel" in screen_text(again)


async def test_nothing_is_remembered_when_that_is_not_wanted(opened: Opened) -> None:
    (opened.folder / "config").mkdir()
    (opened.folder / "config" / "config.toml").write_text("history = false\n", "utf-8")
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "/", *"quarrel", "enter", "/")
        assert panel(app).count() == 0


async def test_more_hits_leave_the_cursor_where_it_is(opened: Opened) -> None:
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "/", *"letter", "down", "down")
        view = panel(app)
        chosen, hits = view.chosen, view.answer.hits
        app.clerk.drop("loose")
        view.take(view.answer._replace(hits=hits[:4]))
        await press(pilot, "down", "down", "ctrl+g")
        chosen, row = view.chosen, view.cursor - view.top
        assert chosen is hits[2]
        view.post_message(Answered(view.number, view.answer._replace(hits=hits), more=True))
        await settle(pilot, lambda: len(view.answer.hits) == len(hits))
        assert view.chosen is chosen
        assert view.cursor - view.top == row
        view.post_message(Answered(view.number - 1, Answer("stale")))
        await pilot.pause()
        assert view.answer.text == "letter"


async def test_an_answer_is_drawn_when_it_comes_and_not_a_frame_later(opened: Opened) -> None:
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "/", *"letter")
        view = panel(app)
        app.clerk.drop("loose")
        await pilot.pause()
        view.on_answered(Answered(view.number, view.answer._replace(hits=view.answer.hits[:2])))
        assert not view._repaint_regions
        assert not app.screen._dirty_widgets


async def test_keys_after_enter_are_not_meant_for_the_line(opened: Opened) -> None:
    stocked(opened)
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "/", "ctrl+t", *"keeper ledger", "enter", "m", "a")
        await settle(pilot, lambda: title(app) == "Locks and Keepers")
        assert "a" in reader(app).session.marks


async def test_the_hits_of_the_library_are_studied_from_a_search_of_it(opened: Opened) -> None:
    from tui.app.screens.concept import ConceptScreen

    stocked(opened)
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "/", "ctrl+t", *"bargemen", "tab")
        await settle(pilot, lambda: isinstance(app.screen, ConceptScreen) and app.screen.study.several)
        await settle(pilot, lambda: "1 line, " in screen_text(app))
        assert "bargemen · 1 in the library" in head(app)
        await press(pilot, "W")  # from the library back to this document, which has none
        assert "bargemen · 0 in" in head(app)
        await press(pilot, "W")
        await settle(pilot, lambda: "1 line, " in screen_text(app))
        await press(pilot, "enter")
        await settle(pilot, lambda: "Fisher 1991" in head(app))


async def test_an_index_that_can_not_be_asked_is_one_line_and_reading_goes_on(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(opened)

    def away(self: object, plan: object, least: int, limit: int) -> None:
        raise EngineError("db.example: the server does not answer")

    monkeypatch.setattr("tui.search.embedded.Embedded.candidates", away)
    monkeypatch.setattr("tui.app.holdings.Holdings.mend", lambda self: False)
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "/", "ctrl+t", *"toll")
        await answered(pilot, lambda: "db.example: the server does not answer" in screen_text(app))
        await press(pilot, "enter")
        assert "db.example" in foot(app)
        await press(pilot, "escape", "G")
        assert "the last words" in screen_text(app)


async def test_a_damaged_index_is_made_anew_behind_the_page(opened: Opened) -> None:
    stocked(opened)
    folder = opened.folder / "library.index"
    for path in (folder / "passages").glob("*.store"):
        path.write_bytes(b"damaged")
    (folder / "passages" / "meta.json").write_bytes(b"{")
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "/", "ctrl+t", *"toll")
        await settle(pilot, lambda: len(panel(app).answer.hits) == 5)


async def test_a_library_that_is_behind_catches_up_by_itself(opened: Opened) -> None:
    stocked(opened, indexed=False)
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "/", "ctrl+t", *"toll")
        await settle(pilot, lambda: len(panel(app).answer.hits) == 5)
        assert not app.working


async def test_names_and_hits_of_the_library_that_mean_harm(opened: Opened) -> None:
    names = f"{ESCAPES} {BIDI} {MARKUP}".replace('"', "").replace("\\", "")
    text = f"# {names}\n\nThe toll {names} toll.\n\n## {names} toll\n\nMore toll {ESCAPES}\n"
    stocked(opened, {"evil [red]\x1b[31m.md": text, **TEXTS})
    app = opened.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await linked(pilot)
        await press(pilot, "/", "ctrl+t", *"toll")
        await answered(pilot)
        for key in (
            "ctrl+g",
            "down",
            "down",
            "ctrl+o",
            "down",
            "enter",
            "ctrl+k",
            "ctrl+r",
            "escape",
            "enter",
            "n",
            "N",
        ):
            await press(pilot, key)
            await pilot.pause()
            assert not unsafe("".join(rows(app)))
        await press(pilot, "D", "G", "k", "k", "T", "n", "s", "i", *"evil", "enter", "enter")
        assert not unsafe("".join(rows(app)))
    assert app.failure is None


async def test_without_colour_what_narrows_is_still_told_apart(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    stocked(opened)
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "/", "ctrl+t", *"toll")
        await answered(pilot)
        await press(pilot, "ctrl+o")
        await settle(pilot, lambda: "Sections" in screen_text(app))
        await press(pilot, *"ferries", "enter")
        await answered(pilot)
        assert "[doc:ferries] toll" in screen_text(app)


async def test_a_library_whose_index_is_gone_while_one_types(opened: Opened) -> None:
    stocked(opened, {"locks.md": LOCKS})
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "/", "ctrl+t", *"toll")
        await answered(pilot)
        shutil.rmtree(opened.folder / "library.index")
        await press(pilot, "ctrl+u", *"keeper")
        await answered(pilot)
        assert app.is_running
