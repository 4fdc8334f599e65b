"""Headings that the setting of a plain text shows: underlined ones, and the flush ones of manual pages."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(r"^[ \t]*(([=~^*#\"+-])\2{3,})[ \t]*\r?$", re.MULTILINE)
_NEXT_EMPTY = re.compile(r"\r?\n[ \t]*(?:\r?\n|$)|\s*$")
_MANUAL = re.compile(
    r"\s*(?P<title>(?P<name>[\w.:+@\[-]+\(\d\w*\))[ \t]{2,}\S[^\n]*?)[ \t]{2,}(?P=name)[ \t]*\r?\n", re.IGNORECASE
)
"""The first line of a manual page, which has its name at both ends."""


class _Over(NamedTuple):
    """A line over one that is indented further, without columns in it.

    Attributes:
        indent: pattern of its own indentation.
        title: pattern of its text.
        below: blanks, or a tab, by which the line below is indented at least.
    """

    indent: str
    title: str
    below: str

    def found(self, source: str, start: int) -> Iterator[re.Match[str]]:
        """Such lines. Most texts are told not to have any before the pattern is compiled."""
        if f"\n{self.below}" not in source and "\n\t" not in source:
            return iter(())
        line = rf"^{self.indent}(?P<title>{self.title})[ \t]*\r?\n(?=(?:{self.below}|\t)[ \t]*\S)"
        return re.compile(line, re.MULTILINE).finditer(source, start)


_ANY = r"(?:(?! {3}|\t)[^\n]){1,72}[^\s.,;:]"
_FLUSH = _Over("", r"[A-Z][A-Z0-9 ,/&()'-]*[A-Z)]", 3 * " ")
_BELOW = _Over(" {2,4}", r"[^\W\d_][^\n]{1,58}[^\s.,;:]", 6 * " ")
_FLUSH_THERE = _Over("", rf"[^\W\d_]{_ANY}", 3 * " ")
_BELOW_THERE = _Over(" {2,4}", rf"[^\s\d]{_ANY}", 6 * " ")
"""The same on a page that is surely of a manual."""
_FEW = 3
"""Flush headings in capitals that a text has at least to be a manual page; or underlined ones, to be none."""


class Headline(NamedTuple):
    """A heading: where its line begins, where its text does and ends, and where what belongs to it ends."""

    line: int
    start: int
    end: int
    whole: int
    level: int


def headlines(source: str, start: int = 0) -> dict[int, Headline]:
    """The headings of a plain text that its setting shows, by the offset of their line."""
    found = {head.line: head for head in _underlined(source, start)}
    underlined = len(found) >= _FEW
    page = _MANUAL.match(source, start)
    at, flush_there, below_there = (page.end(), _FLUSH_THERE, _BELOW_THERE) if page else (start, _FLUSH, _BELOW)
    flush = [match for match in flush_there.found(source, at) if _alone(source, match.start())]
    if page:
        line = source.rfind("\n", 0, page.start("title")) + 1
        found[line] = Headline(line, *page.span("title"), page.end("title"), 1)
    if page or (len(flush) >= _FEW and not underlined):
        level = 2 if page else 1
        found |= {match.start(): _headline(match, level) for match in flush}
        heads = {match.end() for match in flush}
        below = [m for m in below_there.found(source, at) if _alone(source, m.start()) or m.start() in heads]
        found |= {match.start(): _headline(match, level + 1) for match in below if match.start() not in found}
    return found


def _alone(source: str, at: int) -> bool:
    """Whether the line before an offset is empty, or there is none."""
    line = source.rfind("\n", 0, max(0, at - 1)) + 1
    return not source[line : max(0, at - 1)].strip()


def _headline(match: re.Match[str], level: int) -> Headline:
    return Headline(match.start(), *match.span("title"), match.end("title"), level)


def _underlined(source: str, start: int) -> list[Headline]:
    """Lines with a line of one mark below, about as long; each mark is a level, the first one the highest."""
    levels: dict[str, int] = {}
    found: list[Headline] = []
    tight: list[tuple[re.Match[str], int, str]] = []
    for match in _LINE.finditer(source, start):
        end = match.start() - 1
        begin = max(start, source.rfind("\n", start, max(start, end)) + 1)
        title, line = source[begin : max(begin, end)].strip(), match.group(1)
        # Marks of the scripts that are set twice as wide, or in several bytes, are counted in either way.
        sound = -2 <= len(line) - len(title) <= 3 or (len(title.encode()) > len(title) and len(line) >= len(title))
        if not sound or len(title) > 240 or len(set(title)) < 2 or not any(char.isalpha() for char in title):
            continue
        before = source[max(0, begin - 300) : begin].rstrip("\r\n").rpartition("\n")[2].strip() if begin else ""
        over = len(before) > 3 and set(before) == {line[0]}
        if not (_alone(source, begin) or over):
            continue
        if not _NEXT_EMPTY.match(source, match.end()):
            # Right above its text, as a table's head stands above its rows, only where that is the text's habit.
            if not over and line[0] in "=-~" and len(line) == len(title) and title[0].isupper():
                tight.append((match, begin, title))
            continue
        first = source.index(title, begin)
        level = levels.setdefault(line[0] + "o" * over, len(levels) + 1)
        found.append(Headline(begin, first, first + len(title), match.end(1), level))
    for match, begin, title in tight if len(tight) >= _FEW else ():
        first = source.index(title, begin)
        level = levels.setdefault(match.group(1)[0], len(levels) + 1)
        found.append(Headline(begin, first, first + len(title), match.end(1), level))
    return found
