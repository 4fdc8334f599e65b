"""What the screen knows of the document that is open: reading, trail, jumps, marks, what is open in place."""

from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING

from tui.app.jumps import Jumps
from tui.app.place import Homes, Match, Place, at_source, source_of
from tui.app.trail import Trail
from tui.documents.model import Document, Section
from tui.library.reading import Reading

if TYPE_CHECKING:
    from tui.concepts.analysis import Analysis
    from tui.concepts.model import Mention
    from tui.concepts.references import Reference
    from tui.search.model import Hit

_PASSAGES, _TEXT = 3_000, 1_000_000


def is_small(document: Document) -> bool:
    """Whether linking and searching the document take no longer than a key may: else they go into a thread."""
    return len(document.passages) < _PASSAGES and len(document.source) < _TEXT


class Session:
    """One document, open on the screen. Knows nothing of widgets.

    Args:
        reading: the document with all that is known of it.
        path: its file; None for standard input.
    """

    def __init__(self, reading: Reading, path: Path | None = None) -> None:
        self.path = path
        self.jumps = Jumps()
        self.trail = Trail()
        self.marks: dict[str, Place] = {}
        self.before: Place | None = None
        """where the last jump was made from, for `''`"""
        self.opened: frozenset[int] = frozenset()
        self.chosen = ""
        """id of the chosen concept"""
        self.linked = False
        self.awaited: Hit | None = None
        """a hit one wants to go to, as long as only the head of its file has been read"""
        self.take(reading)

    def take(self, reading: Reading) -> None:
        """Look at another reading of the same file."""
        self.reading = reading
        self.document: Document = reading.document
        self.homes = Homes(self.document)
        self.linked = False
        self.mentions: dict[int, list[Mention]] = {}
        self.by_concept: dict[str, list[Mention]] = {}
        self.references: dict[int, list[Reference]] = {}
        """those accepted, by passage; shown, never counted"""
        self._analysis: Analysis | None = None
        self._firsts = [section.first for section in self.document.sections]

    def link(self) -> None:
        """Take in the mentions; the reading finds them now, if it has not yet."""
        self._analysis = None
        self.mentions, self.by_concept = {}, {}
        for mention in self.reading.mentions:
            self.by_concept.setdefault(mention.concept, []).append(mention)
            if not mention.nested:
                self.mentions.setdefault(mention.passage, []).append(mention)
        self.references = {}
        for reference in self.reading.references:
            self.references.setdefault(reference.passage, []).append(reference)
        self.linked = True

    @property
    def analysis(self) -> "Analysis":
        """The tables of the document, each made when first asked for."""
        if self._analysis is None:
            from tui.concepts.analysis import Analysis

            self._analysis = Analysis([(self.document, self.reading.mentions)], self.reading.catalogue)
        return self._analysis

    def section_of(self, passage: int) -> Section | None:
        """The section a passage stands in."""
        number = bisect_right(self._firsts, passage) - 1
        if number < 0:
            return None
        return self.document.by_section.get(self.document.passages[passage].section, self.document.sections[number])

    def references_to(self, concept: str) -> "list[Reference]":
        """The references to a concept, in source order."""
        return [one for one in self.reading.references if one.concept == concept] if self.linked else []

    def choose(self, concept: str) -> None:
        """Make a concept's mentions the trail."""
        self.chosen = concept
        known = self.reading.catalogue.concepts.get(concept)
        name = _short(known.names) if known else concept
        self.trail = Trail(name, map(match_of, self.by_concept.get(concept, ())))

    def rename(self) -> None:
        """The chosen concept may be known by more names than it was; one stands where one stood on its trail."""
        before, here = self.trail, self.trail.here
        self.choose(self.chosen)
        if len(before) and before.name != self.trail.name:  # the hits of a search, which stay as they are
            self.trail = before
        elif here is not None:
            self.trail.stand(here)

    def exchange(self, reading: Reading) -> None:
        """Take another reading of the file; places, jumps and marks are found again by their source offset."""
        before = self.document

        def again(place: Place) -> Place:
            return at_source(reading.document, source_of(before, place))

        self.jumps.renew(again)
        self.marks = {letter: again(place) for letter, place in self.marks.items()}
        self.before = again(self.before) if self.before else None
        self.opened = frozenset()
        stage = self.trail.stage
        self.trail = stage.journey.trail(stage.leg, reading.document) if stage is not None else Trail()
        self.take(reading)


def match_of(mention: "Mention | Reference") -> Match:
    """A mention, or a reference, as a place of the trail."""
    return Match(mention.passage, ((mention.start, mention.end),))


def _short(names: tuple[str, ...]) -> str:
    """The shortest name in capitals, as one says it: SCO; else the label."""
    short = [name for name in names[:6] if name.isupper() and name.isascii() and 2 <= len(name) <= 8]
    return min(short, key=len) if short else names[0]


def section_title(section: Section) -> str:
    """How a section is called in a line: its number first, unless the title says it already."""
    said = says_number(section.title, section.number)
    return f"§{section.title}" if said else f"§{section.number} {section.title}"


def says_number(title: str, number: str) -> bool:
    """Whether a title begins with its section's number."""
    return title.startswith(number) and not title[len(number) : len(number) + 1].isalnum()
