"""Wordings proposed for a reading, and what becomes of them when a person decides."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tui.concepts.errors import CatalogueError
from tui.concepts.variants import Variant, variants
from tui.concepts.writing import Edit, edit, home_of, with_variant, without_variant, write
from tui.library.decisions import Decisions
from tui.library.reading import Reading


class Decided(NamedTuple):
    """A decision taken: what to say of it, and how to take it back."""

    variant: Variant
    accepted: bool
    path: Path | None
    """the catalogue that was written; None where none was"""
    said: str


class Proposals:
    """The variants of a reading, accepted and rejected one by one.

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

    def variants(self) -> list[Variant]:
        """What is proposed and not decided yet, in source order."""
        reading = self._reading
        return variants(reading.document, reading.catalogue, reading.mentions, self._decisions.rejected())

    def edit(self, variant: Variant) -> Edit:
        """The change to a catalogue that accepting a variant makes.

        Raises:
            CatalogueError: the catalogue can't be read.
        """
        concept = self._reading.catalogue.concepts[variant.concept]
        path = home_of(concept.id, self._editable, self._own)
        return edit(path, with_variant(concept, variant.text))

    def accept(self, variant: Variant) -> Decided:
        """Write a variant to its catalogue; to the library, where the catalogue can't be written."""
        wording = " ".join(variant.text.split())
        try:
            made = self.edit(variant._replace(text=wording))
            said = write(made)
        except CatalogueError as error:
            self._decisions.keep(variant.concept, variant.key, wording, accepted=True)
            return Decided(variant, True, None, f"{error}; the library keeps it until it can be written")
        self._decisions.keep(variant.concept, variant.key, wording, accepted=True, written=True)
        return Decided(variant, True, made.path, said or f'a variant now: "{wording}", in {made.path}')

    def reject(self, variant: Variant) -> Decided:
        """Never propose a wording for this concept again."""
        self._decisions.keep(variant.concept, variant.key, variant.text, accepted=False)
        return Decided(variant, False, None, f'"{" ".join(variant.text.split())}" is rejected and won\'t come back')

    def undo(self, decided: Decided) -> str:
        """Take a decision back; gives what to say.

        Raises:
            CatalogueError: the catalogue can't be written.
        """
        variant = decided.variant
        wording = " ".join(variant.text.split())
        if decided.path is not None:
            write(edit(decided.path, without_variant(variant.concept, wording)))
        self._decisions.forget(variant.concept, variant.key)
        return f'"{wording}" is undecided again'
