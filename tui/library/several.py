"""Files read several at a time, each by a process of its own, while this one keeps and indexes what was read.

    python -m tui.library.several < ORDERS

An order is one line of JSON: a path, the key and the digest that the library knows of it. Each answer is a pickle of
what `adding.make` gives, in a frame of eight bytes of length and itself; the parent trusts it as its own. Those
processes read what a converter gave as the parent would: no foreign format is parsed in them either.
"""

import json
import os
import pickle
import selectors
import struct
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from tui.library import adding
from tui.library.adding import Added, Made, Read

if TYPE_CHECKING:
    from tui.library.shared_shelf import SharedShelf
    from tui.library.shelf import Shelf

_ROOT = Path(__file__).resolve().parents[2]
_LENGTH = struct.Struct("<Q")
_FEW = 4
"""Files to be read from which on it is worth starting processes."""
_MOST = 4
"""Processes that read."""
_AHEAD = 12
"""Files that are read before the one whose turn it is has been kept."""
_ENDED = "the process that read it ended early, probably because it needs too much memory"


def add_all(
    paths: Sequence[Path], shelf: "Shelf | SharedShelf", taken: Sequence[str] = (), read: Read | None = None
) -> Iterator[Added]:
    """Add files to the library, in their order; what became of each as soon as that is known.

    Args:
        paths: the files.
        shelf: the library's documents.
        taken: keys that are not to be given: those of what ships.
        read: handed the key, digest and document of a file once it is kept.
    """
    many = len(list(islice((path for path in paths if not adding.known(path, shelf)[1]), _FEW))) == _FEW
    if not many:
        yield from (adding.add(path, shelf, taken, read) for path in paths)
        return
    with _Readers(min(_MOST, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2)) as readers:
        for path, made in readers.read(paths, shelf):
            yield adding.add(path, shelf, taken, read, made)


class _Reader:
    """A process that reads one file at a time."""

    def __init__(self) -> None:
        # The folder one stands in is no place for modules: it may hold what came with a document.
        ours = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH", "")]))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tui.library.several", str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": ours},
            start_new_session=True,  # what the terminal sends to us is not meant for it
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._orders, self.answers = self._process.stdin, self._process.stdout

    def order(self, path: Path, key: str, digest: str) -> None:
        try:
            self._orders.write(json.dumps([os.fspath(path), key, digest]).encode() + b"\n")
            self._orders.flush()
        except OSError:  # it is gone, as its answer tells
            return

    def answer(self) -> Made | None:
        """What was read; None where the process ended over it."""
        try:
            (length,) = _LENGTH.unpack(self.answers.read(_LENGTH.size))
            made: Made = pickle.loads(self.answers.read(length))
        except (struct.error, EOFError, pickle.UnpicklingError, OSError):
            return None
        return made

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._orders, self.answers):
            try:
                pipe.close()
            except OSError:  # an order that it never took
                continue


class _Turn(NamedTuple):
    """A file whose turn is to come: what was read of it is in `made`, once that is there."""

    path: Path
    made: list[Made | None]


class _Readers:
    """Processes that read files, a few of them ahead; a context that ends them.

    Args:
        count: how many.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._idle: list[_Reader] = []
        self._busy: dict[IO[bytes], tuple[_Reader, _Turn]] = {}

    def __enter__(self) -> "_Readers":
        self._idle = [_Reader() for _ in range(self._count)]
        return self

    def __exit__(self, *raised: object) -> None:
        for reader in (*self._idle, *(reader for reader, _ in self._busy.values())):
            reader.end()

    def read(self, paths: Sequence[Path], shelf: "Shelf | SharedShelf") -> Iterator[tuple[Path, Made | None]]:
        """Each file with what was read of it, in order; with None where the library knows it as it is."""
        left, turns = iter(paths), deque[_Turn]()
        while True:
            while self._idle and len(turns) < _AHEAD and (path := next(left, None)) is not None:
                turns.append(self._begun(path, shelf))
            if not turns:
                return
            while turns[0].made == []:
                self._wait()
            first = turns.popleft()
            yield first.path, first.made[0]

    def _begun(self, path: Path, shelf: "Shelf | SharedShelf") -> _Turn:
        entry, same = adding.known(path, shelf)
        if same:
            return _Turn(path, [None])
        turn, reader = _Turn(path, []), self._idle.pop()
        self._busy[reader.answers] = (reader, turn)
        reader.order(path, *((entry.key, entry.digest) if entry else ("", "")))
        return turn

    def _wait(self) -> None:
        """Take in what has been read meanwhile, and at least one file."""
        with selectors.DefaultSelector() as waiting:
            for pipe in self._busy:
                waiting.register(pipe, selectors.EVENT_READ, pipe)
            ready = [key.data for key, _ in waiting.select()]
        for pipe in ready:
            reader, turn = self._busy.pop(pipe)
            made = reader.answer()
            if made is None:
                reader.end()
                reader, made = _Reader(), Made(fault=f"{turn.path}: {_ENDED}")
            turn.made.append(made)
            self._idle.append(reader)


def serve(orders: IO[bytes], answers: IO[bytes]) -> None:
    """Read one file after another, as ordered."""
    from tui.documents.conversion.calling import keep_ready

    keep_ready()
    for line in orders:
        path, key, digest = json.loads(line)
        answer = pickle.dumps(adding.make(Path(path), key, digest), pickle.HIGHEST_PROTOCOL)
        answers.write(_LENGTH.pack(len(answer)))
        answers.write(answer)
        answers.flush()


if __name__ == "__main__":
    from tui.documents.conversion.limits import dies_with_parent

    dies_with_parent(int(sys.argv[1]))
    serve(sys.stdin.buffer, sys.stdout.buffer)
