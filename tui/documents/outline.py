"""The outline: a sound level and a number for each heading, and what its numbering says is missing."""

import itertools
from collections import Counter

from tui.documents.blocks import Block
from tui.documents.entries import Entry
from tui.documents.repair.names import named
from tui.documents.repair.numbering import BELOW, Printed, printed
from tui.documents.skipping import Skip, falling_forms, lost_parents, skips_before

_WEAK = ("word", "bare", "alone")
_CHAPTER, _SECTION, _ARTICLE = 4, 5, 6
"""Ranks among the units of a work."""
_ANEW = 2
"""Articles below which sections begin anew, from which on sections are parts of them."""


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
    counted = [p.parts for _, title in entries[1:] if (p := printed(title))]
    worded = [p.value for _, title in entries[1:] if (p := printed(title)) and p.form == "word"]
    if mark and mark.form == "word" and mark.value == 1 and worded[:1] and 1 < worded[0] < 4:
        return False
    if mark and (mark.form not in _WEAK or (mark.form != "word" and {("1", "1"), ("2",)} & set(counted))):
        return False
    others = [other for other, _ in entries[1:]]
    if not block.level and not any(other.level for other in others):
        alike = text.isupper() and any(title.isupper() and not printed(title) for _, title in entries[1:])
        return not first_text and not named(text.rstrip(":")) and not alike
    if not others:
        return not first_text and block.level == 1
    numbered = sum(1 for _, title in entries[1:] if (p := printed(title)) and p.form not in _WEAK)
    if numbered >= 2 and block.level and not first_text:
        return True
    return block.level > 0 and not first_text and all(other.level > block.level or not other.level for other in others)


def outline(headings: list[tuple[Block, str]], *, by_marks: bool = False) -> tuple[list[Entry], list[Skip]]:
    """Number and level a document's headings, its title apart.

    Numbering decides the level, never the marks alone: forms nest in the order in which they first appear below each
    other, and units by their rank (a chapter below a part). A heading without a number takes the level that its marks
    have among the numbered ones, where those agree with the numbers, else by its marks.

    Args:
        headings: with their texts, in order.
        by_marks: believe the marks whatever the numbers say.
    """
    entries = [Entry(block, text, printed(text)) for block, text in headings]
    _read_letters(entries)
    _drop_weak(entries)
    _level_by_marks(entries)
    for entry in entries:
        entry.marked = entry.level
    if not by_marks:
        _level(entries)
    skips = _number(entries)
    return entries, skips


def _read_letters(entries: list[Entry]) -> None:
    """Read a letter that may be a Roman number as what goes on from the headings before: C. after B., (i) after (h)."""
    last: dict[str, tuple[int, int]] = {}
    for at, entry in enumerate(entries):
        if entry.mark is None:
            continue
        other = entry.mark.as_letter(entry.title) or entry.mark.as_roman(entry.title)
        if other is not None:
            entry.mark = min((entry.mark, other), key=lambda mark: _strain(mark, last, at))
        last[entry.mark.form] = (entry.mark.value, at)


def _strain(mark: Printed, last: dict[str, tuple[int, int]], at: int) -> tuple[int, int]:
    """How badly a number fits those before: how far it is from the next one, and how long ago the last one was."""
    value, when = last.get(mark.form, (0, -1))
    step = mark.value - value
    away = 0 if step == 1 or mark.value == 1 else abs(step - 1) + 1
    return away, at - when


def _drop_weak(entries: list[Entry]) -> None:
    """A number in a word, or without a full stop, counts only where it goes on from the one before.

    Or where parts of it follow: 2 before 2.1.
    """
    last = {"alone": 0, "arabic": 0}
    counted = any(e.mark and e.mark.form == "alone" and e.mark.value == 2 for e in entries)
    strong = sum(1 for e in entries if e.mark and e.mark.form not in _WEAK)
    dotted = {e.mark.parts[0] for e in entries if e.mark and e.mark.form.startswith("dotted-")}
    forms = Counter(e.mark.form for e in entries if e.mark)
    worded = [e.mark.value for e in entries if e.mark and e.mark.form == "word"]
    running = strong > 0 or worded == [*range(1, len(worded) + 1)]
    for entry in entries:
        if entry.mark is None:
            continue
        if entry.mark.form in _WEAK:
            form = "alone" if entry.mark.form == "alone" else "arabic"
            before = last[form]
            fits = 0 < entry.mark.value - before <= 2 and (before > 0 or entry.mark.value == 1)
            # Roman numbers that are all of a heading may begin anew; but one letter of an index is none.
            fits = counted and (fits or entry.mark.value == 1) if form == "alone" else fits
            fits = fits or (entry.mark.form == "bare" and entry.mark.parts[0] in dotted)
            fits = fits and (entry.mark.form != "word" or running or _apart(entry))
            if not fits or (not strong and forms[entry.mark.form] < 2):
                entry.mark = None
                continue
            entry.mark = entry.mark._replace(form=form)
        if entry.mark.form in last:
            last[entry.mark.form] = entry.mark.value


