"""A document is read and linked by a child process while this one imports Textual.

Both take about as long as the other; together they would be twice as long before anything stands on the screen. And
what only reading and linking need is never imported here: it stays out of our memory.

    python -m tui.app.ahead whole|open|held NAME SHELF

is the same for a reader that already runs: it reads the whole of a file of which the head is shown, or a document that
takes long, because it must be converted.
"""

import os
import pickle
import select
import struct
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from tui.app.shelf import Shelf

if TYPE_CHECKING:
    from tui.app.keeping import Left
    from tui.concepts.model import Catalogue, Mention
    from tui.documents.large import LargeReading
    from tui.documents.model import Document
    from tui.library.reading import Reading

_LENGTH = struct.Struct("<Q")
_WAIT = ("wait",)
_MOMENT = 0.6
"""Seconds that a person waits without being told for what."""
_SLOW = 200_000
"""Bytes from which on a file is read by another process while the reader runs."""
_SIGN = 8192
"""Bytes by which a format is recognised."""


class AheadError(ValueError):
    """What the child process has to say of a document or a catalogue at fault: one line for a person."""


class Coming:
    """A document on its way from a child process.

    Attributes:
        left: how it was left, once the reading has been waited for.
    """

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.left: Left | None = None
        self._pipe: IO[bytes] | None = None
        self._given_up = False
        self._first: tuple[Any, ...] | None = None

    def takes_long(self) -> bool:
        """Whether the document may take long, and is not there after a moment."""
        self._first = self._next()
        if self._first != _WAIT or self._pipe is None:
            return False
        return not select.select([self._pipe], [], [], _MOMENT)[0]

    def reading(self) -> "Reading | None":
        """Wait for the document and its catalogue; of a large file, for its head. None when nothing was read before.

        Raises:
            AheadError: one of them is at fault.
        """
        frame, self._first = self._first or self._next(), None
        while frame == _WAIT:
            frame = self._next()
        frame = frame or self._otherwise()
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

    def give_up(self) -> None:
        """Wait no longer; a thread that does gets an error."""
        self._given_up = True
        self._kill()

    def close(self) -> None:
        """Wait for the child no longer."""
        self._kill()
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            pipe.close()

    def _kill(self) -> None:
        raise NotImplementedError

    def _otherwise(self) -> tuple[Any, ...]:
        """What stands for an answer of a child that gave none."""
        return ("error", "the process that read the document ended early; try again")

    def _next(self) -> tuple[Any, ...] | None:
        if self._pipe is None:
            return None
        head = self._pipe.read(_LENGTH.size)
        length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else 0
        data = self._pipe.read(length) if length else b""
        if not data or len(data) < length:
            self.close()
            return None
        frame: tuple[Any, ...] = pickle.loads(data)
        return frame


class Ahead(Coming):
    """The first document.

    Args:
        name: a path, `-` or a key; empty for the document that was read last.
        shelf: where it is looked for.
        library: the file that knows where it was left.
    """

    def __init__(self, name: str, shelf: Shelf, library: Path) -> None:
        super().__init__(shelf)
        self.name = name
        self.library = library
        self._child = 0
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
        name = self.name or _last(self.library)
        if not name:
            send("nothing")
            return

        def asked(kind: str, *values: Any) -> None:
            send(*(("nothing",) if kind == "error" and not self.name else (kind, *values)))

        _serve(name, self.shelf, self.library, asked, link=link)

    def _otherwise(self) -> tuple[Any, ...]:
        if self._given_up:
            return super()._otherwise()
        frames: list[tuple[Any, ...]] = []
        self._serve(lambda *frame: frames.append(frame), link=False)
        return frames[-1]

    def _kill(self) -> None:
        child, self._child = self._child, 0
        if child and os.waitpid(child, os.WNOHANG) == (0, 0):
            os.kill(child, 9)
            os.waitpid(child, 0)


class Aside(Coming):
    """A document on its way while the reader runs.

    Args:
        name: a path or a key.
        shelf: where it is looked for.
        held: it is the key of a document of the library, whatever files of that name there are.
    """

    def __init__(self, name: str, shelf: Shelf, *, held: bool = False) -> None:
        super().__init__(shelf)
        from tui.documents.large import child

        self._child = child("tui.app.ahead", ["held" if held else "open", name, shelf.packed()], shelf.address)
        self._pipe = self._child.stdout

    def _kill(self) -> None:
        if self._child.poll() is None:
            self._child.kill()
        self._child.wait()


