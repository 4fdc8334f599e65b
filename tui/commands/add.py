"""`ibid add`: documents into the library."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.commands.options import common, sources, writable
from tui.commands.output import Row, bar_width, emit, say

if TYPE_CHECKING:
    from tui.library.adding import Added
    from tui.library.open import Sources
    from tui.library.shared import SharedLibrary
    from tui.library.shared_shelf import SharedShelf
    from tui.library.shelf import Shelf
    from tui.library.store import Store


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@common
def add(paths: tuple[str, ...], as_json: bool, **options: Any) -> int:
    """Add files, and the texts of folders, to the library; what has not changed since costs nothing."""
    from tui.settings import places

    kept = writable(options)
    shelf = kept.shelf
    seeds = places.seeds()
    for name in paths:  # a document that ships comes back by its key
        if name in seeds and not Path(name).exists():
            shelf.unhide(name)
            say(f"{name} is in the library again")
    wanted = [Path(name) for name in paths if name not in seeds or Path(name).exists()]
    found, stopped = _added(wanted, kept, sources(options))
    faults = [one for one in found if one.state == "fault"]
    for one in faults:
        say(one.title)
    if found:
        _sum_up(found)
    if stopped:
        say(stopped)
    code = emit(_rows(found, shelf), as_json)
    restored = any(name in seeds for name in paths)
    return 2 if stopped or (faults and len(faults) == len(found)) else 0 if restored else code


def _added(paths: list[Path], library: "Store | SharedLibrary", there: "Sources") -> "tuple[list[Added], str]":
    """What became of the files, and what stopped the adding, if anything did."""
    from tui.library import adding
    from tui.library.indexed import Following
    from tui.library.linking import linked_too
    from tui.library.several import add_all
    from tui.library.store import Store

    left_out: list[str] = []
    wanted, shelf, seeds = list(adding.files(paths, left_out)), library.shelf, there.seeds
    for one in left_out:
        say(one)
    if not isinstance(library, Store):  # a shared library indexes what it is given
        return _told(add_all(wanted, shelf, [*seeds]), len(wanted))
    with Following(library, seeds, without=there.without(), count=len(wanted)) as index:
        found = _told(add_all(wanted, shelf, [*seeds], linked_too(index, there)), len(wanted))
    if index.fault:
        say(f"{index.fault}; the next search makes up for it")
    return found


def _told(adding: "Iterator[Added]", count: int) -> "tuple[list[Added], str]":
    """Files as they are added, with a bar that tells how far it is; and why it stopped before the end, if it did."""
    from tui.library.store import LibraryError

    hidden, found = not sys.stderr.isatty(), []
    try:
        with click.progressbar(
            adding, length=count, label="adding", file=sys.stderr, hidden=hidden, width=bar_width()
        ) as told:
            for one in told:
                found.append(one)  # noqa: PERF402 - what was added before a fault is told too
    except LibraryError as error:
        left = f"; {count - len(found):,} of {count:,} files were not reached" if count > 1 else ""
        return found, f"{error}{left}"
    return found, ""


def _sum_up(found: "list[Added]") -> None:
    words = {"added": "added", "changed": "read anew", "moved": "moved", "unchanged": "unchanged"}
    words["fault"] = "could not be read"
    counts = {state: sum(one.state == state for one in found) for state in words}
    say(", ".join(f"{count:,} {words[state]}" for state, count in counts.items() if count))


def _rows(found: "list[Added]", shelf: "Shelf | SharedShelf") -> Iterator[tuple[Row, tuple[str, ...]]]:
    from tui.commands.list import row_of

    for one in found:
        entry = shelf.entry(one.key) if one.key else None
        if entry is not None:
            yield {**row_of(entry), "state": one.state}, (one.key, one.state, one.title)
