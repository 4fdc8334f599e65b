"""Every action by its name, narrowed down as one types."""

from textual import events
from textual.message import Message

from tui.app.actions import Action, written
from tui.app.keys import Keymap
from tui.app.messages import Run
from tui.app.widgets.filtered import FilteredView
from tui.app.widgets.lines import Piece, fit


class Commands(FilteredView):
    """The table of actions; Enter carries one out."""

    def __init__(self, keymap: Keymap) -> None:
        super().__init__(id="commands")
        self.typing = True
        self.keymap = keymap
        self._lines: list[Action] = []
        self.build()

    def build(self) -> None:
        self._lines = [a for a in self.keymap.actions if not a.takes and self.keeps(f"{a.label} {a.id} {a.help}")]
        words = self.entry.text.casefold().split()
        self._lines.sort(key=lambda action: not all(word in action.label.casefold() for word in words))

    def header(self) -> list[list[Piece]]:
        palette, width = self.palette, self.columns
        entry = self.entry.pieces(palette["entry"], palette["here"], width - 12)
        return [[("─" * width, palette["rule"])], [(" do ", palette["title-focused"]), *entry]]

    def count(self) -> int:
        return len(self._lines)

    def draw(self, number: int, width: int) -> list[Piece]:
        action, palette = self._lines[number], self.palette
        keys = " ".join(map(written, action.keys[:3]))
        return [
            (f" {fit(keys, 14)} ", palette["title"]),
            (fit(action.label, 18) + " ", palette["ink"]),
            (action.help, palette["quiet"]),
        ]

    def take_key(self, event: events.Key) -> bool | Message:
        if event.key == "enter":
            return self.do_enter(None) or True
        if event.key == "tab":
            return True
        return super().take_key(event)

    @property
    def filter_is_typed(self) -> bool:
        return False

    def do_close(self, count: int | None) -> bool:
        return False  # there is nothing in it but the filter: one key leaves both

    def rebuild(self) -> None:
        self.cursor = self.top = 0
        super().rebuild()

    def choose(self, number: int) -> Run | None:
        return Run(self._lines[number].id) if number < len(self._lines) else None
