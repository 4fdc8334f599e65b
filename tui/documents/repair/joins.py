"""Joins: what a page break cut is put together again."""

import re
from typing import NamedTuple

from tui.documents.blocks import Block, joint, like, parts
from tui.documents.model import Form, Repair, Role
from tui.documents.repair.context import ASKING, Context, closed, has_any, prose, stops
from tui.documents.repair.hyphens import attested, because

# Openings that lean on the sentence before, so that a paragraph does not begin with them at a page's top.
_LEANING = re.compile(
    r"(?:It|They|Its|Their|Them|He|She|His|Her|This|These|Those|Such|Otherwise|And|But|Or|Nor|Which|Who|Whose|Whom|Thereby"
    r"|(?:However|Therefore|Thus|Instead|Moreover|In addition), (?:its|their|it|they|this|these|he|she|his|her))\b"
)
# "To provide the means for it." is no sentence: the clause it hangs on stands before the cut.
_INFINITIVE = re.compile(r"To [a-z]+ [^,;:.]{5,200}\.(?:\s|$)")
# A mark of a list's item, or a note's: what begins with one is no second half.
_MARKED = re.compile(r"(?:[a-z]|[ivx]{1,4})[.)] |\([a-z0-9]{1,3}\) |[-*\u2022] ")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Gen|Sen|Rep|St|Mt|No|Nos|Nr|Vol|vol|vols|Bd|Fig|fig|Art|art|Sec|sec|ch|chap|pp?|cf|Cf"
    r"|vs|viz|e\.g|i\.e|ca|approx|z\. ?B|d\. ?h|u\. ?a|bzw|vgl|Vgl|hg|Hrsg|Abs|S|eds?|trans|resp|incl|esp|[A-Z])\.$"
)
_HYPHENED = re.compile(r"[^\W\d_]{2,}[-\u2010\u00ad]$")
_PAIRS = (
    ("(", ")"),
    ("\u201c", "\u201d"),
    ("\u00ab", "\u00bb"),
    ("\uff08", "\uff09"),
    ("\u300c", "\u300d"),
    ("[", "]"),
)
# What opens a construction, and the words that take it up.
_TAKEN_UP = (
    (re.compile(r"(?i)\b(?:not (?:only|just|merely|simply)|nicht nur)\b"), re.compile(r"\b(?:also|but|sondern)\b")),
    (re.compile(r"(?i)\b(?:neither|weder)\b"), re.compile(r"\b(?:nor|noch)\b")),
)
_TYPED = re.compile(r"[{}]|;$|[=<>|&]{2}|\w\(\)|\w\([\w.,' ]*\)$|(?<!\S)--?[a-z]|://\S+$|->|\w=\S|\S/$")
"""What is written in a line that is typed into a program, or stands in one."""
_SENTENCE_END = re.compile(r"[.!?\u3002]['\")\u201d\u2019\]]*\s")
_NEVER_FIRST = ",;)\u3001\uff0c\u3002\uff1b\uff1a\uff01\uff1f\uff09\u300b\u300d\u300f\u201d%"
"""Marks that begin no paragraph."""
_TYPED_MOST = 200
"""Characters of such a line."""
_PARTING = re.compile(r"\n[ \t]*\f\s*\n")
"""A form feed alone on its line, which parts the sections of a text."""
_REACH = 400
"""Code points within which what was opened before a cut is closed behind it."""
_FAR = 4_000
"""Code points about a place by whose lines it is told how a text is set."""
_LAST_WORD = re.compile(r"([^\W\d_]{2,})$")
_FIRST_WORD = re.compile(r"([^\W\d_]{2,})")
_OPENING, _TIMES = 30, 3
_KIN = 3
_SHORT = 60
_LONGEST = 100_000
"""Code points from which on nothing is joined to a paragraph: a file of one line has been cut on purpose."""

