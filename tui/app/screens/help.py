"""The help: every action with its keys, from the one table."""

from typing import ClassVar

from textual.app import ComposeResult

from tui.app.actions import Action, Group, written
from tui.app.keys import Keymap
from tui.app.screens.keyed import KeyedScreen
from tui.app.widgets.foot import Foot
from tui.app.widgets.head import Head
from tui.app.widgets.lines import LineView, Piece, fit


class Help(LineView):
    """The table of actions by group."""

    wants_cursor: ClassVar[bool] = False

    def __init__(self, keymap: Keymap) -> None:
        super().__init__(id="keys")
        self._lines: list[Group | Action | None] = []
        for group in Group:
            self._lines += [None, group, *(action for action in keymap.actions if action.group is group)]

    def count(self) -> int:
        return len(self._lines)

    def draw(self, number: int, width: int) -> list[Piece]:
        line, palette = self._lines[number], self.palette
        if line is None:
            return []
        if isinstance(line, Group):
            return [("  " + line.value, palette["title-focused"])]
        keys = "  ".join(map(written, line.keys[:4])) or "no key"
        column = 22 if width >= 70 else 14
        return [("   ", palette["ink"]), (fit(keys, column) + " ", palette["title"]), (line.help, palette["ink"])]

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
        self.query_one(Help).focus()
        self.foot.offer(("enter", "down", "page-down", "theme", "close"), "")

    def targets(self) -> list:  # type: ignore[type-arg]
        return [self, self.query_one(Help)]

    def do_enter(self, count: int | None) -> None:
        self.dismiss()
        self.reader.open_guide()

    def do_close(self, count: int | None) -> None:
        self.dismiss()

    def do_help(self, count: int | None) -> None:
        self.dismiss()

    def do_quit(self, count: int | None) -> None:
        self.dismiss()

    def do_back(self, count: int | None) -> None:
        self.dismiss()
