"""A list that keeps only the lines that hold what is typed."""

from textual import events
from textual.message import Message

from tui.app.widgets.entry import Entry
from tui.app.widgets.lines import LineView, Piece


class FilteredView(LineView):
    """Lines with a line for typing above them, shown while one filters.

    A subclass builds its lines in `build`, from those that `keeps`.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entry = Entry()
        self.typing = False

    def build(self) -> None:
        """Make the lines anew: the filter has changed."""

    def keeps(self, text: str) -> bool:
        """Whether a line with this text passes the filter: every word typed stands in it."""
        folded = text.casefold()
        return all(word in folded for word in self.entry.text.casefold().split())

    @property
    def filter_is_typed(self) -> bool:
        """Whether Enter keeps the filter, and does not yet do what it does to a line."""
        return self.typing

    @property
    def filtering(self) -> bool:
        return self.typing or bool(self.entry.text)

    def filter_line(self, width: int) -> list[Piece]:
        """The line one types in."""
        palette = self.palette
        cursor = palette["here"] if self.typing else palette["entry"]
        return [(" filter ", palette["quiet"]), *self.entry.pieces(palette["entry"], cursor, width - 10)]

    def do_filter(self, count: int | None) -> None:
        self.typing = True
        self.redraw()

    def do_close(self, count: int | None) -> bool:
        """Leave the filter, if there is one.

        Returns:
            Whether there was.
        """
        if not self.filtering:
            return False
        self.typing = False
        self.entry.clear()
        self.rebuild()
        return True

    def take_key(self, event: events.Key) -> bool | Message:
        """A key while one types; gives whether it was taken, or what is asked of the screen."""
        if not self.typing:
            return False
        if event.key in ("enter", "tab"):
            self.typing = False
            self.redraw()
            return True
        if event.key in ("up", "ctrl+p", "down", "ctrl+n"):
            self.step(-1 if event.key in ("up", "ctrl+p") else 1)
            return True
        if not self.entry.press(event.key, event.character):
            return False
        self.rebuild()
        return True

    def on_paste(self, event: events.Paste) -> None:
        if self.typing:
            event.stop()
            self.entry.put(event.text)
            self.rebuild()

    def rebuild(self) -> None:
        """Build again and keep the cursor on a line that may have it."""
        self.build()
        self.move_to(min(self.cursor, max(0, self.count() - 1)))
        self.redraw()