_MOST = 50
"""Pieces from which on nothing is joined to a paragraph: no page is so short."""

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
    it does not close and nothing says that text is missing, when what closes it is but an abbreviation, when a bracket
    or a quotation stays open, or when the next one's opening leans on a sentence before it; over an empty line also
    when it opens a construction ("not only") that the next one takes up ("also"). Where text is missing between them
    (`gaps.py` says so) nothing is joined.
    """
    usual, filling = usual_break(blocks), _fills_pages(blocks, context)
    kept = like(blocks)
    body: Block | None = None
    between: list[Block] = []
    blank = 0
    for block in blocks:
        blank = max(blank, block.blank)
        if parts(block):
            body = None
        if block.role in PASSED_OVER and body is not None:
            # What the author left out of the text himself, as in a comment, is no page's end.
            if block.role is not Role.FURNITURE or block.start not in context.authored:
                between.append(block)
            kept.append(block)
            continue
        ends = block.role is not Role.BODY or block.form is not Form.PARAGRAPH
        seam = Seam() if ends or body is None else judged(body, block, between, blank > usual, context, filling)
        if seam.glue is None or body is None:
            kept.append(block)
            body = block if runs_on(block) else None
        else:
            _join(body, block, between, seam, context)
        between, blank = [], 0
    return kept


def runs_on(block: Block) -> bool:
    """Whether a block may go on in the next one."""
    return block.role is Role.BODY and block.form in (Form.PARAGRAPH, Form.ITEM)


def usual_break(blocks: list[Block]) -> int:
    """How many empty lines a page break leaves at most: the commonest number above one, or three."""
    runs = sorted(block.blank for block in blocks if block.blank > 2)
    return runs[(len(runs) - 1) // 3] if runs else 3


def judged(
    head: Block, tail: Block, between: list[Block], empty_page: bool, context: Context, filling: bool = False
) -> Seam:
    """What is to be thought of the place where two paragraphs meet.

    Args:
        head, tail: the paragraphs.
        between: notes and furniture that stand between them.
        empty_page: more empty lines do than a page break leaves.
        filling: the text's pages end with full lines.
    """
    if "\n" not in context.source[head.end : tail.start] or head.end - head.start > _LONGEST:
        return Seam()
    if len(head.pieces) > _MOST:
        return Seam()
    before, after = context.text(head), context.text(tail)
    if not before or not any(char.isalpha() for char in after) or _MARKED.match(after):
        return Seam()
    cut = bool(between) or tail.after_rule or tail.page_break
    low = after[0].islower() or after[0] in _NEVER_FIRST
    if not cut and ((not low and len(before) < _SHORT) or not stops(before)):
        return Seam()
    if not cut and (_has_room(head, tail, context) or not _aligned(head, tail, context.source)):
        return Seam()
    parted = not low or closed(before) or head.form is Form.ITEM
    if not between and parted and _PARTING.search(context.source, head.end, tail.start):
        return Seam()
    is_open = not closed(before) or (cut and _ABBREVIATED.search(before[-12:]) is not None)
    if head.form is Form.ITEM and not (cut and low and is_open):
        return Seam()
    if is_open and _HYPHENED.search(before[-24:]) and after[0].islower():
        return Seam("-", "a hyphen divides a word at the cut") if cut or low else Seam()
    word = _broken_word(before, after, tail.blank > 2, context) if is_open else None
    if word == "whole":
        return Seam("", "the two ends make one word, which the text has elsewhere")
    if not is_open:
        on = (
            cut
            and not empty_page
            and (_goes_on(before, after, low, tail, context.source) or (filling and _fills(head, tail, context.source)))
        )
        return Seam(joint(before, after), _speaks(before, after, low)) if on else Seam()
    if not (_wordy(before, after, low) if cut else len(before) >= _SHORT and prose(before)):
        return Seam()
    if cut and not low and (word == "lost" or empty_page):
        last = before.split()[-1]
        reason = "the text breaks off in mid-word" if word == "lost" else "the sentence breaks off"
        return Seam(lost=f"{reason} at \u201c{last}\u201d; a page may be missing")
    if taken := "" if low or cut else _taken_up(before, after):
        return Seam(joint(before, after), taken)
    if low or cut:
        follows = "what follows begins in lower case" if low else "nothing says that text is missing"
        return Seam(joint(before, after), f"the sentence does not close before the cut, and {follows}")
    return Seam()


def _aligned(head: Block, tail: Block, source: str) -> bool:
    """Whether a block begins below where the last line of one before it does, and neither is a line of a program.

    What is set apart is no second half, nor what is typed.
    """
    begin = max(head.pieces[-1][0], source.rfind("\n", 0, head.end) + 1)
    line = source[source.rfind("\n", 0, begin) + 1 : head.end].expandtabs()
    own = source[source.rfind("\n", 0, tail.start) + 1 : tail.start + 1].expandtabs()
    first = source[tail.start : tail.pieces[0][1]].split("\n", 1)[0]
    if abs(len(line) - len(line.lstrip()) - (len(own) - 1)) > 1:
        return False
    return not any(len(one) <= _TYPED_MOST and _TYPED.search(one.rstrip()) for one in (line, first))


def _has_room(head: Block, tail: Block, context: Context) -> bool:
    """Whether the last line of a block had room for the first word of one behind it, by the lines about them: its
    author broke it there on purpose, and no stray empty line did.
    """
    source = context.source
    first = max(source.rfind("\n", 0, head.pieces[-1][0]) + 1, head.end - _FAR)
    *above, last = source[first : head.end].expandtabs().split("\n")
    below = source[tail.start : min(tail.pieces[0][1], tail.start + _FAR)].split("\n")
    word = below[0].split(maxsplit=1)[0]
    indent = tail.start - source.rfind("\n", 0, tail.start) - 1
    lines = [*above, indent * " " + below[0], *below[1:]] if len(below) > 1 else above
    # Where neither block has two lines, the text's own measure tells, if it is broken into lines at all.
    width = max((len(line.rstrip()) for line in lines), default=context.width)
    return not _eastern(word) and len(last.rstrip()) + 1 + len(word) <= width


def _speaks(before: str, after: str, low: bool) -> str:
    """What speaks for a text's going on behind what looks like a full stop."""
    if low:
        return "what follows the cut begins in lower case"
    if _still_open(before, after):
        return "a bracket or a quotation opened before the cut is closed behind it"
    if _LEANING.match(after) or _INFINITIVE.match(after):
        first = " ".join(after.split()[:3])
        return f"what follows the cut begins as no paragraph does: \u201c{first}\u201d leans on a sentence before it"
    return "the last line before the cut is as full as one in the midst of a paragraph"


