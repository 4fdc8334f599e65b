"""What the reader makes of a labelled text, counted: roles, joins, levels of headings, ties of notes, gaps."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from tests.gold.spoiling import Set, Spoiled
from tui.documents.decoding import Decoded
from tui.documents.model import Document, Role
from tui.documents.reading import read_text


@dataclass
class Counts:
    """Sums over texts."""

    roles: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(true role, found role) of each piece"""
    joins: Counter[str] = field(default_factory=Counter)
    """true, found, right"""
    levels: Counter[str] = field(default_factory=Counter)
    """true, right"""
    ties: Counter[str] = field(default_factory=Counter)
    """true, right, wrong (tied to another place in the text)"""
    gaps: Counter[str] = field(default_factory=Counter)
    """true, right, found"""

    def add(self, other: "Counts") -> None:
        for name in ("roles", "joins", "levels", "ties", "gaps"):
            getattr(self, name).update(getattr(other, name))

    @property
    def precision(self) -> float:
        return self.joins["right"] / max(1, self.joins["found"])

    @property
    def recall(self) -> float:
        return self.joins["right"] / max(1, self.joins["true"])

    @property
    def level(self) -> float:
        return self.levels["right"] / max(1, self.levels["true"])

    def f1(self, role: str) -> float:
        right = self.roles[role, role]
        true = sum(count for (one, _), count in self.roles.items() if one == role)
        found = sum(count for (_, one), count in self.roles.items() if one == role)
        return 2 * right / max(1, true + found)

    @property
    def macro(self) -> float:
        """Mean of the F1 of each role that occurs."""
        roles = {true for true, _ in self.roles}
        return sum(self.f1(role) for role in roles) / max(1, len(roles))

    @property
    def blocks(self) -> float:
        """Share of the blocks with the right role; where each has one, precision, recall and F1 are the same."""
        return sum(n for (a, b), n in self.roles.items() if a == b) / max(1, sum(self.roles.values()))


def read(source: str, name: str = "text.txt") -> Document:
    return read_text(source, "k", name, Decoded(source, "utf-8", ()))


def roles_of(document: Document, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The role of the most of each span's letters; "none" for what no passage holds."""
    held: list[Role | None] = [None] * len(document.source)
    for passage in document.passages:
        for a, b in passage.spans:
            held[a:b] = [passage.role] * (b - a)
    for a, b in spans:
        seen = Counter(held[at] for at in range(a, b) if not document.source[at].isspace())
        most = seen.most_common(1)[0][0] if seen else None
        yield most.value if most else "none"


def joints(document: Document) -> set[tuple[int, int]]:
    """Where the pieces of the body's paragraphs meet: end of the one, start of the next."""
    found = set()
    for passage in document.of_role(Role.BODY):
        for (_, b), (c, _) in pairwise(passage.spans):
            found.add(_tight(document.source, b, c))
    return found


def _tight(source: str, end: int, start: int) -> tuple[int, int]:
    end -= len(source[:end]) - len(source[:end].rstrip()) if source[end - 1 : end].isspace() else 0
    start += len(source[start : start + 80]) - len(source[start : start + 80].lstrip())
    return end, start


def counted(spoiled: Spoiled, document: Document) -> Counts:
    """How a document compares with the truth."""
    counts = Counts()
    pieces = spoiled.pieces
    for piece, found in zip(pieces, roles_of(document, ((p.start, p.end) for p in pieces)), strict=True):
        counts.roles[piece.role, found] += 1
    true = set(true_joins(pieces))
    met = joints(document)
    counts.joins.update(true=len(true), found=len(met), right=len(true & met))
    for piece in pieces:
        if piece.role == "heading" and piece.level > 0:
            counts.levels.update(true=1, right=level_at(document, piece.start) == piece.level)
    _ties(spoiled, document, counts)
    _gaps(spoiled, document, counts)
    return counts


def true_joins(pieces: list[Set]) -> Iterator[tuple[int, int]]:
    body = [piece for piece in pieces if piece.role == "body"]
    for a, b in pairwise(body):
        if a.paragraph == b.paragraph:
            yield a.end, b.start


def level_at(document: Document, offset: int) -> int:
    """The level of the heading at an offset; 0 where there is none, or the document's title."""
    passage = document.at(offset)
    if passage is None or passage.role is not Role.HEADING:
        return 0
    section = next((s for s in document.sections if s.heading == passage.index), None)
    return section.level if section and section.number != "0" else 0


def _ties(spoiled: Spoiled, document: Document, counts: Counts) -> None:
    places: dict[int, int] = {}
    for passage in document.passages:
        for mark in passage.notes:
            if 0 < mark.at <= len(passage.text):
                places[mark.note] = passage.source_spans(mark.at - 1, mark.at)[-1][1]
    starts = {piece.paragraph: piece.start for piece in reversed(spoiled.pieces) if piece.role == "note"}
    for note, at in spoiled.calls.items():
        passage = document.at(starts[note])
        found = places.get(passage.index) if passage and passage.role is Role.NOTE else None
        counts.ties.update(true=1, right=found is not None and abs(found - at) <= 1)


def _gaps(spoiled: Spoiled, document: Document, counts: Counts) -> None:
    told = [gap.reason for gap in document.gaps]
    counts.gaps.update(true=len(spoiled.missing), found=len(told))
    counts.gaps["right"] += min(len(spoiled.missing), sum("number" in reason for reason in told))


def whole(texts: list[str], paragraphs: list[str]) -> float:
    """Share of the paragraphs that stand among a program's blocks whole, and with nothing else in them."""
    found = {_letters(text) for text in texts}
    return sum(_letters(paragraph) in found for paragraph in paragraphs) / max(1, len(paragraphs))


def _letters(text: str) -> str:
    """Letters alone, so that hyphens, blanks and note marks of any kind don't count."""
    return re.sub(r"[\W\d_]+", "", text).casefold()
