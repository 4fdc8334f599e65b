"""How evenly a concept is spread over a text."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate
from typing import NamedTuple

from tui.concepts.analysis import Analysis, Spot
from tui.documents.model import Role

COUNTED = (Role.BODY, Role.HEADING, Role.NOTE)
BODY = (Role.BODY, Role.HEADING)
NOTES = (Role.NOTE,)

STRETCHES = 10
"""Equal parts by words that a text without sections is counted by."""


class Dispersion(NamedTuple):
    """How far mentions are from being spread as the text is.

    Attributes:
        dp: 0 where each part has its share of the mentions, towards 1 where one small part has them all.
        norm: `dp` by the most it could be with these parts.
        parts: how many parts were counted.
        unit: what the parts are: "sections", "documents", or, where there are no two, "stretches" of equal length.
    """

    dp: float
    norm: float
    parts: int
    unit: str = "sections"


def deviation(counts: Sequence[int], sizes: Sequence[int]) -> Dispersion:
    """Gries' deviation of proportions.

    With v the share of the occurrences and s the share of the words in each part, DP = ½ Σ |v − s| (S. Th. Gries,
    "Dispersions and adjusted frequencies in corpora", International Journal of Corpus Linguistics 13, 2008);
    normalised by 1 − min s (J. Lijffijt and S. Th. Gries, ibid. 17, 2012).

    Args:
        counts: occurrences in each part.
        sizes: words in each part; parts without a word are left out.
    """
    kept = [(count, size) for count, size in zip(counts, sizes, strict=True) if size > 0]
    total, whole = sum(count for count, _ in kept), sum(size for _, size in kept)
    if not total or len(kept) < 2:
        return Dispersion(0.0, 0.0, len(kept))
    dp = sum(abs(count / total - size / whole) for count, size in kept) / 2
    most = 1 - min(size for _, size in kept) / whole
    return Dispersion(dp, min(1.0, dp / most), len(kept))


def dispersion(analysis: Analysis, spots: Sequence[Spot], roles: Collection[Role] = COUNTED) -> Dispersion:
    """The dispersion of some places over the parts of the text.

    Args:
        analysis: the documents.
        spots: mentions of a concept, or hits. What stands in furniture or doubtful text does not count.
        roles: which passages count: all, `BODY` or `NOTES`; parts are measured by the words of these alone.

    Returns:
        Over the sections; over ten stretches of equal length where fewer than two sections have a word.
    """
    kept = [spot for spot in spots if analysis.passages[spot.passage].role in roles]
    sizes = [0] * len(analysis.parts)
    for role in roles:
        sizes = [size + more for size, more in zip(sizes, analysis.sizes[role], strict=True)]
    if sum(1 for size in sizes if size) < 2:
        return _over_stretches(analysis, kept, roles)
    counts = [0] * len(sizes)
    for spot in kept:
        if (part := analysis.part_of[spot.passage]) >= 0:
            counts[part] += 1
    found = deviation(counts, sizes)
    return found._replace(unit="documents") if analysis.by_document else found


def _over_stretches(analysis: Analysis, spots: Sequence[Spot], roles: Collection[Role]) -> Dispersion:
    """The dispersion over equal stretches of the text, each word in one of them."""
    numbers = [number for number in analysis.counted if analysis.passages[number].role in roles]
    lengths = [analysis.lengths[number] for number in numbers]
    firsts = dict(zip(numbers, accumulate(lengths, initial=0), strict=False))
    whole = sum(lengths)
    stretches = min(STRETCHES, whole)
    if stretches < 2:
        return Dispersion(0.0, 0.0, stretches, "stretches")
    ends = [whole * (at + 1) // stretches for at in range(stretches)]
    counts = [0] * stretches
    for spot in spots:
        before = bisect_left(analysis.words(spot.passage).starts, spot.start)
        counts[min(stretches - 1, bisect_right(ends, firsts[spot.passage] + before))] += 1
    sizes = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    return deviation(counts, sizes)._replace(unit="stretches")
