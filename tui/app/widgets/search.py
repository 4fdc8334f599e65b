"""The search panel: results as one types, in the document that is open or in the library."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from tui.app import finding
from tui.app.actions import written
from tui.app.earlier import Earlier
from tui.app.finding import Answer, Answered, Asked, Beheld, Counted, Titled, match_of_hit, spot_of
from tui.app.messages import Close, Found, Go, Say, Studied
from tui.app.place import Place
from tui.app.session import Session, is_small
from tui.app.trail import Trail
from tui.app.widgets.entry import Entry
from tui.app.widgets.searchlists import FacetRow, facet_rows
from tui.app.widgets.searchrows import HIT, flat, grouped
from tui.app.widgets.searchview import Mode, SearchView
from tui.search.model import Spot
from tui.search.searching import FEW

if TYPE_CHECKING:
    from tui.app.clerk import Stale

_PAUSE = 0.08
"""Seconds after the last key before each word may stand for more."""
_PATIENCE = 2.0
"""Seconds that Enter waits for an answer on its way."""
_SLOW = 0.25
"""Seconds after which it is said that an answer is still on its way."""
_STUDIED = 5_000
"""Hits handed to the concept screen."""
_ERRANDS = ("search", "loose", "titles", "around", "facets")


class Search(SearchView):
    """A line to type in, the passages that answer, and below them the chosen one in its context."""

    def __init__(self, session: Session | None) -> None:
        super().__init__(session)
        self._number = 0
        self._asked_at = 0.0
        self._mending = False
        self._titled: set[str] = set()
        self._return_to: Spot | None = None
        self._arrived: asyncio.Event | None = None
        self._later: asyncio.TimerHandle | None = None

    def on_mount(self) -> None:
        self.earlier = Earlier(self.reader.keeping, self.reader.history)
        if self.session is not None:
            self.wide = self.earlier.choice("search-where", "document") == "library"
        self.by_group = self.earlier.choice("search-order", "score") == "group"
        self._list_earlier()
        self.cursor = -1
        if self.wide:
            self.reader.look_after_library()

    def on_resize(self, event: events.Resize) -> None:  # type: ignore[override]
        event.prevent_default()  # Textual would call the base's handler besides
        nowhere = self.cursor < 0
        super().on_resize()
        if nowhere and self.listing is Mode.EARLIER:
            self.cursor = -1
        self._behold()  # an answer may come before there is room for what stands around it

    def on_unmount(self) -> None:
        self.reader.clerk.drop(*_ERRANDS)
        if self._later is not None:
            self._later.cancel()

    # The query

    def ask(self) -> None:
        """Search for what is typed."""
        self._number += 1
        self._asked_at = time.monotonic()
        clerk, text = self.reader.clerk, self.query_text
        clerk.drop(*_ERRANDS)
        if self._later is not None:
            self._later.cancel()
        if self.mode is Mode.EARLIER or not text.strip():
            self._list_earlier()
        if not text.strip():
            self.take(Answer(text))
        elif self.session is not None and not self.wide and is_small(self.session.document):
            self.take(finding.in_document(self.session, text))
        else:
            number, asked = self._number, self._asking(text)
            clerk.send("search", lambda stale: Answered(number, asked(Asked(), stale)), self)
            self._after(_SLOW, lambda: self._say_slow(number))
            self.refresh()

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
        if number == self._number and self.answer.text != self.query_text:
            self.slow = True
            self.refresh()

    def on_answered(self, message: Answered) -> None:
        message.stop()
        if message.number != self._number:
            return
        if message.more:
            self._add(message.answer)
        else:
            self.take(message.answer)
        if self._arrived is not None:
            self._arrived.set()

    def take(self, answer: Answer) -> None:
        """Show an answer to a new question."""
        self.answer, self.slow = answer, False
        self._arrange()
        self.top = 0
        self.cursor = -1 if self.listing is Mode.EARLIER else self._standing(0, 1) if self.count() else 0
        spot, self._return_to = self._return_to, None
        if spot is not None and self.listing is Mode.HITS and (at := self._row_of(spot)) is not None:
            self.move_to(at)
        self.redraw()
        if answer.broken:
            self._mend()
        elif answer.text.strip() and not answer.error:
            self._look_again(answer)
        self._fetch()

    def _look_again(self, answer: Answer) -> None:
        """When one pauses: of few hits, look for more with each word standing for more; of many, for all of them."""
        few = len(answer.hits) < FEW
        if not few and len(answer.hits) < finding.FIRST:
            return
        number, asked, how = self._number, self._asking(answer.text), Asked(finding.LIMIT, loosely=few)

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
        self._arrange()
        at = self._row_of(spot_of(chosen)) if chosen is not None else None
        self.cursor = at if at is not None else self._standing(0, 1)
        self.top = max(0, self.cursor - row) if chosen is not None else 0
        self.redraw()
        self._fetch()

    def _arrange(self) -> None:
        hits = self.answer.hits
        self.hit_rows = grouped(hits, several=self.wide) if self.by_group else flat(hits)

    def _row_of(self, spot: Spot) -> int | None:
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
            self.reader.clerk.send("titles", lambda stale: finding.titles(holdings, hits, stale), self)
        self._behold()

    def _behold(self) -> None:
        hit = self.chosen
        if hit is not None and self.wide and self.room_below() and spot_of(hit) not in self.beside:
            holdings = self.reader.holdings
            self.reader.clerk.send("around", lambda stale: finding.around(holdings, hit), self)

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
        if message.number == self._number:
            self.facets = message.facets
            self._list_facets()
            self.move_to(0)
            self.redraw()

    def looks_at(self, number: int) -> None:
        self._behold()
        self.refresh()

    # Keys

    def take_key(self, event: events.Key) -> "bool | Message | Awaitable[object]":
        """A key while one types; gives whether it was taken, or what is asked of the screen."""
        steps = {"up": -1, "ctrl+p": -1, "down": 1, "ctrl+n": 1}
        if event.key in steps:
            self.step(steps[event.key])
        elif event.key in ("pagedown", "pageup"):
            self.step(max(1, self.rows) * (1 if event.key == "pagedown" else -1))
        elif event.key == "enter":
            return self._enter() or True
        elif event.key == "tab":
            return self._study()
        elif event.key == "delete" and self.listing is Mode.EARLIER and 0 <= self.cursor < self.count():
            self.earlier.drop(self.earlier_rows[self.cursor].text)
            self._list_earlier()
        elif event.character is None or not event.character.isprintable():
            return self._act(event)
        else:
            self._type(event)
        return True

    def _act(self, event: events.Key) -> bool | Message:
        """A key that is no letter: an action of the panel, or one for the line."""
        action = self.reader.keymap.action_of(event.key)
        if action.startswith("search-"):
            return getattr(self, f"do_{action.replace('-', '_')}")(None) or True
        if event.key in ("backspace", "ctrl+h") and self._rub_out_field():
            return True
        return self._type(event)

    def _rub_out_field(self) -> bool:
        """At the start of the line, Backspace takes the last field away; of the empty list of facets, the list."""
        if self.listing is Mode.FACETS:
            if not self.facet_entry.text:
                self._leave_list()
                return True
        elif self.narrowed and not self.entry.at:
            self.narrowed.pop()
            self.ask()
            return True
        return False

    def _type(self, event: events.Key) -> bool:
        entry = self.facet_entry if self.listing is Mode.FACETS else self.entry
        text = entry.text
        if not entry.press(event.key, event.character):
            return False
        if entry.text == text:
            self.refresh()
        elif self.listing is Mode.FACETS:
            self._list_facets()
            self.move_to(0)
            self.redraw()
        else:
            self.ask()
        return True

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        if self.listing is Mode.FACETS:
            self.facet_entry.put(event.text)
            self._list_facets()
            self.redraw()
        else:
            self.entry.put(event.text)
            self.ask()

    def do_close(self, count: int | None) -> bool:
        """Back from a list to the hits; else the panel goes."""
        if self.mode is Mode.HITS:
            return False
        self._leave_list()
        return True

    def _leave_list(self) -> None:
        self.mode = Mode.HITS
        self.take(self.answer) if self.answer.text == self.query_text else self.ask()

    # What the panel can do

    def do_search_where(self, count: int | None) -> Message | None:
        """This document, or the library."""
        if self.session is None:
            return Say("No document is open here; the library is searched.")
        self.wide = not self.wide
        self.earlier.choose("search-where", "library" if self.wide else "document")
        if self.wide:
            self.reader.look_after_library()
        self.mode = Mode.HITS
        self.answer = Answer("")
        self._arrange()
        self.ask()
        return None

    def do_search_group(self, count: int | None) -> None:
        """By score, or under documents and sections; the cursor stays on its hit."""
        chosen = self.chosen
        self.by_group = not self.by_group
        self.earlier.choose("search-order", "group" if self.by_group else "score")
        self._arrange()
        self.top = 0
        if self.listing is Mode.HITS:
            self.move_to((self._row_of(spot_of(chosen)) if chosen is not None else None) or 0)
        self.redraw()

    def do_search_narrow(self, count: int | None) -> Message | None:
        """The documents, sections and concepts of the hits, of which one narrows the search."""
        if self.mode is Mode.FACETS:
            self._leave_list()
            return None
        if not self.answer.hits and not self.narrowed:
            return Say("There are no hits to narrow down.")
        self.mode, self.facets = Mode.FACETS, []
        self.facet_entry.clear()
        self._list_facets()
        self.top = self.cursor = 0
        self.redraw()
        number, hits, holdings = self._number, self.answer.hits, self.reader.holdings
        session = None if self.wide else self.session
        self.reader.clerk.send("facets", lambda stale: finding.counted(number, hits, session, holdings, stale), self)
        return None

    def do_search_earlier(self, count: int | None) -> None:
        """Earlier searches that hold what is typed."""
        if self.mode is Mode.EARLIER:
            self._leave_list()
            return
        self.mode = Mode.EARLIER
        self._list_earlier()
        self.top = 0
        self.cursor = 0
        self.redraw()

    def do_search_keep(self, count: int | None) -> Message:
        """Keep this search, or the one under the cursor, or no longer."""
        listed = self.listing is Mode.EARLIER and 0 <= self.cursor < self.count()
        text = self.earlier_rows[self.cursor].text if listed else self.query_text.strip()
        if not text:
            return Say("There is no search to keep yet.")
        kept = not self.earlier.is_kept(text)
        self.earlier.keep(text, kept)
        self._list_earlier()
        self.redraw()
        key = written(self.reader.keymap.key_of("search-earlier"))
        return Say(f"Kept; {key} lists it." if kept else "No longer kept.")

    def _list_earlier(self) -> None:
        self.earlier_rows = self.earlier.holding(self.entry.text)
        self.cursor = min(self.cursor, len(self.earlier_rows) - 1)
        self.redraw()

    def _list_facets(self) -> None:
        self.facet_rows = facet_rows(self.facets, self.narrowed, self.facet_entry.text)

    def _narrow(self, row: FacetRow) -> None:
        """Add the fields of a facet to the query, in place of others of their kind; or take one away."""
        if row.facet is None:
            self.narrowed = [field for field in self.narrowed if field != row.field]
        else:
            fields = [name for field in row.facet.fields if (name := field.partition(":")[0]) != "concept"]
            kept = [field for field in self.narrowed if field.partition(":")[0] not in fields]
            self.narrowed = list(dict.fromkeys([*kept, *row.facet.fields]))
        self.mode = Mode.HITS
        self.ask()

    # Enter and Tab

    def _enter(self) -> "Message | Awaitable[object] | None":
        if self.listing is Mode.HITS and self.answer.text != self.query_text:
            return self._enter_later()
        return self.do_enter(None)

    async def _enter_later(self) -> Message | None:
        """Wait for the answer that is on its way: keys pressed after Enter are not meant for this line."""
        self._arrived = asyncio.Event()
        try:
            await asyncio.wait_for(self._arrived.wait(), _PATIENCE)
        except TimeoutError:
            return Say("The library has not answered yet.")
        finally:
            self._arrived = None
        return self.do_enter(None)

    def do_enter(self, count: int | None) -> Message | None:
        if self.listing is Mode.FACETS:
            if 0 <= self.cursor < self.count() and self.can_stand(self.cursor):
                self._narrow(self.facet_rows[self.cursor])
            return None
        if self.listing is Mode.EARLIER:
            return self._take_earlier()
        if self.chosen is not None:
            return self.choose(self.cursor)
        return Say(self.answer.error or "Nothing found.", error=bool(self.answer.error))

    def _take_earlier(self) -> Message | None:
        if not 0 <= self.cursor < len(self.earlier_rows):
            return Close() if not self.query_text.strip() else None
        self.entry = Entry(self.earlier_rows[self.cursor].text)
        self.narrowed, self.mode = [], Mode.HITS
        self.ask()
        return None

    def choose(self, number: int) -> Message | None:
        if self.listing is not Mode.HITS:
            self.cursor = number
            return self.do_enter(None)
        hit, name = self.hit_of(self.hit_rows[number]), self.answer.text.strip()
        self.earlier.remember(name)
        if self.wide or self.session is None:
            return Found(name, self.answer.hits, hit)
        self.session.chosen = ""
        self.session.trail = Trail(name, map(match_of_hit, self.answer.hits))
        match = match_of_hit(hit)
        return Go(Place(hit.passage, match.place.offset), match)

    async def _study(self) -> Message:
        """The hits handed to the concept screen: of the library's, those of the document that is open."""
        session, text = self.session, self.query_text
        if session is None:
            return Say("No document is open here: open one, and search from there.")
        found = await asyncio.to_thread(finding.all_of, session, text, _STUDIED)
        places = sorted((hit.passage, a, b) for hit in found for a, b in hit.matches)
        if not places:
            return Say("There are no hits to look at." if not self.wide else "There are no hits in this document.")
        self.earlier.remember(text)
        return Studied(text.strip(), places)
