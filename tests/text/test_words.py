"""Words for search and for counting."""

from hypothesis import given
from hypothesis import strategies as st

from tui.text.words import count_words, word_pattern, words


def folded(text: str) -> list[str]:
    return [word.folded for word in words(text)]


def test_words() -> None:
    assert folded("China’s co-opération, 3rd “AIIB¹”") == ["china's", "co", "operation", "3rd", "aiib"]
    assert folded("上海SCO亚") == ["上", "海", "sco", "亚"]
    assert folded("infor\xadmation e\u0301te\u0301 हिन्दी") == ["information", "ete", "हिन्दी"]
    assert folded("'quoted' - _x_") == ["quoted", "x"]
    assert count_words("One, two: three.") == 3


@given(st.text())
def test_spans(text: str) -> None:
    at = 0
    for start, end, _ in words(text):
        assert at <= start < end
        at = end
    assert at <= len(text)
    assert count_words(text) == len(list(words(text)))


@given(st.text(st.characters(max_codepoint=0x2060)))
def test_the_pattern_for_plain_texts_says_what_the_one_for_all_says(text: str) -> None:
    assert [(start, end) for start, end, _ in words(text)] == [one.span() for one in word_pattern().finditer(text)]
