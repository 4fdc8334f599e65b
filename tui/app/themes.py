"""Themes: files in `styles/themes/` that hold every colour, and how each kind of text is set."""

import re
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, cast

from rich.errors import StyleSyntaxError
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import BUILTIN_THEMES, Theme

NAMES = ("dark", "light", "terminal")
"""Those one can choose; `plain` is taken for NO_COLOR."""
_ENTRY = re.compile(r"^\$([a-z-]+):\s*([^;]*);", re.MULTILINE)


class ThemeError(ValueError):
    """A theme that is not there, or can't be understood."""


class Palette:
    """A theme as the widgets use it: how each kind of text is set, by its name."""

    def __init__(self, name: str, colours: dict[str, str], styles: dict[str, Style], kind: str) -> None:
        self.name = name
        self.colours = colours
        self.kind = kind
        self._styles = styles
        self._none = Style.null()

    def __getitem__(self, name: str) -> Style:
        return self._styles.get(name, self._none)

    @cached_property
    def theme(self) -> Theme:
        """What Textual needs of it; its own derived colours are used nowhere."""
        ansi = self.kind == "ansi"
        ground = self.colours["ground"]
        plain = "ansi_default" if ansi else ground
        return Theme(
            name=f"ibid-{self.name}",
            primary=plain,
            background=ground,
            surface=ground,
            panel=self.colours["panel"],
            dark=self.kind != "light",
            ansi=ansi,
            # Textual's own styles ask for these in a theme of the terminal's colours, whether they are seen or not.
            variables={**(BUILTIN_THEMES["ansi-dark"].variables if ansi else {}), **self.colours},
        )


@lru_cache(maxsize=8)
def load(styles: Path, name: str) -> Palette:
    """Read a theme.

    Raises:
        ThemeError: there is none of this name, or a style in it can't be understood.
    """
    path = styles / "themes" / f"{name}.tcss"
    try:
        text = path.read_text("utf-8")
    except OSError:
        raise ThemeError(f"no theme is called {name}; there are {', '.join(NAMES)}") from None
    entries = dict(_ENTRY.findall(text))
    try:
        styles_ = {key[5:]: Style.parse(value) for key, value in entries.items() if key.startswith("text-")}
    except StyleSyntaxError as error:
        raise ThemeError(f"{path}: {error}") from None
    colours = {key: value for key, value in entries.items() if not key.startswith("text-") and key != "kind"}
    return Palette(name, colours, styles_, entries.get("kind", "dark"))


def palette_of(app: object) -> Palette:
    """The palette that the application draws with."""
    palette: Palette = cast("Any", app).palette
    return palette


class NoColours(LineFilter):
    """Takes every colour away, the default ones too: NO_COLOR means that none is sent."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        plain = Style.null()
        return [Segment(text, (style or plain).without_color, control) for text, style, control in segments]
