"""How a plain text is set tells which of its lines are headings: underlined, hanging out of indented text as in RFCs
and manual pages, or a chapter's name alone below an empty stretch as in books."""

import re
from dataclasses import dataclass, field

_SAMPLE = 400_000
_UNDER = re.compile(r"([=*~^#+\"'-])\1{2,}$")
_MANUAL = re.compile(r"\s*(?P<name>[\w.:+@\[-]+\(\d\w*\))\s{2,}\S.*?\s{2,}(?P<again>(?P=name))\s*$", re.IGNORECASE)
_CHAPTER = re.compile(
    r"(?:chapter|book|part|volume|letter|act|scene|canto|stave|section|appendix|kapitel|teil|buch|chapitre|livre|partie"
    r"|cap[i\u00ed]tulo|libro|parte|\u0433\u043b\u0430\u0432\u0430|\u0447\u0430\u0441\u0442\u044c)"
    r"\s+(?:the\s+)?(?:\d{1,3}|[ivxlc]{1,8}|first|second|third|last|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve)\b[\s.:\u2014-]*(?P<title>\S.{0,80})?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:\d{1,3}|[A-Z](?=\.))(?:\.\d{1,3})*\.?\s")
_COLUMNS = re.compile(r"\S {3,}\S|\t+\S")
_LONGEST = 72
_CENTRED = 8
"""Blanks before a title that stands in the middle of a page."""
_INDENTED, _DISTINCT, _FEWEST = 0.85, 0.7, 3

Lines = list[tuple[int, int]]
"""Start and end of each line in the source."""


@dataclass(slots=True)
class Typing:
    """How one text is set.

    Args:
        source: the text.
        eastern: whether it says that it is Chinese or Japanese.

    Attributes:
        hanging: whether its text is indented and its headings are not.
        manual: whether it is a page of a manual, its parts' headings a little indented.
        underlined: whether it underlines its headings, so that a number sign opens none.
        titled: whether its title has been found, or a heading, before which a title must stand.
    """

    source: str
    eastern: bool = False
    hanging: bool = False
    manual: bool = False
    underlined: bool = False
    titled: bool = False
    _rules: dict[str, int] = field(default_factory=dict)
    """the level of each sign that underlines, in the order in which they first appear"""

    def __post_init__(self) -> None:
        lines = [line.expandtabs() for line in self.source[:_SAMPLE].split("\n")]
        shown = [line.lstrip("\f") for line in lines if line.strip()]
        self.manual = bool(shown) and _MANUAL.match(shown[0]) is not None
        # What stands in columns is a head or foot of a page, or a table.
        running = [line for line in shown if line[0].isspace() or not _COLUMNS.search(line)]
        out = [line.strip() for line in running if not line[0].isspace()]
        distinct = len(set(out)) >= _DISTINCT * len(out)
        usual = len(running) - len(out) >= _INDENTED * len(running) and len(out) >= _FEWEST and distinct
        self.hanging = self.manual or usual
        under = sum(map(_underlines, lines, lines[1:]))
        self.underlined = under >= _FEWEST

    def heading(self, lines: Lines, blank: int) -> tuple[int, int] | None:
        """Whether lines that follow each other open with a heading.

        Args:
            lines: without an empty one among them.
            blank: how many empty ones stand before them.

        Returns:
            how many lines the heading takes up, its underline included, and its level; 0 for a level nobody says.
        """
        first = self.source[slice(*lines[0])].rstrip()
        if len(first) > _LONGEST + 30:
            return None
        if len(lines) > 1 and _underlines(first, self.source[slice(*lines[1])]):
            sign = self.source[lines[1][0] : lines[1][1]].strip()[0]
            return 2, self._rules.setdefault(sign, len(self._rules) + 1)
        if len(first) > _LONGEST or _COLUMNS.search(first.strip()) or first.endswith((",", ";", ":")):
            return None
        rest = [self.source[slice(*line)].expandtabs() for line in lines[1:]]
        if self.hanging and not self.titled and not self.manual and len(lines) <= 3:
            shown = [first.expandtabs(), *rest]
            self.titled = all(len(line) - len(line.lstrip()) >= _CENTRED for line in shown)
            if self.titled:
                return len(lines), 1
        if self.hanging and (level := self._hangs(first.expandtabs(), rest)):
            self.titled = True
            return 1, level
        stands = blank > 1 or lines[0][0] == 0
        if stands and len(lines) <= 2 and _names_chapter(first.strip().strip("_"), [line.strip() for line in rest]):
            return len(lines), 0
        return None

    def _hangs(self, first: str, rest: list[str]) -> int:
        indent = len(first) - len(first.lstrip())
        deeper = all(len(line) - len(line.lstrip()) > indent + 1 for line in rest)
        if not deeper or first.rstrip().endswith(".") or not any(map(str.isalpha, first)):
            return 0
        if self.manual:
            return 2 if indent == 0 else 3 if 2 <= indent <= 4 and rest else 0
        number = _NUMBER.match(first)
        return 0 if indent else len(number.group().strip(". ").split(".")) if number else 1

    def title(self, start: int, end: int) -> tuple[int, int] | None:
        """Of a manual page's first line, the stretch that only repeats the page's name."""
        match = _MANUAL.match(self.source, start, end) if self.manual and not self.source[:start].strip() else None
        return match.span("again") if match else None


def _names_chapter(first: str, rest: list[str]) -> bool:
    """Whether a line is a chapter's number, with its title behind it or on a line of its own."""
    match = _CHAPTER.fullmatch(first)
    if match is None:
        return False
    title = [part for part in (match["title"] or "", *rest) if part]
    return len(title) <= 1 and all(
        len(part) <= _LONGEST and not part[0].islower() and not part.endswith((",", ";", ".")) for part in title
    )


def _underlines(line: str, under: str) -> bool:
    """Whether the second line does nothing but underline the first."""
    line, under = line.strip(), under.strip()
    return (
        len(under) > 2
        and abs(len(under) - len(line)) <= 1
        and _UNDER.match(under) is not None
        and _UNDER.match(line) is None
        and any(map(str.isalpha, line))
    )
