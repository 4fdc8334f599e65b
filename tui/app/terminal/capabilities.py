"""What the terminal can do, and what it says it can't."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress


def unfit(environment: Mapping[str, str]) -> str:
    """Why the reader can't be shown here; empty when it can."""
    if not sys.__stdin__ or not sys.__stderr__ or not sys.__stdin__.isatty() or not sys.__stderr__.isatty():
        return "there is no terminal to read in; ibid passages, ibid find and the other commands need none"
    if environment.get("TERM", "") in ("dumb", "unknown"):
        term = environment["TERM"]
        return f"TERM is {term}: the reader must be able to move the cursor; ibid passages and the others work here"
    return ""


def write_utf8() -> None:
    """Write UTF-8 whatever the locale says: `C` would turn every letter beyond ASCII into an escape."""
    for stream in (sys.__stderr__, sys.__stdout__):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def no_colour(environment: Mapping[str, str]) -> bool:
    """Whether colour is not wanted (https://no-color.org)."""
    return bool(environment.get("NO_COLOR"))


def has_job_control() -> bool:
    """Whether a shell waits that can bring a stopped program back."""
    try:
        return os.getpgrp() != os.getpgid(os.getppid()) and os.getsid(0) != os.getpid()
    except OSError:
        return False


def take_terminal() -> None:
    """Take keys from the terminal: the document came by standard input."""
    with suppress(OSError):
        terminal = os.open("/dev/tty", os.O_RDWR)
        os.dup2(terminal, 0)
        os.close(terminal)
