"""A real pseudo-terminal with a person before it: keys go in, and pyte draws what comes out."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte

PATIENCE = 15.0
"""Seconds after which what was waited for will not come."""


class Terminal:
    """A program in a terminal of its own.

    Args:
        arguments: of `python -m tui`.
        size: columns and rows.
        environment: added to a small one.
        home: where its library and settings are.
    """

    def __init__(
        self,
        arguments: list[str],
        home: Path,
        size: tuple[int, int] = (80, 24),
        environment: dict[str, str] | None = None,
    ) -> None:
        self.screen = pyte.Screen(*size)
        self.stream = pyte.ByteStream(self.screen)
        self.output = b""
        self.code: int | None = None
        env = {
            "PATH": os.environ["PATH"],
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "HOME": str(home),
            "IBID_DATA": str(home / "data"),
            "IBID_CONFIG": str(home / "config"),
        } | (environment or {})
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
                os.chdir(Path(__file__).parents[2])
                os.execve(sys.executable, [sys.executable, "-m", "tui", *arguments], env)
            finally:
                os._exit(127)

    def read(self, seconds: float) -> bool:
        """Take what has been written; False when nothing came or the program has gone."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        self.output += data
        # What asks the terminal back, and what leaves it, is none of pyte's.
        self.stream.feed(data.replace(b"\x1b[>", b"\x1b[").replace(b"\x1b[<u", b""))
        return bool(data)

    def wait(self, there: "str | Callable[[], bool]") -> str:
        """Wait until a text is on the screen, or something is so."""
        end = time.monotonic() + PATIENCE
        found = there if callable(there) else lambda: there in self.text
        while not found():
            left = end - time.monotonic()
            if left <= 0 or (not self.read(min(left, 0.5)) and self.ended() and not found()):
                raise AssertionError(f"waited in vain for {there!r}:\n{self.text}")
        return self.text

    @property
    def text(self) -> str:
        return "\n".join(row.rstrip() for row in self.screen.display)

    @property
    def rows(self) -> list[str]:
        return [row.rstrip() for row in self.screen.display]

    def press(self, keys: str) -> None:
        """Send keys as a terminal does."""
        os.write(self.fd, keys.encode("utf-8"))

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    def ended(self) -> bool:
        if self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
        return self.code is not None

    def end(self) -> int:
        """Wait until the program has ended; its exit code."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            more = self.read(0.05)
            if self.ended() and not more:
                assert self.code is not None
                return self.code
        raise AssertionError(f"it does not end:\n{self.text}")

    def close(self) -> None:
        """End it, whatever it does."""
        if not self.ended():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.code = -9
        os.close(self.fd)
