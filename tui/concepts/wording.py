"""Wordings that share their parts with a concept's names, whatever the translator put in place of the rest."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from tui.concepts.coordination import ENOUGH, coordinations
from tui.concepts.model import Catalogue
from tui.concepts.phrases import TURNS, Name, Phrase, Profile, frame_of, profile_of
from tui.concepts.stems import JOINT, Clause, Token, clauses, stem, tokens, untorn
from tui.concepts.windows import candidates, reach


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LEAST = 0.6
"""Score of a proper name that lacks its last part: "Ministry of Commerce" of some country."""
_TELLING, _TELLING_WORD = 9, 12
"""Letters of a stem, or of the word it is of, from which on it may tell a concept by itself."""
_LONG = 4
"""Words of a name from which on one may be missing."""
_MODIFIERS = frozenset((JOINT, "common", "share", "mutual"))
"""What translators put before a noun or leave out."""
_LIGHT = frozenset(map(stem, ["render", "give", "provide", "lend", "take", "make", "exercise", "perform", "undertake"]))
"""Verbs that say little beside the noun that says what is done: "to render assistance" is to assist."""
_NON = "non"
_NEGATIONS = _set("no not non without never neither nor")
_CONTRARY = _set(
    "north south east west first second third micro macro primary secondary upper lower inner outer public private "
    "african asian american european"
)
"""What tells two of a kind apart, as its own stem."""
_MOST = 0.6
"""Share of a name's stems that must be there."""
_FINITE = _set("is are was were has have had will can may must")
_NOUNS = ("ship", "tion", "ment", "ness", "ity", "ance", "ence", "ism")
"""how a word ends that names a thing; of such there may be anything, so that it tells nothing by itself"""
_ONE_WAY = frozenset(f" {word}" for word in ("until", "before", "after", "over", "without", "than", "against", "from"))
"""What parts a name so that its ends can't change places."""
_OF = re.compile(r"\s{1,4}(?:of|for|between|among)\b")
_ADJECTIVE = ("al", "ive", "ous", "ic", "ary", "able", "ible")
"""how a word ends that asks for a noun"""
_MANY = 2000
"""concepts with a stem from which on it brings none of them up"""
_OWN = _set("their its his her our your my own whose")
_ORDINALS = _set("first second third")
_AND = _set("and or")
_SLACK = 4
"""words more than the name has that a wording may take up, small ones included"""
_FRAME = 0.6
"""Share of a name's words, small ones included, that stand where they stand in it."""
_HEADLESS = 4
"""Of these, how many at least where the head is another: "nature of governance" is no "democratization" of it."""
_TURNED = 0.8
"""Score of a name of two words with their places changed: "shared benefits" for "benefit sharing"."""
_FOREIGN = 0.15
"""What a word that no name has takes off the score."""


class Wording(NamedTuple):
    """A stretch of a text that may name a concept: start, end, the alias it is nearest to, a score of 0 to 1."""

    start: int
    end: int
    concept: str
    alias: str
    score: float


