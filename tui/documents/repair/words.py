"""The words of a source, how often each stands there, and which begin with a piece of one."""

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, groupby, pairwise

_WORD = re.compile(r"[^\W\d_]{2,}")
_PIECE = 1 << 17
_MANY = 20_000
"""Different words from which on they are written down, so that those of a library in one file are never all held."""
_LAST = "\U0010ffff"


class Words:
    """Words of at least two letters, in lower case.

    Args:
        source: the whole text.
    """

    def __init__(self, source: str) -> None:
        self._counts: Counter[str] = Counter()
        self._sorted: _Sorted | None = None
        written: list[_Sorted] = []
        for piece in pieces(source):
            _count(piece, self._counts)
            if len(self._counts) >= _MANY:
                written.append(_Sorted(sorted(self._counts.items())))
                self._counts = Counter()
        if written:
            written.append(_Sorted(sorted(self._counts.items())))
            self._counts = Counter()
            self._sorted = written[0] if len(written) == 1 else _Sorted(_summed(written))

    def __getitem__(self, word: str) -> int:
        """How often a word stands in the source."""
        if self._sorted is None:
            return self._counts[word]
        at = bisect_left(self._sorted, word)
        return self._sorted.counts[at] if at < len(self._sorted) and self._sorted[at] == word else 0

    def beginning(self, piece: str) -> list[str]:
        """The words that begin with a piece."""
        words = self._ordered
        return [words[at] for at in range(bisect_left(words, piece), bisect_left(words, piece + _LAST))]

    @cached_property
    def _ordered(self) -> "Sequence[str] | _Sorted":
        return sorted(self._counts) if self._sorted is None else self._sorted


class _Sorted:
    """Different words in their order, in one string, with their counts."""

    def __init__(self, items: Iterable[tuple[str, int]]) -> None:
        self.counts, lengths = array("I"), array("I")

        def told() -> Iterator[str]:
            for word, count in items:
                self.counts.append(count)
                lengths.append(len(word))
                yield word

        self.text = "".join(told())
        self.ends = array("I", accumulate(lengths, initial=0))

    def __len__(self) -> int:
        return len(self.counts)

    def __getitem__(self, at: int) -> str:
        return self.text[self.ends[at] : self.ends[at + 1]]

    def __iter__(self) -> Iterator[tuple[str, int]]:
        return ((self.text[a:b], count) for (a, b), count in zip(pairwise(self.ends), self.counts, strict=True))


def _count(piece: str, words: Counter[str]) -> None:
    # Most words stand between blanks alone, and come again and again.
    for token, times in Counter(piece.lower().split()).items():
        if token.isalpha() and len(token) > 1:
            words[token] += times
            continue
        if "://" in token:
            continue  # addresses run words together
        for word in _WORD.findall(token):
            words[word] += times


def _summed(counted: list[_Sorted]) -> Iterator[tuple[str, int]]:
    from heapq import merge

    for word, same in groupby(merge(*counted), key=lambda one: one[0]):
        yield word, sum(count for _, count in same)


def pieces(source: str) -> Iterator[str]:
    """The source in stretches that end between words, so that the words of a book are never all held at once."""
    at = 0
    while at < len(source):
        end = min(at + _PIECE, len(source))
        if end < len(source):
            behind = min(end + _PIECE, len(source))
            space = source.find("\n", end, behind)
            space = space if space >= 0 else source.find(" ", end, behind)
            end = space if space >= 0 else behind
        yield source[at:end]
        at = end
