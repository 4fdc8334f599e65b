"""The words of a text, for search and for counting."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from tui.text.alphabet import (
    APOSTROPHES,
    ASCII,
    INNER,
    RAISED,
    Alphabet,
    Coded,
    coded,
    coded_but,
    is_apart,
    is_inner,
)
from tui.text.scripts import CJK

_WESTERN = re.compile(r"[^\W_\xb2\xb3\xb9]+(?:\xad+[^\W_\xb2\xb3\xb9]*|['\u2019\u02bc][^\W_\xb2\xb3\xb9]+)*")
"""What a word is among Latin, Greek, Cyrillic and Korean letters and the usual signs: their marks are few."""
_PLAIN = re.compile(
    "[\0-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e\u3000-\u3004\u3008-\u3020\uac00-\ud7a3\uff01-\uff06"
    "\uff08-\uff20]*"
)

_ASCII_WORD = re.compile("[a-z0-9]+(?:'[a-z0-9]+)*")
"""the same in small letters of ASCII"""
_HAN = re.compile("[\u3041-\u9fff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_AS_IT_IS = re.compile("[\uac00-\ud7a3]+|[\u4e00-\u9fff]")
"""words that are the same when they are folded"""
_PIECES = re.compile("[\u3041-\u9fff]|[^\u3041-\u9fff]+")
"""each character of Chinese and Japanese, a few signs among them, and what stands between"""


@cache
def word_pattern() -> re.Pattern[str]:
    """What a word is, as `words` has it; so large a set takes a while to compile, and many texts have no need of it."""
    letter = rf"[^\W_{RAISED}{CJK}]"
    return re.compile(f"[{CJK}][{INNER}]*|{letter}+(?:[{INNER}]+{letter}*|[{APOSTROPHES}]{letter}+)*")


def _pattern(text: str) -> re.Pattern[str]:
    """What a word is in a text."""
    return _WESTERN if text.isascii() or _PLAIN.fullmatch(text) else word_pattern()


@cache
def _pattern_of_letters(inner: str) -> re.Pattern[str]:
    """What a word is in a text of letters and blanks, as they are told."""
    letter = f"[^ '{inner}]"
    return re.compile(f"{letter}+(?:[{inner}]+{letter}*|'{letter}+)*" if inner else f"{letter}+(?:'{letter}+)*")


class Word(NamedTuple):
    """A word of a text: its span, and how it is compared (case and accents folded)."""

    start: int
    end: int
    folded: str


def words(text: str) -> Iterator[Word]:
    """The words of a text, in order.

    A word is a run of letters and digits of any script, apostrophes inside it included ("China's"); a hyphen
    parts two words; every character of Chinese and Japanese is one.
    """
    for found in _pattern(text).finditer(text):
        yield Word(found.start(), found.end(), _folded(found.group()))


class Columns(NamedTuple):
    """The words of a text as two lists: where each starts, and how it is compared."""

    starts: list[int]
    folded: list[str]


def columns(text: str) -> Columns:
    """What `words` gives, in a third of the time, without the ends."""
    if text.isascii():
        text = text.lower()
        return Columns([found.start() for found in _ASCII_WORD.finditer(text)], _ASCII_WORD.findall(text))
    pattern = _pattern(text)
    starts = [found.start() for found in pattern.finditer(text)]
    return Columns(starts, [*map(_folded, pattern.findall(text))])


def folded(text: str) -> list[str]:
    """What `columns` gives without the starts, quicker still."""
    if text.isascii():  # nearly always, and asked for thousands of times
        letters = text.encode("ascii").translate(ASCII.folding).decode("ascii")
        return _pattern_of_letters("").findall(letters) if "'" in letters else letters.split()
    found = None
    if _HAN.search(text):
        found = _apart(text)
    elif not _HANGUL.search(text):
        found = _together(text)
    return [*map(_folded, _pattern(text).findall(text))] if found is None else found


def _together(text: str) -> list[str] | None:
    """The folded words of a text in whose scripts blanks part them, where its characters are few."""
    read = coded(text)
    return None if read is None else _split(read.told(), read.alphabet.inner)


def _split(letters: str, inner: str) -> list[str]:
    """The folded words of folded letters, between which are blanks, apostrophes and marks inside words."""
    if "'" in letters or (inner and _loose(inner).search(letters)):
        return [*map(_folded, _pattern_of_letters(inner).findall(letters))]
    return [*map(_folded, letters.split())] if inner else letters.split()


@cache
def _loose(inner: str) -> re.Pattern[str]:
    """A mark behind no letter; with all others, what stands between two blanks is a word."""
    return re.compile(f"(?:^| )[{inner}]")


def _apart(text: str) -> list[str] | None:
    """The folded words of a text most of which are one character each, where no mark belongs to one."""
    found: list[str] = []
    for piece in _PIECES.findall(text):
        if len(piece) == 1:
            word = _lone(piece)
            if word is None:
                return None
            if word:
                found.append(word)
        elif (several := None if is_inner(piece[0]) else _together(piece)) is not None:
            found += several
        else:
            return None
    return found


@lru_cache(maxsize=4_096)
def _lone(character: str) -> str | None:
    """How a character is compared that is a word alone; empty if it parts words, None if it belongs to others."""
    if is_inner(character):
        return None
    if is_apart(character) or (character.isascii() and character.isalnum()):
        return _folded(character)
    return None if character.isalnum() else ""


def _folded(word: str) -> str:
    return word.lower() if word.isascii() else _refolded(word)


@lru_cache(maxsize=4_096)
def _refolded(word: str) -> str:
    if _AS_IT_IS.fullmatch(word):
        return word
    # Most texts are read without the tables of folding.
    from tui.text.folding import fold_word

    return fold_word(word)


def count_words(text: str) -> int:
    """How many words a text has."""
    read = coded(text)
    if read is None:
        rest, runs = _without_runs(text)
        return sum(map(len, runs)) + len(_pattern(rest).findall(rest))
    if read.alphabet.inner:
        return len(_split(read.told(), read.alphabet.inner))
    count = len(read.letters.replace("'", " ").split())
    if "'" in read.letters:
        for one, two in pairwise(read.letters.split("'")):
            count -= one[-1:] > " " and two[:1] > " "
    return count


def tally(texts: Iterable[str]) -> Counter[str]:
    """How often each folded word stands in some texts; quicker than to look at each of their words.

    No word goes over a blank, so that what stands between two is looked at once however often it stands there.
    """
    found: Counter[str] = Counter()
    tokens: Counter[str] = Counter()
    alphabet = ASCII
    left: list[str] = []
    for some in _batches(texts):
        read = coded(some)
        if read is None:
            left.append(some)
            continue
        joint = alphabet.joined(read.alphabet)
        if joint is None:
            _tell(tokens, alphabet, found)
            tokens.clear()
        alphabet = joint or read.alphabet
        tokens.update(read.letters.split())
    _tell(tokens, alphabet, found)
    _count_others("\n".join(left), found)
    return found


def _tell(tokens: Counter[str], alphabet: Alphabet, found: Counter[str]) -> None:
    """Count the words of coded tokens, each of which stands somewhere so often."""
    told: dict[str, int] = tokens
    if alphabet is not ASCII:
        told = dict(zip(alphabet.told(" ".join(tokens)).split(), tokens.values(), strict=True))
    odd = [(token, told.pop(token)) for token in [token for token in told if not token.isalnum()]]
    found.update(told)  # the quicker while it is empty
    pattern = _pattern_of_letters(alphabet.inner)
    for token, count in odd:
        for word in pattern.findall(token):
            found[_folded(word)] += count


def _count_others(text: str, found: Counter[str]) -> None:
    """Count the words of a text that has too many characters for an alphabet."""
    if read := _coded_but_lone(text, found):
        _tell(Counter(read.letters.split()), read.alphabet, found)
        return
    rest, runs = _without_runs(text)
    others = Counter(rest.split())
    others.update("".join(runs))
    for token, count in others.items():
        for word in _pattern(token).findall(token):
            found[_folded(word)] += count


def _batches(texts: Iterable[str]) -> Iterator[str]:
    """Texts, as many at a time as stay in the processor's cache."""
    some: list[str] = []
    size = 0
    for text in texts:
        some.append(text)
        size += len(text)
        if size > _TOGETHER:
            yield "\n".join(some)
            some, size = [], 0
    yield "\n".join(some)


def _coded_but_lone(text: str, found: Counter[str]) -> Coded | None:
    """A text of Chinese or Japanese but for its words of one character, which are counted into `found`."""
    if not _HAN.search(text):
        return None
    characters = Counter(text)
    lone = {one: count for one, count in characters.items() if is_apart(one)}
    read = None if any(map(is_inner, characters)) else coded_but(text, characters.keys() - lone.keys())
    if read:
        for one, count in lone.items():
            found[_folded(one)] += count
    return read


def _without_runs(text: str) -> tuple[str, list[str]]:
    """A text without the runs of Chinese and Japanese whose every character is a word, and these."""
    runs = [] if _PLAIN.fullmatch(text) else _run_pattern().findall(text)
    return _run_pattern().sub(" ", text) if runs else text, runs


@cache
def _run_pattern() -> re.Pattern[str]:
    return re.compile(f"(?:(?![{INNER}])[{CJK}])+(?![{INNER}])")


_TOGETHER = 32_000
"""characters"""
