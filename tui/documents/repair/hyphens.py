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
    left, right = source[max(0, a - 40) : a], source[b : b + 40]
    if not _LAST_WORD.search(left) or not _FIRST_WORD.match(right):
        return
    block.edits = [edit for edit in block.edits if not a <= edit.start < b]
    if word := attested(left, right, context):
        block.edit(a, b, "", "dehyphenate", because(word))
    else:
        # The word keeps its hyphen and loses only the line end.
        block.edit(a + 1, b, "", SILENT)


def attested(before: str, after: str, context: Context) -> str:
    """The word that two texts make without a hyphen, if it stands in the source and with one does not; else nothing."""
    left, right = _LAST_WORD.search(before[-60:]), _FIRST_WORD.match(after[:60])
    if not left or not right:
        return ""
    first, second = left.group().lower(), right.group().lower()
    known = context.vocabulary[first + second] and f"{first}-{second}" not in context.compounds
    return first + second if known else ""


def because(word: str) -> str:
    """What speaks for healing a word."""
    return f"the text has \u201c{word}\u201d elsewhere, and nowhere with a hyphen"
