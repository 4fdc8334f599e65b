"""Passages spread over two nodes, one of them with a replica: the same answers, also when a node goes away."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.search.server.clusters import Cluster, missing, room
from tests.search.server.conftest import Publish, SeveralScope, write
from tests.search.server.corpus import documents, queries
from tui.search.model import EngineError
from tui.search.plan import plan
from tui.search.query import parse
from tui.search.searching import Search
from tui.search.server.connection import Address, Server, Times
from tui.search.server.engine import ServerEngine
from tui.search.server.nodes import read_nodes
from tui.search.server.preparing import prepare
from tui.search.server.statement import statement


class Spread:
    """A library on one server, its passages on that one and another, which has a replica."""

    def __init__(self, folder: Path) -> None:
        self.first = Cluster(folder / "first")
        self.second = Cluster(folder / "second")
        self.replica = Cluster(folder / "replica", like=self.second)
        nodes = f"{self.first.host},{self.second.host}/{self.replica.host}"
        self.address = Address(self.first.url())
        self.said = prepare(self.address, read_nodes(nodes))
        server = Server(self.address)
        write(server, documents())
        self.passages = [self._count(one) for one in (self.first, self.second)]
        server.close()

    def search(self, times: Times = Times()) -> Search:
        return Search(ServerEngine(Server(self.address, times)), SeveralScope(documents()))

    def _count(self, cluster: Cluster) -> int:
        with Address(cluster.url()).open() as connection:
            tables = connection.execute("select tablename from pg_tables where schemaname = 'ibid_part'").fetchall()
            counts = [connection.execute(f"select count(*) from ibid_part.{name}").fetchone() for (name,) in tables]
            return sum(int(row[0]) for row in counts if row)


@pytest.fixture(scope="module")
def spread() -> Iterator[Spread]:
    if told := missing():
        pytest.skip(told)
    with room() as folder:
        library = Spread(folder)
        yield library
        for one in (library.first, library.second, library.replica):
            one.stop()


def test_passages_are_spread_evenly_and_found_as_on_one_server(spread: Spread, publish: Publish) -> None:
    one, other = spread.passages
    assert one + other == sum(len(document.passages) for document in documents())
    assert abs(one - other) < 0.2 * (one + other)
    alone, search = Search(publish(documents()), SeveralScope(documents())), spread.search()
    search.engine.vocabulary, alone.engine.vocabulary  # noqa: B018 - fetched, so that one can be lent to the other
    for query in queries()[::5]:
        ours, theirs = (one.search(query, 20) for one in (alone, search))
        assert [hit.score for hit in ours] == [hit.score for hit in theirs], query.text


def test_a_node_finds_scores_and_cuts_by_itself_while_others_do(spread: Spread) -> None:
    search = spread.search()
    engine = search.engine
    assert isinstance(engine, ServerEngine)
    for text in ("the belt and road", "glob", '"international organizations" in:2', "doc:guide page", "共同体"):
        asked = plan(parse(text, unfinished=True), search._expanding(), search.scope)
        names = tuple(f"ibid.passage_{number}" for number in range(4))
        made = statement([(asked, 64)], len(asked.clauses), names, engine.size, engine.count, spread=True)
        told = "\n".join(row[0] for row in engine.server.rows(f"explain (verbose) {made.text}", made.values))
        remote = [line for line in told.splitlines() if "Remote SQL" in line]
        assert len(remote) == 4
        for line in remote:
            assert "ORDER BY" in line, text
            assert "LIMIT 64" in line, text
            assert "SELECT document, number, max(place)" in line, text
        assert told.count("Async Foreign Scan") == 4, text


def test_a_node_that_stops_in_mid_search_is_answered_for_by_its_replica(spread: Spread) -> None:
    search = spread.search()
    wanted = [search.search(query, 20) for query in queries()[:40]]
    begun, found = threading.Event(), list[object]()

    def searches() -> None:
        for query in queries()[:40]:
            found.append(search.search(query, 20))
            begun.set()

    searcher = threading.Thread(target=searches)
    searcher.start()
    begun.wait()
    spread.second.stop()
    searcher.join()
    try:
        assert found == wanted
        with pytest.raises(EngineError, match="this is a replica, which can only be read"):
            write(Server(spread.address), [replace(documents()[0], key="another")])
    finally:
        spread.second.start()


def test_when_a_node_and_its_replica_are_away_one_line_says_so_and_they_come_back(spread: Spread) -> None:
    search = spread.search(Times(connect=2, answer=5.0, pause=0.0))
    wanted = search.search(parse("belt road"), 20)
    spread.second.stop()
    spread.replica.stop()
    try:
        with pytest.raises(EngineError, match='could not connect to server "ibid_part_') as told:
            search.search(parse("belt road"), 20)
        assert "\n" not in str(told.value)
    finally:
        spread.second.start()
        spread.replica.start()
    assert search.search(parse("belt road"), 20) == wanted


@pytest.mark.parametrize("text", ["a b", "a//b", "a:x", "a:99999999", "a';drop", "[::1"])
def test_nodes_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(EngineError, match=r"--nodes: .* is no host; right would be db1:5432, or db1/db1-replica"):
        read_nodes(text)


def test_a_node_that_refuses_leaves_nothing_behind_on_the_others(cluster: Cluster, database: str) -> None:
    address = Address(database)
    with pytest.raises(EngineError, match=r"127\.0\.0\.1:1/"):
        prepare(address, read_nodes(f"{cluster.host},127.0.0.1:1"))
    with address.open() as connection:
        made = connection.execute("select nspname from pg_namespace where nspname like 'ibid%'").fetchall()
    assert made == []


def test_a_role_that_does_not_exist_leaves_nothing_behind_anywhere(spread: Spread) -> None:
    with Address(spread.first.url()).open() as connection:
        connection.execute("create database elsewhere")
    with Address(spread.second.url()).open() as connection:
        connection.execute("create database elsewhere")
    there = [Address(one.url(database="elsewhere")) for one in (spread.first, spread.second)]
    nodes = read_nodes(spread.second.host)
    with pytest.raises(EngineError, match='role "nobody-of-ours" does not exist'):
        prepare(there[0], nodes, readers=["nobody-of-ours"])
    for address in there:
        with address.open() as connection:
            assert connection.execute("select from pg_namespace where nspname like 'ibid%'").fetchall() == []
    prepare(there[0], nodes)
    with there[0].open() as connection:
        connection.execute("drop schema ibid cascade")
    with pytest.raises(EngineError, match=r"schema ibid_part already, .*DROP SCHEMA ibid_part CASCADE"):
        prepare(there[0], nodes)


def test_a_node_that_hangs_in_the_middle_of_a_session_is_answered_for_by_its_replica(spread: Spread) -> None:
    search = spread.search(Times(known=0.5))
    query = queries()[0]
    expected = [hit.anchor for hit in search.search(query, 20)]
    assert expected
    spread.second.freeze()
    try:
        assert [hit.anchor for hit in search.search(query, 20)] == expected
        assert [hit.anchor for hit in search.search(query, 20)] == expected
    finally:
        spread.second.thaw()
