"""What the numbers of headings skip."""

import itertools
from typing import NamedTuple

from tui.documents.blocks import Block
from tui.documents.entries import Entry

_CHAPTER = 4
"""Rank among the units of a work."""
_NEAR, _FAR = 4, 12
"""How far a number may skip to be believed: of a heading without marks, and of one with them."""


class Skip(NamedTuple):
    """Numbers that the headings leave out, found before `before`."""

    before: Block
    missing: tuple[str, ...]


def skips_before(entry: Entry, above: str | None, last: dict[str, int], lost: str | None) -> list[Skip]:
    """What is missing before this number: within a run that has begun, or at the start of a part whose heading stands.

    `last` has the last number of each run, and of each form wherever it stands, as chapters count on through parts.
    """
    assert entry.mark
    form, value = entry.mark.form, entry.mark.value
    key = f"{above or ''}/{form}/{'.'.join(entry.mark.parts[:-1])}"
    # Sections and articles of a law count on from each other.
    family = form if (entry.mark.rank or 0) <= _CHAPTER else "law"
    before, anywhere = last.get(key), last.get(family)
    last[key] = last[family] = value
    missing: list[str] = []
    if lost and before is None:
        missing.append(lost)
        # The run above skips this number too, and it is told here already.
        for run in [run for run in last if run.startswith("/")]:
            last[run] = max(last[run], int(lost))
    if before is None and lost:
        before = 0
    if before is None and above is not None and entry.level > 1 and not entry.mark.form.startswith("sign-"):
        before = anywhere if anywhere is not None and 0 < value - anywhere <= 2 else 0
    reach = _FAR if entry.block.level else _NEAR
    if before is not None and before + 1 < value <= before + reach:
        head = entry.number[: entry.number.rfind(".") + 1]
        numbers = range(before + 1, value)
        letters = entry.mark.parts[-1][0].isalpha()
        missing += [f"{head}{chr(64 + number) if letters else number}" for number in numbers]
    return [Skip(entry.block, tuple(missing))] if missing else []


def falling_forms(entries: list[Entry]) -> set[str]:
    """The forms whose numbers mostly fall, as those of versions do in a list that begins with the newest."""
    runs: dict[str, list[tuple[int, ...]]] = {}
    for entry in entries:
        if entry.mark and all(part.isdigit() for part in entry.mark.parts):
            runs.setdefault(entry.mark.form, []).append(tuple(map(int, entry.mark.parts)))
    falls = {form: sum(b < a for a, b in itertools.pairwise(run)) for form, run in runs.items()}
    return {form for form, run in runs.items() if falls[form] * 2 > len(run) - 1}


def lost_parents(entries: list[Entry]) -> dict[int, str]:
    """Entries whose own parent is lost: their numbers begin above one, and the numbers above skip right there.

    Gives the index of each such entry and the number of the section it belongs to.
    """
    lost: dict[int, str] = {}
    tops = [(i, e) for i, e in enumerate(entries) if e.mark and e.level == 1 and e.mark.parts[0].isdigit()]
    for (i, a), (j, b) in itertools.pairwise(tops):
        assert a.mark
        assert b.mark
        if a.mark.form != b.mark.form or b.mark.value != a.mark.value + 2:
            continue
        below = [(k, e) for k, e in enumerate(entries[i + 1 : j], start=i + 1) if e.mark and e.level == 2]
        seen = 0
        for position, (_, e) in enumerate(below):
            assert e.mark
            if e.mark.value == 1 or (position == 0 and e.mark.value > 1) or e.mark.value <= seen:
                begins = position
                if e.mark.value > 1 or position > 0:
                    lost.update({k: str(a.mark.value + 1) for k, _ in below[begins:]})
                    break
            seen = e.mark.value
    return lost
