"""The start page and the library: what ships, what was read last, what was added."""

from collections.abc import Callable
from typing import NamedTuple

from textual.app import ComposeResult

from tui.app.messages import Open
from tui.app.screens.keyed import KeyedScreen
from tui.app.widgets.filtered import FilteredView
from tui.app.widgets.foot import Foot
from tui.app.widgets.head import Head
from tui.app.widgets.lines import Piece
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


class Book(NamedTuple):
    """A document of the library."""

    key: str
    title: str
    author: str
    year: str
    passages: int
    unread: bool
    number: int
    """in the order they were added"""


_ORDERS: tuple[tuple[str, Callable[[Book], tuple[object, ...]]], ...] = (
    ("by title", lambda one: (one.title.casefold(), one.number)),
    ("by author", lambda one: (not one.author, one.author.casefold(), one.year, one.number)),
    ("by year", lambda one: (not one.year, one.year, one.title.casefold(), one.number)),
    ("unread first", lambda one: (not one.unread, one.title.casefold(), one.number)),
    ("as they were added", lambda one: (one.number,)),
)


def _as_entry(book: Book) -> Entry:
    told = ", ".join(part for part in (book.author, book.year, f"{book.passages:,} passages") if part)
    return Entry(f"{'·' if book.unread else ' '} {book.title}", book.key, told)


class Start(FilteredView):
    """Documents to open; `s` sorts those of the library by title, author, year, or as they were added."""

    def __init__(self, entries: list[Entry], library: list[Book]) -> None:
        super().__init__(id="start")
        self._all = entries
        self._library = library
        self._order = 0
        self._entries: list[Entry] = []
        self.build()

    def build(self) -> None:
        self._entries = [
            one for one in self._all if not self.filtering or (one.name and self.keeps(one.title + one.where))
        ]
        kept = [one for one in self._library if self.keeps(f"{one.title} {one.author} {one.year} {one.key}")]
        if kept:
            kept.sort(key=_ORDERS[self._order][1])
            unread = sum(one.unread for one in kept)
            told = f"The library: {len(kept):,} documents, {unread:,} unread, {_ORDERS[self._order][0]}"
            self._entries += [Entry(""), Entry(told), *map(_as_entry, kept)]

    def header(self) -> list[list[Piece]]:
        return [self.filter_line(self.columns)] if self.filtering else []

    def do_sort(self, count: int | None) -> None:
        self._order = (self._order + 1) % len(_ORDERS)
        self.rebuild()

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

    _fault = ""

    def compose(self) -> ComposeResult:
        head = Head()
        head.title = "ibid"
        yield head
        yield Start(self._entries(), self._books())
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

    def _books(self) -> list[Book]:
        from tui.library.store import LibraryError

        try:
            library = self.reader.shelf.opened() if self.reader.shelf.address else self.reader.keeping.store
            if library is None:
                return []
            shelf = library.shelf
            opened = shelf.opened()
            return [
                Book(one.key, one.title, one.author, one.year, one.passages, one.path not in opened, number)
                for number, one in enumerate(shelf.entries())
            ]
        except LibraryError as error:  # what is wrong with one's own is said when the reader opens
            self._fault = str(error) if self.reader.shelf.address else ""
            return []

    def on_mount(self) -> None:
        if self._fault:
            self.foot.say(self._fault, error=True)
        view = self.query_one(Start)
        self.set_focus(view)
        view.move_to(0)
        self.foot.offer(("enter", "filter", "sort", "theme", "quit", "help"), "")

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
