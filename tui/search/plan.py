"""The plan of a search: a boolean of real words that any engine can run."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from tui.documents.model import Role
from tui.search.expansion import Expander, Expansion
from tui.search.model import SEARCHED, Field, Places, Query, QueryError, Scope, Spot
from tui.search.terms import Typed, paired, typed

_HYPHENS = "-\u2010\u2011\u00ad"
_WHOLE = ("exact", "form", "prefix")
_MOST = 64
"""Clauses of a plan: a query of ten thousand characters asks for no more."""
_PHRASE = 1.2

_Made = Callable[[str, bool], Iterator["Clause"]]
_Named = Callable[[str], Places]


class Way(NamedTuple):
    """One way in which a clause may stand in a passage: words, or pairs of characters, one behind the other.

    Attributes:
        slots: for each place the words that may stand there; one slot for a single word.
        quality: what it is worth, besides the quality of each word.
        run: the run of Chinese or Japanese whose pairs the slots are; empty for words.
    """

    slots: tuple[tuple[Expansion, ...], ...]
    quality: float = 1.0
    run: str = ""

    @property
    def passages(self) -> int:
        """About how many passages it stands in: those of its rarest slot."""
        return min((sum(one.passages for one in slot) for slot in self.slots), default=0)


class Clause(NamedTuple):
    """A word or phrase of the query: a passage has it when it has one of its ways.

    Attributes:
        typed: as it was typed.
        ways: the best first; none where no word of the vocabulary could be meant.
    """

    typed: str
    ways: tuple[Way, ...]

    @property
    def passages(self) -> int:
        """About how many passages it stands in: as it was typed, else in any way."""
        as_typed = [
            one.passages
            for way in self.ways
            if len(way.slots) == 1
            for one in way.slots[0]
            if one.by in ("exact", "form")
        ]
        return sum(as_typed) or max((way.passages for way in self.ways), default=0)


class Together(NamedTuple):
    """Clauses, by their numbers, of which no two neighbours stand more than so many words apart."""

    clauses: tuple[int, ...]
    apart: int


class Plan(NamedTuple):
    """What must stand in a passage, and what must not.

    Attributes:
        clauses: each adds to the score; a passage must have them all, or as many as the engine is told.
        named: for each concept and kind the places that mention it; all must be had.
        without: none of these may be had.
        together: clauses that must stand near each other.
        roles: of which the passage must have one.
        sections: numbers; the passage must stand in or below one of them; empty for any.
        documents: keys, one of which must be the passage's; None for any.
        same_sentence: whether all must stand in one sentence.
    """

    clauses: tuple[Clause, ...]
    named: tuple[Places, ...] = ()
    without: tuple[Clause, ...] = ()
    together: tuple[Together, ...] = ()
    roles: frozenset[Role] = frozenset(SEARCHED)
    sections: tuple[str, ...] = ()
    documents: frozenset[str] | None = None
    same_sentence: bool = False
    empty: bool = False
    """nothing can answer it: nothing is asked for, or no document or no passage is left"""

    @property
    def closely(self) -> bool:
        """Whether an engine that looks only for words may give passages that do not answer."""
        return self.same_sentence or bool(self.together)

    def spots(self) -> frozenset[Spot] | None:
        """The passages that mention all that was named; None where nothing was."""
        if not self.named:
            return None
        first, *others = sorted(self.named, key=len)
        return frozenset(spot for spot in first if all(spot in other for other in others))


def plan(query: Query, expander: Expander, scope: Scope, *, loosely: bool = False) -> Plan:
    """Work out what a query asks of an engine.

    Args:
        query: as parsed.
        expander: knows the words there are.
        scope: knows the concepts, kinds, sections and documents there are.
        loosely: let each word stand for more of the vocabulary.

    Raises:
        QueryError: it names a concept, kind, section, role or document that does not exist.
    """
    builder = _Builder(query, expander, loosely)
    named = tuple(_named(scope.concept, one) for one in query.concepts)
    named += tuple(_named(scope.kind, one) for one in query.kinds)
    documents = _documents(query, scope)
    narrowed = query.sections or query.roles or query.documents or query.authors or query.years
    return Plan(
        clauses=tuple(builder.clauses),
        named=named,
        without=tuple(builder.without()),
        together=tuple(builder.together),
        roles=frozenset(map(_role, query.roles)) or frozenset(SEARCHED),
        sections=tuple(_section(scope, one) for one in query.sections),
        documents=documents,
        same_sentence=query.same_sentence,
        empty=documents == frozenset() or not all(named) or not (builder.clauses or named or narrowed),
    )


class _Builder:
    """Makes the clauses of a query."""

    def __init__(self, query: Query, expander: Expander, loosely: bool) -> None:
        self._query, self._expander, self._loosely = query, expander, loosely
        self.together: list[Together] = []
        self.clauses: list[Clause] = []
        growing = query.unfinished and not query.open_phrase
        self._add(query.words, self.word, growing)
        self._add(query.phrases, self.phrase, query.open_phrase)
        for near in query.nears:
            first = len(self.clauses)
            for word in near.words:
                self.clauses += self.phrase(word, False) if " " in word else self.word(word, False)
            self.together.append(Together(tuple(range(first, len(self.clauses))), near.apart))

    def _add(self, values: Sequence[str], made: _Made, growing: bool) -> None:
        for value in dict.fromkeys(values[:_MOST]):
            clauses = islice(made(value, growing and value == values[-1]), _MOST)
            self.clauses += dict.fromkeys(clauses)  # where scripts meet, one word may be the same clause many times
        del self.clauses[_MOST:]

    def without(self) -> Iterator[Clause]:
        for value in dict.fromkeys(self._query.without[:_MOST]):
            yield from self.phrase(value, False)

    def word(self, text: str, growing: bool) -> Iterator[Clause]:
        """The clauses of a word: one, or several where scripts meet in it."""
        for pieces in _parted(typed(text)):
            last = growing and pieces[-1].end == len(text.rstrip())
            if pieces[0].unspaced:
                yield _run(text, pieces[0].text)
            elif len(pieces) == 1:
                yield Clause(text, (Way((self._expanded(pieces[0].text, last),)),))
            else:
                yield self._of_parts(text, pieces, last)

    def _of_parts(self, text: str, pieces: Sequence[Typed], growing: bool) -> Clause:
        """A word of several parts ("U.S.", "3.5") is a phrase; with hyphens, also a compound."""
        parts = [piece.text for piece in pieces]
        slots = self._following(parts, growing)
        ways = [Way(slots)] if all(slots) else []
        # Only a hyphen makes one word of two ("co-operation"); "U.S." is not "us".
        if all(b.start == a.end + 1 and text[a.end] in _HYPHENS for a, b in pairwise(pieces)):
            compounds = self._expanded("".join(parts), growing)
            if ways:  # what stands there as it was typed is no misspelling of anything else
                compounds = tuple(one for one in compounds if one.by in _WHOLE)
            ways += [Way((compounds,))] if compounds else []
        return Clause(text, tuple(ways))

    def phrase(self, text: str, growing: bool) -> Iterator[Clause]:
        """The clauses of a phrase: its words, one behind the other; of one being typed, the last may go on."""
        for pieces in _parted(typed(text)):
            last = growing and pieces[-1].end == len(text.rstrip())
            if pieces[0].unspaced:
                yield _run(text, pieces[0].text)
            else:
                slots = self._following([piece.text for piece in pieces], last)
                yield Clause(text, (Way(slots, _PHRASE),) if all(slots) else ())

    def _following(self, words: Sequence[str], growing: bool) -> tuple[tuple[Expansion, ...], ...]:
        """For each word itself alone; for the last of something being typed also what it begins."""
        slots = []
        for at, word in enumerate(words):
            last = growing and at == len(words) - 1
            expanded = self._expander.expand(word, last)
            slots.append(tuple(one for one in expanded if one.word == word or (last and one.word.startswith(word))))
        return tuple(slots)

    def _expanded(self, word: str, growing: bool) -> tuple[Expansion, ...]:
        return self._expander.expand(word, growing, loosely=self._loosely)


def _parted(pieces: Sequence[Typed]) -> Iterator[list[Typed]]:
    """Words that follow each other, and each run of its own."""
    words: list[Typed] = []
    for piece in pieces:
        if piece.unspaced:
            if words:
                yield words
            yield [piece]
            words = []
        else:
            words.append(piece)
    if words:
        yield words


def _run(text: str, run: str) -> Clause:
    chars = paired(run)[:-1] or [run]
    return Clause(text, (Way(tuple((Expansion(two, 1.0, "exact", 1),) for two in chars), 1.0, run),))


def _named(places: _Named, one: Field) -> Places:
    try:
        return places(one.value)
    except LookupError as error:
        raise QueryError(_told(error), one.at) from None


def _section(scope: Scope, one: Field) -> str:
    number = one.value.removeprefix("\u00a7").removeprefix("s")
    try:
        scope.section(number)
    except LookupError as error:
        raise QueryError(_told(error), one.at) from None
    return number


def _documents(query: Query, scope: Scope) -> frozenset[str] | None:
    """The documents that all fields leave; several of one field add to each other."""
    left: frozenset[str] | None = None
    for name, fields in (("doc", query.documents), ("by", query.authors), ("year", query.years)):
        meant: frozenset[str] = frozenset()
        for one in fields:
            try:
                meant |= scope.documents(name, one.value)
            except LookupError as error:
                raise QueryError(_told(error), one.at) from None
        if fields:
            left = meant if left is None else left & meant
    return left


def _role(one: Field) -> Role:
    names = [role.value for role in Role]
    if one.value.lower() not in names:
        from difflib import get_close_matches

        near = get_close_matches(one.value.lower(), names, 1)
        hint = f' (did you mean "{near[0]}"?)' if near else f"; there are {', '.join(names)}"
        raise QueryError(f'unknown role "{one.value}"{hint}', one.at)
    return Role(one.value.lower())


def _told(error: LookupError) -> str:
    return str(error.args[0] if error.args else error)
