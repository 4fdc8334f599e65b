"""The engine of a shared library: one statement, and one round trip, for each plan."""

import json
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tui.documents.model import Role
from tui.search.guesses import at_once
from tui.search.model import Candidate, EngineError, Spot
from tui.search.plan import Plan
from tui.search.server.connection import Server
from tui.search.server.statement import WEIGHED, statement
from tui.search.server.words import HostWords
from tui.search.termindex import TermIndex
from tui.text.spans import Span

_REMEMBERED = 20_000
_TOGETHER = 6
"""Plans that one statement asks for at most, beside what stands as it was typed; each costs a part of a round trip."""
_ROUGHLY = 160
"""Passages that are asked for where their order is rough."""
_PARTITION = re.compile(r"ibid\.passage(_[0-9]+)?")


class SignedPlaces(Mapping[Spot, Sequence[Span]]):
    """The places of a concept or kind, which stay on the server: their spans come with the passages that are found.

    Args:
        sign: under which the library counts them.
        passages: how many there are.
    """

    def __init__(self, sign: str, passages: int) -> None:
        self.sign, self._passages = sign, passages
        self._known: dict[Spot, tuple[Span, ...]] = {}

    def __getitem__(self, spot: Spot) -> tuple[Span, ...]:
        return self._known[spot]

    def __iter__(self) -> Iterator[Spot]:
        return iter(self._known)

    def __len__(self) -> int:
        return self._passages

    def learn(self, spot: Spot, spans: tuple[Span, ...]) -> None:
        """Remember where in a passage they are."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        self._known[spot] = spans


class ServerEngine:
    """Implements `Engine` over a shared library.

    Args:
        server: where it is.
        folder: where its words are kept on this host; None for memory.
    """

    def __init__(self, server: Server, folder: Path | None = None) -> None:
        self.server = server
        self._words = HostWords(folder)
        self._latest = -1
        """the generation that the server last told of"""
        self._partitions: tuple[tuple[str, ...], bool] | None = None
        self._renewing: threading.Thread | None = None

    @property
    def size(self) -> int:
        return self._renewed().passages

    @property
    def vocabulary(self) -> TermIndex:
        return self._renewed().vocabulary

    @property
    def generation(self) -> int:
        """How often the library had changed when its words were fetched; grows."""
        return self._renewed().generation

    def count(self, term: str) -> int:
        """In how many passages a word or sign stands."""
        words = self._renewed()
        return (words.signs if "=" in term else words.vocabulary).passages(term)

    def candidates(self, plan: Plan, least: int, limit: int) -> list[Candidate]:
        """The passages that may answer a plan, the likeliest first; see `tui.search.model.Engine`.

        Where one word stands for many, the order is rough, and more are given for the best to be among them.
        """
        partitions, spread = self._tables()
        if any(len(slot) > WEIGHED for clause in plan.clauses for way in clause.ways for slot in way.slots):
            limit = max(limit, _ROUGHLY)
        plans = at_once(plan, limit, _TOGETHER)
        asked = statement(plans, least, partitions, self.size, self.count, spread=spread)
        rows = self.server.rows(asked.text, asked.values)
        if rows:
            self._latest = rows[0][0]
        signed = [places for places in plan.named if isinstance(places, SignedPlaces)]
        found: dict[Spot, Candidate] = {}
        for _, key, number, place, role, text, mentions in rows:
            if key is None:
                continue
            spot = Spot(key, number)
            if signed:
                spans = json.loads(mentions or "{}")
                for places in signed:
                    places.learn(spot, tuple((start, end) for start, end in spans.get(places.sign, ())))
            found.setdefault(spot, Candidate(spot, place, Role(role), text))
        return [*found.values()]

    def renew(self) -> bool:
        """Ask the server whether the library has changed; tells whether it has."""
        before = self._words.generation
        self._words.renew(self.server)
        self._latest = self._words.generation
        return self._latest != before

    def close(self) -> None:
        """Let go of the connection."""
        self.server.close()

    def _renewed(self) -> HostWords:
        """The words: fetched at first; later, when the library has changed, behind the back of whoever searches."""
        words = self._words
        if self._latest < 0:
            self.renew()
        elif self._latest != words.generation and (self._renewing is None or not self._renewing.is_alive()):
            self._renewing = threading.Thread(target=self._renew_quietly, daemon=True)
            self._renewing.start()
        return words

    def _renew_quietly(self) -> None:
        try:
            self._words.renew(self.server)
        except EngineError:  # the next search will say it
            return

    def _tables(self) -> tuple[tuple[str, ...], bool]:
        """The partitions, and whether they are on other servers."""
        if self._partitions is None:
            ((names, spread),) = self.server.rows("select partitions, spread from ibid.about")
            if not all(map(_PARTITION.fullmatch, names)):
                raise EngineError(f"{self.server.address.shown}: the library names its tables strangely")
            self._partitions = tuple(names), bool(spread)
        return self._partitions
