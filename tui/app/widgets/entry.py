"""One line of text being typed. It is drawn by the widget it belongs to."""

from rich.style import Style

from tui.app.widgets.wrap import cells
from tui.text.placeholders import safe

_LONGEST = 500


class Entry:
    """The text, the place where the next character goes, and the keys that change them.

    Attributes:
        text: what has been typed.
        at: offset of the cursor in it.
    """

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.at = len(text)

    def clear(self) -> None:
        self.text, self.at = "", 0

    def put(self, text: str) -> None:
        """Insert a text; of pasted lines, the first."""
        text = text.splitlines()[0] if text.splitlines() else ""
        text = text[: _LONGEST - len(self.text)]
        self.text = self.text[: self.at] + text + self.text[self.at :]
        self.at += len(text)

    def press(self, key: str, character: str | None) -> bool:
        """Take a key.

        Returns:
            Whether it was one for a line of text.
        """
        move = _MOVES.get(key)
        if move is not None:
            move(self)
            return True
        if character is not None and character.isprintable() and len(character) == 1:
            self.put(character)
            return True
        return False

    def pieces(self, style: Style, cursor: Style, width: int) -> list[tuple[str, Style]]:
        """The text with its cursor, the end of it where it is too long."""
        before, under, after = self.text[: self.at], self.text[self.at : self.at + 1] or " ", self.text[self.at + 1 :]
        while before and cells(safe(before)) > max(0, width - 1):
            before = before[max(1, len(before) - width) :]
        return [(safe(before), style), (safe(under), style + cursor), (safe(after), style)]

    def _left(self) -> None:
        self.at = max(0, self.at - 1)

    def _right(self) -> None:
        self.at = min(len(self.text), self.at + 1)

    def _home(self) -> None:
        self.at = 0

    def _end(self) -> None:
        self.at = len(self.text)

    def _rub_out(self) -> None:
        self.text = self.text[: max(0, self.at - 1)] + self.text[self.at :]
        self.at = max(0, self.at - 1)

    def _delete(self) -> None:
        self.text = self.text[: self.at] + self.text[self.at + 1 :]

    def _rub_out_word(self) -> None:
        start = len(self.text[: self.at].rstrip().rpartition(" ")[0])
        start += 1 if start else 0
        self.text, self.at = self.text[:start] + self.text[self.at :], start

    def _rub_out_line(self) -> None:
        self.text, self.at = self.text[self.at :], 0


_MOVES = {
    "left": Entry._left,
    "right": Entry._right,
    "home": Entry._home,
    "end": Entry._end,
    "ctrl+e": Entry._end,
    "backspace": Entry._rub_out,
    "ctrl+h": Entry._rub_out,
    "delete": Entry._delete,
    "ctrl+w": Entry._rub_out_word,
    "ctrl+u": Entry._rub_out_line,
}
