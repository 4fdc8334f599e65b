"""Terms that a contract, a law or a licence defines: "Contributor" means each person who ..."""

import re
from collections.abc import Iterator

from tui.concepts.collocates import FUNCTION_WORDS
from tui.concepts.entries import name_key


def _spaced(pattern: str) -> re.Pattern[str]:
    """Compiled; a blank stands for one to four of any: no text can make that slow."""
    return re.compile(pattern.replace(" ", r"\s{1,4}"))


_TERM = r"[\"“](?:(?:The|This|An?) )?(?P<term>[^\W\d_][\w’'/() -]{2,60})[\"”]"
_OF = r"(?: \([^()]{1,40}\))?(?:,? (?:of|for|in|to|with|as|an?|the)\b[^,.;:()\"“”]{1,60},?)?"
"""what may stand between a term and the verb: for whom or for what it is said"""
_MEANS = _spaced(
    rf"{_TERM}{_OF} (?:(?:shall )?(?:also )?(?:means?|refers? to|denotes?)|"
    r"(?:is|are) (?:hereby )?defined as|(?:has|have|shall have) the (?:same )?meaning)\b"
)
_IS = _spaced(rf"\b[Aa]n? {_TERM} (?:\([^()]{{1,40}}\) )?(?:is|are) (?:an?|any|all|either|each|every|one|the)\b")
_NAMED = _spaced(
    r"\((?:(?:each|together|collectively|jointly|individually|hereinafter|hereafter|herein|referred to as|"
    r"(?:each )?being)[,\s]\s{0,4}){0,4}(?:an?|the|this|such|our|its) [\"“](?P<term>[A-Z][\w’'/() -]{2,60})[\"”]\)"
)
"""Acme Corporation (the "Company")"""


def terms(text: str) -> Iterator[str]:
    """The terms a text defines, in order of kind: what "means" or "refers to" something, "A 'User Product' is either
    ...", and what stands for a party in brackets: (the "Company").
    """
    for pattern in (_MEANS, _IS, _NAMED):
        for match in pattern.finditer(text):
            term = " ".join(match["term"].split())
            if name_key(term) not in FUNCTION_WORDS:
                yield term
