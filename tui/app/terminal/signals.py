"""Signals that end the program: the place is saved, the terminal restored."""

import os
import select
import signal
import threading
from collections.abc import Callable
from types import FrameType

_ENDING = (signal.SIGHUP, signal.SIGTERM)
_PATIENCE = 1.5
"""Seconds for a tidy end; a terminal that is gone takes no more output, and waiting for it would be for ever."""


def on_end(save: Callable[[], None], leave: Callable[[int], None]) -> None:
    """Handle SIGHUP and SIGTERM.

    Args:
        save: keeps the place, at once.
        leave: ends the program with an exit code; may never come to its end when the terminal is gone.
    """

    def end(number: int, frame: FrameType | None) -> None:
        # Once is enough: a second signal in the midst of saving would wait for what the first holds.
        for further in _ENDING:
            signal.signal(further, signal.SIG_IGN)
        code = 128 + number
        watchdog = threading.Timer(_PATIENCE, os._exit, (code,))
        watchdog.daemon = True
        watchdog.start()
        save()
        leave(code)

    # Not through the event loop: that may stand still while a terminal does not drain.
    for number in _ENDING:
        signal.signal(number, end)


def watch(terminal: int) -> None:
    """End the program when its terminal is gone, also where no signal tells: for a program in no terminal's session.

    Args:
        terminal: a file descriptor; anything but a terminal is not watched.
    """

    def wait() -> None:
        waiting = select.poll()
        waiting.register(terminal, 0)  # nothing is read here: a hang-up is told all the same
        if any(told & select.POLLHUP for _, told in waiting.poll()):
            os.kill(os.getpid(), signal.SIGHUP)

    if hasattr(select, "poll") and os.isatty(terminal):
        threading.Thread(target=wait, daemon=True, name="hang-up").start()
