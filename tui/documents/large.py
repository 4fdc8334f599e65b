"""A large file is read in a child process: a thread would hold the interpreter while the page is to scroll.

The child sends pickles in frames of eight bytes of length and the pickle; the parent trusts them as its own.
"""

import pickle
import struct
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from tui.documents.errors import DocumentError
from tui.documents.model import Document, Passage

_LENGTH = struct.Struct("<Q")
_BATCH = 400
Progress = Callable[[float], None]
"""Told the share done, 0 to 1."""


class LargeReading:
    """A file being read by a child process.

    Args:
        path: the file.
        key: how its anchors begin.
        without: stages of repair that are switched off.
    """

    def __init__(self, path: Path, key: str, without: Iterable[str] = ()) -> None:
        command = [sys.executable, "-m", "tui.documents.large", str(path), key, *without]
        self._child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def result(self, progress: Progress = lambda share: None) -> Document:
        """Wait for the document; call from a worker thread.

        Raises:
            DocumentError: it can't be read, or the child died.
        """
        passages: list[Passage] = []
        assert self._child.stdout is not None
        try:
            for kind, value in _frames(self._child.stdout):
                if kind == "progress":
                    progress(value)
                elif kind == "passages":
                    passages += value
                elif kind == "error":
                    raise DocumentError(value)
                elif kind == "document":
                    whole: Document = replace(value, passages=tuple(passages))
                    return whole
        finally:
            self.cancel()
        raise DocumentError("the process that read the file ended early; try again")

    def cancel(self) -> None:
        """End the child."""
        if self._child.poll() is None:
            self._child.kill()
        self._child.wait()
        if self._child.stdout is not None:
            self._child.stdout.close()


def start(path: Path, key: str, without: Iterable[str] = ()) -> LargeReading:
    """Begin to read a large file in a child process."""
    return LargeReading(path, key, without)


def _frames(stream: BinaryIO | Any) -> Iterator[tuple[str, Any]]:
    while len(head := stream.read(_LENGTH.size)) == _LENGTH.size:
        data = stream.read(_LENGTH.unpack(head)[0])
        yield pickle.loads(data)


def _send(stream: BinaryIO, kind: str, value: object) -> None:
    data = pickle.dumps((kind, value), pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def _serve(path: Path, key: str, out: BinaryIO, without: frozenset[str]) -> None:
    from tui.documents import reading

    try:
        document = reading.read(path, key, lambda share: _send(out, "progress", share), without)
    except DocumentError as error:
        _send(out, "error", str(error))
        return
    for at in range(0, len(document.passages), _BATCH):
        _send(out, "passages", document.passages[at : at + _BATCH])
    _send(out, "document", replace(document, passages=()))


if __name__ == "__main__":
    _serve(Path(sys.argv[1]), sys.argv[2], sys.stdout.buffer, frozenset(sys.argv[3:]))
