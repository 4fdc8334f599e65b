"""`ibid concepts`: what the text speaks of, how often, under which names."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import click

from tui.commands.options import common, sources
from tui.commands.output import Row, emit
from tui.concepts.model import Concept
from tui.text.placeholders import escape_json


@click.command()
@click.argument("docs", nargs=-1, metavar="[DOC]...")
@click.option("--kind", metavar="KIND", help="Only concepts of this kind: organization, principle, ...")
@click.option("--format", "form", type=click.Choice(("toml", "turtle")), help="The catalogue itself, as TOML or SKOS.")
@common
def concepts(docs: tuple[str, ...], kind: str | None, form: str | None, as_json: bool, **options: Any) -> int:
    """Print the concepts that the documents mention; without DOC, those of the whole library.

    With --format, print the entries of the catalogues instead: of the concepts mentioned, or, without DOC, all.
    """
    if form is None:
        return _counted(docs, kind, as_json, options)
    if as_json:
        raise click.UsageError("--json and --format exclude each other")
    return _catalogue(docs, kind, form, options)


def _counted(docs: tuple[str, ...], kind: str | None, as_json: bool, options: dict[str, Any]) -> int:
    from tui.commands.linking import spoken_of

    totals: dict[str, tuple[Concept, Row]] = {}
    order: dict[str, int] = {}
    for one in spoken_of(docs, options):
        for known in one.catalogue.kinds:
            order.setdefault(known, len(order))
        for id, tally in one.tallies.items():
            concept = one.catalogue.concepts[id]
            before = totals.get(id, (concept, {"mentions": 0, "passages": 0, "names": {}}))[1]
            names = dict(before["names"])
            for name, number in tally.names.items():
                names[name] = names.get(name, 0) + number
            row = {
                "id": concept.id,
                "kind": concept.kind,
                "label": concept.label,
                "mentions": before["mentions"] + tally.mentions,
                "passages": before["passages"] + tally.passages,
                "names": dict(sorted(names.items(), key=lambda pair: -pair[1])),
            }
            totals[id] = (concept, row)
    if kind is not None and kind not in order:
        raise click.UsageError(f'no kind "{kind}"; there are {", ".join(order) or "none"}')
    return emit(_rows([row for _, row in totals.values()], kind, order), as_json)


def _catalogue(docs: tuple[str, ...], kind: str | None, form: str, options: dict[str, Any]) -> int:
    """Print catalogue entries; gives the exit code."""
    from tui.concepts.skos import as_turtle
    from tui.concepts.writing import as_toml
    from tui.library.open import readings

    found: dict[str, Concept] = {}
    if docs:
        for reading in readings(docs, sources(options)):
            named = {one.concept for one in reading.mentions}
            found |= {id: one for id, one in reading.catalogue.concepts.items() if id in named}
    else:
        found = sources(options).catalogue(None).concepts
    chosen = {id: one for id, one in found.items() if kind in (None, one.kind)}
    if chosen:
        entries = [_within(one, chosen) for one in chosen.values()]
        sys.stdout.write(escape_json(as_turtle(entries) if form == "turtle" else as_toml(entries)))
    return 0 if chosen else 1


def _within(concept: Concept, found: dict[str, Concept]) -> Concept:
    """The concept without its relations to what is left out."""
    related, broader = (tuple(one for one in ids if one in found) for ids in (concept.related, concept.broader))
    return replace(concept, related=related, broader=broader)


def _rows(rows: list[Row], kind: str | None, order: dict[str, int]) -> Iterator[tuple[Row, tuple[str, ...]]]:
    rows = sorted(rows, key=lambda row: (order[row["kind"]], -row["mentions"], row["label"].casefold()))
    for row in rows:
        if kind in (None, row["kind"]):
            names = "; ".join(f"{name} {number}" for name, number in row["names"].items())
            yield row, (row["id"], row["kind"], str(row["mentions"]), str(row["passages"]), row["label"], names)
