"""The documents of a library on a server."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from socket import gethostname
from typing import TYPE_CHECKING, Any

from tui.library.fetched import SAFE, keep, plain
from tui.library.shelf import Entry
from tui.library.store import LibraryError

if TYPE_CHECKING:
    from tui.concepts.model import Catalogue, Mention
    from tui.documents.model import Document
    from tui.library.shared import SharedLibrary

_FIELDS = (
    "key, path, title, author, year, language, digest, size, modified, passages, words,"
    " to_char(added at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
)


class SharedShelf:
    """The documents of a shared library; as `tui.library.shelf.Shelf` for one's own.

    A path stands there with the host that it is on before it: `anna-pc:/home/anna/paper.md`.

    Args:
        library: that keeps them.
    """

    def __init__(self, library: "SharedLibrary") -> None:
        self._library = library

    def entries(self) -> list[Entry]:
        """All documents that were added, in that order."""
        rows = self._library.rows(f"select {_FIELDS} from ibid.document where not ships order by added, number")
        return [Entry(*row) for row in rows]

    def keys(self) -> set[str]:
        """The keys of all documents, what ships included."""
        return {str(key) for (key,) in self._library.rows("select key from ibid.document")}

    def entry(self, key: str) -> Entry | None:
        """The document with this key."""
        rows = self._library.rows(
            f"select {_FIELDS} from ibid.document where key = %(key)s and not ships", {"key": key}
        )
        return Entry(*rows[0]) if rows else None

    def at(self, path: str) -> Entry | None:
        """The document that was added from this path of this host."""
        rows = self._library.rows(f"select {_FIELDS} from ibid.document where path = %(path)s", {"path": _here(path)})
        return Entry(*rows[0]) if rows else None

    def file(self, key: str) -> Path | None:
        """A document as a file of this host, fetched when it is not there yet or has changed.

        Raises:
            LibraryError: the server is away, and the document was not opened here before.
        """
        try:
            rows = self._library.rows(
                "select path, digest from ibid.document where key = %(key)s and not ships", {"key": key}
            )
        except LibraryError:
            if kept := self._kept(key):
                return kept
            raise
        if not rows:
            return None
        path, digest = rows[0]
        file = self._place(key, str(path))
        if not file.exists() or self.digest(file) != digest:
            keep(file, self.content(key))
            keep(_stamp(file), str(digest).encode())
        return file

    def where(self, entry: Entry) -> Path:
        """Where a document lies on this host once it has been fetched."""
        return self._place(entry.key, entry.path)

    def digest(self, file: Path) -> str:
        """The digest of a document that was fetched; empty where it was not."""
        try:
            return _stamp(file).read_text("utf-8")
        except (OSError, UnicodeError):
            return ""

    def _place(self, key: str, path: str) -> Path:
        ending = Path(path).suffix
        return self._folder / (plain(key) + (ending if SAFE.fullmatch(ending[1:]) else ""))

    def _kept(self, key: str) -> Path | None:
        """The file that was fetched before."""
        name = plain(key)
        files = self._folder.iterdir() if self._folder.is_dir() else ()
        return next((path for path in files if path.name == name or path.stem == name), None)

    @property
    def _folder(self) -> Path:
        return self._library.folder / "documents"

    def content(self, key: str) -> bytes:
        """A document's bytes, as they were when it was last added."""
        rows = self._library.rows(
            "select packed from ibid.content join ibid.document on number = document where key = %(key)s", {"key": key}
        )
        return zlib.decompress(rows[0][0]) if rows else b""

    def put(self, entry: Entry, content: bytes, document: "Document | None" = None, *, ships: bool = False) -> bool:
        """Keep a document and index it; one at the same path is replaced and keeps its key.

        Args:
            entry: `added` is set here; `path` is of this host.
            content: its bytes.
            document: as read; None to read it here.
            ships: it comes with the program: it is searched, but not listed among what was added.

        Returns:
            False where another document has the key: then nothing is kept.
        """
        read = document or _read(content, entry)
        mentions = self._link(read, entry.key)
        values = entry._asdict() | {
            "path": entry.path if ships else _here(entry.path),
            "ships": ships,
            "indexed": len(read.passages),
        }
        with self._numbered() as (number, swept), self._library.changing() as cursor:
            cursor.execute("select number, key, indexed from ibid.document where path = %(path)s for update", values)
            known = cursor.fetchall()
            key = str(known[0][1]) if known else entry.key
            if known:
                swept.append(known[0][0])
                cursor.execute(_UPDATE, values | {"number": number, "before": known[0][0]})
            else:
                cursor.execute(_INSERT, values | {"number": number})
                if not cursor.rowcount:
                    swept.append(number)
                    return False
            cursor.execute(_CONTENT, {"number": number, "packed": zlib.compress(content, 6)})
            read = read if read.key == key else replace(read, key=key)
            before = (known[0][0], known[0][2]) if known else None
            self._indexed(cursor, number, entry.digest, read, mentions, before)
        return True

    @contextmanager
    def _numbered(self) -> "Iterator[tuple[int, list[int]]]":
        """A number for a document's passages, and a list of those that can be swept when all is kept."""
        from tui.search.server import leaving

        with self._library.changing() as cursor:
            number, swept = leaving.reserve(cursor)
        yield number, swept
        self._sweep(swept)

    def _sweep(self, numbers: list[int]) -> None:
        from tui.search.server import leaving

        for number in numbers:
            try:
                with self._library.changing() as cursor:
                    leaving.sweep(cursor, number)
            except LibraryError:  # whoever changes the library later does it
                return

    def _indexed(
        self,
        cursor: Any,
        number: int,
        digest: str,
        document: "Document",
        mentions: "tuple[Mention, ...]",
        before: tuple[int, int] | None,
    ) -> None:
        """Put a document's passages and mentions, and tell what has changed.

        Args:
            cursor: of the transaction.
            number: under which its passages are put.
            digest: of its bytes.
            document: as read, under its key.
            mentions: in it.
            before: the number under which they were until now, and how many they were.
        """
        from tui.library.shared_linked import keep_mentions, leaves
        from tui.search.server import leaving
        from tui.search.server.writing import counted, put, tell

        catalogue, gone = self._library_catalogue, 0
        changes = put(cursor, leaves(number, document, catalogue, mentions))
        if before is not None:
            old, gone = before
            changes.subtract(counted(cursor, old))
            leaving.left(cursor, old)
        leaving.taken(cursor, number)
        keep_mentions(cursor, document, digest, catalogue, mentions)
        tell(cursor, changes, len(document.passages) - gone)

    def _link(self, document: "Document", key: str) -> "tuple[Mention, ...]":
        from tui.concepts.matching import link

        return tuple(link(document, self._library_catalogue))

    @cached_property
    def _library_catalogue(self) -> "Catalogue":
        return self._library.catalogue()

    def index_again(self, key: str) -> None:
        """Index a document anew, as the library's catalogues now are."""
        vars(self).pop("_library_catalogue", None)
        rows = self._library.rows(f"select {_FIELDS} from ibid.document where key = %(key)s", {"key": key})
        if not rows:
            return
        entry = Entry(*rows[0])
        document = _read(self.content(key), entry)
        mentions = self._link(document, key)
        with self._numbered() as (number, swept), self._library.changing() as cursor:
            cursor.execute("select number, indexed from ibid.document where key = %(key)s for update", {"key": key})
            for before, passages in cursor.fetchall():
                values = {"number": number, "before": before, "indexed": len(document.passages)}
                cursor.execute(_RENUMBER, values)
                self._indexed(cursor, number, entry.digest, document, mentions, (before, passages))
                swept.append(before)

    def gone(self, digest: str) -> Entry | None:
        """None: whether a file is gone, only the host that it was added from knows."""
        return None

    def move(self, entry: Entry, path: str, title: str, size: int, modified: int) -> None:
        """Nothing is moved where nothing is known to be gone."""
        raise NotImplementedError

    def as_kept(self, path: Path, document: "Document") -> "Document":
        """The document: what one person takes back in it is not for all."""
        return document

    def touch(self, key: str, size: int, modified: int) -> None:
        """Remember that a file was written again with the same bytes."""
        with self._library.changing() as cursor:
            cursor.execute(
                "update ibid.document set size = %(size)s, modified = %(modified)s where key = %(key)s",
                {"key": key, "size": size, "modified": modified},
            )

    def drop(self, key: str) -> None:
        """Take a document out; what people have marked and noted in it stays with them."""
        from tui.search.server import leaving
        from tui.search.server.writing import counted, tell

        swept: list[int] = []
        with self._library.changing() as cursor:
            cursor.execute("select number, indexed from ibid.document where key = %(key)s for update", {"key": key})
            for number, passages in cursor.fetchall():
                counts = counted(cursor, number)
                cursor.execute("delete from ibid.document where number = %(number)s", {"number": number})
                leaving.left(cursor, number)
                tell(cursor, {word: -often for word, often in counts.items()}, -passages)
                swept.append(number)
        self._sweep(swept)

    def shipped(self, key: str) -> str:
        """The digest of a document that ships, as it is kept; empty where it is not."""
        rows = self._library.rows("select digest from ibid.document where key = %(key)s and ships", {"key": key})
        return str(rows[0][0]) if rows else ""

    def hidden(self) -> set[str]:
        """The keys of what ships and was removed."""
        return {str(key) for (key,) in self._library.rows("select key from ibid.document where ships and hidden")}

    def hide(self, key: str) -> None:
        """Remove a document that ships, for all."""
        self._show(key, hidden=True)

    def unhide(self, key: str) -> None:
        """Put a document that ships back, for all."""
        self._show(key, hidden=False)

    def _show(self, key: str, *, hidden: bool) -> None:
        from tui.search.server.writing import tell

        with self._library.changing() as cursor:
            cursor.execute(
                "update ibid.document set hidden = %(hidden)s where key = %(key)s and ships",
                {"key": key, "hidden": hidden},
            )
            tell(cursor, {}, 0)


