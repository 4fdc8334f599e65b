"""A catalogue's names made ready to be looked for: which automaton looks for which, and on what
conditions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from tui.concepts.entries import bare
from tui.concepts.model import Catalogue, Concept, Rule
from tui.text.folding import Folded, fold

_IN_Y = re.compile("[a-z][b-df-hj-np-tv-xz]y\\Z")
"""what has its plural in -ies"""
_TABLE = 60_000
"""characters of names up to which the automaton may be a table of all its states: as quick again, but of many times the
size, and ten times as long in the making"""
_QUICKLY_MADE = Implementation.ContiguousNFA
_MUCH = 500_000
"""code points looked through from which on that is worth it: a book, not an article"""


class Wording(NamedTuple):
    """A name as it is compared: case kept for an acronym, folded for all else."""

    text: str
    exact: bool


class Name(NamedTuple):
    """A name of a concept and what its rule asks.

    Attributes:
        needs: it counts only in a document that has one of these; always, where there are none.
        not_before, not_after: it does not count with one of these beside it.
        plural: it stands for the plural of the alias.
    """

    concept: str
    alias: str
    needs: frozenset[Wording] = frozenset()
    not_before: tuple[Wording, ...] = ()
    not_after: tuple[Wording, ...] = ()
    plural: bool = False


@dataclass(slots=True)
class Automaton:
    """Looks for many wordings at once, overlapping ones too.

    Attributes:
        wordings: by the automaton's numbers.
        names: the name each stands for; None for one that only bears witness for another.
        spare: it takes no more room than it must, however much is looked through.
    """

    wordings: list[Wording] = field(default_factory=list)
    names: list[Name | None] = field(default_factory=list)
    machine: AhoCorasick | None = None
    searched: int = 0
    spare: bool = False

    def find(self, text: str) -> Iterable[tuple[int, int, int]]:
        """Number, start and end of every wording found in a text folded for this automaton."""
        if self.machine is None:
            return ()
        before, self.searched = self.searched, self.searched + len(text)
        if before < _MUCH <= self.searched and not self.spare:
            self._tabulate()
        return self.machine.find_matches_as_indexes(text, overlapping=True)

    def _tabulate(self) -> None:
        """Make the automaton a table, where that does not grow too large."""
        wordings = [one.text for one in self.wordings]
        if sum(map(len, wordings)) <= _TABLE:
            self.machine = AhoCorasick(wordings, implementation=Implementation.DFA)


def is_acronym(name: str) -> bool:
    """Whether half of a name's letters or more are capitals: then case tells it from a word."""
    letters = [character for character in name if character.isalpha()]
    return bool(letters) and 2 * sum(map(str.isupper, letters)) >= len(letters)


def wording(name: str, case: bool = False) -> Wording:
    """How a name is compared; with `case`, always with its case."""
    return _wording(fold(name), case)


def _wording(folded: Folded, case: bool) -> Wording:
    return _wordings(folded, case)[0]


def _wordings(folded: Folded, case: bool) -> list[Wording]:
    """A name without the quotation marks the catalogue has around it; then, where it has, with them."""
    exact = case or is_acronym(folded.exact)
    written = (folded.exact if exact else folded.text).strip()
    return [Wording(one, exact) for one in dict.fromkeys((bare(written), written))]


def compile_names(catalogue: Catalogue) -> tuple[Automaton, Automaton]:
    """The automaton for exact case and the one for folded case.

    Of two concepts that claim a name, the later in the catalogue has it; of two names of one concept that are
    compared alike, the first.
    """
    concepts = catalogue.concepts.values()
    folded = [(concept, alias, fold(alias)) for concept in concepts for alias in concept.names]
    owners = {bare(one.text): concept.id for concept, _, one in folded}
    names: dict[Wording, Name | None] = {}
    for concept, alias, one in folded:
        if owners[bare(one.text)] == concept.id:
            rule = next((rule for rule in concept.rules if rule.alias == alias), None)
            for wording_ in _wordings(one, rule is not None and rule.case):
                names.setdefault(wording_, _name(concept, alias, rule))
    for wording_, name in [*names.items()]:
        # An s or es is looked for behind a name; here its last letter changes.
        if name is not None and not wording_.exact and _IN_Y.search(wording_.text):
            names.setdefault(Wording(wording_.text[:-1] + "ies", False), name._replace(plural=True))
    for name in [name for name in names.values() if name]:
        for witness in name.needs:
            names.setdefault(witness, None)
    return _automaton(names, exact=True), _automaton(names, exact=False)


def _name(concept: Concept, alias: str, rule: Rule | None) -> Name:
    if rule is None:
        return Name(concept.id, alias)
    return Name(
        concept.id,
        alias,
        frozenset(map(wording, rule.needs)),
        tuple(map(wording, rule.not_before)),
        tuple(map(wording, rule.not_after)),
    )


def _automaton(names: dict[Wording, Name | None], exact: bool) -> Automaton:
    automaton = Automaton()
    for one, name in names.items():
        if one.exact is exact and one.text:
            automaton.wordings.append(one)
            automaton.names.append(name)
    if automaton.wordings:
        automaton.machine = AhoCorasick([one.text for one in automaton.wordings], implementation=_QUICKLY_MADE)
    return automaton
