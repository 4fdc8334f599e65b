"""Which panels are on the screen: three at 120 columns, the page and one at 80, one over the page below that."""

from enum import StrEnum

WIDE = 120
MIDDLE = 80
OUTLINE = "outline"
SIDE = "side"


class Width(StrEnum):
    """The three widths of the screen."""

    WIDE = "wide"
    MIDDLE = "middle"
    NARROW = "narrow"


def width_of(columns: int) -> Width:
    """The width class of a screen."""
    return Width.WIDE if columns >= WIDE else Width.MIDDLE if columns >= MIDDLE else Width.NARROW


class Panels:
    """What the reader wants to see at each width; a narrower window forgets nothing of a wider one."""

    def __init__(self) -> None:
        self.width = Width.MIDDLE
        self._wide = {OUTLINE, SIDE}
        self._middle: str | None = SIDE
        self._narrow: str | None = None
        self._asked: set[str] = set()

    @property
    def shown(self) -> frozenset[str]:
        """The panels on the screen."""
        if self.width is Width.WIDE:
            return frozenset(self._wide)
        one = self._middle if self.width is Width.MIDDLE else self._narrow
        return frozenset({one} if one else ())

    @property
    def page_shown(self) -> bool:
        """Whether the page is on the screen: a panel lies over it when the window is narrow."""
        return self.width is not Width.NARROW or self._narrow is None

    def show(self, panel: str) -> None:
        """Put a panel on the screen; where there is room for one, in place of the other."""
        self._wide.add(panel)
        self._asked.add(panel)
        if self.width is Width.MIDDLE:
            self._middle = panel
        elif self.width is Width.NARROW:
            self._narrow = panel

    def hide(self, panel: str) -> None:
        """Put a panel away."""
        if self.width is Width.WIDE:
            self._wide.discard(panel)
        elif self.width is Width.MIDDLE and self._middle == panel:
            self._middle = None
        elif self._narrow == panel:
            self._narrow = None

    def spare(self, panel: str) -> bool:
        """Leave out a panel that has nothing to show, where it would take room from the page; one asked for stays.

        Returns:
            Whether it was on the screen.
        """
        spared = self._middle == panel and panel not in self._asked
        if spared:
            self._middle = None
        return spared and self.width is Width.MIDDLE

    def uncover(self) -> None:
        """Take away what lies over the page in a narrow window."""
        self._narrow = None
