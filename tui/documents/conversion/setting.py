"""How a PDF is set tells what their lines are: large or bold for headings, small at the foot for notes."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tui.documents.conversion import run_in, writing
from tui.documents.conversion.bookmarks import Bookmark, assign, letters
from tui.documents.conversion.feet import NOTE, RAISED, SMALL, called_on, cites, labelled, labels, parted
from tui.documents.conversion.listing import with_folios
from tui.documents.conversion.pages import Line
from tui.documents.conversion.running import Running, edges
from tui.documents.conversion.tabular import Table, tables

_LARGE = 1.12
_BULLET = re.compile(r"[\u2022\u2023\u25aa\u25ab\u25cf\u25e6\uf0a7\uf0b7\uf0fc]\s+(?=\S)")
"""What an item of a list begins with; the last three are of the fonts that office programs take it from."""
_DIVIDED = re.compile(r"([^\W\d_]+)[-\u2010]\n([^\W\d_]+)")
_WORDS = re.compile(r"[^\W\d_]{2,}|[\u2e80-\u9fff\uac00-\ud7a3]")
_ITEM = re.compile(r"(\[|\()?(\d{1,3})(?(1)[\])]|[.)])\s+(?=\S)")
"""The number of an item of a list, or of a work in a list of works."""
_CLOSED = re.compile(r"[.!?:\u3002\uff01\uff1f][\"'\u201d\u2019)\]]*\d{0,3}$")
_SHORT = 90
"""Characters of a line above a title at most."""
_ALL_BOLD, _BOLD = 0.9, 0.7
"""Shares of a bold heading's characters that are so, whatever it ends with, and where its last is; of one that runs
into the text, fewer are, and not the last."""
_LEVELS = 4
_OPENING, _SHORTEST = 6, 5
"""Lines of the first page among which its title and its authors are, and letters of such a one at least."""
_SOME, _NEARLY_ALL = 0.6, 0.9
"""Shares of the bookmarks found: from which on what is set otherwise than they are is no heading, and what they don't
lead to is none."""


@dataclass(slots=True)
class Setting:
    """What is usual in a document: the size of its text, the step from line to line, the sizes of its headings."""

    size: float
    step: float
    levels: list[float]
    running: Running
    title: float = 0.0
    """the size of the largest line on the first page"""
    words: frozenset[str] = frozenset()
    """those that stand in the document, in small letters"""
    styles: dict[tuple[float, bool], int] | None = None
    """where bookmarks tell the headings: how those are set, and how deep such are"""


@dataclass(slots=True)
class _Book:
    """What is written so far."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    labels: set[str] = field(default_factory=set)
    furniture: list[int] = field(default_factory=list)

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


class Written(NamedTuple):
    """Pages as Markdown: the text, the offset at which each page begins, and where running heads and numbers stand."""

    text: str
    starts: list[int]
    furniture: list[int]


