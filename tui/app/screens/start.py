"""The start page: what ships, and what was read last."""

from typing import NamedTuple

from textual.app import ComposeResult

from tui.app.messages import Open
from tui.app.screens.keyed import KeyedScreen
from tui.app.widgets.foot import Foot
from tui.app.widgets.head import Head
from tui.app.widgets.lines import LineView, Piece
from tui.text.placeholders import safe

_TITLES = {
    "yuan2023": "The edition: “One Belt, One Road” and China's construction of international organizations",
    "guide": "The guide to ibid",
}


class Entry(NamedTuple):
    """A document one can open, or a heading (no name)."""

    title: str
    name: str = ""
    where: str = ""


class Start(LineView):
    """Documents to open."""

    def __init__(self, entries: list[Entry]) -> None:
        super().__init__(id="start")
        self._entries = entries

    def count(self) -> int:
        return len(self._entries)

    def can_stand(self, number: int) -> bool:
        return bool(self._entries[number].name)

    def draw(self, number: int, width: int) -> list[Piece]:
        entry, palette = self._entries[number], self.palette
        if not entry.name:
            return [("  " + safe(entry.title), palette["title-focused"])]
        return [
            ("    ", palette["ink"]),
            (safe(entry.title), palette["ink"]),
            (f"  {safe(entry.where)}", palette["quiet"]),
        ]

    def choose(self, number: int) -> Open:
        return Open(self._entries[number].name)


class StartScreen(KeyedScreen):
    """Shown when no document is named and none was left open; and as the list of documents."""

    def compose(self) -> ComposeResult:
        head = Head()
        head.title = "ibid"
        yield head
        yield Start(self._entries())
        yield Foot(self.reader.keymap)

    def _entries(self) -> list[Entry]:
        from pathlib import Path

        from tui.settings import places

        app = self.reader
        entries = [Entry(""), Entry("Begin with")]
        entries += [Entry(_TITLES.get(key, key), key) for key in places.seeds()]
        if app.others:
            entries += [Entry(""), Entry("Named on the command line"), *(Entry(name, name) for name in app.others)]
        recent = app.keeping.recent()
        if recent:
            entries += [Entry(""), Entry("Read lately")]
            entries += [Entry(one.title, one.path, str(Path(one.path).parent)) for one in recent]
        return entries

    def on_mount(self) -> None:
        view = self.query_one(Start)
        self.set_focus(view)
        view.move_to(0)
        self.foot.offer(("enter", "theme", "quit", "help"), "")

    async def on_open(self, message: Open) -> None:
        message.stop()
        wrong = await self.reader.open(message.name)
        if wrong:
            self.foot.say(wrong, error=True)

    def do_close(self, count: int | None) -> None:
        """Back to the document this list lies over."""
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()

    def do_quit(self, count: int | None) -> None:
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        else:
            super().do_quit(count)
