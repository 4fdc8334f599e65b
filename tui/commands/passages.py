"""`ibid passages`: the text, passage by passage."""

from collections.abc import Iterator
from typing import Any

import click

from tui.commands.options import common, sources, switches
from tui.commands.output import Row, emit
from tui.documents.model import Document, Passage, Role

_ROLES = (*(role.value for role in Role), "all")


@click.command()
@click.argument("doc")
@click.option("--role", type=click.Choice(_ROLES), default="body", help="Which passages; body unless told.")
@click.option("--section", metavar="N", help="Only this section and those below it.")
@switches
@common
def passages(doc: str, role: str, section: str | None, as_json: bool, **options: Any) -> int:
    """Print the text of DOC, passage by passage."""
    from tui.library.open import open_reading

    document = open_reading(doc, sources(options)).document
    return emit(((_row(document, one), _fields(document, one)) for one in _chosen(document, role, section)), as_json)


def _chosen(document: Document, role: str, section: str | None) -> Iterator[Passage]:
    numbers: set[str] | None = None
    if section is not None:
        numbers = {inside.number for inside in document.within(section)}
        if not numbers:
            there = ", ".join(one.number for one in document.sections)
            raise click.UsageError(f'no section "{section}" in this document; there are {there}')
    for passage in document.passages:
        if role in ("all", passage.role.value) and (numbers is None or passage.section in numbers):
            yield passage


def _row(document: Document, passage: Passage) -> Row:
    return {
        "anchor": document.anchor(passage),
        "role": passage.role.value,
        "section": passage.section,
        "number": passage.number,
        "text": passage.text,
        "spans": [list(span) for span in passage.spans],
        "repairs": [
            {"kind": one.kind, "at": one.at, "before": one.before, "after": one.after} for one in passage.repairs
        ],
    }


def _fields(document: Document, passage: Passage) -> tuple[str, ...]:
    return document.anchor(passage), passage.text
