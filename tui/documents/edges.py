"""Lines of a plain text that stand at a page's edge with no empty line about them.

What `pdftotext` and scanners write sets running heads and page numbers right under the text. Here they are only found,
so that they become blocks of their own; whether they are furniture is for the stages of repair to say.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

WATERMARK = re.compile(
    r"machine translated by google|translated by (?:google|deepl|google translate)|downloaded from \S+.*"
    r"|this (?:content|document) downloaded from .*|created with .{1,40} (?:trial|evaluation) version.*"
    r"|(?:scanned|digitized) by \S.{0,40}|scanned with camscanner|all use subject to .*|confidential(?: draft)?",
    re.IGNORECASE,
)
"""What programs and archives write on every page of a work."""
_SHORT = 90
_NUMBERED = re.compile(
    r"^[ \t]{0,90}(?=[^\n]{1,90}$)(?:\d{1,4}[ \t]+[^\W\d_][^\n]*|[^\W\d_][^\n]*[ \t]\d{1,4})[ \t\r]*$", re.M
)
_NUMBER = re.compile(
    r"^[ \t]{0,90}(?:[-\u2013\u2014\u2500\[(]{1,3}|[Pp](?:age|\.|g\.)|[Ss](?:eite|\.)|\u0421\u0442\u0440\.|\u7b2c)?"
    r"[ \t]{0,9}(\d{1,4})"
    r"(?:[ \t]?(?:/|of|von|sur|de|\u0438\u0437)[ \t]?\d{1,4}|\u9875)?[ \t]{0,90}[-\u2013\u2014\u2500\])]{0,3}[ \t\r]*$",
    re.M,
)
"""A page's number alone, with what is set about it in books of several languages."""
_MARKED = re.compile(rf"^[ \t]*(?:{WATERMARK.pattern})[ \t\r]*$", re.M | re.I)
_FEEDS = re.compile(r"\f\f*")
_DIGITS = re.compile(r"\d+")
_MISREAD = str.maketrans("01|5", "oils")
_TELLING = 6
"""Letters that a line beside a page's number has at least, to be told again."""
_APART = 400
"""Code points that lie at least between two edges of pages."""


def shape(text: str) -> str:
    """The letters of a line: what two running heads share where number, blanks or a misread letter differ."""
    letters = re.sub(r"(?<![^\W\d_])[\divxlc]+(?![^\W\d_])|[^\w|]|_", "", text.casefold())
    return letters.translate(_MISREAD)


def edge_lines(source: str, start: int = 0) -> set[int]:
    """Offsets at which lines begin that look like a page's running head, foot or number."""
    found = set(_beside_feeds(source, start))
    found |= _recurring((match.start(), match.group()) for match in _NUMBERED.finditer(source, start))
    numbers = [
        (match.start(), int(match.group(1)))
        for match in _NUMBER.finditer(source, start)
        if not _is_term(match.group(), source, match.end())
    ]
    if rising(numbers):
        found |= {at for at, _ in numbers}
    marked = [(match.start(), match.group().strip()) for match in _MARKED.finditer(source, start)]
    again = Counter(line for _, line in marked)
    found |= {at for at, line in marked if again[line] > 1}
    found |= set(_beside_numbers(source, [at for at, _ in numbers]))
    return found


def _is_term(line: str, source: str, end: int) -> bool:
    """Whether a line has one right below it that is indented further, as what explains it is."""
    below = source[end + 1 : end + _SHORT]
    return len(below) - len(below.lstrip(" \t")) > len(line) - len(line.lstrip())


def _beside_numbers(source: str, numbers: list[int]) -> Iterator[int]:
    """Lines next to page numbers, right there or over an empty line, that recur beside others."""
    near: list[tuple[int, str]] = []
    for at in numbers:
        before = max(0, at - 2 * _SHORT)
        behind = source.find("\n", at) + 1 or len(source)
        near += _lines(source[before:at], before)[-1:]
        near += _lines(source[behind : behind + 2 * _SHORT], behind)[:1]
    told = [(at, letters) for at, line in near if len(line) <= _SHORT and len(letters := shape(line)) >= _TELLING]
    counts = Counter(letters for _, letters in told)
    for at, letters in told:
        if counts[letters] > 1 and (at == 0 or source[at - 1] == "\n"):
            yield at


def rising(numbers: list[tuple[int, int]]) -> bool:
    """Whether numbers at offsets count pages: at least three, apart from each other, mostly one or two more each."""
    steps = [b - a in (1, 2) and far - near > _APART for (near, a), (far, b) in pairwise(numbers)]
    return len(steps) >= 2 and sum(steps) * 3 >= len(steps) * 2


def _beside_feeds(source: str, start: int) -> Iterator[int]:
    """Lines right before and after a form feed that recur there, and page numbers."""
    near: list[tuple[int, str]] = []
    for match in _FEEDS.finditer(source, start) if "\f" in source else ():
        near += _lines_about(source, *match.span())
    counts = Counter(shape(line) for _, line in near)
    for begin, line in near:
        heads = line.startswith("\f") and _NUMBERED.match(line.lstrip("\f"))
        if heads or _NUMBER.match(line) or (shape(line) and counts[shape(line)] > 1):
            yield begin


def _lines_about(source: str, feed: int, behind: int) -> Iterator[tuple[int, str]]:
    """The two lines before form feeds and the two behind them, empty ones apart."""
    before = max(0, feed - 3 * _SHORT)
    yield from (line for line in _lines(source[before:feed], before)[-2:] if len(line[1].strip()) <= _SHORT)
    for at, line in _lines(source[behind - 1 : behind + 3 * _SHORT], behind - 1)[:2]:
        begin = source.rfind("\n", before, feed) + 1 if at < behind else at
        if len(line.strip()) <= _SHORT and (begin or not before):
            yield begin, line


def _lines(text: str, base: int) -> list[tuple[int, str]]:
    """The lines that are not empty, with the offsets at which they begin."""
    found = []
    for line in text.split("\n"):
        if line.strip():
            found.append((base, line))
        base += len(line) + 1
    return found


def _recurring(lines: Iterable[tuple[int, str]]) -> set[int]:
    """Lines with a number that recur with another one, at least three times and far from each other."""
    shapes: dict[str, list[tuple[int, int]]] = {}
    for at, line in lines:
        letters = shape(line)
        numbers = _DIGITS.findall(line)
        if len(letters) >= 3:
            stripped = line.strip()
            number = int(numbers[0] if stripped[0].isdigit() else numbers[-1])
            shapes.setdefault(letters, []).append((at, number))
    return {
        at
        for found in shapes.values()
        if len(found) >= 3 and all(far - near > _APART and b > a for (near, a), (far, b) in pairwise(found))
        for at, _ in found
    }
