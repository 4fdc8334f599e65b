"""A library made on a server: its tables, its two roles, and the partitions on other servers."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any

from tui.search.model import EngineError
from tui.search.server import nodes as spread
from tui.search.server import schema
from tui.search.server.connection import VERSION, Address, driver
from tui.search.server.nodes import Node

if TYPE_CHECKING:
    from psycopg import Connection

PARTITIONS = 4
"""Tables that the passages of a library on one server are kept in, unless told."""
_A_NODE = 2
"""Tables on each node, unless told: as many as it can later be parted into."""
_ENCRYPTED = ("require", "verify-ca", "verify-full")
"""What an address says that wants TLS: then nodes are spoken to by it too."""
_QUIET = ("log_statement = 'none'", "log_min_duration_statement = -1", "log_min_error_statement = 'panic'")
"""Settings by which a server keeps no record of a statement."""


def prepare(
    address: Address,
    nodes: Sequence[Node] = (),
    partitions: int | None = None,
    *,
    readers: Iterable[str] = (),
    editors: Iterable[str] = (),
) -> list[str]:
    """Make a library in a database, where it is not there yet, and give people their roles.

    Args:
        address: of the database, as somebody who may make a schema and roles there, and on the nodes.
        nodes: servers that the passages are spread over; all of the database's name. None: they stay here.
        partitions: tables for the passages.
        readers: roles that may read.
        editors: roles that may change.

    Returns:
        What was done, one line each.

    Raises:
        EngineError: it can't be made; nothing is left behind.
    """
    done = []
    # The nodes' part is kept last but one: a role that does not exist must leave nothing behind on them.
    with _opened(address) as connection, _faults(address), connection.transaction(), ExitStack() as stack:
        found = _version(connection, address)
        _make_roles(connection)
        if found is None:
            if nodes:
                _on_nodes(stack, connection, address, nodes, partitions or _A_NODE * len(nodes))
            else:
                _here(connection, partitions or PARTITIONS)
            done.append(f"the library is made at {address.shown}")
            done += [f"node {node.shown} holds a part of its passages" for node in nodes]
        else:
            done.append(f"the library at {address.shown} is there already, of version {found}")
        for group, people in ((schema.READER, readers), (schema.EDITOR, editors)):
            for one in people:
                connection.execute(f"grant {group} to {name(one)}")
                done.append(f"{one} is {group}")
    return done


def _here(connection: "Connection[Any]", partitions: int) -> None:
    citus = connection.execute("select from pg_extension where extname = 'citus'").fetchall()
    tables = [*schema.TABLES]
    if citus:
        statements: Iterator[str] = schema.distributed()
    else:
        statements = schema.library(partitions)
        tables += [f"ibid.passage_{number}" for number in range(partitions)]
    _run(connection, statements)
    _run(connection, schema.granted(tables))


def _on_nodes(
    stack: ExitStack, library: "Connection[Any]", address: Address, nodes: Sequence[Node], partitions: int
) -> None:
    """Make the parts of a library on every node, then the library; the nodes keep theirs when the stack is closed."""
    opened: list[Connection[Any]] = []
    for node in nodes:
        there = address.at(node.first.name, node.first.port)
        connection = stack.enter_context(_opened(there))
        stack.enter_context(_faults(there))
        stack.enter_context(connection.transaction())
        numbers = range(len(opened), partitions, len(nodes))
        _must_be_free(connection, there)
        _run(connection, spread.on_node(numbers))
        opened.append(connection)
    database = str(library.info.dbname)
    encrypted = address.parts.get("sslmode") in _ENCRYPTED
    _run(library, spread.on_library(nodes, partitions, database, encrypted=encrypted))
    with _unlogged(library):
        for number in range(partitions):
            info = opened[number % len(nodes)].info
            library.execute(spread.mapping(number, info.user, info.password).encode())
    _run(library, schema.granted([*schema.TABLES, *(f"ibid.passage_{number}" for number in range(partitions))]))


def _must_be_free(node: "Connection[Any]", address: Address) -> None:
    if node.execute("select from pg_namespace where nspname = %s", (spread.SCHEMA,)).fetchall():
        raise EngineError(
            f"{address.shown}: there is a schema {spread.SCHEMA} already, of another library or of one that was not"
            f" finished; name another database, or, if nothing needs it, DROP SCHEMA {spread.SCHEMA} CASCADE there"
        )


def _run(connection: "Connection[Any]", statements: Iterable[str]) -> None:
    for statement in statements:
        connection.execute(statement.encode())


def _make_roles(connection: "Connection[Any]") -> None:
    for role in (schema.READER, schema.EDITOR):
        if not connection.execute("select from pg_roles where rolname = %s", (role,)).fetchall():
            connection.execute(f"create role {role}".encode())


def _version(connection: "Connection[Any]", address: Address) -> int | None:
    """The version of the library that is there; None where there is none."""
    if not connection.execute("select from pg_namespace where nspname = 'ibid'").fetchall():
        return None
    if not connection.execute(
        "select from pg_attribute where attrelid = to_regclass('ibid.about') and attname = 'version'"
    ).fetchall():
        raise EngineError(
            f"{address.shown}: there is a schema ibid that is not a library of ibid; name another database"
        )
    row = connection.execute("select version from ibid.about").fetchone()
    found = int(row[0]) if row else 0
    if found != VERSION:
        way = "; use a newer ibid" if found > VERSION else ""
        raise EngineError(f"{address.shown}: the library is of version {found}, this ibid knows {VERSION}{way}")
    return found


@contextmanager
def _opened(address: Address) -> "Iterator[Connection[Any]]":
    with address.open() as connection:
        if connection.info.server_version < 150_000:
            raise EngineError(f"{address.shown}: PostgreSQL 15 or newer is needed")
        yield connection


@contextmanager
def _faults(address: Address) -> Iterator[None]:
    psycopg = driver()
    try:
        yield
    except psycopg.Error as error:
        raise EngineError(f"{address.shown}: {address.reason(error)}") from None


@contextmanager
def _unlogged(connection: "Connection[Any]") -> Iterator[None]:
    """A password is in what follows: where we may, we see that the server does not write it down."""
    psycopg = driver()
    for setting in _QUIET:
        with suppress(psycopg.errors.InsufficientPrivilege), connection.transaction():
            connection.execute(f"set local {setting}".encode())
    yield


def name(role: str) -> str:
    """A role's name as SQL has it."""
    return '"' + role.replace('"', '""') + '"'
