"""What a large document costs: the memory of the reader, and of all its processes at their highest, and the time.

Memory is what the system says of the processes, all they are made of included; it is set against the size of the file.
"""

import random
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


_NAMES = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon"
_WORDS = _NAMES.split()


def measured(
    home: Path, made: Callable[[int], str], sizes: tuple[int, ...] = SIZES
) -> Iterator[tuple[str, str, str, bool]]:
    """Rows of the table.

    Args:
        home: a folder to work in.
        made: gives a text of so many bytes.
        sizes: in bytes.
    """
    texts = [("Markdown", ".md", made, size) for size in sizes]
    texts += [
        ("dense markup", ".md", dense, SIZES[0]),
        ("a changelog", ".txt", changelog, SIZES[0]),
        # One such letter, and Python holds each of the text in two bytes.
        ("it with Greek", ".txt", lambda size: changelog(size).replace("beta", "\u03b2", 1), SIZES[0]),
    ]
    for kind, ending, text, size in texts:
        path = home / f"large-{size}{ending}"
        path.write_text(text(size), encoding="utf-8")
        whole, settled, most = _opened(path, home)
        megabytes = path.stat().st_size / 1_000_000
        what = f"{megabytes:.0f} MB of {kind}"
        yield f"{what}: the whole of it read and linked", f"{whole:.1f} s", "", True
        for name, memory in (("the reader has", settled), ("all processes had at most", most)):
            times = memory * 1.048576 / megabytes
            figure = f"{memory:.0f} MiB = {times:.1f} x"
            yield f"{what}: memory that {name}", figure, f"<= {TIMES:.0f} x its size", times <= TIMES
        path.unlink()


def _filled(size: int, parts: Iterator[str]) -> str:
    """Parts of a text until it has so many bytes."""
    kept, length = [], 0
    for part in parts:
        kept.append(part)
        length += len(part) + 1
        if length >= size:
            break
    return "\n".join(kept)


def dense(size: int) -> str:
    """Markdown of short blocks, most with emphasis, code and a link: lists, tables, quotations."""
    draw = random.Random(11)

    def words(count: int) -> str:
        return " ".join(draw.choices(_WORDS, k=count))

    def parts() -> Iterator[str]:
        number = 0
        while number := number + 1:
            link = f"[{words(2)}](https://example.org/{number})"
            if number % 40 == 0:
                yield f"## {number // 40}. Section {words(2)}\n"
            elif number % 10 == 3:
                yield "".join(f"- {words(4)} *{words(2)}* {link}\n" for _ in range(4))
            elif number % 30 == 6:
                rows = "".join(f"| {words(2)} | {words(1)} |\n" for _ in range(5))
                yield f"| {words(1)} | {words(1)} |\n| --- | --- |\n{rows}"
            elif number % 10 == 8:
                yield f"> {words(6)} **{words(2)}** {words(3)}.\n"
            else:
                yield f"Here alpha {words(6)} *{words(2)}* {words(4)} **{words(2)}** `{words(1)}` {link} {words(5)}.\n"

    return _filled(size, parts())


def changelog(size: int) -> str:
    """A plain text as packages keep of their changes: nearly all of it lines and items of a few words."""
    draw = random.Random(13)

    def words(least: int, most: int) -> str:
        return " ".join(draw.choices(_WORDS, k=draw.randint(least, most)))

    def parts() -> Iterator[str]:
        yield "alpha"
        number = 0
        while number := number + 1:
            yield f"\n{words(1, 1)} ({number % 7}.{number % 90}-{draw.randint(1, 9)}) {words(1, 1)}; {words(2, 2)}\n"
            for _ in range(draw.randint(2, 7)):
                yield f"  * {words(3, 9).capitalize()}."
                if draw.random() < 0.4:
                    yield f"    {words(4, 9)}. (Closes: #{draw.randint(1_000, 999_999)})"
            day = f"{draw.randint(1, 28)} May {1990 + number % 30}"
            yield f"\n -- {words(2, 2).title()} <{words(1, 1)}@example.org>  {day}"

    return _filled(size, parts())


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
