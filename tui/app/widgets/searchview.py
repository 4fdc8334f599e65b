"""What the search panel shows: the line one types in, hits or a list of another kind, a passage below."""

from enum import StrEnum
from typing import TYPE_CHECKING, cast

from textual import events
from textual.geometry import Offset, Region
from textual.strip import Strip

from tui.app import finding
from tui.app.actions import written
from tui.app.finding import Answer, Facet, Section, spot_of
from tui.app.session import Session, section_title
from tui.app.widgets.entry import Entry
from tui.app.widgets.lines import LARGEST, Line, LineView, Piece, fit, strip
from tui.app.widgets.searchbelow import Told, below
from tui.app.widgets.searchlists import FacetRow, draw_earlier, draw_facet
from tui.app.widgets.searchrows import DOCUMENT, HIT, Row
from tui.app.widgets.snippet import snippet
from tui.app.widgets.wrap import cells, clip
from tui.documents.model import Role
from tui.search.model import Hit, QueryError, Spot
from tui.text.placeholders import safe

if TYPE_CHECKING:
    from tui.app.application import ReaderApp
    from tui.library.searches import Searched

HEADER = 3
"""Rows above the list."""
_PLACE = 20
"""Cells for the place of a hit, whatever else is to be said of it."""
_ROOMY = (80, 15)
"""Columns and rows of the panel from which a hit's passage is shown below."""


class Mode(StrEnum):
    """What the panel lists."""

    HITS = "hits"
    EARLIER = "earlier"
    FACETS = "facets"


