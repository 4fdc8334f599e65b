"""Texts of few characters, a byte for each."""

from hypothesis import given
from hypothesis import strategies as st

from tui.text import alphabet
from tui.text.alphabet import ASCII, coded, coded_but, is_apart, is_inner


def told(text: str) -> str:
    read = coded(text)
    assert read is not None
    return read.told()


def test_letters_are_folded_and_all_else_is_blank() -> None:
    assert told("Être, Straße; Żółw!") == "etre  strasse  zo\u0142w "
    assert told("Дом «ЁЖ»²") == "дом  ёж  "
    assert told("l\u2019\xe9t\xe9") == "l'ete"


def test_a_mark_inside_a_word_stays() -> None:
    assert told("हिन्दी।") == "हिन्दी "


def test_a_text_of_too_many_characters_has_no_alphabet() -> None:
    assert coded("".join(map(chr, range(0x100, 0x24F)))) is None
    assert coded("上海") is None
    assert coded("한국") is None
    assert coded("\ufffe") is None
    assert coded("".join(chr(0x400 + at % 500) + "x" * 20 for at in range(2_000))) is None
    assert coded("\U0001f600") is None


def test_an_alphabet_that_other_texts_have_filled_is_begun_again() -> None:
    for first in range(0x400, 0x2000, 0x40):
        coded(" ".join(chr(first + at) for at in range(0x40)))
    assert told("дом") == "дом"
    assert len(alphabet._known.characters) <= 256


def test_codes_that_were_given_stay() -> None:
    first = ASCII.with_those_of("жé")
    assert first is not None
    second = first.with_those_of("дèж")
    assert second is not None
    assert second.characters.startswith(first.characters)
    assert second.told(first.coded("жé")) == "жe"
    assert first.joined(second) is second
    other = ASCII.with_those_of("я")
    assert other is not None
    assert first.joined(other) is None


def test_what_is_not_to_be_read_parts_words() -> None:
    read = coded_but("上SCO海é", "SCOé")
    assert read is not None
    assert read.told().split() == ["sco", "e"]


@given(st.characters(exclude_categories=["Cs"]))
def test_sets_of_characters(character: str) -> None:
    import re

    from tui.text.scripts import CJK

    assert is_apart(character) == bool(re.match(f"[{CJK}]", character))
    assert is_inner(character) == bool(re.match(f"[{alphabet.INNER}]", character))
