"""Labels of notes: how a note begins, and where in the text it is called."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cache

from tui.documents.blocks import Block, Reference, like
from tui.documents.model import Form, Role
from tui.documents.repair.context import ASKING, Context
from tui.text.spans import Span

LABEL = re.compile(
    r"\s*(?:(?P<number>\[?\d{1,3}(?:[\])]|\.(?!\d))|\d{1,3}(?=[ \u3000](?! {4})))\s*"
    r"|(?P<mark>\\?\*{1,3}(?=\s)|[\u00a7\u00b6\u00ff\u0300-\u036f\u2020\u2021\u2460-\u2473]"
    r"|(?:[\u00b2\u00b3\u00b9]|[\u2070-\u2079])+|\^?\[\^?\d{1,3}\]:?|\^\d{1,3})\s*)"
)
LETTERED = re.compile(r"\([a-z]\)\s*(?=\S)")
"""How a note begins that is called by a letter; a list's items begin so too, and nothing calls them."""
_SUPERIOR = "\u00b9\u00b2\u00b3\u2070\u2071\u2072\u2073\u2074\u2075\u2076\u2077\u2078\u2079"
_RAISED = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "0123456789")
_LOWERED = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")
BACK = 40
"""Blocks of the body that are looked through for a note's call."""
_LINE = 200
"""Code points before a star among which another one may open an emphasis."""
_TOKEN = 60
"""Code points before a number among which the word lies that it is glued to."""
_NEXT = 12
"""Code points behind a number that show whether the next sentence begins there."""
_NAME, _NEAR, _TIMES = 20, 200_000, 3
"""Letters of a name before its number that are looked at, code points about it, and how often it comes at least."""
_ABOUT = 16
"""Blocks before and behind a note that are looked through for a number that stands apart."""
_CLOSING = '.!?"\u201d\u3002'
"""Marks behind which a number that stands apart may call a note, and a sentence begins."""
_COUNTED = "\u5e74\u6708\u65e5\u53f7\u671f\u9875\u5377\u4e2a\u4eba\u4e07\u4ebf\u6b21\u79cd\u53f7\u70b9\u5c81\u5143"
"""What in Chinese turns a number into a quantity."""
_GLUED = re.compile(
    r"(?<=[^\W\d_]{2})|(?<=[^\W\d_]{2}[.,;:!?\]\"\u201d\u2019\u00bb)])|(?<=[.,!?][\"\u201d\u2019\u00bb)])"
)
"""A bare number is a call only when it is glued to a word of at least two letters, punctuation between them or not."""
_COUNTS = re.compile(rf"[\da-zA-Z%\u00b0{_COUNTED}(\[_/=<{{]|\.\d|-[^\W\d_]")
"""What behind a bare number makes it a quantity, or a part of another number or of a name."""
_SIGNS = re.compile(r"[_/\\@=<>{}$#&|~+*%]|[.:][^\W\d_]")
"""What addresses, paths and programs have in their names, and words have not."""


def raw(block: Block, source: str) -> str:
    """The head of a block as it stands in the file; a star that a list's item begins with may be a note's label."""
    return source[block.start : min(block.end, block.start + 12)]


def label(text: str) -> str:
    """A note's label as one speaks of it: "3" for "[3]", "3." and the raised and the circled 3; else the mark "
    "itself."""
    match = LABEL.match(text)
    if not match:
        return ""
    raw = match.group().strip().lstrip("\\").translate(_RAISED)
    if "\u2460" <= raw[:1] <= "\u2473":
        return str(ord(raw[0]) - 0x245F)
    digits = re.sub(r"\D", "", raw)
    return str(int(digits)) if digits else raw


def follows(key: str, last: str) -> bool:
    """Whether a label goes on from the last one, or begins anew."""
    if key.isdigit():
        return key == "1" or (last.isdigit() and 0 < int(key) - int(last) <= 2)
    return key in ("*", "\u2020") or key > last


@cache
def _call(key: str) -> re.Pattern[str]:
    """The signs by which a note is called in running text; those of a number are looked at again by `_stands`."""
    if key.isdigit():
        return re.compile(rf"{key}|{_raised(key)}|{_circled(key)}|\^\s{{0,9}}\[\^?{key}\]|\[\^?{key}\]|\^{key}")
    mark = re.escape(key)
    if key.startswith("("):
        return re.compile(rf"(?<=[^\W\d_]{{2}}){mark}(?!\w)")
    if key.startswith("*"):
        return re.compile(rf"(?<=[^\s*\\/~'_:`\-\[(])(?<!{mark})\\?{mark}(?![\w*./\]`\-]|:[:\w])")
    return re.compile(rf"{mark}(?<=[^\s*\\]{mark})(?<!{mark}{mark})(?![\w*])")


def _raised(key: str) -> str:
    return key.translate(_LOWERED)


