"""The scroll bar as a picture of the document: what is on screen, and where the trail's places lie."""

from collections.abc import Sequence
from typing import NamedTuple


class Mark(NamedTuple):
    """One cell of the bar: its glyph, and the name of its style."""

    glyph: str
    style: str


TRACK = Mark("│", "scroll")
THUMB = Mark("┃", "scroll-here")
HIT = Mark("•", "scroll-hit")
HIT_HERE = Mark("◆", "scroll-hit")


def picture(rows: int, start: float, end: float, hits: Sequence[float]) -> list[Mark]:
    """The bar's cells from top to bottom.

    Args:
        rows: how tall it is.
        start: the share of the document above the screen.
        end: the share of the document down to the end of the screen.
        hits: shares at which places of the trail lie.
    """
    if rows <= 0:
        return []
    first = min(rows - 1, int(start * rows))
    last = max(first, min(rows - 1, int(end * rows - 1e-9)))
    cells = [THUMB if first <= row <= last else TRACK for row in range(rows)]
    for share in hits:
        row = min(rows - 1, int(share * rows))
        cells[row] = HIT_HERE if first <= row <= last else HIT
    return cells
