"""The words that stand near some places more often than chance has it."""

from bisect import bisect_left
from collections import Counter
from math import log
from typing import NamedTuple

from tui.concepts.analysis import Analysis, Spot

WINDOW = 5
"""Words on each side."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FUNCTION_WORDS = _set(
    "a about above after again against all also although always am among an and another any are as at be because been "
    "before being between both but by can cannot could did do does doing down during each either else ever every few "
    "for from further had has have having he her here hers him his how however i if in into is it its itself just may "
    "me might more most much must my neither no nor not now of off on once one only or other our out over own per "
    "rather same shall she should since so some such than that the their theirs them then there therefore these they "
    "this those through thus to too toward towards under until up upon us very was we were what when where whether "
    "which while who whom whose why will with within without would yet you your"
)
"""English words that hold sentences together and say little by themselves."""


class Collocate(NamedTuple):
    """A word and how it keeps company.

    Attributes:
        word: folded.
        near: how often it stands in the window; of those, `left` before and `right` behind.
        total: how often it stands in the whole text.
        measure: log-likelihood.
    """

    word: str
    near: int
    left: int
    right: int
    total: int
    measure: float


def log_likelihood(a: int, b: int, c: int, d: int) -> float:
    """Dunning's log-likelihood ratio of a table of two by two: G² = 2 Σ O ln (O / E), E = row × column / all.

    T. Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics 19, 1993.

    Args:
        a: the word near; `b` other words near.
        c: the word elsewhere; `d` other words elsewhere.

    Returns:
        At least 0; 3.84 is p < 0.05, 10.83 is p < 0.001 with one degree of freedom.
    """
    whole = a + b + c + d
    cells = ((a, a + b, a + c), (b, a + b, b + d), (c, c + d, a + c), (d, c + d, b + d))
    return max(0.0, 2 * sum(o * log(o * whole / (row * column)) for o, row, column in cells if o))


def collocates(analysis: Analysis, spots: list[Spot], *, window: int = WINDOW, least: int = 2) -> list[Collocate]:
    """The collocates of some places, the strongest first; only words more frequent near than elsewhere.

    A word near two places counts once; the places' own words do not count.

    Args:
        analysis: the documents.
        spots: mentions of a concept, or hits, in order.
        window: words on each side, not over the end of a passage.
        least: how often a word must stand near.
    """
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    passages: dict[int, list[Spot]] = {}
    for spot in spots:
        passages.setdefault(spot.passage, []).append(spot)
    own = 0
    for number, inside in passages.items():
        starts, words = analysis.words(number)
        bounds = [(bisect_left(starts, spot.start), bisect_left(starts, spot.end)) for spot in inside]
        taken = {at for first, last in bounds for at in range(first, last)}
        own += len(taken)
        for first, last in bounds:
            for at in range(max(0, first - window), first):
                if at not in taken:
                    taken.add(at)
                    left[words[at]] += 1
            for at in range(last, min(len(words), last + window)):
                if at not in taken:
                    taken.add(at)
                    right[words[at]] += 1
    return _ranked(analysis, left, right, own, least)


def _ranked(analysis: Analysis, left: Counter[str], right: Counter[str], own: int, least: int) -> list[Collocate]:
    frequencies = analysis.frequencies
    near = left + right
    size = near.total()
    rest = max(0, frequencies.total() - own - size)
    found = []
    for word, count in near.items():
        total = max(count, frequencies[word])
        elsewhere = min(rest, total - count)
        if count < least or count * rest <= elsewhere * size:
            continue
        measure = log_likelihood(count, size - count, elsewhere, rest - elsewhere)
        found.append(Collocate(word, count, left[word], right[word], total, measure))
    found.sort(key=lambda one: (-one.measure, one.word))
    return found
