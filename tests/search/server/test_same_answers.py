"""The same plan on every engine: the first ten of three hundred queries are the same, ties aside."""

from itertools import groupby

import pytest

from tests.search.conftest import searching
from tests.search.server.conftest import Publish, SeveralScope
from tests.search.server.corpus import documents, queries
from tui.documents.model import Document
from tui.search.embedded import Embedded
from tui.search.embedding import EmbeddedWriter, Leaf
from tui.search.model import Hit, QueryError
from tui.search.searching import Search
from tui.search.server.engine import ServerEngine
from tui.search.tables import Tables
from tui.search.termindex import TermIndex

FIRST = 10


@pytest.fixture(scope="module")
def shared(publish: Publish) -> ServerEngine:
    return publish(documents())


@pytest.fixture(scope="module")
def embedded() -> Embedded:
    engine = Embedded(None)
    writer = EmbeddedWriter(engine)
    for one in documents():
        writer.put(one.key, [Leaf(p.index, p.place, p.role, p.section, p.text) for p in one.passages], fresh=True)
    writer.commit()
    return engine


def test_the_embedded_engine_and_the_server_give_the_same(shared: ServerEngine, embedded: Embedded) -> None:
    embedded.vocabulary = shared.vocabulary  # of words that stand equally often any may be the last that is taken
    scope = SeveralScope(documents())
    one, other = Search(embedded, scope), Search(shared, scope)
    assert len(queries()) == 300
    # All that the embedded engine finds is looked at, so that what its own rough order would cut off is no matter.
    different = [query.text for query in queries() if not same(one.search(query, 3_000), other.search(query, 60))]
    assert not different, different
    assert sum(bool(other.search(query, 1)) for query in queries()) > 250


def test_a_table_in_memory_and_the_server_give_the_same(publish: Publish) -> None:
    document = documents()[0]
    engine = publish([document])
    memory = searching(document, engine=lambda read: _Words(read, engine.vocabulary))
    server = Search(engine, memory.scope)
    different = []
    for query in queries(filters=False):
        try:
            if not same(memory.search(query, 60), server.search(query, 60)):
                different.append(query.text)
        except QueryError:  # a section that this document lacks
            continue
    assert not different, different


class _Words(Tables):
    """A table whose words stand for each other as those of the server do."""

    def __init__(self, document: Document, vocabulary: TermIndex) -> None:
        super().__init__(document.key, document.passages)
        self._vocabulary = vocabulary

    @property
    def vocabulary(self) -> TermIndex:  # type: ignore[override]
        return self._vocabulary


def same(ours: list[Hit], theirs: list[Hit]) -> bool:
    """Whether the first ten are the same; those of equal scores may stand in any order, at the end also for others."""
    if [hit.score for hit in ours[:FIRST]] != [hit.score for hit in theirs[:FIRST]]:
        return False
    for (score, one), (_, other) in zip(_tied(ours), _tied(theirs), strict=True):
        last = score == ours[:FIRST][-1].score
        if not last and one != other:
            return False
    return True


def _tied(hits: list[Hit]) -> list[tuple[float, set[str]]]:
    return [(score, {hit.anchor for hit in tied}) for score, tied in groupby(hits[:FIRST], lambda hit: hit.score)]
