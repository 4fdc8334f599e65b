"""Mentions found in the original article with the catalogue that ships, against labels read in its text."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.gold.row import Row
from tests.gold.variants import ARTICLE
from tui.concepts.catalogue import read as read_catalogue
from tui.concepts.matching import link
from tui.documents.reading import read
from tui.settings.places import seed_catalogue

Lines = dict[str, Counter[int]]
"""For each concept, how many mentions begin on each line, from 1."""


def labelled() -> Lines:
    """The labels."""
    found: Lines = {}
    for row in Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines():
        if not row.startswith("#"):
            concept, _, places = row.partition(": ")
            pairs = (place.partition("x") for place in places.split())
            found[concept] = Counter({int(line): int(times or 1) for line, _, times in pairs})
    return found


def found(concepts: frozenset[str]) -> Lines:
    """What the program finds of some concepts."""
    document = read(ARTICLE, "article")
    starts = [0, *(at + 1 for at, character in enumerate(document.source) if character == "\n")]
    lines: Lines = {concept: Counter() for concept in concepts}
    for mention in link(document, read_catalogue(seed_catalogue())):
        if mention.concept in concepts:
            lines[mention.concept][bisect_right(starts, mention.spans[0][0])] += 1
    return lines


def rows() -> Iterator[Row]:
    """Precision and recall over all labelled concepts."""
    labels = labelled()
    ours = found(frozenset(labels))
    right = sum((labels[concept] & ours[concept]).total() for concept in labels)
    wanted = sum(lines.total() for lines in labels.values())
    told = sum(lines.total() for lines in ours.values())
    more = f"{len(labels)} concepts, {wanted} mentions"
    yield Row("mentions: precision", right / told, 0.99, more=more)
    yield Row("mentions: recall", right / wanted, 0.98, more=more)
