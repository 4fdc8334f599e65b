"""The rows of the search panel: hits by score, or under their documents and sections."""

from collections.abc import Sequence
from typing import NamedTuple

from tui.search.model import Hit

DOCUMENT, SECTION, HIT = "document", "section", "hit"


class Row(NamedTuple):
    """A row of the list.

    Attributes:
        kind: a hit, or the heading of a document or a section.
        hit: number of the hit; of a heading, that of the first below it.
        below: of a heading, how many hits stand below it.
    """

    kind: str
    hit: int
    below: int = 0


def flat(hits: Sequence[Hit]) -> list[Row]:
    """One row for each hit, the best first."""
    return [Row(HIT, number) for number in range(len(hits))]


def grouped(hits: Sequence[Hit], *, several: bool) -> list[Row]:
    """The hits under headings: documents and sections in the order of their best hit, so that the best stays first.

    Args:
        hits: the best first.
        several: whether there may be several documents, so that these have headings too.
    """
    documents: dict[str, dict[str, list[int]]] = {}
    for number, hit in enumerate(hits):
        documents.setdefault(hit.document, {}).setdefault(hit.section, []).append(number)
    rows: list[Row] = []
    for sections in documents.values():
        if several:
            first = next(iter(sections.values()))[0]
            rows.append(Row(DOCUMENT, first, sum(map(len, sections.values()))))
        for numbers in sections.values():
            rows.append(Row(SECTION, numbers[0], len(numbers)))
            rows += (Row(HIT, number) for number in numbers)
    return rows
