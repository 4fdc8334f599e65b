"""Texts written in few characters, a byte for each: what is a word in them is then told in two passes in C.

The code page is no standard one. It has the characters of the texts themselves, whatever their languages, and grows
with them; for each it knows what it is in a word.
"""

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from tui.text.scripts import CJK

INNER = (
    "\xad\u200c\u200d\u2060\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0711\u0730-\u074a\u07a6-\u07b0\u0816-\u082d\u0859-\u085b\u08d3-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    "\u0981-\u0983\u09bc-\u09cd\u09d7\u09e2\u09e3\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a75\u0a81-\u0a83"
    "\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6"
    "\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0d81-\u0d83\u0dca-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc"
    "\u0ec8-\u0ece\u0f18-\u0f3f\u0f71-\u0f84\u0f8d-\u0fbc\u102b-\u103e\u1056-\u1059\u135d-\u135f\u17b4-\u17d3"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
)
"""Marks inside a word, as the inside of a character class."""
RAISED = "\u00b2\u00b3\u00b9\u2070-\u209f"
"""Raised and lowered figures, which mark notes and are no part of the word before them."""
APOSTROPHES = "'\u2019\u02bc\uff07"
_APART, _UNUSED = "\u2e80", "\ufffe"
"""before the first character of Chinese and Japanese; what an encoding map skips"""
_MOST = 256
_BLANKS = (0x85, 0xA0)
"""codes of what is white space in Latin-1"""
_AHEAD = 1_000
"""characters that are looked at from where an unknown one stands"""


class Alphabet(NamedTuple):
    """Characters, each with a code of one byte. Coded text is a `str`, of the characters that Latin-1 has at the codes.

    Attributes:
        characters: by their codes; those of ASCII at their own.
        encoding: from character to code, as `codecs` makes it.
        folding: by code, the code of what it is in a word: a letter folded, "'" for an apostrophe, a blank for what is
            no part of a word. A mark inside a word, which is told by its neighbours alone, stays.
        longer: letters that are several when they are folded, and these, coded.
        inner: the marks inside a word among the characters.
    """

    characters: str
    encoding: Any
    folding: bytes
    longer: tuple[tuple[str, str], ...]
    inner: str

    def coded(self, text: str, errors: str = "strict") -> str:
        """A text, coded, with its letters folded and blanks between its words, apostrophes apart.

        Raises:
            UnicodeEncodeError: a character is none of these, and `errors` does not take it for a blank ("replace").
        """
        encoded, _ = codecs.charmap_encode(text, errors, self.encoding)
        found: str = encoded.translate(self.folding).decode("latin-1")
        for letter, several in self.longer:
            found = found.replace(letter, several)
        return found

    def told(self, coded: str) -> str:
        """A coded text as it is."""
        if coded.isascii():
            return coded
        told: str = codecs.charmap_decode(coded.encode("latin-1"), "strict", self.characters)[0]
        return told

    def joined(self, other: "Alphabet") -> "Alphabet | None":
        """The one of the two that has the codes of both; None if neither has."""
        small, large = sorted((self, other), key=lambda one: len(one.characters))
        return large if large.characters.startswith(small.characters) else None

    def with_those_of(self, text: str) -> "Alphabet | None":
        """An alphabet that has the characters of a text too; None if they are too many, or one has no place in any.

        Codes that were given stay.
        """
        new = sorted({*text}.difference(self.characters))
        if _UNUSED in text or len(new) > _MOST or any(map(_is_of_many, new)):
            return None
        kinds = {one: _kind(one) for one in new}
        if None in kinds.values():
            return None
        needed = [*new, *sorted({*"".join(map(str, kinds.values()))}.difference(self.characters, new))]
        characters = [*self.characters]
        for one in needed:
            while len(characters) in _BLANKS:
                characters.append(_UNUSED)
            characters.append(one)
        if len(characters) > _MOST:
            return None
        code = {one: chr(number) for number, one in enumerate(characters)}
        folded = {one: "".join(code[letter] for letter in kinds.get(one) or one) for one in needed}
        longer = tuple((code[one], several) for one, several in folded.items() if len(several) > 1)
        folding = bytearray(range(len(characters)))
        folding[: len(self.characters)] = self.folding[: len(self.characters)]
        for one, single in folded.items():
            if len(single) == 1:
                folding[ord(code[one])] = ord(single)
        return Alphabet(
            "".join(characters),
            codecs.charmap_build("".join(characters).ljust(_MOST, _UNUSED)),
            bytes(folding).ljust(_MOST),
            (*self.longer, *longer),
            self.inner + "".join(filter(is_inner, needed)),
        )


