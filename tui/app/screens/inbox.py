"""The inbox: wordings that may name a concept, each accepted or rejected by one key."""

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from tui.app.messages import Go, Passage, Say
from tui.app.place import Match, Place
from tui.app.screens.keyed import KeyedScreen
from tui.app.session import Session
from tui.app.study import Study
from tui.app.widgets.concept.context import Around
from tui.app.widgets.filtered import FilteredView
from tui.app.widgets.foot import Foot
from tui.app.widgets.head import Head
from tui.app.widgets.lines import Piece, fit
from tui.text.placeholders import safe

if TYPE_CHECKING:
    from tui.app.screens.reader import ReaderScreen
    from tui.concepts.variants import Variant
    from tui.library.proposals import Decided, Proposals

_SCORE = 16


class Inbox(FilteredView):
    """The wordings that are not decided yet, below each the concept it may name."""

    def __init__(self, session: Session, proposals: "Proposals") -> None:
        super().__init__(id="inbox")
        self.session = session
        self.proposals = proposals
        self.looking = True
        self._undecided: list[Variant] = []
        self._decided: list[Decided] = []
        self._rows: list[Variant] = []
        self.build()

    def take(self, found: "list[Variant]") -> None:
        """Show what is proposed."""
        self.looking = False
        self._undecided = list(found)
        self.rebuild()
        self.move_to(0)

    def build(self) -> None:
        self._rows = [one for one in self._undecided if self.keeps(f"{one.text} {one.alias}")]

    def header(self) -> list[list[Piece]]:
        words = f" {len(self._rows)} wordings that may name a concept" if self._rows else " nothing is waiting"
        if self.looking:
            words = " looking through the text…"
        room = max(0, self.columns - len(words) - _SCORE - 1)
        lines: list[list[Piece]] = [
            [(words, self.palette["title-focused"]), (" " * room + "channel    score", self.palette["quiet"])]
        ]
        if self.filtering:
            lines.append(self.filter_line(self.columns))
        return lines

    def count(self) -> int:
        return 2 * len(self._rows)

    def can_stand(self, number: int) -> bool:
        return number % 2 == 0

    def at(self, number: int) -> "Variant | None":
        return self._rows[number // 2] if 0 <= number // 2 < len(self._rows) else None

    def looks_at(self, number: int) -> None:
        self.post_message(Passage(number))

    def draw(self, number: int, width: int) -> list[Piece]:
        one, palette = self._rows[number // 2], self.palette
        if number % 2:
            label = self.session.reading.catalogue.concepts[one.concept].label
            return [("     may name ", palette["quiet"]), (safe(label), palette["ink"])]
        times = f" ×{one.places}" if one.places > 1 else ""
        text = safe(" ".join(one.text.split())) + times
        return [
            (" ? ", palette["title"]),
            (fit(text, max(1, width - _SCORE - 4)), palette["current"]),
            (f" {one.channel:<10}{one.score:>5.2f} ", palette["number"]),
        ]

    def choose(self, number: int) -> Go | None:
        one = self.at(number)
        if one is None:
            return None
        return Go(Place(one.passage, one.start), Match(one.passage, ((one.start, one.end),)))

    def do_accept(self, count: int | None) -> Message:
        return self._decide(accept=True)

    def do_reject(self, count: int | None) -> Message:
        return self._decide(accept=False)

    def _decide(self, *, accept: bool) -> Message:
        one = self.at(self.cursor)
        if one is None:
            return Say("Nothing is waiting.")
        try:
            decided = self.proposals.accept(one) if accept else self.proposals.reject(one)
        except ValueError as error:
            return Say(str(error), error=True)
        self._decided.append(decided)
        self._undecided.remove(one)
        self.rebuild()
        return Say(decided.said, error=accept and decided.path is None)

    def do_undo(self, count: int | None) -> Message:
        if not self._decided:
            return Say("Nothing has been decided here yet.")
        last = self._decided[-1]
        try:
            said = self.proposals.undo(last)
        except ValueError as error:
            return Say(str(error), error=True)
        self._decided.pop()
        self._undecided = sorted([*self._undecided, last.variant], key=lambda one: one.number)
        self.rebuild()
        return Say(said)

    @property
    def accepted(self) -> bool:
        """Whether something was accepted, so that the document must be linked anew."""
        return any(one.accepted for one in self._decided)


class InboxScreen(KeyedScreen):
    """The inbox over a reader.

    Args:
        session: the document.
        proposals: its variants.
        below: the reader.
    """

    _OFFERS: ClassVar[tuple[str, ...]] = ("accept", "reject", "undo", "enter", "filter", "close", "help")

    def __init__(self, session: Session, proposals: "Proposals", below: "ReaderScreen") -> None:
        super().__init__()
        self.session = session
        self.below = below
        self._proposals = proposals
        self._study = Study(session)

    def compose(self) -> ComposeResult:
        head = Head()
        head.title = f"Inbox · {self.session.document.metadata.short or self.session.document.title}"
        yield head
        self.inbox = Inbox(self.session, self._proposals)
        yield self.inbox
        yield Around(self._study)
        yield Foot(self.reader.keymap)

    def on_mount(self) -> None:
        self.set_focus(self.inbox)
        self.run_worker(self._find, thread=True, group="inbox")

    def _find(self) -> None:
        found = self._proposals.variants()
        with suppress(RuntimeError):  # the screen may have been left meanwhile
            self.app.call_from_thread(self._take, found)

    def _take(self, found: "list[Variant]") -> None:
        if self.inbox.is_mounted:
            self._study.look_at(sorted((one.passage, one.start, one.end) for one in found))
            self.inbox.take(found)
            self._look()

    def targets(self) -> list[Widget]:
        return [self.inbox, self]

    def _look(self) -> None:
        one = self.inbox.at(self.inbox.cursor)
        self.query_one(Around).show((one.passage, one.start, one.end) if one else None)

    def offer(self) -> None:
        if self.is_current:
            self.foot.offer(self._OFFERS, "")
            self._look()

    def on_passage(self, message: Passage) -> None:
        message.stop()
        self._look()

    async def on_go(self, message: Go) -> None:
        """Back to the page, at the wording."""
        message.stop()
        await self._leave()
        await self.below.on_go(message)

    async def _leave(self) -> None:
        accepted = self.inbox.accepted
        await self.app.pop_screen()
        if accepted:
            self.below.relink()

    async def do_close(self, count: int | None) -> None:
        await self._leave()

    async def do_back(self, count: int | None) -> None:
        await self._leave()

    async def do_quit(self, count: int | None) -> None:  # type: ignore[override]
        await self._leave()

    async def do_inbox(self, count: int | None) -> None:
        await self._leave()

    async def do_documents(self, count: int | None) -> None:
        """Not from here."""
