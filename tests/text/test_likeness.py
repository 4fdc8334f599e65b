"""What two texts have in common."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from tui.text.likeness import in_common

_TEXT = st.text(st.sampled_from("abcé上 "), max_size=90)


@given(_TEXT, _TEXT)
def test_it_is_the_longest_common_subsequence(text: str, other: str) -> None:
    assert in_common(text, other) == LCSseq.similarity(text, other)
    assert in_common(text, text) == len(text)
