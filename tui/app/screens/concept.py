"""The concept screen: a concept, or the hits of a search, from every side."""

from asyncio import Lock
from importlib import import_module
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widget import Widget

from tui.app.messages import Beside, Chosen, Go, Passage
from tui.app.place import Match, Place
from tui.app.screens.keyed import KeyedScreen
from tui.app.study import Study
from tui.app.widgets.concept.context import Around
from tui.app.widgets.concept.view import TABS, ConceptView
from tui.app.widgets.foot import Foot
from tui.app.widgets.head import Head
from tui.app.widgets.wrap import cells, clip
from tui.text.placeholders import safe

if TYPE_CHECKING:
    from tui.app.screens.reader import ReaderScreen
    from tui.app.wider import Gathered, Scope

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
        wide: whether to look at all of the library at once.
    """

    def __init__(self, study: Study, below: "ReaderScreen", *, wide: bool = False) -> None:
        super().__init__()
        self.study = self._narrow = study
        self.below = below
        self._wide = wide
        self._showing = Lock()
        self._scope = 0
        self._waiting = False

    def compose(self) -> ComposeResult:
        head = Head()
        head.title = self._title()
        yield head
        yield self._made("lines")
        yield Around(self.study)
        yield Foot(self.reader.keymap)

    def _title(self) -> str:
        count = f" · {len(self.study.places):,} in "
        room = self.app.size.width - 1 - len(count)
        name, title = safe(self.study.name), safe(self.study.title)
        # Of a long name and a long title each keeps half, so that the count is always there.
        name = clip(name, max(room // 2, room - cells(title)))
        return f"{name}{count}{clip(title, max(0, room - cells(name)))}"

    def on_resize(self) -> None:
        self.query_one(Head).title = self._title()

    async def on_mount(self) -> None:
        self.set_focus(self.view)
        self.looked_at()
        self._count(self.view.tab)
        if self._wide:
            from tui.app.wider import scopes

            await self._widen(len(scopes(self.reader, self.study.session)) - 1)

    @property
    def view(self) -> ConceptView:
        """The view on the screen."""
        return self.query(ConceptView).first()

    def _made(self, tab: str) -> ConceptView:
        if not self.study.ready(tab):
            from tui.app.widgets.concept.counting import Counting

            return Counting(self.study, tab)
        return _view(tab)(self.study)

    async def show(self, tab: str) -> None:
        """Show another view."""
        if not self.study.concept and tab in _CONCEPT_ONLY:
            self.foot.say("These are the hits of a search; only a concept has names and meets others.")
            return
        async with self._showing:
            await self._exchange(tab)
        self._count(tab)

    async def _exchange(self, tab: str) -> None:
        """Put a view in the place of the one that is shown."""
        old, new = self.view, self._made(tab)
        if old.id == new.id:  # the same view of other documents
            await old.remove()
            await self.mount(new, before=self.query_one(Around))
        else:
            await self.mount(new, after=old)
        self.set_focus(new)
        if old.is_attached:
            await old.remove()
        self.looked_at()

    def _count(self, tab: str) -> None:
        """Make what a view needs behind the screen, where it is not there yet; then show it."""
        study = self.study
        if not study.ready(tab):

            def count() -> None:
                study.prepare(tab)
                self.later(self._counted, study, tab)

            self.run_worker(count, thread=True, group="count")

    async def _counted(self, study: Study, tab: str) -> None:
        async with self._showing:  # the same may have been counted twice
            waits = self.is_attached and self.view.tab == tab and not isinstance(self.view, _view(tab))
            if study is self.study and waits:
                await self._exchange(tab)

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
        document, index = self.study.home(message.place.passage)
        await self.app.pop_screen()
        if document.key != self.below.session.document.key:
            await self._open(document.key, index, message)
            return
        message = moved(message, index)
        if self.study.concept and self.study.concept != self.below.session.chosen:
            await self.below.on_chosen(Chosen(self.study.concept))
        await self.below.on_go(message)

    async def _open(self, key: str, index: int, message: Go) -> None:
        """Open the document a place stands in over the one that is open, and go there."""
        from tui.app.screens.reader import ReaderScreen

        if wrong := await self.reader.open(key):
            self.below.foot.say(wrong, error=True)
            return
        screen = self.app.screen
        assert isinstance(screen, ReaderScreen)
        if not screen.session.document.provisional and self.study.concept:
            screen.session.link()
            await screen.on_chosen(Chosen(self.study.concept))
        await screen.on_go(moved(message, index))
        screen.offer()

    async def on_beside(self, message: Beside) -> None:
        """Two concepts side by side."""
        message.stop()
        self.study.beside = message.concept
        await self.show("beside")

    # Several documents

    async def do_scope(self, count: int | None) -> None:
        """This document; those that are open; all of the library."""
        from tui.app.wider import scopes

        if self._waiting:
            return
        found = scopes(self.reader, self.study.session)
        if len(found) == 1:
            self.foot.say("There is no other document: name several, or add some to the library (ibid add).")
            return
        await self._widen((self._scope + 1) % len(found))

    async def _widen(self, number: int) -> None:
        """Look at one of the scopes there are."""
        from tui.app.wider import scopes

        found = scopes(self.reader, self.study.session)
        self._scope = number
        if not found[number].names:
            await self._look_at(self._narrow)
            return
        self._waiting = True
        self.foot.say(f"Reading {found[number].title}…")
        self.run_worker(lambda: self._gather(found[number]), thread=True, group="scope")

    def _gather(self, scope: "Scope") -> None:
        from tui.app.wider import StoppedError, gather, gather_hits

        def told(done: int, whole: int) -> bool:
            return self._told(done, whole, scope)

        session = self.study.session
        try:
            if self.study.concept:
                made = gather(scope, self.reader, session, told)
            else:
                made = gather_hits(scope, self.study.name, self.reader, session, told)
        except StoppedError:
            return
        except (ValueError, OSError) as error:
            self.later(self._failed, str(error))
            return
        self.later(self._gathered, scope.title, made)

    def _told(self, done: int, whole: int, scope: "Scope") -> bool:
        """Told how many documents are read; gives whether anyone still waits for them."""
        if self._waiting and done % max(1, whole // 50) == 0:
            self.later(self._say, f"Reading {scope.title}: {done} of {whole}; Esc stops.")
        return self._waiting

    def _say(self, words: str) -> None:
        self.foot.say(words)

    def _failed(self, words: str) -> None:
        self._waiting, self._scope = False, 0
        self.foot.say(words, error=True)

    async def _gathered(self, title: str, made: "Gathered") -> None:
        if self._waiting:
            self._waiting = False
            old = self.study
            name = "" if old.concept else old.name
            await self._look_at(Study(old.session, old.concept, name, made.places, (title, made.analysis)))
            if made.cut:
                from tui.app.finding import STUDIED

                self.foot.say(f"There are more: the best {STUDIED:,} passages are looked at.")

    async def _look_at(self, study: Study) -> None:
        """Look at the same concept in other documents."""
        beside, self.study = self.study.beside, study
        study.beside = beside
        self.query_one(Around).study = study
        self.query_one(Around).show(None)
        self.query_one(Head).title = self._title()
        self.query_one(Head).refresh()
        self.foot.say("")
        await self.show(self.view.tab)

    def on_unmount(self) -> None:
        self._waiting = False

    def do_close(self, count: int | None) -> None:
        if self._waiting:
            self._waiting, self._scope = False, 0
            self.foot.say("Stopped.")
            return
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


def _view(tab: str) -> type[ConceptView]:
    """The class of a view."""
    module, name = _VIEWS[tab]
    found: type[ConceptView] = getattr(import_module(f"tui.app.widgets.concept.{module}"), name)
    return found


def moved(message: Go, index: int) -> Go:
    """The same request, its passage called by its index in its own document."""
    match = message.match
    return Go(
        Place(index, message.place.offset), Match(index, match.spans) if match is not None else None, read=message.read
    )
