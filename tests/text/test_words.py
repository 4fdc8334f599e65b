"""Words for search and for counting."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tui.text.words import columns, count_words, folded, tally, word_pattern, words


def each(text: str) -> list[str]:
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


_TYPED = st.text(st.sampled_from("aB7éØßµªěŁдЙΩσς上の'’ʼ_- \n\t\x1c\x85\xa0“”‘–—…•.,²İΣ\u0301\u0483\xad\u200d"))


@given(_TYPED)
def test_counts_as_if_each_were_looked_at(text: str) -> None:
    found = list(words(text))
    assert count_words(text) == len(found)
    assert columns(text) == ([word.start for word in found], each(text))
    assert folded(text) == each(text)


@given(st.lists(_TYPED | st.text()))
def test_a_tally_as_if_each_word_were_looked_at(texts: list[str]) -> None:
    assert tally(texts) == Counter(word for text in texts for word in each(text))


@given(st.text(st.characters(max_codepoint=0x2060)))
def test_the_pattern_for_plain_texts_says_what_the_one_for_all_says(text: str) -> None:
    assert [(start, end) for start, end, _ in words(text)] == [one.span() for one in word_pattern().finditer(text)]
