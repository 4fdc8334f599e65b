"""Where in a passage's text the clauses of a plan stand, and as which words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tui.search.expansion import Expansion
from tui.search.plan import Clause, Plan, Together
from tui.search.terms import STROKES, compounds, hyphenated, plainly, spaced
from tui.text.scripts import divides, is_mark
from tui.text.spans import Span

if TYPE_CHECKING:
    from tui.text.folding import Folded

_BLANK = ord(" ")
_MOST = 200
"""Places of one word in one passage that are looked at."""
_LONG, _LONGEST, _KEPT = 1_000, 100_000, 64
"""Code points of a text that is kept as it is compared, if that takes a while; and how many are."""


class Found(NamedTuple):
    """A clause in a passage.

    Attributes:
        spans: of the text, in order.
        quality: of the best word that stands there.
        why: which word stood for what was typed; empty for what stands as it was typed.
        guessed: that word is at an edit distance from what was typed.
    """

    spans: tuple[Span, ...]
    quality: float
    why: str = ""
    guessed: bool = False


class Folding:
    """A passage's text as it is compared, with the way back to its own offsets.

    Args:
        text: of the passage.
    """

    __slots__ = ("folded", "spaced", "text")

    def __init__(self, text: str) -> None:
        plain = plainly(text)
        if plain is not None:
            # Every offset stays.
            self.folded: Folded | None = None
            self.text = plain
            self.spaced = spaced(plain)
        else:
            self.folded = _folded(text) if _LONG < len(text) < _LONGEST else _folded.__wrapped__(text)
            self.text = self.folded.text.translate(STROKES)
            self.spaced = b""
        """its words of ASCII with a blank on either side, each one place later; empty where it has others"""

    def bounded(self, start: int, end: int) -> bool:
        """Whether a word begins and ends there."""
        if self.spaced:
            return self.spaced[start] == _BLANK == self.spaced[end + 1]
        return _bounded(self.text, start, end)


@lru_cache(maxsize=_KEPT)
def _folded(text: str) -> "Folded":
    """A text folded; a long one is looked at again with the next letter that is typed."""
    from tui.text.folding import fold

    return fold(text, accents=False)


class Seeker:
    """Finds all words of a plan in a passage at once.

    Args:
        words: folded.
    """

    def __init__(self, words: Iterable[str]) -> None:
        from ahocorasick_rs import BytesAhoCorasick

        self._words = [*dict.fromkeys(words)]
        self._automaton = BytesAhoCorasick([f" {word} ".encode("utf-8", "surrogatepass") for word in self._words])

    def seek(self, text: Folding) -> dict[str, list[Span]]:
        """Where each word stands, whole or with hyphens in it; those that stand nowhere are left out."""
        if not text.spaced:
            places = {word: _occurrences(word, text) or _hyphenated(word, text.text) for word in self._words}
            return {word: spans for word, spans in places.items() if spans}
        found: dict[str, list[Span]] = {}
        for number, start, end in self.standing(text):
            found.setdefault(self._words[number], []).append((start, end - 2))
        return found

    def standing(self, text: Folding) -> list[tuple[int, int, int]]:
        """For each place of a text that is `spaced`, the number of a word, where it begins, and where it ends and two.

        In the order of the text, but for words that stand only with hyphens in them: these come last.
        """
        # Both blanks are counted in, and each place is one later.
        found = self._automaton.find_matches_as_indexes(text.spaced, overlapping=True)
        if "-" in text.text and (pieces := hyphenated(text.text)):
            joined = f" {compounds(word for _, word in pieces)} ".encode()
            matches = {number for number, _, _ in self._automaton.find_matches_as_indexes(joined, overlapping=True)}
            for number in sorted(matches.difference(number for number, _, _ in found)):
                found += [(number, start, end + 2) for start, end in _pieced(self._words[number], pieces)]
        return found


class Matcher:
    """Finds a clause in passages.

    Args:
        clause: of a plan.
    """

    __slots__ = ("_phrases", "_runs", "words")

    def __init__(self, clause: Clause) -> None:
        self.words: dict[str, tuple[float, str, bool]] = {}
        for way in clause.ways:
            if len(way.slots) == 1 and not way.run:
                for one in way.slots[0]:
                    told = (way.quality * one.quality, _why(one, clause.typed), one.by == "typo")
                    self.words[one.word] = max(told, self.words.get(one.word, told))
        self._phrases = [way for way in clause.ways if len(way.slots) > 1 and not way.run]
        self._runs = [way for way in clause.ways if way.run]

    @property
    def words_only(self) -> bool:
        """Whether there is nothing to look for but words."""
        return not self._phrases and not self._runs

    def find(self, text: Folding, sought: Mapping[str, list[Span]]) -> Found | None:
        """Where the clause stands in a passage; None where it does not.

        Args:
            text: of the passage.
            sought: where the words of the plan stand in it.
        """
        spans: list[Span] = []
        best, why, guessed = 0.0, "", False
        for word, found in sought.items():
            if told := self.words.get(word):
                spans += found[:_MOST]
                if told[0] > best:
                    best, why, guessed = told
        for way in (*self._phrases, *self._runs) if self._phrases or self._runs else ():
            if standing := _run(way.run, text) if way.run else _phrase(way.slots, text):
                spans += standing
                if way.quality > best:
                    best, why, guessed = way.quality, "", False
        if not spans:
            return None
        if len(spans) > 1:
            spans = sorted(set(spans))
        if text.folded is not None:
            spans = sorted({text.folded.span(*span) for span in spans})
        return Found(tuple(spans), best, why, guessed)


def _occurrences(word: str, text: Folding) -> list[Span]:
    found: list[Span] = []
    plain = text.text
    at = plain.find(word)
    while at >= 0 and len(found) < _MOST:
        if text.bounded(at, at + len(word)):
            found.append((at, at + len(word)))
        at = plain.find(word, at + len(word))
    return found


def _hyphenated(word: str, text: str) -> list[Span]:
    """The places of a word that has hyphens in a folded text."""
    pressed = text.replace("-", "") if "-" in text else ""
    at = pressed.find(word) if pressed else -1
    if at < 0:
        return []
    places, found = [place for place, char in enumerate(text) if char != "-"], list[Span]()
    while at >= 0 and len(found) < _MOST:
        start, end = places[at], places[at + len(word) - 1] + 1
        if end - start > len(word) and _bounded(text, start, end):
            found.append((start, end))
        at = pressed.find(word, at + 1)
    return found


def _pieced(word: str, pieces: Iterable[tuple[int, str]]) -> Iterator[Span]:
    """The places of a word in words with hyphens."""
    for start, piece in pieces:
        at = piece.replace("-", "").find(word)
        if at >= 0:
            places = [start + place for place, char in enumerate(piece) if char != "-"]
            first, last = places[at], places[at + len(word) - 1]
            before, after = piece[first - start - 1 : first - start], piece[last - start + 1 : last - start + 2]
            if last - first >= len(word) and before in ("", "-") and after in ("", "-"):
                yield first, last + 1


def _run(run: str, text: Folding) -> list[Span]:
    plain, found = text.text, list[Span]()
    at = plain.find(run)
    while at >= 0 and len(found) < _MOST:
        found.append((at, at + len(run)))
        at = plain.find(run, at + 1)
    return found


def _phrase(slots: Sequence[Sequence[Expansion]], text: Folding) -> list[Span]:
    """The places where a word of each slot follows one of the slot before."""
    found = []
    for first in slots[0]:
        for start, end in _occurrences(first.word, text):
            for slot in slots[1:]:
                end = _next(end, slot, text)
                if end < 0:
                    break
            else:
                found.append((start, end))
    return found


def _next(at: int, slot: Sequence[Expansion], text: Folding) -> int:
    """Where one of the words ends that comes next; -1 where another comes."""
    plain = text.text
    while at < len(plain) and not plain[at].isalnum():
        at += 1
    for one in slot:
        end = at + len(one.word)
        if plain.startswith(one.word, at) and text.bounded(at, end):
            return end
    return -1


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether a word begins and ends there."""
    before = start - 1
    while before >= 0 and is_mark(text[before]):  # a mark that follows no letter is no part of a word
        before -= 1
    if before >= 0 and not divides(text[before], text[start]):
        return False
    return end == len(text) or divides(text[end - 1], text[end])


