"""What the search panel asks and what it does with the answers: the clerk searches, the panel owns what is shown."""

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Region

from tui.app import finding
from tui.app.earlier import Earlier
from tui.app.finding import Answer, Answered, Asked, Beheld, Counted, Titled, spot_of
from tui.app.session import Session, is_small
from tui.app.widgets.searchlists import facet_rows
from tui.app.widgets.searchrows import HIT, flat, grouped
from tui.app.widgets.searchview import HEADER, Mode, SearchView
from tui.search.model import Spot
from tui.search.searching import FEW

if TYPE_CHECKING:
    from tui.app.clerk import Stale

_PAUSE = 0.08
"""Seconds after the last key before each word may stand for more."""
_TYPING = 0.06
"""Seconds between two keys below which a server is not asked for what stands there after the first."""
_SLOW = 0.25
"""Seconds after which it is said that an answer is still on its way."""
_HELD = 0.014
"""Seconds that a letter waits to be shown with its hits; less than a frame."""
_SHOWN = 0.06
"""Seconds after an answer until what is looked up besides: its lines are drawn first."""
_ERRANDS = ("search", "loose", "titles", "around", "facets")


class SearchAsking(SearchView):
    """What the panel asks of the clerk, and what it does with the answers."""

    def __init__(self, session: Session | None) -> None:
        super().__init__(session)
        self.number = 0
        self._asked_at = 0.0
        self._mending = False
        self._titled: set[str] = set()
        self._return_to: Spot | None = None
        self.arrived: asyncio.Event | None = None
        self._later: asyncio.TimerHandle | None = None
        self._echoing: asyncio.TimerHandle | None = None

    def on_mount(self) -> None:
        self.earlier = Earlier(self.reader.keeping, self.reader.history)
        if self.session is not None:
            self.wide = self.earlier.choice("search-where", "document") == "library"
        self.by_group = self.earlier.choice("search-order", "score") == "group"
        self.list_earlier()
        self.cursor = -1
        if self.wide:
            self.open_library()

    def open_library(self) -> None:
        """Have it looked after, and opened before the first letter is typed."""
        self.reader.look_after_library()
        holdings = self.reader.holdings
        self.reader.clerk.send("open", lambda stale: finding.opened(holdings), self)

    def on_resize(self, event: events.Resize) -> None:  # type: ignore[override]
        event.prevent_default()  # Textual would call the base's handler besides
        nowhere = self.cursor < 0
        super().on_resize()
        if nowhere and self.listing is Mode.EARLIER:
            self.cursor = -1
        self._behold()  # an answer may come before there is room for what stands around it

    def on_unmount(self) -> None:
        self.reader.clerk.drop(*_ERRANDS)
        for one in (self._later, self._echoing):
            if one is not None:
                one.cancel()

    # The query

    def ask(self) -> None:
        """Search for what is typed."""
        self.number += 1
        before, self._asked_at = self._asked_at, time.monotonic()
        clerk, text = self.reader.clerk, self.query_text
        clerk.drop(*_ERRANDS)
        if self._later is not None:
            self._later.cancel()
        if self.mode is Mode.EARLIER or not text.strip():
            self.list_earlier()
        if not text.strip():
            self.take(Answer(text))
        elif self.session is not None and not self.wide and is_small(self.session.document):
            self.take(finding.in_document(self.session, text))
        else:
            number, asked = self.number, self._asking(text)
            pause = max(0.0, before + _TYPING - self._asked_at) if self.wide and self.reader.shelf.address else 0.0
            clerk.send("search", lambda stale: Answered(number, asked(Asked(), stale)), self, after=pause)
            self._after(_SLOW, lambda: self._say_slow(number))
            self._echo()

    def _echo(self) -> None:
        """Show what is typed, with its hits where they come at once: a screen drawn now would hold them up a frame."""
        if self._echoing is None:
            self._echoing = asyncio.get_running_loop().call_later(_HELD, self._echoed)

    def _echoed(self) -> None:
        """The letter is shown, above the hits there were."""
        self._echo_no_more()
        self.refresh(*([Region(0, 0, self.columns, HEADER)] if self.answer.hits else []))

    def _echo_no_more(self) -> None:
        if self._echoing is not None:
            self._echoing.cancel()
            self._echoing = None

    def ask_again(self) -> None:
        """What is searched has changed; the cursor stays on its hit if that is still one."""
        self.titles.clear()
        self.beside.clear()
        self._titled.clear()
        self._return_to = spot_of(self.chosen) if self.chosen is not None else None
        if self.query_text.strip() and self.mode is not Mode.FACETS:
            self.ask()

    def _asking(self, text: str) -> "Callable[[Asked, Stale], Answer]":
        """What the clerk is to do; nothing in it is the widget's own."""
        session, holdings = self.session, self.reader.holdings
        if self.wide or session is None:
            return lambda how, stale: finding.in_library(holdings, text, how, stale)
        return lambda how, stale: finding.in_document(session, text, how, stale)

    def _say_slow(self, number: int) -> None:
        if number == self.number and self.answer.text != self.query_text:
            self.slow = True
            self.refresh()

    def on_answered(self, message: Answered) -> None:
        message.stop()
        if message.number != self.number:
            return
        if message.more:
            self._add(message.answer)
        else:
            self.take(message.answer)
            self.draw_now()
        if self.arrived is not None:
            self.arrived.set()

    def take(self, answer: Answer) -> None:
        """Show an answer to a new question."""
        self.answer, self.slow = answer, False
        self._echo_no_more()
        self.put_in_order()
        self.top = 0
        self.cursor = -1 if self.listing is Mode.EARLIER else self._standing(0, 1) if self.count() else 0
        spot, self._return_to = self._return_to, None
        if spot is not None and self.listing is Mode.HITS and (at := self.row_of(spot)) is not None:
            self.move_to(at)
        self.redraw()
        if answer.broken:
            self._mend()
        elif answer.text.strip() and not answer.error:
            self._mending = False  # what is damaged later is mended again
            self._look_again(answer)
        self._fetch()

    def _look_again(self, answer: Answer) -> None:
        """When one pauses: of few hits, look for more with each word standing for more; of many, for all of them."""
        few = len(answer.hits) < FEW
        if not few and len(answer.hits) < finding.FIRST:
            return
        number, asked, how = self.number, self._asking(answer.text), Asked(finding.LIMIT, loosely=few)

        def again() -> None:
            self.reader.clerk.send("loose", lambda stale: Answered(number, asked(how, stale), more=True), self)

        self._after(max(0.0, self._asked_at + _PAUSE - time.monotonic()), again)

    def _after(self, seconds: float, done: Callable[[], None]) -> None:
        """Do something when one has paused; another key puts an end to it."""
        if self._later is not None:
            self._later.cancel()
        # Not a timer of Textual's, which is a task of its own at every key.
        self._later = asyncio.get_running_loop().call_later(seconds, done)

    def _add(self, more: Answer) -> None:
        """Show more hits behind those there are; the cursor stays on its hit, and its hit in its row."""
        if more.error or self.mode is not Mode.HITS:
            return
        answer = self.answer.with_more(more)
        if len(answer.hits) == len(self.answer.hits):
            return
        chosen, row = self.chosen, self.cursor - self.top
        self.answer = answer
        self.put_in_order()
        at = self.row_of(spot_of(chosen)) if chosen is not None else None
        self.cursor = at if at is not None else self._standing(0, 1)
        self.top = max(0, self.cursor - row) if chosen is not None else 0
        self.redraw()
        self._fetch()

    def put_in_order(self) -> None:
        hits = self.answer.hits
        self.hit_rows = grouped(hits, several=self.wide) if self.by_group else flat(hits)

    def row_of(self, spot: Spot) -> int | None:
        """The row of a hit."""
        rows = (n for n, row in enumerate(self.hit_rows) if row.kind == HIT and spot_of(self.hit_of(row)) == spot)
        return next(rows, None)

    def _mend(self) -> None:
        """What is searched is at fault: say so, and where it can be made anew have that done."""
        if not self._mending:
            self._mending = True
            self.reader.mend_library()

    # What is looked up besides

    def _fetch(self) -> None:
        """Have the titles of sections looked up, and what stands around the chosen hit."""
        if not self.wide or not self.answer.hits:
            return
        holdings, hits = self.reader.holdings, self.answer.hits
        if not self._titled.issuperset(hit.document for hit in hits[: finding.FIRST]):
            self.reader.clerk.send("titles", lambda stale: finding.titles(holdings, hits, stale), self, after=_SHOWN)
        self._behold(after=_SHOWN)

    def _behold(self, after: float = 0.0) -> None:
        hit = self.chosen
        if hit is not None and self.wide and self.room_below() and spot_of(hit) not in self.beside:
            holdings = self.reader.holdings
            self.reader.clerk.send("around", lambda stale: finding.around(holdings, hit), self, after=after)

    def on_titled(self, message: Titled) -> None:
        message.stop()
        self.titles |= message.titles
        self._titled |= message.documents
        self.redraw()

    def on_beheld(self, message: Beheld) -> None:
        message.stop()
        self.beside[message.spot] = message.beside
        self.refresh()

    def on_counted(self, message: Counted) -> None:
        message.stop()
        if message.number == self.number:
            self.facets = message.facets
            self.list_facets()
            self.move_to(0)
            self.redraw()

    def looks_at(self, number: int) -> None:
        self._behold()
        self.refresh()

    # Lists

    def list_earlier(self) -> None:
        self.earlier_rows = self.earlier.holding(self.entry.text)
        self.cursor = min(self.cursor, len(self.earlier_rows) - 1)
        self.redraw()

    def list_facets(self) -> None:
        self.facet_rows = facet_rows(self.facets, self.narrowed, self.facet_entry.text)
