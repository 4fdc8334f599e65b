"""Under which names a concept goes, and where the wording changes."""

from collections import Counter
from typing import NamedTuple

from tui.concepts.analysis import Analysis
from tui.concepts.collocates import log_likelihood

CERTAIN, LIKELY = 10.83, 3.84
"""G² with p < 0.001 and p < 0.05."""


class Naming(NamedTuple):
    """A name that occurs: how often, its share of all, and its count in each part."""

    alias: str
    total: int
    share: float
    parts: tuple[int, ...]


class Shift(NamedTuple):
    """A name that gives way to another from a part on, with the counts of both before and from there on."""

    earlier: str
    later: str
    part: int
    before: tuple[int, int]
    after: tuple[int, int]


def namings(analysis: Analysis, concept: str) -> list[Naming]:
    """The names of a concept that occur, the most frequent first."""
    parts: dict[str, list[int]] = {}
    totals: Counter[str] = Counter()
    spots = analysis.spots.get(concept, [])
    for spot, alias in zip(spots, analysis.aliases.get(concept, []), strict=True):
        totals[alias] += 1
        counts = parts.setdefault(alias, [0] * len(analysis.parts))
        part = analysis.part_of[spot.passage]
        if part >= 0:
            counts[part] += 1
    whole = totals.total() or 1
    return [Naming(alias, count, count / whole, tuple(parts[alias])) for alias, count in totals.most_common()]


def shifts(names: list[Naming], least: float = CERTAIN) -> list[Shift]:
    """Where one name gives way to another, if the counts leave no doubt.

    Of two names, the part is sought from which on the other prevails, so that before and after differ most by
    log-likelihood; it is told only where each prevails on its side and G² passes `least`. The part is chosen among
    several, so that a `LIKELY` change is no more than worth a look.
    """
    found: list[tuple[float, Shift]] = []
    for number, one in enumerate(names[:6]):
        for two in names[number + 1 : 6]:
            best = max(
                (_split(a, b, at) for a, b in ((one, two), (two, one)) for at in range(1, len(a.parts))), default=None
            )
            if best is not None and best[0] > least:
                found.append(best)
    found.sort(key=lambda pair: -pair[0])
    return [shift for _, shift in found]


def statement(shift: Shift, number: str) -> str:
    """A change of wording, for a person.

    Args:
        shift: which.
        number: of the section from which on the later name prevails.
    """
    before, after = (" to ".join(map(str, counts)) for counts in (shift.before, shift.after))
    change = f"“{shift.later}” replaces “{shift.earlier}”"
    return f"from §{number} on {change}: {before} before it, {after} from there"


def _split(one: Naming, two: Naming, at: int) -> tuple[float, Shift]:
    before = (sum(one.parts[:at]), sum(two.parts[:at]))
    after = (sum(one.parts[at:]), sum(two.parts[at:]))
    prevails = before[0] > before[1] and after[1] > after[0]
    measure = log_likelihood(before[0], before[1], after[0], after[1]) if prevails else 0.0
    return measure, Shift(one.alias, two.alias, at, before, after)
