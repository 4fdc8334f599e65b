"""The terms under which a text is kept in an index: words, and pairs of characters where words are not told apart.

What is kept and what is asked for go through the same two functions, so that both agree in every engine.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from operator import add
from typing import NamedTuple

from tui.text.scripts import CJK

# Of bytes, since for a string such a table is looked up sign by sign.
_SIGNS = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(128)).encode().ljust(256)
_SIGNS_BUT_HYPHENS = _SIGNS[:45] + b"-" + _SIGNS[46:]
_ASCII_WORD = re.compile("[a-z0-9]+(?:'[a-z0-9]+)*")
_HYPHENATED = r"[^\W_]+(?:[-\u2010\u2011\xad][^\W_]+)+"
_HYPHEN = "[-\u2010\u2011\xad]"
_APOSTROPHES = "'\u2019\u02bc\uff07"
_PARTED = str.maketrans(dict.fromkeys(_APOSTROPHES, " "))
# Signs that part words as a blank does; most texts that are not ASCII have no others, or Chinese besides.
_PARTING = re.compile(
    "[\xa0-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u2013-\u201e\u2022\u2026\u2190-\u21ff\u2500-\u257f"
    "\u3000-\u3004\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
)
_EASY_RUN = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff]+")
STROKES = str.maketrans("\u0142\u0111\u00f8\u0127\u0167\u0131", "ldohti")
"""Letters whose stroke, or missing dot, is no accent for Unicode; whoever lacks the key types the plain one."""
LONGEST = 64
"""Code points of a word that is kept; what is longer is a line of data, no word."""


@cache
def _run() -> re.Pattern[str]:
    """A run of Chinese and Japanese; so large a class takes a while to make, and many texts have none."""
    return re.compile(f"[{CJK}]+")


def kept(text: str) -> str:
    """The words of a text, folded, in order, parted by blanks; behind them hyphenated ones once more in one piece.

    An apostrophe and a hyphen part two words. Characters of Chinese and Japanese are left to `pairs`.
    """
    plain = text
    if not text.isascii():
        easy = plainly(text)
        plain = _fold(text) if easy is None else easy if easy.isascii() else _EASY_RUN.sub(" ", easy)
        if not plain.isascii():
            return _kept_slowly(text, plain)
    if "-" not in plain:
        return plain.encode().translate(_SIGNS).decode()
    words = plain.encode().translate(_SIGNS_BUT_HYPHENS).decode()
    return f"{words.replace('-', ' ')} {compounds(_hyphenated(words))}"


def plainly(text: str) -> str | None:
    """A text as it is compared where that is easily done: of the same length, with blanks for quotation marks, dashes
    and the like, and then nothing but ASCII and the plain characters of Chinese and Japanese; else None.
    """
    return text.lower() if text.isascii() else _easily(text)


@lru_cache(maxsize=2)  # its words are asked for, then its pairs
def _easily(text: str) -> str | None:
    plain = _PARTING.sub(" ", text)
    easy = plain.isascii() or ("\n" not in plain and _EASY_RUN.sub("", plain).isascii())
    return plain.lower() if easy else None


def spaced(plain: str) -> bytes:
    """What `plainly` gives with a blank for all but letters and figures of ASCII, and one more at either end."""
    return b" %b " % plain.encode("ascii", "replace").translate(_SIGNS)


def hyphenated(plain: str) -> list[tuple[int, str]]:
    """Of what `plainly` gives the words with hyphens, each with its place."""
    words = plain.encode("ascii", "replace").translate(_SIGNS_BUT_HYPHENS).decode()
    found: list[tuple[int, str]] = []
    at = 0
    for word in _hyphenated(words):
        at = words.index(word, at)
        found.append((at, word))
        at += len(word)
    return found


def compounds(words: Iterable[str]) -> str:
    """Words with plain hyphens in one piece: of "state-of-the-art" also every two that stand together."""
    found: list[str] = []
    for word in words:
        parts = [part for part in word.split("-") if part]
        if len(parts) > 1:
            found += map(add, parts, parts[1:])
            if len(parts) > 2:
                found.append("".join(parts))
    return " ".join(found)


def _hyphenated(words: str) -> Iterator[str]:
    """Of words parted by blanks those with a hyphen, without looking at each of the others."""
    at = words.find("-")
    while at >= 0:
        start, end = words.rfind(" ", 0, at) + 1, words.find(" ", at)
        end = len(words) if end < 0 else end
        if end - start > 2:
            yield words[start:end]
        at = words.find("-", end)


def _kept_slowly(text: str, folded: str) -> str:
    words = _words_alone(folded)
    if not re.search(_HYPHEN, text):
        return words
    joined = compounds(re.sub(_HYPHEN, "-", word.lower()) for word in re.findall(_HYPHENATED, text))
    return f"{words} {_words_alone(_fold(joined))}"


def _words_alone(folded: str) -> str:
    from tui.text.words import word_pattern

    words = " ".join(word_pattern().findall(_run().sub(" ", folded)))
    return words.translate(_PARTED)


def distinct(text: str) -> Iterator[str]:
    """The words of what `kept` gives, those too long to be words left out."""
    return (word for word in text.split() if len(word) <= LONGEST)


def pairs(text: str) -> str:
    """Every run of Chinese and Japanese as its pairs of characters, parted by blanks, its last one alone at the end.

    "国际组织" gives "国际 际组 组织 织": a word of two characters or more is found as the phrase of its pairs, and one
    character as the beginning of a pair. Empty for a text that has none.
    """
    if text.isascii():
        return ""
    plain = plainly(text)
    if plain is not None and plain.isascii():
        return ""
    runs = _EASY_RUN.findall(plain) if plain is not None else _run().findall(_fold(text))
    return " \u3000 ".join(" ".join(paired(run)) for run in runs)


def paired(run: str) -> list[str]:
    """The pairs of a run of characters, and the last one alone."""
    return [run[at : at + 2] for at in range(len(run))]


class Typed(NamedTuple):
    """A piece of what was typed.

    Attributes:
        text: folded.
        start: where it stands in what was typed.
        end: where it ends there.
        unspaced: a run of Chinese or Japanese, not a word.
    """

    text: str
    start: int
    end: int
    unspaced: bool = False


def typed(text: str) -> list[Typed]:
    """The words and runs in what was typed, in order; the possessive s of a word is left out."""
    if not text.isascii():
        return _through(text)
    found = _folded_words(text.lower())
    return [one for at, one in enumerate(found) if not (at and _possessive(text, found[at - 1], one))]


def _through(text: str) -> list[Typed]:
    """What was typed, folded and brought back to its own offsets."""
    from tui.text.folding import fold

    folded = fold(text, accents=False)
    pieces = [*_folded_words(folded.text.translate(STROKES))]
    pieces += [Typed(run.group(), *run.span(), True) for run in _run().finditer(folded.text)]
    found = [one._replace(start=folded.start(one.start), end=folded.end(one.end)) for one in sorted(pieces, key=_start)]
    return [one for at, one in enumerate(found) if not (at and _possessive(text, found[at - 1], one))]


def _start(one: Typed) -> int:
    return one.start


def _possessive(text: str, before: Typed, one: Typed) -> bool:
    return one.text == "s" and one.start == before.end + 1 and text[before.end : one.start] in _APOSTROPHES


def _folded_words(text: str) -> list[Typed]:
    """The words of a folded text, cut at apostrophes."""
    pattern = _ASCII_WORD
    if not text.isascii():
        from tui.text.words import word_pattern

        pattern = word_pattern()
    found: list[Typed] = []
    for match in pattern.finditer(text):
        word, at = match.group(), match.start()
        if not word.isascii() and _run().match(word):
            continue
        for part in word.translate(_PARTED).split(" "):
            if part:
                found.append(Typed(part, at, at + len(part)))
            at += len(part) + 1
    return found


def folded(text: str) -> str:
    """A text as it is compared: without case and accents; not always as long as it was."""
    return text.lower() if text.isascii() else _fold(text)


def _fold(text: str) -> str:
    from tui.text.folding import fold

    return fold(text, accents=False).text.translate(STROKES)
