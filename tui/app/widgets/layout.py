"""Blocks as rows of the screen: measure, margin, indents, marks; and from a row back to the text."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import NamedTuple

from tui.app.session import says_number
from tui.app.widgets.blocks import Block, Blocks, Kind
from tui.app.widgets.shown import Shown, note_label, show
from tui.app.widgets.wrap import cells, reach, wrap, wrap_lines, wrap_preformatted
from tui.documents.model import LETTERS, Document, Form, Passage, Role
from tui.text.placeholders import safe
from tui.text.spans import SourceMap, Span

_KEPT = 600
"""Blocks kept laid out: some screens above and below."""
_PREFORMATTED = (Form.CODE, Form.TABLE)
_REASSEMBLED = frozenset({"join", "heading-join", "gap", "cut-note", "cut-furniture"})
"""Repairs that show in the margin; a hyphen taken from a line end does not."""


class Geometry(NamedTuple):
    """Measures of the page, in cells."""

    pad: int
    margin: int
    measure: int


@dataclass(slots=True)
class Laid:
    """A block laid out.

    Attributes:
        above: empty rows before it.
        rows: spans of what is shown.
        indent: cells before each row, from the measure's edge.
        marker: stands before the first row, inside the indent.
        label: hangs in the margin of the first row.
        repaired: rows in which the text was put together.
    """

    block: Block
    shown: Shown
    above: int
    rows: list[Span]
    indent: int = 0
    marker: str = ""
    bar: str = ""
    label: str = ""
    repaired: frozenset[int] = frozenset()

    @property
    def height(self) -> int:
        return self.above + len(self.rows)

    def row_of(self, offset: int) -> int:
        """The row, empty ones above included, that shows a character of the passage's text."""
        at = self.shown.to_shown(offset)
        for number, (_, end) in enumerate(self.rows):
            if at < end:
                return self.above + number
        return self.above + len(self.rows) - 1

    def offset_of(self, row: int) -> int:
        """The offset in the passage's text at the start of a row."""
        if not self.rows:
            return self.block.start
        number = min(len(self.rows) - 1, max(0, row - self.above))
        return self.shown.to_text(self.rows[number][0])

    def shown_at(self, row: int, column: int) -> int | None:
        """The offset in what is shown at a cell of the measure; None beside the text."""
        number = row - self.above
        if not 0 <= number < len(self.rows) or column < self.indent:
            return None
        start, end = self.rows[number]
        at = reach(self.shown.text, start, column - self.indent)
        return at if at < end else None


