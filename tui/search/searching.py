"""From a query to hits, over any engine: expansion, plan, candidates, alignment, order."""

from collections.abc import Iterator

from tui.search.expansion import Expander
from tui.search.model import Candidate, Engine, Hit, Lengthy, Query, Scope, Stale, StoppedError
from tui.search.plan import Plan, plan
from tui.search.ranking import Ranker, Scored, ranked

CLOSELY = 200
"""Candidates that are looked at closely; the others have too little of what is rare."""
_ALONE = 50
"""Candidates for a query of one part, a word: nothing can stand nearer to it, so that engines rank it as we do."""
FEW = 20
"""Hits below which it is worth a second look, with each word standing for more."""
_LONG = 300_000
"""Code points looked at, after which only as many candidates are as hits are wanted: the less likely come last."""
_FARTHEST = 20_000
"""Candidates looked at before a search for what must stand together gives up."""


class Search:
    """One way of searching whatever is indexed.

    Args:
        engine: where the passages are.
        scope: what the names in a query stand for there.
    """

    def __init__(self, engine: Engine, scope: Scope) -> None:
        self.engine, self.scope = engine, scope
        self._expander: tuple[object, int, Expander] | None = None

    def search(self, query: Query, limit: int = 50, *, loosely: bool = False, stale: Stale | None = None) -> list[Hit]:
        """The best hits, best first. A query with nothing to look for gives none.

        When no passage has all words, those with most of them are given, but no fewer than half.

        Args:
            query: as parsed.
            limit: how many at most.
            loosely: let each word stand for more of the vocabulary; for when little was found.
            stale: tells that the answer is no longer wanted; it is then cut short, and what is given is of no use.

        Raises:
            QueryError: it names a concept, kind, section, role or document that does not exist.
            EngineError: the index can't be reached or read.
        """
        if query.empty or limit < 1:
            return []
        if isinstance(self.scope, Lengthy):
            self.scope.stale = stale
        try:
            wanted = plan(query, self._expanding(), self.scope, loosely=loosely)
        except StoppedError:
            return []
        if wanted.empty or (stale is not None and stale()):
            return []
        every = len(wanted.clauses)
        found = self._answers(wanted, every, limit, stale)
        # Whoever has so many of the clauses has fewer as well: the most that anyone has is found by halving.
        low, high = (every + 1) // 2, 0 if found or wanted.closely else every - 1
        least = high
        while low <= high and not (stale is not None and stale()):
            fewer = self._answers(wanted, least, limit, stale)
            low, high = (least + 1, high) if fewer else (low, least - 1)
            found, least = fewer or found, (low + high + 1) // 2
        return found

    def _expanding(self) -> Expander:
        vocabulary, size = self.engine.vocabulary, self.engine.size
        if self._expander is None or self._expander[:2] != (vocabulary, size):
            self._expander = (vocabulary, size, Expander(vocabulary, size))
        return self._expander[2]

    def _answers(self, wanted: Plan, least: int, limit: int, stale: Stale | None) -> list[Hit]:
        """Look closely at candidates until there are enough hits or no more candidates."""
        ranker, seen = Ranker(wanted, self.engine.size, least), 0
        found: list[Scored] = []
        alone = len(wanted.clauses) + len(wanted.named) == 1 and not _any_phrase(wanted)
        most = max(limit, _ALONE if alone else CLOSELY)
        while True:
            candidates = self.engine.candidates(wanted, least, most)
            found += _looked_at(candidates[seen:], ranker, limit - len(found), stale)
            seen = len(candidates)
            full = seen < most or len(found) >= min(limit, FEW) or not wanted.closely or most >= _FARTHEST
            if full or (stale is not None and stale()):
                return [ranker.hit(one) for one in ranked(found)[:limit]]
            most = min(_FARTHEST, most * 4)


def _any_phrase(wanted: Plan) -> bool:
    return any(len(way.slots) > 1 for clause in wanted.clauses for way in clause.ways)


def _looked_at(candidates: list[Candidate], ranker: Ranker, limit: int, stale: Stale | None) -> Iterator[Scored]:
    """The candidates that answer; of very long texts no more than are wanted."""
    length = hits = 0
    for number, candidate in enumerate(candidates):
        if (hits >= limit and length > _LONG) or (stale is not None and not number % 16 and stale()):
            return
        length += len(candidate.text)
        if (scored := ranker.look(candidate)) is not None:
            hits += 1
            yield scored
