"""A kept place is found again after its file has changed; or it is not, which is said, never guessed.

A selector is the TextQuoteSelector and the TextPositionSelector of the W3C Web Annotation Data Model (2017), with the
section, a hash of the source, and a survey: what in the document resembled the quotation when it was made. That is
what tells a quotation that was changed from one that was deleted while another much like it remains.

All is compared over the reading text (`streams.py`), so that other repairs, other lines and other quotes do not count.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from tui.documents.alignment import THOROUGH, cuts, fits, occurrences
from tui.documents.model import Document, Passage
from tui.documents.streams import Stream, dense
from tui.text.folding import fold
from tui.text.spans import Span

CONTEXT = 32
"""code points of prefix and suffix"""
ERRORS = 0.2
"""edits for each letter of the quotation, at most"""
_LIKE = 0.45
"""edits for each letter up to which another place counts as a rival"""
_AGREES = 0.75
"""likeness (1 less normalised Levenshtein) from which a context is the same"""
_SHORT, _LONG = 16, 32
"""letters: below the one a quotation alone says nothing; from the other it stands for itself"""
_RIVALS = 8
_WIDER = (0, 64, 128, 256)
"""letters of context, tried one after the other until it is told from its twins"""
_MARGIN = 0.1
_LIMIT = 400


class Step(StrEnum):
    """How a place was found."""

    POSITION = "position"
    EXACT = "exact"
    FOLDED = "folded"
    CUT = "cut"
    SIMILAR = "similar"


@dataclass(frozen=True, slots=True)
class Survey:
    """What else in the document resembled a quotation when it was kept.

    Attributes:
        twins: other places with the same letters.
        echoes: those of them whose surroundings agree on a side at least.
        ordinal: how many twins stand before it.
        rivals: letters of places much like it, the nearest first.
        crowded: there were more rivals than are kept.
        before: letters of a longer prefix, where 32 code points do not tell it from its twins.
        after: letters of a longer suffix.
    """

    twins: int = 0
    echoes: int = 0
    ordinal: int = 0
    rivals: tuple[str, ...] = ()
    crowded: bool = False
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Selector:
    """A place in a document, as it is kept.

    Attributes:
        quote: the words, as they were read.
        prefix: up to 32 code points of the reading text before them.
        suffix: up to 32 code points behind them.
        spans: where they stood, code points of the source.
        section: titles of the sections they stood in, the outermost first.
        source: SHA-256 of the source in which they stood; empty where it is not known.
        survey: what resembled them; None where nobody looked.
    """

    quote: str
    prefix: str = ""
    suffix: str = ""
    spans: tuple[Span, ...] = ()
    section: tuple[str, ...] = ()
    source: str = ""
    survey: Survey | None = None


class Found(NamedTuple):
    """A place found again: `spans` of the source, by which step, and how sure (1 is the very same)."""

    spans: tuple[Span, ...]
    step: Step
    score: float


class Orphan(NamedTuple):
    """A place that was not found, and why: for a person."""

    reason: str


class _Hit(NamedTuple):
    start: int
    end: int
    before: float
    after: float
    distance: int = 0

    @property
    def full(self) -> bool:
        return min(self.before, self.after) >= _AGREES

    @property
    def half(self) -> bool:
        return max(self.before, self.after) >= _AGREES


def select(document: Document, place: Passage | Sequence[Span], *, survey: bool = True) -> Selector:
    """A selector for a passage or for source spans; `Anchors(document)` makes many with less work.

    Raises:
        ValueError: there is no text.
    """
    return Anchors(document).select(place, survey=survey)


def locate(selector: Selector, document: Document) -> Found | Orphan:
    """Find a place in a document that may have changed; `Anchors(document)` finds many with less work."""
    return Anchors(document).locate(selector)


class Anchors:
    """A document in which places are kept and found again.

    Args:
        document: the whole of it; its reading text is made when first needed (1.5 s for 10 MB).
    """

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def stream(self) -> Stream:
        return Stream(self.document)

    def select(self, place: Passage | Sequence[Span], *, survey: bool = True) -> Selector:
        """A selector.

        Args:
            place: a passage, or spans of the source, in order.
            survey: look for what resembles it. Without, the place is found again only where its context agrees.

        Raises:
            ValueError: there is no text.
        """
        stream = self.stream
        within = stream.of_passage(place, 0, len(place.text)) if isinstance(place, Passage) else stream.of_source(place)
        if within is None or not (needle := dense(stream[within[0] : within[1]])):
            raise ValueError("there is no text at this place")
        start, end = within
        selector = Selector(
            stream[start:end],
            stream[max(0, start - CONTEXT) : start],
            stream[end : end + CONTEXT],
            stream.spans(start, end),
            self._section(stream.passage(start)),
            self.document.fingerprint,
        )
        if not survey:
            return selector
        return replace(selector, survey=self._survey(selector, needle, stream.letter(start)))

    def locate(self, selector: Selector) -> Found | Orphan:
        """Find a place: by position in the same source; exactly; folded; with errors; else it is an orphan."""
        if selector.source and selector.source == self.document.fingerprint:
            return Found(selector.spans, Step.POSITION, 1.0)
        needle = dense(selector.quote)
        if not needle or not len(self.stream):
            return Orphan("there is no text to look for")
        hits = self._exact(selector, needle)
        if len(hits) > _LIMIT:
            return Orphan("the words stand in too many places")
        hit = self._decided(selector, hits, len(needle))
        if hit is not None:
            return self._found(selector, needle, hit)
        if self._may_differ(selector, needle, hits):
            if (pieces := self._cut(selector, needle)) is not None:
                return pieces
            if (hit := self._similar(selector, needle, hits)) is not None:
                return self._found(selector, needle, hit)
        return Orphan("the words stand elsewhere, none of it surely their place" if hits else "the words are not there")

    # Exactly

    def _exact(self, selector: Selector, needle: str) -> list[_Hit]:
        places = occurrences(needle, self.stream.letters, _LIMIT)
        if len(places) > _LIMIT:  # a word or two: with what stood around them they may yet be rare
            before, after = _around(selector)
            whole = occurrences(before + needle + after, self.stream.letters, _LIMIT)
            if not 0 < len(whole) <= _LIMIT:
                return [_Hit(0, 0, 0, 0)] * (_LIMIT + 1)
            places = [place + len(before) for place in whole]
        return [self._judged(selector, place, place + len(needle)) for place in places]

    def _judged(self, selector: Selector, start: int, end: int, distance: int = 0) -> _Hit:
        """A place, and how far what stands around it agrees."""
        letters, (before, after) = self.stream.letters, _around(selector)
        there = letters[max(0, start - len(before)) : start]
        behind = letters[end : end + len(after)]
        return _Hit(
            start,
            end,
            _likeness(before, there) if before else float(start == 0),
            _likeness(after, behind) if after else float(end == len(letters)),
            distance,
        )

    def _decided(self, selector: Selector, hits: list[_Hit], length: int) -> _Hit | None:
        """The place among those with the same letters; None where it is not clear."""
        full, half = [hit for hit in hits if hit.full], [hit for hit in hits if hit.half]
        survey = selector.survey
        if survey is None:
            bare = not selector.prefix and not selector.suffix and length >= _LONG
            return hits[0] if len(hits) == 1 and (half or bare) else full[0] if len(full) == 1 else None
        complete = len(hits) == survey.twins + 1
        if survey.echoes:  # one of several that nothing around them tells apart
            there = hits[survey.ordinal] if complete else None
            home = [hit for hit in hits if self._at_home(selector, hit)]
            return there if there is not None and there.full and home == [there] else None
        if len(full) == 1 and (len(half) == 1 or self._at_home(selector, full[0])):
            return full[0]
        if len(hits) == 1 and not survey.twins:
            least = _LONG if not half else 0 if self._at_home(selector, hits[0]) else _SHORT
            return hits[0] if length >= least else None
        # Were one of them gone, what remains could be the other with its surroundings lost.
        alone = half[0] if complete and len(half) == 1 and not full else None
        return alone if alone is not None and self._at_home(selector, alone) else None

    # With errors

    def _may_differ(self, selector: Selector, needle: str, hits: list[_Hit]) -> bool:
        """Whether it makes sense to look for other letters: all that have these are its twins."""
        survey = selector.survey
        if len(needle) < _SHORT or (survey is not None and survey.echoes):
            return False
        return len(hits) <= (survey.twins if survey is not None else 0)

    def _cut(self, selector: Selector, needle: str) -> Found | None:
        """The place where something was set into the quotation: a page's header, a note that was cut out before."""
        stream, survey = self.stream, selector.survey
        half = len(needle) // 2
        if survey is not None and survey.crowded:  # its pieces stand everywhere
            return None
        whole = [
            (first, second)
            for first, second in cuts(needle, stream.letters)
            if self._judged(selector, first.start, second.end).full
            and self._is_own(selector, needle[:half] if first.end - first.start >= half else needle[half:])
        ]
        if len(whole) != 1:
            return None
        spans = [span for fit in whole[0] for span in stream.spans(stream.start(fit.start), stream.end(fit.end))]
        return Found(tuple(spans), Step.CUT, len(needle) / (whole[0][1].end - whole[0][0].start))

    def _is_own(self, selector: Selector, half: str) -> bool:
        """Whether half of a quotation stands nowhere else, now or when it was kept."""
        rivals = selector.survey.rivals if selector.survey is not None else ()
        return len(occurrences(half, self.stream.letters, 1)) == 1 and not any(half in rival for rival in rivals)

    def _similar(self, selector: Selector, needle: str, hits: list[_Hit]) -> _Hit | None:
        survey, most = selector.survey, int(ERRORS * len(needle))
        twins = survey.twins if survey is not None else 0
        found = [
            self._judged(selector, *fit)
            for fit in fits(needle, self.stream.letters, most)
            if all(fit.end <= hit.start or fit.start >= hit.end for hit in hits)
        ]
        strict = survey is None or survey.crowded or len(hits) < twins
        likely = [hit for hit in found if (hit.full if strict else hit.half) and not self._is_rival(selector, hit)]
        likely.sort(key=lambda hit: hit.distance / len(needle) - hit.before - hit.after)
        if not likely:
            return None
        best = likely[0]
        clear = all(
            best.before + best.after >= other.before + other.after + 0.5
            or (best.full and not other.full and best.distance < other.distance)
            for other in likely[1:]
        )
        return best if clear else None

    def _is_rival(self, selector: Selector, hit: _Hit) -> bool:
        """Whether a place may as well be what stood elsewhere and resembled the quotation."""
        if selector.survey is None:
            return False
        there, needle = self.stream.letters[hit.start : hit.end], dense(selector.quote)
        for rival in selector.survey.rivals:
            apart = Levenshtein.distance(needle, rival)
            # A place with e errors is e from its own words and about e + apart from the other's.
            if Levenshtein.distance(there, rival) - hit.distance < max(2, 0.5 * apart):
                return True
        return False

    def _found(self, selector: Selector, needle: str, hit: _Hit) -> Found:
        stream = self.stream
        start, end = stream.start(hit.start), stream.end(hit.end)
        if hit.distance:
            return Found(stream.spans(start, end), Step.SIMILAR, 1 - hit.distance / len(needle))
        # Blanks and dashes at the ends are no letters, but may have been part of the quotation.
        quote, text = selector.quote, stream
        first = next(at for at, character in enumerate(quote) if dense(character))
        last = next(at for at in range(len(quote), 0, -1) if dense(quote[at - 1]))
        if text[max(0, start - first) : start] == quote[:first]:
            start -= first
        if text[end : end + len(quote) - last] == quote[last:]:
            end += len(quote) - last
        same = stream[start:end] == selector.quote
        return Found(stream.spans(start, end), Step.EXACT if same else Step.FOLDED, 1.0)

    # What stands around

    def _survey(self, selector: Selector, needle: str, at: int) -> Survey:
        letters, end = self.stream.letters, at + len(needle)
        places = occurrences(needle, letters, _LIMIT)
        twins, ordinal = len(places) - 1, sum(place < at for place in places)
        survey = Survey(twins, 0, ordinal)
        for width in _WIDER if twins else ():
            if width:
                survey = replace(survey, before=letters[max(0, at - width) : at], after=letters[end : end + width])
            wider = replace(selector, survey=survey)
            hits = [self._judged(wider, place, place + len(needle)) for place in places if place != at]
            survey = replace(survey, echoes=sum(max(hit.before, hit.after) >= _AGREES - _MARGIN for hit in hits))
            if not survey.echoes:
                break
        if len(needle) < _SHORT:
            return survey
        rivals: dict[str, None] = {}
        # Without the place itself: what stands beside it would overlap it by a letter and be left out.
        others = letters[:at] + "\n" * len(needle) + letters[end:]
        for fit in fits(needle, others, int(_LIKE * len(needle)), THOROUGH):
            if fit.distance:
                rivals[letters[fit.start : fit.end]] = None
        return replace(survey, rivals=tuple(rivals)[:_RIVALS], crowded=len(rivals) > _RIVALS)

    def _section(self, passage: Passage) -> tuple[str, ...]:
        titles: list[str] = []
        section = self.document.by_section.get(passage.section)
        while section is not None:
            titles.append(section.title)
            section = self.document.by_section.get(section.parent) if section.parent else None
        return tuple(reversed(titles))

    def _at_home(self, selector: Selector, hit: _Hit) -> bool:
        """Whether a place stands in the section it stood in."""
        here = self._section(self.stream.passage(self.stream.start(hit.start)))
        return [fold(title).text for title in here] == [fold(title).text for title in selector.section]


def _around(selector: Selector) -> tuple[str, str]:
    """The letters before and behind a place: the wider ones where they were kept."""
    survey = selector.survey
    if survey is not None and (survey.before or survey.after):
        return survey.before, survey.after
    return dense(selector.prefix), dense(selector.suffix)


def _likeness(expected: str, there: str) -> float:
    return Levenshtein.normalized_similarity(expected, there)
