"""The foot line: the trail, what can be done here, or what there is to say."""

from collections.abc import Mapping

from textual.events import Click
from textual.strip import Strip
from textual.widget import Widget

from tui.app.actions import written
from tui.app.keys import Keymap
from tui.app.messages import Run
from tui.app.themes import palette_of
from tui.app.widgets.lines import LARGEST, Piece, strip
from tui.app.widgets.wrap import cells, clip_middle
from tui.text.placeholders import safe

_SEPARATOR = " · "
_USUAL: Mapping[str, str] = {}
_FILTER: Mapping[str, str] = {"enter": "keep the filter", "close": "leave it"}
_LEAST = 24
"""Cells that are left for keys beside what is being worked on."""


class Foot(Widget):
    """One line at the bottom. Its keys are those the table of actions has; a click on one carries it out."""

    def __init__(self, keymap: Keymap) -> None:
        super().__init__(id="foot")
        self.keymap = keymap
        self.actions: tuple[str, ...] = ()
        self.trail = ""
        self.message = ""
        self.error = False
        self._labels = _USUAL
        self._spots: list[tuple[int, int, str]] = []

    def offer(self, actions: tuple[str, ...], trail: str, labels: Mapping[str, str] = _USUAL) -> None:
        """Say what can be done; the trail stands first, where there is one; `labels` for what is called else here."""
        if getattr(self.screen.focused, "filter_is_typed", False):
            actions, trail, labels = ("enter", "close"), "", _FILTER
        if (actions, trail, labels) != (self.actions, self.trail, self._labels):
            self.actions, self.trail, self._labels = actions, trail, labels
            self.refresh()

    def say(self, words: str, *, error: bool = False) -> None:
        """Say something instead, until it is taken back with an empty line."""
        if words != self.message:
            self.message, self.error = words, error
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = min(self.size.width, LARGEST)
        working = safe(self.app.working)  # type: ignore[attr-defined]
        if not working or width < cells(working) + _LEAST:
            return self._line(width)
        style = palette_of(self.app)["foot-key"]
        room = width - cells(working) - 2
        return Strip([*self._line(room), *strip([(f" {working} ", style)], width - room, style)], width)

    def _line(self, width: int) -> Strip:
        palette = palette_of(self.app)
        self._spots = []
        if self.message:
            style = palette["error" if self.error else "message"]
            return strip([(" " + clip_middle(safe(self.message), width - 1), style)], width, palette["message"])
        pieces: list[Piece] = [(" ", palette["foot"])]
        taken = 1
        if self.keymap.typed:
            taken = self._add(pieces, taken, width, self.keymap.typed, "", "")
        if self.trail:
            keys = "/".join(written(self.keymap.key_of(name)) for name in ("next", "previous"))
            taken = self._add(pieces, taken, width, keys, clip_middle(safe(self.trail), max(12, width // 3)), "next")
        help_room = 0
        last = self.actions[-1] if self.actions else ""
        if last:
            help_room = cells(self._words(last)) + 3
        for action in self.actions:
            room = width if action == last else width - help_room
            taken = self._add(pieces, taken, room, written(self.keymap.key_of(action)), self._label(action), action)
        return strip(pieces, width, palette["foot"])

    def _label(self, action: str) -> str:
        return self._labels.get(action) or self.keymap.by_id[action].label

    def _words(self, action: str) -> str:
        return f"{written(self.keymap.key_of(action))} {self._label(action)}"

    def _add(self, pieces: list[Piece], taken: int, room: int, key: str, label: str, action: str) -> int:
        """Add a key and what it does, where there is room; gives the cells taken."""
        palette = palette_of(self.app)
        separator = _SEPARATOR if taken > 1 else ""
        size = cells(separator) + cells(key) + (1 + cells(label) if label else 0)
        if not key or taken + size > room:
            return taken
        pieces += [(separator, palette["foot"]), (key, palette["foot-key"])]
        if label:
            pieces.append((f" {label}", palette["foot"]))
        self._spots.append((taken, taken + size, action))
        return taken + size

    def on_click(self, event: Click) -> None:
        event.stop()
        for start, end, action in self._spots:
            if action and start <= event.x < end:
                self.post_message(Run(action))
