"""The passage of a hit in its context, wrapped, with what was found in it lit."""

from collections.abc import Sequence

from tui.app.widgets.wrap import wrap
from tui.text.placeholders import safe
from tui.text.spans import Span

Told = tuple[str, str]
"""A stretch of text, made safe, and the name of its style."""
_MOST = 6_000
"""Code points of a passage that are laid out about its first match."""
_BESIDE = 6
"""Rows of a passage before or after, at most."""


def below(text: str, matches: Sequence[Span], beside: tuple[str, str], width: int, room: int) -> list[list[Told]]:
    """The rows that show a passage.

    Args:
        text: of the passage.
        matches: spans of it, in order.
        beside: the texts of the passages before and after it; empty where there are none.
        width: of a row in cells.
        room: rows there are; the passage comes first, and what is left is for those beside it.
    """
    if room < 1 or width < 1:
        return []
    start, end = _stretch(text, matches)
    line = text[start:end].replace("\n", " ").replace("\r", " ").replace("\t", " ").replace("\xa0", " ")
    spans = wrap(line, width)
    rows = [_row(line, a, b, [(x - start, y - start) for x, y in matches]) for a, b in spans]
    if len(rows) > room:
        first = matches[0][0] - start if matches else 0
        row = next((number for number, (_, b) in enumerate(spans) if b > first), 0)
        top = max(0, min(row - 1, len(rows) - room))
        return rows[top : top + room]
    left = room - len(rows)
    after = _tail(beside[1], width, min(_BESIDE, left - left // 2 if beside[0] else left), last=False)
    before = _tail(beside[0], width, min(_BESIDE, left - len(after)), last=True)
    return [*before, *rows, *after]


def _stretch(text: str, matches: Sequence[Span]) -> Span:
    """What of a very long passage is looked at."""
    if len(text) <= _MOST:
        return 0, len(text)
    start = max(0, (matches[0][0] if matches else 0) - _MOST // 2)
    blank = text.find(" ", start, start + 80) if start else -1
    start = blank + 1 if blank >= 0 else start
    return start, min(len(text), start + _MOST)


def _row(line: str, start: int, end: int, matches: Sequence[Span]) -> list[Told]:
    pieces: list[Told] = []
    at = start
    for a, b in matches:
        a, b = max(a, at), min(b, end)
        if a >= b:
            continue
        pieces += [(safe(line[at:a]), "ink"), (safe(line[a:b]), "current")]
        at = b
    return [*pieces, (safe(line[at:end]), "ink")]


def _tail(text: str, width: int, room: int, *, last: bool) -> list[list[Told]]:
    """The last rows of the passage before, or the first of the one behind."""
    if room < 1 or not text:
        return []
    line = " ".join((text[-_MOST:] if last else text[:_MOST]).split())
    spans = wrap(line, width)
    kept = spans[-room:] if last else spans[:room]
    return [[(safe(line[a:b]), "quiet")] for a, b in kept]
