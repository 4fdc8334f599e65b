"""Repairs taken back: the document as it is without them, and what finds each again in a file that has changed.

A repair is undone in the document that was read with all of them, never by reading anew: so its passage is the only one
that changes, and every other anchor stays as it was.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from tui.documents.model import Document, Passage, Repair, RepairSelector, TakenBack
from tui.documents.narrow import Source
from tui.documents.undoing import Draft

CONTEXT = 64
"""code points of source, white space folded, on either side of a repair"""
_REACH = 4 * CONTEXT
_AGREES = 0.75
"""likeness from which a context is the same"""
_ALONE = 24
"""code points that say where a repair was when they are the very same, whatever stands on its other side"""


class _Place(NamedTuple):
    """A repair in a draft, and the number of its passage there."""

    passage: int
    repair: Repair


def selector_of(document: Document, passage: Passage, repair: Repair) -> RepairSelector:
    """What finds a repair of a passage again."""
    prefix, suffix = _context(document.source, passage, repair)
    given = passage.was_given_by(repair)
    same = [
        (other, one)
        for other, one in _repairs(enumerate(document.passages))
        if (one.kind, one.before, one.after) == (repair.kind, repair.before, repair.after)
        and _context(document.source, document.passages[other], one) == (prefix, suffix)
        and document.passages[other].was_given_by(one) is given
    ]
    twin = same.index((passage.index, repair))
    words = repair.kind, repair.before, repair.after
    return RepairSelector(*words, prefix, suffix, repair.at, document.fingerprint, twin, len(same) - 1, given)


def take_back(document: Document, taken: Sequence[RepairSelector]) -> Document:
    """The document with these repairs taken back, each after those before it.

    Taking a repair back changes the passage it stands in, and a note that goes back into the text; no other. One that
    is not found is passed over.

    Args:
        document: as read, or with other repairs taken back: it is begun from as it was read.
        taken: in the order in which they were taken back, which decides how parts of a passage are numbered.

    Returns:
        a document that says in `taken_back` which were found, and has in `original` what was read.
    """
    original = document.original or document
    if not taken:
        return original
    draft = Draft(original)
    undone: list[TakenBack] = []
    for number, one in enumerate(taken):
        place = _found(draft, original, one)
        if place is not None:
            undone += (TakenBack(repair, number, one) for repair in draft.undo(*place))
    if not undone:
        return original
    return replace(draft.document(), original=original, taken_back=tuple(undone))


def _found(draft: Draft, document: Document, one: RepairSelector) -> _Place | None:
    """The repair meant; None where it is not there, or not surely."""
    if one.source == document.fingerprint:
        here = draft.holding(one.at)
        places = [
            _Place(number, repair)
            for number, repair in _repairs(here)
            if (repair.kind, repair.at, draft[number].was_given_by(repair)) == (one.kind, one.at, one.given)
        ]
        return next((place for place in places if place.repair.before == one.before), places[0] if places else None)
    likely = [
        _Place(number, repair)
        for number, repair in _repairs(draft.passages())
        if repair.kind == one.kind and repair.after == one.after and _same_words(repair.before, one.before)
        if draft[number].was_given_by(repair) is one.given
    ]
    judged = [(place, *_agreement(document.source, draft[place.passage], place.repair, one)) for place in likely]
    exact = [place for place, prefix, suffix in judged if prefix == suffix == 1]
    if len(exact) == one.twins + 1:
        return exact[one.twin]
    full = [place for place, prefix, suffix in judged if min(prefix, suffix) >= _AGREES]
    if full or one.twins:
        return full[0] if len(full) == 1 and not one.twins else None
    half = [
        place
        for place, prefix, suffix in judged
        if (prefix == 1 and len(one.prefix) >= _ALONE) or (suffix == 1 and len(one.suffix) >= _ALONE)
    ]
    return half[0] if len(half) == 1 else None


def _repairs(passages: Iterable[tuple[int, Passage]]) -> Iterator[tuple[int, Repair]]:
    return ((number, repair) for number, passage in passages for repair in passage.repairs)


def _likeness(here: str, there: str) -> float:
    from rapidfuzz.distance import Levenshtein  # few readers have taken a repair back

    return Levenshtein.normalized_similarity(here, there)


def _same_words(here: str, there: str) -> bool:
    if here == there:
        return True
    here, there = " ".join(here.split()), " ".join(there.split())
    return here == there or (len(there) >= _ALONE and _likeness(here, there) >= _AGREES)


def _agreement(source: Source, passage: Passage, repair: Repair, one: RepairSelector) -> tuple[float, float]:
    """How far what stands before and behind a repair is what stood there, 0 to 1."""
    prefix, suffix = _context(source, passage, repair)
    return (
        _likeness(prefix, one.prefix),
        _likeness(suffix, one.suffix),
    )


def _context(source: Source, passage: Passage, repair: Repair) -> tuple[str, str]:
    start, end = repair.at, repair.at + len(repair.before)
    if repair.kind in ("join", "heading-join"):
        # What was joined may stand far behind the place, with notes between: its words say more than theirs.
        end = next((a for a, _ in passage.spans if a >= repair.at), end)
    before, behind = source[max(0, start - _REACH) : start], source[end : end + _REACH]
    return " ".join(before.split())[-CONTEXT:], " ".join(behind.split())[:CONTEXT]
