"""The parent's side of a conversion: starts the child, feeds it, waits no longer than agreed, says what went wrong."""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from tui.documents.conversion.converted import ConversionError, Converted, unpacked
from tui.documents.conversion.limits import Limits

if TYPE_CHECKING:
    from tui.documents.conversion.nursery import Nursery

_ROOT = Path(__file__).resolve().parents[3]
_PIECE = 1 << 18
_COMMAND = [sys.executable, "-P", "-B"]
# Nothing of the environment is of use to a converter, and some of it is secret.
_ENVIRONMENT = {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "LANG": "C.UTF-8"}
_ready: "list[Nursery] | None" = None
"""the process that has converters ready; None where one starts anew for each file"""


def converted(worker: str, data: bytes, limits: Limits, options: Mapping[str, str]) -> Converted:
    """Convert in a child process.

    Args:
        worker: `module:function`, ours, never a document's.
        data: the file.
        limits: what the child may use.
        options: what the function is told besides.

    Raises:
        ConversionError: the file is at fault, or its converter took too much, crashed or gave no sense.
    """
    child = _started(worker, limits.packed(), json.dumps(dict(options)))
    feeder = threading.Thread(target=_feed, args=(child, data), daemon=True)
    feeder.start()
    end = time.monotonic() + limits.wall
    wait, code = 0.0, 0
    try:
        answer = _answer(child, limits, end)
        wait = end - time.monotonic()
    finally:
        code = child.end(wait)
        feeder.join()
        child.stdout.close()
    try:
        return unpacked(answer)
    except ConversionError:
        raise
    except (ValueError, TypeError, RecursionError):
        raise ConversionError(_cause(code)) from None


def keep_ready() -> None:
    """Convert from now on in children forked from one process that has its converters loaded (`nursery`).

    For a process that reads many files, one at a time; called in the thread that lives as long as it.
    """
    global _ready
    _ready = [] if _ready is None else _ready


class _Child(Protocol):
    """A converter at work in a process of its own."""

    @property
    def stdin(self) -> IO[bytes]: ...

    @property
    def stdout(self) -> IO[bytes]: ...

    def end(self, wait: float) -> int:
        """End it with all it started, once it has had so many seconds to end by itself; gives its exit code."""
        ...


class _Own:
    """A converter in an interpreter of its own."""

    def __init__(self, worker: str, limits: str, options: str) -> None:
        self._child = subprocess.Popen(
            [*_COMMAND, "-m", "tui.documents.conversion.child", worker, limits, options, str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_ENVIRONMENT,
            cwd="/",
            start_new_session=True,
        )
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self.stdin, self.stdout = self._child.stdin, self._child.stdout

    def end(self, wait: float) -> int:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._child.wait(max(0.0, wait))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._child.pid, signal.SIGKILL)
        return self._child.wait()


def _started(worker: str, limits: str, options: str) -> _Child:
    if _ready is not None and threading.current_thread() is threading.main_thread():
        from tui.documents.conversion.nursery import Nursery

        for _ in range(2):
            try:
                if not _ready:
                    _ready.append(Nursery(_COMMAND, _ENVIRONMENT))
                return _ready[0].start(worker, limits, options)
            except OSError:  # it is gone: the next may live
                for one in _ready:
                    one.close()
                _ready.clear()
    return _Own(worker, limits, options)


def _feed(child: _Child, data: bytes) -> None:
    with contextlib.suppress(OSError):  # a child that died is told of by its exit
        child.stdin.write(data)
    with contextlib.suppress(OSError):
        child.stdin.close()


def _answer(child: _Child, limits: Limits, end: float) -> bytes:
    """All that the child writes until it ends, or until the end of its time."""
    pipe = child.stdout.fileno()
    pieces: list[bytes] = []
    length = 0
    while True:
        left = end - time.monotonic()
        if left <= 0 or not select.select([pipe], [], [], left)[0]:
            raise ConversionError(f"its conversion takes longer than {limits.wall:g} s and was ended")
        piece = os.read(pipe, _PIECE)
        if not piece:
            break
        pieces.append(piece)
        length += len(piece)
        if length > limits.output:
            raise ConversionError(f"its text is longer than {limits.output // 1_000_000} MB")
    return b"".join(pieces)


def _cause(code: int) -> str:
    if code == -signal.SIGXCPU:
        return "its conversion takes too long and was ended"
    if code == -signal.SIGKILL:
        return "its conversion was ended by the system, probably because it needs too much time or memory"
    end = f"signal {-code}" if code < 0 else f"exit {code}"
    return f"its converter crashed on it ({end}); the file is damaged or hostile"
