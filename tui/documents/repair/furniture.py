"""Furniture: watermarks, page numbers, running heads."""

import re
from collections import Counter

from tui.documents.blocks import Block
from tui.documents.model import Form, Role
from tui.documents.repair.context import Context

_WATERMARK = re.compile(
    r"machine translated by google|translated by (?:google|deepl|google translate)|downloaded from \S+.*"
    r"|this (?:content|document) downloaded from .*|created with .{1,40} (?:trial|evaluation) version.*"
    r"|(?:scanned|digitized) by \S.{0,40}|scanned with camscanner|all use subject to .*|confidential(?: draft)?",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?:[-\u2013\u2014\u00b7\[(]\s*)?(?:page|p\.|pg\.?)?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*(?:(?:of|/)\s*\d{1,4})?"
    r"(?:\s*[-\u2013\u2014\u00b7\])])?|\u7b2c\s*\d{1,4}\s*\u9875",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_SHORT = 90


def furniture(blocks: list[Block], context: Context) -> list[Block]:
    """Give watermarks, page numbers and running heads their role.

    A running head is a short line that recurs at least three times, digits aside, mostly at a page's edge: beside a
    form feed, a rule, several empty lines, a page number or a watermark.
    """
    short = {id(block): _short(block, context) for block in blocks}
    for block in blocks:
        text = short[id(block)]
        if text and _WATERMARK.fullmatch(text):
            block.role = Role.FURNITURE
    edges = {id(block) for number, block in enumerate(blocks) if _edge(blocks, number)}
    for block in blocks:
        text = short[id(block)]
        if text and id(block) in edges and _PAGE.fullmatch(text) and any(char.isdigit() for char in text):
            block.role = Role.FURNITURE
    _running_heads(blocks, short)
    return blocks


def _short(block: Block, context: Context) -> str:
    """The text of a block that is short enough for furniture, else nothing."""
    if block.role is not Role.BODY or block.form is not Form.PARAGRAPH or block.end - block.start > _SHORT:
        return ""
    return context.text(block)


def _edge(blocks: list[Block], number: int) -> bool:
    """Whether the block stands at what looks like a page's edge."""
    block = blocks[number]
    after = blocks[number + 1] if number + 1 < len(blocks) else None
    before = blocks[number - 1] if number else None
    if block.page_break or block.after_rule or (block.blank > 1 and before is not None):
        return True
    if before is None and after is None:
        return False
    if after is None or after.page_break or after.after_rule or after.blank > 1:
        return True
    return after.role is Role.FURNITURE or (before is not None and before.role is Role.FURNITURE)


def _running_heads(blocks: list[Block], short: dict[int, str]) -> None:
    shapes: dict[str, list[int]] = {}
    for number, block in enumerate(blocks):
        text = short[id(block)]
        if text and block.role is Role.BODY and text[-1] not in ".!?\u3002":
            shapes.setdefault(_DIGITS.sub("#", text.casefold()), []).append(number)
    # Lines that recur without ever standing at an edge are a refrain or a speaker's name.
    counts = Counter({shape: sum(_edge(blocks, number) for number in at) for shape, at in shapes.items()})
    for shape, at in shapes.items():
        if len(at) >= 3 and counts[shape] * 3 >= len(at) * 2:
            for number in at:
                blocks[number].role = Role.FURNITURE
