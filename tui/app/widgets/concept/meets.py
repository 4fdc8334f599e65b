"""The concepts it meets: in one sentence, in the next, in one passage."""

from tui.app.messages import Beside, Passage
from tui.app.widgets.concept.view import ConceptView
from tui.app.widgets.lines import Piece, fit
from tui.app.widgets.setting import kind_style
from tui.text.placeholders import safe

_COLUMNS, _NAME = 33, 76


class Meets(ConceptView):
    """A line for each concept met, the closest first; Enter sets the two side by side."""

    tab = "meets"
    offers = ("enter", "sort", "filter", "scope", "next-panel", "close", "help")
    shows_around = True

    def build(self) -> None:
        if not hasattr(self, "_kinds"):
            self._kinds: tuple[str, ...] = ("", *self.study.kinds)
            self._kind = 0
        wanted = self._kinds[self._kind]
        self._rows = [
            row
            for row in self.study.meetings
            if (not wanted or self.study.kind(row.concept) == wanted) and self.keeps(self.study.label(row.concept))
        ]

    def told(self) -> str:
        kind = self._kinds[self._kind]
        if not self.study.meetings:
            return "no passage that names it names another concept of the catalogue"
        return f"{len(self._rows)} concepts{f' of kind {kind}' if kind else ''}; passages that list many weigh little"

    def header(self) -> list[list[Piece]]:
        room = self._room(self.columns)
        if not self._rows:
            return super().header()
        return [
            *super().header(),
            [(" " * room, self.palette["quiet"]), ("sentence   next passage  weight", self.palette["quiet"])],
        ]

    def _room(self, width: int) -> int:
        """Cells of the name: no more than that the eye finds its figures."""
        return max(0, min(_NAME, width - _COLUMNS))

    def count(self) -> int:
        return len(self._rows)

    def passage_at(self, number: int) -> tuple[int, int, int] | None:
        return self._rows[number].places[0][1] if number < len(self._rows) else None

    def looks_at(self, number: int) -> None:
        self.post_message(Passage(number))

    def draw(self, number: int, width: int) -> list[Piece]:
        row, palette = self._rows[number], self.palette
        numbers = f"{row.sentence or '·':>8}{row.following or '·':>7}{row.passage or '·':>8}{row.weight:>8.2f} "
        kind = self.study.kind(row.concept)
        mark = "§" if kind == "principle" else " "
        return [
            (f" {mark} ", palette["quiet"]),
            (fit(safe(self.study.label(row.concept)), max(1, self._room(width) - 3)), palette[kind_style(kind)]),
            (numbers, palette["number"]),
        ]

    def do_sort(self, count: int | None) -> None:
        """Of all kinds, or of one."""
        self._kind = (self._kind + 1) % len(self._kinds)
        self.renew()
        self.move_to(0)

    def choose(self, number: int) -> Beside:
        return Beside(self._rows[number].concept)
