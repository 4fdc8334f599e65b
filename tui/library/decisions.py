"""What a person decided on proposed wordings: rejected ones never come back, accepted ones wait to be written."""

from collections.abc import Iterable
from dataclasses import replace

from tui.concepts.model import Catalogue
from tui.library.store import Store


class Decisions:
    """The decisions kept in a library.

    Args:
        store: the library.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def rejected(self) -> set[tuple[str, str]]:
        """Concept and key of every wording rejected."""
        rows = self._store.rows("select concept, wording_key from decision where not accepted")
        return {(str(concept), str(key)) for concept, key in rows}

    def decided(self) -> set[tuple[str, str]]:
        """Concept and key of all that was decided, either way; a concept that did not exist yet is empty."""
        rows = self._store.rows("select concept, wording_key from decision")
        return {(str(concept), str(key)) for concept, key in rows}

    def references(self) -> set[tuple[str, str]]:
        """Concept and key of the references accepted; they are shown, and never counted."""
        rows = self._store.rows(
            "select concept, wording_key from decision where accepted and wording_key like 'reference %'"
        )
        return {(str(concept), str(key)) for concept, key in rows}

    def waiting(self) -> list[tuple[str, str]]:
        """Concept and wording of what was accepted and could not be written to a catalogue yet."""
        rows = self._store.rows("select concept, wording from decision where accepted and not written order by decided")
        return [(str(concept), str(wording)) for concept, wording in rows]

    def keep(self, concept: str, key: str, wording: str, *, accepted: bool, written: bool = False) -> None:
        """Remember a decision; a later one on the same wording stands in its place."""
        self._store.change(
            "insert or replace into decision (concept, wording_key, wording, accepted, written) values (?, ?, ?, ?, ?)",
            (concept, key, wording, int(accepted), int(written)),
        )

    def write(self, concept: str, wording: str) -> None:
        """Remember that a wording that was waiting stands in a catalogue now."""
        self._store.change(
            "update decision set written = 1 where concept = ? and wording = ? and accepted", (concept, wording)
        )

    def forget(self, concept: str, key: str) -> None:
        """Take a decision back."""
        self._store.change("delete from decision where concept = ? and wording_key = ?", (concept, key))


def applied(catalogue: Catalogue, waiting: Iterable[tuple[str, str]]) -> Catalogue:
    """A catalogue with the wordings that wait to be written among its variants."""
    concepts = dict(catalogue.concepts)
    for id, wording in waiting:
        concept = concepts.get(id)
        if concept is not None and wording not in concept.names:
            concepts[id] = replace(concept, variants=(*concept.variants, wording))
    return replace(catalogue, concepts=concepts)
