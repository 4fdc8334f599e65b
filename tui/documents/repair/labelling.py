"""Notes get their labels, and are tied to where their labels call them."""

from tui.documents.blocks import Block
from tui.documents.model import Role
from tui.documents.repair.context import Context
from tui.documents.repair.labels import LABEL, LETTERED, tie
from tui.documents.repair.listed import key_of


def labels(blocks: list[Block], context: Context) -> list[Block]:
    """Read the label each note begins with: a number, a star, a scanner's trace of one."""
    for block in blocks:
        if block.role is Role.NOTE and not block.marker and label_end(block, context):
            block.marker = key_of(block, context) or context.source[block.start : block.start + len("(a)")]
            context.labelled.add(block.key)
    return blocks


def label_end(block: Block, context: Context) -> int:
    """The source offset behind a note's label, 0 where it has none."""
    text = context.source[block.start : block.pieces[0][1]]
    match = (LABEL.match(text) or LETTERED.match(text)) if any(char.isalnum() for char in text) else None
    return block.start + match.end() if match else 0


def tied(blocks: list[Block], context: Context) -> list[Block]:
    """Tie the notes whose labels were read to where the text calls them."""
    tie(blocks, context.labelled, context)
    return blocks
