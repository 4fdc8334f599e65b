"""Dispersion, collocates, meetings, names and comparison, against figures worked out by hand."""

import math
import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tui.concepts.analysis import Analysis, Spot
from tui.concepts.catalogue import read
from tui.concepts.collocates import collocates, log_likelihood
from tui.concepts.comparison import compare
from tui.concepts.concordance import arranged, concordance, surroundings
from tui.concepts.cooccurrence import heat_map, meetings
from tui.concepts.dispersion import deviation, dispersion
from tui.concepts.matching import link
from tui.concepts.model import Catalogue, Concept
from tui.concepts.naming import Naming, namings, shifts
from tui.documents.reading import read_bytes
from tui.text.words import words

CATALOGUE = """
[[concept]]
id = "hb"
kind = "organization"
label = "Harbour Board"
aliases = ["HB"]
[[concept]]
id = "tc"
kind = "organization"
label = "Timber Council"
[[concept]]
id = "open-books"
kind = "principle"
label = "open books"
[[concept]]
id = "board"
kind = "other"
label = "Board"
"""

TEXT = """# 1 One

The Harbour Board keeps open books. The Timber Council does not. Nobody minds.

# 2 Two

The Harbour Board met. The river rose. The Timber Council met elsewhere.

# 3 Three

HB, the Timber Council, open books: all are named here.

# 4 Four

HB is alone.
"""


@pytest.fixture
def analysis(tmp_path) -> Analysis:
    path = tmp_path / "c.toml"
    path.write_text(CATALOGUE, "utf-8")
    catalogue = read(path)
    document = read_bytes(TEXT.encode(), "t.md", "t.md")
    return Analysis([(document, link(document, catalogue))], catalogue)


def test_dispersion_is_as_worked_out_by_hand() -> None:
    # Two parts of 30 and 70 words, 8 and 2 occurrences: ½ (|.8 − .3| + |.2 − .7|) = .5; over 1 − .3.
    told = deviation([8, 2], [30, 70])
    assert told.dp == pytest.approx(0.5)
    assert told.norm == pytest.approx(0.5 / 0.7)
    assert deviation([3, 7], [30, 70]).dp == pytest.approx(0)
    assert deviation([1, 0], [1, 1]).norm == pytest.approx(1)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 500)), max_size=20))
def test_dispersion_lies_between_nothing_and_one_whatever_the_order(parts: list[tuple[int, int]]) -> None:
    parts = [(count if size else 0, size) for count, size in parts]
    told = deviation([count for count, _ in parts], [size for _, size in parts])
    turned = deviation([count for count, _ in parts[::-1]], [size for _, size in parts[::-1]])
    assert 0 <= told.dp <= told.norm + 1e-9
    assert told.norm <= 1
    assert told.dp == pytest.approx(turned.dp)


def test_log_likelihood_is_as_worked_out_by_hand() -> None:
    # Expected 20, 80, 30, 120: 2 (10 ln .5 + 90 ln 1.125 + 40 ln 4/3 + 110 ln 11/12).
    by_hand = 2 * (10 * math.log(0.5) + 90 * math.log(1.125) + 40 * math.log(4 / 3) + 110 * math.log(11 / 12))
    assert log_likelihood(10, 90, 40, 110) == pytest.approx(by_hand)
    assert log_likelihood(10, 90, 20, 180) == pytest.approx(0)
    assert log_likelihood(0, 0, 0, 0) == 0


def test_parts_are_the_sections_and_their_words(analysis: Analysis) -> None:
    assert [part.number for part in analysis.parts] == ["1", "2", "3", "4"]
    assert sum(analysis.part_words) == analysis.frequencies.total()


def test_meetings_tell_sentence_next_sentence_and_passage_apart(analysis: Analysis) -> None:
    found = {one.concept: one for one in meetings(analysis, "hb")}
    assert (found["open-books"].sentence, found["open-books"].passage) == (2, 2)
    assert (found["tc"].sentence, found["tc"].following, found["tc"].passage) == (1, 1, 3)
    assert "board" not in found or found["board"].passage == 0  # a name inside its own is no meeting


def test_a_passage_that_lists_everything_weighs_less(tmp_path) -> None:
    path = tmp_path / "c.toml"
    path.write_text(
        CATALOGUE + "".join(f'[[concept]]\nid = "x{n}"\nkind = "other"\nlabel = "Xylo{n} Guild"\n' for n in range(8)),
        "utf-8",
    )
    guilds = ", ".join(f"Xylo{n} Guild" for n in range(8))
    source = f"# 1 A\n\nHB and {guilds} and the Timber Council.\n\nHB has open books.\n"
    document, catalogue = read_bytes(source.encode(), "t.md", "t.md"), read(path)
    found = meetings(Analysis([(document, link(document, catalogue))], catalogue), "hb")
    assert found[0].concept == "open-books"
    assert found[0].weight > 5 * found[1].weight


def test_names_are_counted_by_part_and_a_change_of_wording_is_told(analysis: Analysis) -> None:
    assert [(one.alias, one.total, one.parts) for one in namings(analysis, "hb")] == [
        ("Harbour Board", 2, (1, 1, 0, 0)),
        ("HB", 2, (0, 0, 1, 1)),
    ]
    assert not shifts(namings(analysis, "hb"))  # two against two proves nothing
    told = shifts([Naming("old", 20, 0.5, (9, 10, 1, 0)), Naming("new", 20, 0.5, (0, 1, 9, 10))])
    assert [(one.earlier, one.later, one.part) for one in told] == [("old", "new", 2)]


