"""What is shown while another process reads a document."""

import time
from pathlib import PurePath
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tui.app.screens.keyed import KeyedScreen
from tui.app.widgets.foot import Foot
from tui.app.widgets.head import Head
from tui.app.widgets.lines import LineView, Piece
from tui.text.placeholders import safe

if TYPE_CHECKING:
    from tui.app.ahead import Coming
    from tui.library.reading import Reading

_FAULT, _INTERRUPTED = 2, 130


class Waiting(LineView):
    """For what one waits, and since when."""

    wants_cursor = False

    def __init__(self, name: str) -> None:
        super().__init__(id="waiting")
        self.name_shown = safe(PurePath(name).name or name)
        self.since = time.monotonic()

    def count(self) -> int:
        return 2

    def draw(self, number: int, width: int) -> list[Piece]:
        if number == 0:
            return []
        seconds = int(time.monotonic() - self.since)
        told = f"   {seconds} s" if seconds else ""
        return [(f"  {self.name_shown} ", self.palette["ink"]), (f"is being read{told}", self.palette["quiet"])]


class WaitingScreen(KeyedScreen):
    """Gives its place to the document when that is there; closing it gives the document up.

    Args:
        coming: the document on its way.
        name: what it is called.
    """

    def __init__(self, coming: "Coming", name: str) -> None:
        super().__init__()
        self._coming = coming
        self._called = name
        self._over = False

    def compose(self) -> ComposeResult:
        head = Head()
        head.title = "ibid"
        yield head
        yield Waiting(self._called)
        yield Foot(self.reader.keymap)

    def on_mount(self) -> None:
        view = self.query_one(Waiting)
        self.set_focus(view)
        self.foot.offer(("close", "quit", "help"), "")
        self.set_interval(1.0, view.redraw)
        self.run_worker(self._wait, thread=True)

    def _wait(self) -> None:
        try:
            reading = self._coming.reading()
        except (ValueError, OSError, EOFError) as error:
            self.later(self._failed, str(error))
            return
        if reading is not None:
            self.later(self._arrived, reading)

    async def _arrived(self, reading: "Reading") -> None:
        if not self._over:
            self._over = True
            await self.reader.arrived(self._coming, reading)

    def _failed(self, words: str) -> None:
        if self._over:
            return
        self._over = True
        if len(self.app.screen_stack) > 1:
            self._back(words)
        else:
            self.reader.fault = words
            self.reader.leave(_FAULT)

    def _back(self, words: str = "") -> None:
        beneath = self.app.screen_stack[-2]
        self.app.pop_screen()
        if words and isinstance(beneath, KeyedScreen):
            beneath.foot.say(words, error=True)

    def end(self) -> None:
        """Wait no longer."""
        if not self._over:
            self._over = True
            self._coming.give_up()

    def do_close(self, count: int | None) -> None:
        if self._over:
            return
        self.end()
        if len(self.app.screen_stack) > 1:
            self._back()
        else:
            self.reader.leave(_INTERRUPTED)

    def do_quit(self, count: int | None) -> None:
        self.do_close(count)

    async def do_documents(self, count: int | None) -> None:
        """Not from here."""
