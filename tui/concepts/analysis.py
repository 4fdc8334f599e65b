"""Documents and their mentions, made ready for counting: what is asked often is worked out once."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from tui.concepts.model import Catalogue, Mention
from tui.documents.model import Document, Passage, Role
from tui.text.sentences import sentences
from tui.text.spans import Span
from tui.text.words import Columns, columns, count_words, tally

UNCOUNTED = (Role.DOUBTFUL, Role.FURNITURE)
"""Roles of passages that do not count."""
_FEWEST = 3
"""Parts below which the sections under them are taken for parts instead."""


class Spot(NamedTuple):
    """A stretch of text: number of its passage among all passages of all documents, start and end in its text."""

    passage: int
    start: int
    end: int


class Referred(NamedTuple):
    """A place that may mean a concept without naming it.

    Attributes:
        spot: where it stands.
        accepted: whether a person said that it does.
        score: 0 to 1; 1 of one that was accepted.
    """

    spot: Spot
    accepted: bool
    score: float


class Part(NamedTuple):
    """A section large enough to be counted by: a chapter, or what stands for one."""

    document: int
    number: str
    title: str


class Measured(NamedTuple):
    """How long each passage of a document is: words and code points, none of what does not count."""

    words: Sequence[int]
    characters: Sequence[int]


class Analysis:
    """What can be counted in some documents. With one document, a passage's number is its index.

    Args:
        texts: documents, each with its mentions in source order.
        catalogue: the one they were found with.
        by_document: whether each document is one part, in place of its sections.
        measured: by a document's number, where its passages have been measured and need not all have their text.
        frequencies: then gives how often each word stands in all of the documents.
    """

    def __init__(
        self,
        texts: Sequence[tuple[Document, Sequence[Mention]]],
        catalogue: Catalogue,
        *,
        by_document: bool = False,
        measured: Mapping[int, Measured] = MappingProxyType({}),
        frequencies: Callable[[], Counter[str]] | None = None,
    ) -> None:
        self.by_document = by_document
        self._measured = measured
        self._frequencies = frequencies
        self.documents = [document for document, _ in texts]
        self.catalogue = catalogue
        self._firsts = [0, *accumulate(len(document.passages) for document in self.documents)]
        self.passages: list[Passage] = [passage for document in self.documents for passage in document.passages]
        self.spots: dict[str, list[Spot]] = {}
        """mentions by concept, in the order of the documents"""
        self.aliases: dict[str, list[str]] = {}
        """the alias of each mention in `spots`"""
        self.named: dict[int, list[tuple[Spot, str]]] = {}
        """mentions by number of the passage, each with its concept"""
        for first, (_, mentions) in zip(self._firsts, texts, strict=False):
            for mention in mentions:
                spot = Spot(first + mention.passage, mention.start, mention.end)
                self.spots.setdefault(mention.concept, []).append(spot)
                self.aliases.setdefault(mention.concept, []).append(mention.alias)
                self.named.setdefault(spot.passage, []).append((spot, mention.concept))
        self.referred: dict[str, list[Referred]] = {}
        """references by concept, in the order of the documents; filled in by whoever wants them told"""
        self.warmed = False
        """whether what every table needs has been worked out"""
        self._sentences: dict[int, list[Span]] = {}
        self._words: dict[int, Columns] = {}

    def document_of(self, passage: int) -> int:
        """Which document a passage's number belongs to."""
        return bisect_right(self._firsts, passage) - 1

    def first_of(self, document: int) -> int:
        """The number of a document's first passage."""
        return self._firsts[document]

    def index_of(self, passage: int) -> int:
        """A passage's index in its own document."""
        return passage - self._firsts[self.document_of(passage)]

    def anchor(self, passage: int) -> str:
        """The whole anchor of a passage."""
        return self.documents[self.document_of(passage)].anchor(self.passages[passage])

    def sentences(self, passage: int) -> list[Span]:
        """The sentences of a passage: spans of its text."""
        found = self._sentences.get(passage)
        if found is None:
            found = self._sentences[passage] = sentences(self.passages[passage].text)
        return found

    def sentence_of(self, spot: Spot) -> int:
        """Which sentence of its passage a spot begins in."""
        return max(
            0, bisect_right(self.sentences(spot.passage), (spot.start, len(self.passages[spot.passage].text))) - 1
        )

    def words(self, passage: int) -> Columns:
        """The words of a passage."""
        found = self._words.get(passage)
        if found is None:
            found = self._words[passage] = columns(self.passages[passage].text)
        return found

    @cached_property
    def counted(self) -> list[int]:
        """Numbers of the passages that count: all but furniture and doubtful ones."""
        return [n for n, one in enumerate(self.passages) if one.role not in UNCOUNTED]

    @cached_property
    def counted_set(self) -> frozenset[int]:
        """The same, to ask of one."""
        return frozenset(self.counted)

    def in_note(self, spot: Spot) -> bool:
        """Whether a spot stands in a note."""
        return self.passages[spot.passage].role is Role.NOTE

    @cached_property
    def frequencies(self) -> Counter[str]:
        """How often each folded word stands in the passages that count."""
        if self._frequencies is not None:
            return self._frequencies()
        return tally(self.passages[number].text for number in self.counted)

    @cached_property
    def lengths(self) -> list[int]:
        """Words of each passage; none of one that does not count."""
        return [words for number in range(len(self.documents)) for words in self._words_of(number)]

    @cached_property
    def sizes(self) -> dict[Role, list[int]]:
        """Words in each part, by role of the passages that count."""
        sizes = {role: [0] * len(self.parts) for role in (Role.BODY, Role.HEADING, Role.NOTE)}
        for number in self.counted:
            if (part := self.part_of[number]) >= 0:
                sizes[self.passages[number].role][part] += self.lengths[number]
        return sizes

    @cached_property
    def part_words(self) -> list[int]:
        """Words in each part."""
        return list(map(sum, zip(*self.sizes.values(), strict=True)))

    @cached_property
    def parts(self) -> list[Part]:
        """The sections counted by, in order: those of the highest level of which there are several.

        A section whose parent is lost ("4.2" where the start of 4 is missing) is a part of its own.
        """
        if self.by_document:
            return [Part(number, one.key, one.title) for number, one in enumerate(self.documents)]
        parts: list[Part] = []
        for number, document in enumerate(self.documents):
            depth = self._depths[number]
            parts += [
                Part(number, section.number, section.title)
                for section in document.sections
                if (section.level <= depth or section.parent not in document.by_section)
                and section.first < section.last
            ]
        return parts

    @cached_property
    def _depths(self) -> list[int]:
        """Of each document, the level down to which its sections are parts."""
        depths = []
        for document in self.documents:
            levels = sorted({section.level for section in document.sections}) or [1]
            enough = (level for level in levels if sum(1 for s in document.sections if s.level <= level) > _FEWEST)
            depths.append(next(enough, levels[-1]))
        return depths

    @cached_property
    def part_of(self) -> list[int]:
        """The part each passage lies in, by its number; -1 for none."""
        if self.by_document:
            return [number for number, one in enumerate(self.documents) for _ in one.passages]
        places = {(part.document, part.number): at for at, part in enumerate(self.parts)}
        found: list[int] = []
        for number, document in enumerate(self.documents):
            homes: dict[str, int] = {}
            for section in document.sections:
                up: str | None = section.number
                while up is not None and (number, up) not in places:
                    up = document.by_section[up].parent if up in document.by_section else None
                homes[section.number] = places.get((number, up), -1) if up is not None else -1
            found += [homes.get(passage.section, -1) for passage in document.passages]
        return found

    @cached_property
    def rows(self) -> dict[int, tuple[tuple[int, int], int]]:
        """Of each passage that counts its row (its section's place and its role's) and its number in the row."""
        roles = {Role.HEADING: 0, Role.BODY: 1, Role.NOTE: 2}
        sections = [{section.number: at for at, section in enumerate(one.sections)} for one in self.documents]
        taken: Counter[tuple[int, int, int]] = Counter()
        found: dict[int, tuple[tuple[int, int], int]] = {}
        for number in self.counted:
            passage, document = self.passages[number], self.document_of(number)
            row = (sections[document].get(passage.section, 0), roles[passage.role])
            found[number] = row, taken[document, *row]
            taken[document, *row] += 1
        return found

    @cached_property
    def _lengths(self) -> list[int]:
        """Code points of text that count before each passage, and of all."""
        sizes = (size for number in range(len(self.documents)) for size in self._characters(number))
        return [0, *accumulate(sizes)]

    def _characters(self, document: int) -> Iterable[int]:
        if document in self._measured:
            return self._measured[document].characters
        return (0 if one.role in UNCOUNTED else len(one.text) for one in self.documents[document].passages)

    def _words_of(self, document: int) -> Iterable[int]:
        if document in self._measured:
            return self._measured[document].words
        return (0 if one.role in UNCOUNTED else count_words(one.text) for one in self.documents[document].passages)

    def share(self, spot: Spot) -> float:
        """How far in the text a spot lies, 0 to 1."""
        whole = self._lengths[-1] or 1
        return min(1.0, (self._lengths[spot.passage] + spot.start) / whole)

    def extent(self, document: int) -> tuple[float, float]:
        """How far in the text a document begins and ends, 0 to 1."""
        whole, first, last = self._lengths[-1] or 1, self._firsts[document], self._firsts[document + 1]
        return self._lengths[first] / whole, self._lengths[last] / whole

    def starts(self) -> list[tuple[Part, float]]:
        """The parts, each with how far in the text it begins, 0 to 1."""
        first: dict[int, int] = {}
        for number, part in enumerate(self.part_of):
            if part >= 0:
                first.setdefault(part, number)
        return [(self.parts[part], self.share(Spot(at, 0, 0))) for part, at in sorted(first.items())]

    def warm(self) -> None:
        """Work out what every table needs, while nobody waits for it."""
        _ = self.frequencies, self.sizes, self._lengths
        for number in self.named:
            self.sentences(number)
            self.words(number)
        self.warmed = True
