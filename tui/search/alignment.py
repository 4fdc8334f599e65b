"""Where in a passage's text the clauses of a plan stand, and as which words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.search.expansion import Expansion
from tui.search.plan import Clause, Plan, Together, Way
from tui.text.folding import Folded, fold
from tui.text.scripts import divides
from tui.text.sentences import sentences
from tui.text.spans import Span
from tui.text.words import count_words

_MOST = 200
"""Places of one word in one passage that are looked at."""


class Found(NamedTuple):
    """A clause in a passage.

    Attributes:
        spans: of the text, in order.
        quality: of the best word that stands there.
        why: which word stood for what was typed; empty for what stands as it was typed.
    """

    spans: tuple[Span, ...]
    quality: float
    why: str = ""


class Aligned:
    """A passage's text, ready to be asked where things stand in it.

    Args:
        text: of the passage.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded: Folded | None = None if text.isascii() else fold(text, accents=False)
        # Of plain text only the case matters, and every offset stays.
        self._plain = text.lower() if self._folded is None else self._folded.text
        self._pressed: tuple[str, list[int]] | None = None

    def find(self, clause: Clause) -> Found | None:
        """Where a clause stands; None where it does not."""
        places: dict[Span, tuple[float, str]] = {}
        for way in clause.ways:
            for start, end, quality, why in self._places(way, clause.typed):
                places.setdefault((start, end), (quality * way.quality, why))
        if not places:
            return None
        best = max(places.values(), key=lambda one: one[0])
        return Found(tuple(sorted(places)), *best)

    def _places(self, way: Way, typed: str) -> Iterator[tuple[int, int, float, str]]:
        if way.run:
            for start in self._occurrences(way.run, bounded=False):
                yield *self._span(start, start + len(way.run)), 1.0, ""
        elif len(way.slots) == 1:
            for one in way.slots[0]:
                for start, end in self._word(one.word):
                    yield *self._span(start, end), one.quality, _why(one, typed)
        else:
            yield from self._phrase(way.slots, typed)

    def _phrase(self, slots: Sequence[Sequence[Expansion]], typed: str) -> Iterator[tuple[int, int, float, str]]:
        for first in slots[0]:
            for start in self._occurrences(first.word):
                end, last = start + len(first.word), first
                for slot in slots[1:]:
                    following = self._next(end, slot)
                    if following is None:
                        break
                    end, last = following
                else:
                    yield *self._span(start, end), last.quality, ""

    def _next(self, at: int, slot: Sequence[Expansion]) -> tuple[int, Expansion] | None:
        """Which of the words comes next, and where it ends."""
        text = self._plain
        while at < len(text) and not text[at].isalnum():
            at += 1
        for one in slot:
            end = at + len(one.word)
            if text.startswith(one.word, at) and (end == len(text) or divides(text[end - 1], text[end])):
                return end, one
        return None

    def _word(self, word: str) -> Iterator[Span]:
        """The places of a word, also of one with hyphens in it."""
        found = False
        for start in self._occurrences(word):
            found = True
            yield start, start + len(word)
        if not found and "-" in self._plain:
            yield from self._hyphenated(word)

    def _hyphenated(self, word: str) -> Iterator[Span]:
        pressed, places = self._without_hyphens()
        at, text = pressed.find(word), self._plain
        while at >= 0:
            start, end = places[at], places[at + len(word) - 1] + 1
            if end - start > len(word) and _bounded(text, start, end):
                yield start, end
            at = pressed.find(word, at + 1)

    def _without_hyphens(self) -> tuple[str, list[int]]:
        if self._pressed is None:
            places = [at for at, char in enumerate(self._plain) if char != "-"]
            self._pressed = (self._plain.replace("-", ""), places)
        return self._pressed

    def _occurrences(self, word: str, bounded: bool = True) -> Iterator[int]:
        text, length = self._plain, len(word)
        at, seen = text.find(word), 0
        while at >= 0 and seen < _MOST:
            if not bounded or _bounded(text, at, at + length):
                seen += 1
                yield at
            at = text.find(word, at + 1)

    def _span(self, start: int, end: int) -> Span:
        return (start, end) if self._folded is None else self._folded.span(start, end)


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether a word begins and ends there."""
    if start and not divides(text[start - 1], text[start]):
        return False
    return end == len(text) or divides(text[end - 1], text[end])


def _why(one: Expansion, typed: str) -> str:
    return "" if one.by == "exact" else f"{one.word} for {typed} ({one.by})"


_Standing = tuple[list[Found | None], list[Sequence[Span]]]


def align(plan: Plan, text: str, named: Sequence[Sequence[Span]]) -> _Standing | None:
    """Find the clauses of a plan in a passage.

    Args:
        plan: what is looked for.
        text: of the passage.
        named: for each concept and kind of the plan its spans in the passage.

    Returns:
        For each clause where it stands, or None; and the spans of what was named. None for the whole when something
        stands there that must not, or what must stand together does not.
    """
    passage = Aligned(text)
    if any(passage.find(clause) for clause in plan.without):
        return None
    found = [passage.find(clause) for clause in plan.clauses]
    for near in plan.together:
        if not _near(found, near, text):
            return None
    if plan.same_sentence:
        return _in_one_sentence(text, found, named)
    return found, [*named]


def _near(found: list[Found | None], near: Together, text: str) -> bool:
    """Whether clauses stand near each other somewhere; what stands elsewhere of them is left out of `found`."""
    groups = [one.spans if (one := found[number]) else () for number in near.clauses]
    kept: list[set[Span]] = [set() for _ in groups]
    for window in _windows(groups, near.apart, text):
        for spans, span in zip(kept, window, strict=True):
            spans.add(span)
    if not all(kept):
        return False
    for number, spans in zip(near.clauses, kept, strict=True):
        one = found[number]
        found[number] = one._replace(spans=tuple(sorted(spans))) if one else None
    return True


def _windows(groups: Sequence[Sequence[Span]], apart: int, text: str) -> Iterator[list[Span]]:
    """Each place of the rarest with the nearest of the others, where no two neighbours are too far apart."""
    if not all(groups):
        return
    rarest = min(range(len(groups)), key=lambda number: len(groups[number]))
    for place in groups[rarest]:
        window = [
            place if number == rarest else min(group, key=lambda span: abs(span[0] - place[0]))
            for number, group in enumerate(groups)
        ]
        ordered = sorted(window)
        if all(count_words(text[a[1] : b[0]]) <= apart for a, b in pairwise(ordered)):
            yield window


def _in_one_sentence(text: str, found: list[Found | None], named: Sequence[Sequence[Span]]) -> _Standing | None:
    """What stands in sentences that have all; None where there is no such sentence."""
    groups = [one.spans if one else () for one in found] + [tuple(spans) for spans in named]
    kept: list[list[Span]] = [[] for _ in groups]
    for start, end in sentences(text):
        inside = [[span for span in group if start <= span[0] and span[1] <= end] for group in groups]
        if all(inside):
            for whole, part in zip(kept, inside, strict=True):
                whole += part
    if not all(kept):
        return None
    count = len(found)
    left = [one._replace(spans=tuple(spans)) if one else None for one, spans in zip(found, kept, strict=False)]
    return left, [tuple(spans) for spans in kept[count:]]
