"""`ibid index`: a back-of-the-book index of concepts."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from tui.commands.indexes.formats import NAMES, named
from tui.commands.options import common
from tui.commands.output import Row, emit, say

if TYPE_CHECKING:
    from tui.concepts.analysis import Analysis
    from tui.concepts.back_index import Entry, Letter


@click.command()
@click.argument("docs", nargs=-1, metavar="[DOC]...")
@click.option("--format", "form", type=click.Choice(NAMES), default="markdown", help="How it is written.")
@common
def index(docs: tuple[str, ...], form: str, as_json: bool, **options: Any) -> int:
    """Print an index of the concepts the documents name; without DOC, of the whole library."""
    from tui.commands.gathered import gathered
    from tui.concepts.back_index import back_index

    analysis = gathered(docs, options)
    letters = back_index(analysis)
    if not letters:
        say("no concept of the catalogues is mentioned")
    if as_json:
        return emit(((row, ()) for row in _rows(analysis, letters)), as_json=True)
    if not letters:
        return 1
    for piece in named(form).write(letters, analysis.documents):
        sys.stdout.write(piece)
    return 0


def _rows(analysis: "Analysis", letters: "list[Letter]") -> Iterator[Row]:
    for letter in letters:
        for entry in letter.entries:
            yield from _row(analysis, letter.name, entry, [])


def _row(analysis: "Analysis", letter: str, entry: "Entry", above: list[str]) -> Iterator[Row]:
    """An entry, then those below it, each with the labels it stands below.

    `locators` are `{"document", "section", "text", "from", "to"}`, `from` and `to` anchors; `passim` names documents.
    """
    yield {
        "letter": letter,
        "label": entry.label,
        "concept": entry.concept,
        "above": above,
        "locators": [
            {
                "document": analysis.documents[one.document].key,
                "section": one.section,
                "text": one.text,
                "from": one.anchors[0],
                "to": one.anchors[1],
            }
            for one in entry.locators
        ],
        "passim": [analysis.documents[number].key for number in sorted(entry.passim)],
        "see": entry.see,
        "see_also": entry.see_also,
    }
    for below in entry.entries:
        yield from _row(analysis, letter, below, [*above, entry.label])
