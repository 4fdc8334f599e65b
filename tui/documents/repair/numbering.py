"""The printed numbers of headings: Western, Roman, lettered, legal, Chinese, in words."""

import re
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

_WORDS = {
    word: number
    for words in (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty",
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
        "eins zwei drei vier f\u00fcnf sechs sieben acht neun zehn elf zw\u00f6lf",
        "premier deuxi\u00e8me troisi\u00e8me quatri\u00e8me cinqui\u00e8me sixi\u00e8me septi\u00e8me huiti\u00e8me",
        "primero segundo tercero cuarto quinto sexto s\u00e9ptimo octavo noveno d\u00e9cimo",
        "primo secondo terzo",
    )
    for number, word in enumerate(words.split(), start=1)
}
_HAN = {char: number for number, char in enumerate("\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d", start=1)}
_STEMS = "\u7532\u4e59\u4e19\u4e01\u620a\u5df1\u5e9a\u8f9b\u58ec\u7678"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_HAN_DIGITS = "\u96f6\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e"
_HAN_NUMBER = f"[{_HAN_DIGITS}]{{1,5}}"
_UNITS = {
    word: rank
    for rank, words in enumerate(
        (
            "volume band tome tomo vol",
            "book buch livre libro livro \u043a\u043d\u0438\u0433\u0430",
            "part teil partie parte pars \u0447\u0430\u0441\u0442\u044c",
            "title titre titel t\u00edtulo titolo",
            "chapter kapitel chapitre cap\u00edtulo capitolo caput \u0433\u043b\u0430\u0432\u0430 canto lecture "
            "amendment psalm psaume sonnet surah sura lesson lektion hymn stave schedule "
            "act akt acte aufzug letter appendix annex anhang annexe",
            "section sec abschnitt sezione secci\u00f3n se\u00e7\u00e3o scene szene auftritt "
            "sc\u00e8ne \u0440\u0430\u0437\u0434\u0435\u043b",
            "article art artikel art\u00edculo artigo articolo \u0441\u0442\u0430\u0442\u044c\u044f",
        )
    )
    for word in words.split()
}
BELOW = "paragraph"
"""The unit that stands below an article."""
_UNITS[BELOW] = 7
STAGED = tuple(f"unit-{name}" for name in ("act", "akt", "acte", "aufzug", "scene", "szene", "auftritt", "sc\u00e8ne"))
"""Units of a play, behind which stands where it plays, in a sentence or two."""
_SHORTENED = {"sec": "section", "art": "article"}
_ANNEXED = ("appendix", "annex", "anhang", "annexe")
"""Units that bear letters as often as Roman numbers: C is the third, and no hundredth."""
_HAN_UNITS = {
    "\u5377": 0, "\u518c": 0, "\u7f16": 2, "\u7de8": 2, "\u90e8": 2, "\u7bc7": 2, "\u7ae0": 4, "\u56de": 4,
    "\u8282": 5, "\u7bc0": 5, "\u6761": 6, "\u689d": 6,
}  # fmt: skip
_FORMS: dict[str, tuple[tuple[str, str], ...]] = {
    "bracket": (
        ("paren", r"[(\uff08](?P<arabic>\d{1,3})[)\uff09]\s*(?=\S)"),
        ("paren-han", rf"[(\uff08](?P<han>{_HAN_NUMBER})[)\uff09]\s*(?=\S)"),
        ("paren-roman", r"\((?P<roman>[ivxl]{2,6}|[IVXL]{2,6})\)\s+(?=\S)"),
        ("paren-letter", r"\((?P<letter>[a-z])\)\s+(?=\S)"),
        ("paren-capital", r"\((?P<letter>[A-Z])\)\s+(?=\S)"),
    ),
    "digit": (
        ("dotted", r"(?P<dotted>\d{1,3}(?:[.\uff0e]\d{1,3})+)[.\uff0e]?\s+(?=\S)"),
        ("half", r"(?P<arabic>\d{1,3})[)\uff09]\s*(?=\S)"),
        ("arabic", r"(?P<arabic>\d{1,3})\s?[.\u3001\uff0e:]\s*(?=\S)"),
        ("bare", r"(?P<arabic>\d{1,2})\s+(?=[^\W\d_])"),
    ),
    "unit": (
        (
            "unit",
            r"(?P<unit>[^\W\d_]+)\.?\s+"
            r"(?:the\s+)?(?:(?P<inserted>\d{1,3}(?:[a-z]|\s?(?:bis|ter|quater)))|(?P<dotted>\d{1,3}(?:\.\d{1,3})*)|(?P<roman>[IVXLC]+|[ivxlc]+)|(?P<word>[^\W\d_]{3,})|(?P<letter>[A-Z]))"
            r"(?![\w(])[.:\u2014-]?\s*",
        ),
    ),
    "letter": (
        ("roman", r"(?P<roman>[IVXLC]+)[.:)\u3001]\s+(?=\S)"),
        ("small-roman", r"(?P<roman>[ivx]{2,6})[.)]\s+(?=\S)"),
        ("capital-dotted", r"(?P<lettered>[A-Z](?:\.\d{1,3})+)\.?\s+(?=\S)"),
        ("letter", r"(?P<letter>[A-Z])[.)]\s+(?=\S)"),
        ("small-letter", r"(?P<letter>[a-z])[.)]\s+(?=\S)"),
        ("word", r"(?P<word>[A-Z][a-z]+)(?:[.:,]?\s+(?=\S)|[.:,]?$)"),
        ("alone", r"(?P<roman>[IVXLC]+)\.?$"),
    ),
    "ordinal": (
        (
            "unit-han",
            rf"\u7b2c\s*(?:(?P<arabic>\d{{1,3}})|(?P<han>{_HAN_NUMBER}))\s*(?P<unit>[{''.join(_HAN_UNITS)}])\s*",
        ),
        ("unit-han-\u90e8", rf"\u7b2c\s*(?P<han>{_HAN_NUMBER})\s*\u90e8\u5206\s*"),
    ),
    "sign": (
        (
            "sign",
            r"\u00a7+\s*(?P<legal>\d{1,3}(?:bis\b|ter\b|quater\b|[a-z])?(?:\.\d{1,3})*(?:\([^\W_]{1,3}\))*)\.?\s*",
        ),
    ),
    "han": (("han", rf"(?P<han>{_HAN_NUMBER})[\u3001\uff0e.]\s*(?=\S)"),),
    "stem": (("stem", rf"(?P<stem>[{_STEMS}])[\u3001\uff0e.]\s*(?=\S)"),),
    "circled": (("circled", r"(?P<circled>[\u2460-\u2473])\s*(?=\S)"),),
    "none": (),
}
"""The forms by what a title begins with; those that no title asks for are never compiled."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _class(title: str) -> str:
    char = title[:1]
    if char in "(\uff08":
        return "bracket"
    if "\u2460" <= char <= "\u2473":
        return "circled"
    if char.isdigit():
        return "digit"
    if char.isalpha() and not "\u2e80" <= char <= "\u9fff":
        return "unit" if title.split(maxsplit=1)[0].removesuffix(".").lower() in _UNITS else "letter"
    if char in _HAN_DIGITS:
        return "han"
    return "stem" if char in _STEMS else {"\u7b2c": "ordinal", "\u00a7": "sign"}.get(char, "none")


class Printed(NamedTuple):
    """A heading's printed number: its form, its parts ("2.1" has two), and how long it is in the title."""

    form: str
    parts: tuple[str, ...]
    length: int

    @property
    def value(self) -> int:
        """The last part as a number, that of 2a being 2; a letter's place in the alphabet."""
        last = self.parts[-1]
        if self.inserted:
            last = "".join(takewhile(str.isdigit, last))
        return int(last) if last.isdigit() else ord(last[0].upper()) - 64

    @property
    def inserted(self) -> bool:
        """Whether it was put between two numbers later, as 2a is between 2 and 3."""
        return self.parts[-1][0].isdigit() and not self.parts[-1].isdigit()

    @property
    def rank(self) -> int | None:
        """How high in a work a unit of this name stands, 0 for a volume; None for a number without a unit."""
        if not self.form.startswith("unit-"):
            return 6 if self.form == "sign" else None
        name = self.form.rpartition("-")[2]
        return _UNITS.get(name, _HAN_UNITS.get(name))

    def as_letter(self, title: str) -> "Printed | None":
        """The number read as a letter where it may be one as well ("C." is a hundred, or comes after B)."""
        char = title.lstrip("(")[:1]
        if self.form not in _LETTERED or len(re.match(r"\(?([^\W\d_]*)", title).group(1)) != 1:  # type: ignore[union-attr]
            return None
        return Printed(_LETTERED[self.form], (char.upper(),), self.length)

    def as_roman(self, title: str) -> "Printed | None":
        """A letter read as a Roman number where it may be one ("(i)")."""
        char = title.lstrip("(")[:1]
        form = {"paren-letter": "paren-roman", "small-letter": "small-roman"}.get(self.form)
        value = from_roman(char.upper())
        return Printed(form, (str(value),), self.length) if form and value else None


