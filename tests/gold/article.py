"""The original article, labelled line by line: roles of blocks, joins of paragraphs, levels of headings."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.gold.reading import Counts, joints, level_at, read, roles_of
from tests.gold.row import Row
from tui.documents.model import Document

ARTICLE = Path(__file__).parents[3] / "shared" / "000_cccc5f5063fb33a8.txt"
_ROLES = {"title": "heading", "front": "body", "rule": "none"}


class Line(NamedTuple):
    """A labelled line: its span in the source, its role, its level as a heading, what it goes on with."""

    number: int
    start: int
    end: int
    role: str
    level: int
    onto: str


def labelled(source: str) -> list[Line]:
    """The lines of the article with their labels."""
    starts = [0]
    for line in source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    made = []
    for label in Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines():
        if not label or label.startswith("#"):
            continue
        number, role, *more = label.split()
        at, text = starts[int(number) - 1], source[starts[int(number) - 1] : starts[int(number)] - 1]
        level = next((int(word) for word in more if word.isdigit()), 0)
        onto = next((word for word in more if word in "+>"), "")
        begin = at + len(text) - len(text.lstrip())
        made.append(Line(int(number), begin, at + len(text.rstrip()), _ROLES.get(role, role), level, onto))
    return made


def counted(document: Document, lines: list[Line]) -> Counts:
    """How the reading of the article compares with its labels."""
    counts = Counts()
    found = roles_of(document, ((line.start, line.end) for line in lines))
    for line, role in zip(lines, found, strict=True):
        counts.roles[line.role, role] += 1
    before: Line | None = None
    true: set[tuple[int, int]] = set()
    for line in lines:
        if line.role == "body":
            if line.onto == "+" and before is not None:
                true.add((before.end, line.start))
            before = line
    met = joints(document)
    counts.joins.update(true=len(true), found=len(met), right=len(true & met))
    for line in lines:
        if line.level:
            counts.levels.update(true=1, right=level_at(document, line.start) == line.level)
    return counts


@cache
def counts() -> Counts:
    source = ARTICLE.read_text("utf-8")
    return counted(read(source, ARTICLE.name), labelled(source))


def rows() -> Iterator[Row]:
    """Roles, joins and levels on the article."""
    if not ARTICLE.is_file():
        return
    got = counts()
    lines = sum(got.roles.values())
    yield Row("article: role of a block, F1 over all", got.blocks, 0.97, more=f"{lines} lines")
    yield Row("article: role of a block, mean of F1 by role", got.macro, 0.97)
    yield Row("article: joins, precision", got.precision, 0.98, more=f"{got.joins['right']} of {got.joins['found']}")
    yield Row("article: joins, recall", got.recall, 0.93, more=f"{got.joins['right']} of {got.joins['true']}")
    yield Row("article: levels of headings", got.level, 0.95, more=f"{got.levels['right']} of {got.levels['true']}")
