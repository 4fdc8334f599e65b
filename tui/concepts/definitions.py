"""Definitions of short forms in a text: "World Health Organization (WHO)" and the other ways people write them."""

import re
from collections.abc import Iterator
from typing import NamedTuple


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_QUOTE = "[\"'“”‘’«»„「」『』]"
_SHORT = r"[A-Z0-9](?:[A-Za-z0-9]|[&/+.\-](?=[A-Za-z0-9])){1,11}"
_LEAD = (
    r"(?:(?:hereinafter|hereafter|henceforth)?,?\s*(?:also\s+)?(?:referred\s+to\s+(?:hereinafter\s+|below\s+)?as|"
    r"called|known\s+as|abbreviated(?:\s+(?:as|to|hereafter))?|abbr\.?|short|in\s+short|hereinafter|hereafter|"
    r"henceforth|the|or|i\.e\.,?|for\s+short,?|简称|下称|以下简称)\s*:?\s*)*"
)
_BEHIND = re.compile(rf"[(\[（]\s*{_LEAD}{_QUOTE}*(?P<short>{_SHORT}){_QUOTE}*(?:\s+for\s+short)?\s*[)\]）;,]")
_COMMA = re.compile(
    rf",\s+(?:or|known\s+as|abbreviated(?:\s+(?:as|to))?|called|in\s+short)\s+(?:the\s+)?{_QUOTE}*(?P<short>{_SHORT}){_QUOTE}*"
    rf"(?=[\s,.;:)])"
)
_BEFORE = re.compile(
    rf"(?<![\w-])(?P<short>{_SHORT}){_QUOTE}?\s*[(\[（]\s*(?:for\s+|short\s+for\s+|i\.e\.,?\s+)?(?P<long>[^()\[\]（）;=]{{4,120}}?)\s*[)\]）]"
)
_STANDS = re.compile(
    rf"(?<![\w-])(?P<short>{_SHORT}){_QUOTE}?,?\s+(?:(?:is\s+)?short\s+for|stands\s+for|stood\s+for|abbreviates|is\s+the\s+"
    rf"(?:acronym|abbreviation)\s+(?:of|for))\s+(?:the\s+)?{_QUOTE}*(?P<long>[^()\[\],.;:\"“”]{{4,120}})"
)
_HAN = re.compile(r"[\u3400-\u9fff·]{3,16}$")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ARTICLE = re.compile(
    r"(?:the|a|an|its|their|our|this|that|these|of|by|in|for|and|as|on|to|with|from|called|de|la|le)\s+", re.I
)
_ROMAN = re.compile(r"[IVXLC]+s?\Z")
_STOPS = re.compile(r"[.;:!?()\[\]（）。；：！？，]\s*|,\s+(?!and\b|or\b)|\n\s*\n")
_SMALL = _set("of the and for on in to at by de la le du des und der die für y e a an with from as or")


_NUMBERS = {"3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight", "9": "nine", "10": "ten"}
_NUMBERS |= {"15": "fifteen", "20": "twenty", "24": "twenty-four", "30": "thirty", "77": "seventy-seven"}


class Definition(NamedTuple):
    """A short form and what it stands for: their text, and where the long form stands."""

    short: str
    long: str
    start: int
    end: int


def definitions(text: str) -> list[Definition]:
    """The definitions in a text, in order.

    A short form in brackets behind its long form is aligned as by A. S. Schwartz and M. A. Hearst ("A simple algorithm
    for identifying abbreviation definitions in biomedical text", Pacific Symposium on Biocomputing 8, 2003), and half
    of its letters or more must begin words. Also found: "SF (Long Form)", "Long Form, or SF,", "SF stands for Long
    Form", `(referred to as "SF")`, a Chinese name with a short form in brackets.
    """
    found: dict[tuple[str, str], Definition] = {}
    for one in _all(text):
        found.setdefault((one.short, one.long.casefold()), one)
    return sorted(found.values(), key=lambda one: one.start)


def _all(text: str) -> Iterator[Definition]:
    for pattern in (_BEHIND, _COMMA):
        for match in pattern.finditer(text):
            short = _shorn(match["short"])
            if _is_short(short) and (one := _long_before(text, match.start(), short)) is not None:
                yield one
    for pattern in (_BEFORE, _STANDS):
        for match in pattern.finditer(text):
            short = _shorn(match["short"])
            if _is_short(short) and (one := _long_inside(match, short)) is not None:
                yield one


def _shorn(short: str) -> str:
    """Without a plural's s and marks at the end."""
    short = short.rstrip(".-/&+")
    return short[:-1] if len(short) > 2 and short[-1] == "s" and short[-2].isupper() else short


def _is_short(short: str) -> bool:
    capitals = sum(map(str.isupper, short))
    letters = sum(map(str.isalpha, short))
    if not (2 <= len(short) <= 12 and letters):
        return False
    return capitals >= 2 or (capitals == 1 and _figures(short))


