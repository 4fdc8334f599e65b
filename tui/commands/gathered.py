"""Several documents and what they speak of, as one."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tui.commands.options import sources

if TYPE_CHECKING:
    from tui.concepts.analysis import Analysis, Referred
    from tui.concepts.model import Mention
    from tui.library.open import Sources
    from tui.library.reading import Reading

_HITS = 5_000
"""Of a query, in each document."""
_SEARCH = "search"
"""The kind of what stands for a query."""


def gathered(
    docs: tuple[str, ...], options: dict[str, Any], queries: Sequence[str] = (), *, references: bool = False
) -> "Analysis":
    """The documents read and linked; without one, the whole library.

    A concept stands as the last document's catalogues have it.

    Args:
        docs: as named.
        options: of the command.
        queries: each is counted like a concept (`id_of`), under the words it hit.
        references: whether to tell what may mean a concept without naming it.

    Raises:
        DocumentError, CatalogueError, QueryError: one is at fault.
    """
    from tui.concepts.analysis import Analysis
    from tui.concepts.model import Catalogue, Concept
    from tui.library.open import readings

    told = sources(options)
    opened = tuple(readings(docs, told))
    concepts = {id: concept for reading in opened for id, concept in reading.catalogue.concepts.items()}
    concepts |= {id_of(query): Concept(id_of(query), _SEARCH, query) for query in queries}
    analysis = Analysis([(one.document, _with_hits(one, queries)) for one in opened], Catalogue(concepts))
    for number, reading in enumerate(opened if references else ()):
        for concept, one in _referred(reading, analysis.first_of(number), told):
            analysis.referred.setdefault(concept, []).append(one)
    return analysis


def id_of(query: str) -> str:
    """The id under which a query is counted; no concept has such a one."""
    return f"find:{query}"


def _with_hits(reading: "Reading", queries: Sequence[str]) -> "Sequence[Mention]":
    from tui.concepts.model import Mention
    from tui.search.query import parse

    found = [*reading.mentions]
    for query in queries:
        for hit in reading.search.search(parse(query), _HITS):
            for start, end in hit.matches:
                words = " ".join(hit.text[start:end].casefold().split())
                found.append(Mention(hit.passage, start, end, id_of(query), words, _SEARCH, ()))
    return sorted(found, key=lambda one: one[:2]) if queries else found


def _referred(reading: "Reading", first: int, told: "Sources") -> "Iterator[tuple[str, Referred]]":
    """The references of a document in source order: those accepted, and those nobody has decided on."""
    from tui.concepts.analysis import Referred, Spot
    from tui.concepts.references import references
    from tui.library.decisions import Decisions

    store = told.library()
    decided = Decisions(store).decided() if store is not None else set()
    possible = references(reading.document, reading.catalogue, reading.mentions, decided)
    found = [(one, True) for one in reading.references] + [(one, False) for one in possible]
    for one, sure in sorted(found, key=lambda pair: (pair[0].passage, pair[0].start)):
        yield one.concept, Referred(Spot(first + one.passage, one.start, one.end), sure, one.score)
