"""Lists of contents: rows of words with a page's number far from them."""

import re
from collections import Counter

from tui.documents.conversion.pages import Line

_FOLIO = re.compile(r"\d{1,4}|[ivxl]{1,7}")
_CONTENTS = re.compile(r"(?:\. ?){3,}\s*[\divxlc]*$|\u2026{2,}")


def with_folios(page: list[Line]) -> list[Line]:
    """A page with each number at the end of a row in one line with the row's words, as a list of contents has them."""
    heights = Counter((line.column, round(line.base)) for line in page)
    # In a row of three and more it is a figure of a table.
    numbers = {
        id(line): line
        for line in page[2:-2]
        if _FOLIO.fullmatch(line.text) and heights[line.column, round(line.base)] < 3
    }
    taken: set[int] = set()
    made: list[Line] = []
    for line in page:
        number = next(
            (
                one
                for one in numbers.values()
                if abs(one.base - line.base) < 2 and _ends(line, one) and id(one) not in taken
            ),
            None,
        )
        if number is not None and id(line) not in numbers:
            taken.add(id(number))
            blank = line.glyphs[-1]._replace(char=" ", left=line.right, right=number.left)
            line = Line([*line.glyphs, blank, *number.glyphs], line.column)
        line.listed = number is not None or _listed(line) or _CONTENTS.search(line.text) is not None
        made.append(line)
    return [line for line in made if id(line) not in taken]


def _ends(line: Line, number: Line) -> bool:
    """Whether a number stands at the end of a line's row."""
    beside = abs(number.base - line.base) < 2 and line.column == number.column
    return beside and number.left > line.right + line.size


def _listed(line: Line) -> bool:
    """Whether a line ends in a page's number far from its words, as in a list of contents."""
    glyphs = [glyph for glyph in line.glyphs if not glyph.char.isspace()]
    last = len(glyphs)
    while last and (glyphs[last - 1].char.isdigit() or glyphs[last - 1].char in "ivxl"):
        last -= 1
    return 0 < last < len(glyphs) and glyphs[last].left - glyphs[last - 1].right > 1.5 * line.size
