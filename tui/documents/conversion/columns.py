"""Columns side by side: where they part, and the order in which their lines are read.

The gutter is sought on the page as a whole, as a band that hardly a word enters (Breuel, "Two Geometric Algorithms for
Layout Analysis", 2002, seeks such bands in the plane; columns need but one dimension).
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from tui.documents.conversion.pages import Line, together
from tui.documents.conversion.running import shape

_FOLIO = re.compile(r"[-\u2013\u2014]?\s?(?:\d{1,4}|[ivxlc]{1,7})\s?[-\u2013\u2014]?")
_ACROSS = 0.4
"""Share of a page's lines that cross its gutter at most; of more, nobody knows whether it is one."""
_DOUBTFUL = 0.75
_FILLED = 0.2
"""Share of a page's width that a column's lines usually fill; what is shorter are numbers or a table's figures."""
_WHOLE = 0.3
"""Share of a column's lines that are of one piece at least; a table's row is of several."""
_MIDDLE = (0.35, 0.65)
_THIRDS = ((0.2, 0.45), (0.55, 0.8))
"""Where a gutter is sought, as shares of a page's width: that of two columns, those of three."""
_NARROW = 0.1
"""Share of a page's width that a gutter takes at most where only that tells it from the blank within a table."""
_MANY = 12
"""Lines of each of three columns at least: a table of three with words in all cells is rarely so long."""
_FEW = 3
"""Columns that are sought as bands; of more, each row shows them."""
_GOING_ON = 0.3
"""Share of a column's lines that begin with a small letter where it is one of text."""
_LEAST = 4.0
"""How wide a gutter is at least, in points."""
_OUTER = 2
"""Rows at the top and at the bottom of a page among which running heads and feet are."""
_OFTEN = 3
"""Pages on which such a row stands at least."""
_LETTERS = 3
"""Characters that it has more than; less may be anything."""
_ROWS = 0.7
"""Share of the rows of a narrow column that stand at the height of one beside it where both are a table's."""
_LEVEL = 1.0
"""Points by which rows of one height differ at most."""
_BESIDE = 0.8
"""How many times its size the lines of two columns lie apart in height that stand beside each other."""
_FINE = 2
"""Places within a point where a gutter is sought."""


class Gutter(NamedTuple):
    """The band between two columns, in points from the left; whether it is sure that it is one."""

    left: float
    right: float
    sure: bool = True

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


class Ordered(NamedTuple):
    """Lines in reading order, and whether columns were seen whose order can't be told."""

    lines: list[Line]
    doubtful: bool


def recurring(pages: Iterable[list[Line]]) -> frozenset[str]:
    """The shapes of pieces that stand in the first or last rows of several pages: running heads, whose two halves may
    stand over two columns.

    Args:
        pages: the pieces of each.
    """
    counts: Counter[str] = Counter()
    for made in pages:
        counts.update({name for row in _outer(_rows(made)) for line in row if len(name := shape(line)) > _LETTERS})
    return frozenset(name for name, count in counts.items() if count >= _OFTEN)


def _outer(rows: list[list[Line]]) -> list[list[Line]]:
    return rows[:_OUTER] + rows[max(_OUTER, len(rows) - _OUTER) :]


def ordered(made: list[Line], width: float, heads: frozenset[str] = frozenset()) -> Ordered:
    """Pieces as lines in reading order: what reaches across columns parts the page, the left one comes first.

    Args:
        made: the pieces.
        width: the page's, in points.
        heads: the shapes of what recurs in the first and last rows of pages (`recurring`).
    """
    bands = _gutters(made, width)
    if not bands or not all(band.sure for band in bands):
        return Ordered(together(made, 0), bool(bands))
    made = _parted(made, bands)
    edges = _edges(made)
    edges |= {id(line) for row in _outer(_rows(made)) for line in row if shape(line) in heads}
    out: list[Line] = []
    columns: list[list[Line]] = [[] for _ in range(len(bands) + 1)]
    across: list[Line] = []
    numbers = itertools.count()

    def close(*stretches: list[Line]) -> None:
        for stretch in stretches:
            if stretch:
                out.extend(together(stretch, next(numbers)))
                stretch.clear()

    beyond = [line for line in made if line.left >= bands[0].middle - 1]
    for line in sorted(made, key=lambda line: (-line.base, line.left)):
        if id(line) in edges or any(_across(line, band) and not _overfull(line, beyond) for band in bands):
            close(*columns)
            across.append(line)
            continue
        close(across)
        columns[sum(line.left + min(line.right, line.left + width / 3) > 2 * band.middle for band in bands)].append(
            line
        )
    close(*columns, across)
    return Ordered(out, False)


