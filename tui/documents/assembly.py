"""Repaired blocks become a `Document`."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import merge
from itertools import chain
from typing import NamedTuple

from tui.documents.blocks import LARGE, SILENT, Block, Edit, Rendered, applied, like, ordered, styles
from tui.documents.entries import Entry
from tui.documents.model import Document, Form, Gap, Metadata, NoteMark, Passage, Repair, Role, Section
from tui.documents.outline import is_title, outline
from tui.documents.repair.context import Context
from tui.documents.repair.gaps import skipped
from tui.documents.repair.roles import given, made_heading
from tui.text.spans import Run, SourceMap, Span

_OFTEN = 5_000
"""Passages after which progress is told again."""
_RULE = re.compile(r"[ \t]*(?:([-*_=])(?:[ \t]*\1){2,})[ \t]*")


def assemble(
    blocks: list[Block],
    context: Context,
    key: str,
    metadata: Metadata,
    exempt: Iterable[Span],
    progress: Callable[[float], None],
) -> Document:
    """Make the document of repaired blocks.

    Args:
        blocks: in source order, with roles.
        context: the source, and the gaps the stages found.
        key: how anchors begin.
        metadata: what front matter says.
        exempt: spans of the source that are no text: front matter, rules.
        progress: told the share done, 0 to 1.
    """
    given(blocks, context)
    blocks = _leftovers(blocks, context.source, exempt)
    title, entries = _outline(blocks, context, metadata)
    lost = [one for one in sorted(context.missing, key=lambda one: one.at) if one.after is not None]
    asked = [*(one.after for one in lost), *(entry.block for entry in entries), title]
    keys = {block.key for block in asked if block is not None}
    index = {block.key: number for number, block in enumerate(blocks) if block.key in keys}
    after = [index[one.after.key] for one in lost if one.after is not None]
    gaps: dict[int, list[Repair]] = {}
    for number, one in zip(after, lost, strict=True):
        gaps.setdefault(number, []).append(Repair("gap", one.at, "", "", one.reason))
    made = _Passages(blocks, title, entries, gaps, context.source, progress)
    passages: Sequence[Passage]
    if len(context.source) >= LARGE:
        from tui.documents.packed import Packed

        passages = Packed(context.source, made)
    else:
        passages = tuple(made)
    del made
    found = tuple(
        Gap(one.at, number, passages[number].section, one.reason) for number, one in zip(after, lost, strict=True)
    )
    return Document(
        key, context.source, passages, _sections(passages, entries, index, title, metadata), found, metadata
    )


def _outline(blocks: list[Block], context: Context, metadata: Metadata) -> tuple[Block | None, list[Entry]]:
    headings = [(block, context.text(block)) for block in blocks if block.role is Role.HEADING]
    first = headings[0][0] if headings else None
    before = [block for block in blocks if block.role is Role.BODY and first is not None and block.start < first.start]
    # What stands in columns above a title says who wrote it and when.
    before = [block for block in before if block.form is not Form.CODE]
    running = any(len(context.text(block)) > 200 for block in before) or len(before) > 4
    title = first if is_title(headings, running, metadata.title) else None
    entries, skips = outline(headings[1:] if title is not None else headings, by_marks="headings" in context.without)
    if title is not None and title.start not in context.authored:
        title.repairs.append(made_heading(title, 1, context))
    for entry in entries:
        if entry.block.start in context.authored:
            _level(entry, context.source)
        else:
            entry.block.repairs.append(made_heading(entry.block, entry.level, context))
    if "gaps" not in context.without:
        skipped(skips, blocks, context)
    return title, entries


def _level(entry: Entry, source: str) -> None:
    """Record that a heading's level is another than its marks say."""
    if entry.level == entry.marked or not entry.block.level:
        return
    at = entry.block.start
    stop = at + len(source[at : entry.block.end]) - len(source[at : entry.block.end].lstrip("#"))
    # Of a heading that is underlined, or of a converted file, no number signs stand in the source.
    wanted = max(1, entry.block.level + entry.level - entry.marked)
    why = f"its number makes it a heading of level {entry.level}, its marks of level {entry.marked}"
    entry.block.repairs.append(Repair("level", at, source[at:stop], "#" * wanted if stop > at else "", why))