def _why(one: Expansion, typed: str) -> str:
    return "" if one.by == "exact" else f"{one.word} for {typed} ({one.by})"


_Standing = tuple[list[Found | None], list[Sequence[Span]]]


class Aligner:
    """Finds the clauses of a plan in passages.

    Args:
        plan: what is looked for.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._matchers = [Matcher(clause) for clause in plan.clauses]
        self._without = [Matcher(clause) for clause in plan.without]
        matchers = (*self._matchers, *self._without)
        words = dict.fromkeys(word for matcher in matchers for word in matcher.words)
        self._seeker = Seeker(words)
        # Of a query of nothing but words, for each word the clauses it stands for.
        self._standing: list[list[tuple[int, tuple[float, str, bool]]]] = []
        if not self._without and all(matcher.words_only for matcher in matchers):
            self._standing = [
                [(number, told) for number, one in enumerate(self._matchers) if (told := one.words.get(word))]
                for word in words
            ]

    def align(self, text: str, named: list[Sequence[Span]]) -> _Standing | None:
        """Find all clauses in a passage.

        Args:
            text: of the passage.
            named: for each concept and kind of the plan its spans in the passage.

        Returns:
            For each clause where it stands, or None; and the spans of what was named. None for the whole when something
            stands there that must not, or what must stand together does not.
        """
        folded = Folding(text)
        if self._standing and folded.spaced:
            found = self._at_once(folded)
        else:
            sought = self._seeker.seek(folded)
            for matcher in self._without:
                if matcher.find(folded, sought):
                    return None
            found = [matcher.find(folded, sought) for matcher in self._matchers]
        for near in self._plan.together:
            if not _near(found, near, text):
                return None
        return _in_one_sentence(text, found, named) if self._plan.same_sentence else (found, named)

    def _at_once(self, text: Folding) -> list[Found | None]:
        """What `Matcher.find` gives of each clause, where all are words: one look at each place."""
        places = self._seeker.standing(text)
        spans: list[list[Span]] = [[] for _ in self._matchers]
        best: list[tuple[float, str, bool] | None] = [None] * len(spans)
        for word, start, end in places:
            for clause, told in self._standing[word]:
                spans[clause].append((start, end - 2))
                known = best[clause]
                if known is None or told[0] > known[0]:
                    best[clause] = told
        return [
            Found(_in_order(standing), *told) if told is not None else None
            for standing, told in zip(spans, best, strict=True)
        ]


def _in_order(spans: list[Span]) -> tuple[Span, ...]:
    """Places of one clause, not too many; those of words with hyphens in them were found last."""
    if len(spans) > 1:
        spans.sort()
    return tuple(spans[:_MOST])


def _near(found: list[Found | None], near: Together, text: str) -> bool:
    """Whether clauses stand near each other somewhere; what stands elsewhere of them is left out of `found`."""
    groups = [one.spans if (one := found[number]) else () for number in near.clauses]
    kept: list[set[Span]] = [set() for _ in groups]
    for window in _windows(groups, near.apart, text):
        for spans, span in zip(kept, window, strict=True):
            spans.add(span)
    if not all(kept):
        return False
    for number, spans in zip(near.clauses, kept, strict=True):
        one = found[number]
        found[number] = one._replace(spans=tuple(sorted(spans))) if one else None
    return True


def _windows(groups: Sequence[Sequence[Span]], apart: int, text: str) -> Iterator[list[Span]]:
    """Each place of the rarest with the nearest of the others, where no two neighbours are too far apart."""
    from tui.text.words import count_words

    if not all(groups):
        return
    rarest = min(range(len(groups)), key=lambda number: len(groups[number]))
    for place in groups[rarest]:
        window: list[Span] = [place]
        for number, group in enumerate(groups):
            others = [span for span in group if span not in window]  # a word asked for twice must stand there twice
            if number != rarest and others:
                window.append(min(others, key=lambda span: abs(span[0] - place[0])))
        if len(window) < len(groups):
            continue
        window.insert(rarest, window.pop(0))
        ordered = sorted(window)
        if all(count_words(text[a[1] : b[0]]) <= apart for a, b in pairwise(ordered)):
            yield window


def _in_one_sentence(text: str, found: list[Found | None], named: Sequence[Sequence[Span]]) -> _Standing | None:
    """What stands in sentences that have all; None where there is no such sentence."""
    from tui.text.sentences import sentences

    groups = [one.spans if one else () for one in found] + [tuple(spans) for spans in named]
    kept: list[list[Span]] = [[] for _ in groups]
    for start, end in sentences(text):
        inside = [[span for span in group if start <= span[0] and span[1] <= end] for group in groups]
        if all(inside):
            for whole, part in zip(kept, inside, strict=True):
                whole += part
    if not all(kept):
        return None
    count = len(found)
    left = [one._replace(spans=tuple(spans)) if one else None for one, spans in zip(found, kept, strict=False)]
    return left, [tuple(spans) for spans in kept[count:]]
