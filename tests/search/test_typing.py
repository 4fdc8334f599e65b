"""A query as it grows under the fingers, and answers that are longer than what is looked at closely."""

import pytest

from tests.search.conftest import MakeSearch
from tui.search.query import parse
from tui.search.searching import CLOSELY

TEXT = "Norm entrepreneurs persuade.\n\nEntrepreneurs have a norm.\n\nThe U.S. grew, China\u2013ASEAN too."


@pytest.mark.parametrize("end", range(len('"norm e'), len('"norm entrepreneurs"') + 1))
def test_a_phrase_keeps_its_hit_while_it_is_typed(make_search: MakeSearch, end: int) -> None:
    search = make_search(TEXT)
    assert [hit.passage for hit in search('"norm entrepreneurs"'[:end], unfinished=True)] == [0]


def test_a_phrase_that_is_closed_or_finished_does_not_go_on(make_search: MakeSearch) -> None:
    search = make_search(TEXT)
    assert search('"norm entr"', unfinished=True) == []
    assert search('"entrep', unfinished=True)
    assert search('"entrep"', unfinished=True) == []


@pytest.mark.parametrize(("typed", "passage"), [("U.S", 2), ("China-AS", 2)])
def test_a_word_of_several_parts_may_be_unfinished(make_search: MakeSearch, typed: str, passage: int) -> None:
    assert [hit.passage for hit in make_search(TEXT)(typed, unfinished=True)] == [passage]


@pytest.mark.parametrize(
    ("text", "unfinished", "open_phrase"),
    [
        ("bank", True, False),
        ("bank ", False, False),
        ('"world ba', True, True),
        ('bank "world"', False, False),
        ("bank -lend", False, False),
        ("bank in:2", False, False),
        ("bank concept:bank", False, False),
        ("", False, False),
    ],
)
def test_only_the_last_word_or_phrase_grows(text: str, unfinished: bool, open_phrase: bool) -> None:
    query = parse(text, unfinished=True)
    assert (query.unfinished, query.open_phrase) == (unfinished, open_phrase)


def test_the_limit_alone_bounds_an_answer(make_search: MakeSearch) -> None:
    many = 2 * CLOSELY
    search = make_search("\n\n".join(f"Silk, {'and so on, ' * (n % 5)}road." for n in range(many)))
    assert len(search("silk road", 10_000)) == many
    assert len(search("silk", 10_000)) == many


def test_one_sentence_is_looked_for_in_every_passage(make_search: MakeSearch) -> None:
    apart = "\n\n".join(["Silk silk silk. Road road road."] * (2 * CLOSELY))
    search = make_search(f"{apart}\n\nA {'very ' * 200}long way before silk is on the road.")
    assert [hit.passage for hit in search("silk road same:sentence")] == [2 * CLOSELY]
