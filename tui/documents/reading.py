"""A file becomes a `Document`."""

import os
import stat
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from tui.documents.assembly import assemble
from tui.documents.blocks import LARGE as LARGE_TEXT
from tui.documents.blocks import Block, is_eastern, listed
from tui.documents.decoding import Decoded, decode
from tui.documents.errors import DocumentError
from tui.documents.front import front_matter, gathered, labelled
from tui.documents.model import Document, Metadata, Passage, Role
from tui.documents.repair.context import Context
from tui.documents.repair.stages import STEPS
from tui.text.spans import Span

if TYPE_CHECKING:
    from tui.documents.conversion.converted import Converted
    from tui.documents.conversion.formats import Format

NONE: frozenset[str] = frozenset()
"""No stage of repair is switched off."""

LARGE = 1_000_000
"""Bytes from which on a file is shown by its head while a child process reads the whole."""

HEAD = 24_000
"""Bytes of the head of a large file that are read at once."""

_ENDLESS = 1_000_000
"""Code points of a line that nobody wrote as Markdown."""
_TRIES = 3
_TOLD = 100_000
"""Code points after which progress is told again."""
_NOTES = 3
"""Notes that a PDF's setting tells from which on nothing else in it is one."""
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")


Progress = Callable[[float], None]


def _silent(share: float) -> None:
    """Nobody asked for progress."""


def load(path: Path, size: int = -1) -> bytes:
    """The bytes of a regular file; the first `size` of them where that is given.

    Raises:
        DocumentError: there is no such file, it is a directory or a device, or it can't be read.
    """
    try:
        with open(path, "rb", opener=_open) as file:
            mode = os.fstat(file.fileno()).st_mode
            if stat.S_ISDIR(mode):
                raise DocumentError(f"{path}: this is a directory; name a file in it")
            if not stat.S_ISREG(mode) and not stat.S_ISFIFO(mode):
                raise DocumentError(f"{path}: this is no regular file; name a text")
            return file.read(size) if size >= 0 or not stat.S_ISREG(mode) else _steadily(file, path)
    except FileNotFoundError:
        raise DocumentError(f"{path}: no such file; a document is a path, - or a key of the library") from None
    except IsADirectoryError:
        raise DocumentError(f"{path}: this is a directory; name a file in it") from None
    except PermissionError:
        raise DocumentError(f"{path}: you have no permission to read it") from None
    except DocumentError:
        raise
    except (OSError, ValueError) as error:
        raise DocumentError(f"{path}: can't be read: {getattr(error, 'strerror', None) or error}") from None


def _steadily(file: IO[bytes], path: Path) -> bytes:
    """All of a file that nobody writes to meanwhile."""
    for _ in range(_TRIES):
        before = os.fstat(file.fileno())
        file.seek(0)
        data = file.read()
        after = os.fstat(file.fileno())
        same = (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)
        if same and after.st_size in (len(data), 0):  # what the system makes up as it is read says no size
            return data
    raise DocumentError(f"{path}: it is being written to; read it when that is done")


def _open(path: str, flags: int) -> int:
    # A terminal or a FIFO without a writer must not make us wait before we know what it is.
    descriptor = os.open(path, flags | os.O_NONBLOCK | os.O_NOCTTY)
    os.set_blocking(descriptor, True)
    return descriptor


def read(path: Path, key: str, progress: Progress = _silent, without: frozenset[str] = NONE) -> Document:
    """Read the whole of a file.

    Args:
        path: the file.
        key: how its anchors begin.
        progress: told the share done, 0 to 1.
        without: the stages of repair that are switched off, by name (`STAGES` of `repair`).

    Raises:
        DocumentError: it can't be read, or is no text.
    """
    return _with_references(_read_held([load(path)], key, str(path), progress, without), path)


def read_loaded(
    data: bytes, path: Path, key: str, progress: Progress = _silent, without: frozenset[str] = NONE
) -> Document:
    """Read a file whose bytes are at hand, so that both are of one moment; with what lies beside it.

    Raises:
        DocumentError: it is no text.
    """
    return _with_references(read_bytes(data, key, str(path), progress, without), path)


