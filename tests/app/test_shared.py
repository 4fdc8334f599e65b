"""The reader on a library on a server: documents are listed, opened and read on; the places stay with the person."""

from pathlib import Path

import pytest

from tests.app.conftest import foot, head, screen_text
from tests.search.server.clusters import Cluster, new_database
from tui.app.ahead import _shared
from tui.app.reader import make_app
from tui.library.adding import add
from tui.library.shared import SharedLibrary
from tui.library.store import Store
from tui.search.server.connection import Address, Times
from tui.search.server.preparing import prepare


async def test_documents_are_listed_opened_and_read_on_while_the_server_is_away(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IBID_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("IBID_CONFIG", str(tmp_path / "config"))
    url = cluster.url(database=new_database(cluster))
    prepare(Address(url))
    path = tmp_path / "zebras.md"
    path.write_text("# On zebras\n\nZebras are striped.\n")
    add(path, SharedLibrary(url, tmp_path / "other").shelf)
    path.unlink()
    app = make_app([], library=url)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "The library: 1 documents, 1 unread" in screen_text(app)
        await app.open("zebras")
        await pilot.pause()
        assert "On zebras" in head(app)
        assert "Zebras are striped." in screen_text(app)
        _shared(url).server.times = Times(2, 1.0, 0.0)
        cluster.stop()
        try:
            await pilot.press("D")
            await pilot.pause()
            assert "can't connect" in foot(app)
            await pilot.press("q")
            await pilot.pause()
            assert "Zebras are striped." in screen_text(app)
        finally:
            cluster.start()
        await pilot.press("D")
        await pilot.pause()
        assert "The library: 1 documents, 0 unread" in screen_text(app)
        await pilot.press("q")
        await pilot.pause()
        app.keep()
    assert [one.title for one in Store(tmp_path / "data" / "library.sqlite").recent()] == ["On zebras"]
