"""Lines that are set on purpose: verse, addresses, code. They stay lines; those of a paragraph are run together."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_HEAD = 200_000
"""Code points at a text's head by which it is measured."""
_ROOM = 0.85
"""Share of the measure that a line and the next one's first word fill at most where it was broken on purpose."""
WIDEST = 100
"""Columns of the widest measure."""
_FEW = 4
"""Lines that stand flush with the text, and are set all the same, at least."""
_ASKEW = 4
"""Twice the columns by which the middles of centred lines differ at most."""
_ENTRIES = 3
"""Entries that a list has at least whose lines hang."""
_STOPS = (*".;)]>/\u201d\"'", *"0123456789")
"""How an entry ends."""
_PAUSES = tuple("\u3002\uff0c\uff1b\uff1f\uff01\uff1a\u3001\u300d\u201d.,;?!:")
"""Marks that end a verse."""
_ABOVE = 2
"""Lines above verses that bear their title and who wrote them."""
_NUMBER = r"\s*((?:\d{1,3}|[A-Z](?=\.))(?:\.\d{1,3})*)\.?\s+\S"
"""A section's; an appendix has a letter for the first of its numbers."""
_FRAME = "|+\u2502\u250c\u251c\u2514\u2551\u2554\u2560\u255a", "|+\u2502\u2510\u2524\u2518\u2551\u2557\u2563\u255d"
"""What a line of a drawn table begins with, and what it ends with."""
_NAME = r"(?=.*[\x21-\x7e])[\x21-\u2e7f]+"
_OPTION = r"\s*--?[A-Za-z][\w-]*"
_NAMES = 3
"""Names under each other that are a list."""
_SIGNS = r"^[\[{}()<$#>%\\-]|[;{}\\|]$|\[-|\w\([^)]*\);?$|[^\s=]\s?=\s?\S| \| "
"""What code, and what is typed in a shell, is written with."""


class Measure(NamedTuple):
    """How a text is set: the columns that a full line fills, and the column at which its paragraphs begin."""

    width: int
    indent: int


