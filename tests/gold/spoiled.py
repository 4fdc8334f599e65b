"""Spoiled texts: how much of them is put together again, on texts the reader was tuned on and on others."""

from collections.abc import Iterator
from functools import cache

from tests.gold import clean
from tests.gold.reading import Counts, counted, read
from tests.gold.row import Row
from tests.gold.spoiling import Spoiled, spoil

_SEEDS = range(8)
_OTHERS = range(1000, 1006)
"""Seeds that nothing was tuned on."""


def tuned() -> Iterator[Spoiled]:
    return (spoil(text, seed) for text in clean.texts() for seed in _SEEDS)


def held_out() -> Iterator[Spoiled]:
    """Other texts, and the written ones with other seeds."""
    texts = [*clean.texts(held_out=True), *(clean.written(name) for name in clean.WRITTEN)]
    return (spoil(text, seed) for text in texts for seed in _OTHERS)


@cache
def counts(others: bool) -> Counts:
    total = Counts()
    for spoiled in held_out() if others else tuned():
        total.add(counted(spoiled, read(spoiled.text)))
    return total


def rows() -> Iterator[Row]:
    """Roles, joins, levels, ties and gaps; what was held out is reported beside, without a floor."""
    got, others = counts(False), counts(True)
    absent = f"; without {', '.join(clean.absent())}, not installed" if clean.absent() else ""
    blocks = sum(got.roles.values())
    yield Row("spoiled: role of a block, F1 over all", got.blocks, 0.95, more=f"{blocks} blocks{absent}")
    yield Row("spoiled: role of a block, mean of F1 by role", got.macro, 0.95)
    yield Row("spoiled: joins, precision", got.precision, 0.98, more=f"{got.joins['right']} of {got.joins['found']}")
    yield Row("spoiled: joins, recall", got.recall, 0.93, more=f"{got.joins['right']} of {got.joins['true']}")
    yield Row("spoiled: levels of headings", got.level, 0.95, more=f"{got.levels['right']} of {got.levels['true']}")
    yield Row("spoiled: notes tied to their call", _share(got.ties), 0.95, more=f"{got.ties['true']} notes")
    yield Row("spoiled: lost sections told", _share(got.gaps), 0.95, more=_gaps(got))
    yield Row("held out: role of a block, mean of F1 by role", others.macro)
    yield Row("held out: joins, precision", others.precision)
    yield Row("held out: joins, recall", others.recall, more=f"{others.joins['true']} joins")
    yield Row("held out: levels of headings", others.level, more=f"{others.levels['true']} headings")
    yield Row("held out: notes tied to their call", _share(others.ties), more=f"{others.ties['true']} notes")
    yield Row("held out: lost sections told", _share(others.gaps), more=_gaps(others))


def _share(count: "dict[str, int] | object") -> float:
    return count["right"] / max(1, count["true"])  # type: ignore[index]


def _gaps(got: Counts) -> str:
    return f"{got.gaps['true']} lost, {got.gaps['found']} told"
