"""A passage beside its source: every repair named, each taken back or put back by one key."""

from contextlib import suppress
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.widget import Widget

from tui.app.actions import written
from tui.app.messages import Go, Passage, Say
from tui.app.place import at_source
from tui.app.screens.laid import LaidScreen
from tui.app.screens.reader import ReaderScreen
from tui.app.session import section_title
from tui.app.widgets.foot import Foot
from tui.app.widgets.head import Head
from tui.app.widgets.repairs import DONE, RepairList, did, why
from tui.app.widgets.slip import Told
from tui.app.widgets.source import Pane, View, as_read, in_file, label
from tui.documents.model import Repair
from tui.library.repairing import Repairing
from tui.text.placeholders import safe

BESIDE = 100
"""Columns from which source and text stand side by side."""


class SourceScreen(LaidScreen):
    """The source of one passage over a reader, its repairs above, its text beside or below it.

    Args:
        repairing: the document.
        subject: the passage, in the document as it was read.
        below: the reader.
    """

    _OFFERS: ClassVar[tuple[str, ...]] = (
        "take-back", "put-back", "undo", "close", "next-passage", "previous-passage", "enter", "help",
    )  # fmt: skip

    def __init__(self, repairing: Repairing, subject: int, below: ReaderScreen) -> None:
        super().__init__()
        self.repairing = repairing
        self.below = below
        self.list = RepairList(repairing, subject)
        self.why = Pane("", (), id="why")
        self.why.can_focus = False
        self.source, self.text = Pane("", (), id="in-file"), Pane("", (), id="as-read")

    def compose(self) -> ComposeResult:
        yield Head()
        yield self.list
        yield self.why
        with Container(id="panes"):
            yield self.source
            yield self.text
        yield Foot(self.reader.keymap)

    def on_mount(self) -> None:
        self.set_class(self.size.width >= BESIDE, "-beside")
        self.set_focus(self.list)
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= BESIDE, "-beside")

    def targets(self) -> list[Widget]:
        return [self.focused, self] if self.focused is not None else [self.list, self]

    def offer(self) -> None:
        if self.is_current:
            self.foot.offer(self._OFFERS, "")

    # What is shown

    def _show(self) -> None:
        """Bring all of the screen up to the list and its cursor."""
        family = self.repairing.family(self.list.subject)
        line = self.list.chosen
        view = View(self.repairing.document, family, line.repair if line is not None else None)
        head = self.query_one(Head)
        section = self.repairing.document.by_section.get(family[0].section)
        names = " ".join(label(passage) for passage in family)
        head.title = f"{names} · {section_title(section)}" if section is not None and family[0].number else names
        head.refresh()
        self.source.tell(*in_file(view))
        self.text.tell(*as_read(view))
        self.why.tell(*self._reason())

    def _reason(self) -> tuple[str, list[list[Told]]]:
        """What is to be said of the repair under the cursor, and what can be done with it."""
        line, keymap = self.list.chosen, self.reader.keymap
        if line is None:
            nothing: list[Told] = [("Every character stands as it does in the file.", "quiet")]
            if self.repairing.next_subject(self.list.subject, 1) is not None:
                key = written(keymap.key_of("next-passage"))
                nothing.append((f"  {key} goes to the next passage that was repaired.", "quiet"))
            return "", [nothing]
        reason = why(line.repair)
        done = did(line.repair) if line.repair.kind == "level" else DONE.get(line.repair.kind, line.repair.kind)
        told: Told = (f"{done}: {safe(reason)}." if reason else f"{done}.", "ink")
        if line.row is None:
            key = written(keymap.key_of("take-back"))
            return line.repair.kind, [[told, (f"  Press {key} to take it back.", "quiet")]]
        key = written(keymap.key_of("put-back"))
        return f"{line.repair.kind}, taken back", [[told, (f"  Press {key} to put it back.", "quiet")]]

    def on_passage(self, message: Passage) -> None:
        message.stop()
        self._show()

    # Actions

    def do_take_back(self, count: int | None) -> Message:
        """The repair under the cursor, for good."""
        line = self.list.chosen
        if line is None:
            return Say("Nothing was repaired here.")
        key = written(self.reader.keymap.key_of("put-back"))
        if line.row is not None:
            return Say(f"This one is taken back already; {key} puts it back.")
        try:
            said = self.repairing.take_back(line)
        except ValueError as error:
            return Say(str(error), error=True)
        self._renew(line.repair)
        return Say(said)

    def do_put_back(self, count: int | None) -> Message:
        """The repair under the cursor stands again."""
        line = self.list.chosen
        if line is None or line.row is None:
            return Say("This repair stands; there is nothing to put back.")
        try:
            said = self.repairing.put_back(line)
        except ValueError as error:
            return Say(str(error), error=True)
        self._renew(line.repair)
        return Say(said)

    def do_undo(self, count: int | None) -> Message:
        """What was done here last."""
        try:
            said = self.repairing.undo()
        except ValueError as error:
            return Say(str(error), error=True)
        self._renew(self.list.chosen.repair if self.list.chosen is not None else None)
        return Say(said)

    def _renew(self, repair: Repair | None) -> None:
        self.list.look_at(self.list.subject, repair)
        self._show()

    def do_next_passage(self, count: int | None) -> Message | None:
        """The next passage that was repaired."""
        return self._step(1)

    def do_previous_passage(self, count: int | None) -> Message | None:
        """The one before."""
        return self._step(-1)

    def _step(self, way: int) -> Message | None:
        subject = self.repairing.next_subject(self.list.subject, way)
        if subject is None:
            return Say(f"No passage {'below' if way > 0 else 'above'} was repaired.")
        self.list.look_at(subject)
        self._show()
        return None

    def do_next_panel(self, count: int | None) -> None:
        self._next_panel(1)

    def do_previous_panel(self, count: int | None) -> None:
        self._next_panel(-1)

    def _next_panel(self, way: int) -> None:
        views: list[Widget] = [self.list, self.source, self.text]
        at = views.index(self.focused) if self.focused in views else 0
        self.set_focus(views[(at + way) % len(views)])

    # Ways out

    async def on_go(self, message: Go) -> None:
        """To the page, where the repair is."""
        message.stop()
        await self.leave()
        await self.below.on_go(message)

    async def leave(self) -> None:
        family = self.repairing.family(self.list.subject)
        await self.app.pop_screen()
        with suppress(ValueError):  # counts that could not be kept are of no account to who reads on
            self.repairing.close()
        if self.repairing.changed:
            self.below.take_document(self.repairing.document)
        here = at_source(self.repairing.document, family[0].start)
        self.below.page.window.look()
        if not self.below.page.shows(here):
            self.below.jump(here)

    async def do_source(self, count: int | None) -> None:
        await self.leave()
