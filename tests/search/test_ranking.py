"""The order of hits, what is forgiven and what is not, and where the matches stand."""

import re
import time
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.search.conftest import MakeSearch, document, searching, sound
from tui.documents.model import Document
from tui.documents.reading import read
from tui.search.alignment import Aligner
from tui.search.expansion import Expander
from tui.search.model import QueryError
from tui.search.plan import plan
from tui.search.query import parse
from tui.search.searching import Search
from tui.search.vocabulary import WordTable
from tui.text.words import words

LONG = "Much else is said here, of this and of that, at a length that nobody would wish for. " * 8


@cache
def guide() -> tuple[Document, Search]:
    read_one = read(ROOT / "seeds" / "guide.md", "guide")
    return read_one, searching(read_one)


def test_a_word_as_typed_goes_before_a_misspelling_of_it_however_often_that_stands(make_search: MakeSearch) -> None:
    search = make_search(f"Legion, legion, legion, legion.\n\nLegion and legion.\n\n{LONG}One region.\n\nA.")
    assert search("region")[0].passage == 2


def test_a_form_of_the_word_goes_before_a_misspelling(make_search: MakeSearch) -> None:
    search = make_search(f"Carter, Carter, Carter, Carter.\n\n{LONG} Two charters.\n\nOther words stand here.")
    assert search("charter")[0].passage == 1


def test_words_near_each_other_go_before_words_far_apart(make_search: MakeSearch) -> None:
    far = "A silken thing. " + LONG + "Some road."
    search = make_search(f"Silk. {LONG} Road.\n\nThe silk road. {LONG}\n\n{far}")
    assert search("silk road")[0].passage == 1


def test_the_queries_order_goes_before_another(make_search: MakeSearch) -> None:
    search = make_search("The road silk went by.\n\nThe silk road went by.\n\nNothing.")
    assert [hit.passage for hit in search("silk road")] == [1, 0]


def test_a_rare_word_weighs_more_than_a_common_one(make_search: MakeSearch) -> None:
    search = make_search(
        "The state acts.\n\nA state sleeps.\n\nThe state dreams.\n\nA quorum meets.\n\nThe state, it is."
    )
    assert search("state quorum")[0].passage == 3


def test_when_no_passage_has_all_words_those_with_most_are_given(make_search: MakeSearch) -> None:
    search = make_search("Silk and road.\n\nSilk alone.\n\nRoad and market here.")
    assert {hit.passage for hit in search("silk road palace")} == {0}


def test_a_concept_asked_for_is_never_left_out(make_search: MakeSearch) -> None:
    search = make_search("Silk and road.\n\nThe Bank and silk.\n\nRoad.")
    assert {hit.passage for hit in search("concept:bank silk road")} == {1}


def test_scores_fall_and_the_limit_holds(make_search: MakeSearch) -> None:
    search = make_search("\n\n".join(f"Silk {'silk ' * n}{'x ' * n * n}" for n in range(12)))
    found = search("silk", 5)
    assert len(found) == 5
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("coconstuction", "a letter dropped, and the hyphen"),
        ("co-constuction", "a letter dropped"),
        ("discuorse", "two letters exchanged"),
        ("kiscourse", "another first letter"),
        ("idscourse", "the first two exchanged"),
        ("discourze", "another letter"),
        ("disscourse", "a letter twice"),
        ("dscurse", "two letters dropped"),
    ],
)
def test_a_misspelling_is_forgiven(make_search: MakeSearch, typed: str, why: str) -> None:
    search = make_search("The principle of co-construction in discourse.\n\nWholly other matters.")
    assert [hit.passage for hit in search(typed)] == [0], why


@pytest.mark.parametrize("typed", ["cot", "xat", "mst", "norn", "form", "porms", "noxxs", "2024", "国"])
def test_a_short_word_a_number_and_a_han_character_are_not_stretched(make_search: MakeSearch, typed: str) -> None:
    search = make_search("The cat and the most of norms in 2023, 中.\n\nOther matters.")
    found = search(typed)
    assert all(set(hit.why) <= {"norms for norn (typo)"} for hit in found)
    assert not found or typed == "norn"


def test_a_short_word_keeps_its_first_letter(make_search: MakeSearch) -> None:
    search = make_search("Norms hold.\n\nOther matters.")
    assert search("norm")
    assert search("nroms")
    assert not search("forms")


def test_a_common_word_as_typed_has_no_neighbours() -> None:
    expander = Expander(WordTable({"nation": 40, "notion": 1, "nations": 9}), 50)
    assert {one.word for one in expander.expand("nation", False)} == {"nation", "nations"}


def test_an_expansion_is_bounded() -> None:
    many = {f"construct{n}": 1 for n in range(500)}
    assert 0 < len(Expander(WordTable(many), 500).expand("construct", True)) <= 12


def test_an_unfinished_word_may_be_misspelt_too(make_search: MakeSearch) -> None:
    search = make_search("International institutions meet.\n\nOther matters.")
    assert search("internatoin", unfinished=True)
    assert search("instut", unfinished=True)
    assert not search("inst")
    assert search("inst", unfinished=True)
    assert not search("inst ", unfinished=True)


