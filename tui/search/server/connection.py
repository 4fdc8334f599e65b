"""A connection to a shared library: it opens when it is needed, gives up in time, and comes back by itself."""

import os
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.search.model import EngineError

if TYPE_CHECKING:
    from psycopg import Connection, Cursor

VERSION = 1
"""Of the tables, as this program writes and reads them."""

_CONNECT = 5
"""Seconds that a server has to let us in."""
_ANSWER = 10.0
"""Seconds that a server has to answer a reader."""
_KNOWN = 5.0
"""Seconds that nodes have to answer who were there a moment ago."""
_MORE = 2
"""Times that nodes are asked again when one of them hangs."""
LET_IN = 3
"""Seconds that a node has to let the library's server in, before its replica is asked."""
_PAUSE = 2.0
"""Seconds for which a server that is away is not asked again."""
_AWAY = ("08", "57P", "HV")
"""Classes of SQLSTATE that tell of a lost connection, ours or one between servers."""


class Times(NamedTuple):
    """Seconds for which a server is waited for.

    Attributes:
        connect: to let us in.
        answer: to answer.
        pause: for which it is then left alone.
        known: to answer, where the library is spread over nodes and all of them have answered in this session: one
            that no longer does may have a replica, which only a new session asks.
    """

    connect: int = _CONNECT
    answer: float = _ANSWER
    pause: float = _PAUSE
    known: float = _KNOWN


def driver() -> Any:
    """psycopg, where it is installed.

    Raises:
        EngineError: it is not.
    """
    try:
        import psycopg
    except ImportError:
        told = "a library on a server needs psycopg; install it with: pip install 'ibid-reader[server]'"
        raise EngineError(told) from None
    return psycopg


class Address:
    """Where a shared library is, as libpq has it; its password, if it holds one, is never told.

    Args:
        text: a URL.

    Raises:
        EngineError: libpq can't read it, or psycopg is missing.
    """

    def __init__(self, text: str) -> None:
        psycopg = driver()
        try:
            given = psycopg.conninfo.conninfo_to_dict(text)
        except psycopg.Error:  # what libpq says of it repeats it, password and all
            raise EngineError(
                "the library's address can't be read; right would be postgresql://USER@HOST/DATABASE"
            ) from None
        self._parts: dict[str, Any] = {name: str(value) for name, value in given.items() if value is not None}

    def at(self, host: str, port: str = "") -> "Address":
        """The same library's address on another host."""
        other = Address.__new__(Address)
        other._parts = {**self._parts, "host": host} | ({"port": port} if port else {})
        other._parts.pop("hostaddr", None)
        return other

    @property
    def parts(self) -> Mapping[str, str]:
        """What it says, by libpq's names; with the password."""
        return self._parts

    @property
    def shown(self) -> str:
        """For a person: without user, password and options."""
        named = self._parts
        host = named.get("host") or os.environ.get("PGHOST") or "localhost"
        if "service" in named and "host" not in named:
            return f"service {named['service']}"
        port = f":{named['port']}" if named.get("port") else ""
        database = named.get("dbname") or os.environ.get("PGDATABASE") or ""
        place = f"{host}{port}" if not host.startswith("/") else host
        return f"{place}/{database}" if database else place

    def open(self, times: Times = Times()) -> "Connection[Any]":
        """Connect.

        Raises:
            EngineError: nobody answers there, or we are not let in.
        """
        psycopg = driver()
        parts = {"connect_timeout": times.connect, "application_name": "ibid", "client_encoding": "UTF8"} | self._parts
        try:
            # Every statement is planned with its own values: what is rare in one search is common in the next.
            made: Connection[Any] = psycopg.connect(**parts, autocommit=True, prepare_threshold=None)
        except (psycopg.Error, OSError, UnicodeError) as error:
            raise EngineError(f"{self.shown}: can't connect: {self.reason(error)}") from None
        return made

    def reason(self, error: BaseException) -> str:
        """What psycopg says of a fault, in one line and without a password."""
        psycopg = driver()
        if isinstance(error, psycopg.errors.ConnectionTimeout):
            return "the server does not answer"
        diagnosis = getattr(error, "diag", None)
        told = _gist(getattr(diagnosis, "message_primary", None) or str(error)) or type(error).__name__
        if told.startswith("could not connect to server") and (why := getattr(diagnosis, "message_detail", None)):
            told = f"{told}: {_gist(why)}"  # it is one of the library's nodes
        for secret in (self._parts.get("password"), self._parts.get("sslpassword"), os.environ.get("PGPASSWORD")):
            if secret:
                told = told.replace(secret, "...")
        return told


