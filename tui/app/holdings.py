"""The library as the screen asks it, always from the clerk's thread: its search, what its documents are called."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.documents.model import Role
from tui.text.spans import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.app.session import Session
    from tui.app.shelf import Shelf
    from tui.concepts.model import Catalogue
    from tui.library.indexed import LibraryIndex
    from tui.library.open import Sources
    from tui.library.shared import SharedLibrary
    from tui.search.model import Candidate, Hit
    from tui.search.searching import Search

_HEADINGS = 4_000
"""Headings that are looked up at once, at most."""
_TOGETHER, _ROUND_TRIP = 15, 60
"""Documents whose headings are asked for together, here and of a server."""
_NEAR = (Role.BODY, Role.HEADING)


class Holding(NamedTuple):
    """What a document of the library is called, without reading it."""

    key: str
    title: str
    author: str
    year: str
    path: str

    @property
    def short(self) -> str:
        """Author and year beside the title, where they are known."""
        told = ", ".join(part for part in (self.author, self.year) if part)
        return f"{self.title} · {told}" if told else self.title


class Holdings:
    """The library that one reads.

    Args:
        shelf: where it is.
    """

    def __init__(self, shelf: "Shelf") -> None:
        self._shelf = shelf
        self._sources: Sources | None = None
        self._index: LibraryIndex | SharedLibrary | None = None
        self._search: Search | None = None
        self._changed = False
        self._books: Mapping[str, Holding] = {}
        self._headings: dict[str, dict[str, str]] = {}
        self._catalogue: Catalogue | None = None

    def renew(self) -> None:
        """The library has changed: ask it all anew. May be called from any thread."""
        self._changed = True

    @property
    def far(self) -> bool:
        """Whether a server has it."""
        return bool(self._shelf.address)

    @property
    def sources(self) -> "Sources":
        """The library and its catalogues, over one connection."""
        if self._sources is None:
            sources: Sources = self._shelf.sources()
            store = sources.library() or self._shelf.made()
            self._sources = sources._replace(library=lambda: store)
        return self._sources

    @property
    def index(self) -> "LibraryIndex | SharedLibrary":
        """The index of the library, what ships included; a server keeps its own.

        Raises:
            EngineError, LibraryError: there can be none.
        """
        if self._index is None:
            from tui.library.indexed import LibraryIndex, library_index

            store = self.sources.library()
            assert store is not None
            self._index = library_index(self.sources) or LibraryIndex(store, self.sources.seeds, self.sources.without())
        return self._index

    @property
    def search(self) -> "Search":
        """The search of the whole library, as it is now.

        Raises:
            EngineError, LibraryError: it can't be searched.
        """
        index = self.index
        if index.engine.renew() or self._changed or self._search is None:
            self._changed = False
            self._headings, self._catalogue = {}, None
            self._books = {one.key: one for one in self._look()}
            self._search = index.search(self.sources)
        return self._search

    @property
    def books(self) -> Mapping[str, Holding]:
        """What the documents are called, by their keys; as the last search knew them."""
        return self._books

    def _look(self) -> "Sequence[Holding]":
        shelf = self.sources.shelf
        entries = [(e, shelf.where(e)) for e in shelf.entries()] if shelf else []
        added = [Holding(e.key, e.title, e.author, e.year, str(path)) for e, path in entries]
        hidden = shelf.hidden() if shelf else set()
        return [*(shipped(key, path) for key, path in self.sources.seeds.items() if key not in hidden), *added]

    def key_of(self, session: "Session") -> str:
        """Under which key the library has a document that is open; empty where it has it not."""
        if session.path is None:
            return session.document.key if session.document.key in self._books else ""
        paths = {os.path.abspath(session.path), os.path.realpath(session.path)}
        return next((key for key, book in self._books.items() if book.path in paths), "")

    def behind(self) -> bool:
        """Whether the index is not in line with the library, and it is for us to mend that.

        Raises:
            EngineError, LibraryError: there can be none.
        """
        if self.far:
            _ = self.search  # what a server's library has in words is fetched before the first key
            return False
        return bool(self._here.behind()) or self._here.engine.uncounted

    def mend(self) -> bool:
        """Throw a damaged index away, so that it is made anew; False where there is nothing to be made here.

        Raises:
            EngineError: the folder can't be written.
        """
        if self._index is None or self.far:
            return False
        self._here.rebuild()
        self.renew()
        return True

    @property
    def _here(self) -> "LibraryIndex":
        """The index that lies on this machine."""
        from tui.library.indexed import LibraryIndex

        index = self.index
        assert isinstance(index, LibraryIndex)
        return index

    # What stands around a hit

    @property
    def at_once(self) -> int:
        """Documents whose headings are asked for together: one key more, and nobody wants them; of a server many."""
        return _ROUND_TRIP if self.far else _TOGETHER

    def headings(self, key: str) -> Mapping[str, str]:
        """The titles of a document's sections, by number."""
        if key not in self._headings:
            self._headings[key] = {one.section: one.text for one in self._headed({key})}
        return self._headings[key]

    def look_up(self, keys: "Sequence[str]") -> None:
        """Have the headings of several documents at hand, where they are not too many to be asked for at once."""
        lacking = {key for key in keys if key not in self._headings}
        found = self._headed(lacking) if len(lacking) > 1 else []
        if found and len(found) < _HEADINGS:
            self._headings |= {key: {} for key in lacking}
            for one in found:
                self._headings[one.spot.document][one.section] = one.text

    def _headed(self, keys: set[str]) -> "list[Candidate]":
        from tui.search.plan import Plan

        wanted = Plan(clauses=(), roles=frozenset({Role.HEADING}), documents=frozenset(keys))
        return self.search.engine.candidates(wanted, 0, _HEADINGS)

    def around(self, hit: "Hit") -> tuple[str, str]:
        """The texts of the passages before and after a hit's, where there are any."""
        from tui.search.model import Spot
        from tui.search.plan import Plan

        beside = {Spot(hit.document, hit.passage + step): () for step in (-1, 1) if hit.passage + step >= 0}
        found = self.search.engine.candidates(Plan(clauses=(), named=(beside,), roles=frozenset(_NEAR)), 0, 2)
        texts = {one.spot.passage - hit.passage: one.text for one in found}
        return texts.get(-1, ""), texts.get(1, "")

    def concepts(self, hits: "Sequence[Hit]") -> dict[str, tuple[str, int]]:
        """The concepts that hits mention: by id the label, and in how many of them."""
        from tui.concepts.matching import link
        from tui.documents.model import Document, Passage

        if self._catalogue is None:
            self._catalogue = self.sources.catalogue(None)
        catalogue = self._catalogue
        passages, at = [], 0
        for number, hit in enumerate(hits):
            size = len(hit.text)
            passages.append(
                Passage(number, hit.role, "0", str(number), hit.text, ((at, at + size),), (Run(0, at, size, size),))
            )
            at += size
        mentions = link(Document("", "", tuple(passages), ()), catalogue)
        seen = {(one.concept, one.passage) for one in mentions}
        found: dict[str, tuple[str, int]] = {}
        for concept, _ in seen:
            found[concept] = (catalogue.concepts[concept].label, found.get(concept, ("", 0))[1] + 1)
        return found


def shipped(key: str, path: Path) -> Holding:
    """What a document that ships is called: its front matter says so."""
    from tui.documents.front import front_matter

    known, _ = front_matter(path.read_text("utf-8"), key)
    return Holding(key, known.title or key, "; ".join(known.authors), known.year, os.path.abspath(path))