def _circled(key: str) -> str:
    """The circled sign of a number; beyond twenty there are none, and raised figures stand for it."""
    return chr(0x245F + int(key)) if 0 < int(key) <= 20 else _raised(key)


def _found(key: str, source: str, start: int, end: int, framed: bool) -> Iterator[Span]:
    """Where a note is called in a stretch of the source; by no bare number where its own label is `framed`."""
    pattern = _call(key)
    while match := pattern.search(source, start, end):
        start = match.end()
        bare = framed and match.group() == key
        if not key.isdigit() or (not bare and _stands(match.group(), key, source, start, end)):
            yield match.span()
        else:
            start = match.start() + 1


def _stands(sign: str, key: str, source: str, at: int, end: int) -> bool:
    """Whether a number's sign, which ends at `at` in a stretch that ends at `end`, stands where it is a call."""
    behind = source[at : min(at + 1, end)]
    if sign == key:
        glued = _GLUED.match(source, at - len(key)) is not None and _COUNTS.match(source, at, end) is None
        return glued and key != "0" and not _is_sign(source, at - len(key), at, end)
    if sign == f"[{key}]" and _is_array(sign, source, at):
        return False
    if sign == _circled(key):
        return True
    if sign == _raised(key):
        return not behind or behind not in _SUPERIOR
    return sign != f"^{key}" or not behind.isdecimal()


def _is_array(sign: str, source: str, at: int) -> bool:
    """Whether a number in brackets is glued to a name that bears another one elsewhere, as those of a program do."""
    word = re.search(r"\w+$", source[max(0, at - len(sign) - _NAME) : at - len(sign)])
    if word is None:
        return False
    name = word.group()
    near = source[max(0, at - _NEAR) : at + _NEAR]
    return "_" in name or f"{name}[0]" in near or (name.isupper() and near.count(f"{name}[") > near.count(name + sign))


def _is_sign(source: str, start: int, at: int, end: int) -> bool:
    """Whether a bare number is a part of an address or of a program's name, or of one with a full stop within."""
    token = re.split(r"[\s\u3400-\u9fff]", source[max(0, start - _TOKEN) : start])[-1]
    if _SIGNS.search(token):
        return True
    behind = source[at : min(at + _NEXT, end)].lstrip("\"'\u201d\u2019\u00bb)]")
    stands = not behind or behind[0].isspace() or "\u3400" <= behind[0] <= "\u9fff"
    return token.endswith(".") and (not stands or behind.lstrip()[:1].islower())


def _signs(key: str) -> tuple[str, ...]:
    """What a call of a note has in it, in whatever way it is called."""
    return (key, _raised(key), _circled(key)) if key.isdigit() else (key,)


def called(key: str, page: list[Block], context: Context, note: Block) -> bool:
    """Whether a note with this label is called in the last blocks of a page, by a mark that the file itself ties to
    none."""
    marks = (context.source[a:b] for _, a, b in calls(key, page[-BACK:], context, note))
    defined: dict[str, bool] = {}
    for mark in marks:
        if mark not in defined:
            defined[mark] = _defined(context.source, mark)
        if not defined[mark]:
            return True
    return False


def _defined(source: str, mark: str) -> bool:
    """Whether a mark is Markdown's own call of a note whose definition stands in the file."""
    return mark.startswith("[^") and (f"\n{mark}:" in source or source.startswith(f"{mark}:"))


def calls(
    key: str, page: list[Block], context: Context, note: Block, after: int = 0, framed: bool = False
) -> Iterator[tuple[Block, int, int]]:
    """Where a note is called: the block, and the mark's place in the source. `after` is where to begin to look.

    `framed`: by a number in brackets.
    """
    signs, framed = _signs(key), framed or raw(note, context.source).lstrip(" ^").startswith("[")
    for block in page[bisect_right(page, after, key=lambda block: block.end) if after else 0 :]:
        if block.form is Form.CODE:
            continue
        for start, end in block.pieces:
            # A text is looked through for a mark much more quickly than for the ways in which it may stand.
            if all(context.source.find(sign, start, end) < 0 for sign in signs):
                continue
            for a, b in _found(key, context.source, max(start, after), end, framed):
                if a > start and not _is_name(context.source, a, b) and not _closes(context.source, a, b):
                    yield block, a, b


def _closes(source: str, start: int, end: int) -> bool:
    """Whether a star ends what one before it on the line has emphasised."""
    if source[end - 1] != "*":
        return False
    opened = source[max(source.rfind("\n", 0, start), start - _LINE) + 1 : start]
    return re.search(r"(?<![\w*\\])\*+(?=[^\s*])[^*]*$", opened) is not None


def _is_name(source: str, start: int, end: int) -> bool:
    """Whether a bare number is a part of a name, as of a variable: a word has it time and again."""
    if not source[start].isdecimal() or not source[start - 1].isalpha():
        return False
    begin = start
    while begin and source[begin - 1].isalnum() and start - begin < _NAME:
        begin -= 1
    return source.count(source[begin:end], max(0, start - _NEAR), start + _NEAR) >= _TIMES


