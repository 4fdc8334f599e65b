"""Plain text becomes blocks.

Only ATX headings, rules, backslash escapes and emphasis around whole words are read as Markdown here.
"""

import itertools
import re
from collections.abc import Iterator

from tui.documents.blocks import SILENT, Block, Edit, Emphasis, squeeze
from tui.documents.edges import edge_lines
from tui.documents.headlines import Headline, headlines
from tui.documents.model import Form, Role
from tui.documents.versing import (
    WIDEST,
    Measure,
    ends_short,
    hanging,
    is_drawn,
    is_names,
    is_outline,
    is_parts,
    is_set,
    is_verse,
    measured,
)

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_RULE = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$|_{8,}$|-{8,}$|={8,}$")
_BARE = r"[ \t]{0,3}(?:(\d{1,3})[ \t\u3000]{1,3}(?=[A-Z\"\u201c\u00ab(\u3400-\u9fff\u300a])|([\u2460-\u2473])\s*(?=\S))"
_ITEM = re.compile(
    r"[ \t]*(?:[-*+\u2022\u25cf\u25e6\u2013](?=[ \t])|(?<=[ \t])o(?= {2,3}\S| \* )|\d{1,3}[.)](?=[ \t])"
    r"|\([a-z0-9]{1,3}\)(?=[ \t])|[a-h]\)(?=[ \t]))"
)
_FRAME = re.compile(r"-{4,}\r?")
"""The line above what is quoted as it stands, and below it."""
_SIGNED = r"\s*(?:--?|[\u2013\u2014])\s?[^\W\d_]"
_BULLETS = "-*+o\u2022\u25cf\u25e6\u2013"
_LETTERS = "abcdefgh"
_COLUMNS = re.compile(r"\S {3,}\S|\t+\S")
_LEADER = re.compile(r"(?:\. ?){4,}\s*\w{1,5}$")
"""What leads to a page number in a table of contents."""
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(
    r"(?<![\\\w*])(\*{1,3})(?![\s*])([^*\n]{1,300}?)(?<![\s\\])\1(?![\w*])"
    r"|(?<![\\\w_])(_{1,3})(?![\s_])([^_\n]{1,300}?)(?<![\s\\])\3(?![\w_])"
)
_STRUCK = r"(?:([^\s_])\x08\1(?:\x08\1)*)+|(?:_\x08[^\s\x08])+"
_OVER = r"\S\x08"
"""What manual pages are set with for a printer."""
_CODE = (
    r"^[$%>{}<\\[(!-]|[;{}\\|]$|[^\s=]\s?=\s?\S|\w\([^)]*\);?$|;  | [|>] |(?<!\S)--[a-z]|(?<!\S)\$\w"
    r"|^[a-z][a-z_-]+ [^\s\w,;.(\"'\u2013\u2014-]"
)
"""What is written in a line that is typed."""
_NEAR = 200
"""Code points of a line that show what it is."""
_FEW = 3
"""Headings that a text underlines at least, where it is its habit."""
_LONGEST = 200_000
"""Code points a block may have; a longer one (a file of one line) is split at a blank."""


