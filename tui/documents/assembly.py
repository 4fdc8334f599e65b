"""Repaired blocks become a `Document`."""

import re
from collections.abc import Iterable
from dataclasses import replace

from tui.documents.blocks import SILENT, Block, Edit, Rendered, applied, styles
from tui.documents.model import Document, Form, Gap, Metadata, NoteMark, Passage, Repair, Role, Section
from tui.documents.outline import Entry, is_title, outline
from tui.documents.repair.context import Context
from tui.documents.repair.gaps import skipped
from tui.text.spans import Run, SourceMap, Span

_RULE = re.compile(r"[ \t]*(?:([-*_=])(?:[ \t]*\1){2,})[ \t]*")


def assemble(blocks: list[Block], context: Context, key: str, metadata: Metadata, exempt: Iterable[Span]) -> Document:
    """Make the document of repaired blocks.

    Args:
        blocks: in source order, with roles.
        context: the source, and the gaps the stages found.
        key: how anchors begin.
        metadata: what front matter says.
        exempt: spans of the source that are no text: front matter, rules.
    """
    blocks = _leftovers(blocks, context.source, exempt)
    title, entries = _outline(blocks, context, metadata)
    numbers = {id(entry.block): entry.number for entry in entries}
    passages: list[Passage] = []
    counts: dict[tuple[str, Role], int] = {}
    section = "0"
    for block in blocks:
        if block.role is Role.HEADING and block is not title:
            section = numbers[id(block)]
        passages.append(_passage(block, len(passages), section, counts, context.source))
    index = {id(block): number for number, block in enumerate(blocks)}
    gaps = tuple(
        Gap(lost.at, index[id(lost.after)], passages[index[id(lost.after)]].section, lost.reason)
        for lost in sorted(context.missing, key=lambda lost: lost.at)
        if lost.after is not None
    )
    tied = _tie(blocks, _with_gaps(passages, gaps))
    sections = _sections(passages, entries, index, title, metadata)
    return Document(key, context.source, tuple(tied), sections, gaps, metadata)


def _with_gaps(passages: list[Passage], gaps: Iterable[Gap]) -> list[Passage]:
    """The passages, with each gap among the repairs of the one it follows."""
    passages = list(passages)
    for gap in gaps:
        before = passages[gap.after]
        told = (*before.repairs, Repair("gap", gap.at, "", "", gap.reason))
        passages[gap.after] = replace(before, repairs=tuple(sorted(told, key=lambda repair: repair.at)))
    return passages


def _outline(blocks: list[Block], context: Context, metadata: Metadata) -> tuple[Block | None, list[Entry]]:
    headings = [(block, context.text(block)) for block in blocks if block.role is Role.HEADING]
    first = headings[0][0] if headings else None
    before = [block for block in blocks if block.role is Role.BODY and first is not None and block.start < first.start]
    # What stands in columns above a title says who wrote it and when.
    before = [block for block in before if block.form is not Form.CODE]
    running = any(len(context.text(block)) > 200 for block in before) or len(before) > 4
    title = first if is_title(headings, running, metadata.title) else None
    entries, skips = outline(headings[1:] if title is not None else headings, by_marks="headings" in context.without)
    for entry in entries:
        _level(entry, context.source)
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


def _passage(block: Block, index: int, section: str, counts: dict[tuple[str, Role], int], source: str) -> Passage:
    rendered = block.render(source)
    text = rendered.text
    lead = len(text) - len(text.lstrip()) if block.form is not Form.CODE else 0
    runs = rendered.runs
    if lead or text != text.rstrip():
        text, runs = _trimmed(text, runs, lead)
    edits = (edit for inside in applied(block.pieces, block.edits) for edit in inside if edit.kind != SILENT)
    repairs = [*block.repairs, *(_repair(edit, source) for edit in edits)]
    number = ""
    if block.role is not Role.HEADING:
        counts[section, block.role] = counts.get((section, block.role), 0) + 1
        number = str(counts[section, block.role])
    return Passage(
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
    blocks = [block for block in blocks if any(a < b for a, b in block.pieces)]
    for block in blocks:
        if not block.text(source).strip():
            block.edits, block.rendered = [edit for edit in block.edits if edit.kind == SILENT], None
            if block.role is Role.HEADING or not any(char.isalnum() for char in block.text(source)):
                block.role = Role.FURNITURE if block.role is not Role.NOTE else Role.NOTE
    covered = sorted([*(piece for block in blocks for piece in block.pieces), *exempt])
    at = 0
    for a, b in [*covered, (len(source), len(source))]:
        if a > at and (stray := source[at:a].strip()):
            if not stray.strip("> \t\r\n") and (before := _ending(blocks, at)) is not None:
                _stretch(before, at + len(source[at:a].rstrip()))
            else:
                blocks += _strays(source, at, a)
        at = max(at, b)
    return sorted(blocks, key=lambda block: block.start)


def _ending(blocks: list[Block], at: int) -> Block | None:
    """The block that ends at an offset."""
    return next((block for block in blocks if block.end == at), None)


def _stretch(block: Block, end: int) -> None:
    """Let a block hold the marks of quotation that stand alone on the line behind it."""
    first, last = block.pieces[-1]
    block.pieces[-1] = (first, end)
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


def _tie(blocks: list[Block], passages: list[Passage]) -> list[Passage]:
    """Tie each note to where it is called; where nothing calls it, to where its page ends in the text."""
    labels: dict[str, list[int]] = {}
    for passage in passages:
        if passage.role is Role.NOTE and passage.marker:
            labels.setdefault(passage.marker, []).append(passage.index)
    called: dict[int, list[NoteMark]] = {}
    tied: set[int] = set()
    for block, passage in zip(blocks, passages, strict=True):
        for reference in block.references:
            # Labels may count anew on each page: the note is the next one that bears it.
            bearing = labels.get(reference.label, [])
            note = next((index for index in bearing if passages[index].start > reference.at), *bearing[-1:] or (None,))
            if note is not None:
                at = SourceMap(passage.runs).text(reference.at) if passage.runs else 0
                called.setdefault(passage.index, []).append(NoteMark(min(at, len(passage.text)), reference.label, note))
                tied.add(note)
    last: Passage | None = None
    for passage in passages:
        if passage.role is Role.BODY:
            last = passage
        elif passage.role is Role.NOTE and passage.index not in tied and last is not None and last.runs:
            at = SourceMap(last.runs).text(passage.start) if passage.start < last.end else len(last.text)
            # The mark stands behind the word before the cut, not behind the blank that joins the halves.
            at = len(last.text[:at].rstrip())
            called.setdefault(last.index, []).append(NoteMark(at, passage.marker, passage.index))
    return [
        replace(p, notes=tuple(sorted(called[p.index], key=lambda mark: mark.order))) if p.index in called else p
        for p in passages
    ]


def _sections(
    passages: list[Passage], entries: list[Entry], index: dict[int, int], title: Block | None, metadata: Metadata
) -> tuple[Section, ...]:
    starts = [index[id(entry.block)] for entry in entries]
    made: list[Section] = []
    if passages and (not starts or starts[0] > 0):
        heading = index[id(title)] if title is not None else None
        name = passages[heading].text if heading is not None else metadata.title
        made.append(Section("0", 1, name, heading, 0, starts[0] if starts else len(passages)))
    for entry, first, last in zip(entries, starts, [*starts[1:], len(passages)], strict=False):
        text = passages[first].text
        made.append(Section(entry.number, entry.level, text, first, first, last, entry.parent, entry.marked))
    return tuple(made)