def _overfull(line: Line, beyond: list[Line]) -> bool:
    """Whether a line only runs over its column's edge: one of the next column stands beside it."""
    return any(other is not line and abs(other.base - line.base) < _BESIDE * line.size for other in beyond)


def _across(line: Line, band: Gutter) -> bool:
    """Whether a line belongs to both columns: it reaches into both, or stands between them as a page's number does."""
    between = line.left >= band.left - 1 and line.right <= band.right + 1
    return between or (line.left < band.middle - 1 and line.right > band.middle + 1)


def _parted(made: list[Line], bands: list[Gutter]) -> list[Line]:
    for band in bands:
        made = [part for line in made for part in _cut(line, band)]
    return made


def _cut(line: Line, band: Gutter) -> Iterable[Line]:
    """A piece in two where it runs over the gutter with a blank as wide as that."""
    slack = min(1.0, 0.1 * (band.right - band.left))
    for at, glyph in enumerate(line.glyphs):
        if glyph.char == " " and glyph.left <= band.left + slack and glyph.right >= band.right - slack:
            return Line(line.glyphs[:at]), Line(line.glyphs[at + 1 :])
    return (line,)


def _edges(made: Sequence[Line]) -> set[int]:
    """Which pieces are the page's first or last row, apart from the text, with the page's number in it."""
    rows = _rows(made)
    if len(rows) < 4:
        return set()
    step = median(above[0].base - row[0].base for above, row in itertools.pairwise(rows))
    edges: set[int] = set()
    for row, beside in ((rows[0], rows[1]), (rows[-1], rows[-2])):
        if abs(row[0].base - beside[0].base) > 1.3 * step and any(_FOLIO.fullmatch(line.text) for line in row):
            edges.update(map(id, row))
    return edges


def _rows(made: Iterable[Line]) -> list[list[Line]]:
    """Pieces that stand at one height, from top to bottom."""
    rows: list[list[Line]] = []
    for line in sorted(made, key=lambda line: -line.base):
        if rows and rows[-1][0].base - line.base < 3:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _gutters(made: list[Line], width: float) -> list[Gutter]:
    """The bands that part two columns, or three; none where there is one.

    Time grows with the characters.
    """
    if len(made) < 8:
        return []
    entered = _entered(made, width)
    first, second = (_band(made, entered, width, third) for third in _THIRDS)
    if first is not None and second is not None:
        parts = _parted(made, [first, second])
        left = _judged([line for line in parts if line.left < second.middle], first, width)
        right = _judged([line for line in parts if line.right > first.middle], second, width)
        if left is not None and right is not None and _long(parts, [left, right], width):
            return [left, right]
    for between in (_MIDDLE, *_THIRDS):
        band = _band(made, entered, width, between)
        judged = _judged(made, band, width) if band is not None else None
        if judged is not None and (between is _MIDDLE or _long(_parted(made, [judged]), [judged], width)):
            return [judged]
    return _between_many(made)


def _between_many(made: list[Line]) -> list[Gutter]:
    """The bands between four columns or more, as newspapers have them: where many rows of as many pieces lie under
    each other, and in each column many begin in the midst of a sentence, as no table's cells do."""
    counts = Counter(len(row) for row in _rows(made) if len(row) > _FEW)
    if not counts or counts.most_common(1)[0][1] < _MANY:
        return []
    number = counts.most_common(1)[0][0]
    whole = [sorted(row, key=lambda line: line.left) for row in _rows(made) if len(row) == number]
    columns = list(zip(*whole, strict=True))
    if any(sum(line.text[:1].islower() for line in column) < _GOING_ON * len(column) for column in columns):
        return []
    edges = [(min(line.left for line in column), max(line.right for line in column)) for column in columns]
    bands = [Gutter(before[1], after[0]) for before, after in itertools.pairwise(edges)]
    return bands if all(band.left < band.right for band in bands) else []


def _long(made: list[Line], bands: list[Gutter], width: float) -> bool:
    """Whether all columns are of many lines that fill them; a table with a column of text on its right is not."""
    columns: list[list[Line]] = [[] for _ in range(len(bands) + 1)]
    for line in made:
        if not any(_across(line, band) for band in bands):
            columns[sum(line.left >= band.middle - 1 for band in bands)].append(line)
    return all(len(rows) >= _MANY and _filled(rows, width) for rows in map(_rows, columns))


