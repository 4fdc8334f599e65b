"""A passage as it stands in the file, and what was done to it."""

from tui.app.widgets.slip import Slip, Told
from tui.documents.model import Document, Passage, Repair
from tui.text.placeholders import placeholder, safe
from tui.text.spans import Span

_LONGEST = 40_000
_KINDS = {
    "join": "joined",
    "dehyphenate": "hyphen at a line's end taken out",
    "cut-note": "a note that cut it taken out",
    "cut-furniture": "page furniture that cut it taken out",
    "mark": "stray mark taken out",
    "markup": "markup read",
    "level": "level of the heading changed",
    "heading-join": "heading joined",
    "gap": "text is missing",
}


class Source(Slip):
    """The source of one passage."""

    def __init__(self, document: Document, passage: Passage) -> None:
        super().__init__("", (), id="source")
        self.passage = passage.index
        self.show_source(document, passage)

    def show_source(self, document: Document, passage: Passage) -> None:
        """Show the source of another passage."""
        self.passage = passage.index
        name = passage.place if passage.number else f"§{passage.section}"
        count = len(passage.repairs)
        repairs = f"{count} repair{'' if count == 1 else 's'}" if count else "nothing was repaired"
        self.title = f"{name} as it stands in the file, {_where(document, passage)} · {repairs}"
        lines = _source_lines(document, passage)
        if passage.repairs:
            lines += [[("", "ink")], [("Repairs", "title")]]
            lines += [_repair_line(document, repair) for repair in passage.repairs[:200]]
        if self.is_mounted:
            self.tell(self.title, lines)
        else:
            self._told = lines


def line_of(document: Document, offset: int) -> int:
    """The number of the line in the file that holds a source offset."""
    return document.source.count("\n", 0, offset) + 1


def _where(document: Document, passage: Passage) -> str:
    lines = [(line_of(document, a), line_of(document, max(a, b - 1))) for a, b in passage.spans[:6]]
    told = ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in lines)
    return f"line{'s' if len(lines) > 1 or (lines and lines[0][0] != lines[0][1]) else ''} {told}"


def _source_lines(document: Document, passage: Passage) -> list[list[Told]]:
    """The spans, what did not come into the text set apart, and a sign between spans for what lies there."""
    kept = [(run.source, run.source + run.source_length) for run in passage.runs if run.source_length]
    lines: list[list[Told]] = [[]]
    left = _LONGEST
    for number, (start, end) in enumerate(passage.spans):
        if number:
            between = passage.spans[number - 1][1], start
            length = len(document.source[between[0] : between[1]].strip())
            if length:
                lines += [[(f"⋯ {length:,} characters of other text stand here ⋯", "gap")], []]
        end = min(end, start + left)
        left -= end - start
        for a, b, style in _kept_and_not(start, end, kept):
            _add(lines, document.source[a:b], style)
        if left <= 0:
            lines.append([("⋯ the rest is not shown ⋯", "gap")])
            break
    return lines


def _kept_and_not(start: int, end: int, kept: list[Span]) -> list[tuple[int, int, str]]:
    parts: list[tuple[int, int, str]] = []
    at = start
    for a, b in kept:
        a, b = max(a, start), min(b, end)
        if a >= b:
            continue
        if a > at:
            parts.append((at, a, "repair"))
        parts.append((a, b, "ink"))
        at = b
    if at < end:
        parts.append((at, end, "repair"))
    return parts


def _add(lines: list[list[Told]], text: str, style: str) -> None:
    for number, piece in enumerate(text.replace("\r\n", "\n").split("\n")):
        if number:
            lines[-1].append(("⏎", "faint"))
            lines.append([])
        if piece:
            lines[-1].append((safe(piece), style))


def _repair_line(document: Document, repair: Repair) -> list[Told]:
    before, after = _quoted(repair.before), _quoted(repair.after)
    line: list[Told] = [
        (f"line {line_of(document, repair.at)}: ", "number"),
        (_KINDS.get(repair.kind, repair.kind), "ink"),
    ]
    if before or after:
        line += [("  ", "ink"), (before or "nothing", "repair"), (" → ", "quiet"), (after or "nothing", "ink")]
    return line


def _quoted(text: str) -> str:
    if not text:
        return ""
    cut = text if len(text) <= 80 else text[:50] + " … " + text[-25:]
    shown = "".join("⏎" if c == "\n" else placeholder(c) if c == "\r" else c for c in cut)
    return f"“{safe(shown)}”"
