"""What the search panel lists besides hits: what narrows them down, and earlier searches."""

from collections.abc import Sequence
from typing import NamedTuple

from tui.app.finding import Facet
from tui.app.themes import Palette
from tui.app.widgets.lines import Piece, fit
from tui.app.widgets.wrap import cells, clip
from tui.library.searches import Searched
from tui.text.placeholders import safe

_COUNT = 6


class FacetRow(NamedTuple):
    """A heading, a facet that narrows, or a field that is taken away again."""

    heading: str = ""
    facet: Facet | None = None
    field: str = ""


def facet_rows(facets: Sequence[Facet], narrowed: Sequence[str], typed: str) -> list[FacetRow]:
    """What narrows a search by now, to be taken away; then, by kind, what narrows it further.

    Args:
        facets: as counted.
        narrowed: the fields chosen before.
        typed: words of which every one must stand in a line.
    """
    words = typed.casefold().split()
    rows = [FacetRow(field=field) for field in narrowed if _holds(field, words)]
    rows = [FacetRow("Narrowed to"), *rows] if rows else []
    for kind in dict.fromkeys(facet.kind for facet in facets):
        own = [one for one in facets if one.kind == kind and _holds(f"{one.label} {' '.join(one.fields)}", words)]
        if own:
            rows += [FacetRow(kind), *(FacetRow(facet=one) for one in own)]
    return rows


def _holds(text: str, words: Sequence[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)


def draw_facet(row: FacetRow, width: int, palette: Palette) -> list[Piece]:
    """A row of the list of facets."""
    if row.heading:
        return [(f" {row.heading}", palette["title"])]
    if row.facet is None:
        return [("     × ", palette["number"]), (safe(row.field), palette["entry"])]
    fields = safe(" ".join(row.facet.fields))
    count = f"{row.facet.hits:>{_COUNT},} "
    room = max(1, width - len(count) - 1)
    said = min(cells(fields), room // 3)
    label = fit(safe(row.facet.label), max(1, room - said - 2))
    return [(count, palette["number"]), (label, palette["ink"]), (f"  {clip(fields, said)}", palette["quiet"])]


def draw_earlier(one: Searched, palette: Palette) -> list[Piece]:
    """A row of the list of earlier searches; those that are kept have a star."""
    return [(" ★ " if one.kept else "   ", palette["current"]), (safe(one.text), palette["ink"])]
