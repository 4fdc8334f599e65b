"""The concepts that share passages with it, and how often each is named in every section."""

from tui.app.messages import Beside
from tui.app.study import Column
from tui.app.widgets.concept.view import ConceptView
from tui.app.widgets.lines import Piece, fit
from tui.app.widgets.wrap import cells, clip, clip_middle
from tui.text.placeholders import safe

_SHADES = " ░▒▓█"
_LABEL = 20
"""Cells of the names at the least"""
_NARROW = 5
"""Cells of a column at the least"""


class HeatMap(ConceptView):
    """Concepts by sections: the number, and beside it a block the darker the more."""

    tab = "map"
    offers = ("enter", "filter", "scope", "next-panel", "close", "help")

    def build(self) -> None:
        self._rows = [row for row in self.study.heat if self.keeps(self.study.label(row.concept))]
        self._columns: list[Column] = []
        self._made_for = -1

    def told(self) -> str:
        unit = "document" if self.study.several else "section"
        return f"mentions by {unit}, and of what shares passages with it"

    def _measures(self) -> tuple[int, int, list[Column]]:
        """Cells of the label and of a column, and the columns."""
        if self._made_for != self.columns:
            self._made_for = self.columns
            self._columns = self.study.columns((self.columns - _LABEL) // (_NARROW + 2 * self.study.several))
        columns = self._columns
        count = max(1, len(columns))
        longest = max((cells(safe(self.study.label(row.concept))) for row in self._rows), default=0) + 1
        label = max(12, min(longest, self.columns - _NARROW * count - 2))
        return label, max(_NARROW, min(8, (self.columns - label - 2) // count)), columns

    def header(self) -> list[list[Piece]]:
        label, cell, columns = self._measures()
        heads = "".join(f"{clip(safe(one.head), cell - 1):>{cell - 1}} " for one in columns)
        return [*super().header(), [(" " * (label + 1), self.palette["ink"]), (heads, self.palette["number"])]]

    def count(self) -> int:
        return len(self._rows)

    def draw(self, number: int, width: int) -> list[Piece]:
        row, palette = self._rows[number], self.palette
        label, cell, columns = self._measures()
        most = max(1, max((one.sum(row.counts) for row in self._rows for one in columns), default=1))
        own = row.concept == self.study.concept
        pieces: list[Piece] = [
            (
                f" {fit(clip_middle(safe(self.study.label(row.concept)), label), label)}",
                palette["current" if own else "ink"],
            )
        ]
        for value in (one.sum(row.counts) for one in columns):
            shade = _SHADES[0 if not value else max(1, round((value / most) ** 0.5 * 4))]
            pieces.append((f"{value or '·':>{cell - 1}}{shade}", palette["ink"]))
        return pieces

    def choose(self, number: int) -> Beside | None:
        concept = self._rows[number].concept
        return Beside(concept) if concept != self.study.concept else None
