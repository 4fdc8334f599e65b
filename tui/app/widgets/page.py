"""The page: the running text, rows laid out only where they are seen."""

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Offset
from textual.strip import Strip

from tui.app.messages import Chosen, Moved, Say
from tui.app.place import Match, Place, runs_on
from tui.app.session import Session
from tui.app.widgets.blocks import Block, Blocks, Kind
from tui.app.widgets.layout import Laid, Layout, geometry_for
from tui.app.widgets.lines import LineView, Piece, strip
from tui.app.widgets.scrollbar import Mark, picture
from tui.app.widgets.setting import Stretch, ground_style, set_row, stretches
from tui.app.widgets.wrap import cells, clip
from tui.documents.model import Role

MEASURE = 76
Spot = tuple[int, int]
"""A row of the page: number of the block, row in it."""


class Page(LineView):
    """The text of a session.

    The place it shows is that of its first row. One passage is the current one: `y`, `K` and `r` mean it.
    """

    wants_cursor: ClassVar[bool] = False

    def __init__(self, session: Session, *, measure: int = MEASURE) -> None:
        super().__init__(id="page")
        self.session = session
        self.measure = measure
        self.mentions = True
        self.current = 0
        self._spot: Spot = (0, 0)
        self._blocks: Blocks | None = None
        self._layout: Layout | None = None
        self._wanted: tuple[Place, int] = (Place(0), 0)
        """where to stand as soon as there is a size"""
        self._on_screen: list[Spot] = []
        self._layers: dict[int, list[Stretch]] = {}
        self._texts: dict[tuple[int, int, bool], Strip] = {}
        self._hits: list[float] | None = None
        self._bar: list[Mark] = []

    # Layout

    @property
    def blocks(self) -> Blocks:
        if self._blocks is None or self._blocks.opened != self.session.opened:
            self._blocks = Blocks(self.session.document, self.session.homes, self.session.opened)
            self._layout, self._hits = None, None
        return self._blocks

    @property
    def layout_(self) -> Layout:
        blocks = self.blocks
        if self._layout is None:
            geometry = geometry_for(self.session.document, max(1, self.columns - 1), self.measure)
            self._layout = Layout(self.session.document, blocks, geometry)
            self._texts.clear()
            self._layers.clear()
        return self._layout

    @property
    def height(self) -> int:
        return max(1, self.rows)

    def renew(self, place: Place | None = None) -> None:
        """The document, what is open in it, or the width has changed: lay out again and keep the place."""
        if place is None:
            place = self.place if self._blocks is not None and len(self._blocks) else self._wanted[0]
        row = next((y for y, spot in enumerate(self._on_screen) if spot == self._spot), 0)
        self._blocks = self._layout = None
        self.stand(place, row)

    def on_resize(self) -> None:
        if self._layout is None:
            place, row = self._wanted
        else:
            place, row = self.place, 0
        current = self.current
        self._layout = None
        self.stand(place, row)
        if place.passage == current or self._is_on_screen(current):
            self.current = current

    def redraw(self) -> None:
        """Draw anew: trail, mentions or theme have changed."""
        self._texts.clear()
        self._layers.clear()
        self._hits = None
        super().redraw()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._texts.clear()

    # Where it stands

    @property
    def place(self) -> Place:
        """The place of the first row that has text."""
        if not len(self.blocks):
            return Place(0)
        number, row = self._spot
        laid = self.layout_[number]
        return Place(laid.block.passage, laid.offset_of(row))

    @property
    def share(self) -> float:
        """How much of the document lies above the end of the screen."""
        return self._share(self._on_screen[-1], True) if self._on_screen else 0.0

    def _share(self, spot: Spot, below: bool = False) -> float:
        laid = self.layout_[spot[0]]
        return self.blocks.share(spot[0], (spot[1] + below) / max(1, laid.height))

    def stand(self, place: Place, row: int = 0) -> None:
        """Show a place in a row of the screen, without any ceremony."""
        self._wanted = (place, row)
        if not self.size.width or not len(self.blocks):
            self.refresh()
            return
        number = self.blocks.of(self._home(place))
        if number is None:
            number = 0
        laid = self.layout_[number]
        inside = laid.row_of(place.offset) if laid.block.passage == place.passage else laid.above
        # The empty rows above a passage are shown with its first row.
        self._spot = (number, 0 if inside == laid.above and row == 0 else inside)
        if row == 0 and self._spot[1] == 0:
            self._spot = (number, laid.above) if number else (0, 0)
        self.current = laid.block.passage
        self._scroll(-row)

    def _home(self, place: Place) -> Place:
        document = self.session.document
        if not 0 <= place.passage < len(document.passages):
            return Place(0)
        passage = document.passages[place.passage]
        if runs_on(passage.role) or place.passage in self.session.opened:
            return place
        return self.session.homes.of(place.passage)

    def go(self, place: Place, match: Match | None = None) -> None:
        """Show a place, opening what it lies in; scroll only when it is not well in view already."""
        passage = self.session.document.passages[place.passage]
        if not (runs_on(passage.role) and passage.role is not Role.DOUBTFUL):
            self.session.opened |= {place.passage}
            self.renew()
        number = self.blocks.of(place)
        if number is None or not self.size.width:
            self.stand(place)
            return
        laid = self.layout_[number]
        spot = (number, laid.row_of(place.offset))
        self._see()
        seen = self._on_screen.index(spot) if spot in self._on_screen else -1
        if match is None or not 1 <= seen < max(2, self.height - 2):
            heading = passage.role is Role.HEADING
            self.stand(place, 0 if heading else min(self.height // 4, max(0, self.height - 1)))
        self.current = place.passage
        self.redraw()
        self.post_message(Moved())

    def _scroll(self, rows: int) -> None:
        """Move the first row, as far as there is text."""
        self._spot = self._walk(self._spot, rows)
        self._spot = min(self._spot, self._last_spot())
        self._see()
        self._follow(rows)
        self.refresh()
        self.post_message(Moved())

    def _walk(self, spot: Spot, rows: int) -> Spot:
        layout, (number, row) = self.layout_, spot
        row += rows
        while row < 0 and number > 0:
            number -= 1
            row += layout[number].height
        last = len(self.blocks) - 1
        while row >= layout[number].height and number < last:
            row -= layout[number].height
            number += 1
        return number, max(0, min(row, layout[number].height - 1))

    def _last_spot(self) -> Spot:
        """The first row of the last screen."""
        last = len(self.blocks) - 1
        return self._walk((last, self.layout_[last].height - 1), 1 - self.height)

    def _see(self) -> None:
        """Note which rows are on the screen."""
        layout, (number, row) = self.layout_, self._spot
        seen: list[Spot] = []
        while len(seen) < self.height and number < len(self.blocks):
            height = layout[number].height
            seen += ((number, inside) for inside in range(row, min(height, row + self.height - len(seen))))
            number, row = number + 1, 0
        self._on_screen = seen

    def _is_on_screen(self, passage: int) -> bool:
        return any(self.blocks[number].passage == passage for number, _ in self._on_screen)

    def _follow(self, rows: int) -> None:
        """The current passage stays on the screen."""
        if not self._on_screen or self._is_on_screen(self.current):
            return
        number = self._on_screen[0 if rows >= 0 else -1][0]
        self.current = self.blocks[number].passage

    # Drawing

    def render_line(self, y: int) -> Strip:
        width = self.columns
        if not len(self.blocks) or not width:
            return strip((), width, self.base())
        if y == 0 or not self._bar:
            self._see()
            self._draw_bar()
        text = strip((), width - 1, self.base())
        if y < len(self._on_screen):
            text = self._text(self._on_screen[y], width - 1)
        mark = self._bar[y] if y < len(self._bar) else Mark(" ", "scroll")
        bar = Segment(mark.glyph, self.base() + self.palette[mark.style])
        return Strip([*text, bar], width)

    def _draw_bar(self) -> None:
        if self._hits is None:
            self._hits = [share for match in self.session.trail.matches if (share := self._share_of(match)) is not None]
        start = self._share(self._on_screen[0]) if self._on_screen else 0.0
        self._bar = picture(self.height, start, self.share, self._hits)

    def _share_of(self, match: Match) -> float | None:
        place = self._home(match.place)
        number = self.blocks.of(place)
        if number is None:
            return None
        block = self.blocks[number]
        return self.blocks.share(number, (place.offset - block.start) / max(1, block.end - block.start))

    def _text(self, spot: Spot, width: int) -> Strip:
        number, row = spot
        laid = self.layout_[number]
        key = (number, row, laid.block.passage == self.current)
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > 4000:
                self._texts.clear()
            found = self._texts[key] = strip(self._pieces(number, laid, row), width, self.base())
        return found

    def _pieces(self, number: int, laid: Laid, row: int) -> list[Piece]:
        inside = row - laid.above
        if inside < 0 or not laid.rows:
            return []
        palette, geometry = self.palette, self.layout_.geometry
        start, end = laid.rows[inside]
        passage = self.session.document.passages[laid.block.passage]
        ground = ground_style(passage, laid.block.kind)
        if number not in self._layers:
            self._layers[number] = stretches(self.session, laid, mentions=self.mentions)
        pieces: list[Piece] = [(" " * geometry.pad, palette["ink"]), self._margin(laid, inside)]
        pieces += self._lead(laid, inside)
        return pieces + set_row(laid.shown.text, start, end, ground, self._layers[number], palette)

    def _margin(self, laid: Laid, inside: int) -> Piece:
        geometry, palette = self.layout_.geometry, self.palette
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
        for y, (number, row) in enumerate(self._on_screen):
            laid = self.layout_[number]
            if laid.block.passage == self.current and row >= laid.above:
                geometry = self.layout_.geometry
                return Offset(min(self.columns - 1, geometry.pad + geometry.margin), y)
        return None

    def shows(self, place: Place) -> bool:
        """Whether a place is on the screen."""
        number = self.blocks.of(place)
        return number is not None and (number, self.layout_[number].row_of(place.offset)) in self._on_screen

    # Actions

    def do_start(self, count: int | None) -> bool:
        """The screen remembers where one was."""
        return False

    def do_end(self, count: int | None) -> bool:
        return False

    def do_down(self, count: int | None) -> None:
        self._scroll(count or 1)

    def do_up(self, count: int | None) -> None:
        self._scroll(-(count or 1))

    def do_page_down(self, count: int | None) -> None:
        self._scroll((count or 1) * max(1, self.height - 2))

    def do_page_up(self, count: int | None) -> None:
        self._scroll(-(count or 1) * max(1, self.height - 2))

    def do_half_down(self, count: int | None) -> None:
        self._scroll(count or max(1, self.height // 2))

    def do_half_up(self, count: int | None) -> None:
        self._scroll(-(count or max(1, self.height // 2)))

    def do_next_passage(self, count: int | None) -> None:
        self._step_passage(count or 1)

    def do_previous_passage(self, count: int | None) -> None:
        self._step_passage(-(count or 1))

    def _step_passage(self, steps: int) -> None:
        number = self.blocks.of(Place(self.current)) or 0
        way, left = (1, steps) if steps > 0 else (-1, -steps)
        while left and 0 <= number + way < len(self.blocks):
            number += way
            block = self.blocks[number]
            left -= block.first and block.kind is not Kind.GAP
        while number > 0 and not (self.blocks[number].first and self.blocks[number].kind is not Kind.GAP):
            number -= 1
        self._point_at(self.blocks[number])

    def _point_at(self, block: Block) -> None:
        number = self.blocks.of(Place(block.passage, block.start)) or 0
        first = (number, self.layout_[number].above)
        if first not in self._on_screen[: max(1, self.height - 3)]:
            self.stand(Place(block.passage, block.start), 1 if self.height > 4 else 0)
        self.current = block.passage
        self.refresh()
        self.post_message(Moved())

    def do_enter(self, count: int | None) -> None:
        """Open what is folded or close it; else, as in less, a line down."""
        passage = self.session.document.passages[self.current]
        if passage.role is Role.DOUBTFUL:
            self.toggle([self.current])
        else:
            self._scroll(count or 1)

    def do_note(self, count: int | None) -> None:
        """Open the notes whose marks are on the screen, the current passage's first; or close those on the screen."""
        open_here = [p for p in self._passages_on_screen() if p in self.session.opened and self._is_inset(p)]
        notes = open_here or self._notes_on_screen() or self.session.homes.notes_of(self.current)
        if notes:
            self.toggle(notes)
        else:
            self.post_message(Say("There is no note here."))

    def _passages_on_screen(self) -> list[int]:
        return list(dict.fromkeys(self.blocks[number].passage for number, _ in self._on_screen))

    def _is_inset(self, passage: int) -> bool:
        return not runs_on(self.session.document.passages[passage].role)

    def _notes_on_screen(self) -> list[int]:
        """Notes whose marks are on the screen: of the current passage, else of the first passage that has one."""
        seen: dict[int, list[int]] = {}
        passages = self.session.document.passages
        for number, row in self._on_screen:
            laid = self.layout_[number]
            inside = row - laid.above
            if laid.block.kind is not Kind.TEXT or not 0 <= inside < len(laid.rows):
                continue
            start, end = laid.rows[inside]
            if any(a < end and b > start for a, b in laid.shown.marks):
                first, last = laid.shown.to_text(start), laid.shown.to_text(end)
                index = laid.block.passage
                marks = (mark.note for mark in passages[index].notes if first < mark.at <= last)
                seen.setdefault(index, []).extend(marks)
        return seen.get(self.current) or next(iter(seen.values()), [])

    def do_marks(self, count: int | None) -> None:
        self.mentions = not self.mentions
        self.redraw()

    def toggle(self, passages: list[int]) -> None:
        """Open passages in place, or close them when all are open; nothing above moves."""
        inside = frozenset(passages)
        opened = self.session.opened
        closing = inside <= opened
        current = self.current
        top = self.place
        number, row = self._spot
        gone = self.blocks[number].passage in inside and closing
        self.session.opened = opened - inside if closing else opened | inside
        if gone:
            top = self.session.homes.of(passages[0])
        at_above = not gone and row < self.layout_[number].above if number < len(self.blocks) else False
        self._blocks = self._layout = None
        self.stand(top, 0)
        if at_above:
            self._scroll(-1)
        self.current = (
            current if not (gone or (closing and current in inside)) else self._home(Place(passages[0])).passage
        )
        self.redraw()
        self.post_message(Moved())

    # Mouse

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._scroll(self.wheel)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._scroll(-self.wheel)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if event.x >= self.columns - 1:
            self.to_share(event.y / max(1, self.height - 1))
            return
        if not 0 <= event.y < len(self._on_screen):
            return
        number, row = self._on_screen[event.y]
        laid = self.layout_[number]
        geometry = self.layout_.geometry
        column = event.x - geometry.pad - geometry.margin
        self.current = laid.block.passage
        self.refresh()
        self._clicked(laid, row, column)
        self.post_message(Moved())

    def _clicked(self, laid: Laid, row: int, column: int) -> None:
        if laid.block.kind is Kind.FOLDED:
            self.toggle([laid.block.passage])
            return
        offset = laid.offset_at(row, column)
        if offset is None:
            return
        start, _ = laid.rows[row - laid.above]
        shown = start + max(0, column - laid.indent)
        if any(a <= shown < b for a, b in laid.shown.marks):
            self.do_note(None)
            return
        for mention in self.session.mentions.get(laid.block.passage, ()):
            if mention.start <= offset < mention.end:
                self.post_message(Chosen(mention.concept))
                return

    def to_share(self, share: float) -> None:
        """Go to a share of the document."""
        number, within = self.blocks.at(share)
        laid = self.layout_[number]
        self._spot = (number, min(laid.height - 1, int(within * laid.height)))
        self.current = laid.block.passage
        self._scroll(0)
