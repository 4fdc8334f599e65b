"""The mentions of a catalogue's concepts in a document, by two Aho-Corasick automata.

One looks for acronyms in the text with its case kept, the other for all other names in the text with case
folded (A. V. Aho and M. J. Corasick, "Efficient string matching", CACM 18, 1975). What they find must stand
at boundaries and satisfy its rule; only then is the longest chosen, so that a long failing hit hides no short
true one.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from tui.concepts.model import Catalogue, Mention
from tui.concepts.names import Name, Wording, compile_names
from tui.concepts.neighbours import Texts, allowed, bounds
from tui.documents.model import Document, Passage, Role
from tui.documents.narrow import Source
from tui.text.folding import Folded, fold
from tui.text.spans import SourceMap, Span, intersect

Progress = Callable[[int, int], None]
"""Told how many passages are done, and of how many."""

_CHUNK = 50_000
"""code points of passages looked through at once"""
_DIVIDER = "\x00"
"""between passages: no name can hold it, and no fold takes it away"""
_HYPHENS = "-\u2010"
_SOFT = "\xad"
_KEPT = 4
"""matchers kept: those last asked for"""

_matchers: dict[int, "Matcher"] = {}


class _Hit(NamedTuple):
    """A name at boundaries, in a passage's text."""

    passage: int
    start: int
    end: int
    name: Name
    affix: str


class Matcher:
    """The names of a catalogue, compiled; made once, used on any number of documents.

    Args:
        catalogue: of two concepts that claim one name, the later has it.
        spare: take little room rather than little time.

    Attributes:
        automata: for acronyms, and for all other names.
    """

    def __init__(self, catalogue: Catalogue, *, spare: bool = False) -> None:
        self.catalogue = catalogue
        self.automata = compile_names(catalogue)
        for automaton in self.automata:
            automaton.spare = spare

    def link(self, document: Document, progress: Progress | None = None) -> list[Mention]:
        """Every mention of a concept in the document, in source order, the longest first at a place.

        Doubtful passages are left out. A mention inside a longer one is marked as nested, or left out when
        that is of the same concept; of two that overlap otherwise, the one that begins first stands.

        Args:
            document: as read.
            progress: told after each stretch of passages.
        """
        roles = document.figures.roles
        sound = len(roles) - roles.count(Role.DOUBTFUL)
        # Of a passage no more is held than is searched: its source and its runs take many times that.
        sources = (one for one in document.passages if one.role is not Role.DOUBTFUL)
        passages = ((one.index, one.text, unhyphenated(one, document.source)) for one in sources)
        hits: list[_Hit] = []
        present: set[Wording] = set()
        done = 0
        for chunk in _chunks(passages):
            hits += self._hits([(index, text) for index, text, _ in chunk], present)
            hits += self._hits([(index, other) for index, _, other in chunk if other], present)
            done += len(chunk)
            if progress is not None:
                progress(done, sound)
        hits = [hit for hit in hits if not hit.name.needs or not hit.name.needs.isdisjoint(present)]
        return _in_source_order(document, _longest(hits))

    def _hits(self, passages: Sequence[tuple[int, str]], present: set[Wording]) -> Iterator[_Hit]:
        """The names at boundaries in some passages, wordings found added to `present`."""
        if not passages:
            return
        stretch = _stretch([text for _, text in passages])
        for text, automaton in zip(stretch.texts, self.automata, strict=True):
            for number, start, end in automaton.find(text):
                wording, name = automaton.wordings[number], automaton.names[number]
                bound = bounds(text, start, end, wording.exact)
                if bound is None:
                    continue
                present.add(wording)
                if name is None or not allowed(name, stretch.texts, start, bound.end):
                    continue
                place, first, last = stretch.place(start, bound.end)
                yield _Hit(passages[place][0], first, last, name, "plural" if name.plural else bound.affix)


def matcher(catalogue: Catalogue) -> Matcher:
    """The matcher of a catalogue; the same one as long as it is the same catalogue and lately used."""
    found = _matchers.pop(id(catalogue), None)
    if found is None or found.catalogue is not catalogue:
        found = Matcher(catalogue)
    _matchers[id(catalogue)] = found
    while len(_matchers) > _KEPT:
        _matchers.pop(next(iter(_matchers)), None)
    return found


def link(document: Document, catalogue: Catalogue, progress: Progress | None = None) -> list[Mention]:
    """Every mention of a catalogue's concepts in a document; see `Matcher.link`."""
    return matcher(catalogue).link(document, progress)


