"""A place in a document, as the screen goes to it and comes back to it."""

from typing import TYPE_CHECKING, NamedTuple

from tui.documents.model import Document, Role
from tui.text.spans import SourceMap, Span

if TYPE_CHECKING:
    from tui.search.model import Hit


class Place(NamedTuple):
    """An offset in the text of a passage."""

    passage: int
    """index in `Document.passages`"""
    offset: int = 0


class Match(NamedTuple):
    """A span of a passage's text that was looked for: a hit's words, a mention."""

    passage: int
    spans: tuple[Span, ...]

    @property
    def place(self) -> Place:
        return Place(self.passage, self.spans[0][0] if self.spans else 0)


def found_hit(document: Document, hit: "Hit") -> Match | None:
    """A hit of an index in the document as it was read now, which may have changed since it was indexed.

    By its index when the same text stands there, else by its text, nearest to where it stood, else by its place. None
    when the document has no such place any more.
    """
    passages = document.passages
    if hit.passage < len(passages) and passages[hit.passage].text == hit.text:
        return Match(hit.passage, hit.matches)
    same = [passage.index for passage in passages if passage.text == hit.text]
    if same:
        return Match(min(same, key=lambda index: abs(index - hit.passage)), hit.matches)
    index = document.by_place.get(hit.place)
    return None if index is None else Match(index, ())


def source_of(document: Document, place: Place) -> int:
    """The source offset of a place."""
    passage = document.passages[place.passage]
    if not passage.runs:
        return passage.start
    return SourceMap(passage.runs).start(min(place.offset, max(0, len(passage.text) - 1)))


def at_source(document: Document, offset: int) -> Place:
    """The place of a source offset, in the passage that holds it or the last one before it."""
    passage = document.at(offset)
    return _within(document, passage.index if passage is not None else 0, offset)


def _within(document: Document, index: int, offset: int) -> Place:
    passage = document.passages[index]
    if not passage.runs or offset >= passage.end:
        return Place(index, 0)
    return Place(index, SourceMap(passage.runs).text(offset))


class Homes:
    """Where a passage that is not part of the running text is at home: below which passage it opens.

    A note is at home where its mark stands; furniture, and a note without a mark, below the text before it.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        figures = document.figures
        self._marked = {
            mark.note: Place(index, max(0, mark.at - 1))
            for index in figures.bearing
            if figures.roles[index] is not Role.NOTE
            for mark in reversed(document.passages[index].notes)
        }
        self.inside: dict[int, list[int]] = {}
        running = [runs_on(document, index) for index in range(len(figures.roles))]
        last = running.index(True) if True in running else 0
        for index, runs in enumerate(running):
            if runs:
                last = index
                continue
            place = self._marked.setdefault(index, Place(last))
            self.inside.setdefault(place.passage, []).append(index)

    def of(self, passage: int) -> Place:
        """Where a passage stands or opens."""
        place = self._marked.get(passage, Place(passage))
        return place if place.passage == passage else self.of(place.passage) if self._nested(place) else place

    def notes_of(self, passage: int) -> list[int]:
        """Indices of the notes at home in a passage, in order."""
        inside = self.inside.get(passage, [])
        return [index for index in inside if self.document.figures.roles[index] is Role.NOTE]

    def _nested(self, place: Place) -> bool:
        return not runs_on(self.document, place.passage)


def runs_on(document: Document, passage: int) -> bool:
    """Whether a passage is part of the running text, and so of the page.

    Doubtful text is, so that one sees where it stands; a doubtful note is not, no more than the notes beside it.
    """
    roles = document.figures.roles
    role = roles[passage]
    if role is not Role.DOUBTFUL:
        return role in (Role.BODY, Role.HEADING)
    while passage and roles[passage] is Role.DOUBTFUL:
        passage -= 1
    return roles[passage] is not Role.NOTE
