"""Which concepts meet: in one sentence, in the next, in one passage."""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from itertools import chain
from typing import NamedTuple

from tui.concepts.analysis import Analysis, Spot


class Meeting(NamedTuple):
    """How two concepts meet.

    Attributes:
        concept: the other one's id.
        sentence: sentences that name both.
        following: times one is named in the sentence next to one that names the other, in the same passage.
        passage: passages that name both.
        weight: the closer, and the fewer others are named in the passage, the more; see `meetings`.
        places: numbers of those passages, the closest first, each with where the two stand.
    """

    concept: str
    sentence: int
    following: int
    passage: int
    weight: float
    places: tuple[tuple[Spot, Spot], ...]


_CLOSENESS = (1.0, 0.5, 0.25)
"""in one sentence, in neighbouring ones, farther apart"""


def meetings(analysis: Analysis, concept: str) -> list[Meeting]:
    """The concepts that share a passage with one, those that meet it most closely first.

    A passage that names n concepts adds closeness / (n − 1) to the weight, so that one which merely lists everything
    weighs little (M. E. J. Newman, "Scientific collaboration networks II", Physical Review E 64, 2001); closeness is
    1 where one sentence names both, ½ where neighbouring ones do, ¼ elsewhere. A name inside the other's name is no
    meeting.
    """
    tallies: dict[str, _Tally] = {}
    for number in dict.fromkeys(spot.passage for spot in analysis.spots.get(concept, ())):
        named = analysis.named[number]
        inside = _by_concept(named)
        own = inside.pop(concept)
        if not inside:
            continue
        part = 1 / len(inside)
        starts = [start for start, _ in analysis.sentences(number)]
        for other, met in _met(own, inside, starts, nested=_nested(named)):
            tally = tallies.get(other)
            if tally is None:
                tally = tallies[other] = _Tally()
            tally.add(part, *met)
    found = [tally.meeting(other) for other, tally in tallies.items()]
    found.sort(key=lambda one: (-one.weight, -one.passage, one.concept))
    return found


def _by_concept(named: list[tuple[Spot, str]]) -> dict[str, list[Spot]]:
    inside: dict[str, list[Spot]] = {}
    for spot, concept in named:
        if concept in inside:
            inside[concept].append(spot)
        else:
            inside[concept] = [spot]
    return inside


def _nested(named: list[tuple[Spot, str]]) -> bool:
    """Whether a mention of a passage lies in another."""
    until = 0
    for (_, start, end), _ in named:
        if start < until:
            return True
        until = end
    return False


_Met = tuple[int, Spot, Spot, int, int]
"""How two concepts meet in a passage: sentences between the two mentions that stand closest, these two, sentences that
name both, and times one is named next to the other."""


def _met(
    own: list[Spot], inside: dict[str, list[Spot]], starts: list[int], *, nested: bool
) -> Iterator[tuple[str, _Met]]:
    """How a concept meets the others in a passage whose sentences begin at `starts`; those whose names lie in its own,
    or it in theirs, do not meet it."""
    mine, homes = own, [bisect_right(starts, start) for _, start, _ in own]
    for other, theirs in inside.items():
        if nested:
            mine, theirs = _apart(own, theirs)
            if not mine or not theirs:
                continue
            homes = [bisect_right(starts, start) for _, start, _ in mine]
        if len(theirs) == 1:
            at = bisect_right(starts, theirs[0][1])
            if len(mine) == 1:
                distance = abs(homes[0] - at)
                yield other, (distance, mine[0], theirs[0], 0 if distance else 1, 1 if distance == 1 else 0)
                continue
            distances = [abs(home - at) for home in homes]
            distance = min(distances)
            following = (at - 1 in homes) + (at + 1 in homes)
            yield other, (distance, mine[distances.index(distance)], theirs[0], 0 if distance else 1, following)
            continue
        places = [bisect_right(starts, start) for _, start, _ in theirs]
        distance, i, j = _closest(homes, places)
        one, two = set(homes), set(places)
        following = sum(1 for at in one if (at + 1 in two or at - 1 in two) and at not in two)
        yield other, (distance, mine[i], theirs[j], len(one & two), following)


