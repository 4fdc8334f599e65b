"""Definitions of short forms in a text: "World Health Organization (WHO)" and the other ways people write them."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from tui.concepts.alignment import SMALL, WORD, aligned, each_begins, fits, is_long, lists_members, trimmed
from tui.concepts.brackets import Part, bracketed
from tui.concepts.defining import APPOSED, BEFORE, BEHIND, DASHED, GLOSSED, LAW_NUMBER, MEANT, PUT, SPELT_OUT, STANDS
from tui.concepts.foreign import foreign
from tui.concepts.han_names import is_han, name_before, short_forms
from tui.concepts.short_kinds import NUMERONYM, is_short, shorn, spoken_as_word
from tui.concepts.short_names import short_names

_POWERS = ("^", "²", "³", "*", "/")
"""what stands behind a bracket in a formula: (O-E)^2/E"""
_ROMAN = re.compile(r"[IVXLC]+s?\Z")
_STOPS = re.compile(r"[.;:!?()\[\]（）。；：！？，]\s{0,4}|,\s{1,4}(?!and\b|or\b)|\n\s{0,4}\n")
_FULL_STOPS = re.compile(r"[.;:!?()\[\]（）。；：！？]\s{0,4}|\n\s{0,4}\n")
"""as the stops, but for the commas of a name that lists"""


_CLOSING = " \t\n*_`\"'“”‘’«»–—-"
"""what may stand between a long form and what follows it"""
_TAIL = re.compile(
    r"\s{1,4}(?:of|and)\s{1,4}(?:the\s{1,4})?(?:[A-Z][\w'’]*)(?:\s{1,4}(?:(?:of|and)\s{1,4})?[A-Z][\w'’]*){0,4}\Z"
)
"""whose an organization is"""
_TREATY = re.compile(
    r"(?:\b[A-Z][\w-]*\s{1,4}){1,4}(?:Convention|Covenant|Treaty|Protocol)\s{1,4}(?:for|on|of|concerning|relating to)"
    r"\s{1,4}(?:the\s{1,4})?\Z"
)
_ATTACHED = re.compile(r"(?<=[^\W\d_])\([^()\[\]]{1,40}\)")
"""brackets that a word has inside: poly(vinyl alcohol)"""
_LOCANT = re.compile(r"(?<!\S)(?:\d{1,2}|[NOSαβγω]|tert|sec|cis|trans)(?:,(?:\d{1,2}|[NOS]))*-\Z")
"""where in a molecule something is: 1,2-, N,N-"""
_SERIES = re.compile(r"([A-Z]{2,8})(?:-(?:\d{1,4}|[IVX]{1,4})|\d\.\d)\Z")
"""letters and the number of a thing among those of its name"""
_CUTS = re.compile(r"[,:]\s")
_COMMAS = tuple(",;，；")
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
    Form", `(referred to as "SF")`, a list of short forms, words that are short forms (ppm, Unesco), a short form in
    another language (CERN), a name for short (the "Bank"), a Chinese name with a short form in brackets.
    """
    found: dict[tuple[str, str], Definition] = {}
    for one in _all(text):
        found.setdefault((one.short, one.long.casefold()), one)
    return sorted(found.values(), key=lambda one: one.start)


def _all(text: str) -> Iterator[Definition]:
    for part in bracketed(text):
        yield from _of_part(text, part)
    for pattern in BEHIND:
        for match in pattern.finditer(text):
            short = shorn(match["short"])
            if is_short(short) and (one := _long_before(text, match.start(), short)) is not None:
                yield one if match["short"].endswith("s") else _titled(text, one)
    for match in PUT.finditer(text):
        one = _long_before(text, match.start(), match["short"])
        if one is not None and each_begins(one.short, one.long):
            yield one
    yield from (Definition(*name) for name in short_forms(text))
    for name in short_names(text):
        if " " in name.short or not is_short(shorn(name.short)):
            yield Definition(*name)
    for pattern in (BEFORE, STANDS, MEANT, APPOSED, DASHED):
        for match in pattern.finditer(text):
            short = shorn(match["short"])
            if is_short(short) and (one := _long_inside(match, short)) is not None:
                yield one
    for match in chain(GLOSSED.finditer(text), SPELT_OUT.finditer(text)):
        short, (long, cut) = shorn(match["short"]), trimmed(match["long"])
        if is_short(short) and is_long(short, long) and each_begins(short, long):
            start = match.start("long") + cut
            yield Definition(short, long, start, start + len(long))


