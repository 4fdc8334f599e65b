"""A PDF's own bookmarks say which of its lines are headings, and how deep: surer than how they are set."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tui.documents.conversion.pages import Line

_LETTERS = re.compile(r"[\W_]+")
# What may stand before a bookmark's words on the page: "2.1", "A.", "Chapter 1", "IV", and in Chinese and Japanese.
_NUMBER = re.compile(
    r"(?:chapter|appendix|part|annex|kapitel|chapitre|\u7b2c)?(?:\d[\d.]*|[ivxlc]+|[a-z][\d.]*|[\u4e00-\u5341]+)?[\u7ae0\u8282\u90e8\u7bc0]?",
)
_CHAPTER = re.compile(
    r"(?:chapter|appendix|part|annex|kapitel|teil|chapitre|partie|cap\u00edtulo|\u0433\u043b\u0430\u0432\u0430)"
    r"(?:\d{1,3}|[ivxlc]{1,7}|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty)"
)
_LINES = 4
"""Lines that one heading takes up at most."""
_FEWEST = 3
"""Bookmarks that must be found before anything is taken from them."""


class Bookmark(NamedTuple):
    """An entry of a PDF's outline: the page it leads to, from 0, its depth, from 0, its words."""

    page: int
    level: int
    title: str


def letters(text: str) -> str:
    """A text without what setting a heading changes: case, blanks, marks, ligatures."""
    return _LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


def assign(pages: Sequence[list[Line]], bookmarks: Iterable[Bookmark]) -> float:
    """Mark the lines that bookmarks lead to (`Line.level`, `Line.opens`).

    Returns:
        the share of the bookmarks that was found; 0 where they are too few to tell anything.
    """
    found = wanted = 0
    place = (0, 0)
    for mark in bookmarks:
        words = letters(mark.title)
        if not words or not 0 <= mark.page < len(pages):
            continue
        wanted += 1
        page = pages[mark.page]
        spans = list(_spans(page, words))
        if not spans:
            continue
        found += 1
        begin = place[1] if mark.page == place[0] else 0
        # The page's head may say it as well, but smaller; and it may stand on the page before its turn.
        first, last = min(spans, key=lambda span: (-page[span[0]].size, span[0] < begin, span[1] - span[0], span[0]))
        first = _with_number(page, first)
        for line in page[first:last]:
            line.level = mark.level + 2
        page[first].opens = True
        place = (mark.page, last)
    return found / wanted if found >= _FEWEST else 0.0


def _spans(page: list[Line], words: str) -> Iterator[tuple[int, int]]:
    """The lines that are a bookmark's words, with a number before them or without."""
    for first in range(len(page)):
        if page[first].level:
            continue
        text = ""
        for last in range(first, min(first + _LINES, len(page))):
            text += letters(page[last].text)
            if text.endswith(words) and _NUMBER.fullmatch(text[: len(text) - len(words)]):
                yield first, last + 1
            if len(text) > len(words) + 24:
                break


def _with_number(page: list[Line], first: int) -> int:
    """Where a heading begins whose number stands on a line, or two, of its own above it: "Chapter", "One"."""
    for lines in (2, 1):
        if first >= lines and not any(line.level for line in page[first - lines : first]):
            text = "".join(letters(line.text) for line in page[first - lines : first])
            if _CHAPTER.fullmatch(text):
                return first - lines
    return first
