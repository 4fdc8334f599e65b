"""The pictures of a report, as pieces of SVG: dispersion strips, the heat map, who meets whom."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from wcwidth import wcswidth, wcwidth

from tui.commands.reports.markup import mark, marked
from tui.concepts.analysis import Analysis, Spot
from tui.concepts.cooccurrence import Pair
from tui.concepts.model import Concept
from tui.concepts.profile import Profile

WIDTH = 960
"""of every drawing, in pixels"""
_LABEL, _COUNT, _FIGURE = 250, 40, 110
_ROW = 20
_CELL, _COLUMNS = 34, 20
_SQUARE, _ACROSS, _DOWN, _SLANT = 34, 18, 40, 150
_PART_COLUMNS = 60


class Drawing(NamedTuple):
    """A piece of SVG, and how high it is in pixels."""

    svg: str
    height: int


def text(x: float, y: float, content: str, style: str = "ink", anchor: str = "start", more: str = "") -> str:
    """A line of text; `content` is plain."""
    at = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x:g}" y="{y:g}" class="{style}"{at}{more}>{marked(content)}</text>'


def clipped(content: str, cells: int) -> str:
    """The content in at most `cells` cells, with an ellipsis where it was cut."""
    if 0 <= wcswidth(content) <= cells:
        return content
    taken, kept = 0, ""
    for character in content:
        taken += max(0, wcwidth(character))
        if taken >= cells:
            return kept + "…"
        kept += character
    return kept


def lines(content: str, cells: int) -> list[str]:
    """The content in lines of at most `cells` cells, three at most."""
    from textwrap import wrap

    narrow = max(8, cells // 2) if wcswidth(content) > len(content) else cells
    return wrap(" ".join(content.split()), narrow, max_lines=3, placeholder=" …")


def _label(x: float, y: float, width: float, content: str, style: str = "ink") -> str:
    """A label that cannot leave its box, whole in its tooltip."""
    short = clipped(content, int(width / 6.8))
    return (
        f'<svg x="{x:g}" y="{y - 14:g}" width="{width:g}" height="{_ROW}"><title>{marked(content)}</title>'
        f"{text(0, 14, short, style)}</svg>"
    )


def strips(analysis: Analysis, profiles: Sequence[Profile], *, names: bool = False) -> Drawing:
    """A strip for each concept: a stroke where it is named, upward in the body, downward in a note.

    Args:
        analysis: the documents.
        profiles: concepts, in the order drawn.
        names: below each, a strip for each of its names, where it has several.
    """
    room = WIDTH - _LABEL - _COUNT - _FIGURE
    rows: list[str] = []
    y = 34
    for profile in profiles:
        figure = f"{profile.whole.dp:.2f} ({profile.whole.norm:.2f})"
        label = f"{mark(profile.concept.kind)} {profile.concept.label}"
        rows.append(_strip(analysis, label, profile.spots, y, room, figure))
        y += _ROW
        if names and len(profile.names) > 1:
            aliased = list(zip(profile.spots, analysis.aliases[profile.concept.id], strict=True))
            for name in profile.names:
                own = [spot for spot, alias in aliased if alias == name.alias]
                rows.append(_strip(analysis, name.alias, own, y, room, f"{name.share:.0%}", 22))
                y += _ROW
    figures = text(WIDTH, 12, "DP (DPnorm)" + (", share" if names else ""), "quiet small", "end")
    return Drawing(_ruler(analysis, room, y - 12) + figures + "".join(rows), y)


def _strip(
    analysis: Analysis, label: str, spots: Iterable[Spot], y: int, room: int, figure: str, indent: int = 0
) -> str:
    left = _LABEL + _COUNT
    counted = analysis.counted_set
    ups: dict[float, None] = {}
    downs: dict[float, None] = {}
    total = 0
    for spot in spots:
        total += 1
        if spot.passage in counted:
            x = round(left + analysis.share(spot) * room, 1)
            (downs if analysis.in_note(spot) else ups)[x] = None
    base = y - 3
    strokes = "".join(f"M{x:g} {base}v-10" for x in ups) + "".join(f"M{x:g} {base}v5" for x in downs)
    return (
        _label(indent, y, _LABEL - indent, label, "quiet" if indent else "ink")
        + text(left - 8, y, str(total), "quiet", "end")
        + f'<path class="rule" d="M{left} {base}h{room}"/><path class="tick" d="{strokes}"/>'
        + text(WIDTH, y, figure, "quiet" if indent else "ink", "end")
    )


def _ruler(analysis: Analysis, room: int, bottom: int) -> str:
    """The sections' numbers where they begin, a line down from each; documents parted by dashes."""
    left = _LABEL + _COUNT
    pieces: list[str] = []
    free = 0.0
    document = -1
    for part, share in analysis.starts():
        x = left + share * room
        number = clipped(f"§{part.number}", 10)
        begins = part.document != document and len(analysis.documents) > 1
        if begins:
            pieces.append(text(x + 2, 10, f"[{part.document + 1}]", "ink small"))
        document = part.document
        if x >= free or begins:
            pieces.append(f'<path class="{"bound" if begins else "rule"}" d="M{x:.1f} 12V{bottom}"/>')
        if x >= free and x + 6 * len(number) <= WIDTH - _FIGURE + 20:
            pieces.append(text(x + 2, 20, number, "quiet small"))
            free = x + 6 * len(number) + 4
    return "".join(pieces)


