"""What a large document costs: the memory of the reader, and of all its processes at their highest, and the time.

Memory is what the system says of the processes, all they are made of included; it is set against the size of the file.
"""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.terminal import Session

TIMES = 8.0
"""The size of the text that memory stays within."""
SIZES = (10_000_000, 31_000_000)
_LOOK = 0.1
_QUIET, _MOST = 20, 240.0
"""Looks without a child after which nothing more is to come; seconds that are waited"""


def measured(
    home: Path, made: Callable[[int], str], sizes: tuple[int, ...] = SIZES
) -> Iterator[tuple[str, str, str, bool]]:
    """Rows of the table.

    Args:
        home: a folder to work in.
        made: gives a text of so many bytes.
        sizes: in bytes.
    """
    for size in sizes:
        path = home / f"large-{size}.md"
        path.write_text(made(size), encoding="utf-8")
        whole, settled, most = _opened(path, home)
        megabytes = path.stat().st_size / 1_000_000
        what = f"{megabytes:.0f} MB of Markdown"
        yield f"{what}: the whole of it read and linked", f"{whole:.1f} s", "", True
        for name, memory in (("the reader has", settled), ("all processes had at most", most)):
            times = memory * 1.048576 / megabytes
            figure = f"{memory:.0f} MiB = {times:.1f} x"
            yield f"{what}: memory that {name}", figure, f"<= {TIMES:.0f} x its size", times <= TIMES
        path.unlink()


def _opened(path: Path, home: Path) -> tuple[float, float, float]:
    """Seconds until the whole is read, what the reader holds then, and what all processes held at most, in MB."""
    env = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("DATA", "CONFIG", "STATE", "CACHE")}
    session = Session([str(Path(sys.executable).with_name("ibid")), str(path)], env)
    try:
        session.read_until(b"alpha")
        most, began, quiet = 0.0, time.perf_counter(), 0
        whole = 0.0
        while time.perf_counter() - began < _MOST and quiet < _QUIET:
            session.settle(_LOOK)
            most = max(most, session.spread())
            if len(session.processes()) > 1:
                whole, quiet = time.perf_counter() - began, 0
            else:
                quiet += 1
        return whole, session.memory(), most
    finally:
        session.close()
