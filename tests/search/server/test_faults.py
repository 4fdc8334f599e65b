"""A server that is away, hangs or comes back: one line within the time that was set, and no wait for what is known."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.search.server.clusters import Cluster
from tests.search.server.conftest import Publish, SeveralScope
from tests.search.server.corpus import documents
from tui.search.model import EngineError
from tui.search.query import parse
from tui.search.searching import Search
from tui.search.server.connection import Address, Server, Times
from tui.search.server.engine import ServerEngine

HASTY = Times(connect=2, answer=1.0, pause=0.0)


@pytest.fixture
def search(publish: Publish) -> Iterator[Search]:
    engine = publish(documents()[:1])
    engine.server.times = HASTY
    yield Search(engine, SeveralScope(documents()))
    engine.close()


def server_of(search: Search) -> Server:
    assert isinstance(search.engine, ServerEngine)
    return search.engine.server


def test_a_server_that_was_started_again_is_asked_as_if_nothing_had_been(search: Search, cluster: Cluster) -> None:
    before = search.search(parse("belt road"))
    cluster.stop()
    cluster.start()
    assert search.search(parse("belt road")) == before


def test_a_server_that_hangs_is_given_up_in_time_and_comes_back(search: Search, cluster: Cluster) -> None:
    before = search.search(parse("belt road"))
    cluster.freeze()
    try:
        started = time.monotonic()
        with pytest.raises(EngineError) as told:
            search.search(parse("belt road"))
        assert time.monotonic() - started < 8
        assert "\n" not in str(told.value)
    finally:
        cluster.thaw()
    assert search.search(parse("belt road")) == before


def test_one_that_lets_nobody_in_is_given_up_in_time() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as mute:
        address = Address(f"postgresql://x@127.0.0.1:{mute.getsockname()[1]}/y")
        started = time.monotonic()
        with pytest.raises(EngineError, match="the server does not answer"):
            Server(address, HASTY).rows("select 1")
        assert time.monotonic() - started < 6


def test_an_answer_that_takes_too_long_is_cut_short_and_the_connection_kept(search: Search) -> None:
    server = server_of(search)
    with pytest.raises(EngineError, match="the server took longer than 1 seconds"):
        server.rows("select pg_sleep(30)")
    assert server.rows("select 1") == [(1,)]


def test_a_server_known_to_be_away_is_not_asked_at_every_key(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server(Address("postgresql://x@127.0.0.1:1/y"), HASTY._replace(pause=60.0))
    with pytest.raises(EngineError) as first:
        server.rows("select 1")
    monkeypatch.setattr(Address, "open", lambda *_: pytest.fail("asked again"))
    with pytest.raises(EngineError) as second:
        server.rows("select 1")
    assert str(first.value) == str(second.value)


def test_a_child_process_opens_a_connection_of_its_own(search: Search) -> None:
    server = server_of(search)
    mine = server.rows("select pg_backend_pid()")
    reader, writer = os.pipe()
    if not (child := os.fork()):
        try:
            os.write(writer, str(server.rows("select pg_backend_pid()")[0][0]).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert int(os.read(reader, 20)) != mine[0][0]
    assert server.rows("select pg_backend_pid()") == mine
