"""What the concept screen looks at: a concept, or the hits of a search, in the document that is open."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from tui.app.session import Session
from tui.concepts import collocates as near
from tui.concepts import cooccurrence, naming
from tui.concepts.analysis import Analysis, Spot
from tui.concepts.comparison import Compared, compare
from tui.concepts.concordance import Line, arranged, concordance, unnamed
from tui.concepts.dispersion import Dispersion, dispersion

_MAPPED = 40
"""Concepts in the heat map, those that share most first."""


class Strip(NamedTuple):
    """Where something lies: its name, and how far in the text each of its places is, 0 to 1."""

    name: str
    spots: tuple[Spot, ...]
    shares: tuple[float, ...]


class Study:
    """A concept, or any places of a document, under study.

    Args:
        session: the document.
        concept: id of the concept; empty where places are given.
        name: what the places are called: the query that found them.
        places: of a search: passage, start and end of each, in the order of the document.
    """

    def __init__(
        self, session: Session, concept: str = "", name: str = "", places: Sequence[tuple[int, int, int]] = ()
    ) -> None:
        self.session = session
        self.concept = concept
        self._name = name
        self._given = [Spot(*place) for place in places]
        self.beside = ""
        """id of the concept it is compared with"""

    def look_at(self, places: Sequence[tuple[int, int, int]]) -> None:
        """Take these places, in the order of the document, for those under study."""
        self._given = [Spot(*place) for place in places]

    @property
    def analysis(self) -> Analysis:
        """The document's tables."""
        return self.session.analysis

    @property
    def name(self) -> str:
        """The concept's label, or the query."""
        return self.label(self.concept) if self.concept else self._name

    @property
    def places(self) -> list[Spot]:
        """Each mention or hit, in the order of the document."""
        return self.analysis.spots.get(self.concept, []) if self.concept else self._given

    def label(self, concept: str) -> str:
        """What a concept is called."""
        known = self.session.reading.catalogue.concepts.get(concept)
        return known.label if known else concept

    def kind(self, concept: str) -> str:
        """The kind of a concept."""
        known = self.session.reading.catalogue.concepts.get(concept)
        return known.kind if known else ""

    @cached_property
    def _lines(self) -> list[Line]:
        return list(concordance(self.session.document, (unnamed(*spot) for spot in self.places)))

    def lines(self, by: str) -> list[Line]:
        """The concordance, by "place", "left" or "right"."""
        return arranged(self._lines, by)

    @cached_property
    def names(self) -> list[naming.Naming]:
        """The names that occur, the most frequent first."""
        return naming.namings(self.analysis, self.concept)

    @cached_property
    def shifts(self) -> list[naming.Shift]:
        """Where one name gives way to another."""
        return naming.shifts(self.names)

    @cached_property
    def dispersion(self) -> Dispersion:
        """How evenly it is spread."""
        return dispersion(self.analysis, self.places)

    @cached_property
    def strips(self) -> list[Strip]:
        """Where it lies, then where each of its names does."""
        strips = [self._strip(self.name, self.places)]
        if self.concept and len(self.names) > 1:
            pairs = list(zip(self.places, self.analysis.aliases.get(self.concept, ()), strict=True))
            strips += (self._strip(one.alias, [s for s, alias in pairs if alias == one.alias]) for one in self.names)
        return strips

    def _strip(self, name: str, spots: Sequence[Spot]) -> Strip:
        return Strip(name, tuple(spots), tuple(map(self.analysis.share, spots)))

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

    def comparison(self) -> list[Compared]:
        """It and the other concept, side by side."""
        return compare(self.analysis, self.concept, self.beside)
