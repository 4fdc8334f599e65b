"""The names of a concept taken apart: stems, frame, head, and the members of a coordination."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tui.concepts.model import Concept
from tui.concepts.names import is_acronym
from tui.concepts.stems import Token, members, tokens

TURNS = frozenset(("of", "for", "in", "between", "among", "to", "by", "on", "with", "at"))
"""What turns a name round: "centrality of ASEAN"."""


_SPELT = frozenset(("One", "Two", "Three"))
_ROMAN = re.compile("[IVX]{1,4}")


class Name(NamedTuple):
    """A name that can be worded otherwise, with its words, and the stems of those that count."""

    text: str
    tokens: tuple[Token, ...]
    stems: tuple[str, ...]


class Phrase(NamedTuple):
    """A name as its stems in order, words of function left out."""

    alias: str
    stems: tuple[str, ...]
    weight: float
    proper: bool
    """whether all its words begin with capitals, as in a proper name"""
    comma: bool
    last: str
    """its last word, folded"""
    core: int
    """how many of its stems stand before its last "of", "for" or the like"""
    head: int
    """how many stand before the first"""
    marks: frozenset[str]
    """figures in it, without which it is another thing: "World War I"""
    frame: tuple[str, ...]
    """its words, each as its stem; a word of function as it is, with a blank before it"""


class Profile(NamedTuple):
    """What is known of a concept's names."""

    concept: Concept
    phrases: tuple[Phrase, ...]
    slots: tuple[frozenset[str], ...]
    """the stems of each member, where a name is a coordination of three or more"""
    alias: str
    """the coordination they are learnt from"""
    proper: bool
    modifiers: frozenset[str]
    """the first stem of each name of two"""


def names_of(concept: Concept) -> list[Name]:
    """The names that can be worded otherwise: no acronyms, none of a single word."""
    found = []
    for name in concept.names:
        taken = () if is_acronym(name) else tuple(tokens(name))
        if len(taken) > 1:
            found.append(Name(name, taken, tuple(one.stem for one in taken if one.stem)))
    return found


def profile_of(concept: Concept, names: Sequence[Name], weights: Mapping[str, float]) -> Profile:
    """What is known of a concept's names.

    Args:
        concept: whose.
        names: as `names_of` gives them.
        weights: of each stem, less the more concepts have it.
    """
    phrases = tuple(_phrase(name, weights) for name in names if len(set(name.stems)) >= 2)
    slots: list[set[str]] = []
    coordination: Name | None = None
    for name in names:
        parts = _members(name)
        if len(parts) < 3 or (slots and len(parts) != len(slots)):
            continue
        coordination = coordination or name
        slots = [one | two for one, two in zip(slots or [set() for _ in parts], parts, strict=True)]
    first = frozenset(phrase.stems[0] for phrase in phrases if len(phrase.stems) == 2)
    alias = coordination.text if coordination else ""
    proper = coordination is None or _is_proper(alias, coordination.tokens)
    return Profile(concept, phrases, tuple(map(frozenset, slots)), alias, proper, first)


def _members(name: Name) -> list[set[str]]:
    """The stems of each member of a name."""
    if "," not in name.text and "，" not in name.text and "、" not in name.text:
        return []  # with "and" alone there are two at the most that count
    return [
        {one.stem for one in name.tokens if one.stem and a <= one.start and one.end <= b}
        for a, b in members(name.text, 0, len(name.text))
    ]


def _phrase(name: Name, weights: Mapping[str, float]) -> Phrase:
    weight = sum(map(weights.__getitem__, set(name.stems)))
    turns = [number for number, one in enumerate(name.tokens) if one.folded in TURNS]
    core, head = (
        sum(1 for one in name.tokens[: number or 0] if one.stem)
        for number in (max(turns, default=0), min(turns, default=0))
    )
    return Phrase(
        name.text,
        name.stems,
        weight,
        _is_proper(name.text, name.tokens),
        "," in name.text,
        name.tokens[-1].folded,
        core,
        head,
        marks_of(name),
        frame_of(name.tokens),
    )


def frame_of(found: Sequence[Token]) -> tuple[str, ...]:
    """Words as their stems; a word of function as it is, with a blank before it."""
    return tuple(one.stem or f" {one.folded}" for one in found)


def marks_of(name: Name) -> frozenset[str]:
    """The figures in a name, Roman ones too, folded."""
    told = ((one.folded, name.text[one.start : one.end]) for one in name.tokens)
    return frozenset(folded for folded, word in told if word.isdecimal() or _ROMAN.fullmatch(word) or word in _SPELT)


def is_proper(name: Name) -> bool:
    """Whether all words of a name that count begin with capitals."""
    return _is_proper(name.text, name.tokens)


def _is_proper(text: str, found: Sequence[Token]) -> bool:
    return all(not text[one.start].islower() for one in found if one.stem)
