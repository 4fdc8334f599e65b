"""What the stages of repair share: the source, its words, and what they found missing."""

import re
from functools import cached_property, lru_cache
from typing import NamedTuple

from tui.documents.blocks import Block, parts
from tui.documents.model import Role
from tui.documents.repair.words import Words, pieces
from tui.documents.versing import WIDEST, measured

_COMPOUND = re.compile(r"(?<![^\W_])(?=([^\W\d_]{2,}-[^\W\d_]{2,})(?![^\W_]))")
_ENDS = ".!?:\u2026\u3002\uff01\uff1f\uff1a"
_BEHIND = "\"'\u201d\u2019\u00bb\u300b\u300d\u300f)]*_\uff09"
"""What may stand behind the end of a sentence."""
_PARTING = (",", ";", "-", "\u2010", "\u2013", "\u2014", "'", '"', "\u2019", "\u201d", ")")
_FEW = 4
"""Words that a broken sentence has more of; a line of less may be a title."""
_ASKS = (
    "a an the of in on at to by for from with and or but as that than which who whose is are was were be been "
    "has have had its their his her our this these between into through under over about against said such not only "
    "der die das den dem des ein eine einer eines und oder von mit zu im am auf f\u00fcr als bei nach aus \u00fcber "
    "le la les des du de un une et ou dans par pour sur avec que qui au aux el los las del y il lo gli di e che con "
    "per da "
    "\u0438 \u0432 \u043d\u0430 \u0441 \u043f\u043e \u0438\u0437 \u043e\u0442 \u0434\u043b\u044f \u0447\u0442\u043e"
)
ASKING = frozenset(_ASKS.split())
"""Words after which no sentence ends."""
# What begins with a set of characters is sought quickly, and what begins with a boundary, or a look behind, is not.
_CAPITALISED = re.compile(r"[A-Z\d](?<!\w.)\S*")


class Missing(NamedTuple):
    """A gap found: the text stops after `after` (a block), at the source offset `at`."""

    at: int
    after: Block | None
    reason: str


class Context:
    """The text under repair.

    Args:
        source: the whole text.
        without: the stages that are switched off.
        placed: what stands at its pages' edges was told by its place before.
        noted: what its notes are was told by its format, those gathered under a heading excepted.
        listed: what is an item of a list was told by its format, and is no note outside of the lists of such.

    Attributes:
        missing: what the stages find lost.
        labelled: ids of the notes whose label was read from their text.
        authored: where blocks begin that their author marked as a heading or a note, or the format as no text.
        bracketed: where notes begin whose labels stand in square brackets; "3." is none in a text that has them.
        starred: the items of the text's lists begin with stars.
    """

    def __init__(
        self,
        source: str,
        without: frozenset[str] = frozenset(),
        placed: bool = False,
        noted: bool = False,
        listed: bool = False,
    ) -> None:
        self.source = source
        self.without = without
        self.placed = placed
        self.noted = noted
        self.listed = listed
        self.missing: list[Missing] = []
        self.labelled: set[int] = set()
        self.authored: frozenset[int] = frozenset()
        self.bracketed: frozenset[int] = frozenset()
        self.starred = False

    @cached_property
    def vocabulary(self) -> Words:
        """The words of the source."""
        return Words(self.source)

    @cached_property
    def compounds(self) -> frozenset[str]:
        """The pairs of words that stand in the source with a hyphen between them, in lower case."""
        return frozenset(pair.lower() for piece in pieces(self.source) for pair in _COMPOUND.findall(piece))

    @cached_property
    def flat(self) -> str:
        """The source in lower case, every run of white space one blank."""
        return " ".join(filter(None, (" ".join(piece.lower().split()) for piece in pieces(self.source))))

    @cached_property
    def width(self) -> int:
        """Columns that a full line of the source fills; 0 where its paragraphs are not broken into lines."""
        width = measured(self.source).width
        return width if width < WIDEST else 0

    def text(self, block: Block) -> str:
        return block.text(self.source).strip()


def has_any(text: str, first: str = "\u3400", last: str = "\u9fff") -> bool:
    """Whether a text has a character between two, these included: a Chinese one unless others are named.

    A pattern of so large a set takes longer to compile than a hundred paragraphs to look through.
    """
    return not text.isascii() and any(first <= char <= last for char in set(text))


def closed(text: str) -> bool:
    """Whether the text ends as a sentence does."""
    tail = text[-12:].rstrip()
    while tail and tail[-1] in _BEHIND:
        tail = tail[:-1].rstrip()
    return tail != "" and tail[-1] in _ENDS


def stops(text: str) -> bool:
    """Whether a text that does not close may be a broken sentence: it stops at a word, or at what parts words."""
    if has_any(text):
        return True
    if not (text[-1:].isalnum() or text.endswith(_PARTING)):
        return False
    *_, last = text.rsplit(maxsplit=1) or [""]
    if last[:1].islower():
        return True
    words = text.split()
    return len(words) > _FEW and any(word[:1].islower() for word in words)


@lru_cache(maxsize=128)
def prose(text: str) -> bool:
    """Whether the text reads as sentences rather than as a line of names, numbers or keywords."""
    if has_any(text[:200], "\u3040"):
        return len(text) >= 20
    words = text.split()
    return len(words) >= 8 and len(_CAPITALISED.findall(text)) * 5 < len(words) * 3


def text_before(blocks: list[Block], number: int) -> Block | None:
    """The nearest block of the body, or heading, before one; none beyond a sign that parts two texts."""
    for at in range(number - 1, -1, -1):
        if blocks[at].role in (Role.BODY, Role.HEADING):
            return blocks[at]
        if parts(blocks[at]):
            return None
    return None


def split(block: Block, at: int, context: Context) -> list[Block]:
    """Cut a block in two at a source offset; the block keeps the first part, the second comes back."""
    tail = Block([(a, b) for a, b in block.pieces if b > at], form=block.form, depth=block.depth, flat=block.flat)
    if not tail.pieces:
        return []
    first = tail.pieces[0]
    begin = max(first[0], at)
    begin += len(context.source[begin : first[1]]) - len(context.source[begin : first[1]].lstrip())
    tail.pieces[0] = (begin, first[1])
    tail.joints = block.joints[len(block.joints) - len(tail.pieces) + 1 :]
    tail.edits = [edit for edit in block.edits if edit.start >= begin]
    tail.emphasis = [mark for mark in block.emphasis if mark.start >= begin]
    tail.references = [mark for mark in block.references if mark.at >= begin]
    tail.repairs = [repair for repair in block.repairs if repair.at >= begin]
    block.pieces = [(a, min(b, at)) for a, b in block.pieces if a < at]
    block.joints = block.joints[: len(block.pieces) - 1]
    block.edits = [edit for edit in block.edits if edit.end <= at]
    block.emphasis = [mark for mark in block.emphasis if mark.end <= at]
    block.references = [mark for mark in block.references if mark.at < at]
    block.repairs = [repair for repair in block.repairs if repair.at < at]
    block.rendered = None
    return [tail]
