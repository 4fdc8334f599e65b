"""Gaps: numbers that the headings skip."""

from tui.documents.blocks import Block
from tui.documents.model import Role
from tui.documents.outline import Skip
from tui.documents.repair.context import Context, Missing, closed, text_before


def skipped(skips: list[Skip], blocks: list[Block], context: Context) -> None:
    """Say where the text of skipped headings is missing.

    It is at the largest page break before the heading that skips, back to the heading before, where the text ends a
    sentence and no other gap is known; else right before the heading.
    """
    positions = {id(block): number for number, block in enumerate(blocks)}
    known = {id(missing.after) for missing in context.missing}
    for skip in skips:
        here = positions[id(skip.before)]
        start = next((n for n in range(here - 1, -1, -1) if blocks[n].role is Role.HEADING), 0)
        best, blank = text_before(blocks, here), 2
        run = 0
        for number in range(start + 1, here):
            run = max(run, blocks[number].blank)
            if blocks[number].role is not Role.BODY:
                continue
            before = text_before(blocks, number)
            if run > blank and before and id(before) not in known and closed(context.text(before)):
                best, blank = before, run
            run = 0
        at = best.end if best else skip.before.start
        context.missing.append(Missing(at, best, _reason(skip.missing)))


def _reason(numbers: tuple[str, ...]) -> str:
    named = [f"{'part' if '.' in number else 'section'} {number}" for number in numbers]
    if len(named) == 1:
        return f"{named[0]} is missing: the headings' numbers skip it"
    listed = ", ".join(named[:-1]) + f" and {named[-1]}"
    if ".".join(numbers[:1]) == numbers[1].split(".")[0]:
        listed = f"the start of {named[0]} and its {named[1]}" + "".join(f", {name}" for name in named[2:])
    return f"{listed} are missing: the headings' numbers skip them"
