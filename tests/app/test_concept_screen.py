"""The concept screen: every view from the keyboard, at every width."""

from threading import Event

import pytest

from tests.app.conftest import SIZES, Opened, foot, head, page, reader, rows, screen_text
from tests.app.test_keys import linked, press, settle
from tui.app.screens.concept import ConceptScreen
from tui.concepts import collocates as near

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


async def study(pilot) -> None:
    """Choose the first concept and open its screen."""
    await linked(pilot)
    await press(pilot, "c", "enter", "C")
    assert isinstance(pilot.app.screen, ConceptScreen)


@sizes
async def test_every_view_is_reached_and_says_which_it_is(opened: Opened, size: tuple[int, int]) -> None:
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await study(pilot)
        assert "Harbour Board · 6" in head(app)
        for tab in ("lines", "names", "spread", "meets", "words", "map"):
            assert f"[{tab}]" in rows(app)[1]
            await press(pilot, "tab")
        assert "[lines]" in rows(app)[1]
        await press(pilot, "shift+tab")
        assert "[map]" in rows(app)[1]
        await press(pilot, "escape")
        assert not isinstance(app.screen, ConceptScreen)


async def test_enter_on_a_chosen_concept_opens_its_screen(opened: Opened) -> None:
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "c", "enter", "tab", "tab", "tab")
        await press(pilot, "c", "enter") if app.focused and app.focused.id != "concepts" else await press(
            pilot, "enter"
        )
        assert isinstance(app.screen, ConceptScreen)


async def test_names_too_long_for_the_screen_can_be_told_apart(opened: Opened) -> None:
    long = "The Board of Commissioners for the Improvement and Conservancy of the {} Harbour"
    names = [long.format(one) for one in ("Inner", "Outer")]
    opened.catalogue.write_text(
        f'[[concept]]\nid = "board"\nkind = "organization"\nlabel = "{names[0]}"\naliases = ["{names[1]}"]\n', "utf-8"
    )
    app = opened.app(f"# One\n\n{names[0]} met. {names[1]} did not.\n\n# Two\n\n{names[1]} met.\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await study(pilot)
        await press(pilot, "tab")
        for name in (names[1], names[0]):  # the one the cursor stands on is written out
            assert name in " ".join(screen_text(app).split())
            await press(pilot, "j")
        await press(pilot, "tab")
        assert "Inner Harbour" in screen_text(app)
        assert "Outer Harbour" in screen_text(app)
        strips = [row for row in rows(app) if row.startswith(" │")]
        assert len(strips) == 3
        assert all(any(mark in row for mark in "▁▂▃▄▅▆▇█") for row in strips)


async def test_the_concordance_sorts_filters_and_goes_to_the_page(opened: Opened) -> None:
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await study(pilot)
        assert "by place" in rows(app)[2]
        await press(pilot, "s")
        assert "before" in rows(app)[2]
        await press(pilot, "s")
        assert "after" in rows(app)[2]
        await press(pilot, "i", *"ends")
        assert "1 line, " in rows(app)[2]
        await press(pilot, "enter", "enter")
        assert app.screen is reader(app)
        passage = app.screen.session.document.passages[page(app).current]
        assert "account of the Harbour Board ends" in passage.text
        assert "Harbour Board" in foot(app) or "HB" in foot(app)
        await press(pilot, "backspace")
        assert page(app).current != passage.index


async def test_the_sentences_around_a_line_stand_below_the_list(opened: Opened) -> None:
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await study(pilot)
        below = "\n".join(rows(app)[-8:])
        assert "was founded by the Timber Council" in below
        await press(pilot, "G")
        assert "See the minutes" in "\n".join(rows(app)[-8:])


async def test_two_concepts_are_set_side_by_side(opened: Opened) -> None:
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await study(pilot)
        await press(pilot, "tab", "tab", "tab")
        assert "Timber Council" in screen_text(app)
        await press(pilot, "enter")
        assert "│ Timber Council" in rows(app)[2]
        assert "║" in screen_text(app)
        await press(pilot, "backspace")
        assert "sentence" in screen_text(app)


async def test_without_colour_the_plots_still_tell(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await study(pilot)
        await press(pilot, "tab", "tab")
        assert any(block in screen_text(app) for block in "▂▃▄▅▆▇█")
        assert "Gries' DP" in screen_text(app)


async def test_the_hits_of_a_search_are_handed_over_by_tab(opened: Opened) -> None:
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "/", *"quarrel", "tab")
        assert isinstance(app.screen, ConceptScreen)
        assert "quarrel · 9" in head(app)
        await press(pilot, "tab")
        assert "[spread]" in rows(app)[1]
        await press(pilot, "tab")
        assert "[words]" in rows(app)[1]


async def test_the_screen_says_what_is_missing_when_no_concept_is_chosen(opened: Opened) -> None:
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "C")
        assert "Choose a concept first" in foot(app)


async def test_what_takes_long_is_counted_behind_the_screen_and_keys_go_on(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Event()
    real = near.collocates
    monkeypatch.setattr(near, "collocates", lambda *given: held.wait(20) and real(*given))
    monkeypatch.setattr("tui.app.study._FEW", 0)
    monkeypatch.setattr("tui.app.background._IDLE", 600)
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await study(pilot)
        await settle(pilot, lambda: "6 lines" in rows(app)[2])
        await press(pilot, "shift+tab", "shift+tab")
        assert "[words]" in rows(app)[1]
        assert "counting…" in rows(app)[2]
        await press(pilot, "shift+tab", "tab")  # the keys go on
        held.set()
        await settle(pilot, lambda: "content words within 5" in rows(app)[2])
        await press(pilot, "escape")
        assert app.screen is reader(app)