_HEAD = 80
"""Code points at a title's head that hold its number, however long it is."""
_LETTERED = {"roman": "letter", "small-roman": "small-letter", "paren-roman": "paren-letter"}


def printed(title: str) -> Printed | None:
    """The number a heading's title begins with; None when there is none.

    Forms "word", "bare" and "alone" are weak: "One Day in May" has no number. Who asks must see whether it fits a
    sequence.
    """
    return _printed(title[:_HEAD])


def _forms(title: str) -> tuple[tuple[str, str], ...]:
    """The forms that a title may have by what it begins with; a name of a unit is a word as well."""
    begins = _class(title)
    return (*_FORMS[begins], *_FORMS["letter"]) if begins == "unit" else _FORMS[begins]


@lru_cache(maxsize=1 << 11)
def _printed(title: str) -> Printed | None:
    for form, pattern in _forms(title):
        match = _compiled(pattern).match(title)
        if not match:
            continue
        groups = match.groupdict()
        parts = _parts(groups)
        if parts:
            if unit := groups.get("unit"):
                form = f"{form}-{_SHORTENED.get(unit.lower(), unit.lower())}"
            if len(parts) > 1 and (form in ("sign", "dotted") or form.startswith("unit-")):
                form = f"{'sign' if form == 'sign' else 'dotted'}-{len(parts)}"
            elif form == "capital-dotted":
                form = f"capital-{len(parts)}"
            return Printed(form, parts, match.end())
    return None


