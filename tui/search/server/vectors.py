"""A passage's terms as PostgreSQL keeps them: text vectors that hold exactly our words, whatever its own parsers think.

A vector of words holds, beside each word at its places, signs: lexemes with "=" in them, which no word has. `word=3`
stands for a word that a passage has often for its length, `=c:ID` and `=k:KIND` for what it mentions, `=1`, `=2`, ...
for the draws it has won, each half of those before: by them a search that would find too much is kept to the likeliest,
within the index.
"""

from collections.abc import Iterable
from typing import NamedTuple
from zlib import crc32

from tui.search.terms import LONGEST, kept, pairs

DRAWS = 12
"""Draws, of which each leaves half of the passages that were left by the one before."""
TIERS = (0.5, 0.6, 0.7, 0.8, 0.9)
"""From which saturation (0 to 1) a word's tier is 1, 2, and so on."""

_LAST = 16_383
"""PostgreSQL tells no places apart behind this one."""
_OFTEN = 255
"""Places that it keeps for one word."""
_ROOM = 900_000
"""Bytes that a vector may take; PostgreSQL takes a little more than a million."""


class Vectors(NamedTuple):
    """What is kept of a passage beside its text.

    Attributes:
        words: a tsvector as text.
        pairs: a tsvector as text.
        long: whether not all places of its words are kept.
        terms: the words, signs and pairs that count it, each once; pairs with "=p:" before them.
    """

    words: str
    pairs: str
    long: bool
    terms: frozenset[str]


def vectors(text: str, won: int, mentioned: Iterable[str] = ()) -> Vectors:
    """What is kept of a passage.

    Args:
        text: of the passage.
        won: how many draws, as `draws_won` has it.
        mentioned: `concept_sign` and `kind_sign` of what it mentions.
    """
    places: dict[str, list[int]] = {}
    at, damped = 0, damping(text)
    for at, word in enumerate(kept(text).split(), 1):
        if len(word) <= LONGEST:
            places.setdefault(word, []).append(at)
    signs = {*mentioned, *map(draw_sign, range(1, won + 1))}
    signs.update(tier_sign(word, tier) for word, where in places.items() if (tier := tier_of(len(where), damped)))
    characters: dict[str, list[int]] = {}
    last = 0
    for last, pair in enumerate(pairs(text).split(" "), 1):  # the blank between two runs takes a place of its own
        if pair.strip():
            characters.setdefault(pair, []).append(last)
    terms = frozenset((*places, *signs, *(pair_sign(pair) for pair in characters)))
    words, complete = _vector(places, signs)
    made, all_pairs = _vector(characters, ())
    long = max(at, last) >= _LAST or not (complete and all_pairs)
    return Vectors(words, made, long, terms)


def damping(text: str) -> float:
    """What a word's repetition is damped by in a passage (see `tui.search.ranking.saturated`)."""
    return 1.2 + 0.3 * len(text) / 600


def tier_of(often: int, damped: float) -> int:
    """The tier of a word that stands so often in a passage of such a `damping`; 0 for none."""
    share = often / (often + damped)
    return sum(share >= bound for bound in TIERS)


def draws_won(document: int, passage: int) -> int:
    """How many draws a passage has won; always the same ones."""
    drawn = crc32(b"%d/%d" % (document, passage)) | 1 << DRAWS
    return (drawn & -drawn).bit_length() - 1


def tier_sign(word: str, tier: int) -> str:
    return f"{word}={tier}"


def draw_sign(draw: int) -> str:
    return f"={draw}"


def concept_sign(id: str) -> str:
    return f"=c:{id}"


def kind_sign(kind: str) -> str:
    return f"=k:{kind}"


def pair_sign(pair: str) -> str:
    """Under which a pair of characters is counted; in a vector it stands as it is."""
    return f"=p:{pair}"


def storable(text: str) -> str:
    """A text as PostgreSQL can keep it: no NUL, no half of a pair of surrogates; of the same length."""
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def lexeme(word: str) -> str:
    """A word as it stands in a tsvector or tsquery."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _vector(places: dict[str, list[int]], signs: Iterable[str]) -> tuple[str, bool]:
    """As PostgreSQL reads it, and whether all is in it.

    Of a passage too large for it the places go first, then the words that come last.
    """
    made = [lexeme(sign) for sign in sorted(signs)]
    made += [f"{lexeme(word)}:{','.join(map(str, where[:_OFTEN]))}" for word, where in places.items()]
    vector = " ".join(made)
    if len(vector.encode("utf-8", "surrogatepass")) < _ROOM:
        return vector, True
    made, room = [lexeme(sign) for sign in sorted(signs) if sign.startswith("=")], _ROOM
    for word in places:
        room -= len(word.encode("utf-8", "surrogatepass")) + 1
        if room < 0:
            break
        made.append(lexeme(word))
    return " ".join(made), False
