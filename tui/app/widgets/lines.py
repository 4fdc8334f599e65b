"""The base of every widget that shows text: it draws lines itself, and nothing in them is ever markup."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.app.themes import Palette, palette_of
from tui.app.widgets.wrap import cells, clip, reach

Piece = tuple[str, Style]
"""Text that is safe to send to a terminal, and how it is set."""

LARGEST = 1000
"""Columns and rows beyond which a window is not believed."""


class Line(Strip):
    """A strip that is sent whole more often than in parts.

    Textual's keeps itself among its parts. That is a cycle for every line drawn, and some hundred screens later a pause
    of a frame in which they are collected.
    """

    __slots__ = ()

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        wanted = [cut for cut in cuts if cut <= self.cell_length]
        return [self] if wanted == [self.cell_length] else super().divide(wanted)


def strip(pieces: Iterable[Piece], width: int, base: Style) -> Strip:
    """A line of exactly `width` cells: cut where it is longer, filled where it is shorter."""
    segments: list[Segment] = []
    taken = 0
    for text, style in pieces:
        if not text:
            continue
        size = cells(text)
        if taken + size > width:
            text = text[: reach(text, 0, width - taken)] if width > taken else ""
            size = cells(text)
        if text:
            segments.append(Segment(text, base + style))
            taken += size
        if taken >= width:
            break
    if taken < width:
        segments.append(Segment(" " * (width - taken), base))
    return Strip(segments, width)


def fit(text: str, width: int) -> str:
    """A text in a column of `width` cells: cut, or filled with blanks."""
    cut = clip(text, width)
    return cut + " " * max(0, width - cells(cut))


class LineView(ScrollView):
    """Lines, of which some stand still at the top; those below scroll and may have a cursor.

    A subclass says how many there are (`count`), draws one (`draw`), and what Enter does (`choose`).
    """

    can_focus = True
    wheel: ClassVar[int] = 3
    wants_cursor: ClassVar[bool] = True

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.top = 0
        self.cursor = 0
        self._kept: dict[tuple[int, int, bool], Strip] = {}
        self._base: Style | None = None

    # What a subclass says

    def header(self) -> list[list[Piece]]:
        """Lines that stand still at the top."""
        return []

    def count(self) -> int:
        """How many lines there are below the header."""
        return 0

    def draw(self, number: int, width: int) -> list[Piece]:
        """The pieces of a line."""
        return []

    def choose(self, number: int) -> Message | None:
        """Enter or a click on a line; gives what is asked of the screen."""
        return None

    def can_stand(self, number: int) -> bool:
        """Whether the cursor may stand on a line; it passes over headings."""
        return True

    def looks_at(self, number: int) -> None:
        """The cursor has come to a line."""

    # Drawing

    @property
    def palette(self) -> Palette:
        return palette_of(self.app)

    @property
    def columns(self) -> int:
        return min(self.size.width, LARGEST)

    @property
    def rows(self) -> int:
        """Rows for lines, below the header."""
        return max(0, min(self.size.height, LARGEST) - len(self.header()))

    def base(self) -> Style:
        """The style below all others: the widget's own ground."""
        if self._base is None:
            self._base = self.rich_style + self.palette["ink"]
        return self._base

    def redraw(self) -> None:
        """Draw all lines anew."""
        self._base = None
        self._kept.clear()
        self.refresh()

    def draw_now(self) -> None:
        """Draw what has changed at once.

        Textual draws at most sixty times a second, so that what follows on a drawing comes up to a frame late.
        """
        if self.screen.is_current and self in self.screen._compositor:
            self._repaint_required = False
            self.screen._dirty_widgets.add(self)
            self.screen._on_timer_update()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._base = None
        self._kept.clear()

    def render_line(self, y: int) -> Strip:
        width = self.columns
        header = self.header()
        if y < len(header):
            return strip(header[y], width, self.base())
        return self._line(self.top + y - len(header), width)

    def _line(self, number: int, width: int) -> Strip:
        if not 0 <= number < self.count():
            return strip((), width, self.base())
        marked = self.wants_cursor and number == self.cursor
        key = (number, width, marked and self.has_focus)
        if marked:
            key = (-1 - number, width, self.has_focus)
        found = self._kept.get(key)
        if found is None:
            base, pieces = self.base(), self.draw(number, width)
            if marked:
                cursor = self.palette["cursor" if self.has_focus else "cursor-idle"]
                base += cursor
                if cursor.reverse:  # each colour would be turned round by itself
                    pieces = [(text, style.without_color) for text, style in pieces]
            found = self._kept[key] = strip(pieces, width, base)
        return found

    # Moving

    def move_to(self, number: int) -> None:
        """Put the cursor on a line, or the next where it may stand, and show it."""
        last = self.count() - 1
        if last < 0:
            self.top = self.cursor = 0
            self.refresh()
            return
        number = max(0, min(number, last))
        self.cursor = self._standing(number, 1 if number >= self.cursor else -1)
        self.show_cursor()
        self.looks_at(self.cursor)

    def show_cursor(self) -> None:
        """Scroll so far that the cursor is in view."""
        rows = max(1, self.rows)
        if self.cursor < self.top:
            self.top = self.cursor
            while self.top > 0 and not self.can_stand(self.top - 1) and self.cursor - self.top + 2 <= rows:
                self.top -= 1
        elif self.cursor >= self.top + rows:
            self.top = self.cursor - rows + 1
        self.top = max(0, min(self.top, self.count() - rows))
        self.refresh()

    def scroll_lines(self, lines: int) -> None:
        """Scroll without moving the cursor further than it must."""
        self.top = max(0, min(self.top + lines, self.count() - max(1, self.rows)))
        if not self.wants_cursor:
            self.refresh()
            return
        self.move_to(max(self.top, min(self.cursor, self.top + max(1, self.rows) - 1)))

    def step(self, lines: int) -> None:
        """Move by lines; where there is no cursor, scroll."""
        if not self.wants_cursor:
            self.scroll_lines(lines)
            return
        at, left = self.cursor, abs(lines)
        way = 1 if lines > 0 else -1
        while left:
            following = self._next(at, way)
            if following is None:
                break
            at, left = following, left - 1
        if at == self.cursor and lines < 0:
            self.top = 0
        self.move_to(at)

    def _next(self, number: int, way: int) -> int | None:
        number += way
        while 0 <= number < self.count():
            if self.can_stand(number):
                return number
            number += way
        return None

    def _standing(self, number: int, way: int) -> int:
        if self.can_stand(number):
            return number
        found = self._next(number, way)
        if found is None:
            found = self._next(number, -way)
        return number if found is None else found

    @property
    def standing(self) -> int:
        """The line the cursor stands on, before it was ever moved too; -1 where there is none."""
        last = self.count() - 1
        return self._standing(min(self.cursor, last), 1) if last >= 0 else -1

    # Actions every list has

    def do_down(self, count: int | None) -> None:
        self.step(count or 1)

    def do_up(self, count: int | None) -> None:
        self.step(-(count or 1))

    def do_page_down(self, count: int | None) -> None:
        self.step((count or 1) * max(1, self.rows - 1))

    def do_page_up(self, count: int | None) -> None:
        self.step(-(count or 1) * max(1, self.rows - 1))

    def do_half_down(self, count: int | None) -> None:
        self.step(count or max(1, self.rows // 2))

    def do_half_up(self, count: int | None) -> None:
        self.step(-(count or max(1, self.rows // 2)))

    def do_start(self, count: int | None) -> bool:
        self.top = 0
        self._to_line((count or 1) - 1)
        return True

    def do_end(self, count: int | None) -> bool:
        self._to_line(self.count() - 1 if count is None else count - 1)
        return True

    def _to_line(self, number: int) -> None:
        if self.wants_cursor:
            self.move_to(number)
        else:
            self.scroll_lines(number - self.top)

    def do_enter(self, count: int | None) -> Message | None:
        last = self.count() - 1
        if last < 0:
            return None
        self.cursor = self._standing(min(self.cursor, last), 1)
        return self.choose(self.cursor) if self.can_stand(self.cursor) else None

    # Mouse and terminal

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_lines(self.wheel)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_lines(-self.wheel)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        number = self.top + event.y - len(self.header())
        if event.y >= len(self.header()) and number < self.count() and self.can_stand(number):
            self.move_to(number)
            if (asked := self.choose(number)) is not None:
                self.post_message(asked)

    def on_resize(self) -> None:
        self._kept.clear()
        last = self.count() - 1
        if last >= 0:
            self.cursor = self._standing(max(0, min(self.cursor, last)), 1)
            self.show_cursor()

    def on_focus(self) -> None:
        self.redraw()

    def on_blur(self) -> None:
        self.redraw()

    def terminal_cursor(self) -> Offset | None:
        """Where the terminal's own cursor belongs, for those who read by braille or voice."""
        row = self.cursor - self.top + len(self.header())
        return Offset(0, row) if 0 <= row < self.size.height else None

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return container.height
