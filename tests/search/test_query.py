"""The query language: what each part means, and where a fault stands."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.search.model import Field, Query, QueryError
from tui.search.query import FIELDS, parse


def test_words_phrases_and_what_must_not_stand_are_told_apart() -> None:
    query = parse('norm "belt and road" -trade -"silk road"')
    assert query.words == ("norm",)
    assert query.phrases == ("belt and road",)
    assert query.without == ("trade", "silk road")


@pytest.mark.parametrize(
    ("text", "attribute", "value"),
    [
        ("concept:aiib", "concepts", Field("aiib", 8)),
        ('x concept:"World Bank"', "concepts", Field("World Bank", 11)),
        ("kind:principle", "kinds", Field("principle", 5)),
        ("in:4.2", "sections", Field("4.2", 3)),
        ("role:note", "roles", Field("note", 5)),
        ("ROLE:note", "roles", Field("note", 5)),
    ],
)
def test_a_field_keeps_its_value_and_where_it_stands(text: str, attribute: str, value: Field) -> None:
    assert getattr(parse(text), attribute) == (value,)


def test_a_field_may_be_given_twice() -> None:
    assert [field.value for field in parse("concept:a concept:b").concepts] == ["a", "b"]


def test_same_sentence_is_no_word() -> None:
    query = parse("same:sentence bank")
    assert (query.same_sentence, query.words) == (True, ("bank",))


@pytest.mark.parametrize("marks", ['""', "“”", "„“", "«»", "＂＂"])
def test_any_double_quotation_marks_make_a_phrase(marks: str) -> None:
    assert parse(f"{marks[0]}silk road{marks[1]}").phrases == ("silk road",)


@pytest.mark.parametrize(
    ("text", "at", "told"),
    [
        ('silk "road', 5, "not closed"),
        ('concept:"world', 8, "not closed"),
        ('road"', 4, "not closed"),
        ("silk concept:", 12, "needs a value"),
        ("in: 4", 2, "needs a value"),
        ('x kind:""', 6, "needs a value"),
        ("x role:!!", 6, "needs a value"),
        ("x concpt:bank", 2, 'did you mean "concept:"'),
        ('x author:"a b"', 2, "there are concept:, kind:, in:, role:, doc:, by:, year:"),
        ("same:paragraph x", 5, '"same:" takes "sentence"'),
        ("x -concept:bank", 2, "before a word or a phrase"),
        ('-in:"2"', 0, "before a word or a phrase"),
    ],
)
def test_a_fault_is_told_with_its_character(text: str, at: int, told: str) -> None:
    with pytest.raises(QueryError) as error:
        parse(text)
    assert told in str(error.value)
    assert error.value.at == at


@pytest.mark.parametrize("text", ['silk "road', "concept:", "silk in:", "same:sent", 'kind:"', "-", 'silk "', "role:-"])
def test_what_is_still_being_typed_is_no_fault(text: str) -> None:
    parse(text, unfinished=True)


@pytest.mark.parametrize(
    "text", ["https://example.org/a", "re:thinking", "author:smith", "on:2", "12:30", "a:", ":a", "::", "no:thing:more"]
)
def test_a_colon_that_is_no_field_is_text(text: str) -> None:
    query = parse(text)
    assert query.words in ((text,), ())
    assert (*query.concepts, *query.kinds, *query.sections, *query.roles) == ()


@pytest.mark.parametrize(
    "text", ["", "   ", "-", "- - -", '""', "“ ”", "!!! ...", "—", "* ?", "same:sentence", "-bank"]
)
def test_operators_alone_ask_for_nothing(text: str) -> None:
    assert parse(text).empty


def test_the_last_word_is_unfinished_only_without_a_blank_behind_it() -> None:
    assert parse("co-con", unfinished=True).unfinished
    assert not parse("co-con ", unfinished=True).unfinished
    assert not parse("co-con").unfinished


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000, '"' * 10_001, "a:" * 5_000, "-" * 10_000, "in:2 " * 2_000, "“x” " * 2_500, '"' + "x " * 5_000],
)
def test_ten_thousand_characters_are_read_quickly(text: str) -> None:
    began = time.process_time()
    parse(text)
    assert time.process_time() - began < 0.25


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(['"', "-", ":", " ", "in", "concept", "x", "“", "same"])).map("".join)
)
def test_any_text_is_a_query_or_a_fault_at_one_of_its_characters(text: str) -> None:
    at, query = 0, Query(text)
    try:
        query = parse(text)
    except QueryError as error:
        at = error.at
    assert 0 <= at <= max(0, len(text) - 1)
    for field in (*query.concepts, *query.kinds, *query.sections, *query.roles):
        assert text[field.at :].lstrip().startswith(field.value)


def test_every_field_is_known_by_the_message_that_lists_them() -> None:
    with pytest.raises(QueryError) as error:
        parse('zzz:"x"')
    assert all(f"{name}:" in str(error.value) for name in FIELDS)
