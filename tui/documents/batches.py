"""Many small records in little room: some dozens are compressed together, and one is made again when asked for."""

import pickle
import zlib
from array import array
from typing import Any

_TOGETHER = 128
"""Records of a batch."""
_OPEN = 8
"""Batches that stay as they were read."""
_QUICK = 1
"""The level of compression: the others take longer than they save."""


class Batches:
    """Records, which only grow in number; each is known by the place that `add` gave."""

    def __init__(self) -> None:
        self._closed: list[bytes] = []
        self._held = array("B")
        """how many records of each closed batch somebody may still ask for"""
        self._last: list[bytes] = []
        self._open: dict[int, tuple[array[int], bytes]] = {}

    def add(self, record: object) -> int:
        """Put a record (anything that can be pickled) behind the others; its place, from 1 on."""
        self._last.append(pickle.dumps(record, pickle.HIGHEST_PROTOCOL))
        place = len(self._closed) * _TOGETHER + len(self._last)
        if len(self._last) == _TOGETHER:
            ends = array("I")
            for one in self._last:
                ends.append((ends[-1] if ends else 0) + len(one))
            self._closed.append(zlib.compress(ends.tobytes() + b"".join(self._last), _QUICK))
            self._held.append(_TOGETHER)
            self._last = []
        return place

    def release(self, place: int) -> None:
        """Nobody will ask for this record again; a batch of which that is true of all is let go."""
        number = (place - 1) // _TOGETHER
        if number < len(self._closed):
            self._held[number] -= 1
            if not self._held[number]:
                self._closed[number] = b""
                self._open.pop(number, None)

    def parted(self) -> list[bytes]:
        """The closed batches, which are taken out, to be sent apart from the rest."""
        parts, self._closed = self._closed, []
        return parts

    def whole(self, parts: list[bytes]) -> None:
        """Take back the closed batches."""
        self._closed = parts

    def __getitem__(self, place: int) -> Any:
        number, within = divmod(place - 1, _TOGETHER)
        if number == len(self._closed):
            return pickle.loads(self._last[within])
        ends, data = self._open.get(number) or self._opened(number)
        return pickle.loads(data[ends[within - 1] if within else 0 : ends[within]])

    def _opened(self, number: int) -> "tuple[array[int], bytes]":
        whole = zlib.decompress(self._closed[number])
        ends = array("I")
        size = ends.itemsize * _TOGETHER
        ends.frombytes(whole[:size])
        if len(self._open) >= _OPEN:
            del self._open[next(iter(self._open))]
        found = self._open[number] = ends, whole[size:]
        return found

    def __getstate__(self) -> dict[str, object]:
        return {**vars(self), "_open": {}}
