"""A shared library measured: two servers on loopback, keystrokes one by one, and many readers at once.

    python -m tests.benchmarks.server CORPUS [PASSAGES]

CORPUS is the folder of `tests.benchmarks.corpus`. PostgreSQL's programs must be there (Debian: postgresql,
postgresql-contrib). The servers go into a temporary folder and are gone afterwards.
"""

import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby, islice
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks.corpus import passages
from tests.search.server.clusters import Cluster, missing, room
from tui.search.model import Places
from tui.search.query import parse
from tui.search.searching import Search
from tui.search.server import preparing
from tui.search.server.connection import Address, Server
from tui.search.server.engine import ServerEngine
from tui.search.server.nodes import read_nodes
from tui.search.server.writing import Leaf, put, tell

_SETTINGS = {"shared_buffers": "1GB", "max_connections": "300", "fsync": "off", "log_statement": "none"}
_SETTINGS |= {"maintenance_work_mem": "256MB", "max_wal_size": "8GB", "work_mem": "16MB"}
_DEBOUNCE = 0.06
"""Seconds between two keys below which the first is not asked for."""
_QUERIES = 60
_LASTING = 10
"""Seconds for which many readers search."""
_TOGETHER = 200
"""Documents in one transaction."""


class Anything:
    """A scope in which nothing has a name."""

    def concept(self, name: str) -> Places:
        raise LookupError(name)

    kind = concept

    def section(self, number: str) -> None:
        return

    def documents(self, field: str, value: str) -> frozenset[str]:
        return frozenset()


class Class(NamedTuple):
    """Queries of one kind."""

    name: str
    queries: list[str]
    growing: bool


def main(folder: Path, most: int) -> None:
    """Measure and print."""
    if told := missing():
        sys.exit(told)
    with room() as place:
        one, two = Cluster(place / "one", **_SETTINGS), Cluster(place / "two", **_SETTINGS)
        try:
            _measure(folder, most, one, two)
        finally:
            one.stop()
            two.stop()


