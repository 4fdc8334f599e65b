"""A document that another process converts: waited for, given up, told of when it is at fault."""

import asyncio
import zipfile
from pathlib import Path

import pytest

from tests.app.conftest import Opened, foot, page, reader, screen_text
from tests.app.test_keys import press, settle
from tests.documents.paper import column, pdf
from tui.app.ahead import Aside, Coming, slow
from tui.app.screens.reader import ReaderScreen
from tui.app.screens.waiting import WaitingScreen
from tui.app.shelf import Shelf
from tui.library.adding import add
from tui.library.shelf import Shelf as Documents
from tui.library.store import Store

PAGE = "<html><body><h1>The gate</h1><p>The Harbour Board keeps a gate.</p></body></html>"


class Never(Coming):
    """A document that does not come until it is given up."""

    def __init__(self) -> None:
        super().__init__(Shelf((), True))
        self.left_alone = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self.ended = False

    def reading(self) -> None:
        asyncio.run_coroutine_threadsafe(self.left_alone.wait(), self._loop).result(20)
        raise ValueError("the process ended early")

    def _kill(self) -> None:
        self.ended = True
        self.left_alone.set()


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the program starts: threads that other tests left behind would keep it from having a child."""
    monkeypatch.setattr("tui.app.ahead.threading.active_count", lambda: 1)


async def test_a_page_is_read_by_another_process_and_linked(opened: Opened) -> None:
    app = opened.app()
    path = opened.folder / "gate.html"
    path.write_text(PAGE)
    async with app.run_test(size=(80, 24)) as pilot:
        before = reader(app)
        assert await app.open(str(path)) == ""
        await settle(pilot, lambda: isinstance(app.screen, ReaderScreen) and app.screen is not before)
        await settle(pilot, lambda: "The Harbour Board keeps a gate." in screen_text(app))
        await settle(pilot, lambda: reader(app).session.linked)
        assert "hb" in reader(app).session.by_concept
        assert app.screen_stack[-2] is before


async def test_what_is_wrong_with_a_file_is_said_where_one_was(opened: Opened) -> None:
    app = opened.app()
    path = opened.folder / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(20_000_000))
    async with app.run_test(size=(80, 24)) as pilot:
        before, place = reader(app), page(app).place
        assert await app.open(str(path)) == ""
        await settle(pilot, lambda: app.screen is before)
        assert "it is no text" in foot(app)
        assert page(app).place == place


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_waiting_is_given_up(opened: Opened, key: str) -> None:
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        before = reader(app)
        coming = Never()
        await app.push_screen(WaitingScreen(coming, "/far/away/[b]book\x1b.epub"))
        await settle(pilot, lambda: "is being read" in screen_text(app))
        assert "[b]book" in screen_text(app)
        assert "\x1b" not in screen_text(app)
        await press(pilot, key)
        await settle(pilot, lambda: app.screen is before)
        assert coming.ended


async def test_a_document_of_the_library_is_waited_for_by_its_key(opened: Opened) -> None:
    path = opened.folder / "gate.html"
    path.write_text(PAGE)
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        add(path, Documents(Store(app.keeping.path)), ())
        (opened.folder / "gate").write_text("A file with the name of the key.")
        assert await app.open("gate", held=True) == ""
        assert isinstance(app.screen, WaitingScreen)
        await settle(pilot, lambda: "The Harbour Board keeps a gate." in screen_text(app))


async def test_the_first_document_is_waited_for_as_well(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.app.ahead._MOMENT", 0.0)
    app = opened.app(PAGE, "gate.html")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, lambda: isinstance(app.screen, ReaderScreen))
        await settle(pilot, lambda: reader(app).session.linked)
        assert "The Harbour Board keeps a gate." in screen_text(app)


async def test_the_first_document_at_fault_ends_the_reader(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.app.ahead.Coming.takes_long", lambda self: True)
    app = opened.app(b"%PDF-1.4 cut", "gate.pdf")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, lambda: bool(app.fault))
    assert app.return_code == 2
    assert "gate.pdf: this PDF is broken" in app.fault


async def test_a_pdf_of_many_pages_shows_its_first_ones(opened: Opened) -> None:
    pages = [column(60, 700, f"The Harbour Board counts page {number} and its line", 12) for number in range(1, 31)]
    app = opened.app(pdf(pages), "gate.pdf")
    async with app.run_test(size=(80, 24)) as pilot:
        assert reader(app).session.document.provisional
        assert "counts page 1" in screen_text(app)
        await settle(pilot, lambda: not reader(app).session.document.provisional)
        await settle(pilot, lambda: reader(app).session.linked)
        assert len(reader(app).session.document.pages) == 30
        await press(pilot, "G")
        assert "page 30" in screen_text(app)


def test_a_child_that_is_killed_is_an_error_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "gate.html"
    path.write_text(PAGE)
    coming = Aside(str(path), Shelf((), True))
    coming._child.kill()
    with pytest.raises(ValueError, match="ended early"):
        coming.reading()


def test_what_is_slow_is_known_by_its_bytes(tmp_path: Path) -> None:
    small, middle = tmp_path / "a.txt", tmp_path / "b.txt"
    small.write_text("small")
    middle.write_text("word " * 60_000)
    page = tmp_path / "c"
    page.write_text(PAGE)
    assert [slow(path) for path in (small, middle, page, tmp_path / "gone.epub", tmp_path / "gone.txt", None)] == [
        False, True, True, True, False, False,
    ]  # fmt: skip
