"""A word as typed becomes the real words of the vocabulary that it may stand for."""

from collections.abc import Mapping
from typing import NamedTuple

MOST = 12
_FEW = 20_000
"""Words up to which comparing them one by one costs less than loading a library to do so."""
_RARE = 2
"""A word that stands in the text no oftener than this may itself be a misspelling, so its neighbours are tried too."""

_BEHIND = 0.3


class Expansion(NamedTuple):
    """A real word, how well it stands for what was typed (0 to 1), and by what: "exact", "form", "prefix", "typo"."""

    word: str
    quality: float
    by: str


class Expander:
    """The vocabulary, ready to be asked.

    Args:
        frequencies: each word, folded, and the number of passages it stands in.
    """

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._frequencies = frequencies
        self._sorted = sorted(frequencies)
        self._stems: dict[int, dict[str, list[str]]] = {}
        self._known: dict[tuple[str, bool], list[Expansion]] = {}

    def expand(self, word: str, unfinished: bool) -> list[Expansion]:
        """At most `MOST` words, the best first.

        Itself; its plural or singular; words it begins, when it is unfinished; words at an edit distance (optimal
        string alignment: Damerau 1964) of 1, and of 2 when there is nothing nearer.
        """
        key = (word, unfinished)
        if key not in self._known:
            if len(self._known) > 4_000:
                self._known.clear()
            self._known[key] = self._expand(word, unfinished)
        return self._known[key]

    def _expand(self, word: str, unfinished: bool) -> list[Expansion]:
        found: dict[str, Expansion] = {}
        if word in self._frequencies:
            found[word] = Expansion(word, 1.0, "exact")
        for form in _forms(word):
            if form in self._frequencies and form not in found:
                found[form] = Expansion(form, 0.95, "form")
        if unfinished:
            for longer in self._beginning(word):
                found.setdefault(longer, Expansion(longer, 0.9 - 0.01 * min(20, len(longer) - len(word)), "prefix"))
        frequency = sum(self._frequencies[one] for one in found)
        if frequency <= _RARE and len(word) > 3 and not _single(word):
            stands = any(one.by in ("exact", "form") for one in found.values())
            self._add_typos(word, unfinished, found)
            if stands:
                # What stands as typed goes before its neighbours, however often they stand.
                for one in [one for one in found.values() if one.by == "typo"]:
                    found[one.word] = one._replace(quality=_BEHIND * one.quality)
        ranked = sorted(found.values(), key=lambda one: (-one.quality, -self._frequencies[one.word], one.word))
        return ranked[:MOST]

    def _beginning(self, word: str) -> list[str]:
        from bisect import bisect_left

        first = bisect_left(self._sorted, word)
        last = bisect_left(self._sorted, word + "\U0010ffff")
        return sorted(self._sorted[first:last], key=lambda one: (-self._frequencies[one], len(one)))[: 2 * MOST]

    def _add_typos(self, word: str, unfinished: bool, found: dict[str, Expansion]) -> None:
        for distance in (1, 2):
            if distance == 2 and (found or len(word) < 6):
                return
            for near, away in self._near(word, self._sorted, distance):
                found.setdefault(near, Expansion(near, _likeness(word, away), "typo"))
            if unfinished and not any(one.by == "typo" for one in found.values()):
                for length in (len(word), len(word) + 1, len(word) - 1):
                    stems = self._by_stem(length)
                    for stem, away in self._near(word, list(stems), distance):
                        for longer in stems[stem][:MOST]:
                            found.setdefault(longer, Expansion(longer, _likeness(word, away) - 0.05, "typo"))

    def _near(self, word: str, among: list[str], distance: int) -> list[tuple[str, int]]:
        # A first letter is seldom wrong in a short word, and another one makes another word.
        return [
            (near, away)
            for near, away in _measured(word, among, distance)
            if away and len(near) > 2 and (max(len(word), len(near)) > 5 or near[0] == word[0])
        ]

    def _by_stem(self, length: int) -> dict[str, list[str]]:
        """The words by their first `length` letters, the most frequent first."""
        if length not in self._stems:
            stems: dict[str, list[str]] = {}
            for word in self._sorted:
                if len(word) > length:
                    stems.setdefault(word[:length], []).append(word)
            for words in stems.values():
                words.sort(key=lambda one: -self._frequencies[one])
            self._stems[length] = stems
        return self._stems[length]


def _measured(word: str, among: list[str], distance: int) -> list[tuple[str, int]]:
    """The words within an edit distance, with it."""
    if distance == 1 and len(among) < _FEW:
        return [(near, 1) for near in among if one_edit(word, near)]
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    scored = process.extract(word, among, scorer=OSA.distance, score_cutoff=distance, limit=2 * MOST)
    return [(str(near), int(away)) for near, away, _ in scored]


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


def _forms(word: str) -> list[str]:
    """The plural of a singular, the singular of a plural, the word without its possessive."""
    forms = [word + "s", word + "es", word + "'s"]
    if word.endswith("'s"):
        forms.append(word[:-2])
    if word.endswith("y"):
        forms.append(word[:-1] + "ies")
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("s") and len(word) > 3:
        forms.append(word[:-1])
        if word.endswith("es"):
            forms.append(word[:-2])
    return forms


def _single(word: str) -> bool:
    """Whether the word is a number or of a script written without spaces: a neighbour of it is another word."""
    return word.isdigit() or "\u2e80" <= word[0] <= "\u9fff"


def _likeness(word: str, away: int) -> float:
    return max(0.3, 0.8 - 0.12 * away - (0.1 if len(word) < 6 else 0.0))
