"""The reader: page, outline, concepts, and what is laid over them."""

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from tui.app.messages import Chosen, Found, Go, Moved, Progress, Studied
from tui.app.place import Match, Place
from tui.app.screens import opening
from tui.app.screens.beside import Beside
from tui.app.screens.panels import OUTLINE, SIDE, Panels, Width, width_of
from tui.app.screens.ways import Ways
from tui.app.session import Session
from tui.app.trail import Trail
from tui.app.widgets.foot import Foot
from tui.app.widgets.head import Head
from tui.app.widgets.lines import LineView
from tui.app.widgets.page import Page
from tui.documents.model import Document, Role

if TYPE_CHECKING:
    from tui.app.background import Background
    from tui.app.widgets.search import Search
    from tui.concepts.model import Concept

_OFFERS = {
    "page": ("find", "quote", "note", "source", "outline", "concepts", "help"),
    "outline": ("enter", "fold", "filter", "close", "help"),
    "concepts": ("enter", "concept-screen", "filter", "sort", "close", "help"),
    "mentions": ("enter", "concept-screen", "back", "close", "help"),
    "search": ("enter", "search-where", "search-group", "search-narrow", "search-earlier", "search-keep", "close"),
    "commands": ("enter", "close"),
    "slip": ("close", "help"),
}

_WITH_TRAIL = ("page", "outline", "concepts", "mentions")
"""Where `n` walks the trail, so that the foot names it."""


