"""What can be told of each concept, gathered for a report."""

from collections import Counter
from collections.abc import Collection
from functools import cached_property

from tui.concepts.analysis import Analysis, Part, Spot
from tui.concepts.dispersion import BODY, NOTES, Dispersion, dispersion
from tui.concepts.model import Concept
from tui.concepts.naming import Naming, Shift, namings, shifts


class Profile:
    """One concept in some documents: counts, spread and names, each worked out when first asked for.

    Args:
        analysis: the documents.
        concept: one that occurs in them.
    """

    def __init__(self, analysis: Analysis, concept: Concept) -> None:
        self.analysis = analysis
        self.concept = concept
        self.spots: list[Spot] = analysis.spots[concept.id]
        self._roles = Counter(analysis.passages[spot.passage].role for spot in self.spots)

    @property
    def mentions(self) -> int:
        return len(self.spots)

    @property
    def body(self) -> int:
        """Mentions in the body and its headings."""
        return sum(self._roles[role] for role in BODY)

    @property
    def notes(self) -> int:
        return sum(self._roles[role] for role in NOTES)

    @cached_property
    def passages(self) -> int:
        """Passages that mention it."""
        return len({spot.passage for spot in self.spots})

    @cached_property
    def whole(self) -> Dispersion:
        """Over body, headings and notes."""
        return dispersion(self.analysis, self.spots)

    @cached_property
    def in_body(self) -> Dispersion:
        return dispersion(self.analysis, self.spots, BODY)

    @cached_property
    def in_notes(self) -> Dispersion:
        return dispersion(self.analysis, self.spots, NOTES)

    @cached_property
    def names(self) -> list[Naming]:
        """The names that occur, the most frequent first."""
        return namings(self.analysis, self.concept.id)

    @cached_property
    def shifts(self) -> list[tuple[Part, Shift]]:
        """Where one name gives way to another within a document, each with the part from which on."""
        found = []
        parts = self.analysis.parts
        for number in range(len(self.analysis.documents)):
            first = next((at for at, part in enumerate(parts) if part.document == number), 0)
            last = first + sum(1 for part in parts if part.document == number)
            own = [name._replace(parts=name.parts[first:last]) for name in self.names]
            found += [(parts[first + shift.part], shift) for shift in shifts(own)]
        return found

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """Mentions in each part of the text."""
        return tuple(map(sum, zip(*(name.parts for name in self.names), strict=True)))


def profiles(analysis: Analysis, chosen: Collection[str] = ()) -> list[Profile]:
    """Every concept that occurs, or of those only the chosen ones.

    Returns:
        Kinds in the catalogue's order, in each the most frequent first, then by label.
    """
    concepts = analysis.catalogue.concepts
    kinds = {kind: at for at, kind in enumerate(analysis.catalogue.kinds)}
    found = [Profile(analysis, concepts[id]) for id in analysis.spots if not chosen or id in chosen]
    return sorted(found, key=lambda one: (kinds[one.concept.kind], -one.mentions, one.concept.label.casefold()))
