"""Gaps: sentences that break off, numbers that the headings skip."""

from tui.documents.blocks import Block, parts
from tui.documents.model import Form, Role
from tui.documents.repair.context import Context, Missing, closed, text_before
from tui.documents.repair.counted import WEAK
from tui.documents.repair.joins import PASSED_OVER, judged, runs_on, usual_break
from tui.documents.repair.numbering import printed
from tui.documents.skipping import Skip


def broken(blocks: list[Block], context: Context) -> list[Block]:
    """Say where a text breaks off and is not taken up.

    It does in mid-word, or in an unfinished sentence before several times the usual number of empty lines (a page that
    came out empty). What has been joined is no longer two.
    """
    usual = usual_break(blocks)
    head: Block | None = None
    between: list[Block] = []
    blank = 0
    for block in blocks:
        blank = max(blank, block.blank)
        if parts(block):
            head = None
        if block.role in PASSED_OVER:
            between.append(block)
            continue
        if head is not None and runs_on(block) and block.form is Form.PARAGRAPH:
            lost = judged(head, block, between, blank > usual, context).lost
            if lost:
                context.missing.append(Missing(head.end, head, lost))
        head, between, blank = block if runs_on(block) else None, [], 0
    return blocks


def skipped(skips: list[Skip], blocks: list[Block], context: Context) -> None:
    """Say where the text of skipped headings is missing.

    It is at the largest page break before the heading that skips, back to the heading before, where the text ends a
    sentence and no other gap is known; else right before the heading.
    """
    if not skips:
        return
    skipping = {skip.before.key for skip in skips}
    positions = {block.key: number for number, block in enumerate(blocks) if block.key in skipping}
    known = {missing.after.key for missing in context.missing if missing.after}
    for skip in skips:
        here = positions[skip.before.key]
        start = next((n for n in range(here - 1, -1, -1) if blocks[n].role is Role.HEADING), 0)
        missing = _unprinted(skip.missing, context.source[blocks[start].end : skip.before.start])
        if not missing:
            continue
        best, blank = text_before(blocks, here), 2
        run = 0
        for number in range(start + 1, here):
            run = max(run, blocks[number].blank)
            if blocks[number].role is not Role.BODY:
                continue
            before = text_before(blocks, number)
            if run > blank and before and before.key not in known and closed(context.text(before)):
                best, blank = before, run
            run = 0
        at = best.end if best else skip.before.start
        context.missing.append(Missing(at, best, _reason(missing)))


def _unprinted(numbers: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The numbers that no line of a text begins with, in a frame as it may be: what is printed is not missing.

    The items of a list may bear them too, but begin below the first one that is missing.
    """
    lines = (line.strip().lstrip("*|#>+-=~ \t") for line in text.split("\n"))
    heads = {mark.parts[-1] for line in lines if (mark := printed(line)) and mark.form not in WEAK}
    lasts = {number.split(".")[-1] for number in numbers}
    below = {int(last) - 1 for last in lasts if last.isdigit()} - {int(last) for last in lasts if last.isdigit()}
    if any(str(value) in heads for value in below):
        return numbers
    return tuple(number for number in numbers if number.split(".")[-1] not in heads)


def _reason(numbers: tuple[str, ...]) -> str:
    named = [f"{'part' if '.' in number else 'section'} {number}" for number in numbers]
    if len(named) == 1:
        return f"{named[0]} is missing: the headings' numbers skip it"
    listed = ", ".join(named[:-1]) + f" and {named[-1]}"
    if ".".join(numbers[:1]) == numbers[1].split(".")[0]:
        listed = f"the start of {named[0]} and its {named[1]}" + "".join(f", {name}" for name in named[2:])
    return f"{listed} are missing: the headings' numbers skip them"
