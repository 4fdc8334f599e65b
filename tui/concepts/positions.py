"""Where things stand in a catalogue file. Looked for only when an error must be told."""

import re
from typing import NamedTuple

import tomli

_TOKEN = re.compile(
    r"^[ \t]*\[\[?[ \t]*(?P<header>[\w.\"' \t-]+?)[ \t]*\]\]?[ \t]*(?:#[^\n]*)?\r?$"
    r"|^[ \t]*(?P<key>[\w.-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*="
    r'|(?P<string>"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\')'
    r"|#[^\n]*",
    re.MULTILINE | re.DOTALL,
)


class Place(NamedTuple):
    """A place in a catalogue, named as its reader knows it.

    Attributes:
        table: index of the `[[concept]]`; -1 for `[catalogue]`; None for the file's top.
        rule: index of the rule in it, if it is in one.
        key: the key, if it is known.
        value: the text, if it is known; it then stands under the key or anywhere in the table.
    """

    table: int | None = None
    rule: int | None = None
    key: str = ""
    value: str = ""


class _Item(NamedTuple):
    at: int
    kind: str
    text: str


def line_of(text: str, place: Place) -> int:
    """The line (from 1) of a place in a catalogue's text; of the table, or 1, where it can't be told closer."""
    items = [
        _Item(found.start(), found.lastgroup, found.group(found.lastgroup))
        for found in _TOKEN.finditer(text)
        if found.lastgroup
    ]
    block = _block(items, place)
    found_at = _within(block, place)
    if found_at is None:
        found_at = block[0].at if block else 0
    # A match begins at its line's indentation, whatever stood before the line is not of it.
    return text.count("\n", 0, found_at) + 1


def concept_blocks(text: str) -> list[tuple[int, int]]:
    """Where each `[[concept]]` begins and ends in a catalogue's text, in order; what stands in strings is none."""
    found, start = [], -1
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "header" and _bare(token["header"]) in ("catalogue", "concept"):
            if start >= 0:
                found.append((start, token.start()))
            start = token.start() if _bare(token["header"]) == "concept" else -1
    return [*found, (start, len(text))] if start >= 0 else found


def _block(items: list[_Item], place: Place) -> list[_Item]:
    """The items of the table a place is in, its header first."""
    if place.table is None:
        return items
    if place.table < 0:
        return _stretch(items, "catalogue", 0, ("catalogue", "concept"))
    block = _stretch(items, "concept", place.table, ("catalogue", "concept"))
    if place.rule is None:
        return block
    return _stretch(block, "concept.rule", place.rule, ("concept.rule",)) or block


def _stretch(items: list[_Item], header: str, number: int, ends: tuple[str, ...]) -> list[_Item]:
    starts = [i for i, item in enumerate(items) if item.kind == "header" and _bare(item.text) == header]
    if number >= len(starts):
        return []
    first = starts[number]
    for last in range(first + 1, len(items)):
        if items[last].kind == "header" and _bare(items[last].text) in ends:
            return items[first:last]
    return items[first:]


def _within(block: list[_Item], place: Place) -> int | None:
    """Where in its table a place is."""
    key = ""
    best: int | None = None
    for item in block:
        if item.kind != "string":
            key = _bare(item.text)
            if best is None and place.key and key == place.key:
                best = item.at
                if not place.value:
                    return best
        elif place.value and (not place.key or key == place.key) and _value(item.text) == place.value:
            return item.at
    return best


def _bare(name: str) -> str:
    return re.sub(r"[\s\"']", "", name)


def _value(token: str) -> str:
    """What a TOML string says."""
    try:
        return str(tomli.loads(f"value = {token}")["value"])
    except tomli.TOMLDecodeError:
        return token
