"""Where a text stands in a longer one with a few errors: sought by its rare n-grams, then measured letter by letter."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

_GRAM = 8
"""letters; of ten, each with an error in ten, 43 % of all grams are still whole"""
_GRAMS = 24
"""so many of a text are looked up, spread evenly"""
_BUCKET = 32
_GAP = 200
"""letters that may stand between the two halves of what was cut: a note, a page header, a picture's words"""
_BLOCK, _BLOCKS, _END = 4, 4, 64
"""letters of a block that counts; so many of them may begin or end the place; letters by which that is told"""
_REACH = 6
"""letters by which the ends found are moved either way, to fit better"""


class Pains(NamedTuple):
    """How hard it is sought.

    Attributes:
        rare: a gram that stands in more places than this says nothing.
        candidates: so many places are measured.
    """

    rare: int
    candidates: int


QUICK, THOROUGH = Pains(32, 12), Pains(160, 40)


class Fit(NamedTuple):
    """A place that resembles what is sought: `text[start:end]`, so many edits away."""

    start: int
    end: int
    distance: int


def occurrences(needle: str, text: str, limit: int) -> list[int]:
    """Where a text stands exactly, in order; one more than `limit` at most."""
    found: list[int] = []
    at = text.find(needle) if needle else -1
    while at >= 0 and len(found) <= limit:
        found.append(at)
        at = text.find(needle, at + 1)
    return found


def fits(needle: str, text: str, most: int, pains: Pains = QUICK) -> list[Fit]:
    """The places that resemble a text, the nearest first; those that overlap a nearer one are left out.

    Args:
        needle: at least `_GRAM` letters.
        text: in which it is sought; a search over it for each of two dozen grams is what this takes.
        most: edits (Levenshtein) that a place may be away.
        pains: how hard it is sought.
    """
    found = sorted(
        {fit for start in _starts(needle, text, pains) if (fit := _fit(needle, text, start, most))}, key=_nearest
    )
    apart: list[Fit] = []
    for fit in found:
        if all(fit.end <= other.start or fit.start >= other.end for other in apart):
            apart.append(fit)
    return apart


def _nearest(fit: Fit) -> tuple[int, int]:
    return fit.distance, fit.start


def _starts(needle: str, text: str, pains: Pains) -> Iterator[int]:
    """Where the needle may begin, by how many of its rare grams say so."""
    places = max(1, len(needle) - _GRAM + 1)
    votes: Counter[int] = Counter()
    for at in sorted({round(n * (places - 1) / max(1, _GRAMS - 1)) for n in range(_GRAMS)}):
        found = occurrences(needle[at : at + _GRAM], text, pains.rare)
        if len(found) <= pains.rare:
            votes.update((place - at) // _BUCKET for place in found)
    # Letters lost or added move a place into the next bucket: both say the same.
    joined = Counter({bucket: count + votes.get(bucket + 1, 0) for bucket, count in votes.items()})
    for bucket, _ in joined.most_common(pains.candidates):
        yield bucket * _BUCKET + _BUCKET // 2


def _fit(needle: str, text: str, start: int, most: int) -> Fit | None:
    """The place near `start` that fits best; None when it is more than `most` edits away."""
    length = len(needle)
    first = max(0, start - 2 * _BUCKET)
    window = text[first : start + length + 2 * _BUCKET + min(most, _END)]
    # Both are aligned whole. A few letters agree by chance outside the place; it begins and ends with larger blocks.
    blocks = [block for block in Levenshtein.opcodes(needle, window).as_matching_blocks() if block.size >= _BLOCK]
    if not blocks:
        return None
    head, tail = needle[:_END], needle[-_END:]
    begin = min(
        (max(0, block.b - block.a) for block in blocks[:_BLOCKS]),
        key=lambda at: Levenshtein.distance(head, window[at : at + len(head)]),
    )
    end = min(
        (min(len(window), block.b + length - block.a) for block in blocks[-_BLOCKS:]),
        key=lambda at: Levenshtein.distance(tail, window[max(0, at - len(tail)) : at]),
    )
    if begin >= end:
        return None
    best = Fit(begin, end, Levenshtein.distance(needle, window[begin:end], score_cutoff=2 * most))
    if best.distance > 2 * most:
        return None
    for moves_end in (False, True, False):
        best = min(_moved(needle, window, best, moves_end=moves_end), key=_nearest)
    if best.distance > most or best.start >= best.end:
        return None
    return Fit(first + best.start, first + best.end, best.distance)


def _moved(needle: str, window: str, fit: Fit, *, moves_end: bool) -> Iterator[Fit]:
    """The fit with one of its ends moved."""
    yield fit
    for by in range(-_REACH, _REACH + 1):
        start, end = (fit.start, fit.end + by) if moves_end else (fit.start + by, fit.end)
        if by and 0 <= start < end <= len(window):
            limit = fit.distance
            yield Fit(start, end, Levenshtein.distance(needle, window[start:end], score_cutoff=limit))


def cuts(needle: str, text: str) -> list[tuple[Fit, Fit]]:
    """Where a text stands exactly but for one cut, into which something was set: both pieces, in order.

    One half is whole at least: it is sought, grown as far as letters agree, and the rest looked for close by.
    """
    length, half = len(needle), len(needle) // 2
    found: dict[tuple[Fit, Fit], None] = {}
    for start in occurrences(needle[:half], text, QUICK.rare):
        size = _common(needle, text[start : start + length])
        again = text.find(needle[size:], start + size, start + length + _GAP)
        if size < length and again >= 0:
            found[Fit(start, start + size, 0), Fit(again, again + length - size, 0)] = None
    for at in occurrences(needle[half:], text, QUICK.rare):
        end = at + length - half
        size = _common(needle[::-1], text[max(0, end - length) : end][::-1])
        again = text.rfind(needle[: length - size], max(0, end - length - _GAP), end - size)
        if size < length and again >= 0:
            found[Fit(again, again + length - size, 0), Fit(end - size, end, 0)] = None
    return list(found)


def _common(one: str, two: str) -> int:
    """How many letters two texts begin with in common."""
    for at, (a, b) in enumerate(zip(one, two, strict=False)):
        if a != b:
            return at
    return min(len(one), len(two))
