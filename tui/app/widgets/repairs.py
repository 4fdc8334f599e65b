"""The repairs of a passage as a list: what each did, and whether it stands."""

from textual import events

from tui.app.messages import Go, Passage
from tui.app.place import at_source
from tui.app.widgets.lines import LineView, Piece, fit
from tui.app.widgets.wrap import cells, clip
from tui.documents.model import Document, Repair
from tui.library.repairing import Line, Repairing
from tui.text.placeholders import placeholder, safe

DONE = {
    "join": "two pieces joined",
    "dehyphenate": "hyphen at a line's end left out",
    "cut-note": "taken out of the text",
    "cut-furniture": "taken out of the text as page furniture",
    "mark": "mark of a note left out",
    "markup": "markup read, not shown",
    "level": "level of the heading changed",
    "heading-join": "heading joined to its other half",
    "gap": "text is missing here",
}
"""What each kind of repair did."""

WHY = {
    "markup": "the file's format writes emphasis, links, lists and headings so",
    "join": "what stands here belongs together",
}
"""Why, of a repair that does not say it itself."""

_KIND = 14
_WHERE = 11


class RepairList(LineView):
    """One line a repair: `+` stands, `-` was taken back.

    Args:
        repairing: the document.
        subject: the passage, in the document as it was read.
    """

    def __init__(self, repairing: Repairing, subject: int) -> None:
        super().__init__(id="repairs")
        self.repairing = repairing
        self.lines: list[Line] = []
        self.subject = subject
        self.look_at(subject)

    def look_at(self, subject: int, repair: Repair | None = None) -> None:
        """List the repairs of a passage; the cursor stands on one of them."""
        self.subject = subject
        self.lines = self.repairing.lines(subject)
        wanted = (line.repair[:3] for line in self.lines)
        self.cursor = next((at for at, one in enumerate(wanted) if repair and one == repair[:3]), 0)
        self.top = 0
        self.styles.height = self.count() + 1  # no higher than the stylesheet lets it be
        if self.is_mounted:
            self.show_cursor()
            self.redraw()

    @property
    def chosen(self) -> Line | None:
        """The repair under the cursor."""
        return self.lines[self.cursor] if self.cursor < len(self.lines) else None

    def header(self) -> list[list[Piece]]:
        palette = self.palette
        taken = sum(line.row is not None for line in self.lines)
        words = f" {_counted(len(self.lines), 'repair')}{f', {taken} taken back' if taken else ''} "
        if self.repairing.missing:
            words += f"· {self.repairing.missing} taken back before, no longer found in this file "
        words = clip(words, max(0, self.columns - 4))
        style = palette["title-focused" if self.has_focus else "title"]
        return [[("──", palette["rule"]), (words, style), ("─" * (self.columns - cells(words) - 2), palette["rule"])]]

    def count(self) -> int:
        return max(1, len(self.lines))

    def can_stand(self, number: int) -> bool:
        return number < len(self.lines)

    def looks_at(self, number: int) -> None:
        self.post_message(Passage(number))

    def draw(self, number: int, width: int) -> list[Piece]:
        palette = self.palette
        if not self.lines:
            return [("   Nothing was repaired here.", palette["quiet"])]
        repair, _, row = self.lines[number]
        where = f"line {line_of(self.repairing.document, repair.at)}"
        sign, words = (" + ", did(repair)) if row is None else (" - ", f"TAKEN BACK · {did(repair)}")
        return [
            (sign, palette["title" if row is None else "gap"]),
            (fit(repair.kind, _KIND), palette["current" if row is None else "quiet"]),
            (fit(where, _WHERE), palette["number"]),
            (words, palette["ink" if row is None else "quiet"]),
        ]

    def choose(self, number: int) -> Go | None:
        line = self.lines[number] if number < len(self.lines) else None
        return Go(at_source(self.repairing.document, line.repair.at)) if line else None

    def on_click(self, event: events.Click) -> None:
        event.stop()
        number = self.top + event.y - len(self.header())
        if event.y >= len(self.header()) and self.can_stand(number):
            self.move_to(number)


def did(repair: Repair) -> str:
    """What a repair did, in a few words and with its own."""
    done = DONE.get(repair.kind, repair.kind)
    if repair.kind == "level" and not repair.before and repair.after:
        return f"read as a heading: {repair.after}"
    before, after = _quoted(repair.before), _quoted(repair.after)
    if repair.kind in ("join", "heading-join", "gap") or not (before or after):
        return done
    return f"{done}: {before}{f' → {after}' if after else ''}"


def why(repair: Repair) -> str:
    """What speaks for a repair."""
    return repair.why or WHY.get(repair.kind, "")


def line_of(document: Document, offset: int) -> int:
    """The number of the line in the file that holds a source offset."""
    return document.source.count("\n", 0, offset) + 1


def _counted(number: int, name: str) -> str:
    return f"{number or 'no'} {name}{'' if number == 1 else 's'}"


def _quoted(text: str) -> str:
    if not text:
        return ""
    cut = text if len(text) <= 80 else text[:50] + " … " + text[-25:]
    shown = "".join("⏎" if c == "\n" else placeholder(c) if c == "\r" else c for c in cut)
    return f"“{safe(shown)}”"
