"""A plan as one statement of SQL: of every partition the likeliest passages, and of those the likeliest of all.

What could be written for one server and what its foreign partitions can be asked are the same here: every condition
and the rough score are made of PostgreSQL's own functions, so that a partition on another node finds, scores, sorts and
cuts where it is, and sends no more than its best.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from math import log2
from typing import Any, NamedTuple

from tui.search.expansion import Expansion
from tui.search.model import Places, Spot
from tui.search.plan import Clause, Plan, Together, Way
from tui.search.ranking import rarity
from tui.search.server.vectors import DRAWS, TIERS, draw_sign, lexeme, pair_sign, tier_sign

MOST = 8_000
"""Passages that are scored for one search; of what would find more, the likeliest are taken."""
WEIGHED = 6
"""Words of a clause that are counted one by one; the others together."""
_ENOUGH = 100
"""Passages that have a word often, of which the best are surely among the best of all that have it."""
_NARROWED = 240
"""Phrases that near: may be looked up as."""
_ROUND = 1.6449341
"""What ts_rank divides by: the limit of 1 + 1/4 + 1/9 + ..."""

_FIELDS = ("place", "role", "text", "mentions")
_NEVER = "p.document < 0 OR p.document < -1 OR p.document < -2"
"""True of no passage, at the cost of a look into an index; but a planner, who knows nothing of a foreign table, takes
it for half of them, and so lets the partition's own server cut what it sends."""

Count = Callable[[str], int]
"""In how many passages a word or sign stands."""


class Named(NamedTuple):
    """The places of a concept or kind that the library has a sign for."""

    sign: str


class Statement(NamedTuple):
    """SQL and the values in it."""

    text: str
    values: dict[str, Any]


def statement(
    plans: Iterable[tuple[Plan, int]],
    least: int,
    partitions: Sequence[str],
    size: int,
    count: Count,
    *,
    spread: bool = False,
) -> Statement:
    """What asks a library for the passages that may answer a plan.

    Args:
        plans: what must, and must not, stand in a passage, and how many passages to give at most; of several plans
            all that they give.
        least: how many of a plan's clauses a passage must have.
        partitions: the tables that hold the passages, as SQL names them.
        size: how many passages there are.
        count: of words, signs and pairs.
        spread: whether the partitions are on other servers.

    Returns:
        A query that gives the library's generation, and on each row that has a passage its document's key, number,
        place, role, text and mentions, the likeliest first.
    """
    values: dict[str, Any] = {}
    parts = [_Asking(plan, least, size, count, values).found(limit, partitions, spread=spread) for plan, limit in plans]
    found = " UNION ALL ".join(f"({part})" for part in parts)
    text = (
        "SELECT a.generation, f.key, f.number, f.place, f.role, f.text, f.mentions"
        f" FROM ibid.about a LEFT JOIN ({found}) f ON true ORDER BY f.score DESC, f.document, f.number"
    )
    return Statement(text, values)


