"""A slip of text laid over the foot of the screen: what was copied, a passage's source."""

from collections.abc import Sequence
from typing import ClassVar

from tui.app.widgets.lines import LineView, Piece
from tui.app.widgets.wrap import cells, wrap_preformatted
from tui.text.placeholders import safe

Told = tuple[str, str]
"""A stretch of text, made safe, and the name of its style."""


class Slip(LineView):
    """Lines of text below a title; they scroll, and Esc puts the slip away.

    Args:
        title: what this is.
        lines: each of stretches; a long one is cut into several rows.
    """

    wants_cursor: ClassVar[bool] = False

    def __init__(self, title: str, lines: Sequence[Sequence[Told]], *, id: str = "slip") -> None:
        super().__init__(id=id)
        self.title = title
        self._told = lines
        self._rows: list[list[Told]] = []
        self._made_for = -1

    def tell(self, title: str, lines: Sequence[Sequence[Told]]) -> None:
        """Show something else."""
        self.title, self._told, self._made_for, self.top = title, lines, -1, 0
        self.redraw()

    def header(self) -> list[list[Piece]]:
        palette = self.palette
        title = f" {safe(self.title)} "
        style = palette["title-focused" if self.has_focus else "title"]
        rule = "─" * max(0, self.columns - cells(title) - 2)
        return [[("──", palette["rule"]), (title, style), (rule, palette["rule"])]]

    def count(self) -> int:
        if self._made_for != self.columns:
            self._made_for = self.columns
            self._rows = [row for line in self._told for row in _rows(line, max(1, self.columns - 4))]
        return len(self._rows)

    def draw(self, number: int, width: int) -> list[Piece]:
        return [("  ", self.palette["ink"]), *((text, self.palette[style]) for text, style in self._rows[number])]

    def on_click(self, event: object) -> None:
        """Nothing to choose."""


def plain(text: str, style: str = "ink") -> list[list[Told]]:
    """The lines of a text, made safe."""
    return [[(safe(line), style)] for line in text.split("\n")]


def _rows(line: Sequence[Told], width: int) -> list[list[Told]]:
    """A line of stretches cut into rows, at blanks where there are any."""
    from tui.app.widgets.wrap import wrap

    text = "".join(piece for piece, _ in line)
    rows: list[list[Told]] = []
    for start, end in wrap(text, width) if "\n" not in text else wrap_preformatted(text, width):
        at, row = 0, []
        for piece, style in line:
            cut = piece[max(0, start - at) : max(0, end - at)]
            if cut:
                row.append((cut, style))
            at += len(piece)
        rows.append(row)
    return rows
