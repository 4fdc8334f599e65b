"""One line of the table that `python -m tests.gold` prints."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Row(NamedTuple):
    """A measure, what we reach, the floor, and what others reach on the same.

    Attributes:
        floor: at least this; at most, where `more` begins with "at most"; None where it is only reported.
        peers: figures of other programs, by name.
        more: what else there is to say.
    """

    measure: str
    ours: float
    floor: float | None = None
    peers: Mapping[str, float] = MappingProxyType({})
    more: str = ""

    @property
    def holds(self) -> bool:
        """Whether the floor is kept."""
        if self.floor is None:
            return True
        return self.ours <= self.floor if self.more.startswith("at most") else self.ours >= self.floor
