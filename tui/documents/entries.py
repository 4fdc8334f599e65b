"""The entries of an outline."""

from dataclasses import dataclass

from tui.documents.blocks import Block
from tui.documents.repair.numbering import Printed


@dataclass(slots=True)
class Entry:
    """A heading in the outline."""

    block: Block
    title: str
    mark: Printed | None
    level: int = 1
    marked: int = 1
    """the level its marks alone would give it"""
    number: str = ""
    parent: str | None = None
    """number of the section above it, which may be one that is missing"""
