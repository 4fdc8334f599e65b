"""Stars: whether one that begins a block labels a note, or is the bullet of a list."""

import re

from tui.documents.blocks import Block
from tui.documents.model import Role
from tui.documents.repair.citing import features, finished
from tui.documents.repair.context import Context, closed, prose
from tui.documents.repair.labels import called, label, raw

_NEAR = 24
"""Blocks about an item in which the list's next one is looked for."""
_LISTS = 6
"""Items of lists from which on stars are what a text begins them with."""
_HEAD = 320
"""Code points that show whether a note cites something; a scanner may have torn it in two."""
_SELDOM = 4
"""Headings of an outline for one thing that may be a note's call, at least."""
_OUTLINE = re.compile(r"\*{2,5} ")
"""How a heading below another one begins in an outline."""
_CALLS = re.compile(r"[^\s*\\/] ?\\?\*{1,5}(?![A-Za-z0-9_*./\]`-])")
"""What may be a note's call by stars."""
_NEXT = ("\u2020", "**")
"""The mark of the note behind one with a star."""


def starred(blocks: list[Block], context: Context) -> tuple[Block, int] | None:
    """The first heading that calls a note by a star at its end, and the source offset of the star."""
    for block in blocks:
        if block.role is Role.HEADING:
            a, b = block.pieces[0]
            title = context.source[a:b]
            if title.rstrip().endswith("*") and (match := re.search(r"(?<=\w)\s*\\?\*$", title)):
                return block, a + match.start()
    return None


def title_note(blocks: list[Block], context: Context) -> Block | None:
    """The note that a heading calls by a star: the first block of the body that begins with one and is no item."""
    for number, block in enumerate(blocks if starred(blocks, context) else ()):
        if (
            block.role is Role.BODY
            and label(raw(block, context.source)) == "*"
            and not _listed(blocks, number, context)
        ):
            return block
    return None


def may_label(blocks: list[Block], number: int, context: Context) -> bool:
    """Whether the star that a block begins with may label a note.

    It does not in a list of two items or more, nor behind a colon. Else the block must stand where such a note does,
    right behind the paragraph that calls it, behind a rule, at a page's foot or the text's end, between two halves of
    a sentence, before a note with a dagger; or it must cite something.
    """
    if _listed(blocks, number, context):
        return False
    block = blocks[number]
    if block.after_rule or not number:
        return block.after_rule
    if context.starred:
        return blocks[number - 1].role is Role.BODY and _calls(blocks, number, context)
    before, following = blocks[number - 1], blocks[number + 1 : number + 3]
    if any(label(raw(other, context.source)) in _NEXT for other in following):
        return True
    said = context.source[before.start : before.end].rstrip()
    if said.endswith((":", "\uff1a")):
        return False
    after = following[0] if following else None
    if after is None or after.page_break or after.after_rule or after.role is Role.FURNITURE:
        return True
    text = context.text(block)[:_HEAD]
    cites = features(text) or (not finished(text) and features(f"{text} {context.text(after)}"[:_HEAD]))
    if cites or (not closed(said) and prose(said[-_HEAD:])):
        return True
    return before.role is Role.BODY and _calls(blocks, number, context)


def _calls(blocks: list[Block], number: int, context: Context) -> bool:
    """Whether the block above calls the note that a block may be."""
    block = blocks[number]
    return called(label(raw(block, context.source)), [blocks[number - 1]], context, block)


def bulleted(blocks: list[Block], context: Context) -> bool:
    """Whether a text begins the items of its lists with stars, so that a star by itself hardly labels a note."""
    items = [number for number, block in enumerate(blocks) if label(raw(block, context.source)) == "*"]
    if sum(_listed(blocks, number, context) for number in items) >= _LISTS:
        return True
    # Stars count the levels of an outline too; notes are called as often as they stand below.
    deeper = sum(_OUTLINE.match(context.source, block.start, block.end) is not None for block in blocks)
    return len(items) + deeper >= _LISTS and len(_CALLS.findall(context.source)) * _SELDOM < len(items) + deeper


def _listed(blocks: list[Block], number: int, context: Context) -> bool:
    """Whether another block begins with the same star, and nothing but what an item holds stands between the two."""
    return _another(blocks, number, context, 1) or _another(blocks, number, context, -1)


def _another(blocks: list[Block], number: int, context: Context, step: int) -> bool:
    mark, column = label(raw(blocks[number], context.source)), _column(blocks[number], context)
    at = number
    for _ in range(_NEAR):
        later = blocks[max(at, at + step)] if 0 <= at + step < len(blocks) else None
        at += step
        if later is None or later.after_rule or later.page_break or blocks[at].role is Role.HEADING:
            return False
        if label(raw(blocks[at], context.source)) == mark:
            return True
        if _column(blocks[at], context) <= column:
            return False
    return False


def _column(block: Block, context: Context) -> int:
    """How far a block's first line is indented."""
    return block.start - context.source.rfind("\n", 0, block.start) - 1
