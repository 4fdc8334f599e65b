"""Print a table of what ibid costs beside its peers, measured in the same run.

    python -m tests.benchmarks [FILE]

FILE is the text to measure on; without it the original article, where it is there, else the edition.
"""

import compileall
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import large, linking
from tests.benchmarks.analysis import FLOOR, measured
from tests.benchmarks.terminal import BARE, Session, first_paint, python
from tui.documents.model import Document

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT.parent / "shared" / "000_cccc5f5063fb33a8.txt"
RUNS = 9
MANY = 3_000
WORD = b"Abstract"
"""A word of the first page, of the article as of the edition."""
rows: list[tuple[str, str, str, str]] = []


def row(what: str, figure: str, floor: str, holds: bool) -> None:
    rows.append((what, figure, floor, "" if holds else "MISSED"))
    print(f"{what:<58} {figure:>22}  {floor:<28} {'' if holds else 'MISSED'}", flush=True)


def once(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - began


def pairs(a: list[str], b: list[str], runs: int = RUNS) -> tuple[float, float, float]:
    """Medians of two commands run in turn, and of the ratio pair by pair."""
    once(a), once(b)
    times = [(once(a), once(b)) for _ in range(runs)]
    return (
        statistics.median(x for x, _ in times),
        statistics.median(y for _, y in times),
        statistics.median(x / y for x, y in times),
    )


def shell(path: Path) -> None:
    base = python("import sqlite3, json, argparse")
    ibid = str(Path(sys.executable).with_name("ibid"))
    for name, command in {
        "ibid toc": [ibid, "toc", str(path)],
        "ibid find, two words, one misspelt": [ibid, "find", "institutional discurse", str(path)],
    }.items():
        ours, theirs, ratio = pairs(command, base)
        row(name, f"{ours * 1000:.0f} / {theirs * 1000:.0f} ms = {ratio:.2f}", "<= 5 x python's imports", ratio <= 5)


def keystrokes(path: Path) -> None:
    from tui.documents.decoding import Decoded
    from tui.documents.reading import read, read_text

    document = read(path, "k")
    _keystrokes(document, "a keystroke: parsed, searched, ranked, aligned (p95)")
    words = [word for passage in document.passages for word in passage.text.split()]
    draw = random.Random(3)
    text = "\n\n".join(" ".join(draw.choices(words, k=70)) + "." for _ in range(MANY))
    large = read_text(text, "k", "a.txt", Decoded(text, "utf-8", ()))
    _keystrokes(large, f"the same in {len(large.passages):,} passages of 70 of its words (p95)")


def _keystrokes(document: Document, what: str) -> None:
    from tui.search.query import parse
    from tui.search.scope import DocumentScope
    from tui.search.searching import Search
    from tui.search.tables import Tables

    index = Search(Tables(document.key, document.passages), DocumentScope(document, lambda _: {}, lambda _: {}))
    times = []
    for query in (
        "coconstuction",
        "institutional discourse power",
        '"Shanghai Spirit"',
        "legitimcy delibration",
        "infra",
    ):
        for end in range(1, len(query) + 1):
            began = time.perf_counter()
            index.search(parse(query[:end], unfinished=True))
            times.append((time.perf_counter() - began) * 1000)
    p95 = statistics.quantiles(times, n=20)[18]
    row(what, f"{p95:.2f} ms", "<= 16 ms", p95 <= 16)


def paint(path: Path, home: Path) -> None:
    env = {"XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config")}
    ibid = str(Path(sys.executable).with_name("ibid"))
    bare = python(BARE)
    first_paint(bare, b"ready", env), first_paint([ibid, str(path)], WORD, env)
    times = [(first_paint([ibid, str(path)], WORD, env), first_paint(bare, b"ready", env)) for _ in range(RUNS)]
    ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(a / b for a, b in times)
    row(
        "first paint beside a bare Textual app",
        f"{ours * 1000:.0f} / {theirs * 1000:.0f} ms = {ratio:.2f}",
        "<= 1.3",
        ratio <= 1.3,
    )
    big = home / "big.md"
    big.write_text(_big(10_000_000), encoding="utf-8")
    times = [
        (first_paint([ibid, str(big)], b"alpha", env), first_paint([ibid, str(path)], WORD, env)) for _ in range(RUNS)
    ]
    ratio = statistics.median(a / b for a, b in times)
    row("first paint of 10 MB of Markdown beside the article", f"{ratio:.2f}", "<= 1.5", ratio <= 1.5)


