"""A concept followed through several documents: those that are open, and all of the library."""

from tests.app.conftest import Opened, foot, head, page, reader, rows, screen_text
from tests.app.test_keys import linked, press, settle
from tui.app.application import ReaderApp
from tui.app.reader import make_app
from tui.app.screens.concept import ConceptScreen
from tui.library.adding import add
from tui.library.shelf import Shelf
from tui.library.store import Store

TEXTS = {
    "one": "# One\n\nThe Harbour Board met. HB pays.\n",
    "two": "# Two\n\nNobody met the Harbour Board.\n\n## Part\n\nHB and the Timber Council. TC and HB.\n",
    "three": "# Three\n\nNo board at all.\n",
}


def several(opened: Opened, *, shelved: bool = False) -> ReaderApp:
    library = opened.folder / "library.sqlite"
    paths = []
    for name, text in TEXTS.items():
        path = opened.folder / f"{name}.md"
        path.write_text(text, "utf-8")
        paths.append(str(path))
        if shelved:
            add(path, Shelf(Store(library)))
    names = paths[:1] if shelved else paths[:2]
    return make_app(names, catalogues=[opened.catalogue], no_catalogue=True, library=library)


async def widened(pilot, app: ReaderApp) -> ConceptScreen:
    await linked(pilot)
    await press(pilot, "c", "enter", "C", "W")
    screen = app.screen
    assert isinstance(screen, ConceptScreen)
    await settle(pilot, lambda: screen.study.several)
    await pilot.pause()
    return screen


async def test_one_key_widens_to_the_documents_that_are_open_and_back(opened: Opened) -> None:
    app = several(opened)
    async with app.run_test(size=(80, 24)) as pilot:
        await widened(pilot, app)
        assert "Harbour Board · 5 in 2 documents" in head(app)
        assert "5 lines" in rows(app)[2]
        assert sum("two.md" in row for row in rows(app)[3:8]) == 3
        for tab in ("names", "spread", "meets", "words", "map", "lines"):
            await press(pilot, "tab")
            assert f"[{tab}]" in rows(app)[1]
            if tab == "spread":
                assert "2 documents: " in screen_text(app)
        while "2 in" not in head(app):  # the seeds are a library of their own
            await press(pilot, "W")
            await pilot.pause()
        assert "2 lines" in rows(app)[2]


async def test_enter_opens_the_document_a_line_stands_in(opened: Opened) -> None:
    app = several(opened)
    async with app.run_test(size=(80, 24)) as pilot:
        first = reader(app)
        await widened(pilot, app)
        await press(pilot, "G", "enter")
        await pilot.pause()
        assert app.screen is not first
        assert reader(app).session.document.title == "Two"
        assert "TC and HB" in reader(app).session.document.passages[page(app).current].text
        assert "HB 3 of 3" in foot(app)
        await press(pilot, "q")
        assert app.screen is first


async def test_the_library_is_studied_as_one(opened: Opened) -> None:
    app = several(opened, shelved=True)
    async with app.run_test(size=(60, 20)) as pilot:
        screen = await widened(pilot, app)
        assert "the library" in screen.study.title
        assert len(screen.study.places) == 5


async def test_a_document_that_is_gone_is_told_and_nothing_else_is_lost(opened: Opened) -> None:
    app = several(opened)
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        (opened.folder / "two.md").unlink()
        await press(pilot, "c", "enter", "C", "W")
        await settle(pilot, lambda: "a key of the library" in foot(app))
        assert "Harbour Board · 2 in" in head(app)
