"""Headings: which lines are some, where one runs on in the next block, and where the title is."""

import re
from array import array
from collections import Counter

from tui.documents.blocks import Block, like
from tui.documents.model import Form, Repair, Role
from tui.documents.repair.context import Context, closed, has_any, prose, split
from tui.documents.repair.counted import WEAK, after, counted, stands_before_text
from tui.documents.repair.names import named
from tui.documents.repair.numbering import STAGED, Printed, printed

_SHORT = 110
_LONG = 160
"""Code points of a heading that is set in two lines."""
_SELDOM = 4
"""One number of a unit in so many has a name below it at least, where they have names."""
_ASKED = 240
"""Code points of one that asks, in three lines."""
_ASKING = ("?", "!", "!'")
_SENTENCE = 50
_FAR = 10_000
"""Code points before a block among which its line begins; a file of one line is not looked through for each block."""
_TAIL = re.compile(r"[a-z][^.!?\u3002]{0,80}[.!?\u3002](?=\s+(?P<next>\S))")
_CODE = re.compile(r"[_={}<>|$\\]")
"""Signs of what a program is written in, which sets its names in capitals."""
_LEADER = re.compile(r"\.{4,}|(?:\. ){3,}|\u2026{2,}|\s{2,}\d{1,4}$")
"""What leads to a page number in a table of contents."""
_COLUMNS = re.compile(r"\S {3,}\S|\S\t+\S")
_MORE = re.compile(r"[,;:] (?:and|or|und|oder|et|ou|y|o|e)$")
"""How an item ends that another one follows."""
_ITEM = re.compile(r"[a-z]{1,2}[.)] ")
"""How an item of a list begins that is counted by letters."""
_LEANING = re.compile(
    r"(?:\w,|\w \w+ (?:a|an|the|of|in|on|at|to|by|for|from|with|and|or|as|its|their|between|into|under|der|die"
    r"|das|des|und|von"
    r"|f\u00fcr|le|la|les|de|du|et|el|los|las|y|del|di|e))$"
)
"""A title that can't end here."""


def headings(blocks: list[Block], context: Context) -> list[Block]:
    """Give lines that are headings without marks their role, and join a heading to the piece of it in the next block.

    A line without marks is a heading when it is short, stands alone and has one of these signs: a number that goes on
    from another line's of the same form; a name that only headings bear; capitals throughout, as others have; it is
    flush where the text is indented; it is the first line of a text that has no marks at all.
    """
    _unmarked(blocks, context)
    kept = like(blocks)
    taken: set[int] = set()
    nameless = _nameless(blocks, context)
    for number, block in enumerate(blocks):
        if number in taken:
            continue
        kept.append(block)
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if block.role is not Role.HEADING or following is None or not _may_run_on(following, context):
            continue
        rest = _run_on(block, following, blocks[number + 2] if number + 2 < len(blocks) else None, nameless, context)
        if rest is not None:
            taken.add(number + 1)
            kept += rest
    return kept


def _may_run_on(block: Block, context: Context) -> bool:
    """Whether a block may be a heading's other half: text, or a name that stands below a chapter's number."""
    if block.role is Role.HEADING:
        return block.start not in context.authored and named(context.text(block).rstrip(":."))
    return block.role is Role.BODY


