"""`ibid [DOC...]`: the reader. Not a command one names."""

import sys
from pathlib import Path
from typing import Any

import click

from tui.commands.options import sources


@click.command(hidden=True)
@click.argument("docs", nargs=-1)
@click.option("--catalogue", multiple=True)
@click.option("--no-catalogue", is_flag=True)
@click.option("--library")
@click.pass_context
def read(context: click.Context, /, docs: tuple[str, ...], **options: Any) -> int:
    """Open the reader on these documents; else where you left off."""
    from tui.documents.reading import load
    from tui.library.open import locate

    for name in docs:
        # A file that is not there is the fault to tell first, with a terminal or without.
        if (path := locate(name, sources(options))) is not None:
            load(path, 0)
    if not sys.stdout.isatty() or not ((sys.stdin and sys.stdin.isatty()) or docs[:1] == ("-",)):
        raise click.UsageError(
            "the reader needs a terminal; `ibid passages DOC` prints a text, `ibid --help` says more"
        )
    catalogues = [Path(one) for one in options["catalogue"]]
    opened: int = context.obj(list(docs), catalogues, options["no_catalogue"], options["library"] or "")
    return opened
