"""A small text to search, and what `concept:` and `kind:` answer there."""

from collections.abc import Callable

import pytest

from tui.documents.decoding import Decoded
from tui.documents.model import Document
from tui.documents.reading import read_text
from tui.search.embedded import Embedded
from tui.search.embedding import EmbeddedWriter, Leaf
from tui.search.model import Engine, Hit, Places, Spot
from tui.search.query import parse
from tui.search.scope import DocumentScope
from tui.search.searching import Search as Searching
from tui.search.tables import Tables

Search = Callable[..., list[Hit]]
MakeSearch = Callable[[str], Search]
MakeEngine = Callable[[Document], Engine]


def document(text: str, name: str = "a.md") -> Document:
    return read_text(text, "k", name, Decoded(text, "utf-8", ()))


def searching(
    read: Document,
    names: dict[str, str] | None = None,
    kinds: dict[str, str] | None = None,
    engine: MakeEngine | None = None,
) -> Searching:
    """A document's search, in which concepts and kinds are the words given for them."""
    scope = DocumentScope(read, known_words(read, names or {}), known_words(read, kinds or {}))
    return Searching((engine or tables)(read), scope)


def tables(read: Document) -> Engine:
    return Tables(read.key, read.passages)


def embedded(read: Document) -> Engine:
    made = Embedded(None)
    writer = EmbeddedWriter(made)
    writer.put(read.key, [Leaf(p.index, p.place, p.role, p.section, p.text) for p in read.passages])
    writer.commit()
    return made


def known_words(read: Document, names: dict[str, str]) -> Callable[[str], Places]:
    """Answers `concept:` with the places of a word."""

    def places(name: str) -> Places:
        if name not in names:
            raise LookupError(f'no concept "{name}" (did you mean "{next(iter(names), "")}"?)')
        word = names[name]
        found: dict[Spot, list[tuple[int, int]]] = {}
        for p in read.passages:
            for at in range(len(p.text)):
                if p.text.startswith(word, at):
                    found.setdefault(Spot(read.key, p.index), []).append((at, at + len(word)))
        return found

    return places


@pytest.fixture(params=[tables, embedded])
def make_search(request: pytest.FixtureRequest) -> MakeSearch:
    """For each engine: from a text in Markdown to what searches it; `concept:bank` there is the word "Bank"."""

    def make(text: str) -> Search:
        read = document(text)
        index = searching(read, {"bank": "Bank"}, {"thing": "Bank"}, request.param)

        def search(query: str, limit: int = 50, unfinished: bool = False) -> list[Hit]:
            hits = index.search(parse(query, unfinished=unfinished), limit)
            for hit in hits:
                sound(hit, read.passages[hit.passage].text)
            return hits

        return search

    return make


def sound(hit: Hit, text: str) -> None:
    """What holds for every hit: its matches are in order, apart, not empty and inside the text."""
    edges = [edge for span in hit.matches for edge in span]
    assert edges == sorted(edges)
    assert all(start < end for start, end in hit.matches)
    assert not edges or (edges[0] >= 0 and edges[-1] <= len(text))
