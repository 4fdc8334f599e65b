"""The index of a library on this machine, kept in line with its documents.

The library is the truth; the index can be thrown away. It lies in a folder beside the library's file. What it holds is
on record in the library, written after each commit of the index: whatever ended a program in between, the next one
goes on from there.
"""

import hashlib
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.documents import reading as documents
from tui.documents.conversion.calling import keep_ready
from tui.documents.errors import DocumentError
from tui.documents.model import Document
from tui.library.repairs import Repairs
from tui.library.scope import LibraryScope
from tui.library.shelf import Shelf
from tui.library.store import LibraryError, Store
from tui.library.studied import keeping, made_of
from tui.search.embedded import Embedded
from tui.search.embedding import BusyError, EmbeddedWriter, Leaf
from tui.search.model import EngineError
from tui.search.searching import Search

if TYPE_CHECKING:
    from tui.library.open import Sources
    from tui.library.shared import SharedLibrary

_TOGETHER = 50_000
"""Passages between two commits: what a sudden end costs."""
_PATIENCE = 20.0
"""Seconds to wait for another program that is writing."""
_AWHILE = 1.0
_AGAIN = 0.05
_FEW = 50
"""Documents from which on an index is written with more memory."""

Tell = Callable[[str, float], None]
"""Told of each document, by its key, as it is indexed, and of the share done, 0 to 1."""


class Behind(NamedTuple):
    """What the index lacks.

    Attributes:
        put: keys of documents that are new or have changed, with the digest of what they are now.
        drop: keys of documents that are no longer in the library.
    """

    put: dict[str, str]
    drop: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.put or self.drop)


class Unread(NamedTuple):
    """A document that could not be read for the index, and why."""

    key: str
    reason: str


