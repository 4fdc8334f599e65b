"""The passages of a large document in little room: each is made from the source when it is asked for, and let go.

A passage as an object, with its text, takes more than twice the room of its source. Here one whose text is its source,
but for line ends, is a row of numbers; of any other there is besides a record of what the source does not say.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from tui.documents.batches import Batches
from tui.documents.model import Figures, Form, NoteMark, Passage, Repair, Role, Style
from tui.text.spans import Run

if TYPE_CHECKING:
    from tui.documents.narrow import Source

_FORMS, _ROLES = tuple(Form), tuple(Role)
_COLUMNS = ("_roles", "_forms", "_lengths", "_starts", "_ends", "_numbers", "_at")
_RECENT = 256
"""Passages that are kept as they were made."""


class _Record(NamedTuple):
    """What a passage has beside its numbers. Offsets of the source count from where the passage begins."""

    number: str
    spans: tuple[tuple[int, int], ...]
    runs: tuple[tuple[int, int, int], ...]
    """source, length in the text, length in the source"""
    written: tuple[str | None, ...]
    """what stands in the text for each run; None where it is the source, a line end shown as a blank"""
    repairs: tuple[tuple[Any, ...], ...]
    """place, kind, how long what stands in the source is, and what stands for it, and why"""
    depth: int
    marker: str
    styles: tuple[tuple[Any, ...], ...]
    notes: tuple[tuple[Any, ...], ...]


class _Roles(Sequence[Role]):
    """The roles of passages, each held as a number."""

    def __init__(self, numbers: bytearray) -> None:
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> Role: ...
    @overload
    def __getitem__(self, index: slice) -> list[Role]: ...
    def __getitem__(self, index: int | slice) -> Role | list[Role]:
        if isinstance(index, slice):
            return [_ROLES[number] for number in self._numbers[index]]
        return _ROLES[self._numbers[index]]

    def __iter__(self) -> Iterator[Role]:
        return map(_ROLES.__getitem__, self._numbers)

    def count(self, role: Role) -> int:
        return self._numbers.count(_ROLES.index(role))


class Packed(Sequence[Passage]):
    """Passages in order, as a document has them.

    Args:
        source: the text that their spans count in.
        passages: of role, section and number as they will stay.
    """

    def __init__(self, source: "Source", passages: Iterable[Passage]) -> None:
        self.source: Source = source
        self._roles, self._forms = bytearray(), bytearray()
        self._lengths, self._starts, self._ends, self._bearing = array("I"), array("I"), array("I"), array("I")
        self._numbers, self._at = array("I"), array("I")
        self._sections: list[str] = []
        self._firsts = array("I")
        """where the passages of each section begin"""
        self._records = Batches()
        for passage in passages:
            self._take(passage)
        self._recent: dict[int, Passage] = {}

    def _take(self, passage: Passage) -> None:
        if passage.notes:
            self._bearing.append(len(self))
        if not self._sections or passage.section != self._sections[-1]:
            self._sections.append(passage.section)
            self._firsts.append(len(self))
        self._roles.append(_ROLES.index(passage.role))
        self._lengths.append(len(passage.text))
        self._starts.append(passage.start)
        self._ends.append(passage.end)
        self._forms.append(_FORMS.index(passage.form))
        self._numbers.append(int(passage.number) if _counted(passage.number) else 0)
        self._at.append(0)
        more = passage.repairs or passage.styles or passage.notes or len(passage.runs) > 1
        if more or passage != self._plain(len(self) - 1):
            self._at[-1] = self._records.add(tuple(_record(passage, self.source)))

    @property
    def figures(self) -> Figures:
        """What is known of them without making one."""
        return Figures(_Roles(self._roles), self._lengths, self._starts, self._ends, self._bearing)

    def parted(self) -> list[Any]:
        """What takes most of the room, taken out, to be sent in pieces."""
        return [*(vars(self).pop(name) for name in _COLUMNS), *self._records.parted()]

    def of(self, source: "Source", parts: list[Any]) -> "Packed":
        """The same passages, of a source that was sent apart from them, as was what `parted` gave."""
        self.source = source
        vars(self).update(zip(_COLUMNS, parts, strict=False))
        del parts[: len(_COLUMNS)]
        self._records.whole(parts)
        return self

    def __getstate__(self) -> dict[str, object]:
        return {**vars(self), "source": "", "_recent": {}}

    def __len__(self) -> int:
        return len(self._roles)

    @overload
    def __getitem__(self, index: int) -> Passage: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, index: int | slice) -> Passage | tuple[Passage, ...]:
        if isinstance(index, slice):
            return tuple(self._made(number) for number in range(*index.indices(len(self))))
        if index < 0:
            index += len(self)
        passage = self._recent.get(index)
        if passage is None:
            if not 0 <= index < len(self):
                raise IndexError(f"no passage {index} of {len(self)}")
            passage = self._made(index)
            if len(self._recent) >= _RECENT:
                self._recent = {}
            self._recent[index] = passage
        return passage

    def __iter__(self) -> Iterator[Passage]:
        return (self._made(index) for index in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(other) != len(self):
            return NotImplemented if not isinstance(other, Sequence) else False
        return all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def _made(self, index: int) -> Passage:
        place = self._at[index]
        return self._unpacked(index, _Record(*self._records[place])) if place else self._plain(index)

    def _section(self, index: int) -> str:
        return self._sections[bisect_right(self._firsts, index) - 1]

    def _plain(self, index: int) -> Passage:
        start, end = self._starts[index], self._ends[index]
        length = end - start
        return Passage(
            index,
            _ROLES[self._roles[index]],
            self._section(index),
            str(self._numbers[index] or ""),
            self.source[start:end].replace("\n", " "),
            ((start, end),),
            (Run(0, start, length, length),) if length else (),
            form=_FORMS[self._forms[index]],
        )

    def _unpacked(self, index: int, record: _Record) -> Passage:
        first = self._starts[index]
        runs, texts, at = [], [], 0
        for (source, length, taken), written in zip(record.runs, record.written, strict=True):
            start = first + source
            texts.append(self.source[start : start + taken].replace("\n", " ") if written is None else written)
            runs.append(Run(at, start, length, taken))
            at += length
        return Passage(
            index,
            _ROLES[self._roles[index]],
            self._section(index),
            record.number or str(self._numbers[index] or ""),
            "".join(texts),
            tuple((first + a, first + b) for a, b in record.spans),
            tuple(runs),
            tuple(self._repair(first + at, *rest) for at, *rest in record.repairs),
            _FORMS[self._forms[index]],
            record.depth,
            record.marker,
            tuple(Style(*one) for one in record.styles),
            tuple(NoteMark(*one) for one in record.notes),
        )

    def _repair(self, at: int, kind: str, before: int | str, after: str, why: str) -> Repair:
        return Repair(kind, at, self.source[at : at + before] if isinstance(before, int) else before, after, why)


def _counted(number: str) -> bool:
    """Whether a passage's number is one that an array can hold."""
    return number.isascii() and number.isdigit() and number[0] != "0" and len(number) < 9


def _record(passage: Passage, source: "Source") -> _Record:
    first = passage.start
    written: list[str | None] = []
    for run in passage.runs:
        text = passage.text[run.text : run.text + run.text_length]
        same = text == source[run.source : run.source + run.source_length].replace("\n", " ")
        written.append(None if same else text)
    return _Record(
        "" if _counted(passage.number) else passage.number,
        tuple((a - first, b - first) for a, b in passage.spans),
        tuple((run.source - first, run.text_length, run.source_length) for run in passage.runs),
        tuple(written),
        tuple(
            (
                one.at - first,
                one.kind,
                len(one.before) if source.startswith(one.before, one.at) else one.before,
                *one[3:],
            )
            for one in passage.repairs
        ),
        passage.depth,
        passage.marker,
        tuple(tuple(one) for one in passage.styles),
        tuple(tuple(one) for one in passage.notes),
    )
