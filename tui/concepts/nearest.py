"""The nearest right word to a wrong one, for messages."""

from collections.abc import Iterable

_LEAST = 60.0
"""per cent of likeness below which a suggestion would only puzzle"""


def nearest(word: str, choices: Iterable[str], limit: int = 1) -> list[str]:
    """The choices most like a word, best first, case apart.

    Args:
        word: what was written.
        choices: what would be right.
        limit: how many at most.
    """
    from rapidfuzz import fuzz, process  # only an error needs it

    found = process.extract(
        word, list(choices), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_LEAST, limit=limit
    )
    return [choice for choice, _, _ in found]


def did_you_mean(word: str, choices: Iterable[str], limit: int = 1) -> str:
    """The end of a message: ` (did you mean "aliases"?)`; empty where nothing is near."""
    found = nearest(word, choices, limit)
    if not found:
        return ""
    hint = " or ".join(f'"{choice}"' for choice in found)
    return f" (did you mean {hint}?)"
