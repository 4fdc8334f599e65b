"""How a PDF is set tells what their lines are: large or bold for headings, small at the foot for notes."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tui.documents.conversion import writing
from tui.documents.conversion.footnotes import told_apart
from tui.documents.conversion.pages import Line

_LARGE, _SMALL = 1.12, 0.93
_NOTE = re.compile(r"[\[(]?(\d{1,3}|[*\u2020\u2021\u00a7]{1,3})[\])]?\.?\s*(?=\S)")
_RAISED = re.compile(r"\d{1,3}|[*\u2020\u2021\u00a7]{1,3}")
_CLOSED = re.compile(r"[.!?:\u3002\uff01\uff1f][\"'\u201d\u2019)\]]*\d{0,3}$")
_LEVELS = 4
_NUMBERS = frozenset(("#", "- # -", "\u2013 # \u2013"))


@dataclass(slots=True)
class Setting:
    """What is usual in a document: the size of its text, the step from line to line, the sizes of its headings."""

    size: float
    step: float
    levels: list[float]
    heads: set[str]


@dataclass(slots=True)
class _Book:
    """What is written so far."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    labels: set[str] = field(default_factory=set)

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def written(pages: list[list[Line]]) -> tuple[str, list[int]]:
    """Lines of pages as Markdown, a form feed before each page but the first.

    Returns:
        the text, and the offset at which each page begins.
    """
    setting = _setting(pages)
    book = _Book()
    starts: list[int] = []
    opening = True
    for number, page in enumerate(pages):
        if number:
            book.put("\f\n\n")
        starts.append(book.length)
        body, notes = _parted(page, setting)
        end = len(body)
        while end and _shape(body[end - 1]) in setting.heads | _NUMBERS:
            end -= 1
        body, feet = body[:end], body[end:]
        labels = _labels(notes, book.labels)
        called = {shown: label for shown, label, _ in labels}
        for paragraph in _paragraphs(body, setting):
            opening = opening and paragraph[0].size > setting.size * 1.02
            book.put(_paragraph(paragraph, setting, called, opening) + "\n\n")
        for _, label, paragraph in labels:
            text = _joined(paragraph, {})
            shown = _NOTE.match(text) if not label.startswith("\u2026") else None
            book.put(writing.note(label, [writing.lines(_escaped(text[shown.end() :] if shown else text))]) + "\n\n")
        for paragraph in _paragraphs(feet, setting):
            book.put(_paragraph(paragraph, setting, {}, False) + "\n\n")
    return "".join(book.parts), starts


def _setting(pages: list[list[Line]]) -> Setting:
    sizes: Counter[float] = Counter()
    steps: Counter[float] = Counter()
    shapes: Counter[str] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.glyphs)
        edges = {id(line): line for line in (*page[:2], *page[-2:])}
        shapes.update({_shape(line) for line in edges.values()})
    size = sizes.most_common(1)[0][0]
    for page in pages:
        for above, line in itertools.pairwise(page):
            if line.size == size and 0 < above.base - line.base < 3 * size:
                steps[round(above.base - line.base, 1)] += 1
    large: Counter[float] = Counter()
    for page in pages:
        large.update({line.size for line in page if line.size > size * _LARGE and len(line.text) > 2})
    step = steps.most_common(1)[0][0] if steps else size * 1.2
    heads = {shape for shape, count in shapes.items() if count >= 3}
    return Setting(size, step, sorted(large, reverse=True)[:_LEVELS], heads)


def _shape(line: Line) -> str:
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", line.text.casefold())


def _parted(page: list[Line], setting: Setting) -> tuple[list[Line], list[list[Line]]]:
    """A page's text, and the notes at the foot of each of its columns."""
    body: list[Line] = []
    notes: list[list[Line]] = []
    for _, column in itertools.groupby(page, key=lambda line: line.column):
        text, below = _foot(list(column), setting)
        body += text
        notes += below
    return body, notes


def _foot(page: list[Line], setting: Setting) -> tuple[list[Line], list[list[Line]]]:
    """A column's text, and its notes: the small lines at its foot, of which one at least begins with a label."""
    tail = len(page)
    while tail and _shape(page[tail - 1]) in setting.heads | _NUMBERS:
        tail -= 1
    first = tail
    while first and page[first - 1].size <= setting.size * _SMALL:
        first -= 1
    foot = page[first:tail]
    while foot and len(foot) == tail and not _NOTE.match(foot[0].text):
        return page, []  # a page that is small from its top is no foot
    called = {text for line in page[:first] for text in _raised(line)}
    heads = [number for number, line in enumerate(foot) if _labelled(line, called)]
    # A few lines above the first label go on with a note of the page before.
    if not heads or heads[0] > 8:
        return page, []
    bounds = [*([0] if heads[0] else []), *heads, len(foot)]
    notes = [foot[a:b] for a, b in itertools.pairwise(bounds)]
    return [*page[:first], *page[tail:]], notes


