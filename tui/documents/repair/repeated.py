"""Running heads that say the titles of sections again."""

import re

from tui.documents.blocks import Block
from tui.documents.edges import shape
from tui.documents.model import Role
from tui.documents.repair.context import Context, has_any
from tui.documents.repair.edging import SHORT, Short, edge, interrupts

BESIDE = r"(\d{1,4})\s+[^\W\d_].*|.*\S\s+(?:\W?\s*[Pp]age )?(\d{1,4})$"
"""A page's number beside a title."""
_ITS_PAGE = r"\W+[Pp]age (?=\d{1,4}$)"
"""What stands between a title and its page's number."""
_FEWEST = 2
"""Words of a title that is told again by its words."""


def titles_again(blocks: list[Block], short: Short, context: Context) -> None:
    """Give the role to lines at pages' edges that say a section's title again, mostly with a page's number beside it.

    In a table of contents the next line does so as well, and neither cuts a sentence.
    """
    texts = ((number, block, short[number]) for number, block in enumerate(blocks))
    bearing = {number: text for number, block, text in texts if _may_repeat(block, text)}
    if not bearing:
        return
    bearing = {number: re.sub(_ITS_PAGE, " ", text) for number, text in bearing.items()}
    wanted = {shape(text) for text in bearing.values()}
    said: dict[str, int] = {}
    for number, block in enumerate(blocks):
        if number not in bearing and (letters := shape(_title(block, context))) in wanted:
            said.setdefault(letters, number)
    for number, text in bearing.items():
        first = said.get(shape(text))
        listed = number - 1 in bearing or number + 1 in bearing
        if first is None or first >= number or listed or blocks[number].role is not Role.BODY:
            continue
        if interrupts(blocks, number, context) or (edge(blocks, number) and re.fullmatch(BESIDE, text)):
            blocks[number].role = Role.FURNITURE


def _may_repeat(block: Block, text: str) -> bool:
    """Whether a line may be a running head that says a title: it has some words, and a number, or stands behind a form
    feed.
    """
    if not text or (len(text.split()) < _FEWEST and not has_any(text)):
        return False
    return block.page_break or (
        any(char.isdigit() for char in text[:5] + text[-5:]) and re.fullmatch(BESIDE, text) is not None
    )


def _title(block: Block, context: Context) -> str:
    """The text of what may be a section's title."""
    if block.end - block.start > SHORT or block.role not in (Role.HEADING, Role.BODY):
        return ""
    return context.text(block)
