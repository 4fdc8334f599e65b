"""Where in the document the concept lies: a strip for all of it and one for each name, with Gries' DP."""

from tui.app.messages import Go
from tui.app.place import Match, Place
from tui.app.study import Strip
from tui.app.widgets.concept.view import ConceptView
from tui.app.widgets.lines import Piece, fit
from tui.app.widgets.wrap import clip_middle
from tui.text.placeholders import safe

_SHADES = " ▁▂▃▄▅▆▇█"
_ROOMY = 100
"""Cells from which on a name stands beside its strip, not above it"""
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

    @property
    def _tall(self) -> bool:
        """Whether a strip has a line of its own, below its name."""
        return self.columns < _ROOMY

    def _room(self) -> tuple[int, int]:
        """Cells before the strip, and of the strip."""
        before = 1 if self._tall else self.columns // 4 + 6
        return before, max(4, self.columns - before - 3)

    def header(self) -> list[list[Piece]]:
        before, room = self._room()
        return [
            *super().header(),
            [(" " * (before + 1), self.palette["ink"]), (self._ruler(room), self.palette["number"])],
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
        return len(self._strips) * (2 if self._tall else 1)

    def can_stand(self, number: int) -> bool:
        return not (self._tall and number % 2)

    def _strip(self, number: int) -> tuple[int, Strip]:
        """The strip that a line belongs to, and its number."""
        at = number // 2 if self._tall else number
        return at, self._strips[at]

    def draw(self, number: int, width: int) -> list[Piece]:
        (at, strip), palette = self._strip(number), self.palette
        before, room = self._room()
        style = palette["ink" if at else "current"]
        count = f"{len(strip.shares):>5} "
        if self._tall and not number % 2:
            name = max(1, width - len(count) - 2)
            return [(f" {fit(clip_middle(safe(strip.name), name), name)}", style), (count, palette["number"])]
        bins = [0] * room
        for share in strip.shares:
            bins[min(room - 1, int(share * room))] += 1
        most = max(2, max(bins))
        drawn = "".join(_SHADES[0 if not value else max(1, round(value / most * 8))] for value in bins)
        name = before - len(count) - 1
        named = [(f" {fit(clip_middle(safe(strip.name), name), name)}", style), (count, palette["number"])]
        pieces: list[Piece] = [(" ", style)] if self._tall else named
        return [*pieces, ("│", palette["rule"]), (drawn, style), ("│", palette["rule"])]

    def choose(self, number: int) -> Go:
        """To the first place of the strip."""
        passage, start, end = self._strip(number)[1].spots[0]
        return Go(Place(passage, start), Match(passage, ((start, end),)))
