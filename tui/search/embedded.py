"""The engine of a library on this machine: an index of passages in a folder, memory-mapped, shared by all readers.

Folder `passages` holds the text of every passage and its terms, `words` the vocabulary. Searching lets go of the GIL.
"""

import os
from collections.abc import Iterable, Iterator
from itertools import islice, product
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from tui.documents.model import LETTERS, Role
from tui.search.disk import told
from tui.search.expansion import BEGUN
from tui.search.guesses import shared
from tui.search.model import Candidate, Spot
from tui.search.plan import Clause, Plan, Way
from tui.search.termindex import TermIndex

_ROLES = {"": Role.HEADING} | {letter: role for role, letter in LETTERS.items()}
_WAYS = 24
"""Phrases that one way of a clause may stand for."""
_PIECES = 3
"""Words of ours that one between two others may be: "people's" is two, "state-of-the-art" more; those are rare."""
_KEPT = 64
"""Answers to one letter or two that are kept: each is typed again and again, and stands in most passages."""
_PROVED = 200
"""Passages that are read to see whether an index can be."""
UNCOUNTED = "uncounted"
"""What a folder has while its vocabulary lags behind its passages."""
_BOTH_ORDERS = 2
"""What a phrase of two words in the other order costs beyond the words between them."""


class Embedded:
    """Implements `Engine` over a folder.

    Args:
        folder: of the index; None for one in memory.

    Raises:
        EngineError: there is an index that can't be read: damaged, half written, or of another version.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.schema = _schema()
        self.index = _opened(folder, self.schema)
        self.terms = TermIndex(folder / "words" if folder else None)
        self._stamp = self._written()
        self.searcher = self.index.searcher()
        self.vocabulary = Words(self)
        self._begun: dict[tuple[Plan, int], list[Candidate]] = {}

    @property
    def size(self) -> int:
        return int(self.searcher.num_docs)

    def renew(self) -> bool:
        """See what was committed since, by this program or another; tells whether anything was."""
        stamp = self._written()
        if stamp == self._stamp:
            return False
        self.reload()
        self._stamp = stamp
        return True

    def reload(self) -> None:
        """See what was committed, whatever the folder tells."""
        with told(self.folder):
            self.index.reload()
            self.searcher = self.index.searcher()
        self.terms.renew()
        self.vocabulary = Words(self)
        self._begun.clear()

    def _written(self) -> tuple[int, int]:
        """What changes with every commit."""
        if self.folder is None:
            return 0, 0
        stamps = []
        for name in ("passages", "words"):
            try:
                stamps.append(os.stat(self.folder / name / "meta.json").st_mtime_ns)
            except OSError:
                stamps.append(0)
        return stamps[0], stamps[1]

    def candidates(self, plan: Plan, least: int, limit: int) -> list[Candidate]:
        """The passages that may answer a plan, the likeliest first; see `tui.search.model.Engine`."""
        begun = len(plan.clauses) == 1 and len(plan.clauses[0].typed) <= BEGUN and not plan.named
        if begun and (known := self._begun.get((plan, limit))) is not None:
            return known
        found = self._candidates(plan, least, limit)
        if begun:
            if len(self._begun) >= _KEPT:
                self._begun.clear()
            self._begun[plan, limit] = found
        return found

    def _candidates(self, plan: Plan, least: int, limit: int) -> list[Candidate]:
        searcher = self.searcher
        with told(self.folder):
            addresses = shared(plan, limit, lambda part, share: self._found(part, least, share))
            # Texts that lie together are unpacked together.
            texts = {place: _candidate(searcher.doc(addresses[place])) for place in sorted(addresses)}
        return [texts[place] for place in addresses]

    def _found(self, plan: Plan, least: int, limit: int) -> dict[tuple[int, int], Any]:
        """Where passages lie, by segment and number."""
        hits = self.searcher.search(self._query(plan, least), limit, count=False).hits
        return {(address.segment_ord, address.doc): address for _, address in hits}

    def texts(self, key: str) -> Iterator[str]:
        """The texts of a document's passages, as they are indexed."""
        searcher, term = self.searcher, key_term(key)
        with told(self.folder):
            if often := searcher.doc_freq("about", term):
                for _, address in searcher.search(self._term("about", term), often, count=False).hits:
                    yield _candidate(searcher.doc(address)).text

    def holds(self, key: str) -> bool:
        """Whether anything is, or lately was, indexed under a document's key."""
        with told(self.folder):
            return bool(self.searcher.doc_freq("about", key_term(key)))

    @property
    def uncounted(self) -> bool:
        """Whether a program ended between writing passages and bringing the vocabulary up to date."""
        return self.folder is not None and (self.folder / UNCOUNTED).exists()

    def prove(self) -> None:
        """See whether what lies there can be read: its head, some passages of each part, and the vocabulary.

        Raises:
            EngineError: it is damaged.
        """
        searcher = self.searcher
        with told(self.folder):
            for role in (Role.HEADING, Role.NOTE):
                self._read(self._term("about", role.value))
            self._read(Query.all_query())
            if searcher.num_docs and not self.terms.beginning("a", 1) + self.terms.beginning("t", 1):
                searcher.terms_with_prefix("words", "a")

    def _read(self, query: Any) -> None:
        for _, address in self.searcher.search(query, _PROVED, count=False).hits:
            _candidate(self.searcher.doc(address))

    def _query(self, plan: Plan, least: int) -> Any:
        filters = [*self._near(plan), *(Query.const_score_query(one, 0.0) for one in self._filters(plan))]
        wanted = self._most(plan, least, alone=not filters)
        wanted += [(Occur.Must, one) for one in filters]
        if not wanted:
            wanted.append((Occur.Must, Query.all_query()))
        if Role.BODY in plan.roles:
            wanted += [(Occur.MustNot, self._term("about", role.value)) for role in Role if role not in plan.roles]
        wanted += [(Occur.MustNot, self._clause(clause)) for clause in plan.without if clause.ways]
        return Query.boolean_query(wanted)

    def _most(self, plan: Plan, least: int, *, alone: bool) -> list[tuple[Occur, Any]]:
        """What finds the passages with at least so many clauses, and perhaps some with fewer."""
        if len(plan.clauses) == 1 and alone:
            # Not wrapped in anything, what can't come among the best is passed over unread (Ding & Suel 2011).
            return [(Occur.Should, one) for one in self._ways(plan.clauses[0])]
        clauses = sorted(plan.clauses, key=lambda clause: clause.passages)
        # Whatever has so many of all clauses has one of any few that are more than may be missing: of the rarest.
        some = [] if least >= len(clauses) else clauses[: len(clauses) - least + 1]
        others = clauses[len(some) :]
        wanted = [(Occur.Should if some else Occur.Must, self._clause(clause)) for clause in others]
        return [(Occur.Must, _any([self._clause(clause) for clause in some])), *wanted] if some else wanted

    def _filters(self, plan: Plan) -> Iterator[Any]:
        if Role.BODY not in plan.roles:
            yield _any([self._term("about", role.value) for role in sorted(plan.roles)])
        if plan.sections:
            yield _any([self._term("about", f"\u00a7{number}") for number in plan.sections])
        if plan.documents is not None:
            yield Query.term_set_query(self.schema, "about", sorted(map(key_term, plan.documents)))
        spots = plan.spots()
        if spots is not None:
            yield self._one_of(spots)

    def _one_of(self, spots: Iterable[Spot]) -> Any:
        by_document: dict[str, list[int]] = {}
        for key, passage in spots:
            by_document.setdefault(key, []).append(passage)
        return _any(
            [
                self._term("about", key_term(key)).and_must_match(
                    Query.term_set_query(self.schema, "about", [f"#{passage}" for passage in sorted(passages)])
                )
                for key, passages in by_document.items()
            ]
        )

    def _near(self, plan: Plan) -> Iterator[Any]:
        """What narrows the search for two words near each other; whether they are is looked at closely afterwards."""
        for near in plan.together:
            clauses = [plan.clauses[number] for number in near.clauses]
            singles = [
                clause.ways[0].slots[0]
                for clause in clauses
                if len(clause.ways) == 1 and len(clause.ways[0].slots) == 1 and not clause.ways[0].run
            ]
            if len(clauses) == len(singles) == 2:
                slop = _PIECES * near.apart + _BOTH_ORDERS
                phrases = [
                    Query.phrase_query(self.schema, "words", _listed(a.word, b.word), slop)
                    for a, b in product(singles[0], singles[1])
                    if a.word != b.word
                ]
                if phrases:
                    yield _any(phrases)

    def _clause(self, clause: Clause) -> Any:
        return _any(self._ways(clause))

    def _ways(self, clause: Clause) -> list[Any]:
        return [query for way in clause.ways for query in self._way(way)] or [Query.empty_query()]

    def _way(self, way: Way) -> list[Any]:
        """What finds a way of a clause, each with its weight."""
        if way.run:
            return [Query.boost_query(self._run([one.word for (one, *_) in way.slots]), way.quality)]
        if len(way.slots) == 1:
            return [Query.boost_query(self._term("words", one.word), way.quality * one.quality) for one in way.slots[0]]
        phrases = [_listed(*(one.word for one in words)) for words in islice(product(*way.slots), _WAYS)]
        return [Query.boost_query(Query.phrase_query(self.schema, "words", words), way.quality) for words in phrases]

    def _run(self, pairs: list[Any]) -> Any:
        if len(pairs) > 1:
            return Query.phrase_query(self.schema, "pairs", pairs)
        if len(pairs[0]) > 1:
            return self._term("pairs", pairs[0])
        return Query.regex_query(self.schema, "pairs", f"{pairs[0]}.?")

    def _term(self, name: str, value: str) -> Any:
        return Query.term_query(self.schema, name, value)


