"""Groups in braces, as TeX has them."""

import re
from collections.abc import Callable

_LONGEST = 200_000
"""Characters of a group at most."""


def group(text: str, at: int) -> int:
    """Where the group ends that a brace opens; where it starts, if it never ends."""
    depth, place, last = 0, at, min(len(text), at + _LONGEST)
    while place < last:
        char = text[place]
        if char == "\\":
            place += 2
            continue
        depth += (char == "{") - (char == "}")
        place += 1
        if depth == 0:
            return place if place > at + 1 else at
    return at


def without(text: str, pattern: re.Pattern[str], drops: Callable[[re.Match[str]], bool]) -> str:
    """A text without the commands that a pattern finds, each with the group behind it."""
    out, done = [], 0
    for match in pattern.finditer(text):
        if match.start() < done or not drops(match):
            continue
        out.append(text[done : match.start()])
        done = max(match.end(), group(text, match.end()))
    return "".join([*out, text[done:]])


def changed(text: str, changes: list[tuple[int, int, str]]) -> str:
    """A text with stretches replaced; of two that overlap the first counts."""
    out, done = [], 0
    for start, end, words in sorted(changes):
        if start >= done:
            out += [text[done:start], words]
            done = end
    return "".join([*out, text[done:]])
