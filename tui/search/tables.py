"""An engine for the passages of one text: tables of its words, made in a few milliseconds and gone with the program."""

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property

from tui.documents.model import Passage
from tui.search.guesses import shared
from tui.search.model import Candidate, Spot
from tui.search.plan import Clause, Plan, Way
from tui.search.ranking import rarity, saturated
from tui.search.terms import LONGEST, kept, pairs
from tui.search.vocabulary import WordTable


class Tables:
    """Implements `Engine`.

    Args:
        key: of the document.
        passages: of the document, all roles.
    """

    def __init__(self, key: str, passages: Iterable[Passage]) -> None:
        self._key = key
        self._passages = {passage.index: passage for passage in passages}
        self._words: dict[str, dict[int, int]] = {}
        """word, or pair of characters -> passage -> how often it stands there"""
        for passage in self._passages.values():
            self._add(passage)
        self._lengths = {index: 1 + len(passage.text) / 600 for index, passage in self._passages.items()}

    def _add(self, passage: Passage) -> None:
        table, index = self._words, passage.index
        counts = Counter(kept(passage.text).split())
        if characters := pairs(passage.text):
            counts.update(characters.split())
        for word, often in counts.items():
            if len(word) > LONGEST:
                continue
            if word in table:
                table[word][index] = often
            else:
                table[word] = {index: often}

    @property
    def size(self) -> int:
        return len(self._passages)

    @cached_property
    def vocabulary(self) -> WordTable:
        return WordTable({word: len(places) for word, places in self._words.items()})

    def candidates(self, plan: Plan, least: int, limit: int) -> list[Candidate]:
        """The passages that may answer a plan, the likeliest first; see `tui.search.model.Engine`."""
        return list(shared(plan, limit, lambda part, share: self._found(part, least, share)).values())

    def _found(self, plan: Plan, least: int, limit: int) -> dict[int, Candidate]:
        allowed = self._allowed(plan)
        found = [self._scores(clause) for clause in plan.clauses]
        if least >= len(found):
            wanted: AbstractSet[int] = allowed
            for scores in sorted(found, key=len):
                wanted = scores.keys() & wanted
        else:
            counts = Counter(index for scores in found for index in scores.keys() & allowed)
            wanted = {index for index, number in counts.items() if number >= least}
        totals = sorted((-sum(scores.get(index, 0.0) for scores in found), index) for index in wanted)
        return {index: self._candidate(index) for _, index in totals[:limit]}

    def _candidate(self, index: int) -> Candidate:
        passage = self._passages[index]
        return Candidate(Spot(self._key, index), passage.place, passage.role, passage.text)

    def _allowed(self, plan: Plan) -> set[int]:
        if plan.documents is not None and self._key not in plan.documents:
            return set()
        spots = plan.spots()
        among = self._passages if spots is None else [spot.passage for spot in spots if spot.document == self._key]
        return {
            index
            for index in among
            if (passage := self._passages.get(index)) is not None
            and passage.role in plan.roles
            and (not plan.sections or _within(passage.section, plan.sections))
        }

    def _scores(self, clause: Clause) -> Mapping[int, float]:
        """For each passage that may have a clause, what it is roughly worth there."""
        weight, best = rarity(clause.passages, self.size), dict[int, float]()
        for way in clause.ways:
            for index, often, quality in self._standing(way):
                worth = weight * quality * saturated(often, self._lengths[index])
                if worth > best.get(index, 0.0):
                    best[index] = worth
        return best

    def _standing(self, way: Way) -> Iterable[tuple[int, int, float]]:
        """The passages that have a word of each slot, how often, and how well."""
        if len(way.run) == 1:
            starting = [places for word, places in self._words.items() if word.startswith(way.run)]
            return [(index, often, way.quality) for places in starting for index, often in places.items()]
        if len(way.slots) == 1:
            return [
                (index, often, way.quality * one.quality)
                for one in way.slots[0]
                for index, often in self._words.get(one.word, {}).items()
            ]
        tables = [[self._words.get(one.word, {}) for one in slot] for slot in way.slots]
        sets = [set().union(*slot) for slot in tables]
        both = set.intersection(*sets)
        first = tables[0]
        return [(index, max(table.get(index, 0) for table in first), way.quality) for index in both]


def _within(section: str, numbers: Iterable[str]) -> bool:
    return any(section == number or section.startswith(number + ".") for number in numbers)
