"""Which recurring lines name the divisions of a work, and are no running heads although they recur."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from tui.documents.blocks import Block
from tui.documents.model import Form, Role
from tui.documents.repair.context import Context, closed
from tui.documents.repair.numbering import Printed, printed

_COUNTED = ("arabic", "roman")
"""Forms of numbers that name a division by themselves, where they count from the first on."""
_LOST = 3
"""A number of a division is at most so much higher than the last one, where some between are lost."""

_MOST = 4
"""One in so many divisions may seem to stand in a sentence, as what stands above it may break off."""


def divisions(
    blocks: list[Block], lines: Iterable[int], context: Context, interrupts: Callable[[int], bool]
) -> set[int]:
    """The lines that name a division: a running head skips as pages do, or says a number that was said before.

    A division's number is one more than the last one's of its kind, or begins anew below a higher one, and the line
    stands alone between empty ones above its text. Where running heads say it again, it is the first that says it.

    Args:
        blocks: as yet without running heads.
        lines: places of short lines among them, in order.
        context: the source.
        interrupts: whether the line at a place interrupts a sentence, which divisions hardly do.
    """
    runs: dict[str, list[list[tuple[int, Printed]]]] = {}
    open_runs: dict[str, list[tuple[int, Printed]]] = {}
    said_again: set[int] = set()
    for number in lines:
        text = context.text(blocks[number])
        mark = printed(text)
        if mark is None or not _alone(blocks, number):
            continue
        if mark.rank is None and (mark.form not in (*_COUNTED, "bare") or closed(text)):
            continue
        if mark.rank is not None:
            # Below a part its chapters may begin anew, and below a chapter its sections.
            for key in [key for key, run in open_runs.items() if _deeper(run[0][1], mark.rank)]:
                del open_runs[key]
        key = f"{mark.rank}" if mark.rank is not None else mark.form
        run = open_runs.get(key)
        if run is not None and mark.value == run[-1][1].value:
            said_again.add(run[-1][0])
            continue
        if run is None or (mark.value == 1 and run[-1][1].value > 1):
            run = open_runs[key] = []
            runs.setdefault(key, []).append(run)
        run.append((number, mark))
    found: set[int] = set()
    for several in runs.values():
        sound = [
            run
            for run in several
            if _counts(run, sum(number in said_again for number, _ in run))
            and sum(interrupts(number) for number, _ in run) * _MOST <= len(run)
        ]
        if sound:
            sound += [run for run in several if len(run) == 1 and run[0][1].value == 1]
        for number, mark in (one for run in sound for one in run):
            found.add(number)
            if mark.rank is not None and len(context.text(blocks[number])) <= mark.length:
                # Its name stands below it, and may be that of another one.
                found.add(number + 1)
    return found


def _deeper(mark: Printed, rank: int) -> bool:
    return mark.rank is None or mark.rank > rank


def _counts(run: list[tuple[int, Printed]], again: int) -> bool:
    """Whether numbers rise by one, a few lost ones apart; without the name of a unit, from the first on.

    One without a full stop may be a page's, unless most are said again; of two of the same form the first is taken.
    """
    steps = [b.value - a.value for (_, a), (_, b) in pairwise(run)]
    first = run[0][1]
    return (
        len(steps) > 0
        and all(0 < step <= _LOST for step in steps)
        and steps.count(1) * 2 >= len(steps)
        and (first.rank is not None or first.value == 1)
        and (first.form != "bare" or again * 2 > len(run))
    )


def _alone(blocks: list[Block], number: int) -> bool:
    """Whether a line stands between empty ones above a paragraph or another line."""
    below = next((blocks[n] for n in range(number + 1, len(blocks)) if blocks[n].role is not Role.FURNITURE), None)
    first = number == 0 or blocks[number].blank or blocks[number].page_break
    return bool(first and below is not None and below.blank and below.form is Form.PARAGRAPH)
