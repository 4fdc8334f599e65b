"""Clean texts: their headings and paragraphs are known, so that what comes of spoiling them can be told.

Some were written for this; the edition ships with the program; the others are what Debian's packages carry. Where a
package is absent its texts are passed over, and `python -m tests.gold` says so.
"""

import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tui.settings.places import seeds

WRITTEN = ("measures", "ferry", "waage", "duliangheng", "statute")
_LONGEST = 160
"""Pieces taken of a long text."""


class Piece(NamedTuple):
    """A heading (its level from 1; 0 is the title) or a paragraph (level -1)."""

    level: int
    text: str


class Clean(NamedTuple):
    name: str
    language: str
    pieces: tuple[Piece, ...]


class Packaged(NamedTuple):
    """A text of a Debian package."""

    package: str
    path: str
    language: str
    title: str
    held_out: bool = False
    """nothing is tuned on it"""


PACKAGED = (
    Packaged(
        "debian-policy",
        "/usr/share/doc/debian-policy/policy.html/_sources/ch-*.rst.txt",
        "en",
        "The Policy of a Distribution",
    ),
    Packaged(
        "developers-reference",
        "/usr/share/developers-reference/_sources/*.rst.txt",
        "en",
        "A Developer's Reference",
        held_out=True,
    ),
    Packaged(
        "debian-history",
        "/usr/share/doc/debian-history/docs/project-history.en.txt.gz",
        "en",
        "A Brief History of Debian",
    ),
    Packaged(
        "debian-history",
        "/usr/share/doc/debian-history/docs/project-history.de.txt.gz",
        "de",
        "Eine kurze Geschichte von Debian",
    ),
    Packaged(
        "debian-history", "/usr/share/doc/debian-history/docs/project-history.ru.txt.gz", "ru", "Краткая история Debian"
    ),
    Packaged(
        "debian-history",
        "/usr/share/doc/debian-history/docs/project-history.fr.txt.gz",
        "fr",
        "Une brève histoire de Debian",
        held_out=True,
    ),
    Packaged(
        "debian-history",
        "/usr/share/doc/debian-history/docs/project-history.it.txt.gz",
        "it",
        "Una breve storia di Debian",
        held_out=True,
    ),
    Packaged(
        "maint-guide",
        "/usr/share/doc/maint-guide/maint-guide.en.txt.gz",
        "en",
        "Guide for New Maintainers",
        held_out=True,
    ),
    Packaged(
        "maint-guide-zh-cn",
        "/usr/share/doc/maint-guide-zh-cn/maint-guide.zh-cn.txt.gz",
        "zh",
        "Debian 新维护者手册",
        held_out=True,
    ),
)


def absent() -> list[str]:
    """The packages that are not installed."""
    missing = {one.package for one in PACKAGED if not _paths(one)}
    return sorted(missing)


def texts(held_out: bool = False) -> list[Clean]:
    """The clean texts: those that the reader was tuned on, or those that it was not."""
    made = [] if held_out else [written(name) for name in WRITTEN] + [edition()]
    return made + [text for one in PACKAGED if one.held_out == held_out and (text := packaged(one)) is not None]


@cache
def written(name: str) -> Clean:
    """A text that was written for this."""
    source = Path(__file__).with_name("texts").joinpath(f"{name}.md").read_text("utf-8")
    language = {"waage": "de", "duliangheng": "zh"}.get(name, "en")
    return Clean(name, language, tuple(_marked(source)))


@cache
def edition() -> Clean:
    source = seeds()["yuan2023"].read_text("utf-8")
    source = re.sub(r"\A---.*?\n---\n", "", source, flags=re.DOTALL)
    source = re.sub(r"\[\^\d+\](?!:)|\*", "", source)
    source = "\n\n".join(b.strip() for b in re.split(r"\n\s*\n", source) if not b.strip().startswith("["))
    return Clean("edition", "en", tuple(_unnumbered(_marked(source))))


def _marked(source: str) -> Iterator[Piece]:
    for block in re.split(r"\n\s*\n", source):
        heading = re.match(r"(#+) +(.+)", block)
        if heading:
            yield Piece(len(heading.group(1)) - 1, heading.group(2).strip())
        elif block.startswith("- "):
            continue
        elif block.strip():
            yield Piece(-1, " ".join(block.split()))