def _measure(folder: Path, most: int, one: Cluster, two: Cluster) -> None:
    address = Address(one.url())
    preparing.prepare(address, read_nodes(f"{one.host},{two.host}"))
    started = time.perf_counter()
    server = Server(address)
    count = _fill(server, passages(folder, most))
    print(f"{count:,} passages put in {time.perf_counter() - started:.0f} s; {_sizes(one, two)}")
    for cluster in (one, two):
        with Address(cluster.url()).open() as connection:
            connection.execute("vacuum analyze")
    engine = ServerEngine(server, one.folder.parent / "words")
    started = time.perf_counter()
    engine.renew()
    print(f"words fetched for the first time: {time.perf_counter() - started:.1f} s")
    search = Search(engine, Anything())
    classes = list(_classes([text for _, text in islice(passages(folder, most), 0, most, max(1, most // 4000))]))
    for query in (query for kind in classes for query in kind.queries[:5]):
        search.search(parse(query), 20)
    _keystrokes(search, server, classes)
    _typing(search, classes)
    for readers in (1, 8, 32):
        _throughput(address, one.folder.parent / "words", classes, readers)


def _fill(server: Server, rows: Iterator[tuple[str, str]]) -> int:
    total = 0
    documents = groupby(rows, key=lambda row: row[0])
    while batch := [(key, [text for _, text in group]) for key, group in islice(documents, _TOGETHER)]:
        with server.changing() as cursor:
            leaves: list[Leaf] = []
            for key, texts in batch:
                cursor.execute(
                    "insert into ibid.document (key, path, title, author, year, language, digest, size, modified,"
                    " passages, words, indexed) values (%(key)s, %(key)s, '', '', '', '', '', 0, 0, 0, 0, %(all)s)"
                    " returning number",
                    {"key": key, "all": len(texts)},
                )
                ((number,),) = cursor.fetchall()
                leaves += (Leaf(number, at, f"s1/p{at + 1}", "body", "1", text, {}) for at, text in enumerate(texts))
            tell(cursor, put(cursor, leaves), len(leaves))
            total += len(leaves)
    return total


def _sizes(*clusters: Cluster) -> str:
    sizes = []
    for cluster in clusters:
        with Address(cluster.url()).open() as connection:
            asked = "select sum(pg_total_relation_size(oid)) from pg_class where relkind = 'r'"
            row = connection.execute(asked).fetchone()
            sizes.append(f"{int(row[0]) / 1e6:,.0f} MB" if row else "?")
    return " and ".join(sizes) + " on disk"


def _classes(texts: Sequence[str]) -> Iterator[Class]:
    dice = random.Random(3)
    split = [[word for word in text.split() if word.isalpha() and len(word) > 2] for text in texts]
    split = [words for words in split if len(words) > 8]

    def some(make: "object", growing: bool = False) -> tuple[list[str], bool]:
        return [make(dice.choice(split)) for _ in range(_QUERIES)], growing  # type: ignore[operator]

    yield Class("one word", *some(dice.choice))
    yield Class("two or three words", *some(lambda words: " ".join(dice.sample(words, dice.choice((2, 3))))))
    yield Class("prefix of 1 or 2 letters", *some(lambda words: dice.choice(words)[: dice.choice((1, 2))], True))
    yield Class("prefix of 3 or more", *some(lambda words: dice.choice(words)[: dice.randint(3, 6)], True))
    yield Class("one typo", *some(lambda words: _typo(max(words, key=len), dice)))
    yield Class("typo, unfinished", *some(lambda words: _typo(max(words, key=len), dice)[:-1], True))
    yield Class("phrase", *some(lambda words: '"' + " ".join(words[2:4]) + '"'))


def _typo(word: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(word))
    return word[:at] + dice.choice("abcdefghij") + word[at + 1 :]


def _keystrokes(search: Search, server: Server, classes: Sequence[Class]) -> None:
    """From the query to ranked hits, and how much of it the servers took."""
    spent = [0.0]
    asked = server.rows

    def timed(statement: str, values: "object" = None) -> "object":
        started = time.perf_counter()
        try:
            return asked(statement, values)  # type: ignore[arg-type]
        finally:
            spent[0] += time.perf_counter() - started

    server.rows = timed  # type: ignore[method-assign, assignment]
    print(f"{'class':28}{'p50':>8}{'p95':>8}{'servers p50':>13}{'p95':>8}  (ms, no debouncing)")
    for kind in classes:
        whole, on_servers = [], []
        for query in kind.queries:
            spent[0], started = 0.0, time.perf_counter()
            search.search(parse(query, unfinished=kind.growing), 20)
            whole.append(1e3 * (time.perf_counter() - started))
            on_servers.append(1e3 * spent[0])
        print(f"{kind.name:28}{median(whole):8.1f}{_p95(whole):8.1f}{median(on_servers):13.1f}{_p95(on_servers):8.1f}")
    server.rows = asked  # type: ignore[method-assign]


def _typing(search: Search, classes: Sequence[Class]) -> None:
    """Somebody types whole words: how long after a key its hits stand there, as the panel asks for them.

    Of keys less than 60 ms apart the panel asks for the last; one that comes while it waits for an answer puts an end
    to that. The clock is the typist's own, between keys nothing is waited for.
    """
    dice, waits, typed = random.Random(7), list[float](), 0
    words = [query for kind in classes if kind.name == "two or three words" for query in kind.queries]
    for text in dice.sample(words, 20):
        keys = [0.0]
        while len(keys) < len(text):
            keys.append(keys[-1] + max(0.03, dice.gauss(0.15, 0.06)))
        typed += len(keys)
        free = 0.0
        for at, key in enumerate(keys):
            due = max(key, keys[at - 1] + _DEBOUNCE) if at else key
            following = keys[at + 1] if at + 1 < len(keys) else float("inf")
            if following <= due:
                continue
            started = time.perf_counter()
            search.search(parse(text[: at + 1], unfinished=True), 20)
            free = max(due, free) + time.perf_counter() - started
            if free <= following:
                waits.append(1e3 * (free - key))
    told = f"{typed} keys typed, 30 to 330 ms apart, {len(waits)} of them answered before the next"
    print(f"{told}: from key to ranked hits p50 {median(waits):.0f}, p95 {_p95(waits):.0f} ms (floor: 60)")


def _throughput(address: Address, words: Path, classes: Sequence[Class], readers: int) -> None:
    """Readers who each wait for an answer and at once ask the next: processes, each with a connection of its own."""
    queries = [(query, kind.growing) for kind in classes for query in kind.queries]
    begin = time.perf_counter() + 2 + readers / 4
    with ProcessPoolExecutor(readers, get_context("fork")) as pool:
        asking = [pool.submit(_read, address, words, queries, number, begin) for number in range(readers)]
        times = [one for read in asking for one in read.result()]
    told = f"p50 {median(times):.0f} ms, p95 {_p95(times):.0f} ms"
    print(f"{readers:3} readers without a pause: {len(times) / _LASTING:5.0f} searches a second, {told}")


def _read(address: Address, words: Path, queries: Sequence[tuple[str, bool]], number: int, begin: float) -> list[float]:
    """The times of one reader's searches between two moments that are the same for all."""
    search, dice = Search(ServerEngine(Server(address), words), Anything()), random.Random(number)
    for query, growing in queries[:: len(queries) // 20]:
        search.search(parse(query, unfinished=growing), 20)
    time.sleep(max(0.0, begin - time.perf_counter()))
    times: list[float] = []
    while time.perf_counter() < begin + _LASTING:
        query, growing = dice.choice(queries)
        started = time.perf_counter()
        search.search(parse(query, unfinished=growing), 20)
        times.append(1e3 * (time.perf_counter() - started))
    return times


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


if __name__ == "__main__":
    print(f"{os.cpu_count()} cores")
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
