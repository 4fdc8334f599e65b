"""The document as every other room sees it. Nothing here reads a file or prints."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tui.text.spans import Run, SourceMap, Span, intersect

if TYPE_CHECKING:
    from tui.documents.narrow import Source


class Role(StrEnum):
    """What a piece of the source is in the work."""

    BODY = "body"
    HEADING = "heading"
    NOTE = "note"
    FURNITURE = "furniture"
    DOUBTFUL = "doubtful"


_PIECE = 1 << 20
LETTERS = {Role.BODY: "p", Role.NOTE: "n", Role.FURNITURE: "f", Role.DOUBTFUL: "d"}
"""How an anchor writes a role."""


class Form(StrEnum):
    """How a passage is set."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"


class Repair(NamedTuple):
    """One change the reading made to the text, reversible.

    `kind` is one of join, dehyphenate, cut-note, cut-furniture, mark, markup, level, heading-join, gap; `at` the source
    offset; `before` what stands in the source, `after` what stands in its place; `why` what speaks for it, in words.
    """

    kind: str
    at: int
    before: str
    after: str
    why: str = ""


class RepairSelector(NamedTuple):
    """A repair that a person took back, as it is kept.

    Attributes:
        kind: of the repair.
        before: what stands in the source.
        after: what the repair puts in its place.
        prefix: source before it, white space folded.
        suffix: source behind it.
        at: source offset where it stood.
        source: SHA-256 of the source in which it stood.
        twin: how many repairs before it had the same words in the same context.
        twins: how many did, itself left out.
        given: whether it gave its passage its role.
    """

    kind: str
    before: str
    after: str
    prefix: str
    suffix: str
    at: int
    source: str
    twin: int = 0
    twins: int = 0
    given: bool = False


class TakenBack(NamedTuple):
    """A repair that was taken back: as it was found; which of those that were to be taken back, and its selector."""

    repair: Repair
    number: int
    selector: RepairSelector


class Stretch(NamedTuple):
    """A part of a passage's text; `passage` is its index."""

    passage: int
    start: int
    end: int


class Style(NamedTuple):
    """Emphasis in a passage's text: `kind` is one of em, strong, code, link."""

    start: int
    end: int
    kind: str