def blocks(source: str, start: int = 0, *, eastern: bool = False) -> Iterator[Block]:
    """Split a plain text at its empty lines into headings, items, preformatted blocks and paragraphs.

    A line of "%" alone, where a text has some, parts the texts of a collection, as `fortune` reads them.

    Args:
        source: the whole text.
        start: where to begin, behind front matter.
        eastern: the text says that it is Chinese or Japanese.
    """
    edges, heads = edge_lines(source, start), headlines(source, start)
    parting = source.count("\n%\n", start) >= _FEW or source.count("\n%\r\n", start) >= _FEW
    # Where headings are underlined, an indented number sign opens a comment in what is quoted.
    underlined = sum(head.end < head.whole for head in heads.values()) >= _FEW
    measure = measured(source)
    behind = 0
    group: list[tuple[int, int]] = []
    blank, rule, feed = 0, False, False
    for a, b in _lines(source, start):
        if group and (a in edges or group[-1][0] in edges or source.startswith("\f", a)):
            yield from _mark(_group(source, group, eastern, measure), blank, rule, feed)
            group, blank, rule, feed = [], 0, False, False
        if a < behind:
            continue
        if head := heads.get(a):
            yield from _mark(_group(source, group, eastern, measure), blank, rule, feed)
            blank, rule, feed = (0, False, False) if group else (blank, rule, feed)
            yield from _mark([_set_heading(source, head), *_beside(source, head.whole, b)], blank + 1, rule, feed)
            group, blank, rule, feed, behind = [], 1, False, False, head.whole
            continue
        line = source[a:b]
        if parting and line.rstrip() == "%":
            yield from _mark(_group(source, group, eastern, measure), blank, rule, feed)
            yield Block([(a, a + 1)], Role.FURNITURE, Form.CODE)
            group, blank, rule, feed = [], 1, False, False
            continue
        heading = _HEADING.match(line) if "#" in line and not (underlined and line[0] != "#") else None
        heading = None if heading and _comments(source, a, b, heading) else heading
        is_rule = not heading and not group and _RULE.match(line) is not None
        if not line.strip() or heading or is_rule:
            yield from _mark(_group(source, group, eastern, measure), blank, rule, feed)
            if group:
                blank, rule, feed = 0, False, False
            group = []
            feed = feed or "\f" in line
            blank += 0 if heading or is_rule else 1
            rule = rule or is_rule
            if heading:
                yield from _mark([_heading(source, a, b, heading)], blank, rule, feed)
                blank, rule, feed = 0, False, False
            continue
        if "\f" in line and not group:
            feed = True
        group.append((a, b))
    yield from _mark(_group(source, group, eastern, measure), blank, rule, feed)


def _comments(source: str, start: int, end: int, heading: re.Match[str]) -> bool:
    """Whether what looks like a heading is a comment in what is typed: more of the same level stands right above it or
    below it, or code does.
    """
    above = source[source.rfind("\n", 0, max(0, start - 1)) + 1 : max(0, start - 1)]
    behind = source.find("\n", end + 1)
    below = source[end + 1 : behind if behind >= 0 else len(source)][:_NEAR]
    for line in (above[:_NEAR], below):
        if (other := _HEADING.match(line)) and len(other[1]) == len(heading[1]):
            return True
    text = below.strip()
    return bool(text) and not _HEADING.match(below) and re.search(_CODE, text) is not None


def _lines(source: str, start: int) -> Iterator[tuple[int, int]]:
    """The lines, without their ends; one longer than a block may be is cut at blanks, and any at a form feed."""
    length = len(source)
    feed = source.find("\f", start)
    while start < length:
        end = source.find("\n", start)
        end = length if end < 0 else end
        while 0 <= feed <= start:
            feed = source.find("\f", start + 1)
        if start < feed < end:
            yield start, feed
            start = feed
            continue
        while end - start > _LONGEST:
            cut = source.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            cut = cut + 1 if cut > 0 else start + _LONGEST
            yield start, cut
            yield cut, cut
            start = cut
        yield start, end
        start = end + 1


def _mark(made: list[Block], blank: int, rule: bool, feed: bool) -> list[Block]:
    if made:
        made[0].blank, made[0].after_rule, made[0].page_break = blank, rule, feed
    return made


def _heading(source: str, a: int, b: int, match: re.Match[str]) -> Block:
    block = Block([trim(source, a, b)], Role.HEADING, level=len(match.group(1)))
    first, last = block.pieces[0]
    text_end = len(source[first:last].rstrip("#").rstrip()) + first if source[first:last].endswith("#") else last
    block.edits.append(Edit(first, min(a + match.end(), last), "", "markup"))
    if text_end < last and text_end > a + match.end():
        block.edits.append(Edit(text_end, last, "", "markup"))
    inline(block, source)
    return block


def _set_heading(source: str, head: Headline) -> Block:
    """A heading that its setting shows; the line below it stays in its span and out of its text."""
    block = Block([(head.start, head.whole)], Role.HEADING, level=head.level)
    inline(block, source)
    if head.end < head.whole:
        block.edits = [edit for edit in block.edits if edit.end <= head.end]
        block.edit(head.end, head.whole, "", "markup")
    return block


def _beside(source: str, start: int, end: int) -> list[Block]:
    """What stands on a heading's line and is none of it, as the name that a manual page repeats."""
    return [Block([trim(source, start, end)], Role.FURNITURE)] if source[start:end].strip() else []


