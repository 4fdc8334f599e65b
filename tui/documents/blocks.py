"""Blocks: what a reader of a format hands to the stages of repair, and how their text is made.

A block's text is never stored: it is its pieces of the source with its edits applied. A stage changes a document only
by adding edits, giving roles and joining pieces, so that every change can be told and taken back.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from tui.documents.model import Form, Repair, Role, Style
from tui.text.spans import Run, Span

LARGE = 1_000_000
"""Code points of a source from which on what can be made again is not kept."""

SILENT = "space"
"""The kind of an edit that is no repair: a line end shown as a blank."""


class Edit(NamedTuple):
    """`source[start:end]` is shown as `after`; `kind` is a repair's kind, or `SILENT`; `why` as a repair has it."""

    start: int
    end: int
    after: str
    kind: str
    why: str = ""


class Emphasis(NamedTuple):
    """A stretch of the source that is emphasised."""

    start: int
    end: int
    kind: str


class Reference(NamedTuple):
    """A place in the source where a note is called; `label` as the file writes it."""

    at: int
    label: str


LISTS = ("edits", "emphasis", "references", "repairs", "joints")
MADE: tuple[Callable[[Any], Any], ...] = (Edit._make, Emphasis._make, Reference._make, Repair._make, str)


@dataclass(slots=True)
class Block:
    """A paragraph, heading, note or other piece as it stands in the file, before and during repair."""

    pieces: list[Span]
    """stretches of the source that make the block, several once blocks have been joined"""
    role: Role = Role.BODY
    form: Form = Form.PARAGRAPH
    level: int = 0
    """of a heading: how many marks it has in the file; 0 for one without marks"""
    depth: int = 0
    marker: str = ""
    # A list is there from when it is first asked for: most blocks need none of them.
    edits: list[Edit] = field(init=False)
    emphasis: list[Emphasis] = field(init=False)
    references: list[Reference] = field(init=False)
    repairs: list[Repair] = field(init=False)
    """those that are no edits: cuts, joins, levels"""
    blank: int = 0
    """empty lines before it"""
    after_rule: bool = False
    """a rule stands between it and the block before"""
    page_break: bool = False
    """a form feed stands before it"""
    joints: list[str] = field(init=False)
    """what stands between two pieces in the text: a blank, or nothing"""
    flat: bool = False
    """a line end is shown as a blank where no edit says otherwise; a book has too many of them for an edit each"""
    rendered: "Rendered | None" = None

    def __getattr__(self, name: str) -> Any:
        if name not in LISTS:
            raise AttributeError(name)
        made: list[Any] = []
        setattr(self, name, made)
        return made

    def peek(self, name: str) -> list[Any]:
        """A list by its name, to be looked at only."""
        try:
            return object.__getattribute__(self, name)  # type: ignore[no-any-return]
        except AttributeError:
            return []

    def forget(self) -> None:
        """Nobody will ask for the lists again."""

    @property
    def key(self) -> int:
        """What no other block of the text has."""
        return id(self)

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]

    def text(self, source: str) -> str:
        """What a person reads."""
        if self.rendered is not None:
            return self.rendered.text
        return self.render(source).text

    def render(self, source: str) -> "Rendered":
        """The text with its runs; kept until an edit is added by `edit` or pieces are joined."""
        if self.rendered is None:
            joints = self.peek("joints") if len(self.pieces) > 1 else []
            self.rendered = render(source, self.pieces, self.peek("edits"), joints, flat=self.flat)
        return self.rendered

    def edit(self, start: int, end: int, after: str, kind: str, why: str = "") -> None:
        self.edits.append(Edit(start, end, after, kind, why))
        self.rendered = None

    def append(self, other: "Block", joint: str) -> None:
        """Take the other block's pieces, edits and marks after one's own."""
        self.joints += [joint, *other.peek("joints")]
        self.pieces += other.pieces
        self.edits += other.peek("edits")
        self.emphasis += other.peek("emphasis")
        self.references += other.peek("references")
        self.repairs += other.peek("repairs")
        self.flat = self.flat or other.flat
        self.rendered = None

    def settle(self, source: str) -> None:
        """Make an edit of every line end shown as a blank, before a block joins whose line ends are kept."""
        if self.flat:
            for start, end in self.pieces:
                self.edits += [Edit(m.start(), m.end(), " ", SILENT) for m in _LINE_END.finditer(source, start, end)]
            self.edits.sort(key=lambda edit: (edit.start, -edit.end))
            self.flat = False


class Rendered(NamedTuple):
    """Text made from pieces, and its runs."""

    text: str
    runs: tuple[Run, ...]


def render(source: str, pieces: list[Span], edits: list[Edit], joints: list[str], *, flat: bool = False) -> Rendered:
    """Apply the edits to the pieces of the source. Edits that overlap an earlier one are passed over.

    `flat`: what no edit touches is shown with a blank for each line end.

    Linear in the pieces' length plus the edits' number times its logarithm.
    """
    if len(pieces) == 1 and not edits:
        start, end = pieces[0]
        text = source[start:end]
        return Rendered(text.replace("\n", " ") if flat else text, (Run(0, start, end - start, end - start),))
    out: list[str] = []
    runs: list[Run] = []
    length = 0

    def put(text: str, at: int, source_length: int) -> None:
        nonlocal length
        if text:
            out.append(text)
            runs.append(Run(length, at, len(text), source_length))
            length += len(text)

    def copy(start: int, end: int) -> None:
        text = source[start:end]
        put(text.replace("\n", " ") if flat else text, start, end - start)

    for number, ((start, end), inside) in enumerate(zip(pieces, applied(pieces, edits), strict=True)):
        at = start
        for edit in inside:
            copy(at, edit.start)
            put(edit.after, edit.start, edit.end - edit.start)
            at = edit.end
        copy(at, end)
        if number < len(joints):
            put(joints[number], end, 0)
    return Rendered("".join(out), tuple(runs))


