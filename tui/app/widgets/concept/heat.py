"""The concepts that share passages with it, and how often each is named in every section."""

from tui.app.messages import Beside
from tui.app.widgets.concept.view import ConceptView
from tui.app.widgets.lines import Piece, fit
from tui.text.placeholders import safe

_SHADES = " ░▒▓█"


class HeatMap(ConceptView):
    """Concepts by sections: the number, and beside it a block the darker the more."""

    tab = "map"
    offers = ("enter", "filter", "next-panel", "close", "help")

    def build(self) -> None:
        self._rows = [row for row in self.study.heat if self.keeps(self.study.label(row.concept))]
        self._parts = tuple(part.number for part in self.study.analysis.parts)
        self._most = max((max(row.counts, default=0) for row in self._rows), default=0)

    def told(self) -> str:
        return "mentions by section, of it and of what shares passages with it"

    def _measures(self) -> tuple[int, int, tuple[str, ...]]:
        """Cells of the label, of a section, and the sections there is room for."""
        count = max(1, len(self._parts))
        cell = max(5, min(8, (self.columns - 20) // count))
        label = max(12, min(40, self.columns - cell * count - 1))
        return label, cell, self._parts[: max(1, (self.columns - label - 1) // cell)]

    def header(self) -> list[list[Piece]]:
        label, cell, sections = self._measures()
        heads = "".join(f"{safe(number)[: cell - 1]:>{cell}}" for number in sections)
        return [*super().header(), [(" " * (label + 1), self.palette["ink"]), (heads, self.palette["number"])]]

    def count(self) -> int:
        return len(self._rows)

    def draw(self, number: int, width: int) -> list[Piece]:
        row, palette = self._rows[number], self.palette
        label, cell, sections = self._measures()
        most = max(1, self._most)
        own = row.concept == self.study.concept
        pieces: list[Piece] = [
            (f" {fit(safe(self.study.label(row.concept)), label)}", palette["current" if own else "ink"])
        ]
        for value in row.counts[: len(sections)]:
            shade = _SHADES[0 if not value else max(1, round((value / most) ** 0.5 * 4))]
            pieces.append((f"{value or '·':>{cell - 1}}{shade}", palette["ink"]))
        return pieces

    def choose(self, number: int) -> Beside | None:
        concept = self._rows[number].concept
        return Beside(concept) if concept != self.study.concept else None
