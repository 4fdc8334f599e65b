"""What others find of a query: ripgrep and fzf over a file of lines, SQLite's FTS5 by rank, each the first twenty."""

import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from tests.benchmarks.queries import Asked

_FIRST = 20


class Lines:
    """A corpus as a file of lines, for the programs that read one."""

    def __init__(self, folder: Path, passages: Iterable[str]) -> None:
        self.path = folder / "lines.txt"
        with self.path.open("w", encoding="utf-8") as out:
            out.writelines(f"{text}\n" for text in passages)

    def ripgrep(self, asked: Asked) -> float | None:
        """Seconds; None where there is no ripgrep. It has no typos: those it looks for as they stand."""
        if shutil.which("rg") is None:
            return None
        words = [f"\\b{word}" for word in asked.typed.split()]
        return self._timed(*(["rg", "-i", "--no-line-number", word] for word in words))

    def fzf(self, asked: Asked) -> float | None:
        """Seconds; None where there is no fzf."""
        if shutil.which("fzf") is None:
            return None
        return self._timed(["fzf", "--filter", asked.typed])

    def _timed(self, *commands: Sequence[str]) -> float:
        """Seconds until the first lines have come out of the last of a row of commands."""
        began = time.perf_counter()
        with self.path.open("rb") as source:
            stream: IO[bytes] = source
            running = []
            for command in commands:
                process = subprocess.Popen(command, stdin=stream, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
                assert process.stdout is not None
                stream = process.stdout
                running.append(process)
            for number, _ in enumerate(stream, 1):
                if number == _FIRST:
                    break
            for process in running:
                process.kill()
                process.wait()
                process.stdout.close()  # type: ignore[union-attr]
        return time.perf_counter() - began


class Fts5:
    """A corpus in SQLite's full-text index."""

    def __init__(self, folder: Path, passages: Iterable[str]) -> None:
        path = folder / "fts5.sqlite"
        path.unlink(missing_ok=True)
        self._database = sqlite3.connect(path)
        self._database.execute("create virtual table passage using fts5(text, tokenize = 'unicode61')")
        began = time.perf_counter()
        with self._database:
            self._database.executemany("insert into passage values (?)", ((text,) for text in passages))
        self.built = time.perf_counter() - began

    def search(self, asked: Asked) -> float:
        """Seconds for the best twenty by rank."""
        words = [f'"{word}"' for word in asked.typed.split()]
        query = " ".join(words) + ("*" if asked.unfinished else "")
        began = time.perf_counter()
        self._database.execute(
            "select text from passage where passage match ? order by rank limit ?", (query, _FIRST)
        ).fetchall()
        return time.perf_counter() - began
