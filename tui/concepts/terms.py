"""Terms that a contract, a law or a licence defines: "Contributor" means each person who ..."""

import re
from collections.abc import Iterator

from tui.concepts.collocates import FUNCTION_WORDS
from tui.concepts.entries import name_key


def _spaced(pattern: str) -> re.Pattern[str]:
    """Compiled; a blank stands for one to four of any: no text can make that slow."""
    return re.compile(pattern.replace(" ", r"\s{1,4}"))


_WORDS = r"(?:(?:The|This|An?) )?(?P<term>[^\W\d_][\w’/() -]{2,60})"
_TERM = rf"(?:[\"“]|(?<!\w)['‘]){_WORDS}(?:[\"”]|['’](?!\w))"
_OF = r"(?: \([^()]{1,40}\))?(?:,? (?:of|for|in|to|with|as|an?|the)\b[^,.;:()\"“”]{1,60},?)?"
"""what may stand between a term and the verb: for whom or for what it is said"""
_MEANS = _spaced(
    rf"{_TERM}{_OF}(?: [–—-])? (?:(?:shall )?(?:also )?(?:[Mm]eans?|refers? to|denotes?)|"
    r"(?:is|are) (?:hereby )?defined as|(?:has|have|shall have) the (?:same )?meaning)\b"
)
_IS = _spaced(rf"\b[Aa]n? {_TERM} (?:\([^()]{{1,40}}\) )?(?:is|are) (?:an?|any|all|either|each|every|one|the)\b")
_BRACKET = re.compile(r"\(([^()]{3,160})\)")
_NAMED = _spaced(
    r"(?P<article>(?:an?|the|this|such|our|its) )?[\"“](?:(?:the|an?) )?(?P<term>[A-Z][\w’'/() -]{2,60})[\"”]"
)
"""Acme Corporation (the "Company"), ("Acme" or the "Provider"; together with the Client, the "Parties")"""
_SAID = re.compile(
    r"(?:each|together|with|collectively|jointly|individually|hereinafter|hereafter|herein|referred|to|as|being|or|and|"
    r"the|an?|this|such|our|its|[A-Z]\w*|[\s,;:])*"
)
"""what else may stand in such brackets"""
_LISTED = _spaced(
    r"(?:\A|\n|[;.](?=\s))(?:[\s\d.()*•·–—-]|[a-z][.)]){0,12}"
    rf"(?:[\"“'‘«][\s\u00a0]?{_WORDS}[\s\u00a0]?[\"”'’»]"
    r"[\s\u00a0]?:\s?(?=\S)|(?P<bare>[A-Z][\w’/ -]{2,40}):\s(?=means? ))"
)
"""an entry of a list of definitions: “The Work”: the text ..., « logiciel » : une œuvre ..., Software: means ..."""
_HAN = re.compile(
    r"[“「『\"](?P<term>[\u3400-\u9fff]{2,20})[”」』\"]\s{0,2}(?:，?\s?(?:系|均)?(?:是)?指(?:的是)?|的含义[是为])"
)
"""“软件”是指"""


def terms(text: str) -> Iterator[str]:
    """The terms a text defines, in order of kind: what "means" or "refers to" something, "A 'User Product' is either
    ...", and what stands for a party in brackets: (the "Company").
    """
    found = [match["term"] or match["bare"] for one in (_MEANS, _IS, _LISTED, _HAN) for match in one.finditer(text)]
    for term in (*found, *_parties(text)):
        name = " ".join(term.split())
        if name_key(name) not in FUNCTION_WORDS:
            yield name


def _parties(text: str) -> Iterator[str]:
    """What stands in brackets for a party or a thing."""
    for bracket in _BRACKET.finditer(text):
        named = list(_NAMED.finditer(bracket[1]))
        if any(one["article"] for one in named) and _SAID.fullmatch(_NAMED.sub(" ", bracket[1])):
            yield from (one["term"] for one in named)
