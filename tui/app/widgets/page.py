"""The page: the running text as it is drawn, and what keys and mouse do with it."""

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from tui.app.messages import Chosen, Go, Moved, Say
from tui.app.place import Match, Place, runs_on
from tui.app.session import Session
from tui.app.widgets.blocks import Kind
from tui.app.widgets.layout import Laid
from tui.app.widgets.lines import LineView, Piece, strip
from tui.app.widgets.scrollbar import Mark, picture
from tui.app.widgets.setting import Stretch, ground_style, set_row, stretches
from tui.app.widgets.window import Spot, Window
from tui.app.widgets.wrap import cells, clip
from tui.documents.model import Role

MEASURE = 76
_KEPT = 4_000
"""Rows kept drawn."""


class Page(LineView):
    """The text of a session, seen through a window. `y`, `K` and `r` mean the window's current passage."""

    wants_cursor: ClassVar[bool] = False

    def __init__(self, session: Session, *, measure: int = MEASURE) -> None:
        super().__init__(id="page")
        self.session = session
        self.window = Window(session, measure)
        self.mentions = True
        self._layers: dict[int, list[Stretch]] = {}
        self._texts: dict[tuple[int, int, bool], Strip] = {}
        self._hits: list[float] | None = None
        self._bar: list[Mark] = []

    @property
    def current(self) -> int:
        """Index of the current passage."""
        return self.window.current

    @property
    def place(self) -> Place:
        """The place of the first row on the screen."""
        return self.window.place

    @property
    def meant(self) -> Place:
        """The place of the first row where that is of the current passage, else where the current passage begins."""
        place = self.place
        return place if place.passage == self.current else Place(self.current)

    @property
    def share(self) -> float:
        """How much of the document lies above the end of the screen."""
        window = self.window
        return window.share_of(window.seen[-1], below=True) if window.seen else 0.0

    def on_resize(self) -> None:
        self.window.resize(max(0, self.columns - 1), self.rows)
        self.redraw()

    def redraw(self) -> None:
        """Draw anew: layout, trail, mentions or theme have changed."""
        self._texts.clear()
        self._layers.clear()
        self._hits = None
        super().redraw()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._texts.clear()

    def _moved(self) -> None:
        self.refresh()
        self.post_message(Moved())

    def renew(self, place: Place | None = None) -> None:
        """The document has changed."""
        self.window.renew(place)
        self.redraw()
        self._moved()

    def stand(self, place: Place, row: int = 0) -> None:
        """Show a place in a row of the screen, without any ceremony."""
        self.window.stand(place, row)
        self._moved()

    def shows(self, place: Place) -> bool:
        """Whether a place is on the screen."""
        return self.window.shows(place)

    def go(self, place: Place, match: Match | None = None) -> None:
        """Show a place, opening what it lies in; scroll only when it is not well in view already."""
        window, passage = self.window, self.session.document.passages[place.passage]
        if not runs_on(self.session.document, place.passage) or passage.role is Role.DOUBTFUL:
            self.session.opened |= {place.passage}
            window.renew()
        window.look()
        spot = window.spot_of(place) if window.ready else None
        seen = window.seen.index(spot) if spot in window.seen else -1
        if match is None or not 1 <= seen < max(2, window.height - 2):
            lead = 0 if passage.role is Role.HEADING else min(window.height // 4, window.height - 1)
            window.stand(place, lead if window.ready else 0)
        window.current = place.passage
        self.redraw()
        self._moved()

    # Drawing

    def render_line(self, y: int) -> Strip:
        width = self.columns
        if not self.window.ready and width > 1:
            # The first frame is drawn before the event comes that tells the size.
            self.window.resize(width - 1, self.rows)
        if not self.window.ready or not width:
            return strip((), width, self.base())
        if y == 0 or not self._bar:
            self.window.look()
            self._draw_bar()
        seen = self.window.seen
        text = self._text(seen[y], width - 1) if y < len(seen) else strip((), width - 1, self.base())
        mark = self._bar[y] if y < len(self._bar) else Mark(" ", "scroll")
        bar = Segment(mark.glyph, self.base() + self.palette[mark.style])
        return Strip([*text, bar], width)

    def _draw_bar(self) -> None:
        window = self.window
        if self._hits is None:
            self._hits = [share for match in self.session.trail.matches if (share := self._share_of(match)) is not None]
        start = window.share_of(window.seen[0]) if window.seen else 0.0
        self._bar = picture(window.height, start, self.share, self._hits)

    def _share_of(self, match: Match) -> float | None:
        blocks, place = self.window.blocks, self.window.home(match.place)
        number = blocks.of(place)
        if number is None:
            return None
        block = blocks[number]
        return blocks.share(number, (place.offset - block.start) / max(1, block.end - block.start))

    def _text(self, spot: Spot, width: int) -> Strip:
        number, row = spot
        laid = self.window.layout[number]
        key = (number, row, laid.block.passage == self.current)
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > _KEPT:
                self._texts.clear()
            found = self._texts[key] = strip(self._pieces(number, laid, row), width, self.base())
        return found

    def _pieces(self, number: int, laid: Laid, row: int) -> list[Piece]:
        inside = row - laid.above
        if inside < 0 or not laid.rows:
            return []
        palette, geometry = self.palette, self.window.layout.geometry
        start, end = laid.rows[inside]
        passage = self.session.document.passages[laid.block.passage]
        ground = ground_style(passage, laid.block.kind)
        if number not in self._layers:
            self._layers[number] = stretches(self.session, laid, mentions=self.mentions)
        pieces: list[Piece] = [(" " * geometry.pad, palette["ink"]), self._margin(laid, inside)]
        pieces += self._lead(laid, inside)
        return pieces + set_row(laid.shown.text, start, end, ground, self._layers[number], palette)

    def _margin(self, laid: Laid, inside: int) -> Piece:
        geometry, palette = self.window.layout.geometry, self.palette
        sign = "+" if inside in laid.repaired else ""
        label = laid.label if inside == 0 else ""
        current = laid.block.passage == self.current and laid.block.kind is not Kind.GAP
        style = palette["repair" if sign and not label else "current" if current else "number"]
        text = clip(label + sign, max(0, geometry.margin - 1), "")
        return text + " " * (geometry.margin - cells(text)), style

    def _lead(self, laid: Laid, inside: int) -> list[Piece]:
        """What stands between the measure's edge and the text: bar, marker, blanks."""
        if not laid.indent:
            return []
        bar = f"{laid.bar} " if laid.bar else ""
        marker = clip(laid.marker, max(0, laid.indent - len(bar)), "") if inside == 0 else ""
        blanks = " " * max(0, laid.indent - cells(bar) - cells(marker))
        lead: list[Piece] = [(clip(bar, laid.indent, ""), self.palette["rule"])]
        if laid.block.kind is Kind.INSET:
            return [*lead, (marker, self.palette["mark"]), (blanks, self.palette["ink"])]
        return [*lead, (blanks, self.palette["ink"]), (marker, self.palette["quiet"])]

    def terminal_cursor(self) -> Offset | None:
        window = self.window
        for y, (number, row) in enumerate(window.seen):
            laid = window.layout[number]
            if laid.block.passage == self.current and row >= laid.above:
                geometry = window.layout.geometry
                return Offset(min(self.columns - 1, geometry.pad + geometry.margin), y)
        return None

    # Actions

    def scroll_lines(self, lines: int) -> None:
        self.window.scroll(lines)
        self._moved()

    def step(self, lines: int) -> None:
        self.scroll_lines(lines)

    def do_start(self, count: int | None) -> bool:
        """Left to the screen, which remembers where one was."""
        return False

    def do_end(self, count: int | None) -> bool:
        return False

    def to_share(self, share: float) -> None:
        """Go to a share of the document."""
        self.window.to_share(share)
        self._moved()

    def do_page_down(self, count: int | None) -> None:
        self.scroll_lines((count or 1) * max(1, self.window.height - 2))

    def do_page_up(self, count: int | None) -> None:
        self.scroll_lines(-(count or 1) * max(1, self.window.height - 2))

    def do_next_passage(self, count: int | None) -> None:
        self.window.step_passage(count or 1)
        self._moved()

    def do_previous_passage(self, count: int | None) -> None:
        self.window.step_passage(-(count or 1))
        self._moved()

    def do_enter(self, count: int | None) -> Message | None:
        """Open what is folded or close it; else, as in less, a line down."""
        passage = self.session.document.passages[self.current]
        if passage.role is Role.DOUBTFUL:
            self.toggle([self.current])
        else:
            self.scroll_lines(count or 1)
        return None

    def do_note(self, count: int | None) -> Message | None:
        """Open the notes whose marks are on the screen, the current passage's first; or close those on the screen."""
        opened = self.session.opened
        open_here = [p for p in self.window.passages() if p in opened and not runs_on(self.session.document, p)]
        notes = open_here or self.window.notes()
        elsewhere = self.session.homes.notes_of(self.current)
        if notes:
            self.toggle(notes)
            return None
        return Go(Place(elsewhere[0])) if elsewhere else Say("There is no note here.")

    def do_marks(self, count: int | None) -> None:
        self.mentions = not self.mentions
        self.redraw()

    def toggle(self, passages: list[int]) -> None:
        """Open passages in place, or close them when all are open."""
        self.window.toggle(passages)
        self.redraw()
        self._moved()

    # Mouse

    def on_click(self, event: events.Click) -> None:
        event.stop()
        window = self.window
        if event.x >= self.columns - 1:
            self.to_share(event.y / max(1, window.height - 1))
            return
        if not 0 <= event.y < len(window.seen):
            return
        number, row = window.seen[event.y]
        laid, geometry = window.layout[number], window.layout.geometry
        window.current = laid.block.passage
        self._clicked(laid, row, event.x - geometry.pad - geometry.margin)
        self._moved()

    def _clicked(self, laid: Laid, row: int, column: int) -> None:
        if laid.block.kind is Kind.FOLDED:
            self.toggle([laid.block.passage])
            return
        shown = laid.shown_at(row, column)
        if shown is None:
            return
        if any(a <= shown < b for a, b in laid.shown.marks):
            self.do_note(None)
            return
        offset = laid.shown.to_text(shown)
        passage = laid.block.passage
        for mention in (*self.session.mentions.get(passage, ()), *self.session.references.get(passage, ())):
            if mention.start <= offset < mention.end:
                self.post_message(Chosen(mention.concept))
                return
