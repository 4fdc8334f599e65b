"""Where the reader has been: a list one walks back and forward, over every kind of jump."""

from collections.abc import Callable

from tui.app.place import Place

_MOST = 200


class Jumps:
    """Places left behind, and those one has come back from."""

    def __init__(self) -> None:
        self._behind: list[Place] = []
        self._ahead: list[Place] = []

    def leave(self, place: Place) -> None:
        """A jump is made from here."""
        self._ahead.clear()
        if not self._behind or self._behind[-1] != place:
            self._behind.append(place)
            del self._behind[:-_MOST]

    def back(self, here: Place) -> Place | None:
        """The place to go back to; None at the first."""
        return self._walk(self._behind, self._ahead, here)

    def forward(self, here: Place) -> Place | None:
        """The place to go forward to; None at the last."""
        return self._walk(self._ahead, self._behind, here)

    def renew(self, again: Callable[[Place], Place]) -> None:
        """The document was read anew: find each place again."""
        self._behind = [again(place) for place in self._behind]
        self._ahead = [again(place) for place in self._ahead]

    @staticmethod
    def _walk(source: list[Place], target: list[Place], here: Place) -> Place | None:
        while source:
            place = source.pop()
            if place != here:
                target.append(here)
                return place
        return None