def slow(path: Path | None) -> bool:
    """Whether reading a document may take longer than a person waits without a word: it must be converted, or is of
    some size and yet not so large that its head is shown.
    """
    from tui.documents.conversion.formats import ENDINGS, recognised
    from tui.documents.reading import LARGE, load

    if path is None:
        return False
    try:
        return recognised(load(path, _SIGN), str(path)) is not None or _SLOW < path.stat().st_size < LARGE
    except (ValueError, OSError):  # where the file is gone, the library may have kept it
        return str(path).lower().endswith(ENDINGS)


def read_whole(path: Path, key: str, shelf: Shelf) -> "LargeReading":
    """Begin to read the whole of a large file in a child process, and to link it.

    Args:
        path: the file.
        key: how its anchors begin.
        shelf: where its catalogues are.
    """
    from tui.documents.large import LargeReading

    return LargeReading("tui.app.ahead", ["whole", str(path), shelf.packed(), key], shelf.address)


def open_here(name: str, shelf: Shelf) -> "Reading":
    """Read a document in this process; of a large file, the head.

    Raises:
        AheadError: it, or a catalogue, is at fault.
    """
    frames: list[tuple[Any, ...]] = []
    _serve(name, shelf, None, lambda *frame: frames.append(frame), link=False)
    if frames[-1][0] == "error":
        raise AheadError(frames[-1][1])
    return _reading(frames[-1], shelf)


def open_held(key: str, shelf: Shelf) -> "Reading":
    """Read a document of the library by its key, whatever files of that name there are; of a large file, the head.

    Raises:
        ValueError: it, or a catalogue, is at fault.
    """
    from tui.documents.reading import read_head
    from tui.library.open import of_document, of_key

    sources = shelf.sources()
    path = sources.path_of(key)
    if path is None:
        raise AheadError(f"{key}: the library no longer has it")
    catalogue = sources.catalogue(path)
    head = read_head(path, key, shelf.without) if path.exists() else None
    reading = of_document(head, path, sources) if head is not None else of_key(key, path, sources)
    vars(reading)["catalogue"] = catalogue
    return reading


def _reading(frame: tuple[Any, ...], shelf: Shelf) -> "Reading":
    document, path, catalogue = frame[1:4]
    reading = whole(document, path, shelf)
    vars(reading)["catalogue"] = catalogue
    return reading


def whole(document: "Document", path: Path | None, shelf: Shelf) -> "Reading":
    """A reading of a document already read."""
    from tui.library.reading import Reading

    return Reading(document, path, shelf)  # type: ignore[arg-type]


def _last(library: Path) -> str:
    from tui.app.keeping import Keeping

    return Keeping(library).last()


def _serve(
    name: str,
    shelf: Shelf,
    library: Path | None,
    send: Callable[..., None],
    *,
    link: bool = True,
    held: bool = False,
) -> None:
    """Read a document, then find its mentions, telling each as soon as it is there."""
    from tui.documents.reading import read_head
    from tui.library.open import locate, of_document, of_key, open_reading

    try:
        sources = shelf.sources()
        path = sources.path_of(name) if held else locate(name, sources)
        if held and path is None:
            raise AheadError(f"{name}: the library no longer has it")
        if slow(path):
            send(*_WAIT)
        document = read_head(path, name, shelf.without) if path is not None and path.exists() else None
        if document is not None:
            reading = of_document(document, path, sources)
        elif held and path is not None:
            reading = of_key(name, path, sources)
        else:
            reading = open_reading(name, sources)
        document = reading.document
        catalogue = sources.catalogue(path)
    except (ValueError, OSError) as error:
        send("error", str(error))
        return
    send("document", document, path, catalogue, _left(library, path))
    if link and not document.provisional:
        send("mentions", reading.mentions)


def _send(pipe: IO[bytes], frame: Sequence[Any]) -> None:
    data = pickle.dumps(tuple(frame), pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def _left(library: Path | None, path: Path | None) -> "Left | None":
    from tui.app.keeping import Keeping

    return Keeping(library).left(path) if library is not None else None


def _main(task: str, name: str, shelf: Shelf, key: str = "") -> None:
    out = sys.stdout.buffer
    if task in ("open", "held"):
        _serve(name, shelf, shelf.library, lambda *frame: _send(out, frame), held=task == "held")
        return
    from tui.documents.large import serve

    path = Path(name)

    def linked(document: "Document") -> "tuple[Catalogue, tuple[Mention, ...]] | None":
        # A catalogue takes room, and what links by it; reading takes most of it: one comes after the other.
        from tui.concepts.matching import Matcher
        from tui.library.open import as_kept

        try:
            catalogue = shelf.catalogue(path)
        except ValueError:  # the reader finds that out as well, and says it
            return None
        return catalogue, tuple(Matcher(catalogue, spare=True).link(as_kept(document, path, shelf.sources())))

    serve(path, key, out, linked, shelf.without)


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2], Shelf.unpacked(sys.argv[3], sys.stdin.readline().strip()), *sys.argv[4:])
