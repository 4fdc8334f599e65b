"""Text cut into rows of a width in cells."""

from functools import lru_cache

# Not wcwidth, whose tables take longer to import than Textual to draw its first screen; and the screen below us
# measures with these.
from rich.cells import get_character_cell_size

from tui.text.spans import Span

_CLOSING = frozenset("，。、；：？！）》」』】〉〕…ー々’”,.;:?!)]}")
_OPENING = frozenset("（《「『【〈〔‘“([{")
_ZERO = frozenset("\u200b\u200c\u200d\ufe0e\ufe0f")
_FLOOD = 8
"""A row holds at most so many characters for each of its cells: marks piled up without end must not fill a row."""


@lru_cache(maxsize=4096)
def cell(character: str) -> int:
    """How many cells a character takes: 0, 1 or 2."""
    if character in _ZERO:
        return 0
    return get_character_cell_size(character)


def cells(text: str) -> int:
    """How many cells a text takes. It may be more than a terminal uses (joined emoji), never less."""
    if text.isascii():
        return len(text)
    return sum(map(cell, text))


def clip(text: str, width: int, more: str = "…") -> str:
    """The text if it fits in `width` cells, else its beginning with a sign that there is more."""
    if width <= 0:
        return ""
    if len(text) <= width * _FLOOD and cells(text) <= width:
        return text
    room = width - cells(more)
    return more if room <= 0 else text[: reach(text, 0, room)].rstrip() + more


def clip_middle(text: str, width: int) -> str:
    """The text if it fits in `width` cells, else its beginning and end: a path must not hide what is said of it."""
    if cells(text) <= width:
        return text
    start = clip(text, width // 3, "")
    room, at = width - cells(start) - 1, len(text)
    while at > 0 and (room := room - cell(text[at - 1])) >= 0:
        at -= 1
    return f"{start}…{text[at:]}"


def reach(text: str, start: int, width: int) -> int:
    """The end of the longest piece from `start` that takes at most `width` cells, marks of its last letter included."""
    taken, at, limit = 0, start, min(len(text), start + max(1, width) * _FLOOD)
    while at < limit:
        taken += cell(text[at])
        if taken > width:
            break
        at += 1
    return at


def wrap(text: str, width: int, first: int | None = None) -> list[Span]:
    """Cut a text into rows, at blanks where there are any.

    Args:
        text: without line ends.
        width: of a row in cells, at least 1 is taken.
        first: of the first row, where it differs.

    Returns:
        Start and end of each row; blanks at a cut belong to no row. At least one row. Linear in the text.
    """
    width = max(1, width)
    room = width if first is None else max(1, first)
    rows: list[Span] = []
    start, size, narrow = 0, len(text), text.isascii()
    while True:
        end = min(size, start + room) if narrow else reach(text, start, room)
        if end >= size:
            rows.append((start, size))
            return rows
        if end == start:  # not even one character fits: two cells in a row of one
            end = start + 1
            if end >= size:
                rows.append((start, size))
                return rows
        end, following = _cut(text, start, end, room)
        rows.append((start, end))
        if following >= size:
            return rows
        start, room = following, width


def wrap_lines(text: str, width: int) -> list[Span]:
    """Cut a text whose lines its author ended, as those of a verse, into rows, each line at its blanks."""
    rows: list[Span] = []
    at = 0
    for line in text.split("\n"):
        rows += [(at + start, at + end) for start, end in wrap(line, width)]
        at += len(line) + 1
    return rows


def wrap_preformatted(text: str, width: int) -> list[Span]:
    """Cut a text that may hold line ends into rows; a line that is too long goes on in the next row."""
    rows: list[Span] = []
    at = 0
    for line in text.split("\n"):
        start, end = at, at + len(line)
        while end - start > width or (not line.isascii() and reach(text, start, width) < end):
            cut = max(start + 1, min(end, reach(text, start, max(1, width))))
            rows.append((start, cut))
            start = cut
            if start >= end:
                break
        if start < end or not line:
            rows.append((start, end))
        at = end + 1
    return rows


def _cut(text: str, start: int, end: int, width: int) -> Span:
    """Where a row that can reach `end` ends, and where the next begins."""
    if text[end] == " ":
        return end, _skip(text, end)
    blank = text.rfind(" ", start + 1, end)
    if blank > start:
        dash = text.rfind("-", blank, end) + 1
        if not text.isascii() and (wide := _wide_cut(text, blank + 1, end)) > blank + 1:
            return wide, _skip(text, wide)
        if dash > blank + 3 and text[dash : dash + 1].isalpha():
            return dash, dash
        return blank, _skip(text, blank)
    for sign in "-/_":
        dash = text.rfind(sign, start + width // 2, end) + 1
        if dash > start:
            return dash, dash
    cut = _wide_cut(text, start + 1, end)
    return (cut, cut) if cut > start + 1 else (end, end)


def _wide_cut(text: str, start: int, end: int) -> int:
    """The last place before `end` beside a wide character where a row may be cut; `start` where there is none."""
    for at in range(end, max(start, end - 40), -1):
        beside = cell(text[at]) == 2 or cell(text[at - 1]) == 2
        if beside and cell(text[at]) and text[at] not in _CLOSING and text[at - 1] not in _OPENING:
            return at
    return start


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at