class Layout:
    """Lays out blocks when they are asked for, and keeps those last used.

    Args:
        document: as read.
        blocks: its blocks.
        geometry: for which it is made; another width needs another layout.
    """

    def __init__(self, document: Document, blocks: Blocks, geometry: Geometry) -> None:
        self.document = document
        self.blocks = blocks
        self.geometry = geometry
        self._kept: OrderedDict[int, Laid] = OrderedDict()

    def __getitem__(self, number: int) -> Laid:
        laid = self._kept.get(number)
        if laid is None:
            laid = self._kept[number] = self._lay_out(self.blocks[number], number)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return laid

    def _lay_out(self, block: Block, number: int) -> Laid:
        above = self._above(block, number)
        if block.kind is Kind.GAP:
            return self._line(block, above, f"⋯ {block.gap.reason if block.gap else ''}")
        passage = self.document.passages[block.passage]
        if block.kind is Kind.FOLDED:
            words = f"doubtful text, {len(passage.text):,} characters, left out of all counts. Enter shows it."
            return self._line(block, above, words, f"?{LETTERS[passage.role]}{passage.number}")
        return self._passage(block, passage, above)

    def _line(self, block: Block, above: int, words: str, label: str = "") -> Laid:
        shown = Shown(safe(words), 0, 0)
        return Laid(block, shown, above, wrap(shown.text, self.geometry.measure), label=label)

    def _passage(self, block: Block, passage: Passage, above: int) -> Laid:
        preformatted = passage.form in _PREFORMATTED
        ended = "\n" in passage.text  # lines that the author ended, as those of a verse
        shown = show(self.document, passage, block.start, block.end, lines=preformatted or ended)
        indent, marker, bar = self._indent(block, passage)
        width = max(1, self.geometry.measure - indent)
        rows = (wrap_preformatted if preformatted else wrap_lines if ended else wrap)(shown.text, width)
        return Laid(
            block,
            shown,
            above,
            rows,
            indent,
            marker,
            bar,
            label=self._label(block, passage),
            repaired=_repaired(passage, shown, rows),
        )

    def _indent(self, block: Block, passage: Passage) -> tuple[int, str, str]:
        """Cells before the text, the marker before its first row, the bar before each."""
        room = self.geometry.measure // 3
        if block.kind is Kind.INSET:
            marker = f"[{note_label(passage)}] " if passage.role is Role.NOTE and block.first else ""
            return min(room, 2 + max(4, cells(marker))), marker, "│"
        if passage.form is Form.QUOTE:
            return min(room, 2 * max(1, passage.depth)), "", "│"
        if passage.form is Form.ITEM:
            marker = f"{safe(passage.marker)} " if passage.marker and block.first else ""
            return min(room, 2 * max(0, passage.depth - 1) + max(2, cells(marker))), marker, ""
        return (min(room, 2), "", "") if passage.form in _PREFORMATTED else (0, "", "")

    def _label(self, block: Block, passage: Passage) -> str:
        if not block.first or self.geometry.margin <= 1:
            return ""
        if passage.role is Role.HEADING:
            if passage.section == "0":
                return ""
            label = "§" if says_number(passage.text, passage.section) else f"§{passage.section}"
            return label if cells(label) < self.geometry.margin else "§"
        if self.document.provisional or (block.kind is Kind.INSET and passage.role is Role.NOTE):
            return ""
        return safe(f"{LETTERS[passage.role]}{passage.number}")

    def _above(self, block: Block, number: int) -> int:
        """Empty rows before a block."""
        if number == 0:
            return 0
        if not block.first and block.kind is Kind.TEXT:
            return 1 if self.blocks[number - 1].kind is Kind.INSET else 0
        before = self.blocks[number - 1]
        passage, last = self.document.passages[block.passage], self.document.passages[before.passage]
        if block.kind is Kind.TEXT and passage.role is Role.HEADING:
            return 1 if last.role is Role.HEADING else 2
        if block.kind is Kind.INSET and before.kind is not Kind.GAP and last.role is passage.role:
            return 0
        items = passage.form is last.form is Form.ITEM and block.kind is before.kind is Kind.TEXT
        return 0 if items and max(len(passage.text), len(last.text)) < self.geometry.measure else 1


def margin_for(document: Document, width: int) -> int:
    """How wide the margin with the passages' numbers is."""
    if width < 24:
        return 0
    if document.provisional:
        return 6  # the numbers are not known yet; the text should not move when they come
    longest = max((len(section.number) + 1 for section in document.sections), default=0)
    if document.taken_back:  # "p14b" is longer than any number in its section
        longest = max(longest, max(len(passage.number) + 1 for passage in document.passages))
    numbers = {section.last - section.first for section in document.sections}
    return max(4, min(8, max(longest, len(str(max(numbers, default=1))) + 1) + 1))


def geometry_for(document: Document, width: int, measure: int) -> Geometry:
    """The measures of a page of a width.

    Args:
        document: whose numbers hang in the margin.
        width: of the page without its scroll bar.
        measure: the longest row wished for.
    """
    margin = margin_for(document, width)
    room = max(1, width - margin - (1 if width > 30 else 0))
    text = min(measure, room)
    spare = room - text
    return Geometry(min(spare // 2, 8), margin, text)


def _repaired(passage: Passage, shown: Shown, rows: list[Span]) -> frozenset[int]:
    if not passage.repairs or not passage.runs:
        return frozenset()
    sources = SourceMap(passage.runs)
    found: set[int] = set()
    for repair in passage.repairs:
        if repair.kind not in _REASSEMBLED or passage.was_given_by(repair):
            continue
        offset = sources.text(repair.at)
        if shown.start <= offset <= shown.end:
            at = shown.to_shown(offset)
            found.add(next((number for number, (_, end) in enumerate(rows) if at <= end), len(rows) - 1))
    return frozenset(found)