class _Passages:
    """The passages of blocks, made one after the other, so that those of a large document are never all held.

    Args:
        blocks: as repaired, in source order.
        title: the heading that names the work.
        entries: the other headings.
        gaps: what is missing behind a block, by its place.
        source: their text.
        progress: told the share done.
    """

    def __init__(
        self,
        blocks: list[Block],
        title: Block | None,
        entries: list[Entry],
        gaps: Mapping[int, list[Repair]],
        source: str,
        progress: Callable[[float], None],
    ) -> None:
        self._progress = progress
        self._blocks, self._gaps, self._source = blocks, gaps, source
        self._title = title.key if title is not None else None
        self._sections = {entry.block.key: entry.number for entry in entries}
        self._ties = _ties(blocks)

    def __iter__(self) -> Iterator[Passage]:
        counts: dict[tuple[str, Role], int] = {}
        section = "0"
        for index, block in enumerate(self._blocks):
            if block.role is Role.HEADING and block.key != self._title:
                section = self._sections[block.key]
            number = ""
            if block.role is not Role.HEADING:
                counts[section, block.role] = counts.get((section, block.role), 0) + 1
                number = str(counts[section, block.role])
            yield self._passage(block, index, section, number)
            block.forget()
            if index % _OFTEN == 0:
                self._progress(index / len(self._blocks))

    def _passage(self, block: Block, index: int, section: str, number: str) -> Passage:
        text, runs = block.render(self._source)
        block.rendered = None
        lead = len(text) - len(text.lstrip()) if block.form is not Form.CODE else 0
        if lead or text != text.rstrip():
            text, runs = _trimmed(text, runs, lead)
        edits = (
            edit for inside in applied(block.pieces, block.peek("edits")) for edit in inside if edit.kind != SILENT
        )
        repairs = [*block.peek("repairs"), *(_repair(edit, self._source) for edit in edits), *self._gaps.get(index, ())]
        passage = Passage(
            index=index,
            role=block.role,
            section=section,
            number=number,
            text=text,
            spans=tuple(block.pieces),
            runs=runs,
            repairs=tuple(sorted(repairs, key=lambda repair: repair.at)),
            form=block.form,
            depth=block.depth,
            marker=block.marker,
            styles=styles(block, Rendered(text, runs)),
        )
        return replace(passage, notes=_tied(passage, self._ties[index])) if index in self._ties else passage


def _repair(edit: Edit, source: str) -> Repair:
    return Repair(edit.kind, edit.start, source[edit.start : edit.end], edit.after, edit.why)


def _trimmed(text: str, runs: tuple[Run, ...], lead: int) -> tuple[str, tuple[Run, ...]]:
    """The text without blanks at its ends, and the runs of what is left."""
    kept = text.strip() if lead else text.rstrip()
    end = lead + len(kept)
    out: list[Run] = []
    for run in runs:
        a, b = max(run.text, lead), min(run.text + run.text_length, end)
        if a >= b:
            continue
        if run.text_length == run.source_length:
            out.append(Run(a - lead, run.source + a - run.text, b - a, b - a))
        else:
            out.append(Run(a - lead, run.source, b - a, run.source_length))
    return kept, tuple(out)


def _leftovers(blocks: list[Block], source: str, exempt: Iterable[Span]) -> list[Block]:
    """Every block in source order, with a block of furniture for whatever no block holds."""
    standing = like(blocks)
    for block in blocks:
        if any(a < b for a, b in block.pieces):
            standing.append(block)
    # Nearly always it is all of them, and one list is let go.
    blocks = standing if len(standing) < len(blocks) else blocks
    del standing
    for block in blocks:
        if not block.text(source).strip():
            block.edits, block.rendered = [edit for edit in block.edits if edit.kind == SILENT], None
            if block.role is Role.HEADING or not any(char.isalnum() for char in block.text(source)):
                block.role = Role.FURNITURE if block.role is not Role.NOTE else Role.NOTE
    at = 0
    for a, b in chain(_covered(blocks, exempt), [(len(source), len(source))]):
        if a > at and (stray := source[at:a].strip()):
            if not stray.strip("> \t\r\n") and (before := _ending(blocks, at)) is not None:
                _stretch(before, at + len(source[at:a].rstrip()))
            else:
                blocks += _strays(source, at, a)
        at = max(at, b)
    return ordered(blocks)


