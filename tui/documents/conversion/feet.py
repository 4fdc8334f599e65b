"""Notes at the foot of a page: how they are set, and by what the text above calls them."""

import itertools
import re

from tui.documents.conversion.footnotes import told_apart
from tui.documents.conversion.pages import Line
from tui.documents.conversion.running import Running
from tui.documents.repair.citing import features

SMALL = 0.93
"""How many times the text's size notes are at most."""
NOTE = re.compile(r"[\[(]?(\d{1,3}|[*\u2217\u2020\u2021\u00a7]{1,3})[\])]?\.?\s*(?=\S)")
"""What a note begins with."""
RAISED = re.compile(r"\d{1,3}|[*\u2217\u2020\u2021\u00a7]{1,3}")
"""What calls one."""
_COUNTED = 4
"""Lines above a foot that begin as its notes do, from which on it is none."""
_MOST = 0.7
"""Share of a page's lines that notes set as large as the text take up at most."""


def parted(page: list[Line], size: float, running: Running) -> tuple[list[Line], list[list[Line]]]:
    """A page's text, and the notes at the foot of each of its columns."""
    body: list[Line] = []
    notes: list[list[Line]] = []
    called = called_on(page, size)  # a heading across the page may stand between a call and the foot
    for _, column in itertools.groupby(page, key=lambda line: line.column):
        text, below = _foot(list(column), size, running, called)
        body += text
        notes += below
    return body, notes


def called_on(page: list[Line], size: float) -> set[str]:
    """The raised numbers and stars in what is set as large as the text."""
    return {text for line in page if line.size > size * SMALL for text in _raised(line)}


def _foot(page: list[Line], size: float, running: Running, elsewhere: set[str]) -> tuple[list[Line], list[list[Line]]]:
    """A column's text, and its notes: the small lines at its foot, of which one at least begins with a label."""
    tail = len(page)
    while tail > max(0, len(page) - 2) and running.has(page[tail - 1]):
        tail -= 1
    first = tail
    while first and page[first - 1].size <= size * SMALL:
        first -= 1
    first = _raised_foot(page, tail) if first == tail else first
    foot = page[first:tail]
    while foot and len(foot) == tail and not NOTE.match(foot[0].text):
        return page, []  # a page that is small from its top is no foot
    called = {text for line in page[:first] for text in _raised(line)} | elsewhere
    heads = [number for number, line in enumerate(foot) if labelled(line, called)]
    # A few lines above the first label go on with a note of the page before.
    if not heads or heads[0] > 8:
        return page, []
    bounds = [*([0] if heads[0] else []), *heads, len(foot)]
    counted = sum(line.text[0].isdigit() and line.glyphs[0].size < 0.85 * line.size for line in page[:first])
    if counted >= _COUNTED:
        return page, []  # the lines of a program, which are numbered
    notes = [foot[a:b] for a, b in itertools.pairwise(bounds)]
    return [*page[:first], *page[tail:]], notes


def _raised_foot(page: list[Line], tail: int) -> int:
    """Where notes set as large as the text begin: at a line that a raised label opens which the text above calls."""
    opening = [number for number in range(1, tail) if _raised_label(page[number])]
    called: set[str] = set()
    above = 0
    for number in opening:
        for line in page[above:number]:
            called.update(_raised(line))
        above = number
        if _raised_label(page[number]) in called:
            foot = page[number:tail]
            apart = any(line.level or line.size > 1.05 * foot[0].size for line in foot)
            return tail if apart or len(foot) > _MOST * tail else number
    return tail


def _raised_label(line: Line) -> str:
    """The raised number or star at a line's head; nothing where there is none."""
    label = ""
    for glyph in line.glyphs:
        if not (glyph.size < 0.85 * line.size and glyph.base > line.base + 0.1 * line.size):
            break
        label += glyph.char
    return label.strip() if RAISED.fullmatch(label.strip()) else ""


def labelled(line: Line, called: set[str]) -> bool:
    """Whether a line at the foot begins a note: with a raised label, or with one that the text above calls."""
    match = NOTE.match(line.text)
    if match is None:
        return False
    first = line.glyphs[0]
    raised = first.size < 0.85 * line.size and first.base > line.base + 0.1 * line.size
    return (match.group(1) in called and match.group(1).isdigit()) or (raised and bool(RAISED.match(line.text)))


def _raised(line: Line) -> list[str]:
    """The raised numbers and stars in a line."""
    size, base = line.size, line.base
    text = "".join(g.char if g.size < 0.85 * size and g.base > base + 0.1 * size else " " for g in line.glyphs)
    return RAISED.findall(text)


def labels(notes: list[list[Line]], taken: set[str]) -> list[tuple[str, str, list[Line]]]:
    """For each note the label it shows and the one it gets, which no other note has."""
    made = []
    for note in notes:
        match = NOTE.match("\n".join(line.text for line in note))
        shown = match.group(1) if match else "\u2026"
        label = told_apart(shown, taken)
        taken.add(label)
        made.append((shown, label, note))
    return made


def cites(line: Line) -> bool:
    """Whether a line is a note, alike others but for its numbers: a raised number opens it, or it ends as one does."""
    text = line.text
    if not text[:1].isdigit() or text.isdecimal():
        return False
    return _raised_label(line) != "" or (text.endswith((".", "\u3002")) and features(text) > 0)
