"""A query asked of the document that is open or of the library, in the clerk's thread, and the answers."""

import gc
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from textual.message import Message

from tui.app.clerk import Stale
from tui.app.place import Match
from tui.app.session import Session, section_title
from tui.search.model import EngineError, Hit, QueryError, Spot

if TYPE_CHECKING:
    from tui.app.holdings import Holding, Holdings

_T = TypeVar("_T")

FIRST = 50
"""Hits of the first answer, which must be there within a frame."""
LIMIT = 200
"""Hits that follow when one pauses; as many as are looked at closely."""
STUDIED = 5_000
"""Hits that are handed to the concept screen at most."""
_IN_VAIN = ("searching these words ", "r\u00e9sum")
"""Asked when the library is opened: words that are finished and one that is not, plain and with a mark."""
_TITLED = 60
"""Documents whose headings are looked up for one answer."""
_FACETS = 60
"""Lines of each kind in the list of what narrows a search."""
_NOWHERE = -1

Section = tuple[str, str]
"""A document's key and the number of a section."""


class Answer(NamedTuple):
    """What a search gave.

    Attributes:
        text: the query.
        hits: the best first.
        error: what is wrong with the query, or with what is searched.
        at: the character at fault; -1 where it is none of the query's.
        books: what the documents of the library are called.
    """

    text: str
    hits: tuple[Hit, ...] = ()
    error: str = ""
    at: int = 0
    books: "Mapping[str, Holding]" = MappingProxyType({})

    @property
    def broken(self) -> bool:
        """Whether what is searched is at fault, not the query."""
        return bool(self.error) and self.at == _NOWHERE

    def with_more(self, other: "Answer") -> "Answer":
        """This answer, and behind its hits what another has besides."""
        known = {spot_of(hit) for hit in self.hits}
        return self._replace(hits=(*self.hits, *(hit for hit in other.hits if spot_of(hit) not in known))[:LIMIT])


class Facet(NamedTuple):
    """Something that narrows a search.

    Attributes:
        kind: "Documents", "Sections" or "Concepts".
        label: for a person.
        hits: how many it leaves.
        fields: that are added to the query.
    """

    kind: str
    label: str
    hits: int
    fields: tuple[str, ...]


class Answered(Message):
    """An answer has come."""

    def __init__(self, number: int, answer: Answer, *, more: bool = False) -> None:
        super().__init__()
        self.number = number
        self.answer = answer
        self.more = more
        """whether it is to be added to the one before"""


class Titled(Message):
    """The titles of sections have come."""

    def __init__(self, documents: set[str], titles: dict[Section, str]) -> None:
        super().__init__()
        self.documents = documents
        """those whose sections were looked up"""
        self.titles = titles


class Beheld(Message):
    """What stands around a hit has come."""

    def __init__(self, spot: Spot, beside: tuple[str, str]) -> None:
        super().__init__()
        self.spot = spot
        self.beside = beside


class Counted(Message):
    """What can narrow a search has been counted."""

    def __init__(self, number: int, facets: list[Facet]) -> None:
        super().__init__()
        self.number = number
        self.facets = facets


def spot_of(hit: Hit) -> Spot:
    """Where a hit stands."""
    return Spot(hit.document, hit.passage)


def match_of_hit(hit: Hit) -> Match:
    """A hit in the document that is open, as a place of the trail."""
    return Match(hit.passage, hit.matches)


class Asked(NamedTuple):
    """How a query is asked.

    Attributes:
        limit: how many hits are wanted.
        loosely: whether each word may stand for more of the vocabulary.
    """

    limit: int = FIRST
    loosely: bool = False


def in_document(session: Session, text: str, how: Asked = Asked(), stale: Stale | None = None) -> Answer:
    """Search the document that is open; a fault of the query is part of the answer."""
    from tui.search.query import parse

    try:
        query = parse(text, unfinished=True)
        found = session.reading.search.search(query, how.limit, loosely=how.loosely, stale=stale)
        return Answer(text, tuple(found))
    except QueryError as error:
        return Answer(text, (), str(error), error.at)
    except LookupError as error:
        return Answer(text, (), str(error.args[0] if error.args else error))


def in_library(holdings: "Holdings", text: str, how: Asked = Asked(), stale: Stale | None = None) -> Answer:
    """Search the library; a fault of the query, and of the index, is part of the answer."""
    from tui.library.store import LibraryError
    from tui.search.query import parse

    try:
        query = parse(text, unfinished=True)
        hits = holdings.search.search(query, how.limit, loosely=how.loosely, stale=stale)
    except QueryError as error:
        return Answer(text, (), str(error), error.at, holdings.books)
    except (EngineError, LibraryError, OSError) as error:
        return Answer(text, (), str(error), _NOWHERE)
    except ValueError as error:  # a catalogue is at fault
        return Answer(text, (), str(error))
    except BaseException as error:  # a panic of the engine is no Exception
        if isinstance(error, SystemExit | KeyboardInterrupt | MemoryError):
            raise
        return Answer(text, (), f"the index of the library can't be read ({type(error).__name__})", _NOWHERE)
    return Answer(text, tuple(hits), books=holdings.books)


