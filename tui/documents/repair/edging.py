"""Where pages may end: at what looks like an edge, and in the midst of a sentence."""

import re
from collections.abc import Sequence

from tui.documents.blocks import Block, parts
from tui.documents.model import Form, Role
from tui.documents.repair.citing import features
from tui.documents.repair.context import Context, closed, has_any, stops
from tui.documents.repair.labels import label

PAGE = re.compile(
    r"(?:[-\u2013\u2014\u00b7\[(]\s*)?(?:page|p\.|pg\.?|seite|s\.)?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*(?:(?:of|/)\s*\d{1,4})?"
    r"(?:\s*[-\u2013\u2014\u00b7\])])?|\u7b2c\s*\d{1,4}\s*\u9875|[-\u2013\u2014]?\s*\d{1,4}\s*[-\u2013\u2014]?",
    re.IGNORECASE,
)
"""A page's number alone, with what is set about it."""
SHORT = 90
"""Code points of a line at a page's edge, at most."""


class Short:
    """By the places of blocks, the text of those that are short enough for furniture, for the others nothing.

    It is made again whenever it is asked for: a book may have nothing but short lines.
    """

    def __init__(self, blocks: list[Block], context: Context) -> None:
        self._blocks, self._context = blocks, context
        self._asked = bytearray(
            block.role is Role.BODY and block.form is Form.PARAGRAPH and block.end - block.start <= SHORT
            for block in blocks
        )

    def __getitem__(self, number: int) -> str:
        return self._context.text(self._blocks[number]) if self._asked[number] else ""


def edge(blocks: list[Block], number: int) -> bool:
    """Whether the block stands at what looks like a page's edge."""
    block = blocks[number]
    after = blocks[number + 1] if number + 1 < len(blocks) else None
    before = blocks[number - 1] if number else None
    if block.page_break or block.after_rule or (block.blank > 1 and before is not None):
        return True
    before, after = (None if other is None or parts(other) else other for other in (before, after))
    if before is None and after is None:
        return False
    if after is None or after.page_break or after.after_rule or after.blank > 1:
        return True
    return after.role is Role.FURNITURE or (before is not None and before.role is Role.FURNITURE)


def interrupts(blocks: list[Block], number: int, context: Context) -> bool:
    """Whether the block stands between two halves of a sentence; notes and other short lines are passed over."""
    if not _taken_up(blocks, number, context):
        return False
    for before in reversed(blocks[max(0, number - 8) : number]):
        if before.role is Role.HEADING or parts(before):
            return False
        if before.role is not Role.BODY or before.form is not Form.PARAGRAPH or before.end - before.start <= SHORT // 6:
            continue
        said = context.text(before)
        if len(said) <= SHORT // 6 and not has_any(said):
            continue
        if label(said) or (len(said) < 4 * SHORT and features(said) > 1):
            continue
        return not closed(said) and stops(said)
    return False


def _taken_up(blocks: list[Block], number: int, context: Context) -> bool:
    """Whether a text goes on with a small letter, or in Chinese, behind a block and one short line at most."""
    passed = False
    for after in blocks[number + 1 : number + 4]:
        if after.end - after.start <= len("17") or after.role is not Role.BODY:
            continue
        text = context.text(after)
        if after.form is Form.PARAGRAPH and (text[:1].islower() or "\u3400" <= text[:1] <= "\u9fff"):
            return True
        line = after.end - after.start <= SHORT and "\n" not in context.source[after.start : after.end]
        if passed or not line or closed(text) or not PAGE.fullmatch(context.text(blocks[number])):
            return False
        passed = True
    return False


def beside_furniture(blocks: list[Block], at: Sequence[int]) -> bool:
    """Whether a third of lines stand right beside a page's number or another running head."""
    last = len(blocks) - 1
    beside = sum(
        any(
            other.role is Role.FURNITURE and not parts(other)
            for other in (blocks[max(0, number - 1)], blocks[min(last, number + 1)])
        )
        for number in at
    )
    return beside * 3 >= len(at)