def written(
    pages: list[list[Line]], bookmarks: Sequence[Bookmark] = (), doubtful: frozenset[int] = frozenset()
) -> Written:
    """Lines of pages as Markdown, a form feed before each page but the first.

    Args:
        pages: the lines of each in reading order.
        bookmarks: the file's own outline.
        doubtful: pages, from 0, whose columns can't be told, so that no table can either.
    """
    pages, running_in = run_in.parted(with_folios(page) for page in pages)
    share = assign(pages, bookmarks)
    setting = _setting(pages)
    if share >= _SOME:
        setting.styles = _styles(pages) if share < _NEARLY_ALL else {}
    for line, level in running_in:
        if not line.level:
            line.level, line.opens = level + 1, True
    titles = {letters(mark.title) for mark in bookmarks}
    for page in pages[min((mark.page for mark in bookmarks), default=0) :]:
        for line in edges(page):
            if not line.level and _names(line, titles):
                setting.running.take(line)
    _said_again(pages, setting)
    book = _Book()
    starts: list[int] = []
    opening, titled = True, False
    for number, page in enumerate(pages):
        if number:
            book.put("\f\n\n")
        starts.append(book.length)
        body, notes = parted(page, setting.size, setting.running)
        end = _end(body, page, setting.running)
        body, feet, behind = body[:end], body[end:], 0
        told = labels(notes, book.labels)
        called = {shown: label for shown, label, _ in told}
        found = [] if number in doubtful else list(tables(body))
        for start, end, rows in [*found, (len(body), len(body), [])]:
            for paragraph in _paragraphs(body[behind:start], setting):
                if _runs(paragraph, page, setting):
                    book.furniture.append(book.length)
                opening = opening and (paragraph[0].size > setting.size * 1.02 or _before(paragraph, number, titled))
                titled = titled or paragraph[0].size == setting.title
                book.put(_paragraph(paragraph, setting, called, opening) + "\n\n")
            book.put(_tabular(rows, called))
            behind = end
        for _, label, paragraph in told:
            text = _joined(paragraph, {})
            shown = NOTE.match(text) if not label.startswith("\u2026") else None
            book.put(writing.note(label, [writing.lines(_escaped(text[shown.end() :] if shown else text))]) + "\n\n")
        for paragraph in _paragraphs(feet, setting):
            if _runs(paragraph, page, setting):
                book.furniture.append(book.length)
            book.put(_paragraph(paragraph, setting, {}, False) + "\n\n")
    return Written("".join(book.parts), starts, book.furniture)


def _before(paragraph: list[Line], number: int, titled: bool) -> bool:
    """Whether a small paragraph may stand above a title: a line of a journal's name, of a date."""
    return number == 0 and not titled and len(paragraph) <= 2 and len(paragraph[-1].text) < _SHORT


def _end(body: list[Line], page: list[Line], running: Running) -> int:
    """Where a page's text ends: before its running feet and its number, which stand in rows of their own."""
    edge, end = set(map(id, edges(page))), len(body)
    while end and id(body[end - 1]) in edge and running.has(body[end - 1]):
        row = [line for line in body[:end] if abs(line.base - body[end - 1].base) < 2]
        if not all(map(running.has, row)):
            break  # the last cell of a table's last row
        end -= 1
    return end


def _tabular(rows: Table, called: dict[str, str]) -> str:
    """Rows as a table; words and what they mean, as a paragraph for each row."""
    if not rows:
        return ""
    if len(rows[0]) == 2 and 2 * sum(len(cells[1]) > 1 for cells in rows) > len(rows):
        made = (_joined([line for cell in row for line in cell], called) for row in rows)
        return "".join(writing.lines(_escaped(text)) + "\n\n" for text in made)
    return writing.table([["\n".join(line.text for line in cell) for cell in row] for row in rows]) + "\n\n"


def _runs(paragraph: list[Line], page: list[Line], setting: Setting) -> bool:
    """Whether a paragraph is a running head or foot, or a page's number: at the edge, and apart from the text."""
    if len(paragraph) > 2 or not all(map(setting.running.has, paragraph)):
        return False
    first, last = page.index(paragraph[0]), page.index(paragraph[-1])
    if first > 1 and last < len(page) - 2:
        return False
    beside = page[last + 1 :] if first <= 1 else page[:first][::-1]
    edge = paragraph[-1] if first <= 1 else paragraph[0]
    beside = [line for line in beside if abs(line.base - edge.base) > 2]
    text = next((line for line in beside if not setting.running.has(line)), next(iter(beside), None))
    return text is None or abs(text.base - edge.base) > 1.4 * setting.step or edge.size < 0.95 * setting.size


def _said_again(pages: list[list[Line]], setting: Setting) -> None:
    """Take what stands beside a page's number and says the title or the authors of the first page for a running head,
    however few pages have it."""
    opening = {letters(line.text) for line in pages[0][:_OPENING] if len(letters(line.text)) > _SHORTEST}
    for page in pages[1:]:
        for line in edges(page):
            beside = (other.text for other in page if other is not line and abs(other.base - line.base) < 2)
            if not line.level and letters(line.text) in opening and any(map(str.isdecimal, beside)):
                setting.running.take(line)


