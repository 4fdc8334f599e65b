"""Furniture: watermarks, page numbers, running heads."""

import heapq
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tui.documents.blocks import Block
from tui.documents.edges import WATERMARK, rising, shape
from tui.documents.model import Form, Role
from tui.documents.repair.citing import features
from tui.documents.repair.context import ASKING, Context, text_before
from tui.documents.repair.divisions import divisions
from tui.documents.repair.edging import PAGE, SHORT, Short, beside_furniture, edge, interrupts
from tui.documents.repair.numbering import printed
from tui.documents.repair.recurring import Shapes
from tui.documents.repair.repeated import BESIDE, titles_again
from tui.text.likeness import in_common

_PLAIN = re.compile(r"\d{1,4}")
_DECKED = re.compile(
    r"[-\u2013\u2014\u2500\u00b7\[]{1,4}\s*\d{1,4}\s*[-\u2013\u2014\u2500\u00b7\]]{1,4}"
    r"|(?:page|pg\.?) \d{1,4}(?: of \d{1,4})?",
    re.I,
)
_FOOT = r"(?i:.*\[Page (?:\d+|[ivxlc]+)\])"
_MANUAL = r"(\S+\(\d\w?\))\s{2,}\S.*\s{2,}\1|\S.*\s{2,}\S.*\s{2,}\S+\(\d\w?\)"
_NUMBERED = re.compile(r"\d[\dSOIl]{0,3}\s+\S.*|.*\S\s+[\dSOIl]{0,3}\d")
_APART = r"\S(?:[ ]{3,}|\t)\s*(?=\S)"
_WIDE = re.compile(r"\d\w{0,3}(?:[ ]{3,}|\t)\S|\S(?:[ ]{3,}|\t)[ \t]*\w?\d{1,4}$")
"""A page's number apart from what stands beside it."""
_FEW = 60
"""Running heads that a text may have for them to be compared with each other."""
_SHARES = 16
"""Parts in which the marks of lines are ranked: as objects, all of them would take much room at once."""
_WORDS = 5
"""Words before a line from which on they are a sentence that it may cut."""
_STEPS = 3
"""Steps from one number to the next from which on they count pages only where most of them rise."""
_NEVER_LAST = (";", ":", ",", "=", "{", "}")
"""Signs that no running head ends with."""
_TYPED = re.compile(r"[<>{}=\\$]")
"""What is written in a line of a program."""
_SIGNED = re.compile(r"(?:--|[\u2013\u2014])\s*[^\W\d_]")
"""How a line begins that says who said what stands above it."""
_DATED = re.compile(r"\d+(?:\.\d+)+|\d{4}-\d\d-\d\d")
"""The number of a version, or a date."""
_ALIKE = 85
"""Likeness in per cent from which on a line at an edge is a running head that the scanner misread."""
_FORMULA = "(#)"
"""The number of a formula, which recurs in the text."""


def furniture(blocks: list[Block], context: Context) -> list[Block]:
    """Give watermarks, page numbers and running heads their role.

    A running head is a short line that recurs, digits aside, mostly at a page's edge: beside a form feed, a rule,
    several empty lines, a page number or a watermark, or in the midst of a sentence. Twice is enough where a form feed
    stands before it, else it takes three times.
    """
    short = Short(blocks, context)
    for number, block in enumerate(blocks):
        text = short[number]
        if text and (WATERMARK.fullmatch(text) or _DECKED.fullmatch(text) or _is_foot(text)):
            block.role = Role.FURNITURE
    for number, head in enumerate(blocks[1:], start=1):
        # Where form feeds are lost, the head of the next page stands right below the foot.
        if (text := short[number - 1]) and _is_foot(text) and short[number]:
            line = context.source[head.start : head.end]
            if "\n" not in line and len(re.findall(_APART, line)) > 1:
                head.role = Role.FURNITURE
    if blocks:
        _manual(blocks, short, context.source)
    _page_numbers(blocks, short, context)
    _running_heads(blocks, short, context)
    # What stands beside a running head is at an edge too.
    _page_numbers(blocks, short, context)
    return blocks


def _is_foot(text: str) -> bool:
    """Whether a line is the foot of a page as RFCs have it."""
    return "[page " in text.lower() and re.fullmatch(_FOOT, text) is not None


def _manual(blocks: list[Block], short: Short, source: str) -> None:
    """The first and the last line of a manual page."""
    for number in (0, len(blocks) - 1):
        block = blocks[number]
        line = source[block.start : block.end] if short[number] else ""
        if line.endswith(")") and re.fullmatch(_MANUAL, line.expandtabs()):
            block.role = Role.FURNITURE


