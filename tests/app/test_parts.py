"""The parts beneath the screen: clipboard, capabilities, what is painted, themes, panels, jumps."""

import base64
import gc
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tests.app.conftest import Opened, screen_text
from tests.app.test_keys import linked, press, settle
from tui.app import themes
from tui.app.jumps import Jumps
from tui.app.place import Place
from tui.app.screens.panels import OUTLINE, SIDE, Panels, Width, width_of
from tui.app.terminal.capabilities import no_colour
from tui.app.terminal.clipboard import LONGEST, sequence
from tui.app.terminal.painting import Painting
from tui.app.widgets.lines import Line
from tui.settings.places import shipped


def test_a_copy_goes_through_tmux_and_screen() -> None:
    encoded = base64.b64encode("“é”".encode()).decode()
    bare = f"\x1b]52;c;{encoded}\x1b\\"
    assert sequence("“é”", {}) == bare
    doubled = bare.replace("\x1b", "\x1b\x1b")
    assert sequence("“é”", {"TMUX": "x"}) == f"{bare}\x1bPtmux;{doubled}\x1b\\"
    wrapped = sequence("x" * 3000, {"TERM": "screen-256color"})
    pieces = wrapped.split("\x1b\\")
    assert all(piece.startswith("\x1bP") and len(piece) < 768 for piece in pieces if piece)
    assert "".join(piece.removeprefix("\x1bP") for piece in pieces).endswith("\x07")
    assert sequence("x" * LONGEST, {}) == ""


def test_no_colour_is_asked_for_by_a_value() -> None:
    assert no_colour({"NO_COLOR": "1"})
    assert not no_colour({"NO_COLOR": ""})
    assert not no_colour({})


def paint(painting: Painting, *lines: list[Segment], y: int = 0) -> str:
    update = LayoutUpdate([[Strip(line)] for line in lines], Region(0, y, 10, len(lines)))
    return painting.changes(update, Console(force_terminal=True, color_system="truecolor"))


def test_only_what_changes_is_sent() -> None:
    painting, bold = Painting(), Style(bold=True)
    first = [Segment("p1 "), Segment("text", bold), Segment("   |")]
    assert "text" in paint(painting, first)
    assert paint(painting, list(first)) == ""
    sent = paint(painting, [Segment("p1 "), Segment("else", bold), Segment("   |")])
    assert "else" in sent
    assert "p1" not in sent
    assert "|" not in sent
    assert sent.startswith("\x1b[1;4H")
    # A character that terminals draw in different widths: the row goes out whole.
    assert "p1" in paint(painting, [Segment("p1 "), Segment("上海", bold), Segment("   |")])
    assert "p1" in paint(painting, [Segment("p1 "), Segment("text", bold), Segment("   |")])
    painting.forget()
    assert "p1" in paint(painting, first)


@pytest.mark.parametrize("name", [*themes.NAMES, "plain"])
def test_every_theme_sets_every_kind_of_text(name: str) -> None:
    dark = (shipped("styles") / "themes" / "dark.tcss").read_text("utf-8")
    palette = themes.load(shipped("styles"), name)
    names = themes._ENTRY.findall(dark)
    assert set(palette._styles) == {key[5:] for key, _ in names if key.startswith("text-")}
    assert {"ground", "panel", "edge"} <= set(palette.colours)
    # Organizations and principles are told apart without colour.
    organization, principle = palette["organization"].without_color, palette["principle"].without_color
    assert organization != principle
    assert Style.null() not in (organization, principle)
    assert palette["lit"].without_color != Style.null()
    if name == "plain":
        assert all(not style.color and not style.bgcolor for style in palette._styles.values())


def test_the_styles_that_are_used_are_in_the_themes() -> None:
    import re

    palette = themes.load(shipped("styles"), "dark")
    code = "".join(path.read_text("utf-8") for path in (Path(themes.__file__).parent).rglob("*.py"))
    used = set(re.findall(r'palette\["([a-z-]+)"\]', code)) | set(re.findall(r'palette\["([a-z-]+)" if', code))
    assert used <= set(palette._styles)


def test_a_theme_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(themes.ThemeError, match="dark, light, terminal"):
        themes.load(tmp_path, "none")
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "bad.tcss").write_text("$text-ink: no such colour;\n")
    with pytest.raises(themes.ThemeError, match=r"bad\.tcss"):
        themes.load(tmp_path, "bad")


def test_three_widths_and_what_each_remembers() -> None:
    assert [width_of(n) for n in (1, 79, 80, 119, 120)] == [
        Width.NARROW,
        Width.NARROW,
        Width.MIDDLE,
        Width.MIDDLE,
        Width.WIDE,
    ]
    panels = Panels()
    assert panels.shown == {SIDE}
    panels.show(OUTLINE)
    assert panels.shown == {OUTLINE}
    panels.width = Width.NARROW
    assert panels.shown == frozenset()
    assert panels.page_shown
    panels.show(SIDE)
    assert not panels.page_shown
    panels.width = Width.WIDE
    assert panels.shown == {SIDE, OUTLINE}
    panels.hide(OUTLINE)
    assert panels.shown == {SIDE}
    panels.width = Width.MIDDLE
    assert panels.shown == {OUTLINE}


def test_jumps_go_back_and_forward() -> None:
    jumps = Jumps()
    assert jumps.back(Place(0)) is None
    jumps.leave(Place(0))
    jumps.leave(Place(5))
    assert jumps.back(Place(9)) == Place(5)
    assert jumps.back(Place(5)) == Place(0)
    assert jumps.forward(Place(0)) == Place(5)
    assert jumps.forward(Place(5)) == Place(9)
    assert jumps.forward(Place(9)) is None
    jumps.leave(Place(2))
    assert jumps.forward(Place(3)) is None


async def test_a_panel_with_nothing_to_show_leaves_its_room_to_the_page(opened: Opened) -> None:
    app = opened.app("# One\n\nNothing that a catalogue knows of.\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await settle(pilot, lambda: "CONCEPTS" not in screen_text(app))
        await press(pilot, "c")
        assert "none of the catalogue's" in screen_text(app)


def test_a_line_that_is_sent_whole_leaves_nothing_to_be_collected() -> None:
    gc.collect()
    line = Line([Segment("abc")], 3)
    assert line.divide([3]) == [line]
    assert [part.text for part in line.divide([1, 3])] == ["a", "bc"]
    del line
    assert gc.collect() == 0


def test_the_reader_loads_no_tls_and_keeps_nobody_from_it() -> None:
    code = (
        "import sys\nfrom tui.app import reader\nreader._load_asyncio()\nimport tui.app.application\n"
        "print('ssl' in sys.modules)\nimport ssl\nprint(ssl.SSLContext.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.split() == ["False", "SSLContext"]