class LibraryIndex:
    """The index of a library.

    Args:
        store: the library.
        seeds: documents that ship, by key.
        without: stages of repair that are switched off.

    Raises:
        EngineError: there can be no index here: the folder can't be written or read.
    """

    def __init__(self, store: Store, seeds: Mapping[str, Path], without: frozenset[str] = frozenset()) -> None:
        self._store, self._seeds, self._without = store, seeds, without
        self._shelf, self._repairs = Shelf(store), Repairs(store)
        self.folder = store.path.with_suffix(".index")
        try:
            self.engine = Embedded(self.folder)
            self._must_be_ours()
        except EngineError:
            self.rebuild()

    def _must_be_ours(self) -> None:
        """Forget what is on record of an index that is not the one that lies there."""
        (told,) = self._store.rows("select count(*) from indexed")[0]
        if told and not self.engine.size:
            self._store.change("delete from indexed", ())

    def rebuild(self) -> None:
        """Throw the index away; all of it is made anew from the library when it catches up.

        Raises:
            EngineError: the folder can't be written.
        """
        try:
            if self.folder.exists():
                shutil.rmtree(self.folder)
        except NotADirectoryError:  # whose it is, we don't know
            raise EngineError(f"{self.folder}: a file is where the index is to be a folder; move it away") from None
        except OSError as error:
            told = f"the index can't be read, nor removed to be made anew: {error.strerror}"
            raise EngineError(f"{self.folder}: {told}") from None
        self._store.change("delete from indexed", ())
        self.engine = Embedded(self.folder)

    def behind(self) -> Behind:
        """What the index lacks now; takes a few milliseconds for thousands of documents."""
        known = dict(self._store.rows("select key, digest from indexed"))
        wanted = dict(self._wanted())
        put = {key: digest for key, digest in wanted.items() if known.get(key) != self.marked(key, digest)}
        return Behind(put, tuple(key for key in known if key not in wanted))

    def _wanted(self) -> Iterator[tuple[str, str]]:
        hidden = self._shelf.hidden()
        for key, path in self._seeds.items():
            if key not in hidden:
                yield key, hashlib.sha256(path.read_bytes()).hexdigest()
        for key, digest in self._store.rows("select key, digest from shelf"):
            yield str(key), str(digest)

    def catch_up(self, tell: Tell | None = None, *, patience: float = _PATIENCE) -> list[Unread]:
        """Bring the index up to date; what is up to date costs nothing.

        Args:
            tell: told of progress.
            patience: seconds to wait for another program that is writing; it may do this work for us.

        Raises:
            BusyError: another program is still writing.
            EngineError, LibraryError: the index or the library can't be written.
        """
        lacking = self.behind()
        if not lacking and not self.engine.uncounted:
            return []
        if len(lacking.put) > _FEW:
            keep_ready()
        with self.writing(patience, many=len(lacking.put) > _FEW) as writing:
            writing.hold()
            behind = self.behind()  # another program may have done it while we waited
            for key in behind.drop:
                writing.drop(key)
            for number, key in enumerate(behind.put):
                if tell is not None:
                    tell(key, number / len(behind.put))
                writing.put(key, behind.put[key])
        return writing.unread

    def writing(self, patience: float = _PATIENCE, *, many: bool = False) -> "Writing":
        """A context in which the index is written; nothing is locked before something is.

        Args:
            patience: seconds to wait for another program that is writing.
            many: whether much is to be written.
        """
        return Writing(self, self._store, patience, many)

    def path(self, key: str) -> Path | None:
        """Where a document lies, or lay."""
        if key in self._seeds:
            return self._seeds[key]
        entry = self._shelf.entry(key)
        return Path(entry.path) if entry is not None else None

    def reads_plainly(self, key: str) -> bool:
        """Whether a document is read with every repair."""
        path = self.path(key)
        return not self._without and (path is None or not self._repairs.print_of(path))

    def marked(self, key: str, digest: str) -> str:
        """A document's digest, with all that it is read by: the version, the stages left out, repairs taken back."""
        taken_back = ""
        if self._any_taken_back and (path := self.path(key)) is not None:
            taken_back = self._repairs.print_of(path)
        return made_of(digest, self._without, taken_back)

    @property
    def _any_taken_back(self) -> bool:
        return bool(self._store.rows("select 1 from repair limit 1"))

    def read(self, key: str) -> Document:
        """A document as the library keeps it, without the repairs taken back in it.

        Raises:
            DocumentError: it can't be read.
        """
        if key in self._seeds:
            return self._repairs.applied(self._seeds[key], documents.read(self._seeds[key], key, without=self._without))
        entry = self._shelf.entry(key)
        content = self._shelf.content(key)
        if entry is None or not content:
            raise DocumentError(f"{key}: the library no longer has it")
        read = documents.read_bytes(content, key, entry.path, without=self._without)
        return self._repairs.applied(Path(entry.path), read)

    def search(self, sources: "Sources") -> Search:
        """The search of the whole library.

        Args:
            sources: the library and its catalogues, which know what the names in a query stand for.
        """
        return Search(self.engine, LibraryScope(sources))


def library_index(sources: "Sources") -> "LibraryIndex | SharedLibrary | None":
    """The index of the library that is open; None where there is no library, or nothing was added to it.

    Raises:
        EngineError: there can be no index.
    """
    if (shared := sources.shared()) is not None:
        return shared
    store = sources.library()
    if store is None or not store.rows("select 1 from shelf limit 1"):
        return None
    return LibraryIndex(store, sources.seeds, sources.without())


