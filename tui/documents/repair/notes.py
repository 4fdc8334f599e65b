"""Notes: blocks of citations at a page's foot, told from the body by their shape and their place."""

import re
from bisect import bisect_right

from tui.documents.blocks import Block
from tui.documents.edges import WATERMARK
from tui.documents.model import Form, Role
from tui.documents.repair.citing import cites_again, features, finished, interrupting
from tui.documents.repair.context import Context, closed, has_any, prose, stops, text_before
from tui.documents.repair.counted import WEAK
from tui.documents.repair.labels import BACK, LABEL, LETTERED, called, follows, label, raw
from tui.documents.repair.listed import displayed, is_item, key_of
from tui.documents.repair.numbering import printed
from tui.documents.repair.stars import bulleted, may_label, title_note

_BIBLIOGRAPHY = re.compile(
    r"(?:\W|\d)*(?:references?|bibliography|works cited|literature|sources|further reading|literatur(?:verzeichnis)?"
    r"|bibliographie|bibliograf\u00eda|\u53c2\u8003\u6587\u732e)(?: (?:for|of|on|to|zu|zur|de) (?:\w+ ?){1,4})?\W*$",
    re.IGNORECASE,
)
_ENDNOTES = re.compile(r"(?:\W|\d)*(?:foot|end)?notes?\W*$|(?:\W|\d)*(?:anmerkungen|\u6ce8\u91ca)\W*$", re.IGNORECASE)
_LISTS = re.compile(
    r"(?:[\dIVX]+\.? )?(?:References|REFERENCES|Bibliography|BIBLIOGRAPHY|Works Cited|WORKS CITED|Notes|NOTES"
    r"|Endnotes|ENDNOTES"
    r"|Literatur(?:verzeichnis)?|Anmerkungen|Bibliographie|\u53c2\u8003\u6587\u732e|\u6ce8\u91ca):?$"
)
"""A line without marks that heads a list of works, or of notes."""
_DASHES = "-\u2013\u2014"
_GOES_ON = re.compile(r"\d+\.? [^\W\dA-Z_]")
_BRACKETED = re.compile(r"\[\d{1,3}\]")
_SHORT = 320
_BRIEF = 120
_ENOUGH = 3
"""Notes found in the midst of sentences from which on a text is known to have them between its paragraphs."""
_RARE = 100
"""One block in so many is such a note at least."""
_TERM = 30
"""Code points of a term that a dictionary explains."""
_LONGEST = 4 * _SHORT
"""Code points beyond which a block without a label is no note; so the body's paragraphs are never looked through."""


def notes(blocks: list[Block], context: Context) -> list[Block]:
    """Give blocks of notes their role.

    A run of notes opens after a rule, after a page break, or where a block with a citation's shape interrupts the
    text; it goes on while blocks look like notes or like torn pieces of one, and closes with the first that does not.
    """
    if block := title_note(blocks, context):
        block.role = Role.NOTE
    context.bracketed, context.starred = _bracketed(blocks, context), bulleted(blocks, context)
    cutting = _sweep(blocks, context, known=False)
    if cutting >= _ENOUGH and cutting * _RARE >= len(blocks):
        # A text that has notes of this kind has them too where they happen to cut no sentence.
        _sweep(blocks, context, known=True)
    return blocks


def _bracketed(blocks: list[Block], context: Context) -> frozenset[int]:
    """Where notes begin with "[3]", which a text before them calls by that sign, unless most are not.

    Paragraphs of a judgment are counted like that too, but none but them calls them before they stand there.
    """
    signs = {
        block.start: (block.end, match.group())
        for block in blocks
        if block.role is Role.BODY and (match := _BRACKETED.match(raw(block, context.source)))
    }
    starts = list(signs)
    called_before: set[int] = set()
    for start, (_, sign) in signs.items():
        at = context.source.rfind(sign, 0, start)
        above = bisect_right(starts, at) - 1
        # What is said within a block that bears such a sign itself is a reference from one paragraph to another.
        if at >= 0 and (above < 0 or at >= signs[starts[above]][0]):
            called_before.add(start)
    enough = len(called_before) >= _ENOUGH and len(called_before) * 2 > len(starts)
    return frozenset(called_before) if enough else frozenset()


