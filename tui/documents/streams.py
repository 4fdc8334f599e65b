"""A document's reading text as one string, and as the letters that no typesetter changes, with maps to the source.

The running text comes first, then the notes, then the furniture: a note or a page header that cuts a sentence in the
file does not cut it here, whether or not the reading has joined its halves.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate

from tui.documents.model import Document, Passage, Role
from tui.text.folding import Folded, fold
from tui.text.spans import SourceMap, Span

_ORDER = ((Role.HEADING, Role.BODY, Role.DOUBTFUL), (Role.NOTE,), (Role.FURNITURE,))
_LETTERS = re.compile(r"[^ \-]+")
_BATCH = 256
"""Passages whose letters are put behind the others at once."""


def dense(text: str) -> str:
    """A text folded, without blanks and dashes: the same however it is wrapped, hyphenated or set."""
    return _bare(fold(text))


def _bare(folded: Folded) -> str:
    return folded.text.replace(" ", "").replace("-", "")


class Stream:
    """The reading text of a document: the passages' texts, a line end between two of them.

    Only its letters are held, those of a passage being found in it anew, so that a book takes little more than itself.

    Args:
        document: any; passages without text take no part.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        figures = document.figures
        self._indices = array(
            "I",
            (
                index
                for roles in _ORDER
                for index, role in enumerate(figures.roles)
                if role in roles and figures.lengths[index]
            ),
        )
        self._starts = array("Q", accumulate((figures.lengths[index] + 1 for index in self._indices), initial=0))
        self._number = array("q", [-1]) * len(figures.roles)
        for number, index in enumerate(self._indices):
            self._number[index] = number
        self._firsts = array("Q", [0])
        """where the letters of each passage begin"""
        self._folded: tuple[int, Folded, list[int], list[int]] | None = None

    def __len__(self) -> int:
        return max(0, self._starts[-1] - 1)

    def __getitem__(self, wanted: slice) -> str:
        """A stretch of the text."""
        start, end, _ = wanted.indices(len(self))
        found: list[str] = []
        for number in self._between(start, end):
            first, text = self._starts[number], self._passage(number).text + "\n"
            found.append(text[max(0, start - first) : max(0, end - first)])
        return "".join(found)

    def _between(self, start: int, end: int) -> Iterator[int]:
        number = bisect_right(self._starts, start) - 1
        while number < len(self._indices) and self._starts[number] < end:
            yield number
            number += 1

    def _passage(self, number: int) -> Passage:
        return self.document.passages[self._indices[number]]

    @cached_property
    def letters(self) -> str:
        """The text as `dense` makes it."""
        letters = ""
        for begin in range(0, len(self._indices), _BATCH):
            made = [dense(self._passage(n).text) for n in range(begin, min(begin + _BATCH, len(self._indices)))]
            self._firsts.extend(len(letters) + length for length in accumulate(map(len, made)))
            letters += "".join(made)  # in place
        return letters

    def start(self, offset: int) -> int:
        """Where in the text the letter at `offset` comes from."""
        if offset >= len(self.letters):
            return len(self)
        number, folded, within = self._place(offset)
        return self._starts[number] + folded.start(within)

    def end(self, offset: int) -> int:
        """Where in the text the letter before `offset` ends."""
        if offset <= 0:
            return self.start(0)
        number, folded, within = self._place(offset - 1)
        return self._starts[number] + folded.end(within + 1)

    def _place(self, offset: int) -> tuple[int, Folded, int]:
        """The passage that a letter stands in, that passage folded, and where it stands there."""
        number = bisect_right(self._firsts, min(offset, len(self.letters) - 1)) - 1
        if self._folded is None or self._folded[0] != number:
            folded = fold(self._passage(number).text)
            # Where each piece without blanks and dashes begins: in the letters, and in the folded text.
            spans = [found.span() for found in _LETTERS.finditer(folded.text)]
            at = list(accumulate((b - a for a, b in spans), initial=self._firsts[number]))
            self._folded = number, folded, at, [a for a, _ in spans]
        _, folded, at, pieces = self._folded
        piece = min(bisect_right(at, offset), len(pieces)) - 1
        return number, folded, pieces[piece] + offset - at[piece]

    def letter(self, offset: int) -> int:
        """The first letter that comes from `offset` of the text or from behind it."""
        return bisect_left(range(len(self.letters)), offset, key=self.start)

    def passage(self, offset: int) -> Passage:
        """The passage at an offset of the text."""
        return self._passage(min(bisect_right(self._starts, offset), len(self._indices)) - 1)

    def of_passage(self, passage: Passage, start: int, end: int) -> Span | None:
        """Where a part of a passage's text stands in the text; None for a passage without text."""
        number = self._number[passage.index]
        return None if number < 0 else (self._starts[number] + start, self._starts[number] + end)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The source of a stretch of the text, in order; several spans where a page, a note or a blank line cuts it."""
        found: list[Span] = []
        for number in self._between(start, end):
            passage, first = self._passage(number), self._starts[number]
            found += passage.source_spans(max(0, start - first), min(len(passage.text), end - first))
        return tuple(found)

    def of_source(self, spans: Iterable[Span]) -> Span | None:
        """Where in the text source spans stand, from the first to the last of them; None when none is text."""
        figures = self.document.figures
        places: list[int] = []
        for start, end in spans:
            for number, index in enumerate(self._indices):
                if figures.starts[index] >= end or figures.ends[index] <= start:
                    continue
                passage = self.document.passages[index]
                if not passage.runs:
                    continue
                sources, first = SourceMap(passage.runs), self._starts[number]
                a = sources.text(max(start, passage.start))
                b = sources.text(end) if end < passage.end else len(passage.text)
                places += [first + a, first + b]
        return (min(places), max(places)) if places and min(places) < max(places) else None