def _page_numbers(blocks: list[Block], short: Short, context: Context) -> None:
    """Numbers at an edge, in the midst of a sentence, or that count pages throughout the text."""
    alone = [
        (number, text)
        for number, block in enumerate(blocks)
        if (text := short[number]) and any(char.isdigit() for char in text) and PAGE.fullmatch(text)
    ]
    plain = [(blocks[number].start, int(match.group())) for number, text in alone if (match := _PLAIN.search(text))]
    steps = [b - a for (_, a), (_, b) in pairwise(plain)]
    # What pages count rises.
    wandering = len(steps) >= _STEPS and sum(step > 0 for step in steps) * 2 < len(steps)
    # Chapters that bear nothing but a number begin with one, and never in a sentence.
    counting = rising(plain) and plain[0][1] != 1
    for number, text in alone:
        if (
            (edge(blocks, number) and not wandering)
            or counting
            or interrupts(blocks, number, context)
            or _DECKED.fullmatch(text)
        ):
            blocks[number].role = Role.FURNITURE


def _running_heads(blocks: list[Block], short: Short, context: Context) -> None:
    shapes, lone = _shapes(blocks, short, context.source)
    for number, block in enumerate(blocks):
        # A chapter's name at a page's top that cuts a sentence is its head, however seldom it stands there.
        text = short[number] if block.page_break and block.role is Role.BODY else ""
        if text and (mark := printed(text)) and mark.rank is not None and interrupts(blocks, number, context):
            block.role = Role.FURNITURE
    titles_again(blocks, short, context)
    _merge(shapes, short)
    titles = {shape(context.text(block)): at for at, block in enumerate(blocks[:3]) if block.end - block.start <= SHORT}
    heads = {one for one in shapes if _is_head(blocks, shapes, one, short, titles, context)}
    if not heads:
        return
    _take_out(blocks, shapes, heads, lone, short, context)


def _is_head(
    blocks: list[Block], shapes: Shapes, one: int, short: Short, titles: dict[str, int], context: Context
) -> bool:
    """Whether the lines of a shape are running heads; those that are none, though alike, are taken from it."""
    letters, at = shapes.letters(one), shapes.at(one)
    bearing = [number for number in at if _NUMBERED.fullmatch(short[number])]
    numbered = len(bearing)
    said = len(at) > numbered
    unnumbered = numbered > 0 and at[0] not in bearing
    if numbered * 2 > len(at) - unnumbered or (numbered and letters in titles):
        # Where the others bear a page's number, the line without one is the title that they repeat.
        shapes.keep(one, bearing)
        at = bearing
    again = [number for number in at if blocks[number].page_break]
    below = again and titles.get(letters, again[0]) < again[0]
    if below and all(interrupts(blocks, number, context) for number in again):
        shapes.keep(one, again)
        return True
    if numbered and _lone(blocks, at, letters in titles, context):
        return True
    wide = [number for number in at if _WIDE.search(context.source[blocks[number].start : blocks[number].end])]
    if wide and all(interrupts(blocks, number, context) for number in wide):
        return True
    if (said or len(wide) == len(at)) and _paged([short[number] for number in at]):
        return True
    differing = {short[number] for number in at}
    apart = len(differing) == len(at) > 1 and _counting(differing) and not _introduces([*differing])
    if apart and _within(blocks, at, context):
        return True
    return _recurs(blocks, at, short, numbered, context)


def _recurs(blocks: list[Block], at: Sequence[int], short: Short, numbered: int, context: Context) -> bool:
    """Whether lines of one shape recur as running heads do: at edges, in the midst of sentences. `numbered` of them
    bear a number."""
    feeds = sum(blocks[number].page_break for number in at)
    twice = feeds or all(interrupts(blocks, number, context) and beside_furniture(blocks, [number]) for number in at)
    if len(at) < (2 if twice else 3) or _introduces([short[number] for number in at]):
        return False
    # Lines that recur without ever standing at an edge are a refrain or a speaker's name.
    edges = sum(edge(blocks, number) for number in at)
    cuts = sum(interrupts(blocks, number, context) for number in at)
    ends = sum(short[number].rstrip(")]")[-1:] in (".", "!", "?", "\u3002") for number in at)
    paged = feeds or cuts or numbered * 2 > len(at) or beside_furniture(blocks, at)
    if edges * 3 >= len(at) * 2 and paged and (not ends or cuts * 2 >= len(at) or numbered * 2 > len(at)):
        return True
    return len(at) >= 3 and not ends and cuts * 4 >= len(at) and not context.placed


def _take_out(
    blocks: list[Block], shapes: Shapes, heads: set[int], lone: "array[int]", short: Short, context: Context
) -> None:
    """Make furniture of running heads, and of lines at an edge that are one misread."""
    lines = (number for number, block in enumerate(blocks) if block.role is Role.BODY and short[number])
    dividing = divisions(blocks, lines, context, lambda number: interrupts(blocks, number, context))
    often = heapq.nsmallest(_FEW, heads, key=lambda one: (-len(shapes.at(one)), shapes.letters(one)))
    known = {letters: Counter(letters) for letters in map(shapes.letters, often)}
    for first, one in heapq.merge(((shapes.first(one), one) for one in shapes), ((number, -1) for number in lone)):
        at = shapes.at(one) if one >= 0 else (first,)
        rest = [number for number in at if number not in dividing]
        if 0 < len(rest) < min(len(at), 2):
            # What chapters are named for is the work's own title.
            continue
        letters = shapes.letters(one) if one >= 0 else shape(short[first])
        alike: bool | None = None
        for number in rest:
            head = one in heads
            if not head and edge(blocks, number):
                if alike is None:
                    alike = len(letters) > 5 and _misread(letters, known) is not None
                head = alike
            if head:
                blocks[number].role = Role.FURNITURE


