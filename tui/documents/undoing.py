"""A document in the making, in which repairs are undone one by one."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, product, takewhile
from string import ascii_lowercase
from unicodedata import normalize

from tui.documents.blocks import SILENT, Block, Rendered, joint, squeeze
from tui.documents.model import Document, Form, Gap, NoteMark, Passage, Repair, Role, Section, Style
from tui.documents.packed import Packed
from tui.documents.splicing import divided, edges, joined, spliced
from tui.text.spans import SourceMap

_VERBATIM = (Form.CODE, Form.TABLE)
_LABELS = re.compile(r"[^\W_]+|[*\u2020\u2021\u00a7]")
_PAIRS = {"[": "]", "![": "]", "<": ">"}
"""How markup ends that does not end as it begins."""


class Draft:
    """A document's passages, by numbers that stay when others come or go.

    Args:
        document: as read.
    """

    def __init__(self, document: Document) -> None:
        self._read = document
        self._source = str(document.source)
        self._passages = dict(enumerate(document.passages))
        self._next = len(document.passages)
        self._levels: dict[str, int] = {}
        self._gaps: list[tuple[Gap, int]] = [(gap, gap.after) for gap in document.gaps]

    def __getitem__(self, number: int) -> Passage:
        return self._passages[number]

    def passages(self) -> Iterator[tuple[int, Passage]]:
        """Every passage with its number; not in their order."""
        return iter(list(self._passages.items()))

    def holding(self, offset: int) -> Iterator[tuple[int, Passage]]:
        """The passages that begin before or at a source offset and end behind or at it."""
        return ((n, p) for n, p in self._passages.items() if p.start <= offset <= p.end)

    def undo(self, number: int, repair: Repair) -> tuple[Repair, ...]:
        """Undo a repair of a passage.

        Returns:
            the repairs undone: markup goes with its other half; none where it can't be undone.
        """
        undone: dict[str, Callable[[int, Repair], tuple[Repair, ...]]] = {
            "join": self._part,
            "heading-join": self._part_heading,
            "cut-note": self._put_in,
            "cut-furniture": self._put_in,
            "level": self._level,
            "gap": self._close_gap,
        }
        undo = self._give_back if self._passages[number].was_given_by(repair) else undone.get(repair.kind, self._unedit)
        return undo(number, repair)

    # Joins

    def _part(self, number: int, repair: Repair) -> tuple[Repair, ...]:
        passage = self._passages[number]
        halves = self._halves(passage, repair)
        if halves is None:
            return ()
        one, other = islice(self._free(passage, passage.number), 2)
        first, second = replace(halves[0], number=one), replace(halves[1], number=other)
        if any(map(passage.was_given_by, passage.repairs)):
            at, end = second.spans[0]
            cut = Repair("cut-note", at, self._source[at:end], "", "what it was parted from was taken for a note")
            second = replace(second, repairs=(cut, *second.repairs))
        self._set(number, first, second)
        if passage.role is Role.NOTE:
            self._tie_like(number, self._next - 1)
        return (repair,)

    def _part_heading(self, number: int, repair: Repair) -> tuple[Repair, ...]:
        passage = self._passages[number]
        if passage.role is not Role.HEADING:
            return self._part(number, repair)
        halves = self._halves(passage, repair)
        if halves is None:
            return ()
        self._set(number, halves[0], replace(halves[1], role=Role.BODY, number=self._behind(halves[1], Role.BODY)))
        return (repair,)

    def _halves(self, passage: Passage, repair: Repair) -> tuple[Passage, Passage] | None:
        seam = next((n for n, (_, end) in enumerate(passage.spans, start=1) if end == repair.at), 0)
        if not 0 < seam < len(passage.spans):
            return None
        first, second = divided(_without(passage, repair), seam)
        return (first, second) if first.text and second.text else None

    def _set(self, number: int, first: Passage, second: Passage) -> None:
        self._passages[number] = first
        self._passages[self._next] = second
        self._gaps = [(g, self._next if n == number and g.at >= second.start else n) for g, n in self._gaps]
        self._next += 1

    def _tie_like(self, note: int, other: int) -> None:
        """Tie a part of a note to where the note is tied."""
        for number, passage in self._passages.items():
            ties = [mark for mark in passage.notes if mark.note == note]
            if ties:
                more = NoteMark(ties[0].at, "", other)
                self._passages[number] = replace(
                    passage, notes=tuple(sorted([*passage.notes, more], key=lambda mark: mark.order))
                )
                return

    # Cuts

    def _put_in(self, number: int, repair: Repair) -> tuple[Repair, ...]:
        """Let what was cut out stand in the text again, where the file has it."""
        stop = repair.at + len(repair.before)
        cut = sorted(
            (one.start, other)
            for other, one in self._passages.items()
            if repair.at <= one.start < stop and one.role not in (Role.BODY, Role.HEADING) and one.text
        )
        passage = _without(self._passages[number], repair)
        gone: set[int] = set()
        rests: dict[int, Passage] = {}
        for _, other in cut:
            inside, rest = _up_to(self._passages[other], stop)
            grown = _with_inside(passage, inside, self._source)
            if grown is None:
                return ()
            passage = grown
            if rest is None:
                gone.add(other)
            else:
                rests[other] = rest
        if not cut:
            return ()
        self._passages.update(rests)
        self._passages[number] = passage
        for other in gone:
            del self._passages[other]
        self._untie(gone)
        return (repair,)

    # Roles

    def _give_back(self, number: int, repair: Repair) -> tuple[Repair, ...]:
        """Let a passage be what it was before a stage took it out of the running text.

        Where it stands between two halves of a paragraph it goes back between them.
        """
        passage = self._passages[number]
        for other, one in self.holding(passage.start):
            cut = next((cut for cut in one.repairs if cut.kind.startswith("cut") and _covers(cut, passage)), None)
            if other != number and cut is not None and not one.was_given_by(cut):
                return (repair,) if self._put_in(other, cut) else ()
        left = _without(passage, repair)
        role = Role.NOTE if passage.role is Role.DOUBTFUL and self._says_a_note_again(passage) else Role.BODY
        if role is Role.NOTE and not left.marker:
            cut = repair._replace(why="it stands among notes, and says what one of them says")
            left = replace(left, repairs=(cut, *left.repairs))
        undone = [repair]
        label = next((one for one in left.repairs if one.kind == "mark" and one.at == left.start), None)
        if role is Role.BODY and passage.role is Role.NOTE:
            # Text that is no note has its number in its text.
            left = replace(_unedited(left, label, self._source) if label else left, marker="")
            undone += [label] if label else []
        self._passages[number] = replace(left, role=role, number=self._behind(passage, role))
        if role is Role.BODY:
            self._untie({number})
        return tuple(undone)

    def _says_a_note_again(self, passage: Passage) -> bool:
        """Whether doubtful text stands among notes, one of which has its words."""
        before = sorted((p for p in self._passages.values() if p.start < passage.start), key=lambda p: -p.start)
        among = takewhile(lambda one: one.role in (Role.NOTE, Role.DOUBTFUL), before)
        return any(one.role is Role.NOTE and _words(passage.text) in _words(one.text) for one in among)

    def _behind(self, passage: Passage, role: Role) -> str:
        """A number for a passage that comes to a role: p4a behind p4, p0 before the first."""
        before = [
            one
            for one in self._passages.values()
            if one.section == passage.section and one.role is role and one.start < passage.start
        ]
        last = max(before, key=lambda one: one.start, default=None)
        number = re.match(r"\d+", last.number) if last is not None else None
        return next(self._free(replace(passage, role=role), number.group() if number else "0"))

    def _free(self, passage: Passage, number: str) -> Iterator[str]:
        """Numbers with letters that neither a passage of its role and section bears, nor a part of one."""
        taken = [p.number for p in self._passages.values() if p.section == passage.section and p.role is passage.role]
        if number == "0" and not any(one.startswith("0") for one in taken):
            yield number
        for letters in (*ascii_lowercase, *map("".join, product(ascii_lowercase, repeat=3))):
            if not any(one.startswith(number + letters) for one in taken):
                yield number + letters

    def _untie(self, notes: set[int]) -> None:
        for other, one in self._passages.items():
            if any(mark.note in notes for mark in one.notes):
                self._passages[other] = replace(one, notes=tuple(m for m in one.notes if m.note not in notes))

    # Headings and gaps

    def _level(self, number: int, repair: Repair) -> tuple[Repair, ...]:
        passage = self._passages[number]
        section = self._read.by_section.get(passage.section)
        if section is None:
            return ()
        self._levels[section.number] = section.marked
        self._passages[number] = _without(passage, repair)
        return (repair,)

    def _close_gap(self, number: int, repair: Repair) -> tuple[Repair, ...]:
        self._gaps = [(g, n) for g, n in self._gaps if (g.at, g.reason, n) != (repair.at, repair.why, number)]
        self._passages[number] = _without(self._passages[number], repair)
        return (repair,)

    # Edits

    def _unedit(self, number: int, repair: Repair) -> tuple[Repair, ...]:
        passage = self._passages[number]
        place = _place(passage, repair)
        if place is None:
            return ()
        style, partner = _other_half(passage, repair, place[0])
        # The later one first: what is set in before it would move it.
        both = sorted([repair, *([partner] if partner else [])], key=lambda one: -one.at)
        if style is not None:
            passage = replace(passage, styles=tuple(one for one in passage.styles if one != style))
        for one in both:
            passage = _unedited(passage, one, self._source)
        self._passages[number] = passage
        return tuple(both)

    # The document

    def document(self) -> Document:
        """The document as it is now."""
        order = sorted(self._passages, key=lambda number: self._passages[number].start)
        index = {number: at for at, number in enumerate(order)}
        renumbered = (self._renumbered(number, index) for number in order)
        large = isinstance(self._read.passages, Packed)
        passages: Sequence[Passage] = Packed(self._read.source, renumbered) if large else tuple(renumbered)
        gaps = tuple(gap._replace(after=index[number]) for gap, number in self._gaps)
        return replace(self._read, passages=passages, sections=self._sections(passages), gaps=gaps)

    def _renumbered(self, number: int, index: dict[int, int]) -> Passage:
        passage, at = self._passages[number], index[number]
        if passage.index == at and all(index[mark.note] == mark.note for mark in passage.notes):
            return passage
        return replace(passage, index=at, notes=tuple(m._replace(note=index[m.note]) for m in passage.notes))

    def _sections(self, passages: Sequence[Passage]) -> tuple[Section, ...]:
        first: dict[str, int] = {}
        last: dict[str, int] = {}
        headings: dict[str, Passage] = {}
        for passage in passages:
            first.setdefault(passage.section, passage.index)
            last[passage.section] = passage.index + 1
            if passage.role is Role.HEADING:
                headings.setdefault(passage.section, passage)
        made: list[Section] = []
        fallen: dict[str | None, str | None] = {}
        above = 0
        for section in self._read.sections:
            heading, number, parent = headings.get(section.number), section.number, section.parent
            level = self._levels.get(number, section.level)
            while parent in fallen:
                parent, level = fallen[parent], level - 1
            title = heading.text if heading is not None else section.title
            if heading is None and section.heading is not None and number != "0":
                fallen[number], title = parent, ""
            if self._levels or fallen:
                # One taken back may leave a hole above those below it, which the outline must not have.
                level = max(1, min(level, above + 1))
            above = above if number in fallen else level
            place = heading.index if heading is not None else None
            span = first[number], last[number]
            made.append(Section(number, level, title, place, *span, parent, section.marked))
        return tuple(made)


def _up_to(note: Passage, stop: int) -> tuple[Passage, Passage | None]:
    """A note as far as a source offset, and what of it stands behind, on its next page."""
    seam = sum(1 for _, end in note.spans if end <= stop)
    return divided(note, seam) if 0 < seam < len(note.spans) else (note, None)


def _words(text: str) -> str:
    return " ".join(["", *re.findall(r"[^\W_]+", text.casefold()), ""])


def _covers(cut: Repair, passage: Passage) -> bool:
    return cut.at <= passage.start < cut.at + len(cut.before)


def _without(passage: Passage, repair: Repair) -> Passage:
    """The passage with a repair off its record."""
    return replace(passage, repairs=tuple(one for one in passage.repairs if one is not repair and one != repair))


def _with_inside(passage: Passage, note: Passage, source: str) -> Passage | None:
    """The passage with what stood between two of its spans set between them; None where it stood elsewhere."""
    seam = sum(1 for _, end in passage.spans if end <= note.start)
    if not 0 < seam < len(passage.spans) or passage.spans[seam][0] < note.end:
        return None
    stop, begin = edges(passage, seam)
    text = passage.text
    before, behind = joint(text[:stop], note.text), joint(note.text, text[begin:])
    at = passage.spans[seam - 1][1]
    inside = Rendered(note.text, note.runs)
    piece = joined([(before, inside, at), (behind, Rendered("", ()), note.end)])
    grown = spliced(passage, stop, begin, piece)
    shift = stop + len(before)
    styles = (Style(a + shift, b + shift, kind) for a, b, kind in note.styles)
    notes = (mark._replace(at=mark.at + shift) for mark in note.notes)
    # Two joins hold it now where there was one, and each can be taken back.
    glued = [one._replace(after=before) if one.kind == "join" and one.at == at else one for one in passage.repairs]
    why = "what was cut out here was put back into the text"
    kept = (one for one in note.repairs if not note.was_given_by(one))
    repairs = [*glued, *kept, Repair("join", note.end, "", behind, why)]
    return replace(
        grown,
        spans=tuple(sorted([*passage.spans, *note.spans])),
        repairs=tuple(sorted(repairs, key=lambda one: one.at)),
        styles=tuple(sorted([*grown.styles, *styles])),
        notes=tuple(sorted([*grown.notes, *notes], key=lambda mark: mark.order)),
    )


def _place(passage: Passage, repair: Repair) -> tuple[int, int] | None:
    """Where in the text a repair's `after` stands; None where the source stands there already."""
    start, end = repair.at, repair.at + len(repair.before)
    for run in passage.runs:
        if repair.after and run.source == start and run.source_length == end - start:
            return run.text, run.text + run.text_length
        if run.source < end and run.source + run.source_length > start:
            return None
    at = SourceMap(passage.runs).text(start) if passage.runs else 0
    return None if repair.after else (at, at)