class ReaderScreen(Ways, Beside):
    """One document. Panels that are not on the screen are neither mounted nor imported.

    Args:
        session: the document.
        place: where to begin.
    """

    def __init__(self, session: Session, place: Place) -> None:
        super().__init__()
        self.session = session
        self.panels = Panels()
        self.background: Background | None = None
        """what goes on behind the page, once it has been painted"""
        self.on_journey = False
        """opened by a hit in another document or in the library: it gives way to the next document of the trail, and
        what lies below comes back when it is left"""
        self.arrival: Match | None = None
        self.studied: Studied | None = None
        """hits to be looked at from every side once the concepts are counted"""
        """a match to go to as soon as the page stands"""
        self._begin = place

    def fit_to(self, columns: int) -> None:
        """The width the screen is going to have, before it is mounted: a class set later would be laid out twice."""
        self.panels.width = width_of(columns)
        self.set_class(True, f"-{self.panels.width}")

    def compose(self) -> ComposeResult:
        self.page = Page(self.session, measure=self.reader.measure)
        self.page.stand(self._begin)
        yield Head(self.session)
        with Horizontal(id="desk"):
            if OUTLINE in self.panels.shown:
                yield self._make_outline()
            yield self.page
            if SIDE in self.panels.shown:
                yield self._make_side()
        yield Foot(self.reader.keymap)

    def on_mount(self) -> None:
        self._arrange()
        self.set_focus(self.page)
        if self.arrival is not None:
            self.page.go(self.arrival.place, self.arrival)
            self.call_after_refresh(self.page.go, self.arrival.place, self.arrival)
        self.call_after_refresh(self.call_later, self.reader.after_first_paint, self)

    def targets(self) -> list[Widget]:
        targets: list[Widget] = [self.page, self]
        if self.focused is not None and self.focused is not self.page:
            targets.insert(0, self.focused)
        return targets

    # Concepts and mentions

    async def on_chosen(self, message: Chosen) -> None:
        message.stop()
        self.session.choose(message.concept)
        from_page = self.focused is self.page
        if SIDE in self.panels.shown:
            await self._show_mentions()
            if not from_page and (view := self.panel("mentions")) is not None:
                self.set_focus(view)
        self.page.redraw()
        self.renew_panels()
        self.offer()

    async def on_go(self, message: Go) -> None:
        message.stop()
        if self._over is not None and self._over.id == "search":
            await self.close_over()
        self.panels.uncover()
        self._arrange()
        if message.match is not None:
            self.session.trail.stand(message.match)
        self.jump(message.place, message.match)
        if message.read or self.panels.width is Width.NARROW:
            self.set_focus(self.page)
        self.renew_panels()

    async def _concept_meant(self) -> "Concept | None":
        """The concept under the cursor, else the chosen one; without any, a word on how to choose."""
        view = self.focused
        under = view.concept_at(view.standing) if isinstance(view, LineView) and hasattr(view, "concept_at") else None
        concept = under or self.session.reading.catalogue.concepts.get(self.session.chosen)
        if concept is None:
            self.foot.say(f"Choose a concept first: {self.reader.keymap.key_of('concepts')} shows them.")
        elif concept.id != self.session.chosen:
            await self.on_chosen(Chosen(concept.id))
        return concept

    async def do_concept_screen(self, count: int | None) -> None:
        """The concept from every side."""
        if (concept := await self._concept_meant()) is not None:
            await opening.study(self, concept.id)

    async def do_edit_concept(self, count: int | None) -> None:
        """The concept's entry in the catalogue."""
        if (concept := await self._concept_meant()) is not None:
            await opening.edit(self, concept)

    async def do_add_concept(self, count: int | None) -> None:
        """A new entry in the catalogue."""
        await opening.edit(self, None)

    async def do_join_concepts(self, count: int | None) -> None:
        """Another concept becomes part of this one."""
        if (concept := await self._concept_meant()) is not None:
            await opening.join(self, concept)

    async def do_inbox(self, count: int | None) -> None:
        """What is proposed, to be accepted or rejected."""
        await opening.inbox(self)

    def relink(self) -> None:
        """The catalogue has changed: read it again and find the mentions anew."""
        if self.background is not None:
            self.background.relink()

    async def on_studied(self, message: Studied) -> None:
        """The hits of a search, from every side."""
        message.stop()
        await self.close_over()
        self.studied = None if self.session.linked else message
        await opening.study(self, "", message.name, message.places, wide=message.wide)

    # What lies over the foot of the screen

    @property
    def ground(self) -> Widget:
        return self.page

    async def do_find(self, count: int | None) -> None:
        from tui.app.widgets.search import Search

        await self.open_over(Search(self.session))

    async def on_found(self, message: Found) -> None:
        """A hit in the library was chosen."""
        from tui.app.walking import go_to_hit

        message.stop()
        await self.close_over()
        await go_to_hit(self, message)

    def library_changed(self) -> None:
        """The library's index has been caught up."""
        if (search := self.line_view("search")) is not None:
            cast("Search", search).ask_again()

    async def do_source(self, count: int | None) -> None:
        await opening.source(self)

    async def do_take_back(self, count: int | None) -> None:
        """Which repair is chosen beside the source."""
        await opening.source(self)

    async def do_put_back(self, count: int | None) -> None:
        await opening.source(self)

    def take_document(self, document: Document) -> None:
        """Read on in the document with other repairs; the place and the chosen concept stay."""
        if self.background is not None:
            self.background.take(document)

    async def do_quote(self, count: int | None) -> None:
        from tui.app.quoting import quoted
        from tui.app.widgets.slip import Slip, plain

        passages = self.session.document.passages
        passage = passages[self.page.current]
        if passage.role is Role.HEADING:  # nobody quotes a heading: the text below it is meant
            below = (passages[at] for at in self.page.window.passages() if at > passage.index)
            passage = next((one for one in below if one.role is Role.BODY), passage)
        if self.session.document.provisional:
            self.foot.say("The file is still being read; anchors come with the whole of it.")
            return
        text, cautions = quoted(self.session.document, passage)
        said = self.reader.copy(text)
        lines = plain(text)
        lines += [[(f"({caution})", "quiet")] for caution in cautions]
        await self.open_over(Slip(said, lines))

    async def do_close(self, count: int | None) -> None:
        """Put away what lies uppermost; at last stand on the page."""
        if await self.close_over():
            return
        focused = self.focused
        if focused is not None and focused.id == "mentions":
            focused.display = False
            if (view := self.panel("concepts")) is not None:
                self.set_focus(view)
            return
        if focused is self.page and (self.session.chosen or len(self.session.trail)):
            self.session.chosen, self.session.trail = "", Trail()
            self.page.redraw()
            self.renew_panels()
        self.panels.uncover()
        self._arrange()
        self.set_focus(self.page)

    def do_reload(self, count: int | None) -> None:
        if self.background is not None:
            self.background.reload()
        else:
            self.foot.say("The file has only just been read.")

    def do_quit(self, count: int | None) -> None:
        """Leave; from a document laid over another, back to that."""
        below = self.app.screen_stack[:-1]
        if self.on_journey or any(isinstance(screen, ReaderScreen) for screen in below):
            self.reader.keep()
            self.end()
            self.app.pop_screen()
        else:
            super().do_quit(count)

    def end(self) -> None:
        """Stop what goes on behind the page."""
        if self.background is not None:
            self.background.cancel()

    def on_progress(self, message: Progress) -> None:
        message.stop()
        head = self.query_one(Head)
        if head.progress is not None:
            head.progress = message.share
            head.refresh()

    # Following the page

    def on_moved(self, message: Moved) -> None:
        message.stop()
        self.moved()

    def offer(self) -> None:
        if not self.is_attached:  # a key has just put another document in place of this one
            return
        focus = self.focused.id if self.focused is not None and self.focused.id else "page"
        self.foot.offer(_OFFERS.get(focus, _OFFERS["page"]), self.session.trail.words() if focus in _WITH_TRAIL else "")
