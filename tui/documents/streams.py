"""A document's reading text as one string, and as the letters that no typesetter changes, with maps to the source.

The running text comes first, then the notes, then the furniture: a note or a page header that cuts a sentence in the
file does not cut it here, whether or not the reading has joined its halves.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate

from tui.documents.model import Document, Passage, Role
from tui.text.folding import Folded, fold
from tui.text.spans import Span

_ORDER = ((Role.HEADING, Role.BODY, Role.DOUBTFUL), (Role.NOTE,), (Role.FURNITURE,))
_LETTERS = re.compile(r"[^ \-]+")


def dense(text: str) -> str:
    """A text folded, without blanks and dashes: the same however it is wrapped, hyphenated or set."""
    return fold(text).text.replace(" ", "").replace("-", "")


class Stream:
    """The reading text of a document.

    Args:
        document: any; passages without text take no part.

    Attributes:
        text: the passages' texts, a line end between two of them.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._passages: list[Passage] = [
            passage for roles in _ORDER for passage in document.of_role(*roles) if passage.text
        ]
        lengths = (len(passage.text) + 1 for passage in self._passages)
        self._starts = list(accumulate(lengths, initial=0))
        self._number = {passage.index: at for at, passage in enumerate(self._passages)}
        self.text = "\n".join(passage.text for passage in self._passages)

    @cached_property
    def _folded(self) -> Folded:
        return fold(self.text)

    @cached_property
    def _pieces(self) -> tuple[list[int], list[int]]:
        """Where each piece without blanks and dashes begins: in the letters, and in the folded text."""
        spans = [found.span() for found in _LETTERS.finditer(self._folded.text)]
        return list(accumulate((b - a for a, b in spans), initial=0)), [a for a, _ in spans]

    @cached_property
    def letters(self) -> str:
        """The text as `dense` makes it."""
        return self._folded.text.replace(" ", "").replace("-", "")

    def start(self, offset: int) -> int:
        """Where in `text` the letter at `offset` comes from."""
        return self._folded.start(self._in_folded(offset))

    def end(self, offset: int) -> int:
        """Where in `text` the letter before `offset` ends."""
        return self._folded.end(self._in_folded(offset - 1) + 1) if offset > 0 else self.start(0)

    def _in_folded(self, offset: int) -> int:
        at, folded = self._pieces
        piece = min(bisect_right(at, offset), len(folded)) - 1
        return folded[piece] + offset - at[piece]

    def letter(self, offset: int) -> int:
        """The first letter that comes from `offset` of `text` or from behind it."""
        return bisect_left(range(len(self.letters)), offset, key=self.start)

    def passage(self, offset: int) -> Passage:
        """The passage at an offset of `text`."""
        return self._passages[min(bisect_right(self._starts, offset), len(self._passages)) - 1]

    def of_passage(self, passage: Passage, start: int, end: int) -> Span | None:
        """Where a part of a passage's text stands in `text`; None for a passage without text."""
        number = self._number.get(passage.index)
        return None if number is None else (self._starts[number] + start, self._starts[number] + end)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The source of `text[start:end]`, in order; several spans where a page, a note or a blank line cuts it."""
        found: list[Span] = []
        number = bisect_right(self._starts, start) - 1
        while number < len(self._passages) and self._starts[number] < end:
            passage, first = self._passages[number], self._starts[number]
            found += passage.source_spans(max(0, start - first), min(len(passage.text), end - first))
            number += 1
        return tuple(found)

    def of_source(self, spans: Iterable[Span]) -> Span | None:
        """Where in `text` source spans stand, from the first to the last of them; None when none is text."""
        from tui.text.spans import SourceMap

        places: list[int] = []
        for start, end in spans:
            for number, passage in enumerate(self._passages):
                if passage.start >= end or passage.end <= start or not passage.runs:
                    continue
                sources, first = SourceMap(passage.runs), self._starts[number]
                a = sources.text(max(start, passage.start))
                b = sources.text(end) if end < passage.end else len(passage.text)
                places += [first + a, first + b]
        return (min(places), max(places)) if places and min(places) < max(places) else None
