"""Sequences of printed numbers: which go on from another, and which are a list inside of a section."""

from collections.abc import Iterator
from itertools import pairwise

from tui.documents.repair.numbering import Printed, from_roman

_LEAP = 20


def linked(marks: list[tuple[int, Printed]]) -> set[int]:
    """Numbers that have a neighbour: the one before, the one behind, or what they are a part of."""
    found: set[int] = set()
    last: dict[tuple[str, tuple[str, ...]], tuple[int, int]] = {}
    parts = {mark.parts for _, mark in marks}
    for number, mark in marks:
        for one in _readings(mark):
            key = one.form, one.parts[:-1]
            if key in last and (0 < one.value - last[key][1] <= 2 or (one.inserted and one.value == last[key][1])):
                found |= {number, last[key][0]}
            elif key in last and one.value != 1 and (one is not mark or one.value - last[key][1] > _LEAP):
                # C. is no hundred after II.
                continue
            last[key] = number, one.value
        if len(mark.parts) > 1 and (mark.parts[:-1] in parts or (*mark.parts[:-1], "2") in parts):
            found.add(number)
        if mark.form == "bare" and (*mark.parts, "1") in parts:
            found.add(number)
    return found


def _readings(mark: Printed) -> Iterator[Printed]:
    """A number, and what else it may be: a Roman one a letter, and the other way round."""
    yield mark
    letters = {1: "I", 5: "V", 10: "X", 50: "L", 100: "C", 500: "D"}
    if mark.form in ("roman", "small-roman", "paren-roman") and (letter := letters.get(mark.value)):
        yield Printed(
            mark.form.replace("roman", "letter").replace("small-letter", "small-letter"), (letter,), mark.length
        )
    elif mark.form in ("small-letter", "paren-letter") and (value := from_roman(mark.parts[0])):
        yield Printed(mark.form.replace("letter", "roman"), (str(value),), mark.length)


def items(marks: list[tuple[int, Printed]], headed: set[int], linked: set[int]) -> set[int]:
    """Lines numbered 1. 2. 3. that can't stand among the sections, so that they are a list inside of one.

    A section's number is above the one before it and below the one behind it, as far as no heading of another form
    begins a new count; and 1.2 behind a line says that section 1 goes on.

    Args:
        marks: the numbered lines by their places, in order.
        headed: places of what is a heading already.
        linked: places of the numbers that have a neighbour.
    """
    counts = dict(marks)
    order = sorted({*counts, *headed})
    before = _sections(order, counts, headed, linked)
    behind = _sections(order[::-1], counts, headed, linked)
    found: set[int] = set()
    for number, mark in marks:
        if mark.form != "arabic" or number in headed:
            continue
        (last, _), (coming, part) = before[number], behind[number]
        # In an appendix sections begin anew, and have parts of their own.
        anew = part and coming == mark.value and last != mark.value
        goes_on = 0 <= coming < mark.value and (not part or last in (coming, -1))
        if (last >= mark.value and not anew) or goes_on or (not part and coming == mark.value):
            found.add(number)
    return found


def _sections(
    order: list[int], counts: dict[int, Printed], headed: set[int], linked: set[int]
) -> dict[int, tuple[int, bool]]:
    """For each line the section that the last sure heading before names, -1 for none, and whether it names a part."""
    found: dict[int, tuple[int, bool]] = {}
    section = -1, False
    for number in order:
        found[number] = section
        mark = counts.get(number)
        part = mark is not None and mark.form.startswith("dotted-")
        if mark is not None and ((part and number in linked) or (mark.form == "arabic" and number in headed)):
            section = int(mark.parts[0]), part
        elif number in headed or (mark is not None and mark.form != "arabic" and number in linked):
            section = -1, False
    return found


def counting(alone: list[tuple[int, Printed]]) -> set[int]:
    """Places of Roman numbers that are all of their lines, where they count from the first on, in each part again."""
    values = [mark.value for _, mark in alone]
    sound = len(values) > 1 and values[0] == 1 and all(b in (1, a + 1) for a, b in pairwise(values))
    return {number for number, _ in alone} if sound and 2 in values else set()
