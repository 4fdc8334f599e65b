"""The search panel: results as one types, in the document that is open or in the library."""

import asyncio
from collections.abc import Awaitable

from textual import events
from textual.message import Message

from tui.app import finding
from tui.app.actions import written
from tui.app.finding import Answer, match_of_hit, spot_of
from tui.app.messages import Close, Found, Go, Say, Studied
from tui.app.place import Place
from tui.app.trail import Trail
from tui.app.widgets.entry import Entry
from tui.app.widgets.searchasking import SearchAsking
from tui.app.widgets.searchlists import FacetRow
from tui.app.widgets.searchview import Mode

_PATIENCE = 2.0
"""Seconds that Enter waits for an answer on its way."""


class Search(SearchAsking):
    """A line to type in, the passages that answer, and below them the chosen one in its context."""

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
            self.list_earlier()
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
            self.list_facets()
            self.move_to(0)
            self.redraw()
        else:
            self.ask()
        return True

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        if self.listing is Mode.FACETS:
            self.facet_entry.put(event.text)
            self.list_facets()
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
            self.open_library()
        self.mode = Mode.HITS
        self.answer = Answer("")
        self.put_in_order()
        self.ask()
        return None

    def do_search_group(self, count: int | None) -> None:
        """By score, or under documents and sections; the cursor stays on its hit."""
        chosen = self.chosen
        self.by_group = not self.by_group
        self.earlier.choose("search-order", "group" if self.by_group else "score")
        self.put_in_order()
        self.top = 0
        if self.listing is Mode.HITS:
            self.move_to((self.row_of(spot_of(chosen)) if chosen is not None else None) or 0)
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
        self.list_facets()
        self.top = self.cursor = 0
        self.redraw()
        number, hits, holdings = self.number, self.answer.hits, self.reader.holdings
        session = None if self.wide else self.session
        self.reader.clerk.send("facets", lambda stale: finding.counted(number, hits, session, holdings, stale), self)
        return None

    def do_search_earlier(self, count: int | None) -> None:
        """Earlier searches that hold what is typed."""
        if self.mode is Mode.EARLIER:
            self._leave_list()
            return
        self.mode = Mode.EARLIER
        self.list_earlier()
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
        self.list_earlier()
        self.redraw()
        key = written(self.reader.keymap.key_of("search-earlier"))
        return Say(f"Kept; {key} lists it." if kept else "No longer kept.")

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
        self.arrived = asyncio.Event()
        try:
            await asyncio.wait_for(self.arrived.wait(), _PATIENCE)
        except TimeoutError:
            return Say("The library has not answered yet.")
        finally:
            self.arrived = None
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
        """The hits handed to the concept screen: those of the document that is open, or of all of the library."""
        session, text = self.session, self.query_text
        if session is None:
            if (hit := self.chosen) is None or self.answer.text != text:
                return Say("There are no hits to look at.")
            self.earlier.remember(text)
            name = text.strip()
            return Studied(name, (), wide=True, found=Found(name, self.answer.hits, hit))
        found = await asyncio.to_thread(finding.all_of, session, text, finding.STUDIED)
        places = sorted((hit.passage, a, b) for hit in found for a, b in hit.matches)
        nowhere = self.answer.text == text and not self.answer.hits
        if not places and (nowhere or not self.wide):
            return Say("There are no hits to look at.")
        self.earlier.remember(text)
        return Studied(text.strip(), places, wide=self.wide)
