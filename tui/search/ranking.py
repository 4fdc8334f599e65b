"""The order of hits: rare words first, whole words before typos, near words before far ones."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from math import log
from operator import attrgetter
from typing import NamedTuple

from tui.documents.model import Role
from tui.search.alignment import Aligner, Found
from tui.search.model import Candidate, Hit
from tui.search.plan import Plan
from tui.text.spans import Span

GAIN = {Role.HEADING: 1.15, Role.NOTE: 0.8}
_PLACES = 24
"""Places of the rarest part that are tried for what stands near them."""
_NEARNESS = 0.8
_AGAIN = 0.9
"""What a further passage of a word that was only guessed is worth of the one before."""
_MISSING = 0.5
"""What a passage keeps of its score for each clause it lacks."""


class Scored(NamedTuple):
    """A candidate that answers, with what its score is made of.

    Attributes:
        score: comparable within one answer, higher is better.
        candidate: the passage.
        found: where each clause stands.
        groups: the spans of each part that stands there.
        worth: what each part added.
        near: how near each other they stand, 0 to 1.
        gain: what role and missing clauses left of it.
    """

    score: float
    candidate: Candidate
    found: Sequence[Found | None]
    groups: Sequence[Sequence[Span]]
    worth: Sequence[float]
    near: float
    gain: float

    def again(self, times: int) -> "Scored":
        """Worth less for being the so-manieth passage of one guess."""
        left = _AGAIN**times
        return self._replace(score=round(self.score * left, 4), gain=self.gain * left)

    @property
    def order(self) -> tuple[float, str, int]:
        """The best first; of equals the first in the text."""
        return -self.score, *self.candidate.spot


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
        self._aligner = Aligner(plan)
        self._weights = [rarity(clause.passages, size) for clause in plan.clauses]
        self._named = [rarity(len(places), size) for places in plan.named]

    def look(self, candidate: Candidate) -> Scored | None:
        """What a candidate is worth; None where it does not answer after all.

        Each part adds its weight; parts that stand near each other and in the query's order add to that.
        """
        text = candidate.text
        aligned = self._aligner.align(text, [places.get(candidate.spot, ()) for places in self._plan.named])
        if aligned is None:
            return None
        found, named = aligned
        length = 1 + len(text) / 600
        standing = [(weight, one) for weight, one in zip(self._weights, found, strict=True) if one is not None]
        groups: list[Sequence[Span]] = [one.spans for _, one in standing]
        worth = [weight * one.quality * saturated(len(one.spans), length) for weight, one in standing]
        missing = len(found) - len(worth)
        if len(worth) < self._least or not all(named):
            return None
        for weight, spans in zip(self._named, named, strict=True):
            worth.append(weight * saturated(len(spans), length))
            groups.append(spans)
        gain = GAIN.get(candidate.role, 1.0) * _MISSING**missing
        near = nearness(groups) if len(groups) > 1 else 0.0
        score = round(gain * sum(worth) * (1 + _NEARNESS * near), 4)
        return Scored(score, candidate, found, groups, worth, near, gain)

    def hit(self, scored: Scored) -> Hit:
        """What a person is shown of it."""
        spot, place, role, text = scored.candidate
        why = tuple(one.why for one in scored.found if one and one.why)
        matches = merged(span for group in scored.groups for span in group)
        return Hit(*spot, place, role, text, scored.score, matches, why, self._grounds(scored))

    def _grounds(self, scored: Scored) -> tuple[str, ...]:
        """What made the score, for a person."""
        told, values = [], iter(scored.worth)
        for clause, one in zip(self._plan.clauses, scored.found, strict=True):
            if one is None:
                told.append(f"{clause.typed} is missing")
            else:
                told.append(f"{one.why or f'{clause.typed}, as typed'}: {next(values):.2f}")
        told += (f"what was named: {value:.2f}" for value in values)
        if scored.near:
            told.append(f"near each other: x {1 + _NEARNESS * scored.near:.2f}")
        if scored.gain != 1:
            told.append(f"role and what is missing or guessed: x {scored.gain:.2f}")
        return tuple(told)


def ranked(found: Iterable[Scored]) -> list[Scored]:
    """What answers, the best first; of a single misspelt word each guess with its best passages before more of one.

    Nobody can tell which of the words was meant, and whoever typed it sees it in the first lines.
    """
    ordered = sorted(found, key=attrgetter("order"))
    seen: dict[str, int] = {}
    for at, one in enumerate(ordered):
        if len(one.found) == 1 and one.found[0] and one.found[0].guessed:
            times = seen[one.found[0].why] = seen.get(one.found[0].why, -1) + 1
            ordered[at] = one.again(times)
    return sorted(ordered, key=attrgetter("order")) if seen else ordered


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
    rarest = min(groups, key=len)
    best = 0.0
    for place in rarest[:_PLACES]:
        low, high = place
        covered, before, in_order = 0, (-1, -1), True
        for group in groups:
            span = place if group is rarest else group[0] if len(group) == 1 else _nearest(group, place)
            start, end = span
            low, high = min(low, start), max(high, end)
            covered += end - start
            in_order = in_order and before <= span
            before = span
        gap = max(0, high - low - covered)
        best = max(best, (1.0 if in_order else 0.85) / (1 + gap / (20.0 * len(groups))))
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
