"""What a person leaves behind: places, marks, recent documents. SQLite; nothing acknowledged is lost."""

import sqlite3
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.library.schema import STEPS, TABLES, VERSION

if TYPE_CHECKING:
    from tui.library.shelf import Shelf


class LibraryError(ValueError):
    """A library that can't be used; one line: what, where, and what would be right."""


class Kept(NamedTuple):
    """A place kept in a document: its offset in the source, and the words that stood there."""

    offset: int
    quote: str


class Recent(NamedTuple):
    """A document opened before."""

    path: str
    title: str


class Store:
    """A person's library.

    Args:
        path: the file; made, with its folders, when it is first written to.

    Raises:
        LibraryError: it is of a newer version, another program's, damaged, or can't be opened. It is left as it was.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._database = sqlite3.connect(path, timeout=5.0, isolation_level=None, check_same_thread=False)
            self._prepare()
            self._database.execute("pragma journal_mode = wal")
            self._database.execute("pragma synchronous = full")
        except (sqlite3.Error, OSError) as error:
            raise LibraryError(f"{path}: the library can't be opened: {error}{_way_out(error)}") from None

    def _prepare(self) -> None:
        version = self._version()
        if version > VERSION:
            self._database.close()
            raise LibraryError(
                f"{self.path}: the library is of version {version}, this ibid knows {VERSION}; use a newer ibid"
            )
        if version < VERSION:
            # Another reader may be making it at this moment: what is there is asked for under the lock.
            self._database.execute("begin immediate")
            self._make(self._version())
            self._database.execute("commit")

    def _make(self, version: int) -> None:
        """Bring the tables from a version to ours, within the transaction that is open."""
        tables = {name for (name,) in self._database.execute("select name from sqlite_master where type = 'table'")}
        if version == 0 and tables - {*TABLES}:
            self._database.close()
            raise LibraryError(f"{self.path}: this is another program's database; name a file that is not there yet")
        for step in range(version + 1, VERSION + 1):
            for statement in STEPS.get(step, ()):
                self._database.execute(statement)
        self._database.execute(f"pragma user_version = {VERSION}")

    def _version(self) -> int:
        return int(self._database.execute("pragma user_version").fetchone()[0])

    def keep_place(self, path: str, title: str, place: Kept) -> None:
        """Remember where a document was left."""
        self.change(
            "insert into document (path, title, source_offset, quote) values (?, ?, ?, ?) on conflict (path) do update"
            " set title = excluded.title, source_offset = excluded.source_offset, quote = excluded.quote,"
            " opened = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
            (path, title, place.offset, place.quote),
        )

    def place(self, path: str) -> Kept | None:
        """Where a document was left."""
        rows = self.rows("select source_offset, quote from document where path = ?", (path,))
        return Kept(*rows[0]) if rows else None

    def keep_mark(self, path: str, letter: str, place: Kept) -> None:
        """Set a mark; one of the same letter moves."""
        self.change("insert or replace into mark values (?, ?, ?, ?)", (path, letter, place.offset, place.quote))

    def marks(self, path: str) -> dict[str, Kept]:
        """A document's marks by letter."""
        rows = self.rows("select letter, source_offset, quote from mark where path = ?", (path,))
        return {letter: Kept(offset, quote) for letter, offset, quote in rows}

    def recent(self, limit: int = 9) -> list[Recent]:
        """The documents opened last, the latest first."""
        rows = self.rows("select path, title from document order by opened desc limit ?", (limit,))
        return [Recent(*row) for row in rows]

    @cached_property
    def shelf(self) -> "Shelf":
        """The documents that were added."""
        from tui.library.shelf import Shelf

        return Shelf(self)

    def sound(self) -> str:
        """What SQLite says of the file: "ok", or what is damaged."""
        try:
            return str(self._database.execute("pragma integrity_check").fetchone()[0])
        except sqlite3.Error as error:
            return str(error)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def rows(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """The rows a query gives; for the files of this room that keep tables of their own."""
        try:
            return self._database.execute(statement, values).fetchall()
        except (sqlite3.Error, UnicodeEncodeError) as error:
            raise LibraryError(f"{self.path}: the library can't be read: {error}{_way_out(error)}") from None

    def change(self, statement: str, values: tuple[object, ...]) -> None:
        """Carry out a statement; it is on disk when this returns."""
        try:
            self._database.execute(statement, values)
        except (sqlite3.Error, UnicodeEncodeError) as error:
            raise LibraryError(f"{self.path}: nothing could be kept: {error}") from None

    def change_all(self, statements: Iterable[tuple[str, tuple[object, ...]]]) -> None:
        """Carry out several statements, all or none; they are on disk when this returns."""
        try:
            self._database.execute("begin immediate")
            try:
                for statement, values in statements:
                    self._database.execute(statement, values)
                self._database.execute("commit")
            except BaseException:
                if self._database.in_transaction:  # where the disk is full SQLite has taken it back already
                    self._database.execute("rollback")
                raise
        except (sqlite3.Error, UnicodeEncodeError) as error:
            raise LibraryError(f"{self.path}: nothing could be kept: {error}") from None


def _way_out(error: Exception) -> str:
    """What a person can do about a file that is no sound database."""
    damaged = isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)
    return "; put a copy of it back, or move it away and a new one is begun" if damaged else ""
