"""Textual's driver for Linux and macOS, with less of what a reader does not need."""

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from tui.app.terminal.signals import watch

LARGEST = 1000
"""Columns and rows beyond which a window is not believed: laying out 65,535 by as many would never end."""


class ReaderDriver(LinuxDriver):
    """Asks for clicks and the wheel, not for every movement of the mouse; believes no window without bounds."""

    _watched = False

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if not self._watched:
            self._watched = True
            watch(self.fileno)

    def _enable_mouse_support(self) -> None:
        if self._mouse:
            self.write("\x1b[?1000h\x1b[?1006h")
            self.flush()

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write("\x1b[?1006l\x1b[?1000l")
            self.flush()

    def _query_in_band_window_resize(self) -> None:
        """SIGWINCH says the same, and everywhere."""

    def _get_terminal_size(self) -> tuple[int, int]:
        width, height = super()._get_terminal_size()
        return max(1, min(width, LARGEST)), max(1, min(height, LARGEST))

    def process_message(self, message: Message) -> None:
        if isinstance(message, events.Resize):
            size = Size(min(message.size.width, LARGEST), min(message.size.height, LARGEST))
            message = events.Resize(size, size)
        super().process_message(message)
