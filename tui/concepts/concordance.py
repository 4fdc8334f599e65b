"""Mentions in their context (KWIC: H. P. Luhn, "Key word-in-context index", American Documentation 11,
1960)."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tui.concepts.model import Mention
from tui.documents.model import Document
from tui.text.scripts import is_mark
from tui.text.sentences import sentences
from tui.text.words import folded

WIDTH = 60
"""code points of context on each side"""


class Line(NamedTuple):
    """One line of a concordance: a mention, and what stands around it in its passage."""

    mention: Mention
    anchor: str
    role: str
    text: str
    before: str
    after: str

    @property
    def place(self) -> tuple[int, int, int]:
        """Index of the passage, start and end in its text."""
        return self.mention[:3]


def context(text: str, start: int, end: int, width: int = WIDTH) -> tuple[str, str]:
    """What stands before and after `text[start:end]`: at most `width` code points each, no mark without its letter."""
    first, last = max(0, start - width), min(len(text), end + width)
    while 0 < first < start and is_mark(text[first]):
        first += 1
    while end < last < len(text) and is_mark(text[last]):
        last -= 1
    return text[first:start], text[end:last]


def concordance(document: Document, mentions: Iterable[Mention], width: int = WIDTH) -> Iterator[Line]:
    """A line for each mention, in their order.

    Args:
        document: the one the mentions were found in.
        mentions: all, or those of one concept.
        width: code points of context on each side.
    """
    for mention in mentions:
        passage = document.passages[mention.passage]
        before, after = context(passage.text, mention.start, mention.end, width)
        text = passage.text[mention.start : mention.end]
        yield Line(mention, document.anchor(passage), passage.role.value, text, before, after)


def unnamed(passage: int, start: int, end: int) -> Mention:
    """A stretch of a passage's text, hit by a search, as a mention of no concept."""
    return Mention(passage, start, end, "", "", "", ())


def arranged(lines: Iterable[Line], by: str) -> list[Line]:
    """Lines sorted for reading down.

    Args:
        lines: in the order of the document.
        by: "place" for that order; "left" by the words before, the nearest first; "right" by the words behind.
    """
    if by == "left":
        return sorted(lines, key=lambda line: folded(line.before)[::-1])
    if by == "right":
        return sorted(lines, key=lambda line: folded(line.after))
    return list(lines)


def surroundings(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the sentences that `text[start:end]` lies in, with the one before and the one behind.

    It holds all of the place, of which blanks between sentences may be part.
    """
    spans = sentences(text)
    touched = [at for at, (a, b) in enumerate(spans) if a < max(end, start + 1) and b > start]
    if not touched:
        return start, end
    first, last = spans[max(0, touched[0] - 1)][0], spans[min(len(spans) - 1, touched[-1] + 1)][1]
    return min(first, start), max(last, end)
