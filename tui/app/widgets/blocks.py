"""The page as a row of blocks, each laid out by itself and only when it is needed."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from tui.app.place import Homes, Place, running
from tui.documents.model import Document, Gap, Passage, Role

_LONGEST = 12_000
"""Characters of a block at most: one passage of a gigabyte is laid out piece by piece."""
_LOOK_BACK = 400
_SPREAD = 20_000
"""Blocks that one passage is looked for in: those of a gigabyte."""


class Kind(StrEnum):
    """What a block is."""

    TEXT = "text"
    INSET = "inset"
    """a note or furniture opened in place"""
    FOLDED = "folded"
    """a doubtful passage, as one line"""
    GAP = "gap"


class Block(NamedTuple):
    """A passage, or a piece of a long one, or a line about a gap."""

    kind: Kind
    passage: int
    """of a gap, the passage it follows"""
    start: int = 0
    end: int = 0
    """in the passage's text"""
    gap: Gap | None = None

    @property
    def first(self) -> bool:
        """Whether its passage begins here."""
        return self.start == 0


class Blocks:
    """The blocks of a document as it is shown, in order.

    Nearly all are whole passages, which are made when asked for: those of a book take more room than its text.

    Args:
        document: as read.
        homes: where notes and furniture open.
        opened: indices of the notes, furniture and doubtful passages that are open.
    """

    def __init__(self, document: Document, homes: Homes, opened: frozenset[int] = frozenset()) -> None:
        self.document = document
        self.opened = opened
        self._lengths = document.figures.lengths
        self._passages, self._sizes = array("I"), array("I", [0])
        self._others: dict[int, Block] = {}
        self._by_passage = array("i", [-1]) * len(document.figures.roles)
        for number, block in enumerate(_blocks(document, homes, opened)):
            self._passages.append(block.passage)
            self._sizes.append(self._sizes[number] + block.end - block.start + 1)
            if block.kind is not Kind.TEXT or block.start or block.end != self._lengths[block.passage]:
                self._others[number] = block
            if block.kind is not Kind.GAP and self._by_passage[block.passage] < 0:
                self._by_passage[block.passage] = number

    def __len__(self) -> int:
        return len(self._passages)

    def __getitem__(self, number: int) -> Block:
        passage = self._passages[number]
        number = number if number >= 0 else number + len(self)
        return self._others.get(number) or Block(Kind.TEXT, passage, 0, self._lengths[passage])

    def of(self, place: Place) -> int | None:
        """Number of the block that shows a place; None when its passage is not shown."""
        number = self._by_passage[place.passage] if 0 <= place.passage < len(self._by_passage) else -1
        if number < 0:
            return None
        for later in range(number, min(len(self), number + _SPREAD)):
            block = self[later]
            if block.passage == place.passage and block.kind is not Kind.GAP:
                number = later
                if place.offset < block.end:
                    break
            elif block.kind is not Kind.INSET:
                break
        return number

    def share(self, number: int, within: float = 0.0) -> float:
        """How far through the document a place in a block is, 0 to 1; the same at every width."""
        total = self._sizes[-1] or 1
        size = self._sizes[number + 1] - self._sizes[number]
        return min(1.0, (self._sizes[number] + size * within) / total)

    def at(self, share: float) -> tuple[int, float]:
        """The block at a share of the document, and how far within it."""
        wanted = max(0.0, min(1.0, share)) * self._sizes[-1]
        number = min(len(self) - 1, max(0, bisect_right(self._sizes, wanted) - 1))
        size = self._sizes[number + 1] - self._sizes[number]
        return number, min(1.0, (wanted - self._sizes[number]) / size)


def _blocks(document: Document, homes: Homes, opened: frozenset[int]) -> Iterator[Block]:
    gaps: dict[int, list[Gap]] = {}
    for gap in document.gaps:
        home = homes.of(gap.after).passage if 0 <= gap.after < len(document.passages) else 0
        gaps.setdefault(home, []).append(gap)
    lengths, roles = document.figures.lengths, document.figures.roles
    holding = {homes.below(one) for one in opened}
    for index, (length, runs) in enumerate(zip(lengths, running(document), strict=True)):
        if not runs:
            continue
        if roles[index] is Role.DOUBTFUL and index not in opened:
            yield Block(Kind.FOLDED, index, 0, length)
        elif length > _LONGEST or index in holding:
            yield from _with_insets(document, document.passages[index], homes, opened)
        else:
            yield Block(Kind.TEXT, index, 0, length)
        yield from (Block(Kind.GAP, index, gap=gap) for gap in gaps.get(index, ()))


def _with_insets(document: Document, passage: Passage, homes: Homes, opened: frozenset[int]) -> list[Block]:
    """A passage; a note that is open stands where its mark does, so that it is seen where it is asked for."""
    index, length = passage.index, len(passage.text)
    inside = [one for one in homes.inside(index) if one in opened] if opened else []
    if not inside:
        return _pieces(Kind.TEXT, index, passage.text, 0, length)
    marks = {mark.note: mark.at for mark in passage.notes}
    made: list[Block] = []
    at = 0
    for one in sorted(inside, key=lambda one: marks.get(one, length)):
        place = marks.get(one, length)
        if place > at:
            made += _pieces(Kind.TEXT, index, passage.text, at, place)
            at = place
        text = document.passages[one].text
        made += _pieces(Kind.INSET, one, text, 0, len(text))
    if at < length or not made:
        rest = at + len(passage.text[at:]) - len(passage.text[at:].lstrip())
        made += _pieces(Kind.TEXT, index, passage.text, rest, length)
    return made


def _pieces(kind: Kind, index: int, text: str, start: int, stop: int) -> list[Block]:
    made: list[Block] = []
    while stop - start > _LONGEST:
        blank = text.rfind(" ", start + _LONGEST - _LOOK_BACK, start + _LONGEST) + 1
        end = blank or start + _LONGEST
        made.append(Block(kind, index, start, end))
        start = end
    made.append(Block(kind, index, start, stop))
    return made
