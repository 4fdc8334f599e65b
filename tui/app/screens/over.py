"""What lies over the foot of a screen: search, a slip, the commands."""

from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.app.messages import Close, Run

if TYPE_CHECKING:
    from tui.app.screens.keyed import KeyedScreen
    from tui.app.widgets.lines import LineView

    _Screen = KeyedScreen
else:
    _Screen = object


class Over(_Screen):
    """Part of a screen that has one view at a time laid over its foot."""

    _over: "LineView | None" = None
    _back_to: Widget | None = None

    @property
    def ground(self) -> Widget:
        """What has the focus when nothing lies over it."""
        raise NotImplementedError

    async def open_over(self, view: "LineView") -> None:
        """Lay a view over the foot of the screen, in place of what lies there."""
        await self.close_over()
        self._back_to = self.focused
        self._over = view
        await self.mount(view, before=self.foot)
        self.set_focus(view)
        self.offer()

    async def close_over(self) -> bool:
        """Take away what lies over the foot of the screen; False when there is nothing."""
        if self._over is None:
            return False
        over, self._over = self._over, None
        back = self._back_to if self._back_to is not None and self._back_to.is_mounted else self.ground
        self.set_focus(back if back.display else self.ground)
        await over.remove()
        return True

    async def do_palette(self, count: int | None) -> None:
        from tui.app.widgets.palette import Commands

        await self.open_over(Commands(self.reader.keymap))

    async def on_run(self, message: Run) -> None:
        if self._over is not None and self._over.id == "commands":
            await self.close_over()
        await super().on_run(message)

    async def on_close(self, message: Close) -> None:
        message.stop()
        await self.do_close(None)

    async def do_close(self, count: int | None) -> None:
        """Put away what lies uppermost."""
        await self.close_over()
