"""`ibid variants`: wordings that may be variants of a known alias; accepted into a catalogue, or rejected for good."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.commands.options import common, editable, library, sources
from tui.commands.output import Row, emit, say

if TYPE_CHECKING:
    from tui.concepts.variants import Variant
    from tui.library.proposals import Proposals
    from tui.library.reading import Reading


class _Numbers(click.Command):
    """Takes several numbers behind one `--accept`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        spread: list[str] = []
        option, fresh = "", False
        for argument in args:
            if argument in ("--accept", "--reject"):
                option, fresh = argument, True
                spread.append(argument)
            elif option and argument.isascii() and argument.isdecimal():
                spread += [argument] if fresh else [option, argument]
                fresh = False
            else:
                option = ""
                spread.append(argument)
        return super().parse_args(ctx, spread)


@click.command(cls=_Numbers)
@click.argument("doc")
@click.option("--accept", type=int, multiple=True, metavar="N...", help="Write these to the catalogue.")
@click.option("--reject", type=int, multiple=True, metavar="N...", help="Never propose these again.")
@common
def variants(doc: str, accept: tuple[int, ...], reject: tuple[int, ...], as_json: bool, **options: Any) -> int:
    """Print the wordings of DOC that may be variants of known aliases, each with its number, score and channel."""
    from tui.library.decisions import Decisions
    from tui.library.open import open_reading
    from tui.library.proposals import Proposals
    from tui.library.store import Store

    reading = open_reading(doc, sources(options))
    store = Store(library(options))
    proposals = Proposals(reading, Decisions(store), editable(options, reading.path), _own(options))
    found = proposals.variants()
    if accept or reject:
        return _decide(proposals, found, accept, reject, as_json, reading)
    return emit(_rows(found, reading), as_json)


def _own(options: dict[str, Any]) -> Path:
    """The catalogue that a concept goes to which none of those that may be written has."""
    from tui.settings.places import own_catalogue

    named = options.get("catalogue", ())
    return Path(named[-1]) if options.get("no_catalogue") and named else own_catalogue()


def _rows(found: "list[Variant]", reading: "Reading") -> Iterator[tuple[Row, tuple[str, ...]]]:
    for one in found:
        anchor = reading.document.anchor(reading.document.passages[one.passage])
        row = {
            "number": one.number,
            "concept": one.concept,
            "alias": one.alias,
            "text": one.text,
            "anchor": anchor,
            "score": round(one.score, 3),
            "channel": one.channel,
        }
        how = f"{one.channel} {one.score:.2f}"
        yield row, (anchor, str(one.number), one.concept, how, f"{one.alias} ← {one.text}")


def _decide(
    proposals: "Proposals",
    found: "list[Variant]",
    accept: tuple[int, ...],
    reject: tuple[int, ...],
    as_json: bool,
    reading: "Reading",
) -> int:
    numbers = {one.number: one for one in found}
    for number in (*accept, *reject):
        if number not in numbers:
            there = f"there are 1 to {len(found)}" if found else "there are none"
            raise click.UsageError(f"no variant {number}; {there}")
    if both := set(accept) & set(reject):
        raise click.UsageError(f"variant {min(both)} can't be both accepted and rejected")
    for number in dict.fromkeys(accept):
        if not as_json and (difference := proposals.edit(numbers[number]).difference):
            from tui.text.placeholders import safe

            sys.stdout.write("".join(f"{safe(line)}\n" for line in difference.split("\n")))
        say(proposals.accept(numbers[number]).said)
    for number in dict.fromkeys(reject):
        say(proposals.reject(numbers[number]).said)
    if as_json:
        return emit(_rows([numbers[number] for number in (*accept, *reject)], reading), True)
    return 0
