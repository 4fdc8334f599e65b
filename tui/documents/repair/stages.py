"""The stages of repair, in their order; each can be switched off."""

from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import NamedTuple

from tui.documents.blocks import Block
from tui.documents.errors import DocumentError
from tui.documents.repair.context import Context
from tui.documents.repair.doubtful import doubtful
from tui.documents.repair.furniture import furniture
from tui.documents.repair.gaps import broken
from tui.documents.repair.headings import headings
from tui.documents.repair.hyphens import dehyphenate
from tui.documents.repair.joins import rejoin
from tui.documents.repair.marks import marks, note_marks
from tui.documents.repair.notes import labels, notes
from tui.documents.repair.torn import torn

KINDS: dict[str, frozenset[str]] = {
    "furniture": frozenset({"cut-furniture"}),
    "marks": frozenset({"mark"}),
    "notes": frozenset({"cut-note"}),
    "doubtful": frozenset(),
    "rejoin": frozenset({"join"}),
    "headings": frozenset({"heading-join", "level"}),
    "gaps": frozenset({"gap"}),
    "dehyphenate": frozenset({"dehyphenate"}),
}
"""The stages by their names, and the kinds of repair that each makes. A cut is made where a join passes over it."""

NAMES = tuple(KINDS)


class Step(NamedTuple):
    """A part of a stage: takes the blocks and the context, and gives the blocks again."""

    stage: str
    work: Callable[[list[Block], Context], list[Block]]


STEPS = (
    Step("furniture", furniture),
    Step("marks", marks),
    Step("notes", notes),
    # Before notes are put together: a loop is told by what each block says.
    Step("doubtful", doubtful),
    Step("notes", labels),
    Step("rejoin", torn),
    Step("marks", note_marks),
    # Before paragraphs are joined: a heading's lost half must not become the head of one.
    Step("headings", headings),
    Step("rejoin", rejoin),
    # What is still apart is a gap, where something says that text is missing.
    Step("gaps", broken),
    Step("dehyphenate", dehyphenate),
)
"""What is done, in order. Levels and the numbers that headings skip are seen when the outline is made."""


def checked(without: Collection[str], where: str = "") -> frozenset[str]:
    """The names of stages to be switched off.

    Args:
        without: as a person wrote them.
        where: what an error begins with.

    Raises:
        DocumentError: there is no such stage.
    """
    for name in without:
        if name not in KINDS:
            near = get_close_matches(name, NAMES, 1, 0.5)
            hint = f'did you mean "{near[0]}"?' if near else f"there are {', '.join(NAMES)}"
            raise DocumentError(f'{where}no stage of repair is called "{name}" ({hint})')
    return frozenset(without)
