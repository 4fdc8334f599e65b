"""The documents screen: what the library has, in order, searched; added to and taken from."""

import pytest

from tests.app.conftest import SIZES, Opened, foot, rows, screen_text
from tests.app.library import FERRIES, answered, panel, stocked
from tests.app.test_keys import linked, press, settle
from tui.app.application import ReaderApp
from tui.app.widgets.documents import Documents
from tui.library.shelf import Shelf
from tui.library.store import Store

sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


def listed(app: ReaderApp) -> list[str]:
    """The titles of the library, as they are listed."""
    view = app.screen.query(Documents).first()
    return [line.title for line in view._lines if line.book is not None]


@sizes
async def test_the_library_is_sorted_filtered_and_told_of(opened: Opened, size: tuple[int, int]) -> None:
    stocked(opened)
    app = opened.app()
    async with app.run_test(size=size) as pilot:
        await linked(pilot)
        await press(pilot, "D")
        assert listed(app) == ["Ferries", "Locks and Keepers", "On Weirs"]
        await press(pilot, "s")
        assert listed(app) == ["On Weirs", "Locks and Keepers", "Ferries"], "by author, those without one last"
        await press(pilot, "s")
        assert listed(app) == ["On Weirs", "Locks and Keepers", "Ferries"], "by year"
        await press(pilot, "s")
        assert listed(app)[0] == "On Weirs", "the longest first"
        await press(pilot, "s", "s")
        assert listed(app)[-1] == "On Weirs", "the latest first"
        await press(pilot, "i", *"keep", "enter")
        assert listed(app) == ["Locks and Keepers"]
        shown = screen_text(app)
        assert "Keeper, Dan · 2003" in shown
        assert "2 passages" in shown
        assert "not read yet" in shown
        assert "· Locks and Keepers" in shown
        await press(pilot, "enter")
        assert "Keeper 2003" in rows(app)[0]
        await press(pilot, "q")
        assert "not read yet" not in screen_text(app)
        await press(pilot, "escape", "escape")


async def test_a_document_is_taken_out_only_when_one_says_so(opened: Opened) -> None:
    shelf = stocked(opened)
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "D", "T")
        assert "Only a document of the library" in foot(app)
        await press(pilot, "i", *"ferries", "enter", "T")
        assert "Take “Ferries” out" in foot(app)
        await press(pilot, "n")
        assert "It stays" in foot(app)
        assert shelf.entry("ferries") is not None
        await press(pilot, "T", "y")
        assert shelf.entry("ferries") is None
        assert (opened.folder / "shelf" / "ferries.md").exists()
        await settle(pilot, lambda: not app.upkeep.busy)
        await press(pilot, "escape", "/", *"ferry")
        await answered(pilot)
        assert all(hit.document != "ferries" for hit in panel(app).answer.hits)


async def test_a_folder_is_added_behind_the_page_and_what_can_not_be_read_is_listed(opened: Opened) -> None:
    folder = opened.folder / "new"
    folder.mkdir()
    (folder / "ferries.md").write_text(FERRIES, "utf-8")
    (folder / "empty.txt").write_text("")
    store = Store(opened.folder / "library.sqlite")
    for key in ("yuan2023", "guide"):
        Shelf(store).hide(key)
    app = opened.app()
    async with app.run_test(size=(100, 30)) as pilot:
        await linked(pilot)
        await press(pilot, "D", "P", *str(opened.folder / "ne"))
        assert "     new/" in screen_text(app)
        await press(pilot, "tab")
        assert "     ferries.md" in screen_text(app)
        await press(pilot, "enter")
        await settle(pilot, lambda: "could not be read" in foot(app))
        assert "1 added, 1 could not be read." in foot(app)
        await settle(pilot, lambda: "empty.txt" in screen_text(app))
        await press(pilot, "escape")
        assert listed(app) == ["Ferries"]
        await press(pilot, "/", *"row")
        await answered(pilot)
        assert panel(app).answer.hits
        await press(pilot, "escape", "P", *str(opened.folder / "nowhere"), "enter")
        await settle(pilot, lambda: "nowhere" in screen_text(app) and "could not be read" in foot(app))


