"""The share of each name, and how it shifts from section to section."""

from tui.app.widgets.concept.view import ConceptView
from tui.app.widgets.lines import Piece, fit
from tui.concepts.naming import statement
from tui.text.placeholders import safe


class Names(ConceptView):
    """A line for each name of the concept that occurs, with its count in each section."""

    tab = "names"
    offers = ("filter", "next-panel", "close", "help")

    def build(self) -> None:
        self._parts = tuple(part.number for part in self.study.analysis.parts)
        self._rows = [row for row in self.study.names if self.keeps(row.alias)]
        self._shifts = [statement(shift, self._parts[shift.part]) for shift in self.study.shifts]

    def told(self) -> str:
        return "share of each name, and its count in each section"

    def header(self) -> list[list[Piece]]:
        lines = super().header()
        label, cell = self._measures()
        heads = "".join(f"{_clip_number(number, cell - 1):>{cell}}" for number in self._sections())
        lines.append([(" " * (label + 12), self.palette["quiet"]), (heads, self.palette["number"])])
        return lines

    def _measures(self) -> tuple[int, int]:
        """Cells of the name, and of each section."""
        sections = max(1, len(self._parts))
        cell = max(4, min(7, (self.columns - 12 - 24) // sections))
        return max(10, min(44, self.columns - 12 - cell * len(self._sections(cell)))), cell

    def _sections(self, cell: int = 0) -> tuple[str, ...]:
        cell = cell or max(4, min(7, (self.columns - 36) // max(1, len(self._parts))))
        return self._parts[: max(0, (self.columns - 24) // cell)]

    def count(self) -> int:
        return len(self._rows) + (len(self._shifts) + 1 if self._shifts else 0)

    def can_stand(self, number: int) -> bool:
        return number < len(self._rows)

    def draw(self, number: int, width: int) -> list[Piece]:
        palette = self.palette
        if number == len(self._rows):
            return []
        if number > len(self._rows):
            return [(" " + safe(self._shifts[number - len(self._rows) - 1]), palette["current"])]
        row = self._rows[number]
        label, cell = self._measures()
        counts = row.parts[: len(self._sections())]
        cells = "".join(f"{value or '·':>{cell}}" for value in counts)
        return [
            (f" {fit(safe(row.alias), label - 1)}", palette["ink"]),
            (f"{row.total:>5} {row.share:>5.0%}", palette["number"]),
            (" ", palette["ink"]),
            (cells, palette["ink"]),
        ]


def _clip_number(number: str, width: int) -> str:
    return number if len(number) <= width else number[: width - 1] + "…"
