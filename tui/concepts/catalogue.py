"""Catalogues read, checked against each other and merged; a concept found by any of its names."""

from collections.abc import Callable
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.concepts.entries import CatalogueFile, name_key
from tui.concepts.errors import CatalogueError, UnknownConceptError
from tui.concepts.model import Catalogue, Concept
from tui.concepts.nearest import did_you_mean, nearest
from tui.concepts.positions import Place

if TYPE_CHECKING:
    from tui.concepts.skos import SkosFile

__all__ = ["CatalogueError", "Override", "UnknownConceptError", "find", "names_of", "overrides", "read"]


class Override(NamedTuple):
    """A concept of one file that a later file puts another in the place of, or a name that it takes from one.

    Attributes:
        concept: id of the later one.
        earlier, later: the files.
        name: what a concept of another id takes; empty where the whole concept is replaced.
        loser: id of the concept that loses the name.
    """

    concept: str
    earlier: str
    later: str
    name: str = ""
    loser: str = ""


def read(*paths: str | Path) -> Catalogue:
    """Read catalogues and merge them: of two concepts with one id, that of the later file stands, whole.

    A name may belong to one concept only within a file; where two files disagree, the later has it.

    Args:
        paths: in order, the strongest last. None gives an empty catalogue.

    Returns:
        The concepts in the order of their files; one that replaces another stands where its own file puts it.

    Raises:
        CatalogueError: a file can't be read, is no catalogue, or names a concept that is in none of them.
    """
    concepts: dict[str, Concept] = {}
    origins: dict[str, tuple[CatalogueFile | SkosFile, int]] = {}
    title = ""
    for path in paths:
        file = _file(Path(path))
        title = file.title() or title
        for number, concept in enumerate(file.concepts()):
            concepts.pop(concept.id, None)
            concepts[concept.id] = concept
            origins[concept.id] = (file, number)
    for concept in concepts.values():
        if concept.related or concept.broader:
            _refuse_strangers(concept, concepts, *origins[concept.id])
    _refuse_circles(concepts, origins)
    return Catalogue(concepts, title, tuple(str(path) for path in paths))


def overrides(*paths: str | Path) -> list[Override]:
    """Which concept of which file a later file replaces, and which name it takes from a concept of another id.

    Raises:
        CatalogueError: as `read`.
    """
    owners: dict[str, str] = {}
    names: dict[str, tuple[str, str]] = {}
    found: list[Override] = []
    for path in paths:
        for concept in _file(Path(path)).concepts():
            if concept.id in owners:
                found.append(Override(concept.id, owners[concept.id], str(path)))
                names = {key: owner for key, owner in names.items() if owner[0] != concept.id}
            owners[concept.id] = str(path)
            for name in concept.names:
                other, file = names.get(name_key(name), ("", ""))
                if other and other != concept.id:
                    found.append(Override(concept.id, file, str(path), name, other))
                names[name_key(name)] = (concept.id, str(path))
    return found


def _file(path: Path) -> "CatalogueFile | SkosFile":
    if path.suffix == ".ttl":
        from tui.concepts.skos import SkosFile

        return SkosFile(path)
    return CatalogueFile(path)


def find(catalogue: Catalogue, name: str) -> Concept:
    """The concept with this id, else the one that has this label, alias or variant, folded.

    Raises:
        UnknownConceptError: there is none; it names the nearest.
    """
    concept = catalogue.concepts.get(name) or catalogue.concepts.get(name.strip().lower())
    if concept is not None:
        return concept
    key = name_key(name)
    found = None
    for concept in catalogue.concepts.values():
        if any(name_key(one) == key for one in concept.names):
            found = concept  # the later file's claim stands
    if found is None:
        raise UnknownConceptError(name, _near(catalogue, name))
    return found


def names_of(catalogue: Catalogue) -> Callable[[str], Concept | None]:
    """A quick `find` for many names that gives None instead of raising; folds every name once."""
    by_name = {name_key(name): concept for concept in catalogue.concepts.values() for name in concept.names}
    return lambda name: catalogue.concepts.get(name) or by_name.get(name_key(name))


def _near(catalogue: Catalogue, name: str, limit: int = 3) -> list[str]:
    """Ids and names like `name`, one for each concept."""
    choices = {choice: one.id for one in catalogue.concepts.values() for choice in (*one.names, one.id)}
    near: dict[str, str] = {}
    for choice in nearest(name, choices, limit * 4):
        near.setdefault(choices[choice], choice)
    return list(near.values())[:limit]


def _refuse_strangers(
    concept: Concept, concepts: dict[str, Concept], file: "CatalogueFile | SkosFile", number: int
) -> None:
    for key, ids in (("related", concept.related), ("broader", concept.broader)):
        for other in ids:
            if other not in concepts:
                message = f'"{key}" of concept "{concept.id}" names "{other}", which is no concept'
                raise file.error(message + did_you_mean(other, concepts), Place(number, key=key, value=other))


def _refuse_circles(concepts: dict[str, Concept], origins: "dict[str, tuple[CatalogueFile | SkosFile, int]]") -> None:
    """Raise where `broader` leads from a concept back to itself: an index nested by it would have no end."""
    above = {concept.id: concept.broader for concept in concepts.values() if concept.broader}
    try:
        TopologicalSorter(above).prepare()
    except CycleError as error:
        broader, concept = error.args[1][:2]
        file, number = origins[concept]
        message = f'"broader" of concept "{concept}" leads by way of "{broader}" back to itself'
        raise file.error(message, Place(number, key="broader", value=broader)) from None
