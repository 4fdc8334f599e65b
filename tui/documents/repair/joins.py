"""Joins: what a page break cut is put together again."""

import re
from typing import NamedTuple

from tui.documents.blocks import Block, joint
from tui.documents.model import Form, Repair, Role
from tui.documents.repair.context import Context, closed, prose

# Openings that lean on the sentence before, so that a paragraph does not begin with them at a page's top.
_LEANING = re.compile(
    r"(?:It|They|Its|Their|Them|He|She|His|Her|This|These|Those|Such|Otherwise|And|But|Or|Nor|Which|Who|Whose|Whom|Thereby"
    r"|(?:However|Therefore|Thus|Instead|Moreover|In addition), (?:its|their|it|they|this|these|he|she|his|her))\b"
)
# "To provide the means for it." is no sentence: the clause it hangs on stands before the cut.
_INFINITIVE = re.compile(r"To [a-z]+ [^,;:.]{5,200}\.(?:\s|$)")
_LAST_WORD = re.compile(r"([^\W\d_]{2,})$")
_FIRST_WORD = re.compile(r"([^\W\d_]{2,})")
_SHORT = 60
_LONGEST = 100_000
"""Code points from which on nothing is joined to a paragraph: a file of one line has been cut on purpose."""

PASSED_OVER = (Role.NOTE, Role.FURNITURE, Role.DOUBTFUL)
"""What may stand between the two halves of a paragraph."""


class Seam(NamedTuple):
    """The place where two paragraphs meet.

    Attributes:
        glue: what joins them, a blank, or nothing in mid-word; None when they are two.
        why: what speaks for joining them.
        lost: what speaks for text being missing between them; empty where nothing does.
    """

    glue: str | None = None
    why: str = ""
    lost: str = ""


def rejoin(blocks: list[Block], context: Context) -> list[Block]:
    """Join paragraphs that a page break or a block of notes cut, and those a stray empty line cut.

    A paragraph goes on in the next one when it does not close and the next begins in lower case; across a cut also when
    it does not close and nothing says that text is missing, or when the next one's opening leans on a sentence before
    it. Where text is missing between them (`gaps.py` says so) nothing is joined.
    """
    usual = usual_break(blocks)
    kept: list[Block] = []
    body: Block | None = None
    between: list[Block] = []
    blank = 0
    for block in blocks:
        blank = max(blank, block.blank)
        if block.role in PASSED_OVER and body is not None:
            between.append(block)
            kept.append(block)
            continue
        ends = not runs_on(block)
        seam = Seam() if ends or body is None else judged(body, block, between, blank > usual, context)
        if seam.glue is None or body is None:
            kept.append(block)
            body = None if ends else block
        else:
            _join(body, block, between, seam, context)
        between, blank = [], 0
    return kept


def runs_on(block: Block) -> bool:
    """Whether a block may go on in the next one."""
    return block.role is Role.BODY and block.form is Form.PARAGRAPH


def usual_break(blocks: list[Block]) -> int:
    """How many empty lines a page break leaves at most: the commonest number above one, or three."""
    runs = sorted(block.blank for block in blocks if block.blank > 2)
    return runs[(len(runs) - 1) // 3] if runs else 3


def judged(head: Block, tail: Block, between: list[Block], empty_page: bool, context: Context) -> Seam:
    """What is to be thought of the place where two paragraphs meet.

    Args:
        head, tail: the paragraphs.
        between: notes and furniture that stand between them.
        empty_page: more empty lines do than a page break leaves.
    """
    if "\n" not in context.source[head.end : tail.start] or head.end - head.start > _LONGEST:
        return Seam()
    before, after = context.text(head), context.text(tail)
    if not before or not after:
        return Seam()
    cut = bool(between) or tail.after_rule or tail.page_break
    low = after[0].islower() or after[0] in ",;)\u3001\uff0c"
    is_open = not closed(before)
    word = _broken_word(before, after, context) if is_open else None
    if word == "whole":
        return Seam("", "the two ends make one word, which the text has elsewhere")
    if not is_open:
        leaning = _LEANING.match(after) or _INFINITIVE.match(after)
        goes_on = cut and not empty_page and prose(before) and (low or leaning)
        return Seam(" ", f"what follows the cut {_begins(after, low)}") if goes_on else Seam()
    if len(before) < _SHORT or not prose(before):
        return Seam()
    if cut and not low and (word == "lost" or empty_page):
        last = before.split()[-1]
        reason = "the text breaks off in mid-word" if word == "lost" else "the sentence breaks off"
        return Seam(lost=f"{reason} at \u201c{last}\u201d; a page may be missing")
    if low or cut:
        follows = "what follows begins in lower case" if low else "nothing says that text is missing"
        return Seam(joint(before, after), f"the sentence does not close before the cut, and {follows}")
    return Seam()


def _begins(after: str, low: bool) -> str:
    if low:
        return "begins in lower case"
    first = " ".join(after.split()[:3])
    return f"begins as no paragraph does: \u201c{first}\u201d leans on a sentence before it"


def _broken_word(before: str, after: str, context: Context) -> str | None:
    """ "whole" when the two ends make one attested word, "lost" when the first is but a piece of one, else None."""
    last, first = _LAST_WORD.search(before[-60:]), _FIRST_WORD.match(after)
    if not last:
        return None
    piece = last.group().lower()
    words = context.vocabulary
    if words[piece] > 1 or len(piece) < 3:
        return None
    if first and after[0].islower() and words[piece + first.group().lower()] and not words[first.group().lower()] > 1:
        return "whole"
    longer = any(word.startswith(piece) and word not in (piece + "s", piece + "es", piece + "ed") for word in words)
    return "lost" if longer and words[piece] <= 1 else None


def _join(head: Block, tail: Block, between: list[Block], seam: Seam, context: Context) -> None:
    at, glue = head.end, seam.glue or ""
    for block in between:
        kind = "cut-furniture" if block.role is Role.FURNITURE else "cut-note"
        before = context.source[block.start : block.end]
        head.repairs.append(Repair(kind, block.start, before, "", seam.why))
    head.repairs.append(Repair("join", at, "" if between else context.source[at : tail.start], glue, seam.why))
    head.append(tail, glue)
