"""Where documents and catalogues are, as a call's options say: small enough to be handed to another process."""

import json
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tui.concepts.model import Catalogue
    from tui.library.shared import SharedLibrary


class Shelf(NamedTuple):
    """Where documents and catalogues are, as options say; nothing is imported or read until it is asked for.

    Attributes:
        catalogues: beside what ships and the person's own.
        no_catalogue: none but those.
        library: the file that keeps what was decided on variants and repairs.
        without: stages of repair that are switched off.
        address: of a library on a server, whose documents take the place of that one's.
    """

    catalogues: tuple[Path, ...] = ()
    no_catalogue: bool = False
    library: Path | None = None
    without: frozenset[str] = frozenset()
    address: str = ""

    def packed(self) -> str:
        """As JSON, for a command line; without the address, which may hold a password."""
        named = list(map(str, self.catalogues))
        return json.dumps([named, self.no_catalogue, str(self.library or ""), sorted(self.without)])

    @classmethod
    def unpacked(cls, text: str, address: str = "") -> "Shelf":
        """A shelf from a command line, and the address that was told otherwise."""
        catalogues, no_catalogue, library, without = json.loads(text)
        kept = Path(library) if library else None
        return cls(tuple(map(Path, catalogues)), no_catalogue, kept, frozenset(without), address)

    def sources(self) -> Any:
        """As the library wants it: `tui.library.open.Sources`."""
        from tui.library.open import Sources, referred, waiting
        from tui.settings import places

        opened = cache(self._opened)
        if self.no_catalogue:
            seeds, named, without = places.seeds(), self.catalogues, self.without
            return Sources(
                seeds, lambda: named, beside=False, library=opened, without=lambda: without, shared=self.shared
            )
        kept = self.library
        return Sources(
            places.seeds(),
            self._all_catalogues,
            decided=cache(lambda: tuple(waiting(kept)) if kept is not None else ()),
            referred=cache(lambda: referred(kept) if kept is not None else ()),
            library=opened,
            without=lambda: self.without,
            shared=self.shared,
        )

    def _all_catalogues(self) -> tuple[Path, ...]:
        from tui.settings import places

        paths, shared = (*places.catalogues(), *self.catalogues), self.shared()
        return shared.among(paths) if shared is not None else paths

    def shared(self) -> "SharedLibrary | None":
        """The library on a server, where one was named; it is asked when something is wanted of it."""
        return _shared(self.address) if self.address else None

    def _opened(self) -> Any:
        """The library, where it is there and can be read."""
        if self.library is None or not self.library.exists():
            return None
        from tui.library.store import LibraryError, Store

        try:
            return Store(self.library)
        except LibraryError:  # the reader says so elsewhere; what is named by its path can be read all the same
            return None

    def made(self) -> Any:
        """The library, made where it is not there yet.

        Raises:
            LibraryError: it can't be.
        """
        from tui.library.store import Store
        from tui.settings import places

        return Store(self.library or places.library_file())

    def editable(self, document: Path | None) -> tuple[Path, ...]:
        """The catalogues that may be written, the strongest last; what ships is none of them."""
        from tui.library.open import beside
        from tui.settings import places

        if self.no_catalogue:
            return self.catalogues
        return tuple(path for path in (places.own_catalogue(), *self.catalogues, beside(document)) if path is not None)

    def own(self) -> Path:
        """The catalogue that a concept goes to which none of these has: the person's own, or, where that is left out,
        the last that was named."""
        from tui.settings import places

        return self.catalogues[-1] if self.no_catalogue and self.catalogues else places.own_catalogue()

    def referred(self) -> "Collection[tuple[str, str]]":
        """Concept and key of the references accepted; what a `Reading` asks its sources for."""
        found: Collection[tuple[str, str]] = self.sources().referred()
        return found

    def catalogue(self, path: Path | None) -> "Catalogue":
        """The catalogues for a document, merged; what a `Reading` asks its sources for."""
        merged: Catalogue = self.sources().catalogue(path)
        return merged


@cache
def _shared(address: str) -> "SharedLibrary":
    """A library on a server: one, with one connection, for all of this process."""
    from tui.library.shared import SharedLibrary
    from tui.settings import places

    return SharedLibrary(address, places.servers_folder(), (places.seed_catalogue(),))