class Words:
    """Implements `Vocabulary`: what a word may stand for is told by one index, how often it stands by the other."""

    def __init__(self, engine: Embedded) -> None:
        self._engine = engine
        self.beginning, self.near = engine.terms.beginning, engine.terms.near
        self.beginning_near, self.of_stem = engine.terms.beginning_near, engine.terms.of_stem

    def passages(self, word: str) -> int:
        with told(self._engine.folder):
            return int(self._engine.searcher.doc_freq("words", word))


def key_term(key: str) -> str:
    """The term under which the passages of a document are indexed."""
    if not any(map(str.isspace, key)):
        return f"@{key}"
    return "@" + "".join(f"\0{ord(char):x}." if char.isspace() else char for char in key)


def _any(queries: list[Any]) -> Any:
    """What at least one of the queries finds."""
    if not queries:
        return Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _listed(*words: str) -> list[Any]:
    return [*words]


def _candidate(found: Any) -> Candidate:
    passage, place, length, text = found.get_first("stored").decode("utf-8", "surrogatepass").split(" ", 3)
    _, _, letter = place.partition("/")
    key, text = text[: int(length)], text[int(length) :]
    return Candidate(Spot(key, int(passage)), place, _ROLES[letter[:1]], text)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # Its document's key, its number, its role unless that is body, and the numbers of its section and of those above.
    builder.add_text_field("about", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("pairs", tokenizer_name="whitespace", index_option="position")
    # Number, place, length of the key, key and text: each field more costs at every passage.
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


def _opened(folder: Path | None, schema: tantivy.Schema) -> tantivy.Index:
    if folder is None:
        return tantivy.Index(schema)
    path = folder / "passages"
    with told(path):
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        return tantivy.Index(schema, str(path))
