"""The search panel: results as one types, in the document that is open or in the library."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from tui.app import finding
from tui.app.actions import written
from tui.app.earlier import Earlier
from tui.app.finding import Answer, Answered, Asked, Beheld, Counted, Facet, Titled, match_of_hit, spot_of
from tui.app.messages import Close, Found, Go, Say, Studied
from tui.app.place import Place
from tui.app.session import Session, is_small, section_title
from tui.app.trail import Trail
from tui.app.widgets.entry import Entry
from tui.app.widgets.lines import LineView, Piece, fit, strip
from tui.app.widgets.searchbelow import Told, below
from tui.app.widgets.searchlists import FacetRow, draw_earlier, draw_facet, facet_rows
from tui.app.widgets.searchrows import DOCUMENT, HIT, Row, flat, grouped
from tui.app.widgets.snippet import snippet
from tui.app.widgets.wrap import cells, clip
from tui.documents.model import Role
from tui.search.model import Hit
from tui.search.searching import FEW
from tui.text.placeholders import safe

if TYPE_CHECKING:
    from tui.app.application import ReaderApp
    from tui.app.clerk import Stale
    from tui.library.searches import Searched

_PAUSE = 0.08
"""Seconds after the last key before each word may stand for more."""
_PATIENCE = 2.0
"""Seconds that Enter waits for an answer on its way."""
_SLOW = 0.25
"""Seconds after which it is said that an answer is still on its way."""
_STUDIED = 5_000
"""Hits handed to the concept screen."""
_ROOMY = (80, 15)
"""Columns and rows of the panel from which a hit's passage is shown below."""
_ERRANDS = ("search", "loose", "titles", "around", "facets")


class Mode(StrEnum):
    """What the panel lists."""

    HITS = "hits"
    EARLIER = "earlier"
    FACETS = "facets"


