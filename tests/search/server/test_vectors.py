"""Text vectors: each of our words is one lexeme at its places, whatever PostgreSQL's own parsers would make of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.search.server.clusters import Cluster
from tui.search.server.connection import Address
from tui.search.server.vectors import DRAWS, damping, draws_won, storable, tier_of, vectors
from tui.search.terms import distinct, kept, pairs

_texts = st.text(st.sampled_from("abcxyz'\\\"&|!():*<->.,-\u2019 \n\t_9é国际组织ßİ\u0301🙂"), max_size=80) | st.text(
    max_size=60
)


@pytest.fixture(scope="module")
def connection(cluster: Cluster) -> Iterator[Any]:
    with Address(cluster.url()).open() as one:
        yield one


def lexemes(connection: Any, vector: str) -> dict[str, list[int]]:
    rows = connection.execute("select lexeme, positions from unnest(%s::tsvector)", (vector,)).fetchall()
    return {lexeme: places or [] for lexeme, places in rows}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_texts)
def test_every_word_and_pair_is_a_lexeme_and_nothing_else_is(connection: Any, text: str) -> None:
    text = storable(text)
    made = vectors(text, 0)
    words = lexemes(connection, made.words)
    assert {word for word in words if "=" not in word} == set(distinct(kept(text)))
    assert set(lexemes(connection, made.pairs)) == set(pairs(text).split())
    assert {term.removeprefix("=p:") for term in made.terms} == {*words, *pairs(text).split()}


def test_words_stand_at_their_places_and_runs_do_not_touch(connection: Any) -> None:
    words = lexemes(connection, vectors("The bank of the bank", 0).words)
    assert (words["the"], words["bank"], words["of"]) == ([1, 4], [2, 5], [3])
    found = lexemes(connection, vectors("国际、组织", 0).pairs)
    assert found["组织"][0] > found["际"][0] + 1


def test_a_passage_of_very_many_words_keeps_them_without_their_places(connection: Any) -> None:
    made = vectors(" ".join(f"word{number}" for number in range(60_000)), 0)
    assert made.long
    assert lexemes(connection, made.words)["word59999"] == []
    assert not vectors("few words", 0).long


def test_nul_and_half_pairs_are_replaced_one_by_one() -> None:
    assert storable("a\x00b\ud800c") == "a\ufffdb\ufffdc"
    assert storable("plain") == "plain"


def test_each_draw_is_won_by_about_half_of_those_before() -> None:
    won = [draws_won(7, number) for number in range(8_000)]
    for draw in range(1, 6):
        assert abs(sum(one >= draw for one in won) * 2**draw / 8_000 - 1) < 0.15
    assert max(won) <= DRAWS


def test_a_word_is_of_a_higher_tier_the_oftener_it_stands() -> None:
    tiers = [tier_of(often, damping("x" * 600)) for often in range(1, 30)]
    assert tiers == sorted(tiers)
    assert (tiers[0], tiers[-1]) == (0, 5)
