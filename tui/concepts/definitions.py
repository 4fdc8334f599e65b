"""Definitions of short forms in a text: "World Health Organization (WHO)" and the other ways people write them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tui.concepts.defining import APPOSED, BEFORE, BEHIND, LAW_NUMBER, LISTED, PUT, STANDS, WITH_NOUN
from tui.concepts.han_names import name_before, short_forms
from tui.concepts.short_names import short_names


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ARTICLE = re.compile(
    r"(?:the|a|an|its|their|our|this|that|these|of|by|in|for|and|as|on|to|with|from|called|de|la|le)\s{1,4}", re.I
)
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}\Z")
_TIMES = re.compile(r"([a-z])([23])(?=[a-z])")
_FORMULA = re.compile(r"[=\\${}<>|^]")
_POWERS = ("^", "²", "³", "*", "/")
"""what stands behind a bracket in a formula: (O-E)^2/E"""
_ROMAN = re.compile(r"[IVXLC]+s?\Z")
_STOPS = re.compile(r"[.;:!?()\[\]（）。；：！？，]\s{0,4}|,\s{1,4}(?!and\b|or\b)|\n\s{0,4}\n")
_FULL_STOPS = re.compile(r"[.;:!?()\[\]（）。；：！？]\s{0,4}|\n\s{0,4}\n")
"""as the stops, but for the commas of a name that lists"""
_SMALL = _set("of the and for on in to at by de la le du des und der die für y e a an with from as or и в по с о об на")


_NUMBERS = {"1": "one first", "2": "two to second", "3": "three third", "4": "four for fourth", "5": "five fifth"}
_NUMBERS |= {"6": "six", "7": "seven", "8": "eight", "9": "nine", "10": "ten", "12": "twelve", "15": "fifteen"}
_NUMBERS |= {"20": "twenty", "24": "twenty-four", "30": "thirty", "77": "seventy-seven"}
_CLOSING = " \t\n\"'“”‘’«»–—-"
"""what may stand between a long form and what follows it"""
_TAIL = re.compile(r"\s{1,4}of\s{1,4}(?:the\s{1,4})?(?:[A-Z][\w'’]*)(?:\s{1,4}(?:of\s{1,4})?[A-Z][\w'’]*){0,4}\Z")
"""whose an organization is"""
_TREATY = re.compile(
    r"(?:\b[A-Z][\w-]*\s{1,4}){1,4}(?:Convention|Covenant|Treaty|Protocol)\s{1,4}(?:for|on|of|concerning|relating to)"
    r"\s{1,4}(?:the\s{1,4})?\Z"
)
_FAR = 120


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
    for pattern in BEHIND:
        for match in pattern.finditer(text):
            short = _shorn(match["short"])
            if not _is_short(short) or text[match.end() : match.end() + 1] in _POWERS:
                continue
            if (one := _long_before(text, match.start(), short)) is not None:
                yield one if match["short"].endswith("s") else _titled(text, one)
    for match in WITH_NOUN.finditer(text):
        one = _long_before(text, match.start(), match["short"])
        if one is not None and _each_begins(one.short, one.long):
            yield one
    for match in PUT.finditer(text):
        one = _long_before(text, match.start(), match["short"])
        if one is not None and _each_begins(one.short, one.long) and _is_capital(one.long):
            yield one
    for match in LISTED.finditer(text):
        yield from _listed(text, match)
    yield from (Definition(*name) for name in short_forms(text))
    for name in short_names(text):
        if " " in name.short or not _is_short(_shorn(name.short)):
            yield Definition(*name)
    for pattern in (BEFORE, STANDS, APPOSED):
        for match in pattern.finditer(text):
            short = _shorn(match["short"])
            if _is_short(short) and (one := _long_inside(match, short)) is not None:
                yield one


def _titled(text: str, one: Definition) -> Definition:
    """A treaty with the whole of its title, of which short forms are made of the end: "International Convention for
    the Safety of Life at Sea (SOLAS)".
    """
    title = _TREATY.search(text, max(0, one.start - 80), one.start) if one.long[:1].isupper() else None
    if title is None:
        return one
    long, cut = _trimmed(text[title.start() : one.end])
    return one._replace(long=long, start=title.start() + cut)


def _listed(text: str, match: re.Match[str]) -> Iterator[Definition]:
    """Of a short form that comes last in brackets: the long form before it there, and the one before the brackets."""
    short, opened = _shorn(match["short"]), _opened(text, match.start())
    if opened < 0 or not _is_short(short):
        return
    for at in (match.start(), opened):
        one = _long_ending(text, at, short)
        if one is not None and (at == opened or (one.start > opened and one.long[0].isupper())):
            yield one


def _opened(text: str, at: int) -> int:
    """Where the bracket opens that a place stands in, not far before it; -1 for none."""
    depth = 0
    for place in range(at - 1, max(-1, at - _FAR), -1):
        depth += (text[place] in ")]）") - (text[place] in "([（")
        if depth < 0:
            return place
    return -1


def _shorn(short: str) -> str:
    """Without a plural's s and marks at the end, unless each letter has its point."""
    if _DOTTED.match(short):
        return short
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
    """The long form that ends where the bracket begins, or before the number of a law that stands between."""
    found = _long_ending(text, at, short)
    number = LAW_NUMBER.search(text[max(0, at - 60) : at].rstrip(" \t\n\"'“”‘’«»"))
    if found is None and number is not None and number.group().strip():
        found = _long_ending(text, max(0, at - 60) + number.start(), short)
    return found


