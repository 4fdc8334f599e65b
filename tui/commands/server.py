"""`ibid server`: a library shared through PostgreSQL, prepared and kept."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.commands.options import common, shared
from tui.commands.output import bar_width, emit, say

if TYPE_CHECKING:
    from tui.library.shared import SharedLibrary


@click.group()
def server() -> None:
    """Prepare a library on PostgreSQL, and keep its catalogues.

    Each takes --json, and the library as --library postgresql://[USER@]HOST[:PORT]/DATABASE. Passwords are taken
    from ~/.pgpass, PGPASSWORD or a service file, as libpq has them.
    """


@server.command()
@click.option("--nodes", metavar="HOST,HOST,...", default="", help="Servers that the passages are spread over.")
@click.option("--partitions", type=click.IntRange(1, 256), help="Tables that the passages are kept in.")
@click.option("--reader", "readers", multiple=True, metavar="ROLE", help="Who may read; may repeat.")
@click.option("--editor", "editors", multiple=True, metavar="ROLE", help="Who may add and remove; may repeat.")
@common
def init(
    nodes: str,
    partitions: int | None,
    readers: tuple[str, ...],
    editors: tuple[str, ...],
    as_json: bool,
    **options: Any,
) -> int:
    """Make the library: its tables, its roles ibid_reader and ibid_editor, and what ships with ibid in it.

    With --nodes, passages are spread over other servers by postgres_fdw; HOST is a name or address with its port,
    as in db1:5432, and HOST/HOST a server and its replica, which answers when the first is away. Called again it
    changes nothing but grants, and brings an older library up to date.
    """
    from tui.search.server.nodes import read_nodes
    from tui.search.server.preparing import prepare

    library = _library(options)
    done = prepare(library.address, read_nodes(nodes), partitions, readers=readers, editors=editors)
    for line in done:
        say(line)
    found = _add_seeds(library)
    row = {"library": library.address.shown, "done": [*done], "documents": found}
    return emit([(row, (library.address.shown, f"{found} documents that ship are in it"))], as_json)


@server.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("--remove", "removed", multiple=True, metavar="NAME", help="Take this catalogue out; may repeat.")
@common
def catalogue(files: tuple[Path, ...], removed: tuple[str, ...], as_json: bool, **options: Any) -> int:
    """Give the library catalogues (TOML), for all its readers, and link its documents anew; without FILE, list them."""
    from tui.concepts.catalogue import read

    library = _library(options)
    texts = {}
    for path in files:
        read(path)  # a catalogue at fault is told of before anything is changed
        texts[path.stem] = path.read_text(encoding="utf-8")
    known = [str(name) for (name,) in library.rows("select name from ibid.catalogue order by name")]
    for name in removed:
        if name not in known:
            from tui.concepts.nearest import did_you_mean

            raise click.UsageError(f'no catalogue "{name}" in the library{did_you_mean(name, known)}')
    for name, text in texts.items():
        library.put_catalogue(name, text)
    for name in removed:
        library.drop_catalogue(name)
    if texts or removed:
        _relink(library)
    left = [name for (name,) in library.rows("select name from ibid.catalogue order by name")]
    code = emit((({"name": name}, (name,)) for name in left), as_json)
    return 0 if texts or removed else code


@server.command()
@common
def status(as_json: bool, **options: Any) -> int:
    """Say what the library holds, and whether each of its servers answers."""
    from tui.search.server.nodes import states

    library = _library(options)
    rows = states(library.server)
    emit((({"what": a, "value": b, "state": c}, (a, c, b)) for a, b, c in rows), as_json)
    return 2 if any(state == "fault" for _, _, state in rows) else 0


def _library(options: dict[str, Any]) -> "SharedLibrary":
    library = shared(options)
    if library is None:
        raise click.UsageError("--library postgresql://[USER@]HOST[:PORT]/DATABASE must say where")
    return library


def _add_seeds(library: "SharedLibrary") -> int:
    """Put what ships into the library, where it is not there as this program has it; gives how many there are."""
    from tui.library import adding
    from tui.settings import places

    for key, path in places.seeds().items():
        adding.add_shipped(key, path, library.shelf)
    return len(places.seeds())


def _relink(library: "SharedLibrary") -> None:
    keys = [str(key) for (key,) in library.rows("select key from ibid.document order by number")]
    hidden, width = not sys.stderr.isatty(), bar_width()
    with click.progressbar(keys, label="linking", file=sys.stderr, hidden=hidden, width=width) as waiting:
        for key in waiting:
            library.relink(key)
    say(f"{len(keys):,} documents linked anew")
