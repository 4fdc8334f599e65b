"""The sentences around what the cursor stands on."""

from typing import TYPE_CHECKING, ClassVar

from tui.app.session import section_title
from tui.app.widgets.lines import LineView, Piece
from tui.app.widgets.wrap import cells, clip, clip_middle, wrap
from tui.text.placeholders import safe
from tui.text.spans import Span

if TYPE_CHECKING:
    from tui.app.study import Study


class Around(LineView):
    """A place with the sentence before it and the one behind, below the list.

    Args:
        study: what is looked at.
    """

    can_focus = False
    wants_cursor: ClassVar[bool] = False

    def __init__(self, study: "Study") -> None:
        super().__init__(id="around")
        self.study = study
        self._place: tuple[int, int, int] | None = None
        self._told = ""
        self._rows: list[list[tuple[str, str]]] = []
        self._made_for: object = None

    def show(self, place: tuple[int, int, int] | None, told: str = "") -> None:
        """Show the sentences around a place, passage, start and end; above them, what there is to tell of it."""
        if (place, told) != (self._place, self._told):
            self._place, self._told, self._made_for, self.top = place, told, None, 0
            self.redraw()

    def header(self) -> list[list[Piece]]:
        palette, name = self.palette, ""
        if self._place is not None:
            number = self._place[0]
            section = self.study.document(number).by_section.get(self.study.passage(number).section)
            name = f" {self.study.where(number)} · {section_title(section) if section else ''} "
        name = clip(safe(name), max(0, self.columns - 4))
        rule = "─" * max(0, self.columns - cells(name) - 2)
        lines: list[list[Piece]] = [[("──", palette["rule"]), (name, palette["title"]), (rule, palette["rule"])]]
        if self._told:
            lines.append([("  " + clip_middle(safe(self._told), max(1, self.columns - 3)), palette["quiet"])])
        return lines

    def count(self) -> int:
        if self._made_for != (self._place, self.columns):
            self._made_for = (self._place, self.columns)
            self._rows = self._made() if self._place is not None else []
        return len(self._rows)

    def _made(self) -> list[list[tuple[str, str]]]:
        from tui.concepts.concordance import surroundings

        assert self._place is not None
        index, start, end = self._place
        text = self.study.passage(index).text
        first, last = surroundings(text, start, end)
        lit = [
            (place.start, place.end)
            for place in self.study.places
            if place.passage == index and place.start < last and place.end > first
        ]
        return [
            _row(text, first + a, first + b, lit, (start, end))
            for a, b in wrap(safe_line(text[first:last]), max(1, self.columns - 4))
        ]

    def draw(self, number: int, width: int) -> list[Piece]:
        return [("  ", self.palette["ink"]), *((safe(text), self.palette[style]) for text, style in self._rows[number])]


def safe_line(text: str) -> str:
    """The text with each line end a blank: as long as it was."""
    return text.replace("\n", " ").replace("\r", " ")


def _row(text: str, start: int, end: int, lit: list[Span], here: Span) -> list[tuple[str, str]]:
    pieces: list[tuple[str, str]] = []
    at = start
    for a, b in lit:
        a, b = max(a, start), min(b, end)
        if a >= b or a < at:
            continue
        pieces += [(text[at:a], "ink"), (text[a:b], "here" if (a, b) == here else "current")]
        at = b
    return [*pieces, (text[at:end], "ink")]
