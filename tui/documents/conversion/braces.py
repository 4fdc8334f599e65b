"""Groups in braces, as TeX has them."""

import re
from collections.abc import Callable
from functools import lru_cache

_LONGEST = 200_000
"""Characters of a group at most."""
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


def group(text: str, at: int) -> int:
    """Where the group ends that a brace opens; where it starts, if it never ends."""
    end = _ends(text).get(at, at)
    return end if at < end <= at + _LONGEST else at


@lru_cache(maxsize=4)
def _ends(text: str) -> dict[int, int]:
    """Where the group of each brace ends: all are found in one walk, as a hostile text opens each in the one before."""
    ends: dict[int, int] = {}
    open_: list[int] = []
    for match in _BRACE.finditer(text):
        if match.group() == "{":
            open_.append(match.start())
        elif match.group() == "}" and open_:
            ends[open_.pop()] = match.end()
    return ends


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
