"""Where an index sends its reader: pages where the document has them, else sections and paragraphs, joined into
ranges."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.concepts.analysis import Analysis, Spot
from tui.documents.model import LETTERS, Document, Passage, Role


class Locator(NamedTuple):
    """A place or a range of them.

    Attributes:
        document: its number, from 0.
        section: number of the section it is in; empty for a page.
        first: "p3", a page's label, or empty for a section's heading.
        last: where a range ends; `first` again for a single place.
        length: how many places it joins.
        anchors: the whole anchors of the first and the last passage.
    """

    document: int
    section: str
    first: str
    last: str
    length: int
    anchors: tuple[str, str]

    @property
    def text(self) -> str:
        """The place as one writes it, without its section: "p3–p5", "12–14"."""
        return self.first if self.first == self.last else f"{self.first}–{self.last}"


_PAGE, _NOTE = (-1, 0), (-1, 1)
"""Rows of pages."""


class _Step(NamedTuple):
    """A place in a row of places: those of one row whose numbers follow each other are joined."""

    row: tuple[int, int]
    number: int
    name: str
    passage: Passage


def locators(analysis: Analysis, spots: Iterable[Spot]) -> list[Locator]:
    """The places of a concept, in the order of the documents; furniture and doubtful text are no places.

    Returns:
        Neighbouring passages of a section joined ("p3–p5"), its notes by themselves ("n1"); of a document that knows
        its pages, neighbouring pages, "12n" where only a note of the page names the concept.
    """
    found: list[Locator] = []
    inside: dict[int, list[Spot]] = {}
    for spot in spots:
        if spot.passage in analysis.counted_set:
            inside.setdefault(analysis.document_of(spot.passage), []).append(spot)
    for number, own in sorted(inside.items()):
        document = analysis.documents[number]
        pages: Sequence[tuple[int, str]] = document.pages
        steps = _on_pages(analysis, own, pages) if pages else _in_sections(analysis, own)
        found += [_joined(document, number, run) for run in _runs(steps)]
    return found


def _in_sections(analysis: Analysis, spots: Sequence[Spot]) -> list[_Step]:
    """A step for each passage, a section's heading and body before its notes."""
    steps = []
    for number in dict.fromkeys(spot.passage for spot in spots):
        row, at = analysis.rows[number]
        passage = analysis.passages[number]
        letter = LETTERS.get(passage.role)
        steps.append(_Step(row, at, f"{letter}{passage.number}" if letter else "", passage))
    return sorted(steps, key=lambda step: step.row)


def _on_pages(analysis: Analysis, spots: Sequence[Spot], pages: Sequence[tuple[int, str]]) -> list[_Step]:
    """A step for each page; a mention that a page break cuts is on both."""
    starts = [start for start, _ in pages]
    found: dict[int, Passage] = {}
    body: set[int] = set()
    for spot in spots:
        passage = analysis.passages[spot.passage]
        spans = passage.source_spans(spot.start, spot.end) or passage.spans
        first = max(0, bisect_right(starts, spans[0][0]) - 1)
        last = max(0, bisect_right(starts, spans[-1][1] - 1) - 1)
        for at in {first, last}:
            found.setdefault(at, passage)
            if passage.role is not Role.NOTE:
                body.add(at)
    return [
        _Step(_PAGE if at in body else _NOTE, at, pages[at][1] + ("" if at in body else "n"), passage)
        for at, passage in sorted(found.items())
    ]


def _runs(steps: Iterable[_Step]) -> list[list[_Step]]:
    runs: list[list[_Step]] = []
    for step in steps:
        last = runs[-1][-1] if runs else None
        if last is not None and last.row == step.row and last.number + 1 == step.number and step.row != _NOTE:
            runs[-1].append(step)
        else:
            runs.append([step])
    return runs


def _joined(document: Document, number: int, run: Sequence[_Step]) -> Locator:
    first, last = run[0], run[-1]
    section = "" if first.row in (_PAGE, _NOTE) else first.passage.section
    anchors = (document.anchor(first.passage), document.anchor(last.passage))
    return Locator(number, section, first.name, last.name, len(run), anchors)
