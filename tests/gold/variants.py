"""Variants proposed for the original article, from a label and one alias of each concept."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import tomli

from tests.gold.row import Row
from tui.concepts.catalogue import read as read_catalogue
from tui.concepts.matching import link
from tui.concepts.model import Catalogue
from tui.concepts.variants import Variant, variants
from tui.documents.reading import read
from tui.settings.places import seed_catalogue
from tui.text.words import words

ARTICLE = Path(__file__).parents[3] / "shared" / "000_cccc5f5063fb33a8.txt"
_KINDS = ("organization", "principle")


def is_same(one: str, two: str) -> bool:
    """Whether two wordings are one for a person: at least three words in five in common."""
    first, second = ({word.folded for word in words(wording)} for wording in (one, two))
    return len(first & second) >= 0.6 * len(first | second)


@cache
def proposed() -> tuple[dict[str, list[str]], list[Variant]]:
    """The labelled wordings by concept, and what is proposed when only `given` is known."""
    labels = tomli.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    document = read(ARTICLE, "article")
    concepts = {}
    for id, concept in read_catalogue(seed_catalogue()).concepts.items():
        if concept.kind not in _KINDS:
            continue
        label, *aliases = labels[id]["given"] if id in labels else concept.names[:2]
        concepts[id] = replace(concept, label=label, aliases=tuple(aliases), variants=(), rules=())
    catalogue = Catalogue(concepts)
    found = variants(document, catalogue, link(document, catalogue))
    return {id: one["wordings"] for id, one in labels.items()}, found


def rows() -> Iterator[Row]:
    """Recall of the labelled wordings, precision of what is proposed."""
    labels, found = proposed()
    wanted = [(id, wording) for id, wordings in labels.items() for wording in wordings]
    hit = [any(one.concept == id and is_same(one.text, wording) for one in found) for id, wording in wanted]
    right = [any(is_same(one.text, wording) for wording in labels.get(one.concept, ())) for one in found]
    yield Row("variants: recall", sum(hit) / len(hit), 0.85, more=f"{sum(hit)} of {len(hit)} wordings")
    yield Row("variants: precision", sum(right) / max(1, len(right)), 0.7, more=f"{sum(right)} of {len(right)}")