def _names(line: Line, titles: set[str]) -> bool:
    """Whether a line says, with its number or without, what a bookmark says: at a page's edge, a running head."""
    if line.text[-1] in ".,;:?!" or line.text[0].islower():
        return False
    bare = re.sub(r"^(?:\w+\s)?[\d.]+:?\s+", "", line.text)
    return letters(line.text) in titles or letters(bare) in titles


def _setting(pages: list[list[Line]]) -> Setting:
    sizes: Counter[float] = Counter()
    steps: Counter[float] = Counter()
    running: list[list[Line]] = []
    for line in itertools.chain.from_iterable(pages):
        sizes[line.size] += len(line.glyphs)
    size = sizes.most_common(1)[0][0]
    for page in pages:
        called = called_on(page, size)
        small = (line for line in edges(page) if line.size <= size * SMALL and labelled(line, called))
        notes = set(map(id, small))  # of notes that only cite, many read alike
        running.append([line for line in edges(page) if id(line) not in notes and not cites(line)])
        for above, line in itertools.pairwise(page):
            if line.size == size and 0 < above.base - line.base < 3 * size:
                steps[round(above.base - line.base, 1)] += 1
    large: Counter[float] = Counter()
    for page in pages:
        large.update({line.size for line in page if line.size > size * _LARGE and _worded(line)})
    step = steps.most_common(1)[0][0] if steps else size * 1.2
    title = max((line.size for line in pages[0] if _worded(line)), default=0.0)
    words = frozenset(word.casefold() for page in pages for line in page for word in _WORDS.findall(line.text))
    return Setting(size, step, sorted(large, reverse=True)[:_LEVELS], Running(running), title, words)


def _worded(line: Line) -> bool:
    """Whether a line says words; the large signs of formulas are none."""
    words = _WORDS.findall(line.text)
    return any(len(word) > 3 or word >= "\u2e80" for word in words) or len(words) > 2


def _styles(pages: list[list[Line]]) -> dict[tuple[float, bool], int]:
    """How the headings are set that bookmarks lead to, and the usual depth of each such style."""
    counts: dict[tuple[float, bool], Counter[int]] = {}
    for line in itertools.chain.from_iterable(pages):
        if line.level:
            counts.setdefault((line.size, line.bold), Counter())[line.level] += 1
    return {style: levels.most_common(1)[0][0] for style, levels in counts.items()}


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
    if line.level or last.level:
        return line.opens or line.level != last.level
    if line.listed and last.listed and line.column == last.column:
        return False
    if _BULLET.match(line.text) or (_BULLET.match(group[0].text) and line.left < group[0].left - 0.3 * line.size):
        return True
    if _next_item(group[0], line):
        return True
    drop = last.base - line.base
    other = abs(line.size - last.size) > 0.08 * setting.size and not line.sizes & last.sizes
    bold = line.bold != last.bold and _all_bold([line]) != _all_bold([last])  # one may begin with a bold word
    if other or bold or setting.running.names(line):
        return True
    if setting.running.names(last):
        return True
    if drop < 0:  # the next column
        return _CLOSED.search(last.text) is not None and last.right < max(x.right for x in group) - 2 * line.size
    if drop > 1.35 * max(setting.step, 1.1 * line.size):
        return True
    work = _ITEM.match(group[0].text)
    if work and work.group(1) and line.left > group[0].left + 0.5 * line.size:
        return False  # what the works of a list go on with hangs below their words
    if min(line.size, last.size) > setting.size * _LARGE:
        return False  # the lines of a heading stand in the middle, or flush
    if len(group) == 1:  # a first line that is filled hangs before the others, as in a list
        ended = last.right < line.right - 2 * line.size or _CLOSED.search(last.text) is not None
        return ended and line.left > last.left + 0.8 * line.size
    left = min(x.left for x in group[1:])
    indented = line.left > left + 0.8 * line.size
    short = last.right < max(x.right for x in group) - 3 * line.size
    return (indented and line.left < left + 4 * line.size) or (short and _CLOSED.search(last.text) is not None)


