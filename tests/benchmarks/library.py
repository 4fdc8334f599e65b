"""Print what searching a library of up to a million passages costs, beside others in the same run.

    python -m tests.benchmarks.library FOLDER [PASSAGES ...]

FOLDER holds the corpus (see `tests.benchmarks.corpus`, which makes it from Debian's documentation packages) and the
indexes; PASSAGES are sizes, 10000 100000 1000000 unless told.
"""

import gc
import hashlib
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

import tantivy

from tests.benchmarks.corpus import passages
from tests.benchmarks.peers import Fts5, Lines
from tests.benchmarks.queries import Asked, classes, known_items
from tests.benchmarks.terminal import BARE, Session, python
from tui.app.widgets.snippet import snippet
from tui.documents.model import Role
from tui.library.indexed import LibraryIndex
from tui.library.store import Store
from tui.search.embedded import Embedded
from tui.search.embedding import EmbeddedWriter, Leaf
from tui.search.model import Hit, Places
from tui.search.query import parse
from tui.search.searching import Search
from tui.settings import places

ROOT = Path(__file__).parents[2]
FRAME = 16.0
EACH = 200
SHOWN = 20
COLUMNS = 66
TYPOS, KNOWN = 60, 200
WHERE, RUB_OUT = b"\x14", b"\x15"
"""Ctrl+T: all the library is searched; Ctrl+U: what was typed goes."""
TYPED = ("kernel module", "institutoin", "packge manager", "function returns the value", "ob", "x", "memory alloc")
missed: list[str] = []


class Nothing:
    """A scope that knows no names."""

    def concept(self, name: str) -> Places:
        return {}

    kind = concept

    def section(self, number: str) -> None: ...

    def documents(self, field: str, value: str) -> frozenset[str]:
        return frozenset()


def row(what: str, figure: str, floor: str = "", holds: bool = True) -> None:
    if not holds:
        missed.append(what)
    print(f"{what:<42} {figure:>34}  {floor:<30} {'' if holds else 'MISSED'}", flush=True)


def build(folder: Path, corpus: Sequence[tuple[str, str]]) -> Search:
    """Our index, and tantivy's own of the same texts, the one after the other."""
    documents = [
        (key, [Leaf(number, f"s0/p{number + 1}", Role.BODY, "0", text) for number, (_, text) in enumerate(group)])
        for key, group in groupby(corpus, key=lambda pair: pair[0])
    ]
    own = folder / "tantivy"
    shutil.rmtree(own, ignore_errors=True), shutil.rmtree(folder / "index", ignore_errors=True)
    own.mkdir(parents=True)
    gc.collect(), gc.freeze()  # a million passages held here are nothing to look through again and again
    began = time.perf_counter()
    schema = tantivy.SchemaBuilder().add_text_field("text", stored=True).build()
    writer = tantivy.Index(schema, str(own)).writer(128_000_000, 2)
    for _, text in corpus:
        writer.add_document(tantivy.Document(text=text))
    writer.commit(), writer.wait_merging_threads()
    theirs = time.perf_counter() - began
    began = time.perf_counter()
    engine = Embedded(folder / "index")
    writing = EmbeddedWriter(engine, many=True)
    for key, leaves in documents:
        writing.put(key, leaves, fresh=True)
    writing.commit()
    ours = time.perf_counter() - began
    row("build, vocabulary included", f"{ours:.1f} / {theirs:.1f} s = {ours / theirs:.2f}", "<= 2 x tantivy's own",
        ours <= 2 * theirs)  # fmt: skip
    size = sum(path.stat().st_size for path in (folder / "index").rglob("*") if path.is_file())
    text = sum(len(text.encode()) for _, text in corpus)
    row("index on disk, text included", f"{size / 1e6:.0f} MB for {text / 1e6:.0f} MB of text")
    return Search(engine, Nothing())


def keystroke(search: Search, asked: Asked) -> tuple[float, list[Hit]]:
    """Milliseconds from a query to lines ready to draw."""
    began = time.perf_counter()
    hits = search.search(parse(asked.typed, unfinished=asked.unfinished), 50)
    for hit in hits[:SHOWN]:
        snippet(hit.text, hit.matches, COLUMNS)
    return (time.perf_counter() - began) * 1000, hits


