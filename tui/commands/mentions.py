"""`ibid mentions`: every mention of a concept, as a concordance."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from tui.commands.options import common, sources
from tui.commands.output import Row, emit

if TYPE_CHECKING:
    from tui.concepts.concordance import Line
    from tui.concepts.model import Catalogue, Mention
    from tui.library.reading import Reading


@click.command()
@click.argument("concept")
@click.argument("docs", nargs=-1, metavar="[DOC]...")
@click.option("--explain", is_flag=True, help="Say what found each, and why what looks like one is none.")
@common
def mentions(concept: str, docs: tuple[str, ...], explain: bool, as_json: bool, **options: Any) -> int:
    """Print every mention of CONCEPT (an id, a label or an alias); without DOC, those of the whole library."""
    return emit(_rows(concept, docs, explain, options), as_json)


def _rows(
    name: str, docs: tuple[str, ...], explain: bool, options: dict[str, Any]
) -> Iterator[tuple[Row, tuple[str, ...]]]:
    if not explain:
        yield from _told(name, docs, options)
        return
    from tui.library.open import readings

    # Every document is opened before the first row: a fault found later would leave half an answer on stdout.
    opened = tuple(readings(docs, sources(options)))
    for number, concept in _found(name, (reading.catalogue for reading in opened)).items():
        yield from _explained(opened[number], concept)


def _found(name: str, catalogues: "Iterable[Catalogue]") -> dict[int, str]:
    """The id of the concept that is meant, by number of the catalogue; of those that do not know it, none.

    Raises:
        UnknownConceptError: no catalogue knows it.
    """
    from tui.concepts.catalogue import UnknownConceptError, find

    found: dict[int, str] = {}
    seen: dict[int, str | UnknownConceptError] = {}
    unknown = None
    for number, catalogue in enumerate(catalogues):
        if id(catalogue) not in seen:
            try:
                seen[id(catalogue)] = find(catalogue, name).id
            except UnknownConceptError as error:  # a catalogue beside another document may have it
                seen[id(catalogue)] = error
        known = seen[id(catalogue)]
        if isinstance(known, str):
            found[number] = known
        else:
            unknown = unknown or known
    if unknown is not None and not found:
        raise unknown
    return found


def _told(name: str, docs: tuple[str, ...], options: dict[str, Any]) -> Iterator[tuple[Row, tuple[str, ...]]]:
    from tui.commands.linking import spoken_of

    opened = tuple(spoken_of(docs, options))
    for number, concept in _found(name, (one.catalogue for one in opened)).items():
        for one in opened[number].told(concept):
            row = {
                "anchor": one.anchor,
                "role": one.role,
                "concept": concept,
                "alias": one.alias,
                "text": one.text,
                "spans": [list(span) for span in one.spans],
                "before": one.before,
                "after": one.after,
            }
            yield row, (one.anchor, one.before, one.text, one.after)


def _explained(reading: "Reading", concept: str) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """The mentions with what found them and, in between, the places that look like one and are none."""
    from tui.concepts.explanation import foldings, look_alikes

    document = reading.document
    own = [one for one in reading.mentions if one.concept == concept]
    others = look_alikes(document, reading.catalogue, reading.catalogue.concepts[concept], reading.mentions)
    whys = {one.mention: one.why for one in others} | _proposed(reading, concept) | _referring(reading, concept)
    for line in _concordance(reading, sorted([*own, *whys], key=lambda one: (one.spans, one.end))):
        mention = line.mention
        why = whys.get(mention)
        folded = foldings(document, mention) if why is None else ()
        row = _row(line, concept) | {"rule": mention.rule or None, "folded": list(folded), "why": why}
        how = f"none: {why}" if why is not None else f"{mention.alias} ({', '.join((mention.rule, *folded))})"
        yield row, (line.anchor, how, line.before, line.text, line.after)


def _proposed(reading: "Reading", concept: str) -> "dict[Mention, str]":
    """The wordings that come near a name of the concept, each at its first place."""
    from tui.concepts.model import Mention
    from tui.concepts.variants import variants

    document, found = reading.document, {}
    for one in variants(document, reading.catalogue, reading.mentions):
        if one.concept == concept:
            spans = document.passages[one.passage].source_spans(one.start, one.end)
            place = Mention(one.passage, one.start, one.end, concept, one.alias, "", spans)
            found[place] = f'a wording near "{one.alias}" ({one.channel}, {one.score:.2f}), which nobody has accepted'
    return found


def _referring(reading: "Reading", concept: str) -> "dict[Mention, str]":
    """The phrases that refer to the concept, or may, without naming it; none is counted."""
    from tui.concepts.model import Mention
    from tui.concepts.references import references

    document, found = reading.document, {}
    kept = reading.references
    decided = {(one.concept, one.key) for one in kept}
    for one in (*kept, *references(document, reading.catalogue, reading.mentions, decided)):
        if one.concept == concept:
            spans = document.passages[one.passage].source_spans(one.start, one.end)
            place = Mention(one.passage, one.start, one.end, concept, one.text, "", spans)
            accepted = "a reference, accepted: shown, never counted"
            found[place] = accepted if one in kept else f"it may refer to it ({one.score:.2f}); nobody has accepted it"
    return found


def _concordance(reading: "Reading", mentions: "Iterable[Mention]") -> "Iterator[Line]":
    from tui.concepts.concordance import concordance

    return concordance(reading.document, mentions)


def _row(line: "Line", concept: str) -> dict[str, Any]:
    return {
        "anchor": line.anchor,
        "role": line.role,
        "concept": concept,
        "alias": line.mention.alias,
        "text": line.text,
        "spans": [list(span) for span in line.mention.spans],
        "before": line.before,
        "after": line.after,
    }
