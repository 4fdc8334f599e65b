"""Wordings with a word that translators put for a name's own: "fair transition" for "just transition"."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tui.concepts.model import Catalogue, Concept
from tui.concepts.phrases import TURNS, Name, is_proper, marks_of
from tui.concepts.stems import Token, clauses, stem, tokens
from tui.concepts.wording import Wording, is_set_alike

_CLASSES = (
    "just fair equitable equal",
    "justice fairness equity equality",
    "free freedom liberty",
    "abolition elimination eradication ending",
    "consent agreement approval assent",
    "duty obligation responsibility liability",
    "prior advance previous early timely",
    "notification notice",
    "use utilization usage utilisation",
    "harm damage injury",
    "significant appreciable substantial serious",
    "principle concept doctrine idea notion rule approach tenet maxim",
    "view outlook perspective",
    "peaceful pacific",
    "settlement resolution",
    "humanity mankind humankind humans",
    "states countries",
    "development growth progress",
    "welfare wellbeing interest",
    "cooperation collaboration",
    "consultation discussion deliberation negotiation bargaining",
    "construction building contribution",
    "benefit gain advantage",
    "destiny fate future",
    "labour labor work",
    "worker employee labourer",
    "global worldwide world international",
    "protection safeguarding preservation conservation",
    "right entitlement",
    "assessment evaluation appraisal",
    "supervision oversight control monitoring surveillance",
    "treatment care therapy",
    "disease illness disorder",
    "inclusive open",
    "mutual reciprocal common shared joint",
    "respect regard esteem",
    "interference intervention meddling",
    "neutrality impartiality",
    "remuneration pay wage salary",
    "decent dignified",
    "reason cause ground",
    "trust confidence faith",
    "support assistance aid help",
    "learning learn study",
    "prosperity affluence wealth",
    "tolerance inclusiveness",
    "sovereign sovereignty",
    "partnership partner",
    "disclosure publication",
    "security safety",
    "guarantee warranty assurance",
    "standard norm",
    "fundamental basic essential",
    "transparency openness",
    "truth sincerity honesty",
    "friendship amity",
    "environment ecology",
    "connectivity interconnection",
    "data information",
    "method procedure process",
    "therapy treatment",
    "trial study",
    "compulsory obligatory mandatory binding",
    "education schooling instruction",
    "opportunity chance",
    "appropriate reasonable suitable adequate",
    "separation division",
    "lasting permanent durable",
    "participation involvement engagement",
    "privacy confidentiality secrecy",
    "legal lawful",
    "legality lawfulness",
    "independence autonomy",
    "diversity variety plurality",
    "prevention precaution avoidance",
    "compensation reparation redress remedy",
    "risk hazard danger",
    "efficacy effectiveness efficiency",
    "accountability responsibility",
    "solidarity unity",
    "vaccination immunisation immunization inoculation",
    "intact unbroken unimpaired",
    "least minimal minimum smallest",
    "rough approximate",
)
"""Words that stand for one another in translations and retellings; a word may be in several classes."""
_SPARE = 3
"""small words more than the name has"""
_EACH, _TURNED = 0.13, 0.1
"""what another word, and another order, take off the score"""
_MOST = 0.95
_NOUNS = ("dom", "ty", "ness", "cy", "ence", "ance")
"""how a noun ends that is made of an adjective"""
_LINKS = TURNS | {"the", "a", "an", "that", "which", "its", "their", "all", "each", "every"}
_LINKS |= {"is", "are", "be", "must", "shall", "should"}
"""What may stand between two words that have changed places: "sharing of the benefits", "work must be decent"."""


def _kin() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, words in enumerate(_CLASSES):
        for word in words.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


class _Phrase(NamedTuple):
    """A name by its words that count.

    Attributes:
        stems: of those words, in order.
        size: all its words.
        turns: how many of them are prepositions.
    """

    concept: Concept
    alias: str
    stems: tuple[str, ...]
    size: int
    turns: int


class Synonyms:
    """Looks for names of which a word has been exchanged for one of its class, or whose two words changed places.

    Half of the words that count must be the name's own. Proper names are left out: there the word that differs may be
    what tells two of a kind apart.

    Args:
        catalogue: the concepts.
        names: of each, as `names_of` gives them.
    """

    def __init__(self, catalogue: Catalogue, names: Mapping[str, Sequence[Name]]) -> None:
        self._kin = _kin()
        self._phrases: dict[str, list[_Phrase]] = {}
        self._spread: Counter[str] = Counter()
        """in how many concepts each stem is"""
        for concept in catalogue.concepts.values():
            self._spread.update({stem for name in names[concept.id] for stem in name.stems})
            for name in names[concept.id]:
                if len(name.stems) >= 2 and "," not in name.text and not (is_proper(name) or marks_of(name)):
                    turns = sum(one.folded in TURNS for one in name.tokens)
                    phrase = _Phrase(concept, name.text, name.stems, len(name.tokens), turns)
                    for one in {name.stems[0], name.stems[-1]}:
                        self._phrases.setdefault(one, []).append(phrase)

    def find(self, text: str) -> Iterator[Wording]:
        """The wordings in a text, in no order; they may overlap."""
        found = tokens(text)
        if not any(one.stem in self._phrases for one in found):
            return
        for clause in clauses(text):
            inside = [one for one in found if clause.start <= one.start and one.end <= clause.end]
            content = [(number, one) for number, one in enumerate(inside) if one.stem]
            for at, (_, one) in enumerate(content):
                for phrase in self._phrases.get(one.stem, ()):
                    yield from self._windows(phrase, text, inside, content, at)

    def _windows(
        self, phrase: _Phrase, text: str, inside: list[Token], content: list[tuple[int, Token]], at: int
    ) -> Iterator[Wording]:
        """The windows that begin or end with a word of the name."""
        size = len(phrase.stems)
        for first in (at, at - size + 1):
            window = content[first : first + size] if first >= 0 else []
            if len(window) < size or window[-1][0] - window[0][0] >= phrase.size + _SPARE:
                continue
            words = [one for _, one in window]
            start, end = words[0].start, words[-1].end
            small = [one.folded for one in inside[window[0][0] : window[-1][0]] if not one.stem]
            follows = inside[window[-1][0] + 1 : window[-1][0] + 2]
            open_ = bool(follows and follows[0].stem and text[end : follows[0].start].strip(" \n") in ("", "-"))
            if open_ and words[-1].stem != phrase.stems[-1] and words[-1].stem != phrase.stems[0]:
                continue  # "principles of mutual" benefit
            noun = words[0].folded.endswith(_NOUNS) and inside[window[0][0] + 1].folded == "of"
            score = self._score(phrase, [one.stem for one in words], small, open_=open_, noun=noun)
            if score and "," not in text[start:end] and is_set_alike(False, text, words):
                yield Wording(start, end, phrase.concept.id, phrase.alias, score)

    def _score(self, phrase: _Phrase, stems: Sequence[str], small: Sequence[str], *, open_: bool, noun: bool) -> float:
        """0 where it is the name itself, or too far from it.

        Args:
            phrase: the name.
            stems: of the words that count, in the text's order.
            small: the words of function between them.
            open_: whether another word that counts follows: "development of global" governance.
            noun: whether the name's adjective may stand first as a noun: "freedom of access" for "free access".
        """
        if all(map(self._alike, stems, phrase.stems)):
            other = sum(1 for one, two in zip(stems, phrase.stems, strict=True) if one != two)
            turns = sum(one in TURNS for one in small)
            # "share of development" has another head than "shared development"
            more = int(noun and stems[0] != phrase.stems[0])
            fits = 0 < other <= len(stems) / 2 and turns <= phrase.turns + more
            return _MOST - _EACH * other if fits else 0.0
        turned = len(stems) == 2 and tuple(stems) == phrase.stems[::-1]
        if not turned or (open_ and small) or not _LINKS.issuperset(small):
            return 0.0
        if min(map(self._spread.__getitem__, stems)) > 1:  # "economic development" is no "developing economies"
            return 0.0
        return _MOST - _TURNED

    def _alike(self, one: str, two: str) -> bool:
        return one == two or not self._kin.get(one, frozenset()).isdisjoint(self._kin.get(two, frozenset()))
