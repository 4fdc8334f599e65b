"""The trail: the places last asked for, walked in document order, and from one document into the next."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from tui.app.place import Match, Place, found_hit

if TYPE_CHECKING:
    from tui.documents.model import Document
    from tui.search.model import Hit


class Stage(NamedTuple):
    """Where one is on a journey: the journey, and the number of its leg; None in a document that has none of it."""

    journey: "Journey"
    leg: int | None


class Trail:
    """Hits of a search or mentions of a concept. There is one, and the footer names it.

    Args:
        name: the concept's label, or the query.
        matches: in any order.
        stage: where these are on a journey through several documents.
    """

    def __init__(self, name: str = "", matches: Iterable[Match] = (), stage: Stage | None = None) -> None:
        self.name = name
        self.stage = stage
        self.matches = sorted(matches)
        self.at: int | None = None
        self._places = [match.place for match in self.matches]
        self._by_passage: dict[int, list[Match]] = {}
        for match in self.matches:
            self._by_passage.setdefault(match.passage, []).append(match)

    def __len__(self) -> int:
        return len(self.matches)

    @property
    def here(self) -> Match | None:
        """The match one stands on."""
        return None if self.at is None else self.matches[self.at]

    def within(self, passage: int) -> list[Match]:
        """The matches in a passage."""
        return self._by_passage.get(passage, [])

    def stand(self, match: Match) -> None:
        """Stand on a match, as when it was chosen from a list."""
        at = bisect_left(self._places, match.place)
        while at < len(self.matches) and self._places[at] == match.place and self.matches[at] != match:
            at += 1
        self.at = at if at < len(self.matches) and self.matches[at] == match else None

    def walk(self, steps: int, from_: Place) -> Match | None:
        """Go on along the trail.

        Args:
            steps: how many, negative for back.
            from_: where to look from when one does not stand on the trail.

        Returns:
            The match now stood on; None when there is none further that way.
        """
        if not self.matches:
            return None
        if self.at is not None:
            wanted = self.at + steps
        elif steps > 0:
            first = bisect_left(self._places, from_)
            if first == len(self.matches):
                return None
            wanted = first + steps - 1
        else:
            last = bisect_left(self._places, from_) - 1
            if last < 0:
                return None
            wanted = last + steps + 1
        held = max(0, min(wanted, len(self.matches) - 1))
        if held == self.at:
            return None
        self.at = held
        return self.matches[held]

    def words(self) -> str:
        """`SCO 3 of 22`; `SCO, 22` as long as one stands on none."""
        count, before = len(self.matches), 0
        if self.stage is not None:
            count, before = self.stage.journey.count, self.stage.journey.before(self.stage.leg)
        if not count:
            return f"{self.name} nowhere" if self.name else ""
        return f"{self.name}, {count:,}" if self.at is None else f"{self.name} {before + self.at + 1:,} of {count:,}"


class Journey:
    """The hits of a search in several documents, each document a leg.

    Args:
        name: the query.
        hits: the best first: the documents come in the order of their best.
    """

    def __init__(self, name: str, hits: Iterable["Hit"]) -> None:
        self.name = name
        legs: dict[str, list[Hit]] = {}
        for hit in hits:
            legs.setdefault(hit.document, []).append(hit)
        self.legs: Sequence[tuple[str, Sequence[Hit]]] = list(legs.items())
        """the key of each document, and the hits in it"""
        self._before = [0, *accumulate(len(own) for _, own in self.legs)]

    @property
    def count(self) -> int:
        """How many hits there are."""
        return self._before[-1]

    def before(self, leg: int | None) -> int:
        """How many hits lie in the documents before."""
        return self._before[leg or 0]

    def leg_in(self, key: str) -> int | None:
        """Which leg lies in a document."""
        return next((number for number, (own, _) in enumerate(self.legs) if own == key), None)

    def following(self, leg: int | None, steps: int) -> int | None:
        """The leg before or after one; None at either end."""
        wanted = (-1 if leg is None else leg) + (1 if steps > 0 else -1)
        return wanted if 0 <= wanted < len(self.legs) else None

    def trail(self, leg: int | None, document: "Document") -> Trail:
        """The trail through the document of a leg, each hit found in it as it is now."""
        own = self.legs[leg][1] if leg is not None else ()
        found = [match for hit in own if (match := found_hit(document, hit)) is not None]
        return Trail(self.name, found, Stage(self, leg))
