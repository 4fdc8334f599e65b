"""Words that a prefix turns into their opposites: "unequal", "decentralized", "imprudent"."""

import re
from collections.abc import Iterable, Sequence

from tui.concepts.stems import stem

_PREFIXES = ("un", "in", "im", "il", "ir", "de", "dis", "non", "anti", "mis", "counter", "under", "over")
_DENIALS = frozenset(("no", "not", "without", "never"))
_ALONE = ("in", "under", "over")
"""which of them are words too"""
_LEAST = 4
"""Letters of a word from which on one with a prefix more is held for its opposite."""
_ISE = re.compile(r"is(?=e|ed|ing|ation)")


def opposes(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a wording has the opposite of a word that a name has, or the name that of one of the wording's.

    Args:
        words: of the wording, folded.
        name: the words of the name, folded.
    """
    some, others = _joined(words, name), _joined(name, words)
    one, two = {_stem(word) for word in some}, {_stem(word) for word in others}
    return any(_turned(word) & two - one for word in some) or any(_turned(word) & one - two for word in others)


def _joined(words: Iterable[str], beside: Iterable[str]) -> list[str]:
    """Words, a prefix that stands alone put before its own: "non-interference" is one.

    It is left out where what it is compared with denies: "no interference" is the same.
    """
    found: list[str] = []
    for word in words:
        if found and found[-1] in _PREFIXES and found[-1] not in _ALONE:
            found[-1] += word
        else:
            found.append(word)
    return found if _DENIALS.isdisjoint(beside) else [word for word in found if not word.startswith("non")]


def _turned(word: str) -> set[str]:
    """The stems of what a word is with a prefix before it."""
    rests = (word[len(prefix) :] for prefix in _PREFIXES if word.startswith(prefix))
    return {_stem(rest.lstrip("-")) for rest in rests if len(rest) >= _LEAST}


def _stem(word: str) -> str:
    return stem(_ISE.sub("iz", word))
