"""Hyphens: words that a line end divided."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from tui.documents.blocks import SILENT, Block, Edit
from tui.documents.model import Form
from tui.documents.repair.context import Context

_LAST_WORD = re.compile(r"([^\W\d_]{2,})$")
_FIRST_WORD = re.compile(r"([^\W\d_]{2,})")
_LONG = 7
"""Letters from which on a word is the same with an s and without."""
_HYPHEN = re.compile(r"[-\u2010\u00ad](?<=[^\W\d_].)\r?\n[ \t]*(?=[^\W\d_])")


def dehyphenate(blocks: list[Block], context: Context) -> list[Block]:
    """Take a hyphen at a line's end out where the word it leaves is attested elsewhere, and the hyphened one is not.

    Of a name of two words a blank is left, where the text has it so elsewhere.
    """
    ends = ("-\n", "-\r", "\u2010\n", "\u2010\r", "\u00ad\n", "\u00ad\r")
    if not any(end in context.source for end in ends):
        return blocks
    for block in blocks:
        if block.form is Form.CODE:
            continue
        places = [m.span() for start, end in block.pieces for m in _HYPHEN.finditer(context.source, start, end)]
        if healed := [edit for a, b in places for edit in _healed(context.source, a, b, context)]:
            starts = [edit.start - (edit.kind == SILENT) for edit in healed]
            block.edits = [edit for edit in block.edits if not _within(edit.start, starts, healed)]
            block.edits += healed
            block.rendered = None
    return blocks


def _healed(source: str, a: int, b: int, context: Context) -> Iterator[Edit]:
    """What becomes of a hyphen at `a` and the line end behind it, up to `b`."""
    left, right = source[max(0, a - 40) : a], source[b : b + 40]
    if not _LAST_WORD.search(left) or not _FIRST_WORD.match(right):
        return
    if word := attested(left, right, context):
        yield Edit(a, b, "", "dehyphenate", because(word))
    elif name := _two_words(left, right, context):
        yield Edit(a, b, " ", "dehyphenate", f"the text has \u201c{name}\u201d elsewhere, and nowhere with a hyphen")
    else:
        # The word keeps its hyphen and loses only the line end.
        yield Edit(a + 1, b, "", SILENT)


def _two_words(before: str, after: str, context: Context) -> str:
    """The name that two capitalised words make, where the source has it with a blank, and nowhere with a hyphen."""
    left, right = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if not left or not right or not (left.group()[0].isupper() and right.group()[0].isupper()):
        return ""
    first, second = left.group(), right.group()
    if f"{first}-{second}".lower() in context.compounds:
        return ""
    found = re.search(rf"(?<!\w){first}\s+{second}(?!\w)", context.source)
    return f"{first} {second}" if found else ""


def _within(at: int, starts: list[int], healed: list[Edit]) -> bool:
    number = bisect_right(starts, at) - 1
    return number >= 0 and at < healed[number].end


def attested(before: str, after: str, context: Context) -> str:
    """The word of the source that speaks for the one two texts make without a hyphen: it, or it with an s or without.

    Nothing where there is none, or where the source has the two with a hyphen between them.
    """
    left, right = _LAST_WORD.search(before[-60:]), _FIRST_WORD.match(after[:60])
    if not left or not right:
        return ""
    first, second = left.group().lower(), right.group().lower()
    word = first + second
    other = word[:-1] if word.endswith("s") else f"{word}s"
    pair, ending = f"{first}-{second}", other[len(first) :]
    if pair in context.compounds or f"{first}-{ending}" in context.compounds:
        return ""
    if context.vocabulary[word]:
        return word
    # In a short word an s may make another one.
    return other if len(word) >= _LONG and context.vocabulary[other] else ""


def because(word: str) -> str:
    """What speaks for healing a word."""
    return f"the text has \u201c{word}\u201d elsewhere, and nowhere with a hyphen"
