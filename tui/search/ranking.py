"""The order of hits: rare words first, whole words before typos, near words before far ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tui.documents.model import Document, Role
from tui.search.model import Hit, Query
from tui.text.spans import Span


@dataclass(frozen=True, slots=True)
class Match:
    """Where a part of a query stands in a passage, how well (0 to 1.2), and why."""

    quality: float
    spans: list[Span]
    why: str

    def joined(self, spans: list[Span]) -> "Match":
        """With further spans of a less likely word."""
        known = set(self.spans)
        return Match(self.quality, [*self.spans, *(span for span in spans if span not in known)], self.why)


class Candidate(NamedTuple):
    """A passage and what of the query stands in it."""

    passage: int
    matches: list[Match]


def rank(
    document: Document,
    candidates: Iterable[Candidate],
    weights: Sequence[float],
    query: Query,
    tables: Sequence[dict[int, Match]],
    limit: int,
    most: int,
) -> list[Hit]:
    """Order the candidates and say what matched.

    Each part adds its rarity times how well it matched, damped for long passages and for repetition (BM25: Robertson
    and Walker 1994); parts that stand near each other and in order add to that.

    Args:
        document: the one searched.
        candidates: in any order.
        weights: the rarity of each table.
        query: as parsed.
        tables: for each part of the query, the passages that have it.
        limit: how many hits to give.
        most: how many candidates to look at closely.
    """
    rough: list[tuple[float, Candidate]] = []
    for candidate in candidates:
        length = 1 + len(document.passages[candidate.passage].text) / 600
        score = 0.0
        for weight, table in zip(weights, tables, strict=True):
            match = table.get(candidate.passage)
            if match:
                often = len(match.spans)
                score += weight * match.quality * often * 2.2 / (often + 0.9 + 0.3 * length)
        rough.append((score, candidate))
    rough.sort(key=lambda pair: (-pair[0], pair[1].passage))
    hits = []
    for score, candidate in rough[:most]:
        hit = _hit(document, score, candidate, query)
        if hit is not None:
            hits.append(hit)
    hits.sort(key=lambda hit: (-hit.score, hit.passage))
    return hits[:limit]


def _hit(document: Document, score: float, candidate: Candidate, query: Query) -> Hit | None:
    passage = document.passages[candidate.passage]
    groups = [match.spans for match in candidate.matches]
    if query.same_sentence:
        groups = _in_one_sentence(passage.text, groups)
        if not groups and candidate.matches:
            return None
    if len(groups) > 1:
        score *= 1 + 0.8 * _nearness(groups)
    if passage.role is Role.HEADING:
        score *= 1.15
    elif passage.role is Role.NOTE:
        score *= 0.8
    why = tuple(match.why for match in candidate.matches if match.why)
    return Hit(candidate.passage, round(score, 4), merged(span for group in groups for span in group), why)


def _in_one_sentence(text: str, groups: list[list[Span]]) -> list[list[Span]]:
    """The spans that stand in sentences that have one of each group; nothing when there is no such sentence."""
    from tui.text.sentences import sentences

    kept: list[list[Span]] = [[] for _ in groups]
    for start, end in sentences(text):
        inside = [[span for span in group if start <= span[0] and span[1] <= end] for group in groups]
        if all(inside):
            for whole, part in zip(kept, inside, strict=True):
                whole += part
    return kept if all(kept) and kept else []


def _nearness(groups: list[list[Span]]) -> float:
    """How near the parts stand at their nearest, 0 to 1, with a little more where they stand in the query's order."""
    marks = sorted((span[0], span[1], number) for number, group in enumerate(groups) for span in group[:64])
    last: dict[int, tuple[int, int]] = {}
    best = 0.0
    for start, end, number in marks:
        last[number] = (start, end)
        if len(last) == len(groups):
            first = min(at for at, _ in last.values())
            letters = sum(b - a for a, b in last.values())
            gap = max(0, end - first - letters)
            order = [last[n][0] for n in range(len(groups))]
            best = max(best, (1.0 if order == sorted(order) else 0.85) / (1 + gap / (20.0 * len(groups))))
    return best


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap made one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
