"""The outline: a tree of sections that folds, filters, and follows the page."""

from tui.app.messages import Go
from tui.app.place import Place
from tui.app.session import Session
from tui.app.widgets.filtered import FilteredView
from tui.app.widgets.lines import Piece, fit
from tui.app.widgets.wrap import cells
from tui.documents.model import Role, Section
from tui.text.placeholders import safe


class Outline(FilteredView):
    """The sections of a session's document."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="outline")
        self.session = session
        self.here = ""
        self._folded: set[str] = set()
        self._lines: list[Section] = []
        self._counts: dict[str, int] = {}
        self._parents: set[str] = set()
        self.renew()

    def renew(self) -> None:
        """The document has changed."""
        document = self.session.document
        self._counts = {}
        roles = document.figures.roles
        sections = [section for section in document.sections if section.stands]
        ends = [*(section.first for section in sections[1:]), len(roles)]
        for section, end in zip(sections, ends, strict=False):
            self._counts[section.number] = roles[section.first : end].count(Role.BODY)
        self._parents = {section.parent for section in sections if section.parent is not None}
        self.build()

    def build(self) -> None:
        sections = [section for section in self.session.document.sections if section.stands]
        if self.entry.text:
            self._lines = [section for section in sections if self.keeps(f"{section.number} {section.title}")]
            return
        hidden: set[str] = set()
        self._lines = []
        for section in sections:
            if section.parent is not None and (section.parent in hidden or section.parent in self._folded):
                hidden.add(section.number)
            else:
                self._lines.append(section)

    def follow(self, number: str) -> None:
        """The page is in this section."""
        if number == self.here:
            return
        self.here = number
        if not self.has_focus:
            at = self._line_of(number)
            if at is not None:
                self.move_to(at)
        self.redraw()

    def _line_of(self, number: str | None) -> int | None:
        """The line of a section, or of the nearest above it that is not folded away."""
        lines = {section.number: at for at, section in enumerate(self._lines)}
        while number is not None:
            if number in lines:
                return lines[number]
            section = self.session.document.by_section.get(number)
            number = section.parent if section else None
        return None

    def header(self) -> list[list[Piece]]:
        title = self.palette["title-focused" if self.has_focus else "title"]
        lines: list[list[Piece]] = [[(" OUTLINE", title)]]
        if self.filtering:
            lines.append(self.filter_line(self.columns))
        return lines

    def count(self) -> int:
        return len(self._lines)

    def draw(self, number: int, width: int) -> list[Piece]:
        section, palette = self._lines[number], self.palette
        inside = section.number in self._parents
        sign = ("▸ " if section.number in self._folded else "▾ ") if inside else "  "
        here = section.number == self.here
        indent = " " + "  " * min(6, section.level - 1)
        count = f"{self._counts.get(section.number, 0) or ''}"
        title = safe(section.title) or ("before the first heading" if section.number == "0" else "untitled")
        room = width - cells(indent) - 2 - len(count) - 2
        style = palette["current" if here else "ink"]
        return [
            (indent, palette["ink"]),
            (sign, palette["quiet"]),
            (fit(title, max(1, room)), style),
            (f" {count} ", palette["number"]),
        ]

    def choose(self, number: int) -> Go:
        section = self._lines[number]
        first = section.heading if section.heading is not None else section.first
        return Go(Place(first))

    def do_fold(self, count: int | None) -> None:
        section = self._at_cursor()
        if section is None:
            return
        if section.number in self._parents and section.number not in self._folded:
            self._folded.add(section.number)
        elif section.number in self._folded:
            self._folded.discard(section.number)
        elif section.parent is not None:
            self._folded.add(section.parent)
            self.build()
            self.move_to(self._line_of(section.parent) or 0)
        self.rebuild()

    def do_fold_all(self, count: int | None) -> None:
        section = self._at_cursor()
        self._folded = set() if self._folded else set(self._parents)
        self.build()
        self.cursor = self._line_of(section.number) or 0 if section else 0
        self.rebuild()

    def do_left(self, count: int | None) -> None:
        section = self._at_cursor()
        if section is None:
            return
        if section.number in self._parents - self._folded:
            self.do_fold(None)
        elif section.parent is not None:
            self.move_to(self._line_of(section.parent) or 0)

    def do_right(self, count: int | None) -> None:
        section = self._at_cursor()
        if section is not None and section.number in self._folded:
            self.do_fold(None)

    def _at_cursor(self) -> Section | None:
        return self._lines[self.cursor] if self.cursor < len(self._lines) else None
