"""The repairs a person took back, by document; kept until they are put back, found or not."""

import json
import os
from pathlib import Path
from typing import NamedTuple

from tui.documents.model import Document, RepairSelector, Role
from tui.documents.taking_back import take_back
from tui.library.store import Store


class Row(NamedTuple):
    """A repair taken back, and the number under which the library keeps it; later ones have larger numbers."""

    id: int
    selector: RepairSelector


class Repairs:
    """The repairs taken back that a library keeps.

    Args:
        store: the library.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, path: Path) -> list[Row]:
        """Those of a document, in the order in which they were taken back."""
        rows = self._store.rows("select id, selector from repair where path = ? order by id", (_name(path),))
        return [Row(id, RepairSelector(**json.loads(selector))) for id, selector in rows]

    def print_of(self, path: Path) -> str:
        """What changes whenever a repair of a document is taken back or put back; empty where none is taken back."""
        ids = self._store.rows("select id from repair where path = ? order by id", (_name(path),))
        return f"without {','.join(str(id) for (id,) in ids)}" if ids else ""

    def keep(self, path: Path, selector: RepairSelector) -> None:
        """Take a repair back for good.

        Raises:
            LibraryError: nothing could be kept.
        """
        self._store.change(
            "insert into repair (path, selector) values (?, ?)", (_name(path), json.dumps(selector._asdict()))
        )

    def put_back(self, row: Row) -> None:
        """Let a repair stand again.

        Raises:
            LibraryError: nothing could be changed.
        """
        self._store.change("delete from repair where id = ?", (row.id,))

    def restore(self, path: Path, row: Row) -> None:
        """Take a repair back again that was put back, in its old place among the others.

        Raises:
            LibraryError: nothing could be kept.
        """
        values = (row.id, _name(path), json.dumps(row.selector._asdict()))
        self._store.change("insert into repair (id, path, selector) values (?, ?, ?)", values)

    def applied(self, path: Path, document: Document) -> Document:
        """A document as it is without the repairs taken back in it."""
        return take_back(document, [row.selector for row in self.of(path)])

    def count(self, path: Path, document: Document) -> None:
        """Keep how many passages and words a document of the library has as it is read now.

        Raises:
            LibraryError: nothing could be kept.
        """
        from tui.text.words import count_words

        body = [passage.text for passage in document.of_role(Role.BODY)]
        words = sum(map(count_words, body))
        self._store.change(
            "update shelf set passages = ?, words = ? where path in (?, ?)",
            (len(body), words, os.path.abspath(path), _name(path)),
        )


def _name(path: Path) -> str:
    """What a document is called in the library: its whole path."""
    return str(path.resolve())
