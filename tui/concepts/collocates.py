"""The words that stand near some places more often than chance has it."""

from collections import Counter
from itertools import pairwise
from math import log
from typing import NamedTuple

from tui.concepts.analysis import Analysis, Spot
from tui.text.scripts import divides
from tui.text.spans import Span
from tui.text.words import folded

WINDOW = 5
"""Words on each side."""
_PER_WORD = 10
"""characters in which a word and what stands beside it most often have room"""
_IDEOGRAPHS = "\u2e7f"
"""before the first of them"""
_SYLLABLES = "\uac00"
"""the first of Korean, between whose words are blanks; a word has half as many of them as of letters"""
_PARTING = " ,.;:()"
"""what most often stands behind a word and begins none"""


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
    own: list[str] = []
    passages: dict[int, list[Spot]] = {}
    for spot in spots:
        passages.setdefault(spot.passage, []).append(spot)
    for number, inside in passages.items():
        text = analysis.passages[number].text
        apart = _apart(inside)
        own += [text[start:end] for start, end in apart]
        _gather(text, apart, window, left, right)
    size = sum(len(folded(name)) * count for name, count in Counter(own).items())
    return _ranked(analysis, left, right, size, least)


def _apart(spots: list[Spot]) -> list[Span]:
    """Where the spots of a passage stand, those that overlap as one."""
    found: list[Span] = []
    for _, start, end in spots:
        if found and start < found[-1][1]:
            start, end = found[-1][0], max(end, found.pop()[1])
        found.append((start, end))
    return found


def _gather(text: str, spots: list[Span], window: int, left: list[str], right: list[str]) -> None:
    """Gather the words near some spots of a passage; one that is near two is right of the first."""
    reach = _PER_WORD * window
    left += _ahead(text, 0, spots[0][0], window)
    for (_, before), (start, _) in pairwise(spots):
        cut = text.find(" ", before + reach, max(0, start - reach))
        if cut >= 0:
            behind, ahead = _behind(text, before, cut, window), _ahead(text, cut, start, window)
            if len(behind) == window == len(ahead):
                right += behind
                left += ahead
                continue
        words = _words(text, before, start)
        right += words[:window]
        left += words[window:][-window:]
    right += _behind(text, spots[-1][1], len(text), window)


def _behind(text: str, first: int, last: int, window: int) -> list[str]:
    """The first words of a stretch that begins at the end of a spot and ends at a blank, or with the text."""
    at, cut, room = first + 2 * window, -1, _PER_WORD * window
    if not text.isascii() and text[at : at + 1] > _IDEOGRAPHS:
        cut, room = _unspaced(text, range(at, min(at + _PER_WORD, last))), room // 2
    if cut < 0:
        cut = text.find(" ", first + room, last)
    words = _words(text, first, cut if cut >= 0 else last)
    if len(words) < window and cut >= 0:  # words longer than most
        words = _words(text, first, last)
    return words[:window]


def _ahead(text: str, first: int, last: int, window: int) -> list[str]:
    """The last words of a stretch that begins at a blank, or with the text."""
    at, cut, room = max(first, last - 2 * window), -1, _PER_WORD * window
    if not text.isascii() and text[at] > _IDEOGRAPHS:
        cut, room = _unspaced(text, range(at, max(at - _PER_WORD, first), -1)), room // 2
    if cut < 0:
        cut = text.rfind(" ", first, max(0, last - room))
    words = folded(text[cut:last]) if cut >= 0 else []
    if len(words) < window:
        words = folded(text[first:last])
    return words[-window:]


def _unspaced(text: str, places: range) -> int:
    """The first of some places that lies between two characters of Chinese or Japanese, each a word; -1 if none."""
    for at in places:
        if text[at] >= _SYLLABLES:
            break
        if text[at - 1] > _IDEOGRAPHS and text[at] > _IDEOGRAPHS and divides(text[at - 1], text[at]):
            return at
    return -1


def _words(text: str, first: int, last: int) -> list[str]:
    """The words of a stretch that begins at the end of a spot; what is left of the spot's last word, as a possessive s,
    is none."""
    if text[first : first + 1] in _PARTING:
        return folded(text[first:last])
    return folded(text[first - 1 : last])[len(folded(text[first - 1])) :]


def _ranked(analysis: Analysis, left: list[str], right: list[str], own: int, least: int) -> list[Collocate]:
    frequencies = analysis.frequencies
    before = Counter(left)
    near = before.copy()
    near.update(right)
    size = len(left) + len(right)
    rest = max(0, frequencies.total() - own - size)
    found = []
    for word, count in near.items():
        if count < least:
            continue
        total = max(count, frequencies[word])
        elsewhere = min(rest, total - count)
        if count * rest <= elsewhere * size:
            continue
        measure = log_likelihood(count, size - count, elsewhere, rest - elsewhere)
        found.append(Collocate(word, count, before[word], count - before[word], total, measure))
    found.sort(key=lambda one: (-one.measure, one.word))
    return found