def _with_references(document: Document, path: Path) -> Document:
    """The document with what a file of references beside it says, where there is one."""
    for ending in (".bib", ".json"):
        near = path.with_suffix(ending)
        if near != path and near.is_file():
            return _told(document, near, path)
    return document


def _told(document: Document, near: Path, path: Path) -> Document:
    """The document with what the file of references beside it says, which is surer than what was found in the text."""
    from tui.documents.conversion.references import told_by

    try:
        told = told_by(near, path)
    except DocumentError as error:
        # Any JSON may lie beside a text; a file of references that tells nothing of it is worth a word.
        caution = () if near.suffix == ".json" else (f"read without {near.name} beside it: {error}",)
        return replace(document, cautions=(*document.cautions, *caution))
    known = {name: value for name in told._fields if (value := getattr(told, name))}
    return replace(document, metadata=document.metadata._replace(**known))


def read_head(path: Path, key: str, without: frozenset[str] = NONE) -> Document | None:
    """The head of a large file, or of one of many pages, as a provisional document.

    Returns:
        the whole where a file has not more pages than its head; None for a file that is small enough to be read at
        once, and for one of which no head can be read alone.
    """
    from tui.documents.conversion.formats import recognised

    data = load(path, LARGE)
    if format_ := recognised(data, str(path)):
        return _first_pages(path, key, format_, without) if format_.has_head else None
    if len(data) < LARGE:
        return None
    decoded = decode(data[:HEAD], str(path), cut=True)
    text = decoded.text
    end = max(text.rfind("\n\n"), text.rfind("\r\n\r\n"))
    text = text[:end] if end > len(text) // 4 else text
    return replace(read_text(text, key, str(path), decoded, without=without), provisional=True)


def _first_pages(path: Path, key: str, format_: "Format", without: frozenset[str]) -> Document | None:
    from tui.documents.conversion.conversion import convert

    converted = convert(load(path), format_, str(path), head=True)
    if not converted.text.strip():
        return None
    decoded = Decoded(converted.text, "utf-8", converted.cautions if converted.whole else ())
    document = _read(converted.text, key, str(path), decoded, _silent, converted, without)
    return _with_references(document, path) if converted.whole else replace(document, provisional=True)


def read_bytes(
    data: bytes, key: str, name: str, progress: Progress = _silent, without: frozenset[str] = NONE
) -> Document:
    """Read a document from its bytes; `name` tells the format by its ending, and is what errors call it.

    Raises:
        DocumentError: it is empty, or no text.
    """
    return _read_held([data], key, name, progress, without)


def _read_held(held: list[bytes], key: str, name: str, progress: Progress, without: frozenset[str]) -> Document:
    """Read a document from the bytes in a list, which are taken out of it: of a large file they are as much again as
    the text, and nobody is to hold them while that is read.
    """
    from tui.documents.conversion.formats import misnamed, recognised

    data = held.pop()
    if format_ := recognised(data, name):
        from tui.documents.conversion.conversion import convert

        converted = convert(data, format_, name)
        del data
        progress(0.5)
        decoded = Decoded(converted.text, "utf-8", (*misnamed(format_, name), *converted.cautions))
        return _read(converted.text, key, name, decoded, progress, converted, without)
    decoded = decode(data, name)
    del data
    return read_text(decoded.text, key, name, decoded, progress, without)


def read_text(
    source: str, key: str, name: str, decoded: Decoded, progress: Progress = _silent, without: frozenset[str] = NONE
) -> Document:
    """Read a document from its decoded source.

    Raises:
        DocumentError: there is nothing in it.
    """
    return _read(source, key, name, decoded, progress, None, without)


