"""Where in the document the concept lies: a strip for all of it and one for each name, with Gries' DP."""

from tui.app.messages import Go
from tui.app.place import Match, Place
from tui.app.widgets.concept.view import ConceptView
from tui.app.widgets.lines import Piece, fit
from tui.text.placeholders import safe

_SHADES = " ▁▂▃▄▅▆▇█"
_NAME = 22
_EVENNESS = ((0.3, "evenly spread"), (0.6, "unevenly spread"), (1.0, "in few places"))


class Spread(ConceptView):
    """Dispersion as a plot: each cell is a stretch of the text, its height how often it is named there."""

    tab = "spread"
    offers = ("filter", "scope", "next-panel", "close", "help")

    def build(self) -> None:
        self._strips = [strip for strip in self.study.strips if self.keeps(strip.name)]
        self._dispersion = self.study.dispersion

    def told(self) -> str:
        told = self._dispersion
        if told.parts < 2:
            return "too short for a figure of dispersion"
        words = next(word for most, word in _EVENNESS if told.norm <= most)
        return f"Gries' DP {told.dp:.2f}, norm {told.norm:.2f}, {told.parts:,} {told.unit}: {words}"

    def _room(self) -> tuple[int, int]:
        """Cells of the name, and of the strip."""
        name = min(_NAME, max(8, self.columns // 4))
        return name, max(4, self.columns - name - 8)

    def header(self) -> list[list[Piece]]:
        name, room = self._room()
        return [
            *super().header(),
            [(" " * (name + 7), self.palette["ink"]), (self._ruler(room), self.palette["number"])],
        ]

    def _ruler(self, room: int) -> str:
        """The sections' numbers where they begin."""
        line = [" "] * room
        if self.study.several:
            return "each document below, from its beginning to its end"[:room]
        free = 0
        for part, share in self.study.starts:
            number = safe(part.number)
            at = min(room - 1, int(share * room))
            if at >= free and at + len(number) < room:
                line[at : at + len(number)] = list(number)
                free = at + len(number) + 1
        return "".join(line)

    def count(self) -> int:
        return len(self._strips)

    def draw(self, number: int, width: int) -> list[Piece]:
        strip, palette = self._strips[number], self.palette
        name, room = self._room()
        bins = [0] * room
        for share in strip.shares:
            bins[min(room - 1, int(share * room))] += 1
        most = max(2, max(bins))
        drawn = "".join(_SHADES[0 if not value else max(1, round(value / most * 8))] for value in bins)
        return [
            (f" {fit(safe(strip.name), name - 1)}", palette["current" if not number else "ink"]),
            (f"{len(strip.shares):>5} ", palette["number"]),
            ("│", palette["rule"]),
            (drawn, palette["current" if not number else "ink"]),
            ("│", palette["rule"]),
        ]

    def choose(self, number: int) -> Go:
        """To the first place of the strip."""
        passage, start, end = self._strips[number].spots[0]
        return Go(Place(passage, start), Match(passage, ((start, end),)))
