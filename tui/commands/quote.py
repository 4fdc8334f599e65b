"""`ibid quote`: quotation and citation."""

import sys
from collections.abc import Iterator
from typing import Any

import click

from tui.citations import formats
from tui.citations.quotation import AnchorError, Quotation, parse
from tui.citations.quotation import quote as quoted
from tui.commands.options import common, sources
from tui.commands.output import Row, emit, say
from tui.documents.model import Document
from tui.text.placeholders import safe


@click.command()
@click.argument("anchors", nargs=-1, required=True, metavar="ANCHOR...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(formats.NAMES),
    default="plain",
    help="How it is written; plain unless told.",
)
@common
def quote(anchors: tuple[str, ...], format_: str, as_json: bool, **options: Any) -> int:
    """Print the passage or sentence at each ANCHOR (KEY/s2/p4, KEY/s2/p4.3) with its citation.

    An anchor may be given as it was printed, with placeholders for what a file's name has of control characters.
    """
    form = formats.named(format_)
    quotations = list(_quotations(anchors, options))
    if as_json:
        return emit(((_row(one, form.cite(one)), ()) for one in quotations), as_json=True)
    for number, one in enumerate(quotations):
        for caution in one.cautions:
            say(f"{one.anchor}: {caution.kind}: {caution.reason}")
        sys.stdout.write(("\n" if number else "") + safe(form.write(one), lines=True) + "\n")
    return 0


def _quotations(anchors: tuple[str, ...], options: dict[str, Any]) -> Iterator[Quotation]:
    from tui.library.open import STANDARD_INPUT, open_reading

    opened: dict[str, Document] = {}
    for text in anchors:
        anchor = parse(text)
        if anchor.key == STANDARD_INPUT:
            raise AnchorError(f"{text}: what came by standard input is gone; save it to a file and quote from that")
        if anchor.key not in opened:
            opened[anchor.key] = open_reading(_meant(anchor.key), sources(options)).document
        yield quoted(opened[anchor.key], anchor.place, anchor.sentence)


def _meant(key: str) -> str:
    """The document's name behind the one that was printed.

    Raises:
        AnchorError: several files are printed so.
    """
    from tui.library.printed import files_printed_as

    found = files_printed_as(key)
    if len(found) > 1:
        raise AnchorError(f"{key}: {len(found)} files are printed so; ibid find --json tells them apart")
    return found[0] if found else key


def _row(one: Quotation, citation: str) -> Row:
    return {
        "anchor": one.anchor,
        "kind": one.kind,
        "quote": one.quote,
        "locator": one.locator,
        "citation": citation,
        "reference": one.reference,
        "cautions": [{"kind": caution.kind, "reason": caution.reason} for caution in one.cautions],
    }
