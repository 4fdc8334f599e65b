"""Stretches of a text that may be a name in other words."""

from collections.abc import Iterator, Sequence

from tui.concepts.phrases import Phrase
from tui.concepts.stems import JOINT, Clause, Token


def candidates(text: str, clause: Clause, inside: list[Token], phrase: Phrase) -> Iterator[tuple[int, int]]:
    """First and last token of the windows that have stems of a name and may stand for it.

    They begin and end with one of its stems; where the name's own first or last words are missing, with the words
    that stand in their place. What stands alone between quotation marks is a window as it is.
    """
    stems, wanted = phrase.stems, set(phrase.stems)
    at = [number for number, one in enumerate(inside) if one.stem in wanted]
    if clause.quoted and sum(1 for one in inside if one.stem) <= len(stems) + 2:
        yield 0, len(inside) - 1
    for number, first in enumerate(at):
        content, place = 0, first
        for last in at[number + 1 : number + 1 + 2 * len(stems)]:
            content += sum(1 for one in inside[place:last] if one.stem)
            place = last
            if content > len(stems) + 1:
                break
            yield first, last
            ahead, behind = stems.index(inside[first].stem), len(stems) - 1 - _last(stems, inside[last].stem)
            if ahead or behind:
                yield first, reach(text, inside, last, behind)
            if not behind and inside[last].folded != phrase.last:
                yield first, reach(text, inside, last, 1)
                if clause.quoted:
                    yield reach(text, inside, first, -ahead), reach(text, inside, last, behind)


def _last(stems: Sequence[str], stem: str) -> int:
    return len(stems) - 1 - tuple(reversed(stems)).index(stem)


def reach(text: str, inside: list[Token], at: int, steps: int) -> int:
    """The token so many content words further than `at`, or before it, as long as neither a mark nor a word of function
    stands between."""
    way = 1 if steps > 0 else -1
    for _ in range(abs(steps)):
        following = at + way
        if not 0 <= following < len(inside) or inside[following].stem in ("", JOINT):
            break
        first, last = sorted((at, following))
        if text[inside[first].end : inside[last].start].strip("-'’ \n"):
            break
        at = following
    return at
