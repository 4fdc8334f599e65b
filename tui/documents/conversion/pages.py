"""The characters of a page become pieces of lines, and the pieces lines."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
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


@dataclass(eq=False)
class Line:
    """Characters on one baseline, without a gap between them that a column's edge would make.

    What it tells of itself is worked out once: it is asked only when all its characters are there.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    column: int = 0
    """which stretch of a page it stands in: a change of column, or from two columns to one, opens the next"""
    level: int = 0
    """of a line of a heading that a bookmark leads to, how deep that is; 0 for others"""
    opens: bool = False
    """it is such a heading's first"""
    listed: bool = False
    """a number stands at the other end of the page beside it, as in a list of contents"""

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right

    @cached_property
    def size(self) -> float:
        """The usual size of its characters."""
        return round(median(glyph.size for glyph in self.glyphs) * 4) / 4

    @cached_property
    def sizes(self) -> frozenset[float]:
        """The sizes that many of its characters have: those of two scripts differ in one font."""
        counts = Counter(round(glyph.size * 4) / 4 for glyph in self.glyphs if glyph.char != " ")
        return frozenset(size for size, count in counts.items() if count >= _MANY * len(self.glyphs))

    @cached_property
    def base(self) -> float:
        return median(glyph.base for glyph in self.glyphs)

    @cached_property
    def bold(self) -> bool:
        """Whether most of it is bold."""
        return sum(glyph.bold for glyph in self.glyphs) * 2 > len(self.glyphs)

    @cached_property
    def text(self) -> str:
        return "".join(glyph.char for glyph in self.glyphs).strip()


_MANY = 0.15
"""Share of a line's characters that are many."""
_GAP = 1.2
"""How many times a character's size two of them may lie apart in one piece."""
_WIDE = 3.0
"""The same for two pieces that the file wrote apart, in one column."""
_FORMULA = re.compile(r"\(\d{1,3}(?:\.\d{1,3})?[a-z]?\)")
"""The number of a formula."""
_LEVEL = 2.0
"""Points by which it and the formula differ in height at most."""
_BLANK, _APART = 0.15, 0.25
"""How many times its size a character stands apart from the last one where they are of two words: in pieces that the
file wrote apart, and beside one that is raised."""
_RAISED = 0.55


def pieces(glyphs: Iterable[Glyph]) -> list[Line]:
    """Characters in the file's order as pieces of lines. What is raised or lowered belongs to what it stands beside."""
    made: list[Line] = []
    blank = False
    for glyph in glyphs:
        if glyph.char.isspace():
            blank = True
            continue
        if made and _follows(made[-1].glyphs[-1], glyph, _GAP):
            if blank or _steps(made[-1].glyphs[-1], glyph):
                made[-1].glyphs.append(_between(made[-1].glyphs[-1], glyph))
            made[-1].glyphs.append(glyph)
        else:
            made.append(Line([glyph]))
        blank = False
    return [line for line in made if line.text]


def _steps(last: Glyph, glyph: Glyph) -> bool:
    """Whether words part where what is raised ends, or begins: pdfium says so only on one baseline."""
    size = max(last.size, glyph.size)
    return abs(last.base - glyph.base) > 0.1 * size and glyph.left - last.right > _APART * size


def _between(last: Glyph, glyph: Glyph) -> Glyph:
    """A blank between two characters; beside one that is raised it is the other's."""
    like = last if last.size >= glyph.size else glyph
    return like._replace(char=" ", left=last.right, right=glyph.left)


def _follows(last: Glyph, glyph: Glyph, gap: float) -> bool:
    size = max(last.size, glyph.size)
    return abs(glyph.base - last.base) < _RAISED * size and -1.2 * size < glyph.left - last.right < gap * size


def _beside(line: Line, piece: Line) -> bool:
    """Whether a piece goes on with a line; the number of a formula may stand far from it."""
    if _follows(line.glyphs[-1], piece.glyphs[0], _WIDE):
        return True
    counts = _FORMULA.fullmatch(piece.text) is not None
    return counts and piece.left > line.right and abs(line.glyphs[-1].base - piece.base) < _LEVEL


def together(made: list[Line], column: int) -> list[Line]:
    """The lines of one column, from top to bottom, of the pieces that the file wrote apart."""
    out: list[Line] = []
    for piece in sorted(made, key=lambda line: (-round(line.base / 3), line.left)):
        near = next((line for line in reversed(out[-4:]) if _beside(line, piece)), None)
        if near is None:
            out.append(Line(piece.glyphs, column))
            continue
        last, first = near.glyphs[-1], piece.glyphs[0]
        if first.left - last.right > _BLANK * last.size:
            near.glyphs.append(_between(last, first))
        near.glyphs += piece.glyphs
    return sorted(out, key=lambda line: -line.base)
