"""Principles that a text calls by that name, in no capitals: "the principle of proportionality", "the duty of care"."""

import re
from collections import Counter
from collections.abc import Iterable

from tui.concepts.collocates import FUNCTION_WORDS

_OF = re.compile(
    r"\b(?P<noun>principle|doctrine|right|duty|freedom|obligation|presumption|prohibition|burden|"
    r"rule(?=\s+of\b))"
    r"\s{1,4}(?P<tie>of|to|against)\s{1,4}(?P<the>the\s{1,4}|be\s{1,4})?(?P<what>[a-z][\w’'-]+(?:\s{1,4}[a-z][\w’'-]+){0,2})"
)
_NAMED = re.compile(
    r"(?<![\w’'-])(?P<what>[a-z][\w’'-]{3,}(?:\s{1,4}[a-z][\w’'-]{3,})?)\s{1,4}(?P<noun>principle|doctrine|maxim)s?\b"
)
_AFTER = re.compile(
    r"(?<![\w’'-])(?P<what>(?:(?:Le|La|De|Van|Von)\s{1,4})?[A-ZÀ-ÞŁŠŽ][\w-]+(?:\s{1,4}[A-Z][\w-]+)?)"
    r"(?P<whose>s?['’]s?)?\s{1,4}(?P<noun>principle|doctrine|maxim|paradox|theorem|razor|law|rule)\b"
)
"""called after a person or a place: "Le Chatelier's principle", "Monroe doctrine"; a law or rule only as someone's"""
_ABROAD = tuple(
    re.compile(pattern.replace(" ", r"\s{1,4}"))
    for pattern in (
        r"\b(?P<noun>Grundsatz|Prinzip|Gebot|Verbot)(?:e?s)? (?P<of>(?:der|des|von) )(?P<what>[A-ZÄÖÜ][\w-]{3,})",
        r"\b(?P<noun>principe|principio)s? (?P<of>de (?:la |l['’])?|d['’]|du |del )(?P<what>[a-zà-ÿ][\w-]{3,})",
        r"\b(?P<noun>droit|derecho)s? (?P<of>à (?:la |l['’])?|al? (?:la )?)(?P<what>[a-zà-ÿ][\w-]{3,})",
        r"\b(?P<noun>[Пп]ринцип)(?:а|у|ом|е)? (?P<of>)(?P<what>[а-яё]+(?:ости|ания|ения|ства|ции|сти|ия))\b",
    )
)
"""the like in German, French, Spanish and Russian"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ANY = _set(
    "same general basic guiding first second third main important legal moral key central common fundamental specific "
    "above following latter former whole said core underlying overarching new old simple certain such normative "
    "overall broad universal ethical political economic social other another every each design leading governing "
    "relevant"
)
"""What stands before "principle" and names none."""
_THING = re.compile(r"\w*(?:tion|sion|ty|cy|th|ment|ness|ance|ence|ism|ship|hood)\b")
"""how a word ends that is no verb: there is a right to privacy, and one to sell"""
_TWICE = 2


def maxims(text: str) -> list[str]:
    """The principles that a text names more than once, as it words them first, the most frequent first.

    Args:
        text: of whole passages.
    """
    counts: Counter[str] = Counter()
    for found in _OF.finditer(text):
        head = " ".join(filter(None, (found["noun"], found["tie"], (found["the"] or "").strip())))
        if found["tie"] != "to" or found["the"] or _THING.match(found["what"]):
            counts.update({f"{head} {what}" for what in _beginnings(found["what"].split())})
    for found in _NAMED.finditer(text):
        words = found["what"].split()
        counts.update({" ".join([*words[at:], found["noun"]]) for at in range(len(words)) if _says(words[at:])})
    for found in _AFTER.finditer(text):
        words = found["what"].split()
        while words and not _says([words[0].casefold()]):
            words.pop(0)
        if words and (found["whose"] or found["noun"] not in ("law", "rule")):
            counts[f"{' '.join(words)}{found['whose'] or ''} {found['noun']}"] += 1
    for pattern in _ABROAD:
        for found in pattern.finditer(text):
            tie = " ".join(found["of"].split()) + " " * found["of"][-1:].isspace()
            counts[f"{found['noun'].replace('П', 'п')} {tie}{found['what']}"] += 1
    return _longest(counts)


def _beginnings(words: list[str]) -> Iterable[str]:
    """The first word that says something, with those behind it as far as they do too."""
    for size in range(1, len(words) + 1):
        if words[size - 1] in FUNCTION_WORDS:
            return
        yield " ".join(words[:size])


def _says(words: list[str]) -> bool:
    return not any(word in FUNCTION_WORDS or word in _ANY for word in words)


def _longest(counts: Counter[str]) -> list[str]:
    """What recurs; where all of it goes on alike, or is part of what recurs as often, only the longer."""
    often = {name: count for name, count in counts.items() if count >= _TWICE}
    inner: set[str] = set()
    for name, count in often.items():
        words = name.split()
        parts = [words[:size] for size in range(1, len(words))] + [words[at:] for at in range(1, len(words))]
        inner.update(part for part in map(" ".join, parts) if often.get(part) == count)
    return sorted((name for name in often if name not in inner), key=lambda name: (-often[name], name))