class Server:
    """A shared library's server, as a reader or an editor uses it; threads may share it.

    Args:
        address: where it is.
        times: how long it is waited for.
    """

    def __init__(self, address: Address, times: Times = Times()) -> None:
        self.address, self.times = address, times
        self._lock = threading.RLock()
        self._connection: Connection[Any] | None = None
        self._away: tuple[float, str] | None = None
        """since when it is away, and what is said of it"""
        self._process = os.getpid()
        self._inherited: list[object] = []
        self._spread = False
        """whether passages are on other servers"""
        self._answered = False
        """whether anything was, in this session"""

    def rows(self, statement: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """What a query gives. One that a lost connection, or a node that hangs, cut short is asked once more.

        A session keeps a line to each node. Where one hangs, a new session is let in nowhere there either, and asks
        the replica; should that take so long that its time is over, the lines it has by then are good for a third try.

        Raises:
            EngineError: the server is away, hangs, or refuses; one line without a password.
        """
        lost = slow = 0
        with self._lock:
            while True:
                try:
                    return self._asked(statement, values)
                except _LostError as error:
                    lost += 1
                    if lost > 1:
                        self._away = (monotonic(), str(error))
                        raise EngineError(str(error)) from None
                except _SlowError as error:
                    slow += 1
                    if slow > (_MORE if self._spread else 0):
                        raise EngineError(str(error)) from None
                    if self._answered:
                        self.close()

    @contextmanager
    def changing(self) -> "Iterator[Cursor[Any]]":
        """A transaction; all or nothing of it is kept.

        Raises:
            EngineError: the server is away, or refuses.
        """
        psycopg = driver()
        with self._lock:
            try:
                connection = self._open()
            except _LostError as lost:
                raise EngineError(str(lost)) from None
            try:
                with connection.transaction(), connection.cursor() as cursor:
                    cursor.execute("set local statement_timeout = 0")
                    yield cursor
            except (psycopg.Error, OSError) as error:
                raise EngineError(self._said(error)) from None

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _asked(self, statement: str, values: Mapping[str, Any] | None) -> list[tuple[Any, ...]]:
        psycopg = driver()
        connection = self._open()
        try:
            with self._watched(connection), connection.cursor() as cursor:
                cursor.execute(statement, values)
                found = cursor.fetchall()
                if self._spread and not self._answered:
                    cursor.execute(_limit(self.times.known))
                    self._answered = True
                return found
        except psycopg.errors.QueryCanceled as error:
            raise _SlowError(self._said(error)) from None
        except (psycopg.Error, OSError) as error:
            if _is_lost(error) or connection.closed:
                self.close()
                raise _LostError(self._said(error)) from None
            raise EngineError(self._said(error)) from None

    def _said(self, error: BaseException) -> str:
        psycopg = driver()
        where = self.address.shown
        if isinstance(error, psycopg.errors.InsufficientPrivilege):
            needed = "reading needs the role ibid_reader, changing ibid_editor; whoever keeps the library grants them"
            return f"{where}: {self.address.reason(error)} ({needed})"
        if isinstance(error, psycopg.errors.QueryCanceled):
            return f"{where}: the server took longer than {self.times.answer:g} seconds"
        if isinstance(error, psycopg.errors.ReadOnlySqlTransaction):
            return f"{where}: this is a replica, which can only be read; name the library's first server"
        return f"{where}: {self.address.reason(error)}"

    @contextmanager
    def _watched(self, connection: "Connection[Any]") -> Iterator[None]:
        """Cut the line when a server that still lives does not answer: its own time limit is no use then."""
        descriptor = os.dup(connection.fileno())
        # A backend that waits for a node to let it in hears nothing else meanwhile, its own limit included.
        watch = threading.Timer(self.times.answer + (LET_IN if self._spread else 0) + 1, _cut, (descriptor,))
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()
            os.close(descriptor)

    def _open(self) -> "Connection[Any]":
        if self._process != os.getpid():  # it is the parent's, who still speaks on it: neither used nor closed here
            self._inherited.append(self._connection)
            self._connection, self._process = None, os.getpid()
        if self._connection is not None and not self._connection.closed:
            return self._connection
        if self._away is not None and monotonic() - self._away[0] < self.times.pause:
            raise EngineError(self._away[1])
        try:
            connection = self.address.open(self.times)
        except EngineError as error:
            self._away = (monotonic(), str(error))
            raise
        self._away = None
        self._connection, self._answered = connection, False
        try:
            with self._watched(connection):
                self._greet(connection)
        except BaseException:
            self.close()
            raise
        return connection

    def _greet(self, connection: "Connection[Any]") -> None:
        """Set the time limit, and see that this is a library of our version."""
        psycopg = driver()
        where = self.address.shown
        try:
            connection.execute(_limit(self.times.answer))
            # Planners think that most words stand in little, or in nearly all; the index is quicker for either.
            connection.execute("set jit = off; set enable_seqscan = off")
            if connection.info.server_version < 150_000:
                raise EngineError(f"{where}: PostgreSQL 15 or newer is needed")
            # A newer library may have other columns, and is to be told of as that.
            asked = "select version, coalesce(to_jsonb(about) ->> 'spread', '') = 'true' from ibid.about"
            row = connection.execute(asked).fetchone()
        except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName):
            raise EngineError(f"{where}: there is no library; ibid server init prepares one") from None
        except psycopg.errors.UndefinedColumn:
            raise EngineError(f"{where}: the schema ibid there is not a library of ibid") from None
        except (psycopg.Error, OSError) as error:
            raise EngineError(self._said(error)) from None
        found, self._spread = row or (None, False)
        if not isinstance(found, int):
            raise EngineError(f"{where}: the schema ibid there is not a library of ibid")
        if found > VERSION:
            told = f"the library is of version {found}, this ibid knows {VERSION}; use a newer ibid"
            raise EngineError(f"{where}: {told}")
        if found < VERSION:
            raise EngineError(f"{where}: the library is of version {found}; ibid server init brings it to {VERSION}")


class _LostError(Exception):
    """The connection is gone; a new one may do."""


class _SlowError(Exception):
    """The server's time to answer is over."""


def _limit(seconds: float) -> bytes:
    return f"set statement_timeout = {int(seconds * 1000)}".encode()


def _gist(message: str) -> str:
    """The line of a message that says what is wrong."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    failed = (line for line in lines if "failed: " in line)  # what follows it are questions
    told = next(failed, lines[0] if lines else "")
    return told.rsplit("failed: ", 1)[-1].removeprefix("FATAL: ").removeprefix("ERROR: ").strip()


def _is_lost(error: BaseException) -> bool:
    psycopg = driver()
    state = getattr(error, "sqlstate", None)
    if state is None:
        return isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError, OSError))
    return str(state).startswith(_AWAY)


def _cut(descriptor: int) -> None:
    with suppress(OSError), socket.socket(fileno=os.dup(descriptor)) as line:
        line.shutdown(socket.SHUT_RDWR)
