"""What speaks for a paragraph's going on behind an empty line, where no page ends."""

import pytest

from tui.documents.decoding import Decoded
from tui.documents.model import Role
from tui.documents.reading import read_text


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        (
            "The canal can not only help grow",
            "Feeding the mills of the town can also repay what was lent for it.",
            True,
        ),
        ("The canal can not only help grow", "Feeding the mills of the town can repay what was lent for it.", False),
        ("Not only this. The canal will help grow", "Feeding the mills of the town can also repay the loan.", False),
        ("It was not only dug but lined, and it will grow", "Feeding the mills, it can also be widened later.", False),
        ("It neither fed the mills of the town in summer", "Watered the fields nor carried any of the barges.", True),
        ("It neither fed the mills nor, in the summer, any", "Fields by the town, nor did it carry the barges.", False),
    ],
)
def test_what_is_opened_before_an_empty_line_is_taken_up_behind_it(before: str, after: str, joined: bool) -> None:
    start = "The town has a canal of its own, and of this canal much has been said and written by many. "
    text = f"{start}{before}\n\n{after}\n"
    read = read_text(text, "k", "a.txt", Decoded(text, "utf-8", ()))
    assert (len([*read.of_role(Role.BODY)]) == 1) is joined
