"""A concept edited, added or joined with another; the change to the catalogue is shown before it is written."""

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from tui.app.messages import Edited, Say
from tui.app.screens.keyed import KeyedScreen
from tui.app.widgets.entry import Entry
from tui.app.widgets.filtered import FilteredView
from tui.app.widgets.foot import Foot
from tui.app.widgets.head import Head
from tui.app.widgets.lines import LineView, Piece, fit
from tui.text.placeholders import safe

if TYPE_CHECKING:
    from tui.app.screens.reader import ReaderScreen
    from tui.concepts.model import Concept
    from tui.concepts.writing import Edit
    from tui.library.editing import Editing

_LABELS = {"label": "name", "kind": "kind", "aliases": "aliases", "variants": "variants", "note": "note"}
_LISTS = ("aliases", "variants")
_NAME = 10
_HINT = "several names are parted by ;"


class _Editor(FilteredView):
    """What the form and the list of concepts have in common: an edit shown, then written."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.edit: Edit | None = None

    def work_out(self) -> "Edit":
        """The edit as things stand."""
        raise NotImplementedError

    def proceed(self) -> Message:
        """Show the change; when it is shown, write it."""
        from tui.concepts.writing import write

        try:
            if self.edit is None:
                self.edit = self.work_out()
                if self.edit.before == self.edit.after:
                    self.edit = None
                    return Say("Nothing would change.")
                return Say(f"Enter writes this to {self.edit.path}; Esc does not.")
            return Edited(write(self.edit) or f"Written to {self.edit.path}.")
        except ValueError as error:
            self.edit = None
            return Say(str(error), error=True)


class Form(_Editor):
    """The fields of a concept, each a line to type in."""

    def __init__(self, editing: "Editing", concept: "Concept | None") -> None:
        super().__init__(id="form")
        self._editing = editing
        self._concept = concept
        self.fields = {name: Entry(_written(concept, name)) for name in _LABELS if concept or name != "variants"}

    def header(self) -> list[list[Piece]]:
        return [[(f" {_HINT}", self.palette["quiet"])]]

    def count(self) -> int:
        return len(self.fields)

    def draw(self, number: int, width: int) -> list[Piece]:
        name, entry = list(self.fields.items())[number]
        palette = self.palette
        cursor = palette["here"] if number == self.cursor else palette["entry"]
        pieces = entry.pieces(palette["entry"], cursor, width - _NAME - 2)
        return [(f" {fit(_LABELS[name], _NAME)}", palette["title"]), *pieces]

    def work_out(self) -> "Edit":
        values = {name: _read(name, entry.text) for name, entry in self.fields.items()}
        if self._concept is not None:
            return self._editing.changed(self._concept, **values)
        aliases = values["aliases"]
        assert isinstance(aliases, tuple)
        return self._editing.added(str(values["label"]), str(values["kind"]), aliases, str(values["note"]))

    def choose(self, number: int) -> Message:
        return self.proceed()

    def take_key(self, event: events.Key) -> bool | Message:
        steps = {"up": -1, "shift+tab": -1, "down": 1, "tab": 1}
        if event.key in steps:
            self.step(steps[event.key])
            self.redraw()
            return True
        if event.key == "enter":
            return self.proceed()
        if not self._here.press(event.key, event.character):
            return False
        self._typed()
        return True

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._here.put(event.text)
        self._typed()

    @property
    def _here(self) -> Entry:
        return list(self.fields.values())[self.cursor]

    def _typed(self) -> None:
        self.edit = None
        self.redraw()


class Joining(_Editor):
    """The other concepts, one of which is to become part of this one."""

    def __init__(self, editing: "Editing", into: "Concept", others: "list[Concept]") -> None:
        super().__init__(id="joining")
        self._editing = editing
        self._into = into
        self._others = others
        self._rows: list[Concept] = []
        self.build()

    def build(self) -> None:
        self.edit = None
        self._rows = [one for one in self._others if self.keeps(" ".join(one.names))]

    def header(self) -> list[list[Piece]]:
        told = f" which concept is the same as {self._into.label}?"
        lines: list[list[Piece]] = [[(safe(told), self.palette["title-focused"])]]
        if self.filtering:
            lines.append(self.filter_line(self.columns))
        return lines

    def count(self) -> int:
        return len(self._rows)

    def looks_at(self, number: int) -> None:
        self.edit = None

    def draw(self, number: int, width: int) -> list[Piece]:
        one, palette = self._rows[number], self.palette
        names = f"  {'; '.join(one.names[1:])}" if len(one.names) > 1 else ""
        return [(f" {safe(one.label)}", palette["ink"]), (safe(names), palette["quiet"])]

    def work_out(self) -> "Edit":
        return self._editing.joined(self._into, self._rows[self.cursor])

    def choose(self, number: int) -> Message:
        return self.proceed()


class Difference(LineView):
    """The change to the catalogue as lines that go and lines that come."""

    can_focus = False
    wants_cursor: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__(id="difference")
        self._lines: list[str] = []

    def show(self, edit: "Edit | None") -> None:
        """Show an edit, or nothing."""
        lines = edit.difference.split("\n")[2:] if edit is not None else []
        if lines != self._lines:
            self._lines, self.top = lines, 0
            self.redraw()

    def header(self) -> list[list[Piece]]:
        return [[("── what changes " + "─" * max(0, self.columns - 16), self.palette["rule"])]]

    def count(self) -> int:
        return len(self._lines)

    def draw(self, number: int, width: int) -> list[Piece]:
        line = self._lines[number]
        style = "current" if line.startswith(("+", "-")) else "quiet"
        return [(f" {safe(line)}", self.palette[style])]


class EditingScreen(KeyedScreen):
    """A form or a list of concepts over a reader, and below it what would change.

    Args:
        title: what is done.
        editor: the form or the list.
        below: the reader.
    """

    def __init__(self, title: str, editor: Form | Joining, below: "ReaderScreen") -> None:
        super().__init__()
        self.editor = editor
        self.below = below
        self._title = title

    def compose(self) -> ComposeResult:
        head = Head()
        head.title = self._title
        yield head
        yield self.editor
        yield Difference()
        yield Foot(self.reader.keymap)

    def on_mount(self) -> None:
        self.set_focus(self.editor)

    def targets(self) -> list[Widget]:
        return [self.editor, self]

    @property
    def typed_in(self) -> Widget:
        """The form, even before it has the focus: nothing that is typed ahead is lost."""
        return self.editor

    def offer(self) -> None:
        if self.is_current:
            offers = ("enter", "close") if isinstance(self.editor, Form) else ("enter", "filter", "close", "help")
            self.foot.offer(offers, "")
            self.query_one(Difference).show(self.editor.edit)

    async def on_edited(self, message: Edited) -> None:
        """Back to the page; the document is linked anew."""
        message.stop()
        await self.app.pop_screen()
        self.below.relink()
        self.below.foot.say(message.words)

    async def do_close(self, count: int | None) -> None:
        """Put the change away, then the screen."""
        if self.editor.edit is not None:
            self.editor.edit = None
            return
        await self.app.pop_screen()

    async def do_quit(self, count: int | None) -> None:  # type: ignore[override]
        await self.app.pop_screen()

    async def do_documents(self, count: int | None) -> None:
        """Not from here."""


def _written(concept: "Concept | None", name: str) -> str:
    if concept is None:
        return ""
    value = getattr(concept, name)
    return "; ".join(value) if name in _LISTS else str(value)


def _read(name: str, text: str) -> str | tuple[str, ...]:
    if name in _LISTS:
        return tuple(part.strip() for part in text.split(";") if part.strip())
    return text.strip()