def opened(holdings: "Holdings") -> None:
    """Open the library, and search it once in vain; what is wrong with it is told by the first search.

    What a search loads and maps is then there when the first letter is typed, and what is known of the documents, which
    lasts, is not looked through for garbage at a key.
    """
    books = holdings.books
    with suppress(ValueError, OSError):
        if not holdings.far:
            for text in _IN_VAIN:
                in_library(holdings, text)
        _ = holdings.search
    if holdings.books is not books:
        gc.freeze()


def all_of(session: Session, text: str, most: int) -> list[Hit]:
    """All hits in the document that is open, up to `most`; none where the query is at fault."""
    from tui.search.query import parse

    try:
        return session.reading.search.search(parse(text, unfinished=True), most)
    except (QueryError, LookupError):
        return []


def titles(holdings: "Holdings", hits: tuple[Hit, ...], stale: Stale) -> Titled | None:
    """The titles of the sections that hits stand in, those of the best first."""
    found: dict[Section, str] = {}
    keys = [*islice(dict.fromkeys(hit.document for hit in hits), _TITLED)]
    for at in range(0, len(keys), holdings.at_once):
        if stale():
            return None
        try:
            together = keys[at : at + holdings.at_once]
            holdings.look_up(together)
            named = {key: holdings.headings(key) for key in together}
        except ValueError:  # what is wrong is said where it is searched
            return None
        found |= {(key, number): title for key, own in named.items() for number, title in own.items()}
    return Titled({*keys}, found)


def around(holdings: "Holdings", hit: Hit) -> Beheld | None:
    """What stands before and after a hit in the library."""
    try:
        return Beheld(spot_of(hit), holdings.around(hit))
    except ValueError:
        return None


def counted(
    number: int, hits: tuple[Hit, ...], session: Session | None, holdings: "Holdings", stale: Stale
) -> Counted | None:
    """What narrows the hits down; with a session, those of its document."""
    facets: list[Facet] = []
    if session is None:
        facets += _documents(hits, holdings.books)
        found = titles(holdings, hits, stale)
        named = found.titles if found is not None else {}
    else:
        sections = session.document.by_section
        named = {
            (hit.document, hit.section): section_title(sections[hit.section]).removeprefix("§")
            for hit in hits
            if hit.section in sections
        }
    facets += _sections(hits, named, session is None)
    if stale():
        return None
    facets += _concepts(hits, session, holdings)
    return Counted(number, facets)


def _documents(hits: tuple[Hit, ...], books: "Mapping[str, Holding]") -> list[Facet]:
    counts = _counts(hit.document for hit in hits)
    return [
        Facet("Documents", books[key].short if key in books else key, count, (_field("doc", key),))
        for key, count in islice(counts.items(), _FACETS)
    ]


def _sections(hits: tuple[Hit, ...], named: Mapping[Section, str], several: bool) -> list[Facet]:
    counts = _counts((hit.document, hit.section) for hit in hits)
    return [
        Facet(
            "Sections",
            titled(number, named.get((key, number), "")) + (f" · {key}" if several else ""),
            count,
            ((_field("doc", key),) if several else ()) + (f"in:{number}",),
        )
        for (key, number), count in islice(counts.items(), _FACETS)
    ]


def _concepts(hits: tuple[Hit, ...], session: Session | None, holdings: "Holdings") -> list[Facet]:
    if session is not None:
        named = session.reading.catalogue.concepts
        counts = _counts(
            concept
            for hit in hits
            for concept in {mention.concept for mention in session.mentions.get(hit.passage, ())}
        )
        found = {concept: (named[concept].label, count) for concept, count in counts.items() if concept in named}
    else:
        try:
            found = holdings.concepts(hits)
        except (ValueError, OSError):  # a catalogue is at fault; that is said elsewhere
            return []
    ordered = sorted(found.items(), key=lambda one: (-one[1][1], one[1][0].casefold()))
    return [Facet("Concepts", label, count, (_field("concept", id),)) for id, (label, count) in ordered[:_FACETS]]


def _counts(values: Iterable[_T]) -> dict[_T, int]:
    """How often each value comes, the most frequent first."""
    counts: dict[_T, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return dict(sorted(counts.items(), key=lambda one: -one[1]))


def titled(number: str, title: str) -> str:
    """A section's number and title; the number once."""
    if number == "0" or not title:
        return f"§{number}" if number != "0" else "before the first section"
    said = title.startswith(number) and not title[len(number) : len(number) + 1].isalnum()
    return f"§{title}" if said else f"§{number} {title}"


def _field(name: str, value: str) -> str:
    return f'{name}:"{value}"' if any(char.isspace() for char in value) else f"{name}:{value}"
