"""A part of a query as found in passages: by which words, how well, and where."""

from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import NamedTuple

from tui.search.model import Place
from tui.search.ranking import Part, saturated
from tui.text.spans import Span
from tui.text.words import Word


class Way(NamedTuple):
    """One way in which a part of a query stands in passages.

    Attributes:
        quality: how well it stands for what was typed, 0 to 1.2.
        why: for a person; empty for what stands as it was typed.
        word: the word of the vocabulary; empty for words that follow each other.
        places: passage -> positions of its first word, counted in words.
        length: how many words.
        by: how the word was come by, see `Expansion`.
    """

    quality: float
    why: str
    word: str
    places: Mapping[int, Sequence[int]]
    length: int
    by: str = "exact"


def part_of(
    ways: Sequence[Way], texts: Sequence[Sequence[Word]], lengths: Sequence[float], gains: Sequence[float]
) -> Part:
    """The part of a query that may stand in several ways; each passage is scored by the best one there.

    Args:
        ways: the best first.
        texts: the words of each passage.
        lengths: of each passage, as `saturated` takes them.
        gains: what each passage's role is worth.
    """
    best: dict[int, Way] = {}
    for way in reversed(ways):
        best.update(dict.fromkeys(way.places, way))
    weight = _rarity(len(best), len(texts))
    scores = {
        passage: weight * gains[passage] * way.quality * saturated(len(way.places[passage]), lengths[passage])
        for passage, way in best.items()
    }

    def spans(passage: int) -> list[Span]:
        own = texts[passage]
        found = [_span(own, at, way) for way in ways for at in way.places.get(passage, ())]
        return sorted(found) if len(ways) > 1 else found

    def why(passage: int) -> str:
        return best[passage].why

    return Part(scores, spans, why)


def places_part(places: Iterable[Place], lengths: Sequence[float], gains: Sequence[float]) -> Part:
    """The part of a query that names a concept or a kind.

    Args:
        places: its mentions.
        lengths: of each passage, as `saturated` takes them.
        gains: what each passage's role is worth.
    """
    table: dict[int, list[Span]] = {}
    for passage, start, end in places:
        table.setdefault(passage, []).append((start, end))
    weight = _rarity(len(table), len(lengths))
    scores = {
        passage: weight * gains[passage] * saturated(len(spans), lengths[passage]) for passage, spans in table.items()
    }
    return Part(scores, lambda passage: sorted(table.get(passage, ())), lambda passage: "")


def _rarity(having: int, total: int) -> float:
    """What a part is worth by how few passages have it (inverse document frequency: Sparck Jones 1972)."""
    return log(1 + total / (1 + having))


def _span(own: Sequence[Word], at: int, way: Way) -> Span:
    """Where a word, a compound of two or a phrase stands that begins at a position."""
    start, end, word = own[at]
    if way.word:
        return (start, end) if word == way.word else (start, own[at + 1].end)
    return start, own[at + way.length - 1].end
