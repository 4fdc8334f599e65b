"""A passage becomes a quotation: its words, where they stand, what the reader of it should know."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NamedTuple

from tui.citations.reference import reference
from tui.documents.model import Document, Passage, Role
from tui.text.sentences import sentences


class AnchorError(ValueError):
    """An anchor that names nothing; one line: what, and what would be right."""


class Anchor(NamedTuple):
    """An anchor taken apart: `KEY/s2.1/p4.3` is key, `s2.1/p4`, sentence 3."""

    key: str
    place: str
    sentence: int | None


class Caution(NamedTuple):
    """Something to know before one relies on a quotation.

    `kind` is one of machine-translation, repaired, doubtful, gap-before, gap-after.
    """

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """What is quoted, and all that a citation of it needs."""

    anchor: str
    kind: str
    """ "quotation", or "paraphrase" when it is taken from an edition"""
    quote: str
    locator: str
    """ "sec. 4.2, para. 2" """
    reference: dict[str, Any]
    """CSL-JSON"""
    cautions: tuple[Caution, ...]
    short: str
    """authors and year"""


def parse(anchor: str) -> Anchor:
    """Take an anchor apart, from its right end: a key may hold slashes.

    Raises:
        AnchorError: it has not the form of one.
    """
    form = r"(?P<key>.+)/(?P<place>s[^/]+/[pnfd]\d+[a-z]*)(?:\.(?P<sentence>\d{1,9}))?"
    match = re.fullmatch(form, anchor, re.DOTALL)
    if match:
        sentence = match["sentence"]
        return Anchor(match["key"], match["place"], int(sentence) if sentence else None)
    heading = re.fullmatch(r"(?P<key>.+)/(?P<place>s[^/]+)", anchor, re.DOTALL)
    if heading:
        return Anchor(heading["key"], heading["place"], None)
    raise AnchorError(f"{anchor}: this is no anchor; one looks like KEY/s2/p4")


def quote(document: Document, place: str, sentence: int | None = None) -> Quotation:
    """Quote a passage, or one sentence of it.

    Args:
        document: the one quoted from.
        place: `s2.1/p4`, `s2/n3`, `s2`.
        sentence: its number, from 1; None for the whole passage.

    Raises:
        AnchorError: the document has no such passage or sentence.
    """
    index = document.by_place.get(place)
    if index is None:
        near = get_close_matches(place, list(document.by_place), 1, 0.5)
        hint = f" (the nearest is {document.key}/{near[0]})" if near else ""
        raise AnchorError(f"{document.key}/{place}: there is no such passage{hint}")
    passage = document.passages[index]
    start, end, suffix = 0, len(passage.text), ""
    if sentence is not None:
        spans = list(sentences(passage.text))
        if not 1 <= sentence <= len(spans):
            raise AnchorError(f"{document.key}/{place}.{sentence}: the passage has {len(spans)} sentences")
        (start, end), suffix = spans[sentence - 1], f".{sentence}"
    return Quotation(
        anchor=document.anchor(passage) + suffix,
        kind="paraphrase" if document.metadata.edition else "quotation",
        quote=" ".join(passage.text[start:end].split()),
        locator=_locator(document, passage, start, end, sentence),
        reference=reference(document),
        cautions=tuple(_cautions(document, passage, start, end)),
        short=document.metadata.short or document.key,
    )


def _locator(document: Document, passage: Passage, start: int, end: int, sentence: int | None) -> str:
    """The pages of a document that has some; else section and paragraph, as far as they are."""
    if document.pages:
        note = _note(passage)
        return ", ".join([_pages(document, passage, start, end), *([note] if note else [])])
    parts = [] if passage.section == "0" else [f"sec. {passage.section}"]
    if passage.role is Role.BODY:
        parts.append(f"para. {passage.number}")
    elif passage.role is Role.NOTE:
        parts.append(_note(passage))
    if sentence is not None:
        parts.append(f"sentence {sentence}")
    return ", ".join(parts)


def _note(passage: Passage) -> str:
    """Which note it is; nothing for other text."""
    if passage.role is not Role.NOTE:
        return ""
    return f"n. {passage.marker if passage.marker.isalnum() else passage.number}"


def _pages(document: Document, passage: Passage, start: int, end: int) -> str:
    """The labels of the pages on which the quoted text stands: "p. 12", "pp. 12-13"."""
    spans = passage.source_spans(start, end) or passage.spans
    starts = [at for at, _ in document.pages]
    first, last = (max(0, bisect_right(starts, at) - 1) for at in (spans[0][0], spans[-1][1] - 1))
    labels = document.pages[first][1], document.pages[last][1]
    return f"p. {labels[0]}" if first == last else f"pp. {labels[0]}-{labels[1]}"


def _cautions(document: Document, passage: Passage, start: int, end: int) -> list[Caution]:
    found = []
    if document.metadata.machine_translation:
        found.append(Caution("machine-translation", "the text is a machine translation"))
    kinds: dict[str, int] = {}
    spans = passage.source_spans(start, end)
    first, last = (spans[0][0], spans[-1][1]) if spans else (passage.start, passage.end)
    for repair in passage.repairs:
        if repair.kind not in ("markup", "level", "gap") and first <= repair.at <= last:
            kinds[repair.kind] = kinds.get(repair.kind, 0) + 1
    if kinds:
        told = ", ".join(f"{number} \u00d7 {kind}" if number > 1 else kind for kind, number in kinds.items())
        found.append(Caution("repaired", f"the reading changed the text here: {told}"))
    if passage.role is Role.DOUBTFUL:
        found.append(Caution("doubtful", "the text stands in the file but hardly in the work"))
    for gap in document.gaps:
        following = _text_after(document, gap.after)
        if gap.after == passage.index and end == len(passage.text):
            found.append(Caution("gap-after", gap.reason))
        elif following == passage.index and start == 0:
            found.append(Caution("gap-before", gap.reason))
    return found


def _text_after(document: Document, index: int) -> int | None:
    """The next passage of the body or heading after one."""
    for passage in document.passages[index + 1 :]:
        if passage.role in (Role.BODY, Role.HEADING):
            return passage.index
    return None
