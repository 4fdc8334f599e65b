"""What search takes and gives, and what every engine of it can do."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from tui.documents.model import Role
from tui.text.spans import Span

if TYPE_CHECKING:
    from tui.search.plan import Plan

SEARCHED = (Role.BODY, Role.HEADING, Role.NOTE)
"""The roles that are searched unless `role:` names others."""


class Spot(NamedTuple):
    """A passage wherever it stands: its document's key, and its index there."""

    document: str
    passage: int


Places = Mapping[Spot, Sequence[Span]]
"""For each passage that mentions something, the spans of its text where it does, in order."""


class Field(NamedTuple):
    """The value of a field of a query, and the offset at which it stands there."""

    value: str
    at: int


class Near(NamedTuple):
    """`near:5(a b)`: words and phrases of which no two neighbours stand more than so many words apart."""

    words: tuple[str, ...]
    apart: int
    at: int


class Query(NamedTuple):
    """A query as parsed; see `tui.search.query.parse`."""

    text: str
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    nears: tuple[Near, ...] = ()
    without: tuple[str, ...] = ()
    """words and phrases that must not stand in the passage"""
    concepts: tuple[Field, ...] = ()
    kinds: tuple[Field, ...] = ()
    sections: tuple[Field, ...] = ()
    roles: tuple[Field, ...] = ()
    documents: tuple[Field, ...] = ()
    authors: tuple[Field, ...] = ()
    years: tuple[Field, ...] = ()
    same_sentence: bool = False
    unfinished: bool = False
    """the last word may still be growing, as someone types"""
    open_phrase: bool = False
    """it is the last phrase that is growing, not the last word: its quotation mark is still open"""

    @property
    def empty(self) -> bool:
        """Whether it asks for nothing that could be found."""
        return not (
            self.words
            or self.phrases
            or self.nears
            or self.concepts
            or self.kinds
            or self.sections
            or self.roles
            or self.documents
            or self.authors
            or self.years
        )


class QueryError(ValueError):
    """A query that can't be understood; `at` is the offset of the character at fault."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


class Scope(Protocol):
    """What is searched: it knows what the names in a query stand for.

    Each method raises `LookupError`, with a message for a person, when a name is unknown.
    """

    def concept(self, name: str) -> Places:
        """The places that mention a concept, given by id, label or alias."""
        ...

    def kind(self, name: str) -> Places:
        """The places that mention any concept of a kind."""
        ...

    def section(self, number: str) -> None:
        """Refuse a section that no document has, where that can be told."""
        ...

    def documents(self, field: str, value: str) -> frozenset[str]:
        """The keys of the documents meant by `doc`, `by` or `year`."""
        ...


@runtime_checkable
class Lengthy(Protocol):
    """A scope that may have to read documents to know what a name stands for.

    While `stale` tells that nobody waits for it any more, it raises `StoppedError`; what it has read by then is kept.
    """

    stale: "Stale | None"


class StoppedError(Exception):
    """What was asked is no longer wanted."""


class Candidate(NamedTuple):
    """A passage that an engine found, before it is looked at closely.

    Attributes:
        spot: which passage it is.
        place: its anchor without the document's key ("s2.1/p4").
        role: of the passage.
        text: of the passage.
    """

    spot: Spot
    place: str
    role: Role
    text: str

    @property
    def section(self) -> str:
        """The number of its section."""
        return self.place[1:].split("/", 1)[0]


class Hit(NamedTuple):
    """A passage that answers a query.

    `score` is comparable within one answer, higher is better; `matches` are spans of the passage's text, in order,
    not overlapping; `why` says for a person which word stood for which; `grounds` what each part of the query added to
    the score.
    """

    document: str
    passage: int
    place: str
    role: Role
    text: str
    score: float
    matches: tuple[Span, ...]
    why: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """`KEY/s2.1/p4`."""
        return f"{self.document}/{self.place}"

    @property
    def section(self) -> str:
        """The number of its section."""
        return self.place[1:].split("/", 1)[0]


class Word(NamedTuple):
    """A word of the vocabulary, folded, and the number of passages it stands in."""

    text: str
    passages: int


class Vocabulary(Protocol):
    """The words that stand in the passages."""

    def passages(self, word: str) -> int:
        """In how many passages a word stands; 0 for one that is not there."""
        ...

    def beginning(self, start: str, most: int) -> Sequence[Word]:
        """The most frequent words that go on from `start`, itself left out."""
        ...

    def near(self, word: str, distance: int, most: int) -> Sequence[Word]:
        """The most frequent words within an edit distance (1 or 2) of a word, itself perhaps among them."""
        ...

    def beginning_near(self, start: str, distance: int, most: int) -> Sequence[Word]:
        """The most frequent words of which some beginning is within an edit distance of `start`."""
        ...

    def of_stem(self, word: str, most: int) -> Sequence[Word]:
        """The most frequent words with the same English stem as a word, itself perhaps among them."""
        ...


class Engine(Protocol):
    """An index of passages. It runs plans; it knows no query language and ranks only roughly."""

    @property
    def size(self) -> int:
        """How many passages there are."""
        ...

    @property
    def vocabulary(self) -> Vocabulary: ...

    def candidates(self, plan: "Plan", least: int, limit: int) -> list[Candidate]:
        """The passages that may answer a plan, the likeliest first.

        Args:
            plan: what must, and must not, stand in a passage.
            least: how many of the plan's clauses a passage must have.
            limit: how many are wanted; an engine whose order is rough may give more, for the best to be among them.

        Raises:
            EngineError: the index can't be reached or read; one line for a person.
        """
        ...


class EngineError(ValueError):
    """An index that can't be reached or read: one line: what, where, and what would be right."""


Stale = Callable[[], bool]
"""Whether an answer is no longer wanted."""
