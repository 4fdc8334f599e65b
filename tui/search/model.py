"""What every engine of search takes and gives."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from tui.text.spans import Span

ConceptPassages = Callable[[str], frozenset[int]]
"""From a concept's id, label or alias to the indices of the passages that mention it. Raises `LookupError` with a
message for a person when there is no such concept."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query.

    `score` is comparable within one answer, higher is better; `matches` are spans of the passage's text, in order,
    not overlapping; `why` says for a person which words stood for which.
    """

    passage: int
    score: float
    matches: tuple[Span, ...]
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A query as parsed; see `tui.search.query.parse`."""

    text: str
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    """words and phrases that must not stand in the passage"""
    concepts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    same_sentence: bool = False
    unfinished: bool = False
    """the last word may still be growing: as you type"""

    @property
    def empty(self) -> bool:
        return not (self.words or self.phrases or self.concepts or self.sections or self.roles or self.kinds)


class QueryError(ValueError):
    """A query that can't be understood; `at` is the offset of the character at fault."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


class Index(Protocol):
    """The index of a document or a library; an engine implements it."""

    def search(self, query: Query, limit: int = 50) -> list[Hit]:
        """The best hits, best first. A query with nothing to look for gives none.

        Raises:
            QueryError: it names a concept or section that does not exist.
        """
        ...

    def passages(self) -> Iterable[int]:
        """Indices of the passages it holds."""
        ...
