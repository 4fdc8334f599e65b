"""The concepts of a document by kind, with how often each occurs here, in the body and in notes."""

from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from textual.message import Message

from tui.app.messages import Chosen, Run
from tui.app.session import Session
from tui.app.widgets.filtered import FilteredView
from tui.app.widgets.lines import Piece, fit
from tui.app.widgets.setting import kind_style
from tui.text.placeholders import safe

if TYPE_CHECKING:
    from tui.concepts.model import Concept

if TYPE_CHECKING:
    from tui.concepts.counts import Count

_COLUMNS = 15
_HEADINGS = {"organization": "Organizations", "principle": "Principles"}


class _Line(NamedTuple):
    """A heading (no concept), or a concept."""

    heading: str
    concept: "Concept | None" = None
    here: int = 0


class Concepts(FilteredView):
    """The concepts of a session; `>` stands before the chosen one."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="concepts")
        self.session = session
        self.here = ""
        self.here_first = False
        self._counts: dict[str, Count] = {}
        self._lines: list[_Line] = []
        self.renew()

    def renew(self) -> None:
        """The document has been linked."""
        session = self.session
        if session.linked:
            from tui.concepts.counts import count

            self._counts = count(session.document, session.reading.catalogue, session.reading.mentions)
        else:
            self._counts = {}
        self.build()
        if self.is_mounted:
            self.move_to(self.cursor)

    def build(self) -> None:
        if not self._counts:  # the catalogue may have to be read yet
            self._lines = []
            return
        concepts = self.session.reading.catalogue.concepts
        rows: list[_Line] = []
        for entry in self._counts.values():
            concept = concepts[entry.concept]
            if self.keeps(" ".join(concept.names)):
                here = entry.within(self.session.document, self.here) if self.here else 0
                rows.append(_Line(concept.kind, concept, here))
        self._lines = []
        if self.here_first:
            inside = sorted((row for row in rows if row.here), key=lambda row: -row.here)
            self._add("In this section", inside)
            rows = [row for row in rows if not row.here]
        for kind in self.session.reading.catalogue.kinds:
            self._add(_heading(kind), [row for row in rows if row.heading == kind])

    def _add(self, heading: str, rows: list[_Line]) -> None:
        if rows:
            self._lines += [_Line(heading), *rows]

    def follow(self, section: str) -> None:
        """The page is in this section: the first column counts there."""
        if section == self.here:
            return
        self.here = section
        chosen = self.concept_at(self.cursor)
        self.build()
        if chosen is not None:
            at = next((n for n, line in enumerate(self._lines) if line.concept is chosen), self.cursor)
            self.move_to(at)
        self.redraw()

    def concept_at(self, number: int) -> "Concept | None":
        return self._lines[number].concept if 0 <= number < len(self._lines) else None

    def header(self) -> list[list[Piece]]:
        palette = self.palette
        title = palette["title-focused" if self.has_focus else "title"]
        room = max(0, self.columns - _COLUMNS - 1)
        lines: list[list[Piece]] = [[(fit(" CONCEPTS", room), title), (" here body note ", palette["quiet"])]]
        if self.filtering:
            lines.append(self.filter_line(self.columns))
        if not self._lines:
            lines.append([(" " + self._nothing(), palette["quiet"])])
        return lines

    def _nothing(self) -> str:
        if not self.session.linked:
            return "counting when the whole is read" if self.session.document.provisional else "counting…"
        if self.filtering:
            return "no concept has such a name"
        return "none of the catalogue's" if self.session.reading.catalogue.concepts else "no catalogue"

    def count(self) -> int:
        return len(self._lines)

    def can_stand(self, number: int) -> bool:
        return self._lines[number].concept is not None

    def draw(self, number: int, width: int) -> list[Piece]:
        line, palette = self._lines[number], self.palette
        concept = line.concept
        if concept is None:
            return [(" " + safe(line.heading), palette["quiet"])]
        entry = self._counts[concept.id]
        chosen = concept.id == self.session.chosen
        room = max(1, width - _COLUMNS - 4)
        label = safe(concept.label)
        short = min((safe(name) for name in concept.names if name.isupper()), key=len, default="")
        if len(label) > room and short and concept.kind == "organization":
            label = short if len(short) + 3 > room else f"{short} {label}"
        # Here the headings tell the kinds apart.
        style = palette[kind_style(concept.kind)] + Style(underline=False, italic=False)
        cut = fit(label, room)
        words = cut.rstrip()
        return [
            (" > " if chosen else "   ", palette["current"]),
            (words, style + palette["chosen"] if chosen else style),
            (cut[len(words) :], palette["ink"]),
            (f" {_number(line.here)}{_number(entry.body)}{_number(entry.notes)} ", palette["number"]),
        ]

    def choose(self, number: int) -> Message | None:
        """Its mentions; those of the chosen one are there already: its own screen."""
        concept = self.concept_at(number)
        if concept is None:
            return None
        return Run("concept-screen") if concept.id == self.session.chosen else Chosen(concept.id)

    def do_sort(self, count: int | None) -> None:
        self.here_first = not self.here_first
        self.cursor = 0
        self.top = 0
        self.rebuild()


def _number(value: int) -> str:
    shown = f"{value // 1000}k" if value >= 10_000 else str(value or "·")
    return f"{shown:>5}"


def _heading(kind: str) -> str:
    return _HEADINGS.get(kind) or kind[:1].upper() + kind[1:] + ("" if kind.endswith("s") else "s")
