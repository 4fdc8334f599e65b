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
    sure, guesses = _parted(plan, ("typo", "prefix") if _is_begun(plan) else ("typo",))
    found = ask(sure, limit) if sure else {}
    for number, guess in enumerate(guesses):
        if len(found) < limit:
            found |= ask(guess, -(-(limit - len(found)) // (len(guesses) - number)))
    return found


def at_once(plan: Plan, limit: int, most: int) -> list[tuple[Plan, int]]:
    """The same for an engine that is asked for everything in one go: plans, with how many passages each is to give.

    Words that stand about equally often are asked for together; the rare ones are then not lost among the others.

    Args:
        plan: any.
        limit: how many passages are wanted.
        most: plans for guesses at most; where there are more guesses, half as many, each for several.
    """
    sure, guesses = _parted(plan, ("typo",))  # what a beginning may become is weighed together
    if not guesses:
        return [(plan, limit)]
    words = sorted((_guess(guess) for guess in guesses), key=lambda one: one.passages)
    asked = [(sure, limit)] if sure else []
    size = 1 if len(words) <= most else -(-len(words) // (most // 2))
    parts = [words[at : at + size] for at in range(0, len(words), size)]
    return asked + [(_of(plan, tuple(part)), -(-limit // len(parts))) for part in parts]


def _guess(plan: Plan) -> Expansion:
    """The word of a plan for one guess."""
    return plan.clauses[0].ways[0].slots[0][0]


def _is_begun(plan: Plan) -> bool:
    return len(plan.clauses) == 1 and len(plan.clauses[0].typed) <= BEGUN


def _parted(plan: Plan, guesses: tuple[str, ...]) -> tuple[Plan | None, list[Plan]]:
    """What is sure, and each guess alone, the least likely first: what it leaves of its share is the others'."""
    clause = plan.clauses[0] if len(plan.clauses) == 1 else None
    if clause is None or len(clause.ways) != 1 or len(clause.ways[0].slots) != 1:
        return plan, []
    (words,) = clause.ways[0].slots
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
