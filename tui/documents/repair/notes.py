"""Notes: blocks of citations at a page's foot, told from the body by their shape and their place."""

import re

from tui.documents.blocks import Block
from tui.documents.model import Form, Role
from tui.documents.repair.context import Context, closed, prose, text_before

_FEATURES = (
    # who publishes
    r"\bPress\b|\bPublish(?:er|ers|ing)\b|\bVerlag\b|\b\u00c9ditions?\b|\u51fa\u7248\u793e|\u4e66\u5c40|\u5370\u4e66\u9986",
    # a year of its own
    r"\b(?:1[5-9]|20)\d\d\b|\d{4}\u5e74",
    # pages
    r"\b[Pp]p?\.? ?\d+|\b[Pp]ages? \d+|\u7b2c\s?[\d,\uff0c\u2014-]+\s?\u9875|\u7b2c\d+\u9875|\bS\. \d+",
    # a number of a periodical
    r"\bVol\.? ?\d+|\bNo\.? ?\d+|\b[Ii]ssues? \d+|\bIssue, Page|\u7b2c\s?\d+\s?\u671f|\b\d+\(\d+\): ?\d+",
    # how a citation speaks
    r"\b[Pp]ublished in\b|\b[Tt]ranslated by\b|\b[Ww]ritten by\b|\b[Ee]dited by\b|[Ee]ditor-in-[Cc]hief|\bet al\."
    r"|\beds?\.\)?|\b[Ii]bid\b|\b[Oo]p\. cit\.|\b[Cc]f\. |\b[Ss]ee (?:also )?(?:the website|[A-Z])"
    r"|\u53d1\u8868\u4e8e|\u8f7d\u300a|\u4e3b\u7f16",
    # a title between marks
    r"\u00ab[^\u00bb]{3,}|\u300a[^\u300b]+\u300b|[\"\u201c][A-Z\u3400-\u9fff][^\"\u201d]{5,}[,.]?[\"\u201d\u00b6]",
    # where it is on the web, when it was looked at
    r"https?://|<http|\bdoi:|\[\d{4} ?- ?(?:\d\d)?",
)
_LABEL = re.compile(
    r"\s*(?:(?P<number>\[?\d{1,3}[\].)]|\d{1,3}(?=[ \u3000]))\s*"
    r"|(?P<mark>\\?\*{1,3}(?=\s)|[\u2020\u2021\u00a7\u00b6\u00ff]"
    r"|[\u0300-\u036f]|[\u00b9\u00b2\u00b3\u2070-\u2079]+|[\u2460-\u2473])\s*)"
)
_CITING = re.compile(r"\d{2}")
_TITLE = re.compile(r"[\u00ab\u300a\"\u201c<*]|\bpp?\. ?\d|\bPress\b|\bVerlag\b|\bPublish|\b[Pp]ages? \d")
"""What no citation that interrupts a text does without: a number of two figures, and marks about a title, or a page."""
_BIBLIOGRAPHY = re.compile(
    r"(?:\W|\d)*(?:references?|bibliography|works cited|literature|sources|further reading"
    r"|\u53c2\u8003\u6587\u732e|notes?|endnotes?)\W*$",
    re.IGNORECASE,
)
_SHORT = 320
_BRIEF = 120
_ENOUGH = 3
"""Notes found in the midst of sentences from which on a text is known to have them between its paragraphs."""
_LONGEST = 4 * _SHORT
"""Code points beyond which a block without a label is no note; so the body's paragraphs are never looked through."""


def features(text: str) -> int:
    """How many of the seven signs of a citation the text shows."""
    return sum(1 for pattern in _FEATURES if re.search(pattern, text))


def notes(blocks: list[Block], context: Context) -> list[Block]:
    """Give blocks of notes their role.

    A run of notes opens after a rule, after a page break, or where a block with a citation's shape interrupts the
    text; it goes on while blocks look like notes or like torn pieces of one, and closes with the first that does not.
    """
    for block in blocks if starred(blocks, context) else ():
        if block.role is Role.BODY and re.match(r"\\?\*(?=\s)", context.source[block.start : block.start + 3]):
            block.role = Role.NOTE
            break
    if _sweep(blocks, context, known=False) >= _ENOUGH:
        # A text that has notes of this kind has them too where they happen to cut no sentence.
        _sweep(blocks, context, known=True)
    return blocks


