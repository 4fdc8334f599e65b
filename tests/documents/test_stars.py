"""A star labels a note where one stands, begins an item where a list stands, and stays in the text everywhere else."""

import pytest

from tui.documents.decoding import Decoded
from tui.documents.model import Document, Role
from tui.documents.reading import read_text

LIST = "The globs lock* and sluice* match them.\n\nTo do:\n\n * dredge\n\n * paint\n\n * survey\n"


def read(text: str, form: str = "txt") -> Document:
    return read_text(text, "k", f"a.{form}", Decoded(text, "utf-8", ()))


def said(document: Document, role: Role) -> list[str]:
    return [passage.text for passage in document.of_role(role)]


@pytest.mark.parametrize("form", ["txt", "md"])
def test_a_list_of_starred_items_is_no_notes_whatever_star_a_word_bears(form: str) -> None:
    document = read(LIST, form)
    assert said(document, Role.NOTE) == []
    assert said(document, Role.BODY)[0] == "The globs lock* and sluice* match them."


def test_an_item_may_hold_more_than_a_paragraph() -> None:
    text = LIST.replace(" * paint\n", " * paint\n\n   Two coats, and a third on the gates.\n")
    assert said(read(text), Role.NOTE) == []


def test_a_single_item_behind_a_colon_is_no_note() -> None:
    assert said(read("Match sluice* first. Then do this:\n\n * dredge the basin\n"), Role.NOTE) == []


@pytest.mark.parametrize("behind", ["", "\n\nThe pool above was dredged in a dry year."])
def test_a_note_right_behind_the_paragraph_that_calls_it_is_one(behind: str) -> None:
    document = read(f"The lock* was rebuilt after the flood.\n\n* It had been closed for a year.{behind}\n")
    assert said(document, Role.NOTE) == ["It had been closed for a year."]
    assert said(document, Role.BODY)[0] == "The lock was rebuilt after the flood."


def test_a_heading_keeps_its_star_where_a_list_and_no_note_stands() -> None:
    document = read("# The family of C*\n\nSome rules.\n\n* one rule\n\n* another rule\n", "md")
    assert said(document, Role.NOTE) == []
    assert said(document, Role.HEADING) == ["The family of C*"]
