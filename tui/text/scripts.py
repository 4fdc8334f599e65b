"""Which script a character belongs to, and where a word may begin or end."""

import unicodedata
from bisect import bisect_right
from enum import Enum
from functools import lru_cache


class Script(Enum):
    """A script, told apart as coarsely as matching needs it."""

    COMMON = "common"
    """digits, signs, marks: they change no script"""
    LATIN = "latin"
    GREEK = "greek"
    CYRILLIC = "cyrillic"
    ARMENIAN = "armenian"
    HEBREW = "hebrew"
    ARABIC = "arabic"
    INDIC = "indic"
    GEORGIAN = "georgian"
    ETHIOPIC = "ethiopic"
    HANGUL = "hangul"
    OTHER = "other"
    HAN = "han"
    KANA = "kana"
    THAI = "thai"
    LAO = "lao"
    MYANMAR = "myanmar"
    KHMER = "khmer"


UNSPACED = frozenset({Script.HAN, Script.KANA, Script.THAI, Script.LAO, Script.MYANMAR, Script.KHMER})
"""Scripts written without spaces between words."""

CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U000323af"
)
"""Han and kana, as the inside of a character class."""

# Blocks of the Unicode Standard, joined where they stand side by side; a letter in none of them is OTHER.
_BLOCKS: tuple[tuple[int, Script], ...] = (
    (0x0000, Script.LATIN),
    (0x0370, Script.GREEK),
    (0x0400, Script.CYRILLIC),
    (0x0530, Script.ARMENIAN),
    (0x0590, Script.HEBREW),
    (0x0600, Script.ARABIC),
    (0x0780, Script.OTHER),
    (0x08A0, Script.ARABIC),
    (0x0900, Script.INDIC),
    (0x0E00, Script.THAI),
    (0x0E80, Script.LAO),
    (0x0F00, Script.OTHER),
    (0x1000, Script.MYANMAR),
    (0x10A0, Script.GEORGIAN),
    (0x1100, Script.HANGUL),
    (0x1200, Script.ETHIOPIC),
    (0x13A0, Script.OTHER),
    (0x1780, Script.KHMER),
    (0x1800, Script.OTHER),
    (0x19E0, Script.KHMER),
    (0x1A00, Script.OTHER),
    (0x1C80, Script.CYRILLIC),
    (0x1C90, Script.GEORGIAN),
    (0x1CC0, Script.OTHER),
    (0x1D00, Script.LATIN),
    (0x1F00, Script.GREEK),
    (0x2000, Script.LATIN),
    (0x2C00, Script.OTHER),
    (0x2C60, Script.LATIN),
    (0x2C80, Script.OTHER),
    (0x2D00, Script.GEORGIAN),
    (0x2D30, Script.OTHER),
    (0x2D80, Script.ETHIOPIC),
    (0x2DE0, Script.CYRILLIC),
    (0x2E00, Script.OTHER),
    (0x2E80, Script.HAN),
    (0x3040, Script.KANA),
    (0x3100, Script.OTHER),
    (0x3130, Script.HANGUL),
    (0x3190, Script.HAN),
    (0x31F0, Script.KANA),
    (0x3200, Script.HAN),
    (0xA000, Script.OTHER),
    (0xA640, Script.CYRILLIC),
    (0xA6A0, Script.OTHER),
    (0xA720, Script.LATIN),
    (0xA800, Script.INDIC),
    (0xA840, Script.OTHER),
    (0xA8E0, Script.INDIC),
    (0xA900, Script.OTHER),
    (0xA960, Script.HANGUL),
    (0xA980, Script.OTHER),
    (0xA9E0, Script.MYANMAR),
    (0xAA00, Script.OTHER),
    (0xAA60, Script.MYANMAR),
    (0xAA80, Script.OTHER),
    (0xAB00, Script.ETHIOPIC),
    (0xAB30, Script.LATIN),
    (0xAB70, Script.OTHER),
    (0xAC00, Script.HANGUL),
    (0xD800, Script.OTHER),
    (0xF900, Script.HAN),
    (0xFB00, Script.LATIN),
    (0xFB13, Script.ARMENIAN),
    (0xFB1D, Script.HEBREW),
    (0xFB50, Script.ARABIC),
    (0xFE00, Script.OTHER),
    (0xFE70, Script.ARABIC),
    (0xFF00, Script.LATIN),
    (0xFF66, Script.KANA),
    (0xFFA0, Script.HANGUL),
    (0xFFE0, Script.OTHER),
    (0x1B000, Script.KANA),
    (0x1B170, Script.OTHER),
    (0x1D400, Script.LATIN),
    (0x1D6A8, Script.GREEK),
    (0x1D7CC, Script.OTHER),
    (0x20000, Script.HAN),
    (0x323B0, Script.OTHER),
)
_STARTS = [start for start, _ in _BLOCKS]


@lru_cache(maxsize=8192)
def script(character: str) -> Script:
    """The script of one letter; COMMON for whatever is no letter (a mark belongs to the letter before it)."""
    if not character.isalpha():
        return Script.COMMON
    return _BLOCKS[bisect_right(_STARTS, ord(character)) - 1][1]


@lru_cache(maxsize=8192)
def is_mark(character: str) -> bool:
    """Whether a character belongs to the one before it: a combining mark, a joiner, a variation selector."""
    return unicodedata.category(character) in ("Mn", "Mc", "Me") or character in "\u200c\u200d\u00ad\u2060"


def is_word(character: str) -> bool:
    """Whether a character is part of a word. A raised number is not: it marks a note ("AIIB¹")."""
    return character.isalpha() or character.isdecimal() or is_mark(character)


@lru_cache(maxsize=65536)
def divides(before: str, after: str) -> bool:
    """Whether a word may end with the one character and another begin with the next."""
    if is_mark(after):
        return False
    if not (is_word(before) and is_word(after)):
        return True
    left, right = script(before), script(after)
    if left in UNSPACED or right in UNSPACED:
        return True
    return left is not right and Script.COMMON not in (left, right)


def is_boundary(text: str, offset: int) -> bool:
    """Whether a name may begin or end at `offset`.

    It may at either end of the text, beside whatever is neither letter nor digit, where the script changes,
    and at either side of a character of a script written without spaces. It may not before a combining mark.
    """
    if offset <= 0 or offset >= len(text):
        return True
    return divides(text[offset - 1], text[offset])
