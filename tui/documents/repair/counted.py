"""Numbered lines: which of them are headings, and which a list, a table of contents or a sentence."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from tui.documents.blocks import Block
from tui.documents.model import Role
from tui.documents.repair.citing import features
from tui.documents.repair.context import Context, closed, has_any, prose
from tui.documents.repair.names import named
from tui.documents.repair.numbering import STAGED, Printed, printed
from tui.documents.repair.sequences import counting, items, linked

_SHORT = 110
_SENTENCE = 50
WEAK = ("word", "bare", "alone")
"""Forms of numbers that may be none."""
_FEW = 3
"""Headings that a text whose author marked them has at least."""
_DENSE = 4
"""So many numbered lines with nothing in between are a list, or a table of contents."""
_LETTERS = ("letter", "roman")
"""Forms of a letter with a full stop, which of some is a Roman number as well."""
_STEPS = ("han", "paren-han", "arabic", "paren")
"""How Chinese headings are numbered from the highest to the lowest, below chapters and their sections."""
_TITLE = 30
"""Code points of a Chinese heading that is the only one of its step."""


def counted(numbered: list[tuple[int, Printed, str]], blocks: list[Block], context: Context) -> Iterator[int]:
    """The numbered lines that are headings: those that follow each other, or name a unit, with text behind them.

    Args:
        numbered: lines that may be headings, by their places among the blocks, with their numbers and texts, in order.
        blocks: with the headings that are known already.
        context: the source.
    """
    rest = _candidates(_counting_letters(numbered), blocks, context)
    headed = {number for number, block in enumerate(blocks) if block.role is Role.HEADING}
    known = [(number, mark) for number in headed if (mark := printed(context.text(blocks[number])))]
    marks = sorted([*((number, mark) for number, mark, _ in rest), *known], key=lambda one: one[0])
    inside = items(marks, headed, linked(marks))
    inside |= _below_names([(number, mark) for number, mark, _ in rest], blocks, context)
    marks = [one for one in marks if one[0] not in inside]
    near = linked(marks)
    forms = {mark.form for number, mark in marks if number in near}
    ranks = {number: mark.rank for number, mark in marks if mark.rank is not None}
    alone = counting([(number, mark) for number, mark, _ in rest if mark.form == "alone"])
    again = Counter(text[mark.length :] for _, mark, text in rest)
    for number, mark, text in rest:
        nameless = len(text) <= mark.length and mark.rank is None and number not in alone
        cites = mark.rank is None and features(text) > 1
        introduces = text[-1] == ":" and again[text[mark.length :]] > 1
        if number in inside or nameless or cites or introduces or (mark.form == "circled" and closed(text)):
            continue
        below = after(blocks, number)
        before_text = stands_before_text(blocks, number, context) or (number in near and below in near)
        asks = text[-1] in "?!'" and len(mark.parts) > 1
        if (
            (mark.value == 1 and mark.form in forms and before_text)
            or (number in near and (before_text or (mark.form not in WEAK and (asks or not closed(text)))))
            or (number not in near and _only(blocks, number, mark, context, marks))
            or ((mark.rank is not None or mark.form.startswith("sign")) and (before_text or number in near))
            or (mark.rank is not None and ranks.get(below, 0) > mark.rank)
            or (mark.rank is not None and len(near) > 1 and _titled(blocks, number, mark, context))
        ):
            yield number


def _below_names(lines: list[tuple[int, Printed]], blocks: list[Block], context: Context) -> set[int]:
    """Lines that count from one between headings that their author marked and gave no number: a list's items.

    Below the title, or an abstract, the sections themselves may be counted; so may what goes on below the next heading.
    """
    marked = [number for number, block in enumerate(blocks) if block.role is Role.HEADING and block.level]
    titles = [context.text(blocks[number]) for number in marked]
    if len(marked) < _FEW or any((mark := printed(title)) and mark.form not in WEAK[1:] for title in titles):
        return set()
    runs: dict[str, list[tuple[int, list[tuple[int, int]]]]] = {}
    for number, mark in lines:
        if mark.rank is not None or len(mark.parts) > 1:
            continue
        of_form, at = runs.setdefault(mark.form, []), bisect_left(marked, number)
        if not of_form or mark.value == 1 or (of_form[-1][0] != at and mark.value != of_form[-1][1][-1][1] + 1):
            of_form.append((at, []))
        of_form[-1][1].append((number, mark.value))
    found: set[int] = set()
    for of_form in runs.values():
        for at, run in of_form:
            last = bisect_left(marked, run[-1][0])
            own = 1 < at < len(marked) or len(of_form) > 1
            left = sum(_left_of_text(blocks, number, context) for number, _ in run) * 2 > len(run)
            if at and last == at and own and not left and not named(titles[at - 1].rstrip(":.")):
                found |= {number for number, _ in run}
    return found


def _candidates(
    numbered: list[tuple[int, Printed, str]], blocks: list[Block], context: Context
) -> list[tuple[int, Printed, str]]:
    """The numbered lines without those of lists and of a table of contents."""
    dense = _dense(numbered, blocks)
    rest = [one for one in numbered if one[0] not in dense]
    said = {_said(mark, text): number for number, mark, text in rest}
    titles = ((n, context.text(block)) for n, block in enumerate(blocks) if block.role is Role.HEADING)
    said |= {_said(printed(title), title): n for n, title in titles}
    # What is said again further down was a table of contents; but chapters may begin anew in the next part.
    entries: set[int] = set()
    for at, (number, mark, text) in enumerate(rest):
        if said.get(_said(mark, text), 0) <= number:
            continue
        alone = len(text) <= mark.length or not (closed(text) and mark.form not in STAGED)
        listed = any(
            _adjacent(blocks, *sorted((number, other)))
            for other in (near[0] for near in rest[max(0, at - 1) : at + 2])
            if other != number and (other > number or other in entries)
        )
        # A number that a unit bears alone is said below each unit above it.
        bare = mark.rank is not None and len(text) <= mark.length
        heads = (
            mark.form in STAGED
            or bare
            or (stands_before_text(blocks, number, context) and not _counts(blocks, number, context))
        )
        if listed or not alone or not heads or len(mark.parts) > 1:
            entries.add(number)
    rest = [one for one in rest if one[0] not in entries]
    return [one for one in rest if not _listed(one, rest, blocks)]


def _counting_letters(numbered: list[tuple[int, Printed, str]]) -> list[tuple[int, Printed, str]]:
    """The lines without those that begin with a letter where letters do not count: they are the first of names."""
    letters = [mark.value for _, mark, _ in numbered if mark.form in _LETTERS]
    steps = [b - a for a, b in pairwise(letters)]
    names = len(letters) > _FEW and letters[0] != 1 and sum(step == 1 for step in steps) * 3 < len(steps) * 2
    return [one for one in numbered if not names or one[1].form not in _LETTERS]


def _left_of_text(blocks: list[Block], number: int, context: Context) -> bool:
    """Whether a line begins left of what stands below it, as a heading does in a text that is indented."""
    below = after(blocks, number)
    return below >= 0 and _column(blocks[number], context) < _column(blocks[below], context)


def _column(block: Block, context: Context) -> int:
    return block.start - context.source.rfind("\n", 0, block.start) - 1


def _counts(blocks: list[Block], number: int, context: Context) -> bool:
    """Whether what stands below a line bears a number itself, as the next entry of a table of contents does."""
    below = after(blocks, number)
    return below >= 0 and printed(context.text(blocks[below])) is not None


def _only(blocks: list[Block], number: int, mark: Printed, context: Context, marks: list[tuple[int, Printed]]) -> bool:
    """Whether a line is the only one of its step below a Chinese heading: a short title without a stop over a text."""
    if mark.value != 1 or mark.form not in _STEPS or not has_any(text := context.text(blocks[number])):
        return False
    step, below = _STEPS.index(mark.form), after(blocks, number)
    at = bisect_left(marks, number, key=lambda one: one[0])
    above = next((other for _, other in reversed(marks[:at])), None)
    if above is None or len(text) > _TITLE or closed(text) or below < 0 or blocks[below].role is not Role.BODY:
        return False
    higher = above.form.startswith("unit-han") or (above.form in _STEPS and _STEPS.index(above.form) < step)
    said = context.text(blocks[below])
    return higher and closed(said) and printed(said) is None


def _titled(blocks: list[Block], number: int, mark: Printed, context: Context) -> bool:
    """Whether a unit's number, a stop and a title stand over a sentence, however short: an only article, or annex."""
    text, below = context.text(blocks[number]), after(blocks, number)
    stops = text[: mark.length].rstrip()[-1:] in (".", ":", "\u2014") and text[mark.length : mark.length + 1].isupper()
    if not stops or closed(text) or below < 0 or blocks[below].role is not Role.BODY:
        return False
    said = context.text(blocks[below])
    return closed(said) and printed(said) is None


