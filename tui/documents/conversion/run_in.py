"""Headings that run into the text: a number and bold words at a paragraph's head, on a line with what follows."""

import re
from collections.abc import Iterable

from tui.documents.conversion.pages import Line

_NUMBERED = re.compile(r"(?:\d{1,2}|[A-Z])((?:\.\d{1,2}){1,5})\.?\s+[^\W\d_].{1,90}")
_ALONE = re.compile(r"[\dA-Z](?:\.?\d{1,2})*\.?\s*")
"""A number that is not bold before words that are."""
_FEWEST = 2
"""Such headings that a document has at least."""
_BEHIND, _BLANKS = 8, 3
"""Characters of text on a heading's line at least, and blanks in it where the heading has no full stop."""
_SAME = 2.0
"""Points by which its size and that of the text differ at most."""


def parted(pages: Iterable[list[Line]]) -> tuple[list[list[Line]], list[tuple[Line, int]]]:
    """The pages with such headings on lines of their own, and each of these with the depth its number tells."""
    pages = [*pages]
    found = {id(line): at for page in pages for line in page if (at := _end(line))}
    if len(found) < _FEWEST:
        return pages, []
    heads: list[tuple[Line, int]] = []
    made: list[list[Line]] = []
    for page in pages:
        lines: list[Line] = []
        for line in page:
            at = found.get(id(line), 0)
            if at:
                head = Line(line.glyphs[:at], line.column)
                match = _NUMBERED.fullmatch(head.text)
                heads.append((head, 1 + match.group(1).count(".") if match else 1))
                lines.append(head)
                line = Line(line.glyphs[at + (line.glyphs[at].char == " ") :], line.column)
            lines.append(line)
        made.append(lines)
    return made, heads


def _end(line: Line) -> int:
    """How many characters of a line are such a heading; 0 where it begins with none."""
    glyphs = line.glyphs
    begin = next((number for number, glyph in enumerate(glyphs) if glyph.bold), len(glyphs))
    at = next((number for number in range(begin, len(glyphs)) if not glyphs[number].bold), 0)
    head, rest = glyphs[:at], glyphs[at:]
    if not head or len(rest) < _BEHIND or abs(head[-1].size - rest[-1].size) > _SAME:
        return 0
    text = "".join(glyph.char for glyph in head).strip()
    if begin and (_ALONE.fullmatch("".join(glyph.char for glyph in glyphs[:begin])) is None or text[-1] not in ".:"):
        return 0  # words among others, set bold
    if text[-1] not in ".:" and sum(glyph.char == " " for glyph in rest) < _BLANKS:
        return 0
    blank = head[-1].char == " " or rest[0].char == " "
    return at if blank and _NUMBERED.fullmatch(text) and not text.endswith((",", ";", "-")) else 0
