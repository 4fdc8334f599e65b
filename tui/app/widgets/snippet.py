"""The words around a match, in one line."""

from collections.abc import Sequence

from tui.app.widgets.wrap import cells, reach
from tui.text.placeholders import safe
from tui.text.spans import Span


def snippet(text: str, matches: Sequence[Span], width: int) -> list[tuple[str, bool]]:
    """A stretch of the text with the first match in it, each piece with whether it is a match.

    Args:
        text: of a passage.
        matches: spans in it, in order.
        width: cells there are.
    """
    text = text.replace("\n", " ")  # lines of code in one row; offsets stay
    first = matches[0] if matches else (0, 0)
    lead = max(0, min((width - min(first[1] - first[0], width)) // 3, 40))
    start = max(0, first[0] - lead)
    if start:
        blank = text.find(" ", start, first[0])
        start = blank + 1 if blank >= 0 else first[0] if first[0] - start < 4 else start
    pieces: list[tuple[str, bool]] = [("…", False)] if start and width > 8 else []
    left = width - len(pieces)
    end = min(len(text), start + max(width, first[1] - start + 1))
    at = start
    for a, b in [*((max(a, start), min(b, end)) for a, b in matches if a < end and b > start), (end, end)]:
        for piece, lit in ((text[at:a], False), (text[a:b], True)):
            clean = safe(piece)
            clean = clean[: reach(clean, 0, left)] if cells(clean) > left else clean
            if clean and left > 0:
                pieces.append((clean, lit))
                left -= cells(clean)
        at = max(at, b)
    return pieces
