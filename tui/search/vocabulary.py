"""The vocabulary of a text small enough to be kept as a table."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property

from tui.search.model import Word

_FEW = 20_000
"""Words up to which comparing them one by one costs less than loading a library to do so."""


class WordTable:
    """Implements `Vocabulary` over a table.

    Args:
        frequencies: each word, folded, and the number of passages it stands in.
    """

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._frequencies = frequencies
        self._starts: dict[int, dict[str, list[str]]] = {}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._frequencies)

    def passages(self, word: str) -> int:
        return self._frequencies.get(word, 0)

    def beginning(self, start: str, most: int) -> list[Word]:
        first = bisect_left(self._sorted, start)
        last = bisect_left(self._sorted, start + "\U0010ffff")
        return self._frequent((word for word in self._sorted[first:last] if word != start), most)

    def near(self, word: str, distance: int, most: int) -> list[Word]:
        return self._frequent(_measured(word, self._sorted, distance), most)

    def beginning_near(self, start: str, distance: int, most: int) -> list[Word]:
        found = set(_measured(start, self._sorted, distance))
        for length in range(len(start) - distance, len(start) + distance + 1):
            beginnings = self._beginnings(length)
            for one in _measured(start, list(beginnings), distance):
                found.update(beginnings[one])
        return self._frequent(found, most)

    def of_stem(self, word: str, most: int) -> list[Word]:
        # A table belongs to one text, in which plural and singular go far; stems are kept for libraries.
        return []

    def _frequent(self, among: Iterable[str], most: int) -> list[Word]:
        return sorted((Word(word, self._frequencies[word]) for word in among), key=_order)[:most]

    def _beginnings(self, length: int) -> dict[str, list[str]]:
        """The words by their first `length` letters."""
        if length not in self._starts:
            starts: dict[str, list[str]] = {}
            for word in self._sorted:
                if len(word) > length:
                    starts.setdefault(word[:length], []).append(word)
            self._starts[length] = starts
        return self._starts[length]


def _order(word: Word) -> tuple[int, int, str]:
    return -word.passages, len(word.text), word.text


def _measured(word: str, among: list[str], distance: int) -> list[str]:
    """The words within an edit distance."""
    if distance == 1 and len(among) < _FEW:
        return [near for near in among if near == word or one_edit(word, near)]
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    return [
        str(near) for near, _, _ in process.extract(word, among, scorer=OSA.distance, score_cutoff=distance, limit=None)
    ]


def one_edit(a: str, b: str) -> bool:
    """Whether a letter added, dropped, changed, or two exchanged, makes one word the other."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    short = min(len(a), len(b))
    head = 0
    while head < short and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < short - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    x, y = a[head : len(a) - tail], b[head : len(b) - tail]
    return (len(x) <= 1 and len(y) <= 1) or (len(x) == len(y) == 2 and x == y[::-1])
