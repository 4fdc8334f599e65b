"""Torn notes: the pieces of one note are put together."""

from tui.documents.blocks import Block, like
from tui.documents.model import Repair, Role
from tui.documents.repair.citing import finished
from tui.documents.repair.context import ASKING, Context


def torn(blocks: list[Block], context: Context) -> list[Block]:
    """Put a note together that was torn in two, by the end of its page as well, or stands apart from its mark."""
    kept = like(blocks)
    last: Block | None = None
    for block in blocks:
        before = kept[-1] if kept else None
        if block.role is Role.NOTE:
            apart = last is not None and (before is None or last.key != before.key)
            if last is not None and apart and _goes_over(last, block, before, context):
                why = "it has no label, and the last note of the page before breaks off"
                last.repairs.append(Repair("join", last.end, "", " ", why))
                last.append(block, " ")
                continue
            last = block
        if block.role is Role.NOTE and before is not None and before.role is Role.NOTE and not block.after_rule:
            why = _why(before, block, context)
            if why:
                before.repairs.append(Repair("join", before.end, context.source[before.end : block.start], " ", why))
                before.append(block, " ")
                continue
        kept.append(block)
    return kept


def _goes_over(last: Block, block: Block, before: Block | None, context: Context) -> bool:
    """Whether the first note of a page is the end of the last one of the page before: both have to be sure."""
    if before is None or before.role is Role.NOTE or _labelled(block) or not last.marker or len(last.pieces) > 1:
        return False
    said = context.text(last)
    leans = said.endswith((",", ";", ":", "-")) or said.split()[-1:][0].lower() in ASKING
    return leans or (not finished(said) and context.text(block)[:1].islower())


def _labelled(block: Block) -> bool:
    """Whether a note has a label; that of a PDF's page which shows none begins with an ellipsis."""
    return bool(block.marker) and not block.marker.startswith("\u2026")


def _why(before: Block, block: Block, context: Context) -> str:
    """What speaks for a note being the end of the one before it; empty where nothing does."""
    if _labelled(block):
        return ""
    if not any(char.isalnum() for char in context.source[block.start : block.end]):
        return "it has no words of its own"
    if not finished(context.text(before)):
        return "it has no label, and the note before it does not end as a citation does"
    return ""
