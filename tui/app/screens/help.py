"""The help: every action with its keys, from the one table."""

import textwrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.widget import Widget

from tui.app.actions import Action, Group, written
from tui.app.keys import Keymap
from tui.app.screens.keyed import KeyedScreen
from tui.app.widgets.foot import Foot
from tui.app.widgets.head import Head
from tui.app.widgets.lines import LineView, Piece, fit


def _column(width: int) -> int:
    return 22 if width >= 70 else 14


class Help(LineView):
    """The table of actions by group."""

    wants_cursor: ClassVar[bool] = False

    def __init__(self, keymap: Keymap) -> None:
        super().__init__(id="keys")
        self._lines: list[Group | Action | None] = []
        for group in Group:
            self._lines += [None, group, *(action for action in keymap.actions if action.group is group)]
        self._rows: list[tuple[Group | Action | None, str, bool]] = []
        self._width = 0

    def count(self) -> int:
        if self.size.width != self._width:
            self._width = self.size.width
            self._rows = [row for line in self._lines for row in self._rows_of(line)]
        return len(self._rows)

    def _rows_of(self, line: Group | Action | None) -> list[tuple[Group | Action | None, str, bool]]:
        """A line, and its words wrapped to what the column of keys leaves."""
        if not isinstance(line, Action):
            return [(line, "", True)]
        words = textwrap.wrap(line.help, max(10, self._width - _column(self._width) - 5)) or [""]
        return [(line, part, number == 0) for number, part in enumerate(words)]

    def draw(self, number: int, width: int) -> list[Piece]:
        (line, words, first), palette = self._rows[number], self.palette
        if line is None:
            return []
        if isinstance(line, Group):
            return [("  " + line.value, palette["title-focused"])]
        keys = ("  ".join(map(written, line.keys[:4])) or "no key") if first else ""
        return [("   ", palette["ink"]), (fit(keys, _column(width)) + " ", palette["title"]), (words, palette["ink"])]

    def on_click(self, event: object) -> None:
        """Nothing to choose."""


class HelpScreen(KeyedScreen):
    """The keys; Enter opens the guide."""

    def compose(self) -> ComposeResult:
        head = Head()
        head.title = "Help: the keys of ibid. Enter opens the guide."
        yield head
        yield Help(self.reader.keymap)
        yield Foot(self.reader.keymap)

    def on_mount(self) -> None:
        self.set_focus(self.query_one(Help))
        self.foot.offer(("enter", "down", "page-down", "theme", "close"), "")

    def targets(self) -> list[Widget]:
        return [self, self.query_one(Help)]

    async def do_enter(self, count: int | None) -> None:
        await self.app.pop_screen()
        screen = self.app.screen
        if (wrong := await self.reader.open("guide")) and isinstance(screen, KeyedScreen):
            screen.foot.say(wrong, error=True)

    def do_close(self, count: int | None) -> None:
        self.app.pop_screen()

    def do_back(self, count: int | None) -> None:
        self.app.pop_screen()

    def do_quit(self, count: int | None) -> None:
        self.app.pop_screen()

    async def do_help(self, count: int | None) -> None:
        self.app.pop_screen()

    async def do_documents(self, count: int | None) -> None:
        """Not from here."""