def _judged(made: list[Line], band: Gutter, width: float) -> Gutter | None:
    """A band with lines of text on both sides that few lines cross, sure or not; None where it is no gutter."""
    crossing = 0
    sides: tuple[list[Line], list[Line]] = ([], [])
    for part in _parted(made, [band]):
        if _across(part, band):
            crossing += 1
        else:
            sides[part.left >= band.middle - 1].append(part)
    before, after = map(_rows, sides)
    if min(len(before), len(after)) < 4 or not (_filled(after, width) and _whole(after) and _whole(before)):
        return None
    if not _filled(before, width) and _beside(before, after) > _ROWS * min(len(before), len(after)):
        return None  # a table of names and what they mean
    heights = [(row[0].base, row[0].size) for row in before]
    beside = sum(1 for row in after if any(abs(row[0].base - base) < size * 1.2 for base, size in heights))
    share = crossing / (crossing + len(before) + len(after))
    if beside * 2 < len(after) or share > _DOUBTFUL:
        return None
    if share > _ACROSS:
        narrow = band.right - band.left < _NARROW * width
        doubtful = narrow and min(len(before), len(after)) >= 8 and _filled(before, width)
        return band._replace(sure=False) if doubtful else None
    return band if 2 * len(after) >= crossing else None


def _beside(before: list[list[Line]], after: list[list[Line]]) -> int:
    """How many rows on one side stand at the height of one on the other, as a table's do."""
    heights = [row[0].base for row in after]
    return sum(any(abs(row[0].base - base) < _LEVEL for base in heights) for row in before)


def _band(made: list[Line], entered: list[int], width: float, between: tuple[float, float]) -> Gutter | None:
    """Where the fewest words stand, as wide as those leave it that don't reach across; None if a blank is as wide."""
    first, last = (int(share * width * _FINE) for share in between)
    fewest = min(entered[first : last + 1])
    if fewest > _DOUBTFUL * len(made):
        return None
    tolerated = fewest + max(1, len(made) // 30)
    grouped = itertools.groupby(range(first, last + 1), key=lambda place: entered[place] <= tolerated)
    runs = [list(run) for free, run in grouped if free]
    best = max(runs, key=lambda run: len(run) - 0.1 * abs(run[0] + run[-1] - first - last))
    at = left = right = (best[0] + best[-1]) // 2
    parts = [part for line in made for part in _parts(line, at / _FINE)]
    entered = _entered(parts, width)
    while left > first and entered[left - 1] <= len(parts) // 30:
        left -= 1
    while right < last and entered[right] <= len(parts) // 30:
        right += 1
    blanks = [glyph.right - glyph.left for line in parts for glyph in line.glyphs if glyph.char == " "]
    least = max(_LEAST, 1.3 * median(blanks)) if blanks else _LEAST
    return Gutter(left / _FINE, right / _FINE) if right - left >= least * _FINE else None


def _entered(made: list[Line], width: float) -> list[int]:
    """At each place of a page's width, how many words stand there."""
    changes = [0] * (int(width * _FINE) + 2)
    for line in made:
        start = line.left
        for glyph in (*line.glyphs, None):
            if glyph is None or glyph.char == " ":
                end = line.right if glyph is None else glyph.left
                a, b = (min(max(0, int(at * _FINE)), len(changes) - 1) for at in (start, end))
                changes[a] += 1
                changes[b] -= 1
                start = glyph.right if glyph is not None else end
    return list(itertools.accumulate(changes))


def _parts(line: Line, at: float) -> Iterable[Line]:
    """A piece that stands on one side of a place; the two of one that has a blank there, wider than its others; none of
    one that crosses it."""
    if line.right <= at + 2 or line.left >= at - 2:
        return (line,)
    blanks = {number: glyph.right - glyph.left for number, glyph in enumerate(line.glyphs) if glyph.char == " "}
    here = next((number for number in blanks if line.glyphs[number].left <= at <= line.glyphs[number].right), None)
    if here is None:
        return ()
    others = [blank for number, blank in blanks.items() if number != here]
    if others and blanks[here] < 1.4 * median(others):
        return ()
    return Line(line.glyphs[:here]), Line(line.glyphs[here + 1 :])


def _filled(rows: list[list[Line]], width: float) -> bool:
    return median(sum(line.right - line.left for line in row) for row in rows) > _FILLED * width


def _whole(rows: list[list[Line]]) -> bool:
    """Whether rows are lines of text, not too many of which justification tore in pieces, and no table's."""
    return sum(len(row) == 1 for row in rows) >= _WHOLE * len(rows)
