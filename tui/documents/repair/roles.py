"""The roles that the stages gave: a repair for each, so that it is seen and can be taken back."""

from collections.abc import Iterable

from tui.documents.blocks import Block
from tui.documents.edges import WATERMARK
from tui.documents.model import Repair, Role
from tui.documents.repair.citing import features
from tui.documents.repair.context import Context
from tui.documents.repair.names import named
from tui.documents.repair.numbering import printed

_CITES = 2
"""Signs of a citation that are worth saying."""


def given(blocks: Iterable[Block], context: Context) -> None:
    """Put on record which blocks the stages took out of the running text: a cut, at the block's own beginning.

    What its author marked as a note is no repair.
    """
    for block in blocks:
        if block.role not in (Role.NOTE, Role.FURNITURE, Role.DOUBTFUL) or not context.text(block):
            continue
        if block.role is Role.DOUBTFUL:
            _cut(block, "cut-note", "it is doubtful: it repeats, or contradicts, what stands about it", context)
        elif block.start in context.authored:
            continue
        elif block.role is Role.NOTE:
            _cut(block, "cut-note", _why_note(block, context), context)
        else:
            _cut(block, "cut-furniture", _why_furniture(block, context), context)


def made_heading(block: Block, level: int, context: Context) -> Repair:
    """The repair that makes a line without marks a heading.

    Args:
        block: the heading.
        level: in the outline, 1 for the highest.
        context: its text.
    """
    return Repair("level", block.start, "", "#" * level, f"the line stands alone, and {_why_heading(block, context)}")


def _cut(block: Block, kind: str, why: str, context: Context) -> None:
    start, end = block.pieces[0]
    block.repairs.append(Repair(kind, start, context.source[start:end], "", why))


def _why_note(block: Block, context: Context) -> str:
    signs = [
        f"begins with the label \u201c{block.marker}\u201d" if block.marker else "",
        "stands behind a rule" if block.after_rule else "",
        "has the signs of a citation" if features(context.text(block)) >= _CITES else "",
    ]
    said = [sign for sign in signs if sign]
    return f"it {' and '.join(said)}" if said else "it stands among notes, or cuts a sentence as a note does"


def _why_furniture(block: Block, context: Context) -> str:
    text = context.text(block)
    if WATERMARK.fullmatch(text):
        return "programs and archives write this on every page"
    if any(char.isalpha() for char in text):
        return "the line comes again, numbers aside, where pages begin or end"
    return "a number alone, as pages bear it"


def _why_heading(block: Block, context: Context) -> str:
    text = context.text(block)
    if named(text.rstrip(":.")):
        return "it says what headings say"
    if printed(text) is not None:
        return "its number goes on from others"
    return "it is in capitals as others are" if text.isupper() else "it stands apart from the text as a title does"