def _of_part(text: str, part: Part) -> Iterator[Definition]:
    """Of a short form in brackets: the long form before it there, and the one before the brackets."""
    if part.more:
        yield from _with_more(text, part)
        return
    counted = [*_plain(text, part.opened, part.short)] if NUMERONYM.match(part.short.casefold()) else []
    if counted:
        yield from counted
        return
    short = shorn(part.short)
    if text[part.closed + 1 : part.closed + 2] in _POWERS:
        return
    if not is_short(short):
        if part.alone or part.told:
            singular = short[:-1] if short.endswith("s") and not short.islower() else short
            yield from [*_plain(text, part.opened, singular)] or _plain(text, part.opened, short)
        return
    if part.first and not part.alone and (one := _behind(text, part, short)) is not None:
        yield one
    told = [*_before_part(text, part, short)]
    borrowed = foreign(text, part.opened, short, told=part.foreign) if part.first or part.foreign else None
    if borrowed is not None and (part.foreign or (part.alone and not told)):
        told = [Definition(*borrowed)]
    yield from told


def _with_more(text: str, part: Part) -> Iterator[Definition]:
    """Of a short form with a year or a noun, which the long form has too: (HRA 1998), (UN Charter), (SPS Agreement)."""
    before = text[max(0, part.opened - 240) : part.opened].rstrip(_CLOSING)
    begins = max(0, part.opened - 240)
    at = before.rfind(part.more)
    if at < 0 or not is_short(part.short):
        return
    short, end = f"{part.short} {part.more}", begins + len(before)
    if before[at:] == part.more:
        one = _long_ending(text, begins + at, part.short)
        if one is not None and each_begins(part.short, one.long):
            yield Definition(short, text[one.start : end], one.start, end)
    elif (
        not _FULL_STOPS.search(before, at)
        and part.more.isalpha()
        and part.short.isupper()
        and aligned(part.short, before[at:]) is not None
    ):
        yield Definition(short, before[at:], begins + at, end)


def _behind(text: str, part: Part, short: str) -> Definition | None:
    """The long form behind a short one in brackets: (BKA, Bundeskriminalamt)."""
    long, cut = trimmed(text[part.rest : part.closed])
    start = part.rest + cut
    if not long[:1].isupper() or not is_long(short, long):
        return None
    one_word = long.isalpha() and aligned(short, long) == 0
    return Definition(short, long, start, start + len(long)) if one_word or each_begins(short, long) else None


def _before_part(text: str, part: Part, short: str) -> Iterator[Definition]:
    if not part.first and not part.strict:
        inside = _long_ending(text, part.start, short)
        if inside is not None and inside.start > part.opened and inside.long[0].isupper():
            yield inside
    one = _long_before(text, part.opened, short)
    if one is None:
        return
    if is_han(one.long):
        holds = not part.strict and (part.first or text[part.start :].lstrip()[:1] in _COMMAS)
    else:
        capitals = "".join(filter(str.isupper, short))
        strict = each_begins(short, one.long) or (len(capitals) > 2 and each_begins(capitals, one.long))
        holds = strict or ((part.first or part.told) and not part.strict)
    if holds:
        yield one if part.short.endswith("s") else _titled(text, one)


def _plain(text: str, at: int, short: str) -> Iterator[Definition]:
    """The long form of a short one that is written as a word is: "parts per million (ppm)"."""
    before = text[max(0, at - _FAR) : at].rstrip(_CLOSING)
    end = at - (min(at, _FAR) - len(before))
    cut = max((stop.end() for stop in _FULL_STOPS.finditer(before)), default=0)
    start = spoken_as_word(short, before[cut:])
    if start is not None and is_long(short, before[cut + start :]):
        yield Definition(short, before[cut + start :], end - len(before) + cut + start, end)


