"""What this host has fetched of a library on a server, as files."""

import re
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from tui.library.store import LibraryError

SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
"""A name that can be that of a file."""


def plain(name: str) -> str:
    """A name that comes from the server, as that of a file."""
    return name if SAFE.fullmatch(name) else sha256(name.encode("utf-8", "replace")).hexdigest()[:16]


def keep(path: Path, content: bytes) -> None:
    """Write a file at once or not at all."""
    try:
        with suppress(FileNotFoundError):
            if path.read_bytes() == content:
                return
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise LibraryError(f"{path}: can't be kept: {error.strerror or error}") from None
