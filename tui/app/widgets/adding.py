"""The line in which a path is typed that is to be added to the library, with the names that would complete it."""

import os
from pathlib import Path

from textual import events
from textual.message import Message

from tui.app.messages import Add, Close
from tui.app.widgets.entry import Entry
from tui.app.widgets.lines import LineView, Piece
from tui.text.placeholders import safe

_MOST = 2_000
"""Names of a folder that are looked at."""


class Adding(LineView):
    """A path being typed; below it what the folder holds."""

    def __init__(self) -> None:
        super().__init__(id="adding")
        self.entry = Entry()
        self._names: list[str] = []
        self._look()

    def _look(self) -> None:
        """The names that go on from what is typed, folders first; hidden ones only when asked for."""
        folder, _, start = self.entry.text.rpartition("/")
        try:
            with os.scandir(Path(folder + "/" if "/" in self.entry.text else ".").expanduser()) as found:
                entries = [one for _, one in zip(range(_MOST), found, strict=False) if _goes_on(one.name, start)]
                named = sorted((not one.is_dir(), one.name.casefold(), one.name) for one in entries)
        except (OSError, ValueError, RuntimeError):
            named = []
        self._names = [name if is_file else f"{name}/" for is_file, _, name in named]
        self.cursor = self.top = 0

    def header(self) -> list[list[Piece]]:
        palette, width = self.palette, self.columns
        entry = self.entry.pieces(palette["entry"], palette["here"], width - 8)
        hint = " a file, or a folder with all it holds; Tab completes, Enter adds"
        return [
            [("─" * width, palette["rule"])],
            [(" add ", palette["title-focused"]), *entry],
            [(hint, palette["quiet"])],
        ]

    def count(self) -> int:
        return len(self._names)

    def draw(self, number: int, width: int) -> list[Piece]:
        return [(f"     {safe(self._names[number])}", self.palette["ink"])]

    def choose(self, number: int) -> Message | None:
        """A click completes."""
        self._complete(number)
        return None

    def _complete(self, number: int) -> None:
        folder, slash, _ = self.entry.text.rpartition("/")
        self.entry = Entry(f"{folder}{slash}{self._names[number]}")
        self._look()
        self.redraw()

    def take_key(self, event: events.Key) -> bool | Message:
        """A key while one types; gives whether it was taken, or what is asked of the screen."""
        steps = {"up": -1, "ctrl+p": -1, "down": 1, "ctrl+n": 1}
        if event.key == "enter":
            text = self.entry.text.strip()
            return Add(text) if text else Close()
        if event.key in steps:
            self.step(steps[event.key])
        elif event.key == "tab":
            if self._names:
                self._complete(self.cursor)
        elif self.entry.press(event.key, event.character):
            self._look()
            self.redraw()
        else:
            return False
        return True

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.entry.put(event.text)
        self._look()
        self.redraw()


def _goes_on(name: str, start: str) -> bool:
    return name.startswith(start) and (start.startswith(".") or not name.startswith("."))
