"""What the concept screen looks at: a concept, or the hits of a search, in the document that is open or in several."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tui.app.session import Session, is_small
from tui.concepts import collocates as near
from tui.concepts import cooccurrence, naming
from tui.concepts.analysis import Analysis, Part, Spot
from tui.concepts.comparison import Compared, compare
from tui.concepts.concordance import Line, arranged, concordance, unnamed
from tui.concepts.dispersion import Dispersion, dispersion
from tui.documents.model import Document, Passage

if TYPE_CHECKING:
    from tui.concepts.model import Concept, Mention

_MAPPED = 40
"""Concepts in the heat map, those that share most first."""
_FEW = 300
"""Passages of a document of which any table is made within a frame from nothing."""
REFERENCE = "reference"
"""The rule of a line that refers to the concept and is no mention of it."""


_NEEDS = {
    "lines": ("_lines", "references"),
    "names": ("names", "shifts", "likely_shifts", "counts"),
    "spread": ("strips", "dispersion", "starts"),
    "meets": ("meetings",),
    "beside": ("comparison",),
    "words": ("collocates",),
    "map": ("counts", "heat"),
}
"""The tables that each view is made of."""


class Strip(NamedTuple):
    """Where something lies: its name, and how far in the text each of its places is, 0 to 1."""

    name: str
    spots: tuple[Spot, ...]
    shares: tuple[float, ...]


class Column(NamedTuple):
    """Parts of the text that are counted together: their numbers, and what stands above them."""

    head: str
    parts: tuple[int, ...]

    def sum(self, counts: Sequence[int]) -> int:
        """Of counts by part, those of the column."""
        return sum(counts[part] for part in self.parts)


class Study:
    """A concept, or any places of a document, under study. Passages are called by their numbers among all documents'.

    Args:
        session: the document that is open.
        concept: id of the concept; empty where places are given.
        name: what the places are called: the query that found them.
        places: of a search: passage, start and end of each, in the order of the document.
        texts: several documents in place of the session's, with what they are called together.
    """

    def __init__(
        self,
        session: Session,
        concept: str = "",
        name: str = "",
        places: Sequence[tuple[int, int, int]] = (),
        texts: tuple[str, Analysis] | None = None,
    ) -> None:
        self.session = session
        self.concept = concept
        self._name = name
        self._given = [Spot(*place) for place in places]
        self._texts = texts
        self._beside = ""

    def look_at(self, places: Sequence[tuple[int, int, int]]) -> None:
        """Take these places, in the order of the document, for those under study."""
        self._given = [Spot(*place) for place in places]

    @property
    def analysis(self) -> Analysis:
        """The tables of the documents."""
        return self._texts[1] if self._texts else self.session.analysis

    @property
    def several(self) -> bool:
        """Whether there are several documents."""
        return self._texts is not None

    @property
    def title(self) -> str:
        """What the documents are called."""
        document = self.session.document
        return self._texts[0] if self._texts else document.metadata.short or document.title

    # What a view needs

    def ready(self, tab: str) -> bool:
        """Whether a view can be drawn within a frame: its tables are there, or are quickly made."""
        document = self.session.document
        few = len(document.passages) < _FEW or (is_small(document) and self.analysis.warmed)
        return (few and not self._texts) or all(one in vars(self) for one in _NEEDS[tab])

    def prepare(self, tab: str) -> None:
        """Make what a view needs; for a thread, where that takes long."""
        for one in _NEEDS[tab]:
            getattr(self, one)

    # Passages

    def passage(self, number: int) -> Passage:
        """A passage."""
        return self._passages[number]

    def document(self, number: int) -> Document:
        """The document a passage stands in."""
        return self.analysis.documents[self.analysis.document_of(number)] if self._texts else self.session.document

    def where(self, number: int) -> str:
        """A passage's place, as a line has room for it: with its document where there are several."""
        place = self.passage(number).place.removeprefix("s")
        return f"{self.document(number).key.rsplit('/', 1)[-1]} {place}" if self._texts else place

    def home(self, number: int) -> tuple[Document, int]:
        """The document a passage stands in, and its index there."""
        return self.document(number), self.analysis.index_of(number) if self._texts else number

    @property
    def _passages(self) -> Sequence[Passage]:
        # The inbox shows passages long before anything is counted.
        return self._texts[1].passages if self._texts else self.session.document.passages

    # Names

    @property
    def name(self) -> str:
        """The concept's label, or the query."""
        return self.label(self.concept) if self.concept else self._name

    @property
    def places(self) -> list[Spot]:
        """Each mention or hit, in the order of the documents."""
        return self.analysis.spots.get(self.concept, []) if self.concept else self._given

    def label(self, concept: str) -> str:
        """What a concept is called."""
        known = self._concepts.get(concept)
        return known.label if known else concept

    def kind(self, concept: str) -> str:
        """The kind of a concept."""
        known = self._concepts.get(concept)
        return known.kind if known else ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of concepts there are."""
        return self.analysis.catalogue.kinds

    @property
    def _concepts(self) -> "dict[str, Concept]":
        return (self._texts[1] if self._texts else self.session.reading).catalogue.concepts

    # Tables

    @cached_property
    def _lines(self) -> list[Line]:
        """The lines in the order of the documents, and among them the references to the concept."""
        places = [unnamed(*spot) for spot in self.places]
        if self.concept and not self._texts:
            places += [
                unnamed(one.passage, one.start, one.end)._replace(rule=REFERENCE)
                for one in self.session.references_to(self.concept)
            ]
            places.sort(key=lambda one: one[:3])
        return [line for place in places for line in self._line(place)]

    def _line(self, place: "Mention") -> list[Line]:
        document, index = self.home(place.passage)
        return [line._replace(mention=place) for line in concordance(document, [place._replace(passage=index)])]

    @cached_property
    def references(self) -> int:
        """How many of the lines are references, which are no mentions."""
        return sum(line.mention.rule == REFERENCE for line in self._lines)

    def lines(self, by: str) -> list[Line]:
        """The concordance, by "place", "left" or "right"."""
        return arranged(self._lines, by)

    @cached_property
    def names(self) -> list[naming.Naming]:
        """The names that occur, the most frequent first."""
        return naming.namings(self.analysis, self.concept)

    @cached_property
    def shifts(self) -> list[naming.Shift]:
        """Where one name gives way to another; of several documents, which have no order, none."""
        return [] if self._texts else naming.shifts(self.names)

    @cached_property
    def likely_shifts(self) -> list[naming.Shift]:
        """Where one may, on too few mentions to be sure."""
        certain = {(one.earlier, one.later) for one in self.shifts}
        found = [] if self._texts else naming.shifts(self.names, naming.LIKELY)
        return [one for one in found if (one.earlier, one.later) not in certain]

    @cached_property
    def counts(self) -> list[int]:
        """Mentions in each part."""
        if not self.names:
            return [0] * len(self.analysis.parts)
        return list(map(sum, zip(*(name.parts for name in self.names), strict=True)))

    @property
    def parts(self) -> list[Part]:
        """What is counted by: sections, or documents."""
        return self.analysis.parts

    def columns(self, room: int) -> list[Column]:
        """The parts in at most so many columns: sections side by side together, documents with the fewest mentions."""
        parts, room = self.parts, max(1, room)
        if self._texts:
            order = sorted((n for n in range(len(parts)) if self.counts[n]), key=lambda n: -self.counts[n])
            shown = order if len(order) <= room else order[: room - 1]
            rest = tuple(order[len(shown) :])
            columns = [Column(parts[n].number.rsplit("/", 1)[-1], (n,)) for n in shown]
            return [*columns, Column(f"+{len(rest)}", rest)] if rest else columns
        if len(parts) <= room:
            return [Column(part.number, (n,)) for n, part in enumerate(parts)]
        ends = [len(parts) * (n + 1) // room for n in range(room)]
        spans = [range(first, last) for first, last in zip([0, *ends], ends, strict=False)]
        return [Column(_run(parts[span[0]].number, parts[span[-1]].number), tuple(span)) for span in spans if len(span)]

    @cached_property
    def dispersion(self) -> Dispersion:
        """How evenly it is spread."""
        return dispersion(self.analysis, self.places)

    @cached_property
    def strips(self) -> list[Strip]:
        """Where it lies, then where each of its names does; of several documents, where it lies in each."""
        strips = [Strip(self.name, tuple(self.places), tuple(map(self.analysis.share, self.places)))]
        if self._texts:
            return strips + self._by_document()
        if self.concept and len(self.names) > 1:
            pairs = list(zip(self.places, self.analysis.aliases.get(self.concept, ()), strict=True))
            for one in self.names:
                own = [spot for spot, alias in pairs if alias == one.alias]
                strips.append(Strip(one.alias, tuple(own), tuple(map(self.analysis.share, own))))
        return strips

    def _by_document(self) -> list[Strip]:
        """A strip for each document that has it, the whole of it as wide; those that have most first."""
        inside: dict[int, list[Spot]] = {}
        for spot in self.places:
            inside.setdefault(self.analysis.document_of(spot.passage), []).append(spot)
        strips = []
        for number, spots in sorted(inside.items(), key=lambda pair: -len(pair[1])):
            start, end = self.analysis.extent(number)
            shares = ((self.analysis.share(spot) - start) / ((end - start) or 1) for spot in spots)
            key = self.analysis.documents[number].key.rsplit("/", 1)[-1]
            strips.append(Strip(key, tuple(spots), tuple(min(1.0, share) for share in shares)))
        return strips

    @cached_property
    def starts(self) -> list[tuple[Part, float]]:
        """The parts, each with how far in the text it begins, 0 to 1."""
        return self.analysis.starts()

    @cached_property
    def meetings(self) -> list[cooccurrence.Meeting]:
        """The concepts it meets, the closest first."""
        return cooccurrence.meetings(self.analysis, self.concept)

    @cached_property
    def collocates(self) -> list[near.Collocate]:
        """The words near it, the strongest first."""
        return near.collocates(self.analysis, self.places)

    @cached_property
    def heat(self) -> list[cooccurrence.Row]:
        """It and the concepts that share passages with it, by part of the text."""
        shared = sorted(self.meetings, key=lambda one: -one.passage)
        return cooccurrence.heat_map(self.analysis, [self.concept, *(one.concept for one in shared[:_MAPPED])])

    @property
    def beside(self) -> str:
        """id of the concept it is compared with"""
        return self._beside

    @beside.setter
    def beside(self, concept: str) -> None:
        self._beside = concept
        vars(self).pop("comparison", None)

    @cached_property
    def comparison(self) -> list[Compared]:
        """It and the other concept, side by side."""
        return compare(self.analysis, self.concept, self.beside)


def _run(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"
