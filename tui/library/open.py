"""From what a person named to a `Reading`."""

import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tui.documents import reading as documents
from tui.documents.errors import DocumentError
from tui.documents.model import Document
from tui.library.reading import Reading

if TYPE_CHECKING:
    from tui.concepts.model import Catalogue
    from tui.library.decisions import Decisions
    from tui.library.linked import Linked
    from tui.library.shared import SharedLibrary
    from tui.library.shared_linked import SharedLinked
    from tui.library.shared_shelf import SharedShelf
    from tui.library.shelf import Entry, Shelf
    from tui.library.store import Store

T = TypeVar("T")

STANDARD_INPUT = "-"

_FEW = 12
"""keys that an error still names"""


class Sources(NamedTuple):
    """What a library is made of, as the faces hand it down.

    Attributes:
        seeds: documents that ship, by key.
        catalogues: gives paths in order, the strongest last, read for every document; asked when one is needed.
        decided: gives concept and wording of variants accepted that no catalogue has yet.
        referred: gives concept and key of the references accepted.
        without: gives the stages of repair that are switched off.
        library: gives the person's library, where there is one; it knows keys, and the repairs taken back.
        shared: gives the library on a server whose documents are read in place of that one's, where one was named.
        beside: whether a catalogue beside a document (`paper.concepts.toml` for `paper.md`) is read too.
    """

    seeds: Mapping[str, Path]
    catalogues: Callable[[], tuple[Path, ...]]
    beside: bool = True
    decided: Callable[[], Iterable[tuple[str, str]]] = tuple
    referred: Callable[[], Collection[tuple[str, str]]] = tuple
    without: Callable[[], frozenset[str]] = frozenset
    library: "Callable[[], Store | None]" = lambda: None
    shared: "Callable[[], SharedLibrary | None]" = lambda: None

    @property
    def shelf(self) -> "Shelf | SharedShelf | None":
        """The documents that were added."""
        kept = self.shared() or self.library()
        return kept.shelf if kept is not None else None

    def linked(self, state: str = "", *, ships: bool = False) -> "Linked | SharedLinked | None":
        """Where mentions are kept.

        Args:
            state: of the document that is read (see `state_in`).
            ships: whether it ships: then they are kept with the person's own.
        """
        if (shared := self.shared()) is not None and not ships:
            from tui.library.shared_linked import SharedLinked

            return SharedLinked(shared, state)
        if (store := self.library()) is None:
            return None
        from tui.library.linked import Linked

        return Linked(store, state)

    def all_keys(self) -> tuple[str, ...]:
        """The keys of all documents of the library: what ships first, then what was added, in that order."""
        shelf = self.shelf
        if shelf is None:
            return tuple(self.seeds)
        hidden = shelf.hidden()
        return (*(key for key in self.seeds if key not in hidden), *(entry.key for entry in shelf.entries()))

    def path_of(self, key: str) -> Path | None:
        """Where the document with a key lies, or lay; None for a key the library does not have."""
        shelf = self.shelf
        if key in self.seeds:
            return self.seeds[key] if shelf is None or key not in shelf.hidden() else None
        return shelf.file(key) if shelf is not None else None

    def catalogue(self, path: Path | None) -> "Catalogue":
        """The catalogues for a document, merged.

        Raises:
            CatalogueError: one is at fault.
        """
        from tui.library.catalogues import merged

        paths = [*self.catalogues()]
        if self.beside and (own := beside(path)) is not None:
            paths.append(own)
        return merged(paths, tuple(self.decided()))


def beside(document: Path | None) -> Path | None:
    """The catalogue beside a document, where there is one: `paper.concepts.toml` for `paper.md`."""
    if document is None:
        return None
    path = document.with_suffix(".concepts.toml")
    return path if path.is_file() else None


def waiting(library: Path) -> list[tuple[str, str]]:
    """Concept and wording of the variants that a library keeps until a catalogue can be written."""
    return _decided(library, lambda decisions: decisions.waiting()) or []


def referred(library: Path) -> set[tuple[str, str]]:
    """Concept and key of the references that were accepted."""
    return _decided(library, lambda decisions: decisions.references()) or set()


def _decided(library: Path, asked: "Callable[[Decisions], T]") -> "T | None":
    """What the decisions of a library say; None where there is none, or it can't be read."""
    if not library.exists():
        return None
    from tui.library.decisions import Decisions
    from tui.library.store import LibraryError, Store

    try:
        store = Store(library)
    except LibraryError:  # reading goes on without it; what asks for the library itself says what is wrong
        return None
    try:
        return asked(Decisions(store))
    finally:
        store.close()