_INSERT = """
insert into ibid.document
    (number, key, path, title, author, year, language, digest, size, modified, passages, words, indexed, ships)
values (%(number)s, %(key)s, %(path)s, %(title)s, %(author)s, %(year)s, %(language)s, %(digest)s, %(size)s,
    %(modified)s, %(passages)s, %(words)s, %(indexed)s, %(ships)s)
on conflict (key) do nothing
"""
_UPDATE = """
update ibid.document set number = %(number)s, title = %(title)s, author = %(author)s, year = %(year)s,
    language = %(language)s, digest = %(digest)s, size = %(size)s, modified = %(modified)s, passages = %(passages)s,
    words = %(words)s, indexed = %(indexed)s
where number = %(before)s
"""
_RENUMBER = """
update ibid.document set number = %(number)s, indexed = %(indexed)s where number = %(before)s
"""
_CONTENT = """
insert into ibid.content values (%(number)s, %(packed)s)
on conflict (document) do update set packed = excluded.packed
"""


def _stamp(file: Path) -> Path:
    """Where it is kept which state of a document a file is."""
    return file.with_name(f".{file.name}.digest")


def _read(content: bytes, entry: Entry) -> "Document":
    from tui.documents.reading import read_bytes

    return read_bytes(content, entry.key, entry.path)


def _here(path: str) -> str:
    return f"{gethostname()}:{path}"
