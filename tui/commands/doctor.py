"""`ibid doctor`: what this terminal can do, where files are, whether all is sound."""

import locale
import os
import platform
import sys
from collections.abc import Iterator
from typing import Any

import click

from tui import __version__
from tui.commands.options import common, library, shared, sources
from tui.commands.output import emit
from tui.documents.repair import STAGES


@click.command()
@common
def doctor(as_json: bool, **options: Any) -> int:
    """Say what this terminal can do, where files lie, and whether catalogues and library are sound."""
    checks = [*_program(), *_terminal(), *_files(), *_catalogues(options), *_library(options), *_index(options)]
    emit((({"check": a, "value": b, "state": c}, (a, c, b)) for a, b, c in checks), as_json)
    return 2 if any(state == "fault" for _, _, state in checks) else 0


Check = tuple[str, str, str]
"""What, its value, and "ok", "note" or "fault"."""


def _program() -> Iterator[Check]:
    yield "ibid", __version__, "ok"
    yield "python", platform.python_version(), "ok"


def _terminal() -> Iterator[Check]:
    here = sys.stdin.isatty() and sys.stdout.isatty()
    yield "terminal", os.environ.get("TERM", "none") if here else "none: input or output is no terminal", "ok"
    colours = "24 bit" if os.environ.get("COLORTERM") in ("truecolor", "24bit") else "256 or fewer"
    yield "colours", "none, NO_COLOR is set" if os.environ.get("NO_COLOR") else colours, "ok"
    encoding = locale.getpreferredencoding(False)
    state = "ok" if encoding.lower().replace("-", "") == "utf8" else "note"
    yield "locale", encoding if state == "ok" else f"{encoding}: set LC_ALL=C.UTF-8 to see every character", state
    if os.environ.get("TMUX"):
        yield "tmux", "copying needs `set -g set-clipboard on` or `set -g allow-passthrough on`", "note"
    if os.environ.get("SSH_CONNECTION"):
        yield "ssh", "text is copied through the terminal (OSC 52)", "ok"


def _files() -> Iterator[Check]:
    from tui.settings import config, places

    yield "styles", str(places.shipped("styles")), "ok" if places.shipped("styles").is_dir() else "fault"
    yield "seeds", str(places.shipped("seeds")), "ok" if places.shipped("seeds").is_dir() else "fault"
    path = places.config_folder() / "config.toml"
    try:
        config.read(path, stages=STAGES)
        yield "config", str(path) if path.exists() else f"{path} (not there: nothing is set)", "ok"
    except config.ConfigError as error:
        yield "config", str(error), "fault"


def _catalogues(options: dict[str, Any]) -> Iterator[Check]:
    from tui.concepts import catalogue as catalogues
    from tui.settings import places

    paths = sources(options).catalogues()
    own = places.own_catalogue()
    if own not in paths:
        yield "catalogue", f"{own} (not there: your own concepts would go here)", "ok"
    try:
        merged = catalogues.read(*paths)
        for path in paths:
            yield "catalogue", str(path), "ok"
        yield "concepts", str(len(merged.concepts)), "ok"
        for one in catalogues.overrides(*paths):
            if one.name:
                told = f'"{one.name}": of {one.concept} in {one.later}, no longer of {one.loser} in {one.earlier}'
            else:
                told = f"{one.concept}: {one.later} stands in place of {one.earlier}"
            yield "override", told, "note"
    except catalogues.CatalogueError as error:
        yield "catalogue", str(error), "fault"


def _library(options: dict[str, Any]) -> Iterator[Check]:
    from tui.library.store import LibraryError, Store

    if (on_server := shared(options)) is not None:
        try:
            on_server.rows("select generation from ibid.about")
            yield "library", on_server.address.shown, "ok"
        except LibraryError as error:
            yield "library", str(error), "fault"
    path = library(options)
    if not path.exists():
        yield "library", f"{path} (not there yet: it is made when a document is first read)", "ok"
        return
    try:
        store = Store(path)
        found = store.sound()
        store.close()
        yield "library", str(path) if found == "ok" else f"{path}: {found}", "ok" if found == "ok" else "fault"
    except LibraryError as error:
        yield "library", str(error), "fault"


def _index(options: dict[str, Any]) -> Iterator[Check]:
    """What the library is searched by; of a shared one its server knows."""
    from tui.library.inspecting import inspect
    from tui.library.store import LibraryError

    if "://" in (options.get("library") or ""):
        return
    here = sources(options)
    try:
        store = here.library()
        if store is None or not store.rows("select 1 from shelf limit 1"):
            return
        found = inspect(store, here.seeds, here.without())
    except LibraryError:  # it is told of as the library's
        return
    if found.fault:
        yield "index", f"{found.fault}; a search that meets the damage makes it anew", "fault"
    elif not found.there:
        yield "index", f"{found.folder} (not there yet: it is made at the next search)", "note"
    else:
        told = f"{found.documents:,} documents, {found.passages:,} passages, {found.size / 1e6:,.0f} MB"
        read = f"read by ibid {', '.join(found.versions)}" if found.versions else "empty"
        lag = [
            f"{found.lacks:,} to be read" if found.lacks else "",
            f"{found.surplus:,} to go" if found.surplus else "",
        ]
        lagging = ", ".join(filter(None, lag))
        state = f"lags: {lagging} at the next search" if lagging else "up to date"
        yield "index", f"{found.folder}: {told}, {read}; {state}", "note" if lagging else "ok"
