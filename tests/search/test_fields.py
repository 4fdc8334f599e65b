"""What narrows a search: nearness, documents, authors, years; and what an answer tells of itself. For each engine."""

import pytest

from tests.search.conftest import MakeSearch, document, searching
from tui.search.model import QueryError
from tui.search.query import parse

FRONT = '---\ntitle: "On rivers"\nauthor: ["Ostrom, Elinor", "Keck, M."]\ndate: "1998"\n---\n\n'
RIVERS = f"{FRONT}The river rose over the old bridge.\n\nA bridge, and far away from it, behind the hills, a river.\n"


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("near:4(river bridge)", {1}),
        ("near:4(bridge river)", {1}),
        ("near:3(river bridge)", set()),
        ("near:20(river bridge)", {1, 2}),
        ('near:9("old bridge" river)', {1}),
        ("near:9(river brigde)", {1, 2}),
        ("near:4(river bridge) -old", set()),
        ("near:9(river bridge hills)", {2}),
        ("near:2(the the)", set()),
        ("near:4(the the)", {1}),
        ("near:9(bridge bridge)", set()),
    ],
)
def test_words_near_each_other(make_search: MakeSearch, query: str, places: set[int]) -> None:
    found = make_search(f"# T\n\n{RIVERS.removeprefix(FRONT)}")(query)
    assert {hit.passage for hit in found} == places


def test_only_the_words_that_are_near_are_lit(make_search: MakeSearch) -> None:
    (hit,) = make_search("A river here. Then, long after all of that, the river and the bridge.")(
        "near:3(river bridge)"
    )
    assert [hit.text[a:b] for a, b in hit.matches] == ["river", "bridge"]
    assert hit.matches[0][0] > 20


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("by:ostrom river", True),
        ("by:KECK river", True),
        ("by:trom river", False),
        ('by:"ostrom, elinor" river', True),
        ("year:1998 river", True),
        ("year:1990..2000 river", True),
        ("year:1990..1997 river", False),
        ("year:1998.. river", True),
        ("year:..1998", True),
        ("doc:k river", True),
        ("doc:rivers river", True),
        ("doc:hills river", False),
        ("doc:hills doc:k river", True),
        ("doc:k by:nobody", False),
    ],
)
def test_documents_are_known_by_key_title_author_and_year(query: str, found: bool) -> None:
    assert bool(searching(document(RIVERS)).search(parse(query))) is found


@pytest.mark.parametrize(
    ("query", "at", "told"),
    [
        ("x near:", 6, "near:5(two words)"),
        ("near:5", 5, "near:5(two words)"),
        ("near:(a b)", 5, "words apart"),
        ("near:0(a b)", 5, "words apart"),
        ("near:1000(a b)", 5, "words apart"),
        ("near:5(a b", 6, "bracket is not closed"),
        ("near:5(a)", 6, "two words or more"),
        ("-near:5(a b)", 0, "before a word or a phrase"),
        ("year:abc", 5, "year:1990..2020"),
        ("year:2020..1990 x", 5, 'mean "1990..2020"'),
        ("year:..", 4, "needs a value"),
        ("by:", 2, "needs a value"),
    ],
)
def test_a_fault_of_a_field_is_told_with_its_character(query: str, at: int, told: str) -> None:
    with pytest.raises(QueryError) as error:
        parse(query)
    assert (told in str(error.value), error.value.at) == (True, at), str(error.value)


@pytest.mark.parametrize("end", range(len("near:5(river bridge)") + 1))
def test_a_nearness_may_be_typed_letter_by_letter(end: int) -> None:
    parse("near:5(river bridge)"[:end], unfinished=True)


def test_a_score_is_the_product_of_what_its_grounds_tell(make_search: MakeSearch) -> None:
    (hit,) = make_search("The silken road.\n\nNothing else.")("silken rood")
    assert hit.why == ("road for rood (typo)",) or hit.why == ()
    told = [float(ground.rsplit(" ", 1)[1]) for ground in hit.grounds]
    factors = [value for ground, value in zip(hit.grounds, told, strict=True) if " x " in ground]
    total = sum(value for ground, value in zip(hit.grounds, told, strict=True) if " x " not in ground)
    for factor in factors:
        total *= factor
    assert hit.score == pytest.approx(total, rel=0.02)


def test_words_of_one_stem_stand_for_each_other_in_a_library_last_of_all(make_search: MakeSearch) -> None:
    search = make_search("They negotiated.\n\nA negotiation.\n\nThey negotiate.")
    found = [hit.passage for hit in search("negotiate")]
    assert found[0] == 2


@pytest.mark.parametrize("between", ["people's", "co-operation", "a people's and a co-operation"])
def test_words_between_are_counted_as_a_person_counts_them(make_search: MakeSearch, between: str) -> None:
    search = make_search(f"The river {between} bridge.")
    words = len(between.replace("-", " ").split())
    assert search(f"near:{words}(river bridge)")
    assert words == 1 or not search(f"near:{words - 1}(river bridge)")
