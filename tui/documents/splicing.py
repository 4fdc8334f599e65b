"""A passage's text changed where a repair is taken back: something is set into it, or it is cut in two."""

from collections.abc import Iterable
from dataclasses import replace

from tui.documents.blocks import Rendered
from tui.documents.model import NoteMark, Passage, Style
from tui.text.spans import Run, SourceMap, Span


def spliced(passage: Passage, start: int, end: int, piece: Rendered) -> Passage:
    """The passage with `text[start:end]` replaced; its emphasis and its notes stay with their words.

    Args:
        passage: any.
        start, end: offsets of its text.
        piece: what comes in their place, with runs that lie in the source where the gap they fill does.
    """
    behind = start + len(piece.text)
    runs = (
        *_part(passage.runs, 0, start, 0),
        *(run._replace(text=run.text + start) for run in piece.runs),
        *_part(passage.runs, end, len(passage.text), behind),
    )
    grown = len(piece.text) - (end - start)

    def moved(offset: int, *, opens: bool) -> int:
        if offset >= end and (opens or offset > start):
            return offset + grown
        return min(offset, start)

    return replace(
        passage,
        text=passage.text[:start] + piece.text + passage.text[end:],
        runs=runs,
        styles=tuple(Style(moved(s.start, opens=True), moved(s.end, opens=False), s.kind) for s in passage.styles),
        notes=tuple(note._replace(at=moved(note.at, opens=False)) for note in passage.notes),
    )


def divided(passage: Passage, seam: int) -> tuple[Passage, Passage]:
    """The passage as two, cut between two of its spans; what joined them is gone.

    Repairs are shared out by their place; those that lie between the two (cuts, the join itself) go with neither.

    Args:
        passage: one with several spans.
        seam: how many of its spans the first part has.
    """
    heads, tails = passage.spans[:seam], passage.spans[seam:]
    stop, begin = edges(passage, seam)
    text = passage.text
    stop, begin = len(text[:stop].rstrip()), len(text) - len(text[begin:].lstrip())
    first = replace(
        passage,
        text=text[:stop],
        spans=heads,
        runs=_part(passage.runs, 0, stop, 0),
        repairs=tuple(one for one in passage.repairs if one.at < heads[-1][1] or _at_end(one.kind, one.at, heads)),
        styles=_styles(passage.styles, 0, stop),
        notes=tuple(note for note in passage.notes if note.at <= stop),
    )
    second = replace(
        passage,
        text=text[begin:],
        spans=tails,
        runs=_part(passage.runs, begin, len(text), 0),
        repairs=tuple(one for one in passage.repairs if one.at >= tails[0][0]),
        styles=_styles(passage.styles, begin, len(text)),
        notes=tuple(NoteMark(note.at - begin, *note[1:]) for note in passage.notes if note.at > stop),
        marker="",
    )
    return first, second


def edges(passage: Passage, seam: int) -> Span:
    """Where in the text the spans before a seam end, and where those behind it begin."""
    stop = passage.spans[seam - 1][1]
    ends = (run.text + run.text_length for run in passage.runs if run.source_length and run.source < stop)
    begin = SourceMap(passage.runs).text(passage.spans[seam][0])
    return min(begin, max(ends, default=0)), begin


def joined(parts: Iterable[tuple[str, Rendered, int]]) -> Rendered:
    """Texts one behind the other.

    Args:
        parts: what stands before each, its text with its runs, and the source offset of what stands before it.
    """
    out: list[str] = []
    runs: list[Run] = []
    length = 0
    for glue, piece, at in parts:
        if glue:
            out.append(glue)
            runs.append(Run(length, at, len(glue), 0))
            length += len(glue)
        out.append(piece.text)
        runs += (run._replace(text=run.text + length) for run in piece.runs)
        length += len(piece.text)
    return Rendered("".join(out), tuple(runs))


def _at_end(kind: str, at: int, spans: tuple[Span, ...]) -> bool:
    """Whether a repair that stands right behind a part is one of that part: nothing else is than a gap."""
    return kind == "gap" and at == spans[-1][1]


def _part(runs: Iterable[Run], start: int, end: int, at: int) -> tuple[Run, ...]:
    """The runs of `text[start:end]`, for a text that begins at `at`."""
    found: list[Run] = []
    for run in runs:
        a, b = max(run.text, start), min(run.text + run.text_length, end)
        if a >= b:
            continue
        same = run.text_length == run.source_length
        source, length = (run.source + a - run.text, b - a) if same else (run.source, run.source_length)
        found.append(Run(a - start + at, source, b - a, length))
    return tuple(found)


def _styles(styles: Iterable[Style], start: int, end: int) -> tuple[Style, ...]:
    cut = (Style(max(a, start) - start, min(b, end) - start, kind) for a, b, kind in styles)
    return tuple(style for style in cut if style.start < style.end)