_NUMBER = re.compile(
    r"(?:(?:chapter|kapitel|chapitre|capitolo|\u0413\u043b\u0430\u0432\u0430) \d+\.|\u7b2c \d+ \u7ae0"
    r"|\d+(?:\.\d+)*\.|[A-Z]\.(?:\d+\.)*)\s+",
    re.IGNORECASE,
)


def _unnumbered(pieces: Iterator[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        yield piece._replace(text=_NUMBER.sub("", piece.text)) if piece.level > 0 else piece


def _paths(one: Packaged) -> list[Path]:
    path = Path(one.path)
    return sorted(path.parent.glob(path.name))


@cache
def packaged(one: Packaged) -> Clean | None:
    """A text of a package; None when the package is not there."""
    paths = _paths(one)
    if not paths:
        return None
    pieces: list[Piece] = []
    for path in paths:
        source = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        reader = _structured if ".rst" in path.name else _set
        pieces += reader(source.decode("utf-8"))
    name = f"{one.package} ({one.language})"
    return Clean(name, one.language, (Piece(0, one.title), *_sound(_unnumbered(iter(pieces))))[:_LONGEST])


def _sound(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Without headings that have no text below them before a higher one, and without levels that are jumped over."""
    waiting: list[Piece] = []
    last = 0
    for piece in pieces:
        if piece.level >= 0:
            waiting = [p for p in waiting if p.level < piece.level] + [piece]
            continue
        for heading in waiting:
            level = min(heading.level, last + 1, 4) or 1
            last = level
            yield heading._replace(level=level)
        waiting = []
        yield piece


def _structured(source: str) -> Iterator[Piece]:
    """reStructuredText: underlined headings and flush paragraphs; what is indented, listed or a directive is left."""
    levels: dict[str, int] = {}
    blocks = [block for block in re.split(r"\n[ \t]*\n", source) if block.strip()]
    for block in blocks:
        lines = [line for line in block.split("\n") if not re.match(r"\.\. ", line)]
        if len(lines) >= 2 and re.fullmatch(r"([*=#~^\"-])\1{3,}", lines[-1].strip()):
            yield Piece(levels.setdefault(lines[-1].strip()[0], len(levels) + 1), _plain(lines[-2]))
            continue
        text = _plain(" ".join(lines))
        plain = lines and all(line[:1] not in (" ", "\t", "-", "*", "+", "|", "#", ":") for line in lines)
        if plain and _is_prose(text) and not re.match(r"\d+\.|\(?[a-z]\)|\.\.", text):
            yield Piece(-1, text)


def _plain(text: str) -> str:
    """Without roles, literals, links and notes."""
    text = re.sub(r":[a-z:]+:`([^`<]*?)(?:\s*<[^>`]*>)?`", r"\1", text)
    text = re.sub(r"`([^`<]*?)\s*<[^>`]*>`__?", r"\1", text)
    text = re.sub(r"``?([^`]*)``?_{0,2}", r"\1", text)
    text = re.sub(r"\s*\[#?\w*\]_", "", text)
    return " ".join(re.sub(r"[*|\\]", "", text).split())


def _set(source: str) -> Iterator[Piece]:
    """Text as xmlto sets it: flush headings that are numbered, paragraphs indented by four."""
    source = source.replace("\xa0", " ")
    source = source[_contents_end(source) :]
    for block in re.split(r"\n[ \t]*\n", source):
        lines = block.strip("\n").split("\n")
        text = " ".join(" ".join(lines).split())
        mark = _NUMBER.match(text)
        if lines[0][:1] not in (" ", "") and mark and len(text) < 90 and "^[" not in text:
            printed = mark.group().strip().rstrip(".")
            unit = printed[0].isalpha() or "\u7ae0" in printed
            yield Piece(1 if unit else printed.count(".") + 1, text)
        elif all(re.match(r" {4}\S", line) for line in lines) and not re.match(r" {4}[*\d\[(-]", lines[0]):
            text = re.sub(r"\s?\^\[\d+\]", "", text)
            if re.search(r"[\u4e00-\u9fff]", text):
                text = re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])", "", text)
            if _is_prose(text):
                yield Piece(-1, text)


def _contents_end(source: str) -> int:
    """Behind the table of contents: at the second place of the first chapter's heading."""
    first = re.search(r"^(?:\w+ 1\.|\u7b2c 1 \u7ae0) .+$", source, re.MULTILINE)
    return first.start() if first else 0


def _is_prose(text: str) -> bool:
    return len(text) > 60 and text[-1] in ".!?\u3002\u201d\"')" and "::" not in text
