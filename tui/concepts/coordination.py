"""Coordinations that share members with a concept's own: "consultation, joint construction and sharing"."""

from collections.abc import Iterator

from tui.concepts.phrases import Profile
from tui.concepts.stems import JOINT, Clause, Token, members, untorn

ENOUGH = 0.55
"""Score from which on a wording is proposed."""
_LONGEST_MEMBER = 4
"""Words that count in a member of a coordination."""


def coordinations(profile: Profile, text: str, clause: Clause, inside: list[Token]) -> Iterator[tuple[int, int, float]]:
    """Coordinations of as many members as the concept's own, two of which share a stem with their slots.

    Yields:
        start, end, and a score of 0 to 1.
    """
    parts = members(text, clause.start, clause.end)
    size = len(profile.slots)
    for first in range(len(parts) - size + 1):
        run = [[one for one in inside if a <= one.start and one.end <= b] for a, b in parts[first : first + size]]
        if any(not any(one.stem for one in part) for part in run):
            continue
        run[0], run[-1] = _end_of(run[0], profile.slots[0]), _beginning_of(run[-1], profile.slots[-1])
        if any(sum(1 for one in part if one.stem) > _LONGEST_MEMBER for part in run):
            continue
        if profile.proper and not all(text[one.start].isupper() for part in run for one in part if one.stem):
            continue
        hits = sum(
            1 for part, slot in zip(run, profile.slots, strict=True) if {one.stem for one in part} & (slot - {JOINT})
        )
        joint = sum(
            1
            for part, slot in zip(run, profile.slots, strict=True)
            if JOINT in slot and JOINT in {one.stem for one in part} and not {o.stem for o in part} & (slot - {JOINT})
        )
        score = (hits + joint / 2) / size
        if hits + joint >= 2 and score >= ENOUGH:
            yield *untorn(text, run[0][0].start, run[-1][-1].end), score


def _end_of(part: list[Token], slot: frozenset[str]) -> list[Token]:
    """The end of the first member: from its slot's stem on, else the last two words that count."""
    content = [number for number, one in enumerate(part) if one.stem]
    matched = [number for number in content if part[number].stem in slot]
    first = matched[0] if matched else content[-1]
    before = [number for number in content if number < first]
    if before and part[before[-1]].end + 1 == part[first].start and not matched:
        first = before[-1]
    return part[first:]


def _beginning_of(part: list[Token], slot: frozenset[str]) -> list[Token]:
    """The beginning of the last member: to its slot's stem, else the first two words that count."""
    content = [number for number, one in enumerate(part) if one.stem]
    matched = [number for number in content if part[number].stem in slot]
    last = matched[-1] if matched and matched[-1] <= content[min(2, len(content) - 1)] else content[0]
    follows = [number for number in content if number > last]
    if follows and not matched and part[follows[0]].start == part[last].end + 1:
        last = follows[0]
    return part[: last + 1]
