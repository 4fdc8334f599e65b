"""What is kept between two sessions: the place in each document, its marks, what was opened last."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.app.place import Place, at_source, source_of
from tui.app.session import Session
from tui.documents.model import Document

if TYPE_CHECKING:
    from tui.library.store import Recent, Store

_QUOTE = 60


Kept = tuple[int, str]
"""A place as it is kept: its offset in the source, and the words that stood there."""


class Left(NamedTuple):
    """How a document was left."""

    place: Kept | None = None
    marks: tuple[tuple[str, Kept], ...] = ()

    def found(self, document: Document) -> tuple[Place, dict[str, Place]]:
        """Place and marks, found again in the document as it is now."""
        place = found_again(document, self.place) if self.place else Place(0)
        return place, {letter: found_again(document, kept) for letter, kept in self.marks}


class Keeping:
    """A person's library, as the screen uses it. One that can't be used is complained of once, and reading goes on.

    Args:
        path: the library's file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.complaint = ""
        self._store: Store | None = None

    @property
    def store(self) -> "Store | None":
        """The library, opened when it is first needed; None when it can't be used."""
        if self._store is None and not self.complaint:
            from tui.library.store import LibraryError, Store

            try:
                self._store = Store(self.path)
            except LibraryError as error:
                self.complaint = str(error)
        return self._store

    def left(self, path: Path | None) -> Left:
        """How a document was left; nothing when it is new."""
        # A first start must not wait for a library that is not there yet.
        if path is None or not self.path.exists() or self.store is None:
            return Left()
        with suppress(Exception):
            place = self.store.place(_key(path))
            marks = self.store.marks(_key(path)).items()
            # Plain tuples: this may come from another process, and their class would import SQLite here.
            kept = tuple((letter, (one.offset, one.quote)) for letter, one in marks)
            return Left((place.offset, place.quote) if place else None, kept)
        return Left()

    def keep_place(self, session: Session, place: Place) -> None:
        """Remember where a document is left."""
        if session.path is not None:
            from tui.library.store import Kept as Row

            kept = Row(*as_kept(session.document, place))
            self._keep("keep_place", _key(session.path), session.document.title, kept)

    def keep_mark(self, session: Session, letter: str) -> None:
        """Remember a mark."""
        if session.path is not None:
            from tui.library.store import Kept as Row

            kept = Row(*as_kept(session.document, session.marks[letter]))
            self._keep("keep_mark", _key(session.path), letter, kept)

    def recent(self) -> "list[Recent]":
        """What was opened last, of what is still there."""
        if not self.path.exists() or self.store is None:
            return []
        with suppress(Exception):
            return [recent for recent in self.store.recent() if Path(recent.path).exists()]
        return []

    def last(self) -> str:
        """The path of what was read last; empty when there is nothing."""
        recent = self.recent()
        return recent[0].path if recent else ""

    def _keep(self, method: str, *values: object) -> None:
        store = self.store
        if store is None:
            return
        try:
            getattr(store, method)(*values)
        except Exception as error:  # a full disk must not end the reading
            self.complaint = str(error)


def found_again(document: Document, kept: Kept) -> Place:
    """A kept place, by its offset, or by the words that stood there, nearest to it."""
    source, (offset, words) = document.source, kept
    if words and source[offset : offset + len(words)] != words:
        after, before = source.find(words, offset), source.rfind(words, 0, offset)
        near = [at for at in (after, before) if at >= 0]
        if near:
            offset = min(near, key=lambda at: abs(at - kept[0]))
    return at_source(document, min(offset, max(0, len(source) - 1)))


def as_kept(document: Document, place: Place) -> Kept:
    """A place as it is kept: its offset in the source, and the words that stand there."""
    offset = source_of(document, place)
    return offset, document.source[offset : offset + _QUOTE]


def _key(path: Path) -> str:
    return str(path.resolve())
