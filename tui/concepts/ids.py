"""Ids for new concepts: what people type."""

import re
from collections.abc import Collection, Iterable

from tui.text.folding import fold

_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 40


def id_for(label: str, aliases: Iterable[str], taken: Collection[str]) -> str:
    """An id that is not taken: the shortest short form where there is one, else the label's words."""
    shorts = sorted((one for one in aliases if one.isascii() and len(one) <= 12), key=len)
    for name in (*shorts[:1], label):
        wanted = _OTHER.sub("-", fold(name).text.casefold()).strip("-")[:_LONGEST].strip("-")
        if wanted and wanted not in taken:
            return wanted
    return numbered(wanted or "concept", taken)


def numbered(base: str, taken: Collection[str]) -> str:
    """A name, with a number behind it where it is taken."""
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}" if base in taken else base
