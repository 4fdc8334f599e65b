"""Which rows of the running text are seen: a window over blocks, of which only those near it are ever laid out."""

from tui.app.place import Place, runs_on
from tui.app.session import Session
from tui.app.widgets.blocks import Blocks, Kind
from tui.app.widgets.layout import Layout, geometry_for

Spot = tuple[int, int]
"""A row of the page: number of the block, row in it."""


class Window:
    """A window on a session's text. Its place is that of its first row; heights above it are never asked for.

    Args:
        session: the document and what is open in it.
        measure: the longest row wished for.

    Attributes:
        current: the passage that is meant by what is done to "the passage"; always on the screen.
        seen: the rows on the screen, from top to bottom.
    """

    def __init__(self, session: Session, measure: int) -> None:
        self.session = session
        self.measure = measure
        self.current = 0
        self.seen: list[Spot] = []
        self.spot: Spot = (0, 0)
        self._size = (0, 0)
        self._blocks: Blocks | None = None
        self._layout: Layout | None = None
        self._wanted: tuple[Place, int] | None = (Place(0), 0)
        """where to stand as soon as there is a size"""
        self._meant: tuple[Place, int] | None = None
        """where one meant to stand, though the end of the text may have kept the window from it"""

    @property
    def blocks(self) -> Blocks:
        if self._blocks is None:
            self._blocks = Blocks(self.session.document, self.session.homes, self.session.opened)
            self._layout = None
        return self._blocks

    @property
    def layout(self) -> Layout:
        blocks = self.blocks
        if self._layout is None:
            geometry = geometry_for(self.session.document, max(1, self._size[0]), self.measure)
            self._layout = Layout(self.session.document, blocks, geometry)
        return self._layout

    @property
    def height(self) -> int:
        return max(1, self._size[1])

    @property
    def ready(self) -> bool:
        """Whether there is a size to show anything in, and anything to show."""
        return self._size[0] > 0 and len(self.blocks) > 0

    def resize(self, width: int, height: int) -> None:
        """Take another size; the place stays, and the current passage where it is still seen."""
        place, row = self._wanted or self._meant or (self.place, self._blank_rows())
        current, before = self.current, self._size
        if (width, height) == before and self._wanted is None:
            return
        self._size = (width, height)
        if width == before[0] and self._wanted is None and self._meant is None:
            self.scroll(0)
        else:
            self._layout = None if width != before[0] else self._layout
            self.stand(place, row)
        if self.is_seen(current):
            self.current = current

    def renew(self, place: Place | None = None) -> None:
        """The document, or what is open in it, has changed: keep the place, or take another."""
        place = place if place is not None else self.place
        self._blocks = self._layout = None
        self.stand(place)

    # Where it stands

    @property
    def place(self) -> Place:
        """The place of the first row that has text."""
        if self._wanted is not None:
            return self._wanted[0]
        if not len(self.blocks):
            return Place(0)
        number, row = self.spot
        if self.blocks[number].kind is Kind.GAP and number + 1 < len(self.blocks):
            number, row = number + 1, 0  # a line about a gap is no place of the text
        laid = self.layout[number]
        return Place(laid.block.passage, laid.offset_of(row))

    def share_of(self, spot: Spot, *, below: bool = False) -> float:
        """How far through the document a row is; `below` means its lower edge."""
        laid = self.layout[spot[0]]
        return self.blocks.share(spot[0], (spot[1] + below) / max(1, laid.height))

    def home(self, place: Place) -> Place:
        """A place, or for one in a passage that is not shown, the place where that opens."""
        document = self.session.document
        if not 0 <= place.passage < len(document.passages):
            return Place(0)
        if runs_on(document, place.passage) or place.passage in self.session.opened:
            return place
        return self.session.homes.of(place.passage)

    def _blank_rows(self) -> int:
        """Empty rows of the passage at the top that are on the screen."""
        if not self.ready:
            return 0
        number, row = self.spot
        return max(0, self.layout[number].above - row) if number else 0

    def spot_of(self, place: Place) -> Spot | None:
        """The row that shows a place; None when its passage is not shown."""
        number = self.blocks.of(place)
        return None if number is None else (number, self.layout[number].row_of(place.offset))

    def stand(self, place: Place, row: int = 0) -> None:
        """Show a place in a row of the screen."""
        self._wanted = (place, row)
        if not self.ready:
            return
        self._wanted = None
        spot = self.spot_of(self.home(place)) or (0, 0)
        # At the very start the empty rows above are shown too; elsewhere a passage begins at the top.
        self.spot = (0, 0) if spot == (0, self.layout[0].above) else spot
        self.current = self.blocks[spot[0]].passage
        self.scroll(-row)
        self._meant = (place, row)

    def to_share(self, share: float) -> None:
        """Show what stands at a share of the document."""
        if not self.ready:
            return
        number, within = self.blocks.at(share)
        laid = self.layout[number]
        self.spot = (number, min(laid.height - 1, int(within * laid.height)))
        self.current = laid.block.passage
        self.scroll(0)

    # Scrolling

    def scroll(self, rows: int) -> None:
        """Move the first row, as far as there is text."""
        if not self.ready:
            return
        self._meant = None
        self.spot = min(self._walk(self.spot, rows), self._last_spot())
        self.look()
        if self.seen and not self.is_seen(self.current):
            self.current = self.blocks[self.seen[0 if rows >= 0 else -1][0]].passage

    def _walk(self, spot: Spot, rows: int) -> Spot:
        layout, (number, row) = self.layout, spot
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
        return self._walk((last, self.layout[last].height - 1), 1 - self.height)

    def look(self) -> None:
        """Note which rows are on the screen."""
        layout, (number, row) = self.layout, self.spot
        seen: list[Spot] = []
        while len(seen) < self.height and number < len(self.blocks):
            height = layout[number].height
            seen += ((number, inside) for inside in range(row, min(height, row + self.height - len(seen))))
            number, row = number + 1, 0
        self.seen = seen

    # What is on the screen

    def is_seen(self, passage: int) -> bool:
        return any(self.blocks[number].passage == passage for number, _ in self.seen)

    def shows(self, place: Place) -> bool:
        """Whether a place is on the screen."""
        return self.spot_of(place) in self.seen

    def passages(self) -> list[int]:
        """The passages on the screen, in order."""
        return list(dict.fromkeys(self.blocks[number].passage for number, _ in self.seen))

    def notes(self) -> list[int]:
        """Notes whose marks are on the screen: of the current passage, else of the first passage that has one."""
        found: dict[int, list[int]] = {}
        passages = self.session.document.passages
        for number, row in self.seen:
            laid = self.layout[number]
            inside = row - laid.above
            if laid.block.kind is not Kind.TEXT or not 0 <= inside < len(laid.rows):
                continue
            start, end = laid.rows[inside]
            if any(a < end and b > start for a, b in laid.shown.marks):
                first, last = laid.shown.to_text(start), laid.shown.to_text(end)
                index = laid.block.passage
                marks = (mark.note for mark in passages[index].notes if first < mark.at <= last)
                found.setdefault(index, []).extend(marks)
        return found.get(self.current) or next(iter(found.values()), [])

    # The passages, step by step

    def step_passage(self, steps: int) -> None:
        """Make the next passage, or the one before, the current one, and show its beginning."""
        if not self.ready:
            return
        number = self.blocks.of(Place(self.current)) or 0
        way, left = (1, steps) if steps > 0 else (-1, -steps)
        found = number
        while left and 0 <= number + way < len(self.blocks):
            number += way
            block = self.blocks[number]
            if block.first and block.kind is not Kind.GAP:
                found, left = number, left - 1
        first = (found, self.layout[found].above)
        if first not in self.seen[: max(1, self.height - 3)]:
            self.spot = first
            self.scroll(-1 if self.height > 4 else 0)
        self.current = self.blocks[found].passage

    def toggle(self, passages: list[int]) -> None:
        """Open passages in place, or close them when all are open; what is on the screen above stays where it is."""
        inside, opened, current = frozenset(passages), self.session.opened, self.current
        closing = inside <= opened
        top, (number, row) = self.place, self.spot
        above = row < self.layout[number].above
        gone = closing and self.blocks[number].passage in inside
        self.session.opened = opened - inside if closing else opened | inside
        self.renew(self.session.homes.of(passages[0]) if gone else top)
        if above and not gone:
            self.scroll(-1)
        self.current = self.home(Place(current)).passage
