"""What every view of the concept screen has: the row of tabs, a line that says what it shows, a filter."""

from typing import TYPE_CHECKING, ClassVar

from tui.app.widgets.filtered import FilteredView
from tui.app.widgets.lines import Piece
from tui.app.widgets.wrap import cells, clip
from tui.text.placeholders import safe

if TYPE_CHECKING:
    from tui.app.study import Study

TABS = ("lines", "names", "spread", "meets", "words", "map")
"""The views in their order; each is the id of its widget."""


class ConceptView(FilteredView):
    """A view of a study: lines below a row of tabs.

    Args:
        study: what is looked at.
    """

    tab: ClassVar[str] = ""
    shows_around: ClassVar[bool] = False
    """whether the sentences around what the cursor stands on are shown below"""
    offers: ClassVar[tuple[str, ...]] = ("enter", "next-panel", "filter", "close", "help")

    def __init__(self, study: "Study") -> None:
        super().__init__(id=self.tab)
        self.study = study
        self.build()

    def told(self) -> str:
        """One line on what the view shows."""
        return ""

    def header(self) -> list[list[Piece]]:
        lines = [self._tabs(), [(clip(" " + safe(self.told()), self.columns), self.palette["quiet"])]]
        if self.filtering:
            lines.append(self.filter_line(self.columns))
        return lines

    def _tabs(self) -> list[Piece]:
        """The row of tabs; the one shown stands in brackets, so that no colour is needed to see it."""
        palette, shown = self.palette, self.tab if self.tab in TABS else "meets"
        pieces: list[Piece] = [(" ", palette["quiet"])]
        for tab in TABS:
            here = tab == shown
            pieces.append((f"[{tab}]" if here else f" {tab} ", palette["title-focused" if here else "title"]))
        taken = sum(cells(text) for text, _ in pieces)
        return [*pieces, ("─" * max(0, self.columns - taken), palette["rule"])]

    def passage_at(self, number: int) -> tuple[int, int, int] | None:
        """Passage, start and end of what a line stands for."""
        return None

    def renew(self) -> None:
        """What is looked at has changed."""
        self.cursor = self.top = 0
        self.build()
        self.redraw()