def _goes_on(before: str, after: str, low: bool, tail: Block, source: str) -> bool:
    """Whether a text goes on, across a cut, behind what looks like a full stop."""
    if low:
        return len(before.split()) > 3
    if _still_open(before, after):
        return True
    leans = (_LEANING.match(after) or _INFINITIVE.match(after)) is not None
    # What several paragraphs begin with leans on none before it.
    return prose(before) and leans and source.count("\n" + source[tail.start : tail.start + _OPENING]) < _TIMES


def _fills_pages(blocks: list[Block], context: Context) -> bool:
    """Whether the pages of a text end with full lines: those do that end in the midst of a sentence."""
    full = cut = 0
    head: Block | None = None
    between = False
    for block in blocks:
        if block.role in (Role.NOTE, Role.FURNITURE):
            between = True
            continue
        if head and (between or block.page_break or block.after_rule) and block.role is Role.BODY:
            said = context.text(head)
            if head.end - head.start > _SHORT and said and not closed(said) and context.text(block)[:1].islower():
                cut += 1
                full += _fills(head, block, context.source)
        head, between = (block if block.role is Role.BODY and block.form is Form.PARAGRAPH else None), False
    return cut > 2 and full * 5 >= cut * 4


def _fills(head: Block, tail: Block, source: str) -> bool:
    """Whether the last line before a cut is as full as a line can be, and the first one behind it is not indented.

    A paragraph's last line ends anywhere; a page's last line, in the midst of one, where no further word fits.
    """
    above = source[head.pieces[-1][0] : head.end].split("\n")
    below = source[tail.start : tail.pieces[0][1]].split("\n")
    if len(above) < 4 or len(below) < 2:
        return False
    widest = max(len(line.rstrip()) for line in above[1:])
    column = tail.start - source.rfind("\n", 0, tail.start) - 1
    indented = column > len(below[1]) - len(below[1].lstrip())
    word = below[0].split(maxsplit=1)[0]
    return not indented and len(above[-1].rstrip()) + len(word) >= widest


