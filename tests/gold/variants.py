"""Variants proposed for the article and texts of other fields, from a label and one alias of each concept."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from tests.gold.row import Row
from tui.concepts.catalogue import read as read_catalogue
from tui.concepts.matching import link
from tui.concepts.model import Catalogue, Concept
from tui.concepts.variants import Variant, variants
from tui.documents.model import Document
from tui.documents.reading import read
from tui.settings.places import seed_catalogue
from tui.text.words import words

ARTICLE = Path(__file__).parents[3] / "shared" / "000_cccc5f5063fb33a8.txt"
TEXTS = {
    "water": "law of rivers",
    "ward": "medicine",
    "ports": "labour and standards",
    "schools": "schools",
    "registry": "software",
    "vaccines": "vaccination",
    "museums": "museums",
    "salvage": "law of the sea",
    "bedside": "nursing",
}
"""Texts of our own, as labelled by reading; what each measured before anything was tuned on it stands in its labels."""
RECALL = {f"variants, {what}": 0.75 for what in ("labour and standards", "schools", "museums", "nursing")}
"""Floors below 0.85, of texts that were blind and are hard."""
HELD_OUT = {"courts": "criminal procedure", "licences": "licences of software", "press": "the press"}
"""Texts on which nothing is tuned; they have no floor."""
_KINDS = ("organization", "principle")


def is_same(one: str, two: str) -> bool:
    """Whether two wordings are one for a person: at least three words in five in common."""
    first, second = ({word.folded for word in words(wording)} for wording in (one, two))
    return len(first & second) >= 0.6 * len(first | second)


@cache
def proposed() -> tuple[dict[str, list[str]], list[Variant]]:
    """The labelled wordings of the article by concept, and what is proposed when only `given` is known."""
    labels = tomli.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    concepts = {}
    for id, concept in read_catalogue(seed_catalogue()).concepts.items():
        if concept.kind not in _KINDS:
            continue
        label, *aliases = labels[id]["given"] if id in labels else concept.names[:2]
        concepts[id] = replace(concept, label=label, aliases=tuple(aliases), variants=(), rules=())
    return _proposed(labels, read(ARTICLE, "article"), Catalogue(concepts))


@cache
def proposed_in(name: str) -> tuple[dict[str, list[str]], list[Variant]]:
    """The same of a text of our own; its catalogue has the labelled concepts alone."""
    path = Path(__file__).with_name("texts") / f"{name}.md"
    labels = tomli.loads(path.with_suffix(".toml").read_text("utf-8"))
    concepts = {id: Concept(id, one["kind"], one["given"][0], (one["given"][1],)) for id, one in labels.items()}
    return _proposed(labels, read(path, name), Catalogue(concepts))


def _proposed(
    labels: dict[str, Any], document: Document, catalogue: Catalogue
) -> tuple[dict[str, list[str]], list[Variant]]:
    found = variants(document, catalogue, link(document, catalogue))
    return {id: one["wordings"] for id, one in labels.items()}, found


def rows() -> Iterator[Row]:
    """Recall of the labelled wordings, precision of what is proposed: the article, then texts of other fields."""
    yield from _rows("variants", *proposed())
    for name, what in (TEXTS | HELD_OUT).items():
        for row in _rows(f"variants, {what}", *proposed_in(name)):
            yield row._replace(floor=None) if name in HELD_OUT else row


def _rows(what: str, labels: dict[str, list[str]], found: list[Variant]) -> Iterator[Row]:
    wanted = [(id, wording) for id, wordings in labels.items() for wording in wordings]
    hit = [any(one.concept == id and is_same(one.text, wording) for one in found) for id, wording in wanted]
    right = [any(is_same(one.text, wording) for wording in labels.get(one.concept, ())) for one in found]
    yield Row(f"{what}: recall", sum(hit) / len(hit), RECALL.get(what, 0.85), more=f"{sum(hit)} of {len(hit)} wordings")
    yield Row(f"{what}: precision", sum(right) / max(1, len(right)), 0.7, more=f"{sum(right)} of {len(right)}")
