"""The order of hits: rare words first, whole words before typos, near words before far ones."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from math import log

from tui.documents.model import Role
from tui.search.alignment import Found, align
from tui.search.model import Candidate, Hit
from tui.search.plan import Plan
from tui.text.spans import Span

_GAIN = {Role.HEADING: 1.15, Role.NOTE: 0.8}
_PLACES = 24
"""Places of the rarest part that are tried for what stands near them."""
_NEARNESS = 0.8
_MISSING = 0.5
"""What a passage keeps of its score for each clause it lacks."""


class Ranker:
    """Looks closely at candidates.

    Args:
        plan: what they are to answer.
        size: how many passages there are.
        least: how many clauses a hit must have.
    """

    def __init__(self, plan: Plan, size: int, least: int) -> None:
        self._plan = plan
        self._least = least
        self._weights = [rarity(clause.passages, size) for clause in plan.clauses]
        self._named = [rarity(len(places), size) for places in plan.named]

    def hit(self, candidate: Candidate) -> Hit | None:
        """A candidate as a hit; None where it does not answer after all.

        Each part adds its weight; parts that stand near each other and in the query's order add to that.
        """
        plan, text = self._plan, candidate.text
        aligned = align(plan, text, [places.get(candidate.spot, ()) for places in plan.named])
        if aligned is None:
            return None
        found, named = aligned
        have = sum(one is not None for one in found)
        if have < self._least or not all(named):
            return None
        length = 1 + len(text) / 600
        gain = _GAIN.get(candidate.role, 1.0) * _MISSING ** (len(found) - have)
        worth = [self._worth(number, one, length) for number, one in enumerate(found) if one]
        worth += [weight * saturated(len(spans), length) for weight, spans in zip(self._named, named, strict=True)]
        groups = [one.spans for one in found if one] + [spans for spans in named if spans]
        near = nearness(groups) if len(groups) > 1 else 0.0
        score = gain * sum(worth) * (1 + _NEARNESS * near)
        why = tuple(one.why for one in found if one and one.why)
        grounds = self._grounds(found, worth, near, gain)
        matches = merged(span for group in groups for span in group)
        return Hit(*candidate.spot, candidate.place, candidate.role, text, round(score, 4), matches, why, grounds)

    def _worth(self, number: int, one: Found, length: float) -> float:
        return self._weights[number] * one.quality * saturated(len(one.spans), length)

    def _grounds(
        self, found: Sequence[Found | None], worth: Sequence[float], near: float, gain: float
    ) -> tuple[str, ...]:
        """What made the score, for a person."""
        parts = [
            (one.why or f"{clause.typed}, as typed") if one else f"{clause.typed} is missing"
            for clause, one in zip(self._plan.clauses, found, strict=True)
        ]
        told, values = [], iter(worth)
        for part, one in zip(parts, found, strict=True):
            told.append(f"{part}: {next(values):.2f}" if one else part)
        told += (f"what was named: {value:.2f}" for value in values)
        if near:
            told.append(f"near each other: x {1 + _NEARNESS * near:.2f}")
        return (*told, f"role and what is missing: x {gain:.2f}") if gain != 1 else tuple(told)


def rarity(having: int, size: int) -> float:
    """What a part is worth by how few passages have it (inverse document frequency: Sparck Jones 1972)."""
    return log(1 + size / (1 + min(having, size)))


def saturated(often: int, length: float) -> float:
    """What repetition is worth, damped for long passages (BM25: Robertson and Walker 1994).

    Args:
        often: how often the part stands in the passage.
        length: of the passage, 1 for an empty one.
    """
    return often * 2.2 / (often + 0.9 + 0.3 * length)


def nearness(groups: Sequence[Sequence[Span]]) -> float:
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
