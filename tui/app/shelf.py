"""Where documents and catalogues are, as a call's options say: small enough to be handed to another process."""

import json
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tui.concepts.model import Catalogue


class Shelf(NamedTuple):
    """Where documents and catalogues are, as options say; nothing is imported or read until it is asked for.

    Attributes:
        catalogues: beside what ships and the person's own.
        no_catalogue: none but those.
        library: the file that keeps what was decided on variants and repairs.
        without: stages of repair that are switched off.
    """

    catalogues: tuple[Path, ...] = ()
    no_catalogue: bool = False
    library: Path | None = None
    without: frozenset[str] = frozenset()

    def packed(self) -> str:
        """As JSON, for a command line."""
        named = list(map(str, self.catalogues))
        return json.dumps([named, self.no_catalogue, str(self.library or ""), sorted(self.without)])

    @classmethod
    def unpacked(cls, text: str) -> "Shelf":
        """A shelf from a command line."""
        catalogues, no_catalogue, library, without = json.loads(text)
        kept = Path(library) if library else None
        return cls(tuple(map(Path, catalogues)), no_catalogue, kept, frozenset(without))

    def sources(self) -> Any:
        """As the library wants it: `tui.library.open.Sources`."""
        from tui.library.open import Sources, referred, waiting
        from tui.settings import places

        opened = cache(self._opened)
        if self.no_catalogue:
            seeds, named = places.seeds(), self.catalogues
            return Sources(seeds, lambda: named, beside=False, library=opened, without=lambda: self.without)
        kept = self.library
        return Sources(
            places.seeds(),
            lambda: (*places.catalogues(), *self.catalogues),
            decided=cache(lambda: tuple(waiting(kept)) if kept is not None else ()),
            referred=cache(lambda: referred(kept) if kept is not None else ()),
            library=opened,
            without=lambda: self.without,
        )

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
