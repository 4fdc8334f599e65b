"""The concordance: every line with its words around, by place or by what stands left or right of it."""

from typing import TYPE_CHECKING

from tui.app.messages import Go, Passage
from tui.app.place import Match, Place
from tui.app.study import REFERENCE
from tui.app.widgets.concept.view import ConceptView
from tui.app.widgets.lines import Piece, fit
from tui.app.widgets.wrap import cells, clip_middle, reach
from tui.text.placeholders import safe

if TYPE_CHECKING:
    from tui.concepts.concordance import Line

_ORDERS = {"place": "by place", "left": "by what stands before", "right": "by what comes after"}
_PLACE, _WITH_DOCUMENT = 8, 20
"""Cells of a line's place"""


class Concordance(ConceptView):
    """A line for each mention or hit; `s` sorts anew, typing after `i` keeps the lines that hold the words."""

    tab = "lines"
    offers = ("enter", "sort", "filter", "scope", "next-panel", "close", "help")
    shows_around = True

    def build(self) -> None:
        if not hasattr(self, "_order"):
            self._order = "place"
        lines = self.study.lines(self._order)
        self._lines: list[Line] = [line for line in lines if self.keeps(f"{line.before}{line.text}{line.after}")]

    def told(self) -> str:
        references = self.study.references
        count = len(self._lines) - references
        told = f"{count:,} {'line' if count == 1 else 'lines'}, {_ORDERS[self._order]}"
        if references:
            told += f"; ~ {references} {'reference' if references == 1 else 'references'}, not counted"
        return told

    def count(self) -> int:
        return len(self._lines)

    def passage_at(self, number: int) -> tuple[int, int, int] | None:
        return self._lines[number].place if number < len(self._lines) else None

    def looks_at(self, number: int) -> None:
        self.post_message(Passage(number))

    def draw(self, number: int, width: int) -> list[Piece]:
        line, palette = self._lines[number], self.palette
        place = min(_WITH_DOCUMENT, width // 4) if self.study.several else _PLACE
        refers = line.mention.rule == REFERENCE
        room = max(0, width - place - 3)
        text = clip_middle(safe(_flat(line.text)), max(1, 2 * room // 5))
        left = max(0, (room - min(cells(text), room // 3)) // 2)
        before = _end_of(safe(_flat(line.before)), left)
        return [
            (
                f"{'~' if refers else ' '}{fit(_place(safe(self.study.where(line.place[0])), place), place)} ",
                palette["number"],
            ),
            (" " * (left - cells(before)), palette["ink"]),
            (before, palette["ink"]),
            (text, palette["reference" if refers else "current"]),
            (safe(_flat(line.after)), palette["ink"]),
        ]

    def do_sort(self, count: int | None) -> None:
        orders = tuple(_ORDERS)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self.renew()
        self.move_to(0)

    def choose(self, number: int) -> Go:
        passage, start, end = self._lines[number].place
        return Go(Place(passage, start), Match(passage, ((start, end),)))


def _place(text: str, room: int) -> str:
    """A place in the room there is: of a long key, the middle goes."""
    return clip_middle(text, room)


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")


def _end_of(text: str, width: int) -> str:
    """The end of a text, in at most `width` cells."""
    start = max(0, len(text) - width)
    while start < len(text) and cells(text[start:]) > width:
        start += 1
    return text[start:] if reach(text, start, width) else ""