def _sweep(blocks: list[Block], context: Context, known: bool) -> int:
    """Give notes their role, from the start to the end; how many were found in the midst of a sentence.

    Args:
        known: the text is known to have notes between its paragraphs.
    """
    listing = in_zone = False
    cutting = 0
    for number, block in enumerate(blocks):
        if block.role is Role.HEADING:
            listing, in_zone = _BIBLIOGRAPHY.match(context.text(block)) is not None, False
        in_zone = in_zone or block.role is Role.NOTE
        if block.role is not Role.BODY or block.form in (Form.CODE, Form.TABLE) or listing:
            continue
        text = context.text(block)
        placed = block.after_rule or block.page_break or in_zone
        if (len(text) > _LONGEST and not _LABEL.match(text)) or not (placed or _citing(text)):
            in_zone = False
            continue
        strength = features(text)
        cuts = _interrupts(blocks, number, context)
        takes_up = cuts and strength < 3 and _takes_up(text)
        brief = (cuts or known) and strength >= 2 and len(text) < _BRIEF
        shaped = _shape(text, strength, placed) and (placed or known or cuts)
        if not takes_up and (brief or shaped or (in_zone and _torn(blocks, number, text, context))):
            block.role, in_zone = Role.NOTE, True
            cutting += cuts
            known = known or block.after_rule
        else:
            in_zone = False
    return cutting


def _takes_up(text: str) -> bool:
    """Whether a text that shows few signs of a citation may go on with a broken sentence."""
    if text[:1].islower():
        return True
    return len(text) > _BRIEF and prose(text) and closed(text) and not _LABEL.match(text)


def _citing(text: str) -> bool:
    """Whether a text has what no citation that interrupts a text does without."""
    return _CITING.search(text) is not None and _TITLE.search(text) is not None


def starred(blocks: list[Block], context: Context) -> tuple[Block, int] | None:
    """The first heading that calls a note by a star at its end, and the source offset of the star."""
    for block in blocks:
        if block.role is Role.HEADING:
            a, b = block.pieces[0]
            match = re.search(r"(?<=\w)\s*\\?\*$", context.source[a:b])
            if match:
                return block, a + match.start()
    return None


def _shape(text: str, strength: int, placed: bool) -> bool:
    """Whether a text has a citation's shape; where notes are expected, a short text needs fewer signs."""
    if placed and not any(char.isalnum() for char in text):
        return True
    if strength >= 3 and (len(text) < _LONGEST or _LABEL.match(text)):
        return strength >= 4 or placed or len(text) < 2 * _SHORT
    return placed and len(text) < _SHORT and (strength >= 2 or (strength == 1 and _LABEL.match(text) is not None))


def _interrupts(blocks: list[Block], number: int, context: Context) -> bool:
    """Whether the block cuts a sentence: the text before it does not close."""
    before = text_before(blocks, number)
    return before is not None and before.role is Role.BODY and not closed(context.text(before))


def _torn(blocks: list[Block], number: int, text: str, context: Context) -> bool:
    """Whether a block among notes is a piece of one: short, with a note or nothing behind it."""
    if not any(char.isalnum() for char in text):
        return True
    if len(text) >= _SHORT // 2 or closed(text):
        return False
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    if following is None or following.role is not Role.BODY or following.after_rule:
        return features(text) > 0
    return _shape(context.text(following), features(context.text(following)), placed=True)


def labels(blocks: list[Block], context: Context) -> list[Block]:
    """Read the label each note begins with: a number, a star, a scanner's trace of one."""
    for block in blocks:
        if block.role is Role.NOTE and not block.marker and (end := label_end(block, context)):
            block.marker = context.source[block.start : end].strip().lstrip("\\")
    return blocks


def label_end(block: Block, context: Context) -> int:
    """The source offset behind a note's label, 0 where it has none."""
    raw = context.source[block.start : block.pieces[0][1]]
    match = _LABEL.match(raw) if any(char.isalnum() for char in raw) else None
    return block.start + match.end() if match else 0
