"""Concepts that a catalogue lacks, each with its evidence: defined short forms and terms, names around head nouns,
principles."""

from collections import Counter
from collections.abc import Iterable, Iterator
from math import log2
from typing import NamedTuple

from tui.concepts.capitalised import capitalised_names
from tui.concepts.definitions import Definition, definitions
from tui.concepts.entries import name_key, without_hidden
from tui.concepts.formulas import compounds
from tui.concepts.heads import is_headed, kind_of
from tui.concepts.maxims import maxims
from tui.concepts.model import Catalogue, Rule
from tui.concepts.quoted import quoted_phrases
from tui.concepts.short_names import name_before
from tui.concepts.stems import tokens
from tui.concepts.terms import terms
from tui.documents.model import Document, Passage, Role

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
    return [_clean(one) for one in found]


def _clean(one: Suggestion) -> Suggestion:
    return one._replace(label=without_hidden(one.label), aliases=tuple(map(without_hidden, one.aliases)))


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


def rules_of(one: Suggestion) -> tuple[Rule, ...]:
    """What the names of a suggestion need: its case, where the text gives a word a meaning by a capital, the "Bank"."""
    names = one.aliases if one.kind != "term" else (one.label, *one.aliases)
    return tuple(Rule(name, True) for name in names if name.isalpha() and name.istitle() and len(name) > 1)


def _defined(document: Document, passages: list[Passage], known: set[str]) -> list[Suggestion]:
    gathered: dict[str, tuple[str, dict[str, None], dict[str, None]]] = {}
    inside: set[str] = set()
    """what stands in lower case within a sentence"""
    for passage in passages:
        for one, others in _together(passage.text, definitions(passage.text)):
            long = " ".join(one.long.split())
            if name_key(long) in known or name_key(one.short) in known:
                continue
            first, shorts, anchors = gathered.setdefault(name_key(long), (long, {}, {}))
            shorts |= dict.fromkeys((one.short, *(" ".join(other.split()) for other in others)))
            anchors[document.anchor(passage)] = None
            if first[1:] == long[1:] and long[0].islower():
                inside.add(first)
    text = " ".join(" ".join(passage.text for passage in passages).split())
    return [
        Suggestion(_as_inside(label, text, inside), kind_of(label), tuple(shorts), tuple(anchors)[:_EVIDENCE], 100.0)
        for label, shorts, anchors in gathered.values()
    ]


def _as_inside(label: str, text: str, inside: set[str]) -> str:
    """A label without the capital that only the beginning of a sentence gave it, as the text has it elsewhere."""
    small = label[0].lower() + label[1:]
    plain = len(label) > 1 and label[0].isupper() and label[1:].islower()
    return small if plain and (label in inside or small in text) else label


def _together(text: str, found: list[Definition]) -> Iterator[tuple[Definition, list[str]]]:
    """Definitions, with other names of the same: the English name in brackets of a Chinese one, and the name before
    brackets that hold it in its own language, "Italian Medicines Agency (Agenzia Italiana del Farmaco, AIFA)".
    """
    han = {one.short: one for one in found if not one.long.isascii() and one.short.isascii()}
    for one in found:
        named = name_before(text, one.start - 1) if text[max(0, one.start - 1) : one.start] == "(" else None
        if named is not None and is_headed(named[1]) and text[one.end : one.end + 1] in ",;":
            yield Definition(one.short, named[1], named[0], named[0] + len(named[1])), [one.long]
            continue
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
        for name in capitalised_names(passage.text):
            key = name_key(name)
            if key not in taken and not any(one.startswith(f"{key} of ") and one[-4:].isdecimal() for one in taken):
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
        once = short and len(name.split()) >= _TELLING and name_key(name.split(maxsplit=1)[1]) not in taken
        enough = count >= _TWICE or once
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


def _principles(document: Document, passages: list[Passage], taken: set[str]) -> list[Suggestion]:
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    anchors: dict[str, dict[str, None]] = {}
    for passage in passages:
        if passage.role is Role.NOTE:
            continue
        for words in quoted_phrases(passage.text):
            key = name_key(words)
            if key in taken or key.removeprefix("the ") in taken:
                continue
            counts[key] += 1
            first.setdefault(key, words)
            anchors.setdefault(key, {})[document.anchor(passage)] = None
    return [
        Suggestion(first[key], _kind_of_quoted(first[key]), (), tuple(anchors[key])[:_EVIDENCE], float(count))
        for key, count in counts.most_common()
        if count >= _TWICE
    ]


def _kind_of_quoted(words: str) -> str:
    """A principle, unless it is a name in capitals with the head of another kind: "Declaration on Nets"."""
    kind = kind_of(words) if words.istitle() or words.isascii() else "other"
    return kind if kind != "other" else "principle"


def _maxims(document: Document, passages: list[Passage], taken: set[str]) -> list[Suggestion]:
    prose = [one for one in passages if one.role is Role.BODY]
    found = []
    for name in maxims("\n\n".join(one.text for one in prose))[:_MAXIMS]:
        if not any(one == name_key(name) or one.startswith(f"{name_key(name)} ") for one in taken):
            anchors = [document.anchor(one) for one in prose if name in " ".join(one.text.split())]
            found.append(Suggestion(name, "principle", (), tuple(anchors)[:_EVIDENCE], float(len(anchors))))
    return [one for one in found if one.evidence]
