"""Programs measured from outside, in a pseudo-terminal: when the first text stands there, what a key costs."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path

BARE = """
from textual.app import App, ComposeResult
from textual.widgets import Label

class Bare(App):
    ENABLE_COMMAND_PALETTE = False
    count = 0

    def compose(self) -> ComposeResult:
        yield Label("ready 0", id="label")

    def on_key(self, event) -> None:
        self.count += 1
        self.query_one("#label", Label).update(f"ready {self.count}")

Bare().run()
"""


class Session:
    """A program in a pseudo-terminal of 80 by 24.

    Args:
        command: what to run.
        environment: added to this process's.
    """

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True, close_fds=True
        )
        os.close(slave)

    def read_until(self, wanted: bytes, timeout: float = 60.0) -> float:
        """Seconds since the start until the bytes have come.

        Raises:
            TimeoutError: they have not.
        """
        seen = b""
        end = time.perf_counter() + timeout
        while time.perf_counter() < end:
            if select.select([self._master], [], [], 0.05)[0]:
                try:
                    seen += os.read(self._master, 65_536)
                except OSError:
                    break
                if wanted in seen:
                    return time.perf_counter() - self.began
        raise TimeoutError(f"{wanted!r} did not come; the last was {seen[-300:]!r}")

    def settle(self, quiet: float = 0.4) -> int:
        """Read until nothing has come for `quiet` seconds; how many bytes came."""
        total = 0
        while select.select([self._master], [], [], quiet)[0]:
            try:
                total += len(os.read(self._master, 65_536))
            except OSError:
                break
        return total

    def key(self, data: bytes) -> tuple[float, int]:
        """Send a key; seconds until the first bytes come, and how many come in all."""
        began = time.perf_counter()
        os.write(self._master, data)
        if not select.select([self._master], [], [], 5.0)[0]:
            return 5.0, 0
        took = time.perf_counter() - began
        return took, self.settle(0.12)

    def answer(self, data: bytes, quiet: float = 0.035) -> tuple[float, float]:
        """Send a key; seconds until the first bytes come, and until the last before nothing comes for a while.

        Args:
            data: what the key sends.
            quiet: seconds; less than the panel waits before it looks up anything else.
        """
        self.settle(0.0)  # what came of the key before
        began = time.perf_counter()
        os.write(self._master, data)
        times: list[float] = []
        while select.select([self._master], [], [], quiet if times else 5.0)[0]:
            times.append(time.perf_counter() - began)
            os.read(self._master, 65_536)
        return (times[0], times[-1]) if times else (5.0, 5.0)

    def memory(self) -> float:
        """The program's peak resident memory in MB."""
        for line in Path(f"/proc/{self._process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        return 0.0

    def processes(self) -> list[int]:
        """The program's process and those it has started, and they."""
        return _family(self._process.pid)

    def spread(self) -> float:
        """What the program and its children hold now, in MB; a page that several share counts once (Linux)."""
        return sum(map(_proportional, self.processes()))

    def close(self) -> None:
        """End the program."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self._master)


def _family(process: int) -> list[int]:
    found = [process]
    with suppress(OSError):
        for task in os.listdir(f"/proc/{process}/task"):
            for child in Path(f"/proc/{process}/task/{task}/children").read_text().split():
                found += _family(int(child))
    return found


def _proportional(process: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def first_paint(command: list[str], wanted: bytes, environment: dict[str, str]) -> float:
    """Seconds until a program shows a text."""
    session = Session(command, environment)
    try:
        return session.read_until(wanted)
    finally:
        session.close()


def python(code: str) -> list[str]:
    """The command that runs a piece of Python."""
    return [sys.executable, "-c", code]
