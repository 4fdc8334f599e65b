"""The orphans: marks whose words the file no longer has, each placed by hand or dropped."""

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from tui.app.actions import written
from tui.app.messages import Say
from tui.app.place import Place, source_of
from tui.app.screens.laid import LaidScreen
from tui.app.session import Session
from tui.app.study import Study
from tui.app.widgets.concept.context import Around
from tui.app.widgets.filtered import FilteredView
from tui.app.widgets.foot import Foot
from tui.app.widgets.head import Head
from tui.app.widgets.lines import Piece, fit
from tui.text.placeholders import safe

if TYPE_CHECKING:
    from tui.library.marks import Marks, Orphan

_LINES = 3
"""of the screen for each orphan: its words, what stood around them, its section"""


class _Decided(NamedTuple):
    """What was done with an orphan: the mark it became, or none."""

    orphan: "Orphan"
    letter: str
    before: Place | None
    """where that mark stood in this session"""


class Orphans(FilteredView):
    """The orphans of a document, by letter.

    Args:
        session: the document.
        marks: where they are kept.
        path: what the document is called there.
        place: where Enter places one.
    """

    def __init__(self, session: Session, marks: "Marks", path: str, place: Place) -> None:
        super().__init__(id="orphans")
        self.session = session
        self.place = place
        self._marks = marks
        self._path = path
        self._orphans: list[Orphan] = []
        self._decided: list[_Decided] = []
        self._rows: list[Orphan] = []
        self.complaint = ""
        self.load()

    def load(self) -> None:
        """Ask the library for them."""
        try:
            self._orphans = self._marks.orphans(self._path)
        except ValueError as error:
            self.complaint = str(error)
        self.build()

    def build(self) -> None:
        self._rows = [one for one in self._orphans if self.keeps(one.selector.quote)]

    def header(self) -> list[list[Piece]]:
        count = len(self._rows)
        words = f" {count} {'mark' if count == 1 else 'marks'} not found in the file as it is" if count else ""
        lines: list[list[Piece]] = [[(words or " every mark has its place", self.palette["title-focused"])]]
        if self.filtering:
            lines.append(self.filter_line(self.columns))
        return lines

    def count(self) -> int:
        return _LINES * len(self._rows)

    def can_stand(self, number: int) -> bool:
        return number % _LINES == 0

    def at(self, number: int) -> "Orphan | None":
        return self._rows[number // _LINES] if 0 <= number // _LINES < len(self._rows) else None

    def draw(self, number: int, width: int) -> list[Piece]:
        orphan, palette = self._rows[number // _LINES], self.palette
        selector, room = orphan.selector, max(1, width - 5)
        if number % _LINES == 0:
            return [
                (f" {safe(orphan.letter)[:1]} ", palette["title"]),
                (_line(selector.quote, room), palette["current"]),
            ]
        if number % _LINES == 1:
            # Both sides are shown, whatever the width: the end of the one, the beginning of the other.
            half = max(1, (room - 12) // 2)
            before, after = _line(selector.prefix[-half:], half).strip(), _line(selector.suffix, half).strip()
            around = f"{before or 'the beginning'} [its words] {after or 'the end'}"
            return [("     ", palette["quiet"]), (fit(around, room), palette["quiet"])]
        section = " › ".join(selector.section) or "before the first heading"
        return [("     ", palette["quiet"]), (_line(section, room), palette["quiet"])]

    def choose(self, number: int) -> Message | None:
        """Place the orphan at the passage the page stands on."""
        orphan = self.at(number)
        if orphan is None:
            return Say("Every mark has its place.")
        document = self.session.document
        try:
            letter = self._marks.place(self._path, orphan, document, source_of(document, self.place))
        except ValueError as error:
            return Say(str(error), error=True)
        self._decided.append(_Decided(orphan, letter, self.session.marks.get(letter)))
        self.session.marks[letter] = self.place
        self._reload()
        other = f" ({orphan.letter} is in use)" if letter != orphan.letter else ""
        return Say(f"Mark {letter}{other} stands at {self.session.document.passages[self.place.passage].place} now.")

    def do_reject(self, count: int | None) -> Message:
        orphan = self.at(self.cursor)
        if orphan is None:
            return Say("Every mark has its place.")
        try:
            self._marks.drop(orphan)
        except ValueError as error:
            return Say(str(error), error=True)
        self._decided.append(_Decided(orphan, "", None))
        self._reload()
        return Say(f"Mark {orphan.letter} is dropped.")

    def do_undo(self, count: int | None) -> Message:
        if not self._decided:
            return Say("Nothing has been decided here yet.")
        orphan, letter, before = self._decided[-1]
        try:
            self._marks.restore(self._path, orphan, self.session.document.fingerprint, letter)
        except ValueError as error:
            return Say(str(error), error=True)
        self._decided.pop()
        if letter and before is None:
            self.session.marks.pop(letter, None)
        elif letter and before is not None:
            self.session.marks[letter] = before
        self._reload()
        return Say(f"Mark {orphan.letter} is an orphan again.")

    def _reload(self) -> None:
        self.load()
        self.rebuild()


def _line(text: str, room: int) -> str:
    """A text in one line, harmless, cut to the room there is."""
    return fit(safe(" ".join(text.split())), room)


class OrphansScreen(LaidScreen):
    """The orphans over a reader; below them the passage at which Enter places one.

    Args:
        session: the document.
        marks: where they are kept.
        path: what the document is called there.
        place: where the page stands.
    """

    _OFFERS: ClassVar[tuple[str, ...]] = ("enter", "reject", "undo", "filter", "close", "help")

    def __init__(self, session: Session, marks: "Marks", path: str, place: Place) -> None:
        super().__init__()
        self.session = session
        self.orphans = Orphans(session, marks, path, place)

    def compose(self) -> ComposeResult:
        head = Head()
        place = self.session.document.passages[self.orphans.place.passage].place
        places, drops = (written(self.reader.keymap.key_of(name)) for name in ("enter", "reject"))
        head.title = f"Orphans · {places} places one at {place}, {drops} drops it"
        yield head
        yield self.orphans
        yield Around(Study(self.session))
        yield Foot(self.reader.keymap)

    def on_mount(self) -> None:
        self.set_focus(self.orphans)
        index, offset = self.orphans.place
        text = self.session.document.passages[index].text
        self.query_one(Around).show((index, offset, min(len(text), offset + 1)))
        if self.orphans.complaint:
            self.foot.say(self.orphans.complaint, error=True)

    def targets(self) -> list[Widget]:
        return [self.orphans, self]

    def offer(self) -> None:
        if self.is_current:
            self.foot.offer(self._OFFERS, "", {"enter": "place", "reject": "drop"})

    async def do_orphans(self, count: int | None) -> None:
        await self.leave()
