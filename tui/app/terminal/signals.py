"""Signals that end the program: the place is saved, the terminal restored."""

import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

_PATIENCE = 1.5
"""Seconds for a tidy end; a terminal that is gone takes no more output, and waiting for it would be for ever."""


def on_end(save: Callable[[], None], leave: Callable[[int], None]) -> None:
    """Handle SIGHUP and SIGTERM.

    Args:
        save: keeps the place, at once.
        leave: ends the program with an exit code; may never come to its end when the terminal is gone.
    """

    def end(number: int, frame: FrameType | None) -> None:
        code = 128 + number
        save()
        watchdog = threading.Timer(_PATIENCE, os._exit, (code,))
        watchdog.daemon = True
        watchdog.start()
        leave(code)

    # Not through the event loop: that may stand still while a terminal does not drain.
    for number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, end)
