"""Where a piece of shown text comes from: spans of a source, and maps from text to source."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

Span = tuple[int, int]
"""Start and end, in code points, end exclusive."""


class Run(NamedTuple):
    """A stretch of text and the stretch of source it stands for.

    Equal lengths mean a copy, character for character (white space may differ: a line end shown as a blank).
    Unequal lengths mean that the whole of one stands for the whole of the other (`&amp;` for `&`).
    """

    text: int
    source: int
    text_length: int
    source_length: int


class SourceMap:
    """A map from offsets of a text to offsets of its source, piecewise linear and rising.

    Args:
        runs: in order, covering the text without holes; the source may have holes (markup, marks, notes left out).
    """

    __slots__ = ("_ends", "_starts", "runs")

    def __init__(self, runs: Iterable[Run]) -> None:
        self.runs: Sequence[Run] = tuple(runs)
        self._starts = [run.text for run in self.runs]
        self._ends: list[int] | None = None

    def start(self, offset: int) -> int:
        """The source offset of the text's character at `offset`."""
        run = self.runs[max(0, bisect_right(self._starts, offset) - 1)]
        within = offset - run.text
        if run.text_length == run.source_length:
            return run.source + within
        return run.source if within <= 0 else run.source + run.source_length

    def end(self, offset: int) -> int:
        """The source offset just after the text's character before `offset`."""
        if offset <= 0:
            return self.start(0)
        run = self.runs[max(0, bisect_right(self._starts, offset - 1) - 1)]
        if run.text_length == run.source_length:
            return run.source + offset - run.text
        return run.source + run.source_length

    def text(self, offset: int) -> int:
        """The text offset of the source's character at `offset`, or of the first one after it that is shown."""
        if self._ends is None:
            self._ends = list(accumulate((run.source + run.source_length for run in self.runs), max))
        at = bisect_right(self._ends, offset)
        if at < len(self.runs):
            run = self.runs[at]
            if offset <= run.source or run.text_length != run.source_length:
                return run.text
            return run.text + offset - run.source
        last = self.runs[-1] if self.runs else Run(0, 0, 0, 0)
        return last.text + last.text_length


def intersect(start: int, end: int, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The parts of `start:end` that lie in `spans`, in order."""
    cut = ((max(start, a), min(end, b)) for a, b in spans)
    return tuple((a, b) for a, b in cut if a < b)
