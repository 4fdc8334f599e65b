"""Errands done in a thread of its own: searching must never hold up a key."""

import sys
import threading
import time
from collections.abc import Callable
from contextvars import copy_context
from typing import NamedTuple

from textual.message import Message
from textual.message_pump import MessagePump

Stale = Callable[[], bool]
"""Whether an answer is no longer wanted."""
Errand = Callable[[Stale], Message | None]
"""Done in the thread; what it gives is posted to whoever sent it."""

_TURN = 0.001
"""Seconds after which a thread gives way: a key pressed while hits are ranked must be seen at once."""


class _Sent(NamedTuple):
    due: float
    number: int
    errand: Errand
    to: MessagePump


class Clerk:
    """Does errands one at a time, of each kind only the newest; one begun is told when it is stale.

    An errand touches nothing that a widget owns: it gives a message, and the widget's handler does the rest.

    Args:
        failed: told, in the thread, of what an errand should not have raised; the next one is done all the same.
    """

    def __init__(self, failed: Callable[[BaseException], None]) -> None:
        self._failed = failed
        self._changed = threading.Condition()
        self._waiting: dict[str, _Sent] = {}
        self._newest: dict[str, int] = {}
        self._number = 0
        self._thread: threading.Thread | None = None
        self._ended = False

    def send(self, kind: str, errand: Errand, to: MessagePump, *, after: float = 0.0) -> None:
        """Have something done.

        Args:
            kind: what an errand of this kind still waits, or is being done, is no longer wanted.
            errand: what to do.
            to: who is told.
            after: seconds to wait first.
        """
        with self._changed:
            self._number += 1
            self._newest[kind] = self._number
            self._waiting[kind] = _Sent(time.monotonic() + after, self._number, errand, to)
            if self._thread is None:
                # A context of its own: whoever posts a message is asked which app it belongs to.
                context = copy_context()
                sys.setswitchinterval(_TURN)
                self._thread = threading.Thread(target=context.run, args=(self._work,), daemon=True, name="clerk")
                self._thread.start()
            self._changed.notify()

    def drop(self, *kinds: str) -> None:
        """Errands of these kinds are no longer wanted."""
        with self._changed:
            for kind in kinds:
                self._waiting.pop(kind, None)
                self._newest.pop(kind, None)

    def end(self) -> None:
        """Begin nothing more."""
        with self._changed:
            self._ended = True
            self._waiting.clear()
            self._newest.clear()
            self._changed.notify()

    def _work(self) -> None:
        while (sent := self._next()) is not None:
            kind, (_, number, errand, to) = sent
            try:
                told = errand(lambda kind=kind, number=number: self._newest.get(kind) != number)  # type: ignore[misc]
            except BaseException as error:  # an engine's panic is no Exception
                self._failed(error)
                continue
            if told is not None and self._newest.get(kind) == number and not self._ended:
                to.post_message(told)

    def _next(self) -> tuple[str, _Sent] | None:
        with self._changed:
            while not self._ended:
                now = time.monotonic()
                kind = min(self._waiting, key=lambda one: self._waiting[one].due, default=None)
                if kind is None:
                    self._changed.wait()
                elif (left := self._waiting[kind].due - now) > 0:
                    self._changed.wait(left)
                else:
                    return kind, self._waiting.pop(kind)
            return None
