"""A passage as it stands in the file, and as it is read; the place of one repair is lit in both."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from tui.app.widgets.lines import LARGEST
from tui.app.widgets.repairs import line_of
from tui.app.widgets.slip import Slip, Told
from tui.documents.model import Document, Form, Passage, Repair, Role
from tui.text.placeholders import safe
from tui.text.spans import SourceMap, Span

_LONGEST = 40_000
_AROUND = 24
"""Characters of text that are lit beside a place where nothing stands."""
_LIT = "here"


class Pane(Slip):
    """Text that scrolls to what is lit in it."""

    def stand(self) -> None:
        """Show the row with what is lit, some rows below the top."""
        rows = self._rows if self.count() else []
        lit = next((at for at, row in enumerate(rows) if any(style == _LIT for _, style in row)), None)
        room = max(1, self.rows)
        self.top = 0 if lit is None else max(0, min(lit - room // 3, len(rows) - room))
        self.cursor = self.top  # unseen; another size keeps it in view
        self.refresh()

    def tell(self, title: str, lines: Sequence[Sequence[Told]]) -> None:
        super().tell(title, lines)
        self.stand()

    def on_resize(self) -> None:
        super().on_resize()
        self.stand()


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of a passage.

    Attributes:
        document: as it is now.
        family: the passage, or the parts that it was split into, in order.
        repair: the one whose place is lit.
    """

    document: Document
    family: Sequence[Passage]
    repair: Repair | None = None


def in_file(view: View) -> tuple[str, list[list[Told]]]:
    """A title, and the lines of the file from where the passage begins to where it ends."""
    document, start, end = view.document, view.family[0].start, max(p.end for p in view.family)
    first, last = line_of(document, start), line_of(document, max(start, end - 1))
    where = f"line {first}" if first == last else f"lines {first}–{last}"
    lit = _lit_in_file(document, view.repair) if view.repair is not None else (-1, -1)
    if end - start > _LONGEST:
        # Of a passage without end, what lies about the place that is looked at.
        middle = lit[0] if lit[0] >= 0 else start
        start = max(start, min(middle - _LONGEST // 2, end - _LONGEST))
        end = start + _LONGEST
    lines: list[list[Told]] = [[]]
    for a, b, style in _styled(view.family, start, end, lit):
        _add(lines, document.source[a:b], style)
    return f"as it stands in the file, {where}", lines


def as_read(view: View) -> tuple[str, list[list[Told]]]:
    """A title, and the text of the passage or of its parts, each behind its number."""
    lines: list[list[Told]] = []
    holding = _holding(view)
    for passage in view.family:
        lit = _lit_in_text(passage, view.repair) if view.repair is not None and passage is holding else (-1, -1)
        start, end = _window(len(passage.text), lit)
        style = "heading" if passage.role is Role.HEADING else "ink"
        marker = f"{safe(passage.marker)} " if passage.form is Form.ITEM and passage.marker else ""
        lines.append([(f"{label(passage)}  ", "number"), (marker, "quiet")])
        for a, b in itertools.pairwise(sorted({start, end, *(at for at in lit if start < at < end)})):
            _add(lines, passage.text[a:b], _LIT if lit[0] <= a < lit[1] else style, line_ends=False)
    return "as it is read", lines


def label(passage: Passage) -> str:
    """How a passage is called: p4a; a heading by its section."""
    return safe(passage.place.rsplit("/", 1)[-1] if passage.number else f"§{passage.section}")


def _window(length: int, lit: Span) -> Span:
    if length <= _LONGEST:
        return 0, length
    start = max(0, min(lit[0] - _LONGEST // 2, length - _LONGEST))
    return start, start + _LONGEST


def _lit_in_file(document: Document, repair: Repair) -> Span:
    """The source that a repair changed; where it is nothing, the white space there."""
    start, end = repair.at, repair.at + len(repair.before)
    while end == start or (end < len(document.source) and repair.kind in ("join", "gap", "heading-join")):
        if end >= len(document.source) or not document.source[end].isspace() or end - start >= LARGEST:
            break
        end += 1
    return (start, end) if end > start else (max(0, start - 1), start)


def _holding(view: View) -> Passage | None:
    """The passage in whose text the repair's place is lit."""
    if view.repair is None:
        return None
    at = view.repair.at
    inside = [p for p in view.family if any(a <= at < b for a, b in p.spans)]
    return next(iter(inside), next((p for p in reversed(view.family) if p.start <= at), None))


def _lit_in_text(passage: Passage, repair: Repair) -> Span:
    """The text that stands where a repair is; where it is nothing, the words that meet there."""
    if not passage.runs:
        return -1, -1
    sources = SourceMap(passage.runs)
    start, end = sources.text(repair.at), sources.text(repair.at + len(repair.before))
    if repair.kind in ("join", "heading-join", "gap") or start == end:
        text = passage.text
        left, right = text[max(0, start - _AROUND) : start].rstrip(), text[end : end + _AROUND].lstrip()
        before = left.rsplit(None, 1)[-1] if left else ""
        behind = right.split(None, 1)[0] if right else ""
        start = text.rfind(before, 0, start) if before else start
        end = text.find(behind, end) + len(behind) if behind else end
    return start, end


def _styled(family: Sequence[Passage], start: int, end: int, lit: Span) -> list[tuple[int, int, str]]:
    """Stretches of the source: shown, in a passage but not shown, in none of these; and what is lit."""
    spans = [span for passage in family for span in passage.spans]
    runs = ((run.source, run.source + run.source_length) for p in family for run in p.runs if run.source_length)
    shown = [run for run in runs if run[0] < end and run[1] > start]
    bounds = {start, end, *(at for span in (*spans, *shown, lit) for at in span if start < at < end)}
    cuts, made = sorted(bounds), []
    held, kept = iter(sorted(spans)), iter(sorted(shown))
    span, run = next(held, (end, end)), next(kept, (end, end))
    for a, b in itertools.pairwise(cuts):
        while span[1] <= a < end:
            span = next(held, (end, end + 1))
        while run[1] <= a < end:
            run = next(kept, (end, end + 1))
        style = "ink" if run[0] <= a else "repair" if span[0] <= a else "faint"
        made.append((a, b, _LIT if lit[0] <= a < lit[1] else style))
    return made


def _add(lines: list[list[Told]], text: str, style: str, *, line_ends: bool = True) -> None:
    for number, piece in enumerate(text.replace("\r\n", "\n").split("\n")):
        if number:
            if line_ends:
                lines[-1].append(("⏎", style if style == _LIT else "faint"))
            lines.append([])
        if piece:
            lines[-1].append((safe(piece), style))
