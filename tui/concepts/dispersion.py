"""How evenly a concept is spread over a text."""

from collections import Counter
from typing import NamedTuple

from tui.concepts.analysis import Analysis, Spot


class Dispersion(NamedTuple):
    """How far mentions are from being spread as the text is.

    Attributes:
        dp: 0 where each part has its share of the mentions, towards 1 where one small part has them all.
        norm: `dp` by the most it could be with these parts.
        parts: how many parts were counted.
    """

    dp: float
    norm: float
    parts: int


def deviation(counts: list[int], sizes: list[int]) -> Dispersion:
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


def dispersion(analysis: Analysis, spots: list[Spot]) -> Dispersion:
    """The dispersion of some places over the parts of the text."""
    counts = Counter(analysis.part_of[spot.passage] for spot in spots)
    parts = analysis.parts
    return deviation([counts[at] for at in range(len(parts))], [part.words for part in parts])
