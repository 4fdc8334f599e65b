"""Names misspelt: windows of words at a small edit distance from a name."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import ne
from typing import NamedTuple

from rapidfuzz.distance import OSA

from tui.concepts.model import Catalogue
from tui.concepts.names import is_acronym
from tui.concepts.stems import stem
from tui.concepts.wording import Wording
from tui.text.scripts import Script, script
from tui.text.words import Word, words

_PER = 12
"""Letters of a name for each edit allowed."""
_SHORTEST = 8
"""Letters below which a name is too short to be guessed at."""
_HEAD = 4
"""Letters by which a name that is written together or apart is first looked for."""
_WORDS = 12
"""Words it may then have."""
_SAME_LETTERS = 0.98
_PARTED = re.compile(r"[;:!?()\[\]{}]|\.(?![\w.])|\n[^\S\n]*\n")
"""what no name runs over"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_CONTRARY = _set(
    "north south east west northern southern eastern western african asian american european arctic atlantic pacific "
    "first second third fourth fifth sixth upper lower inner outer micro macro hyper hypo inter intra"
)
"""Words that tell things apart in any field."""
_MANY = 2000
"""names with one word from which on the word beside it is looked at too"""


def _is_latin(name: str) -> bool:
    """Whether an edit is one letter of an alphabet of some twenty: a name of Han or kana is not guessed at so."""
    return name.isascii() or all(script(one) in (Script.LATIN, Script.COMMON) for one in name)


class _Name(NamedTuple):
    """A name of a concept, its words folded, and how many of its letters and words may differ."""

    concept: str
    alias: str
    parts: tuple[str, ...]
    edits: int
    slips: int