class Search(LineView):
    """A line to type in, the passages that answer, and below them the chosen one in its context.

    Args:
        session: the document that is open; None where only the library can be searched.
    """

    def __init__(self, session: Session | None) -> None:
        super().__init__(id="search")
        self.session = session
        self.entry = Entry()
        self.narrowed: list[str] = []
        """fields of the query that stand before what is typed"""
        self.wide = session is None
        self.by_group = False
        self.mode = Mode.HITS
        self.answer = Answer("")
        self._rows: list[Row] = []
        self._titles: dict[finding.Section, str] = {}
        self._beside: dict[object, tuple[str, str]] = {}
        self._facets: list[Facet] = []
        self._facet_rows: list[FacetRow] = []
        self._facet_entry = Entry()
        self._earlier_rows: list[Searched] = []
        self._number = 0
        self._asked_at = 0.0
        self._slow = False
        self._mending = False
        self._arrived: asyncio.Event | None = None
        self._below: tuple[object, list[list[Told]]] = (None, [])

    @property
    def reader(self) -> "ReaderApp":
        return cast("ReaderApp", self.app)

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

    # The query

    @property
    def query_text(self) -> str:
        """What is searched for: the fields it is narrowed to, and what is typed."""
        return " ".join([*self.narrowed, self.entry.text]) if self.narrowed else self.entry.text

    @property
    def listing(self) -> Mode:
        """What is listed now: nothing typed, earlier searches."""
        if self.mode is Mode.HITS and not self.query_text.strip():
            return Mode.EARLIER
        return self.mode

    def ask(self) -> None:
        """Search for what is typed."""
        self._number += 1
        self._asked_at = time.monotonic()
        clerk, text = self.reader.clerk, self.query_text
        clerk.drop(*_ERRANDS)
        if self.mode is Mode.EARLIER or not text.strip():
            self._list_earlier()
        if not text.strip():
            self.take(Answer(text))
        elif self.session is not None and not self.wide and is_small(self.session.document):
            self.take(finding.in_document(self.session, text))
        else:
            number, asked = self._number, self._asking(text)
            clerk.send("search", lambda stale: Answered(number, asked(Asked(), stale)), self)
            self.set_timer(_SLOW, lambda: self._say_slow(number))
            self.refresh()

    def ask_again(self) -> None:
        """What is searched has changed."""
        self._titles.clear()
        self._beside.clear()
        if self.query_text.strip():
            self.ask()

    def _asking(self, text: str) -> "Callable[[Asked, Stale], Answer]":
        """What the clerk is to do; nothing in it is the widget's own."""
        session, holdings = self.session, self.reader.holdings
        if self.wide or session is None:
            return lambda how, stale: finding.in_library(holdings, text, how, stale)
        return lambda how, stale: finding.in_document(session, text, how, stale)

    def _say_slow(self, number: int) -> None:
        if number == self._number and self.answer.text != self.query_text:
            self._slow = True
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
        self.answer, self._slow = answer, False
        self._arrange()
        self.top = 0
        self.cursor = -1 if self.listing is Mode.EARLIER else self._standing(0, 1) if self.count() else 0
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
        left = max(0.0, self._asked_at + _PAUSE - time.monotonic())
        self.reader.clerk.send("loose", lambda stale: Answered(number, asked(how, stale), more=True), self, after=left)

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
        at = next((n for n, one in enumerate(self._rows) if one.kind == HIT and self._hit(one) is chosen), None)
        self.cursor = at if at is not None else self._standing(0, 1)
        self.top = max(0, self.cursor - row) if chosen is not None else 0
        self.redraw()
        self._fetch()

    def _arrange(self) -> None:
        hits = self.answer.hits
        self._rows = grouped(hits, several=self.wide) if self.by_group else flat(hits)

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
        if any((hit.document, hit.section) not in self._titles for hit in hits[:40]):
            self.reader.clerk.send("titles", lambda stale: finding.titles(holdings, hits, stale), self)
        self._behold()

    def _behold(self) -> None:
        hit = self.chosen
        if hit is not None and self.wide and self._room_below() and spot_of(hit) not in self._beside:
            holdings = self.reader.holdings
            self.reader.clerk.send("around", lambda stale: finding.around(holdings, hit), self)

    def on_titled(self, message: Titled) -> None:
        message.stop()
        self._titles |= message.titles
        self.redraw()

    def on_beheld(self, message: Beheld) -> None:
        message.stop()
        self._beside[message.spot] = message.beside
        self.refresh()

    def on_counted(self, message: Counted) -> None:
        message.stop()
        if message.number == self._number:
            self._facets = message.facets
            self._list_facets()
            self.move_to(0)
            self.redraw()

    # Drawing

    def header(self) -> list[list[Piece]]:
        palette, width = self.palette, self.columns
        return [[("─" * width, palette["rule"])], self._typed(width), self._words(width)]

    def _typed(self, width: int) -> list[Piece]:
        """The line one types in; at its end, what is searched."""
        palette = self.palette
        facets = self.listing is Mode.FACETS
        title = palette["title-focused" if self.has_focus else "title"]
        pieces: list[Piece] = [(" narrow " if facets else " find ", title)]
        if not facets:
            pieces += [
                piece for field in self.narrowed for piece in ((f"[{safe(field)}]", palette["chosen"]), (" ", title))
            ]
        entry = self._facet_entry if facets else self.entry
        where = "the library " if self.wide else "this document "
        taken = sum(cells(text) for text, _ in pieces)
        room = width - taken - len(where) - 3
        pieces += entry.pieces(palette["entry"], palette["here"], max(8, room))
        blanks = width - sum(cells(text) for text, _ in pieces) - len(where)
        return [*pieces, (" " * blanks, palette["ink"]), (where, palette["title"])] if blanks > 0 else pieces

    def _words(self, width: int) -> list[Piece]:
        """What is said below the line one types in: a fault, or where the chosen hit stands."""
        palette, answer = self.palette, self.answer
        if self.listing is Mode.FACETS:
            words = " Enter narrows the search, Esc leaves it as it is" if self._facets else " counting…"
            return [(words, palette["quiet"])]
        if self.listing is Mode.EARLIER:
            return [(clip(self._hint(), width - 1), palette["quiet"])]
        if answer.error:
            at = f"{' ' * self._pointer(width)}^ " if not answer.broken else " "
            return [(at + safe(answer.error), palette["error"])]
        if answer.text != self.query_text and (self._slow or not answer.hits):
            return [(" searching…" if self._slow else "", palette["quiet"])]
        if not answer.hits:
            return [(" nothing found", palette["quiet"])]
        return [(clip(safe(self._told(self.chosen or answer.hits[0])), width - 1), palette["quiet"])]

    def _hint(self) -> str:
        if self.mode is Mode.EARLIER or self.query_text.strip():
            return " earlier searches; Enter takes one, Del forgets it" if self.count() else " no earlier search"
        return ' words, "a phrase", -without, concept:… in:2 role:note · Tab: all hits as lines'

    def _pointer(self, width: int) -> int:
        """The column of the character at fault."""
        fields = sum(len(field) + 1 for field in self.narrowed)
        shown = sum(cells(safe(field)) + 3 for field in self.narrowed)
        at = self.answer.at - fields
        return min(6 + shown + at if at >= 0 else 7, max(0, width - 30))

    def _told(self, hit: Hit) -> str:
        """Which of how many, where it stands, and why."""
        answer = self.answer
        number = next((n for n, one in enumerate(answer.hits) if one is hit), 0)
        more = "+" if len(answer.hits) in (finding.FIRST, finding.LIMIT) else ""
        count = f" {number + 1} of {len(answer.hits)}{more}"
        if self.wide:
            documents = len({one.document for one in answer.hits})
            count += f" in {documents} {'document' if documents == 1 else 'documents'}"
        title = self._where(hit)
        why = f" · {'; '.join(hit.why)}" if hit.why else ""
        return count + (f" · {title}" if title else "") + why

    def _where(self, hit: Hit) -> str:
        """Document and section of a hit, as they are called."""
        section = self._section(hit)
        return f"{self._document(hit)} · {section}" if self.wide else section

    def _document(self, hit: Hit) -> str:
        book = self.answer.books.get(hit.document)
        return book.short if book is not None else hit.document

    def _section(self, hit: Hit) -> str:
        if self.wide or self.session is None:
            return finding.titled(hit.section, self._titles.get((hit.document, hit.section), ""))
        section = self.session.document.by_section.get(hit.section)
        return section_title(section) if section else ""

    def count(self) -> int:
        listing = self.listing
        if listing is Mode.HITS:
            return len(self._rows)
        return len(self._facet_rows if listing is Mode.FACETS else self._earlier_rows)

    def can_stand(self, number: int) -> bool:
        if self.listing is Mode.HITS:
            return self._rows[number].kind == HIT
        return self.listing is Mode.EARLIER or not self._facet_rows[number].heading

    def draw(self, number: int, width: int) -> list[Piece]:
        if self.listing is Mode.FACETS:
            return draw_facet(self._facet_rows[number], width, self.palette)
        if self.listing is Mode.EARLIER:
            return draw_earlier(self._earlier_rows[number], self.palette)
        row = self._rows[number]
        hit, palette = self._hit(row), self.palette
        if row.kind != HIT:
            deep = row.kind != DOCUMENT and self.wide
            title = self._document(hit) if row.kind == DOCUMENT else self._section(hit)
            style = palette["title" if deep else "title-focused"]
            clipped = clip(safe(title or hit.section), max(1, width - 9 - 2 * deep))
            return [(f" {'  ' * deep}{clipped}", style), (f"  {row.below}", palette["number"])]
        place = hit.place.removeprefix("s") if hit.role is not Role.HEADING else f"§{hit.section}"
        lead = f" {fit(safe(place), 8)} "
        if self.by_group:
            lead = f"{'     ' if self.wide else '   '}{fit(safe(place.rpartition('/')[2]), 5)} "
        elif self.wide:
            lead = f" {fit(safe(hit.document), 10 if width < 80 else 16 if width < 120 else 28)} {fit(safe(place), 8)} "
        around = snippet(hit.text, hit.matches, max(1, width - cells(lead) - 1))
        return [(lead, palette["number"]), *((text, palette["current" if lit else "ink"]) for text, lit in around)]

    # The passage below

    def _room_below(self) -> int:
        """Rows for the chosen hit's passage; none where the panel is small, or lists something else."""
        columns, rows = self.columns, self.size.height
        if self.listing is not Mode.HITS or columns < _ROOMY[0] or rows < _ROOMY[1] or not self.answer.hits:
            return 0
        return min(14, rows // 3 + 1)

    @property
    def rows(self) -> int:
        return max(0, super().rows - self._room_below())

    def render_line(self, y: int) -> Strip:
        room = self._room_below()
        first = self.size.height - room
        if not room or y < first:
            return super().render_line(y)
        width = self.columns
        lines = self._shown_below(room - 1, width)
        if y == first:
            return strip([("─" * width, self.palette["rule"])], width, self.base())
        told = lines[y - first - 1] if y - first - 1 < len(lines) else []
        return strip(
            [("  ", self.palette["ink"]), *((text, self.palette[style]) for text, style in told)], width, self.base()
        )

    def _shown_below(self, room: int, width: int) -> list[list[Told]]:
        hit = self.chosen
        if hit is None:
            return []
        beside = self._texts_beside(hit)
        made_for = (id(hit), beside, room, width)
        if self._below[0] != made_for:
            measure = min(width - 4, self.reader.measure + 4)
            self._below = (made_for, below(hit.text, hit.matches, beside, measure, room))
        return self._below[1]

    def _texts_beside(self, hit: Hit) -> tuple[str, str]:
        if self.wide or self.session is None:
            return self._beside.get(spot_of(hit), ("", ""))
        passages = self.session.document.passages
        texts = [passages[at].text if 0 <= at < len(passages) else "" for at in (hit.passage - 1, hit.passage + 1)]
        return texts[0], texts[1]

    def _hit(self, row: Row) -> Hit:
        return self.answer.hits[row.hit]

    @property
    def chosen(self) -> Hit | None:
        """The hit under the cursor."""
        if self.listing is not Mode.HITS or not 0 <= self.cursor < len(self._rows):
            return None
        row = self._rows[self.cursor]
        return self._hit(row) if row.kind == HIT else None

    def looks_at(self, number: int) -> None:
        self._behold()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        if event.y >= self.size.height - self._room_below():
            event.stop()
            event.prevent_default()

    def terminal_cursor(self) -> Offset | None:
        """In the line one types in."""
        entry = self._facet_entry if self.listing is Mode.FACETS else self.entry
        lead = 8 if self.listing is Mode.FACETS else 6 + sum(cells(safe(field)) + 3 for field in self.narrowed)
        return Offset(min(self.columns - 1, lead + cells(safe(entry.text[: entry.at]))), 1)

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
            self.earlier.drop(self._earlier_rows[self.cursor].text)
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
            if not self._facet_entry.text:
                self._leave_list()
                return True
        elif self.narrowed and not self.entry.at:
            self.narrowed.pop()
            self.ask()
            return True
        return False

    def _type(self, event: events.Key) -> bool:
        entry = self._facet_entry if self.listing is Mode.FACETS else self.entry
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
            self._facet_entry.put(event.text)
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
        at = next((n for n, row in enumerate(self._rows) if row.kind == HIT and self._hit(row) is chosen), 0)
        if self.listing is Mode.HITS:
            self.move_to(at)
        self.redraw()

    def do_search_narrow(self, count: int | None) -> Message | None:
        """The documents, sections and concepts of the hits, of which one narrows the search."""
        if self.mode is Mode.FACETS:
            self._leave_list()
            return None
        if not self.answer.hits and not self.narrowed:
            return Say("There are no hits to narrow down.")
        self.mode, self._facets = Mode.FACETS, []
        self._facet_entry.clear()
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
        text = self._earlier_rows[self.cursor].text if listed else self.query_text.strip()
        if not text:
            return Say("There is no search to keep yet.")
        kept = not self.earlier.is_kept(text)
        self.earlier.keep(text, kept)
        self._list_earlier()
        self.redraw()
        key = written(self.reader.keymap.key_of("search-earlier"))
        return Say(f"Kept; {key} lists it." if kept else "No longer kept.")

    def _list_earlier(self) -> None:
        self._earlier_rows = self.earlier.holding(self.entry.text)
        self.cursor = min(self.cursor, len(self._earlier_rows) - 1)
        self.redraw()

    def _list_facets(self) -> None:
        self._facet_rows = facet_rows(self._facets, self.narrowed, self._facet_entry.text)

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
                self._narrow(self._facet_rows[self.cursor])
            return None
        if self.listing is Mode.EARLIER:
            return self._take_earlier()
        if self.chosen is not None:
            return self.choose(self.cursor)
        return Say(self.answer.error or "Nothing found.", error=bool(self.answer.error))

    def _take_earlier(self) -> Message | None:
        if not 0 <= self.cursor < len(self._earlier_rows):
            return Close() if not self.query_text.strip() else None
        self.entry = Entry(self._earlier_rows[self.cursor].text)
        self.narrowed, self.mode = [], Mode.HITS
        self.ask()
        return None

    def choose(self, number: int) -> Message | None:
        if self.listing is not Mode.HITS:
            self.cursor = number
            return self.do_enter(None)
        hit, name = self._hit(self._rows[number]), self.answer.text.strip()
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