def _read(
    source: str,
    key: str,
    name: str,
    decoded: Decoded,
    progress: Progress,
    converted: "Converted | None",
    without: frozenset[str],
) -> Document:
    """Read Markdown or plain text; what was converted is Markdown, and its file has said what the work is."""
    if not source or source.isspace():
        raise DocumentError(f"{name}: the file is empty; there is nothing to read")
    # Nobody writes Markdown in lines of a book's length; they are read as plain text, which cuts them.
    # What comes by a pipe has no name that tells; front matter does.
    named = name.lower().endswith(_MARKDOWN) or (not Path(name).suffix and source.startswith(("---\n", "---\r\n")))
    markdown = converted is not None or (named and not _endless(source))
    metadata, start = (converted.told, 0) if converted else (Metadata(), 0)
    if markdown and not converted:
        metadata, start = front_matter(source, name)
    elif not markdown:
        metadata = labelled(source)
    # Of the whole, Markdown's parser takes most of the time; each stage behind it takes little.
    made, exempt = _blocks(source, start, markdown, is_eastern(metadata.language), lambda share: progress(0.8 * share))
    authored = frozenset(block.start for block in made if block.role is not Role.BODY)
    heads = frozenset(converted.furniture) if converted and "furniture" not in without else frozenset()
    for block in made:
        if block.start in heads and block.role is Role.BODY:
            block.role = Role.FURNITURE
    # What is converted from a format without pages has neither running heads nor numbers that pages bear.
    pageless = converted is not None and not converted.pages
    told = source.count("\n[^") if converted else 0
    noted = told >= (1 if pageless else _NOTES)
    context = Context(source, without, placed=bool(heads) or pageless, noted=noted, listed=pageless)
    context.authored = authored
    for number, step in enumerate(STEPS):
        if step.stage not in without:
            made = step.work(made, context)
        progress(0.8 + 0.005 * number)
    document = assemble(
        made, context, key, metadata, [(0, start), *exempt], lambda share: progress(0.86 + 0.14 * share)
    )
    if converted:
        document = replace(document, passages=_as_labelled(document), pages=converted.pages)
    return replace(document, metadata=_complete(document), encoding=decoded.encoding, cautions=decoded.cautions)


def _endless(source: str) -> bool:
    """Whether a line is of a book's length. A pattern would look at each line from each of its characters on."""
    at = 0
    while at + _ENDLESS <= len(source):
        end = source.rfind("\n", at, at + _ENDLESS)
        if end < 0:
            return True
        at = end + 1
    return False


def _as_labelled(document: Document) -> Sequence[Passage]:
    """Passages with notes labelled as the file labels them, however many of one label it has."""
    from tui.documents.conversion.footnotes import APART

    def shown(label: str) -> str:
        return label.partition(APART)[0] or label

    def relabelled(one: Passage) -> Passage:
        if APART not in one.marker and not any(APART in mark.label for mark in one.notes):
            return one
        notes = tuple(mark._replace(label=shown(mark.label)) for mark in one.notes)
        return replace(one, marker=shown(one.marker), notes=notes)

    passages = map(relabelled, document.passages)
    if isinstance(document.passages, tuple):
        return tuple(passages)
    from tui.documents.packed import Packed

    return Packed(document.source, passages)


def _blocks(
    source: str, start: int, markdown: bool, eastern: bool, progress: Progress
) -> tuple[list[Block], list[Span]]:
    if markdown:
        from tui.documents import markdown as format_

        return format_.blocks(source, start, progress, eastern=eastern)
    from tui.documents import plain

    large, told = len(source) >= LARGE_TEXT, 0
    made = listed(large=large)
    for block in plain.blocks(source, start, eastern=eastern):
        if large and block.end - told > _TOLD:
            told = block.end
            progress(told / len(source))
        made.append(block)
    return made, []


def _complete(document: Document) -> Metadata:
    """Front matter, and what the text itself says where front matter is silent."""
    told = document.metadata
    title = told.title
    if not title and document.sections and (heading := document.sections[0].heading) is not None:
        title = document.passages[heading].text if document.sections[0].number == "0" else ""
    found = gathered(document.passages, title)
    if told == Metadata():
        return found
    return told._replace(title=title, machine_translation=told.machine_translation or found.machine_translation)
