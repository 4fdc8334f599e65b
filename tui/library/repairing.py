"""The repairs of a document, listed passage by passage, taken back and put back."""

from pathlib import Path
from typing import NamedTuple

from tui.documents.model import Document, Passage, Repair
from tui.documents.taking_back import selector_of, take_back
from tui.library.repairs import Repairs, Row


class RepairingError(ValueError):
    """A repair that can't be taken back; one line for a person."""


class Line(NamedTuple):
    """A repair.

    Attributes:
        repair: as it is on record.
        passage: index of the passage that it is on record of, or was.
        row: where the library keeps that it was taken back; None for one that stands.
    """

    repair: Repair
    passage: int
    row: Row | None


class _Done(NamedTuple):
    """What was done: a repair taken back, or put back."""

    row: Row
    taken: bool


class Repairing:
    """A document whose repairs are looked at.

    Args:
        document: as it is open.
        path: its file; None where it has none.
        repairs: where it is kept what was taken back; None where nothing can be kept.

    Attributes:
        document: as it is now.
        changed: whether it is another than was given.
    """

    def __init__(self, document: Document, path: Path | None, repairs: Repairs | None) -> None:
        self.original = document.original or document
        self._path = path
        self._repairs = repairs if path is not None else None
        self._rows = self._read_rows(document)
        # Another program may have taken repairs back, or put them back, since the document was opened.
        now = self._without(self._rows)
        self.changed = now.taken_back != document.taken_back
        self.document = now if self.changed else document
        self._done: list[_Done] = []
        self._last = max((row.id for row in self._rows), default=0)

    def _read_rows(self, document: Document) -> list[Row]:
        if self._repairs is not None and self._path is not None:
            return self._repairs.of(self._path)
        selectors = {one.number: one.selector for one in document.taken_back}
        return [Row(number, selector) for number, selector in enumerate(selectors.values(), start=1)]

    @property
    def lasting(self) -> bool:
        """Whether what is done here is kept when the document is closed."""
        return self._repairs is not None

    @property
    def missing(self) -> int:
        """How many of the repairs that were taken back this version of the file no longer has."""
        return len(self._rows) - len({one.number for one in self.document.taken_back})

    def family(self, subject: int) -> list[Passage]:
        """What has become of a passage: itself, its parts, or the passage its words stand in.

        Args:
            subject: index of the passage in the document as it was read.
        """
        spans = self.original.passages[subject].spans
        start, end = spans[0][0], spans[-1][1]
        figures = self.document.figures
        near = (at for at, (a, b) in enumerate(zip(figures.starts, figures.ends, strict=True)) if a < end and b > start)
        return [
            passage
            for passage in map(self.document.passages.__getitem__, near)
            if any(a < d and c < b for a, b in spans for c, d in passage.spans)
        ]

    def subject(self, passage: Passage) -> int:
        """Index, in the document as it was read, of the passage that one comes from."""
        found = self.original.at(passage.start)
        return found.index if found is not None else 0

    def next_subject(self, subject: int, way: int) -> int | None:
        """The next passage, or with -1 the one before, that was repaired."""
        passages = self.original.passages
        order = range(subject + way, len(passages) if way > 0 else -1, way)
        return next((at for at in order if passages[at].repairs), None)

    def lines(self, subject: int) -> list[Line]:
        """The repairs of a passage, those that were taken back among them, by their place in the file."""
        family = self.family(subject)
        lines = [Line(repair, passage.index, None) for passage in family for repair in passage.repairs]
        for repair, number, _ in self.document.taken_back:
            holding = [p.index for p in family if any(a <= repair.at <= b for a, b in p.spans)]
            if holding:
                lines.append(Line(repair, holding[0], self._rows[number]))
        return sorted(lines, key=lambda line: (line.repair.at, line.repair.kind))

    def take_back(self, line: Line) -> str:
        """Take a repair back, for good where it can be kept.

        Returns:
            what to say of it.

        Raises:
            RepairingError: it can't be taken back.
            LibraryError: it can't be kept; nothing has changed.
        """
        passage = self.document.passages[line.passage]
        selector = selector_of(self.document, passage, line.repair)
        self._last += 1
        row = Row(self._last, selector)
        after = self._without([*self._rows, row])
        if not any(one.number == len(self._rows) for one in after.taken_back):
            raise RepairingError("This one can't be taken back: a part of the passage would be left without words.")
        if self._repairs is not None and self._path is not None:
            self._repairs.keep(self._path, selector)
            row = self._repairs.of(self._path)[-1]
            self._last = row.id
        before, self.document, self.changed = self.document, after, True
        self._rows.append(row)
        self._done.append(_Done(row, True))
        length = "Taken back for good" if self.lasting else "Taken back until you leave"
        return f"{length}: {_told(line.repair, passage, before, after)}"

    def put_back(self, line: Line) -> str:
        """Let a repair stand again.

        Raises:
            LibraryError: nothing could be changed.
        """
        assert line.row is not None
        self._put_back(line.row)
        self._done.append(_Done(line.row, False))
        return "Put back: the repair stands again."

    def undo(self) -> str:
        """Undo what was done here last.

        Raises:
            RepairingError: nothing was.
            LibraryError: nothing could be changed.
        """
        if not self._done:
            raise RepairingError("Nothing has been taken back or put back here yet.")
        row, taken = self._done[-1]
        if taken:
            self._put_back(row)
        else:
            if self._repairs is not None and self._path is not None:
                self._repairs.restore(self._path, row)
            self._rows = sorted([*self._rows, row], key=lambda one: one.id)
            self.document, self.changed = self._without(self._rows), True
        self._done.pop()
        return "Undone: the repair stands again." if taken else "Undone: it is taken back again."

    def close(self) -> None:
        """What was done here is done: a document of the library is told of as it is read now."""
        if self._repairs is not None and self._path is not None and self.changed:
            self._repairs.count(self._path, self.document)

    def _put_back(self, row: Row) -> None:
        if self._repairs is not None:
            self._repairs.put_back(row)
        self._rows.remove(row)
        self.document, self.changed = self._without(self._rows), True

    def _without(self, rows: list[Row]) -> Document:
        return take_back(self.original, [row.selector for row in rows])


def _told(repair: Repair, passage: Passage, before: Document, after: Document) -> str:
    """What has become of the text, in few words."""
    if repair.kind == "gap":
        return "no gap is told here."
    if repair.kind == "level" and not passage.was_given_by(repair):
        return "the heading has its marks' level."
    here = _short(passage.place)
    if passage.was_given_by(repair) and passage.place in after.by_place:
        return f"the first part of {here} stands in the text again."
    gone = [one.place for one in before.passages if one.place not in after.by_place and one.place != passage.place]
    if gone:
        return f"{_listed(gone)} stands in {here} again."
    new = [one.place for one in after.passages if one.place not in before.by_place]
    if new:
        return f"{here} is {_listed(new if passage.place not in after.by_place else [passage.place, *new])} now."
    if passage.place not in after.by_place:
        return f"what {here} was stands in the text again."
    return f"{here} has it as the file does."


def _listed(places: list[str]) -> str:
    return " and ".join(map(_short, places))


def _short(place: str) -> str:
    """A place without its section: p4; a heading has nothing else."""
    return place.rsplit("/", 1)[-1]
