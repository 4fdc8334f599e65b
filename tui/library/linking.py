"""What all documents of a library say of the concepts: each linked once, and afterwards never read for it again."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from tui.concepts.model import Catalogue, Mention
from tui.documents.model import Document
from tui.library.linked import Linked, Tally, Told, by_concept, tally_of, told_of
from tui.library.open import Sources, of_key, state_in
from tui.library.reading import Reading

if TYPE_CHECKING:
    from tui.library.adding import Read
    from tui.library.shared_linked import SharedLinked

Progress = Callable[[int, int], None]
"""Told how many of how many passages of documents that must be read are linked."""


class Spoken(NamedTuple):
    """A document of the library and its concepts, read only where nothing fresh was kept.

    Attributes:
        key: of the document.
        catalogue: the one that holds for it.
        tallies: by concept.
        told: gives the mentions of a concept as a concordance has them.
        mentions: gives all mentions.
    """

    key: str
    catalogue: Catalogue
    tallies: dict[str, Tally]
    told: Callable[[str], Iterator[Told]]
    mentions: Callable[[], tuple[Mention, ...]]


def spoken(sources: Sources, progress: Progress | None = None) -> Iterator[Spoken]:
    """Every document of the library, in order.

    Args:
        sources: where it is.
        progress: told after each document that had to be linked.

    Raises:
        DocumentError, CatalogueError: a document or a catalogue is at fault.
    """
    kept = {ships: sources.linked(ships=ships) for ships in (False, True)}
    waiting = list(_waiting(sources, kept))
    whole = sum(passages for _, _, fresh, passages in waiting if not fresh)
    done = 0
    for key, catalogue, fresh, passages in waiting:
        linked = kept[key in sources.seeds]
        if not fresh:
            path = sources.path_of(key)
            assert path is not None
            reading = of_key(key, path, sources)
            vars(reading)["catalogue"] = catalogue
            _ = reading.mentions
            done += passages
            if progress is not None:
                progress(done, whole)
        if linked is None or not (fresh or linked.has(key, catalogue)):
            yield of_reading(reading)  # nothing could be kept
        else:
            yield _kept(linked, key, catalogue)


def linked_too(read: "Read", sources: Sources) -> "Read":
    """Have documents linked as they are added, while they are at hand: to read all of them again would take minutes.

    Args:
        read: takes in each document besides.
        sources: the library that is added to, and its catalogues; one at fault is told of when it is asked for.
    """
    from tui.concepts.catalogue import CatalogueError

    def taken(key: str, digest: str, document: Document) -> None:
        read(key, digest, document)
        if sources.without():  # it was read with every stage, and will not be read so again
            return
        shelf = sources.shelf
        entry = shelf.entry(key) if shelf is not None else None
        if shelf is not None and entry is not None:
            path = shelf.where(entry)
            linked = sources.linked(state_in(sources, key, path, entry))
            with suppress(CatalogueError):
                _ = Reading(document, path, sources, linked).mentions

    return taken


def _kept(linked: "Linked | SharedLinked", key: str, catalogue: Catalogue) -> Spoken:
    return Spoken(
        key, catalogue, linked.tallies(key), lambda concept: linked.told(key, concept), lambda: linked.kept(key)
    )


def of_reading(reading: Reading) -> Spoken:
    """The same of a document that has been read."""
    found = by_concept(reading.mentions)
    tallies = {concept: tally_of(own) for concept, own in found.items()}
    return Spoken(
        reading.document.key,
        reading.catalogue,
        tallies,
        lambda concept: told_of(reading.document, found.get(concept, [])),
        lambda: reading.mentions,
    )


def _waiting(
    sources: Sources, kept: "dict[bool, Linked | SharedLinked | None]"
) -> Iterator[tuple[str, Catalogue, bool, int]]:
    """Each document with its catalogue, whether it is linked already, and about how many passages it has."""
    shelf, everywhere = sources.shelf, None
    entries = {entry.key: entry for entry in shelf.entries()} if shelf is not None else {}
    for key in sources.all_keys():
        entry = entries.get(key)
        path = shelf.where(entry) if entry is not None and shelf is not None else sources.seeds[key]
        if sources.shared() is None:
            catalogue = sources.catalogue(path)
        else:  # nothing lies beside what was fetched, and a server is not asked again for every document
            catalogue = everywhere = everywhere or sources.catalogue(None)
        linked = kept[key in sources.seeds]
        fresh = linked is not None and linked.is_fresh(key, state_in(sources, key, path, entry), catalogue)
        yield key, catalogue, fresh, max(1, entry.passages if entry is not None else 1)