class Column(NamedTuple):
    """A column of the heat map: a part, or a whole document, by the numbers of its parts."""

    document: int
    name: str
    parts: tuple[int, ...]
    begins: bool
    """a document begins with it, among several"""


def columns(analysis: Analysis) -> list[Column]:
    """The sections, or the documents where there are too many sections to be told apart."""
    parts = list(enumerate(analysis.parts))
    several = len(analysis.documents) > 1
    if several and len(parts) > _PART_COLUMNS:
        grouped = groupby(parts, key=lambda one: one[1].document)
        return [Column(number, f"[{number + 1}]", tuple(at for at, _ in group), False) for number, group in grouped]
    firsts = {at for at, part in parts if not at or part.document != analysis.parts[at - 1].document}
    return [Column(part.document, f"§{part.number}", (at,), several and at in firsts) for at, part in parts]


def heat_map(analysis: Analysis, profiles: Sequence[Profile]) -> Drawing:
    """Concepts by sections: the number of mentions, on a ground the darker the more."""
    every = columns(analysis)
    rows = [(one, [sum(one.counts[at] for at in column.parts) for column in every]) for one in profiles]
    most = max((count for _, counts in rows for count in counts), default=0) or 1
    pieces: list[str] = []
    y = 26
    for first in range(0, len(every), _COLUMNS):
        shown = every[first : first + _COLUMNS]
        for at, column in enumerate(shown):
            if column.begins or (not at and any(one.begins for one in every)):
                pieces.append(text(_LABEL + at * _CELL + 2, y - 12, f"[{column.document + 1}]", "ink small"))
            pieces.append(_label(_LABEL + at * _CELL + 2, y, _CELL, column.name, "quiet small"))
        y += _ROW
        for profile, counts in rows:
            pieces.append(_label(0, y, _LABEL - 6, f"{mark(profile.concept.kind)} {profile.concept.label}"))
            cells = counts[first : first + _COLUMNS]
            pieces += (_cell(_LABEL + at * _CELL, y, _CELL, count, count / most) for at, count in enumerate(cells))
            y += _ROW
        y += _ROW
    return Drawing("".join(pieces), y - _ROW)


def _cell(x: float, y: float, width: float, count: int, share: float) -> str:
    """A number on its ground; nothing but a point where it is none."""
    if not count:
        return text(x + width / 2, y, "·", "quiet", "middle")
    ground = (
        f'<rect class="heat" x="{x + 1:g}" y="{y - 14:g}" width="{width - 2:g}" height="{_ROW - 2}" '
        f'fill-opacity="{0.04 + 0.3 * share**0.5:.2f}"/>'
    )
    return ground + text(x + width / 2, y, str(count), "ink", "middle")


def meeting_kinds(analysis: Analysis, pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs of an organization and a principle; all pairs where the catalogue knows no such two kinds."""
    concepts = analysis.catalogue.concepts
    crossed = [
        pair
        for pair in pairs
        if {concepts[pair.first].kind, concepts[pair.meeting.concept].kind} == {"organization", "principle"}
    ]
    return crossed or list(pairs)


def crossing(analysis: Analysis, pairs: Sequence[Pair]) -> Drawing:
    """Who meets whom: passages that two concepts share, on a ground the darker the closer they meet."""
    concepts = analysis.catalogue.concepts
    crossed = meeting_kinds(analysis, pairs)
    down = list(dict.fromkeys(pair.first for pair in crossed))[:_DOWN]
    across = list(dict.fromkeys(pair.meeting.concept for pair in crossed if pair.first in down))[:_ACROSS]
    table = {(pair.first, pair.meeting.concept): pair.meeting for pair in crossed}
    heaviest = max((one.weight for one in table.values()), default=0.0) or 1.0
    pieces = list(_slanted([concepts[one] for one in across]))
    y = _SLANT + 16
    for first in down:
        pieces.append(_label(0, y, _LABEL - 6, f"{mark(concepts[first].kind)} {concepts[first].label}"))
        for at, second in enumerate(across):
            met = table.get((first, second))
            count, share = (met.passage, met.weight / heaviest) if met else (0, 0.0)
            pieces.append(_cell(_LABEL + at * _SQUARE, y, _SQUARE, count, share))
        y += _ROW
    return Drawing("".join(pieces), y)


def _slanted(heads: Iterable[Concept]) -> Iterator[str]:
    """Labels that rise to the right, one above each column."""
    for at, concept in enumerate(heads):
        x, y = _LABEL + at * _SQUARE + _SQUARE / 2, _SLANT - 4
        label = f"{mark(concept.kind)} {concept.label}"
        turned = f' transform="rotate(-50 {x:g} {y:g})"'
        yield f"<g><title>{marked(label)}</title>{text(x, y, clipped(label, 27), 'ink', more=turned)}</g>"
