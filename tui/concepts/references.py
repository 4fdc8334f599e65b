"""Places that may mean a concept without naming it: "the organization", "this bank". Proposed, never counted."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable
from typing import NamedTuple

from tui.concepts.entries import name_key
from tui.concepts.heads import NOUNS, head_nouns
from tui.concepts.model import Catalogue, Mention
from tui.documents.model import Document, Passage, Role

_NOUN = "|".join(sorted(NOUNS, key=len, reverse=True))
_PHRASE = re.compile(
    r"(?<![\w-])(?P<which>[Tt]he|[Tt]his|[Tt]hat|[Ss]aid)\s{1,4}"
    r"(?:(?:same|said|latter|new|above|aforementioned)\s{1,4})?"
    rf"(?P<noun>(?i:{_NOUN}))(?![\w-])(?!\s{{1,4}}(?:of|for|on|to|that|which)\b)(?!\s{{1,4}}[A-Z])"
)
_REACH = 2
"""passages looked back"""
_AROUND = 24
"""characters on each side by which a place is known again"""


class Reference(NamedTuple):
    """A phrase that may mean a concept named before it.

    Attributes:
        concept: id.
        text: the phrase.
        passage, start, end: where it stands, in the passage's text.
        score: 0 to 1; higher the nearer the name, and the fewer others it may mean.
        key: by which a decision on it is remembered: the phrase with what stands around it.
    """

    concept: str
    text: str
    passage: int
    start: int
    end: int
    score: float
    key: str


def references(
    document: Document,
    catalogue: Catalogue,
    mentions: Iterable[Mention],
    decided: Collection[tuple[str, str]] = (),
) -> list[Reference]:
    """The phrases of a document that may mean a concept, in source order.

    A phrase of an article or "this" with a head noun means the concept last named before it, in its passage or one of
    the two before, whose own names have that noun at their head.

    Args:
        document: as read; doubtful text, headings and furniture are left out.
        catalogue: the concepts.
        mentions: those of the document.
        decided: pairs of concept and key that are not proposed again.
    """
    heads = {concept.id: head_nouns(concept) for concept in catalogue.concepts.values()}
    named: dict[int, list[Mention]] = {}
    for mention in mentions:
        if heads.get(mention.concept):
            named.setdefault(mention.passage, []).append(mention)
    refused, found = set(decided), []
    before: list[Passage] = []
    for passage in document.passages:
        if passage.role is not Role.BODY:
            continue
        for match in _PHRASE.finditer(passage.text):
            one = _meant(passage, match, [passage, *before], named, heads)
            if one is not None and (one.concept, one.key) not in refused:
                found.append(one)
        before = [passage, *before][:_REACH]
    return found


def kept(
    document: Document, catalogue: Catalogue, mentions: Iterable[Mention], accepted: Collection[tuple[str, str]]
) -> list[Reference]:
    """The references that a person has accepted, in source order; what names the concept by now is none any more.

    Args:
        document: as read.
        catalogue: the concepts.
        mentions: those of the document.
        accepted: pairs of concept and key.
    """
    meant = {key: concept for concept, key in accepted if concept in catalogue.concepts}
    named: dict[int, list[Mention]] = {}
    for mention in mentions:
        named.setdefault(mention.passage, []).append(mention)
    found = []
    for passage in document.passages if meant else ():
        for match in _PHRASE.finditer(passage.text) if passage.role is Role.BODY else ():
            start, end = match.span()
            key = _key(passage.text, start, end)
            concept = meant.get(key)
            own = (one for one in named.get(passage.index, ()) if one.concept == concept)
            if concept is not None and not any(one.start < end and start < one.end for one in own):
                found.append(Reference(concept, match.group(), passage.index, start, end, 1.0, key))
    return found


def _meant(
    passage: Passage,
    match: re.Match[str],
    passages: list[Passage],
    named: dict[int, list[Mention]],
    heads: dict[str, frozenset[str]],
) -> Reference | None:
    start, end = match.span()
    own = named.get(passage.index, [])
    if any(one.start < end and start < one.end for one in own):
        return None
    noun = match["noun"].casefold()
    for back, one in enumerate(passages):
        there = named.get(one.index, [])
        if not back:
            there = there[: bisect_left(there, start, key=lambda mention: mention.start)]
        fitting = [mention.concept for mention in there if noun in heads[mention.concept]]
        if fitting:
            others = len(set(fitting)) - 1
            score = 0.8 - 0.15 * back - 0.1 * min(3, others) + (0.1 if match["which"].casefold() != "the" else 0)
            return Reference(
                fitting[-1], match.group(), passage.index, start, end, score, _key(passage.text, start, end)
            )
    return None


def _key(text: str, start: int, end: int) -> str:
    return "reference " + " ".join(name_key(text[max(0, start - _AROUND) : end + _AROUND]).split())
