"""What goes wrong with an index that lies on disk, told in one way."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.search.model import EngineError

_ROOM = 16_000_000
"""Bytes that must be free for an index to be written; tantivy does not tell a full disk from other faults."""


class UnwritableError(EngineError):
    """What lies there may be sound, but nothing can be added to it."""


@contextmanager
def writing(folder: Path | None) -> Iterator[None]:
    """Whatever goes wrong when an index is written is an `UnwritableError`, which says so where the disk is full."""
    try:
        with told(folder, "written"):
            yield
    except UnwritableError:
        raise
    except EngineError as error:
        said = f"{folder}: the index can't be written: the disk is full" if _is_full(folder) else str(error)
        raise UnwritableError(said) from None


def _is_full(folder: Path | None) -> bool:
    try:
        return folder is not None and shutil.disk_usage(folder).free < _ROOM
    except OSError:
        return False


@contextmanager
def told(folder: Path | None, doing: str = "read") -> Iterator[None]:
    """Whatever is wrong with what lies on disk is an `EngineError`; also where tantivy itself gives up on it.

    Args:
        folder: of the index; None for one in memory.
        doing: what can't be done with it: "read" or "written".
    """
    try:
        yield
    except EngineError:
        raise
    except (OSError, ValueError) as error:
        raise EngineError(f"{folder}: the index can't be {doing}: {error}") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise EngineError(f"{folder}: the index is damaged") from None
