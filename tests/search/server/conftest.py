"""Libraries on servers that run for these tests."""

from collections.abc import Callable, Iterable

import pytest

from tests.search.server.clusters import Cluster, new_database
from tui.documents.model import Document
from tui.search.model import Places
from tui.search.scope import DocumentScope
from tui.search.server import preparing
from tui.search.server.connection import Address, Server
from tui.search.server.engine import ServerEngine
from tui.search.server.writing import Leaf, put, tell

Publish = Callable[[Iterable[Document]], ServerEngine]


@pytest.fixture(scope="session")
def new_library(cluster: Cluster) -> Callable[[], Address]:
    """Makes a database of its own, with a library in it."""

    def make() -> Address:
        address = Address(cluster.url(database=new_database(cluster)))
        preparing.prepare(address)
        return address

    return make


@pytest.fixture(scope="session")
def publish(new_library: Callable[[], Address]) -> Publish:
    """From documents to the engine of a library that has them."""

    def make(documents: Iterable[Document]) -> ServerEngine:
        server = Server(new_library())
        write(server, documents)
        return ServerEngine(server)

    return make


def write(server: Server, documents: Iterable[Document]) -> None:
    """Put documents into a library, below the room that keeps them."""
    with server.changing() as cursor:
        for document in documents:
            cursor.execute(
                "insert into ibid.document (key, path, title, author, year, language, digest, size, modified, passages,"
                " words, indexed) values (%(key)s, %(key)s, '', '', '', '', '', 0, 0, 0, 0, %(all)s) returning number",
                {"key": document.key, "all": len(document.passages)},
            )
            ((number,),) = cursor.fetchall()
            leaves = (Leaf(number, p.index, p.place, p.role.value, p.section, p.text, {}) for p in document.passages)
            tell(cursor, put(cursor, leaves), len(document.passages))


class SeveralScope:
    """What names stand for in several documents; there are no concepts."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._scopes = [DocumentScope(one, _unknown, _unknown) for one in documents]

    def concept(self, name: str) -> Places:
        return _unknown(name)

    def kind(self, name: str) -> Places:
        return _unknown(name)

    def section(self, number: str) -> None:
        return

    def documents(self, field: str, value: str) -> frozenset[str]:
        return frozenset().union(*(scope.documents(field, value) for scope in self._scopes))


def _unknown(name: str) -> Places:
    raise LookupError(f'no concept "{name}"')
