"""The panels beside the page: made when they are asked for, put away, and following the page."""

from typing import TYPE_CHECKING, cast

from textual import events
from textual.containers import Vertical
from textual.widget import Widget

from tui.app.screens.keyed import KeyedScreen
from tui.app.screens.over import Over
from tui.app.screens.panels import OUTLINE, SIDE, Panels, width_of
from tui.app.session import Session, section_title
from tui.app.widgets.head import Head
from tui.app.widgets.lines import LineView
from tui.app.widgets.page import Page

if TYPE_CHECKING:
    from tui.app.widgets.concepts import Concepts
    from tui.app.widgets.mentions import Mentions
    from tui.app.widgets.outline import Outline


class Beside(Over, KeyedScreen):
    """Part of a screen that shows panels beside the page of a document."""

    session: Session
    page: Page
    panels: Panels

    def _make_outline(self) -> Widget:
        from tui.app.widgets.outline import Outline

        return Outline(self.session)

    def _make_side(self) -> Widget:
        from tui.app.widgets.concepts import Concepts

        return Vertical(Concepts(self.session), id=SIDE)

    def panel(self, name: str) -> Widget | None:
        """A panel, where it has been made."""
        found = self.query(f"#{name}")
        return found.first() if found else None

    def line_view(self, name: str) -> LineView | None:
        """A panel's list, where it has been made."""
        found = self.panel(name)
        return found if isinstance(found, LineView) else None

    async def show_panel(self, name: str, focus: str = "") -> None:
        """Put a panel on the screen, making it when it is asked for first."""
        self.panels.show(name)
        if self.panel(name) is None:
            desk = self.query_one("#desk")
            if name == OUTLINE:
                await desk.mount(self._make_outline(), before=self.page)
            else:
                await desk.mount(self._make_side(), after=self.page)
            if name == SIDE and self.session.chosen:
                await self._show_mentions()
        self._arrange()
        self.moved()
        self.renew_panels()
        if focus and (view := self.panel(focus)) is not None:
            self.set_focus(view)

    def spare_panel(self, name: str) -> None:
        """Give the page the room of a panel that has nothing to show, unless one is in it or asked for it."""
        if not self._is_in(name) and self.panels.spare(name):
            self._arrange()
            self.moved()

    def _is_in(self, name: str) -> bool:
        """Whether the focus is in a panel."""
        panel = self.panel(name)
        return self.focused is not None and panel is not None and panel in self.focused.ancestors_with_self

    def hide_panel(self, name: str) -> None:
        """Put a panel away; the page takes the focus."""
        self.panels.hide(name)
        self._arrange()
        self.set_focus(self.page)

    def _arrange(self) -> None:
        width = f"-{self.panels.width}"
        if not self.has_class(width):
            self.remove_class("-wide", "-middle", "-narrow")
            self.add_class(width)
        for name in (OUTLINE, SIDE):
            panel = self.panel(name)
            if panel is not None and panel.display != (name in self.panels.shown):
                panel.display = name in self.panels.shown
        if self.page.display != self.panels.page_shown:
            self.page.display = self.panels.page_shown
        if self.focused is None or not self.focused.display:
            self.set_focus(self.page)

    async def on_resize(self, event: events.Resize) -> None:
        self.panels.width = width_of(event.size.width)
        for name in self.panels.shown:
            if self.panel(name) is None:
                await self.show_panel(name)
        self._arrange()
        self.moved()

    async def do_outline(self, count: int | None) -> None:
        await self._toggle_panel(OUTLINE, OUTLINE)

    async def do_concepts(self, count: int | None) -> None:
        await self._toggle_panel(SIDE, "concepts")

    async def _toggle_panel(self, name: str, focus: str) -> None:
        """Show it; go to it; put it away."""
        if name in self.panels.shown and self._is_in(name):
            self.hide_panel(name)
        else:
            await self.close_over()
            await self.show_panel(name, focus)

    def do_next_panel(self, count: int | None) -> None:
        self._next_panel(1)

    def do_previous_panel(self, count: int | None) -> None:
        self._next_panel(-1)

    def _next_panel(self, way: int) -> None:
        views = [
            view
            for view in self.query(LineView)
            if view.is_on_screen and all(w.display for w in view.ancestors_with_self if isinstance(w, Widget))
        ]
        if not views:
            return
        at = views.index(self.focused) if self.focused in views else 0
        self.set_focus(views[(at + way) % len(views)])

    async def _show_mentions(self) -> None:
        from tui.app.widgets.mentions import Mentions

        found = self.query(Mentions)
        if found:
            found.first().display = True
            found.first().renew()
            found.first().redraw()
        elif (side := self.panel(SIDE)) is not None:
            await side.mount(Mentions(self.session))

    # Following the page

    def moved(self) -> None:
        """Head, outline and concepts follow the page."""
        section = self.session.section_of(self.page.current)
        number = section.number if section else ""
        title = section_title(section) if section and number != "0" else ""
        self.query_one(Head).tell(title, self.page.share)
        for name in (OUTLINE, "concepts"):
            if number and (view := self.panel(name)) is not None:
                cast("Outline | Concepts", view).follow(number)

    def renew_panels(self) -> None:
        """Concept or trail have changed."""
        view = self.line_view("concepts")
        if view is not None:
            view.redraw()
        mentions = self.panel("mentions")
        if mentions is not None and mentions.display:
            cast("Mentions", mentions).follow()