def _still_open(before: str, after: str) -> bool:
    """Whether a bracket or a quotation opened before is closed behind, with none opened in between."""
    for opening, closing in _PAIRS:
        if before.count(opening) <= before.count(closing) or after.startswith(opening):
            continue
        at = after.find(closing)
        if 0 <= at < _REACH and opening not in after[:at]:
            return True
    return False


def _taken_up(before: str, after: str) -> str:
    """What opened before a stray empty line and is taken up behind it, for a person; else empty."""
    unfinished, going_on = _SENTENCE_END.split(before)[-1], _SENTENCE_END.split(after, 1)[0]
    for opening, taking_up in _TAKEN_UP:
        opened, taken = opening.search(unfinished), taking_up.search(going_on)
        if opened and taken and not taking_up.search(unfinished, opened.end()):
            return f"\u201c{opened.group()}\u201d before the cut is taken up by \u201c{taken.group()}\u201d behind it"
    return ""


def _wordy(before: str, after: str, low: bool) -> bool:
    """Whether an unfinished text across a cut is one that goes on: running text, or a few words of a sentence."""
    if (len(before) >= _SHORT and prose(before)) or (len(before) > 2 and _eastern(before)):
        return True
    words = before.split()
    if low:
        return len(words) > 2 or len(before) > _SHORT
    # A capital may begin a paragraph of its own behind a line that is none: the last word must ask for another.
    if after[0] == "(" or words[-1][-1] == "," or words[-1].rpartition("(")[2].lower() in ASKING:
        return len(words) > 1
    return len(words) > 3 and len(before) > _SHORT // 3 and (words[-1][0].islower() or not after[0].isalpha())


def _eastern(text: str) -> bool:
    """Whether a text has a character of Chinese or Japanese."""
    return has_any(text) or has_any(text, "\u3040", "\u30ff")


def _broken_word(before: str, after: str, apart: bool, context: Context) -> str | None:
    """ "whole" when the two ends make one attested word, "lost" when the first is but a piece of one, else None."""
    last, first = _LAST_WORD.search(before[-60:]), _FIRST_WORD.match(after)
    if not last or _eastern(last.group()):
        return None
    piece = last.group().lower()
    words = context.vocabulary
    if words[piece] > 1 or len(piece) < 3:
        return None
    if first and after[0].islower() and words[piece + first.group().lower()] and not words[first.group().lower()] > 1:
        return "whole"
    # A rare word may have longer kin; a piece of a word is one when what it is a piece of comes again and again.
    longer = sum(words[word] for word in words.beginning(piece) if len(word) > len(piece) + 3)
    return "lost" if longer >= (1 if apart else _KIN) else None


def _join(head: Block, tail: Block, between: list[Block], seam: Seam, context: Context) -> None:
    at, glue = head.end, seam.glue or ""
    for block in between:
        kind = "cut-furniture" if block.role is Role.FURNITURE else "cut-note"
        # A note may go on below the cut.
        before = context.source[block.start : max(b for _, b in block.pieces if b <= tail.start)]
        head.repairs.append(Repair(kind, block.start, before, "", seam.why))
    if glue == "-":
        glue, word = "", attested(context.text(head)[:-1], context.text(tail), context)
        if word and "dehyphenate" not in context.without:
            head.edit(at - 1, at, "", "dehyphenate", because(word))
    head.repairs.append(Repair("join", at, "" if between else context.source[at : tail.start], glue, seam.why))
    head.append(tail, glue)
