"""The words that stand near it more often than chance has it, by log-likelihood."""

from tui.app.widgets.concept.view import ConceptView
from tui.app.widgets.lines import Piece, fit
from tui.concepts.collocates import FUNCTION_WORDS
from tui.text.placeholders import safe

_COLUMNS, _WORD = 39, 46


class Collocates(ConceptView):
    """A line for each collocate, the strongest first; `s` shows words of function too."""

    tab = "words"
    offers = ("sort", "filter", "scope", "next-panel", "close", "help")

    def build(self) -> None:
        if not hasattr(self, "_all"):
            self._all = False
        self._rows = [
            row
            for row in self.study.collocates
            if (self._all or row.word not in FUNCTION_WORDS) and self.keeps(row.word)
        ]

    def told(self) -> str:
        words = "all words" if self._all else "content words"
        return f"{words} within 5; log-likelihood > 10.83: p < .001, > 3.84: p < .05"

    def header(self) -> list[list[Piece]]:
        room = self._room(self.columns)
        titles = "   near   left  right    text       LL "
        return [*super().header(), [(" " * room, self.palette["quiet"]), (titles, self.palette["quiet"])]]

    def _room(self, width: int) -> int:
        """Cells of the word: no more than that the eye finds its figures."""
        return max(0, min(_WORD, width - _COLUMNS))

    def count(self) -> int:
        return len(self._rows)

    def draw(self, number: int, width: int) -> list[Piece]:
        row, palette = self._rows[number], self.palette
        numbers = f"{row.near:>7}{row.left:>7}{row.right:>7}{row.total:>8}{row.measure:>9.1f} "
        return [
            (f" {fit(safe(row.word), max(1, self._room(width) - 1))}", palette["ink"]),
            (numbers, palette["number"]),
        ]

    def do_sort(self, count: int | None) -> None:
        self._all = not self._all
        self.renew()
        self.move_to(0)
