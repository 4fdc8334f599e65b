"""What a block begins with and where: the label of a note, the number of a list's item, an example's indentation."""

import re

from tui.documents.blocks import Block
from tui.documents.model import Role
from tui.documents.repair.context import Context
from tui.documents.repair.labels import label, raw

_ITEM = re.compile(r"\s*(?:\d{1,3}[.)]|\\?\*)")
_OPENS = (
    r"\b(?:follow(?:s|ing)|folgend\w*|suivant\w*|siguientes?|seguent[ei])\b[^.]*\.?$"
    r"|(?:\u4ee5\u4e0b|\u4e0b\u5217)[^\u3002]*\u3002?$"
)
"""How a sentence says that a list stands below it."""
_NEAR = 12
"""Blocks above an item among which the list's last one is looked for."""
_ENDING = 120
"""Code points at a paragraph's end that say that a list stands below it."""


def key_of(block: Block, context: Context) -> str:
    """The label of a note that a block begins with, empty for what begins with none."""
    text = raw(block, context.source)
    key = label(text)
    return "" if context.bracketed and _ITEM.match(text) else key


def is_item(blocks: list[Block], number: int, key: str, context: Context) -> bool:
    """Whether a label counts the items of a list: it goes on from a block right above that is no note, or stands below
    what opens a list with a colon.
    """
    block = blocks[number]
    if not number or block.after_rule or not key.isdigit():
        return False
    if key == "1":
        before = blocks[number - 1]
        said = context.source[max(before.start, before.end - _ENDING) : before.end].rstrip()
        opens = said.endswith((":", "\uff1a")) or re.search(_OPENS, said) is not None
        return before.role is Role.BODY and opens
    own = column(block, context)
    for before in reversed(blocks[max(0, number - _NEAR) : number]):
        if before.role is not Role.BODY or before.page_break or before.after_rule:
            return False
        above = key_of(before, context)
        if above.isdigit() and column(before, context) == own:
            return int(key) == int(above) + 1
        # What an item holds besides its first paragraph is indented.
        if column(before, context) <= own:
            return False
    return False


def displayed(blocks: list[Block], number: int, context: Context) -> bool:
    """Whether a block without a label is one line that stands right of the text before and behind it, as an example."""
    block = blocks[number]
    if not 0 < number < len(blocks) - 1 or "\n" in context.source[block.start : block.end] or key_of(block, context):
        return False
    about = max(column(blocks[number - 1], context), column(blocks[number + 1], context))
    return column(block, context) > about + 1


def column(block: Block, context: Context) -> int:
    """How far a block's first line is indented."""
    return block.start - context.source.rfind("\n", 0, block.start) - 1
