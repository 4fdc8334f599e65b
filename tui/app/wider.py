"""More than the document that is open: those named or open beside it, or all of the library, studied as one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tui.app.application import ReaderApp
    from tui.app.session import Session
    from tui.concepts.analysis import Analysis
    from tui.concepts.model import Concept, Mention
    from tui.documents.model import Document
    from tui.library.open import Sources
    from tui.library.reading import Reading

_gathered: dict[object, "Analysis"] = {}
"""the documents last gathered, by what they were made of"""


class Scope(NamedTuple):
    """Some documents: what they are called together, and the name of each; none for the one that is open alone."""

    title: str
    names: tuple[str, ...] = ()


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
        found.append(Scope(f"the library, {len(keys):,} documents", keys))
    return found


class StoppedError(Exception):
    """Nobody waits any more."""


def gather(scope: Scope, app: "ReaderApp", session: "Session", told: Callable[[int, int], bool]) -> "Analysis":
    """Read and link the documents of a scope; those gathered last are taken as they were, unless one has changed.

    Args:
        scope: which.
        app: whose library and catalogues are used.
        session: the document that is open, which is not read again.
        told: told how many of how many are there; gives whether to go on.

    Raises:
        StoppedError: it said no.
        ValueError: a document or a catalogue is at fault.
    """
    from tui.concepts.analysis import Analysis
    from tui.concepts.model import Catalogue

    sources: Sources = app.shelf.sources()
    key = _made_of(scope, sources, session)
    if key in _gathered:
        return _gathered[key]
    texts: list[tuple[Document, Sequence[Mention]]] = []
    concepts: dict[str, Concept] = {}
    for number, name in enumerate(scope.names):
        if not told(number, len(scope.names)):
            raise StoppedError
        reading = session.reading if name == session.document.key else _read(name, sources)
        texts.append((_light(reading.document), [one._replace(spans=()) for one in reading.mentions]))
        concepts |= reading.catalogue.concepts
    made = Analysis(texts, Catalogue(concepts), by_document=True)
    made.warm()
    _gathered.clear()
    _gathered[key] = made
    return made


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

    paths = [sources.path_of(name) or Path(name) for name in scope.names]
    return (scope.names, tuple(map(state_of, paths)), id(session.reading), id(session.reading.catalogue))
