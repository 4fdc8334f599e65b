"""The servers that a library's passages are spread over, by postgres_fdw."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui.search.model import EngineError
from tui.search.server import schema
from tui.search.server.connection import LET_IN

if TYPE_CHECKING:
    from tui.search.server.connection import Server

SCHEMA = "ibid_part"
"""Where a node keeps its partitions: apart from the library, which may be in the same database."""

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[^\s:/,\[\]']+)(?::(?P<port>\d{1,5}))?")
_FETCHED = 1_000
"""Rows that one server asks of another at a time."""
_SENT = 200
"""Rows that it sends at a time."""


class Host(NamedTuple):
    """Where a server is."""

    name: str
    port: str


class Node(NamedTuple):
    """A server of passages, and after it its replicas: each is a host that answers when those before it are away."""

    hosts: tuple[Host, ...]

    @property
    def first(self) -> Host:
        """The one that is written to."""
        return self.hosts[0]

    @property
    def shown(self) -> str:
        """As a person typed it."""
        return "/".join(f"{host.name}:{host.port}" for host in self.hosts)


def read_nodes(text: str) -> tuple[Node, ...]:
    """Read `HOST,HOST/REPLICA,...`; a host may have its port behind a colon.

    Raises:
        EngineError: it can't be read.
    """
    nodes = []
    for entry in filter(None, text.split(",")):
        hosts = []
        for one in entry.strip().split("/"):
            found = _HOST.fullmatch(one)
            if not found:
                raise EngineError(f'--nodes: "{entry}" is no host; right would be db1:5432, or db1/db1-replica')
            hosts.append(Host(found["name"].strip("[]"), found["port"] or "5432"))
        nodes.append(Node(tuple(hosts)))
    return tuple(nodes)


def on_node(numbers: Sequence[int]) -> Iterator[str]:
    """What makes a node's partitions there.

    Args:
        numbers: of the partitions.
    """
    yield f"create schema {SCHEMA}"
    for number in numbers:
        yield from schema.partition(number, SCHEMA)


def on_library(nodes: Sequence[Node], partitions: int, database: str, *, encrypted: bool = False) -> Iterator[str]:
    """What makes a library whose passages are on nodes; who may log in there is said by `mapping`.

    Args:
        nodes: that hold the partitions, in turn.
        partitions: how many there are.
        database: of the nodes.
        encrypted: whether a node must speak TLS.
    """
    secured = ", sslmode 'require'" if encrypted else ""
    names = [f"ibid.passage_{number}" for number in range(partitions)]
    yield "create extension if not exists postgres_fdw"
    yield from schema.shared(names, spread=True)
    for number in range(partitions):
        node = nodes[number % len(nodes)]
        hosts = ",".join(host.name for host in node.hosts)
        ports = ",".join(host.port for host in node.hosts)
        yield (
            f"create server {server(number)} foreign data wrapper postgres_fdw options (host {literal(hosts)},"
            f" port {literal(ports)}, dbname {literal(database)}, connect_timeout '{LET_IN}',"
            f" fetch_size '{_FETCHED}', batch_size '{_SENT}', async_capable 'true',"
            f" options '-c jit=off -c enable_seqscan=off', tcp_user_timeout '5000', keepalives_idle '10'{secured})"
        )
    for number in range(partitions):
        yield (
            f"create foreign table {names[number]} partition of ibid.passage for values with (modulus {partitions},"
            f" remainder {number}) server {server(number)} options (schema_name '{SCHEMA}',"
            f" table_name 'passage_{number}')"
        )


def mapping(number: int, user: str, password: str) -> str:
    """Who the library's server is on a node; for all its people, as what they may do is settled before."""
    secret = f", password {literal(password)}" if password else ", password_required 'false'"
    return f"create user mapping for public server {server(number)} options (user {literal(user)}{secret})"


def server(number: int) -> str:
    """What a partition's server is called in the library's database.

    One for each partition, not for each node: they are asked at the same time, and a partition can be moved by itself.
    """
    return f"ibid_part_{number}"


def literal(text: str) -> str:
    """A text as SQL has it."""
    return "'" + text.replace("'", "''") + "'" if "\\" not in text else " E'" + _escaped(text) + "'"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "''")


def states(library: "Server") -> list[tuple[str, str, str]]:
    """What a library holds and whether its servers answer: what, its value, and "ok" or "fault"."""
    rows = library.rows(
        "select version, generation, passages, partitions, (select count(*) from ibid.document) from ibid.about"
    )
    version, generation, passages, partitions, documents = rows[0]
    found = [
        ("library", f"{library.address.shown}, version {version}, changed {generation} times", "ok"),
        ("documents", f"{documents:,}", "ok"),
        ("passages", f"{passages:,}", "ok"),
    ]
    for name in partitions:
        try:
            library.rows(f"select 1 from {name} limit 1")
            found.append((str(name), "answers", "ok"))
        except EngineError as error:
            found.append((str(name), str(error), "fault"))
    return found
