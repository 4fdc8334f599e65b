"""Catalogues merged once for all documents they hold for, and again when one of their files has changed."""

from collections.abc import Sequence
from pathlib import Path

from tui.concepts import catalogue as catalogues
from tui.concepts.model import Catalogue

_KEPT = 4
"""merged catalogues kept: those last asked for"""

_merged: dict[object, Catalogue] = {}


def merged(paths: Sequence[Path], decided: Sequence[tuple[str, str]] = ()) -> Catalogue:
    """The catalogues of some files as one: the same object as long as the files are as they were.

    Args:
        paths: in order, the strongest last.
        decided: concept and wording of variants that no file has yet.

    Raises:
        CatalogueError: one is at fault.
    """
    key = (tuple(map(_stamp, paths)), tuple(decided))
    found = _merged.pop(key, None)
    if found is None:
        found = catalogues.read(*paths)
        if decided:
            from tui.library.decisions import applied

            found = applied(found, decided)
    _merged[key] = found
    while len(_merged) > _KEPT:
        _merged.pop(next(iter(_merged)))
    return found


def _stamp(path: Path) -> tuple[str, int, int, int]:
    try:
        told = path.stat()
    except (OSError, ValueError):
        return str(path), -1, -1, -1
    return str(path), told.st_size, told.st_mtime_ns, told.st_ino
