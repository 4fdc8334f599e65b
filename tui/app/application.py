"""The Textual application: screens, themes, what happens after the first paint, the ways out."""

import asyncio
import gc
import os
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import RenderableType
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen
from textual.theme import Theme

from tui.app import themes
from tui.app.ahead import Ahead, Coming
from tui.app.clerk import Clerk
from tui.app.keeping import Keeping, Left
from tui.app.keys import Keymap
from tui.app.screens.keyed import KeyedScreen
from tui.app.screens.reader import ReaderScreen
from tui.app.session import Session
from tui.app.shelf import Shelf
from tui.app.terminal.capabilities import has_job_control, no_colour
from tui.app.terminal.driver import ReaderDriver
from tui.app.terminal.painting import Painting, Sparing
from tui.app.terminal.signals import on_end
from tui.app.upkeep import Behind, Failed, Upkeep, Worked, Working, summed_up
from tui.app.widgets.lines import LineView
from tui.settings.places import shipped

if TYPE_CHECKING:
    from tui.app.holdings import Holdings
    from tui.library.reading import Reading
    from tui.settings.config import Config

_PLAIN = "plain"


class ReaderApp(App[int], inherit_bindings=False):
    """ibid on the screen.

    Args:
        ahead: the first document, on its way.
        shelf: where further documents and catalogues are.
        keeping: the person's library.
        config: what the person has set.
        others: names of further documents.
    """

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = []
    TITLE = "ibid"

    def __init__(
        self,
        ahead: Ahead,
        shelf: Shelf,
        keeping: Keeping,
        config: "Config | None" = None,
        others: tuple[str, ...] = (),
    ) -> None:
        self._styles_folder = shipped("styles")
        self.plain = no_colour(os.environ)
        name = _PLAIN if self.plain else config.theme if config else "dark"
        self.palette = themes.load(self._styles_folder, name)
        # Set before the stylesheet is made: set later, all of it would be parsed a second time.
        self.set_reactive(App.theme, self.palette.theme.name)
        self._fresh = True
        super().__init__(driver_class=ReaderDriver, css_path=str(self._styles_folder / "ibid.tcss"))
        self.animation_level = "none"
        if self.plain:
            self._filters = [themes.NoColours()]
        self.keymap = Keymap(config.keys if config else None)
        self.measure = config.measure if config else 76
        self.history = config.history if config else True
        self.ahead: Coming | None = ahead
        self.shelf = shelf
        self._first = None if ahead.descriptor is not None and ahead.takes_long() else ahead.reading()
        self._awaited = ahead if self._first is None and ahead.descriptor is not None else None
        self.keeping = keeping
        self.others = others
        self.clerk = Clerk(self._errand_failed)
        self.upkeep = Upkeep(self)
        self._looked_after = False
        self.working = ""
        """what goes on behind every screen, for the foot"""
        self.failure: BaseException | None = None
        self.fault = ""
        """what is wrong with the only document there was to open"""
        self._painting = Painting()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"ground": "#000000", "panel": "#000000", "edge": "#000000"} | self.palette.colours

    def get_theme(self, theme_name: str) -> Theme | None:
        theme = self.palette.theme
        return theme if theme_name == theme.name else super().get_theme(theme_name)

    def refresh_css(self, animate: bool = True) -> None:
        # The first time, Textual only says that there is a theme; the stylesheet was made with it.
        if self._fresh:
            self._fresh = False
        else:
            super().refresh_css(animate)

    def get_default_screen(self) -> KeyedScreen:
        if self._awaited is not None:
            from tui.app.screens.waiting import WaitingScreen

            return WaitingScreen(self._awaited, self._awaited.name)
        if self._first is None:
            from tui.app.screens.start import StartScreen

            return StartScreen()
        return self.screen_for(self._first, self.ahead.left if self.ahead is not None else None)

    def screen_for(self, reading: "Reading", left: Left | None = None) -> ReaderScreen:
        """A screen on a document, where it was left."""
        session = Session(reading, reading.path)
        place = (left or self.keeping.left(reading.path)).found(session.document)
        screen = ReaderScreen(session, place)
        screen.fit_to(self.size.width)
        return screen

    def on_mount(self) -> None:
        self.call_after_refresh(_collect_again)
        self.app_resume_signal.subscribe(self, lambda _: self.repaint())
        if not self.is_headless:
            on_end(self.keep, self._end)

    def on_unmount(self) -> None:
        self.clerk.end()

    # Keys

    async def on_event(self, event: events.Event) -> None:
        # Straight to the screen: by way of the focused widget's queue a key would wait twice.
        if isinstance(event, events.Key) and isinstance(self.screen, KeyedScreen) and not event.is_forwarded:
            await self.screen.press(event)
            return
        await super().on_event(event)

    # The terminal

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if isinstance(renderable, CompositorUpdate):
            self._place_cursor()
            renderable = Sparing(renderable, self._painting)
        super()._display(screen, renderable)

    def _place_cursor(self) -> None:
        """The terminal's own cursor goes with ours, unseen: braille displays follow it."""
        focused = self.focused
        spot = focused.terminal_cursor() if isinstance(focused, LineView) else None
        if spot is not None and focused is not None:
            self.cursor_position = focused.content_region.offset + spot

    def repaint(self) -> None:
        """Send all of the screen again."""
        self._painting.forget()
        self.refresh(repaint=True, layout=True)

    def on_resize(self) -> None:
        self._painting.forget()

    def _set_pointer_shape(self, shape: str) -> None:
        """Terminals that do not know this ring their bell at its end."""

    # After the first paint

    def after_first_paint(self, screen: ReaderScreen) -> None:
        """What the first screen did not need: mentions, marks, the rest of a large file."""
        from tui.app.background import Background

        ahead, self.ahead = self.ahead, None
        screen.background = Background(self, screen, ahead)
        screen.background.start()

    # The library

    @cached_property
    def holdings(self) -> "Holdings":
        """The library, as the clerk asks it."""
        from tui.app.holdings import Holdings

        return Holdings(self.shelf)

    def look_after_library(self) -> None:
        """Somebody is about to search the library: see once that its index is in line with it."""
        if not self._looked_after:
            self._looked_after = True
            self.upkeep.look(self.holdings)

    def mend_library(self) -> None:
        """The index can't be read: have it made anew."""
        self.upkeep.mend(self.holdings)

    def _errand_failed(self, error: BaseException) -> None:
        self.post_message(Failed(error))

    def on_failed(self, message: Failed) -> None:
        """What should not have happened behind the page has: it is written down, and reading goes on."""
        from tui.app.reader import logged

        message.stop()
        if isinstance(self.screen, KeyedScreen):
            self.screen.foot.say(logged(message.error, "something behind the page went wrong"), error=True)

    def on_behind(self, message: Behind) -> None:
        message.stop()
        self.upkeep.catch_up()

    def on_working(self, message: Working) -> None:
        message.stop()
        self._say_working(message.words)

    async def on_worked(self, message: Worked) -> None:
        from tui.app.screens.start import StartScreen

        message.stop()
        self._say_working("")
        self.holdings.renew()
        self.upkeep.next()
        for screen in self.screen_stack:
            if hasattr(screen, "library_changed"):
                screen.library_changed()
        if message.error and isinstance(self.screen, KeyedScreen):
            self.screen.foot.say(message.error, error=True)
        elif isinstance(self.screen, StartScreen):
            await self.screen.on_worked(message)
        elif message.done and isinstance(self.screen, KeyedScreen):
            self.screen.foot.say(summed_up(message.done))

    def _say_working(self, words: str) -> None:
        self.working = words
        if isinstance(self.screen, KeyedScreen):
            self.screen.foot.refresh()

    # Themes

    def next_theme(self) -> str:
        """Take the next theme; gives what to say."""
        if self.plain:
            return "NO_COLOR is set: there are no colours to choose."
        names = themes.NAMES
        self.take_theme(names[(names.index(self.palette.name) + 1) % len(names)])
        return f"Theme: {self.palette.name}."

    def take_theme(self, name: str) -> None:
        """Take a theme by its name."""
        self.palette = themes.load(self._styles_folder, name)
        self.register_theme(self.palette.theme)
        self._fresh = False
        self.theme = self.palette.theme.name
        for view in self.screen.query(LineView):
            view.redraw()
        self.screen.refresh()
        for name in ("#head", "#foot"):
            self.screen.query(name).refresh()

    # Clipboard, shell, and the ways out

    def copy(self, text: str) -> str:
        """Send a text to the terminal's clipboard; gives what to say of it."""
        from tui.app.terminal.clipboard import sequence

        sent = sequence(text, os.environ)
        if not sent:
            return "too long for a terminal's clipboard; ibid quote prints it"
        if self._driver is not None and not self.is_headless:
            self._driver.write(sent)
        self._clipboard = text
        return "sent to the terminal's clipboard"

    def suspend_to_shell(self) -> bool:
        """Stop, as ctrl+z does elsewhere; False when nobody could bring us back."""
        if self._driver is None or not self._driver.can_suspend or not has_job_control():
            return False
        self.keep()
        self.action_suspend_process()
        return True

    def bell(self) -> None:
        """Never."""

    def keep(self) -> None:
        """Keep the place of every document on the stack of screens."""
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen):
                self.keeping.keep_place(screen.session, screen.page.place)

    def keep_mark(self, session: Session, letter: str) -> str:
        """Keep a mark; gives what is wrong where it can't be kept, else nothing."""
        return self.keeping.keep_mark(session, letter)

    def leave(self, code: int = 0) -> None:
        """Keep the place and end."""
        self.keep()
        for screen in self.screen_stack:
            if isinstance(screen, KeyedScreen):
                screen.end()
        if self.ahead is not None:
            self.ahead.close()
        self.upkeep.end()
        self.exit(code, return_code=code)

    def _end(self, code: int) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.leave, code)

    async def open(self, name: str, *, held: bool = False) -> str:
        """Open another document over this one; gives what is wrong, if anything is, and is already known.

        Args:
            name: a path or a key.
            held: it is the key of a document of the library.
        """
        from tui.app.ahead import Aside, open_held, open_here, slow
        from tui.library.open import locate

        if self.shelf.address:  # a server may take its time
            self.run_worker(self._fetch(name, self.screen, held=held), exclusive=True, group="fetch")
            return ""
        try:
            sources = self.shelf.sources()
            if slow(sources.path_of(name) if held else locate(name, sources)):
                from tui.app.screens.waiting import WaitingScreen

                await self.push_screen(WaitingScreen(Aside(name, self.shelf, held=held), name))
                return ""
            reading = open_held(name, self.shelf) if held else open_here(name, self.shelf)
        except (ValueError, OSError) as error:
            return str(error)
        self.keep()
        await self.push_screen(self.screen_for(reading))
        return ""

    async def _fetch(self, name: str, asking: Screen[Any], *, held: bool) -> None:
        """Open a document that may have to come from a server, if whoever asked for it is still there."""
        from tui.app.ahead import open_held, open_here

        if isinstance(asking, KeyedScreen):
            asking.foot.say(f"{name}: asking the server…")
        try:
            reading = await asyncio.to_thread(open_held if held else open_here, name, self.shelf)
        except (ValueError, OSError) as error:
            if isinstance(self.screen, KeyedScreen):
                self.screen.foot.say(str(error), error=True)
            return
        if self.screen is asking:
            if isinstance(asking, KeyedScreen):
                asking.foot.say("")
            self.keep()
            await self.push_screen(self.screen_for(reading))

    async def arrived(self, coming: Coming, reading: "Reading") -> None:
        """Show a document that was waited for, in place of the screen that waited."""
        self.keep()
        if self.ahead is not None and self.ahead is not coming:
            self.ahead.close()
        self.ahead = coming
        if not self.screen._result_callbacks:  # Textual pops one, and the first screen of all has none
            self.screen._push_result_callback(self.screen, None)
        await self.switch_screen(self.screen_for(reading, coming.left))

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print a traceback with all our variables; a reader gets one line, and a file says more.
        self.failure = error
        self._return_code = 2
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self.keep()
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:
        self.failure = self.failure or RuntimeError("the terminal's input could not be understood")
        self._close_messages_no_wait()


def _collect_again() -> None:
    """Everything that lasts has been made: from here on garbage is collected, and what lasts is not looked through.

    Little at a time: Textual leaves cycles with every line drawn, and a key must not wait until many are taken apart.
    """
    gc.freeze()
    gc.set_threshold(20_000)
    gc.enable()