class _Stretch(NamedTuple):
    """Some passages folded and searched together, since each search costs a call."""

    texts: Texts
    folds: list[Folded]
    """one for each passage, or one for all"""
    starts: list[int]
    """where each passage begins: in the folded texts, or, where one fold is for all, in the text before folding"""

    def place(self, start: int, end: int) -> tuple[int, int, int]:
        """The number of a passage, and start and end in its text, of a stretch of the folded texts."""
        if len(self.folds) > 1:
            number = bisect_right(self.starts, start) - 1
            at = self.starts[number]
            return (number, *self.folds[number].span(start - at, end - at))
        first, last = self.folds[0].span(start, end)
        number = bisect_right(self.starts, first) - 1
        return number, first - self.starts[number], last - self.starts[number]


def _stretch(texts: list[str]) -> _Stretch:
    joined = _DIVIDER.join(texts)
    # Plain ASCII folds quickest, and together quicker still; one passage of another script must not slow the others.
    if joined.isascii() or len(texts) == 1:
        whole = fold(joined)
        return _Stretch(Texts(whole.exact, whole.text), [whole], [0, *accumulate(len(one) + 1 for one in texts)])
    folds = [fold(text) for text in texts]
    starts = [0, *accumulate(len(one.text) + 1 for one in folds)]
    exact, plain = (one.exact for one in folds), (one.text for one in folds)
    return _Stretch(Texts(_DIVIDER.join(exact), _DIVIDER.join(plain)), folds, starts)


def unhyphenated(passage: Passage, source: Source) -> str:
    """The text with nothing wide for each hyphen that a line's end put into a word, or may have; empty without one.

    The reading takes such a hyphen out only where the document has the word whole; a name is known whole.
    """
    if len(passage.runs) < 2 or not any(one in passage.text for one in _HYPHENS):
        return ""
    text, found = passage.text, []
    for one, two in pairwise(run for run in passage.runs if run.text_length):
        end = one.text + one.text_length
        between = source[one.source + one.source_length : two.source]
        if text[end - 1] in _HYPHENS and text[end : end + 1].islower() and ("\n" in between or "\r" in between):
            found.append(end - 1)
    for at in found:
        text = text[:at] + _SOFT + text[at + 1 :]
    return text if found else ""


def _chunks(passages: Iterable[tuple[int, str, str]]) -> Iterator[Sequence[tuple[int, str, str]]]:
    """Passages, each by its index and its texts, by stretches: one fold for many short ones, and never the whole of a
    large document.
    """
    chunk: list[tuple[int, str, str]] = []
    length = 0
    for passage in passages:
        chunk.append(passage)
        length += len(passage[1])
        if length >= _CHUNK:
            yield chunk
            chunk, length = [], 0
    if chunk:
        yield chunk


def _longest(hits: list[_Hit]) -> Iterator[tuple[_Hit, bool]]:
    """The hits that stand, each with whether it lies inside a longer one."""
    hits.sort(key=lambda hit: (hit.passage, hit.start, -hit.end, hit.affix == "plural"))
    passage, shown = -1, 0
    reach: dict[str, int] = {}  # where the last mention of each concept ends
    for hit in hits:
        if hit.passage != passage:
            passage, shown = hit.passage, 0
            reach.clear()
        concept = hit.name.concept
        if reach.get(concept, 0) > hit.start:
            continue
        nested = hit.start < shown
        if nested and hit.end > shown:
            continue
        shown = max(shown, hit.end)
        reach[concept] = hit.end
        yield hit, nested


def _in_source_order(document: Document, hits: Iterator[tuple[_Hit, bool]]) -> list[Mention]:
    mentions: list[Mention] = []
    source: _Source | None = None
    for hit, nested in hits:
        if source is None or source.passage.index != hit.passage:
            source = _Source(document.passages[hit.passage])
        alias = hit.name.alias
        rule = hit.affix
        if not rule:
            rule = "exact" if source.passage.text[hit.start : hit.end] == alias else "folded"
        spans = source.spans(hit.start, hit.end)
        mentions.append(Mention(hit.passage, hit.start, hit.end, hit.name.concept, alias, rule, spans, nested))
    mentions.sort(key=lambda mention: (mention.spans[0][0] if mention.spans else 0, mention.start - mention.end))
    return mentions


class _Source:
    """The source of one passage, for many mentions: as `Passage.source_spans`, the map made once."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self._map = SourceMap(passage.runs)
        self._ends = [end for _, end in passage.spans]

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        first, last = self._map.start(start), self._map.end(end)
        begin = bisect_right(self._ends, first)
        close = bisect_right(self._ends, last) + 1
        return intersect(first, last, self.passage.spans[begin:close])
