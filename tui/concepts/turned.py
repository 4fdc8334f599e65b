"""Proper names that a text turns round: "committee for technical steering", "the trustees' board"."""

from collections.abc import Iterator, Mapping, Sequence

from tui.concepts.model import Catalogue
from tui.concepts.phrases import TURNS, Name, is_proper, marks_of
from tui.concepts.stems import Token, clauses, tokens
from tui.concepts.wording import Wording

_TIES = frozenset(("of", "for", "on"))
_SMALL = frozenset(("the", "a", "an"))
_SCORE, _ABRIDGED = 0.85, 0.6
_LONG = 3
"""Words of a name from which on a text that has named it leaves the first out: "the Steering Committee"."""
_BEFORE = frozenset(["the", "this", "that", "its", "our", "their", "said"])


class Turned:
    """Looks for the names of organizations with their words in another order, or without the first.

    Every word that counts must be there, as one unbroken phrase; so that nothing is left open that could tell two of a
    kind apart, but for the first word, where the second is no other concept's.

    Args:
        catalogue: the concepts.
        names: of each, as `names_of` gives them.
    """

    def __init__(self, catalogue: Catalogue, names: Mapping[str, Sequence[Name]]) -> None:
        self._orders: dict[tuple[str, ...], list[tuple[str, str, bool]]] = {}
        self._short: dict[tuple[str, ...], tuple[str, str]] = {}
        having: dict[str, set[str]] = {}
        proper = [
            (concept.id, name)
            for concept in catalogue.concepts.values()
            if concept.kind == "organization"
            for name in names[concept.id]
            if is_proper(name) and len(name.stems) >= 2 and not marks_of(name)
        ]
        for id, name in proper:
            for one in name.stems:
                having.setdefault(one, set()).add(id)
        for id, name in proper:
            behind = _behind(name)
            if behind:  # "Board of Trustees"
                head = len(name.stems) - behind
                self._add((*name.stems[head:], *name.stems[:head]), id, name, tied=False)
            elif behind == 0:
                self._add((name.stems[-1], *name.stems[:-1]), id, name, tied=True)
                if len(name.stems) >= _LONG and len(having[name.stems[1]]) == 1:
                    self._short[name.stems[1:]] = (id, name.text)
        self._sizes = {len(one) for one in (*self._orders, *self._short)}

    def _add(self, order: tuple[str, ...], id: str, name: Name, *, tied: bool) -> None:
        self._orders.setdefault(order, []).append((id, name.text, tied))

    def find(self, text: str) -> Iterator[Wording]:
        """The wordings in a text, in no order."""
        if not self._sizes:
            return
        found = tokens(text)
        for clause in clauses(text):
            inside = [one for one in found if clause.start <= one.start and one.end <= clause.end]
            content = [number for number, one in enumerate(inside) if one.stem]
            for at in range(len(content)):
                for size in self._sizes:
                    places = content[at : at + size]
                    if len(places) == size:
                        yield from self._at(text, inside, places)

    def _at(self, text: str, inside: Sequence[Token], places: Sequence[int]) -> Iterator[Wording]:
        words = [inside[at] for at in places]
        stems = tuple(one.stem for one in words)
        start, end = words[0].start, words[-1].end
        small = [one.folded for one in inside[places[0] : places[-1]] if not one.stem]
        for id, alias, tied in self._orders.get(stems, ()):
            first = [one.folded for one in inside[places[0] + 1 : places[1]]]
            fits = (
                first[:1] and first[0] in _TIES and _SMALL.issuperset(first[1:]) and small == first
                if tied
                else not small
            )
            if fits and not _goes_on(text, end) and "," not in text[start:end]:
                yield Wording(start, end, id, alias, _SCORE)
        known = self._short.get(stems)
        if known is not None and not small and not any(text[one.start].islower() for one in words):
            before = inside[places[0] - 1].folded if places[0] else ""
            if before in _BEFORE and not _goes_on(text, end):
                yield Wording(start, end, *known, _ABRIDGED)


def _behind(name: Name) -> int:
    """How many words that count stand behind the one "of" or "for" of a name; 0 where it has none, -1 for several."""
    ties = [number for number, one in enumerate(name.tokens) if one.folded in TURNS]
    if len(ties) != 1:
        return -len(ties) and -1
    return sum(1 for one in name.tokens[ties[0] :] if one.stem) if name.tokens[ties[0]].folded in _TIES else -1


def _goes_on(text: str, end: int) -> bool:
    """Whether another word in capitals follows, so that this is part of a longer name."""
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
