"""Files and folders added to a library."""

import hashlib
import os
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.concepts.ids import numbered
from tui.documents import reading
from tui.documents.conversion.formats import ENDINGS as CONVERTED
from tui.documents.errors import DocumentError
from tui.documents.model import Document, Role
from tui.library.shelf import Entry
from tui.text.words import count_words

if TYPE_CHECKING:
    from tui.library.shared_shelf import SharedShelf
    from tui.library.shelf import Shelf

ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".txt", ".text", *CONVERTED)
"""Of the files of a folder, those with these endings are added; a file that is named is tried whatever it is called."""

_TRIES = 9
_LONGEST = 40
"""Characters of a key that is made."""
_SIGN = 8192
"""Bytes by which a format is recognised."""


Read = Callable[[str, str, Document], None]


class Added(NamedTuple):
    """What became of a file.

    Attributes:
        path: as found.
        state: "added", "changed", "moved", "unchanged" or "fault".
        key: in the library; empty for a fault.
        title: of the document, or what is wrong with the file.
    """

    path: str
    state: str
    key: str
    title: str


def files(paths: Iterable[Path], left_out: list[str] | None = None) -> Iterator[Path]:
    """The files that are meant: those named, and of folders all texts by their ending, hidden ones left out.

    Args:
        paths: files and folders.
        left_out: is told what is left out and why: links that lead out of a folder, to another one or nowhere, and
            folders that can't be read.
    """
    told = left_out if left_out is not None else []
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, folders, names in os.walk(path, onerror=lambda error: told.append(_unread(error))):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            links = (one for one in (Path(folder, name) for name in folders) if one.is_symlink())
            told.extend(f"{one}: {_LINKED}" for one in links)
            for name in sorted(names):
                found = Path(folder, name)
                if name.startswith(".") or not found.name.lower().endswith((*ENDINGS, ".xml")):
                    continue
                if reason := _why_not(found, path):
                    told.append(f"{found}: {reason}")
                elif found.is_file() and _is_meant(found):
                    yield found


_LINKED = "a link to a folder; name it to add it"


def _unread(error: OSError) -> str:
    return f"{error.filename}: the folder can't be read: {error.strerror}"


def _why_not(found: Path, folder: Path) -> str:
    """Why a link in a folder is left out; empty for one that is followed, and for a file."""
    if not found.is_symlink():
        return ""
    try:
        meant = found.resolve(strict=True)
    except (OSError, RuntimeError):
        return "a link that leads nowhere"
    within = meant.is_relative_to(folder.resolve())
    return "" if within else "a link that leads out of the folder; name it to add it"


def _is_meant(path: Path) -> bool:
    """Whether a file of a folder is a text by its ending; XML may be anything, so that its head must say so."""
    name = path.name.lower()
    if not name.endswith(".xml"):
        return name.endswith(ENDINGS)
    from tui.documents.conversion.formats import recognised

    try:
        return recognised(reading.load(path, _SIGN), name) is not None
    except (DocumentError, OSError):
        return False


class Made(NamedTuple):
    """A file as it was read.

    Attributes:
        content: its bytes.
        digest: of them, SHA-256 in hexadecimal.
        size: in bytes, as the system told it before it was read.
        modified: in nanoseconds, as the system told it before.
        document: None where the digest is the one that was known, or there is a fault.
        fault: what is wrong with it, one line.
    """

    content: bytes = b""
    digest: str = ""
    size: int = 0
    modified: int = 0
    document: Document | None = None
    fault: str = ""


def make(path: Path, key: str, digest: str) -> Made:
    """Read a file; no fault of it is raised.

    Args:
        path: the file.
        key: under which the library knows it; empty for a new one.
        digest: of what the library has of it; of the same bytes no document is made.
    """
    try:
        told = os.stat(os.path.abspath(path))
        content = reading.load(path)
        stamp = (hashlib.sha256(content).hexdigest(), told.st_size, told.st_mtime_ns)
        document = None if stamp[0] == digest else reading.read_loaded(content, path, key)
    except (DocumentError, OSError) as error:
        reason = error if isinstance(error, DocumentError) else f"{path}: {error.strerror or error}"
        return Made(fault=str(reason))
    return Made(content, *stamp, document)