def _unedited(passage: Passage, repair: Repair, source: str) -> Passage:
    """The passage with what stands in the source in place of what a repair made of it."""
    place = _place(passage, repair)
    if place is None:
        return passage
    start, end = place
    piece = _raw(passage, repair, source)
    # A text has no blanks at its ends: one that parted it from what comes back must come back with it.
    behind = passage.runs[-1] if passage.runs else None
    if behind and start == len(passage.text) and source[behind.source + behind.source_length : repair.at].isspace():
        piece = joined([(" ", piece, behind.source + behind.source_length)])
    passage = _without(spliced(passage, start, end, piece), repair)
    if repair.kind == "markup" and repair.at == passage.start and passage.form in (Form.ITEM, Form.QUOTE):
        return replace(passage, form=Form.PARAGRAPH, marker="")
    # What stands in the text again as it does in the file calls no note any longer.
    called = set(_LABELS.findall(normalize("NFKC", repair.before)))
    return replace(passage, notes=tuple(m for m in passage.notes if m.at != start or m.label not in called))


def _raw(passage: Passage, repair: Repair, source: str) -> Rendered:
    """The source that a repair changed, its white space shown as elsewhere."""
    start, end = repair.at, repair.at + len(repair.before)
    block = Block([(start, end)])
    if repair.kind == "dehyphenate":
        # The word gets its hyphen back, not the line's end.
        block.edit(start + 1, end, "", SILENT)
    elif passage.form not in _VERBATIM:
        squeeze(block, source)
    return block.render(source)


def _other_half(passage: Passage, repair: Repair, at: int) -> tuple[Style | None, Repair | None]:
    """The emphasis that markup makes, and the markup at its other end."""
    if repair.kind != "markup":
        return None, None
    for style in passage.styles:
        for here, there, opens in ((style.start, style.end, True), (style.end, style.start, False)):
            if at != here:
                continue
            for other in passage.repairs:
                first, last = (repair, other) if opens else (other, repair)
                place = _place(passage, other) if other.kind == "markup" and first.at < last.at else None
                if place is not None and place[0] == there and _closes(first.before, last.before):
                    return style, other
    return None, None


def _closes(opening: str, closing: str) -> bool:
    sign = _PAIRS.get(opening)
    return closing.startswith(sign) if sign else opening == closing
