"""The concept screen: a concept, or the hits of a search, from every side."""

from importlib import import_module
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widget import Widget

from tui.app.messages import Beside, Chosen, Go, Passage
from tui.app.screens.keyed import KeyedScreen
from tui.app.widgets.concept.context import Around
from tui.app.widgets.concept.view import TABS, ConceptView
from tui.app.widgets.foot import Foot
from tui.app.widgets.head import Head

if TYPE_CHECKING:
    from tui.app.screens.reader import ReaderScreen
    from tui.app.study import Study

_VIEWS = {
    "lines": ("concordance", "Concordance"),
    "names": ("names", "Names"),
    "spread": ("spread", "Spread"),
    "meets": ("meets", "Meets"),
    "beside": ("beside", "SideBySide"),
    "words": ("collocates", "Collocates"),
    "map": ("heat", "HeatMap"),
}
"""The module and the class of each view."""

_CONCEPT_ONLY = ("names", "meets", "map")


class ConceptScreen(KeyedScreen):
    """One view at a time below a row of tabs; Tab shows the next, Esc goes back to the page.

    Args:
        study: what is looked at.
        below: the reader this screen lies over.
    """

    def __init__(self, study: "Study", below: "ReaderScreen") -> None:
        super().__init__()
        self.study = study
        self.below = below

    def compose(self) -> ComposeResult:
        head = Head()
        head.title = self._title()
        yield head
        yield self._made("lines")
        yield Around(self.study)
        yield Foot(self.reader.keymap)

    def _title(self) -> str:
        count, document = len(self.study.places), self.study.session.document
        return f"{self.study.name} · {count} in {document.metadata.short or document.title}"

    def on_mount(self) -> None:
        self.set_focus(self.view)
        self.looked_at()

    @property
    def view(self) -> ConceptView:
        """The view on the screen."""
        return self.query(ConceptView).first()

    def _made(self, tab: str) -> ConceptView:
        module, name = _VIEWS[tab]
        made = getattr(import_module(f"tui.app.widgets.concept.{module}"), name)(self.study)
        assert isinstance(made, ConceptView)
        return made

    async def show(self, tab: str) -> None:
        """Show another view."""
        if not self.study.concept and tab in _CONCEPT_ONLY:
            self.foot.say("These are the hits of a search; only a concept has names and meets others.")
            return
        old, new = self.view, self._made(tab)
        await self.mount(new, after=old)
        self.set_focus(new)
        await old.remove()
        self.looked_at()

    def looked_at(self) -> None:
        """The sentences around what the cursor stands on."""
        around = self.query_one(Around)
        passage = self.view.passage_at(self.view.cursor)
        around.display = self.view.shows_around
        around.show(passage)
        self.offer()

    def targets(self) -> list[Widget]:
        return [self.view, self]

    def offer(self) -> None:
        if not self.is_current:  # a key has just put this screen away
            return
        self.foot.offer(self.view.offers, "")
        self.foot.refresh()

    def _step(self, way: int) -> str:
        shown = self.view.tab if self.view.tab in TABS else "meets"
        tabs = [tab for tab in TABS if self.study.concept or tab not in _CONCEPT_ONLY]
        return tabs[(tabs.index(shown) + way) % len(tabs)]

    async def do_next_panel(self, count: int | None) -> None:
        await self.show(self._step(1))

    async def do_previous_panel(self, count: int | None) -> None:
        await self.show(self._step(-1))

    async def do_right(self, count: int | None) -> None:
        await self.show(self._step(1))

    async def do_left(self, count: int | None) -> None:
        await self.show(self._step(-1))

    def on_passage(self, message: Passage) -> None:
        message.stop()
        self.looked_at()

    async def on_go(self, message: Go) -> None:
        """Back to the page, at the place; the concept stays chosen."""
        message.stop()
        await self.app.pop_screen()
        if self.study.concept and self.study.concept != self.below.session.chosen:
            await self.below.on_chosen(Chosen(self.study.concept))
        await self.below.on_go(message)

    async def on_beside(self, message: Beside) -> None:
        """Two concepts side by side."""
        message.stop()
        self.study.beside = message.concept
        await self.show("beside")

    def do_close(self, count: int | None) -> None:
        self.app.pop_screen()

    async def do_back(self, count: int | None) -> None:
        if self.view.tab == "beside":
            await self.show("meets")
        else:
            self.app.pop_screen()

    def do_quit(self, count: int | None) -> None:
        self.app.pop_screen()

    def do_concept_screen(self, count: int | None) -> None:
        self.app.pop_screen()

    async def do_documents(self, count: int | None) -> None:
        """Not from here."""
