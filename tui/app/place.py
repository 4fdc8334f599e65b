"""A place in a document, as the screen goes to it and comes back to it."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
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
        self._others, self._below = array("I"), array("I")
        last = next((index for index, runs in enumerate(running(document)) if runs), 0)
        for index, runs in enumerate(running(document)):
            if runs:
                last = index
                continue
            marked = self._marked.get(index)
            self._others.append(index)
            self._below.append(last if marked is None else marked.passage)

    def of(self, passage: int) -> Place:
        """Where a passage stands or opens."""
        place = self._marked.get(passage) or Place(self.below(passage))
        return place if place.passage == passage else self.of(place.passage) if self._nested(place) else place

    def notes_of(self, passage: int) -> list[int]:
        """Indices of the notes at home in a passage, in order."""
        return [index for index in self.inside(passage) if self.document.figures.roles[index] is Role.NOTE]

    def inside(self, passage: int) -> list[int]:
        """Indices of what is at home in a passage, in order."""
        return [other for other, below in zip(self._others, self._below, strict=True) if below == passage]

    def below(self, passage: int) -> int:
        """The passage in which another is at home; of the running text, it itself."""
        at = bisect_left(self._others, passage)
        return self._below[at] if at < len(self._others) and self._others[at] == passage else passage

    def _nested(self, place: Place) -> bool:
        return not runs_on(self.document, place.passage)


def running(document: Document) -> Iterator[bool]:
    """Of each passage in turn, whether it is part of the running text (`runs_on`)."""
    noted = False
    for role in document.figures.roles:
        if role is not Role.DOUBTFUL:
            noted = role is Role.NOTE
        yield not noted if role is Role.DOUBTFUL else role in (Role.BODY, Role.HEADING)


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
