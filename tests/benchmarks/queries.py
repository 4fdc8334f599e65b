"""Queries as people type them, drawn from a corpus by a seed: words, beginnings, misspellings, known passages."""

import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

Maker = Callable[[list[str], str, random.Random], "Asked | None"]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WORD = re.compile(r"[a-z]{3,}")


class Asked(NamedTuple):
    """A query, the words as they should have been typed, and the passage they were drawn from."""

    typed: str
    meant: tuple[str, ...]
    passage: str
    unfinished: bool


def classes(passages: Sequence[str], seed: int, each: int) -> dict[str, list[Asked]]:
    """Queries of every class.

    Args:
        passages: of the corpus.
        seed: the same gives the same queries.
        each: how many of a class.
    """
    draw = random.Random(seed)
    makers = {
        "one word": _one,
        "two or three words": _several,
        "beginning of 1 or 2 letters": _short,
        "beginning of 3 letters or more": _beginning,
        "one typo": _misspelt,
        "typo in an unfinished word": _misspelt_beginning,
    }
    return {name: [_drawn(passages, draw, maker) for _ in range(each)] for name, maker in makers.items()}


def known_items(passages: Sequence[str], seed: int, most: int) -> list[Asked]:
    """Six words of a passage in their order, two of them misspelt."""
    draw = random.Random(seed)
    return [_drawn(passages, draw, _six) for _ in range(most)]


def _drawn(passages: Sequence[str], draw: random.Random, maker: Maker) -> Asked:
    while True:
        passage = draw.choice(passages)
        words = list(dict.fromkeys(_WORD.findall(passage.lower())))
        if len(words) >= 8 and (asked := maker(words, passage, draw)) is not None:
            return asked


def _one(words: list[str], passage: str, draw: random.Random) -> Asked | None:
    word = draw.choice(words)
    return Asked(word, (word,), passage, True)


def _several(words: list[str], passage: str, draw: random.Random) -> Asked | None:
    some = draw.sample(words, draw.choice((2, 3)))
    return Asked(" ".join(some), tuple(some), passage, True)


def _short(words: list[str], passage: str, draw: random.Random) -> Asked | None:
    return Asked(draw.choice(words)[: draw.choice((1, 2))], (), passage, True)


def _beginning(words: list[str], passage: str, draw: random.Random) -> Asked | None:
    word = _long(words, draw, 6)
    return Asked(word[: draw.randrange(3, len(word))], (word,), passage, True) if word else None


def _misspelt(words: list[str], passage: str, draw: random.Random) -> Asked | None:
    word = _long(words, draw, 6)
    return Asked(misspelt(word, draw), (word,), passage, False) if word else None


def _misspelt_beginning(words: list[str], passage: str, draw: random.Random) -> Asked | None:
    word = _long(words, draw, 8)
    return Asked(misspelt(word[:-2], draw), (word,), passage, True) if word else None


def _six(words: list[str], passage: str, draw: random.Random) -> Asked | None:
    if len(words) < 12:
        return None
    at = sorted(draw.sample(range(len(words)), 6))
    some = [words[place] for place in at]
    long = [place for place, word in enumerate(some) if len(word) > 4]
    if len(long) < 2:
        return None
    wrong = set(draw.sample(long, 2))
    typed = [misspelt(word, draw) if place in wrong else word for place, word in enumerate(some)]
    return Asked(" ".join(typed), tuple(some), passage, False)


def _long(words: list[str], draw: random.Random, least: int) -> str:
    return draw.choice([word for word in words if len(word) >= least] or [""])


def misspelt(word: str, draw: random.Random) -> str:
    """A word with a letter dropped, doubled by another, changed, or exchanged with the next; never the first one."""
    at, letter = draw.randrange(1, len(word) - 1), draw.choice(LETTERS)
    made = draw.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return made if made != word else misspelt(word, draw)
