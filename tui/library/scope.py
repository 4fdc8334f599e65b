"""What the names in a query stand for in a whole library."""

from collections.abc import Iterator, Set
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tui.search.model import Places, Spot, Stale, StoppedError
from tui.search.scope import means

if TYPE_CHECKING:
    from tui.concepts.model import Catalogue
    from tui.library.open import Sources
    from tui.text.spans import Span


class Known(NamedTuple):
    """What a library knows of a document without reading it."""

    key: str
    title: str
    authors: tuple[str, ...]
    year: str


class LibraryScope:
    """Implements `Scope`, and `Lengthy`, for a library.

    Args:
        sources: the library and its catalogues.
    """

    def __init__(self, sources: "Sources") -> None:
        self._sources = sources
        self.stale: Stale | None = None
        self._places: dict[frozenset[str], Places] = {}

    @cached_property
    def _catalogue(self) -> "Catalogue":
        return self._sources.catalogue(None)

    def concept(self, name: str) -> Places:
        from tui.concepts.catalogue import find

        return self._mentions({find(self._catalogue, name).id})

    def kind(self, name: str) -> Places:
        kinds = self._catalogue.kinds
        if name not in kinds:
            raise LookupError(f'no kind "{name}"; there are {", ".join(kinds) or "none"}')
        return self._mentions({id for id, concept in self._catalogue.concepts.items() if concept.kind == name})

    def _mentions(self, concepts: Set[str]) -> Places:
        """The places that mention one of the concepts."""
        from tui.library.linking import spoken

        key = frozenset(concepts)
        if key not in self._places:
            found: dict[Spot, list[Span]] = {}
            for document in spoken(self._sources):
                if self.stale is not None and self.stale():
                    raise StoppedError
                if not concepts.isdisjoint(document.tallies):
                    for one in document.mentions():
                        if one.concept in concepts:
                            found.setdefault(Spot(document.key, one.passage), []).append((one.start, one.end))
            self._places[key] = found
        return self._places[key]

    def section(self, number: str) -> None:
        """Any number may be that of a section of some document."""

    def documents(self, field: str, value: str) -> frozenset[str]:
        if field == "doc" and any(value == known.key for known in self._known):
            return frozenset([value])  # a key means its own document, not all whose keys begin so
        return frozenset(
            known.key
            for known in self._known
            if means(field, value, (known.key, known.title), known.authors, known.year)
        )

    @cached_property
    def _known(self) -> list[Known]:
        return list(self._look())

    def _look(self) -> Iterator[Known]:
        shelf = self._sources.shelf
        entries = {entry.key: entry for entry in shelf.entries()} if shelf is not None else {}
        for key in self._sources.all_keys():
            if key in entries:
                entry = entries[key]
                yield Known(key, entry.title, tuple(entry.author.split("; ")), entry.year)
            else:
                from tui.documents.reading import read

                told = read(self._sources.seeds[key], key).metadata
                yield Known(key, told.title, told.authors, told.year)
