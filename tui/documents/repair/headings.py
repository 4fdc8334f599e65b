"""Headings: which lines are some, where one runs on in the next block, and where the title is."""

import itertools
import re

from tui.documents.blocks import Block
from tui.documents.model import Form, Repair, Role
from tui.documents.repair.context import Context, closed, prose
from tui.documents.repair.numbering import Printed, printed

_SHORT = 110
_SENTENCE = 50
_TAIL = re.compile(r"[a-z][^.!?\u3002]{0,80}[.!?\u3002](?=\s+[A-Z\"\u201c(\u3400-\u9fff])")
_NAMED = re.compile(
    r"(?:abstract|preamble|introduction|conclusions?|preface|foreword|afterword|epilogue|prologue|acknowledge?ments|contents|"
    r"references|bibliography|appendix|summary|discussion|results|methods|\u6458\u8981|\u5f15\u8a00|\u7ed3\u8bba|\u53c2\u8003\u6587\u732e)",
    re.IGNORECASE,
)
_WEAK = ("word", "bare")


def headings(blocks: list[Block], context: Context) -> list[Block]:
    """Give lines that are headings without marks their role, and join a heading to the piece of it in the next block.

    A line without marks is a heading when it is short, stands alone, bears a number that goes on from another
    heading's or line's of the same form, and running text stands behind it.
    """
    _unmarked(blocks, context)
    kept: list[Block] = []
    taken: set[int] = set()
    for number, block in enumerate(blocks):
        if number in taken:
            continue
        kept.append(block)
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if block.role is not Role.HEADING or following is None or following.role is not Role.BODY:
            continue
        rest = _run_on(block, following, context)
        if rest is not None:
            taken.add(number + 1)
            kept += rest
    return kept


def _unmarked(blocks: list[Block], context: Context) -> None:
    candidates: list[tuple[int, Printed]] = []
    for number, block in enumerate(blocks):
        if block.role is not Role.BODY or block.form is not Form.PARAGRAPH or block.end - block.start > _SHORT:
            continue
        text = context.text(block)
        if "\n" in context.source[block.start : block.end] or len(block.pieces) > 1:
            continue
        if _NAMED.fullmatch(text.rstrip(":")) and _stands_before_text(blocks, number, context):
            block.role = Role.HEADING
            continue
        mark = printed(text)
        if mark and mark.form not in _WEAK and len(text) > mark.length and _stands_before_text(blocks, number, context):
            candidates.append((number, mark))
    for form in {mark.form for _, mark in candidates}:
        of_form = [(number, mark) for number, mark in candidates if mark.form == form]
        if _sequence([mark for _, mark in of_form]) or form in ("unit", "unit-han"):
            for number, _ in of_form:
                blocks[number].role = Role.HEADING


def _stands_before_text(blocks: list[Block], number: int, context: Context) -> bool:
    """Whether running text, or another heading, follows the line."""
    following = next((block for block in blocks[number + 1 : number + 6] if block.role is not Role.FURNITURE), None)
    if following is None or following.role is Role.NOTE or following.after_rule:
        return False
    if following.role is Role.HEADING:
        return True
    text = context.text(following)
    if len(text) > _SHORT:
        return prose(text) or closed(text)
    return len(text) > _SENTENCE and closed(text) and printed(text) is None


def _sequence(marks: list[Printed]) -> bool:
    """Whether numbers of a form make a rising run: at least two, each one more than the one before, or one."""
    steps = [
        (a.parts[:-1] == b.parts[:-1] and b.value == a.value + 1) or b.value == 1 for a, b in itertools.pairwise(marks)
    ]
    return len(steps) > 0 and sum(steps) * 3 >= len(steps) * 2


def _run_on(heading: Block, following: Block, context: Context) -> list[Block] | None:
    """Join the end of a heading that stands at the head of the next block; give what is left of that block."""
    title, text = context.text(heading), context.text(following)
    if closed(title) or not text[:1].islower() or following.form is not Form.PARAGRAPH:
        return None
    if len(title.split()) < 5:
        return None
    tail = _TAIL.match(text)
    cut = tail.end() if tail else (len(text) if len(text) < _SHORT and not closed(text) else 0)
    if not cut:
        return None
    from tui.text.spans import SourceMap

    lead = len(following.text(context.source)) - len(following.text(context.source).lstrip())
    at = SourceMap(following.render(context.source).runs).end(lead + cut)
    rest = _split(following, at, context)
    why = "the heading does not close, and what stands below it begins in lower case and ends as a heading may"
    between = context.source[heading.end : following.start]
    heading.repairs.append(Repair("heading-join", heading.end, between, " ", why))
    heading.append(following, " ")
    return rest


def _split(block: Block, at: int, context: Context) -> list[Block]:
    """Cut a block in two at a source offset; the block keeps the first part, the second comes back."""
    tail = Block([(a, b) for a, b in block.pieces if b > at], form=block.form, depth=block.depth)
    if not tail.pieces:
        return []
    first = tail.pieces[0]
    begin = max(first[0], at)
    begin += len(context.source[begin : first[1]]) - len(context.source[begin : first[1]].lstrip())
    tail.pieces[0] = (begin, first[1])
    tail.joints = block.joints[len(block.joints) - len(tail.pieces) + 1 :]
    tail.edits = [edit for edit in block.edits if edit.start >= begin]
    tail.emphasis = [mark for mark in block.emphasis if mark.start >= begin]
    tail.references = [mark for mark in block.references if mark.at >= begin]
    tail.repairs = [repair for repair in block.repairs if repair.at >= begin]
    block.pieces = [(a, min(b, at)) for a, b in block.pieces if a < at]
    block.joints = block.joints[: len(block.pieces) - 1]
    block.edits = [edit for edit in block.edits if edit.end <= at]
    block.emphasis = [mark for mark in block.emphasis if mark.end <= at]
    block.references = [mark for mark in block.references if mark.at < at]
    block.repairs = [repair for repair in block.repairs if repair.at < at]
    block.rendered = None
    return [tail]
