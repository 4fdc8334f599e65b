"""The index: letters, locators in ranges, names that send on, what stands below what, passim."""

from dataclasses import replace

import pytest

from tui.concepts.analysis import Analysis
from tui.concepts.back_index import Entry, back_index, letter, sort_key
from tui.concepts.locators import locators
from tui.concepts.matching import link
from tui.concepts.model import Catalogue, Concept
from tui.documents.reading import read_bytes


def catalogue(*concepts: Concept) -> Catalogue:
    return Catalogue({concept.id: concept for concept in concepts})


KNOWN = catalogue(
    Concept("gc", "organization", "Grain Council", ("GC", "Council of Grain"), related=("tide", "absent")),
    Concept("board", "organization", "boards", broader=("body",)),
    Concept("body", "other", "a body of men"),
    Concept("sb", "organization", "Salt Board", ("SB",), broader=("board",)),
    Concept("tide", "principle", "the tide"),
    Concept("absent", "principle", "absent thing"),
)


def analysis(*sources: str, known: Catalogue = KNOWN) -> Analysis:
    documents = [read_bytes(source.encode(), f"d{n}", f"d{n}.md") for n, source in enumerate(sources)]
    return Analysis([(one, list(link(one, known))) for one in documents], known)


def flat(told: Analysis) -> dict[str, Entry]:
    return {entry.label: entry for one in back_index(told) for entry in one.entries}


def places(told: Analysis, concept: str) -> list[tuple[int, str, str]]:
    return [(one.document, one.section, one.text) for one in locators(told, told.spots[concept])]


TEXT = """# 1 One

GC.

GC.

The GC and a Salt Board.[^1]

None.

GC on the tide.

# 2 The GC

None.

[^1]: GC, SB.
"""


def test_neighbouring_passages_are_joined_notes_and_headings_stand_by_themselves() -> None:
    told = analysis(TEXT)
    assert places(told, "gc") == [(0, "1", "p1–p3"), (0, "1", "p5"), (0, "2", ""), (0, "2", "n1")]
    first = locators(told, told.spots["gc"])[0]
    assert first.anchors == ("d0/s1/p1", "d0/s1/p3")


def test_pages_are_told_where_the_document_knows_them() -> None:
    source = "GC one.\n\nGC two.\n\nGC three.\n\nNone.\n\nGC five.\n\nNone.[^1]\n\n[^1]: GC.\n"
    plain = read_bytes(source.encode(), "d", "d.md")
    starts = [plain.passages[n].start for n in range(7)]
    labels = ["ix", "x", "1", "2", "3", "4", "5"]
    paged = replace(plain, pages=tuple(zip(starts, labels, strict=True)))
    told = Analysis([(paged, list(link(paged, KNOWN)))], KNOWN)
    assert places(told, "gc") == [(0, "", "ix–1"), (0, "", "3"), (0, "", "5n")]


def test_other_names_send_on_where_they_are_used_or_acronyms() -> None:
    entries = flat(analysis(TEXT))
    assert entries["GC"].see == ["Grain Council"]
    assert entries["SB"].see == ["Salt Board"]
    assert "Council of Grain" not in entries
    assert "Council of Grain" in flat(analysis("The Council of Grain met."))


def test_a_name_of_two_concepts_sends_to_both() -> None:
    known = catalogue(Concept("a", "x", "Apple Board", ("AB",)), Concept("b", "x", "Birch Board", ("AB",)))
    assert flat(analysis("Apple Board, Birch Board.", known=known))["AB"].see == ["Apple Board", "Birch Board"]


def test_concepts_stand_below_their_broader_ones_and_by_themselves() -> None:
    entries = flat(analysis(TEXT))
    [board] = entries["a body of men"].entries
    [salt] = board.entries
    assert (board.label, salt.label) == ("boards", "Salt Board")
    assert salt.locators == entries["Salt Board"].locators != []
    assert entries["a body of men"].locators == []


def test_related_concepts_are_seen_also_where_they_occur() -> None:
    entries = flat(analysis(TEXT))
    assert entries["Grain Council"].see_also == ["the tide"]
    assert entries["the tide"].see_also == []


def test_letters_pass_over_articles_case_and_accents() -> None:
    assert [one.name for one in back_index(analysis(TEXT))] == ["B", "G", "S", "T"]
    assert [letter(label) for label in ("The Tide", "élan", "“quoted”", "21st", "亚投行", "…", "a")] == [
        *("T", "E", "Q", "0–9", "Chinese, Japanese and others", "Symbols", "A")
    ]
    labels = ["New York", "Newark", "An apple", "Ärger", "21st"]
    assert sorted(labels, key=sort_key) == ["21st", "An apple", "Ärger", "New York", "Newark"]
    assert letter("A-levels") == "A"


@pytest.mark.parametrize("sections", [3, 8])
def test_passim_is_told_of_what_is_everywhere(sections: int) -> None:
    source = "\n\n".join(f"# {n} S\n\nGC.\n\nNone.\n\nGC.\n\nGC.\n\nNone." for n in range(1, sections + 1))
    entry = flat(analysis(source))["Grain Council"]
    assert entry.passim == (frozenset({0}) if sections == 8 else frozenset())
    assert [one.text for one in entry.locators] == (["p3–p4"] * 3 if sections == 8 else ["p1", "p3–p4"] * 3)


def test_catalogues_that_lead_in_a_circle_together_end_all_the_same() -> None:
    known = catalogue(
        Concept("a", "x", "alder", broader=("b",)),
        Concept("b", "x", "birch", broader=("a",)),
        Concept("c", "x", "cedar"),
    )
    entries = flat(analysis("An alder, a cedar.", known=known))
    assert [one.label for one in entries["birch"].entries] == ["alder"]
    assert set(entries) == {"alder", "birch", "cedar"}


def test_a_chain_of_a_thousand_is_no_deeper_than_an_index_goes() -> None:
    chain = [replace(Concept(f"c{n}", "x", f"link{n}"), broader=(f"c{n + 1}",)) for n in range(1_000)]
    entries = flat(analysis("The link0 holds.", known=catalogue(*chain, Concept("c1000", "x", "link1000"))))
    assert len(entries) == 1_001
    assert entries["link5"].entries[0].entries[0].entries == []
