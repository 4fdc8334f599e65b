"""Tables of a PDF: rows of pieces that stand under each other, which are read row by row."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from tui.documents.conversion.pages import Line

_WORD = re.compile(r"[^\W\d_]{3}|\d\D?\d")
"""What most of a table's rows have a word or a figure of; the parts of a formula have none."""
_FEWEST = 3
"""Rows of several cells that make a table at least."""
_LEVEL = 1.5
"""Points by which the cells of a row differ in height at most."""
_STEP = 2.6
"""How many times a row's size the next one may stand below it."""
_ALIKE = 0.6
"""Share of a table's rows that have a cell in every column at least."""
_WIDE, _WIDER = 0.8, 1.8
"""How many times its size, and how many times the blanks between words, a blank between two cells is at least."""
_TEXT = 0.4
"""Share of a table of two columns that the first one fills at most; of more, it may be text in two columns."""
_FILLED, _LONG = 0.75, 8
"""Share of their width that all columns fill, and rows beyond which they are text in columns."""

Table = list[list[list[Line]]]
"""Rows of cells, each of the lines that stand in it."""


def tables(page: Sequence[Line]) -> Iterator[tuple[int, int, Table]]:
    """The tables among a page's lines in reading order: where each begins and ends among them, and its rows."""
    rows = list(_rows(page))
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and (end == at or _near(rows[end - 1][2], rows[end][2])):
            if len(rows[end][2]) < 2 and not _within(rows[at:end], rows[end][2]):
                break
            end += 1
        while end > at and len(rows[end - 1][2]) < 2 and not _hangs(rows[at:end]):
            end -= 1
        if made := _table([row for _, _, row in rows[at:end]]):
            yield rows[at][0], rows[end - 1][1], made
            at = end
        else:
            at += 1


def _rows(page: Sequence[Line]) -> Iterator[tuple[int, int, list[Line]]]:
    """Lines that follow each other at one height, from left to right; where they begin and end."""
    start = 0
    for at in range(1, len(page) + 1):
        if at < len(page):
            last, line = page[at - 1], page[at]
            level = abs(last.base - line.base) < _LEVEL and line.column == last.column
            if level and line.left > last.right:
                continue
        yield start, at, [cell for line in page[start:at] for cell in _cells(line)]
        start = at


def _cells(line: Line) -> list[Line]:
    """A line in parts where it has blanks that are wider than those between its words."""
    blanks = {at: glyph.right - glyph.left for at, glyph in enumerate(line.glyphs) if glyph.char == " "}
    if not blanks:
        return [line]
    usual = min(blanks.values())
    wide = [at for at, blank in blanks.items() if blank > _WIDE * line.size and blank > _WIDER * usual]
    if len(blanks) > len(wide):
        wide = [at for at in wide if blanks[at] > _WIDER * median(b for n, b in blanks.items() if n not in wide)]
    bounds = [-1, *wide, len(line.glyphs)]
    parts = [
        Line(line.glyphs[a + 1 : b], line.column, line.level, line.opens, line.listed)
        for a, b in itertools.pairwise(bounds)
    ]
    return [part for part in parts if part.text]


def _near(above: list[Line], row: list[Line]) -> bool:
    drop = above[0].base - row[0].base
    return 0 < drop < _STEP * max(line.size for line in row) and above[0].column == row[0].column


def _within(above: Sequence[tuple[int, int, list[Line]]], row: list[Line]) -> bool:
    """Whether a single line goes on with a cell of the rows above, the first column's excepted."""
    lefts = {round(line.left) for _, _, cells in above if len(cells) > 1 for line in cells[1:]}
    return any(abs(row[0].left - left) < 3 for left in lefts)


def _hangs(rows: Sequence[tuple[int, int, list[Line]]]) -> bool:
    return _within(rows[:-1], rows[-1][2])


def _table(rows: list[list[Line]]) -> Table | None:
    """Rows as a table: most have as many cells, and these lie under each other."""
    several = [row for row in rows if len(row) > 1]
    if len(several) < _FEWEST or any(line.listed or line.level for row in rows for line in row):
        return None
    (count, times), *_ = Counter(map(len, several)).most_common(1)
    whole = [row for row in several if len(row) == count]
    said = sum(any(_WORD.search(line.text) for line in row) for row in whole)
    if times < _FEWEST or times < _ALIKE * len(several) or 2 * said < len(whole):
        return None
    bounds = [(min(row[n].left for row in whole), max(row[n].right for row in whole)) for n in range(count)]
    if any(left[1] >= right[0] for left, right in itertools.pairwise(bounds)):
        return None
    first = median(row[0].right - row[0].left for row in whole)
    width = bounds[-1][1] - bounds[0][0]
    filled = all(median(row[n].right - row[n].left for row in whole) > _FILLED * width / count for n in range(count))
    if (count == 2 and first > _TEXT * width) or (filled and len(whole) > _LONG):
        return None
    made: Table = []
    for row in rows:
        cells: list[list[Line]] = [[] for _ in range(count)]
        for line in row:
            near = [max(0.0, left - line.right, line.left - right) for left, right in bounds]
            cells[near.index(min(near))].append(line)
        if made and len(row) == 1 and not cells[0]:
            for cell, more in zip(made[-1], cells, strict=True):
                cell += more
        else:
            made.append(cells)
    return made