class NoteMark(NamedTuple):
    """A place in a passage's text (an offset, after the character noted) that a note belongs to."""

    at: int
    label: str
    note: int
    """index of the note in `Document.passages`"""

    @property
    def order(self) -> tuple[int, int]:
        """By place, then as the notes stand in the file."""
        return self.at, self.note


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph as the author meant it; or a heading, a note, a piece of furniture, a doubtful piece.

    `spans` are in the source, in order, and hold markup, marks and line-end hyphens too, even where `text` leaves
    them out. `runs` map `text` to the source.
    """

    index: int
    """place in `Document.passages`"""
    role: Role
    section: str
    """number of its section"""
    number: str
    """number among its role in its section ("4", "4a"); empty for a heading"""
    text: str
    spans: tuple[Span, ...]
    runs: tuple[Run, ...]
    repairs: tuple[Repair, ...] = ()
    form: Form = Form.PARAGRAPH
    depth: int = 0
    """how deep in lists or quotations, 0 for none"""
    marker: str = ""
    """a list item's own mark as it is shown ("1.", "-"); of a note its label ("3", "*"), where it has one"""
    styles: tuple[Style, ...] = ()
    notes: tuple[NoteMark, ...] = ()

    @property
    def place(self) -> str:
        """The anchor without the document's key: `s2.1/p4`; a heading's is its section's: `s2.1`."""
        if self.role is Role.HEADING:
            return f"s{self.section}"
        return f"s{self.section}/{LETTERS[self.role]}{self.number}"

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    def was_given_by(self, repair: Repair) -> bool:
        """Whether one of its repairs is the one by which it is no body: a cut of itself, a level it had no mark for."""
        if repair.at != self.start or self.role is Role.BODY:
            return False
        if self.role is Role.HEADING:
            return repair.kind == "level" and not repair.before and repair.after != ""
        return repair.kind in ("cut-note", "cut-furniture")

    def source_spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The source of `text[start:end]`; several spans where a page cut it. Empty for an empty range."""
        if start >= end:
            return ()
        sources = SourceMap(self.runs)
        return intersect(sources.start(start), sources.end(end), self.spans)


class Section(NamedTuple):
    """A heading and what stands under it up to the next heading; section "0" is what stands before the first."""

    number: str
    level: int
    """1 for a section, 2 for a part of it, and so on, without holes"""
    title: str
    heading: int | None
    """index of its heading in `Document.passages`"""
    first: int
    last: int
    """`Document.passages[first:last]` is the section, heading included, without the sections below it"""
    parent: str | None = None
    marked: int = 1
    """the level that the marks of its heading alone would give it"""

    @property
    def stands(self) -> bool:
        """Whether it is in the outline: no longer, once its heading was taken back; anchors below it are kept."""
        return self.heading is not None or self.number == "0"


class Gap(NamedTuple):
    """A place where text is missing."""

    at: int
    """source offset"""
    after: int
    """index of the passage it follows"""
    section: str
    """number of the section in which it shows"""
    reason: str
    """for a person: "the sentence stops at “infra”", "section 4 and part 4.1 are missing" """


class Metadata(NamedTuple):
    """What the file says of the work, all optional."""

    title: str = ""
    original_title: str = ""
    authors: tuple[str, ...] = ()
    """ "Family, Given" where the file tells them apart, else the name as it stands"""
    journal: str = ""
    publisher: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    url: str = ""
    issn: str = ""
    citekey: str = ""
    language: str = ""
    original_language: str = ""
    machine_translation: bool = False
    edition: str = ""
    """ "paraphrase" when the document tells a work in other words"""

    @property
    def short(self) -> str:
        """Authors and year as one names a work in passing: "Yuan & Zhao 2023"; the title where there is no author."""
        families = [name.split(",")[0].strip() for name in self.authors]
        if not families:
            return self.title
        who = families[0] if len(families) == 1 else f"{families[0]} & {families[1]}"
        if len(families) > 2:
            who = f"{families[0]} et al."
        return f"{who} {self.year}".strip()


class Figures(NamedTuple):
    """What is known of each passage of a document, in order, without its text."""

    roles: Sequence[Role]
    lengths: Sequence[int]
    """code points of its text"""
    starts: Sequence[int]
    """source offset of its first span"""
    ends: Sequence[int]
    """source offset behind its last span"""
    bearing: Sequence[int]
    """indices of those that notes are tied to"""


@dataclass(frozen=True)
class Document:
    """One text with its metadata, read and repaired.

    `passages` hold every non-blank character of the source (front matter and rules apart) exactly once, all roles
    together, in order of their first span.
    """

    key: str
    """how anchors begin: the library's key, else the path as given"""
    source: "Source"
    """the file decoded, without BOM, line ends untouched; of a large one no `str` (`narrow`)"""
    passages: Sequence[Passage]
    """a tuple; of a large document they are made when asked for (`packed`)"""
    sections: tuple[Section, ...]
    gaps: tuple[Gap, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    encoding: str = "utf-8"
    cautions: tuple[str, ...] = ()
    """what the reading has to say about the file: an unusual encoding, bytes that could not be decoded"""
    pages: tuple[tuple[int, str], ...] = ()
    """source offset at which each page begins, and its label, in order; of a file that has pages"""
    provisional: bool = False
    """only the head has been read: numbers and anchors are not to be relied on yet"""
    taken_back: tuple[TakenBack, ...] = ()
    """the repairs that a person took back"""
    original: "Document | None" = None
    """the document as it was read, where repairs have been taken back"""

    @property
    def title(self) -> str:
        return self.metadata.title or self.key

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the source, in hexadecimal: by it one sees whether the file has changed."""
        from hashlib import sha256

        digest = sha256()
        for at in range(0, len(self.source), _PIECE):
            digest.update(self.source[at : at + _PIECE].encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    @cached_property
    def figures(self) -> Figures:
        """The figures of its passages."""
        from tui.documents.packed import Packed

        if isinstance(self.passages, Packed):
            return self.passages.figures
        return Figures(
            [passage.role for passage in self.passages],
            [len(passage.text) for passage in self.passages],
            [passage.start for passage in self.passages],
            [passage.end for passage in self.passages],
            [passage.index for passage in self.passages if passage.notes],
        )

    @cached_property
    def by_place(self) -> dict[str, int]:
        """Index of the passage at each place (`s2/p4`, `s2`, `s2/n1`)."""
        return {passage.place: passage.index for passage in self.passages}

    @cached_property
    def by_section(self) -> dict[str, Section]:
        return {section.number: section for section in self.sections}

    def anchor(self, passage: Passage) -> str:
        """The whole anchor of a passage: `KEY/s2.1/p4`."""
        return f"{self.key}/{passage.place}"

    def named(self, place: str) -> tuple[Stretch, ...]:
        """What a place (`s2/p4`) names: a passage, or more where repairs were taken back since it was written down.

        Of a passage that was split, all its parts; of one that is gone, its words where they stand now. Empty for a
        place that never was.
        """
        if (index := self.by_place.get(place)) is not None:
            return (Stretch(index, 0, len(self.passages[index].text)),)
        if self.original is None:
            return ()
        parts = re.compile(re.escape(place) + "[a-z]+")
        index = self.original.by_place.get(place)
        parted = [passage for passage in self.passages if parts.fullmatch(passage.place)]
        if index is None:
            return tuple(Stretch(p.index, 0, len(p.text)) for p in parted)
        held = self.original.passages[index].spans
        # What else was taken back behind it bears its number too.
        found = [p for p in parted if any(a < d and c < b for a, b in held for c, d in p.spans)]
        return tuple(Stretch(p.index, 0, len(p.text)) for p in found) or tuple(self._standing(held))

    def _standing(self, spans: tuple[Span, ...]) -> Iterator[Stretch]:
        """Where the text of source spans stands."""
        for passage in self.passages:
            inside = [(a, b) for a, b in spans if any(a < end and start < b for start, end in passage.spans)]
            if inside and passage.runs:
                sources = SourceMap(passage.runs)
                yield Stretch(passage.index, sources.text(inside[0][0]), sources.text(inside[-1][1]))

    def within(self, number: str) -> Iterator[Section]:
        """The section with this number and those below it. `within("2")` gives 2, 2.1, 2.1.3."""
        for section in self.sections:
            if section.number == number or section.number.startswith(number + "."):
                yield section

    def of_role(self, *roles: Role) -> Iterator[Passage]:
        return (self.passages[index] for index, role in enumerate(self.figures.roles) if role in roles)

    def at(self, offset: int) -> Passage | None:
        """The passage whose spans hold the source offset, else the last one that starts before it."""
        last = bisect_right(self.figures.starts, offset) - 1
        ends = self.figures.ends
        for index in range(last, -1, -1):
            if offset < ends[index] and any(a <= offset < b for a, b in self.passages[index].spans):
                return self.passages[index]
        return self.passages[last] if last >= 0 else None