def _apart(entry: Entry) -> bool:
    """Whether a mark, or nothing, stands behind a number that is a word."""
    assert entry.mark
    said = entry.title[: entry.mark.length].rstrip()
    return len(said) == len(entry.title) or not said[-1:].isalpha()


def _level(entries: list[Entry]) -> None:
    """Give each entry its level, without holes."""
    if _marks_agree(entries):
        _level_by_marks(entries)
        return
    numbered = [entry for entry in entries if entry.mark]
    _level_by_numbers(numbered)
    levels = _levels_of_marks(numbered)
    before = 0
    for entry in entries:
        if not entry.mark:
            entry.level = min(_unnumbered(entry, levels), before + 1)
        before = entry.level


def _level_by_marks(entries: list[Entry]) -> None:
    stack: list[int] = []
    for entry in entries:
        # "Abstract" without marks stands before the sections that have some, not above them.
        while stack and (stack[-1] >= entry.block.level or not stack[-1]):
            stack.pop()
        stack.append(entry.block.level)
        entry.level = len(stack)


def _unnumbered(entry: Entry, levels: dict[int, int]) -> int:
    """The level of a heading without a number: that of its marks among the numbered ones, else the highest."""
    marks = entry.block.level
    if marks in levels:
        return levels[marks]
    above = [level for other, level in levels.items() if other < marks]
    return max(above) + 1 if above and marks else 1


def _levels_of_marks(numbered: list[Entry]) -> dict[int, int]:
    """The level that most headings with the same marks have; nothing where marks and numbers contradict each other."""
    pairs = [(a.level - b.level, a.block.level - b.block.level) for a, b in itertools.pairwise(numbered)]
    sound = sum((one > 0) == (two > 0) and (one < 0) == (two < 0) for one, two in pairs)
    if sound * 5 < len(pairs) * 4:
        return {}
    found: dict[int, list[int]] = {}
    for entry in numbered:
        if entry.block.level:
            found.setdefault(entry.block.level, []).append(entry.level)
    return {marks: max(set(levels), key=levels.count) for marks, levels in found.items()}


def _level_by_numbers(numbered: list[Entry]) -> None:
    """Level headings by the forms of their numbers."""
    stack: list[Entry] = []
    seen: dict[str, int] = {}
    divided = {entry.mark.parts[0] for entry in numbered if entry.mark and entry.mark.form.startswith("dotted-")}
    _reorder(numbered)
    for entry in numbered:
        assert entry.mark
        key = _key(entry.mark)
        if entry.mark.form in ("arabic", "bare") and entry.mark.parts[0] in divided:
            # 3 stands above 3.1, and so beside what stands above 2.1.
            parts = (at for at, other in enumerate(stack) if other.mark and other.mark.form.startswith("dotted-"))
            stack = stack[: next(parts, len(stack))]
        same = next((at for at, other in enumerate(stack) if other.mark and _key(other.mark) == key), None)
        if same is not None:
            depth = same
        elif len(entry.mark.parts) > 1:
            depth = _below_parts(entry.mark, stack, seen)
        elif entry.mark.rank is not None:
            depth = sum(1 for other in stack if other.mark and _above(other.mark, entry.mark.rank))
        elif entry.mark.value > 1 and key in seen:
            depth = seen[key] - 1
        else:
            depth = len(stack)
        stack = [*stack[:depth], entry]
        entry.level = len(stack)
        seen.setdefault(key, entry.level)


