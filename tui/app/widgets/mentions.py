"""The mentions of the chosen concept, and the references to it: where each is, and the words around it."""

from typing import TYPE_CHECKING

from tui.app.messages import Go
from tui.app.place import Place
from tui.app.session import Session, match_of
from tui.app.widgets.lines import LineView, Piece, fit
from tui.app.widgets.snippet import snippet
from tui.app.widgets.wrap import cells
from tui.documents.model import Role
from tui.text.placeholders import safe

if TYPE_CHECKING:
    from tui.concepts.model import Mention
    from tui.concepts.references import Reference

_FEW = 3
"""Mentions up to which a gap in the text may be the reason."""


class Mentions(LineView):
    """The mentions of a session's chosen concept in source order, among them, marked by ~, the references to it."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="mentions")
        self.session = session
        self._mentions: list[Mention | Reference] = []
        self.renew()

    def renew(self) -> None:
        """Another concept was chosen, or the document linked anew."""
        own: list[Mention | Reference] = [*self.session.by_concept.get(self.session.chosen, ())]
        self._references = self.session.references_to(self.session.chosen)
        if self._references:
            own = sorted([*own, *self._references], key=lambda one: (one.passage, one.start, one.end))
        self._mentions = own
        self.cursor = self.top = 0

    def header(self) -> list[list[Piece]]:
        palette = self.palette
        title = palette["title-focused" if self.has_focus else "title"]
        name = safe(self.session.trail.name)
        width = self.columns
        head = f"── {name} "
        lines: list[list[Piece]] = [
            [("── ", palette["rule"]), (f"{name} ", title), ("─" * max(0, width - cells(head)), palette["rule"])]
        ]
        if count := len(self._references):
            told = f"~ {count} {'reference' if count == 1 else 'references'}, not counted"
            lines.append([(f" {told}", palette["quiet"])])
        gaps = len(self.session.document.gaps)
        if gaps and len(self._mentions) - len(self._references) <= _FEW:
            words = f"few, and the text has {gaps} gap{'s' if gaps > 1 else ''}"
            lines.append([(f" ⋯ {words}", palette["gap"])])
        return lines

    def count(self) -> int:
        return len(self._mentions)

    def draw(self, number: int, width: int) -> list[Piece]:
        mention, palette = self._mentions[number], self.palette
        document = self.session.document
        passage = document.passages[mention.passage]
        refers = mention in self._references
        here = self.session.trail.here == match_of(mention)
        place = passage.place.removeprefix("s") if passage.role is not Role.HEADING else f"§{passage.section}"
        place = fit(safe(place), 8)
        room = max(1, width - 3 - 8 - 1)
        around = snippet(passage.text, ((mention.start, mention.end),), room)
        return [
            (" > " if here else " ~ " if refers else "   ", palette["current"]),
            (place + " ", palette["number"]),
            *((text, palette["ink" if not match else "reference" if refers else "current"]) for text, match in around),
        ]

    def follow(self) -> None:
        """The trail has been walked: stand on its match."""
        here = self.session.trail.here
        if here is None:
            return
        for number, mention in enumerate(self._mentions):
            if match_of(mention) == here:
                self.move_to(number)
                break
        self.redraw()

    def choose(self, number: int) -> Go:
        mention = self._mentions[number]
        match = match_of(mention)
        return Go(Place(mention.passage, mention.start), match, read=False)