def _long_ending(text: str, at: int, short: str) -> Definition | None:
    if (han := name_before(text, at, short)) is not None:
        return Definition(*han)
    before = text[max(0, at - 240) : at].rstrip(_CLOSING)
    before = before.removesuffix("'s").removesuffix("’s")  # "the Basel Committee's (BC) proposal"
    end = at - (min(at, 240) - len(before))
    found = _within(short, before, end)
    tail = _TAIL.search(before) if found is None else None
    if tail is not None and _proper(before[: tail.start()]):  # the FAO is an organization "of the United Nations"
        head = _within(short, before[: tail.start()], end - len(tail.group()), closely=True)
        found = Definition(short, text[head.start : end], head.start, end) if head is not None else None
    return found


def _proper(text: str) -> bool:
    """Whether the last word begins with a capital."""
    last = re.search(r"(\w+)\W*\Z", text[-40:])
    return last is not None and last[1][0].isupper()


def _within(short: str, before: str, end: int, *, closely: bool = False) -> Definition | None:
    """The long form at the end of some text; closely, its last word must give the last letter.

    Args:
        short: the short form.
        before: the text.
        end: where it ends in the whole.
    """
    for stops in (_STOPS, _FULL_STOPS):
        cut = max((stop.end() for stop in stops.finditer(before)), default=0)
        words = list(_WORD.finditer(before, cut))
        words = words[-min(len(short) + 5, 2 * len(short) + 2) :]
        if not words or (_ROMAN.match(short) and len(words) < 2):
            continue
        window = before[words[0].start() :]
        start = _aligned(short, window, strictly=stops is _FULL_STOPS)
        if start is None:
            continue
        long, _ = _trimmed(window[start:])
        if _is_long(short, long) and (not closely or _fits(short, long, closely=True)):
            return Definition(short, long, end - len(long), end)
    return None


def _long_inside(match: re.Match[str], short: str) -> Definition | None:
    """The long form in the brackets, or behind "stands for"; all of it must be aligned, or its beginning."""
    inner, _ = _trimmed(" ".join(match["long"].split()).strip("\"'“”‘’«» "))
    whole = match.re is BEFORE
    words = list(_WORD.finditer(inner))
    if not words:
        return None
    limit = min(len(words), len(short) + 5)
    ends = [len(inner)] if whole else [word.end() for word in words[:limit]]
    for closely in (True, False):
        for end in ends:
            candidate = inner[:end]
            if _fits(short, candidate, closely=closely or match.re is APPOSED):
                candidate = inner[: _proper_end(inner, words, end)]
                start = match.start("long") + match["long"].find(candidate.split()[0])
                return Definition(short, candidate, start, start + len(candidate))
    return None