def test_each_word_that_may_have_been_meant_stands_among_the_first_hits(make_search: MakeSearch) -> None:
    search = make_search("\n\n".join(["The current one."] * 300 + ["It is currently so."] * 20))
    first = search("crurent", unfinished=True)[:8]
    assert {hit.why[0] for hit in first} == {"current for crurent (typo)", "currently for crurent (typo)"}
    scores = [hit.score for hit in search("crurent", unfinished=True)]
    assert scores == sorted(scores, reverse=True)


def test_of_words_equally_near_the_one_used_most_goes_first(make_search: MakeSearch) -> None:
    search = make_search("\n\n".join(["A nalike thing."] + ["It goes on enabling."] * 30))
    assert search("enali", unfinished=True)[0].why == ("enabling for enali (typo)",)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_one_edit_in_a_long_word_still_finds_its_passage(data: st.DataObject) -> None:
    text, index = guide()
    passage = data.draw(st.sampled_from([p for p in text.passages if re.search(r"[a-z]{6}", p.text)]))
    word = data.draw(
        st.sampled_from([w.folded for w in words(passage.text) if re.fullmatch("[a-z]{6,}", w.folded)] or [""])
    )
    if not word:
        return
    at = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(st.sampled_from("aeinrstqz"))
    typed = data.draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            ]
        )
    )
    expanded = Expander(index.engine.vocabulary, index.engine.size).expand(typed, False)
    if any(one.by in ("exact", "form") for one in expanded):  # the edit made another word of the text
        return
    assert passage.index in {hit.passage for hit in index.search(parse(typed), 10_000)}


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("国际组织", {0}),
        ('"国际组织"', {0}),
        ("组织国际", set()),
        ("组织", {0, 1}),
        ("-国际组织 组织", {1}),
        ("g20峰会", {1}),
    ],
)
def test_chinese_is_searched_by_phrases_without_blanks(make_search: MakeSearch, query: str, places: set[int]) -> None:
    search = make_search("中国与国际组织的关系。\n\nG20峰会和别的组织。\n\n别的。")
    assert {hit.passage for hit in search(query)} == places


def test_a_chinese_match_is_lit_where_it_stands(make_search: MakeSearch) -> None:
    (hit,) = make_search("中国与国际组织。")("国际组织")
    assert hit.matches == ((3, 7),)


def test_a_word_of_several_parts_is_not_run_together_unless_a_hyphen_joins_it(make_search: MakeSearch) -> None:
    search = make_search("They told us.\n\nThe U.S. said so.\n\nTo re-form is to reform.\n\nAnd/or; the andor.")
    assert [hit.passage for hit in search("U.S.")] == [1]
    assert [hit.passage for hit in search("and/or")] == [3]
    assert search("re-form")[0].matches == ((3, 10), (17, 23))


def test_a_hyphen_matters_neither_in_the_text_nor_in_the_query(make_search: MakeSearch) -> None:
    search = make_search("A co-operation.\n\nA cooperation.\n\nA co operation.\n\nNothing.")
    assert {hit.passage for hit in search("co-operation")} == {0, 1, 2}
    assert {hit.passage for hit in search("cooperation")} == {0, 1}


def test_words_that_follow_each_other_go_for_a_hyphenated_one_before_any_misspelling(make_search: MakeSearch) -> None:
    search = make_search("We re enter.\n\nThey recenter.\n\nNothing.")
    assert [hit.passage for hit in search("re-enter")] == [0]


def test_headings_and_notes_are_searched_and_furniture_only_when_asked_for(make_search: MakeSearch) -> None:
    text = "# An apple\n\nApple.[^1]\n\nMachine Translated by Google\n\n[^1]: Apple, 1999.\n"
    roles = {passage.role.value: passage.index for passage in document(text).passages}
    search = make_search(text)
    assert {hit.passage for hit in search("apple")} == {roles["heading"], roles["body"], roles["note"]}
    assert search("google") == []
    assert [hit.passage for hit in search("google role:furniture")] == [roles["furniture"]]


def test_a_passage_that_ends_with_a_hyphen_is_lit_where_the_word_stands(make_search: MakeSearch) -> None:
    (hit,) = make_search("Alpha beta says this infra-")("alpha")
    assert hit.matches == ((0, 5),)


def test_overlapping_matches_are_made_one(make_search: MakeSearch) -> None:
    (hit,) = make_search("The World Bank lends.")('"world bank" bank concept:bank "bank lends"')
    assert hit.matches == ((4, 20),)


def test_case_accents_and_possessives_do_not_matter(make_search: MakeSearch) -> None:
    search = make_search("CAFÉ life.\n\nChina’s path.\n\nOther.")
    assert [hit.passage for hit in search("cafe")] == [0]
    assert [hit.passage for hit in search("cafe\u0301")] == [0]
    assert [hit.passage for hit in search("china")] == [1]
    assert [hit.passage for hit in search("China's")] == [1]


