"""Doubtful text: it stands in the file but hardly in the work."""

import itertools
import re
from collections import Counter
from functools import cache

from tui.documents.blocks import Block, like
from tui.documents.model import Form, Role
from tui.documents.repair.context import Context, closed, has_any, prose, split, stops, text_before
from tui.documents.repair.languages import language
from tui.text.spans import SourceMap

_WORD = re.compile(r"\w+")
_TIMES = 3
"""How often a note is said before it is a loop: twice, someone may have cited it twice."""
_TURNS, _TURNING, _PERIOD = 4, 20, 40
"""A loop within a paragraph: how many turns and words it has at least, and how many words one turn has at most."""
_ENDING = 400
"""Code points at a paragraph's end that hold the words by which it is told at once; the first may be cut."""
_SHORT_PERIOD = 12
"""Words of a turn from which on only a paragraph that is nothing else is doubted."""
_LEAD = 2
"""Words before a loop that are no text of their own."""
_COUNTED = r"(?:\d{1,3}|[a-z])[.)] |\([a-z0-9]{1,3}\) |[-*+\u2022] "
"""How the items of a list begin."""
_LOOKED, _LONG, _PART = 1000, 200, 12
"""Blocks that are looked at for their language, code points of one that tells it, and the share of another language."""
_AGAIN = 12
"""Words of a paragraph that is no refrain when it is said again and again."""

_SET = (Form.CODE, Form.TABLE)
"""Forms of what is no half of a sentence."""


def doubtful(blocks: list[Block], context: Context) -> list[Block]:
    """Give their role to loops, and to what contradicts the text around it in language and place.

    A loop is a note said for the third time on a page, a paragraph said again right after itself, or words that go
    round in a paragraph to its end. A passage contradicts what surrounds it when it stands between two halves of a
    sentence and fits neither: whole prose in a note's place, or prose in another language. Prose in another language
    between whole paragraphs is a quotation, and left alone.
    """
    _loops(blocks, context)
    _said_again(blocks, context)
    parts = like(blocks)
    for block in blocks:
        parts += _turning(block, context)
    blocks = parts
    for number, block in enumerate(blocks):
        if block.role is not Role.BODY or block.form is not Form.PARAGRAPH:
            continue
        if block.after_rule:
            _stranger(blocks, number, context)
        if block.role is Role.BODY and block.end - block.start > 60:
            _foreigner(blocks, number, context)
    return blocks


@cache
def _every_word() -> re.Pattern[str]:
    """What `_words` gives; so large a set takes a while to compile, and is needed where a loop is found."""
    return re.compile(r"(?=\w)[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")


def _words(text: str) -> list[str]:
    """The words of a text; each character of Chinese is one."""
    if has_any(text):
        text = "".join(f" {char} " if "\u3400" <= char <= "\u9fff" else char for char in text)
    return _WORD.findall(text)


def _said_again(blocks: list[Block], context: Context) -> None:
    """Doubt a paragraph that says word for word what the one before it does: a long one at once, others thrice."""
    last, turns = "", 1
    for block in blocks:
        if block.role is not Role.BODY or block.form is not Form.PARAGRAPH:
            last, turns = (last, turns) if block.role in (Role.NOTE, Role.FURNITURE) else ("", 1)
            continue
        size = block.end - block.start
        text = context.text(block).casefold() if 40 < size < 20_000 else ""
        words = _same_words(last, text)
        turns = turns + 1 if words else 1
        if turns > 1 and (len(words) >= 2 * _AGAIN or (turns >= _TIMES and len(words) >= _AGAIN)):
            block.role = Role.DOUBTFUL
        last = text


def _same_words(one: str, other: str) -> list[str]:
    """The words of two texts where they are the same; the first tells nearly all texts apart."""
    first, second = _WORD.search(one), _WORD.search(other)
    if first is None or second is None or first.group() != second.group():
        return []
    words = _words(other)
    return words if _words(one) == words else []


def _turning(block: Block, context: Context) -> list[Block]:
    """Doubt a paragraph whose words go round; where they do so to its end only, the end, from the second turn on."""
    size = block.end - block.start
    if block.role is not Role.BODY or block.form is not Form.PARAGRAPH or not 40 < size < 20_000:
        return [block]
    text = block.text(context.source)
    # Words that go round are few for their number: most texts are told by their end not to.
    ending = _words(text[-_ENDING:])[1:]
    if len(ending) >= _TURNING * 2 and _many(ending):
        return [block]
    words = [word.casefold() for word in _words(text)]
    if len(words) < _TURNING or _many(words):
        return [block]
    period, start = _round(words)
    if not period:
        return [block]
    if start < _LEAD:
        block.role = Role.DOUBTFUL
        return [block]
    if period > _SHORT_PERIOD:
        return [block]
    second = next(itertools.islice(_every_word().finditer(text), start + period, None))
    at = SourceMap(block.render(context.source).runs).start(second.start())
    rest = split(block, at, context)
    for part in rest:
        part.role = Role.DOUBTFUL
    return [block, *rest]