def _proper_end(text: str, words: list[re.Match[str]], end: int) -> int:
    """The end of a proper name that goes on: "Domain Name System Security Extensions" for DNSSEC."""
    for word in words:
        before = text[end : word.start()]
        if word.start() >= end and word.group()[0].isupper() and text[:1].isupper() and not before.strip():
            end = word.end()
    return end


def _each_begins(short: str, long: str) -> bool:
    """Whether the letters of a short form are those that the words of any weight begin with, in order."""
    words = [word.group() for word in _WORD.finditer(long) if word.group().casefold() not in _SMALL]
    return [word[0].casefold() for word in words] == [letter for letter in short.casefold() if letter.isalnum()]


def _is_capital(long: str) -> bool:
    """Whether all words of any weight begin with capitals."""
    return all(word.group()[0].isupper() or word.group() in _SMALL for word in _WORD.finditer(long))


def _fits(short: str, long: str, *, closely: bool) -> bool:
    """Whether all of a long form is a short form's; closely, when its last word gives the last letter."""
    if _aligned(short, long) != 0 or not _is_long(short, long) or not _initials(short, long):
        return False
    last = [letter for letter in short.casefold() if letter.isalnum()][-1]
    return not closely or long.split()[-1][0].casefold() == last


def _initials(short: str, long: str) -> bool:
    """Whether the last word of any weight takes part: so that nothing is left over behind the short form."""
    words = [word.group() for word in _WORD.finditer(long) if word.group().casefold() not in _SMALL]
    letters = [letter.casefold() for letter in short if letter.isalnum()]
    return bool(words) and (words[-1][0].casefold() == letters[-1] or words[-1][0].casefold() in letters[1:])


def _aligned(short: str, long: str, *, strictly: bool = False) -> int | None:
    """Where in a text the long form begins: each letter of the short form, from its end, is found going back.

    First the nearest place that begins a word is taken, then, as Schwartz and Hearst do, the nearest at all; strictly,
    each letter must begin a word.
    """
    folded = long.casefold()
    if len(folded) != len(long):
        return None
    letters = _letters(short, folded)
    for initials in (True, False):
        places = _places(letters, folded, initials=initials)
        if strictly:
            return places[-1] if places and all(_begins(folded, at) for at in places) else None
        if places and (2 * sum(_begins(folded, at) for at in places) >= len(letters) or _all_begin(folded, places)):
            return places[-1]
    for beginning in ("ex", "cross") if letters[:1] == ["x"] else ():  # Extensible, Exchange
        spoken = _aligned(beginning[0] + "".join(letters[1:]), long)
        if spoken is not None and folded.startswith(beginning, spoken):
            return spoken
    return _compound(letters, folded)


def _compound(letters: list[str], long: str) -> int | None:
    """Where the last word begins when it alone, long and written as one, has the letters in order."""
    start = max(long.rfind(" "), long.rfind("\n")) + 1
    word, at = long[start:], -1
    for letter in letters:
        at = word.find(letter, at + 1)
        if at < 0:
            return None
    return start if word[:1] == letters[0] and word.isalpha() and len(word) >= max(15, 4 * len(letters)) else None


def _letters(short: str, long: str) -> list[str]:
    """The letters to be found; figures that the long form has, as such or in words, are found already."""
    figures = "".join(re.findall(r"\d+", short))
    found = {tail for one in re.findall(r"\d+", long) for tail in (one, one[-2:])}
    worded = re.search(rf"\b(?:{_NUMBERS.get(figures, '').replace(' ', '|')})\b", long) if figures in _NUMBERS else None
    if worded:
        short = short.replace(figures, worded.group()[0])
    if figures and (figures in found or worded):
        return [one for one in short.casefold() if one.isalpha()]
    whole = _TIMES.sub(lambda times: times[1] * int(times[2]), short.casefold())  # the three Ws of W3C
    return [one for one in whole if one.isalnum()]


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
    if _FORMULA.search(long):
        return False
    if not words or len(long) <= len(short) or short in words or len(words) > len(short) + 5:
        return False
    letters = sum(map(str.isalpha, long))
    return letters * 2 > len(long) and (len(words) > 1 or len(long) >= 2 * len(short))