@pytest.mark.parametrize("query", ["lodz", "\u0141\u00f3d\u017a", "\u0142odz", "kobenhavn", "Diyarbakir"])
def test_letters_with_a_stroke_are_typed_without(make_search: MakeSearch, query: str) -> None:
    text = "To \u0141\u00f3d\u017a, K\u00f8benhavn and Diyarbak\u0131r.\n\nOther."
    (hit,) = make_search(text)(query)
    ((start, end),) = hit.matches
    assert hit.text[start:end] in ("\u0141\u00f3d\u017a", "K\u00f8benhavn", "Diyarbak\u0131r")


SECTIONS = """# T

Zero.

## 2. Two

One apple.[^1]

### 2.1 Part

Below, an apple.

## 20. More

Far apple.

[^1]: Apple note.
"""


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("in:2 apple", {"One apple.", "Below, an apple.", "Apple note."}),
        ("in:§2 apple", {"One apple.", "Below, an apple.", "Apple note."}),
        ("in:2.1 apple", {"Below, an apple."}),
        ("in:2.1 in:20 apple", {"Below, an apple.", "Far apple."}),
        ("role:note apple", {"Apple note."}),
        ("role:NOTE role:heading", {"Apple note.", "T", "2. Two", "2.1 Part", "20. More"}),
        ("in:20", {"20. More", "Far apple."}),
        ("apple -far -note in:2", {"One apple.", "Below, an apple."}),
        ("role:furniture apple", set()),
    ],
)
def test_sections_and_roles_narrow_the_search(make_search: MakeSearch, query: str, texts: set[str]) -> None:
    search = make_search(SECTIONS)

    passages = document(SECTIONS).passages
    found = {passages[hit.passage].text for hit in search(query)} - ({"Apple note."} if "note" not in query else set())
    wanted = texts - ({"Apple note."} if "note" not in query else set())
    assert found == wanted


def test_same_sentence_wants_all_in_one_sentence_and_lights_only_that(make_search: MakeSearch) -> None:
    search = make_search("The Bank lends. Silk sells.\n\nSilk sells. The Bank buys silk. Silk ends.")
    (hit,) = search("concept:bank silk same:sentence")
    assert (hit.passage, hit.matches) == (1, ((16, 20), (26, 30)))


@pytest.mark.parametrize(
    ("query", "at", "told"),
    [
        ("silk concept:bnk", 13, 'did you mean "bank"'),
        ("kind:thng silk", 5, 'did you mean "thing"'),
        ("x role:nte", 7, 'did you mean "note"'),
        ("role:zzzzz", 5, "there are body, heading, note"),
        ("silk in:21", 8, "there is 2.1, 2, 20"),
    ],
)
def test_an_unknown_name_is_told_with_its_character_and_the_nearest(
    make_search: MakeSearch, query: str, at: int, told: str
) -> None:
    search = make_search(SECTIONS)
    with pytest.raises(QueryError) as error:
        search(query)
    assert (error.value.at, told in str(error.value)) == (at, True), str(error.value)


@pytest.mark.parametrize("query", ["", "  ", '""', "-", "-apple", "same:sentence", "!!"])
def test_a_query_with_nothing_to_look_for_finds_nothing(make_search: MakeSearch, query: str) -> None:
    assert make_search(SECTIONS)(query) == []


@pytest.mark.parametrize("piece", ["organisashun ", "a", "in:2 ", "-x ", '"the text" ', "the "])
def test_ten_thousand_characters_are_answered_quickly(piece: str) -> None:
    _, index = guide()
    began = time.process_time()
    index.search(parse((piece * 10_000)[:10_000], unfinished=True))
    assert time.process_time() - began < 2.0


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="ab -\u2010\xadé中国。.'\n", min_size=1, max_size=60),
    st.lists(st.sampled_from(["a", "b", "ab", "a-b", "aab", "bb", "中", "中国", '"a b"', "é"]), min_size=1, max_size=3),
)
def test_matches_are_in_order_apart_and_inside_any_text(text: str, query: list[str]) -> None:

    try:
        made = document(text, "a.txt")
    except ValueError:  # nothing to read
        return
    index = searching(made)
    for hit in index.search(parse(" ".join(query), unfinished=True)):
        sound(hit, made.passages[hit.passage].text)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(["silk", "roads", "state-of-the-art", "stateof", "the", "co-opt", "Silk", "end."])),
    st.lists(st.sampled_from(["silk", "road", "stateof", "theart", "coopt", "the"]), min_size=1, max_size=4),
)
def test_a_query_of_words_alone_is_aligned_as_any_other(said: list[str], asked: list[str]) -> None:
    text = " ".join(["Silk roads, state of the art; the co-opted end.", *said])
    search = searching(document(text))
    wanted = plan(parse(" ".join(asked)), Expander(search.engine.vocabulary, 1), search.scope)
    at_once, one_by_one = Aligner(wanted), Aligner(wanted)
    one_by_one._standing = []
    assume(at_once._standing)
    assert at_once.align(text, []) == one_by_one.align(text, [])
