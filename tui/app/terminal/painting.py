"""What already stands on the screen is not sent again: over SSH, bytes are what a key costs."""

from rich.cells import cell_len
from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

_Known = tuple[int, list[Segment]]
"""Where a piece of a row ends, and its segments."""


class Painting:
    """What stands on the terminal, piece by piece of each row."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, _Known]] = {}

    def forget(self) -> None:
        """The terminal may show something else: send all of it again."""
        self._rows.clear()

    def changes(self, update: CompositorUpdate, console: Console) -> str:
        """What to send for an update."""
        sent: list[str] = []
        if isinstance(update, LayoutUpdate):
            for y, line in enumerate(update.strips, update.region.y):
                x = update.region.x
                for strip in line:
                    sent.append(self._piece(x, y, strip, console))
                    x += strip.cell_length
        elif isinstance(update, ChopsUpdate):
            for y, first, last in update.spans:
                for end, (x, piece) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                    if piece is not None and x <= last and end > first:
                        sent.append(self._piece(x, y, piece, console))
        else:
            self.forget()
            return update.render_segments(console)
        return "".join(sent)

    def _piece(self, x: int, y: int, strip: Strip, console: Console) -> str:
        """What to send for a piece of a row."""
        row = self._rows.setdefault(y, {})
        end, segments = x + strip.cell_length, list(strip)
        known = row.get(x)
        if known is not None and known[0] == end:
            if known[1] == segments:
                return ""
            skipped, changed = _between(known[1], segments)
            row[x] = (end, segments)
            return _at(x + skipped, y) + (Strip(changed) if changed is not segments else strip).render(console)
        for other in [at for at, (to, _) in row.items() if at < end and to > x]:
            del row[other]
        row[x] = (end, segments)
        return _at(x, y) + strip.render(console)


class Sparing(CompositorUpdate):
    """An update of which only the changes are sent."""

    def __init__(self, update: CompositorUpdate, painting: Painting) -> None:
        self._update = update
        self._painting = painting

    def render_segments(self, console: Console) -> str:
        return self._painting.changes(self._update, console)


def _at(x: int, y: int) -> str:
    return Control.move_to(x, y).segment.text


def _between(before: list[Segment], after: list[Segment]) -> tuple[int, list[Segment]]:
    """Cells to skip, and the segments that changed.

    A row with a character of which terminals disagree how wide it is goes out whole: what follows it might stand
    elsewhere than we believe.
    """
    if not all(_plain(segment.text) for segment in after) or not all(_plain(segment.text) for segment in before):
        return 0, after
    start, limit = 0, min(len(before), len(after))
    while start < limit and before[start] == after[start]:
        start += 1
    tail = 0
    while tail < limit - start and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    skipped = sum(len(segment.text) for segment in after[:start])
    old, new = before[start : len(before) - tail], after[start : len(after) - tail]
    if sum(len(segment.text) for segment in old) != sum(len(segment.text) for segment in new):
        new = after[start:]
    return skipped, new


def _plain(text: str) -> bool:
    return text.isascii() or cell_len(text) == len(text)