class _Tally:
    __slots__ = ("following", "passage", "places", "sentence", "weight")

    def __init__(self) -> None:
        self.sentence = self.following = self.passage = 0
        self.weight = 0.0
        self.places: tuple[list[tuple[Spot, Spot]], ...] = ([], [], [])
        """those in one sentence, in neighbouring ones, farther apart"""

    def add(self, part: float, distance: int, first: Spot, second: Spot, sentence: int, following: int) -> None:
        self.passage += 1
        self.sentence += sentence
        self.following += following
        near = distance if distance < 2 else 2
        self.weight += part * _CLOSENESS[near]
        self.places[near].append((first, second))

    def meeting(self, other: str) -> Meeting:
        places = tuple(chain(*self.places))
        return Meeting(other, self.sentence, self.following, self.passage, self.weight, places)


def _apart(mine: list[Spot], theirs: list[Spot]) -> tuple[list[Spot], list[Spot]]:
    """The mentions of two concepts without those that lie in one of the other's; both in order."""
    i = j = 0
    inner: set[Spot] = set()
    while i < len(mine) and j < len(theirs):
        one, two = mine[i], theirs[j]
        if one.end <= two.start:
            i += 1
        elif two.end <= one.start:
            j += 1
        elif two.end - two.start <= one.end - one.start:
            inner.add(two)
            j += 1
        else:
            inner.add(one)
            i += 1
    if not inner:
        return mine, theirs
    return [one for one in mine if one not in inner], [two for two in theirs if two not in inner]


def _closest(mine: list[int], theirs: list[int]) -> tuple[int, int, int]:
    """Of the sentences two concepts are named in, both in order, the least distance, and where it is in each list."""
    best = (abs(mine[0] - theirs[0]), 0, 0)
    i = j = 0
    while best[0] and i < len(mine) and j < len(theirs):
        distance = abs(mine[i] - theirs[j])
        if distance < best[0]:
            best = (distance, i, j)
        if mine[i] < theirs[j]:
            i += 1
        else:
            j += 1
    return best


class Pair(NamedTuple):
    """Two concepts that meet; `meeting` is told from the first."""

    first: str
    meeting: Meeting


def pairs(analysis: Analysis, chosen: Collection[str] = ()) -> list[Pair]:
    """All concepts that meet, each pair once, those that meet most closely first; with `chosen`, those one of which is.

    Returns:
        The concept of the earlier kind first (an organization before a principle), of one kind the more frequent.
    """
    concepts = analysis.catalogue.concepts
    kinds = {kind: at for at, kind in enumerate(analysis.catalogue.kinds)}
    ranked = sorted(analysis.spots, key=lambda one: (kinds[concepts[one].kind], -len(analysis.spots[one]), one))
    ranks = {concept: at for at, concept in enumerate(ranked)}
    found = [
        Pair(concept, meeting)
        for concept in ranked
        for meeting in meetings(analysis, concept)
        if ranks[meeting.concept] > ranks[concept] and (not chosen or {concept, meeting.concept} & set(chosen))
    ]
    found.sort(key=lambda pair: (-pair.meeting.weight, -pair.meeting.passage, ranks[pair.first]))
    return found


class Evidence(NamedTuple):
    """Sentences of a passage: its number, and each sentence's number from 1 with where it stands."""

    passage: int
    sentences: tuple[tuple[int, Spot], ...]


def evidence(analysis: Analysis, meeting: Meeting, limit: int) -> list[Evidence]:
    """The sentences that bear out a meeting: the one both stand in, or the two, the closest first.

    Args:
        analysis: the documents.
        meeting: of two concepts.
        limit: how many at most.
    """
    found: dict[Evidence, None] = {}
    for one, two in meeting.places:
        if len(found) == limit:
            break
        spans = analysis.sentences(one.passage)
        numbers = sorted({analysis.sentence_of(one), analysis.sentence_of(two)})
        told = tuple((number + 1, Spot(one.passage, *spans[number])) for number in numbers)
        found[Evidence(one.passage, told)] = None
    return list(found)


class Row(NamedTuple):
    """A concept and its mentions in each part of the text."""

    concept: str
    counts: tuple[int, ...]


def heat_map(analysis: Analysis, concepts: list[str]) -> list[Row]:
    """Concepts by parts: how often each is named in every part of the text."""
    rows = []
    for concept in concepts:
        counts = [0] * len(analysis.parts)
        for spot in analysis.spots.get(concept, ()):
            part = analysis.part_of[spot.passage]
            if part >= 0:
                counts[part] += 1
        rows.append(Row(concept, tuple(counts)))
    return rows
