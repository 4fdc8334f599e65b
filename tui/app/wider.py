"""More than the document that is open: those named or open beside it, or all of the library, studied as one."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tui.app.application import ReaderApp
    from tui.app.session import Session
    from tui.concepts.analysis import Analysis, Measured, Spot
    from tui.concepts.model import Catalogue, Concept, Mention
    from tui.documents.model import Document
    from tui.library.open import Sources
    from tui.library.reading import Reading
    from tui.library.shared_studied import SharedStudied
    from tui.library.studied import Studied
    from tui.search.model import Hit, Query

_gathered: dict[object, "Analysis"] = {}
"""the documents last gathered, by what they were made of"""


class Scope(NamedTuple):
    """Some documents: what they are called together, and the name of each; none for the one that is open alone."""

    title: str
    names: tuple[str, ...] = ()
    whole: bool = False
    """whether it is all of the library"""


def scopes(app: "ReaderApp", session: "Session") -> list[Scope]:
    """The document that is open; with others that were named or are open, if there are; all of the library."""
    from tui.app.screens.reader import ReaderScreen

    found = [Scope(session.document.title)]
    below = [one.session.document.key for one in app.screen_stack if isinstance(one, ReaderScreen)]
    opened = tuple(dict.fromkeys([session.document.key, *below, *app.others]))
    if len(opened) > 1:
        found.append(Scope(f"{len(opened)} documents that are open", opened))
    keys: tuple[str, ...] = app.shelf.sources().all_keys()
    if len(keys) > 1:
        found.append(Scope(f"the library, {len(keys):,} documents", keys, whole=True))
    return found


class StoppedError(Exception):
    """Nobody waits any more."""


class Gathered(NamedTuple):
    """Documents gathered: their tables, and, of a search, where its hits are."""

    analysis: "Analysis"
    places: "list[Spot]"
    cut: bool = False
    """whether there are more hits than are looked at"""


Told = Callable[[int, int], bool]
"""Told how many of how many documents are there; gives whether to go on."""


def gather(scope: Scope, app: "ReaderApp", session: "Session", told: Told) -> Gathered:
    """Link the documents of a scope; those gathered last are taken as they were, unless one has changed.

    Args:
        scope: which.
        app: whose library and catalogues are used.
        session: the document that is open, which is not read again.
        told: how far it is.

    Raises:
        StoppedError: it said no.
        ValueError: a document or a catalogue is at fault.
    """
    sources: Sources = app.shelf.sources()
    key = _made_of(scope, sources, session)
    if key not in _gathered:
        made = _analysis(_texts(scope, sources, session, told), sources)
        _gathered.clear()
        _gathered[key] = made
    return Gathered(_gathered[key], [])


def gather_hits(scope: Scope, query: str, app: "ReaderApp", session: "Session", told: Told) -> Gathered:
    """Search the documents of a scope, and gather those that have hits, and of the others what is counted.

    Args:
        scope: which.
        query: as it was typed.
        app: whose library and catalogues are used.
        session: the document that is open, which is not read again.
        told: how far it is.

    Raises:
        StoppedError, ValueError: as `gather`.
    """
    from tui.app.finding import STUDIED
    from tui.library.indexed import library_index
    from tui.search.query import parse

    sources: Sources = app.shelf.sources()
    asked = parse(query, unfinished=True)
    index = library_index(sources) if scope.whole else None
    hits: dict[str, list[Hit]] = {}
    for hit in index.search(sources).search(asked, STUDIED) if index is not None else ():
        hits.setdefault(hit.document, []).append(hit)
    texts = []
    wanted = {key: {hit.passage for hit in found} for key, found in hits.items()}
    for text in _texts(scope, sources, session, told, wanted):
        if index is None:
            hits[text.document.key] = text.search(asked)
        texts.append(text)
    made = _analysis(texts, sources)
    cut = sum(map(len, hits.values())) >= STUDIED
    return Gathered(made, sorted(_places(made, hits)), cut)


def _places(analysis: "Analysis", hits: "Mapping[str, Sequence[Hit]]") -> "Iterator[Spot]":
    """Where hits are; one that no longer stands where the index knew it is left out."""
    from tui.concepts.analysis import Spot

    for number, document in enumerate(analysis.documents):
        for hit in hits.get(document.key, ()):
            if hit.passage < len(document.passages) and document.passages[hit.passage].text == hit.text:
                for start, end in hit.matches:
                    yield Spot(analysis.first_of(number) + hit.passage, start, end)


class _Text(NamedTuple):
    document: "Document"
    mentions: "Sequence[Mention]"
    catalogue: "Catalogue"
    search: "Callable[[Query], list[Hit]]"
    measured: "Measured | None" = None


def _texts(
    scope: Scope, sources: "Sources", session: "Session", told: Told, wanted: "Mapping[str, set[int]] | None" = None
) -> "Iterator[_Text]":
    """The documents of a scope, one after the other, as light as can be."""
    if scope.whole:
        yield from _of_library(scope, sources, session, told, wanted or {})
        return
    for number, name in enumerate(scope.names):
        if not told(number, len(scope.names)):
            raise StoppedError
        yield _of_reading(session.reading if name == session.document.key else _read(name, sources))


def _of_library(
    scope: Scope, sources: "Sources", session: "Session", told: Told, wanted: "Mapping[str, set[int]]"
) -> "Iterator[_Text]":
    """The documents of the library: linked where they are not yet, read only where nothing was kept of them."""
    from tui.library.linking import spoken
    from tui.library.shared_studied import SharedStudied

    studied = _studied(sources)
    for number, one in enumerate(spoken(sources, lambda done, whole: _go_on(told, done, whole))):
        _go_on(told, number, len(scope.names))
        path = _path_of(one.key, sources, studied)
        if path is None:
            continue
        mentions = [mention._replace(spans=()) for mention in one.mentions()]
        inside = wanted.get(one.key, set()) | {mention.passage for mention in mentions}
        light = studied.light(one.key, path, inside) if studied is not None else None
        if light is not None:
            yield _Text(light.document, mentions, one.catalogue, lambda query: [], light.measured)
            continue
        if isinstance(studied, SharedStudied) and studied.has(one.key):
            yield _Text(_light(studied.document(one.key)), mentions, one.catalogue, lambda query: [])
            continue
        reading = session.reading if one.key == session.document.key else _read(one.key, sources)
        if studied is not None:
            studied.keep(reading.document, path)
        yield _of_reading(reading)


def _studied(sources: "Sources") -> "Studied | SharedStudied | None":
    """What is kept of the library's documents, on the host where one reads."""
    store, without = sources.library(), sources.without()
    if (shared := sources.shared()) is not None:
        from tui.library.shared_studied import SharedStudied

        return SharedStudied(shared, store, without)
    if store is None:
        return None
    from tui.library.studied import Studied

    return Studied(store, without)


