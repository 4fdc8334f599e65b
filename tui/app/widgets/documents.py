"""The list of documents: what ships, what was read last, and the library with what is known of each."""

import os
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.message import Message

from tui.app.messages import Open, Remove, Say
from tui.app.widgets.filtered import FilteredView
from tui.app.widgets.lines import LineView, Piece, fit
from tui.app.widgets.wrap import clip, clip_middle
from tui.text.placeholders import safe

if TYPE_CHECKING:
    from tui.library.shelf import Entry

_WIDE, _MIDDLE = 110, 76


class Line(NamedTuple):
    """A document one can open, or a heading (no name)."""

    title: str
    name: str = ""
    where: str = ""
    book: "Book | None" = None
    shipped: bool = False
    """it ships, and is in the library"""


class Book(NamedTuple):
    """A document of the library."""

    entry: "Entry"
    unread: bool
    number: int
    """in the order they were added"""


_FIGURES = re.compile(r"(\d+)")


def _titled(one: Book) -> tuple[object, ...]:
    """What a title is sorted by: letters without case or a mark before them, figures by their value."""
    parts = _FIGURES.split(one.entry.title.casefold().lstrip(" \"'\u201c\u201e\u2018\u00ab(["))
    return tuple(
        (0, len(part.lstrip("0")), part.lstrip("0")) if part.isdecimal() else (1, 0, part) for part in parts if part
    )


_Order = Callable[[Book], tuple[object, ...]]
_ORDERS: tuple[tuple[str, _Order], ...] = (
    ("by title", lambda one: (_titled(one), one.number)),
    ("by author", lambda one: (not one.entry.author, one.entry.author.casefold(), one.entry.year, one.number)),
    ("by year", lambda one: (not one.entry.year, one.entry.year, _titled(one), one.number)),
    ("the longest first", lambda one: (-one.entry.words, one.number)),
    ("unread first", lambda one: (not one.unread, _titled(one), one.number)),
    ("the latest first", lambda one: (-one.number,)),
)


class Documents(FilteredView):
    """Documents to open; those of the library are filtered, sorted, and taken out of it.

    Args:
        lines: what stands above the library.
        books: the library.
    """

    def __init__(self, lines: Sequence[Line], books: Sequence[Book]) -> None:
        super().__init__(id="documents")
        self._order = 0
        self._lines: list[Line] = []
        self.asking: Line | None = None
        """the document of which it was asked whether it may go"""
        self.take(lines, books)

    @property
    def books(self) -> list[Book]:
        """The library, as it was taken last."""
        return [*self._books]

    def take(self, lines: Sequence[Line], books: Sequence[Book]) -> None:
        """Show other documents; the cursor stays where it is."""
        self._above, self._books = lines, books
        self._authored = any(one.entry.author or one.entry.year for one in books)
        self.build()
        self.cursor = min(self.cursor, max(0, len(self._lines) - 1))
        if self.is_attached:
            self.looks_at(self.cursor)
            self.redraw()

    def build(self) -> None:
        above = self._above
        self._lines = [one for one in above if not self.filtering or (one.name and self.keeps(one.title + one.where))]
        kept = [one for one in self._books if self.keeps(_words(one.entry))]
        if kept:
            kept.sort(key=_ORDERS[self._order][1])
            unread = sum(one.unread for one in kept)
            many = f"{len(kept):,} document{'' if len(kept) == 1 else 's'}"
            told = f"The library: {many}, {unread:,} unread, {_ORDERS[self._order][0]}"
            self._lines += [Line(""), Line(told), *(Line(one.entry.title, one.entry.key, book=one) for one in kept)]
        elif self.filtering and not self._lines:
            self._lines = [Line("No document has all of that in its title, author, year, key or file name.")]

    def header(self) -> list[list[Piece]]:
        return [self.filter_line(self.columns)] if self.filtering else []

    def count(self) -> int:
        return len(self._lines)

    def can_stand(self, number: int) -> bool:
        return bool(self._lines[number].name)

    def draw(self, number: int, width: int) -> list[Piece]:
        line, palette = self._lines[number], self.palette
        if not line.name:
            return [("  " + safe(line.title), palette["title-focused"])]
        if line.book is None:
            return [
                ("    ", palette["ink"]),
                (safe(line.title), palette["ink"]),
                (f"  {safe(line.where)}", palette["quiet"]),
            ]
        columns = _columns(line.book.entry, width, authored=self._authored)
        room = max(1, width - 5 - sum(len(text) for text in columns))
        return [
            ("  · " if line.book.unread else "    ", palette["current"]),
            (fit(safe(line.title), room), palette["ink"]),
            *((text, palette["quiet"]) for text in columns),
        ]

    def rebuild(self) -> None:
        super().rebuild()
        self.looks_at(self.cursor)

    @property
    def standing_on(self) -> Line | None:
        """The line the cursor stands on."""
        return self._lines[self.standing] if self._lines and self.can_stand(self.standing) else None

    def looks_at(self, number: int) -> None:
        about = self.screen.query(About)
        if about:
            about.first().show(self.standing_on)

    def choose(self, number: int) -> Open:
        line = self._lines[number]
        return Open(line.name, held=line.book is not None)

    # Sorting and removing

    def do_sort(self, count: int | None) -> None:
        here = self.standing_on
        self._order = (self._order + 1) % len(_ORDERS)
        self.rebuild()
        if here is not None:
            self.move_to(next((n for n, one in enumerate(self._lines) if one.name == here.name), 0))

    def do_remove_document(self, count: int | None) -> Message:
        line = self.standing_on
        if line is None or not (line.book or line.shipped):
            return Say("Only a document of the library can be taken out of it.")
        self.asking = line
        return Say(f"Take “{line.title}” out of the library? Its file, marks and notes stay. y takes it out.")

    def take_key(self, event: events.Key) -> bool | Message:
        if self.asking is not None:
            line, self.asking = self.asking, None
            return Remove(line.name, line.title) if event.key == "y" else Say("It stays.")
        return super().take_key(event)