def locate(name: str, sources: Sources) -> Path | None:
    """The file that a document's name stands for; None for standard input. A file is preferred to a key.

    Raises:
        DocumentError: it is neither a file nor a key.
    """
    if name == STANDARD_INPUT:
        return None
    if not name:
        raise DocumentError("an empty name: a document is a path, - or a key of the library")
    path = Path(name)
    try:
        there = (path.exists() or path.is_symlink()) and not (name in sources.seeds and path.is_dir())
    except (OSError, ValueError):
        there = False
    if there:
        return path
    if (kept := sources.path_of(name)) is not None:
        return kept
    if "/" not in name and "." not in name:
        raise DocumentError(f"{name}: no such file, and no such key in the library ({_there_are(sources.all_keys())})")
    return path


def _there_are(keys: tuple[str, ...]) -> str:
    """The keys, or, where they are many, how to see them."""
    if len(keys) > _FEW:
        return f"there are {len(keys):,}: ibid list shows them"
    return f"there are {', '.join(keys)}" if keys else "there are none"


def open_reading(name: str, sources: Sources) -> Reading:
    """Open a document: a path, `-` for standard input, or a key.

    Raises:
        DocumentError: it can't be read.
        CatalogueError: a catalogue is at fault.
    """
    path = locate(name, sources)
    if path is None:
        document = documents.read_bytes(_piped(), STANDARD_INPUT, "standard input", without=sources.without())
        return Reading(document, None, sources)
    return Reading(_read(path, name, sources), path, sources) if path == Path(name) else of_key(name, path, sources)


def of_key(key: str, path: Path, sources: Sources) -> Reading:
    """A document of the library: from its file, or, where that is gone, from the bytes that were kept.

    Raises:
        DocumentError, CatalogueError: as `open_reading`.
    """
    shelf = sources.shelf
    if shelf is None:
        return Reading(_read(path, key, sources), path, sources)
    # A file that was fetched from a server is all that is needed of it; the server may be away.
    entry = shelf.entry(key) if key not in sources.seeds and sources.shared() is None else None
    linked = sources.linked(state_in(sources, key, path, entry), ships=key in sources.seeds)
    if entry is not None and not path.exists() and (content := shelf.content(key)):
        document = documents.read_bytes(content, key, str(path), without=sources.without())
        return Reading(as_kept(document, path, sources), None, sources, linked)
    return Reading(_read(path, key, sources), path, sources, linked)


def state_in(sources: Sources, key: str, path: Path, entry: "Entry | None") -> str:
    """What tells whether a document is read as it was when it was linked: its file, and the repairs left out of it."""
    from tui.library.linked import state_of
    from tui.library.repairs import Repairs

    if (shared := sources.shared()) is not None and key not in sources.seeds:
        file = entry.digest if entry else shared.shelf.digest(path)
    else:
        file = state_of(path, entry.digest, entry.size, entry.modified) if entry else state_of(path)
    store = sources.library()
    taken_back = Repairs(store).print_of(path) if store is not None else ""
    return " ".join((file, *sorted(sources.without()), taken_back)).strip()


def _read(path: Path, key: str, sources: Sources) -> Document:
    return as_kept(documents.read(path, key, without=sources.without()), path, sources)


def as_kept(document: Document, path: Path, sources: Sources) -> Document:
    """A document that was read, without the repairs that a person took back in it."""
    try:
        store = sources.library()
        if store is None:
            return document
        from tui.library.repairs import Repairs

        return Repairs(store).applied(path, document)
    except ValueError as error:
        from tui.library.store import LibraryError

        if not isinstance(error, LibraryError):
            raise
        # The text can be read all the same, but not silently as it never was.
        caution = f"read with every repair in it, those taken back too: {error}"
        return replace(document, cautions=(*document.cautions, caution))


def _piped() -> bytes:
    try:
        return sys.stdin.buffer.read()
    except (OSError, AttributeError) as error:  # there is no stream at all where it was closed from the start
        reason = getattr(error, "strerror", None) or "it is closed"
        raise DocumentError(f"standard input: can't be read: {reason}") from None


def readings(names: Iterable[str], sources: Sources) -> Iterable[Reading]:
    """Open several documents, one after the other; without a name, the whole library."""
    named = tuple(names)
    for name in named:
        yield open_reading(name, sources)
    if not named:
        for key in sources.all_keys():
            if (path := sources.path_of(key)) is not None:
                yield of_key(key, path, sources)


def of_document(document: Document, path: Path | None, sources: Sources) -> Reading:
    """A reading of a document already read."""
    return Reading(document, path, sources)
