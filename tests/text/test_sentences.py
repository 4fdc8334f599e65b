"""Sentences: where they end, and that nothing is lost."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Dr. Smith met J. P. Morgan of the U.S. Treasury.",
        "See No. 5, pp. 12-13, and Vol. 10.",
        "Smith et al. (2013) disagree.",
        'He said "Go!" and went.',
        "It grew by 3.5 per cent.",
        "It grew ... and grew.",
        "1. The first point.",
        "As Keohane vs. Nye shows, i.e. Not at all.",
        ". , develop in a win-win direction",
    ],
)
def test_one(whole: str) -> None:
    assert cut(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        ["He left.", "She stayed."],
        ['It was said "no."', "She agreed."],
        ["“Really?”", "He did.[3]", "Next."],
        ["It ends here.¹", "Then more."],
        ["In the U.S.", "The law says so."],
        ["The answer is no.", "He left."],
        ["It rose in 2010.", "In 2011 it fell."],
        ["(It was so.)", "Then it was not."],
    ],
)
def test_several(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


def test_chinese() -> None:
    assert cut("上海合作组织成立了。“好！”他说。Then English.") == [
        "上海合作组织成立了。",
        "“好！”",
        "他说。",
        "Then English.",
    ]


def test_blank_line_ends_one() -> None:
    assert cut("A heading\n\nThe text\nof it") == ["A heading", "The text\nof it"]


@given(st.text(st.one_of(st.characters(), st.sampled_from(".!?。 \n\"')]A1a")), max_size=60))
def test_cover(text: str) -> None:
    spans = sentences(text)
    at = 0
    for start, end in spans:
        assert start < end
        assert start >= at
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize("unit", [".", ". ", '!"', "A. ", "\n ", "a.", "\n\n", ' "'])
def test_floods_stay_linear(unit: str) -> None:
    began = time.perf_counter()
    sentences(unit * 100_000)
    assert time.perf_counter() - began < 5
