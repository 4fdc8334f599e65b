"""A document is read and linked by a child process while this one imports Textual.

Both take about as long as the other; together they would be twice as long before anything stands on the screen. And
what only reading and linking need is never imported here: it stays out of our memory.
"""

import os
import pickle
import struct
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tui.app.keeping import Left
    from tui.concepts.model import Catalogue, Mention
    from tui.documents.model import Document
    from tui.library.reading import Reading

_LENGTH = struct.Struct("<Q")


class AheadError(ValueError):
    """What the child process has to say of a document or a catalogue at fault: one line for a person."""


class Shelf(NamedTuple):
    """Where documents and catalogues are, as options say; nothing is imported or read until it is asked for.

    Attributes:
        catalogues: beside what ships and the person's own.
        no_catalogue: none but those.
        library: the file that keeps what was decided on variants and repairs.
        without: stages of repair that are switched off.
    """

    catalogues: tuple[Path, ...] = ()
    no_catalogue: bool = False
    library: Path | None = None
    without: frozenset[str] = frozenset()

    def sources(self) -> Any:
        """As the library wants it: `tui.library.open.Sources`."""
        from tui.library.open import Sources, waiting
        from tui.settings import places

        if self.no_catalogue:
            seeds, named = places.seeds(), self.catalogues
            return Sources(seeds, lambda: named, beside=False, library=self._opened, without=lambda: self.without)
        kept = self.library
        return Sources(
            places.seeds(),
            lambda: (*places.catalogues(), *self.catalogues),
            decided=lambda: waiting(kept) if kept is not None else (),
            library=self._opened,
            without=lambda: self.without,
        )

    def _opened(self) -> Any:
        """The library, where it is there and can be read."""
        if self.library is None or not self.library.exists():
            return None
        from tui.library.store import LibraryError, Store

        try:
            return Store(self.library)
        except LibraryError:  # the reader says so elsewhere; what is named by its path can be read all the same
            return None

    def editable(self, document: Path | None) -> tuple[Path, ...]:
        """The catalogues that may be written, the strongest last; what ships is none of them."""
        from tui.library.open import beside
        from tui.settings import places

        if self.no_catalogue:
            return self.catalogues
        return tuple(path for path in (places.own_catalogue(), *self.catalogues, beside(document)) if path is not None)

    def catalogue(self, path: Path | None) -> "Catalogue":
        """The catalogues for a document, merged; what a `Reading` asks its sources for."""
        merged: Catalogue = self.sources().catalogue(path)
        return merged


class Ahead:
    """A document on its way.

    Args:
        name: a path, `-` or a key; empty for the document that was read last.
        shelf: where it is looked for.
        library: the file that knows where it was left.

    Attributes:
        left: how it was left, once the reading has been waited for.
    """

    def __init__(self, name: str, shelf: Shelf, library: Path) -> None:
        self.name = name
        self.shelf = shelf
        self.library = library
        self.left: Left | None = None
        self._child = 0
        self._pipe: IO[bytes] | None = None
        # A copy of a process with several threads may wait for ever for a lock that none of its own holds.
        if threading.active_count() == 1:
            with suppress(OSError):
                self._begin()

    def _begin(self) -> None:
        reader, writer = os.pipe()
        child = os.fork()
        if child:
            os.close(writer)
            self._child, self._pipe = child, os.fdopen(reader, "rb")
            return
        code = 1
        try:
            os.close(reader)
            with os.fdopen(writer, "wb") as pipe:
                self._serve(lambda *frame: _send(pipe, frame))
            code = 0
        finally:
            # Nothing of the parent's may run here: neither its cleaning up nor its buffers' flushing.
            os._exit(code)

    def _serve(self, send: Callable[..., None], *, link: bool = True) -> None:
        """What the child does."""
        from tui.app.keeping import Keeping

        keeping = Keeping(self.library)
        name = self.name or keeping.last()
        if not name:
            send("nothing")
            return

        def with_left(kind: str, *values: Any) -> None:
            if kind == "error" and not self.name:
                send("nothing")  # nobody asked for it
            else:
                send(kind, *values, *([keeping.left(values[1])] if kind == "document" else []))

        _serve(name, self.shelf, with_left, link=link)

    def reading(self) -> "Reading | None":
        """Wait for the document and its catalogue; of a large file, for its head. None when nothing was read before.

        Raises:
            AheadError: one of them is at fault.
        """
        frame = self._next()
        if frame is None:
            frames: list[tuple[Any, ...]] = []
            self._serve(lambda *frame: frames.append(frame), link=False)
            frame = frames[0]
        if frame[0] == "document":
            self.left = frame[4]
            return _reading(frame, self.shelf)
        self.close()
        if frame[0] == "error":
            raise AheadError(frame[1])
        return None

    def mentions(self) -> "tuple[Mention, ...] | None":
        """Wait for the mentions; None when the child has none to give."""
        frame = self._next()
        self.close()
        return frame[1] if frame is not None and frame[0] == "mentions" else None

    @property
    def descriptor(self) -> int | None:
        """What becomes readable when the mentions come; None when they won't."""
        return self._pipe.fileno() if self._pipe is not None else None

    def close(self) -> None:
        """Wait for the child no longer."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._child:
            child, self._child = self._child, 0
            if os.waitpid(child, os.WNOHANG) == (0, 0):
                os.kill(child, 9)
                os.waitpid(child, 0)

    def _next(self) -> tuple[Any, ...] | None:
        if self._pipe is None:
            return None
        head = self._pipe.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            self.close()
            return None
        frame: tuple[Any, ...] = pickle.loads(self._pipe.read(_LENGTH.unpack(head)[0]))
        return frame


def open_here(name: str, shelf: Shelf) -> "Reading":
    """Read a document in this process; of a large file, the head.

    Raises:
        AheadError: it, or a catalogue, is at fault.
    """
    frames: list[tuple[Any, ...]] = []
    _serve(name, shelf, lambda *frame: frames.append(frame), link=False)
    if frames[0][0] == "error":
        raise AheadError(frames[0][1])
    return _reading(frames[0], shelf)


def _reading(frame: tuple[Any, ...], shelf: Shelf) -> "Reading":
    document, path, catalogue = frame[1:4]
    reading = whole(document, path, shelf)
    vars(reading)["catalogue"] = catalogue
    return reading


def whole(document: "Document", path: Path | None, shelf: Shelf) -> "Reading":
    """A reading of a document already read."""
    from tui.library.reading import Reading

    return Reading(document, path, shelf)  # type: ignore[arg-type]


def _serve(name: str, shelf: Shelf, send: Callable[..., None], *, link: bool = True) -> None:
    """Read a document, then find its mentions, telling each as soon as it is there."""
    from tui.documents.reading import read_head
    from tui.library.open import locate, open_reading

    try:
        sources = shelf.sources()
        path = locate(name, sources)
        document = read_head(path, name, shelf.without) if path is not None else None
        reading = None if document is not None else open_reading(name, sources)
        document = document or (reading.document if reading else None)
        catalogue = sources.catalogue(path)
    except (ValueError, OSError) as error:
        send("error", str(error))
        return
    send("document", document, path, catalogue)
    if reading is not None and link:
        send("mentions", reading.mentions)


def _send(pipe: IO[bytes], frame: Sequence[Any]) -> None:
    data = pickle.dumps(tuple(frame), pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()
