"""Numbers that count a page's lines in its margin, as manuscripts for review and laws have them."""

import itertools
from collections import Counter
from collections.abc import Sequence

from tui.documents.conversion.pages import Line

_FEWEST = 5
"""Numbers under each other that count lines at least."""
_ALL = 0.95
"""Share of a page's pieces that lie to one side of them."""
_GOING_ON = 0.25
"""Share of the lines beside them that begin with a small letter."""
_ALIGNED = 1.5
"""Points by which their edges differ at most."""


def without_counts(made: Sequence[Line], known: Sequence[float] = ()) -> tuple[list[Line], list[float]]:
    """A page's pieces without the numbers that count its lines, and where each of those has its left and right edge.

    They stand under each other outside of the text, each greater than the one above by the same.

    Args:
        made: the pieces, in any order.
        known: edges of such numbers on other pages; what stands there needs no running text beside it.
    """
    alone = [line for line in made if line.text.isascii() and line.text.isdecimal() and len(line.text) < 5]
    rest = [line for line in made if not (line.text.isascii() and line.text.isdecimal())]
    if len(alone) < _FEWEST or not rest:
        return list(made), []
    counting: set[int] = set()
    for edge in ("right", "left"):
        groups: list[list[Line]] = []
        for line in sorted(alone, key=lambda line: float(getattr(line, edge))):
            if groups and getattr(line, edge) - getattr(groups[-1][-1], edge) < _ALIGNED:
                groups[-1].append(line)
            else:
                groups.append([line])
        for group in groups:
            there = any(abs(getattr(group[0], edge) - place) < _ALIGNED for place in known)
            counting.update(id(line) for line in group if _counts(group) and (there or _outside(group, rest)))
    edges = [place for line in made if id(line) in counting for place in (line.left, line.right)]
    return [line for line in made if id(line) not in counting], edges


def _counts(group: list[Line]) -> bool:
    values = [int(line.text) for line in sorted(group, key=lambda line: -line.base)]
    steps = {b - a for a, b in itertools.pairwise(values)}
    return len(group) >= _FEWEST and len(steps) == 1 and min(steps) in (1, 2, 5, 10)


def _outside(group: list[Line], rest: list[Line]) -> bool:
    """Whether all of the page lies to one side of the numbers, and what lies beside them is running text: the lines of
    one piece, and many begin in the midst of a sentence. The rows of a table are of several, and a list's items begin
    one."""
    top, bottom = max(line.base for line in group) + 2, min(line.base for line in group) - 2
    left, right = min(line.left for line in group), max(line.right for line in group)
    before, after = sum(line.right <= left for line in rest), sum(line.left >= right for line in rest)
    if max(before, after) < _ALL * len(rest):
        return False
    near = [line for line in rest if bottom < line.base < top]
    heights = Counter(round(line.base) for line in near)
    whole = [line for line in near if heights[round(line.base)] == 1]
    going_on = sum(line.text[:1].islower() for line in whole)
    return bool(near) and 2 * len(whole) > len(near) and going_on >= _GOING_ON * len(whole)
