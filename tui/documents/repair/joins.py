"""Joins: what a page break cut is put together again; then words that a line end hyphenated."""

import re

from tui.documents.blocks import SILENT, Block, joint
from tui.documents.model import Form, Repair, Role
from tui.documents.repair.context import Context, Missing, closed, prose

# Openings that lean on the sentence before, so that a paragraph does not begin with them at a page's top.
_LEANING = re.compile(
    r"(?:It|They|Its|Their|Them|He|She|His|Her|This|These|Those|Such|Otherwise|And|But|Or|Nor|Which|Who|Whose|Whom|Thereby"
    r"|(?:However|Therefore|Thus|Instead|Moreover|In addition), (?:its|their|it|they|this|these|he|she|his|her))\b"
)
# "To provide the means for it." is no sentence: the clause it hangs on stands before the cut.
_INFINITIVE = re.compile(r"To [a-z]+ [^,;:.]{5,200}\.(?:\s|$)")
_LAST_WORD = re.compile(r"([^\W\d_]{2,})$")
_FIRST_WORD = re.compile(r"([^\W\d_]{2,})")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]\r?\n[ \t]*(?=[^\W\d_])")
_SHORT = 60
_LONGEST = 100_000
"""Code points from which on nothing is joined to a paragraph: a file of one line has been cut on purpose."""


def rejoin(blocks: list[Block], context: Context) -> list[Block]:
    """Join paragraphs that a page break or a block of notes cut, and those a stray empty line cut.

    A paragraph goes on in the next one when it does not close and the next begins in lower case; across a cut also when
    it does not close and nothing says that text is missing, or when the next one's opening leans on a sentence before
    it. A text that breaks off in mid-word and is not taken up is a gap; so is an unfinished sentence before several
    times the usual number of empty lines (a page that came out empty).
    """
    usual = _usual_break(blocks)
    kept: list[Block] = []
    body: Block | None = None
    between: list[Block] = []
    blank = 0
    for block in blocks:
        blank = max(blank, block.blank)
        if block.role in (Role.NOTE, Role.FURNITURE, Role.DOUBTFUL) and body is not None:
            between.append(block)
            kept.append(block)
            continue
        ends = block.role is not Role.BODY or block.form is not Form.PARAGRAPH
        glue = None if ends or body is None else _glue(body, block, between, blank > usual, context)
        if glue is None or body is None:
            kept.append(block)
            body = None if ends else block
        else:
            _join(body, block, between, glue, context)
        between, blank = [], 0
    return kept


def _usual_break(blocks: list[Block]) -> int:
    """How many empty lines a page break leaves at most: the commonest number above one, or three."""
    runs = sorted(block.blank for block in blocks if block.blank > 2)
    return runs[(len(runs) - 1) // 3] if runs else 3


def _glue(head: Block, tail: Block, between: list[Block], empty_page: bool, context: Context) -> str | None:
    """What joins two paragraphs: a blank, or nothing in mid-word; None when they are two."""
    if "\n" not in context.source[head.end : tail.start] or head.end - head.start > _LONGEST:
        return None
    before, after = context.text(head), context.text(tail)
    if not before or not after:
        return None
    cut = bool(between) or tail.after_rule or tail.page_break
    low = after[0].islower() or after[0] in ",;)\u3001\uff0c"
    is_open = not closed(before)
    word = _broken_word(before, after, context) if is_open else None
    if word == "whole":
        return ""
    if not is_open:
        leaning = _LEANING.match(after) or _INFINITIVE.match(after)
        return " " if cut and not empty_page and prose(before) and (low or leaning) else None
    if len(before) < _SHORT or not prose(before):
        return None
    if cut and not low and (word == "lost" or empty_page):
        last = before.split()[-1]
        reason = "the text breaks off in mid-word" if word == "lost" else "the sentence breaks off"
        context.missing.append(Missing(head.end, head, f"{reason} at \u201c{last}\u201d; a page may be missing"))
        return None
    if low or cut:
        return joint(before, after)
    return None


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


def _join(head: Block, tail: Block, between: list[Block], glue: str, context: Context) -> None:
    at = head.end
    for block in between:
        kind = "cut-furniture" if block.role is Role.FURNITURE else "cut-note"
        head.repairs.append(Repair(kind, block.start, context.source[block.start : block.end], ""))
    head.repairs.append(Repair("join", at, "" if between else context.source[at : tail.start], glue))
    head.append(tail, glue)


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
    hyphened = f"{left.group()}-{right.group()}".lower() in context.compounds
    block.edits = [edit for edit in block.edits if not a <= edit.start < b]
    if context.vocabulary[whole] and not hyphened:
        block.edit(a, b, "", "dehyphenate")
    else:
        # The word keeps its hyphen and loses only the line end.
        block.edit(a + 1, b, "", SILENT)
