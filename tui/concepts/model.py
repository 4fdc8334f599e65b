"""Concepts, their catalogue and their mentions, as every other room sees them."""

from dataclasses import dataclass, field
from typing import NamedTuple

from tui.text.spans import Span


@dataclass(frozen=True, slots=True)
class Rule:
    """What an alias needs to count, where it would mislead by itself."""

    alias: str
    case: bool = False
    needs: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """An organization, a principle or another thing that texts speak of."""

    id: str
    kind: str
    label: str
    aliases: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    related: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    note: str = ""
    source: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Label, aliases and variants, in this order, as the catalogue writes them."""
        return (self.label, *self.aliases, *self.variants)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Concepts by id, in the order of their files; several files merged, the later wins."""

    concepts: dict[str, Concept] = field(default_factory=dict)
    title: str = ""
    paths: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds in order: organization, principle, then the others as they first appear."""
        seen = dict.fromkeys(concept.kind for concept in self.concepts.values())
        first = [kind for kind in ("organization", "principle") if kind in seen]
        return (*first, *(kind for kind in seen if kind not in first))


class Mention(NamedTuple):
    """A place that names a concept."""

    passage: int
    """index in `Document.passages`"""
    start: int
    end: int
    """offsets in the passage's text"""
    concept: str
    """id"""
    alias: str
    """the alias that was found, as the catalogue writes it"""
    rule: str
    """how it was found: "exact", "folded", "plural", "possessive" """
    spans: tuple[Span, ...]
    """in the source; several where a page break cut the mention"""
    nested: bool = False
    """inside a longer mention: counted, not shown, unless of the same concept, when it is not counted either"""
