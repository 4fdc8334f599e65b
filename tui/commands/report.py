"""`ibid report`: concepts, dispersion and co-occurrence as one page."""

import sys
from typing import Any

import click

from tui.commands.options import common
from tui.commands.output import say
from tui.commands.reports.formats import NAMES, named


@click.command()
@click.argument("docs", nargs=-1, required=True, metavar="DOC...")
@click.option(
    "--format", "form", type=click.Choice(NAMES), default="html", show_default=True, help="How it is written."
)
@click.option(
    "--limit",
    type=click.IntRange(1, 1_000),
    default=40,
    show_default=True,
    metavar="N",
    help="Concepts drawn and meetings quoted; tables hold all.",
)
@common
def report(docs: tuple[str, ...], form: str, limit: int, as_json: bool, **options: Any) -> int:
    """Print a page on the concepts of the documents, complete in itself; --json is --format json."""
    from tui.commands.gathered import gathered

    form = "json" if as_json else form
    analysis = gathered(docs, options)
    found = bool(analysis.spots)
    if not found:
        say("no concept of the catalogues is mentioned; `ibid suggest DOC` proposes some")
    if found or form in ("csv", "json"):
        for piece in named(form).write(analysis, limit):
            sys.stdout.write(piece)
    return 0 if found else 1
