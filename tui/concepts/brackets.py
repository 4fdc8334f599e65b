"""What stands in brackets, part by part: "(formerly at Kew; hereafter “PRO”)" has two, the second a short form."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from tui.concepts.defining import LANGUAGE, LEAD, QUOTE, SHORT, spaced

_BRACKET = re.compile(r"[(\[（](?P<inner>(?:[^()\[\]（）]|[(\[（][^()\[\]（）]{0,60}[)\]）]){1,240})[)\]）]")
_SEPARATOR = spaced(
    r"~(?:;|,|；|，|、|:(?= (?:abb|short|here|hence))|(?<=[\"”’»」])~(?=[\"“‘«「])|"
    r"(?: |(?<=[\"”’»]))(?:or|and|oder|und|ou|et|или|и)(?= |[\"“‘«])|[或和及])~"
)
_NESTED = re.compile(r"[(\[（][^()\[\]（）]*[)\]）]")
_BLANK_LINE = re.compile(r"\n\s{0,9}\n")
_EXAMPLES = spaced(
    "~(?:e\\.? ?g\\.?|for (?:example|instance)|such as|like|including|see|cf\\.|compare|z\\. ?B\\.|p\\. ?ex\\.|"
    "par exemple|vgl\\.|siehe|voir|比如|例如|如|如果|参见|見|见|包括|即使)(?![a-z])"
)
"""what stands before things that are examples, or stand elsewhere"""
_AFTER = (
    r"(?:[®™*†‡¹²³⁴-⁹]|(?P<whose>['’]s))?(?: (?:for short|for brevity|in short|in what follows|in the following|"
    r"hereinafter|hereafter|henceforth|herein|below|from (?:here|now) on|from here onwards?|throughout|in "
    rf"(?P<language>{LANGUAGE})))?"
)
_PART = spaced(
    rf"~(?P<told>{LEAD})(?:{QUOTE}\s?(?:the )?){{0,3}}(?:{SHORT}|(?P<word>[A-Za-zÀ-ɏЀ-ӿ]{{2,12}}))"
    rf"(?:\s?{QUOTE}){{0,3}}"
    rf"(?P<more> (?:[12]\d{{3}}|[A-Z][a-z]{{3,20}})(?:\s?{QUOTE}){{0,3}})?"
    rf"{_AFTER}~(?P<colon>: [^\W\d_].{{2,80}})?\s{{0,80}}\Z"
)
_WEAK = re.compile(r"\b(?:and|or|the|an?|each)\b|[\s,:：=–—-]")
"""what says of nothing that it is short for something"""
_QUOTE = re.compile("[\"'“”‘’«»„「」『』]")
_LANGUAGE = re.compile(LANGUAGE)
_LEADS = spaced(rf"~{LEAD}~\Z")
_NOUN = re.compile(r"(?P<short>[A-Z]{2,8})\s{1,4}[a-z]{3,20}\Z")


class Part(NamedTuple):
    """A short form in brackets.

    Attributes:
        short: as it is written.
        start: where the part begins that it stands in.
        opened: where the bracket opens.
        closed: where it is closed.
        rest: where what follows the part begins.
        told: whether the writer says that this is short for something.
        foreign: whether it is said to be of another language.
        more: a year or a noun behind it: (HRA 1998), (UN Charter).
        strict: whether each of its letters must begin a word: where nothing else tells that it is a short form.
        first: whether nothing stands before it.
        alone: whether nothing else stands in the brackets.
    """

    short: str
    start: int
    opened: int
    closed: int
    rest: int
    told: bool
    foreign: bool
    more: str
    strict: bool
    first: bool
    alone: bool


def bracketed(text: str) -> Iterator[Part]:
    """The short forms that stand in brackets, alone or with other things."""
    place = 0
    while (bracket := _BRACKET.search(text, place)) is not None:
        place = bracket.start() + 1
        inner = bracket["inner"]
        if not _BLANK_LINE.search(inner) and not _EXAMPLES.match(inner):
            yield from _parts(inner, bracket.start("inner"))


def _parts(inner: str, offset: int) -> Iterator[Part]:
    flat = _NESTED.sub(lambda nested: " " * len(nested.group()), inner)  # what is nested parts nothing
    cuts = [(0, 0), *(cut.span() for cut in _SEPARATOR.finditer(flat)), (len(flat), len(flat))]
    cuts = [
        cut
        for at, cut in enumerate(cuts)
        if at in (0, len(cuts) - 1) or not _LEADS.match(flat, cuts[at - 1][1], cut[0])
    ]
    for (before, start), (end, after) in pairwise(cuts):
        piece = flat[start:end]
        noun = _NOUN.match(piece.strip())
        found = noun or _PART.match(piece)
        if found is None:
            continue
        groups = found.groupdict()
        told = bool(_WEAK.sub("", groups.get("told") or "")) or _QUOTE.search(piece) is not None
        yield Part(
            short=groups.get("short") or groups["word"],
            start=offset + before,
            opened=offset - 1,
            closed=offset + len(inner),
            rest=offset + after,
            told=told,
            foreign=_LANGUAGE.search(f"{groups.get('told')} {groups.get('language')}") is not None,
            more=(groups.get("more") or "").strip(" \t\n\"'“”‘’«»"),
            strict=noun is not None or groups.get("colon") is not None or groups.get("whose") is not None,
            first=start == 0,
            alone=start == 0 and end == len(flat),
        )
