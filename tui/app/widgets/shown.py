"""A passage's text as it is shown: placeholders for what is unsafe, note marks set in, and the way back."""

from collections.abc import Callable

from tui.documents.model import Document, NoteMark, Passage
from tui.text.placeholders import safe
from tui.text.spans import Run, SourceMap, Span

_Add = Callable[[str, int], None]
"""Takes a shown piece and the length of what it stands for."""


class Shown:
    """The shown form of a piece of a passage's text.

    Args:
        text: what is shown.
        start: where the piece begins in the passage's text.
        end: where it ends.
        runs: from what is shown to the passage's text; none where they are the same.
    """

    __slots__ = ("_map", "end", "marks", "start", "text")

    def __init__(
        self, text: str, start: int, end: int, runs: list[Run] | None = None, marks: tuple[Span, ...] = ()
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.marks = marks
        """where note marks stand in what is shown"""
        self._map = SourceMap(runs) if runs else None

    def to_text(self, offset: int) -> int:
        """The offset in the passage's text of a shown character."""
        if self._map is None:
            return self.start + offset
        return min(self.end, self._map.start(offset))

    def to_shown(self, offset: int) -> int:
        """The offset in what is shown of a character of the passage's text."""
        if offset <= self.start:
            return 0
        if offset >= self.end:
            return len(self.text)
        return offset - self.start if self._map is None else self._map.text(offset)


def show(document: Document, passage: Passage, start: int, end: int, *, lines: bool = False) -> Shown:
    """The shown form of `passage.text[start:end]`.

    Args:
        document: whose notes the marks belong to.
        passage: any.
        start: in its text.
        end: in its text.
        lines: keep line ends (code, tables).
    """
    marks = [mark for mark in passage.notes if start < mark.at <= end or mark.at == start == 0]
    whole = passage.text[start:end] if (start, end) != (0, len(passage.text)) else passage.text
    clean = _clean(whole, lines)
    if not marks and len(clean) == len(whole):
        return Shown(clean, start, end)
    return _pieces(document, passage, marks, start, end, lines)


def _pieces(document: Document, passage: Passage, marks: list[NoteMark], start: int, end: int, lines: bool) -> Shown:
    shown: list[str] = []
    runs: list[Run] = []
    spans: list[Span] = []
    at, length = start, 0

    def add(piece: str, source_length: int) -> None:
        nonlocal at, length
        if piece:
            runs.append(Run(length, at, len(piece), source_length))
            shown.append(piece)
        at += source_length
        length += len(piece)

    for place, label in _labels(document, marks):
        _add_text(passage.text[at:place], lines, add)
        spans.append((length, length + len(label)))
        add(label, 0)
    _add_text(passage.text[at:end], lines, add)
    return Shown("".join(shown), start, end, runs, tuple(spans))


def _add_text(text: str, lines: bool, add: _Add) -> None:
    """Add a stretch of text; where placeholders are longer than what they stand for, piece by piece."""
    clean = _clean(text, lines)
    if len(clean) == len(text):
        add(clean, len(text))
        return
    plain = 0
    for at, character in enumerate(text):
        shown = _clean(character, lines)
        if len(shown) != 1:
            add(_clean(text[plain:at], lines), at - plain)
            add(shown, 1)
            plain = at + 1
    add(_clean(text[plain:], lines), len(text) - plain)


def _clean(text: str, lines: bool) -> str:
    """Safe, with blanks as plain blanks: a row is cut at them."""
    if text.isascii() and text.isprintable():
        return text
    return safe(text, lines=lines).replace("\xa0", " ").replace("\t", " ")


def _labels(document: Document, marks: list[NoteMark]) -> list[tuple[int, str]]:
    """What stands for the notes at each place: `[3]`, for several `[2–5]`."""
    places: dict[int, list[NoteMark]] = {}
    for mark in marks:
        places.setdefault(mark.at, []).append(mark)
    return [(at, _label(document, here)) for at, here in sorted(places.items())]


def _label(document: Document, marks: list[NoteMark]) -> str:
    names = list(dict.fromkeys(note_label(document.passages[mark.note]) for mark in marks))
    if len(names) == 1:
        return f"[{names[0]}]"
    joined = "–".join((names[0], names[-1])) if _follow(names) else ",".join(names)
    return f"[{joined}]"


def note_label(note: Passage) -> str:
    """How a note is called on screen: by its own label where that says something, else by its number."""
    own = note.marker.strip("[]()")
    return safe(own) if (own.isalnum() and own.isascii()) or own == "*" else note.number


def _follow(names: list[str]) -> bool:
    if not all(name.isdecimal() for name in names):
        return False
    return [int(name) for name in names] == list(range(int(names[0]), int(names[0]) + len(names)))
