"""Why a place is a mention of a concept, or, where it looks like one, why it is none."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from tui.concepts.entries import name_key
from tui.concepts.matching import matcher
from tui.concepts.model import Catalogue, Concept, Mention, Rule
from tui.concepts.names import Name, wording
from tui.concepts.neighbours import Texts, allowed, bounds, is_prefixed
from tui.documents.model import Document, Passage, Role
from tui.text.differences import folded_away
from tui.text.folding import Folded, fold

_TELLING = 4
"""characters from which a name is worth a word where it is only part of one"""


class LookAlike(NamedTuple):
    """A place with the letters of a name that is no mention of its concept."""

    mention: Mention
    """where it stands, and the alias it looks like"""
    why: str
    """why it is none"""


def foldings(document: Document, mention: Mention) -> tuple[str, ...]:
    """What had to be folded for a mention's text to be its alias: kinds of `folded_away`, and what was mended.

    "markup or hyphen" where the source has more than the text, "page break" where the mention lies in several spans.
    """
    text, alias = document.passages[mention.passage].text[mention.start : mention.end], mention.alias
    told: list[str] = []
    if fold(alias).text.strip() != name_key(alias) and fold(text).text == name_key(text):
        alias = alias.strip()[1:-1]
        told.append("quotes")
    plain = text
    if mention.rule == "plural":
        forms = (text[:-3] + "y", text[:-2], text[:-1])
        plain = next((form for form in forms if _alike(form, alias)), text)
    told += folded_away(plain, alias)
    if len(mention.spans) > 1:
        told.append("page break")
    elif mention.spans and document.source[slice(*mention.spans[0])] != text:
        told.append("markup or hyphen")
    return tuple(told)


def look_alikes(
    document: Document, catalogue: Catalogue, concept: Concept, mentions: Iterable[Mention]
) -> list[LookAlike]:
    """The places that have the letters of one of a concept's names, whatever their case, and are no mentions of it.

    Args:
        document: as read.
        catalogue: the one the document was linked with.
        concept: one of the catalogue's.
        mentions: all of the document; a place inside one of the concept's own is left out.

    Returns:
        in the order of the document, the longest name at a place.
    """
    search = _Search(document, catalogue, concept, mentions)
    return [one for passage in document.passages for one in search.within(passage)]


class _Search:
    def __init__(self, document: Document, catalogue: Catalogue, concept: Concept, mentions: Iterable[Mention]) -> None:
        self._document = document
        self._concept = concept
        self._names = [name for name in concept.names if name_key(name)]
        self._machine = AhoCorasick([name_key(name) for name in self._names])
        self._owners: dict[str, Name] = {}
        for automaton in matcher(catalogue).automata:
            for one, name in zip(automaton.wordings, automaton.names, strict=True):
                if name is not None:
                    self._owners[one.text.casefold()] = name
        self._rules = {rule.alias: rule for rule in concept.rules}
        self._taken: dict[int, list[Mention]] = {}
        for mention in mentions:
            self._taken.setdefault(mention.passage, []).append(mention)

    def within(self, passage: Passage) -> Iterator[LookAlike]:
        folded = fold(passage.text)
        hits = self._machine.find_matches_as_indexes(folded.text, overlapping=True)
        reach = 0
        own = [one for one in self._taken.get(passage.index, ()) if one.concept == self._concept.id]
        for number, start, end in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
            first, last = folded.span(start, end)
            if end <= reach or any(one.start <= first and last <= one.end for one in own):
                continue
            place = Mention(passage.index, first, last, self._concept.id, self._names[number], "", ())
            if why := self._why(passage, folded, place, (start, end)):
                reach = end
                yield LookAlike(place._replace(spans=passage.source_spans(first, last)), why)

    def _why(self, passage: Passage, folded: Folded, place: Mention, at: tuple[int, int]) -> str:
        """Why a place is none; empty where it does not look like one either: "un" within "under"."""
        name = place.alias
        rule = self._rules.get(name)
        how = wording(name, rule is not None and rule.case)
        same = not how.exact or folded.exact[slice(*at)] == how.text
        bound = bounds(folded.exact if same and how.exact else folded.text, *at, same and how.exact)
        if bound is None and (not same or len(name) < _TELLING):
            return ""
        if passage.role is Role.DOUBTFUL:
            return "the passage is doubtful: it counts for nothing"
        if bound is None:
            prefixed = not how.exact and is_prefixed(folded.text, at[0])
            return "a prefix stands before it" if prefixed else "it is only part of a word"
        if not same:
            return f'"{name}" is compared with its case, and here it is written otherwise'
        return self._overruled(folded, place, rule, (at[0], bound.end)) or self._covered(passage, place)

    def _overruled(self, folded: Folded, place: Mention, rule: Rule | None, at: tuple[int, int]) -> str:
        name = self._owners.get(name_key(place.alias))
        if name is not None and name.concept != self._concept.id:
            return f'the concept "{name.concept}" has the name "{place.alias}" too, and comes later'
        if rule is None:
            return ""
        if name is not None and not allowed(name, Texts(folded.exact, folded.text), *at):
            return f'a word stands beside it that the rule for "{place.alias}" forbids: {_forbidden(rule)}'
        if rule.needs:
            return f'the rule for "{place.alias}" needs one of these in the document: {", ".join(rule.needs)}'
        return ""

    def _covered(self, passage: Passage, place: Mention) -> str:
        for one in self._taken.get(passage.index, ()):
            if one.start < place.end and place.start < one.end:
                return f'it overlaps a mention of "{one.concept}", which begins first'
        return "it is no mention"


def _alike(one: str, two: str) -> bool:
    return name_key(one) == name_key(two)


def _forbidden(rule: Rule) -> str:
    parts: list[Sequence[str]] = [rule.not_before, rule.not_after]
    told = [f"not {where} {', '.join(words)}" for where, words in zip(("before", "after"), parts, strict=True) if words]
    return "; ".join(told)
