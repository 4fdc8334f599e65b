"""Catalogues as SKOS: read, written, and the same after both."""

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("rdflib")

from tui.concepts.catalogue import CatalogueError, read
from tui.concepts.model import Concept, Rule
from tui.concepts.skos import SkosFile, as_turtle
from tui.concepts.writing import as_toml

Write = Callable[..., Path]

VOCABULARY = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix v: <http://example.org/v/> .
v:rivers a skos:Concept ; skos:prefLabel "Flüsse"@de, "rivers"@en ; skos:altLabel "streams"@en ;
    skos:hiddenLabel "rivres" ; skos:scopeNote "Water that moves." ; skos:narrower v:brooks ; skos:broader v:elsewhere .
v:brooks a skos:Concept ; skos:prefLabel "brooks"@en ; skos:related v:mills .
v:mills a skos:Concept ; skos:prefLabel "mills"@en ; dct:type "building" .
"""


def test_a_vocabulary_is_a_catalogue(toml: Write) -> None:
    concepts = read(toml(VOCABULARY, "v.ttl")).concepts
    rivers, brooks, mills = concepts["rivers"], concepts["brooks"], concepts["mills"]
    assert (rivers.label, rivers.aliases, rivers.variants) == ("rivers", ("Flüsse", "streams"), ("rivres",))
    assert (rivers.note, rivers.broader) == ("Water that moves.", ())
    assert (brooks.broader, brooks.related, mills.related) == (("rivers",), ("mills",), ("brooks",))
    assert (mills.kind, brooks.kind) == ("building", "concept")


def test_a_catalogue_comes_back_as_it_was(tmp_path: Path) -> None:
    concepts = [
        Concept("a", "organization", "Alpha Bank", ("AB", "阿尔法"), ("Alfa Bank",), source="a book"),
        Concept(
            "b", "principle", 'Beta "view"\\', broader=("a",), rules=(Rule('Beta "view"\\', True, ("x",), ("y",)),)
        ),
    ]
    path = tmp_path / "c.ttl"
    path.write_text(as_turtle(concepts, "Mine"), "utf-8")
    assert SkosFile(path).concepts() == concepts
    assert SkosFile(path).title() == "Mine"
    again = tmp_path / "c.toml"
    again.write_text(as_toml(concepts), "utf-8")
    assert list(read(again).concepts.values()) == concepts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("this is no turtle", ":1: no Turtle"),
        ("\n\nex:a ex:b ex:c .", ':3: no Turtle: Prefix "ex:" not bound'),
        (VOCABULARY + 'v:x a skos:Concept ; skos:prefLabel "..." .', "no label to look for"),
        (VOCABULARY + f'v:x a skos:Concept ; skos:prefLabel "{"x" * 1001}" .', "1001 characters"),
        (VOCABULARY + "v:rivers skos:broader v:brooks .", "back to itself"),
    ],
)
def test_what_is_wrong_is_told_with_the_file(toml: Write, text: str, told: str) -> None:
    path = toml(text, "v.ttl")
    with pytest.raises(CatalogueError, match=told) as caught:
        read(path)
    assert str(path) in str(caught.value)
