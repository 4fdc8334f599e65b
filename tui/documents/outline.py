"""The outline: a sound level and a number for each heading, and what its numbering says is missing."""

import itertools
from dataclasses import dataclass

from tui.documents.blocks import Block
from tui.documents.repair.numbering import Printed, printed

_WEAK = ("word", "bare")


@dataclass(slots=True)
class Entry:
    """A heading in the outline."""

    block: Block
    title: str
    mark: Printed | None
    level: int = 1
    marked: int = 1
    """the level its marks alone would give it"""
    number: str = ""
    parent: str | None = None
    """number of the section above it, which may be one that is missing"""


@dataclass(frozen=True, slots=True)
class Skip:
    """Numbers that the headings leave out, found before `before`."""

    before: Block
    missing: tuple[str, ...]


def is_title(entries: list[tuple[Block, str]], first_text: bool, known: str) -> bool:
    """Whether the first heading is the document's title rather than a section's.

    Args:
        entries: the headings with their texts.
        first_text: whether running text stands before the first heading.
        known: the title front matter gives, or nothing.
    """
    if not entries:
        return False
    block, text = entries[0]
    if known and known.casefold().strip() == text.casefold().strip():
        return True
    mark = printed(text)
    if mark and mark.form not in _WEAK:
        return False
    others = [other for other, _ in entries[1:]]
    if not others:
        return not first_text and block.level == 1
    numbered = sum(1 for _, title in entries[1:] if (p := printed(title)) and p.form not in _WEAK)
    if numbered >= 2 and block.level and not first_text:
        return True
    return block.level > 0 and not first_text and all(other.level > block.level or not other.level for other in others)


def outline(headings: list[tuple[Block, str]], *, by_marks: bool = False) -> tuple[list[Entry], list[Skip]]:
    """Number and level a document's headings, its title apart.

    Numbering decides the level, never the marks alone: forms nest in the order in which they first appear below each
    other. A heading without a number takes the level its marks have among the numbered ones, else by its marks.

    Args:
        headings: with their texts, in order.
        by_marks: believe the marks whatever the numbers say.
    """
    entries = [Entry(block, text, printed(text)) for block, text in headings]
    _drop_weak(entries)
    _level(entries, believed=True)
    for entry in entries:
        entry.marked = entry.level
    if not by_marks:
        _level(entries, believed=_marks_agree(entries))
    skips = _number(entries)
    return entries, skips


def _drop_weak(entries: list[Entry]) -> None:
    """A number in a word, or without a full stop, counts only where it goes on from the one before."""
    last = 0
    strong = sum(1 for e in entries if e.mark and e.mark.form not in _WEAK)
    for entry in entries:
        if entry.mark is None:
            continue
        if entry.mark.form in _WEAK:
            fits = 0 < entry.mark.value - last <= 2 and (last > 0 or entry.mark.value == 1)
            if not fits or (not strong and sum(1 for e in entries if e.mark and e.mark.form == entry.mark.form) < 2):
                entry.mark = None
                continue
            entry.mark = Printed("arabic", entry.mark.parts, entry.mark.length)
        if entry.mark.form == "arabic":
            last = entry.mark.value


def _level(entries: list[Entry], *, believed: bool) -> None:
    """Give each entry its level, without holes; by its marks where they are believed."""
    stack: list[tuple[str, int]] = []
    by_marks: dict[int, int] = {}
    for entry in entries:
        # "Abstract" without marks stands before the sections that have some, not above them.
        if entry.block.level and stack and stack[-1][0] == "marks-0":
            stack.pop()
        if entry.mark and not believed:
            form = entry.mark.form
            depth = next((i for i, (other, _) in enumerate(stack) if other == form), None)
            if form.startswith("dotted-"):
                depth = int(form[7:]) - 1 if depth is None else depth
            if depth is None:
                depth = len(stack)
            stack = [*stack[:depth], (form, entry.block.level)]
            entry.level = len(stack)
        else:
            while stack and entry.block.level and stack[-1][1] >= entry.block.level:
                stack.pop()
            if not entry.block.level:
                stack = []
            level = by_marks.get(entry.block.level) if not believed and entry.block.level else None
            if level is not None:
                stack = stack[: level - 1]
            stack.append((f"marks-{entry.block.level}", entry.block.level))
            entry.level = len(stack)
        if entry.block.level:
            by_marks.setdefault(entry.block.level, entry.level)


def _marks_agree(entries: list[Entry]) -> bool:
    """Whether each form of number has marks of its own, so that the marks can be believed."""
    marks: dict[str, set[int]] = {}
    for entry in entries:
        if entry.mark:
            marks.setdefault(entry.mark.form, set()).add(entry.block.level)
    if any(len(levels) > 1 or 0 in levels for levels in marks.values()):
        return False
    levels = [next(iter(found)) for found in marks.values()]
    return len(set(levels)) == len(levels)


def _number(entries: list[Entry]) -> list[Skip]:
    """Give each entry its number: the printed one, else its place among its siblings; a taken one gets a letter."""
    skips: list[Skip] = []
    lost = _lost_parents(entries)
    taken: set[str] = set()
    parents: list[str] = []
    order: list[tuple[Entry, str]] = []
    last: dict[str, int] = {}
    for index, entry in enumerate(entries):
        parents = parents[: entry.level - 1]
        above = lost.get(index) or (parents[-1] if parents else None)
        if entry.mark:
            prefix = f"{above}." if above and len(entry.mark.parts) == 1 and entry.level > 1 else ""
            entry.number = _free(prefix + ".".join(entry.mark.parts), taken)
            skips += _skip(entry, above, last, lost.get(index))
        else:
            order.append((entry, above or ""))
            entry.number = f"?{index}"
        entry.parent = above
        parents = [*([above] if above and lost.get(index) else parents), entry.number]
    places: dict[str, int] = {}
    renamed: dict[str, str] = {}
    for entry in entries:
        above = renamed.get(entry.parent or "", entry.parent or "")
        places[above] = places.get(above, 0) + 1
        if entry.number.startswith("?"):
            new = _free(f"{above}.{places[above]}" if above else str(places[above]), taken)
            renamed[entry.number] = new
            entry.number = new
        elif entry.parent in renamed and entry.number.startswith(f"{entry.parent}."):
            entry.number = _free(above + entry.number[len(entry.parent or "") :], taken)
        entry.parent = above or None
    return skips


def _free(number: str, taken: set[str]) -> str:
    """The number, with a letter where it is taken already."""
    free, letter = number, 0
    while free in taken:
        free = number + (chr(97 + letter) if letter < 26 else f"z{letter}")
        letter += 1
    taken.add(free)
    return free


def _skip(entry: Entry, above: str | None, last: dict[str, int], lost: str | None) -> list[Skip]:
    """What is missing before this number, told only within a run that has begun."""
    assert entry.mark
    key = f"{above or ''}/{entry.mark.form}/{'.'.join(entry.mark.parts[:-1])}"
    before, value = last.get(key), entry.mark.value
    last[key] = value
    missing: list[str] = []
    if lost and before is None:
        missing.append(lost)
        # The run above skips this number too, and it is told here already.
        for run in [run for run in last if run.startswith("/")]:
            last[run] = max(last[run], int(lost))
    begun = before if before is not None else (0 if lost else None)
    if begun is not None and begun + 1 < value <= begun + 4 and entry.mark.form != "unit":
        head = entry.number[: entry.number.rfind(".") + 1]
        missing += [f"{head}{number}" for number in range(begun + 1, value)]
    return [Skip(entry.block, tuple(missing))] if missing else []


def _lost_parents(entries: list[Entry]) -> dict[int, str]:
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
