"""How deep a text is nested, told before a parser takes minutes to find that out."""

import re

MOST = 200
"""Levels of lists, quotations or environments; no person writes a quarter of that."""
MOST_GROUPS = 2_000
"""Levels of groups in braces; what a picture's bytes look like adds a few hundred."""
_ENVIRONMENT = re.compile(r"\\(begin|end)\b")
_BRACE = re.compile(rb"\\.|[{}]", re.DOTALL)
_INDENTED = re.compile(r"^([ \t]*)\S", re.MULTILINE)


def depth(text: str, kind: str) -> int:
    """How deep lists, quotations and environments are nested.

    Args:
        text: the source.
        kind: as pandoc calls its format: latex, org or rst; of any other it is 0.
    """
    if kind == "latex":
        return _environments(text)
    return _indents(text) if kind in ("org", "rst") else 0


def groups(data: bytes) -> int:
    """How deep groups in braces are nested in LaTeX or RTF; those count that are never closed."""
    now = deepest = 0
    for match in _BRACE.finditer(data):
        now = now + 1 if match.group() == b"{" else max(0, now - (match.group() == b"}"))
        deepest = max(deepest, now)
    return deepest


def _environments(text: str) -> int:
    now = deepest = 0
    for match in _ENVIRONMENT.finditer(text):
        now = now + 1 if match.group(1) == "begin" else max(0, now - 1)
        deepest = max(deepest, now)
    return deepest


def _indents(text: str) -> int:
    """Each line that is indented further than the one before opens a level; one that is less closes those beyond it."""
    open_: list[int] = []
    deepest = 0
    for match in _INDENTED.finditer(text):
        indent = match.end(1) - match.start(1)
        while open_ and open_[-1] >= indent:
            open_.pop()
        if indent:
            open_.append(indent)
            deepest = max(deepest, len(open_))
    return deepest
