"""`ibid mentions`: every mention of a concept, as a concordance."""

from collections.abc import Iterator
from typing import Any

import click

from tui.commands.options import common, sources
from tui.commands.output import Row, emit


@click.command()
@click.argument("concept")
@click.argument("docs", nargs=-1, metavar="[DOC]...")
@click.option("--explain", is_flag=True, help="Say by which rule each was found.")
@common
def mentions(concept: str, docs: tuple[str, ...], explain: bool, as_json: bool, **options: Any) -> int:
    """Print every mention of CONCEPT (an id, a label or an alias); without DOC, those of the whole library."""
    return emit(_rows(concept, docs, explain, options), as_json)


def _rows(
    name: str, docs: tuple[str, ...], explain: bool, options: dict[str, Any]
) -> Iterator[tuple[Row, tuple[str, ...]]]:
    from tui.concepts.catalogue import UnknownConceptError, find
    from tui.concepts.concordance import concordance
    from tui.library.open import readings

    # Every document is opened before the first row: a fault found later would leave half an answer on stdout.
    opened = tuple(readings(docs, sources(options)))
    wanted: dict[int, str] = {}
    unknown = None
    for number, reading in enumerate(opened):
        try:
            wanted[number] = find(reading.catalogue, name).id
        except UnknownConceptError as error:  # a catalogue beside another document may have it
            unknown = unknown or error
    if unknown is not None and not wanted:
        raise unknown
    for number, concept in wanted.items():
        reading = opened[number]
        for line in concordance(reading.document, (one for one in reading.mentions if one.concept == concept)):
            row: dict[str, Any] = {
                "anchor": line.anchor,
                "role": line.role,
                "concept": concept,
                "alias": line.mention.alias,
                "text": line.text,
                "spans": [list(span) for span in line.mention.spans],
                "before": line.before,
                "after": line.after,
            }
            told: tuple[str, ...] = ()
            if explain:
                row["rule"] = line.mention.rule
                told = (f"{line.mention.alias} ({line.mention.rule})",)
            yield row, (line.anchor, *told, line.before, line.text, line.after)
