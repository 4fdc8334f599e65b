"""Hyphens: words that a line end divided."""

import re

from tui.documents.blocks import SILENT, Block
from tui.documents.model import Form
from tui.documents.repair.context import Context

_LAST_WORD = re.compile(r"([^\W\d_]{2,})$")
_FIRST_WORD = re.compile(r"([^\W\d_]{2,})")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]\r?\n[ \t]*(?=[^\W\d_])")


def dehyphenate(blocks: list[Block], context: Context) -> list[Block]:
    """Take a hyphen at a line's end out where the word it leaves is attested elsewhere, and the hyphened one is not."""
    ends = ("-\n", "-\r", "\u2010\n", "\u2010\r", "\u00ad\n", "\u00ad\r")
    if not any(end in context.source for end in ends):
        return blocks
    for block in blocks:
        if block.form is Form.CODE:
            continue
        for start, end in block.pieces:
            for match in _HYPHEN.finditer(context.source, start, end):
                _heal(block, match.start(), match.end(), context)
    return blocks


def _heal(block: Block, a: int, b: int, context: Context) -> None:
    source = context.source
    left, right = _LAST_WORD.search(source[max(0, a - 40) : a]), _FIRST_WORD.match(source[b : b + 40])
    if not left or not right:
        return
    whole = (left.group() + right.group()).lower()
    block.edits = [edit for edit in block.edits if not a <= edit.start < b]
    if context.vocabulary[whole] and f"{left.group()}-{right.group()}".lower() not in context.compounds:
        why = f"the text has \u201c{whole}\u201d elsewhere, and nowhere with a hyphen"
        block.edit(a, b, "", "dehyphenate", why)
    else:
        # The word keeps its hyphen and loses only the line end.
        block.edit(a + 1, b, "", SILENT)