class Wordings:
    """Looks for wordings of a catalogue's concepts.

    Args:
        catalogue: the concepts.
        names: of each, as `names_of` gives them.
    """

    def __init__(self, catalogue: Catalogue, names: Mapping[str, Sequence[Name]]) -> None:
        self._words = {t.stem: t.folded for found in names.values() for one in found for t in one.tokens}
        spread: Counter[str] = Counter()
        for found in names.values():
            spread.update({stem for one in found for stem in one.stems})
        # A stem that many concepts have says little of any.
        self._weights = {stem: 1 / sqrt(count) for stem, count in spread.items()}
        self._weights[JOINT] = min(self._weights.get(JOINT, 0.5), 0.5)
        self._profiles = [
            profile_of(catalogue.concepts[id], found, self._weights) for id, found in names.items() if found
        ]
        self._known = set(spread)
        self._common = {stem for stem, count in spread.items() if count > _MANY}
        self._having: dict[str, list[int]] = {}
        self._marked: dict[str, list[int]] = {}
        self._few: set[int] = set()
        """profiles that one rare stem brings up"""
        for number, profile in enumerate(self._profiles):
            stems = {one for phrase in profile.phrases for one in phrase.stems}.union(*profile.slots)
            marks = frozenset.intersection(*(one.marks for one in profile.phrases)) if profile.phrases else frozenset()
            if marks and not profile.slots:
                self._marked.setdefault(max(marks), []).append(number)
                continue
            if not profile.slots and all(map(self._is_told_by_rare, profile.phrases)):
                stems -= self._common
                self._few.add(number)
            for one in stems:
                self._having.setdefault(one, []).append(number)

    def find(self, text: str) -> Iterator[Wording]:
        """The wordings in a text that score enough, in no order; they may overlap."""
        found = tokens(text)
        for clause in clauses(text):
            inside = [one for one in found if clause.start <= one.start and one.end <= clause.end]
            stems = {one.stem for one in inside if one.stem}
            held = Counter(number for stem in stems for number in self._having.get(stem, ()))
            for mark in {one.folded for one in inside} if self._marked else ():
                held.update(dict.fromkeys(self._marked.get(mark, ()), 2))
            for number, count in held.items():
                if (
                    count >= 2
                    or number in self._few
                    or any(self._tells(stem) for stem in stems & self._profiles[number].modifiers)
                ):
                    profile = self._profiles[number]
                    if profile.slots:
                        for start, end, score in coordinations(profile, text, clause, inside):
                            yield Wording(start, end, profile.concept.id, profile.alias, score)
                    yield from self._windows(profile, text, clause, inside, stems)

    def _is_told_by_rare(self, phrase: Phrase) -> bool:
        """Whether some stems of a name are so common among concepts that they weigh too little without the others."""
        common = self._common.intersection(phrase.stems)
        return bool(common) and sum(map(self._weights.__getitem__, common)) < ENOUGH * phrase.weight

    def _windows(
        self, profile: Profile, text: str, clause: Clause, inside: list[Token], stems: set[str]
    ) -> list[Wording]:
        found: list[Wording] = []
        for phrase in profile.phrases:
            common = stems.intersection(phrase.stems)
            if len(phrase.stems) == 2 and self._tells(phrase.stems[0]) and phrase.stems[0] in common:
                found += self._heads(profile, phrase, text, inside)
            if len(common) >= 2:
                found += self._framed(profile, phrase, text, inside)
            if len(common) < 2 or sum(map(self._weights.__getitem__, common)) < ENOUGH * phrase.weight:
                continue
            for first, last in candidates(text, clause, inside, phrase):
                window = inside[first : last + 1]
                score = self._score(profile, phrase, text, window, clause)
                if score >= ENOUGH:
                    window = _with_denial(phrase, inside, first, last)
                if score >= ENOUGH and window:
                    start, end = untorn(text, window[0].start, _end(text, inside, last, phrase))
                    found.append(Wording(start, end, profile.concept.id, phrase.alias, score))
        return found

    def _tells(self, stem: str) -> bool:
        """Whether a stem is rare and long enough to tell a concept by itself."""
        long = len(stem) >= _TELLING or len(self._words.get(stem, "")) >= _TELLING_WORD
        return long and self._weights.get(stem) == 1

    def _heads(self, profile: Profile, phrase: Phrase, text: str, inside: list[Token]) -> list[Wording]:
        """A telling modifier before another noun than the name has: "intergenerational equity", "… fairness"."""
        found = []
        for one, two in pairwise(inside):
            tied = text[one.end : two.start] == " " and two.stem and two.stem not in (phrase.stems[1], JOINT)
            if (
                one.stem == phrase.stems[0]
                and tied
                and not one.folded.endswith(_NOUNS)
                and is_set_alike(phrase.proper, text, [one, two])
            ):
                found.append(Wording(one.start, two.end, profile.concept.id, phrase.alias, ENOUGH))
        return found

    def _framed(self, profile: Profile, phrase: Phrase, text: str, inside: list[Token]) -> list[Wording]:
        """The name's own frame with other words in it: "shared but differentiated responsibilities" for "common ...".

        Half of the words that count must be the name's, the last among them: it says what kind of thing is meant.
        """
        found: list[Wording] = []
        size = len(phrase.frame)
        if phrase.proper or phrase.marks or len(phrase.stems) < 3:
            return found
        frame = frame_of(inside)
        for first in range(len(inside) - size + 1):
            window = frame[first : first + size]
            if window[-1] != phrase.frame[-1] or window[0].startswith(" ") or _kinds(window) != _kinds(phrase.frame):
                continue
            pairs = list(zip(window, phrase.frame, strict=True))
            same = sum(one == two for one, two in pairs)
            counted = sum(one == two and not one.startswith(" ") for one, two in pairs)
            small = same - counted
            start, end = inside[first].start, inside[first + size - 1].end
            if phrase.stems[0] == _NON and _NON not in window:
                continue
            if same == size or same < _FRAME * size or not small or counted < max(2, len(phrase.stems) / 2):
                continue
            if phrase.head and phrase.stems[phrase.head - 1] not in window and same < _HEADLESS:
                continue
            if _parted(text[start:end]) > _parted(phrase.alias):
                continue
            if not is_set_alike(phrase.proper, text, inside[first : first + size]):
                continue
            new = {one for one, two in pairs if one != two}
            if not any(one in _CONTRARY or any(map(str.isdecimal, one)) for one in new):
                found.append(Wording(*untorn(text, start, end), profile.concept.id, phrase.alias, 0.9 * same / size))
        return found

    def _score(self, profile: Profile, phrase: Phrase, text: str, window: list[Token], clause: Clause) -> float:
        if phrase.marks and not phrase.marks <= {one.folded for one in window}:
            return 0.0
        if phrase.comma and _denies(phrase.frame) and not _denies(map(_word, window)):
            return 0.0  # "no cure, no pay"
        content = [one for one in window if one.stem]
        stems = _interchanged([one.stem for one in content], phrase.stems)
        known = set(stems).intersection(phrase.stems)
        if any(stems.count(one) > phrase.stems.count(one) for one in known):
            return 0.0  # "advocating for patients and patient advocacy" is two
        if len(known) < 2 or not is_set_alike(phrase.proper, text, content) or len(window) > len(phrase.frame) + _SLACK:
            return 0.0
        if len(window) == len(phrase.frame) == 2 and stems == [*reversed(phrase.stems)]:
            alone = max(map(self._weights.__getitem__, stems)) == 1
            return _TURNED if alone and not phrase.proper and _is_tied(text, window) else 0.0
        if not _ONE_WAY.isdisjoint(phrase.frame) and not _in_order(stems, phrase.stems):
            return 0.0  # "guilty until proven innocent"
        if len(content) < len(phrase.stems) - (len(phrase.stems) >= _LONG):
            if not phrase.proper and tuple(stems) == phrase.stems[: phrase.core] and _OF.match(text, window[-1].end):
                return 0.0  # "equal treatment" of others than the name's
            return _LEAST if _is_shortened(profile, phrase, window, stems) else 0.0
        whole = len(known) == len(set(phrase.stems))
        if len(known) < _MOST * len(set(phrase.stems)) or not self._fits(phrase, text, window, stems, clause):
            return 0.0
        others = 0 if whole else sum(1 for stem in stems if stem not in phrase.stems and stem in self._known)
        weighed = sum(map(self._weights.__getitem__, known)) / phrase.weight
        share = (weighed + len(known) / len(set(phrase.stems))) / 2
        return share - _FOREIGN * (others + max(0, len(content) - len(phrase.stems)))

    def _fits(self, phrase: Phrase, text: str, window: list[Token], stems: list[str], clause: Clause) -> bool:
        """Whether a window is built as the name is: few words besides, no comma it lacks, its order or a turn of it."""
        whole = set(phrase.stems) <= set(stems)
        between = len(window) == len(stems) and stems[0] == phrase.stems[0]
        foreign = sum(1 for stem in stems if stem not in phrase.stems)
        if not _OWN.isdisjoint(map(_word, window)) and not any(one.startswith(" ") for one in phrase.frame):
            return False  # "develop their own economies"
        if foreign and not _FINITE.isdisjoint(map(_word, window)):  # a sentence, not a name
            return False
        if foreign and window[-1].folded.endswith("ed") and not phrase.last.endswith("ed"):
            return False  # "informed circles consented"
        if phrase.proper and foreign and not whole:  # the word that differs may be what tells two of a kind apart
            return False
        if foreign > max(len(phrase.stems) // 3, int(between), 2 * int(whole and len(phrase.stems) > 2)):
            return False
        if not phrase.comma and "," in text[window[0].start : window[-1].end] and not _is_all(window, clause, text):
            return False
        if len(phrase.stems) == 2 and not _AND.isdisjoint(map(_word, window)) and len(window) > len(phrase.stems):
            return not _AND.isdisjoint(one.strip() for one in phrase.frame)  # "discourse and power" is two things
        if _in_order(stems, phrase.stems):
            return True
        if not _AND.isdisjoint(map(_word, window)) and _AND.isdisjoint(one.strip() for one in phrase.frame):
            return False  # "Ethics or a Hospital Board" is of two
        if whole and phrase.head and len(stems) == len(phrase.stems) and _is_rotated(phrase, stems):
            return True
        turned = any(one.folded in TURNS for one in window)
        return whole and (turned or (len(stems) > 2 and len(window) > len(stems)))


def _end(text: str, inside: list[Token], last: int, phrase: Phrase) -> int:
    """Where a window ends; behind the noun of an adjective that a turn puts last: "prudence in financial matters"."""
    one = inside[last]
    if one.folded != phrase.last and one.stem != phrase.stems[-1] and one.folded.endswith(_ADJECTIVE):
        return inside[reach(text, inside, last, 1)].end
    return one.end


def _is_rotated(phrase: Phrase, stems: list[str]) -> bool:
    """Whether what stood behind "of" or "for" stands before the head: "Ward Nurses' Association"."""
    before, behind = phrase.stems[: phrase.head], phrase.stems[phrase.head :]
    return tuple(stems) in ((*behind, *before), (*before[:-1], *behind, before[-1]))


def _with_denial(phrase: Phrase, inside: list[Token], first: int, last: int) -> list[Token]:
    """A window, and for a name that begins with "non" the word before it that denies too; none where nothing does: the
    opposite is no variant."""
    window = inside[first : last + 1]
    if phrase.stems[0] != _NON or any(one.stem == _NON for one in window) or _denies(map(_word, window)):
        return window
    near = [at for at in (first - 2, first - 1) if at >= 0 and inside[at].folded in _NEGATIONS]
    return inside[near[-1] : last + 1] if near else []


def _denies(words: Iterable[str]) -> bool:
    return any(one.strip() in _NEGATIONS for one in words)


def _is_tied(text: str, window: Sequence[Token]) -> bool:
    """Whether no more than blanks and hyphens stands between the words of a window."""
    return all(not text[one.end : two.start].strip(" \n-") for one, two in pairwise(window))


def _word(one: Token) -> str:
    return one.folded


def _kinds(frame: Sequence[str]) -> list[bool]:
    """Which words of a frame are words of function."""
    return [one.startswith(" ") for one in frame]


def _parted(text: str) -> int:
    """How often a comma parts a text."""
    return text.count(",")


def _interchanged(stems: list[str], wanted: Sequence[str]) -> list[str]:
    """The stems; a modifier in another's place is taken for it: "shared interests" for "common interests".

    What stands last is none: "mutual respect" has nothing of "... and sharing".
    """
    spare = [stem for stem in wanted[:-1] if stem in _MODIFIERS and stem not in stems]
    return [spare.pop(0) if spare and stem in _MODIFIERS and stem not in wanted else stem for stem in stems]


def _is_all(window: list[Token], clause: Clause, text: str) -> bool:
    """Whether a window is the whole of what stands between quotation marks."""
    around = text[clause.start : window[0].start] + text[window[-1].end : clause.end]
    return clause.quoted and not any(map(str.isalnum, around))


def _in_order(stems: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether the stems that a name has stand in the name's own order."""
    rest = iter(wanted)
    return all(stem in rest for stem in stems if stem in wanted)


def _is_shortened(profile: Profile, phrase: Phrase, window: list[Token], stems: list[str]) -> bool:
    """Whether a name lacks no more than translators leave out: a last "of", a modifier before or between its ends."""
    if tuple(stems) == phrase.stems[: phrase.core]:
        return True
    if profile.concept.kind == "organization":  # what stands first tells two banks apart
        return False
    first = phrase.stems[0] not in _ORDINALS and (phrase.proper or phrase.head > 1)
    if first and tuple(stems) == phrase.stems[1:] and len(window) == len(phrase.frame) - 1:
        return True  # "right to water" for "human right to water"
    if phrase.proper:
        return False
    rest = [one for one in phrase.stems if one not in _MODIFIERS]
    if stems in (rest, [one for one in phrase.stems if one not in _LIGHT]):
        return True
    ends = (stems[0], stems[-1]) == (phrase.stems[0], phrase.stems[-1])
    return ends and len(window) == len(stems) and set(stems) < set(phrase.stems)


def is_set_alike(proper: bool, text: str, content: list[Token]) -> bool:
    """Whether the words have capitals where a proper name has, and are neither a title nor part of a longer name."""
    behind = text[content[-1].end : content[-1].end + 2]
    if proper and behind[:1] == " " and behind[1:].isupper():
        return False
    capitals = sum(1 for one in content if not text[one.start].islower())
    return capitals == len(content) if proper else capitals < len(content) or len(content) > 6
