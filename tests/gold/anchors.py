"""Places found again in texts that were changed: 2,000 of them, through ten kinds of change each."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from random import Random
from time import perf_counter
from typing import NamedTuple

from tests.gold.changes import CHANGES, Letter, Text, letters, made
from tests.gold.row import Row
from tui.documents.decoding import Decoded
from tui.documents.model import Document
from tui.documents.reading import read_text
from tui.documents.selectors import Anchors, Orphan, Selector

_TEXTS, _EACH = 10, 200
_SAME = 0.8
"""share that the place found and the true one must have in common"""


class Anchor(NamedTuple):
    """From one letter to another, both of them in: sentence and place in it."""

    first: tuple[int, int]
    last: tuple[int, int]
    inside: frozenset[int]
    """its sentences"""


class Figures(NamedTuple):
    """What came of looking, by kind of change: right, orphan, wrong, gone, risen (gone, yet found elsewhere)."""

    counts: dict[str, Counter[str]]
    keeping: float
    finding: float
    """seconds an anchor"""

    def total(self, outcome: str) -> int:
        return sum(count[outcome] for count in self.counts.values())


def read(characters: list[Letter]) -> Document:
    source = "".join(character for character, _, _ in characters)
    return read_text(source, "k", "text.txt", Decoded(source, "utf-8", ()))


def anchors(text: Text, random: Random) -> Iterator[Anchor]:
    """Sentences, whole paragraphs, and parts of sentences."""
    paragraphs = [p for section in text.sections for p in section]
    for _ in range(_EACH):
        paragraph = random.choice(paragraphs)
        sentence = random.choice(paragraph)
        whole, kind = (len(sentence.text) - 1), random.random()
        if kind < 0.6:
            yield Anchor((sentence.number, 0), (sentence.number, whole), frozenset({sentence.number}))
        elif kind < 0.8:
            end = paragraph[-1]
            inside = frozenset(s.number for s in paragraph)
            yield Anchor((paragraph[0].number, 0), (end.number, len(end.text) - 1), inside)
        else:
            start = random.randint(0, whole - 30)
            last = min(whole, start + random.randint(20, 60))
            yield Anchor((sentence.number, start), (sentence.number, last), frozenset({sentence.number}))


def truth(anchor: Anchor, places: dict[int, list[tuple[int, int]]]) -> tuple[int, int] | None:
    """Where an anchor's letters are, from the first to behind the last; None when no sentence of it remains."""
    found = [
        at
        for number in anchor.inside
        for within, at in places.get(number, ())
        if (number != anchor.first[0] or within >= anchor.first[1])
        and (number != anchor.last[0] or within <= anchor.last[1])
    ]
    return (min(found), max(found) + 1) if found else None


def placed(characters: list[Letter]) -> dict[int, list[tuple[int, int]]]:
    places: dict[int, list[tuple[int, int]]] = {}
    for at, (_, number, within) in enumerate(characters):
        if number >= 0:
            places.setdefault(number, []).append((within, at))
    return places


def outcome(anchor: Anchor, selector: Selector, where: Anchors, places: dict[int, list[tuple[int, int]]]) -> str:
    """right, orphan or wrong of what is there; gone or risen of what was deleted; part of what is partly there."""
    found, true = where.locate(selector), truth(anchor, places)
    if true is None:
        return "gone" if isinstance(found, Orphan) else "risen"
    part = not all(number in places for number in anchor.inside)
    if isinstance(found, Orphan):
        return "part" if part else "orphan"
    start, end = found.spans[0][0], found.spans[-1][1]
    common = min(end, true[1]) - max(start, true[0])
    near = common > 0 if part else common >= _SAME * (max(end, true[1]) - min(start, true[0]))
    return ("part" if part else "right") if near else "wrong"


@cache
def figures() -> Figures:
    """Every anchor through every change."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in CHANGES}
    keeping = finding = 0.0
    for seed in range(_TEXTS):
        text, random = made(seed), Random(seed)
        before = letters(text)
        document, places = read(before), placed(before)
        wanted = list(anchors(text, random))
        began = perf_counter()
        kept = Anchors(document)
        selectors = [kept.select([span]) for anchor in wanted if (span := truth(anchor, places)) is not None]
        keeping += perf_counter() - began
        for name, change in CHANGES.items():
            after = change(text, Random(seed))
            where, now = Anchors(read(after)), placed(after)
            began = perf_counter()
            counts[name].update(outcome(a, s, where, now) for a, s in zip(wanted, selectors, strict=True))
            finding += perf_counter() - began
    every = _TEXTS * _EACH
    return Figures(counts, keeping / every, finding / every / len(CHANGES))


def rows() -> Iterator[Row]:
    """Right, wrong, risen; and the time an anchor takes."""
    got = figures()
    right, orphan, wrong = got.total("right"), got.total("orphan"), got.total("wrong")
    gone, risen, there = got.total("gone"), got.total("risen"), right + orphan + wrong
    time = f"{1000 * got.keeping:.2f} ms to keep, {1000 * got.finding:.2f} ms to find"
    yield Row("anchors: found of those still there", right / there, 0.95, more=f"{right} of {there}; {time}")
    yield Row("anchors: wrong places", wrong / there, 0.001, more=f"at most; {wrong} of {there}")
    yield Row(
        "anchors: deleted, found elsewhere", risen / max(1, gone + risen), 0.0, more=f"at most; of {gone + risen}"
    )
