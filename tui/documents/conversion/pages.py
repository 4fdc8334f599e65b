"""The characters of a page become lines, and the lines are put in the order in which they are read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple


class Glyph(NamedTuple):
    """A character on a page; measures in points, from the lower left."""

    char: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    made: bool
    """a blank or line end that stands in no PDF but was found between two characters"""


@dataclass(slots=True)
class Line:
    """Characters on one baseline, without a gap between them that a column's edge would make."""

    glyphs: list[Glyph] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right

    @property
    def size(self) -> float:
        """The usual size of its characters."""
        return round(median(glyph.size for glyph in self.glyphs) * 4) / 4

    @property
    def base(self) -> float:
        return median(glyph.base for glyph in self.glyphs)

    @property
    def bold(self) -> bool:
        """Whether most of it is bold."""
        return sum(glyph.bold for glyph in self.glyphs) * 2 > len(self.glyphs)

    @property
    def text(self) -> str:
        return "".join(glyph.char for glyph in self.glyphs).strip()


_GAP = 2.2
"""How many times a character's size two of them may lie apart in one line."""
_BLANK = 0.18
_RAISED = 0.55


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Characters in the file's order as lines. A raised or lowered character belongs to the line it stands beside."""
    made: list[Line] = []
    blank = False
    for glyph in glyphs:
        if glyph.char.isspace():
            blank = True
            continue
        last = made[-1].glyphs[-1] if made else None
        if last is not None and _follows(last, glyph):
            if blank or glyph.left - last.right > _BLANK * max(last.size, glyph.size):
                made[-1].glyphs.append(last._replace(char=" ", left=last.right, right=glyph.left))
            made[-1].glyphs.append(glyph)
        else:
            made.append(Line([glyph]))
        blank = False
    return _together(made)


def _follows(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.size, glyph.size)
    return abs(glyph.base - last.base) < _RAISED * size and -0.5 * size < glyph.left - last.right < _GAP * size


def _together(made: list[Line]) -> list[Line]:
    """Put pieces on one baseline together that the file wrote apart, but not across a column's edge."""
    made.sort(key=lambda line: (-round(line.base), line.left))
    out: list[Line] = []
    for line in made:
        near = next((other for other in reversed(out[-6:]) if _follows(other.glyphs[-1], line.glyphs[0])), None)
        if near is not None and abs(near.base - line.base) < _RAISED * max(near.size, line.size):
            last, first = near.glyphs[-1], line.glyphs[0]
            if first.left - last.right > _BLANK * last.size:
                near.glyphs.append(last._replace(char=" ", left=last.right, right=first.left))
            near.glyphs += line.glyphs
        else:
            out.append(line)
    return [line for line in out if line.text]


def ordered(made: list[Line], width: float) -> list[Line]:
    """Lines in reading order: from top to bottom, and where two columns stand side by side the left one first."""
    made = sorted(made, key=lambda line: (-line.base, line.left))
    edge = _gutter(made, width)
    if edge is None:
        return made
    out: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in made:
        if line.right <= edge + 2:
            left.append(line)
        elif line.left >= edge - 2:
            right.append(line)
        else:  # a line across both columns closes what stands above it
            out += [*left, *right, line]
            left, right = [], []
    return [*out, *left, *right]


def _gutter(made: list[Line], width: float) -> float | None:
    """Where two columns part: the place about the middle that hardly a line crosses, with text on both sides."""
    if len(made) < 8:
        return None
    best: tuple[int, float, float] | None = None
    for step in range(35, 66):
        at = width * step / 100
        crossing = sum(1 for line in made if line.left < at < line.right)
        candidate = (crossing, abs(step - 50), at)
        best = candidate if best is None or candidate < best else best
    assert best is not None
    crossing, _, at = best
    before = [line for line in made if line.right <= at]
    after = [line for line in made if line.left >= at]
    side = min(len(before), len(after))
    beside = sum(1 for line in after if any(abs(line.base - other.base) < other.size * 1.2 for other in before))
    if side < 4 or beside * 2 < len(after) or crossing > 0.4 * len(made):
        return None
    # Short pieces on the right of a page are page numbers or a table's figures, no column.
    return at if median(line.right - line.left for line in after) > 0.2 * width else None
