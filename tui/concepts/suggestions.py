"""Concepts that a catalogue lacks, each with its evidence: defined short forms and terms, names around head nouns,
principles."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from math import log2
from typing import NamedTuple

from tui.concepts.collocates import FUNCTION_WORDS
from tui.concepts.definitions import Definition, definitions
from tui.concepts.entries import name_key
from tui.concepts.formulas import compounds
from tui.concepts.heads import is_headed, kind_of
from tui.concepts.maxims import maxims
from tui.concepts.model import Catalogue
from tui.concepts.stems import tokens
from tui.concepts.terms import terms
from tui.documents.model import Document, Passage, Role

_NAME = re.compile(
    r"(?<![\w-])[A-Z][\w’'-]*"
    r"(?:\s+(?:(?:(?:of|for|on|de|du)\s+(?:the\s+)?|and\s+(?!the\s)))?[A-Z][\w’'-]*)+"
)
_QUOTED = re.compile(
    r"[“«「]([^\"“”«»「」]{4,80})[”»」]"
    r"|(?<![\w\"])\"(?=\w)([^\"]{3,80})(?<=[\w.,])\"(?![\w\"])"
    r"|(?<!\w)‘([^‘’\"“”]{4,80})’(?!\w)"
)
_SMALL = frozenset(("of", "for", "and", "on", "the", "to", "in", "de", "du", "with", "by", "or", "a", "an"))
_TWICE = 2
_SHORT, _TELLING = 12_000, 3
"""Characters of a text too short for its names to recur, and words from which on a name in it need not."""
_EVIDENCE = 3
_MAXIMS = 100


class Suggestion(NamedTuple):
    """A concept proposed: label, a guess at its kind, other names, the places that speak for it."""

    label: str
    kind: str
    aliases: tuple[str, ...]
    evidence: tuple[str, ...]
    """anchors"""
    score: float


def suggest(document: Document, catalogue: Catalogue) -> list[Suggestion]:
    """The concepts of a document that a catalogue lacks, those defined first, then by C-value.

    A definition is enough, even once, of a short form, a formula or a term ("X" means ...); a name around a head noun
    (Bank, Union, Agreement), a quoted principle, or one called so ("the principle of proportionality") must recur.
    Names within longer names count less by C-value (K. Frantzi, S. Ananiadou and H. Mima, "Automatic recognition of
    multi-word terms", International Journal on Digital Libraries 3, 2000): log2 of its words, times how often it stands
    by itself.
    """
    passages = [one for one in document.passages if one.role not in (Role.DOUBTFUL, Role.FURNITURE)]
    known = {name_key(name) for concept in catalogue.concepts.values() for name in concept.names}
    found = _defined(document, passages, known)
    for more in (_compounds, _terms, _named, _principles, _maxims):
        taken = known | {name_key(name) for one in found for name in (one.label, *one.aliases)}
        found += more(document, passages, taken)
    return found


def apart(found: Iterable[Suggestion], taken: Iterable[str] = ()) -> Iterator[tuple[Suggestion, tuple[str, ...]]]:
    """Suggestions as one catalogue can hold them, where a name belongs to one concept only.

    Args:
        found: as `suggest` gives them.
        taken: names that other concepts of the catalogue have.

    Yields:
        each without the short forms that one before it has, and these; one whose label is taken is left out.
    """
    found = list(found)
    names = {name_key(name) for name in taken}
    labels = Counter(name_key(one.label) for one in found)
    for one in found:
        if name_key(one.label) in names:
            continue
        labels[name_key(one.label)] -= 1
        names.add(name_key(one.label))
        lost = tuple(a for a in one.aliases if name_key(a) in names or labels[name_key(a)] > 0)
        kept = tuple(a for a in one.aliases if a not in lost)
        names.update(map(name_key, kept))
        yield one._replace(aliases=kept), lost


def _defined(document: Document, passages: list[Passage], known: set[str]) -> list[Suggestion]:
    gathered: dict[str, tuple[str, dict[str, None], dict[str, None]]] = {}
    for passage in passages:
        for one, others in _together(definitions(passage.text)):
            long = " ".join(one.long.split())
            if name_key(long) in known or name_key(one.short) in known:
                continue
            _, shorts, anchors = gathered.setdefault(name_key(long), (long, {}, {}))
            shorts |= dict.fromkeys((one.short, *(" ".join(other.split()) for other in others)))
            anchors[document.anchor(passage)] = None
    return [
        Suggestion(label, kind_of(label), tuple(shorts), tuple(anchors)[:_EVIDENCE], 100.0)
        for label, shorts, anchors in gathered.values()
    ]


def _together(found: list[Definition]) -> Iterator[tuple[Definition, list[str]]]:
    """Definitions; where a Chinese name has its English one in brackets, with that as another name of it."""
    han = {one.short: one for one in found if not one.long.isascii() and one.short.isascii()}
    for one in found:
        home = han.get(one.short)
        if home is None or home is one or not one.long.isascii() or not 0 <= one.start - home.end <= 3:
            near = (two.long for two in found if han.get(one.short) is one and two.short == one.short)
            yield one, [long for long in near if long.isascii()]


def _compounds(document: Document, passages: list[Passage], taken: set[str]) -> list[Suggestion]:
    """Chemical compounds with their formulas."""
    anchors: dict[str, dict[str, None]] = {}
    first: dict[str, tuple[str, str]] = {}
    for passage in passages:
        for name, formula in compounds(passage.text):
            key = name_key(name)
            if taken.isdisjoint((key, name_key(formula))):
                first.setdefault(key, (name, formula))
                anchors.setdefault(key, {})[document.anchor(passage)] = None
    return [
        Suggestion(name, "substance", (formula,), tuple(anchors[key])[:_EVIDENCE], 95.0)
        for key, (name, formula) in first.items()
    ]


def _terms(document: Document, passages: list[Passage], taken: set[str]) -> list[Suggestion]:
    """Terms that a contract or a law defines: "Contributor" means each person who ..."""
    anchors: dict[str, dict[str, None]] = {}
    first: dict[str, str] = {}
    for passage in passages:
        for term in terms(passage.text):
            key = name_key(term)
            if key not in taken:
                first.setdefault(key, term)
                anchors.setdefault(key, {})[document.anchor(passage)] = None
    return [Suggestion(term, "term", (), tuple(anchors[key])[:_EVIDENCE], 90.0) for key, term in first.items()]


def _named(document: Document, passages: list[Passage], taken: set[str]) -> list[Suggestion]:
    counts: Counter[str] = Counter()
    anchors: dict[str, dict[str, None]] = {}
    for passage in passages:
        for name in _names(passage.text):
            if name_key(name) not in taken:
                counts[name] += 1
                anchors.setdefault(name, {})[document.anchor(passage)] = None
    others = _reworded(counts)
    for name, more in others.items():
        counts[name] += sum(map(counts.pop, more))
        anchors[name] |= {anchor: None for one in more for anchor in anchors[one]}
    found = []
    holders: dict[str, list[str]] = {}
    for name in counts:
        for word in set(name.split()):
            holders.setdefault(word, []).append(name)
    short = sum(len(passage.text) for passage in passages) < _SHORT
    for name, count in counts.items():
        rarest = min((holders[word] for word in name.split()), key=len)
        longer = [other for other in rarest if other != name and f" {name} " in f" {other} "]
        alone = count - sum(counts[other] for other in longer) / len(longer) if longer else count
        value = log2(max(2, len(name.split()))) * alone
        enough = count >= _TWICE or (short and len(name.split()) >= _TELLING)
        if enough and value > 1:
            aliases = tuple(others.get(name, ()))
            found.append(Suggestion(name, kind_of(name), aliases, tuple(anchors[name])[:_EVIDENCE], value))
    found.sort(key=lambda one: (-one.score, one.label))
    return found


def _reworded(counts: Counter[str]) -> dict[str, list[str]]:
    """Names of the same words in another order, by the most frequent of them: "Fund for the Removal of Wrecks" and
    "Wreck Removal Fund" are one.
    """
    alike: dict[frozenset[str], list[str]] = {}
    for name in counts:
        stems = frozenset(one.stem for one in tokens(name) if one.stem)
        alike.setdefault(stems, []).append(name)
    found = {}
    for stems, names in alike.items():
        if len(names) > 1 and len(stems) > 1:
            first, *more = sorted(names, key=lambda name: -counts[name])
            found[first] = more
    return found


def _names(text: str) -> Iterator[str]:
    """Capitalised names that have a head noun, without what only the beginning of a sentence capitalises."""
    for match in _NAME.finditer(text):
        words = match.group().split()
        while words and words[0].casefold() in FUNCTION_WORDS:
            words.pop(0)
        while words and words[-1].casefold() in _SMALL:
            words.pop()
        name = " ".join(words).removesuffix("'s").removesuffix("’s").rstrip("’'")
        if len(words) > 1 and is_headed(name) and not name.isupper() and not _is_list(words):
            yield name


def _is_list(words: list[str]) -> bool:
    """Whether words in capitals are no name: "Request Format Reply Format", "D Center"."""
    return words.count(words[-1]) > 1 or (len(words) == 2 and min(map(len, words)) == 1)


def _principles(document: Document, passages: list[Passage], taken: set[str]) -> list[Suggestion]:
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    anchors: dict[str, dict[str, None]] = {}
    for passage in passages:
        if passage.role is Role.NOTE:
            continue
        for match in _QUOTED.finditer(passage.text):
            words = " ".join(match[match.lastindex or 1].split()).strip(" ,.;")
            key = name_key(words)
            if key in taken or not _is_principle(words):
                continue
            counts[key] += 1
            first.setdefault(key, words)
            anchors.setdefault(key, {})[document.anchor(passage)] = None
    return [
        Suggestion(first[key], "principle", (), tuple(anchors[key])[:_EVIDENCE], float(count))
        for key, count in counts.most_common()
        if count >= _TWICE
    ]


def _maxims(document: Document, passages: list[Passage], taken: set[str]) -> list[Suggestion]:
    prose = [one for one in passages if one.role is Role.BODY]
    found = []
    for name in maxims("\n\n".join(one.text for one in prose))[:_MAXIMS]:
        if name_key(name) not in taken:
            anchors = [document.anchor(one) for one in prose if name in " ".join(one.text.split())]
            found.append(Suggestion(name, "principle", (), tuple(anchors)[:_EVIDENCE], float(len(anchors))))
    return [one for one in found if one.evidence]


def _is_principle(words: str) -> bool:
    """Whether what is quoted may be a principle: some words of prose, two of which say something; no code."""
    parts = words.split()
    if not parts or not all(part.strip("’',-–").replace("-", "").replace("–", "").isalnum() for part in parts):
        return _is_han(words)
    if (
        any(part[0] in "-_" or (len(part) == 1 and part not in "aAI") for part in parts)
        or not 2 <= len(parts) <= 8
        or any(map(str.isdecimal, words))
    ):
        return _is_han(words)
    return sum(1 for part in parts if part.casefold().strip("’',") not in FUNCTION_WORDS) >= _TWICE


def _is_han(words: str) -> bool:
    """Four Chinese characters or more, as a maxim has them."""
    return len(words) >= 4 and all("\u3400" <= one <= "\u9fff" or one in "、，" for one in words)
