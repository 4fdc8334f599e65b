"""The order of hits: rare words first, whole words before typos, near words before far ones."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nlargest
from itertools import repeat
from typing import NamedTuple

from tui.search.model import Hit
from tui.text.spans import Span

CLOSELY = 200
"""Passages of which it is looked at where in them the parts stand; the others have too little of what is rare."""
_PLACES = 24
"""Places of the rarest part that are tried for what stands near them."""


class Part(NamedTuple):
    """A part of a query (a word, a phrase, a concept) and the passages that have it.

    Attributes:
        scores: for each passage, how much the part there is worth.
        spans: gives a passage's spans of it, in order; asked only of the passages that may be shown.
        why: gives what stood for it there, empty when it stands as it was typed.
    """

    scores: Mapping[int, float]
    spans: Callable[[int], Sequence[Span]]
    why: Callable[[int], str]


Sentences = Callable[[int], Sequence[Span]]
"""Gives the sentences of a passage."""


def saturated(often: int, length: float) -> float:
    """What repetition is worth, damped for long passages (BM25: Robertson and Walker 1994).

    Args:
        often: how often the part stands in the passage.
        length: of the passage, 1 for an empty one.
    """
    return often * 2.2 / (often + 0.9 + 0.3 * length)


def rank(parts: Sequence[Part], wanted: Iterable[int], limit: int, sentences: Sentences | None = None) -> list[Hit]:
    """Order passages and say what matched in them.

    Each part adds its score; parts that stand near each other and in the query's order add to that.

    Args:
        parts: of the query.
        wanted: the passages that answer it.
        limit: how many hits to give.
        sentences: given when all parts must stand in one sentence.
    """
    order = sorted(wanted)
    if not parts:
        return [Hit(passage, 0.0, ()) for passage in order[:limit]]
    totals = map(sum, zip(*(map(part.scores.get, order, repeat(0.0)) for part in parts), strict=True))
    most = limit if len(parts) == 1 and sentences is None else max(limit, CLOSELY)
    scored = zip(totals, (-passage for passage in order), strict=True)
    rough = nlargest(most, scored) if sentences is None else sorted(scored, reverse=True)
    found: list[tuple[float, int, list[Sequence[Span]]]] = []
    for score, passage in rough:
        groups = [spans for part in parts if (spans := part.spans(-passage))]
        if sentences is not None:
            groups = _in_one_sentence(sentences(-passage), groups)
            if not groups:
                continue
        near = _nearness(groups) if len(groups) > 1 else 0.0
        found.append((score * (1 + 0.8 * near), passage, groups))
        if len(found) == most:
            break
    return [_hit(parts, *one) for one in nlargest(limit, found, key=lambda one: one[:2])]


def _hit(parts: Sequence[Part], score: float, negated: int, groups: Sequence[Sequence[Span]]) -> Hit:
    why = tuple(told for part in parts if -negated in part.scores and (told := part.why(-negated)))
    return Hit(-negated, round(score, 4), merged(span for group in groups for span in group), why)


def _in_one_sentence(sentences: Sequence[Span], groups: Sequence[Sequence[Span]]) -> list[Sequence[Span]]:
    """The spans that stand in sentences that have one of each group; nothing when there is no such sentence."""
    kept: list[list[Span]] = [[] for _ in groups]
    for start, end in sentences:
        inside = [[span for span in group if start <= span[0] and span[1] <= end] for group in groups]
        if all(inside):
            for whole, part in zip(kept, inside, strict=True):
                whole += part
    return [*kept] if all(kept) else []


def _nearness(groups: Sequence[Sequence[Span]]) -> float:
    """How near the parts stand at their nearest, 0 to 1, with a little more where they stand in the query's order.

    About each place of the rarest part, the place of every other part that is nearest to it.
    """
    rarest = min(range(len(groups)), key=lambda number: len(groups[number]))
    best = 0.0
    for place in groups[rarest][:_PLACES]:
        window = [place if number == rarest else _nearest(group, place) for number, group in enumerate(groups)]
        covered = sum(end - start for start, end in window)
        gap = max(0, max(end for _, end in window) - min(start for start, _ in window) - covered)
        ordered = 1.0 if window == sorted(window) else 0.85
        best = max(best, ordered / (1 + gap / (20.0 * len(groups))))
    return best


def _nearest(group: Sequence[Span], place: Span) -> Span:
    """The span of a group, in order, that starts nearest to a place."""
    at = bisect_left(group, place)
    if at == len(group):
        return group[-1]
    if at == 0 or group[at][0] - place[0] < place[0] - group[at - 1][0]:
        return group[at]
    return group[at - 1]


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap made one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
