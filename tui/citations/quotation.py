"""A passage becomes a quotation: its words, where they stand, what the reader of it should know."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from string import ascii_lowercase
from typing import Any, NamedTuple

from tui.citations.reference import reference
from tui.documents.model import Document, Passage, Role, Stretch
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
    parts = document.named(place)
    if not parts:
        near = get_close_matches(place, list(document.by_place), 1, 0.5)
        hint = f" (the nearest is {document.key}/{near[0]})" if near else ""
        raise AnchorError(f"{document.key}/{place}: there is no such passage{hint}")
    suffix = "" if sentence is None else f".{sentence}"
    if sentence is not None:
        parts = _sentence(document, parts, sentence, f"{document.key}/{place}{suffix}")
    cautions = [caution for part in parts for caution in _cautions(document, *_taken(document, part))]
    if place not in document.by_place:
        cautions.append(_changed(document, place, parts))
    return Quotation(
        anchor=f"{document.key}/{place}{suffix}",
        kind="paraphrase" if document.metadata.edition else "quotation",
        quote=" ".join(" ".join(_words(document, part)) for part in parts),
        locator=_locator(document, parts, sentence),
        reference=reference(document),
        cautions=tuple(dict.fromkeys(cautions)),
        short=document.metadata.short or document.key,
    )


def _taken(document: Document, part: Stretch) -> tuple[Passage, int, int]:
    return document.passages[part.passage], part.start, part.end


def _words(document: Document, part: Stretch) -> list[str]:
    return document.passages[part.passage].text[part.start : part.end].split()


def _sentence(document: Document, parts: tuple[Stretch, ...], sentence: int, anchor: str) -> tuple[Stretch, ...]:
    """A sentence of parts that were one passage, counted as if they still were."""
    texts = [document.passages[part.passage].text[part.start : part.end] for part in parts]
    spans = list(sentences(" ".join(texts)))
    if not 1 <= sentence <= len(spans):
        raise AnchorError(f"{anchor}: the passage has {len(spans)} sentences")
    start, end = spans[sentence - 1]
    found: list[Stretch] = []
    at = 0
    for part, text in zip(parts, texts, strict=True):
        a, b = max(start, at), min(end, at + len(text))
        if a < b:
            found.append(Stretch(part.passage, part.start + a - at, part.start + b - at))
        at += len(text) + 1
    return tuple(found)


def _changed(document: Document, place: str, parts: tuple[Stretch, ...]) -> Caution:
    """What has become of a passage since its anchor was written down."""
    now = list(dict.fromkeys(document.passages[part.passage].place for part in parts))
    listed = now[0] if len(now) == 1 else f"{', '.join(now[:-1])} and {now[-1]}"
    return Caution("repaired", f"a repair was taken back: {place} stands in {listed} now")


def _locator(document: Document, parts: Sequence[Stretch], sentence: int | None) -> str:
    """The pages of a document that has some; else section and paragraph, as far as they are."""
    passage = document.passages[parts[0].passage]
    if document.pages:
        note = _note(passage)
        return ", ".join([_pages(document, parts), *([note] if note else [])])
    told = [] if passage.section == "0" else [f"sec. {passage.section}"]
    if passage.role is Role.BODY:
        # Parts of a paragraph that a taken back repair split are one in print: "4a" and "4b" are paragraph 4.
        number = passage.number if len(parts) == 1 else passage.number.rstrip(ascii_lowercase)
        told.append(f"para. {number}")
    elif passage.role is Role.NOTE:
        told.append(_note(passage))
    if sentence is not None:
        told.append(f"sentence {sentence}")
    return ", ".join(told)


def _note(passage: Passage) -> str:
    """Which note it is; nothing for other text."""
    if passage.role is not Role.NOTE:
        return ""
    return f"n. {passage.marker if passage.marker.isalnum() else passage.number}"


def _pages(document: Document, parts: Sequence[Stretch]) -> str:
    """The labels of the pages on which the quoted text stands: "p. 12", "pp. 12-13"."""
    taken = [_taken(document, part) for part in parts]
    spans = [span for passage, start, end in taken for span in passage.source_spans(start, end) or passage.spans]
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
        said = repair.kind in ("markup", "level", "gap") or passage.was_given_by(repair)
        if not said and first <= repair.at <= last:
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
    roles = document.figures.roles
    behind = range(index + 1, len(roles))
    return next((number for number in behind if roles[number] in (Role.BODY, Role.HEADING)), None)
