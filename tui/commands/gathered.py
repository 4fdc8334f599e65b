"""Several documents and what they speak of, as one."""

from typing import TYPE_CHECKING, Any

from tui.commands.options import sources

if TYPE_CHECKING:
    from tui.concepts.analysis import Analysis


def gathered(docs: tuple[str, ...], options: dict[str, Any]) -> "Analysis":
    """The documents read and linked; without one, the whole library.

    A concept stands as the last document's catalogues have it.

    Raises:
        DocumentError, CatalogueError: one is at fault.
    """
    from tui.concepts.analysis import Analysis
    from tui.concepts.model import Catalogue
    from tui.library.open import readings

    opened = tuple(readings(docs, sources(options)))
    concepts = {id: concept for reading in opened for id, concept in reading.catalogue.concepts.items()}
    return Analysis([(reading.document, reading.mentions) for reading in opened], Catalogue(concepts))