class About(LineView):
    """What is known of the document the cursor stands on."""

    can_focus = False
    wants_cursor: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__(id="about")
        self._told_of: Line | None = None

    def show(self, line: Line | None) -> None:
        """Tell of another document."""
        if line != self._told_of:
            self._told_of = line
            self.redraw()

    def header(self) -> list[list[Piece]]:
        return [[("─" * self.columns, self.palette["rule"])]]

    def count(self) -> int:
        return 2 if self._told_of is not None else 0

    def draw(self, number: int, width: int) -> list[Piece]:
        line, palette = self._told_of, self.palette
        if line is None:
            return []
        if line.book is None:
            return (
                [(" " + clip_middle(safe(line.where or line.name), width - 2), palette["quiet"])] if not number else []
            )
        entry = line.book.entry
        if number:
            return [(" " + clip_middle(safe(f"{entry.key} · {entry.path}"), width - 2), palette["quiet"])]
        known = ["not read yet" if line.book.unread else "", entry.author, entry.year, entry.language]
        known += [f"{entry.passages:,} passages", f"{entry.words:,} words", f"added {entry.added[:10]}"]
        return [(" " + clip(safe(" · ".join(part for part in known if part)), width - 2), palette["ink"])]

    def on_click(self, event: events.Click) -> None:
        event.stop()
        event.prevent_default()


def _words(entry: "Entry") -> str:
    return f"{entry.title} {entry.author} {entry.year} {entry.key} {os.path.basename(entry.path)}"


def _columns(entry: "Entry", width: int, *, authored: bool) -> list[str]:
    """What stands beside a title, as there is room; no author and year where none of the library has any."""
    passages = f"{entry.passages:>7,} p"
    if width < _MIDDLE:
        return [passages]
    author = f"  {fit(safe(entry.author), 16 if width < _WIDE else 26)} {fit(safe(entry.year), 4)}" if authored else ""
    if width < _WIDE:
        return [author, passages]
    return [author, passages, f"{entry.words:>10,} words", f"  {entry.added[:10]}"]
