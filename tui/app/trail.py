"""The trail: the places last asked for, walked in document order."""

from bisect import bisect_left
from collections.abc import Iterable

from tui.app.place import Match, Place


class Trail:
    """Hits of a search or mentions of a concept. There is one, and the footer names it.

    Args:
        name: the concept's label, or the query.
        matches: in any order.
    """

    def __init__(self, name: str = "", matches: Iterable[Match] = ()) -> None:
        self.name = name
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
        if not self.matches:
            return f"{self.name} nowhere" if self.name else ""
        count = len(self.matches)
        return f"{self.name}, {count}" if self.at is None else f"{self.name} {self.at + 1} of {count}"