def _ascii() -> Alphabet:
    characters = "".join(map(chr, range(128)))
    folding = bytes(ord(one.lower()) if one.isalnum() or one == "'" else 32 for one in characters).ljust(_MOST)
    return Alphabet(characters, codecs.charmap_build(characters.ljust(_MOST, _UNUSED)), folding, (), "")


ASCII = _ascii()
_known = ASCII


class Coded(NamedTuple):
    """A text that has been coded, and by which alphabet."""

    letters: str
    alphabet: Alphabet

    def told(self) -> str:
        """It as it is."""
        return self.alphabet.told(self.letters)


def coded(text: str) -> Coded | None:
    """A text as `Alphabet.coded` has it; None if it has too many characters for an alphabet."""
    global _known
    if text.isascii():
        return Coded(text.encode("ascii").translate(ASCII.folding).decode("ascii"), ASCII)
    mine, again = _known, False
    while True:
        try:
            return Coded(mine.coded(text), mine)
        except UnicodeEncodeError as error:
            more = mine.with_those_of(text[error.start : error.start + _AHEAD])
            if more is None and not again:  # other texts may have filled it
                again = True
                more = ASCII.with_those_of(text[error.start : error.start + _AHEAD])
            if more is None:
                return None
            mine = _known = more


def coded_but(text: str, others: Iterable[str]) -> Coded | None:
    """The same of a text of which only `others` are to be read; what is none of them parts words."""
    wanted = "".join(others)
    mine = _known.with_those_of(wanted) or ASCII.with_those_of(wanted)
    return Coded(mine.coded(text, "replace"), mine) if mine else None


def _kind(character: str) -> str | None:
    """What a character is in a word: see `Alphabet.folding`; what it is folded to, where that is longer; None of one
    that is told by its neighbours."""
    if character in APOSTROPHES:
        return None if character.isalnum() else "'"
    if is_inner(character):
        return None if character.isalnum() else character
    if not character.isalnum() or _is_of(RAISED, character):
        return " "
    from tui.text.folding import fold_word, melts

    folded = fold_word(character)
    single = folded.isalnum() and fold_word(folded) == folded and not melts(character) and not melts(folded)
    return folded if single else None


def is_apart(character: str) -> bool:
    """Whether a character is a word of its own, as those of Chinese and Japanese are."""
    return "\u4e00" <= character <= "\u9fff" or (character >= _APART and _is_of(CJK, character))


def _is_of_many(character: str) -> bool:
    """Whether a character is of a script that has more of them than find room, or can have no code."""
    return "\uac00" <= character <= "\ud7a3" or character >= _UNUSED or is_apart(character)


def is_inner(character: str) -> bool:
    """Whether a character is a mark inside a word."""
    return _is_of(INNER, character)


def _is_of(inside: str, character: str) -> bool:
    return bisect_right(_edges(inside), character) % 2 == 1


@cache
def _edges(inside: str) -> list[str]:
    """Where the stretches of a character class begin, and where each is over, in turn.

    To compile so large a class takes longer than most texts have a use for it.
    """
    found: list[str] = []
    for first, last in sorted(re.findall("(.)(?:-(.))?", inside, re.DOTALL)):
        if found and found[-1] == first:
            found.pop()
        else:
            found.append(first)
        found.append(chr(ord(last or first) + 1))
    return found