def _path_of(key: str, sources: "Sources", studied: "Studied | SharedStudied | None") -> Path | None:
    """Where a document lies, or would once it is opened; of a server nothing is fetched for that."""
    from tui.library.shared_studied import SharedStudied

    if isinstance(studied, SharedStudied) and studied.has(key):
        return studied.path_of(key)
    return sources.path_of(key)


def _go_on(told: Told, done: int, whole: int) -> None:
    if not told(done, whole):
        raise StoppedError


def _of_reading(reading: "Reading") -> _Text:
    def search(query: "Query") -> "list[Hit]":
        from tui.app.finding import STUDIED
        from tui.search.model import QueryError

        try:
            return reading.search.search(query, STUDIED)
        except QueryError:  # a section, or a concept, that this document does not have
            return []

    mentions = [mention._replace(spans=()) for mention in reading.mentions]
    return _Text(_light(reading.document), mentions, reading.catalogue, search)


def _analysis(texts: "Iterable[_Text]", sources: "Sources") -> "Analysis":
    from tui.concepts.analysis import Analysis
    from tui.concepts.model import Catalogue

    kept: list[tuple[Document, Sequence[Mention]]] = []
    measured: dict[int, Measured] = {}
    concepts: dict[str, Concept] = {}
    for number, text in enumerate(texts):
        kept.append((text.document, text.mentions))
        if text.measured is not None:
            measured[number] = text.measured
        concepts |= text.catalogue.concepts
    documents = [document for document, _ in kept]
    frequencies = partial(_frequencies, documents, measured, sources)
    return Analysis(kept, Catalogue(concepts), by_document=True, measured=measured, frequencies=frequencies)


def _frequencies(
    documents: "Sequence[Document]", measured: "Mapping[int, Measured]", sources: "Sources"
) -> Counter[str]:
    """How often each word stands in the documents; of those that are here only in part, as it was kept."""
    from tui.concepts.analysis import UNCOUNTED
    from tui.text.words import tally

    studied = _studied(sources)

    def texts() -> Iterator[str]:
        for number, document in enumerate(documents):
            path = _path_of(document.key, sources, studied) if number in measured else None
            kept = studied.text(document.key, path) if studied is not None and path is not None else None
            if kept is not None:
                yield from kept.split("\n")
            else:
                yield from (one.text for one in document.passages if one.role not in UNCOUNTED)

    return tally(texts())


def _light(document: "Document") -> "Document":
    """A document without its source and the way back to it: what is counted needs neither."""
    passages = (replace(one, spans=(), runs=(), repairs=(), styles=(), notes=()) for one in document.passages)
    return replace(document, source="", passages=tuple(passages))


def _read(name: str, sources: "Sources") -> "Reading":
    from tui.library.open import of_key, open_reading

    path = sources.path_of(name)
    return of_key(name, path, sources) if path is not None and not Path(name).exists() else open_reading(name, sources)


def _made_of(scope: Scope, sources: "Sources", session: "Session") -> object:
    """What must be as it was for what was gathered to be of use."""
    from tui.library.linked import state_of
    from tui.library.shared_studied import SharedStudied

    if scope.whole and isinstance(studied := _studied(sources), SharedStudied):
        return (scope.names, studied.states(), id(session.reading), id(session.reading.catalogue))
    paths = [sources.path_of(name) or Path(name) for name in scope.names]
    return (scope.names, tuple(map(state_of, paths)), id(session.reading), id(session.reading.catalogue))
