"""Mentions kept: a document of the library is linked anew only when its text or a catalogue has changed."""

import hashlib
import json
import zlib

from tui import __version__
from tui.concepts.model import Catalogue, Mention
from tui.documents.model import Document
from tui.library.store import LibraryError, Store


class Linked:
    """The mentions kept in a library.

    Args:
        store: the library.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def mentions(self, document: Document, catalogue: Catalogue) -> tuple[Mention, ...]:
        """The mentions of a document of the library: those kept, where they are of this text and this catalogue."""
        print_ = fingerprint(document, catalogue)
        rows = self._store.rows("select fingerprint, mentions from linked where key = ?", (document.key,))
        if rows and rows[0][0] == print_:
            return unpacked(rows[0][1])
        from tui.concepts.matching import link

        found = tuple(link(document, catalogue))
        try:
            self._store.change("insert or replace into linked values (?, ?, ?)", (document.key, print_, packed(found)))
        except LibraryError:  # a library that can't be written answers all the same
            return found
        return found


def fingerprint(document: Document, catalogue: Catalogue) -> str:
    """What the mentions of a document depend on: its passages, the concepts, the program's version."""
    made = hashlib.sha256(__version__.encode())
    for passage in document.passages:
        made.update(f"\x1e{passage.role.value}\x1f".encode() + passage.text.encode("utf-8", "surrogatepass"))
    for concept in catalogue.concepts.values():
        made.update(repr((concept.id, concept.names, concept.rules)).encode("utf-8", "surrogatepass"))
    return made.hexdigest()


def packed(mentions: tuple[Mention, ...]) -> bytes:
    """Mentions as they are kept."""
    return zlib.compress(json.dumps(mentions).encode(), 6)


def unpacked(data: bytes) -> tuple[Mention, ...]:
    """Mentions from what `packed` made of them."""
    return tuple(
        Mention(passage, start, end, concept, alias, rule, tuple((a, b) for a, b in spans), nested)
        for passage, start, end, concept, alias, rule, spans, nested in json.loads(zlib.decompress(data))
    )
