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

from tui.documents.conversion.converted import ConversionError, Converted, unpacked
from tui.documents.conversion.limits import Limits

_ROOT = Path(__file__).resolve().parents[3]
_PIECE = 1 << 18


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
    # Nothing of the environment is of use to a converter, and some of it is secret.
    kept = {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "LANG": "C.UTF-8"}
    command = [sys.executable, "-P", "-B", "-m", "tui.documents.conversion.child", worker, limits.packed()]
    child = subprocess.Popen(
        [*command, json.dumps(dict(options)), str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=kept,
        cwd="/",
        start_new_session=True,
    )
    feeder = threading.Thread(target=_feed, args=(child, data), daemon=True)
    feeder.start()
    try:
        answer = _answer(child, limits)
    finally:
        _end(child)
        feeder.join()
        if child.stdout is not None:
            child.stdout.close()
    try:
        return unpacked(answer)
    except ConversionError:
        raise
    except (ValueError, TypeError, RecursionError):
        raise ConversionError(_cause(child.returncode)) from None


def _feed(child: "subprocess.Popen[bytes]", data: bytes) -> None:
    assert child.stdin is not None
    with contextlib.suppress(OSError):  # a child that died is told of by its exit
        child.stdin.write(data)
    with contextlib.suppress(OSError):
        child.stdin.close()


def _answer(child: "subprocess.Popen[bytes]", limits: Limits) -> bytes:
    """All that the child writes until it ends."""
    assert child.stdout is not None
    pipe = child.stdout.fileno()
    end = time.monotonic() + limits.wall
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
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(max(0.0, end - time.monotonic()))
    return b"".join(pieces)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End the child with all it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _cause(code: int) -> str:
    if code == -signal.SIGXCPU:
        return "its conversion takes too long and was ended"
    if code == -signal.SIGKILL:
        return "its conversion was ended by the system, probably because it needs too much time or memory"
    end = f"signal {-code}" if code < 0 else f"exit {code}"
    return f"its converter crashed on it ({end}); the file is damaged or hostile"
