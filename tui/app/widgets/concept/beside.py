"""Two concepts side by side: what the text says of each, and where they meet."""

from typing import TYPE_CHECKING, NamedTuple

from tui.app.messages import Go, Passage
from tui.app.place import Match, Place
from tui.app.session import says_number
from tui.app.widgets.concept.view import ConceptView
from tui.app.widgets.lines import Piece
from tui.app.widgets.wrap import cells, clip, wrap
from tui.text.placeholders import safe

if TYPE_CHECKING:
    from tui.concepts.comparison import Compared, Said


class _Row(NamedTuple):
    left: str = ""
    right: str = ""
    heading: bool = False
    whole: bool = False
    place: tuple[int, int, int] | None = None
    """where Enter goes; None for a row one can't stand on"""


class SideBySide(ConceptView):
    """The sentences on each, section by section; those that name both run over the whole width."""

    tab = "beside"
    offers = ("enter", "back", "next-panel", "close", "help")

    def build(self) -> None:
        self._compared = self.study.comparison
        self._made_for = -1
        self._rows: list[_Row] = []

    def told(self) -> str:
        both = sum(len(section.both) for section in self._compared)
        return f"{self.study.name} │ {self.study.label(self.study.beside)}: {both} sentences name both"

    def count(self) -> int:
        if self._made_for != self.columns:
            self._made_for = self.columns
            self._rows = [row for section in self._compared for row in self._of(section)]
        return len(self._rows)

    def can_stand(self, number: int) -> bool:
        return self._rows[number].place is not None

    def passage_at(self, number: int) -> tuple[int, int, int] | None:
        return self._rows[number].place if number < self.count() else None

    def looks_at(self, number: int) -> None:
        self.post_message(Passage(number))

    def draw(self, number: int, width: int) -> list[Piece]:
        row, palette = self._rows[number], self.palette
        if row.heading:
            return [(f" {row.left}", palette["title"])]
        if row.whole:
            return [(" ║ ", palette["current"]), (row.left, palette["ink"])]
        half = self._half()
        return [
            (f" {row.left}", palette["ink"]),
            (" " * max(0, half - cells(row.left)) + " │ ", palette["rule"]),
            (row.right, palette["ink"]),
        ]

    def choose(self, number: int) -> Go | None:
        place = self._rows[number].place
        return Go(Place(place[0], place[1]), Match(place[0], ((place[1], place[2]),))) if place else None

    def _half(self) -> int:
        return max(8, (self.columns - 5) // 2)

    def _of(self, section: "Compared") -> list["_Row"]:
        """The rows of a part of the text: its name, what names both, then the two columns."""
        part = section.part
        if part is not None and self.study.several:
            part = part._replace(title=f"{part.number} {part.title}")
        numbered = part is not None and says_number(part.title, part.number)
        sign = "" if self.study.several else "§"
        title = "" if part is None else f"{sign}{part.title}" if numbered else f"§{part.number} {part.title}"
        rows = [_Row(heading=True, left=clip(safe(title), max(1, self.columns - 2)))]
        for said in section.both:
            rows += self._cut(said, max(8, self.columns - 4), whole=True)
        half = self._half()
        left = [row for said in section.first for row in self._cut(said, half)]
        right = [row for said in section.second for row in self._cut(said, half)]
        for at in range(max(len(left), len(right))):
            one = left[at] if at < len(left) else _Row()
            two = right[at] if at < len(right) else _Row()
            rows.append(_Row(left=one.left, right=two.left, place=one.place or two.place))
        return rows

    def _cut(self, said: "Said", width: int, *, whole: bool = False) -> list["_Row"]:
        """A sentence in rows of a width; one may stand on the first."""
        passage = self.study.passage(said.sentence.passage)
        words = passage.text[said.sentence.start : said.sentence.end].replace("\n", " ")
        text = safe(f"{passage.place.removeprefix('s')}  {words}")
        return [
            _Row(left=text[start:end], whole=whole, place=said.mention if not number else None)
            for number, (start, end) in enumerate(wrap(text, width))
        ]