async def test_what_ships_is_searched_before_anything_was_added(opened: Opened) -> None:
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "D", "/", *"mission creep")
        await settle(pilot, lambda: bool(panel(app).answer.hits))
        await settle(pilot, lambda: {"yuan2023", "guide"} == {hit.document for hit in panel(app).answer.hits})
        await press(pilot, "ctrl+t")
        assert "No document is open here" in foot(app)


async def test_what_ships_is_taken_out_and_put_back(opened: Opened) -> None:
    app = opened.app()
    async with app.run_test(size=(100, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "D", "j", "T")
        assert "Take “The guide to ibid” out" in foot(app)
        await press(pilot, "y")
        assert "not in the library; P guide puts it back" in screen_text(app)
        await settle(pilot, lambda: not app.upkeep.busy)
        await press(pilot, "T")
        assert "Only a document of the library" in foot(app)
        await press(pilot, "P", *"guide", "enter")
        assert "not in the library" not in screen_text(app)
        await settle(pilot, lambda: not app.upkeep.busy)


async def test_a_fault_behind_the_page_is_one_line_and_a_file(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: object, hit: object) -> None:
        raise RuntimeError("a bug")

    stocked(opened)
    monkeypatch.setattr("tui.app.holdings.Holdings.around", broken)
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "/", "ctrl+t", *"patience")
        await settle(pilot, lambda: "fault.log says more" in foot(app))
        await press(pilot, "enter")
        await settle(pilot, lambda: "Fisher 1991" in rows(app)[0])
    assert "a bug" in (opened.folder / "data" / "fault.log").read_text()


async def test_titles_are_sorted_by_the_value_of_their_figures_and_what_lacks_is_said(opened: Opened) -> None:
    titles = ("10. Ten", "2. Two", "'A' quoted")
    stocked(opened, {f"{n}.md": f'---\ntitle: "{title}"\n---\n\nText.\n' for n, title in enumerate(titles)})
    app = opened.app()
    async with app.run_test(size=(60, 20)) as pilot:
        await linked(pilot)
        await press(pilot, "D")
        assert listed(app) == ["2. Two", "10. Ten", "'A' quoted"]
        await press(pilot, "i", *"nobody")
        assert "No document has all of that" in screen_text(app)
        assert "passages" not in screen_text(app), "what stood under the cursor before is told of no more"
        await press(pilot, "escape")
        assert len(listed(app)) == 3


async def test_a_search_from_the_list_is_studied_over_the_document_of_its_best_hit(opened: Opened) -> None:
    from tui.app.screens.concept import ConceptScreen

    stocked(opened)
    app = opened.app()
    async with app.run_test(size=(60, 20)) as pilot:
        await linked(pilot)
        await press(pilot, "D", "/", *"toll")
        await answered(pilot)
        assert "Enter" in rows(app)[-1], "the keys are there on a small screen too"
        await press(pilot, "tab")
        await settle(pilot, lambda: isinstance(app.screen, ConceptScreen) and app.screen.study.several)
        await settle(pilot, lambda: "in the library" in rows(app)[0])


async def test_a_mark_that_can_not_be_kept_says_so(opened: Opened) -> None:
    stocked(opened)
    app = opened.app()
    async with app.run_test(size=(160, 48)) as pilot:
        await linked(pilot)
        assert app.keeping.store is not None
        app.keeping.store.close()  # as good as a disk that is full
        await press(pilot, "m", "a")
        assert "Marked a, but only until you leave: " in foot(app)
        await press(pilot, "'", "a")
        assert "There is no mark" not in foot(app)


async def test_a_library_of_a_newer_version_is_told_of_on_the_list(opened: Opened) -> None:
    stocked(opened)
    store = Store(opened.folder / "library.sqlite")
    store.rows("pragma user_version = 99")
    store.close()
    app = opened.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await linked(pilot)
        await press(pilot, "D")
        assert "use a newer ibid" in foot(app)