class _Asking:
    """Makes what asks for one plan; its values go among those of the whole statement."""

    def __init__(self, plan: Plan, least: int, size: int, count: Count, values: dict[str, Any]) -> None:
        self._plan, self._least, self._size, self._count = plan, least, size, count
        self._clauses = [_standing_for(clause) for clause in plan.clauses]
        self.values = values

    def found(self, limit: int, partitions: Sequence[str], *, spread: bool) -> str:
        where = " AND ".join(self._conditions())
        worth = " + ".join(filter(None, map(self._worth, self._clauses)))
        score = f"p.gain * ({worth})" if worth else "0::float8"
        # Passages fall evenly over the partitions: none needs to send all that is wanted, unless it is nearly alone.
        share = limit if len(partitions) < 3 else min(limit, 2 * limit // len(partitions) + 40)
        order = f"score DESC, p.document, p.number LIMIT {int(share)}"
        if spread:
            # What is grouped is computed where it lies, so that the vectors never travel.
            fields = ", ".join(f"max(p.{one}) AS {one}" for one in _FIELDS)
            part = f"(SELECT p.document, p.number, {fields}, max({score}) AS score FROM {{}} p"
            part += f" WHERE ({where} OR {_NEVER}) GROUP BY p.document, p.number ORDER BY {order})"
        else:
            fields = ", ".join(f"p.{one}" for one in _FIELDS)
            part = (
                f"(SELECT p.document, p.number, {fields}, {score} AS score FROM {{}} p WHERE {where} ORDER BY {order})"
            )
        parts = " UNION ALL ".join(part.replace("{}", name) for name in partitions)
        # Something is added to the score: parts that are merged in their order are asked one behind the other.
        return (
            f"SELECT d.key, u.* FROM ({parts}) u JOIN ibid.document d ON d.number = u.document AND NOT d.hidden"
            f" ORDER BY u.score + 0 DESC, u.document, u.number LIMIT {int(limit)}"
        )

    def _value(self, value: object, kind: str) -> str:
        """A placeholder for a value; the same one for the same value."""
        for name, known in self.values.items():
            if known == value and name.endswith(kind.rstrip("[]")):
                return f"%({name})s::{kind}"
        name = f"v{len(self.values)}_{kind.rstrip('[]')}"
        self.values[name] = value
        return f"%({name})s::{kind}"

    # What a passage must be.

    def _conditions(self) -> Iterator[str]:
        plan = self._plan
        yield from self._words()
        for clause in map(_standing_for, plan.without):
            if clause.ways:
                yield f"NOT {self._has(clause)}"
        for near in plan.together:
            if together := self._near(near):
                yield together
        yield f"p.role = ANY({self._value(sorted(role.value for role in plan.roles), 'text[]')})"
        if plan.sections:
            within = [
                f"p.section = {self._value(one, 'text')} OR p.section ^@ {self._value(one + '.', 'text')}"
                for one in plan.sections
            ]
            yield f"({' OR '.join(within)})"
        if plan.documents is not None:
            keys = self._value(sorted(plan.documents), "text[]")
            yield f"p.document = ANY(ARRAY(SELECT number FROM ibid.document WHERE key = ANY({keys})))"
        for places in plan.named:
            yield self._mentions(places)

    def _words(self) -> Iterator[str]:
        clauses = self._clauses
        if not clauses:
            return
        if not all(clause.ways for clause in clauses) and self._least >= len(clauses):
            yield "false"
        elif self._least >= len(clauses):
            rarest = min(clauses, key=self._passages)
            for clause in clauses:
                yield self._has(clause, MOST if clause is rarest else 0)
        else:
            # Who has so many of the clauses has one of those that are left when the most frequent are taken away.
            ordered = sorted((clause for clause in clauses if clause.ways), key=self._passages)
            needed = len(clauses) - self._least + 1
            missing = len(clauses) - len(ordered)
            leading = ordered[: max(1, needed - missing)]
            yield f"({' OR '.join(self._has(clause, MOST // len(leading)) for clause in leading) or 'false'})"
            having = " + ".join(f"{self._has(clause)}::int" for clause in ordered)
            yield f"{having or '0'} >= {int(self._least)}"

    def _passages(self, clause: Clause) -> int:
        return sum(map(self._standing, clause.ways))

    def _standing(self, way: Way) -> int:
        """In about how many passages a way stands, at most."""
        return min((sum(self._counted(way, one) for one in slot) for slot in way.slots), default=0)

    def _counted(self, way: Way, one: Expansion) -> int:
        return self._count(pair_sign(one.word)) if way.run else one.passages

    def _has(self, clause: Clause, most: int = 0) -> str:
        """Whether a passage has a clause; of more than `most` passages, where that is told, of the likeliest."""
        column = "pairs" if clause.ways[0].run else "words"
        narrow = most if most and self._passages(clause) > most else 0
        query = " | ".join(f"({self._query(way, narrow // len(clause.ways))})" for way in clause.ways)
        if column == "pairs":
            asked = f"p.pairs @@ {self._value(query, 'tsquery')}"
            if narrow and (draw := _draw(narrow / self._passages(clause))):
                asked += f" AND p.words @@ {self._value(draw, 'tsquery')}"
        else:
            asked = f"p.words @@ {self._value(query, 'tsquery')}"
        if any(len(way.slots) > 1 for way in clause.ways):
            loose = " | ".join(f"({_all(way)})" for way in clause.ways)
            return f"({asked} OR p.long AND p.{column} @@ {self._value(loose, 'tsquery')})"
        return f"({asked})"

    def _query(self, way: Way, most: int = 0) -> str:
        if len(way.run) == 1:
            return f"{lexeme(way.run)}:*"
        if len(way.slots) > 1:
            phrase = " <-> ".join(f"({_any(one.word for one in slot)})" for slot in way.slots)
            if most and not way.run and (standing := self._standing(way)) > most:
                return _drawn(f"({phrase})", most / standing)
            return phrase
        words = way.slots[0]
        return " | ".join(self._narrowed(one.word, one.passages, most // len(words)) for one in words)

    def _narrowed(self, word: str, standing: int, most: int) -> str:
        """A word; or of its passages those that have it oftenest, or, where these are few, also some by lot."""
        if not most or standing <= most:
            return lexeme(word)
        asked, gathered = list[str](), 0
        for tier in range(len(TIERS), 0, -1):
            having = self._count(tier_sign(word, tier))
            if gathered + having > most and (gathered >= _ENOUGH or having > 4 * most):
                break
            if having:
                asked.append(lexeme(tier_sign(word, tier)))
                gathered += having
        if gathered < _ENOUGH:  # a draw costs an index as much as all that have won it
            asked.append(_drawn(lexeme(word), most / standing))
        return " | ".join(asked)

    def _near(self, near: Together) -> str:
        """What narrows the search for two words near each other; whether they are is looked at closely afterwards."""
        clauses = [self._clauses[number] for number in near.clauses]
        plain = [clause.ways[0] for clause in clauses if len(clause.ways) == 1 and not clause.ways[0].run]
        if len(clauses) != 2 or [len(way.slots) for way in plain] != [1, 1]:
            return ""
        # What a person counts as one word ("people's") may be several of ours.
        farthest = 3 * near.apart + 1
        both = [(a.word, b.word) for a, b in product(plain[0].slots[0], plain[1].slots[0]) if a.word != b.word]
        if not both or 2 * farthest * len(both) > _NARROWED:
            return ""
        query = " | ".join(
            f"{lexeme(a)} <{apart}> {lexeme(b)} | {lexeme(b)} <{apart}> {lexeme(a)}"
            for a, b in both
            for apart in range(1, farthest + 1)
        )
        return f"(p.words @@ {self._value(query, 'tsquery')} OR p.long)"

    def _mentions(self, places: Places) -> str:
        sign = getattr(places, "sign", "")
        if sign:
            return f"p.words @@ {self._value(lexeme(sign), 'tsquery')}"
        return self._one_of(places)

    def _one_of(self, spots: Iterable[Spot]) -> str:
        by_document: dict[str, list[int]] = {}
        for key, passage in spots:
            by_document.setdefault(key, []).append(passage)
        asked = [
            f"p.document = (SELECT number FROM ibid.document WHERE key = {self._value(key, 'text')})"
            f" AND p.number = ANY({self._value(sorted(passages), 'int[]')})"
            for key, passages in by_document.items()
        ]
        return f"({' OR '.join(asked) or 'false'})"

    # What it is roughly worth: as `tui.search.ranking` will have it, nearness and role aside.

    def _worth(self, clause: Clause) -> str:
        """Its weight, by the best word that stands there, and by how often any of its words does."""
        if not clause.ways:
            return ""
        qualities, often = dict[float, list[str]](), list[str]()
        column = "pairs" if clause.ways[0].run else "words"
        for way in clause.ways:
            often.append(self._often(column, way))
            if len(way.slots) > 1 or way.run:
                qualities.setdefault(round(way.quality, 3), []).append(self._query(way))
            else:
                for one in way.slots[0]:
                    qualities.setdefault(round(way.quality * one.quality, 3), []).append(lexeme(one.word))
        best = ""
        for quality, queries in qualities.items():
            having = self._value(" | ".join(f"({query})" for query in queries), "tsquery")
            worth = f"{quality}::float8 * (p.{column} @@ {having})::int"
            best = f"float8larger({best}, {worth})" if best else worth
        weight = self._value(round(2.2 * rarity(clause.passages, self._size), 6), "float8")
        return f"{weight} * {best} * (1 - p.damping / ({' + '.join(often)} + p.damping))"

    def _often(self, column: str, way: Way) -> str:
        """How often a way stands: exactly for words, for phrases as often as their rarest word."""
        rarest = min(way.slots, key=lambda slot: sum(self._counted(way, one) for one in slot))
        words = [one.word for one in sorted(rarest, key=lambda one: -one.quality * one.passages)]
        if len(way.run) == 1:
            return f"{_ROUND} * {self._rank(column, f'{lexeme(way.run)}:*')}"
        ranks = (f"float8smaller({self._rank(column, lexeme(word))}, 0.998)" for word in words[:WEIGHED])
        often = " + ".join(f"round(1 / ({_ROUND} * (1 - {rank})) - 0.5)" for rank in ranks)
        if others := words[WEIGHED:]:
            often += f" + {_ROUND * len(others)} * {self._rank(column, _any(others))}"
        return f"({often})" if len(way.slots) == 1 else f"({often}) * (p.{column} @@ {self._all(way)})::int"

    def _rank(self, column: str, query: str) -> str:
        """Of a word that stands n times 1 + 1/4 + ... + 1/n², divided by its limit; of several words their mean."""
        return f"ts_rank('{{1,1,1,1}}', p.{column}, {self._value(query, 'tsquery')})::float8"

    def _all(self, way: Way) -> str:
        return self._value(_all(way), "tsquery")


def _standing_for(clause: Clause) -> Clause:
    """A clause with those of its ways that can stand anywhere."""
    return clause._replace(ways=tuple(way for way in clause.ways if way.slots and all(way.slots)))


def _any(words: Iterable[str]) -> str:
    return " | ".join(map(lexeme, words))


def _all(way: Way) -> str:
    """All words or pairs of a way, wherever they stand."""
    return " & ".join(f"({_any(one.word for one in slot)})" for slot in way.slots)


def _drawn(query: str, share: float) -> str:
    """Of what a query finds about this share."""
    draw = _draw(share)
    return f"({query} & {draw})" if draw else query


def _draw(share: float) -> str:
    """Of all passages about this share; empty for all of them."""
    halves = round(-log2(max(share, 2**-DRAWS)))
    return lexeme(draw_sign(min(halves, DRAWS))) if halves > 0 else ""
