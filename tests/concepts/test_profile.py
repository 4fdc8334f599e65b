"""Dispersion by role and over stretches, parts whose parent is lost, and what bears out a meeting."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.concepts.analysis import Analysis
from tui.concepts.cooccurrence import evidence, meetings, pairs
from tui.concepts.dispersion import BODY, NOTES, deviation, dispersion
from tui.concepts.matching import link
from tui.concepts.model import Catalogue, Concept
from tui.concepts.naming import Shift, statement
from tui.concepts.profile import profiles
from tui.documents.model import Document
from tui.documents.reading import read_bytes

CATALOGUE = Catalogue(
    {
        concept.id: concept
        for concept in (
            Concept("openness", "principle", "openness"),
            Concept("gc", "organization", "Grain Council", ("GC",)),
            Concept("sb", "organization", "Salt Bureau"),
        )
    }
)


def analysis(*sources: str) -> Analysis:
    documents = [read_bytes(source.encode(), f"d{n}.md", f"d{n}.md") for n, source in enumerate(sources)]
    return Analysis([(one, list(link(one, CATALOGUE))) for one in documents], CATALOGUE)


def test_dp_of_five_equal_parts_and_of_the_worst_case() -> None:
    # Five parts of equal size, occurrences 1 2 3 4 5: shares 1/15 ... 5/15 beside 1/5: ½ (2 + 1 + 0 + 1 + 2) / 15.
    told = deviation([1, 2, 3, 4, 5], [100] * 5)
    assert told.dp == pytest.approx(3 / 15)
    assert told.norm == pytest.approx((3 / 15) / (4 / 5))
    # All in the smallest part is as uneven as can be: DP is 1 − min s, DPnorm 1.
    worst = deviation([7, 0, 0], [10, 30, 60])
    assert (worst.dp, worst.norm) == pytest.approx((0.9, 1.0))


@given(st.data())
@settings(max_examples=50)
def test_dp_does_not_hang_on_the_order_of_the_parts(data: st.DataObject) -> None:
    parts = data.draw(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 300)), min_size=2, max_size=12))
    mixed = data.draw(st.permutations(parts))
    one, two = (deviation([c for c, _ in some], [s for _, s in some]) for some in (parts, mixed))
    assert one.dp == pytest.approx(two.dp)
    assert 0 <= one.dp <= 1
    assert 0 <= one.norm <= 1


def test_body_and_notes_are_told_apart() -> None:
    told = analysis("# 1 A\n\nThe Grain Council.[^1] It met.\n\n# 2 B\n\nNo one.\n\n[^1]: Salt Bureau, p. 4.\n")
    grain, salt = (next(one for one in profiles(told) if one.concept.id == id) for id in ("gc", "sb"))
    assert (grain.body, grain.notes, salt.body, salt.notes) == (1, 0, 0, 1)
    # Words of the body: "1 A The Grain Council It met" 7, "2 B No one" 4: |1 − 7/11| = 4/11.
    assert dispersion(told, grain.spots, BODY).dp == pytest.approx(4 / 11)
    assert dispersion(told, salt.spots, BODY).dp == 0
    assert dispersion(told, salt.spots, NOTES).unit == "stretches"


def test_a_text_without_sections_is_counted_by_stretches() -> None:
    filler = "one two three four five six seven eight nine ten."
    told = analysis("\n\n".join(["Grain Council " + filler[8:], *[filler] * 9]))
    found = dispersion(told, told.spots["gc"])
    assert (found.parts, found.unit) == (10, "stretches")
    assert found.dp == pytest.approx(0.9)


def test_sections_whose_parent_is_lost_count_too(article_path) -> None:
    from tui.documents.reading import read

    document: Document = read(article_path, "a")
    told = Analysis([(document, [])], CATALOGUE)
    assert sum(told.part_words) == told.frequencies.total()
    assert {"4.2", "4.3"} <= {part.number for part in told.parts}


def test_pairs_meet_once_the_organization_first() -> None:
    told = analysis(
        "# 1 A\n\nOpenness binds the Grain Council. It rains. Salt Bureau staff met the GC.\n\n# 2 B\n\nNo.\n"
    )
    found = {(pair.first, pair.meeting.concept): pair.meeting for pair in pairs(told)}
    assert set(found) == {("gc", "openness"), ("gc", "sb"), ("sb", "openness")}
    far = found["sb", "openness"]
    assert (far.sentence, far.following, far.passage) == (0, 0, 1)
    [place] = evidence(told, far, 3)
    assert [number for number, _ in place.sentences] == [1, 3]
    near = next(one for one in meetings(told, "gc") if one.concept == "openness")
    [place] = evidence(told, near, 3)
    [(number, spot)] = place.sentences
    text = told.passages[spot.passage].text[spot.start : spot.end]
    assert (number, text) == (1, "Openness binds the Grain Council.")


def test_a_change_of_wording_is_told_within_its_document() -> None:
    sections = ["Grain Council " * 9, "Grain Council " * 8, "GC " * 9, "GC " * 9]
    source = "\n\n".join(f"# {n} S\n\n{text.strip()}." for n, text in enumerate(sections, 1))
    [gc] = profiles(analysis("# 1 X\n\nNothing.\n\n# 2 Y\n\nNothing.\n", source))
    [(part, shift)] = gc.shifts
    assert (part.document, part.number, shift.earlier, shift.later) == (1, "3", "Grain Council", "GC")
    assert statement(Shift("a", "b", 2, (9, 0), (1, 8)), "3") == (
        "from §3 on “b” replaces “a”: 9 to 0 before it, 1 to 8 from there"
    )


def test_a_name_inside_the_others_name_is_no_meeting_wherever_it_stands_twice() -> None:
    known = Catalogue({"board": Concept("board", "x", "Board"), "hb": Concept("hb", "x", "Harbour Board")})
    document = read_bytes(
        b"The Harbour Board met. The Harbour Board left.\n\nThe Harbour Board and a Board.\n", "d", "d.md"
    )
    told = Analysis([(document, list(link(document, known)))], known)
    [met] = meetings(told, "hb")
    assert (met.sentence, met.following, met.passage) == (1, 0, 1)


@given(st.lists(st.sampled_from(["A.", "B.", "C."]), min_size=1, max_size=30))
def test_the_closest_two_are_found(order: list[str]) -> None:
    known = Catalogue({"a": Concept("a", "x", "Alder"), "b": Concept("b", "x", "Birch")})
    names = {"A.": "Alder stands.", "B.": "Birch stands.", "C.": "Cedar stands."}
    document = read_bytes(" ".join(names[one] for one in order).encode(), "d", "d.md")
    told = Analysis([(document, list(link(document, known)))], known)
    firsts, seconds = ([at for at, one in enumerate(order) if one == name] for name in ("A.", "B."))
    distance = min((abs(a - b) for a in firsts for b in seconds), default=None)
    met = meetings(told, "a")
    assert bool(met) == (distance is not None)
    if met and distance is not None:
        assert met[0].weight == (0.5 if distance == 1 else 0.25)
        one, two = met[0].places[0]
        assert abs(told.sentence_of(one) - told.sentence_of(two)) == distance


def test_two_concepts_named_a_thousand_times_in_one_passage_are_soon_told() -> None:
    import time

    known = Catalogue({"a": Concept("a", "x", "Alder"), "b": Concept("b", "x", "Birch")})
    document = read_bytes(("Alder stands. " * 4_000 + "Birch stands. " * 4_000).encode(), "d", "d.md")
    told = Analysis([(document, list(link(document, known)))], known)
    began = time.perf_counter()
    assert meetings(told, "a")[0].weight == 0.5
    assert time.perf_counter() - began < 2
