"""A document with all that is known of it, each made when first asked for."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tui.documents.model import Document

if TYPE_CHECKING:
    from tui.concepts.matching import Progress
    from tui.concepts.model import Catalogue, Mention
    from tui.concepts.references import Reference
    from tui.library.linked import Linked
    from tui.library.open import Sources
    from tui.library.shared_linked import SharedLinked
    from tui.search.model import Engine, Places
    from tui.search.searching import Search
    from tui.text.spans import Span

_SMALL = 3_000
"""Passages up to which tables of words are quicker to make, and to ask, than an index."""


class Reading:
    """What both faces start from: a document, its catalogue, its mentions, its index.

    Args:
        document: as read.
        path: its file; None for standard input.
        sources: where its catalogues are.
        linked: keeps the mentions, for a document of the library.
    """

    def __init__(
        self, document: Document, path: Path | None, sources: "Sources", linked: "Linked | SharedLinked | None" = None
    ) -> None:
        self.document = document
        self.path = path
        self._sources = sources
        self._linked = linked
        self.progress: Progress | None = None
        """told while the mentions are found: how many passages are done, and of how many"""

    @cached_property
    def catalogue(self) -> "Catalogue":
        """The catalogues that hold for the document, merged.

        Raises:
            CatalogueError: one is at fault.
        """
        return self._sources.catalogue(self.path)

    @cached_property
    def mentions(self) -> "tuple[Mention, ...]":
        """Every mention in the document, in source order, the longest first at a place."""
        if self._linked is not None:
            return self._linked.mentions(self.document, self.catalogue, self.progress)
        from tui.concepts.matching import link

        return tuple(link(self.document, self.catalogue, self.progress))

    @cached_property
    def references(self) -> "tuple[Reference, ...]":
        """The references to concepts that a person has accepted, in source order; none of them counts as a mention."""
        if not (accepted := self._sources.referred()):
            return ()
        from tui.concepts.references import kept

        return tuple(kept(self.document, self.catalogue, self.mentions, accepted))

    @cached_property
    def search(self) -> "Search":
        """The search of the document; concepts and kinds are answered from the mentions, found when first asked for."""
        from tui.search.scope import DocumentScope
        from tui.search.searching import Search

        return Search(_engine(self.document), DocumentScope(self.document, self._concept, self._kind))

    def _concept(self, name: str) -> "Places":
        from tui.concepts.catalogue import find

        wanted = find(self.catalogue, name).id
        return self._places(mention for mention in self.mentions if mention.concept == wanted)

    def _kind(self, name: str) -> "Places":
        kinds = self.catalogue.kinds
        if name not in kinds:
            raise LookupError(f'no kind "{name}"; there are {", ".join(kinds) or "none"}')
        concepts = self.catalogue.concepts
        return self._places(mention for mention in self.mentions if concepts[mention.concept].kind == name)

    def _places(self, mentions: "Iterable[Mention]") -> "Places":
        from tui.search.model import Spot

        places: dict[Spot, list[Span]] = {}
        for mention in mentions:
            places.setdefault(Spot(self.document.key, mention.passage), []).append((mention.start, mention.end))
        return places


def _engine(document: Document) -> "Engine":
    """An engine for one document, in memory; a small one is made in milliseconds, a large one takes little room."""
    if len(document.passages) <= _SMALL:
        from tui.search.tables import Tables

        return Tables(document.key, document.passages)
    from tui.documents.large import trim
    from tui.library.indexed import leaves
    from tui.search.embedded import Embedded
    from tui.search.embedding import EmbeddedWriter

    engine = Embedded(None)
    writer = EmbeddedWriter(engine)
    writer.put(document.key, leaves(document), fresh=True)
    writer.commit()
    trim()  # writing took three times what is left of it
    return engine
