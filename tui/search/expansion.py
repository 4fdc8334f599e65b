"""A word as typed becomes the real words of the vocabulary that it may stand for."""

from collections.abc import Sequence
from math import log
from typing import NamedTuple

from tui.search.model import Vocabulary, Word

MOST = 12
LOOSELY = 120
"""Words that a word may stand for when little was found."""
_RARE = 2
"""A word that stands in no more passages than this may itself be a misspelling, so its neighbours are tried too."""
_COMMONER = 3_000
"""In a large vocabulary a word is rare by its share too: in one passage of so many."""
_BEHIND = 0.3
BEGUN = 2
"""A word of no more is hardly begun."""
_EVERYWHERE = 12
"""A word in more than one of so many passages is no completion of a letter or two, where there are others."""
_FEWER = 8
_ELSEWHERE = 0.85
"""What a neighbour that begins with another letter is worth: few misspell the first."""


class Expansion(NamedTuple):
    """A real word, how well it stands for what was typed (0 to 1), and by what.

    Attributes:
        word: folded.
        quality: 1 for the word itself.
        by: "exact", "form", "stem", "prefix" or "typo".
        passages: how many it stands in.
    """

    word: str
    quality: float
    by: str
    passages: int


class Expander:
    """The vocabulary, ready to be asked.

    Args:
        vocabulary: of the passages.
        size: how many passages there are.
    """

    def __init__(self, vocabulary: Vocabulary, size: int) -> None:
        self._vocabulary = vocabulary
        self._size = size
        self._rare = max(_RARE, size // _COMMONER)
        self._known: dict[tuple[str, bool, bool], tuple[Expansion, ...]] = {}

    def expand(self, word: str, unfinished: bool, *, loosely: bool = False) -> tuple[Expansion, ...]:
        """At most `MOST` words, or `LOOSELY`, the best first.

        Itself; its plural or singular; words of its stem; words it begins, when it is unfinished; words at an edit
        distance (optimal string alignment: Damerau 1964) of 1, and of 2 when there is nothing nearer or little was
        found.
        """
        key = (word, unfinished, loosely)
        if key not in self._known:
            if len(self._known) > 4_000:
                self._known.clear()
            self._known[key] = self._expand(word, unfinished, loosely)
        return self._known[key]

    def _expand(self, word: str, unfinished: bool, loosely: bool) -> tuple[Expansion, ...]:
        vocabulary, most = self._vocabulary, LOOSELY if loosely else MOST
        found: dict[str, Expansion] = {}
        if often := vocabulary.passages(word):
            found[word] = Expansion(word, 1.0, "exact", often)
        for form in forms(word) if len(word) > (BEGUN if unfinished else 1) else ():
            if form not in found and (often := vocabulary.passages(form)):
                found[form] = Expansion(form, 0.95, "form", often)
        if unfinished:
            for longer, often in self._completions(word, most):
                quality = 0.9 - 0.01 * min(20, len(longer) - len(word))
                found.setdefault(longer, Expansion(longer, quality, "prefix", often))
        if len(word) > 3 and sum(one.passages for one in found.values()) <= self._rare and not _single(word):
            self._add_typos(word, unfinished, found, loosely)
        if not unfinished and len(word) > 4:
            for other, often in vocabulary.of_stem(word, most):
                found.setdefault(other, Expansion(other, 0.55, "stem", often))
        ranked = sorted(found.values(), key=lambda one: (-one.quality, -one.passages, one.word))
        return tuple(ranked[:most])

    def _completions(self, word: str, most: int) -> Sequence[Word]:
        """What a word may go on to be; of a letter or two nothing that stands nearly everywhere: it tells nothing."""
        found = self._vocabulary.beginning(word, 2 * most)
        if len(word) > BEGUN:
            return found
        telling = [one for one in found if one.passages <= self._size // _EVERYWHERE]
        return (telling or found)[:_FEWER]

    def _add_typos(self, word: str, unfinished: bool, found: dict[str, Expansion], loosely: bool) -> None:
        stands = any(one.by in ("exact", "form") for one in found.values())
        typos: dict[str, Expansion] = {}
        for distance in (1, 2):
            if distance == 2 and (len(word) < 6 or ((found or typos) and not loosely)):
                break
            self._add_near(word, distance, unfinished, typos)
        for typo in typos.values():
            # What stands as typed goes before its neighbours, however often they stand.
            found.setdefault(typo.word, typo._replace(quality=_BEHIND * typo.quality) if stands else typo)

    def _add_near(self, word: str, distance: int, unfinished: bool, typos: dict[str, Expansion]) -> None:
        # Whatever is near a beginning of a word is near it as it stands too.
        asked = self._vocabulary.beginning_near if unfinished else self._vocabulary.near
        for near, often in asked(word, distance, LOOSELY):
            if near != word and likely(word, near):
                quality = _likeness(word, near, distance) * self._common(often)
                typos.setdefault(near, Expansion(near, quality, "typo", often))

    def _common(self, often: int) -> float:
        """How much a word's frequency speaks for its being meant, 0.7 to 1.

        Of words equally near to what was typed, the one that is used most was most likely meant (the noisy channel:
        Kernighan, Church and Gale 1990); how long it is says nothing where it is still being typed.
        """
        return 0.7 + 0.3 * min(1.0, log(1 + often) / log(2 + self._size))


def likely(typed: str, meant: str) -> bool:
    """Whether a near word may be meant: a first letter is seldom wrong in a short word, where another makes another."""
    return len(meant) > 2 and (max(len(typed), len(meant)) > 5 or meant[0] == typed[0])


def forms(word: str) -> list[str]:
    """The plural of a singular, the singular of a plural."""
    made = [word + "s", word + "es"]
    if word.endswith("y"):
        made.append(word[:-1] + "ies")
    if word.endswith("ies"):
        made.append(word[:-3] + "y")
    if word.endswith("s") and len(word) > 3:
        made.append(word[:-1])
        if word.endswith("es"):
            made.append(word[:-2])
    return made


def _single(word: str) -> bool:
    """Whether the word is a number: a neighbour of it is another one."""
    return word.isdigit()


def _likeness(typed: str, meant: str, away: int) -> float:
    begun = 1.0 if meant[0] == typed[0] else _ELSEWHERE
    return begun * max(0.3, 0.8 - 0.12 * away - (0.1 if len(typed) < 6 else 0.0))