def _shapes(blocks: list[Block], short: Short, source: str) -> tuple[Shapes, "array[int]"]:
    """The places of short lines by their shapes; and those alone of their shape and without a number, which by
    themselves can be no running heads. In a book of short lines these are nearly all, so that theirs are not kept.
    """
    marks, places = array("q"), array("I")
    for number, block in enumerate(blocks):
        text = short[number] if block.role is Role.BODY else ""
        if not text or source.count("\n", block.start, block.end):
            continue
        letters = shape(text)
        if len(letters) > 2 and letters != _FORMULA and not _cites(text) and not _SIGNED.match(text):
            marks.append(hash(letters))
            places.append(number)
    again: set[int] = set()
    for share in range(_SHARES):
        ranked = sorted(mark for mark in marks if mark % _SHARES == share)
        again |= {one for one, other in pairwise(ranked) if one == other}
    lone = array("I")

    def several() -> Iterator[tuple[int, str]]:
        for mark, number in zip(marks, places, strict=True):
            block, text = blocks[number], short[number]
            numbered = any(char.isdigit() for char in text + source[block.start : block.end])
            if mark in again or block.page_break or numbered:
                yield number, shape(text)
            else:
                lone.append(number)

    return Shapes(several()), lone


def _introduces(lines: list[str]) -> bool:
    """Whether lines end as what introduces something does, or code, or bear the numbers of parts of a work, or of
    versions."""
    if sum(line.endswith(_NEVER_LAST) or _TYPED.search(line) is not None for line in lines) * 2 >= len(lines):
        return True
    dates = {found.group() for line in lines if (found := _DATED.search(line))}
    if len(dates) * 10 >= len(lines) * 9:
        return True
    marks = [mark for line in lines if (mark := printed(line)) and len(mark.parts) > 1]
    return len(marks) == len(lines) == len({mark.parts for mark in marks})


def _counting(lines: set[str]) -> bool:
    """Whether lines of several words differ by their numbers and by nothing else."""
    first, *others = ("".join(char for char in line if not char.isdecimal()) for line in lines)
    bare = len(first.split()) > 1 and all(other == first for other in others)
    return bare and all(any(char.isdecimal() for char in line) for line in lines)


def _within(blocks: list[Block], at: Sequence[int], context: Context) -> bool:
    """Whether one of lines that differ by their numbers cuts a sentence that can't end where it does."""
    for number in at:
        before = text_before(blocks, number)
        if before is None or before.role is not Role.BODY or before.form is not Form.PARAGRAPH:
            continue
        words = context.text(before)[-SHORT:].split()
        if len(words) > _WORDS and words[-1] in ASKING:
            return True
    return False


def _misread(line: str, heads: dict[str, Counter[str]]) -> str | None:
    """The first of some heads of which a scanner may have made a line.

    Args:
        line: its letters.
        heads: letters, and how often each stands in them.
    """
    own: Counter[str] | None = None
    for head, letters in heads.items():
        # What two lines have in common is never more than the shorter, nor than the letters that both have. Nearly all
        # are told apart by that.
        most = _ALIKE / 200 * (len(line) + len(head))
        if min(len(line), len(head)) < most:
            continue
        own = own or Counter(line)
        if (own & letters).total() >= most and in_common(line, head) >= most:
            return head
    return None


def _merge(shapes: Shapes, short: Short) -> None:
    """Take shapes with a number together that differ by what a scanner misreads."""
    numbered: dict[str, Counter[str]] = {}
    known: dict[str, int] = {}
    for one in shapes:
        letters = shapes.letters(one)
        bears = len(letters) > 5 and any(char.isdigit() for number in shapes.at(one) for char in short[number])
        if not bears:
            continue
        if near := _misread(letters, numbered):
            shapes.join(known[near], one)
        elif len(numbered) < _FEW:
            numbered[letters], known[letters] = Counter(letters), one


def _lone(blocks: list[Block], at: Sequence[int], title: bool, context: Context) -> bool:
    """Whether lines with a number, each right at a form feed or beside furniture, cut a sentence or say the title."""
    at_edge = all(
        blocks[number].page_break or (number > 0 and blocks[number - 1].role is Role.FURNITURE and edge(blocks, number))
        for number in at
    )
    return at_edge and (title or any(interrupts(blocks, number, context) for number in at))


def _paged(lines: list[str]) -> bool:
    """Whether lines of the same words bear bare numbers that rise, and skip, as those of pages do."""
    numbers = [int(match[match.lastindex or 0]) for line in lines if (match := re.match(BESIDE, line))]
    steps = [b - a for a, b in pairwise(numbers)]
    return len(numbers) == len(lines) > 1 and min(steps) > 0 and max(steps) > 1


def _cites(text: str) -> bool:
    """Whether a line recurs because the same work is cited again."""
    return text[-1] in ".\u3002" and (features(text) > 0 or text[0].isdigit())