def _titled(text: str, one: Definition) -> Definition:
    """A treaty with the whole of its title, of which short forms are made of the end: "International Convention for
    the Safety of Life at Sea (SOLAS)".
    """
    title = _TREATY.search(text, max(0, one.start - 80), one.start) if one.long[:1].isupper() else None
    if title is None:
        return one
    long, cut = trimmed(text[title.start() : one.end])
    return one._replace(long=long, start=title.start() + cut)


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
    series = _SERIES.match(short) if found is None else None
    if series is not None:  # PHQ-9 is the Patient Health Questionnaire
        found = _within(series[1], before, end)
        return found._replace(short=short) if found is not None and each_begins(series[1], found.long) else None
    tail = _TAIL.search(before) if found is None else None
    if tail is not None and _proper(before[: tail.start()]):  # the FAO is an organization "of the United Nations"
        head = _within(short, before[: tail.start()], end - len(tail.group()), closely=True)
        found = Definition(short, text[head.start : end], head.start, end) if head is not None else None
    return found


def _proper(text: str) -> bool:
    """Whether the last word begins with a capital."""
    last = re.search(r"(\w+)\W*\Z", text[-40:])
    return last is not None and last[1][0].isupper()


def _last(words: list[re.Match[str]], limit: int) -> list[re.Match[str]]:
    """The last words, so many of them of any weight, and half as many others at most."""
    weighty = [number for number, word in enumerate(words) if word.group().casefold() not in SMALL]
    first = max(weighty[-limit] if len(weighty) > limit else 0, len(words) - limit - limit // 2)
    return words[first:]


def _letters_for(match: re.Match[str]) -> str:
    return "x" * len(match.group())


def _within(short: str, before: str, end: int, *, closely: bool = False) -> Definition | None:
    """The long form at the end of some text; closely, its last word must give the last letter.

    Args:
        short: the short form.
        before: the text.
        end: where it ends in the whole.
    """
    for stops in (_STOPS, _FULL_STOPS):
        cut = max((stop.end() for stop in stops.finditer(_ATTACHED.sub(_letters_for, before))), default=0)
        words = list(WORD.finditer(before, cut))
        words = _last(words, min(len(short) + 5, 2 * len(short) + 2))
        if not words or (_ROMAN.match(short) and len(words) < 2):
            continue
        window = before[words[0].start() :]
        start = aligned(short, window, strictly=stops is _FULL_STOPS)
        if start is None:
            continue
        figure = re.match(r"\d+", short)
        ordinal = re.search(rf"\b{figure.group()}(?:st|nd|rd|th)?\s{{1,4}}\Z", window[:start]) if figure else None
        start = ordinal.start() if ordinal else start
        locant = _LOCANT.search(window[:start]) if window[start:].isalpha() else None
        start = locant.start() if locant else start
        long, _ = trimmed(window[start:])
        if is_long(short, long) and (not closely or fits(short, long, closely=True)):
            return Definition(short, long, end - len(long), end)
    return None


def _long_inside(match: re.Match[str], short: str) -> Definition | None:
    """The long form in the brackets, or behind "stands for"; all of it must be aligned, or its beginning."""
    inner, _ = trimmed(" ".join(match["long"].split()).strip("\"'“”‘’«» "))
    whole = match.re is BEFORE
    words = list(WORD.finditer(inner))
    if not words:
        return None
    limit = min(len(words), len(short) + 5)
    ends = (
        [len(inner), *(cut.start() for cut in _CUTS.finditer(inner))]
        if whole
        else [word.end() for word in words[:limit]]
    )
    for closely in (True, False):
        for end in ends:
            candidate = inner[:end]
            listed = whole and end == len(inner) and lists_members(short, inner)
            if listed or fits(short, candidate, closely=closely or match.re in (APPOSED, MEANT)):
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
