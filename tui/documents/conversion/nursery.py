"""Converters kept ready, for a process that reads many files: what loads them forks once for each file.

Every file still has a process of its own, bound before it reads a byte and gone after it; what is spared is to start
an interpreter and load a parser each time. The one that forks sees no byte of any file: it is handed the two ends of
the pipes, and hands them on.

    python -m tui.documents.conversion.nursery SOCKET PARENT
"""

import contextlib
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import BinaryIO

from tui.documents.conversion.limits import dies_with_parent

_LOADED = {"html": "lxml.html", "epub": "lxml.html", "jats": "lxml.etree", "pdf": "pypdfium2"}
"""What a converter loads when it is called; it is loaded before it is forked."""
_LINE = 1 << 16
_OFTEN = 0.002


class Nursery:
    """A process that has converters ready; it ends with the thread that made this.

    Args:
        command: the interpreter and its options.
        environment: of the process.

    Raises:
        OSError: it can't be started.
    """

    def __init__(self, command: list[str], environment: Mapping[str, str]) -> None:
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [*command, "-m", "tui.documents.conversion.nursery", str(theirs.fileno()), str(os.getpid())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=dict(environment),
                cwd="/",
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )

    def start(self, worker: str, limits: str, options: str) -> "Nursling":
        """Fork a converter.

        Raises:
            OSError: the process is gone.
        """
        taken, given = os.pipe()
        back, answer = os.pipe()
        try:
            socket.send_fds(self._socket, [_line({"start": [worker, limits, options]})], [taken, answer])
        except BaseException:
            for handle in (given, back):
                os.close(handle)
            raise
        finally:
            for handle in (taken, answer):
                os.close(handle)
        return Nursling(self, open(given, "wb"), open(back, "rb"))

    def ended(self, wait: float) -> int:
        """End the converter last started, with all that it started; waits for it to end by itself first.

        Args:
            wait: seconds.

        Returns:
            its exit code, or the signal that ended it, negative.
        """
        try:
            self._socket.sendall(_line({"end": max(0.0, wait)}))
            return int(json.loads(self._socket.recv(_LINE)))
        except (OSError, ValueError):
            self.close()
            return -signal.SIGKILL

    def close(self) -> None:
        """End the process, and the converter with it."""
        self._socket.close()
        self._process.kill()
        self._process.wait()


class Nursling:
    """A converter that was forked: what `calling` asks of a child.

    Args:
        nursery: where it comes from.
        stdin: takes the file.
        stdout: gives the answer.
    """

    def __init__(self, nursery: Nursery, stdin: BinaryIO, stdout: BinaryIO) -> None:
        self._nursery, self.stdin, self.stdout = nursery, stdin, stdout

    def end(self, wait: float) -> int:
        """End it, once it has had so many seconds to end by itself; gives its exit code."""
        return self._nursery.ended(wait)


def serve(channel: socket.socket) -> None:
    """Fork what is ordered, one after another, until nobody orders any more."""
    pid = 0
    while True:
        line, handles, *_ = socket.recv_fds(channel, _LINE, 2)
        if not line:
            return
        order = json.loads(line)
        if "start" in order:
            worker, limits, options = order["start"]
            _load(worker)
            pid = os.fork()
            if not pid:
                channel.close()
                _convert(handles, worker, limits, options)
            for handle in handles:
                os.close(handle)
        else:
            channel.sendall(_line(_end(pid, order["end"])))


def _load(worker: str) -> None:
    module = worker.partition(":")[0]
    importlib.import_module("tui.documents.conversion.child")
    importlib.import_module(module)
    if needed := _LOADED.get(module.rpartition(".")[2]):
        importlib.import_module(needed)


def _convert(handles: list[int], worker: str, limits: str, options: str) -> None:
    """What a forked converter does; it never comes back."""
    try:
        parent = os.getppid()
        os.setsid()
        for number, handle in enumerate(handles):
            os.dup2(handle, number)
            os.close(handle)
        from tui.documents.conversion.child import main

        main(worker, limits, options, str(parent))
    finally:
        os._exit(1)


def _end(pid: int, wait: float) -> int:
    end = time.monotonic() + wait
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None and time.monotonic() < end:
        time.sleep(_OFTEN)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)  # what it started may go on
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)  # it may not have come as far as to a session of its own
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _line(value: object) -> bytes:
    return json.dumps(value).encode()


if __name__ == "__main__":
    dies_with_parent(int(sys.argv[2]))
    serve(socket.socket(fileno=int(sys.argv[1])))