def _covered(blocks: list[Block], exempt: Iterable[Span]) -> Iterator[Span]:
    """What blocks hold, and what is no text, by where it begins; a span is one number meanwhile, in less room."""
    firsts, others = array("Q"), [*exempt]
    for block in ordered(blocks):
        (a, b), *more = block.pieces
        firsts.append(a << 32 | b)
        others += more
    return merge(((span >> 32, span & 0xFFFFFFFF) for span in firsts), sorted(others))


def _ending(blocks: list[Block], at: int) -> Block | None:
    """The block that ends at an offset."""
    return next((block for block in blocks if block.end == at), None)


def _stretch(block: Block, end: int) -> None:
    """Let a block hold the marks of quotation that stand alone on the line behind it."""
    first, last = block.pieces[-1]
    block.pieces = [*block.pieces[:-1], (first, end)]
    block.edit(last, end, "", SILENT)


def _strays(source: str, start: int, end: int) -> list[Block]:
    """What stands between two blocks and is no rule: one piece of furniture for each stretch of lines."""
    made: list[Block] = []
    for line in re.finditer(r"[^\n]+", source[start:end]):
        a, b = start + line.start(), start + line.end()
        text = source[a:b]
        if not text.strip() or _RULE.fullmatch(text.rstrip("\r")):
            continue
        lead = len(text) - len(text.lstrip())
        made.append(Block([(a + lead, a + len(text.rstrip()))], Role.FURNITURE))
    return made


class _Tie(NamedTuple):
    """A note, by its place among the blocks, and where in the source it is called; None where nothing calls it."""

    note: int
    label: str
    at: int | None
    start: int
    """where the note stands"""


def _ties(blocks: list[Block]) -> dict[int, list[_Tie]]:
    """By block, the notes tied to it: where it calls them; where nothing does, where their page ends in the text."""
    labels: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.role is Role.NOTE and block.marker:
            labels.setdefault(block.marker, []).append(index)
    found: dict[int, list[_Tie]] = {}
    tied: set[int] = set()
    for index, block in enumerate(blocks):
        for reference in block.peek("references"):
            # Labels may count anew on each page: the note is the next one that bears it.
            bearing = labels.get(reference.label, [])
            at = bisect_right(bearing, reference.at, key=lambda one: blocks[one].start)
            if bearing:
                note = bearing[min(at, len(bearing) - 1)]
                found.setdefault(index, []).append(_Tie(note, reference.label, reference.at, blocks[note].start))
                tied.add(note)
    last: int | None = None
    for index, block in enumerate(blocks):
        if block.role is Role.BODY:
            last = index
        elif block.role is Role.NOTE and index not in tied and last is not None:
            found.setdefault(last, []).append(_Tie(index, block.marker, None, block.start))
    return found


def _tied(passage: Passage, ties: Iterable[_Tie]) -> tuple[NoteMark, ...]:
    """The marks of notes in a passage."""
    sources, text = SourceMap(passage.runs), passage.text
    marks: list[NoteMark] = []
    for tie in ties:
        if tie.at is not None:
            at = min(sources.text(tie.at) if passage.runs else 0, len(text))
        elif not passage.runs:
            continue
        else:
            # The mark stands behind the word before the cut, not behind the blank that joins the halves.
            at = len(text[: sources.text(tie.start)].rstrip()) if tie.start < passage.end else len(text.rstrip())
        marks.append(NoteMark(at, tie.label, tie.note))
    return tuple(sorted(marks, key=lambda mark: mark.order))


def _sections(
    passages: Sequence[Passage], entries: list[Entry], index: dict[int, int], title: Block | None, metadata: Metadata
) -> tuple[Section, ...]:
    starts = [index[entry.block.key] for entry in entries]
    made: list[Section] = []
    if passages and (not starts or starts[0] > 0):
        heading = index[title.key] if title is not None else None
        name = passages[heading].text if heading is not None else metadata.title
        made.append(Section("0", 1, name, heading, 0, starts[0] if starts else len(passages)))
    for entry, first, last in zip(entries, starts, [*starts[1:], len(passages)], strict=False):
        text = passages[first].text
        made.append(Section(entry.number, entry.level, text, first, first, last, entry.parent, entry.marked))
    return tuple(made)
