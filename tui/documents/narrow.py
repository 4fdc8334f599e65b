"""A long text in parts, each with as few bytes a character as its own characters need.

Python holds each character of a text in as many bytes as the widest takes: one Greek letter makes ten megabytes twenty.
"""

from typing import Protocol, SupportsIndex

_PART = 1 << 12
"""Code points of a part."""


class Source(Protocol):
    """What is asked of a text of which passages are made: a `str` gives it, and so does `Narrow`."""

    def __len__(self) -> int: ...
    def __getitem__(self, at: "SupportsIndex | slice", /) -> str: ...
    def count(self, sub: str, start: int = ..., end: int = ..., /) -> int: ...
    def startswith(self, prefix: str, start: int = ..., /) -> bool: ...


class Narrow:
    """A text to which pieces are added at the end."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def add(self, piece: str) -> None:
        """Add a piece of any length."""
        if self._parts and len(self._parts[-1]) < _PART:
            piece = self._parts.pop() + piece
            self._length = _PART * len(self._parts)
        self._parts += [piece[at : at + _PART] for at in range(0, len(piece), _PART)]
        self._length += len(piece)

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, at: SupportsIndex | slice, /) -> str:
        if not isinstance(at, slice):
            index = range(self._length)[at]
            return self._parts[index // _PART][index % _PART]
        start, stop, step = at.indices(self._length)
        if step != 1:
            return str(self)[at]
        if start >= stop:
            return ""
        first, last = start // _PART, (stop - 1) // _PART
        if first == last:
            return self._parts[first][start - first * _PART : stop - first * _PART]
        parts = self._parts[first : last + 1]
        parts[0], parts[-1] = parts[0][start - first * _PART :], parts[-1][: stop - last * _PART]
        return "".join(parts)

    def count(self, sub: str, start: int = 0, end: int | None = None, /) -> int:
        """How often a character stands in a stretch.

        Raises:
            ValueError: it is not one character.
        """
        if len(sub) != 1:
            raise ValueError(f"one character can be counted, not {len(sub)}")
        start, stop, _ = slice(start, end).indices(self._length)
        return sum(self[at : min(at + _PART, stop)].count(sub) for at in range(start, stop, _PART))

    def startswith(self, prefix: str, start: int = 0, /) -> bool:
        """Whether a text stands at a place."""
        return self[start : start + len(prefix)] == prefix

    def __str__(self) -> str:
        return "".join(self._parts)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Narrow):
            return self._parts == other._parts
        return isinstance(other, str) and len(other) == self._length and str(self) == other

    def __hash__(self) -> int:
        return hash(str(self))
