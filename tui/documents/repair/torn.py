"""Torn notes: the pieces of one note are put together."""

from tui.documents.blocks import Block, like
from tui.documents.model import Repair, Role
from tui.documents.repair.citing import finished
from tui.documents.repair.context import Context


def torn(blocks: list[Block], context: Context) -> list[Block]:
    """Put a note together that was torn in two or stands apart from its mark."""
    kept = like(blocks)
    for block in blocks:
        before = kept[-1] if kept else None
        if block.role is Role.NOTE and before is not None and before.role is Role.NOTE and not block.after_rule:
            why = _why(before, block, context)
            if why:
                before.repairs.append(Repair("join", before.end, context.source[before.end : block.start], " ", why))
                before.append(block, " ")
                continue
        kept.append(block)
    return kept


def _why(before: Block, block: Block, context: Context) -> str:
    """What speaks for a note being the end of the one before it; empty where nothing does."""
    if block.marker:
        return ""
    if not any(char.isalnum() for char in context.source[block.start : block.end]):
        return "it has no words of its own"
    if not finished(context.text(before)):
        return "it has no label, and the note before it does not end as a citation does"
    return ""