def _many(words: list[str]) -> bool:
    """Whether the last words are many different ones."""
    last = [word.casefold() for word in words[-_TURNING * 2 :]]
    return len(set(last)) * 2 > len(last)


def _round(words: list[str]) -> tuple[int, int]:
    """How many words a turn has by which a text ends, and where the first begins; 0 where none does."""
    for period in range(1, min(_PERIOD, len(words) // _TURNS) + 1):
        at = len(words) - 1
        while at >= period and words[at] == words[at - period]:
            at -= 1
        start = at - period + 1 if at >= period else 0
        length = len(words) - start
        if length >= max(_TURNING, _TURNS * period):
            return period, start
    return 0, 0


def _foreigner(blocks: list[Block], number: int, context: Context) -> None:
    """Doubt prose in another language than the two halves of a sentence between which it stands."""
    before = text_before(blocks, number)
    after = next((block for block in blocks[number + 1 : number + 6] if block.role in (Role.BODY, Role.HEADING)), None)
    if before is None or before.role is not Role.BODY or after is None or after.role is not Role.BODY:
        return
    head, text, tail = (context.text(block) for block in (before, blocks[number], after))
    if closed(head) or (tail[:1].isalpha() and tail[:1].isupper()) or not prose(text):
        return
    if not (stops(head) and prose(head)) or re.match(_COUNTED, text) or re.match(_COUNTED, tail):
        return
    if before.form in _SET or after.form in _SET or any(map(_drawn, (head, text, tail))):
        return
    own = language(text)
    if own and (other := language(head + " " + tail)) and own != other and language(tail) in (other, ""):
        blocks[number].role = Role.BODY if _is_mixed(blocks, own, context) else Role.DOUBTFUL


def _is_mixed(blocks: list[Block], own: str, context: Context) -> bool:
    """Whether a text has many paragraphs in a language, as one has that is translated in parts."""
    told = Counter(
        language(context.text(block))
        for block in itertools.islice(blocks, _LOOKED)
        if block.role is Role.BODY and block.end - block.start > _LONG
    )
    return told[own] >= _TIMES and told[own] * _PART >= told.total()


def _drawn(text: str) -> bool:
    """Whether a text is a drawing, code or an address rather than a sentence: hardly more letters than other signs."""
    if text.startswith(("http://", "https://")):
        return True
    letters = sum(map(str.isalpha, text))
    return letters * 3 < (len(text) - text.count(" ")) * 2


def _loops(blocks: list[Block], context: Context) -> None:
    """Notes that say, word for word and for the third time on a page, what a note before them has said."""
    page: list[tuple[Block, str]] = []
    for block in itertools.chain(blocks, (None,)):
        if block is None or block.role is not Role.NOTE or block.after_rule:
            _doubt_repeated(page)
            page = []
        if block is not None and block.role is Role.NOTE:
            page.append((block, context.text(block).casefold()))


def _doubt_repeated(page: list[tuple[Block, str]]) -> None:
    if len(page) < _TIMES:
        return
    all_said = [f" {' '.join(_words(text))} " for _, text in page]
    for number, ((block, _), said) in enumerate(zip(page, all_said, strict=True)):
        if said.count(" ") < 7:
            continue
        times = [at for at, other in enumerate(all_said) if said in other]
        if len(times) >= _TIMES and times[0] < number:
            block.role = Role.DOUBTFUL


def _stranger(blocks: list[Block], number: int, context: Context) -> None:
    """Doubt a whole paragraph right after a rule, if the text before breaks off and the text after takes it up.

    Right behind a rule a page holds its notes, or the next page's text. A paragraph that opens and closes as one,
    while the sentence before the rule is unfinished and the block behind goes on without a heading, is neither.
    """
    before = text_before(blocks, number)
    after = blocks[number + 1] if number + 1 < len(blocks) else None
    if before is None or before.role is not Role.BODY or after is None or after.role is not Role.BODY:
        return
    if after.after_rule or after.form is not Form.PARAGRAPH or before.form is not Form.PARAGRAPH:
        return
    text, head, tail = (context.text(block) for block in (blocks[number], before, after))
    whole = closed(text) and text[:1].isupper() and len(text) > 400
    if not whole or closed(head) or not prose(head) or not prose(tail):
        return
    if _fits(head, tail, context) > _fits(head, text, context):
        blocks[number].role = Role.DOUBTFUL


def _fits(head: str, text: str, context: Context) -> float:
    """How well a text goes on from a broken sentence: whether the two words that would meet meet elsewhere too."""
    last, first = head.split()[-1].lower(), text.split()[0].lower()
    return context.flat.count(f" {last} {first} ") + (2.0 if text[:1].islower() else 0.0)
