"""The words that stand near some places more often than chance has it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log
from typing import NamedTuple

from tui.concepts.analysis import Analysis, Spot
from tui.text.words import columns

WINDOW = 5
"""Words on each side."""
_PER_WORD = 13
"""characters in which a word and what stands beside it most often have room"""
_SHORT = 200
"""characters of a passage of which all words are as quickly found as some"""


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
    left: list[str] = []
    right: list[str] = []
    passages: dict[int, list[Spot]] = {}
    for spot in spots:
        passages.setdefault(spot.passage, []).append(spot)
    own = 0
    for number, inside in passages.items():
        for starts, words, some in _stretches(analysis, number, inside, window):
            own += _count(starts, words, some, window, left, right)
    return _ranked(analysis, Counter(left), Counter(right), own, least)


def _count(
    starts: Sequence[int],
    words: Sequence[str],
    spots: Sequence[Spot],
    window: int,
    left: list[str],
    right: list[str],
) -> int:
    """Gather the words near some spots of a passage; gives how many are the spots' own."""
    bounds = [(bisect_left(starts, start), bisect_left(starts, end)) for _, start, end in spots]
    if len(bounds) == 1:
        ((first, last),) = bounds
        left += words[max(0, first - window) : first]
        right += words[last : last + window]
        return last - first
    taken = {at for first, last in bounds for at in range(first, last)}
    own = len(taken)
    for first, last in bounds:
        for side, reach in ((left, range(max(0, first - window), first)), (right, range(last, last + window))):
            for at in reach:
                if at < len(words) and at not in taken:
                    taken.add(at)
                    side.append(words[at])
    return own


def _stretches(
    analysis: Analysis, number: int, spots: list[Spot], window: int
) -> list[tuple[Sequence[int], Sequence[str], list[Spot]]]:
    """The words around the spots of a passage: where each begins, how it is compared, and the spots they are around.

    Where a passage's words are not known yet, only what stands near the spots is taken apart; spots whose windows may
    touch belong to one stretch.
    """
    text = analysis.passages[number].text
    reach = _PER_WORD * window
    found: list[tuple[Sequence[int], Sequence[str], list[Spot]]] = []
    known = analysis.knows_words(number) or len(text) < _SHORT
    for some in () if known else _groups(spots, 2 * reach):
        first = text.rfind(" ", 0, max(0, some[0].start - reach)) + 1
        last = text.find(" ", max(spot.end for spot in some) + reach)
        stretch = columns(text[first : last if last >= 0 else len(text)])
        starts = [start + first for start in stretch.starts]
        if not _enough(starts, some, window, whole=(first == 0, last < 0)):
            break  # words longer than most
        found.append((starts, stretch.folded, some))
    else:
        if not known:
            return found
    return [(*analysis.words(number), spots)]


def _groups(spots: list[Spot], apart: int) -> Iterator[list[Spot]]:
    """Spots in order, those together between which there is no such gap."""
    group, end = [spots[0]], spots[0].end
    for spot in spots[1:]:
        if spot.start - end > apart:
            yield group
            group = []
        group.append(spot)
        end = max(end, spot.end)
    yield group


def _enough(starts: Sequence[int], spots: list[Spot], window: int, whole: tuple[bool, bool]) -> bool:
    """Whether there are more words than a window has before the first spot, and behind the last."""
    before = bisect_left(starts, spots[0].start)
    behind = len(starts) - bisect_left(starts, max(spot.end for spot in spots))
    return (whole[0] or before > window) and (whole[1] or behind > window)


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
