"""What is kept of a text and what is asked for agree to the word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search.conftest import document, embedded, searching, tables
from tui.search.query import parse
from tui.search.terms import kept, pairs, plainly, typed

SIGNS = "abcXYZ09 -\u2010\u2011\xad'\u2019éßİ中国の。、《（\u3000–—“”¶§½²\n\t_.:/ЖжΩά\u0301שׁ가"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. and China’s co-operation", "the u s and china s co operation cooperation"),
        ("state-of-the-art", "state of the art stateof ofthe theart stateoftheart"),
        ("Café, naïve — “fin de siècle”", "cafe naive fin de siecle"),
        ("snake_case 3.5% x86-64", "snake case 3 5 x86 64 x8664"),
        ("上海合作组织SCO成员", "sco"),
        ("a--b - c -d e-", "a b c d e ab"),
    ],
)
def test_words_are_kept_folded_with_hyphenated_ones_in_one_piece_besides(text: str, words: str) -> None:
    assert kept(text).split() == words.split()


def test_characters_without_spaces_are_kept_by_twos() -> None:
    assert pairs("中国与SCO，国际") == "中国 国与 与 \u3000 国际 际"
    assert pairs("plain") == ""


def test_a_possessive_is_no_part_of_the_word_typed() -> None:
    assert [one.text for one in typed("China’s banks' women's")] == ["china", "banks", "women"]


@settings(max_examples=300, deadline=None)
@given(st.text(SIGNS, max_size=40))
def test_every_word_typed_is_one_that_would_be_kept(text: str) -> None:
    words = {*kept(text).split()}
    characters = "".join(pairs(text).split())
    for one in typed(text):
        assert one.text[0] in characters if one.unspaced else one.text in words


@settings(max_examples=300, deadline=None)
@given(st.text(SIGNS, max_size=40))
def test_a_text_compared_plainly_keeps_every_offset(text: str) -> None:
    plain = plainly(text)
    assert plain is None or len(plain) == len(text)


@pytest.mark.parametrize("text", [":\u03010", "\u0301\u03010", "a :\u0301b"])
@pytest.mark.parametrize("engine", [tables, embedded])
def test_a_mark_that_follows_no_letter_hides_no_word(engine: object, text: str) -> None:
    made = document(text, "a.txt")
    search = searching(made, engine=engine)  # type: ignore[arg-type]
    for one in typed(made.passages[0].text):
        assert search.search(parse(f'"{one.text}"')), one


@settings(max_examples=60, deadline=None)
@given(st.text(SIGNS + "     ", min_size=1, max_size=60), st.data())
@pytest.mark.parametrize("engine", [tables, embedded])
def test_any_word_of_a_text_finds_it_and_is_lit(engine: object, text: str, data: st.DataObject) -> None:
    try:
        made = document(text, "a.txt")
    except ValueError:  # nothing to read
        return
    search = searching(made, engine=engine)  # type: ignore[arg-type]
    searched = [p for p in made.passages if p.role.value in ("body", "heading", "note") and typed(p.text)]
    if not searched:
        return
    passage = data.draw(st.sampled_from(searched))
    one = data.draw(st.sampled_from(typed(passage.text)))
    hits = search.search(parse(f'"{one.text}"'), 1_000)
    hit = next(hit for hit in hits if hit.passage == passage.index)
    assert hit.matches