def _labelled(line: Line, called: set[str]) -> bool:
    """Whether a line at the foot begins a note: with a raised label, or with one that the text above calls."""
    match = _NOTE.match(line.text)
    if match is None:
        return False
    return match.group(1) in called or (line.glyphs[0].size < 0.85 * line.size and bool(_RAISED.match(line.text)))


def _raised(line: Line) -> list[str]:
    """The raised numbers and stars in a line."""
    size, base = line.size, line.base
    text = "".join(g.char if g.size < 0.85 * size and g.base > base + 0.1 * size else " " for g in line.glyphs)
    return _RAISED.findall(text)


def _labels(notes: list[list[Line]], taken: set[str]) -> list[tuple[str, str, list[Line]]]:
    """For each note the label it shows and the one it gets, which no other note has."""
    made = []
    for note in notes:
        match = _NOTE.match(_joined(note, {}))
        shown = match.group(1) if match else "\u2026"
        label = told_apart(shown, taken)
        taken.add(label)
        made.append((shown, label, note))
    return made


def _paragraphs(page: list[Line], setting: Setting) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in page:
        if group and _parts(group, line, setting):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _parts(group: list[Line], line: Line, setting: Setting) -> bool:
    """Whether a line opens a paragraph of its own."""
    last = group[-1]
    drop = last.base - line.base
    if abs(line.size - last.size) > 0.08 * setting.size or line.bold != last.bold or _shape(line) in setting.heads:
        return True
    if _shape(last) in setting.heads:
        return True
    if drop < 0:  # the next column
        return _CLOSED.search(last.text) is not None and last.right < max(x.right for x in group) - 2 * line.size
    if drop > 1.35 * max(setting.step, 1.1 * line.size):
        return True
    if len(group) == 1:  # a first line that is filled hangs before the others, as in a list
        ended = last.right < line.right - 2 * line.size or _CLOSED.search(last.text) is not None
        return ended and line.left > last.left + 0.8 * line.size
    left = min(x.left for x in group[1:])
    indented = line.left > left + 0.8 * line.size
    short = last.right < max(x.right for x in group) - 3 * line.size
    return (indented and line.left < left + 4 * line.size) or (short and _CLOSED.search(last.text) is not None)


def _paragraph(group: list[Line], setting: Setting, called: dict[str, str], opening: bool) -> str:
    """A paragraph or heading; `opening` says that it stands above all text, where names and dates are large as well."""
    size = group[0].size
    text = _joined(group, called)
    plain = " ".join(line.text for line in group)
    if len(group) <= 4 and len(plain) < 250 and any(map(str.isalpha, plain)) and _shape(group[0]) not in setting.heads:
        level = setting.levels.index(size) + 1 if size in setting.levels else 0
        if opening and level > 1 and not group[0].bold:
            level = 0
        bold = all(line.bold for line in group) and not plain.rstrip().endswith((".", ",", ";"))
        if level or (bold and len(group) <= 2 and size >= setting.size * 0.98):
            level = level or min(len(setting.levels) + 1, 6)
            return f"{'#' * level} " + _escaped(text.replace("\n", " ")).rstrip("#")
    return writing.lines(_escaped(text))


def _joined(group: list[Line], called: dict[str, str]) -> str:
    """The lines' text; a raised number that calls a note stands between two marks that no text has."""
    return "\n".join(_with_calls(line, called) for line in group)


def _with_calls(line: Line, called: dict[str, str]) -> str:
    size, base = line.size, line.base
    out, raised = "", ""
    for glyph in [*line.glyphs, None]:
        high = glyph is not None and glyph.size < 0.85 * size and glyph.base > base + 0.1 * size
        if high and glyph is not None:
            raised += glyph.char
            continue
        if raised:
            label = called.get(raised.strip()) if _RAISED.fullmatch(raised.strip()) else None
            out = out.rstrip() + f"\x01{label}\x02" if label else out + raised
            raised = ""
        out += glyph.char if glyph is not None else ""
    return out.strip()


def _escaped(text: str) -> str:
    """Literal text escaped, and the calls between their marks as Markdown's."""
    parts = re.split(r"\x01([^\x01\x02]*)\x02", text)
    return "".join(f"[^{part}]" if number % 2 else writing.escaped(part) for number, part in enumerate(parts))