def test_collocates_leave_the_places_own_words_out(analysis: Analysis) -> None:
    found = collocates(analysis, analysis.spots["hb"], least=1)
    assert "harbour" not in {one.word for one in found}
    assert {"keeps", "alone"} <= {one.word for one in found}
    assert all(one.near == one.left + one.right <= one.total for one in found)


@given(
    st.lists(
        st.sampled_from(
            ["a", "HB’s", "Élan", "HB", "of", "HB", "x" * 40, "open-ended", "上海", "上海合作组织" * 4, "("]
        ),
        max_size=60,
    ),
    st.integers(1, 6),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # it makes documents, and keeps nothing
def test_collocates_are_those_found_word_by_word(document, tokens: list[str], window: int) -> None:
    text = " ".join(["Go", *tokens * 4])
    spots = [Spot(0, found.start(), found.end()) for found in re.finditer("HB", text)]
    every = list(words(text))
    taken = {at for at, word in enumerate(every) for _, start, end in spots if start <= word.start < end}
    near: Counter[str] = Counter()
    firsts = sorted(taken)
    for first in firsts:
        for at in [*range(max(0, first - window), first), *range(first + 1, first + 1 + window)]:
            if at < len(every) and at not in taken:
                taken.add(at)
                near[every[at].folded] += 1
    found = collocates(Analysis([(document(text), [])], Catalogue()), spots, window=window, least=1)
    assert {one.word: one.near for one in found}.items() <= near.items()
    rest, size = len(every) - len(firsts) - near.total(), near.total()
    whole = Counter(word.folded for word in every)
    assert {one.word for one in found} == {
        word for word, count in near.items() if count * rest > min(rest, whole[word] - count) * size
    }


_NAMED = ["Harbour Board", "HB", "Timber Council", "open books", "Board", "it", "went."]


@given(st.lists(st.sampled_from([*_NAMED, "and.", "Then"]), max_size=25))
def test_meetings_are_those_found_by_looking_at_each_pair(tokens: list[str]) -> None:
    catalogue = Catalogue(
        {
            one: Concept(one, "organization", label, aliases)
            for one, label, aliases in (
                ("hb", "Harbour Board", ("HB",)),
                ("tc", "Timber Council", ()),
                ("open-books", "open books", ()),
                ("board", "Board", ()),
            )
        }
    )
    document = read_bytes(f"Go {' '.join(tokens)}".encode(), "t.txt", "t.txt")
    analysis = Analysis([(document, link(document, catalogue))], catalogue)
    met = {one.concept: one for one in meetings(analysis, "hb")}
    for other in ("tc", "open-books", "board"):
        pairs = [
            (abs(analysis.sentence_of(one) - analysis.sentence_of(two)), one, two)
            for one in analysis.spots.get("hb", ())
            for two in analysis.spots.get(other, ())
            if one.passage == two.passage
            and (one.end <= two.start or two.end <= one.start)
            and not any(two.start >= a and two.end <= b for _, a, b in analysis.spots["hb"])
        ]
        assert (other in met) == bool(pairs)
        if pairs:
            told = met[other]
            shared = {(one.passage, analysis.sentence_of(one)) for distance, one, _ in pairs if not distance}
            assert told.sentence == len(shared)
            assert told.passage == len({one.passage for _, one, _ in pairs})


def test_two_concepts_side_by_side_share_no_sentence(analysis: Analysis) -> None:
    told = compare(analysis, "hb", "tc")
    assert [part.part.number for part in told if part.part] == ["1", "2", "3", "4"]
    assert [(len(p.first), len(p.second), len(p.both)) for p in told] == [(1, 1, 0), (1, 1, 0), (0, 0, 1), (1, 0, 0)]


def test_the_heat_map_adds_up(analysis: Analysis) -> None:
    rows = heat_map(analysis, ["hb", "tc"])
    assert [sum(row.counts) for row in rows] == [len(analysis.spots["hb"]), len(analysis.spots["tc"])]


def test_several_documents_count_as_one(analysis: Analysis) -> None:
    document = analysis.documents[0]
    mentions = link(document, analysis.catalogue)
    both = Analysis([(document, mentions), (document, mentions)], analysis.catalogue)
    assert len(both.spots["hb"]) == 2 * len(analysis.spots["hb"])
    assert dispersion(both, both.spots["hb"]).dp == pytest.approx(dispersion(analysis, analysis.spots["hb"]).dp)
    last = both.spots["hb"][-1]
    assert (both.document_of(last.passage), both.index_of(last.passage)) == (1, analysis.spots["hb"][-1].passage)


def test_a_concordance_is_sorted_by_the_words_nearest(analysis: Analysis) -> None:
    document = analysis.documents[0]
    lines = list(concordance(document, link(document, analysis.catalogue)))
    right = [[word.folded for word in words(line.after)] for line in arranged(lines, "right")]
    left = [[word.folded for word in words(line.before)][::-1] for line in arranged(lines, "left")]
    assert right == sorted(right)
    assert left == sorted(left)
    assert arranged(lines, "place") == lines


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 20))
@example("\r0", 0, 2)  # blanks before a sentence are in none
def test_the_sentences_around_a_place_hold_it(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(len(text), start + length)
    first, last = surroundings(text, start, end)
    assert first <= start
    assert last >= end or not text[max(start, last) : end].strip()
