"""`ibid remove`: documents out of the library; their files stay where they are."""

from typing import Any

import click

from tui.commands.options import common, sources, writable
from tui.commands.output import emit, say


@click.command()
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@common
def remove(keys: tuple[str, ...], as_json: bool, **options: Any) -> int:
    """Take documents out of the library; files, marks and notes stay."""
    from tui.concepts.nearest import did_you_mean

    shelf = writable(options).shelf
    there = sources(options)
    known = there.all_keys()
    for key in keys:
        if key not in known:
            raise click.UsageError(f'no document "{key}" in the library{did_you_mean(key, known)}')
    for key in dict.fromkeys(keys):
        if key in there.seeds:
            shelf.hide(key)
            say(f"{key} is removed; ibid add {key} brings it back")
        else:
            shelf.drop(key)
            say(f"{key} is removed; its file stays where it is")
    return emit((({"key": key}, (key,)) for key in dict.fromkeys(keys)), as_json)
