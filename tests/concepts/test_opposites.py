"""Words that a prefix turns round."""

import pytest

from tui.concepts.opposites import opposes


@pytest.mark.parametrize(
    ("wording", "name", "opposite"),
    [
        ("unequal treatment", "equal treatment", True),
        ("equality", "inequality", True),
        ("decentralised decisions", "centralized decision", True),
        ("non aligned states", "aligned states", True),
        ("nonmaleficence", "non maleficence", False),
        ("no interference", "non interference", False),
        ("independent and dependent", "dependent and independent", False),
        ("do not harm", "do no harm", False),
        ("internal affairs", "affairs", False),
    ],
)
def test_a_prefix_that_only_one_has_makes_the_opposite(wording: str, name: str, opposite: bool) -> None:
    assert opposes(wording.split(), name.split()) is opposite
    assert opposes(name.split(), wording.split()) is opposite
