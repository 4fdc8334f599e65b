"""Doubtful text: it stands in the file but hardly in the work."""

import re

from tui.documents.blocks import Block
from tui.documents.model import Form, Role
from tui.documents.repair.context import Context, closed, prose, text_before

_WORDS = re.compile(r"\w+")
_TIMES = 3
"""How often a note is said before it is a loop: twice, someone may have cited it twice."""


def doubtful(blocks: list[Block], context: Context) -> list[Block]:
    """Give loops among notes, and prose that stands in a note's place between two halves of a sentence, their role."""
    _loops(blocks, context)
    for number, block in enumerate(blocks):
        if block.role is Role.BODY and block.form is Form.PARAGRAPH and block.after_rule:
            _stranger(blocks, number, context)
    return blocks


def _loops(blocks: list[Block], context: Context) -> None:
    """Notes that say, word for word and for the third time on a page, what a note before them has said."""
    page: list[tuple[Block, str]] = []
    for block in [*blocks, None]:
        if block is None or block.role is not Role.NOTE or block.after_rule:
            _doubt_repeated(page)
            page = []
        if block is not None and block.role is Role.NOTE:
            page.append((block, " ".join(_WORDS.findall(context.text(block).casefold()))))


def _doubt_repeated(page: list[tuple[Block, str]]) -> None:
    for number, (block, said) in enumerate(page):
        if said.count(" ") < 5:
            continue
        times = [at for at, (_, other) in enumerate(page) if f" {said} " in f" {other} "]
        if len(times) >= _TIMES and times[0] < number:
            block.role = Role.DOUBTFUL


def _stranger(blocks: list[Block], number: int, context: Context) -> None:
    """Doubt a whole paragraph right after a rule, if the text before breaks off and the text after takes it up.

    Right behind a rule a page holds its notes, or the next page's text. A paragraph that opens and closes as one,
    while the sentence before the rule is unfinished and the block behind goes on without a heading, is neither.
    """
    before = text_before(blocks, number)
    after = blocks[number + 1] if number + 1 < len(blocks) else None
    if before is None or before.role is not Role.BODY or after is None or after.role is not Role.BODY:
        return
    if after.after_rule or after.form is not Form.PARAGRAPH or before.form is not Form.PARAGRAPH:
        return
    text, head, tail = (context.text(block) for block in (blocks[number], before, after))
    whole = closed(text) and text[:1].isupper() and len(text) > 400
    if not whole or closed(head) or not prose(head) or not prose(tail):
        return
    if _fits(head, tail, context) > _fits(head, text, context):
        blocks[number].role = Role.DOUBTFUL


def _fits(head: str, text: str, context: Context) -> float:
    """How well a text goes on from a broken sentence: whether the two words that would meet meet elsewhere too."""
    last, first = head.split()[-1].lower(), text.split()[0].lower()
    return context.flat.count(f" {last} {first} ") + (2.0 if text[:1].islower() else 0.0)
