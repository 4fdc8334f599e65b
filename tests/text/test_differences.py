"""What folding took away is told by its kind."""

import pytest

from tui.text.differences import folded_away


@pytest.mark.parametrize(
    ("one", "two", "kinds"),
    [
        ("Belt and\n  Road", "belt and road", ("line end", "case")),
        ("\u201cBelt\u201d", "'Belt'", ("quotes",)),
        ("A\u2013B", "A-B", ("dashes",)),
        ("\uff21\uff22", "AB", ("full-width or other forms",)),
        ("re\u0301seau", "r\u00e9seau", ("composed letters",)),
        ("Be\xadlt", "Belt", ("invisible characters",)),
        ("World  Bank", "World Bank", ("spaces",)),
        ("\u4e00\u5e26\n\u4e00\u8def", "\u4e00\u5e26\u4e00\u8def", ("line end",)),
        ("World Bank", "World Bank", ()),
        ("World Bank", "World Bang", ()),
    ],
)
def test_each_kind_of_difference_is_told(one: str, two: str, kinds: tuple[str, ...]) -> None:
    assert folded_away(one, two) == kinds
    assert folded_away(two, one) == kinds