def spread(times: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return statistics.median(times), statistics.quantiles(times, n=20)[18]


def measure(folder: Path, corpus: Sequence[tuple[str, str]]) -> None:
    print(f"\n{len(corpus):,} passages: p50 / p95 in ms, the first {SHOWN} as lines; others the first 20 lines")
    search = build(folder, corpus)
    texts = [text for _, text in corpus]
    lines, fts5 = Lines(folder, texts), Fts5(folder, texts)
    gc.collect(), gc.freeze()
    for name, queries in classes(texts, 5, EACH).items():
        keystroke(search, queries[0])
        ours = spread([keystroke(search, asked)[0] for asked in queries])
        grep = others(lines.ripgrep, queries[:20])
        ranked = others(fts5.search, queries[:40])
        fuzzy = others(lines.fzf, queries[:2] if len(corpus) > 50_000 else queries[:5])
        row(name, f"{ours[0]:.2f} / {ours[1]:.2f}", f"<= {FRAME:.0f} at p95", ours[1] <= FRAME)
        told = f"{told_of(grep)}  fzf {told_of(fuzzy)}"
        ahead = grep is None or (ours[0] <= grep[0] and ours[1] <= grep[1])
        row("  rg (p50 / p95)", told, "ours ahead of rg", ahead)
        tenth = ranked is not None and ranked[1] / ours[1]
        floored = len(corpus) >= 1_000_000 and "typo" not in name  # of typos it finds nothing, and that at once
        holds = not floored or bool(tenth and tenth >= 10)
        row("  FTS5 by rank", told_of(ranked), f"ours 10 x ahead: {tenth:.0f} x" if floored else "", holds)
    found(search, texts)
    add_one(search.engine)  # type: ignore[arg-type]
    fresh(folder)
    reader(folder, corpus)


def others(search: Callable[[Asked], float | None], queries: Sequence[Asked]) -> tuple[float, float] | None:
    times = [took * 1000 for asked in queries if (took := search(asked)) is not None]
    return (statistics.median(times), max(times) if len(times) < 20 else spread(times)[1]) if times else None


def told_of(times: tuple[float, float] | None) -> str:
    return f"{times[0]:.0f} / {times[1]:.0f}" if times else "not here"


def found(search: Search, texts: Sequence[str]) -> None:
    """How often what was meant is found in spite of misspellings."""
    for name, queries in classes(texts, 11, TYPOS).items():
        if "typo" in name:
            had = sum(
                any(re.search(rf"\b{asked.meant[0]}\b", hit.text, re.IGNORECASE) for hit in keystroke(search, asked)[1])
                for asked in queries
            )
            row(f"{name}: found", f"{had} of {TYPOS}", ">= 57", had >= 57)
    # A query that fits several passages as well has no first one.
    asked = [one for one in known_items(texts, 13, 3 * KNOWN) if alone(search, one)][:KNOWN]
    answers = [keystroke(search, one) for one in asked]
    times = spread([took for took, _ in answers])
    places = [
        next((number for number, hit in enumerate(hits) if hit.text == one.passage), 99)
        for one, (_, hits) in zip(asked, answers, strict=True)
    ]
    first, five = (sum(place < most for place in places) / len(asked) for most in (1, 5))
    row(f"six words, two misspelt, of {len(asked)}: first", f"{first:.1%}", ">= 90 %", first >= 0.90)
    row("  among the first five", f"{five:.1%}", ">= 97 %", five >= 0.97)
    row("  p50 / p95", f"{times[0]:.2f} / {times[1]:.2f}", f"<= {FRAME:.0f} at p95", times[1] <= FRAME)


def alone(search: Search, asked: Asked) -> bool:
    """Whether the words as meant stand together in no other passage."""
    hits = search.search(parse(" ".join(f'"{word}"' for word in asked.meant)), 3)
    return len(hits) == 1


def add_one(engine: Embedded) -> None:
    """A document of 60 passages added, until others see it."""
    times = []
    for number in range(7):
        leaves = [
            Leaf(at, f"s0/p{at}", Role.BODY, "0", f"A new passage {number} about quorum {at}.") for at in range(60)
        ]
        began = time.perf_counter()
        writer = EmbeddedWriter(engine)
        writer.put(f"new-{number}", leaves)
        writer.commit()
        times.append((time.perf_counter() - began) * 1000)
    cost = statistics.median(times)
    row("one document added to it", f"{cost:.0f} ms", "<= 150 ms", cost <= 150)


def shelved(folder: Path, corpus: Sequence[tuple[str, str]]) -> Path:
    """A library whose documents are those of the index that was built."""
    path = folder / "reader.sqlite"
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    lying = path.with_suffix(".index")
    lying.unlink(missing_ok=True)
    lying.symlink_to("index")
    store, seeds = Store(path), places.seeds()
    index = LibraryIndex(store, seeds)
    keys = Counter(key for key, _ in corpus)
    values = ((key, f"/corpus/{key}", key, "0" * 64, count, zlib.compress(b"")) for key, count in keys.items())
    put = (
        "insert into shelf (key, path, title, author, year, language, digest, size, modified, passages, words, content)"
        " values (?, ?, ?, '', '', '', ?, 0, 0, ?, 0, ?)"
    )
    store.change_all((put, one) for one in values)
    with index.writing() as writing:
        for key in seeds:
            writing.put(key, hashlib.sha256(seeds[key].read_bytes()).hexdigest())
    done = "insert or replace into indexed (key, digest) values (?, ?)"
    store.change_all((done, (key, index.marked(key, "0" * 64))) for key in keys)
    assert not index.behind()
    store.close()
    return path


def reader(folder: Path, corpus: Sequence[tuple[str, str]]) -> None:
    """Keys pressed in the search panel of a program of its own, until bytes are on the terminal, beside a bare one."""
    library = shelved(folder, corpus)
    with tempfile.TemporaryDirectory() as home:
        env = dict.fromkeys(("XDG_DATA_HOME", "XDG_CONFIG_HOME", "IBID_DATA", "IBID_CONFIG"), home)
        ibid = Path(sys.executable).with_name("ibid")
        command = [os.fspath(ibid), "--library", os.fspath(library), os.fspath(ROOT / "seeds" / "yuan-zhao-2023.md")]
        session, bare = Session(command, env), Session(python(BARE), env)
        try:
            session.read_until(b"Abstract"), bare.read_until(b"ready")
            session.settle(), bare.settle()
            for key in (b"/", WHERE):
                session.key(key)
            session.settle(3.0)  # it looks after the index, and knows what the documents are called
            base, first, last = [], [], []
            for word in TYPED:
                for letter in word:
                    times = session.answer(letter.encode())
                    first.append(times[0] * 1000), last.append(times[1] * 1000)
                    base.append(bare.key(b"x")[0] * 1000)
                session.key(RUB_OUT)
                session.settle(0.3)
        finally:
            session.close(), bare.close()
    theirs = spread(base)
    for what, times in (("key to its letter", first), ("key to its hits", last)):
        ours = spread(times)
        row(f"{what}, beyond a bare app", f"{ours[0]:.1f} / {ours[1]:.1f} - {theirs[0]:.1f} / {theirs[1]:.1f} ms",
            f"<= {FRAME:.0f} more at p95", ours[1] - theirs[1] <= FRAME)  # fmt: skip


def fresh(folder: Path) -> None:
    """A program of its own that opens the index and searches it."""
    code = (
        "import time, pathlib\n"
        "from tui.search.embedded import Embedded\nfrom tui.search.searching import Search\n"
        "from tui.search.query import parse\nfrom tests.benchmarks.library import Nothing\n"
        f"began = time.perf_counter()\nengine = Embedded(pathlib.Path({str(folder / 'index')!r}))\n"
        "search = Search(engine, Nothing())\nsearch.search(parse('pacakge manager'), 50)\n"
        "print((time.perf_counter() - began) * 1000)\n"
        "for word in 'the of institution kernel function object x y z ma po'.split():\n"
        "    search.search(parse(word, unfinished=True), 50)\n"
        "print(*[line.split()[1] for line in open('/proc/self/status') if line.startswith('RssAnon')])\n"
    )
    opened, memory = [], 0.0
    for _ in range(5):
        told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        first, second = told.split()
        opened.append(float(first))
        memory = int(second) / 1024
    cost = statistics.median(opened)
    row("opened, and the first query answered", f"{cost:.0f} ms", "<= 150 ms", cost <= 150)
    row("memory of its own after a dozen queries", f"{memory:.0f} MB", "<= 80 MB", memory <= 80)


def main() -> None:
    folder, sizes = Path(sys.argv[1]), [int(size) for size in sys.argv[2:]] or [10_000, 100_000, 1_000_000]
    print(f"{time.strftime('%Y-%m-%d')}, Python {sys.version.split()[0]}, {tantivy.__version__.split(',')[0]}")
    for size in sizes:
        measure(folder / str(size), list(passages(folder, size)))
    print(f"\nmissed: {', '.join(missed)}" if missed else "\nall hold")


if __name__ == "__main__":
    main()