def _sweep(blocks: list[Block], context: Context, known: bool) -> int:
    """Give notes their role, from the start to the end; how many were found in the midst of a sentence.

    Args:
        known: the text is known to have notes between its paragraphs.
    """
    zone = _Zone(context, known)
    for number, block in enumerate(blocks):
        text = context.text(block) if zone.asks(block) else ""
        if not text:
            continue
        if zone.is_note(blocks, number, text):
            block.role = Role.NOTE
            if block.form is Form.ITEM and block.marker == "\u2022":
                block.form, block.depth, block.marker = Form.PARAGRAPH, 0, ""
            zone.enter(block, text)
        else:
            zone.leave(block)
    return zone.cutting


class _Zone:
    """Where on its page the sweep is, and what it knows of the text's notes."""

    def __init__(self, context: Context, known: bool) -> None:
        self.context, self.known = context, known
        self.inside = self.listing = self.ending = self.cuts = False
        self.bare = known
        """notes without labels are known to stand between paragraphs"""
        self.level = 0
        """marks of the heading above a list of works"""
        self.strays = 0
        """blocks below a heading of endnotes that are none"""
        self.cutting = self.labelled = self.unlabelled = 0
        self.last = ""
        """label of the note before"""
        self.text = ""
        """and its text"""
        self.page: list[Block] = []
        """the last ones of the body's blocks since the last notes"""

    def asks(self, block: Block) -> bool:
        """Whether a block may be a note; what is known by its role alone is taken note of."""
        if block.role is Role.HEADING:
            title = self.context.text(block)
            lists = _BIBLIOGRAPHY.match(title) is not None
            # A list of works may have sections.
            self.listing = lists or (self.listing and block.level > self.level > 0)
            self.level = block.level if lists else self.level
            self.ending, self.strays = _ENDNOTES.match(title) is not None, 0
            self.inside = False
            self._pass(block)
        if block.role is Role.NOTE:
            self.inside, self.last = True, label(self.context.text(block)) or self.last
        if block.role is not Role.BODY or block.form in (Form.CODE, Form.TABLE):
            return False
        if self.context.listed and block.form is Form.ITEM and not self.ending:
            return False
        if block.end - block.start < _BRIEF // 3 and (said := self.context.text(block)) and _LISTS.match(said):
            # Its heading has no marks yet.
            self.listing, self.ending = _BIBLIOGRAPHY.match(said) is not None, _ENDNOTES.match(said) is not None
            return False
        if self.listing:
            self._pass(block)
        return not self.listing

    def enter(self, block: Block, text: str) -> None:
        self.inside, self.last = True, key_of(block, self.context) or self.last
        self.text = text
        self.cutting += self.cuts
        if key_of(block, self.context).isdigit():
            self.labelled += 1
        else:
            self.unlabelled += 1
        self.known = self.known or block.after_rule
        self.bare = self.bare or (block.after_rule and not key_of(block, self.context))

    def leave(self, block: Block) -> None:
        if self.inside:
            self.page = []
        self.inside = False
        self.strays += 1
        self.ending = self.ending and self.strays < _ENOUGH
        self._pass(block)
        if block.after_rule:
            # It may have been a note all the same, and what follows goes on from its number.
            self.last = key_of(block, self.context) or self.last

    def _pass(self, block: Block) -> None:
        self.page.append(block)
        if len(self.page) > 2 * BACK:
            del self.page[:-BACK]

    def is_note(self, blocks: list[Block], number: int, text: str) -> bool:
        """Whether a block of the body is a note: by its place, its label, its shape, or as a piece of one."""
        block, context = blocks[number], self.context
        key = key_of(block, context)
        if not key and self._by_letter(blocks, number, text):
            return True
        if text[0] in _DASHES and not self.inside:
            return False  # who said or signed what stands above
        if key.startswith("*") and not may_label(blocks, number, context):
            return False
        if context.bracketed and not key and not self.inside:
            return False
        placed = block.after_rule or self.inside
        if (len(text) > _LONGEST and not key) or WATERMARK.fullmatch(text):
            return False
        if not (placed or key or interrupting(text) or cites_again(text) or self._breaks_off(blocks, number, text)):
            return False
        if self.ending:
            return key != "" or (self.inside and _torn(blocks, number, text, context))
        if context.noted:
            return False
        strength = features(text)
        self.cuts = _interrupts(blocks, number, context)
        if strength < 3 and _GOES_ON.match(text) and text.split(" ", 1)[1][0].islower():
            # A number that a sentence goes on with is no label.
            key = ""
            if self.cuts:
                return False
        if key and strength < 2 and is_item(blocks, number, key, context):
            return False
        if key and self._labelled(blocks, number, key, text, strength):
            return True
        if self.inside and self._continues(blocks, number, text):
            return True
        if self.cuts and strength < 3 and _takes_up(text):
            return False
        if (
            self.cuts
            and (strength > 1 or (strength and self._breaks(blocks, number, _BRIEF // 4)))
            and len(text) < _SHORT
            and _resumes(blocks, number, context, citing=True)
        ):
            return True
        if self.cuts and not finished(text) and len(text) < _SHORT // 2 and _cites_on(blocks, number, text, context):
            return True
        whole = self.known and (key != "" or (closed(text) and not self.last))
        if (self.cuts or whole) and strength >= 2 and len(text) < _BRIEF:
            return True
        # Where all notes bear labels, what bears none and stands among paragraphs is one that cites in its text.
        borne = self.labelled > 0 and not self.unlabelled
        awaited = placed or self.cuts or (self.known and (key != "" or (self.bare and not borne)))
        shaped = _shape(text, strength, placed, key) and awaited
        enough = 3 if self.known or self.cutting else 4
        shaped = shaped or (strength >= enough and len(text) < _SHORT and _at_foot(blocks, number, context))
        return shaped or (self.inside and _torn(blocks, number, text, context))

    def _by_letter(self, blocks: list[Block], number: int, text: str) -> bool:
        """Whether a block begins with a letter in brackets that a word of its page calls, and stands as a note does."""
        block = blocks[number]
        match = LETTERED.match(self.context.source, block.start, block.end)
        if match is None or len(text) > _LONGEST or self.listing:
            return False
        placed = self.inside or block.after_rule or _interrupts(blocks, number, self.context) or features(text) > 1
        return placed and called(match.group().strip(), self.page, self.context, block)

    def _continues(self, blocks: list[Block], number: int, text: str) -> bool:
        """Whether a block is the rest of the note before it, which stops unfinished.

        Where the body is broken off as well, two blocks take something up: the first one the note, the second the body.
        """
        if finished(self.text) or key_of(blocks[number], self.context) or len(text) > _SHORT:
            return False
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if following and following.role is Role.BODY and not following.after_rule:
            key = key_of(following, self.context)
            if key and key != "1" and follows(key, self.last):
                return True
        if not text[:1].islower() and not (features(text) and not blocks[number].after_rule):
            return False
        return not self.cuts or _resumes(blocks, number, self.context)

    def _labelled(self, blocks: list[Block], number: int, key: str, text: str, strength: int) -> bool:
        """Whether a block's label makes it a note: one that the page's text calls, or that follows the note before."""
        block, context = blocks[number], self.context
        if len(text) > _LONGEST:
            return False
        if block.start in context.bracketed:
            return True
        goes_on, below = follows(key, self.last), block.after_rule or self.inside
        certain = goes_on or strength > 0 or self.cuts or below
        if certain and called(key, self.page, context, block):
            # A heading bears a number too, and a bare one might be called by chance.
            plain = context.source[block.start].isdigit()
            return (
                not plain
                or finished(text)
                or (self.inside and goes_on and key != "1")
                or (self.cuts and (self._breaks(blocks, number) or _resumes(blocks, number, context, citing=True)))
            )
        if not (strength > 0 or closed(text)):
            return False
        if self.cuts and _resumes(blocks, number, context):
            return True
        if not goes_on:
            return False
        if below and (strength > 0 or self.known or self.cuts):
            return key != "1" or strength > 0 or self.cuts
        return strength > 0 and finished(text) and _at_foot(blocks, number, context)

    def _breaks_off(self, blocks: list[Block], number: int, text: str) -> bool:
        """Whether a short block that stops unfinished stands where the text before it does so too."""
        return len(text) < _SHORT // 2 and not finished(text) and _interrupts(blocks, number, self.context)

    def _breaks(self, blocks: list[Block], number: int, least: int = _BRIEF) -> bool:
        """Whether the text before a block is running text of some length, not a line that closes nothing."""
        before = text_before(blocks, number)
        return before is not None and before.end - before.start > least


def _resumes(blocks: list[Block], number: int, context: Context, citing: bool = False) -> bool:
    """Whether a sentence is taken up behind a run of blocks with labels; or, `citing`, that cite something."""
    for block in blocks[number + 1 : number + 9]:
        if block.role in (Role.HEADING, Role.DOUBTFUL):
            return False
        if block.role is Role.BODY and not key_of(block, context):
            text = context.text(block)
            if citing and len(text) < _SHORT and not text[:1].islower() and features(text):
                continue
            return text[:1].islower() or (not citing and "\u3400" <= text[:1] <= "\u9fff")
    return False


def _cites_on(blocks: list[Block], number: int, text: str, context: Context) -> bool:
    """Whether a block is the first piece of a citation that goes on in the next one, in the midst of a sentence."""
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    if (
        following is None
        or following.role is not Role.BODY
        or following.after_rule
        or following.end - following.start > _SHORT
    ):
        return False
    rest = context.text(following)
    return (
        features(f"{text} {rest}") >= 3 and features(rest) >= 1 and _resumes(blocks, number + 1, context, citing=True)
    )


def _at_foot(blocks: list[Block], number: int, context: Context) -> bool:
    """Whether nothing but furniture, notes and what looks like them stands between the block and its page's end."""
    last = key_of(blocks[number], context)
    for block in blocks[number + 1 : number + 9]:
        if block.page_break or block.role is Role.FURNITURE:
            return True
        if block.role is Role.HEADING or block.end - block.start > 2 * _SHORT:
            return False
        key = key_of(block, context)
        goes_on = key not in ("", "1") and last.isdigit() and follows(key, last)
        last = key or last
        if block.role is Role.BODY and not goes_on and not features(context.text(block)):
            return False
    return False


def _takes_up(text: str) -> bool:
    """Whether a text that shows few signs of a citation may go on with a broken sentence."""
    if text[:1].islower() or text[:1] in "(,;":
        return True
    return len(text) > _BRIEF and prose(text) and closed(text) and not LABEL.match(text)


def _shape(text: str, strength: int, placed: bool, key: str = "") -> bool:
    """Whether a text has a citation's shape; where notes are expected, a short text needs fewer signs."""
    if placed and not any(char.isalnum() for char in text):
        return True
    if strength >= 3 and (len(text) < _LONGEST or key):
        return strength >= 4 or placed or len(text) < 2 * _SHORT
    return placed and len(text) < _SHORT and (strength >= 2 or (strength == 1 and key != ""))


def _interrupts(blocks: list[Block], number: int, context: Context) -> bool:
    """Whether the block cuts a sentence: the text before it does not close."""
    before = text_before(blocks, number)
    if before is None or before.role is not Role.BODY:
        return False
    if not blocks[number].after_rule and (before.form in (Form.CODE, Form.TABLE) or displayed(blocks, number, context)):
        return False
    said = context.text(before)
    if len(said) < _TERM and not has_any(said, "\u3040") and len(said.split()) < _ENOUGH:
        return False  # a term that is explained, or a name
    cites = len(said) < _SHORT and features(said) > 1
    return not closed(said) and stops(said) and not cites and not _counts(before, said, context)


def _counts(block: Block, text: str, context: Context) -> bool:
    """Whether a block is a short line with a number at its head, as a heading is that has no marks yet."""
    if len(text) > _BRIEF // 2 or "\n" in context.source[block.start : block.end] or not block.blank:
        return False
    mark = printed(text)
    return mark is not None and mark.form not in WEAK and text[mark.length : mark.length + 1].isupper()


def _torn(blocks: list[Block], number: int, text: str, context: Context) -> bool:
    """Whether a block among notes is a piece of one: short, with a note or nothing behind it."""
    if not any(char.isalnum() for char in text):
        return True
    if len(text) >= _SHORT // 2 or closed(text):
        return False
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    if following is None or following.role is not Role.BODY or following.after_rule:
        return features(text) > 0
    return _shape(
        context.text(following),
        features(context.text(following)),
        placed=True,
        key=key_of(following, context),
    )
