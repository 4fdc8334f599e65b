"""Two concepts side by side: what the text says of each, and where it names both."""

from typing import NamedTuple

from tui.concepts.analysis import Analysis, Part, Spot


class Said(NamedTuple):
    """A sentence, and the first mention in it."""

    sentence: Spot
    mention: Spot


class Compared(NamedTuple):
    """The sentences of one part of the text: those on the first concept, on the second, on both."""

    part: Part | None
    first: tuple[Said, ...]
    second: tuple[Said, ...]
    both: tuple[Said, ...]


def compare(analysis: Analysis, first: str, second: str) -> list[Compared]:
    """The sentences that name either of two concepts, part by part, each in one list only."""
    gathered: dict[int, tuple[list[Said], list[Said], list[Said]]] = {}
    sentences: dict[Spot, dict[str, Spot]] = {}
    for concept in (first, second):
        for spot in analysis.spots.get(concept, ()):
            spans = analysis.sentences(spot.passage)
            start, end = spans[analysis.sentence_of(spot)] if spans else (spot.start, spot.end)
            sentences.setdefault(Spot(spot.passage, start, end), {}).setdefault(concept, spot)
    for sentence in sorted(sentences):
        named = sentences[sentence]
        lists = gathered.setdefault(analysis.part_of[sentence.passage], ([], [], []))
        said = Said(sentence, min(named.values()))
        lists[2 if len(named) > 1 else 0 if first in named else 1].append(said)
    return [
        Compared(analysis.parts[part] if part >= 0 else None, tuple(one), tuple(two), tuple(both))
        for part, (one, two, both) in sorted(gathered.items())
    ]
