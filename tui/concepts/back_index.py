"""A back-of-the-book index: every concept under its label, its other names sending the reader there."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tui.concepts.analysis import Analysis
from tui.concepts.entries import name_key
from tui.concepts.locators import Locator, locators
from tui.concepts.model import Concept
from tui.concepts.names import is_acronym
from tui.text.scripts import UNSPACED, script
from tui.text.words import words

ARTICLES = ("the", "a", "an")
"""Passed over in sorting, as English indexes do."""

LEVELS = 3
"""An entry, those below it, and those below these."""

_PARTS, _SHARE, _PLACES = 4, 0.75, 10
"""A concept is everywhere when its document has this many sections or more, and it stands in this share of them, at
more than this many places."""

_ESPECIALLY = 3


@dataclass(slots=True)
class Entry:
    """A heading of the index.

    Attributes:
        label: the heading itself.
        concept: id; empty for a name that only sends on.
        locators: where to look, in order; of a concept that is everywhere only the longest ranges.
        passim: numbers of the documents it is everywhere in.
        see: the labels to look under instead.
        see_also: labels to look under besides.
        entries: narrower concepts, sorted.
    """

    label: str
    concept: str = ""
    locators: list[Locator] = field(default_factory=list)
    passim: frozenset[int] = frozenset()
    see: list[str] = field(default_factory=list)
    see_also: list[str] = field(default_factory=list)
    entries: list["Entry"] = field(default_factory=list)


@dataclass(slots=True)
class Letter:
    """The entries that begin with a letter."""

    name: str
    entries: list[Entry]


def sort_key(label: str) -> tuple[int, str, str]:
    """What an index is sorted by, word by word: folded, a leading article and all marks left out."""
    found = list(words(label))
    if len(found) > 1 and found[0].folded in ARTICLES and label[found[0].end : found[1].start].isspace():
        found = found[1:]  # but "A-level" begins with its letter
    folded = [word.folded for word in found]
    key = " ".join(folded)
    if not key:
        return 0, "", label
    group = 1 if key[0].isdecimal() else 3 if script(key[0]) in UNSPACED else 2
    return group, key, label


def letter(label: str) -> str:
    """The letter an entry stands under."""
    group, key, _ = sort_key(label)
    return ("Symbols", "0–9", key[:1].upper(), "Chinese, Japanese and others")[group]


def back_index(analysis: Analysis) -> list[Letter]:
    """The index of some documents.

    Every concept that is named stands at its own letter and again below each of its `broader` ones, so that no reader
    is sent on twice; a broader one is a heading even where the text does not name it. Other names send on where the
    text uses them, or where they are acronyms; `related` concepts are to be seen also where they are named.
    """
    concepts = analysis.catalogue.concepts
    narrower = _narrower(concepts, analysis.spots)
    plain = {id: _entry(analysis, concepts[id]) for id in {*analysis.spots, *narrower}}
    top = [_nested(plain, narrower, (id,)) for id in plain]
    top += _sent_on(analysis, {name_key(one.label) for one in top})
    top.sort(key=lambda one: sort_key(one.label))
    return _by_letter(top)


def _narrower(concepts: dict[str, Concept], named: Iterable[str]) -> dict[str, list[str]]:
    """Of every concept above one that is named, those directly below it that lead there."""
    found: dict[str, list[str]] = {}
    waiting = list(named)
    seen = set(waiting)
    while waiting:
        id = waiting.pop()
        for above in concepts[id].broader:
            if above in concepts:  # a catalogue beside one document may name what another lacks
                found.setdefault(above, []).append(id)
                if above not in seen:
                    seen.add(above)
                    waiting.append(above)
    return found


def _nested(plain: dict[str, Entry], narrower: dict[str, list[str]], line: tuple[str, ...]) -> Entry:
    """The entry of the last concept of a line, with those below it, as deep as an index goes.

    Catalogues of several documents may together lead in a circle, though none does by itself: that is cut.
    """
    entry = plain[line[-1]]
    if len(line) == LEVELS:
        return entry
    below = [_nested(plain, narrower, (*line, id)) for id in narrower.get(line[-1], ()) if id not in line]
    return replace(entry, entries=sorted(below, key=lambda one: sort_key(one.label)))


def _entry(analysis: Analysis, concept: Concept) -> Entry:
    spots = analysis.spots.get(concept.id, [])
    found = locators(analysis, spots)
    everywhere = set()
    for number in {one.document for one in found}:
        own = [at for at, part in enumerate(analysis.parts) if part.document == number and analysis.part_words[at]]
        met = {analysis.part_of[spot.passage] for spot in spots} & set(own)
        many = sum(1 for one in found if one.document == number) > _PLACES
        if many and len(own) >= _PARTS and len(met) >= _SHARE * len(own):
            everywhere.add(number)
    kept = [one for one in found if one.document not in everywhere]
    for number in everywhere:
        ranges = [one for one in found if one.document == number and one.length > 1]
        longest = set(sorted(ranges, key=lambda one: -one.length)[:_ESPECIALLY])
        kept += [one for one in ranges if one in longest]
    kept.sort(key=lambda one: one.document)
    related = [analysis.catalogue.concepts[id].label for id in concept.related if id in analysis.spots]
    also = sorted(set(related) - {concept.label}, key=sort_key)
    return Entry(concept.label, concept.id, kept, frozenset(everywhere), see_also=also)


def _sent_on(analysis: Analysis, taken: set[str]) -> list[Entry]:
    """The entries of other names; a name of several concepts sends to each."""
    found: dict[str, Entry] = {}
    for id in analysis.spots:
        concept = analysis.catalogue.concepts[id]
        used = set(analysis.aliases[id])
        own = sort_key(concept.label)[1]
        for name in (*concept.aliases, *concept.variants):
            key = name_key(name)
            acronym = name.isascii() and is_acronym(name) and name in concept.aliases
            if key in taken or sort_key(name)[1] == own or not (name in used or acronym):
                continue
            entry = found.setdefault(key, Entry(name))
            if concept.label not in entry.see:
                entry.see.append(concept.label)
    return list(found.values())


def _by_letter(entries: Iterable[Entry]) -> list[Letter]:
    letters: list[Letter] = []
    for entry in entries:
        name = letter(entry.label)
        if not letters or letters[-1].name != name:
            letters.append(Letter(name, []))
        letters[-1].entries.append(entry)
    return letters
