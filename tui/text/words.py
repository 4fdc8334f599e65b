"""The words of a text, for search and for counting."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

# Raised and lowered figures mark notes; they are no part of the word before them.
_RAISED = "\u00b2\u00b3\u00b9\u2070-\u209f"
_INNER = (
    "\xad\u200c\u200d\u2060\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0711\u0730-\u074a\u07a6-\u07b0\u0816-\u082d\u0859-\u085b\u08d3-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    "\u0981-\u0983\u09bc-\u09cd\u09d7\u09e2\u09e3\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a75\u0a81-\u0a83"
    "\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6"
    "\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0d81-\u0d83\u0dca-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc"
    "\u0ec8-\u0ece\u0f18-\u0f3f\u0f71-\u0f84\u0f8d-\u0fbc\u102b-\u103e\u1056-\u1059\u135d-\u135f\u17b4-\u17d3"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
)
_WESTERN = re.compile(r"[^\W_\xb2\xb3\xb9]+(?:\xad+[^\W_\xb2\xb3\xb9]*|['\u2019\u02bc][^\W_\xb2\xb3\xb9]+)*")
"""What a word is among Latin, Greek and Cyrillic letters and the usual signs, whose marks and figures are few."""
_PLAIN = re.compile("[\0-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e]*")

_ASCII_WORD = re.compile("[a-z0-9]+(?:'[a-z0-9]+)*")
"""the same in small letters of ASCII"""


@cache
def word_pattern() -> re.Pattern[str]:
    """What a word is, as `words` has it; so large a set takes a while to compile, and many texts have no need of it."""
    from tui.text.scripts import CJK

    letter = rf"[^\W_{_RAISED}{CJK}]"
    return re.compile(f"[{CJK}][{_INNER}]*|{letter}+(?:[{_INNER}]+{letter}*|['’ʼ＇]{letter}+)*")


def _pattern(text: str) -> re.Pattern[str]:
    """What a word is in a text."""
    return _WESTERN if text.isascii() or _PLAIN.fullmatch(text) else word_pattern()


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
        word = found.group()
        yield Word(found.start(), found.end(), word.lower() if word.isascii() else _folded(word))


class Columns(NamedTuple):
    """The words of a text as two lists: where each starts, and how it is compared."""

    starts: list[int]
    folded: list[str]


def columns(text: str) -> Columns:
    """What `words` gives, in a third of the time, without the ends."""
    text = _plain(text)
    if text.isascii():
        text = text.lower()
        return Columns([found.start() for found in _ASCII_WORD.finditer(text)], _ASCII_WORD.findall(text))
    pattern = _pattern(text)
    starts = [found.start() for found in pattern.finditer(text)]
    return Columns(starts, [word.lower() if word.isascii() else _folded(word) for word in pattern.findall(text)])


def folded(text: str) -> list[str]:
    """What `columns` gives without the starts, quicker still."""
    if text.isascii():  # nearly always, and asked for thousands of times
        letters: str | None = text.encode("ascii").translate(_ASCII).decode("ascii")
    else:
        text = _plain(text)
        letters = _letters(text)
    if letters is not None:
        return _WORD.findall(letters) if "'" in letters else letters.split()
    return [word.lower() if word.isascii() else _folded(word) for word in _pattern(text).findall(text)]


@lru_cache(maxsize=4_096)
def _folded(word: str) -> str:
    if len(word) == 1 and "\u4e00" <= word <= "\u9fff":
        return word
    # Most texts are read without the tables of folding.
    from tui.text.folding import fold_word

    return fold_word(word)


def count_words(text: str) -> int:
    """How many words a text has."""
    text = _plain(text)
    letters = _letters(text)
    if letters is None:
        rest, runs = _without_runs(text)
        return sum(map(len, runs)) + len(_pattern(rest).findall(rest))
    if "'" not in letters:
        return len(letters.split())
    count = len(letters.replace("'", " ").split())
    for one, two in pairwise(letters.split("'")):
        count -= one[-1:].isalnum() and two[:1].isalnum()
    return count


def tally(texts: Iterable[str]) -> Counter[str]:
    """How often each folded word stands in some texts; quicker than to look at each of their words."""
    found: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for some in _batches(texts):
        together = _letters(_plain("\n".join(some)))
        if together is not None:
            found.update(together.split())
            continue
        for text in map(_plain, some):
            letters = _letters(text)
            if letters is not None:
                found.update(letters.split())
            else:
                rest, runs = _without_runs(text)
                other.update(rest.split())
                other.update("".join(runs))
    for token in [token for token in found if "'" in token]:
        count = found.pop(token)
        for word in _WORD.findall(token):
            found[word] += count
    # No word goes over a blank, so that what stands between two is looked at once however often it stands there.
    for token, count in other.items():
        _add(found, token, count)
    return found


def _add(found: Counter[str], token: str, count: int) -> None:
    for word in _pattern(token).findall(token):
        found[word.lower() if word.isascii() else _folded(word)] += count


def _plain(text: str) -> str:
    """A text of the same words, in ASCII if typographic marks alone kept it from that."""
    if not text.isascii():
        for mark, sign in _TYPOGRAPHIC:
            text = text.replace(mark, sign)
    return text


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts, as many at a time as stay in the processor's cache."""
    some: list[str] = []
    size = 0
    for text in texts:
        some.append(text)
        size += len(text)
        if size > _TOGETHER:
            yield some
            some, size = [], 0
    yield some


def _letters(text: str) -> str | None:
    """A text with its letters folded and a blank for all that is none, apostrophes apart; None where its letters are of
    more than one small alphabet."""
    if text.isascii():
        return text.encode("ascii").translate(_ASCII).decode("ascii")
    for codec in _CODECS:
        try:
            encoded = text.encode(codec)
        except UnicodeEncodeError:
            continue
        table, others = _table(codec)
        if len(encoded.translate(None, others)) == len(encoded):
            return encoded.translate(table).decode(codec)
    return None


@cache
def _table(codec: str) -> tuple[bytes, bytes]:
    """For each character of a codec what `_letters` makes of it, and those it can make nothing of: "ß" is two."""
    table, others = bytearray(_ASCII), bytearray()
    for code in range(128, 256):
        one = bytes([code]).decode(codec, "ignore")
        if one == "\xad":
            others.append(code)
        elif _WESTERN.fullmatch(one):
            letter = _folded(one).encode(codec, "ignore")
            if len(letter) == 1:
                table[code] = letter[0]
            else:
                others.append(code)
    return bytes(table), bytes(others)


def _without_runs(text: str) -> tuple[str, list[str]]:
    """A text without the runs of Chinese and Japanese whose every character is a word, and these."""
    runs = [] if _PLAIN.fullmatch(text) else _run_pattern().findall(text)
    return _run_pattern().sub(" ", text) if runs else text, runs


@cache
def _run_pattern() -> re.Pattern[str]:
    from tui.text.scripts import CJK

    return re.compile(f"[{CJK}]+(?![{_INNER}])")


_CODECS = ("latin-1", "cp1250", "cp1251", "cp1253")
"""Of texts in Western, Central and Eastern European languages; one byte a letter is quickly told from another."""
_WORD = re.compile("[^ ']+(?:'[^ ']+)*")
"""a word of what `_letters` gives"""
_TOGETHER = 32_000
"""characters"""
_TYPOGRAPHIC = (("’", "'"), *((mark, " ") for mark in "“”‘–—…•\xa0"))
_ASCII = bytes(ord(one.lower()) if one.isalnum() or one == "'" else 32 for one in map(chr, range(128))).ljust(256)
"""for each character of ASCII its letter folded, or a blank"""