class Spellings:
    """Looks for misspelt names of a catalogue's concepts.

    Of a name whose words differ in at most n places, one of any n + 1 stands as it is: only its rarest are indexed.

    Args:
        catalogue: its names are indexed by their words once.
        known: the words, folded, of these names and of those of concepts that are not looked for.
    """

    def __init__(self, catalogue: Catalogue, known: Collection[str]) -> None:
        self._names: list[_Name] = []
        self._known = set(known)
        frequency: Counter[str] = Counter()
        for concept in catalogue.concepts.values():
            for name in concept.names:
                parts = tuple(word.folded for word in words(name))
                size = len(" ".join(parts))
                if is_acronym(name) or size < _SHORTEST or not _is_latin(name):
                    continue
                frequency.update(parts)
                edits = max(1, round(size / _PER))
                self._names.append(_Name(concept.id, name, parts, edits, min(edits, len(parts) - 1)))
        self._by_word: dict[str, list[tuple[int, int]]] = {}
        for number, name_ in enumerate(self._names):
            if len(name_.parts) > 1:
                rarest = sorted(range(len(name_.parts)), key=lambda at: frequency[name_.parts[at]])
                figures = [at for at in rarest if any(map(str.isdecimal, name_.parts[at]))]
                # A figure is never a slip, so that what has it is enough.
                for at in figures[:1] or rarest[: name_.slips + 1]:
                    self._by_word.setdefault(name_.parts[at], []).append((number, at))
        self._finer = {word: self._by_next(found) for word, found in self._by_word.items() if len(found) > _MANY}
        self._joined: dict[str, list[int]] = {}
        for number, name_ in enumerate(self._names):
            self._joined.setdefault("".join(name_.parts), []).append(number)
        self._heads = {one[:_HEAD] for one in self._joined}
        self._telling = self._tell_apart()
        self._single = [number for number, one in enumerate(self._names) if len(one.parts) == 1]

    def _by_next(self, found: list[tuple[int, int]]) -> dict[tuple[int, str], list[tuple[int, int]]]:
        """Names with the same word, by which way another word lies from it and how that begins."""
        nearer: dict[tuple[int, str], list[tuple[int, int]]] = {}
        for number, at in found:
            parts = self._names[number].parts
            way = -1 if at else 1
            nearer.setdefault((way, parts[at + way][0]), []).append((number, at))
        return nearer

    def _having(self, at: int, folded: list[str]) -> Iterator[tuple[int, int]]:
        """The names that have the word at a place, and where in them it stands; of very many, those whose word beside
        it begins as the text's does."""
        finer = self._finer.get(folded[at])
        if finer is None:
            yield from self._by_word.get(folded[at], ())
            return
        for way in (-1, 1):
            if 0 <= at + way < len(folded):
                yield from finer.get((way, folded[at + way][0]), ())

    def _tell_apart(self) -> set[str]:
        """The words by which alone two concepts' names differ."""
        holes: dict[tuple[str, ...], set[tuple[str, str]]] = {}
        for concept, _, parts, _, _ in self._names:
            for at, part in enumerate(parts):
                holes.setdefault((*parts[:at], "", *parts[at + 1 :]), set()).add((part, concept))
        return {part for told in holes.values() if len({concept for _, concept in told}) > 1 for part, _ in told}

    def find(self, text: str, near: Mapping[str, Sequence[int]]) -> Iterator[Wording]:
        """The misspelt names in a text.

        Args:
            text: of a passage.
            near: for words that no name has, the names of one word that they may be; see `misspelt`.
        """
        found = list(words(text))
        folded = [word.folded for word in found]
        tried: set[tuple[int, int]] = set()
        for at, word in enumerate(folded):
            for number, place in self._having(at, folded):
                if (number, at - place) not in tried:
                    tried.add((number, at - place))
                    yield from self._compare(self._names[number], at - place, found, folded, text)
            for number in near.get(word, ()):
                yield from self._compare(self._names[number], at, found, folded, text)
            yield from self._together(at, found, folded, text)

    def misspelt(self, vocabulary: set[str]) -> dict[str, list[int]]:
        """For each word that no name has, the names of one word within the distance allowed."""
        near: dict[str, list[int]] = {}
        lengths: dict[int, list[str]] = {}
        for word in vocabulary - self._known:
            if len(word) >= _SHORTEST:
                lengths.setdefault(len(word), []).append(word)
        for number in self._single:
            name, allowed = self._names[number].parts[0], self._names[number].edits
            for size in range(len(name) - allowed, len(name) + allowed + 1):
                for word in lengths.get(size, ()):
                    if word[0] == name[0] and OSA.distance(word, name, score_cutoff=allowed) <= allowed:
                        near.setdefault(word, []).append(number)
        return near

    def _together(self, at: int, found: list[Word], folded: list[str], text: str) -> Iterator[Wording]:
        """The names written from here on with other gaps or accents: "decisionmaking", "policy-makers", "Sao Tome"."""
        joined = folded[at]
        if len(joined) < _HEAD and at + 1 < len(folded):
            joined += folded[at + 1]
        if joined[:_HEAD] not in self._heads:
            return
        joined = ""
        for last in range(at, min(len(folded), at + _WORDS)):
            joined += folded[last]
            for number in self._joined.get(joined, ()):
                start, end = found[at].start, found[last].end
                if text[start:end].casefold() == self._names[number].alias.casefold():
                    continue  # the name itself, where a rule or a prefix keeps it from being linked
                if not _PARTED.search(text, start, end):
                    yield Wording(start, end, self._names[number].concept, self._names[number].alias, _SAME_LETTERS)

    def _compare(self, name: _Name, first: int, found: list[Word], folded: list[str], text: str) -> Iterator[Wording]:
        last = first + len(name.parts)
        if first < 0 or last > len(folded):
            return
        window = folded[first:last]
        slips = sum(map(ne, window, name.parts))
        if not slips or slips > max(name.slips, 1) or _PARTED.search(text, found[first].start, found[last - 1].end):
            return
        one, two = " ".join(window), " ".join(name.parts)
        distance = OSA.distance(one, two, score_cutoff=name.edits)
        if distance <= name.edits and self._may_be(window, name.parts):
            score = 1 - distance / max(len(one), len(two))
            yield Wording(found[first].start, found[last - 1].end, name.concept, name.alias, score)

    def _may_be(self, window: Sequence[str], parts: tuple[str, ...]) -> bool:
        """Whether the words that differ may be slips: not where another name has the word that stands there."""
        for one, two in zip(window, parts, strict=True):
            if one == two:
                continue
            if one in self._telling or one in _CONTRARY or any(map(str.isdecimal, one + two)):
                return False
            if stem(one) == stem(two):  # an inflected word is no slip
                return False
            if one.rstrip("s") == two.rstrip("s") or len(two) < 4 or (one[0] != two[0] and len(two) < 6):
                return False
        return True
