"""A large file is read in a child process: a thread would hold the interpreter while the page is to scroll.

The child sends pickles in frames of eight bytes of length and the pickle; the parent trusts them as its own.
"""

import os
import pickle
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, BinaryIO

from tui.documents.errors import DocumentError
from tui.documents.model import Document
from tui.documents.narrow import Narrow, Source
from tui.documents.packed import Packed

_LENGTH = struct.Struct("<Q")
_PIECE = 1 << 18
"""Code points of the source sent in one frame; bytes of the passages."""
_ANY = "surrogatepass"
_ROOT = Path(__file__).resolve().parents[2]
Progress = Callable[[float], None]
"""Told the share done, 0 to 1."""


def child(module: str, arguments: Sequence[str], told: str = "") -> "subprocess.Popen[bytes]":
    """Start a main program of ours that answers on its standard output.

    Args:
        module: whose main program it is.
        arguments: for all to see.
        told: a line for its standard input, which nobody else sees.
    """
    # The folder one stands in is no place for modules: it may hold what came with a document.
    ours = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH", "")]))
    started = subprocess.Popen(
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=subprocess.PIPE if told else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # A large piece of memory goes back to the system as soon as it is let go.
        env={**os.environ, "PYTHONPATH": ours, "MALLOC_MMAP_THRESHOLD_": str(_PIECE)},
    )
    if started.stdin is not None:
        with suppress(OSError), started.stdin as line:  # one that has ended already says so otherwise
            line.write(told.encode() + b"\n")
    return started


class LargeReading:
    """A file being read by a child process.

    Args:
        module: one of ours, whose main program serves (`serve`).
        arguments: what it is told.
        told: what it is told that others must not see.
    """

    def __init__(self, module: str, arguments: Sequence[str], told: str = "") -> None:
        self._child = child(module, arguments, told)

    def result(self, progress: Progress = lambda share: None) -> Document:
        """Wait for the document; call from a worker thread.

        Raises:
            DocumentError: it can't be read, or the child died.
        """
        source = Narrow()
        parts: list[Any] = []
        for kind, value in self._frames():
            if kind == "progress":
                progress(value)
            elif kind == "source":
                source.add(zlib.decompress(value).decode("utf-8", _ANY))
            elif kind == "parts":
                parts += value
            elif kind == "error":
                self.cancel()
                raise DocumentError(value)
            elif kind == "document":
                document = _whole(value, source, parts)
                del value
                trim()
                return document
        self.cancel()
        raise DocumentError("the process that read the file ended early; try again")

    def more(self) -> Any:
        """Wait for what the child finds out about the document besides; None where it has nothing. Ends the child."""
        try:
            return next((value for kind, value in self._frames() if kind == "more"), None)
        finally:
            self.cancel()

    def cancel(self) -> None:
        """End the child."""
        if self._child.poll() is None:
            self._child.kill()
        self._child.wait()
        if self._child.stdout is not None:
            self._child.stdout.close()

    def _frames(self) -> Iterator[tuple[str, Any]]:
        assert self._child.stdout is not None
        return _frames(self._child.stdout)


def _frames(stream: IO[bytes]) -> Iterator[tuple[str, Any]]:
    while len(head := stream.read(_LENGTH.size)) == _LENGTH.size:
        length = _LENGTH.unpack(head)[0]
        data = stream.read(length)
        if len(data) < length:
            return
        yield pickle.loads(data)


def start(path: Path, key: str, without: Iterable[str] = ()) -> LargeReading:
    """Begin to read a large file in a child process.

    Args:
        path: the file.
        key: how its anchors begin.
        without: stages of repair that are switched off.
    """
    return LargeReading("tui.documents.large", [str(path), key, *without])


def serve(
    path: Path,
    key: str,
    out: BinaryIO,
    more: Callable[[Document], object] = lambda document: None,
    without: frozenset[str] = frozenset(),
) -> None:
    """What the child does: read a file and send it, and what `more` finds out about it."""
    from tui.documents import reading
    from tui.documents.conversion.limits import dies_with_parent

    def told(share: float) -> None:
        trim()
        _send(out, "progress", share)

    dies_with_parent()
    try:
        document = reading.read(path, key, told, without)
        trim()
        # As it will be sent: what it was found with is let go before the reader takes the document in.
        found = _frame("more", more(document))
    except (ValueError, OSError) as error:
        _send(out, "error", str(error))
        return
    trim()
    # The text in pieces, each let go when it is sent, so that the two processes never both hold the whole; compressed,
    # as for a moment they stand beside it.
    starts = range(0, len(document.source), _PIECE)
    pieces = [zlib.compress(document.source[at : at + _PIECE].encode("utf-8", _ANY), 1) for at in reversed(starts)]
    parts = document.passages.parted() if isinstance(document.passages, Packed) else []
    rest = _frame("document", replace(document, source=""))
    del document
    trim()
    while pieces:
        _send(out, "source", pieces.pop())
    parts.reverse()
    while parts:
        trim()
        _send(out, "parts", _taken(parts))
    _write(out, rest)
    _write(out, found)


def _taken(parts: list[Any]) -> list[Any]:
    """The last of the parts, taken out, last first, until they are a frame's."""
    taken, size = [], 0
    while parts and size < _PIECE:
        taken.append(parts.pop())
        size += sys.getsizeof(taken[-1])
    return taken


def _whole(document: Document, source: Source, parts: list[Any]) -> Document:
    """A document that came without its source, and without parts of its passages."""
    passages = document.passages
    return replace(
        document, source=source, passages=passages.of(source, parts) if isinstance(passages, Packed) else passages
    )


def trim() -> None:
    """Give memory that was let go back to the system, where the C library can be asked to."""
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _frame(kind: str, value: object) -> bytes:
    return pickle.dumps((kind, value), pickle.HIGHEST_PROTOCOL)


def _send(stream: BinaryIO, kind: str, value: object) -> None:
    _write(stream, _frame(kind, value))


def _write(stream: BinaryIO, data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.argv[2], sys.stdout.buffer, without=frozenset(sys.argv[3:]))
