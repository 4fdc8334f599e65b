"""What may stand beside a name: the boundaries of a match, plural and possessive, and the words a rule
forbids."""

from typing import NamedTuple

from tui.concepts.names import Name, Wording
from tui.text.scripts import divides, is_boundary, is_word

_BOUND = (
    "ante anti arch auto bi bio circum co contra counter crypto de demi di dis eco extra hetero homo "
    "hyper hypo infra inter intra iso macro mal mega meta micro mini mis mono multi neo non omni over "
    "pan para peri poly post pre pro proto pseudo quasi re retro self semi sub super supra tele trans "
    "tri ultra un under uni"
)
_PREFIXES = frozenset(_BOUND.split())
_LONGEST_PREFIX = 7
_LOOSE = " '-"
"""what may stand between a name and the word a rule speaks of"""


class Texts(NamedTuple):
    """A folded text with its case and without, offset for offset the same."""

    exact: str
    folded: str


class Bounds(NamedTuple):
    """Where a name that was found ends, plural included, and how: "plural", "possessive", or empty."""

    end: int
    affix: str


def bounds(text: str, start: int, end: int, exact: bool) -> Bounds | None:
    """The bounds of a name found at `text[start:end]`; None where it is only part of a word.

    A plural s belongs to the name, a possessive s does not: there the name ends at a boundary as it is.

    Args:
        text: folded; with its case if the name is compared so.
        exact: whether it is.
    """
    if start > 0 and not divides(text[start - 1], text[start]):
        return None
    if not exact and is_prefixed(text, start):
        return None
    if end == len(text) or divides(text[end - 1], text[end]):
        possessive = text.startswith("'s", end) and is_boundary(text, end + 2)
        return Bounds(end, "possessive" if possessive else "")
    # "As" and "Is" are no plurals of A and I, nor "his" of "hi".
    if end - start < (2 if exact else 3):
        return None
    for plural in ("s", "es"):
        after = end + len(plural)
        if text.startswith(plural, end) and is_boundary(text, after):
            return Bounds(after, "plural")
    return None


def allowed(name: Name, texts: Texts, start: int, end: int) -> bool:
    """Whether no word that the name's rule forbids stands beside it."""
    if not (name.not_before or name.not_after):
        return True
    return not (
        any(_follows(texts, end, word) for word in name.not_before)
        or any(_precedes(texts, start, word) for word in name.not_after)
    )


def is_prefixed(text: str, start: int) -> bool:
    """Whether a hyphen and a prefix that is no word by itself stand before: "non-neutrality", "non- neutrality"."""
    at = start - 1
    if at > 0 and text[at] == " ":
        at -= 1
    if at <= 0 or text[at] != "-":
        return False
    first = at
    while first > 0 and at - first <= _LONGEST_PREFIX and is_word(text[first - 1]):
        first -= 1
    return text[first:at].lower() in _PREFIXES


def _follows(texts: Texts, end: int, word: Wording) -> bool:
    text = texts.exact if word.exact else texts.folded
    at = end
    if texts.folded.startswith("'s ", at):
        at += 3
    while at < len(text) and text[at] in _LOOSE:
        at += 1
    return text.startswith(word.text, at) and is_boundary(text, at + len(word.text))


def _precedes(texts: Texts, start: int, word: Wording) -> bool:
    text = texts.exact if word.exact else texts.folded
    at = start
    while at > 0 and text[at - 1] in _LOOSE:
        at -= 1
    return text.endswith(word.text, 0, at) and is_boundary(text, at - len(word.text))
