"""Catalogues as SKOS in Turtle (W3C Recommendation, 2009): what libraries keep their vocabularies in.

A preferred label is the label, alternative labels are aliases, hidden labels variants; broader, narrower and related
concepts stay so. What SKOS has no word for - the kind, a rule - goes by Dublin Core's type and by `urn:ibid:rule`.
rdflib reads and writes it; it comes with an optional extra.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.concepts.entries import LONGEST, name_key, without_hidden
from tui.concepts.errors import CatalogueError
from tui.concepts.ids import id_for
from tui.concepts.model import Concept, Rule
from tui.concepts.positions import Place
from tui.text.placeholders import safe

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SUFFIX = ".ttl"
_CONCEPT = "urn:ibid:concept:"
_SCHEME = "urn:ibid:catalogue"
_RULE = "urn:ibid:rule"
_KIND = "concept"
"""of what a vocabulary gives no type"""
_BAD = re.compile(r"at line (?P<line>\d+) of <.*?>: Bad syntax \((?P<why>.*)\) at \^ in:")
"""how rdflib tells what is no Turtle"""


class SkosFile:
    """A Turtle file as a catalogue file; it has no lines, so that errors name the file alone.

    Args:
        path: as given.

    Raises:
        CatalogueError: it can't be read, is no Turtle, or rdflib is not installed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._graph = _parsed(path)

    def error(self, message: str, place: Place) -> CatalogueError:
        """The error `message`; the place is only for files that have lines."""
        return CatalogueError(safe(f"{self.path}: {message}"))

    def title(self) -> str:
        """The title of the first scheme that has one."""
        from rdflib import DCTERMS, RDF, SKOS

        schemes = sorted(self._graph.subjects(RDF.type, SKOS.ConceptScheme), key=str)
        return next((str(title) for one in schemes for title in self._graph.objects(one, DCTERMS.title)), "")

    def concepts(self) -> list[Concept]:
        """The concepts by their address; a relation to what the file lacks is left out.

        Raises:
            CatalogueError: one has no label that could be looked for, or one that is too long.
        """
        from rdflib import RDF, SKOS

        subjects = sorted(set(self._graph.subjects(RDF.type, SKOS.Concept)), key=str)
        names = {subject: self._names(subject) for subject in subjects}
        ids: dict[Node, str] = {}
        taken: set[str] = set()
        for subject in subjects:
            ids[subject] = id_for(_local(str(subject)) or names[subject][0], (), taken)
            taken.add(ids[subject])
        return [self._concept(subject, ids, *names[subject]) for subject in subjects]

    def _names(self, subject: "Node") -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """Label, aliases and variants."""
        from rdflib import SKOS

        preferred = sorted(self._graph.objects(subject, SKOS.prefLabel), key=_by_language)
        others = sorted(self._graph.objects(subject, SKOS.altLabel), key=_by_language)
        hidden = sorted(self._graph.objects(subject, SKOS.hiddenLabel), key=_by_language)
        seen: set[str] = set()
        label, *aliases = [*self._fresh(subject, [*preferred, *others], seen)] or [""]
        if not label:
            raise self.error(f"the concept <{subject}> has no label to look for", Place())
        return label, tuple(aliases), tuple(self._fresh(subject, hidden, seen))

    def _fresh(self, subject: "Node", found: "list[Node]", seen: set[str]) -> list[str]:
        names = []
        for one in found:
            name = without_hidden(str(one))
            if len(name) > LONGEST:
                raise self.error(f"a label of <{subject}> has {len(name)} characters, at most {LONGEST} fit", Place())
            key = name_key(name)
            if any(map(str.isalnum, key)) and key not in seen:
                seen.add(key)
                names.append(name)
        return names

    def _concept(
        self, subject: "Node", ids: "dict[Node, str]", label: str, aliases: tuple[str, ...], variants: tuple[str, ...]
    ) -> Concept:
        from rdflib import DCTERMS, SKOS, URIRef

        graph = self._graph
        above = {*graph.objects(subject, SKOS.broader), *graph.subjects(SKOS.narrower, subject)}
        beside = {*graph.objects(subject, SKOS.related), *graph.subjects(SKOS.related, subject)}
        kinds = sorted(_local(str(one)) for one in graph.objects(subject, DCTERMS.type))
        notes = sorted(
            {*graph.objects(subject, SKOS.scopeNote), *graph.objects(subject, SKOS.definition)}, key=_by_language
        )
        sources = sorted(map(str, graph.objects(subject, DCTERMS.source)))
        rules = tuple(_rule(json.loads(str(one))) for one in sorted(graph.objects(subject, URIRef(_RULE)), key=str))
        return Concept(
            id=ids[subject],
            kind=next(filter(None, kinds), _KIND),
            label=label,
            aliases=aliases,
            variants=variants,
            rules=rules,
            related=tuple(sorted(ids[one] for one in beside if one in ids and one != subject)),
            broader=tuple(sorted(ids[one] for one in above if one in ids and one != subject)),
            note=str(notes[0]) if notes else "",
            source=sources[0] if sources else "",
        )


