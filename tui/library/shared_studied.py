"""Documents of a shared library as far as counting needs them, kept on the reader's host: fetched once, read once.

They lie in the library's folder beside what else was fetched of it, and may be deleted at any time.
"""

from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tui.library.store import LibraryError, Store
from tui.library.studied import Kept, keeping, made_of

if TYPE_CHECKING:
    from tui.documents.model import Document
    from tui.library.shared import SharedLibrary
    from tui.library.shelf import Entry

MOST = 512_000_000
"""Bytes that are kept; what comes later is fetched anew each time."""


class SharedStudied(Kept):
    """As `tui.library.studied.Studied`, for a library on a server.

    Args:
        library: on the server.
        own: the person's library, which knows the repairs taken back; None where there is none.
        without: stages of repair that are switched off.
        most: bytes that are kept at most.
    """

    def __init__(
        self, library: "SharedLibrary", own: "Store | None", without: frozenset[str] = frozenset(), most: int = MOST
    ) -> None:
        self._library, self._own_library, self._without, self._most = library, own, without, most

    @cached_property
    def _store(self) -> Store:
        return Store(self._library.folder / "linked.sqlite")

    @cached_property
    def _entries(self) -> "dict[str, Entry]":
        """What was added to the library, asked for once."""
        return {entry.key: entry for entry in self._library.shelf.entries()}

    @cached_property
    def _left(self) -> int:
        """Bytes that may yet be kept, once what is no longer in the library is gone."""
        for (key,) in self._store.rows("select key from studied"):
            if key not in self._entries:
                self._store.change("delete from studied where key = ?", (key,))
        ((taken,),) = self._store.rows("select coalesce(sum(length(data)), 0) from studied")
        return self._most - int(taken)

    def has(self, key: str) -> bool:
        """Whether a document was added to the library, and does not just ship with it."""
        return key in self._entries

    def path_of(self, key: str) -> Path:
        """Where a document of the library lies on this host, once it has been opened."""
        return self._library.shelf.where(self._entries[key])

    def states(self) -> tuple[str, ...]:
        """What changes with every document of the library."""
        return tuple(self._made_of(entry) for entry in self._entries.values())

    def keep(self, document: "Document", path: Path) -> None:
        """Nothing is kept of what ships, and the others are as they are fetched."""

    def document(self, key: str) -> "Document":
        """A document, read from what the server has; it is kept as far as there is room.

        Raises:
            DocumentError, LibraryError: it can't be fetched or read.
        """
        from tui.documents.reading import read_bytes
        from tui.library.repairs import Repairs

        entry = self._entries[key]
        read = read_bytes(self._library.shelf.content(key), key, entry.path, without=self._without)
        if self._own_library is not None:
            read = Repairs(self._own_library).applied(self.path_of(key), read)
        with suppress(LibraryError):  # where nothing can be kept it is fetched again
            statement, values = keeping(read, self._made_of(entry))
            if (size := len(values[-1])) <= self._left:  # type: ignore[arg-type]
                self._store.change(statement, values)
                self._left -= size
        return read

    def _made_of(self, entry: "Entry") -> str:
        from tui.library.repairs import Repairs

        path, own = self._library.shelf.where(entry), self._own_library
        return made_of(entry.digest, self._without, Repairs(own).print_of(path) if own is not None else "")

    def _kept(self, key: str, path: Path) -> bytes | None:
        with suppress(LibraryError):
            rows = self._store.rows("select state, data from studied where key = ?", (key,))
            if rows and key in self._entries and rows[0][0] == self._made_of(self._entries[key]):
                return bytes(rows[0][1])
        return None
