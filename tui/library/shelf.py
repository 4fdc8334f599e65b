"""The documents a person has added: where they lie, what they are, and their bytes, should the file go away."""

import os
import zlib
from pathlib import Path
from typing import NamedTuple

from tui.documents.model import Document
from tui.library.store import Store

_FIELDS = "key, path, title, author, year, language, digest, size, modified, passages, words, added"


class Entry(NamedTuple):
    """A document of the library."""

    key: str
    path: str
    title: str
    author: str
    year: str
    language: str
    digest: str
    """SHA-256 of its bytes, in hexadecimal"""
    size: int
    modified: int
    """the file's time of change, in nanoseconds"""
    passages: int
    words: int
    added: str
    """UTC, ISO 8601"""


class Shelf:
    """The documents kept in a library.

    Args:
        store: the library.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def entries(self) -> list[Entry]:
        """All documents, in the order they were added."""
        return [Entry(*row) for row in self._store.rows(f"select {_FIELDS} from shelf order by added, key")]

    def keys(self) -> set[str]:
        """The keys of all documents."""
        return {str(key) for (key,) in self._store.rows("select key from shelf")}

    def entry(self, key: str) -> Entry | None:
        """The document with this key."""
        rows = self._store.rows(f"select {_FIELDS} from shelf where key = ?", (key,))
        return Entry(*rows[0]) if rows else None

    def at(self, path: str) -> Entry | None:
        """The document that lies at this path."""
        rows = self._store.rows(f"select {_FIELDS} from shelf where path = ?", (path,))
        return Entry(*rows[0]) if rows else None

    def file(self, key: str) -> Path | None:
        """Where the document with this key lies, or lay."""
        entry = self.entry(key)
        return self.where(entry) if entry is not None else None

    def where(self, entry: Entry) -> Path:
        """Where a document lies, or lay."""
        return Path(entry.path)

    def content(self, key: str) -> bytes:
        """A document's bytes, as they were when it was last added."""
        rows = self._store.rows("select content from shelf where key = ?", (key,))
        return zlib.decompress(rows[0][0]) if rows else b""

    def put(self, entry: Entry, content: bytes, document: Document | None = None) -> bool:
        """Keep a document; one at the same path is replaced and keeps its key.

        Args:
            entry: `added` is set here.
            content: its bytes.
            document: as read; the index reads it when it catches up.

        Returns:
            False where another document has the key: then nothing is kept.
        """
        packed = zlib.compress(content, 6)
        self._store.change(
            "insert into shelf (key, path, title, author, year, language, digest, size, modified, passages, words,"
            " content) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (path) do update set"
            " title = excluded.title, author = excluded.author, year = excluded.year, language = excluded.language,"
            " digest = excluded.digest, size = excluded.size, modified = excluded.modified,"
            " passages = excluded.passages, words = excluded.words, content = excluded.content"
            " on conflict (key) do nothing",
            (*entry[:-1], packed),
        )
        return self.at(entry.path) is not None

    def gone(self, digest: str) -> Entry | None:
        """The one document of these bytes whose file is no longer there; None where there is none, or several are."""
        rows = self._store.rows(f"select {_FIELDS} from shelf where digest = ?", (digest,))
        lost = [one for one in (Entry(*row) for row in rows) if not os.path.lexists(one.path)]
        return lost[0] if len(lost) == 1 else None

    def move(self, entry: Entry, path: str, title: str, size: int, modified: int) -> None:
        """Keep a document, its place, marks and repairs under the path where its file lies now."""
        here, there = (str(Path(one).resolve()) for one in (path, entry.path))
        moved = [
            (f"update or ignore {table} set path = ? where path = ?", (here, there))
            for table in ("document", "mark", "anchor", "orphan", "repair")
        ]
        told = "update shelf set path = ?, title = ?, size = ?, modified = ? where key = ?"
        self._store.change_all([(told, (path, title, size, modified, entry.key)), *moved])

    def as_kept(self, path: Path, document: Document) -> Document:
        """A document without the repairs that were taken back in it."""
        from tui.library.repairs import Repairs

        return Repairs(self._store).applied(path, document)

    def touch(self, key: str, size: int, modified: int) -> None:
        """Remember that a file was written again with the same bytes."""
        self._store.change("update shelf set size = ?, modified = ? where key = ?", (size, modified, key))

    def drop(self, key: str) -> None:
        """Take a document out; marks and notes made in it stay."""
        self._store.change("delete from naming where key = ?", (key,))
        self._store.change("delete from linked where key = ?", (key,))
        self._store.change("delete from studied where key = ?", (key,))
        self._store.change("delete from shelf where key = ?", (key,))

    def hidden(self) -> set[str]:
        """The keys of what ships and was removed."""
        return {str(key) for (key,) in self._store.rows("select key from hidden")}

    def hide(self, key: str) -> None:
        """Remove a document that ships."""
        self._store.change("insert or ignore into hidden (key) values (?)", (key,))

    def unhide(self, key: str) -> None:
        """Put a document that ships back."""
        self._store.change("delete from hidden where key = ?", (key,))

    def opened(self) -> set[str]:
        """The paths of the documents that were ever read."""
        return {str(path) for (path,) in self._store.rows("select path from document")}
