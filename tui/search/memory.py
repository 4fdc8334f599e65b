"""The index of one document, kept in memory: postings of words with their places."""

from collections.abc import Sequence
from difflib import get_close_matches
from itertools import pairwise

from tui.documents.model import Document, Role
from tui.search.expansion import Expander
from tui.search.model import Field, Hit, Places, Query, QueryError
from tui.search.ranking import Candidate, Match, rank
from tui.text.spans import Span
from tui.text.words import Word, words

_SEARCHED = (Role.BODY, Role.HEADING, Role.NOTE)
_HYPHENS = "-\u2010\u2011\u00ad"
_CANDIDATES = 400
"""Passages that are ranked; the others are left out by how many rare words they have."""


class MemoryIndex:
    """Implements `Index` for a document.

    Args:
        document: as read.
        concept: answers `concept:`.
        kind: answers `kind:`.
    """

    def __init__(self, document: Document, concept: Places, kind: Places) -> None:
        self._document, self._concept, self._kind = document, concept, kind
        self._words: list[list[Word]] = []
        self._postings: dict[str, dict[int, list[int]]] = {}
        """word -> passage -> its positions there, counted in words; a compound stands at its first word's"""
        for passage in document.passages:
            self._add(passage.index, passage.text)
        self._expander = Expander({word: len(places) for word, places in self._postings.items()})

    def _add(self, index: int, text: str) -> None:
        found = list(words(text))
        self._words.append(found)
        postings = self._postings
        behind, before = -2, ""
        for position, (start, end, word) in enumerate(found):
            if word not in postings:
                postings[word] = {}
            postings[word].setdefault(index, []).append(position)
            if start == behind + 1 and text[behind] in _HYPHENS:
                postings.setdefault(before + word, {}).setdefault(index, []).append(position - 1)
            behind, before = end, word

    def search(self, query: Query, limit: int = 50) -> list[Hit]:
        """The best hits, best first; see `tui.search.model.Index`."""
        if query.empty:
            return []
        allowed = self._allowed(query)
        terms = self._terms(query)
        places = [self._resolve(self._concept, field) for field in query.concepts]
        places += [self._resolve(self._kind, field) for field in query.kinds]
        tables = [*terms, *places]
        wanted = _meet(tables, allowed)
        if wanted is None:
            wanted = allowed
        for word in query.without:
            wanted = wanted - set(self._exact(word))
        if not wanted and len(terms) > 1 and not query.same_sentence:
            wanted = self._most(terms, places, allowed) - {p for word in query.without for p in self._exact(word)}
        candidates = [Candidate(p, [table[p] for table in tables if p in table]) for p in wanted]
        return rank(self._document, candidates, self._weights(tables), query, tables, limit, _CANDIDATES)

    def _allowed(self, query: Query) -> set[int]:
        """The passages that sections and roles leave."""
        roles = set(_SEARCHED)
        if query.roles:
            roles = {self._role(field) for field in query.roles}
        inside: set[int] | None = None
        for field in query.sections:
            number = field.value.removeprefix("\u00a7").removeprefix("s")
            sections = list(self._document.within(number))
            if not sections:
                raise QueryError(_no_section(number, self._document), field.at)
            span = {i for section in sections for i in range(section.first, section.last)}
            inside = span if inside is None else inside | span
        passages = self._document.passages
        return {i for i in (inside if inside is not None else range(len(passages))) if passages[i].role in roles}

    def _role(self, field: Field) -> Role:
        names = [role.value for role in Role]
        if field.value.lower() not in names:
            near = get_close_matches(field.value.lower(), names, 1)
            hint = f' (did you mean "{near[0]}"?)' if near else f"; there are {', '.join(names)}"
            raise QueryError(f'unknown role "{field.value}"{hint}', field.at)
        return Role(field.value.lower())

    def _resolve(self, places: Places, field: Field) -> dict[int, Match]:
        try:
            found = places(field.value)
        except LookupError as error:
            raise QueryError(str(error.args[0] if error.args else error), field.at) from None
        table: dict[int, list[Span]] = {}
        for place in found:
            table.setdefault(place.passage, []).append((place.start, place.end))
        return {passage: Match(1.0, spans, "") for passage, spans in table.items()}

    def _terms(self, query: Query) -> list[dict[int, Match]]:
        """For each word and phrase, the passages that have it, with where and how well."""
        found = []
        for word in dict.fromkeys(query.words):
            last = query.unfinished and word == query.words[-1] and query.text.rstrip().endswith(word)
            found.append(self._word(word, last))
        return [*found, *(self._exact(phrase) for phrase in query.phrases)]

    def _word(self, typed: str, unfinished: bool) -> dict[int, Match]:
        parts = list(words(typed))
        if not parts:
            return {}
        table = self._exact(typed) if len(parts) > 1 else {}
        # Only a hyphen makes one word of two ("co-operation"); "U.S." is not "us".
        if not all(b.start == a.end + 1 and typed[a.end] in _HYPHENS for a, b in pairwise(parts)):
            return table
        stands = bool(table)
        for one in self._expander.expand("".join(part.folded for part in parts), unfinished):
            if stands and one.by == "typo":
                continue
            why = "" if one.by == "exact" else f"{one.word} for {typed} ({one.by})"
            for passage, positions in self._postings[one.word].items():
                spans = [self._span(passage, at, one.word) for at in positions]
                if passage in table:
                    table[passage] = table[passage].joined(spans)
                else:
                    table[passage] = Match(one.quality, spans, why)
        return table

    def _span(self, passage: int, position: int, word: str) -> Span:
        start, end, own = self._words[passage][position]
        return (start, end) if own == word else (start, self._words[passage][position + 1][1])

    def _exact(self, phrase: str) -> dict[int, Match]:
        """The passages in which the words of a phrase follow each other."""
        parts = [word for _, _, word in words(phrase)]
        if not parts:
            return {}
        lists = [self._postings.get(part, {}) for part in parts]
        table: dict[int, Match] = {}
        for passage in min(lists, key=lambda found: len(found)):
            if not all(passage in found for found in lists):
                continue
            own = self._words[passage]
            spans = [
                (own[at][0], own[at + len(parts) - 1][1])
                for at in lists[0][passage]
                if [word for _, _, word in own[at : at + len(parts)]] == parts
            ]
            if spans:
                table[passage] = Match(1.2 if len(parts) > 1 else 1.0, spans, "")
        return table

    def _most(self, terms: list[dict[int, Match]], places: Sequence[dict[int, Match]], allowed: set[int]) -> set[int]:
        """The passages that have most of the words, when none has all: at least half of them, and every concept."""
        counts: dict[int, int] = {}
        for table in terms:
            for passage in table:
                if passage in allowed and all(passage in found for found in places):
                    counts[passage] = counts.get(passage, 0) + 1
        best = max(counts.values(), default=0)
        return {p for p, n in counts.items() if n == best} if best * 2 >= len(terms) else set()

    def _weights(self, tables: Sequence[dict[int, Match]]) -> list[float]:
        """The rarity of each part of the query (inverse document frequency, Sparck Jones 1972)."""
        from math import log

        total = len(self._document.passages)
        return [log(1 + total / (1 + len(table))) for table in tables]


def _meet(tables: Sequence[dict[int, Match]], allowed: set[int]) -> set[int] | None:
    """The passages in all tables; None when there is no table."""
    if not tables:
        return None
    met = set(allowed)
    for table in tables:
        met &= table.keys()
    return met


def _no_section(number: str, document: Document) -> str:
    near = get_close_matches(number, [section.number for section in document.sections], 3, 0.4)
    hint = f" (there is {', '.join(near)})" if near else ""
    return f'no section "{number}" in this document{hint}'
