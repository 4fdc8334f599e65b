"""The share of each name, and how it shifts from section to section, or from document to document."""

from tui.app.study import Column
from tui.app.widgets.concept.view import ConceptView
from tui.app.widgets.lines import Piece, fit
from tui.app.widgets.wrap import cells, clip, clip_middle, wrap
from tui.concepts.naming import statement
from tui.text.placeholders import safe

_FIGURES = 12
"""Cells of a name's count and share"""
_LABEL = 18
"""Cells of a name at the least"""
_NARROW, _WIDE = 5, 8
"""Cells of a column"""


class Names(ConceptView):
    """A line for each name of the concept that occurs; `s` shows counts, or shares of each section's mentions."""

    tab = "names"
    offers = ("sort", "filter", "scope", "next-panel", "close", "help")

    def build(self) -> None:
        if not hasattr(self, "_shares"):
            self._shares = True
        self._rows = [row for row in self.study.names if self.keeps(row.alias)]
        parts = self.study.parts
        self._told = [statement(shift, parts[shift.part].number) for shift in self.study.shifts]
        self._told += [f"perhaps, {statement(shift, parts[shift.part].number)}" for shift in self.study.likely_shifts]
        if not self._told and len(self.study.names) > 1 and not self.study.several:
            self._told = ["no name gives way to another; * leads in its section"]
        self._columns: list[Column] = []
        self._made_for = -1

    def told(self) -> str:
        unit = "document" if self.study.several else "section"
        return f"share of each name, then its {'share' if self._shares else 'count'} in each {unit}"

    def _measures(self) -> tuple[int, int, list[Column]]:
        """Cells of the name, of each column, and the columns."""
        narrow = _WIDE if self.study.several else _NARROW
        room = self.columns - _FIGURES - 1
        if self._made_for != self.columns:
            self._made_for = self.columns
            self._columns = self.study.columns((room - _LABEL) // narrow)
        count = max(1, len(self._columns))
        longest = max((cells(safe(row.alias)) for row in self._rows), default=0) + 2
        label = max(10, min(longest, room - narrow * count))
        return label, max(narrow, min(_WIDE, (room - label) // count)), self._columns

    def header(self) -> list[list[Piece]]:
        label, cell, columns = self._measures()
        heads = "".join(f"{clip(safe(one.head), cell - 1):>{cell - 1}} " for one in columns)
        return [
            *super().header(),
            [(" " * (label + _FIGURES), self.palette["quiet"]), (heads, self.palette["number"])],
        ]

    def count(self) -> int:
        return len(self._rows) + len(self._below())

    def _below(self) -> list[list[Piece]]:
        """What is told below the names; where one has no room in its column, that on which the cursor stands, whole."""
        palette, lines = self.palette, [[(" " + safe(told), self.palette["current"])] for told in self._told]
        lines = [[], *lines] if lines else []
        label = self._measures()[0]
        if any(cells(safe(row.alias)) > label - 1 for row in self._rows):
            name = safe(self._rows[min(self.cursor, len(self._rows) - 1)].alias)
            rows = wrap(name, max(1, self.columns - 2))
            lines += [[], *([(" " + name[start:end], palette["ink"])] for start, end in rows)]
        return lines

    def looks_at(self, number: int) -> None:
        self.redraw()

    def can_stand(self, number: int) -> bool:
        return number < len(self._rows)

    def draw(self, number: int, width: int) -> list[Piece]:
        palette = self.palette
        if number >= len(self._rows):
            return self._below()[number - len(self._rows)]
        row = self._rows[number]
        label, cell, columns = self._measures()
        pieces: list[Piece] = [
            (f" {fit(clip_middle(safe(row.alias), label - 1), label - 1)}", palette["ink"]),
            (f"{row.total:>5} {row.share:>5.0%}", palette["number"]),
            (" ", palette["ink"]),
        ]
        for one in columns:
            value = one.sum(row.parts)
            first = value > 0 and value == max(one.sum(other.parts) for other in self.study.names)
            pieces.append(
                (self._cell(value, one, cell - 1) + ("*" if first else " "), palette["current" if first else "ink"])
            )
        return pieces

    def _cell(self, value: int, column: Column, width: int) -> str:
        if not value:
            return f"{'·':>{width}}"
        whole = column.sum(self.study.counts)
        return f"{value / whole:>{width}.0%}" if self._shares else f"{value:>{width}}"

    def do_sort(self, count: int | None) -> None:
        """Shares, or counts."""
        self._shares = not self._shares
        self.redraw()