def tie(blocks: list[Block], labelled: set[int], context: Context) -> None:
    """Tie notes to where their labels stand in the text of their page, and take those marks out of the text.

    Notes at the end of a section or of the work are tied through the whole text before them, in order.

    Args:
        blocks: in source order, with roles.
        labelled: ids of the notes whose label was read from their text; the others the format has tied.
        context: the source.
    """
    if not labelled:
        return
    behind = like(blocks)
    last = 0
    for body, notes in _pages(blocks):
        behind += body
        far = len(notes) > 12 or len(body) > BACK
        at, framed = last if far else 0, False
        for note in notes:
            if note.key not in labelled:
                continue
            # A star, or a dagger, is used anew on each page.
            near = not note.marker.isdigit()
            where = body[-BACK:] if near else behind if far else body
            place = next(calls(note.marker, where, context, note, 0 if near else at, framed), None)
            if place is None and not far and not at:
                continue
            if place is None:
                place = next(calls(note.marker, body, context, note, framed=framed), None)
            if place is not None:
                block, start, end = place
                _call_at(block, start, end, note.marker, context)
                # Notes that stand together are called in one way.
                at, framed = end, framed or context.source[end - 1] == "]"
        last = max(last, at if far else 0)
    _set_apart(blocks, labelled, context)


def _set_apart(blocks: list[Block], labelled: set[int], context: Context) -> None:
    """Tie notes that no mark glued to a word calls to one that stands apart: "[3]", or a bare number no quantity has.

    A page's notes may stand in the file before the rest of the paragraph that calls them, so that the text behind them
    is looked through as well. It takes a number that no other note has.
    """
    bearing = Counter(block.marker for block in blocks if block.role is Role.NOTE and block.marker.isdigit())
    single = [n for n, block in enumerate(blocks) if bearing[block.marker] == 1 and block.key in labelled]
    if not single:
        return
    tied = {mark.label for block in blocks for mark in block.peek("references")}
    last = 0
    for number in single:
        key = blocks[number].marker
        if blocks[number].role is not Role.NOTE or key in tied:
            continue
        about = blocks[max(0, number - _ABOUT) : number + _ABOUT]
        body = [
            block for block in about if block.role is Role.BODY and block.form is not Form.CODE and block.end > last
        ]
        place = next(((b, *at) for b in body for at in _apart(b, key, context.source, last)), None)
        if place is not None:
            _call_at(*place, key, context)
            last = place[2]


def _apart(block: Block, key: str, source: str, after: int) -> Iterator[Span]:
    """Where in a block a number stands apart as a note's call does."""
    for start, end in block.pieces:
        at = max(start, after)
        while (at := source.find(key, at + 1, end)) >= 0:
            behind = at + len(key)
            if source[at - 1] == "[" and source[behind : behind + 1] == "]" and at - 1 > start:
                yield at - 1, behind + 1
            elif source[at - 1].isspace() and source[behind : min(behind + 1, end)].isspace():
                before, rest = source[max(start, at - 60) : at].rstrip(), source[behind : min(behind + 40, end)].split()
                if before and rest and _between(before[-1], rest[0]):
                    yield at, behind


def _between(mark: str, word: str) -> bool:
    """Whether a number between a mark and a word counts nothing: a sentence, or a phrase, begins with the word."""
    if mark in _CLOSING:
        return word[0].isupper() and word[-1] not in ".)"
    return mark in ",;" and word in ASKING


def _pages(blocks: list[Block]) -> Iterator[tuple[list[Block], list[Block]]]:
    """The text of each page with its notes: a run of notes, and what of the text stands before it."""
    body, notes = like(blocks), like(blocks)
    for block in blocks:
        if block.role is Role.NOTE:
            notes.append(block)
        elif block.role in (Role.BODY, Role.HEADING):
            if notes:
                yield body, notes
                body, notes = like(blocks), like(blocks)
            body.append(block)
    if notes:
        yield body, notes


def _call_at(block: Block, start: int, end: int, key: str, context: Context) -> None:
    """Tie a note to a mark, and take the mark out of the text, with the blank that parts it from the word before."""
    source = context.source
    lone = source[start - 1 : start].isspace() and not source[end : end + 1].isalnum()
    word = start
    while lone and word > block.start and source[word - 1].isspace():
        word -= 1
    places = sorted(reference.at for reference in block.references)
    near = bisect_left(places, start)
    if near < len(places) and places[near] < end:
        return
    block.references.append(Reference(word, key))
    if "marks" in context.without:
        return
    if lone and start - word == 1 and source[word] == " ":
        start = word
    elif lone and source[end : end + 1] == " ":
        end += 1
    block.edits = [edit for edit in block.edits if not start <= edit.start < end]
    block.edit(start, end, "", "mark", "it calls a note, and the screen shows a call of its own there")
