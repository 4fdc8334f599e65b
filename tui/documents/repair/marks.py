"""Note marks that stand in the text: a label before its note, a star behind a heading, what a scanner left of one."""

import re

from tui.documents.blocks import Block
from tui.documents.model import Form, Role
from tui.documents.repair.context import Context
from tui.documents.repair.labelling import label_end
from tui.documents.repair.stars import starred

# A pilcrow before a number is a paragraph sign of law; anywhere else in running text it is a mark that lost its number.
# A lone letter y with diaeresis is what a circled number becomes; a combining sign needs a letter to stand on.
_MARKS = re.compile(
    r"(?<!\u00b6)(?P<pilcrow>\u00b6+(?![ \u00a0]?\d))"
    r"|(?<![^\W\d_])(?P<ydiaeresis>\u00ff)(?![^\W\d_])"
    r"|(?:(?<=\s)|^)(?P<combining>[\u0300-\u036f]+)"
)
_CANDIDATE = re.compile(r"[\u00b6\u00ff\u0300-\u036f]")


def marks(blocks: list[Block], context: Context) -> list[Block]:
    """Take stray marks out of the text, with the blank they leave doubled. A block of nothing else keeps its text."""
    source = context.source
    if not _CANDIDATE.search(source):
        return blocks
    for block in blocks:
        if block.form is Form.CODE:
            continue
        for start, end in block.pieces:
            for candidate in _CANDIDATE.finditer(source, start, end):
                if match := _MARKS.match(source, candidate.start(), end):
                    _strike(block, source, start, end, match)
    return blocks


def _strike(block: Block, source: str, start: int, end: int, match: re.Match[str]) -> None:
    a, b = match.span()
    if not source[start:a].strip() and not source[b:end].strip():
        return
    while b < end and source[b] in " \t" and (a == start or source[a - 1] in " \t\n"):
        b += 1
    block.edits = [edit for edit in block.edits if not (a <= edit.start < b)]
    block.edit(a, b, "", "mark", "a scanner leaves this sign where a note was called; no word has it here")


def note_marks(blocks: list[Block], context: Context) -> list[Block]:
    """Take the label out of each note's text, and out of a heading's the star by which it calls one."""
    for block in blocks:
        if block.role is Role.NOTE and block.marker not in ("", "\u00b6") and (end := label_end(block, context)):
            block.edits = [edit for edit in block.edits if edit.start >= end]
            block.edit(block.start, end, "", "mark", "it is the note's label, which the screen shows in its own place")
    noted = any(block.role is Role.NOTE and block.marker == "*" for block in blocks)
    if found := starred(blocks, context) if noted else None:
        heading, at = found
        end = heading.pieces[0][1]
        heading.edits = [edit for edit in heading.edits if not at <= edit.start < end]
        heading.edit(at, end, "", "mark", "a star behind a heading calls a note")
    return blocks
