"""`ibid suggest`: concepts that the catalogue lacks, as a catalogue to edit."""

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from tui.commands.options import common, sources
from tui.commands.output import emit

if TYPE_CHECKING:
    from tui.concepts.suggestions import Suggestion


@click.command()
@click.argument("doc")
@common
def suggest(doc: str, as_json: bool, **options: Any) -> int:
    """Print the concepts of DOC that no catalogue has, as a catalogue to edit, each with its evidence."""
    from tui.concepts import suggestions
    from tui.library.open import open_reading

    reading = open_reading(doc, sources(options))
    found = suggestions.suggest(reading.document, reading.catalogue)
    if as_json:
        rows = (
            {"label": o.label, "kind": o.kind, "aliases": list(o.aliases), "evidence": list(o.evidence)} for o in found
        )
        return emit(((row, ()) for row in rows), True)
    if found:
        _print(found, reading.catalogue.concepts)
    return 0 if found else 1


def _print(found: "list[Suggestion]", known: Iterable[str]) -> None:
    """TOML that our reader takes; everything from the text is written as a string or made safe in a comment."""
    from tui.concepts.ids import id_for
    from tui.concepts.suggestions import apart, rules_of
    from tui.text.placeholders import safe

    taken = set(known)
    sys.stdout.write("# Concepts that may be missing: delete what is none, mend labels and kinds, add aliases.\n")
    sys.stdout.write('[catalogue]\ntitle = "Suggestions"\n')
    for one, lost in apart(found):
        id = id_for(one.label, one.aliases, taken)
        taken.add(id)
        aliases = ", ".join(map(_text, one.aliases))
        sys.stdout.write(f"\n# {safe(', '.join(one.evidence))}\n")
        if lost:
            sys.stdout.write(f"# another concept has {safe(', '.join(lost))}, which stands for this one too\n")
        sys.stdout.write(f"[[concept]]\nid = {_text(id)}\nkind = {_text(one.kind)}\nlabel = {_text(one.label)}\n")
        if aliases:
            sys.stdout.write(f"aliases = [{aliases}]\n")
        for rule in rules_of(one):
            sys.stdout.write(f"[[concept.rule]]\nalias = {_text(rule.alias)}\ncase = true\n")


def _text(value: str) -> str:
    """A TOML string: JSON's is one, but for what TOML will not have raw."""
    from tui.text.placeholders import escape_json

    return escape_json(json.dumps(value, ensure_ascii=False)).replace("\x7f", "\\u007f")
