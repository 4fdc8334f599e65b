"""How often, where and under which names each concept occurs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tui.concepts.catalogue import find, names_of
from tui.concepts.model import Catalogue, Mention
from tui.documents.model import Document, Role


@dataclass(slots=True)
class Count:
    """The mentions of one concept, counted.

    Attributes:
        roles: mentions by role of the passage; only roles that occur.
        sections: mentions by number of the passage's own section, in order.
        passages: indices of the passages that mention it, in order of first mention.
        names: mentions by alias, as the catalogue writes it, the most frequent first.
    """

    concept: str
    roles: dict[Role, int] = field(default_factory=dict)
    sections: dict[str, int] = field(default_factory=dict)
    passages: list[int] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)

    @property
    def mentions(self) -> int:
        return sum(self.roles.values())

    @property
    def body(self) -> int:
        """Mentions in the body and its headings."""
        return self.roles.get(Role.BODY, 0) + self.roles.get(Role.HEADING, 0)

    @property
    def notes(self) -> int:
        return self.roles.get(Role.NOTE, 0)

    def within(self, document: Document, section: str) -> int:
        """Mentions in a section and those below it."""
        return sum(self.sections.get(inside.number, 0) for inside in document.within(section))


def count(document: Document, catalogue: Catalogue, mentions: Iterable[Mention]) -> dict[str, Count]:
    """Count a document's mentions, nested ones too.

    Returns:
        A count for each concept that occurs, by id: kinds in the catalogue's order, in each the most frequent
        first, then by label.
    """
    counts: dict[str, Count] = {}
    seen: dict[str, set[int]] = {}
    for mention in mentions:
        entry = counts.setdefault(mention.concept, Count(mention.concept))
        passage = document.passages[mention.passage]
        entry.roles[passage.role] = entry.roles.get(passage.role, 0) + 1
        entry.sections[passage.section] = entry.sections.get(passage.section, 0) + 1
        entry.names[mention.alias] = entry.names.get(mention.alias, 0) + 1
        if mention.passage not in seen.setdefault(mention.concept, set()):
            seen[mention.concept].add(mention.passage)
            entry.passages.append(mention.passage)
    for entry in counts.values():
        entry.names = dict(sorted(entry.names.items(), key=lambda pair: -pair[1]))
    kinds = {kind: place for place, kind in enumerate(catalogue.kinds)}

    def rank(entry: Count) -> tuple[int, int, str]:
        concept = catalogue.concepts[entry.concept]
        return kinds[concept.kind], -entry.mentions, concept.label.casefold()

    return {entry.concept: entry for entry in sorted(counts.values(), key=rank)}


def passages_of(catalogue: Catalogue, mentions: Iterable[Mention]) -> Callable[[str], frozenset[int]]:
    """What search asks for `concept:`: from an id, label or alias to the indices of the passages that mention
    it.

    The callable raises `UnknownConceptError` for a name that no concept has.
    """
    gathered: dict[str, set[int]] = {}
    for mention in mentions:
        gathered.setdefault(mention.concept, set()).add(mention.passage)
    passages = {concept: frozenset(indices) for concept, indices in gathered.items()}
    known = names_of(catalogue)

    def look_up(name: str) -> frozenset[int]:
        concept = known(name) or find(catalogue, name)
        return passages.get(concept.id, frozenset())

    return look_up
