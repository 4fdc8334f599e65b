"""Phrases in quotation marks that may be principles: “gathering of flowers”, 「知行合一」."""

import re
from collections.abc import Iterator

from tui.concepts.collocates import FUNCTION_WORDS

_QUOTED = re.compile(
    r"[“「]([^\"“”«»「」]{4,80})[”」]"
    r"|(?<!\w)«([^\"“”«»]{4,80})»"
    r"|„([^\"“”„]{4,80})[“”]"
    r"|(?<!\w)»([^\"“”«»]{4,80})«(?!\w)"
    r"|(?<![\w\"])\"(?=\w)([^\"]{3,80})(?<=[\w.,])\"(?![\w\"])"
    r"|(?<!\w)‘([^‘’\"“”]{4,80})’(?!\w)"
)
_CODE = re.compile(r"=\s?[\"']|\w\([\"']")
"""quotation marks as programs have them: xlab="Days on study", c("Lower", "Upper")"""
_GERMAN = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{9,}")
_TWICE = 2


def quoted_phrases(text: str) -> Iterator[str]:
    """The phrases that a text has in quotation marks and that say something, in order; none of a line of code."""
    code = _CODE.search(text) is not None
    for match in _QUOTED.finditer(text):
        words = " ".join(match[match.lastindex or 1].split()).strip(" ,.;")
        if not (code and match.group()[0] in "\"'") and (_says_something(words) or _is_german(match.group(), words)):
            yield words


def _is_german(quoted: str, word: str) -> bool:
    """Whether one word in German quotation marks is a compound: „Stufentheorie“."""
    return quoted[0] in "„»" and _GERMAN.fullmatch(word) is not None


def _says_something(words: str) -> bool:
    """Whether these are some words of prose, two of which say something; no code."""
    parts = words.split()
    if not parts or not all(part.strip("’',-–").replace("-", "").replace("–", "").isalnum() for part in parts):
        return _is_han(words)
    if (
        any(part[0] in "-_" or (len(part) == 1 and part not in "aAI") for part in parts)
        or not 2 <= len(parts) <= 8
        or any(map(str.isdecimal, words))
    ):
        return _is_han(words)
    return sum(1 for part in parts if part.casefold().strip("’',") not in FUNCTION_WORDS) >= _TWICE


def _is_han(words: str) -> bool:
    """Four Chinese characters or more, as a maxim has them."""
    return len(words) >= 4 and all("\u3400" <= one <= "\u9fff" or one in "、，" for one in words)
