"""The reader on a library on a server: listed, searched, opened, added to; read on while the server is away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.conftest import flat, foot, head, screen_text
from tests.app.library import FERRIES, LOCKS, WEIRS, answered, panel, title
from tests.app.test_keys import press, settle
from tests.search.server.clusters import Cluster, new_database
from tui.app.application import ReaderApp
from tui.app.reader import make_app
from tui.app.shelf import _shared
from tui.library.adding import add
from tui.library.shared import SharedLibrary
from tui.library.store import Store
from tui.search.server.connection import Address, Times
from tui.search.server.preparing import prepare


@pytest.fixture
def url(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A shared library with two texts, added on another host; away from the person's own library and settings."""
    monkeypatch.setenv("IBID_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("IBID_CONFIG", str(tmp_path / "config"))
    made = cluster.url(database=new_database(cluster))
    prepare(Address(made))
    for name, text in (("weirs.md", WEIRS), ("locks.md", LOCKS)):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        add(path, SharedLibrary(made, tmp_path / "other").shelf)
        path.unlink()
    yield made
    if _shared.cache_info().currsize:
        _shared(made).server.close()
        _shared.cache_clear()


def on(url: str) -> ReaderApp:
    app = make_app([], library=url)
    _shared(url).server.times = Times(2, 1.0, 0.0)
    return app


async def test_documents_are_listed_opened_and_read_on_while_the_server_is_away(
    url: str, cluster: Cluster, tmp_path: Path
) -> None:
    app = on(url)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, lambda: "The library: 2 documents, 2 unread" in screen_text(app))
        await press(pilot, "i", *"weirs", "enter", "enter")
        await settle(pilot, lambda: "Fisher 1991" in head(app))
        assert "A weir was built" in flat(app)
        cluster.stop()
        try:
            await press(pilot, "D")
            await settle(pilot, lambda: "can't connect" in foot(app))
            await press(pilot, "q")
            assert "A weir was built" in flat(app)
        finally:
            cluster.start()
        await press(pilot, "D")
        await settle(pilot, lambda: "The library: 2 documents, 1 unread" in screen_text(app))
        await press(pilot, "q")
        app.keep()
    assert [one.title for one in Store(tmp_path / "data" / "library.sqlite").recent()] == ["On Weirs"]


async def test_the_panel_forgives_typos_and_its_hits_are_opened_and_walked(url: str) -> None:
    app = on(url)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, lambda: "The library: 2 documents" in screen_text(app))
        await press(pilot, "/", *"legder")
        await answered(pilot, lambda: [hit.document for hit in panel(app).answer.hits] == ["locks"])
        await press(pilot, *["backspace"] * 6, *"toll by:fisher")
        await answered(pilot, lambda: {hit.document for hit in panel(app).answer.hits} == {"weirs"})
        await press(pilot, *["backspace"] * 10)
        await answered(pilot, lambda: {hit.document for hit in panel(app).answer.hits} == {"weirs", "locks"})
        first = panel(app).answer.hits[0].document
        await press(pilot, "enter")
        await settle(pilot, lambda: title(app) in ("On Weirs", "Locks and Keepers"))
        assert ("weirs" if title(app) == "On Weirs" else "locks") == first
        here = title(app)
        for _ in range(4):
            await press(pilot, "n")
        await settle(pilot, lambda: title(app) != here)


async def test_a_search_while_the_server_is_away_says_so_and_answers_when_it_is_back(
    url: str, cluster: Cluster
) -> None:
    app = on(url)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, lambda: "The library: 2 documents" in screen_text(app))
        await press(pilot, "/", *"toll")
        await answered(pilot, lambda: bool(panel(app).answer.hits))
        cluster.stop()
        try:
            await press(pilot, *"s")
            await answered(pilot, lambda: "can't connect" in panel(app).answer.error)
            assert "can't connect" in screen_text(app)
        finally:
            cluster.start()
        await press(pilot, "backspace")
        await answered(pilot, lambda: bool(panel(app).answer.hits))


async def test_what_is_put_in_is_found_by_all_and_what_is_taken_out_by_none(url: str, tmp_path: Path) -> None:
    app, theirs = on(url), SharedLibrary(url, tmp_path / "theirs")
    (tmp_path / "ferries.md").write_text(FERRIES, "utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, lambda: "The library: 2 documents" in screen_text(app))
        await press(pilot, "P", *str(tmp_path / "ferries.md"), "enter")
        await settle(pilot, lambda: "The library: 3 documents" in screen_text(app))
        assert {entry.key for entry in theirs.shelf.entries()} == {"weirs", "locks", "ferries"}
        await press(pilot, "i", *"ferries", "enter", "T", "y")
        await settle(pilot, lambda: {entry.key for entry in theirs.shelf.entries()} == {"weirs", "locks"})
        await settle(pilot, lambda: "· Ferries" not in screen_text(app))
