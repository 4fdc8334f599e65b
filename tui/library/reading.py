"""A document with all that is known of it, each made when first asked for."""

from functools import cached_property

from tui.concepts.model import Catalogue, Mention
from tui.documents.model import Document
from tui.search.model import Index


class Reading:
    """What both faces start from: a document, its catalogue, its mentions, its index.

    Args:
        document: as read.
        catalogue: the catalogues that hold for it, merged.
    """

    def __init__(self, document: Document, catalogue: Catalogue) -> None:
        self.document = document
        self.catalogue = catalogue

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every mention in the document, in source order, the longest first at a place."""
        from tui.concepts.matching import link

        return tuple(link(self.document, self.catalogue))

    @cached_property
    def index(self) -> Index:
        """The search index; `concept:` and `kind:` are answered from the mentions."""
        raise NotImplementedError
