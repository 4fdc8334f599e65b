"""A screen whose keys come from the table of actions."""

from collections.abc import Callable
from contextlib import suppress
from inspect import isawaitable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from tui.app.actions import BY_ID
from tui.app.keys import Order
from tui.app.messages import Run, Say
from tui.app.widgets.foot import Foot

if TYPE_CHECKING:
    from tui.app.application import ReaderApp


class KeyedScreen(Screen[None], inherit_bindings=False):
    """Takes every key: first to a line being typed in, then through the keymap to `do_…` of a widget or itself."""

    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS: ClassVar[str | None] = ""
    ALLOW_SELECT: ClassVar[bool] = False

    @property
    def reader(self) -> "ReaderApp":
        return cast("ReaderApp", self.app)

    @property
    def foot(self) -> Foot:
        return self.query_one(Foot)

    def targets(self) -> list[Widget]:
        """Who may carry out an action, in order."""
        return [self.focused, self] if self.focused is not None else [self]

    @property
    def typed_in(self) -> Widget | None:
        """Who is asked first whether it takes a key as a letter typed."""
        return self.focused

    async def press(self, event: events.Key) -> None:
        """Take a key."""
        keymap = self.reader.keymap
        self.foot.say("")
        take = getattr(self.typed_in, "take_key", None)
        if take is not None and not keymap.typed and (taken := take(event)):
            await self._carry(await taken if isawaitable(taken) else taken)
            self.offer()
            return
        before = keymap.typed
        order = keymap.press(event.key, event.character)
        if keymap.typed != before:
            self.foot.refresh()
        if order is not None:
            await self.carry_out(order)

    async def carry_out(self, order: Order) -> None:
        """Carry out an action."""
        for target in self.targets():
            method = getattr(target, order.action.method, None)
            if method is None:
                continue
            done = method(order.letter) if order.action.takes else method(order.number)
            if isawaitable(done):
                done = await done
            if done is not False:
                await self._carry(done)
                break
        self.offer()

    async def _carry(self, asked: object) -> None:
        """Do what a widget asks of the screen, now: the next key counts on it."""
        if isinstance(asked, Message):
            done = getattr(self, asked.handler_name)(asked)
            if isawaitable(done):
                await done

    def later(self, callback: Callable[..., object], *values: object) -> None:
        """From a thread: do something here, if the screen still stands when its turn comes."""
        here: Callable[..., object] = self.if_here
        with suppress(RuntimeError):  # the program may have ended
            self.app.call_from_thread(here, callback, *values)

    async def if_here(self, callback: Callable[..., object], *values: object) -> None:
        """Do something unless the screen is gone, or being taken down."""
        if self.query(Foot):
            done = callback(*values)
            if isawaitable(done):
                await done

    def offer(self) -> None:
        """Bring the foot up to date."""

    async def on_run(self, message: Run) -> None:
        message.stop()
        await self.carry_out(Order(BY_ID[message.action]))

    def on_say(self, message: Say) -> None:
        message.stop()
        self.foot.say(message.words, error=message.error)

    def on_descendant_focus(self) -> None:
        self.offer()

    def end(self) -> None:
        """The program is left: stop what goes on behind this screen."""

    # Actions of every screen

    def do_quit(self, count: int | None) -> None:
        self.reader.leave()

    async def do_help(self, count: int | None) -> None:
        from tui.app.screens.help import HelpScreen

        await self.app.push_screen(HelpScreen())

    async def do_documents(self, count: int | None) -> None:
        from tui.app.screens.start import StartScreen

        self.reader.keep()  # what is being read is unread no more
        await self.app.push_screen(StartScreen())

    def do_theme(self, count: int | None) -> None:
        self.foot.say(self.reader.next_theme())

    def do_redraw(self, count: int | None) -> None:
        self.reader.repaint()

    def do_suspend(self, count: int | None) -> None:
        if not self.reader.suspend_to_shell():
            self.foot.say("There is no shell with job control to go back to.")
