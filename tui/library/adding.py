"""Files and folders added to a library."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tui.concepts.ids import id_for
from tui.documents import reading
from tui.documents.conversion.formats import ENDINGS as CONVERTED
from tui.documents.errors import DocumentError
from tui.documents.model import Document, Role
from tui.library.shelf import Entry, Shelf
from tui.text.words import count_words

ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".txt", ".text", *CONVERTED)
"""Of the files of a folder, those with these endings are added; a file that is named is tried whatever it is called."""

_TRIES = 9


Read = Callable[[str, str, Document], None]


class Added(NamedTuple):
    """What became of a file.

    Attributes:
        path: as found.
        state: "added", "changed", "unchanged" or "fault".
        key: in the library; empty for a fault.
        title: of the document, or what is wrong with the file.
    """

    path: str
    state: str
    key: str
    title: str


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are meant: those named, and of folders all texts by their ending, hidden ones left out."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                found = Path(folder, name)
                if not name.startswith(".") and name.lower().endswith(ENDINGS) and found.is_file():
                    yield found


def add(path: Path, shelf: Shelf, taken: Iterable[str] = (), read: Read | None = None) -> Added:
    """Add a file to the library; one that is there and has not changed is not even read.

    Args:
        path: the file.
        shelf: the library's documents.
        taken: keys that are not to be given: those of what ships.
        read: handed the key, digest and document of a file once it is kept.
    """
    whole = os.path.abspath(path)
    if not _is_text(whole):
        return Added(whole, "fault", "", f"{path}: its name is no text in UTF-8; give it another")
    known = shelf.at(whole)
    try:
        told = os.stat(whole)
        if known is not None and (known.size, known.modified) == (told.st_size, told.st_mtime_ns):
            return Added(whole, "unchanged", known.key, known.title)
        content = reading.load(path)
        digest = hashlib.sha256(content).hexdigest()
        if known is not None and known.digest == digest:
            shelf.touch(known.key, told.st_size, told.st_mtime_ns)
            return Added(whole, "unchanged", known.key, known.title)
        document = shelf.as_kept(path, reading.read_loaded(content, path, known.key if known else ""))
    except (DocumentError, OSError) as error:
        reason = error if isinstance(error, DocumentError) else f"{path}: {error.strerror or error}"
        return Added(whole, "fault", "", str(reason))
    for _ in range(_TRIES):  # another program may take the key between our look and our writing
        key = known.key if known else _free(path, shelf, taken)
        if shelf.put(_entry(document, key, whole, digest, told), content):
            if read is not None:
                read(key, digest, document if document.key == key else replace(document, key=key))
            return Added(whole, "changed" if known else "added", key, _title(document, path))
    return Added(whole, "fault", "", f"{path}: other programs take every key; try again")


def _is_text(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _entry(document: Document, key: str, path: str, digest: str, told: os.stat_result) -> Entry:
    body = [passage.text for passage in document.passages if passage.role is Role.BODY]
    known = document.metadata
    author = "; ".join(known.authors)
    words = sum(map(count_words, body))
    stamp = (told.st_size, told.st_mtime_ns)
    title = _title(document, Path(path))
    return Entry(key, path, title, author, known.year, known.language, digest, *stamp, len(body), words, "")


def _title(document: Document, path: Path) -> str:
    return " ".join((document.metadata.title or path.stem).split())


def _free(path: Path, shelf: Shelf, taken: Iterable[str]) -> str:
    return id_for(path.stem, (), {*taken, *(entry.key for entry in shelf.entries())})
