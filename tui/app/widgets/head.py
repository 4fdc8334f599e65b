"""The head line: which document, what one must know of it, where in it one is."""

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.app.session import Session
from tui.app.themes import palette_of
from tui.app.widgets.lines import LARGEST, Piece, strip
from tui.app.widgets.wrap import cells, clip
from tui.documents.model import Document
from tui.text.placeholders import safe

_BAR = 12
_NAME = 14
"""Cells of the document's name that stay before a caution is left out."""
_SECTION = 10


class Head(Widget):
    """One line at the top."""

    def __init__(self, session: Session | None = None) -> None:
        super().__init__(id="head")
        self.session = session
        self.title = ""
        """instead of a document's, on screens that show none"""
        self.section = ""
        self.share = 0.0
        self.progress: float | None = None
        """how much of a large file has been read or linked"""
        self.doing = "reading"
        self.changed = False
        """the file is no longer what was read"""

    def tell(self, section: str, share: float) -> None:
        """The page has moved."""
        if (section, round(share * 100)) != (self.section, round(self.share * 100)):
            self.refresh()
        self.section, self.share = section, share

    def render_line(self, y: int) -> Strip:
        width = min(self.size.width, LARGEST)
        palette = palette_of(self.app)
        ground: Style = palette["head"]
        if self.session is None:
            return strip([(" " + safe(self.title), palette["head-strong"])], width, ground)
        share = self._share(width)
        left = self._left(width - cells(share[0]))
        room = width - sum(cells(text) for text, _ in left) - cells(share[0]) - 2
        section = clip(safe(self.section), room) if room >= _SECTION and self.progress is None else ""
        pieces: list[Piece] = [(text, palette[style]) for text, style in left]
        blanks = " " * max(0, room + 2 - cells(section))
        return strip([*pieces, (blanks, ground), (section, ground), (share[0], palette[share[1]])], width, ground)

    def _left(self, room: int) -> list[tuple[str, str]]:
        """Name and cautions; the name gives way first, as far as it can still be told."""
        document = self.session.document if self.session else None
        if document is None or room < 4:
            return []
        warnings = cautions(document) + (["FILE CHANGED"] if self.changed else [])
        said = "".join(f" · {warning}" for warning in warnings)
        name = safe(document.metadata.short or document.title)
        name = "standard input" if name == "-" else name
        while warnings and cells(said) + min(cells(name), _NAME) + 2 > room:
            warnings.pop()
            said = "".join(f" · {warning}" for warning in warnings)
        name = clip(name, max(1, min(room - cells(said) - 2, max(_NAME, room // 2))))
        return [(" " + name, "head-strong"), (said, "head-warning")]

    def _share(self, width: int) -> tuple[str, str]:
        """How far one is in the text; of a large file, how much has been read or linked."""
        if self.progress is None:
            return f" {min(1.0, self.share):4.0%} ", "head"
        done = round(self.progress * _BAR)
        bar = f"{self.doing} {'━' * done}{'─' * (_BAR - done)}" if width >= 60 else ""
        return f" {bar} {self.progress:4.0%} ", "head-warning"


def cautions(document: Document) -> list[str]:
    """What a reader must know of the document, in a few words each."""
    said: list[str] = []
    metadata = document.metadata
    if metadata.edition:
        said.append(f"EDITION: {safe(metadata.edition).upper()}")
    if metadata.machine_translation:
        said.append("MACHINE TRANSLATION")
    if document.gaps:
        said.append(f"{len(document.gaps)} gap{'s' if len(document.gaps) > 1 else ''}")
    if document.provisional:
        said.append("head only")
    return said
