"""One word that may be misspelt, or is hardly begun: each word it may stand for has its share of what is looked at.

The passages of the word that was meant would else be lost among those of another that stands more often; and each word
alone costs an engine less than all at once, since what can't come among its best is passed over unread.
"""

from collections.abc import Callable
from typing import TypeVar

from tui.search.expansion import BEGUN, Expansion
from tui.search.plan import Plan

K = TypeVar("K")
V = TypeVar("V")
Ask = Callable[[Plan, int], dict[K, V]]


def shared(plan: Plan, limit: int, ask: "Ask[K, V]") -> dict[K, V]:
    """What a plan finds: the best of what stands as it was typed, then of each guess its share.

    Args:
        plan: any; one of more than a single word is asked as it is.
        limit: how many passages are wanted.
        ask: an engine's answer to a plan, at most so many passages, the likeliest first.
    """
    sure, guesses = _parted(plan)
    found = ask(sure, limit) if sure else {}
    for number, guess in enumerate(guesses):
        if len(found) < limit:
            found |= ask(guess, -(-(limit - len(found)) // (len(guesses) - number)))
    return found


def _parted(plan: Plan) -> tuple[Plan | None, list[Plan]]:
    """What is sure, and each guess alone, the least likely first: what it leaves of its share is the others'."""
    clause = plan.clauses[0] if len(plan.clauses) == 1 else None
    if clause is None or len(clause.ways) != 1 or len(clause.ways[0].slots) != 1:
        return plan, []
    (words,) = clause.ways[0].slots
    guesses = ("typo", "prefix") if len(clause.typed) <= BEGUN else ("typo",)
    guessed = [one for one in words if one.by in guesses]
    if not guessed or len(words) == 1:
        return plan, []
    sure = tuple(one for one in words if one.by not in guesses)
    return _of(plan, sure) if sure else None, [_of(plan, (one,)) for one in reversed(guessed)]


def _of(plan: Plan, words: tuple[Expansion, ...]) -> Plan:
    """A plan of one word with other words for it."""
    (clause,) = plan.clauses
    (way,) = clause.ways
    return plan._replace(clauses=(clause._replace(ways=(way._replace(slots=(words,)),)),))
