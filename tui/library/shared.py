"""A library on a server, shared by many: its documents, catalogues, mentions and index are there.

What a person leaves behind (places, marks, notes, decisions) never is. A document that is opened is kept as a file on
the reader's own host, so that it stays readable while the server is away, and that its marks have something to hold on.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.library.fetched import keep, plain
from tui.library.store import LibraryError
from tui.search.model import EngineError
from tui.search.server.connection import Address, Server, Times

if TYPE_CHECKING:
    from tui.concepts.model import Catalogue
    from tui.library.open import Sources
    from tui.library.shared_shelf import SharedShelf
    from tui.search.searching import Search
    from tui.search.server.engine import ServerEngine


class SharedLibrary:
    """A library on a server.

    Args:
        address: a URL as libpq has it; `postgresql://...`.
        folder: where this host keeps what it has fetched of libraries.
        seeds: catalogues that ship.
        times: how long the server is waited for.

    Raises:
        LibraryError: the address can't be read, or psycopg is missing. The server itself is asked later.
    """

    def __init__(self, address: str, folder: Path, seeds: Iterable[Path] = (), times: Times = Times()) -> None:
        self.made_of = address, folder, tuple(seeds)
        """what another process makes it of"""
        with _told():
            self.address = Address(address)
        self.server = Server(self.address, times)
        self.folder = folder / _name(self.address)
        self._seeds = self.made_of[2]

    @cached_property
    def shelf(self) -> "SharedShelf":
        """The documents."""
        from tui.library.shared_shelf import SharedShelf

        return SharedShelf(self)

    @cached_property
    def engine(self) -> "ServerEngine":
        """The index.

        Raises:
            EngineError: this host can't keep the words of the library.
        """
        from tui.search.server.engine import ServerEngine

        return ServerEngine(self.server, self.folder)

    def rows(self, statement: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """What a query gives.

        Raises:
            LibraryError: the server is away or refuses; one line.
        """
        with _told():
            return self.server.rows(statement, values)

    @contextmanager
    def changing(self) -> Iterator[Any]:
        """A cursor in a transaction, of which all or nothing is kept.

        Raises:
            LibraryError: the server is away or refuses; one line.
        """
        with _told(), self.server.changing() as cursor:
            yield cursor

    def search(self, sources: "Sources") -> "Search":
        """The search of the whole library.

        Args:
            sources: the catalogues that know what the names in a query stand for.
        """
        from tui.library.shared_scope import SharedScope
        from tui.search.searching import Search

        return Search(self.engine, SharedScope(self, sources))

    def catalogues(self) -> tuple[Path, ...]:
        """The library's own catalogues, as files of this host; as last fetched, when the server is away."""
        folder = self.folder / "catalogues"
        try:
            found = self.rows("select name, source from ibid.catalogue order by name")
        except LibraryError:
            return tuple(sorted(folder.glob("*.toml"))) if folder.is_dir() else ()
        paths = []
        for name, source in found:
            path = folder / f"{plain(str(name))}.toml"
            keep(path, str(source).encode())
            paths.append(path)
        for path in set(folder.glob("*.toml")) - set(paths) if folder.is_dir() else ():
            path.unlink(missing_ok=True)
        return tuple(paths)

    def among(self, paths: tuple[Path, ...]) -> tuple[Path, ...]:
        """A person's catalogues, the strongest last, with the library's own behind the first, which ships."""
        return (*paths[:1], *self.catalogues(), *paths[1:])

    def catalogue(self) -> "Catalogue":
        """What the library's documents are linked by: what ships and its own.

        Raises:
            CatalogueError: one is at fault.
        """
        from tui.concepts.catalogue import read

        return read(*self._seeds, *self.catalogues())

    def put_catalogue(self, name: str, source: str) -> None:
        """Give the library a catalogue; one of the same name goes. Mentions follow with `relink`."""
        with self.changing() as cursor:
            cursor.execute(
                "insert into ibid.catalogue (name, source) values (%(name)s, %(source)s)"
                " on conflict (name) do update set source = excluded.source, changed = now()",
                {"name": name, "source": source},
            )

    def drop_catalogue(self, name: str) -> bool:
        """Take a catalogue out; tells whether it was there."""
        with self.changing() as cursor:
            cursor.execute("delete from ibid.catalogue where name = %(name)s", {"name": name})
            return bool(cursor.rowcount)

    def relink(self, key: str) -> None:
        """Find the mentions of a document anew and index it by them.

        Raises:
            LibraryError: it can't be kept.
            DocumentError, CatalogueError: it, or a catalogue, can't be read.
        """
        self.shelf.index_again(key)


def _name(address: Address) -> str:
    """A folder's name for a library: its host and database, told apart from all others."""
    shown = re.sub(r"[^A-Za-z0-9.-]+", "-", address.shown).strip("-.")[:60]
    return f"{shown}-{sha256(address.shown.encode()).hexdigest()[:8]}"


@contextmanager
def _told() -> Iterator[None]:
    """What the server's engine says, as the library's word."""
    try:
        yield
    except EngineError as error:
        raise LibraryError(str(error)) from None
