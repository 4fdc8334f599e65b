"""Which concepts meet: in one sentence, in the next, in one passage."""

from collections.abc import Collection
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


_SENTENCE, _FOLLOWING, _PASSAGE = 1.0, 0.5, 0.25


def meetings(analysis: Analysis, concept: str) -> list[Meeting]:
    """The concepts that share a passage with one, those that meet it most closely first.

    A passage that names n concepts adds closeness / (n − 1) to the weight, so that one which merely lists everything
    weighs little (M. E. J. Newman, "Scientific collaboration networks II", Physical Review E 64, 2001); closeness is
    1 where one sentence names both, ½ where neighbouring ones do, ¼ elsewhere. A name inside the other's name is no
    meeting.
    """
    tallies: dict[str, _Tally] = {}
    numbers = dict.fromkeys(spot.passage for spot in analysis.spots.get(concept, ()))
    for number in numbers:
        named = analysis.named[number]
        others = {other for _, other in named} - {concept}
        if not others:
            continue
        inside: dict[str, list[Spot]] = {}
        for spot, other in named:
            inside.setdefault(other, []).append(spot)
        places = {spot: analysis.sentence_of(spot) for spot, _ in named}
        for other in others:
            mine, theirs = _apart(inside[concept], inside[other])
            pair = _closest(mine, theirs, places)
            if pair is None:
                continue
            tally = tallies.setdefault(other, _Tally())
            distance, first, second = pair
            tally.add(distance, 1 / len(others), first, second)
            tally.count({places[spot] for spot in mine}, {places[spot] for spot in theirs}, distance)
    found = [tally.meeting(other) for other, tally in tallies.items()]
    found.sort(key=lambda one: (-one.weight, -one.passage, one.concept))
    return found


class _Tally:
    def __init__(self) -> None:
        self.sentence = self.following = self.passage = 0
        self.weight = 0.0
        self.places: list[tuple[int, Spot, Spot]] = []

    def add(self, distance: int, part: float, first: Spot, second: Spot) -> None:
        self.passage += 1
        self.weight += part * (_SENTENCE if not distance else _FOLLOWING if distance == 1 else _PASSAGE)
        self.places.append((min(distance, 2), first, second))

    def count(self, mine: set[int], theirs: set[int], distance: int) -> None:
        if not distance:
            self.sentence += max(1, len(mine & theirs))
        self.following += sum(1 for at in mine if (at + 1 in theirs or at - 1 in theirs) and at not in theirs)

    def meeting(self, other: str) -> Meeting:
        self.places.sort(key=lambda place: place[0])
        places = tuple((first, second) for _, first, second in self.places)
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


def _closest(mine: list[Spot], theirs: list[Spot], places: dict[Spot, int]) -> tuple[int, Spot, Spot] | None:
    """The two mentions that stand closest, by sentences between them; None where there are no two."""
    best: tuple[int, Spot, Spot] | None = None
    i = j = 0
    while i < len(mine) and j < len(theirs):
        one, two = mine[i], theirs[j]
        distance = abs(places[one] - places[two])
        if best is None or distance < best[0]:
            best = (distance, one, two)
            if not distance:
                return best
        if one.start < two.start:
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
