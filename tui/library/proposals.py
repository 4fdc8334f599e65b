"""What is proposed for a reading: wordings, references, new concepts; and what becomes of it when a person decides."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from tui.concepts.entries import name_key, without_hidden
from tui.concepts.errors import CatalogueError
from tui.concepts.ids import id_for
from tui.concepts.model import Concept
from tui.concepts.references import Reference, references
from tui.concepts.suggestions import Suggestion, apart, rules_of, suggest
from tui.concepts.variants import Variant, variants
from tui.concepts.writing import (
    Edit,
    edit,
    home_of,
    nearest_home,
    with_concept,
    with_variant,
    without_concept,
    without_variant,
    write,
)
from tui.library.decisions import Decisions
from tui.library.reading import Reading

_MANY = 5_000
"""Concepts of a catalogue that takes too long to be read again at each step of a cursor."""


class Proposal(NamedTuple):
    """Something to be accepted or rejected.

    Attributes:
        channel: "spelling" or "wording" for a variant, "reference", or "new" for a concept the catalogue lacks.
        text: as the text has it.
        told: what it may be.
        passage, start, end: its first place, in the passage's text.
        score: 0 to 1; of a new concept, none.
        places: how often it occurs, where that is known.
        subject: what is decided on.
    """

    channel: str
    text: str
    told: str
    passage: int
    start: int
    end: int
    score: float
    places: int
    subject: Variant | Reference | Suggestion


class Decided(NamedTuple):
    """A decision taken: what to say of it, and how to take it back."""

    subject: Variant | Reference | Suggestion
    accepted: bool
    path: Path | None
    """the catalogue that was written; None where none was"""
    said: str
    concept: str = ""
    """id of the concept that was made"""


class Proposals:
    """What is proposed for a reading, accepted and rejected one by one.

    Args:
        reading: the document, with its catalogue and mentions.
        decisions: those of the person's library.
        editable: catalogues that may be written, the strongest last.
        own: the person's own catalogue, made when it is first written to.
    """

    def __init__(self, reading: Reading, decisions: Decisions, editable: Sequence[Path], own: Path) -> None:
        self._reading = reading
        self._decisions = decisions
        self._editable = editable
        self._own = own

    @cached_property
    def _owners(self) -> dict[str, str]:
        """Id of the concept that has each name by now, those just accepted too."""
        concepts = self._reading.catalogue.concepts.values()
        return {name_key(name): concept.id for concept in concepts for name in concept.names}

    def variants(self) -> list[Variant]:
        """The wordings proposed and not decided yet, in source order."""
        reading = self._reading
        return variants(reading.document, reading.catalogue, reading.mentions, self._decisions.rejected())

    def everything(self) -> list[Proposal]:
        """All that is proposed and not decided yet: wordings first, then references, then new concepts."""
        return [*map(self._wording, self.variants()), *self._references(), *self._new()]

    def _wording(self, one: Variant) -> Proposal:
        told = f"may name {self._label(one.concept)}"
        return Proposal(one.channel, one.text, told, one.passage, one.start, one.end, one.score, one.places, one)

    def _references(self) -> list[Proposal]:
        reading = self._reading
        found = references(reading.document, reading.catalogue, reading.mentions, self._decisions.decided())
        return [self._reference(one) for one in found]

    def _reference(self, one: Reference) -> Proposal:
        told = f"may mean {self._label(one.concept)}"
        return Proposal("reference", one.text, told, one.passage, one.start, one.end, one.score, 1, one)

    def _new(self) -> list[Proposal]:
        document = self._reading.document
        decided, found = self._decisions.decided(), []
        for one in suggest(document, self._reading.catalogue):
            if ("", name_key(one.label)) in decided:
                continue
            passage = document.passages[document.by_place[one.evidence[0].removeprefix(f"{document.key}/")]]
            start = max(0, " ".join(passage.text.split("\n")).casefold().find(one.label.casefold()))
            end = min(len(passage.text), start + len(one.label))
            names = f", {', '.join(one.aliases)}" if one.aliases else ""
            told = f"a new {one.kind if one.kind != 'other' else 'concept'}{names}"
            found.append(Proposal("new", one.label, told, passage.index, start, end, 0.0, 1, one))
        return found

    def _label(self, concept: str) -> str:
        return self._reading.catalogue.concepts[concept].label

    def edit(self, variant: Variant) -> Edit:
        """The change to a catalogue that accepting a variant makes.

        Raises:
            CatalogueError: the catalogue can't be read.
        """
        concept = self._reading.catalogue.concepts[variant.concept]
        path = home_of(concept.id, self._editable, self._own)
        return edit(path, with_variant(concept, variant.text))

    def preview(self, subject: Variant | Reference | Suggestion) -> str:
        """What accepting would write, in one line; empty where nothing is written, or the catalogue is too large."""
        if isinstance(subject, Reference) or len(self._reading.catalogue.concepts) > _MANY:
            return ""
        try:
            made = self.edit(subject) if isinstance(subject, Variant) else self._edit_new(subject)[1]
        except CatalogueError as error:
            return str(error)
        if isinstance(subject, Variant):  # all variants stand in one line, of which only what is new matters
            return f'{made.path.name}: {subject.concept}, variants + "{without_hidden(subject.text)}"'
        lines = [line for line in made.difference.split("\n")[2:] if line[:1] in ("+", "-") and line[1:].strip()]
        return f"{made.path.name}: {'  '.join(line for line in lines if line != '+[[concept]]')}"

    def accept(self, subject: Variant | Reference | Suggestion) -> Decided:
        """A wording or a new concept is written to its catalogue; a reference is kept as one, and never counted.

        A wording whose catalogue can't be written waits in the library, to be written with the next that can.

        Raises:
            CatalogueError: the catalogue for a new concept can't be written, or the name is another concept's.
        """
        if isinstance(subject, Reference):
            self._decisions.keep(subject.concept, subject.key, subject.text, accepted=True, written=True)
            said = f'"{without_hidden(subject.text)}" is kept as a reference to {self._label(subject.concept)}'
            return Decided(subject, True, None, f"{said}; it is not counted")
        return self._accept_new(subject) if isinstance(subject, Suggestion) else self._accept_wording(subject)

    def _accept_wording(self, variant: Variant) -> Decided:
        wording = without_hidden(variant.text)
        owner = self._owners.get(name_key(wording), variant.concept)
        if owner != variant.concept:
            raise CatalogueError(f'"{wording}" names the concept "{owner}" already')
        try:
            made = self.edit(variant._replace(text=wording))
            said = write(made)
        except CatalogueError as error:
            self._decisions.keep(variant.concept, variant.key, wording, accepted=True)
            self._owners[name_key(wording)] = variant.concept
            return Decided(variant, True, None, f"{error}; the library keeps it until it can be written")
        self._decisions.keep(variant.concept, variant.key, wording, accepted=True, written=True)
        self._owners[name_key(wording)] = variant.concept
        said = said or f'a variant now: "{wording}", in {made.path}'
        return Decided(variant, True, made.path, said + self._write_waiting())

    def _write_waiting(self) -> str:
        """Write the wordings that were accepted while their catalogue could not be written; gives what to say."""
        count = 0
        for id, wording in self._decisions.waiting():
            concept = self._reading.catalogue.concepts.get(id)
            if concept is None or wording not in concept.names:
                continue  # of a catalogue that is not looked at now
            try:
                write(edit(home_of(id, self._editable, self._own), with_variant(concept, wording)))
            except CatalogueError:
                continue
            self._decisions.write(id, wording)
            count += 1
        return f"; {count} accepted before, now written too" if count else ""

    def _accept_new(self, one: Suggestion) -> Decided:
        concept, made = self._edit_new(one)
        path, said = made.path, write(made)
        self._decisions.keep("", name_key(one.label), one.label, accepted=True, written=True)
        self._owners |= {name_key(name): concept.id for name in concept.names}
        return Decided(one, True, path, said or f'a concept now: "{one.label}" ({concept.id}), in {path}', concept.id)

    def _edit_new(self, one: Suggestion) -> tuple[Concept, Edit]:
        """The concept that a suggestion makes, and the change to a catalogue."""
        made = next((kept for kept, _ in apart([one], self._owners)), None)
        if made is None:
            owner = self._owners[name_key(one.label)]
            raise CatalogueError(f'"{without_hidden(one.label)}" names the concept "{owner}" already')
        taken = {*self._reading.catalogue.concepts, *self._owners.values()}
        id = id_for(made.label, made.aliases, taken)
        concept = Concept(id, made.kind, made.label, made.aliases, rules=rules_of(made))
        return concept, edit(nearest_home(self._editable, self._own), with_concept(concept))

    def reject(self, subject: Variant | Reference | Suggestion) -> Decided:
        """Never propose it again."""
        text = subject.label if isinstance(subject, Suggestion) else subject.text
        self._decisions.keep(*_remembered(subject), text, accepted=False)
        return Decided(subject, False, None, f'"{without_hidden(text)}" is rejected and won\'t come back')

    def undo(self, decided: Decided) -> str:
        """Take a decision back; gives what to say.

        Raises:
            CatalogueError: the catalogue can't be written.
        """
        subject = decided.subject
        gone = decided.concept or (subject.concept if isinstance(subject, Variant) else "")
        names = [subject.label, *subject.aliases] if isinstance(subject, Suggestion) else [subject.text]
        for key in map(name_key, names):
            if decided.accepted and gone and self._owners.get(key) == gone:
                del self._owners[key]
        if decided.path is not None:
            if isinstance(subject, Variant):
                write(edit(decided.path, without_variant(subject.concept, without_hidden(subject.text))))
            else:
                write(edit(decided.path, without_concept(decided.concept)))
        self._decisions.forget(*_remembered(subject))
        text = subject.label if isinstance(subject, Suggestion) else subject.text
        return f'"{without_hidden(text)}" is undecided again'


def _remembered(subject: Variant | Reference | Suggestion) -> tuple[str, str]:
    """The concept and the key under which a decision is kept."""
    if isinstance(subject, Suggestion):
        return "", name_key(subject.label)
    return subject.concept, subject.key
