"""What is kept between two sessions: the place in each document, its marks, what was opened last."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.app.place import Place, at_source, source_of
from tui.app.session import Session, is_small
from tui.documents.model import Document

if TYPE_CHECKING:
    from tui.library.marks import Marks, Recalled
    from tui.library.store import Recent, Store

_QUOTE = 60


Kept = tuple[int, str]
"""A place as it is kept: its offset in the source, and the words that stood there."""


class Left(NamedTuple):
    """How a document was left; its marks are recalled once it stands on the screen."""

    place: Kept | None = None

    def found(self, document: Document) -> Place:
        """The place, found again in the document as it is now."""
        return found_again(document, self.place) if self.place else Place(0)


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
            place = self.store.place(key_of(path))
            # A plain tuple: this may come from another process, and its class would import SQLite here.
            return Left((place.offset, place.quote) if place else None)
        return Left()

    def keep_place(self, session: Session, place: Place) -> None:
        """Remember where a document is left."""
        if session.path is not None:
            from tui.library.store import Kept as Row

            kept = Row(*as_kept(session.document, place))
            self._keep("keep_place", key_of(session.path), session.document.title, kept)

    @property
    def marks(self) -> "Marks | None":
        """The marks of the library; None when it can't be used."""
        from tui.library.marks import Marks

        return Marks(self.store) if self.store is not None else None

    def keep_mark(self, session: Session, letter: str) -> str:
        """Remember a mark; gives what is wrong where it will be gone with the reader, one line, else nothing."""
        if session.path is None:
            return ""
        marks, document = self.marks, session.document
        if marks is None:
            return self.complaint
        offset = source_of(document, session.marks[letter])
        try:
            marks.keep(key_of(session.path), letter, document, offset, survey=is_small(document))
        except Exception as error:  # a full disk must not end the reading
            self.complaint = str(error)
            return self.complaint
        return ""

    def recall(self, path: Path | None, document: Document) -> "Recalled | None":
        """A document's marks, found again where it has changed; None where none can be kept."""
        if path is None or not self.path.exists() or (marks := self.marks) is None:
            return None
        recalled: Recalled | None = self._try(marks.recall, key_of(path), document)
        return recalled

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
        if self.store is not None:
            self._try(getattr(self.store, method), *values)

    def _try(self, change: Callable[..., Any], *values: object, **more: object) -> Any:
        try:
            return change(*values, **more)
        except Exception as error:  # a full disk must not end the reading
            self.complaint = str(error)
            return None


def found_again(document: Document, kept: Kept) -> Place:
    """A kept place, by its offset, or by the words that stood there, nearest to it."""
    source, (offset, words) = document.source, kept
    if words and source[offset : offset + len(words)] != words:
        text = str(source)
        after, before = text.find(words, offset), text.rfind(words, 0, offset)
        near = [at for at in (after, before) if at >= 0]
        if near:
            offset = min(near, key=lambda at: abs(at - kept[0]))
    return at_source(document, min(offset, max(0, len(source) - 1)))


def as_kept(document: Document, place: Place) -> Kept:
    """A place as it is kept: its offset in the source, and the words that stand there."""
    offset = source_of(document, place)
    return offset, document.source[offset : offset + _QUOTE]


def key_of(path: Path) -> str:
    """What a document is called in the library: its whole path."""
    return str(path.resolve())
