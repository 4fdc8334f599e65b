"""What folding and linking cost on large texts, beside ahocorasick_rs alone on the same text in the same run."""

import os
import random
import statistics
import string
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from tests.benchmarks.terminal import python
from tui.concepts.matching import Matcher
from tui.concepts.model import Catalogue, Concept
from tui.documents.model import Document, Passage, Role, Section
from tui.text.folding import fold
from tui.text.spans import Run

SIZE = 10_000_000
"""code points"""
CONCEPTS, NAMES = 500, 4
PASSAGES = 100_000
RUNS = 5
_SYLLABLES = ("ba", "co", "di", "fe", "gu", "ha", "in", "jo", "ka", "lu", "me", "no", "or", "pa", "re", "sa", "to")


def measured(home: Path) -> Iterator[tuple[str, str, str, bool]]:
    """What was measured, its figure, its floor, and whether it holds."""
    draw = random.Random(3)
    vocabulary = ["".join(draw.choices(_SYLLABLES, k=draw.randint(1, 4))) for _ in range(20_000)]
    catalogue = _catalogue(draw, vocabulary)
    names = [name for concept in catalogue.concepts.values() for name in concept.names]
    paragraphs = _paragraphs(draw, vocabulary, names)
    text = "\n\n".join(paragraphs)
    mixed = text.replace(" co", " “có").replace(" di", "—di")
    for what, sample in (("plain ASCII", text), ("with accents, quotes and dashes", mixed)):
        speed = _speed(len(sample.encode()), lambda sample=sample: fold(sample))  # type: ignore[misc]
        yield f"folding with its offset map, {what}", f"{speed:.0f} MB/s", ">= 8 MB/s", speed >= 8
    yield _linked(paragraphs, text, catalogue, names)
    yield _resident(home, vocabulary, names, draw)


def _linked(paragraphs: list[str], text: str, catalogue: Catalogue, names: list[str]) -> tuple[str, str, str, bool]:
    document, matcher = _document(paragraphs, text), Matcher(catalogue)
    folded = fold(text).text
    machine = AhoCorasick([fold(name).text for name in names])
    raw = [_speed(SIZE, lambda: machine.find_matches_as_indexes(folded, overlapping=True)) for _ in range(RUNS)]
    ours = [_speed(SIZE, lambda: matcher.link(document)) for _ in range(RUNS)]
    hits = len(matcher.link(document))
    ratio = statistics.median(ours) / statistics.median(raw)
    what = f"linking 10 MB, {len(names):,} names, {hits:,} mentions, folding included"
    figure = f"{statistics.median(ours):.0f} / {statistics.median(raw):.0f} MB/s = {ratio:.2f}"
    return what, figure, ">= 0.5 x ahocorasick_rs", ratio >= 0.5


def _resident(home: Path, vocabulary: list[str], names: list[str], draw: random.Random) -> tuple[str, str, str, bool]:
    path, concepts = home / "many.md", home / "many.toml"
    with path.open("w", encoding="utf-8") as file:
        for number in range(PASSAGES):
            words = draw.choices(vocabulary, k=45)
            words[10] = draw.choice(names)
            file.write(f"# {number // 100 + 1} Part\n\n" if number % 100 == 0 else "")
            file.write(" ".join(words).capitalize() + ".\n\n")
    quoted = ", ".join(f'"{name}"' for name in names[1:])
    concepts.write_text(f'[[concept]]\nid = "all"\nkind = "thing"\nlabel = "{names[0]}"\naliases = [{quoted}]\n')
    code = f"from tui.__main__ import main; import sys; sys.argv = {_argv(path, concepts)!r}; main()"
    child = subprocess.Popen(python(code), stdout=subprocess.DEVNULL)
    used = os.wait4(child.pid, 0)[2].ru_maxrss / 1024
    return f"{PASSAGES:,} passages read and linked, at most resident", f"{used:.0f} MB", "<= 300 MB", used <= 300


def _argv(path: Path, concepts: Path) -> list[str]:
    return ["ibid", "concepts", str(path), "--no-catalogue", "--catalogue", str(concepts)]


def _catalogue(draw: random.Random, vocabulary: list[str]) -> Catalogue:
    concepts = {}
    for number in range(CONCEPTS):
        label, *others = (" ".join(draw.choices(vocabulary, k=draw.randint(2, 4))).title() for _ in range(NAMES - 1))
        acronym = "".join(draw.choices(string.ascii_uppercase, k=5))
        concepts[f"c{number}"] = Concept(f"c{number}", "organization", label, (*others, acronym))
    return Catalogue(concepts)


def _paragraphs(draw: random.Random, vocabulary: list[str], names: list[str]) -> list[str]:
    """Ten million code points with about a thousand names in each million."""
    paragraphs, size = [], 0
    while size < SIZE:
        words = draw.choices(vocabulary, k=100)
        if draw.random() < 0.6:
            words[50] = draw.choice(names)
        paragraphs.append(" ".join(words))
        size += len(paragraphs[-1]) + 2
    return paragraphs


def _document(paragraphs: list[str], text: str) -> Document:
    passages, at = [], 0
    for number, one in enumerate(paragraphs):
        spans, runs = ((at, at + len(one)),), (Run(0, at, len(one), len(one)),)
        passages.append(Passage(number, Role.BODY, "1", str(number + 1), one, spans, runs))
        at += len(one) + 2
    return Document("d", text, tuple(passages), (Section("1", 1, "One", None, 0, len(passages)),))


def _speed(size: int, work: Callable[[], object]) -> float:
    """Millions of units a second, of the size given."""
    began = time.perf_counter()
    work()
    return size / 1e6 / (time.perf_counter() - began)
