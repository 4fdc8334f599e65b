"""Names misspelt: windows of words at a small edit distance from a name."""

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from tui.concepts.model import Catalogue
from tui.concepts.names import is_acronym
from tui.concepts.wording import Wording
from tui.text.words import Word, words

_PER = 12
"""Letters of a name for each edit allowed."""
_SHORTEST = 8
"""Letters below which a name is too short to be guessed at."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_CONTRARY = _set(
    "north south east west northern southern eastern western african asian american european arctic atlantic pacific "
    "first second third fourth fifth sixth upper lower inner outer micro macro hyper hypo inter intra"
)
"""Words that tell things apart in any field."""
_NEGATIONS = ("un", "in", "im", "il", "ir", "non", "dis", "anti")


class Spellings:
    """Looks for misspelt names of a catalogue's concepts.

    Args:
        catalogue: its names are indexed by their words once.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._names: list[tuple[str, str, tuple[str, ...]]] = []
        self._known: set[str] = set()
        self._by_word: dict[str, list[int]] = {}
        for concept in catalogue.concepts.values():
            for name in concept.names:
                parts = tuple(word.folded for word in words(name))
                self._known.update(parts)
                if is_acronym(name) or len(" ".join(parts)) < _SHORTEST or not name.isascii():
                    continue
                for part in set(parts):
                    self._by_word.setdefault(part, []).append(len(self._names))
                self._names.append((concept.id, name, parts))
        self._telling = self._tell_apart()
        self._single = [number for number, (_, _, parts) in enumerate(self._names) if len(parts) == 1]

    def _tell_apart(self) -> set[str]:
        """The words by which alone two concepts' names differ."""
        holes: dict[tuple[str, ...], set[tuple[str, str]]] = {}
        for concept, _, parts in self._names:
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
            for number in self._by_word.get(word, ()):
                parts = self._names[number][2]
                if len(parts) < 2 or len(self._by_word[word]) > 400:
                    continue
                for place, part in enumerate(parts):
                    if part == word and (number, at - place) not in tried:
                        tried.add((number, at - place))
                        yield from self._compare(number, at - place, found, folded)
            for number in near.get(word, ()):
                yield from self._compare(number, at, found, folded)

    def misspelt(self, vocabulary: set[str]) -> dict[str, list[int]]:
        """For each word that no name has, the names of one word within the distance allowed."""
        near: dict[str, list[int]] = {}
        lengths: dict[int, list[str]] = {}
        for word in vocabulary - self._known:
            if len(word) >= _SHORTEST:
                lengths.setdefault(len(word), []).append(word)
        for number in self._single:
            name = self._names[number][2][0]
            allowed = _allowed(name)
            for size in range(len(name) - allowed, len(name) + allowed + 1):
                for word in lengths.get(size, ()):
                    if word[0] == name[0] and OSA.distance(word, name, score_cutoff=allowed) <= allowed:
                        near.setdefault(word, []).append(number)
        return near

    def _compare(self, number: int, first: int, found: list[Word], folded: list[str]) -> Iterator[Wording]:
        concept, name, parts = self._names[number]
        if first < 0 or first + len(parts) > len(folded):
            return
        window = tuple(folded[first : first + len(parts)])
        if window == parts or not self._may_be(window, parts):
            return
        one, two = " ".join(window), " ".join(parts)
        allowed = _allowed(two)
        distance = OSA.distance(one, two, score_cutoff=allowed)
        if distance <= allowed:
            score = 1 - distance / max(len(one), len(two))
            yield Wording(found[first].start, found[first + len(parts) - 1].end, concept, name, score)

    def _may_be(self, window: tuple[str, ...], parts: tuple[str, ...]) -> bool:
        """Whether the words that differ may be slips: not where another name has the word that stands there."""
        for one, two in zip(window, parts, strict=True):
            if one == two:
                continue
            if one in self._telling or one in _CONTRARY or any(map(str.isdecimal, one + two)):
                return False
            if any(one == negation + two or two == negation + one for negation in _NEGATIONS):
                return False
            if one.rstrip("s") == two.rstrip("s") or len(two) < 4 or (one[0] != two[0] and len(two) < 6):
                return False
        return True


def _allowed(name: str) -> int:
    """Edits allowed in a name: about one for every twelve letters, at least one."""
    return max(1, round(len(name) / _PER))
