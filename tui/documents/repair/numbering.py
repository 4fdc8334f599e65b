"""The printed numbers of headings: Western, Roman, lettered, Chinese, in words."""

import re
from functools import cache
from typing import NamedTuple

_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        start=1,
    )
}
_HAN = {char: number for number, char in enumerate("\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d", start=1)}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_HAN_NUMBER = r"[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{1,3}"
_FORMS: dict[str, tuple[tuple[str, str], ...]] = {
    "bracket": (
        ("paren", r"[(\uff08](?P<arabic>\d{1,3})[)\uff09]\s*(?=\S)"),
        ("paren-han", rf"[(\uff08](?P<han>{_HAN_NUMBER})[)\uff09]\s*(?=\S)"),
        ("paren-letter", r"\((?P<letter>[a-zA-Z])\)\s+(?=\S)"),
    ),
    "digit": (
        ("dotted", r"(?P<dotted>\d{1,3}(?:\.\d{1,3})+)\.?\s+(?=\S)"),
        ("arabic", r"(?P<arabic>\d{1,3})\s?[.\u3001\uff0e:)]\s*(?=\S)"),
        ("bare", r"(?P<arabic>\d{1,2})\s+(?=[A-Z\u3400-\u9fff])"),
    ),
    "letter": (
        (
            "unit",
            r"(?i:chapter|part|section|book|article|appendix|title|canto|lecture|act|scene|letter)\s+"
            r"(?:(?P<arabic>\d{1,3})|(?P<roman>[IVXLCivxlc]+)|(?P<word>[A-Za-z]{3,})|(?P<letter>[A-Z]))\b[.:]?",
        ),
        ("roman", r"(?P<roman>[IVXLC]+)[.:)\u3001]\s+(?=\S)"),
        ("letter", r"(?P<letter>[A-Z])[.)]\s+(?=\S)"),
        ("word", r"(?P<word>[A-Z][a-z]+)[.:]?\s+(?=\S)"),
    ),
    "other": (
        (
            "unit-han",
            rf"\u7b2c\s*(?:(?P<arabic>\d{{1,3}})|(?P<han>{_HAN_NUMBER}))\s*[\u7ae0\u8282\u90e8\u7bc7\u7de8\u7f16]",
        ),
        ("sign", r"\u00a7\s*(?P<dotted>\d{1,3}(?:\.\d{1,3})*)\.?\s*"),
        ("han", rf"(?P<han>{_HAN_NUMBER})[\u3001\uff0e.]\s*(?=\S)"),
    ),
}
"""The forms by what a title begins with; those that no title asks for are never compiled."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _class(char: str) -> str:
    if char in "(\uff08":
        return "bracket"
    if char.isascii():
        return "digit" if char.isdigit() else "letter" if char.isalpha() else "other"
    return "other"


class Printed(NamedTuple):
    """A heading's printed number: its form, its parts ("2.1" has two), and how long it is in the title."""

    form: str
    parts: tuple[str, ...]
    length: int

    @property
    def value(self) -> int:
        """The last part as a number; a letter's place in the alphabet."""
        last = self.parts[-1]
        return int(last) if last.isdigit() else ord(last[0].upper()) - 64


def printed(title: str) -> Printed | None:
    """The number a heading's title begins with; None when there is none.

    Forms "word" and "bare" are weak: "One Day in May" has no number. Who asks must see whether it fits a sequence.
    """
    for form, pattern in _FORMS[_class(title[:1])]:
        match = _compiled(pattern).match(title)
        if not match:
            continue
        parts = _parts(match.groupdict())
        if parts:
            if form in ("sign", "dotted"):
                form = f"dotted-{len(parts)}" if len(parts) > 1 else "arabic"
            return Printed(form, parts, match.end())
    return None


def _parts(groups: dict[str, str | None]) -> tuple[str, ...]:
    if dotted := groups.get("dotted"):
        return tuple(str(int(part)) for part in dotted.split("."))
    if arabic := groups.get("arabic"):
        return (str(int(arabic)),)
    if (roman := groups.get("roman")) and (number := from_roman(roman.upper())):
        return (str(number),)
    if (han := groups.get("han")) and (number := from_han(han)):
        return (str(number),)
    if (word := groups.get("word")) and (number := _WORDS.get(word.lower(), 0)):
        return (str(number),)
    if letter := groups.get("letter"):
        return (letter.upper(),)
    return ()


def from_roman(text: str) -> int:
    """A Roman numeral's value, 0 for one that is not well-formed."""
    if not re.fullmatch(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", text):
        return 0
    values = [_ROMAN[char] for char in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def from_han(text: str) -> int:
    """A Chinese numeral's value up to ninety-nine, 0 for another text."""
    if "\u5341" in text:
        tens, _, ones = text.partition("\u5341")
        if (tens and tens not in _HAN) or (ones and ones not in _HAN):
            return 0
        return 10 * _HAN.get(tens, 1) + _HAN.get(ones, 0)
    return _HAN.get(text, 0)
