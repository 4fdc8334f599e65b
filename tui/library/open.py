"""From what a person named to a `Reading`."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tui.concepts.model import Catalogue
from tui.documents import reading as documents
from tui.documents.errors import DocumentError
from tui.documents.model import Document
from tui.library.reading import Reading

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Sources:
    """What a library is made of, as the faces hand it down.

    Attributes:
        seeds: documents that ship, by key.
        catalogues: gives paths in order, the strongest last, read for every document; asked when one is needed.
        decided: gives concept and wording of variants accepted that no catalogue has yet.
        beside: whether a catalogue beside a document (`paper.concepts.toml` for `paper.md`) is read too.
    """

    seeds: Mapping[str, Path]
    catalogues: Callable[[], tuple[Path, ...]]
    beside: bool = True
    decided: Callable[[], Iterable[tuple[str, str]]] = tuple

    def catalogue(self, path: Path | None) -> Catalogue:
        """The catalogues for a document, merged.

        Raises:
            CatalogueError: one is at fault.
        """
        from tui.concepts import catalogue as catalogues

        paths = [*self.catalogues()]
        if self.beside and (own := beside(path)) is not None:
            paths.append(own)
        merged = catalogues.read(*paths)
        if wordings := tuple(self.decided()):
            from tui.library.decisions import applied

            return applied(merged, wordings)
        return merged


def beside(document: Path | None) -> Path | None:
    """The catalogue beside a document, where there is one: `paper.concepts.toml` for `paper.md`."""
    if document is None:
        return None
    path = document.with_suffix(".concepts.toml")
    return path if path.is_file() else None


def waiting(library: Path) -> list[tuple[str, str]]:
    """Concept and wording of the variants that a library keeps until a catalogue can be written."""
    if not library.exists():
        return []
    from tui.library.decisions import Decisions
    from tui.library.store import LibraryError, Store

    try:
        store = Store(library)
    except LibraryError:  # reading goes on without it; what asks for the library itself says what is wrong
        return []
    try:
        return Decisions(store).waiting()
    finally:
        store.close()


def locate(name: str, sources: Sources) -> Path | None:
    """The file that a document's name stands for; None for standard input. A file is preferred to a key.

    Raises:
        DocumentError: it is neither a file nor a key.
    """
    if name == STANDARD_INPUT:
        return None
    path = Path(name)
    try:
        there = (path.exists() or path.is_symlink()) and not (name in sources.seeds and path.is_dir())
    except (OSError, ValueError):
        there = False
    if there or name not in sources.seeds:
        if not there and "/" not in name and "." not in name:
            keys = ", ".join(sources.seeds)
            raise DocumentError(f"{name}: no such file, and no such key in the library (there are {keys})")
        return path
    return sources.seeds[name]


def open_reading(name: str, sources: Sources) -> Reading:
    """Open a document: a path, `-` for standard input, or a key.

    Raises:
        DocumentError: it can't be read.
        CatalogueError: a catalogue is at fault.
    """
    path = locate(name, sources)
    if path is None:
        return Reading(documents.read_bytes(_piped(), STANDARD_INPUT, "standard input"), None, sources)
    return Reading(documents.read(path, name), path, sources)


def _piped() -> bytes:
    try:
        return sys.stdin.buffer.read()
    except (OSError, AttributeError) as error:  # there is no stream at all where it was closed from the start
        reason = getattr(error, "strerror", None) or "it is closed"
        raise DocumentError(f"standard input: can't be read: {reason}") from None


def readings(names: Iterable[str], sources: Sources) -> Iterable[Reading]:
    """Open several documents, one after the other; without a name, the whole library."""
    for name in tuple(names) or tuple(sources.seeds):
        yield open_reading(name, sources)


def of_document(document: Document, path: Path | None, sources: Sources) -> Reading:
    """A reading of a document already read."""
    return Reading(document, path, sources)
