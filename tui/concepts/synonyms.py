"""Wordings with a word that translators put for a name's own: "fair transition" for "just transition"."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.concepts.model import Catalogue, Concept
from tui.concepts.phrases import is_proper, names_of
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
    "states nations countries",
    "development growth progress",
    "welfare wellbeing interest good",
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
    "supervision oversight control monitoring",
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
)
"""Words that stand for one another in translations and retellings; a word may be in several classes."""
_SPARE = 3
"""small words more than the name has"""
_EACH, _TURNED = 0.13, 0.1
"""what another word, and another order, take off the score"""
_MOST = 0.95


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
    """

    concept: Concept
    alias: str
    stems: tuple[str, ...]
    size: int


class Synonyms:
    """Looks for names of which a word has been exchanged for one of its class, or whose two words changed places.

    Half of the words that count must be the name's own. Proper names are left out: there the word that differs may be
    what tells two of a kind apart.

    Args:
        catalogue: its names are taken apart once.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._kin = _kin()
        self._phrases: dict[str, list[_Phrase]] = {}
        for concept in catalogue.concepts.values():
            for name in names_of(concept):
                if len(name.stems) >= 2 and "," not in name.text and not is_proper(name):
                    phrase = _Phrase(concept, name.text, name.stems, len(name.tokens))
                    for one in {name.stems[0], name.stems[-1]}:
                        self._phrases.setdefault(one, []).append(phrase)

    def find(self, text: str) -> Iterator[Wording]:
        """The wordings in a text, in no order; they may overlap."""
        found = tokens(text)
        if not any(one.stem in self._phrases for one in found):
            return
        for clause in clauses(text):
            content = [
                (number, one)
                for number, one in enumerate(found)
                if one.stem and clause.start <= one.start and one.end <= clause.end
            ]
            for at, (_, one) in enumerate(content):
                for phrase in self._phrases.get(one.stem, ()):
                    yield from self._windows(phrase, text, content, at)

    def _windows(self, phrase: _Phrase, text: str, content: list[tuple[int, Token]], at: int) -> Iterator[Wording]:
        """The windows that begin or end with a word of the name."""
        size = len(phrase.stems)
        for first in (at, at - size + 1):
            window = content[first : first + size] if first >= 0 else []
            if len(window) < size or window[-1][0] - window[0][0] >= phrase.size + _SPARE:
                continue
            inside = [one for _, one in window]
            score = self._score(phrase, [one.stem for one in inside])
            start, end = inside[0].start, inside[-1].end
            if score and "," not in text[start:end] and is_set_alike(False, text, inside):
                yield Wording(start, end, phrase.concept.id, phrase.alias, score)

    def _score(self, phrase: _Phrase, stems: Sequence[str]) -> float:
        """0 where it is the name itself, or too far from it."""
        for turned, wanted in ((False, phrase.stems), (True, phrase.stems[::-1] if len(phrase.stems) == 2 else ())):
            if not wanted or not all(map(self._alike, stems, wanted)):
                continue
            other = sum(1 for one, two in zip(stems, wanted, strict=True) if one != two)
            if other * 2 <= len(stems) and not (turned and other) and (other or turned):
                return _MOST - _EACH * other - _TURNED * turned
        return 0.0

    def _alike(self, one: str, two: str) -> bool:
        return one == two or not self._kin.get(one, frozenset()).isdisjoint(self._kin.get(two, frozenset()))
