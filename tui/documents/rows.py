"""The blocks of a large source in columns.

A block as an object takes some hundred bytes, and a book has a hundred thousand of them. Here one is a row of numbers,
and what few blocks have (edits, emphasis, calls of notes) is packed. Stages of repair see blocks all the same: a `Row`
is made when it is asked for, writes through to the columns, and may be let go at any time.
"""

from array import array
from collections.abc import Iterable, Iterator, MutableSequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, overload

from tui.documents.batches import Batches
from tui.documents.blocks import LISTS, MADE, Block, Rendered, render, shown
from tui.documents.model import Form, Role
from tui.text.spans import Span

_ROLES, _FORMS = tuple(Role), tuple(Form)
_ROLE_OF = {role: number for number, role in enumerate(_ROLES)}
_FORM_OF = {form: number for number, form in enumerate(_FORMS)}
_RENDERED = 256
"""Blocks of which the text is kept as it was made last."""
_LIVE = 512
"""Blocks of which the lists stay open to be changed."""
_AFTER_RULE, _PAGE_BREAK, _FLAT = 1, 2, 4
_MANY = 0xFFFF
"""Empty lines from which on nobody asks how many there are."""
Lists = list[list[Any]]


class Table:
    """The columns. A row, once taken, stays; which rows are blocks of the text, and in which order, `Rows` say."""

    def __init__(self) -> None:
        self.starts, self.ends = array("I"), array("I")
        self.roles, self.forms, self.levels, self.flags = bytearray(), bytearray(), bytearray(), bytearray()
        self.depths, self.blanks, self.markers = array("H"), array("H"), array("I")
        self.packed = array("I")
        """the place of the lists among the packed ones, 0 for none"""
        self.spans: dict[int, array[int]] = {}
        """of blocks of several pieces: start and end of each"""
        self.rendered: dict[int, Rendered] = {}
        self.known_markers: list[str] = [""]
        self._marker_of: dict[str, int] = {"": 0}
        self._batches = Batches()
        self._live: dict[int, Lists] = {}

    def take(self, block: Block) -> int:
        """Write a block down; its row."""
        at = len(self.starts)
        self.starts.append(block.start)
        self.ends.append(block.end)
        if len(block.pieces) > 1:
            self.spans[at] = array("I", chain.from_iterable(block.pieces))
        self.roles.append(_ROLE_OF[block.role])
        self.forms.append(_FORM_OF[block.form])
        self.levels.append(block.level)
        self.flags.append(
            block.after_rule * _AFTER_RULE | block.page_break * _PAGE_BREAK | block.flat * _FLAT,
        )
        self.depths.append(block.depth)
        self.blanks.append(min(block.blank, _MANY))
        self.markers.append(self.marker(block.marker))
        self.packed.append(self._pack([block.peek(name) for name in LISTS]))
        return at

    def marker(self, text: str) -> int:
        """The number of a marker."""
        number = self._marker_of.get(text)
        if number is None:
            number = self._marker_of[text] = len(self.known_markers)
            self.known_markers.append(text)
        return number

    def _pack(self, lists: Lists) -> int:
        if not any(lists):
            return 0
        return self._batches.add([[*map(tuple, one)] if number < 4 else one for number, one in enumerate(lists)])

    def lists(self, at: int) -> Lists:
        """A block's lists, to be changed."""
        found = self._live.pop(at, None)
        if found is None:
            place = self.packed[at]
            raw = self._batches[place] if place else [[] for _ in LISTS]
            found = [[*map(make, one)] for make, one in zip(MADE, raw, strict=True)]
            if len(self._live) >= _LIVE:
                # Those asked for longest ago: who changes one has it in hand only for a moment.
                for old in [*self._live][: _LIVE // 2]:
                    self.release(old)
                    self.packed[old] = self._pack(self._live.pop(old))
        self._live[at] = found
        return found

    def release(self, at: int) -> None:
        """Let go of what is packed of a block's lists."""
        if place := self.packed[at]:
            self._batches.release(place)
            self.packed[at] = 0

    def peek(self, at: int, number: int) -> list[Any]:
        """One of a block's lists, to be looked at only."""
        if (live := self._live.get(at)) is not None:
            return live[number]
        place = self.packed[at]
        return [*map(MADE[number], self._batches[place][number])] if place else []

    def edits(self, at: int) -> list[Any]:
        """A block's edits as plain tuples, to be looked at only."""
        if (live := self._live.get(at)) is not None:
            return live[0]
        place = self.packed[at]
        return self._batches[place][0] if place else []

    def remember(self, at: int, rendered: Rendered) -> None:
        """Keep a text for a while."""
        if len(self.rendered) >= _RENDERED:
            del self.rendered[next(iter(self.rendered))]
        self.rendered[at] = rendered


def _flag(bit: int) -> property:
    def told(self: "Row") -> bool:
        return bool(self.table.flags[self.at] & bit)

    def tell(self: "Row", value: bool) -> None:
        flags = self.table.flags
        flags[self.at] = flags[self.at] | bit if value else flags[self.at] & ~bit

    return property(told, tell)


def _list(number: int) -> property:
    def told(self: "Row") -> list[Any]:
        return self.table.lists(self.at)[number]

    def tell(self: "Row", value: list[Any]) -> None:
        self.table.lists(self.at)[number] = value

    return property(told, tell)


class Row(Block):
    """A block that stands in a table."""

    __slots__ = ("at", "table")

    def __init__(self, table: Table, at: int) -> None:
        self.table, self.at = table, at

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and other.at == self.at and other.table is self.table

    def __hash__(self) -> int:
        return hash(self.at)

    @property
    def key(self) -> int:
        return self.at

    @property
    def start(self) -> int:
        return self.table.starts[self.at]

    @property
    def end(self) -> int:
        return self.table.ends[self.at]

    if not TYPE_CHECKING:  # to the stages these are what they are in any block

        @property
        def pieces(self) -> list[Span]:
            table, at = self.table, self.at
            several = table.spans.get(at)
            return [*zip(several[::2], several[1::2], strict=True)] if several else [(table.starts[at], table.ends[at])]

        @pieces.setter
        def pieces(self, pieces: list[Span]) -> None:
            table, at = self.table, self.at
            table.starts[at], table.ends[at] = pieces[0][0], pieces[-1][1]
            table.spans.pop(at, None)
            if len(pieces) > 1:
                table.spans[at] = array("I", chain.from_iterable(pieces))

        @property
        def role(self) -> Role:
            return _ROLES[self.table.roles[self.at]]

        @role.setter
        def role(self, role: Role) -> None:
            self.table.roles[self.at] = _ROLE_OF[role]

        @property
        def form(self) -> Form:
            return _FORMS[self.table.forms[self.at]]

        @form.setter
        def form(self, form: Form) -> None:
            self.table.forms[self.at] = _FORM_OF[form]

        @property
        def level(self) -> int:
            return self.table.levels[self.at]

        @level.setter
        def level(self, level: int) -> None:
            self.table.levels[self.at] = level

        @property
        def depth(self) -> int:
            return self.table.depths[self.at]

        @depth.setter
        def depth(self, depth: int) -> None:
            self.table.depths[self.at] = depth

        @property
        def blank(self) -> int:
            return self.table.blanks[self.at]

        @blank.setter
        def blank(self, blank: int) -> None:
            self.table.blanks[self.at] = min(blank, _MANY)

        @property
        def marker(self) -> str:
            return self.table.known_markers[self.table.markers[self.at]]

        @marker.setter
        def marker(self, marker: str) -> None:
            self.table.markers[self.at] = self.table.marker(marker)

        @property
        def rendered(self) -> Rendered | None:
            return self.table.rendered.get(self.at)

        @rendered.setter
        def rendered(self, rendered: Rendered | None) -> None:
            if rendered is None:
                self.table.rendered.pop(self.at, None)
            else:
                self.table.remember(self.at, rendered)

        after_rule, page_break, flat = _flag(_AFTER_RULE), _flag(_PAGE_BREAK), _flag(_FLAT)
        edits, emphasis, references, repairs, joints = map(_list, range(len(LISTS)))

    def peek(self, name: str) -> list[Any]:
        return self.table.peek(self.at, LISTS.index(name))

    def forget(self) -> None:
        self.table.release(self.at)

    def text(self, source: str) -> str:
        table, at = self.table, self.at
        if (kept := table.rendered.get(at)) is not None:
            return kept.text
        if at in table.spans:
            return self.render(source).text
        edits, flat = table.edits(at), bool(table.flags[at] & _FLAT)
        if edits:
            return shown(source, table.starts[at], table.ends[at], edits, flat=flat)
        text = source[table.starts[at] : table.ends[at]]
        return text.replace("\n", " ") if flat else text

    def render(self, source: str) -> Rendered:
        """The text with its runs; what is quickly made again is not kept, of the rest only what was made last."""
        if (kept := self.table.rendered.get(self.at)) is not None:
            return kept
        pieces, edits = self.pieces, self.peek("edits")
        made = render(source, pieces, edits, self.peek("joints") if len(pieces) > 1 else [], flat=self.flat)
        if edits or len(pieces) > 1:
            self.table.remember(self.at, made)
        return made


class Rows(MutableSequence[Block]):
    """Blocks in order, each by its row in a table.

    A block that stands in no table yet is written down when it is added.
    """

    def __init__(self, table: Table | None = None, rows: Iterable[int] = ()) -> None:
        self.table = table or Table()
        self.rows: array[int] = rows if isinstance(rows, array) else array("I", rows)

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> "Rows": ...
    def __getitem__(self, index: int | slice) -> "Block | Rows":
        if isinstance(index, slice):
            return Rows(self.table, self.rows[index])
        return Row(self.table, self.rows[index])

    def __iter__(self) -> Iterator[Block]:
        table = self.table
        return (Row(table, at) for at in self.rows)

    def __setitem__(self, index: Any, value: Any) -> None:
        self.rows[index] = self._row(value)

    def __delitem__(self, index: int | slice) -> None:
        del self.rows[index]

    def insert(self, index: int, value: Block) -> None:
        self.rows.insert(index, self._row(value))

    def append(self, value: Block) -> None:
        self.rows.append(self._row(value))

    def like(self) -> "Rows":
        """None of them yet, of the same table."""
        return Rows(self.table)

    def ordered(self) -> "Rows":
        """They in the order of their source."""
        starts, rows = self.table.starts, self.rows
        if all(starts[a] <= starts[b] for a, b in pairwise(rows)):
            return self
        return Rows(self.table, sorted(rows, key=starts.__getitem__))

    def _row(self, block: Block) -> int:
        return block.at if isinstance(block, Row) and block.table is self.table else self.table.take(block)
