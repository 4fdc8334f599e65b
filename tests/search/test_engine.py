"""Search over one document: what is found, in which order, and what a query that can't be understood says."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search.conftest import searching
from tui.documents.decoding import Decoded
from tui.documents.model import Document
from tui.documents.reading import read_text
from tui.search.model import QueryError
from tui.search.query import parse
from tui.search.vocabulary import one_edit

TEXT = """# Title

## 1. Governance

The principle of co-construction guides the bank. Institutions learn slowly.

Institutional discourse power grows where rules are made.

## 2. Networks

A network of organizations spreads a norm, and norm entrepreneurs persuade.[^1]

### (1) Parts

The bank lends. The network, far away from any other matter that one might care to name here, holds. Norms are made.

上海合作组织成员国元首会议。

[^1]: Keck, Activists, 1998.
"""


def document() -> Document:
    return read_text(TEXT, "k", "a.md", Decoded(TEXT, "utf-8", ()))


def find(query: str, *, unfinished: bool = False) -> list[str]:
    text = document()
    hits = searching(text, {"bank": "bank"}).search(parse(query, unfinished=unfinished))
    return [text.passages[hit.passage].place for hit in hits]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("coconstuction", ["s1/p1"]),
        ("co-construction", ["s1/p1"]),
        ("coconstruction", ["s1/p1"]),
        ("discuorse", ["s1/p2"]),
        ("iscourse", ["s1/p2"]),
        ('"norm entrepreneurs"', ["s2/p1"]),
        ('"entrepreneurs norm"', []),
        ("bank -lends", ["s1/p1"]),
        ('bank -"the bank lends"', ["s1/p1"]),
        ("in:2 network", ["s2", "s2/p1", "s2.1/p1"]),
        ("in:2.1 network", ["s2.1/p1"]),
        ("role:note activists", ["s2.1/n1"]),
        ("role:heading networks", ["s2"]),
        ("concept:bank", ["s2.1/p1", "s1/p1"]),
        ("concept:bank institutions", ["s1/p1"]),
        ("norm network same:sentence", ["s2/p1"]),
        ("上海合作", ["s2.1/p2"]),
        ("组织会议", []),
        ("xyzzy", []),
        ("", []),
        ("- : \" ' ::", []),
    ],
)
def test_what_is_found(query: str, places: list[str]) -> None:
    assert sorted(find(query, unfinished=not query.strip() or '"' in query)) == sorted(places)


def test_a_word_being_typed_finds_what_it_begins() -> None:
    assert "s1/p2" in find("instit", unfinished=True)
    assert "s1/p2" not in find("instit")


def test_a_whole_word_comes_before_a_typo_and_near_words_before_far_ones() -> None:
    assert find("norm network")[0] == "s2/p1"


def test_matches_are_in_order_apart_and_within_the_text() -> None:
    text = document()
    for hit in searching(text, {"bank": "bank"}).search(parse("norm norms network concept:bank in:2")):
        spans = hit.matches
        assert list(spans) == sorted(spans)
        assert all(a < b <= len(text.passages[hit.passage].text) for a, b in spans)
        assert all(b <= c for (_, b), (c, _) in pairwise(spans))


def test_a_hit_says_which_word_stood_for_which() -> None:
    text = document()
    (hit,) = searching(text, {"bank": "bank"}).search(parse("discuorse"))
    assert hit.why == ("discourse for discuorse (typo)",)


@pytest.mark.parametrize(
    ("query", "at", "says"),
    [
        ("bank conept:bank", 5, "concept:"),
        ("concept:", 7, "needs a value"),
        ("concept:bnak", 8, 'did you mean "bank"'),
        ("in:9", 3, "no section"),
        ("role:nots", 5, 'did you mean "note"'),
        ('a "b', 2, "not closed"),
        ("same:page", 5, "sentence"),
    ],
)
def test_a_query_at_fault_points_at_the_character(query: str, at: int, says: str) -> None:
    with pytest.raises(QueryError, match=says) as error:
        find(query)
    assert error.value.at == at


@pytest.mark.parametrize("query", ['"open', "concept:", "same:sent", 'concept:"ba'])
def test_what_is_still_being_typed_is_no_fault(query: str) -> None:
    parse(query, unfinished=True)


def test_a_query_of_ten_thousand_characters_is_quick() -> None:
    began = time.perf_counter()
    find('norm" ' * 1500, unfinished=True)
    find("a" * 10_000)
    find("上海road(" * 1500)  # one word, in which scripts meet 3,000 times
    assert time.perf_counter() - began < 2


WORDS = [f"word{number}x" for number in range(12)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8, unique=True), min_size=1, max_size=4))
def test_where_no_passage_has_all_words_those_with_most_of_them_are_found(passages: list[list[str]]) -> None:
    # With something of its own in each: what stands there twice over is doubtful, and not searched.
    source = "\n\n".join(" ".join([f"Passage{number}:", *words]) for number, words in enumerate(passages))
    read = read_text(source, "k", "a.md", Decoded(source, "utf-8", ()))
    most = max(len(set(words)) for words in passages)
    wanted = {number for number, words in enumerate(passages) if len(set(words)) == most}
    found = searching(read).search(parse(" ".join(f'"{word}"' for word in WORDS)), 10)
    assert {hit.passage for hit in found} == (wanted if 2 * most >= len(WORDS) else set())


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.booleans())
def test_any_query_is_answered_or_refused(query: str, unfinished: bool) -> None:
    at = 0
    try:
        find(query, unfinished=unfinished)
    except QueryError as error:
        at = error.at
    assert 0 <= at <= len(query)


@given(st.sampled_from(["discourse", "entrepreneurs", "organizations", "governance"]), st.data())
def test_one_edit_in_a_long_word_is_forgiven(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 2))
    edits = [word[:at] + word[at + 1 :], word[:at] + "x" + word[at + 1 :], word[:at] + "x" + word[at:]]
    edits.append(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    assert set(find(word)) & set(find(data.draw(st.sampled_from(edits))))


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_edit_agrees_with_the_library_that_measures_all(a: str, b: str) -> None:
    from rapidfuzz.distance import OSA

    assert one_edit(a, b) == (OSA.distance(a, b) == 1)