class Writing:
    """Documents put into the index and taken out of it; a context that commits at its end.

    Args:
        index: of the library.
        store: the library.
        patience: seconds to wait for another program that is writing.
        many: whether much is to be written.

    Attributes:
        unread: what could not be read.
    """

    def __init__(self, index: LibraryIndex, store: Store, patience: float, many: bool) -> None:
        self._index, self._store = index, store
        self._patience, self._many = patience, many
        self._held: EmbeddedWriter | None = None
        self._done: list[tuple[str, tuple[object, ...]]] = []
        self._since = 0
        self._known: set[str] = set()
        self.unread: list[Unread] = []

    def __enter__(self) -> "Writing":
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if self._held is None:
            return
        if isinstance(error, EngineError):
            self.abandon()
        else:  # even when the program is asked to end: what was read is not read again
            self.commit(last=True)

    def abandon(self) -> None:
        """Forget what was not committed; whoever searches next makes up for it."""
        if self._held is not None:
            self._held.abandon()

    def hold(self) -> EmbeddedWriter:
        """Wait for the right to write; it is held until the end.

        Raises:
            BusyError: another program still has it.
            EngineError: the index can't be written.
        """
        end = time.monotonic() + self._patience
        while self._held is None:
            try:
                self._held = EmbeddedWriter(self._index.engine, many=self._many)
            except BusyError:
                if time.monotonic() > end:
                    raise
                time.sleep(_AGAIN)
            else:
                self._index.engine.renew()
                self._known = {key for (key,) in self._store.rows("select key from indexed")}
        return self._held

    def put(self, key: str, digest: str, document: Document | None = None) -> None:
        """Index a document.

        Args:
            key: in the library.
            digest: of its bytes.
            document: as read; None where it is to be read from the library.
        """
        marked = self._index.marked(key, digest)
        try:
            read = document if document is not None and self._index.reads_plainly(key) else self._index.read(key)
        except (DocumentError, OSError) as error:
            self.unread.append(Unread(key, str(error)))
            self.drop(key)
        else:
            held = self.hold()
            # What is not on record may lie there all the same: a program may have ended before it could say so.
            held.put(key, leaves(read), fresh=key not in self._known and not self._index.engine.holds(key))
            self._known.add(key)
            self._since += len(read.passages)
            if document is not None:  # it was read for more than this; while the index is made anew, nothing else is
                self._done.append(keeping(read, marked))
        self._done.append(("insert or replace into indexed (key, digest) values (?, ?)", (key, marked)))
        if self._since > _TOGETHER:
            self.commit(last=False)

    def drop(self, key: str) -> None:
        """Take a document out."""
        self.hold().drop(key)
        self._done += [(f"delete from {table} where key = ?", (key,)) for table in ("indexed", "studied")]

    def commit(self, *, last: bool) -> None:
        """Make what was done visible and lasting, then put it on record."""
        self.hold().commit(last=last)
        self._store.change_all(self._done)
        self._done, self._since = [], 0


class Following:
    """The index kept in step while documents are added; no fault of it stops the adding.

    Args:
        store: the library.
        seeds: documents that ship, by key.
        without: stages of repair that are switched off.
        count: how many documents may be added.

    Attributes:
        fault: what is wrong with the index; the next search makes up for what it then lacks.
    """

    def __init__(
        self, store: Store, seeds: Mapping[str, Path], *, without: frozenset[str] = frozenset(), count: int = 1
    ) -> None:
        self.fault = ""
        self._writing: Writing | None = None
        try:
            self._writing = LibraryIndex(store, seeds, without).writing(_AWHILE, many=count > _FEW)
        except EngineError as error:
            self.fault = str(error)

    def __enter__(self) -> "Following":
        return self

    def __exit__(self, *raised: object) -> None:
        if self._writing is not None and self.fault:
            self._writing.abandon()  # a document may be there by half
        elif self._writing is not None:
            try:
                self._writing.__exit__(*raised)
            except (EngineError, LibraryError) as error:
                self.fault = str(error)

    def __call__(self, key: str, digest: str, document: Document) -> None:
        """Take in a document that was added; what `adding.add` hands it to."""
        if self._writing is None or self.fault:
            return
        try:
            self._writing.put(key, digest, document)
        except (EngineError, LibraryError) as error:
            self.fault = str(error)


def leaves(document: Document) -> Iterable[Leaf]:
    """The passages of a document as they are indexed."""
    return (
        Leaf(passage.index, passage.place, passage.role, passage.section, passage.text) for passage in document.passages
    )