def _figures(short: str) -> bool:
    return any(map(str.isdecimal, short))


def _long_before(text: str, at: int, short: str) -> Definition | None:
    """The long form that ends where the bracket begins."""
    before = text[max(0, at - 240) : at].rstrip(" \t\n\"'“”‘’«»")
    end = at - (min(at, 240) - len(before))
    if (han := _HAN.search(before)) is not None:
        return Definition(short, han.group(), end - len(han.group()), end)
    cut = max((stop.end() for stop in _STOPS.finditer(before)), default=0)
    words = list(_WORD.finditer(before, cut))
    words = words[-min(len(short) + 5, 2 * len(short) + 2) :]
    if not words or (_ROMAN.match(short) and len(words) < 2):
        return None
    window = before[words[0].start() :]
    start = _aligned(short, window)
    if start is None:
        return None
    long, _ = _trimmed(window[start:])
    if not _is_long(short, long):
        return None
    return Definition(short, long, end - len(long), end)


def _long_inside(match: re.Match[str], short: str) -> Definition | None:
    """The long form in the brackets, or behind "stands for"; all of it must be aligned, or its beginning."""
    inner, _ = _trimmed(" ".join(match["long"].split()).strip("\"'“”‘’«» "))
    whole = match.re is _BEFORE
    words = list(_WORD.finditer(inner))
    if not words:
        return None
    limit = min(len(words), len(short) + 5)
    ends = [len(inner)] if whole else [word.end() for word in words[:limit]]
    for end in ends:
        candidate = inner[:end]
        if _aligned(short, candidate) == 0 and _is_long(short, candidate) and _initials(short, candidate):
            start = match.start("long") + match["long"].find(candidate.split()[0])
            return Definition(short, candidate, start, start + len(candidate))
    return None


def _initials(short: str, long: str) -> bool:
    """Whether the last word of any weight takes part: so that nothing is left over behind the short form."""
    words = [word.group() for word in _WORD.finditer(long) if word.group().casefold() not in _SMALL]
    letters = [letter.casefold() for letter in short if letter.isalnum()]
    return bool(words) and (words[-1][0].casefold() == letters[-1] or words[-1][0].casefold() in letters[1:])


def _aligned(short: str, long: str) -> int | None:
    """Where in a text the long form begins: each letter of the short form, from its end, is found going back.

    First the nearest place that begins a word is taken, then, as Schwartz and Hearst do, the nearest at all.
    """
    folded = long.casefold()
    if len(folded) != len(long):
        return None
    letters = _letters(short, folded)
    for initials in (True, False):
        places = _places(letters, folded, initials=initials)
        if places and (2 * sum(_begins(folded, at) for at in places) >= len(letters) or _all_begin(folded, places)):
            return places[-1]
    return None


def _letters(short: str, long: str) -> list[str]:
    """The letters to be found; figures that the long form has, as such or in words, are found already."""
    figures = "".join(re.findall(r"\d+", short))
    found = {tail for one in re.findall(r"\d+", long) for tail in (one, one[-2:])}
    if figures and (figures in found or _NUMBERS.get(figures, "\0") in long):
        return [one for one in short.casefold() if one.isalpha()]
    return [one for one in short.casefold() if one.isalnum()]


def _places(letters: list[str], text: str, *, initials: bool) -> list[int]:
    """The place of each letter, the last first; empty where one is missing."""
    at, places = len(text), []
    for number in reversed(range(len(letters))):
        place = inside = text.rfind(letters[number], 0, at)
        while place >= 0 and (not _begins(text, place) or (number == 0 and _is_small(text, place))):
            place = text.rfind(letters[number], 0, place)
        near = place >= 0 and text.count(" ", place, at) <= 2
        if number and not (initials and near):
            place = inside
        if place < 0:
            return []
        places.append(place)
        at = place
    return places


def _is_small(text: str, at: int) -> bool:
    word = _WORD.match(text, at)
    return word is not None and word.group() in _SMALL


def _all_begin(text: str, places: list[int]) -> bool:
    """Whether every word of any weight from the first place on gives its first letter."""
    taken = set(places)
    words = [word for word in _WORD.finditer(text, places[-1]) if word.group() not in _SMALL]
    return len(words) > 1 and all(word.start() in taken or word.group()[0].isdecimal() for word in words)


def _begins(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()


def _trimmed(long: str) -> tuple[str, int]:
    """Without the articles and small words it begins with, and how much went."""
    size = len(long)
    while (article := _ARTICLE.match(long)) is not None:
        long = long[article.end() :]
    return long.strip(" ,"), size - len(long)


def _is_long(short: str, long: str) -> bool:
    words = [word.group() for word in _WORD.finditer(long)]
    if not words or len(long) <= len(short) or short in words or len(words) > len(short) + 5:
        return False
    letters = sum(map(str.isalpha, long))
    return letters * 2 > len(long) and (len(words) > 1 or len(long) >= 2 * len(short))
