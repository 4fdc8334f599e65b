"""Concepts that a catalogue lacks, each with its evidence: defined short forms, names around head nouns, principles."""

import re
from collections import Counter
from collections.abc import Iterator
from math import log2
from typing import NamedTuple

from tui.concepts.definitions import definitions
from tui.concepts.entries import name_key
from tui.concepts.heads import kind_of
from tui.concepts.model import Catalogue
from tui.documents.model import Document, Passage, Role

_NAME = re.compile(r"(?<![\w-])[A-Z][\w’'-]*(?:\s+(?:(?:of|for|and|on|de|du)\s+(?:the\s+)?)?[A-Z][\w’'-]*)+")
_QUOTED = re.compile(r"[\"“«「]([^\"“”«»「」\n]{4,80})[\"”»」]")
_TWICE = 2
_EVIDENCE = 3


class Suggestion(NamedTuple):
    """A concept proposed: label, a guess at its kind, other names, the places that speak for it."""

    label: str
    kind: str
    aliases: tuple[str, ...]
    evidence: tuple[str, ...]
    """anchors"""
    score: float


def suggest(document: Document, catalogue: Catalogue) -> list[Suggestion]:
    """The concepts of a document that a catalogue lacks, those defined first, then by C-value.

    A definition is enough, even once; a name around a head noun (Bank, Union, Agreement) or a quoted principle must
    recur. Names within longer names count less by C-value (K. Frantzi, S. Ananiadou and H. Mima, "Automatic recognition
    of multi-word terms", International Journal on Digital Libraries 3, 2000): log2 of its words, times how often it
    stands by itself.
    """
    passages = [one for one in document.passages if one.role not in (Role.DOUBTFUL, Role.FURNITURE)]
    known = {name_key(name) for concept in catalogue.concepts.values() for name in concept.names}
    found = _defined(document, passages, known)
    taken = known | {name_key(name) for one in found for name in (one.label, *one.aliases)}
    return [*found, *_named(document, passages, taken), *_principles(document, passages, taken)]


def _defined(document: Document, passages: list[Passage], known: set[str]) -> list[Suggestion]:
    gathered: dict[str, tuple[str, dict[str, None], dict[str, None]]] = {}
    for passage in passages:
        for one in definitions(passage.text):
            long = " ".join(one.long.split())
            if name_key(long) in known or name_key(one.short) in known:
                continue
            _, shorts, anchors = gathered.setdefault(name_key(long), (long, {}, {}))
            shorts[one.short] = None
            anchors[document.anchor(passage)] = None
    return [
        Suggestion(label, kind_of(label), tuple(shorts), tuple(anchors)[:_EVIDENCE], 100.0)
        for label, shorts, anchors in gathered.values()
    ]


def _named(document: Document, passages: list[Passage], taken: set[str]) -> list[Suggestion]:
    counts: Counter[str] = Counter()
    anchors: dict[str, dict[str, None]] = {}
    for passage in passages:
        for name in _names(passage.text):
            if name_key(name) not in taken:
                counts[name] += 1
                anchors.setdefault(name, {})[document.anchor(passage)] = None
    found = []
    holders: dict[str, list[str]] = {}
    for name in counts:
        for word in set(name.split()):
            holders.setdefault(word, []).append(name)
    for name, count in counts.items():
        rarest = min((holders[word] for word in name.split()), key=len)
        longer = [other for other in rarest if other != name and f" {name} " in f" {other} "]
        apart = count - sum(counts[other] for other in longer) / len(longer) if longer else count
        value = log2(max(2, len(name.split()))) * apart
        if count >= _TWICE and value > 1:
            found.append(Suggestion(name, kind_of(name), (), tuple(anchors[name])[:_EVIDENCE], value))
    found.sort(key=lambda one: (-one.score, one.label))
    return found


def _names(text: str) -> Iterator[str]:
    """Capitalised names that have a head noun, without what only the beginning of a sentence capitalises."""
    for match in _NAME.finditer(text):
        words = match.group().split()
        while words and words[0].casefold() in ("the", "a", "an", "in", "on", "at", "for", "this", "these", "as", "by"):
            words.pop(0)
        while words and words[-1].casefold() in ("of", "for", "and", "on", "the", "to", "in", "de", "du"):
            words.pop()
        name = " ".join(words).removesuffix("'s").removesuffix("’s")
        if len(words) > 1 and kind_of(name) != "other":
            yield name


def _principles(document: Document, passages: list[Passage], taken: set[str]) -> list[Suggestion]:
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    anchors: dict[str, dict[str, None]] = {}
    for passage in passages:
        if passage.role is Role.NOTE:
            continue
        for match in _QUOTED.finditer(passage.text):
            words = " ".join(match.group(1).split()).strip(" ,.;")
            key = name_key(words)
            if key in taken or not 2 <= len(words.split()) <= 8 or words[:1].isdecimal():
                continue
            counts[key] += 1
            first.setdefault(key, words)
            anchors.setdefault(key, {})[document.anchor(passage)] = None
    return [
        Suggestion(first[key], "principle", (), tuple(anchors[key])[:_EVIDENCE], float(count))
        for key, count in counts.most_common()
        if count >= _TWICE
    ]
