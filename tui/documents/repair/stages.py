"""What the stages of repair do, step by step, in order."""

from collections.abc import Callable
from typing import NamedTuple

from tui.documents.blocks import Block
from tui.documents.repair.context import Context
from tui.documents.repair.doubtful import doubtful
from tui.documents.repair.furniture import furniture
from tui.documents.repair.gaps import broken
from tui.documents.repair.headings import headings
from tui.documents.repair.hyphens import dehyphenate
from tui.documents.repair.joins import rejoin
from tui.documents.repair.labelling import labels, tied
from tui.documents.repair.marks import marks, note_marks
from tui.documents.repair.notes import notes
from tui.documents.repair.torn import torn


class Step(NamedTuple):
    """A part of the stage of this name: takes the blocks and the context, and gives the blocks again."""

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
    Step("notes", tied),
    Step("marks", note_marks),
    # Before paragraphs are joined: a heading's lost half must not become the head of one.
    Step("headings", headings),
    Step("rejoin", rejoin),
    Step("dehyphenate", dehyphenate),
    # What is still apart is a gap, where something says that text is missing.
    Step("gaps", broken),
)
"""What is done, in order. Levels and the numbers that headings skip are seen when the outline is made."""
