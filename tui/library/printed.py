"""From a file's name as it was printed, with placeholders for what must not reach a terminal, back to the file."""

import os
import re

from tui.text.placeholders import safe

_PLACEHOLDER = re.compile("[\u2400-\u2421]|\u27e8U\\+[0-9A-F]{4,6}\u27e9")


def files_printed_as(path: str) -> list[str]:
    """The files whose path is printed like this; of a path without placeholders itself, whatever lies there.

    Args:
        path: as it was printed.
    """
    if not _PLACEHOLDER.search(path):
        return [path]
    found = ["/" if path.startswith("/") else ""]
    for part in filter(None, path.split("/")):
        found = [os.path.join(folder, name) for folder in found for name in _named(folder, part)]
    return found


def _named(folder: str, part: str) -> list[str]:
    """The names in a folder that are printed like this."""
    if not _PLACEHOLDER.search(part):
        return [part] if os.path.lexists(os.path.join(folder, part)) else []
    try:
        return sorted(name for name in os.listdir(folder or ".") if safe(name) == part)
    except OSError:
        return []
