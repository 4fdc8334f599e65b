"""A library added to and indexed by a child process: a thread would hold the interpreter while a page is to scroll.

    python -m tui.library.aside < ORDER

An order is one JSON object: `library`, `seeds` (key to path), `add` (paths), `without` (stages of repair left out),
`catalogues` (paths, the strongest last, by which what is added is linked; none: it is not), `beside` (whether those
beside documents count too), `shared` (address, folder and catalogues of a library on a server, which is added to
instead).
Each line that comes back is one too: `share` and `about` while it goes on, `fault` for what could not be read, and at
the end `done` with what was done, or `error`.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui.library.adding import Added
    from tui.library.open import Sources
    from tui.library.shared import SharedLibrary
    from tui.library.store import Store

_ROOT = Path(__file__).resolve().parents[2]
_Tell = Callable[[dict[str, Any]], None]


class Aside:
    """A child process at work on a library.

    Args:
        library: where it is.
        seeds: what ships, by key.
        add: files and folders to add; the index is caught up in any case.
        without: stages of repair that are switched off.
        shared: a library on a server that is added to in place of that one.
        catalogues: by which what is added is linked, the strongest last.
        beside: whether catalogues beside documents count too.
    """

    def __init__(
        self,
        library: Path,
        seeds: Mapping[str, Path],
        add: Iterable[Path] = (),
        without: frozenset[str] = frozenset(),
        shared: "SharedLibrary | None" = None,
        catalogues: Iterable[Path] = (),
        *,
        beside: bool = True,
    ) -> None:
        self._order: dict[str, Any] = {
            "library": os.fspath(library),
            "seeds": {key: os.fspath(path) for key, path in seeds.items()},
            "add": [os.fspath(path) for path in add],
            "without": sorted(without),
            "catalogues": [os.fspath(path) for path in catalogues],
            "beside": beside,
        }
        if shared is not None:
            address, folder, catalogues = shared.made_of
            self._order["shared"] = [address, os.fspath(folder), [os.fspath(path) for path in catalogues]]
        environment = {**os.environ, "PYTHONPATH": os.fspath(_ROOT)}
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-m", "tui.library.aside"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,  # what the terminal sends to us is not meant for it
        )

    def told(self) -> Iterator[dict[str, Any]]:
        """What the child tells, until it ends; call from a thread."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        try:
            self._child.stdin.write(json.dumps(self._order).encode())
            self._child.stdin.close()
            for line in self._child.stdout:
                yield json.loads(line)
        except (OSError, ValueError):  # it was ended, by us or by the system
            return
        finally:
            self.end()

    def end(self) -> None:
        """End the child; what it has committed stays, and the next one goes on from there."""
        if self._child.poll() is None:
            self._child.kill()
        self._child.wait()


def work(order: Mapping[str, Any], tell: _Tell) -> None:
    """Carry out an order.

    Args:
        order: as above.
        tell: takes what is to be told.
    """
    from tui.library.store import Store

    try:
        seeds = {key: Path(path) for key, path in order["seeds"].items()}
        without = frozenset(order.get("without", ()))
        paths = [Path(path) for path in order["add"]]
        if "shared" in order:
            counts = _add_shared(paths, _shared(*order["shared"]), seeds, tell)
        else:
            store = Store(Path(order["library"]))
            counts = _add(paths, _sources(order, store, seeds, without), store, tell) if paths else {}
            _catch_up(store, seeds, without, tell)
    except ValueError as error:
        tell({"error": str(error)})
    else:
        tell({"done": counts})


def _sources(order: Mapping[str, Any], store: "Store", seeds: Mapping[str, Path], without: frozenset[str]) -> "Sources":
    """The library with the catalogues of whoever gives the order."""
    from tui.library.open import Sources, waiting

    paths = tuple(Path(path) for path in order.get("catalogues", ()))
    beside = bool(order.get("beside", True))
    decided = tuple(waiting(store.path)) if beside else ()
    return Sources(seeds, lambda: paths, beside, lambda: decided, without=lambda: without, library=lambda: store)


def _add(paths: Iterable[Path], sources: "Sources", store: "Store", tell: _Tell) -> dict[str, int]:
    from tui.library.indexed import Following
    from tui.library.linking import linked_too
    from tui.library.several import add_all

    wanted, seeds = _wanted(paths, tell), sources.seeds
    with Following(store, seeds, without=sources.without(), count=len(wanted)) as index:
        read = linked_too(index, sources) if sources.catalogues() else index
        return _counted(wanted, add_all(wanted, store.shelf, [*seeds], read), tell)


def _add_shared(
    paths: Iterable[Path], library: "SharedLibrary", seeds: Mapping[str, Path], tell: _Tell
) -> dict[str, int]:
    from tui.library.several import add_all

    wanted = _wanted(paths, tell)
    return _counted(wanted, add_all(wanted, library.shelf, [*seeds]), tell) if wanted else {}


def _wanted(paths: Iterable[Path], tell: _Tell) -> list[Path]:
    from tui.library import adding

    left_out: list[str] = []
    wanted = list(adding.files(paths, left_out))
    for one in left_out:
        tell({"fault": one})
    return wanted


def _shared(address: str, folder: str, catalogues: Iterable[str]) -> "SharedLibrary":
    from tui.library.shared import SharedLibrary

    return SharedLibrary(address, Path(folder), map(Path, catalogues))


def _counted(wanted: Sequence[Path], adding: "Iterable[Added]", tell: _Tell) -> dict[str, int]:
    """Add files; gives how many were added, changed, moved, unchanged, or at fault."""
    counts = {"added": 0, "changed": 0, "moved": 0, "unchanged": 0, "fault": 0}
    tell({"share": 0.0, "about": "adding"})
    for number, added in enumerate(adding, 1):
        tell({"share": number / len(wanted), "about": "adding"})
        counts[added.state] += 1
        if added.state == "fault":
            tell({"fault": added.title})
    return counts


def _catch_up(store: "Store", seeds: Mapping[str, Path], without: frozenset[str], tell: _Tell) -> None:
    from tui.library.indexed import LibraryIndex

    index = LibraryIndex(store, seeds, without)
    for unread in index.catch_up(lambda key, share: tell({"share": share, "about": "indexing"})):
        tell({"fault": f"{unread.key}: not searched: {unread.reason}"})


def _print(told: dict[str, Any]) -> None:
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    work(json.load(sys.stdin), _print)
