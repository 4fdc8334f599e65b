"""Org, as pandoc understands it: headings of all levels are such, and a table has the caption that stands below it."""

import re

from tui.documents.conversion.included import left_out

_LEVELS = re.compile(r"^([ \t]*#\+OPTIONS:.*?)\bH:\d+", re.IGNORECASE | re.MULTILINE)
_BELOW = re.compile(
    r"((?:^[ \t]*\|[^\n]*\n)+)((?:^[ \t]*#\+CAPTION:[^\n]*\n)+)(?=[ \t]*(?:\n|\Z))", re.IGNORECASE | re.MULTILINE
)
_INCLUDES = re.compile(r"^[ \t]*#\+INCLUDE:\s*(?:\"([^\"\n]+)\"|(\S+))", re.IGNORECASE | re.MULTILINE)
_ALL = "#+OPTIONS: H:9\n"
"""pandoc makes headings below the third level items of lists, as an export of Org does unless it is told otherwise."""


def prepared(text: str) -> tuple[str, tuple[str, ...]]:
    """A text that pandoc understands, and what to tell a person."""
    names = (quoted or plain for quoted, plain in _INCLUDES.findall(text))
    return _ALL + _BELOW.sub(r"\2\1", _LEVELS.sub(r"\1", text)), left_out(names)