def as_turtle(concepts: Iterable[Concept], title: str = "") -> str:
    """Concepts as SKOS in Turtle; `SkosFile` reads them back as they were.

    Raises:
        CatalogueError: rdflib is not installed.
    """
    rdflib = _rdflib("Turtle")
    from rdflib import DCTERMS, RDF, SKOS, Literal, URIRef

    graph = rdflib.Graph()
    graph.bind("skos", SKOS)
    scheme = URIRef(_SCHEME)
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    if title:
        graph.add((scheme, DCTERMS.title, Literal(title)))
    written = {concept.id: concept for concept in concepts}
    for concept in written.values():
        subject = URIRef(_CONCEPT + concept.id)
        facts = [(RDF.type, SKOS.Concept), (SKOS.inScheme, scheme), (SKOS.prefLabel, Literal(concept.label))]
        facts += [(DCTERMS.type, Literal(concept.kind))]
        facts += [(SKOS.altLabel, Literal(name)) for name in concept.aliases]
        facts += [(SKOS.hiddenLabel, Literal(name)) for name in concept.variants]
        facts += [(SKOS.broader, URIRef(_CONCEPT + one)) for one in concept.broader if one in written]
        facts += [(SKOS.related, URIRef(_CONCEPT + one)) for one in concept.related if one in written]
        facts += [(SKOS.scopeNote, Literal(concept.note))] if concept.note else []
        facts += [(DCTERMS.source, Literal(concept.source))] if concept.source else []
        facts += [(URIRef(_RULE), Literal(json.dumps(asdict(rule), ensure_ascii=False))) for rule in concept.rules]
        for predicate, value in facts:
            graph.add((subject, predicate, value))
    return str(graph.serialize(format="turtle"))


def _rdflib(what: str) -> Any:
    try:
        import rdflib
    except ImportError:
        raise CatalogueError(f"{what}: needs rdflib: pip install 'ibid-reader[skos]'") from None
    return rdflib


def _parsed(path: Path) -> "Graph":
    graph: Graph = _rdflib(str(path)).Graph()
    try:
        graph.parse(data=path.read_bytes(), format="turtle", publicID=_CONCEPT)
    except OSError as error:
        raise CatalogueError(f"{path}: can't be read: {error.strerror or error}") from None
    except Exception as error:  # rdflib raises many kinds, of which none has a base of its own
        told = " ".join(str(error).split())
        found = _BAD.match(told)
        line, why = (f":{found['line']}", found["why"]) if found else ("", told)
        raise CatalogueError(safe(f"{path}{line}: no Turtle: {why[:200]}")) from None
    return graph


def _local(address: str) -> str:
    """The last part of an address: what people call the thing."""
    return re.split(r"[#/:]", address.rstrip("#/:"))[-1]


def _by_language(term: "Node") -> tuple[bool, bool, str, str]:
    """English first, then what has no language, then the others."""
    language = getattr(term, "language", None) or ""
    return (not language.startswith("en"), bool(language), language, str(term))


def _rule(told: dict[str, Any]) -> Rule:
    lists = {key: tuple(map(str, told.get(key, ()))) for key in ("needs", "not_before", "not_after")}
    return Rule(str(told.get("alias", "")), bool(told.get("case")), **lists)
