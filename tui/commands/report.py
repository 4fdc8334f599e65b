"""`ibid report`: concepts, dispersion and co-occurrence as one page."""

import sys
from typing import Any

import click

from tui.commands.options import common
from tui.commands.output import say
from tui.commands.reports.formats import NAMES
from tui.commands.reports.formats import named as written


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
@click.option(
    "--concept", "names", multiple=True, metavar="CONCEPT", help="Only this one; may repeat. Two stand side by side."
)
@click.option(
    "--find", "queries", multiple=True, metavar="QUERY", help="Where this hits, counted like a concept; may repeat."
)
@common
def report(
    docs: tuple[str, ...],
    names: tuple[str, ...],
    queries: tuple[str, ...],
    form: str,
    limit: int,
    as_json: bool,
    **options: Any,
) -> int:
    """Print a page on the concepts of the documents, complete in itself; --json is --format json."""
    from tui.commands.gathered import gathered, id_of
    from tui.concepts.catalogue import find

    form = "json" if as_json else form
    analysis = gathered(docs, options, queries, references=True)
    chosen = [*(find(analysis.catalogue, name).id for name in names), *map(id_of, queries)]
    named_here = [one for one in dict.fromkeys(chosen) if one in analysis.spots]
    if not (named_here if chosen else analysis.spots):
        say("none of these is mentioned" if chosen else "no concept of the catalogues is mentioned")
        if form == "json":
            sys.stdout.write("[]\n")
        return 1
    for piece in written(form).write(analysis, limit, named_here):
        sys.stdout.write(piece)
    return 0