def shown(source: str, start: int, end: int, edits: Iterable[Any], *, flat: bool) -> str:
    """The text alone that `render` makes of one piece, for who asks for it again and again."""
    out: list[str] = []
    at = start
    for first, last, after, _, _ in sorted(edits):
        if first >= at and last <= end:
            text = source[at:first]
            out += (text.replace("\n", " ") if flat else text, after)
            at = last
    text = source[at:end]
    out.append(text.replace("\n", " ") if flat else text)
    return "".join(out)


def listed(*, large: bool) -> list[Block]:
    """An empty list of blocks; those of a large source stand in columns (`rows`), which seem a list all the same."""
    if not large:
        return []
    from tui.documents.rows import Rows

    return cast("list[Block]", Rows())


def like(blocks: list[Block]) -> list[Block]:
    """An empty list for the same blocks."""
    return [] if isinstance(blocks, list) else cast("Any", blocks).like()


def ordered(blocks: list[Block]) -> list[Block]:
    """The blocks in the order of their source."""
    return sorted(blocks, key=_start) if isinstance(blocks, list) else cast("Any", blocks).ordered()


def parts(block: Block) -> bool:
    """Whether a block is a sign that parts the texts of a collection: nothing goes on behind it."""
    return block.role is Role.FURNITURE and block.form is Form.CODE


def _start(block: Block) -> int:
    return block.start


def applied(pieces: list[Span], edits: list[Edit]) -> list[list[Edit]]:
    """The edits that are applied to each piece, in order: those that overlap no earlier one."""
    ordered = sorted(edits)
    starts = [edit.start for edit in ordered]
    made: list[list[Edit]] = []
    for start, end in pieces:
        inside: list[Edit] = []
        at = start
        for edit in ordered[bisect_left(starts, start) : bisect_left(starts, end)]:
            if edit.start >= at and edit.end <= end:
                inside.append(edit)
                at = edit.end
        made.append(inside)
    return made


def styles(block: Block, rendered: Rendered) -> tuple[Style, ...]:
    """The block's emphasis as spans of its text."""
    emphasis = block.peek("emphasis")
    if not emphasis:
        return ()
    from tui.text.spans import SourceMap

    sources = SourceMap(rendered.runs)
    spans = ((sources.text(start), sources.text(end), kind) for start, end, kind in sorted(emphasis))
    return tuple(Style(a, b, kind) for a, b, kind in spans if a < b)


_LINE_END = re.compile("\n")
_SPACES = re.compile(
    r"[ \t\r\n\f\v\u00a0\u2028\u2029](?:(?<! )[ \t\r\n\f\v\u00a0\u2028\u2029]*|[ \t\r\n\f\v\u00a0\u2028\u2029]+)"
)
"""More than one blank, or another white space."""


def squeeze(block: Block, source: str, *, eastern: bool = False) -> None:
    """Show every run of white space in the block's pieces as one blank; between Han or kana a line end is nothing.

    `eastern`: the text says that it is Chinese or Japanese, so that its quotes and dashes are as wide as those.
    """
    block.flat = True
    for start, end in block.pieces:
        text = source[start:end]
        if text.isprintable() and "  " not in text:
            continue  # of white space the blank alone is printable
        for match in _SPACES.finditer(source, start, end):
            a, b = match.span()
            inside = "\n" in match.group() and start < a and b < end
            after = "" if inside and east(source[a - 1], source[b], eastern=eastern) else " "
            if after and match.group() in ("\n", "\r\n"):
                if b - a == 2:
                    block.edits.append(Edit(a, a + 1, "", SILENT))
                continue
            block.edits.append(Edit(a, b, after, SILENT))
    block.rendered = None


def _east(char: str) -> bool:
    return "\u3000" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


_OPENING, _CLOSING, _WIDE = "\u201c\u2018", "\u201d\u2019", "\u201c\u2018\u201d\u2019\u2014\u2026\u00b7"


def east(before: str, after: str, *, eastern: bool = False) -> bool:
    """Whether two characters meet without a blank, as Han and kana do, also within quotation marks.

    `eastern`: in a text of such a language, on both sides of its quotes and dashes.
    """
    if _east(before):
        return _east(after) or after in _CLOSING or (eastern and after in _WIDE)
    return _east(after) and (before in _OPENING or (eastern and before in _WIDE))


def is_eastern(language: str) -> bool:
    """Whether a language tag (BCP 47) names Chinese or Japanese."""
    return language.lower().replace("_", "-").split("-")[0] in ("zh", "ja", "cmn", "yue", "lzh")


def joint(before: str, after: str) -> str:
    """What to put between two texts that belong together."""
    return "" if before and after and east(before[-1], after[0]) else " "
