"""A small library for the screen: three texts beside the one that is open, indexed as `ibid add` does it."""

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from tests.app.conftest import Opened, reader
from tests.app.test_keys import settle
from tui.app.application import ReaderApp
from tui.app.widgets.search import Search
from tui.library.adding import add
from tui.library.indexed import LibraryIndex
from tui.library.shelf import Shelf
from tui.library.store import Store
from tui.settings import places

WEIRS = """---
title: On Weirs
authors: ["Fisher, Cleo"]
year: 1991
---

# 1. The first weir

A weir was built above the mill, and the miller paid no toll for it.

The toll of the weir is a toll on patience, as the bargemen said.

# 2. The second weir

Below the second weir the Harbour Board kept a lantern. Nobody paid for its oil.
"""
LOCKS = """---
title: Locks and Keepers
authors: ["Keeper, Dan"]
year: 2003
---

# 1. Keepers

Each keeper of a lock has a ledger, in which every toll is written.

A keeper who sleeps pays the toll himself.
"""
FERRIES = """# Ferries

The ferry asks no toll of those who row.
"""
TEXTS = {"weirs.md": WEIRS, "locks.md": LOCKS, "ferries.md": FERRIES}


def stocked(opened: Opened, texts: dict[str, str] = TEXTS, *, indexed: bool = True) -> Shelf:
    """Fill the library of the app under test; what ships is left out of it."""
    store = Store(opened.folder / "library.sqlite")
    shelf = Shelf(store)
    for key in places.seeds():
        shelf.hide(key)
    folder = opened.folder / "shelf"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
        assert add(folder / name, shelf).state == "added"
    if indexed:
        LibraryIndex(store, places.seeds()).catch_up()
    return shelf


def panel(app: ReaderApp) -> Search:
    """The search panel on the screen."""
    found = app.screen.query("#search").first()
    assert isinstance(found, Search)
    return found


async def answered(pilot: Pilot[int], there: "Callable[[], bool] | None" = None) -> None:
    """Wait until the panel has the answer to what is typed."""
    app = pilot.app
    assert isinstance(app, ReaderApp)
    await settle(pilot, lambda: panel(app).answer.text == panel(app).query_text)
    if there is not None:
        await settle(pilot, there)


def title(app: ReaderApp) -> str:
    """The title of the document on the screen."""
    return reader(app).session.document.title


def path_of(opened: Opened, name: str) -> Path:
    """Where a text of the library lies."""
    return opened.folder / "shelf" / name