class SearchView(LineView):
    """What the panel shows; what is asked, and what keys do, is `Search`'s.

    Args:
        session: the document that is open; None where only the library can be searched.
    """

    def __init__(self, session: Session | None) -> None:
        super().__init__(id="search")
        self.session = session
        self.entry = Entry()
        self.facet_entry = Entry()
        self.narrowed: list[str] = []
        """fields of the query that stand before what is typed"""
        self.wide = session is None
        self.by_group = False
        self.mode = Mode.HITS
        self.answer = Answer("")
        self.slow = False
        """an answer is on its way for longer than it should be"""
        self.hit_rows: list[Row] = []
        self.facets: list[Facet] = []
        self.facet_rows: list[FacetRow] = []
        self.earlier_rows: list[Searched] = []
        self.titles: dict[Section, str] = {}
        """of sections of the library"""
        self.beside: dict[Spot, tuple[str, str]] = {}
        """the passages before and after hits in the library"""
        self._laid: tuple[list[list[Piece]], int, int] = ([], 0, 0)
        self._below: tuple[object, list[list[Told]]] = (None, [])

    @property
    def reader(self) -> "ReaderApp":
        return cast("ReaderApp", self.app)

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
        entry = self.facet_entry if facets else self.entry
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
            words = " Enter narrows the search, Esc leaves it as it is" if self.facets else " counting…"
            return [(words, palette["quiet"])]
        if self.listing is Mode.EARLIER:
            return [(clip(self._hint(), width - 1), palette["quiet"])]
        if answer.error:
            at = f"{' ' * self._pointer(width)}^ " if not answer.broken else " "
            return [(at + safe(answer.error), palette["error"])]
        if answer.text != self.query_text and (self.slow or not answer.hits):
            return [(clip(self._slowly(), width - 1) if self.slow else "", palette["quiet"])]
        if not answer.hits:
            return [(clip(self._nothing(), width - 1), palette["quiet"])]
        return [(clip(self._told(self.chosen or answer.hits[0], width), width - 1), palette["quiet"])]

    def _nothing(self) -> str:
        """Why there is no hit, or what would find more."""
        from tui.search.query import LONGEST, parse

        try:
            if parse(self.answer.text, unfinished=True).empty:
                return " there is nothing to look for yet"
        except QueryError:  # it is told of where it is answered
            return " nothing found"
        if len(self.answer.text) > LONGEST:
            return f" nothing found; of a long query the first {LONGEST:,} characters count"
        if self.wide or self.session is None:
            return " nothing found"
        return f" nothing found here; {written(self.reader.keymap.key_of('search-where'))} asks the library"

    def _slowly(self) -> str:
        named = self.wide and any(field in self.query_text for field in ("concept:", "kind:"))
        return f" searching…{' documents not linked yet are read for their concepts, once' if named else ''}"

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

    def _told(self, hit: Hit, width: int) -> str:
        """Which of how many, where it stands, and why; what is long gives way to the others."""
        answer = self.answer
        number = next((n for n, one in enumerate(answer.hits) if one is hit), 0)
        more = "+" if len(answer.hits) in (finding.FIRST, finding.LIMIT) else ""
        count = f" {number + 1} of {len(answer.hits)}{more}"
        if self.wide:
            documents = len({one.document for one in answer.hits})
            count += f" in {documents} {'document' if documents == 1 else 'documents'}"
        why = f" · {'; '.join(hit.why)}" if hit.why else ""
        room = max(_PLACE, width - cells(safe(count)) - min(cells(safe(why)), width // 3) - 4)
        section = safe(self._section(hit))
        if self.wide:
            document = clip(safe(self._document(hit)), max(room // 2, room - cells(section) - 3))
            section = f"{document} · {clip(section, room - cells(document) - 3)}"
        else:
            section = clip(section, room)
        return f"{count} · {section}{safe(why)}" if section else f"{count}{safe(why)}"

    def _document(self, hit: Hit) -> str:
        book = self.answer.books.get(hit.document)
        return book.short if book is not None else hit.document

    def _section(self, hit: Hit) -> str:
        if self.wide or self.session is None:
            return finding.titled(hit.section, self.titles.get((hit.document, hit.section), ""))
        section = self.session.document.by_section.get(hit.section)
        return section_title(section) if section else ""

    def count(self) -> int:
        listing = self.listing
        if listing is Mode.HITS:
            return len(self.hit_rows)
        return len(self.facet_rows if listing is Mode.FACETS else self.earlier_rows)

    def can_stand(self, number: int) -> bool:
        if self.listing is Mode.HITS:
            return self.hit_rows[number].kind == HIT
        return self.listing is Mode.EARLIER or not self.facet_rows[number].heading

    def draw(self, number: int, width: int) -> list[Piece]:
        if self.listing is Mode.FACETS:
            return draw_facet(self.facet_rows[number], width, self.palette)
        if self.listing is Mode.EARLIER:
            return draw_earlier(self.earlier_rows[number], self.palette)
        row = self.hit_rows[number]
        hit, palette = self.hit_of(row), self.palette
        if row.kind != HIT:
            deep = row.kind != DOCUMENT and self.wide
            title = self._document(hit) if row.kind == DOCUMENT else self._section(hit)
            style = palette["title" if deep else "title-focused"]
            clipped = clip(safe(title or hit.section), max(1, width - 9 - 2 * deep))
            return [(f" {'  ' * deep}{clipped}", style), (f"  {row.below}", palette["number"])]
        place = hit.place.removeprefix("s") if hit.role is not Role.HEADING else f"§{hit.section}"
        lead = f" {fit(safe(place), 8)} "
        if self.by_group:
            short = "\u00a7" if hit.role is Role.HEADING else safe(place.rpartition("/")[2])
            lead = f"{'     ' if self.wide else '   '}{fit(short, 5)} "
        elif self.wide:
            lead = f" {fit(safe(hit.document), 10 if width < 80 else 16 if width < 120 else 28)} {fit(safe(place), 8)} "
        around = snippet(hit.text, hit.matches, max(1, width - cells(lead) - 1))
        return [(lead, palette["number"]), *((text, palette["current" if lit else "ink"]) for text, lit in around)]

    # The passage below

    def room_below(self) -> int:
        """Rows for the chosen hit's passage; none where the panel is small, or lists something else."""
        columns, rows = self.columns, self.size.height
        if self.listing is not Mode.HITS or columns < _ROOMY[0] or rows < _ROOMY[1] or not self.answer.hits:
            return 0
        return min(14, rows // 3 + 1)

    @property
    def rows(self) -> int:
        return max(0, self.size.height - HEADER - self.room_below())

    def render_lines(self, crop: Region) -> list[Strip]:
        """Its lines, without Textual's look at border and padding, of which it has none, at each of them."""
        width = self.size.width
        self._laid = self.header(), self.room_below(), min(width, LARGEST)  # once for all lines
        strips = [self.render_line(y) for y in crop.line_range]
        background = self.background_colors[1]
        for wanted in self.get_line_filters():
            strips = [line.apply_filter(wanted, background) for line in strips]
        if crop.column_span != (0, width):
            strips = [line.crop(crop.x, crop.right) for line in strips]
        return [Line([*line], line.cell_length) for line in strips]

    def render_line(self, y: int) -> Strip:
        header, room, width = self._laid
        first = self.size.height - room
        if y < HEADER:
            return strip(header[y], width, self.base())
        if not room or y < first:
            return self._line(self.top + y - HEADER, width)
        if y == first:
            return strip([("─" * width, self.palette["rule"])], width, self.base())
        lines = self._shown_below(room - 1, width)
        told = lines[y - first - 1] if y - first - 1 < len(lines) else []
        pieces = [("  ", self.palette["ink"]), *((text, self.palette[style]) for text, style in told)]
        return strip(pieces, width, self.base())

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
            return self.beside.get(spot_of(hit), ("", ""))
        passages = self.session.document.passages
        texts = [passages[at].text if 0 <= at < len(passages) else "" for at in (hit.passage - 1, hit.passage + 1)]
        return texts[0], texts[1]

    def hit_of(self, row: Row) -> Hit:
        return self.answer.hits[row.hit]

    @property
    def chosen(self) -> Hit | None:
        """The hit under the cursor."""
        if self.listing is not Mode.HITS or not 0 <= self.cursor < len(self.hit_rows):
            return None
        row = self.hit_rows[self.cursor]
        return self.hit_of(row) if row.kind == HIT else None

    def on_click(self, event: events.Click) -> None:
        if event.y >= self.size.height - self.room_below():
            event.stop()
            event.prevent_default()

    def terminal_cursor(self) -> Offset | None:
        """In the line one types in."""
        entry = self.facet_entry if self.listing is Mode.FACETS else self.entry
        lead = 8 if self.listing is Mode.FACETS else 6 + sum(cells(safe(field)) + 3 for field in self.narrowed)
        return Offset(min(self.columns - 1, lead + cells(safe(entry.text[: entry.at]))), 1)