def _parts(groups: dict[str, str | None]) -> tuple[str, ...]:
    if dotted := groups.get("dotted"):
        return tuple(str(int(part)) for part in re.split(r"[.\uff0e]", dotted))
    if legal := groups.get("legal"):
        return tuple(str(int(part)) if part.isdigit() else part for part in re.findall(r"[^\W_]+", legal))
    if lettered := groups.get("lettered"):
        return tuple(lettered.split("."))
    if inserted := groups.get("inserted"):
        return ("".join(inserted.split()),)
    if arabic := groups.get("arabic"):
        return (str(int(arabic)),)
    roman = groups.get("roman")
    if roman in ("C", "L") and (groups.get("unit") or "").lower() in _ANNEXED:
        return (roman,)
    if roman and (number := from_roman(roman.upper())):
        return (str(number),)
    if (han := groups.get("han")) and (number := from_han(han)):
        return (str(number),)
    if (word := groups.get("word")) and (number := _WORDS.get(word.lower(), 0)):
        return (str(number),)
    if letter := groups.get("letter"):
        return (letter.upper(),)
    if stem := groups.get("stem"):
        return (str(_STEMS.index(stem) + 1),)
    if circled := groups.get("circled"):
        return (str(ord(circled) - 0x245F),)
    return ()


def from_roman(text: str) -> int:
    """A Roman numeral's value, 0 for one that is not well-formed."""
    if not re.fullmatch(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", text):
        return 0
    values = [_ROMAN[char] for char in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def from_han(text: str) -> int:
    """A Chinese numeral's value below a thousand, 0 for another text."""
    total = current = 0
    for char in text:
        if char in _HAN:
            current = _HAN[char]
        elif char == "\u5341":
            total, current = total + 10 * (current or 1), 0
        elif char == "\u767e" and current:
            total, current = total + 100 * current, 0
        elif char not in "\u96f6\u3007":
            return 0
    return total + current
