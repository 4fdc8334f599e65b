"""A long text in parts answers as the text does."""

import sys

from hypothesis import given
from hypothesis import strategies as st

from tui.documents import narrow
from tui.documents.narrow import Narrow

PIECES = st.lists(st.text(st.sampled_from("ab\nβ語\U0001f600"), max_size=3 * narrow._PART // 2), max_size=4)


def of(pieces: list[str]) -> Narrow:
    made = Narrow()
    for piece in pieces:
        made.add(piece)
    return made


@given(PIECES, st.data())
def test_it_answers_as_the_text_does(pieces: list[str], data: st.DataObject) -> None:
    text, made = "".join(pieces), of(pieces)
    assert len(made) == len(text)
    assert made == text
    assert made == of([text])
    assert str(made) == text
    offsets = st.integers(-len(text) - 2, len(text) + 2)
    start, end = data.draw(offsets), data.draw(offsets)
    assert made[start:end] == text[start:end]
    assert made[start:] == text[start:]
    assert made[::2] == text[::2]
    assert made.count("\n", start, end) == text.count("\n", start, end)
    if text:
        at = data.draw(st.integers(-len(text), len(text) - 1))
        assert made[at] == text[at]
        place = at % len(text)
        assert made.startswith(text[place : place + 9], place)
        assert not made.startswith(text[place] + "\x00", place)


def test_a_wide_letter_widens_its_part_alone() -> None:
    made = of(["a" * 100_000, "β", "a" * 100_000])
    held = sum(map(sys.getsizeof, made._parts))
    assert held < 1.1 * len(made)
    assert sys.getsizeof(str(made)) > 1.9 * len(made)


def test_a_place_beyond_the_text_is_none() -> None:
    import pytest

    with pytest.raises(IndexError):
        of(["abc"])[3]
    with pytest.raises(ValueError, match="one character"):
        of(["abc"]).count("bc")