def keys(path: Path, home: Path) -> None:
    env = {"XDG_DATA_HOME": str(home / "data2"), "XDG_CONFIG_HOME": str(home / "config")}
    ibid = str(Path(sys.executable).with_name("ibid"))
    session, bare = Session([ibid, str(path)], env), Session(python(BARE), env)
    try:
        session.read_until(WORD), bare.read_until(b"ready")
        session.settle(), bare.settle()
        row("resident memory on the article", f"{session.memory():.0f} MB", "< 64 MB", session.memory() < 64)
        base = statistics.median(bare.key(b"x")[0] for _ in range(30)) * 1000
        scroll = [session.key(b"j") for _ in range(30)]
        page = [session.key(b" ") for _ in range(10)]
        session.key(b"/")
        typed = [session.key(letter.encode())[0] * 1000 for letter in "coconstuction shangai"]
        p95 = statistics.quantiles(typed, n=20)[18]
        more = p95 - base
        row(
            "key to bytes in the search panel (p95), beyond bare",
            f"{p95:.1f} - {base:.1f} = {more:.1f} ms",
            "<= 16 ms",
            more <= 16,
        )
        row("bytes for one line scrolled, median", f"{statistics.median(n for _, n in scroll):.0f} B", "", True)
        row("bytes for a page, median", f"{statistics.median(n for _, n in page):.0f} B", "", True)
    finally:
        session.close(), bare.close()


def concept_screen() -> None:
    for what, cost, holds_for in measured(ROOT):
        floor = f"<= {FLOOR:.0f} ms" if holds_for else "(shown as counting…)"
        row(what, f"{cost:.2f} ms", floor, cost <= FLOOR or not holds_for)


def _big(size: int) -> str:
    words = [
        "alpha",
        "beta",
        "gamma",
        "delta",
        "epsilon",
        "zeta",
        "eta",
        "theta",
        "iota",
        "kappa",
        "lambda",
        "mu",
        "nu",
        "xi",
        "omicron",
        "pi",
        "rho",
        "sigma",
        "tau",
    ]
    draw = random.Random(7)  # no paragraph goes round or comes again: that would be a loop, which is doubtful
    parts, length, number = ["# Big\n"], 0, 0
    while length < size:
        number += 1
        text = "Here alpha and " + " ".join(draw.choices(words, k=86)) + ".\n"
        parts.append(f"## {number}. Section\n\n{text}" if number % 20 == 0 else text)
        length += len(parts[-1]) + 1
    return "\n".join(parts)


def main() -> None:
    path = (
        Path(sys.argv[1])
        if len(sys.argv) > 1
        else ARTICLE
        if ARTICLE.exists()
        else ROOT / "seeds" / "yuan-zhao-2023.md"
    )
    print(
        f"{time.strftime('%Y-%m-%d')}, Python {sys.version.split()[0]}, {path.name}, medians of {RUNS} runs in turn\n"
    )
    # What is installed has its bytecode beside it, whatever this shell says of writing it.
    compileall.compile_dir(ROOT / "tui", quiet=1)
    with tempfile.TemporaryDirectory() as home:
        shell(path)
        keystrokes(path)
        concept_screen()
        for what, figure, floor, holds in linking.measured(Path(home)):
            row(what, figure, floor, holds)
        for what, figure, floor, holds in large.measured(Path(home), _big):
            row(what, figure, floor, holds)
        paint(path, Path(home))
        keys(path, Path(home))
    missed = [what for what, _, _, miss in rows if miss]
    print(f"\n{len(missed)} of {len(rows)} missed" if missed else f"\nall {len(rows)} hold")


if __name__ == "__main__":
    main()