def _unmarked(blocks: list[Block], context: Context) -> None:
    alone = array("I", (number for number, block in enumerate(blocks) if _line(block, context)))
    numbered: list[tuple[int, Printed, str]] = []
    shouted: list[int] = []
    # A text that marks its headings marks them all, but those that lost their marks keep their numbers.
    marked = sum(1 for block in blocks if block.level) > 1
    flush = set() if marked else _flush(blocks, context)
    deepest = max((_column(block, context) for block in blocks if block.level), default=0) if marked else _LONG
    for number in alone:
        # A book of lines has too many of them for their texts to be kept.
        text = context.text(blocks[number])
        mark = printed(text)
        if named(text.rstrip(":.")) and (
            number in flush or stands_before_text(blocks, number, context) or _heads_list(blocks, number, text, context)
        ):
            blocks[number].role = Role.HEADING
        elif _column(blocks[number], context) > deepest + 1 or _MORE.search(text):
            # Right of all headings that are marked stand lists and what is quoted.
            continue
        elif mark and mark.form != "word" and not (mark.form == "bare" and mark.value > 30):
            if (
                mark.form not in STAGED
                and text[-1] in ".;\u3002\uff1b"
                and len(text) > (_SENTENCE // 3 if has_any(text) else _SENTENCE // 2)
                and len(text) > mark.length
            ):
                # A sentence of its own, where no text stands behind it that is longer.
                following = after(blocks, number)
                said = context.text(blocks[following]) if following >= 0 else ""
                part = printed(said)
                divided = part is not None and len(part.parts) > 1 == len(mark.parts) and part.parts[0] == mark.parts[0]
                if not divided and (len(said) < 2 * len(text) or part):
                    continue
            numbered.append((number, mark, text))
        elif not marked and _shouts(text) and stands_before_text(blocks, number, context):
            before = context.text(blocks[number - 1]) if number else ""
            unit = printed(before)
            if not unit or unit.rank is None or len(before) > unit.length:
                shouted.append(number)
        elif number in flush and stands_before_text(blocks, number, context):
            blocks[number].role = Role.HEADING
    for number in counted(numbered, blocks, context):
        blocks[number].role = Role.HEADING
    if len(shouted) > 1 or (shouted and any(block.role is Role.HEADING for block in blocks)):
        for number in shouted:
            blocks[number].role = Role.HEADING
    _title(blocks, context)


def _heads_list(blocks: list[Block], number: int, text: str, context: Context) -> bool:
    """Whether a line names what is listed below it, as a bibliography is, or the contents; not a list in columns."""
    below = blocks[number + 1] if number + 1 < len(blocks) else None
    return (
        text[:1].isupper()
        and below is not None
        and below.role in (Role.NOTE, Role.BODY)
        and (below.form is not Form.CODE or not _COLUMNS.search(context.source, below.start, below.end))
    )


def _line(block: Block, context: Context) -> str:
    """The text of a block that is one line, or two where the first is numbered; nothing for what can be no heading."""
    if block.role is not Role.BODY or block.form is not Form.PARAGRAPH or block.end - block.start > _ASKED:
        return ""
    if len(block.pieces) > 1 or (block.start and not block.blank and not block.page_break):
        return ""
    raw = context.source[block.start : block.end]
    text = context.text(block)
    if len(raw) > _LONG and not text.endswith(_ASKING):
        return ""
    lines = raw.count("\n") + 1
    if not text or _LEADER.search(raw) or (lines == 1 and len(raw) > _SHORT):
        return ""
    if lines > 1 and not _wrapped(raw, text, lines):
        return ""
    return text


def _wrapped(raw: str, text: str, lines: int) -> bool:
    """Whether lines under each other may be one heading: two, of which the first is numbered; of a question, three."""
    mark = printed(text)
    if mark is None or mark.form in WEAK or text[-1] in ".:;\u3002":
        return False
    second = printed(raw.partition("\n")[2].strip())
    if second is not None and second.form not in WEAK:
        return False  # entries of a table of contents
    return lines == 2 or (lines == 3 and text[-1] in _ASKING and len(mark.parts) > 1)


def _shouts(text: str) -> bool:
    """Whether a text is in capitals throughout, and more than an acronym."""
    letters = [char for char in text if char.isalpha()]
    shouts = len(letters) > 3 and text.isupper() and text[-1] not in ".,;" and len(text) < _SHORT - 30
    return shouts and not _CODE.search(text)


def _column(block: Block, context: Context) -> int:
    begin = max(0, block.start - _FAR)
    return block.start - max(context.source.rfind("\n", begin, block.start), begin - 1) - 1


def _flush(blocks: list[Block], context: Context) -> set[int]:
    """Lines that begin left of nearly all the text, in a text that is indented."""
    flush = array("I")
    long = indented = 0
    for number, block in enumerate(blocks):
        if block.role is Role.BODY and block.end > block.start and block.form is not Form.CODE:
            column = _column(block, context)
            if block.end - block.start > _SENTENCE:
                long, indented = long + 1, indented + (column > 1)
            if column == 0 and number > 0:
                flush.append(number)
    if long < 3 or indented * 10 < long * 8:
        return set()
    return {
        number
        for number in flush
        if (text := context.text(blocks[number]))[-1:] not in (".", ",", ";", ":")
        if text[:1].isupper() and "\u00a9" not in text and len(text) < _SHORT - 40
    }


def _title(blocks: list[Block], context: Context) -> None:
    """The first line of a text without any marks, when running text follows it and it closes no sentence."""
    if not blocks or any(block.level for block in blocks):
        return
    # What stands in columns above a title says who wrote it and when.
    above = (block for block in blocks if block.role is not Role.FURNITURE and block.form is not Form.CODE)
    first = next(above, blocks[0])
    if first.role is not Role.BODY or first.form is not Form.PARAGRAPH or first.end - first.start > _LONG:
        return
    text = context.text(first)
    lines = context.source[first.start : first.end].count("\n") + 1
    at = blocks.index(first)
    rest = [block for block in blocks[at + 1 : at + 7] if block.role in (Role.BODY, Role.HEADING)]
    named = text[:1].isalpha() or text[:1] in '"\u201c\u201e\u00ab\u300a'
    if not text or closed(text) or lines > 3 or not rest or not rest[0].blank or not named or text[0].islower():
        return
    reads = [prose(other) and len(other) > _SHORT for block in rest if (other := context.text(block))]
    if reads and (reads[0] or (any(reads) and any(blocks[n].role is Role.HEADING for n in range(at + 1, len(blocks))))):
        first.role = Role.HEADING


def _nameless(blocks: list[Block], context: Context) -> frozenset[str]:
    """The units whose numbers stand alone above the text mostly: a short line below one of them is text as well."""
    alone: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for number, block in enumerate(blocks):
        if block.role is not Role.HEADING or not (mark := printed(title := context.text(block))):
            continue
        if mark.rank is None or len(title) > mark.length or number + 1 == len(blocks):
            continue
        following = blocks[number + 1]
        alone[mark.form] += 1
        name = following.role is Role.BODY and following.end - following.start <= _LONG
        beyond = blocks[number + 2] if number + 2 < len(blocks) else None
        named[mark.form] += name and _named_apart(title, following, beyond, context.text(following), context) > 0
    return frozenset(form for form, count in alone.items() if named[form] * _SELDOM < count)


def _run_on(
    heading: Block, following: Block, beyond: Block | None, nameless: frozenset[str], context: Context
) -> list[Block] | None:
    """Join the end of a heading that stands at the head of the next block; give what is left of that block.

    `nameless`: the units whose numbers bear no names in the text.
    """
    title, text = context.text(heading), context.text(following)
    # A heading's lost half is plain: what is set as a name or as code begins a paragraph in whatever case.
    marked = any(edit.kind == "markup" and edit.start == following.start for edit in following.peek("edits"))
    if (
        "\n" in context.source[heading.start : heading.end].strip()
        and heading.level
        and heading.start in context.authored
    ):
        return None  # it is underlined, and whole
    if closed(title) or following.form is not Form.PARAGRAPH or not text or marked or following.role is Role.HEADING:
        cut = _named_apart(title, following, beyond, text, context)
    elif text[:1].islower() and not _ITEM.match(text) and (len(title.split()) >= 5 or _LEANING.search(title)):
        tail = _TAIL.match(text)
        cut = (
            tail.end()
            if tail and _begins(tail["next"])
            else (len(text) if len(text) < _SHORT and not closed(text) else 0)
        )
    elif _LEANING.search(title) and len(text) < _SHORT and not closed(text) and not following.after_rule:
        cut = len(text)
    else:
        cut = _named_apart(title, following, beyond, text, context)
    mark = printed(title)
    if not cut or (mark is not None and mark.form in nameless and len(title) <= mark.length):
        return None
    from tui.text.spans import SourceMap

    lead = len(following.text(context.source)) - len(following.text(context.source).lstrip())
    at = SourceMap(following.render(context.source).runs).end(lead + cut)
    rest = split(following, at, context)
    why = "the heading does not close, and what stands below it begins in lower case and ends as a heading may"
    between = context.source[heading.end : following.start]
    heading.repairs.append(Repair("heading-join", heading.end, between, " ", why))
    heading.append(following, " ")
    return rest


def _begins(char: str) -> bool:
    """Whether a sentence may begin with a character."""
    return "A" <= char <= "Z" or char in '"\u201c(' or has_any(char)


def _named_apart(title: str, following: Block, beyond: Block | None, text: str, context: Context) -> int:
    """How much of a block is the name of a chapter whose number stands alone on the line above; 0 when none is."""
    mark = printed(title)
    if mark is None or mark.rank is None or len(title) > mark.length or following.form is not Form.PARAGRAPH:
        return 0
    short = 0 < len(text) < _SHORT - 30 and "\n" not in context.source[following.start : following.end]
    # A name in capitals may have a full stop, as old books set it.
    stops = text[-1:] in ".,;:\u3002" and not (text[-1:] == "." and text.isupper())
    if not short or stops or text[0].islower() or text[0] in '"\u201c' or printed(text):
        return 0
    reads = beyond is not None and (
        beyond.role is Role.HEADING or (beyond.role is Role.BODY and len(context.text(beyond)) > len(text))
    )
    return len(text) if reads else 0
