"""Wordings that probably name a known concept, for a person to accept or reject. None links by itself."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import sqrt
from typing import NamedTuple

from tui.concepts.collocates import FUNCTION_WORDS
from tui.concepts.entries import name_key
from tui.concepts.model import Catalogue, Mention
from tui.concepts.opposites import opposes
from tui.concepts.phrases import names_of
from tui.concepts.spelling import Spellings
from tui.concepts.stems import stem
from tui.concepts.synonyms import Synonyms
from tui.concepts.turned import Turned
from tui.concepts.wording import Wording, Wordings
from tui.documents.model import Document, Role
from tui.text.words import columns, tally, words

_HEAD = 4
"""Letters that a word and its stem have in common at least."""


class Variant(NamedTuple):
    """A wording that may be a variant of an alias.

    Attributes:
        number: 1 for the first, as the shell calls it.
        concept, alias: what it may name.
        text: as the text has it, at its first place.
        passage, start, end: that place, in the passage's text.
        score: 0 to 1.
        channel: "spelling" or "wording".
        places: how often this wording stands in the document.
    """

    number: int
    concept: str
    alias: str
    text: str
    passage: int
    start: int
    end: int
    score: float
    channel: str
    places: int = 1

    @property
    def key(self) -> str:
        """What tells it from others, and by which a decision on it is remembered."""
        return key_of(self.text)


def key_of(wording: str) -> str:
    """A wording folded as names are when they are matched: one that is accepted covers all with its key."""
    return " ".join(name_key(wording).split())


def variants(
    document: Document,
    catalogue: Catalogue,
    mentions: Iterable[Mention],
    rejected: Collection[tuple[str, str]] = (),
) -> list[Variant]:
    """The wordings of a document that may be variants, in source order, one for each distinct folded wording.

    Two channels: spelling (an edit for about twelve letters, never of acronyms, never where the word that differs is
    another name's), and wording (a phrase or coordination that shares the stems of a concept's own names).

    Args:
        document: as read; doubtful text and furniture are left out.
        catalogue: whose concepts are looked for.
        mentions: what is linked already; what overlaps a mention of the same concept is none.
        rejected: pairs of concept and key (`Variant.key`) that never come back.
    """
    linked: dict[int, list[Mention]] = {}
    for mention in mentions:
        linked.setdefault(mention.passage, []).append(mention)
    refused = set(rejected)
    found: dict[tuple[str, str], Variant] = {}
    for passage, found_, channel in _proposed(document, catalogue, linked):
        wording = _without_possessive(document.passages[passage].text, found_)
        beside = linked.get(passage, ())
        if _is_linked(wording, beside) or _is_anothers(wording, document.passages[passage].text, beside):
            continue
        text = document.passages[passage].text[wording.start : wording.end]
        key = (wording.concept, key_of(text))
        if key in refused or opposes(columns(text).folded, columns(wording.alias).folded):
            continue
        known = found.get(key)
        if known is not None:
            found[key] = known._replace(places=known.places + 1)
            continue
        found[key] = Variant(
            0, wording.concept, wording.alias, text, passage, wording.start, wording.end, wording.score, channel
        )
    best = _one_concept_each(found.values())
    return [one._replace(number=number) for number, one in enumerate(best, 1)]


def _without_possessive(text: str, wording: Wording) -> Wording:
    """A wording whose last word has a possessive s that its alias has not: it is no part of the name."""
    if text[wording.end - 2 : wording.end] in ("'s", "’s") and wording.alias[-2:] not in ("'s", "’s"):
        return wording._replace(end=wording.end - 2)
    return wording


def _proposed(
    document: Document, catalogue: Catalogue, linked: Mapping[int, Sequence[Mention]]
) -> Iterator[tuple[int, Wording, str]]:
    passages = [one for one in document.passages if one.role not in (Role.DOUBTFUL, Role.FURNITURE)]
    vocabulary = set(tally(passage.text for passage in passages))
    close = _close(catalogue, vocabulary)
    known = tally(name for concept in catalogue.concepts.values() for name in concept.names)
    spellings = Spellings(close, known)
    names = {concept.id: names_of(concept) for concept in close.concepts.values()}
    wordings, synonyms, turned = Wordings(close, names), Synonyms(close, names), Turned(close, names)
    near = spellings.misspelt(vocabulary)
    for passage in passages:
        misspelt = list(spellings.find(passage.text, near))
        for one in misspelt:
            yield passage.index, one, "spelling"
        # What is linked already is left out first: it would hide what overlaps it.
        found = [*wordings.find(passage.text), *synonyms.find(passage.text), *turned.find(passage.text)]
        for two in _apart(one for one in found if not _is_linked(one, linked.get(passage.index, ()))):
            if not any(one.concept == two.concept and one.start < two.end and two.start < one.end for one in misspelt):
                yield passage.index, two, "wording"


def _close(catalogue: Catalogue, vocabulary: set[str]) -> Catalogue:
    """The concepts with a name of whose words half or more stand in the document, or begin alike: a catalogue may be
    of tens of thousands, and a text speaks of few."""
    heads = {word[:_HEAD] for word in vocabulary} - {word[:_HEAD] for word in FUNCTION_WORDS if len(word) < _HEAD}
    concepts = {
        id: concept
        for id, concept in catalogue.concepts.items()
        if any(_is_near(name, heads) for name in concept.names)
    }
    return replace(catalogue, concepts=concepts)


def _is_near(name: str, heads: set[str]) -> bool:
    told = [word[:_HEAD] for word in columns(name).folded if word not in FUNCTION_WORDS]
    return bool(told) and 2 * sum(head in heads for head in told) >= len(told)


def _apart(found: Iterable[Wording]) -> list[Wording]:
    """Of wordings of one concept that overlap, the best: of two that score nearly the same, the longer."""
    kept: dict[str, list[Wording]] = {}
    for one in sorted(found, key=lambda one: (-one.score * sqrt(one.end - one.start), one.start)):
        own = kept.setdefault(one.concept, [])
        if not any(one.start < two.end and two.start < one.end for two in own):
            own.append(one)
    return sorted(one for own in kept.values() for one in own)


def _is_linked(wording: Wording, mentions: Iterable[Mention]) -> bool:
    """Whether the catalogue knows this place: a mention of the concept overlaps it, one of another holds it, or would
    be cut by it.
    """
    for mention in mentions:
        overlaps = mention.start < wording.end and wording.start < mention.end
        if overlaps and mention.concept == wording.concept:
            return True
        if overlaps and not (wording.start <= mention.start and mention.end <= wording.end):
            return True
    return False


def _is_anothers(wording: Wording, text: str, mentions: Iterable[Mention]) -> bool:
    """Whether all that a wording shares with its alias is the name of another concept: "developing countries' shares"
    shares nothing with "developed country" but what names the developing ones.
    """
    inside = [one for one in mentions if wording.start <= one.start and one.end <= wording.end]
    if not inside:
        return False
    own = {stem(word) for word in columns(wording.alias).folded if word not in FUNCTION_WORDS}
    shared = [one for one in words(text[wording.start : wording.end]) if stem(one.folded) in own]
    return any(
        all(mention.start <= wording.start + one.start and wording.start + one.end <= mention.end for one in shared)
        for mention in inside
    )


def _one_concept_each(found: Iterable[Variant]) -> list[Variant]:
    """At each place, the concept it fits best."""
    kept: dict[int, list[Variant]] = {}
    for one in sorted(found, key=lambda one: (-one.score * len(one.text), one.passage, one.start)):
        beside = kept.setdefault(one.passage, [])
        if not any(one.start < two.end and two.start < one.end for two in beside):
            beside.append(one)
    return sorted((one for beside in kept.values() for one in beside), key=lambda one: (one.passage, one.start))
