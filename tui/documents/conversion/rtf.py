"""RTF, as pandoc understands it: notes that a reader may pass over, and headings that only a style says to be such."""

import re
from typing import Any

_FOOTNOTE = re.compile(rb"\{\\\*\\footnote\b")
_CONTROLS = rb"(?:\\[a-z]{1,32}-?\d{0,9} ?|\s){0,20}+"
_FIELD = re.compile(
    rb"\\field\b(?=" + _CONTROLS + rb"\{\\\*\\fldinst\b" + _CONTROLS + rb"\{?" + _CONTROLS + rb"(?!HYPERLINK)[A-Za-z=])"
)
"""What is computed, as a reference to another place; the words that it gave stand behind it."""
_STYLE = re.compile(rb"\{\\s(\d{1,5})\b([^{}]{0,2000}(?:\{[^{}]{0,500}\}[^{}]{0,500}){0,8})\}")
_NAMED = re.compile(rb"\bheading ([1-9]);", re.IGNORECASE)
_LEVEL = re.compile(rb"\\outlinelevel(\d)\b")
_PARAGRAPH = re.compile(rb"(\\pard(?:\\plain)? ?\\s(\d{1,5}))(?!\d)")
# A heading's paragraph, and the number that an outline's numbering gives it.
_HEADING = re.compile(rb"(\\pard\b[^{}]*\\outlinelevel\d\b[^{}]*)(\{\\listtext[^{}]*\})?([^{}]*)")
_IN_LIST = re.compile(rb"\\(?:ls|ilvl)\d{1,4} ?")
_CONTROL = re.compile(rb"\\[a-z]+-?\d* ?|[{}]")
_CHARACTER = re.compile(rb"\\uc(\d)|(\\u-?\d{1,5})( ?)([^\s\\{}]?)")
"""How many letters stand for a character written by its number, where numbers are not understood; and such a one."""
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6")
_SHEET = 400_000
"""Bytes at the head among which the styles are looked for."""


def prepared(data: bytes) -> bytes:
    """The file with its notes plain to see and its headings' levels beside their paragraphs."""
    data = _FOOTNOTE.sub(rb"{\\footnote", data)
    data = _characters(_FIELD.sub(b"", data))
    levels: dict[bytes, bytes] = {}
    for style in _STYLE.finditer(data, 0, _SHEET):
        told, named = _LEVEL.search(style.group(2)), _NAMED.search(style.group(2) + b";")
        if told:
            levels[style.group(1)] = told.group(1)
        elif named:
            levels[style.group(1)] = b"%d" % (int(named.group(1)) - 1)

    def marked(match: re.Match[bytes]) -> bytes:
        level = levels.get(match.group(2))
        return match.group(1) + (b"\\outlinelevel" + level if level else b"")

    return _HEADING.sub(_alone, _PARAGRAPH.sub(marked, data))


def _alone(match: re.Match[bytes]) -> bytes:
    """A heading out of the list that its numbers are counted in: pandoc takes it for an item of that else."""
    number = _CONTROL.sub(b"", match.group(2) or b"").strip()
    before, after = (_IN_LIST.sub(b" ", part) for part in (match.group(1), match.group(3)))
    return before + after + (b" " + number + b" " if number else b"")


def settle_tables(root: Any) -> None:
    """Put a table that a note begins with before the paragraph that calls the note.

    pandoc writes a table out where the next paragraph ends, and that is the note's if the text behind calls one.
    """
    for item in root.iterfind(".//section[@role='doc-endnotes']/ol/li[@id]"):
        while len(item) > 1 and item[0].tag == "table" and not (item.text or "").strip():
            call = root.find(f".//a[@href='#{item.get('id')}']")
            place = next((one for one in call.iterancestors("p", *_TITLES)), None) if call is not None else None
            if place is None:
                break
            place.addprevious(item[0])


def _characters(data: bytes) -> bytes:
    """The file with one sign, written by its number too, behind each character that is written so.

    pandoc takes it that one letter stands in, and leaves the whole word out that this one begins.
    """
    stand_in = 1

    def told(match: re.Match[bytes]) -> bytes:
        nonlocal stand_in
        count, character, blank, letter = match.groups()
        if count:
            stand_in = int(count)
        elif stand_in == 0:
            return character + b"\\'3f" + letter
        elif stand_in == 1 and letter and (not blank or letter == b"?"):
            return character + b"\\'3f"
        return match.group()

    return _CHARACTER.sub(told, data)