def _next_item(first: Line, line: Line) -> bool:
    """Whether a line begins the item after the one that a paragraph's first line begins."""
    one, other = _ITEM.match(first.text), _ITEM.match(line.text)
    if one is None or other is None or one.group(1) != other.group(1):
        return False
    # Labels of several digits may be set flush at their right.
    return int(other.group(2)) == int(one.group(2)) + 1 and abs(line.left - first.left) < line.size


def _paragraph(group: list[Line], setting: Setting, called: dict[str, str], opening: bool) -> str:
    """A paragraph or heading; `opening` says that it stands above all text, where names and dates are large as well."""
    text = _joined(group, called)
    plain = " ".join(line.text for line in group)
    if level := group[0].level or _level(group, plain, setting, opening):
        return f"{'#' * min(level, 6)} " + _escaped(_on_one_line(text, setting)).rstrip("#")
    if bullet := _BULLET.match(text):
        return "- " + writing.lines(_escaped(text[bullet.end() :]))
    if 2 * sum(line.listed for line in group) > len(group) > 1:
        return writing.lines(_escaped(text)).replace("\n", "\\\n")
    return writing.lines(_escaped(text))


def _all_bold(group: list[Line]) -> bool:
    """Whether lines are bold to their end; the signs of a formula among the words of a heading need not be."""
    glyphs = [glyph for line in group for glyph in line.glyphs]
    bold = sum(glyph.bold for glyph in glyphs)
    return bold >= _ALL_BOLD * len(glyphs) or (bold >= _BOLD * len(glyphs) and glyphs[-1].bold)


def _on_one_line(text: str, setting: Setting) -> str:
    """The lines of a heading as one; a word that a line's end divides is one where the text has it so."""

    def joined(match: re.Match[str]) -> str:
        first, second = match.groups()
        return first + second if (first + second).casefold() in setting.words else f"{first}-{second}"

    return _DIVIDED.sub(joined, text).replace("\n", " ")


def _level(group: list[Line], plain: str, setting: Setting, opening: bool) -> int:
    """How deep a heading a paragraph is by how it is set; 0 where it is none."""
    size = group[0].size
    if len(group) > 4 or len(plain) >= 250 or not any(map(str.isalpha, plain)) or setting.running.names(group[0]):
        return 0
    if any(line.listed for line in group):
        return 0
    bold = _all_bold(group)
    if setting.styles is not None:
        if opening:
            return 1 if size == setting.title and (size > setting.size * _LARGE or bold) else 0
        return setting.styles.get((size, bold), 0) if size > setting.size * _LARGE or bold else 0
    level = setting.levels.index(size) + 1 if size in setting.levels else 0
    if opening and size == setting.title and level:
        level = 1
    elif opening and level > 1 and not group[0].bold:
        level = 0
    if level or (
        bold and len(group) <= 2 and size >= setting.size * 0.98 and not plain.rstrip().endswith((".", ",", ";"))
    ):
        return level or min(len(setting.levels) + 1, 6)
    return 0


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
            label = called.get(raised.strip()) if RAISED.fullmatch(raised.strip()) else None
            out = out.rstrip() + f"\x01{label}\x02" if label else out + raised
            raised = ""
        out += glyph.char if glyph is not None else ""
    return out.strip()


def _escaped(text: str) -> str:
    """Literal text escaped, and the calls between their marks as Markdown's."""
    parts = re.split(r"\x01([^\x01\x02]*)\x02", text)
    return "".join(f"[^{part}]" if number % 2 else writing.escaped(part) for number, part in enumerate(parts))
