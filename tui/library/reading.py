"""A document with all that is known of it, each made when first asked for."""

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
    from tui.search.model import Index, Place


class Reading:
    """What both faces start from: a document, its catalogue, its mentions, its index.

    Args:
        document: as read.
        path: its file; None for standard input.
        sources: where its catalogues are.
        linked: keeps the mentions, for a document of the library.
    """

    def __init__(
        self, document: Document, path: Path | None, sources: "Sources", linked: "Linked | None" = None
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
    def index(self) -> "Index":
        """The search index; `concept:` and `kind:` are answered from the mentions, found when first asked for."""
        from tui.search.memory import MemoryIndex

        return MemoryIndex(self.document, self._concept, self._kind)

    def _concept(self, name: str) -> "list[Place]":
        from tui.concepts.catalogue import find
        from tui.search.model import Place

        wanted = find(self.catalogue, name).id
        return [Place(m.passage, m.start, m.end) for m in self.mentions if m.concept == wanted]

    def _kind(self, name: str) -> "list[Place]":
        from tui.search.model import Place

        kinds = self.catalogue.kinds
        if name not in kinds:
            raise LookupError(f'no kind "{name}"; there are {", ".join(kinds) or "none"}')
        concepts = self.catalogue.concepts
        return [Place(m.passage, m.start, m.end) for m in self.mentions if concepts[m.concept].kind == name]