def _group(source: str, lines: list[tuple[int, int]], eastern: bool, measure: Measure) -> list[Block]:
    """The blocks of lines that follow each other without an empty one."""
    if not lines:
        return []
    if len(lines) > 1:
        columns = sum(1 for a, b in lines if _COLUMNS.search(line := source[a:b].strip()) or _LEADER.search(line))
        raw = [source[a:b] for a, b in lines]
        if _FRAME.fullmatch(raw[-1]) and source.endswith(f"\n{raw[-1]}\n", 0, lines[0][0]):
            return [_verbatim(source, lines[:-1])]
        short = max(map(len, raw)) <= WIDEST
        if columns * 2 > len(lines) or (short and (is_outline(raw) or is_drawn(raw) or is_names(raw))):
            return [_verbatim(source, lines)]
        items = _items(raw, measure)
        if items and (len(items) > 1 or items[0] > 0) and (len(items) * 4 >= len(lines) or _counts(raw, items)):
            bounds = sorted({0, *items, len(lines)})
            return [
                _verbatim(source, lines[i:j]) if is_parts(raw[i:j]) else _paragraph(source, lines[i:j], eastern)
                for i, j in itertools.pairwise(bounds)
            ]
        if not items and len(raw) - 1 == _signature(raw):
            return [*_group(source, lines[:-1], eastern, measure), _paragraph(source, lines[-1:], eastern)]
        if not items and is_verse([*map(str.strip, raw)]):
            return [_verbatim(source, lines)]
        if not items and not eastern and is_set(raw, measure):
            return [_verbatim(source, lines)]
        if not items and (entries := hanging(raw)):
            return [_paragraph(source, lines[i:j], eastern) for i, j in itertools.pairwise([*entries, len(lines)])]
    return [_paragraph(source, lines, eastern)]


def _signature(lines: list[str]) -> int:
    """Which line says who said what stands above it: a dash begins it, and it stands right of all others."""
    last = lines[-1].expandtabs()
    indent = len(last) - len(last.lstrip())
    right = all(len(line) - len(line.lstrip()) + 1 < indent for line in map(str.expandtabs, lines[:-1]))
    return len(lines) - 1 if right and re.match(_SIGNED, last) else 0


def _items(lines: list[str], measure: Measure) -> list[int]:
    """Which lines begin an item of a list; a number or a dash that a sentence happens to be broken at begins none."""
    found = [(number, match.group().strip()) for number, line in enumerate(lines) if (match := _ITEM.match(line))]
    if not found and (bare := _counted(lines)):
        return bare
    if len(found) == 1 and found[0][0] > 0:
        number, mark = found[0]
        opens = mark in ("1.", "1)", "(1)", "(a)") or not mark[0].isdigit()
        # Behind a short line that names it, as a heading does.
        named = (
            number == 1
            and mark in _BULLETS
            and lines[0].lstrip()[:1].isupper()
            and ends_short(lines[0], lines[1], measure)
        )
        return [number] if opens and (named or lines[number - 1].rstrip()[-1:] in (":", ".", ";", ",")) else []
    found = _unbroken(found, lines)
    letters = [mark[0] for _, mark in found if mark[0].isalpha() and mark[-1] == ")"]
    if letters and "".join(letters) not in _LETTERS:
        found = [one for one in found if one[1][-1] != ")" or not one[1][0].isalpha()]
    values = [int(mark.rstrip(".)")) for _, mark in found if mark[0].isdigit()]
    if len(values) > 1 and not any(b - a == 1 for a, b in itertools.pairwise(values)):
        return [number for number, mark in found if not mark[0].isdigit()]
    return [number for number, _ in found]


def _counts(lines: list[str], items: list[int]) -> bool:
    """Whether items, however long, count from one without a gap, each in the first one's column, as nothing else does.

    The first one begins the lines, or stands below what opens a list.
    """
    numbers = [re.match(r"\s*(\d{1,3})[.)] ", lines[at]) for at in items]
    values = [int(match[1]) for match in numbers if match]
    columns = {match.start(1) for match in numbers if match}
    opens = items[0] == 0 or lines[items[0] - 1].rstrip().endswith(":")
    return opens and len(columns) == 1 and values == list(range(1, len(items) + 1)) and len(values) > 1


