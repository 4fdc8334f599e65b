"""The options that every command takes, and what they stand for."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.documents.repair import STAGES

if TYPE_CHECKING:
    from tui.library.open import Sources
    from tui.library.shared import SharedLibrary
    from tui.library.store import Store


def common(command: Callable[..., int]) -> Callable[..., int]:
    """Add `--json`, `--catalogue`, `--no-catalogue` and `--library`."""
    for option in (
        click.option("--library", metavar="LIBRARY", help="Another library: a file, or postgresql://..."),
        click.option("--no-catalogue", is_flag=True, help="Only the catalogues named by --catalogue."),
        click.option("--catalogue", "catalogue", multiple=True, metavar="FILE", help="A catalogue to add; may repeat."),
        click.option("--json", "as_json", is_flag=True, help="One JSON array."),
    ):
        command = option(command)
    return command


def switches(command: Callable[..., int]) -> Callable[..., int]:
    """Add `--without`."""
    told = f"A stage of repair to leave out; may repeat: {', '.join(STAGES)}."
    stage = click.Choice(STAGES)
    return click.option("--without", multiple=True, metavar="STAGE", type=stage, help=told)(command)


def sources(options: dict[str, Any]) -> "Sources":
    """Where documents and catalogues come from, as the options have it."""
    from tui.library.open import Sources, referred, waiting
    from tui.settings import places

    named = tuple(Path(one) for one in options.get("catalogue", ()))

    def without() -> frozenset[str]:
        return _switched_off().union(options.get("without", ()))

    on_server, own = shared(options), opened(options)
    if options.get("no_catalogue"):
        return Sources(
            places.seeds(), lambda: named, beside=False, library=own, without=without, shared=lambda: on_server
        )
    kept = library(options)

    def catalogues() -> tuple[Path, ...]:
        paths = (*places.catalogues(), *named)
        return on_server.among(paths) if on_server is not None else paths

    return Sources(
        places.seeds(),
        catalogues,
        decided=cache(lambda: tuple(waiting(kept))),
        referred=cache(lambda: referred(kept)),
        library=own,
        without=without,
        shared=lambda: on_server,
    )


def _switched_off() -> frozenset[str]:
    """The stages of repair that the person has switched off in config.toml."""
    from tui.settings import places

    path = places.config_folder() / "config.toml"
    if not path.exists():
        return frozenset()
    from tui.settings.config import read

    return read(path, stages=STAGES).without


def library(options: dict[str, Any]) -> Path:
    """The file of the library that keeps what this person leaves behind; beside a shared one, their own."""
    from tui.settings import places

    named = options.get("library")
    return Path(named) if named and not places.is_server(named) else places.library_file()


def shared(options: dict[str, Any]) -> "SharedLibrary | None":
    """The library on a server that is named, not asked yet; None for one in a file.

    Raises:
        LibraryError: its address can't be read.
    """
    from tui.settings import places

    named = options.get("library")
    if not named or not places.is_server(named):
        return None
    from tui.library.shared import SharedLibrary

    return SharedLibrary(named, places.servers_folder(), (places.seed_catalogue(),))


def writable(options: dict[str, Any]) -> "Store | SharedLibrary":
    """The library, made where its file is not there yet.

    Raises:
        LibraryError: it can't be used.
    """
    if (on_server := shared(options)) is not None:
        return on_server
    from tui.library.store import Store

    return Store(library(options))


def opened(options: dict[str, Any]) -> "Callable[[], Store | None]":
    """Gives the library in a file once it is asked for, opened once; nothing where it is not there yet."""

    @cache
    def opening() -> "Store | None":
        path = library(options)
        if not path.exists():
            return None
        from tui.library.store import Store

        return Store(path)

    return opening


def editable(options: dict[str, Any], document: Path | None) -> tuple[Path, ...]:
    """The catalogues that may be written, the strongest last; what ships is none of them."""
    from tui.library.open import beside
    from tui.settings import places

    named = tuple(Path(one) for one in options.get("catalogue", ()))
    if options.get("no_catalogue"):
        return named
    return tuple(path for path in (places.own_catalogue(), *named, beside(document)) if path is not None)