def known(path: Path, shelf: "Shelf | SharedShelf") -> tuple[Entry | None, bool]:
    """What the library knows of a file, and whether that is what it still is: nothing of it is read then."""
    whole = os.path.abspath(path)
    entry = shelf.at(whole) if _is_text(whole) else None
    if entry is None:
        return None, False
    try:
        told = os.stat(whole)
    except OSError:
        return entry, False
    return entry, (entry.size, entry.modified) == (told.st_size, told.st_mtime_ns)


def add(
    path: Path,
    shelf: "Shelf | SharedShelf",
    taken: Iterable[str] = (),
    read: Read | None = None,
    made: Made | None = None,
) -> Added:
    """Add a file to the library; one that is there and has not changed is not even read.

    Args:
        path: the file.
        shelf: the library's documents.
        taken: keys that are not to be given: those of what ships.
        read: handed the key, digest and document of a file once it is kept.
        made: the file as it was read already.
    """
    whole = os.path.abspath(path)
    if not _is_text(whole):
        return Added(whole, "fault", "", f"{path}: its name is no text in UTF-8; give it another")
    entry, same = known(path, shelf)
    if entry is not None and same and made is None:
        return Added(whole, "unchanged", entry.key, entry.title)
    found = made or make(path, *((entry.key, entry.digest) if entry else ("", "")))
    if found.fault:
        return Added(whole, "fault", "", found.fault)
    if found.document is None:
        assert entry is not None
        shelf.touch(entry.key, found.size, found.modified)
        return Added(whole, "unchanged", entry.key, entry.title)
    if entry is None and (gone := shelf.gone(found.digest)) is not None:
        shelf.move(gone, whole, _title(found.document, path), found.size, found.modified)
        return Added(whole, "moved", gone.key, _title(found.document, path))
    return _kept(path, found, shelf.as_kept(path, found.document), entry, shelf, taken, read)


def _kept(
    path: Path,
    made: Made,
    document: Document,
    entry: Entry | None,
    shelf: "Shelf | SharedShelf",
    taken: Iterable[str],
    read: Read | None,
) -> Added:
    whole = os.path.abspath(path)
    for _ in range(_TRIES):  # another program may take the key between our look and our writing
        key = entry.key if entry else _free(path, shelf, taken)
        if shelf.put(_entry(document, key, whole, made), made.content, document):
            if read is not None:
                read(key, made.digest, document if document.key == key else replace(document, key=key))
            return Added(whole, "changed" if entry else "added", key, _title(document, path))
    return Added(whole, "fault", "", f"{path}: other programs take every key; try again")


def add_shipped(key: str, path: Path, shelf: "SharedShelf") -> None:
    """Add a document that ships to a shared library under its own key, where it is not there as it is here.

    Raises:
        DocumentError: it can't be read.
    """
    made = make(path, key, shelf.shipped(key))
    if made.fault:
        raise DocumentError(made.fault)
    if made.document is not None:
        shelf.put(_entry(made.document, key, f"ibid/{key}", made), made.content, made.document, ships=True)


def _is_text(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _entry(document: Document, key: str, path: str, made: Made) -> Entry:
    body = [passage.text for passage in document.passages if passage.role is Role.BODY]
    told = document.metadata
    author = "; ".join(told.authors)
    words = sum(map(count_words, body))
    stamp = (made.digest, made.size, made.modified)
    title = _title(document, Path(path))
    return Entry(key, path, title, author, told.year, told.language, *stamp, len(body), words, "")


def _title(document: Document, path: Path) -> str:
    return " ".join((document.metadata.title or path.stem).split())


def _free(path: Path, shelf: "Shelf | SharedShelf", taken: Iterable[str]) -> str:
    return key_for(path.stem, {*taken, *shelf.keys()})


def key_for(name: str, taken: Collection[str]) -> str:
    """A key that is not taken: the name's letters, of whatever script, and figures; Latin ones without their accents.

    Args:
        name: of a file, without its ending.
        taken: keys there are.
    """
    plain = "".join(map(_plain, unicodedata.normalize("NFC", name))).casefold()
    words = "".join(char if char.isalnum() or unicodedata.category(char)[0] == "M" else " " for char in plain).split()
    return numbered("-".join(words)[:_LONGEST].rstrip("-") or "document", taken)


def _plain(char: str) -> str:
    """A letter without its accent, where that leaves one that every keyboard has."""
    base = unicodedata.normalize("NFKD", char)[0]
    return base if base.isascii() and base.isalnum() else char
