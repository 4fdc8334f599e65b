"""How each stretch of a block's text is set: emphasis, note marks, mentions by kind, what was looked for."""

from itertools import pairwise
from typing import NamedTuple

from rich.style import Style

from tui.app.session import Session
from tui.app.themes import Palette
from tui.app.widgets.blocks import Kind
from tui.app.widgets.layout import Laid
from tui.app.widgets.lines import Piece
from tui.documents.model import Passage, Role

_INLINE = {"em": "em", "strong": "strong", "code": "code", "link": "link"}


class Stretch(NamedTuple):
    """A part of what is shown, and the name of its style."""

    start: int
    end: int
    style: str


def stretches(session: Session, laid: Laid, *, mentions: bool) -> list[Stretch]:
    """All that is set apart in a block, in layers: what comes later lies above.

    Args:
        session: whose mentions and trail are lit.
        laid: the block.
        mentions: whether mentions are marked by kind.
    """
    block, shown = laid.block, laid.shown
    if block.kind in (Kind.GAP, Kind.FOLDED):
        return []
    passage = session.document.passages[block.passage]
    found: list[Stretch] = []

    def add(start: int, end: int, style: str) -> None:
        if end > block.start and start < block.end:
            found.append(Stretch(shown.to_shown(start), shown.to_shown(end), style))

    for style in passage.styles:
        add(style.start, style.end, _INLINE.get(style.kind, "em"))
    if mentions and session.linked:
        concepts = session.reading.catalogue.concepts
        for mention in session.mentions.get(block.passage, ()):
            add(mention.start, mention.end, kind_style(concepts[mention.concept].kind))
        for reference in session.references.get(block.passage, ()):
            add(reference.start, reference.end, "reference")
    if session.chosen:
        for reference in session.references.get(block.passage, ()):
            if reference.concept == session.chosen:
                add(reference.start, reference.end, "chosen")
        for mention in session.mentions.get(block.passage, ()):
            if mention.concept == session.chosen:
                add(mention.start, mention.end, "chosen")
    here = session.trail.here
    for match in session.trail.within(block.passage):
        for start, end in match.spans:
            if match is here or not session.chosen:
                add(start, end, "here" if match is here else "lit")
    found += (Stretch(start, end, "mark") for start, end in shown.marks)
    return found


def kind_style(kind: str) -> str:
    """The style of a kind of concept."""
    return kind if kind in ("organization", "principle") else "other"


def ground_style(passage: Passage, kind: Kind) -> str:
    """The style of a passage's own text."""
    if kind is Kind.GAP:
        return "gap"
    if kind is Kind.FOLDED or passage.role is Role.DOUBTFUL:
        return "doubtful"
    if kind is Kind.INSET:
        return "note"
    if passage.role is Role.HEADING:
        return "heading"
    return "code" if passage.form == "code" else "ink"


def set_row(text: str, start: int, end: int, ground: str, layers: list[Stretch], palette: Palette) -> list[Piece]:
    """The pieces of a row `text[start:end]`."""
    base = palette[ground]
    above = [layer for layer in layers if layer.start < end and layer.end > start]
    if not above:
        return [(text[start:end], base)]
    cuts = sorted({start, end, *(max(start, x.start) for x in above), *(min(end, x.end) for x in above)})
    pieces: list[Piece] = []
    for a, b in pairwise(cuts):
        style: Style = base
        for layer in above:
            if layer.start <= a and layer.end >= b:
                style = style + palette[layer.style]
        pieces.append((text[a:b], style))
    return pieces