def _said(mark: Printed | None, text: str) -> tuple[tuple[str, ...], str]:
    """What a heading says, whether its number stands alone or behind a "Chapter"."""
    if mark is None or len(text) <= mark.length:
        return (), text.casefold()
    return mark.parts, text[mark.length :].casefold()


def _listed(one: tuple[int, Printed, str], rest: list[tuple[int, Printed, str]], blocks: list[Block]) -> bool:
    """Whether a numbered line has a neighbour of its own form with no text in between: then it is an item of a list."""
    at = bisect_left(rest, one[0], key=lambda other: other[0])
    mark = one[1]
    if mark.rank is not None:
        return False
    for near in (at - 1, at + 1):
        if 0 <= near < len(rest) and rest[near][1].form == mark.form and abs(rest[near][1].value - mark.value) == 1:
            first, second = sorted((rest[near][0], one[0]))
            if _adjacent(blocks, first, second):
                return True
    return False


def after(blocks: list[Block], number: int) -> int:
    """The next block that is no furniture."""
    return next((n for n in range(number + 1, len(blocks)) if blocks[n].role is not Role.FURNITURE), -1)


def _dense(numbered: list[tuple[int, Printed, str]], blocks: list[Block]) -> set[int]:
    """Numbered lines among so many that there is no text in between; but not the last ones, when they begin anew."""
    found: set[int] = set()
    run: list[tuple[int, Printed]] = []
    for number, mark in [*((number, mark) for number, mark, _ in numbered), (-1, None)]:
        if mark is not None and (not run or _adjacent(blocks, run[-1][0], number)):
            run.append((number, mark))
            continue
        if len(run) >= _DENSE:
            end = len(run)
            # The first headings of the text may follow the table of contents, from a number that begins anew.
            for at in range(len(run) - 1, max(0, len(run) - _DENSE), -1):
                if run[at][1].value == 1 and run[at - 1][1].parts != run[at][1].parts[:-1]:
                    end = at
            found |= {at for at, _ in run[:end]}
        run = [(number, mark)] if mark is not None else []
    return found


def _adjacent(blocks: list[Block], first: int, second: int) -> bool:
    return all(block.role in (Role.FURNITURE, Role.NOTE) for block in blocks[first + 1 : second])


def stands_before_text(blocks: list[Block], number: int, context: Context) -> bool:
    """Whether running text, or another heading, follows the line."""
    following = next((block for block in blocks[number + 1 : number + 6] if block.role is not Role.FURNITURE), None)
    if following is None or following.role is Role.NOTE or following.after_rule:
        return False
    if following.role is Role.HEADING:
        return True
    text = context.text(following)
    weight = len(text) * 2 if has_any(text) else len(text)
    if weight > _SHORT:
        return prose(text) or closed(text)
    mark, own = printed(text), printed(context.text(blocks[number]))
    # A number in brackets at the head of a sentence counts paragraphs of law.
    counts = (
        mark is not None
        and mark.form in ("paren", "paren-letter", "unit-han-\u6761", "unit-han-\u689d")
        and mark != own
    )
    return weight > _SENTENCE and closed(text) and (mark is None or counts)
