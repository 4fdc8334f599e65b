"""Folded text compares alike what is alike, and every offset of it leads back."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.folding import fold, fold_word

CHARACTERS = st.one_of(
    st.characters(), st.sampled_from(" \n\t\xa0\u3000\xad\u200b“”‘’«»\"'–—-ßİŉﬁＡ一か\u3099é\u0301\u0323ｶﾞ²①½Ⅳ\ud800")
)
TEXTS = st.text(CHARACTERS, max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Belt and Road”", "'belt AND road'"),
        ("«Belt»", '"belt"'),
        ("China–ASEAN", "china-asean"),
        ("World\r\n   Bank", "world bank"),
        ("World\u00a0Bank", "world bank"),
        ("ＡＩＩＢ", "aiib"),
        ("ﬁnance", "finance"),
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("Diyarbakır", "diyarbakir"),
        ("Infra\xadstructure", "infrastructure"),
        ("zero\u200bwidth", "zerowidth"),
        ("Organizacio\u0301n", "organización"),
        ("上海合作\n组织", "上海合作组织"),
        ("か\u3099", "が"),
        ("ｶﾞ", "ガ"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("⼀带⼀路", "一带一路"),
    ],
)
def test_alike(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(("one", "other"), [("AIIB²", "AIIB2"), ("é", "e"), ("上海 合作", "上海合作"), ("が", "か")])
def test_different(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


def test_accents_go_when_asked() -> None:
    assert fold("Élysée Ångström Ό", accents=False).text == "elysee angstrom ο"
    assert fold("e\u0301te\u0301", accents=False).text == "ete"
    assert fold("йогурт が", accents=False).text == "йогурт が"
    assert fold_word("Coopération") == "cooperation"


def test_exact_keeps_case() -> None:
    folded = fold("the “ＷＨＯ” who")
    assert folded.exact == "the 'WHO' who"
    assert folded.text == "the 'who' who"


def test_span_covers_whole_of_what_was_folded() -> None:
    text = "a  ﬁ  e\u0301\u0323 soft\xadly"
    folded = fold(text)
    start = folded.text.index("i")
    assert text[slice(*folded.span(start, start + 1))] == "ﬁ"
    start = folded.text.index("softly")
    assert text[slice(*folded.span(start, start + 6))] == "soft\xadly"
    start = folded.text.index("fi") + 3
    assert text[slice(*folded.span(start, folded.text.index("softly") - 1))] == "e\u0301\u0323"


@given(TEXTS)
def test_both_texts_are_equally_long(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.exact)
    folded.text.encode()  # no lone surrogate is left, on which an automaton would stumble


@given(TEXTS, st.booleans())
def test_offsets_rise_and_cover(text: str, accents: bool) -> None:
    folded = fold(text, accents=accents)
    starts = [folded.start(i) for i in range(len(folded.text) + 1)]
    ends = [folded.end(i) for i in range(1, len(folded.text) + 1)]
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= a < b <= len(text) for a, b in zip(starts, ends, strict=False))


@given(TEXTS)
def test_a_span_folds_to_what_it_stands_for(text: str) -> None:
    folded = fold(text)
    for start in range(len(folded.text)):
        first, last = folded.span(start, start + 1)
        # A line end or a mark folds otherwise apart from its neighbours; the character itself must be in there.
        assert folded.text[start] in fold(text[first:last]).text or folded.text[start] == "\ufffd"


@given(st.text(st.characters(max_codepoint=0x7F), max_size=60))
def test_ascii_and_the_rest_fold_alike(plain: str) -> None:
    odd = fold(plain + "§")
    assert odd.text == fold(plain).text + "§"
    assert [odd.span(i, i + 1) for i in range(len(odd.text) - 1)] == [
        fold(plain).span(i, i + 1) for i in range(len(odd.text) - 1)
    ]


def test_every_character_folds_to_equal_lengths() -> None:
    for number in range(0x110000):
        folded = fold(chr(number))
        assert len(folded.text) == len(folded.exact), hex(number)


@pytest.mark.parametrize(
    "flood", ["e" + "\u0301\u0323" * 200_000, " \n\xa0" * 200_000, "\xad" * 400_000, "ﬁ" * 200_000]
)
def test_floods_stay_linear(flood: str) -> None:
    began = time.perf_counter()
    fold(flood)
    fold(flood, accents=False)
    assert time.perf_counter() - began < 5
