"""A person's changes to the catalogues of a reading: a concept edited, added, or joined with another."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tui.concepts.entries import CatalogueFile
from tui.concepts.errors import CatalogueError
from tui.concepts.ids import id_for
from tui.concepts.model import Concept
from tui.concepts.writing import Change, Edit, edit, home_of, merged, nearest_home, with_concept, with_fields
from tui.library.reading import Reading


class Editing:
    """Edits worked out and checked, to be shown before `tui.concepts.writing.write` writes them.

    Args:
        reading: whose catalogue is changed.
        editable: catalogues that may be written, the strongest last.
        own: the person's own catalogue, made when it is first written to.
    """

    def __init__(self, reading: Reading, editable: Sequence[Path], own: Path) -> None:
        self._concepts = reading.catalogue.concepts
        self._editable = editable
        self._own = own

    def changed(self, concept: Concept, **fields: object) -> Edit:
        """A concept with other fields: `label`, `kind`, `aliases`, `variants`, `note`.

        Raises:
            CatalogueError: the catalogue would not be sound with them; it says why.
        """
        made = replace(concept, **fields)  # type: ignore[arg-type]
        return self._checked(home_of(concept.id, self._editable, self._own), with_fields(made))

    def added(self, label: str, kind: str, aliases: Sequence[str] = (), note: str = "") -> Edit:
        """A new concept, with an id made from its names, in the nearest catalogue that may be written.

        Raises:
            CatalogueError: as `changed`.
        """
        concept = Concept(id_for(label, aliases, self._concepts), kind, label, tuple(aliases), note=note)
        return self._checked(nearest_home(self._editable, self._own), with_concept(concept))

    def joined(self, into: Concept, other: Concept) -> Edit:
        """One concept of two: the names of the other become the first one's.

        Raises:
            CatalogueError: as `changed`.
        """
        return self._checked(home_of(into.id, self._editable, self._own), merged(into, other))

    def _checked(self, path: Path, change: Change) -> Edit:
        """The edit, when what it makes can be read as a catalogue again."""
        made = edit(path, change)
        with tempfile.TemporaryDirectory() as folder:
            trial = Path(folder) / path.name
            trial.write_text(made.after, "utf-8")
            try:
                CatalogueFile(trial).concepts()
            except CatalogueError as error:
                raise CatalogueError(str(error).replace(str(trial), path.name)) from None
        return made
