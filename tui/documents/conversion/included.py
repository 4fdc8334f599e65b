"""Other files that a text takes in: none is read, and which they are is told."""

from collections.abc import Iterable

_NAMED = 6
"""Files that are told by name."""


def left_out(names: Iterable[str]) -> tuple[str, ...]:
    """The caution that names them; none where there are no such files."""
    once = [name for name in dict.fromkeys(name.strip() for name in names) if name]
    if not once:
        return ()
    more = f" and {len(once) - _NAMED} more" if len(once) > _NAMED else ""
    return (f"read without the other files that it takes in: {', '.join(once[:_NAMED])}{more}",)