def measured(source: str) -> Measure:
    """How a text is set, by its head.

    Width is the length that one line in twenty of those in a paragraph passes; indent the commonest of long lines.
    """
    lines = [line.rstrip() for line in source[:_HEAD].expandtabs().split("\n")]
    lengths = sorted(len(one) for one, other in pairwise(lines) if one and other)
    width = lengths[len(lengths) * 19 // 20] if lengths else WIDEST
    width = min(WIDEST, width)
    indents = Counter(len(line) - len(line.lstrip()) for line in lines if len(line) * 3 > width * 2)
    return Measure(width, max(indents, key=lambda one: (indents[one], -one)) if indents else 0)


def is_set(lines: Sequence[str], measure: Measure) -> bool:
    """Whether lines that follow each other are set on purpose, rather than broken where no further word fits.

    A line that would have had room for the next one's first word was. Half must be so right of the text, or
    where code is; flush with it nearly all of four or more, of which most begin as lines of an address do, or fewer
    where nearly all begin as verses do.
    """
    if len(lines) < 2 or _is_full(lines, measure):
        return False
    texts = [line.expandtabs().rstrip() for line in lines]
    broken = sum(_fits(one, other) <= measure.width * _ROOM for one, other in pairwise(texts))
    starts = [len(text) - len(text.lstrip()) for text in texts]
    hangs = min(starts[1:]) > starts[0]
    if _centred(texts, starts):
        return False
    # What stands indented below a term is prose; below a command it is more of that.
    signs = sum(re.search(_SIGNS, text.strip()) is not None for text in texts[1:])
    if signs * 2 >= len(texts) - 1 and re.search(_SIGNS, texts[0].strip()) and (broken * 2 >= len(texts) - 1 or hangs):
        return True
    begins = sum(_begins(text.lstrip()[:1]) for text in texts)
    if min(starts) > measure.indent + 1:
        plain = broken == len(texts) - 1 and not hangs
        return broken * 2 > len(texts) - 1 and (begins * 2 >= len(texts) or plain)
    longest = max(map(len, texts))
    verses = begins * 10 >= len(texts) * 9 and any(_fits(one, other) <= longest for one, other in pairwise(texts))
    address = begins * 10 >= len(texts) * 7 and broken * 5 >= (len(texts) - 1) * 4
    return len(texts) >= _FEW and not hangs and (verses or address)


def is_verse(lines: Sequence[str]) -> bool:
    """Whether lines of Chinese or Japanese are verses: each ends with a mark, where prose breaks at any character.

    A title and who wrote it may stand above them.
    """
    own = [line for line in lines if any("\u3040" <= char <= "\u9fff" for char in line)]
    if len(own) < len(lines) or len(lines) < 2:
        return False
    ended = [line.endswith(_PAUSES) for line in lines]
    first = ended.index(True) if True in ended else len(lines)
    verses = lines[first:]
    if first > _ABOVE or not all(ended[first:]) or len(verses) < 2:
        return False
    even = max(map(len, verses)) - min(map(len, verses)) <= 1
    return len(verses) > _FEW or even


def is_outline(lines: Sequence[str]) -> bool:
    """Whether lines are those of a table of contents: numbers before them go on as sections do, some a level deeper."""
    numbers = [_number(found[1]) for line in lines if (found := re.match(_NUMBER, line))]
    if len(numbers) < _FEW or len(numbers) * 10 < len(lines) * 9 or max(map(len, numbers)) < 2:
        return False
    return all(_follows(one, other) for one, other in pairwise(numbers))


def is_drawn(lines: Sequence[str]) -> bool:
    """Whether lines are those of a table in a drawn frame."""
    texts = [line.strip() for line in lines]
    framed = sum(len(text) > 1 and text[0] in _FRAME[0] and text[-1] in _FRAME[1] for text in texts)
    return framed > 1 and framed * 4 >= len(lines) * 3


def is_names(lines: Sequence[str]) -> bool:
    """Whether lines hold a name each, as a list of files does, or one of options below what introduces it."""
    names = sum(" " not in (text := line.strip()) and re.fullmatch(_NAME, text) is not None for line in lines)
    if names == len(lines) >= _NAMES:
        return True
    options = sum(re.match(_OPTION, line) is not None for line in lines[1:])
    return options >= _NAMES and options * 10 >= (len(lines) - 1) * 9


def is_parts(lines: Sequence[str]) -> bool:
    """Whether lines are a chapter's and its sections' in a table of contents, however few."""
    numbers = [_number(found[1]) for line in lines if (found := re.match(_NUMBER, line))]
    if not 1 < len(numbers) == len(lines) or len(numbers[0]) == len(numbers[1]):
        return False
    return all(_follows(one, other) for one, other in pairwise(numbers))


def _number(written: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else ord(part) for part in written.split("."))


def _follows(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether a section's number is that of the first one under another, or of the next beside it or one above it."""
    level = len(other)
    if level > len(one):
        return other == (*one, 1)
    return other == (ord("A"),) or (other[:-1] == one[: level - 1] and other[-1] == one[level - 1] + 1)


def _is_full(lines: Sequence[str], measure: Measure) -> bool:
    """Whether lines are a paragraph's at first sight, as most are: most of them are full, and one begins small."""
    room = measure.width * _ROOM
    if sum(len(line) <= room for line in lines[:-1]) * 2 >= len(lines) - 1 or "\t" in lines[0] + lines[1]:
        return False
    first, second = lines[0], lines[1]
    aligned = len(first) - len(first.lstrip(" ")) >= len(second) - len(second.lstrip(" "))
    return aligned and any(line.lstrip()[:1].islower() for line in lines[1:3])


def _centred(texts: Sequence[str], starts: Sequence[int]) -> bool:
    """Whether a few lines stand about one middle, as a title's do."""
    middles = [start + len(text) for text, start in zip(texts, starts, strict=True)]
    return len(texts) < _FEW and len(set(starts)) > 1 and max(middles) - min(middles) <= _ASKEW


def hanging(lines: Sequence[str]) -> list[int]:
    """Which lines begin an entry, where those below it are indented, as in a bibliography or a list of terms.

    Nothing where fewer than three do, or where less than half of them end as one does.
    """
    if all(line[:1] not in " \t" for line in lines):
        return []
    texts = [line.expandtabs().rstrip() for line in lines]
    starts = [len(text) - len(text.lstrip()) for text in texts]
    if len(set(starts)) == 1:
        return []
    flush = [number for number, start in enumerate(starts) if start == starts[0]]
    deeper = sorted(start for start in starts if start > starts[0])
    if len(flush) < _ENTRIES or len(flush) + len(deeper) < len(lines) or len(deeper) * 3 < len(lines):
        return []
    steady = deeper.count(deeper[0]) * 4 >= len(deeper) * 3 and deeper[0] - starts[0] > 1
    if sum(_begins(texts[number].lstrip()[:1]) for number in flush) * 5 < len(flush) * 4:
        return []
    whole = sum(texts[number - 1][-1:] in _STOPS for number in flush[1:])
    return flush if steady and whole * 2 >= len(flush) - 1 else []


def ends_short(line: str, following: str, measure: Measure) -> bool:
    """Whether a line had room for the first word of the next one."""
    return _fits(line.expandtabs().rstrip(), following) <= measure.width * _ROOM


def _fits(line: str, following: str) -> int:
    """How long a line would be with the first word of the next."""
    word = following.split(maxsplit=1)[0] if following.strip() else ""
    return len(line) + 1 + len(word)


def _begins(char: str) -> bool:
    """Whether a verse, or a line of an address, may begin with a character."""
    return char.isupper() or char.isdigit() or char in "\"'\u201c\u2018\u00ab(\u2014["
