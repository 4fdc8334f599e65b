"""What every engine of search takes and gives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from tui.text.spans import Span


class Place(NamedTuple):
    """A stretch of a passage's text: the passage's index, start and end."""

    passage: int
    start: int
    end: int


Places = Callable[[str], Sequence[Place]]
"""From a concept's id, label or alias (or from a kind) to the places that mention it. Raises `LookupError`, with a
message for a person, when there is no such concept (or kind)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query.

    `score` is comparable within one answer, higher is better; `matches` are spans of the passage's text, in order,
    not overlapping; `why` says for a person which word stood for which.
    """

    passage: int
    score: float
    matches: tuple[Span, ...]
    why: tuple[str, ...] = ()


class Field(NamedTuple):
    """The value of a field of a query, and the offset at which it stands there."""

    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Query:
    """A query as parsed; see `tui.search.query.parse`."""

    text: str
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    """words and phrases that must not stand in the passage"""
    concepts: tuple[Field, ...] = ()
    kinds: tuple[Field, ...] = ()
    sections: tuple[Field, ...] = ()
    roles: tuple[Field, ...] = ()
    same_sentence: bool = False
    unfinished: bool = False
    """the last word may still be growing, as someone types"""
    open_phrase: bool = False
    """it is the last phrase that is growing, not the last word: its quotation mark is still open"""

    @property
    def empty(self) -> bool:
        """Whether it asks for nothing that could be found."""
        return not (self.words or self.phrases or self.concepts or self.sections or self.roles or self.kinds)


class QueryError(ValueError):
    """A query that can't be understood; `at` is the offset of the character at fault."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


class Index(Protocol):
    """The index of a document; an engine implements it."""

    def search(self, query: Query, limit: int = 50) -> list[Hit]:
        """The best hits, best first. A query with nothing to look for gives none.

        Raises:
            QueryError: it names a concept, kind, section or role that does not exist.
        """
        ...
