"""What a citation looks like: its signs, and how it ends."""

import re
from functools import lru_cache

_FEATURES: tuple[tuple[tuple[str, ...], str], ...] = (
    # who publishes
    (
        ("Press", "Publish", "Verlag", "dition", "\u51fa\u7248\u793e", "\u4e66\u5c40", "\u5370\u4e66\u9986"),
        r"\b(?:Press\b|Publish(?:er|ers|ing)\b|Verlag\b|\u00c9ditions?\b)|\u51fa\u7248\u793e|\u4e66\u5c40|\u5370\u4e66\u9986",
    ),
    # a year of its own
    (("15", "16", "17", "18", "19", "20", "\u5e74"), r"\d(?:(?<!\w.)(?:(?<=1)[5-9]|(?<=2)0)\d\d\b|\d{3}\u5e74)"),
    # pages
    (
        (),
        r"[PpS\u7b2c](?<!\w[PpS])(?:(?<=[Pp])(?:p?\.? ?|ages? )\d|(?<=S)\. \d"
        r"|(?<=\u7b2c)\s?[\d,\uff0c\u2014-]+\s?\u9875)",
    ),
    # a number of a periodical
    (
        ("Vol", "No", "ssue", "):", "\u671f"),
        r"\b(?:Vol\.? ?\d+|No\.? ?\d+|[Ii]ssues? \d+|Issue, Page|\d+\(\d+\): ?\d+)|\u7b2c\s?\d+\s?\u671f",
    ),
    # how a citation speaks
    (
        (),
        r"\b(?:[Pp]ublished in\b|[Tt]ranslated by\b|trans\.|trad\.|\u00fcbers\.|hg\. |Hrsg\b|[Vv]gl\. "
        r"|[Ww]ritten by\b|[Ee]dited by\b|et al\."
        r"|eds?\.\)?|[Ii]bid\b|[Oo]p\. cit\.|[Cc]f\. |[Ss]ee (?:also )?(?:the website|[A-Z]))"
        r"|[Ee]ditor-in-[Cc]hief|\u53d1\u8868\u4e8e|\u8f7d\u300a|\u4e3b\u7f16",
    ),
    # where it came out
    (
        (":",),
        r"[(,.:] ?[A-Z\u00c0-\u00de]\w+(?: [A-Z]\w+)?: ?[A-Z\u00c0-\u00de][^,;:()]{2,40},? (?:1[5-9]|20)\d\d",
    ),
    # where it is on the web, when it was looked at
    (("http", "doi:", "["), r"https?://|<http|\bdoi:|\[\d{4} ?- ?(?:\d\d)?"),
)
"""Signs of a citation: words of which a text that shows it has one, where there are such, and how it stands there.

A text is looked through for words in a hundredth of the time.
"""
_MARKED = (
    r"[\u00ab\u300a\"\u201c](?:(?<=\u00ab)[^\u00bb]{3,}|(?<=\u300a)[^\u300b]+\u300b"
    r"|(?<=[\"\u201c])(?=(?P<first>[^a-z\s])[^\"\u201d]{5,}[\"\u201d\u00b6]))"
)
"""A title between marks; in quotes it is one where it begins with a capital, or in Chinese."""
_RIGHTS = re.compile(r"\W*(?:copyright\b|\(c\) |\u00a9)", re.IGNORECASE)
"""How a line begins that says whose a text is."""
_CITING = re.compile(r"\d{2}")
_TITLE_MARKS = '\u00ab\u300a"\u201c<*'
_TITLE = r"\bpp?\. ?\d|\bPress\b|\bVerlag\b|\bPublish|\b[Pp]ages? \d|\bS\. \d|\b[A-Z]\w+: [A-Z]"
"""What no citation that interrupts a text does without: a number of two figures, and marks about a title, or a page."""
_AGAIN = re.compile(
    r"(?:\W|\d)*(?:ibid|ibidem|ebd|ebenda|idem|op\. ?cit|loc\. ?cit|\u540c\u4e0a|\u540c\u524d"
    r"|\u0422\u0430\u043c \u0436\u0435)(?!\w{2}).{0,40}$",
    re.IGNORECASE,
)
"""A note that cites what was cited before."""
_FINISHING = (".", "!", "?", "\u3002", "]", ">", ")", "\u9875", "\u65e5\u62a5\u300b")
"""What a citation ends with, figures apart."""


@lru_cache(maxsize=512)
def features(text: str) -> int:
    """How many of the eight signs of a citation the text shows."""
    if _RIGHTS.match(text):
        return 0
    shown = sum(
        1
        for words, pattern in _FEATURES
        if (not words or any(word in text for word in words)) and re.search(pattern, text)
    )
    return 3 * cites_again(text) + shown + _has_title(text)


def _has_title(text: str) -> bool:
    """Whether a text has a title between marks."""
    if not any(mark in text for mark in '\u00ab\u300a"\u201c'):
        return False
    firsts = (match["first"] for match in re.finditer(_MARKED, text))
    return any(first is None or "A" <= first <= "Z" or "\u3400" <= first <= "\u9fff" for first in firsts)


def cites_again(text: str) -> bool:
    """Whether a text begins as a note does that cites what was cited before."""
    return _AGAIN.match(text) is not None


def interrupting(text: str) -> bool:
    """Whether a text has what no citation that interrupts another text does without."""
    marked = any(mark in text for mark in _TITLE_MARKS)
    return _CITING.search(text) is not None and (marked or re.search(_TITLE, text) is not None)


def finished(text: str) -> bool:
    """Whether a note ends as a citation does: with a page, a year, an address, a full stop."""
    tail = text.rstrip()
    while tail.endswith("\u00b6"):
        tail = tail[:-1].rstrip()
    return not text or tail[-1:].isdecimal() or tail.endswith(_FINISHING)
