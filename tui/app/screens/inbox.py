"""The inbox: wordings, references and new concepts, each accepted or rejected by one key."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from tui.app.messages import Go, Passage, Say
from tui.app.place import Match, Place
from tui.app.screens.laid import LaidScreen
from tui.app.session import Session
from tui.app.study import Study
from tui.app.widgets.concept.context import Around
from tui.app.widgets.filtered import FilteredView
from tui.app.widgets.foot import Foot
from tui.app.widgets.head import Head
from tui.app.widgets.lines import Piece, fit
from tui.app.widgets.wrap import clip
from tui.text.placeholders import safe

if TYPE_CHECKING:
    from tui.app.screens.reader import ReaderScreen
    from tui.library.proposals import Decided, Proposal, Proposals

_SCORE = 16
_TEXT = 100
"""cells of a wording at most: its score is to be found by the eye"""
_TITLES = "channel    score"

_KINDS = {"wording": ("spelling", "wording"), "reference": ("reference",), "new concept": ("new",)}
"""What is proposed, as the header counts it, and the channels it comes by."""


class Inbox(FilteredView):
    """What is not decided yet, below each what it may be; `s` shows one kind only."""

    def __init__(self, session: Session, proposals: "Proposals") -> None:
        super().__init__(id="inbox")
        self.session = session
        self.proposals = proposals
        self.looking = True
        self._only = ""
        self._undecided: list[tuple[int, Proposal]] = []
        self._decided: list[tuple[int, Proposal, Decided]] = []
        self._rows: list[tuple[int, Proposal]] = []
        self.build()

    def take(self, found: "list[Proposal]") -> None:
        """Show what is proposed."""
        self.looking = False
        self._undecided = list(enumerate(found))
        self.rebuild()
        self.move_to(0)

    def build(self) -> None:
        channels = _KINDS.get(self._only, ())
        self._rows = [
            (number, one)
            for number, one in self._undecided
            if self.keeps(f"{one.text} {one.told}") and (not channels or one.channel in channels)
        ]

    def header(self) -> list[list[Piece]]:
        words = " looking through the text…" if self.looking else f" {self._counted()}"
        words = clip(words, self.columns)
        room = min(_TEXT + _SCORE, self.columns) - len(words) - len(_TITLES) - 1
        titles = " " * room + _TITLES if room > 0 else ""
        lines: list[list[Piece]] = [[(words, self.palette["title-focused"]), (titles, self.palette["quiet"])]]
        if self.filtering:
            lines.append(self.filter_line(self.columns))
        return lines

    def _counted(self) -> str:
        """How many of each kind are shown."""
        told = []
        for kind, channels in _KINDS.items():
            count = sum(one.channel in channels for _, one in self._rows)
            if count:
                told.append(f"{count} {kind}{'' if count == 1 else 's'}")
        only = f" (only {self._only}s)" if self._only else ""
        return (" · ".join(told) or "nothing is waiting") + only

    def count(self) -> int:
        return 2 * len(self._rows)

    def can_stand(self, number: int) -> bool:
        return number % 2 == 0

    def at(self, number: int) -> "Proposal | None":
        return self._rows[number // 2][1] if 0 <= number // 2 < len(self._rows) else None

    def looks_at(self, number: int) -> None:
        self.post_message(Passage(number))

    def draw(self, number: int, width: int) -> list[Piece]:
        one, palette = self._rows[number // 2][1], self.palette
        if number % 2:
            return [("     ", palette["quiet"]), (safe(one.told), palette["quiet"])]
        times = f" ×{one.places}" if one.places > 1 else ""
        text = safe(" ".join(one.text.split())) + times
        score = f"{one.score:>5.2f}" if one.score else "     "
        return [
            (" + " if one.channel == "new" else " ? ", palette["title"]),
            (fit(text, max(1, min(_TEXT, width - _SCORE) - 4)), palette["current"]),
            (f" {one.channel:<10}{score} ", palette["number"]),
        ]

    def choose(self, number: int) -> Go | None:
        one = self.at(number)
        if one is None:
            return None
        return Go(Place(one.passage, one.start), Match(one.passage, ((one.start, one.end),)))

    def do_sort(self, count: int | None) -> None:
        """Of all kinds, or of one."""
        waiting = {one.channel for _, one in self._undecided}
        kinds = ["", *(kind for kind, channels in _KINDS.items() if not waiting.isdisjoint(channels))]
        at = kinds.index(self._only) if self._only in kinds else 0
        self._only = kinds[(at + 1) % len(kinds)]
        self.cursor = self.top = 0
        self.rebuild()

    def do_accept(self, count: int | None) -> Message:
        return self._decide(accept=True)

    def do_reject(self, count: int | None) -> Message:
        return self._decide(accept=False)

    def _decide(self, *, accept: bool) -> Message:
        one = self.at(self.cursor)
        if one is None:
            return Say("Nothing is waiting.")
        try:
            decided = self.proposals.accept(one.subject) if accept else self.proposals.reject(one.subject)
        except ValueError as error:
            return Say(str(error), error=True)
        row = self._rows[self.cursor // 2]
        self._decided.append((*row, decided))
        self._undecided.remove(row)
        self.rebuild()
        return Say(decided.said, error=accept and decided.path is None and one.channel != "reference")

    def do_undo(self, count: int | None) -> Message:
        if not self._decided:
            return Say("Nothing has been decided here yet.")
        number, proposal, last = self._decided[-1]
        try:
            said = self.proposals.undo(last)
        except ValueError as error:
            return Say(str(error), error=True)
        self._decided.pop()
        self._undecided = sorted([*self._undecided, (number, proposal)], key=lambda row: row[0])
        self.rebuild()
        return Say(said)

    @property
    def accepted(self) -> bool:
        """Whether something was accepted, so that the document must be linked anew."""
        return any(decided.accepted for _, _, decided in self._decided)


class InboxScreen(LaidScreen):
    """The inbox over a reader.

    Args:
        session: the document.
        proposals: what is proposed for it.
        below: the reader.
    """

    _OFFERS: ClassVar[tuple[str, ...]] = ("accept", "reject", "undo", "enter", "sort", "filter", "close", "help")

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
        found = self._proposals.everything()
        self.later(self._take, found)

    def _take(self, found: "list[Proposal]") -> None:
        if self.inbox.is_mounted:
            self._study.look_at(sorted((one.passage, one.start, one.end) for one in found))
            self.inbox.take(found)
            self._look()

    def targets(self) -> list[Widget]:
        return [self.inbox, self]

    def _look(self) -> None:
        one = self.inbox.at(self.inbox.cursor)
        key = self.reader.keymap.key_of("accept")
        writes = self._proposals.preview(one.subject) if one and not self.inbox.looking else ""
        told = f"{key} writes to {writes}" if writes else ""
        self.query_one(Around).show((one.passage, one.start, one.end) if one else None, told)

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
        await self.leave()
        await self.below.on_go(message)

    async def leave(self) -> None:
        accepted = self.inbox.accepted
        await self.app.pop_screen()
        if accepted:
            self.below.relink()

    async def do_inbox(self, count: int | None) -> None:
        await self.leave()
