"""The index of one document, kept in memory: postings of words with their places."""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from difflib import get_close_matches
from itertools import chain, pairwise

from tui.documents.model import Document, Role
from tui.search.expansion import Expander
from tui.search.matching import Way, part_of, places_part
from tui.search.model import Field, Hit, Places, Query, QueryError
from tui.search.ranking import Part, rank
from tui.text.spans import Span
from tui.text.words import Word, words

_SEARCHED = (Role.BODY, Role.HEADING, Role.NOTE)
_HYPHENS = "-\u2010\u2011\u00ad"
_KEPT = 32
"""Parts of queries that are remembered: of a query being typed all but the last stay as they were."""
_EXACT_ENOUGH = ("exact", "form", "prefix")
_GAIN = {Role.HEADING: 1.15, Role.NOTE: 0.8}


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
        self._lengths = [1 + len(passage.text) / 600 for passage in document.passages]
        self._gains = [_GAIN.get(passage.role, 1.0) for passage in document.passages]
        self._usual = frozenset(passage.index for passage in document.of_role(*_SEARCHED))
        self._parts: dict[tuple[str, bool, bool], Part] = {}
        self._sentences: dict[int, list[Span]] = {}

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
        if query.empty or limit < 1:
            return []
        allowed = self._allowed(query)
        terms = list(self._terms(query))
        named = [self._named(self._concept, field) for field in query.concepts]
        named += [self._named(self._kind, field) for field in query.kinds]
        allowed = allowed.difference(*(self._part(one, False, True).scores for one in query.without))
        parts = [*terms, *named]
        wanted = _meet(parts, allowed)
        if not wanted and len(terms) > 1 and not query.same_sentence:
            wanted = _most(terms, _meet(named, allowed))
        return rank(parts, wanted, limit, self._sentences_of if query.same_sentence else None)

    def _allowed(self, query: Query) -> frozenset[int]:
        """The passages that sections and roles leave."""
        if not query.roles and not query.sections:
            return self._usual
        roles = {self._role(field) for field in query.roles} or set(_SEARCHED)
        inside: set[int] = set()
        for field in query.sections:
            number = field.value.removeprefix("\u00a7").removeprefix("s")
            sections = list(self._document.within(number))
            if not sections:
                raise QueryError(_no_section(number, self._document), field.at)
            inside.update(i for section in sections for i in range(section.first, section.last))
        passages = self._document.passages
        among = inside if query.sections else range(len(passages))
        return frozenset(i for i in among if passages[i].role in roles)

    def _role(self, field: Field) -> Role:
        names = [role.value for role in Role]
        if field.value.lower() not in names:
            near = get_close_matches(field.value.lower(), names, 1)
            hint = f' (did you mean "{near[0]}"?)' if near else f"; there are {', '.join(names)}"
            raise QueryError(f'unknown role "{field.value}"{hint}', field.at)
        return Role(field.value.lower())

    def _named(self, places: Places, field: Field) -> Part:
        try:
            found = places(field.value)
        except LookupError as error:
            raise QueryError(str(error.args[0] if error.args else error), field.at) from None
        return places_part(found, self._lengths, self._gains)

    def _terms(self, query: Query) -> Iterator[Part]:
        """For each word and phrase, the passages that have it, with where and how well."""
        for last, values, is_phrase in (
            (query.unfinished and not query.open_phrase, query.words, False),
            (query.open_phrase, query.phrases, True),
        ):
            for value in dict.fromkeys(values):
                yield self._part(value, last and value == values[-1], is_phrase)

    def _part(self, typed: str, growing: bool, is_phrase: bool) -> Part:
        key = (typed, growing, is_phrase)
        if key not in self._parts:
            ways = self._phrase(typed, growing) if is_phrase else self._word(typed, growing)
            if len(self._parts) >= _KEPT:
                self._parts.clear()
            self._parts[key] = part_of(ways, self._words, self._lengths, self._gains)
        return self._parts[key]

    def _word(self, typed: str, growing: bool) -> list[Way]:
        """What a word stands for. One of several parts ("U.S.", "3.5%") is a phrase; with hyphens, also a compound."""
        found = list(words(typed))
        folded = [word for _, _, word in found]
        if len(folded) < 2:
            return self._expanded(typed, folded, growing)
        together = self._together(folded, growing)
        ways = [Way(1.0, "", "", together, len(folded))] if together else []
        # Only a hyphen makes one word of two ("co-operation"); "U.S." is not "us".
        if all(b.start == a.end + 1 and typed[a.end] in _HYPHENS for a, b in pairwise(found)):
            compounds = self._expanded(typed, ["".join(folded)], growing)
            # What stands there as it was typed is no misspelling of anything else.
            ways += [way for way in compounds if not ways or way.by in _EXACT_ENOUGH]
        return ways

    def _expanded(self, typed: str, folded: Sequence[str], growing: bool) -> list[Way]:
        ways = []
        for word in folded:
            for one in self._expander.expand(word, growing):
                why = "" if one.by == "exact" else f"{one.word} for {typed} ({one.by})"
                ways.append(Way(one.quality, why, one.word, self._postings[one.word], 1, one.by))
        return ways

    def _phrase(self, typed: str, growing: bool) -> list[Way]:
        """Its words, one behind the other; of one being typed, the last may go on."""
        folded = [word for _, _, word in words(typed)]
        if len(folded) > 1:
            return [Way(1.2, "", "", self._together(folded, growing), len(folded))]
        wanted = ("exact", "prefix") if growing else ("exact",)
        return [way for way in self._expanded(typed, folded, growing) if way.by in wanted]

    def _together(self, folded: Sequence[str], growing: bool) -> dict[int, list[int]]:
        """The passages in which words follow each other, with the positions of the first."""
        whole = folded[:-1] if growing else folded
        lists = [self._postings.get(word, {}) for word in whole]
        table: dict[int, list[int]] = {}
        for passage in min(lists, key=len):
            starts = lists[0].get(passage, [])
            for behind, positions in enumerate(lists[1:], 1):
                there = positions.get(passage, ())
                starts = [at for at in starts if at + behind in there]
                if not starts:
                    break
            if growing and starts:
                own, behind = self._words[passage], len(whole)
                starts = [at for at in starts if own[at + behind : at + behind + 1]]
                starts = [at for at in starts if own[at + behind].folded.startswith(folded[-1])]
            if starts:
                table[passage] = starts
        return table

    def _sentences_of(self, passage: int) -> list[Span]:
        if passage not in self._sentences:
            from tui.text.sentences import sentences

            self._sentences[passage] = list(sentences(self._document.passages[passage].text))
        return self._sentences[passage]


def _meet(parts: Sequence[Part], allowed: AbstractSet[int]) -> AbstractSet[int]:
    """The passages in all parts."""
    for part in sorted(parts, key=lambda part: len(part.scores)):
        allowed = part.scores.keys() & allowed
    return allowed


def _most(terms: Sequence[Part], allowed: AbstractSet[int]) -> AbstractSet[int]:
    """The passages that have most of the words, when none has all: at least half of them."""
    counts = Counter(chain.from_iterable(part.scores.keys() & allowed for part in terms))
    best = max(counts.values(), default=0)
    return {passage for passage, number in counts.items() if number == best} if best * 2 >= len(terms) else set()


def _no_section(number: str, document: Document) -> str:
    near = get_close_matches(number, [section.number for section in document.sections], 3, 0.4)
    hint = f" (there is {', '.join(near)})" if near else ""
    return f'no section "{number}" in this document{hint}'
