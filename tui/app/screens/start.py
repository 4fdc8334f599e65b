"""The start page and the library: what ships, what was read last, what was added; searched, added to, taken from."""

import asyncio
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from tui.app.messages import Add, Found, Open, Remove, Studied
from tui.app.screens.keyed import KeyedScreen
from tui.app.screens.over import Over
from tui.app.upkeep import Worked, summed_up
from tui.app.widgets.documents import About, Book, Documents, Line
from tui.app.widgets.foot import Foot
from tui.app.widgets.head import Head
from tui.app.widgets.lines import LineView

_TITLES = {
    "yuan2023": "The edition: “One Belt, One Road” and China's construction of international organizations",
    "guide": "The guide to ibid",
}
_FAULTS = 500
"""Files that could not be read that are listed."""


class Shelved(Message):
    """A server has said what the library holds.

    Args:
        hidden: keys of what ships and was taken out.
        books: what was added.
        fault: why it said nothing.
    """

    def __init__(self, hidden: set[str], books: list[Book], fault: str = "") -> None:
        super().__init__()
        self.hidden = hidden
        self.books = books
        self.fault = fault


class StartScreen(Over, KeyedScreen):
    """Shown when no document is named and none was left open; and as the list of documents."""

    _OFFERS: ClassVar[dict[str, tuple[str, ...]]] = {
        "documents": ("enter", "find", "filter", "sort", "add-document", "remove-document", "close", "help"),
        "search": ("enter", "search-group", "search-narrow", "search-earlier", "search-keep", "close"),
        "adding": ("enter", "close"),
    }

    def compose(self) -> ComposeResult:
        head = Head()
        head.title = "ibid · documents"
        self.view = Documents(*self._known())
        yield head
        yield self.view
        yield About()
        yield Foot(self.reader.keymap)

    def _known(self) -> tuple[list[Line], list[Book]]:
        """What there is to open; of a library on a server, what is known before it has answered."""
        if not self.reader.shelf.address:
            return self._above(self._hidden()), self._books()
        self.reader.clerk.send("books", lambda stale: self._asked(), self)
        return self._above(set()), self.view.books if hasattr(self, "view") else []

    def _asked(self) -> Shelved:
        """What the server says, in the clerk's thread."""
        from tui.library.store import LibraryError

        shelf = self.reader.shelf.sources().shelf
        try:
            hidden = shelf.hidden() if shelf is not None else set()
        except LibraryError as error:
            return Shelved(set(), [], str(error))
        return Shelved(hidden, self._books())

    def on_shelved(self, message: Shelved) -> None:
        message.stop()
        if message.fault:
            self.foot.say(message.fault, error=True)
        else:
            self.view.take(self._above(message.hidden), message.books)
            self.reader.look_after_library()

    def _above(self, hidden: set[str]) -> list[Line]:
        """What ships, what was named, what was read last."""
        from tui.settings import places

        app = self.reader
        lines = [Line(""), Line("Begin with")]
        for key in places.seeds():
            out = key in hidden
            told = f"not in the library; {app.keymap.key_of('add-document')} {key} puts it back" if out else ""
            lines.append(Line(_TITLES.get(key, key), key, told, shipped=not out))
        if app.others:
            lines += [Line(""), Line("Named on the command line"), *(Line(name, name) for name in app.others)]
        recent = app.keeping.recent()
        if recent:
            lines += [Line(""), Line("Read lately")]
            lines += [Line(one.title, one.path, str(Path(one.path).parent)) for one in recent]
        return lines

    def _hidden(self) -> set[str]:
        """What ships and was taken out of the library."""
        from tui.library.store import LibraryError

        shelf = self.reader.shelf.sources().shelf
        try:
            return shelf.hidden() if shelf is not None else set()
        except LibraryError:  # what is wrong with it is said when the reader opens
            return set()

    def _books(self) -> list[Book]:
        """The library that is read; what was read of it, the person's own library knows."""
        from tui.library.shelf import Shelf
        from tui.library.store import LibraryError

        shelf, own = self.reader.shelf.sources().shelf, self.reader.keeping.store
        if shelf is None:
            return []
        try:
            opened = Shelf(own).opened() if own is not None else set()
            return [
                Book(one, str(shelf.where(one)) not in opened, number) for number, one in enumerate(shelf.entries())
            ]
        except LibraryError:  # what is wrong with it is said when the reader opens
            return []

    def on_mount(self) -> None:
        self.set_focus(self.view)
        self.view.move_to(0)
        self.offer()
        keeping = self.reader.keeping
        if keeping.path.exists() and keeping.store is None:
            self.foot.say(keeping.complaint, error=True)
        if any(line.book for line in self.view._lines):
            self.call_after_refresh(self.reader.look_after_library)

    def on_screen_resume(self) -> None:
        """One has come back from a document: it is unread no more."""
        self.view.take(*self._known())

    @property
    def ground(self) -> Widget:
        return self.view

    def offer(self) -> None:
        focus = self.focused.id if self.focused is not None and self.focused.id else "documents"
        self.foot.offer(self._OFFERS.get(focus, ("close", "help")), "")
        self.foot.refresh()

    def library_changed(self) -> None:
        """Documents were added, removed or indexed."""
        self.view.take(*self._known())
        search = self.query("#search")
        if search:
            search.first().ask_again()  # type: ignore[attr-defined]

    # Opening and searching

    async def on_open(self, message: Open) -> None:
        message.stop()
        wrong = await self.reader.open(message.name, held=message.held)
        if wrong:
            self.foot.say(wrong, error=True)

    async def open_over(self, view: LineView) -> None:
        await super().open_over(view)
        self.query_one(About).display = False  # its rows are needed, and the list it tells of is hidden

    async def close_over(self) -> bool:
        closed = await super().close_over()
        self.query_one(About).display = True
        return closed

    async def do_find(self, count: int | None) -> None:
        from tui.app.widgets.search import Search

        await self.open_over(Search(None))

    async def on_found(self, message: Found) -> None:
        """A hit was chosen; the search is still there when one comes back."""
        from tui.app.walking import go_to_hit

        message.stop()
        await go_to_hit(self, message)

    async def on_studied(self, message: Studied) -> None:
        """All hits, from every side: over the document of the one that was chosen."""
        from tui.app.screens.reader import ReaderScreen
        from tui.app.walking import go_to_hit

        message.stop()
        if message.found is None:
            return
        await go_to_hit(self, message.found)
        if isinstance(self.app.screen, ReaderScreen):
            self.app.screen.post_message(message)

    # Adding and removing

    async def do_add_document(self, count: int | None) -> None:
        from tui.app.widgets.adding import Adding

        await self.open_over(Adding())

    async def on_add(self, message: Add) -> None:
        from tui.library.store import LibraryError
        from tui.settings import places

        message.stop()
        await self.close_over()
        if message.path in places.seeds() and (shelf := self.reader.shelf.sources().shelf) is not None:
            try:
                await asyncio.to_thread(shelf.unhide, message.path)
            except LibraryError as error:
                self.foot.say(str(error), error=True)
                return
            self.library_changed()
            self.reader.upkeep.catch_up()
            self.foot.say(f"{message.path} is in the library again.")
            return
        try:
            path = Path(message.path).expanduser()
        except RuntimeError as error:  # no such person's home
            self.foot.say(str(error), error=True)
            return
        self.reader.upkeep.add([path])
        self.foot.say(f"Adding {path}; go on reading meanwhile.")

    async def on_worked(self, message: Worked) -> None:
        """Files were added, or the index caught up: say what became of them, and list those that could not be read."""
        message.stop()
        if not message.done and not message.faults:
            return
        self.foot.say(summed_up(message.done) if message.done else "Some documents can't be searched.")
        if message.faults:
            from tui.app.widgets.slip import Slip, Told, plain

            lines: list[list[Told]] = [line for fault in message.faults[:_FAULTS] for line in plain(fault)]
            more = len(message.faults) - _FAULTS
            lines += plain(f"and {more:,} more", "quiet") if more > 0 else []
            await self.open_over(Slip(f"Could not be read: {len(message.faults):,}", lines))

    async def on_remove(self, message: Remove) -> None:
        from tui.library.store import LibraryError
        from tui.settings import places

        message.stop()
        try:
            shelf = self.reader.shelf.sources().shelf or self.reader.shelf.made().shelf
            await asyncio.to_thread(shelf.hide if message.key in places.seeds() else shelf.drop, message.key)
        except LibraryError as error:
            self.foot.say(str(error), error=True)
            return
        self.library_changed()
        self.view.move_to(self.view.cursor)
        self.reader.upkeep.catch_up()
        self.foot.say(f"“{message.title}” is out of the library; its file stays where it is.")

    # Leaving

    async def do_close(self, count: int | None) -> None:
        """Put away what lies over the list; then back to the document the list lies over."""
        if not await self.close_over() and len(self.app.screen_stack) > 1:
            self.app.pop_screen()

    async def do_quit(self, count: int | None) -> None:  # type: ignore[override]
        if not await self.close_over():
            if len(self.app.screen_stack) > 1:
                self.app.pop_screen()
            else:
                super().do_quit(count)

    def targets(self) -> list[Widget]:
        focused = self.focused
        if isinstance(focused, LineView) and focused is not self.view:
            return [focused, self]
        return [self.view, self]