def _reorder(numbered: list[Entry]) -> None:
    """Let a section stand below an article where sections begin anew below each article, as they do in some laws."""
    marks = [entry.mark for entry in numbered if entry.mark]
    anew = [one.rank for one, other in itertools.pairwise(marks) if other.rank == _SECTION and other.value == 1]
    first = next((mark.rank for mark in marks if mark.rank in (_SECTION, _ARTICLE)), None)
    if first != _ARTICLE or anew.count(_ARTICLE) < _ANEW:
        return
    for entry in numbered:
        if entry.mark and entry.mark.rank == _SECTION and not entry.mark.form.startswith("sign"):
            entry.mark = entry.mark._replace(form=f"{entry.mark.form.partition('-')[0]}-{BELOW}")


def _key(mark: Printed) -> str:
    """What numbers of one level have in common: their form, or their unit's rank."""
    return mark.form if mark.rank is None else f"rank-{mark.rank}"


def _above(mark: Printed, rank: int) -> bool:
    """Whether a number stands above a unit of a rank; sections and articles may stand below any number."""
    return mark.rank < rank if mark.rank is not None else rank > _CHAPTER


def _below_parts(mark: Printed, stack: list[Entry], seen: dict[str, int]) -> int:
    """How deep a number of several parts stands: below the one it begins with, else by others of its family."""
    for at in range(len(stack) - 1, -1, -1):
        other = stack[at].mark
        if other and len(other.parts) < len(mark.parts) and mark.parts[: len(other.parts)] == other.parts:
            return at + 1
    family, _, count = mark.form.rpartition("-")
    for form, level in seen.items():
        if form.rpartition("-")[0] == family and form.rpartition("-")[2].isdigit():
            return level - 1 + int(count) - int(form.rpartition("-")[2])
    return seen.get(f"rank-{_ARTICLE}", len(mark.parts)) - 1 if family == "sign" else len(mark.parts) - 1


def _marks_agree(entries: list[Entry]) -> bool:
    """Whether each form of number has marks of its own, in the order of the forms, so that they can be believed."""
    marks: dict[str, set[int]] = {}
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.mark:
            marks.setdefault(_key(entry.mark), set()).add(entry.block.level)
            first.setdefault(_key(entry.mark), entry)
    if any(len(levels) > 1 or 0 in levels for levels in marks.values()):
        return False
    levels = [next(iter(found)) for found in marks.values()]
    if len(set(levels)) != len(levels):
        return False
    copies = [Entry(entry.block, entry.title, entry.mark) for entry in entries if entry.mark]
    _level_by_numbers(copies)
    by_form = {_key(copy.mark): copy.level for copy in copies if copy.mark}
    order = sorted(by_form, key=lambda key: next(iter(marks[key])))
    return [by_form[key] for key in order] == sorted(by_form.values())


def _number(entries: list[Entry]) -> list[Skip]:
    """Give each entry its number: the printed one, else its place among its siblings; a taken one gets a letter."""
    skips: list[Skip] = []
    lost = lost_parents(entries)
    taken: set[str] = set()
    parents: list[str] = []
    order: list[tuple[Entry, str]] = []
    last: dict[str, int] = {}
    falling = falling_forms(entries)
    for index, entry in enumerate(entries):
        parents = parents[: entry.level - 1]
        above = lost.get(index) or (parents[-1] if parents else None)
        if entry.mark:
            prefix = f"{above}." if above and len(entry.mark.parts) == 1 and entry.level > 1 else ""
            entry.number = _free(prefix + ".".join(entry.mark.parts), taken)
            skips += [] if entry.mark.form in falling else skips_before(entry, above, last, lost.get(index))
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
    return [Skip(skip.before, tuple(_named(number, renamed) for number in skip.missing)) for skip in skips]


def _named(number: str, renamed: dict[str, str]) -> str:
    """A number below a section that has none printed, with that section's place in its stead."""
    head, dot, rest = number.partition(".")
    return f"{renamed[head]}{dot}{rest}" if head in renamed else number


def _free(number: str, taken: set[str]) -> str:
    """The number, with a letter where it is taken already."""
    free, letter = number, 0
    while free in taken:
        free = number + (chr(97 + letter) if letter < 26 else f"z{letter}")
        letter += 1
    taken.add(free)
    return free