def _unbroken(found: list[tuple[int, str]], lines: list[str]) -> list[tuple[int, str]]:
    """The items without numbers above one that go on from none: a sentence is but broken at those."""
    kept, values = [], {0}
    for number, mark in found:
        value = int(mark.rstrip(".)")) if mark[0].isdigit() else 1
        if value == 1 or value - 1 in values or not number or lines[number - 1].rstrip()[-1:] in (":", ".", ";", ","):
            kept.append((number, mark))
            values.add(value)
    return kept


def _counted(lines: list[str]) -> list[int]:
    """Which lines begin with a bare number, or a circled one, where each is one more than the last, from the first on:
    notes under each other.
    """
    if not lines[0].lstrip()[:1].isnumeric():
        return []
    found = [(number, match) for number, line in enumerate(lines) if (match := re.match(_BARE, line))]
    values = [int(match[1]) if match[1] else ord(match[2]) - 0x245F for _, match in found]
    if len(found) < 2 or found[0][0] > 0 or any(b - a != 1 for a, b in itertools.pairwise(values)):
        return []
    return [number for number, _ in found]


def trim(source: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    text = source[start:end]
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())


def _paragraph(source: str, lines: list[tuple[int, int]], eastern: bool) -> Block:
    block = Block([trim(source, lines[0][0], lines[-1][1])])
    item = _ITEM.match(source, *block.pieces[0])
    bullet = item is not None and item.group().strip()[:1] in _BULLETS
    if item and bullet and any(char.isalpha() for char in source[item.end() : block.end]):
        block.form, block.depth, block.marker = Form.ITEM, 1, "\u2022"
        block.edits.append(Edit(block.start, item.end() + 1, "", "markup"))
    inline(block, source, eastern=eastern)
    return block


def _verbatim(source: str, lines: list[tuple[int, int]]) -> Block:
    """Lines kept as they stand, less the indentation they share."""
    block = Block([(lines[0][0], lines[-1][0] + len(source[lines[-1][0] : lines[-1][1]].rstrip()))], form=Form.CODE)
    shared = min(len(source[a:b]) - len(source[a:b].lstrip(" ")) for a, b in lines)
    for a, b in lines:
        block.edits.append(Edit(a, min(a + shared, b), "", SILENT))
        if source[a:b].endswith("\r") and b < block.end:
            block.edits.append(Edit(b - 1, b, "", SILENT))
    block.edits = [edit for edit in block.edits if edit.start < edit.end]
    return block


def inline(block: Block, source: str, *, eastern: bool = False) -> None:
    """Take escapes and emphasis out of a block's text, and white space to one blank."""
    start, end = block.pieces[0]
    squeeze(block, source, eastern=eastern)
    text = source[start:end]
    if "\b" in text:
        _struck_over(block, source)
        return
    if "\\" in text:
        block.edits += [Edit(m.start(), m.end(), m.group(1), "markup") for m in _ESCAPE.finditer(source, start, end)]
    if "*" not in text and "_" not in text:
        return
    for match in _EMPHASIS.finditer(source, start, end):
        marks = match.group(1) or match.group(3)
        a, b = match.span()
        inner = (a + len(marks), b - len(marks))
        within = source[inner[0] : inner[1]]
        # Between two pairs of lines, one small word is a name of a program's: `__init__`.
        named = marks == "__" and within.isascii() and within.islower() and within.isidentifier()
        if named or not within.strip(marks[0]).strip():
            continue
        block.edits += [Edit(a, inner[0], "", "markup"), Edit(inner[1], b, "", "markup")]
        block.emphasis.append(Emphasis(*inner, "strong" if len(marks) == 2 else "em"))


def _struck_over(block: Block, source: str) -> None:
    """Read what a typewriter strikes over: a letter by itself is bold, a line by a letter is underlined."""
    for match in re.compile(_STRUCK).finditer(source, *block.pieces[0]):
        shown = re.sub(_OVER, "", match.group())
        block.edits.append(Edit(*match.span(), shown, "markup"))
        block.emphasis.append(Emphasis(*match.span(), "em" if match.group().startswith("_") else "strong"))
