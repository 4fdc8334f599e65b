"""`ibid concepts`: what the text speaks of, how often, under which names."""

from collections.abc import Iterator
from typing import Any

import click

from tui.commands.options import common, sources
from tui.commands.output import Row, emit
from tui.concepts.model import Concept


@click.command()
@click.argument("docs", nargs=-1, metavar="[DOC]...")
@click.option("--kind", metavar="KIND", help="Only concepts of this kind: organization, principle, ...")
@common
def concepts(docs: tuple[str, ...], kind: str | None, as_json: bool, **options: Any) -> int:
    """Print the concepts that the documents mention; without DOC, those of the whole library."""
    from tui.concepts.counts import count
    from tui.library.open import readings

    totals: dict[str, tuple[Concept, Row]] = {}
    order: dict[str, int] = {}
    for reading in readings(docs, sources(options)):
        catalogue = reading.catalogue
        for known in catalogue.kinds:
            order.setdefault(known, len(order))
        for counted in count(reading.document, catalogue, reading.mentions).values():
            concept = catalogue.concepts[counted.concept]
            before = totals.get(concept.id, (concept, {"mentions": 0, "passages": 0, "names": {}}))[1]
            names = dict(before["names"])
            for name, number in counted.names.items():
                names[name] = names.get(name, 0) + number
            row = {
                "id": concept.id,
                "kind": concept.kind,
                "label": concept.label,
                "mentions": before["mentions"] + counted.mentions,
                "passages": before["passages"] + len(counted.passages),
                "names": dict(sorted(names.items(), key=lambda pair: -pair[1])),
            }
            totals[concept.id] = (concept, row)
    if kind is not None and kind not in order:
        raise click.UsageError(f'no kind "{kind}"; there are {", ".join(order) or "none"}')
    return emit(_rows([row for _, row in totals.values()], kind, order), as_json)


def _rows(rows: list[Row], kind: str | None, order: dict[str, int]) -> Iterator[tuple[Row, tuple[str, ...]]]:
    rows = sorted(rows, key=lambda row: (order[row["kind"]], -row["mentions"], row["label"].casefold()))
    for row in rows:
        if kind in (None, row["kind"]):
            names = "; ".join(f"{name} {number}" for name, number in row["names"].items())
            yield row, (row["id"], row["kind"], str(row["mentions"]), str(row["passages"]), row["label"], names)
