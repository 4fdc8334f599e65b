"""Short lines by what they have in common, in columns: as lists, those of a changelog take more room than its text."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

_ANY = "surrogatepass"


class Shapes:
    """Lines by their shapes, each known by its number: in the order of the first line that has it.

    Args:
        lines: the place of each, in order, and its shape.
    """

    def __init__(self, lines: Iterable[tuple[int, str]]) -> None:
        self._letters, self._ends = bytearray(), array("I", [0])
        self._changed: dict[int, Sequence[int]] = {}
        numbers: dict[int, int] = {}  # by hash, which takes less room than what it is of
        of, places = array("I"), array("I")
        for place, letters in lines:
            number = numbers.setdefault(hash(letters), len(numbers))
            if number == len(self._ends) - 1:
                self._letters += letters.encode("utf-8", _ANY)
                self._ends.append(len(self._letters))
            of.append(number)
            places.append(place)
        counts = array("I", bytes(len(numbers) * of.itemsize))
        del numbers
        for number in of:
            counts[number] += 1
        self._firsts = array("I", accumulate(counts, initial=0))
        self._places = array("I", bytes(len(places) * places.itemsize))
        following = self._firsts[:]
        for number, place in zip(of, places, strict=True):
            self._places[following[number]] = place
            following[number] += 1

    def __iter__(self) -> Iterator[int]:
        """The numbers of those that still have lines."""
        return (number for number in range(len(self._ends) - 1) if self._changed.get(number) != ())

    def letters(self, number: int) -> str:
        """A shape."""
        return self._letters[self._ends[number] : self._ends[number + 1]].decode("utf-8", _ANY)

    def first(self, number: int) -> int:
        """The place of the first line that had a shape from the beginning."""
        return self._places[self._firsts[number]]

    def at(self, number: int) -> Sequence[int]:
        """The places of a shape's lines, in order."""
        changed = self._changed.get(number)
        return self._places[self._firsts[number] : self._firsts[number + 1]] if changed is None else changed

    def keep(self, number: int, places: Sequence[int]) -> None:
        """Let a shape have these lines alone."""
        if len(places) < len(self.at(number)):
            self._changed[number] = places

    def join(self, number: int, other: int) -> None:
        """Give the lines of another shape to this one."""
        self._changed[number] = array("I", sorted([*self.at(number), *self.at(other)]))
        self._changed[other] = ()
