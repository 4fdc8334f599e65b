"""What stands in a view's place while it is being counted."""

from typing import TYPE_CHECKING

from tui.app.widgets.concept.view import ConceptView
from tui.app.widgets.lines import Piece

if TYPE_CHECKING:
    from tui.app.study import Study


class Counting(ConceptView):
    """No lines yet; the keys that lead elsewhere work.

    Args:
        study: what is looked at.
        tab: the view that is to come.
    """

    offers = ("next-panel", "close", "help")

    def __init__(self, study: "Study", tab: str) -> None:
        self._coming = tab
        super().__init__(study)

    @property
    def tab(self) -> str:  # type: ignore[override]
        """The view that is to come."""
        return self._coming

    def told(self) -> str:
        return "counting…"

    def count(self) -> int:
        return 0

    def draw(self, number: int, width: int) -> list[Piece]:
        return []
