"""A note is tied to the mark that the text prints for it, and to the cut that it makes only where there is none."""

import pytest

from tui.documents.decoding import Decoded
from tui.documents.model import Document, Role
from tui.documents.reading import read_text

FIRST = "1 Miller, A., The Book of Weirs, London: Sluice Press, 1987, pp. 4-9."
SECOND = "2 See Weber: \u201cTwo Locks,\u201d Journal of Canals, No. 4, 1990, p. 31."


def read(text: str) -> Document:
    return read_text(text, "k", "a.txt", Decoded(text, "utf-8", ()))


def called(document: Document) -> list[tuple[str, str]]:
    """Each mark in the body, with the twelve code points before it."""
    return [
        (mark.label, passage.text[max(0, mark.at - 12) : mark.at])
        for passage in document.of_role(Role.BODY)
        for mark in passage.notes
    ]


def test_marks_that_stand_apart_call_notes_before_them() -> None:
    document = read(
        f"Whoever builds a weir must know, so the millers say, at what height the\n\n{FIRST}\n\n{SECOND}\n\n"
        "river stood in the worst of years. [1] The gauge is cut into the bridge. 2 Nobody reads it.\n"
    )
    body = next(document.of_role(Role.BODY))
    assert body.text.endswith("worst of years. The gauge is cut into the bridge. Nobody reads it.")
    assert called(document) == [("1", "st of years."), ("2", " the bridge.")]


def test_marks_that_stand_apart_call_notes_behind_them() -> None:
    document = read(f"The gauge is cut deep [1] into the bridge. 2 Nobody reads it.\n\n{FIRST}\n\n{SECOND}\n")
    assert called(document) == [("1", " is cut deep"), ("2", " the bridge.")]


@pytest.mark.parametrize("said", ["In all, 2 boats sank.", "There were 2 gauges.", "So it was in 2 of the years."])
def test_a_quantity_calls_no_note(said: str) -> None:
    document = read(f"The gauge[1] is cut into the bridge. {said}\n\n{FIRST}\n\n{SECOND}\n")
    assert next(document.of_role(Role.BODY)).text.endswith(said)


def test_a_name_that_ends_in_a_figure_calls_no_note() -> None:
    said = "Open gate1 first. When gate1 is open, the boats of gate1 go through, and not before."
    document = read(f"{said}\n\n1. Miller keeps the book of the gate.\n\n2. Weber keeps the key.\n")
    assert next(document.of_role(Role.BODY)).text == said


def test_lines_that_recur_without_a_number_are_no_running_feet() -> None:
    document = read(
        "Behind the gate stands a stone, and what is cut into it is the\n\n>mill weir\n\nThis is the first "
        "of its kinds, and the other of the two is the\n\n>weir mill\n\nThat is rare.\n"
    )
    assert [passage.text for passage in document.of_role(Role.FURNITURE)] == []


def test_a_running_foot_that_comes_twice_is_told_by_the_sentence_it_cuts() -> None:
    document = read(
        "The lock was closed in that spring, and the boats went round by the other mouth.\n\n"
        "Weir Papers, No. 7, 1990\n\n"
        "Nobody was asked. The millers, the bargemen and the\n\nWeir Papers, No. 8, 1990\n\nHarbour Board disagreed.\n"
    )
    assert [passage.text for passage in document.of_role(Role.FURNITURE)] == [
        "Weir Papers, No. 7, 1990",
        "Weir Papers, No. 8, 1990",
    ]
    assert "the bargemen and the Harbour Board disagreed." in " ".join(p.text for p in document.of_role(Role.BODY))


def test_where_notes_bear_brackets_numbers_of_lists_are_no_labels() -> None:
    chapter = (
        "{at}. Of weirs in {name}\n\nA weir is built of oak.  [1] It is measured twice.\n[2] In some years thrice.\n\n"
        "To measure it:\n\n1. Go to the bridge when the river is low.\n\n2. Read the gauge.\n\n"
        "   Where it can't be read, the keeper is asked:\n\n   * by the miller or\n\n   * by the clerk.\n\n"
        "[1] Elm was used until the great flood.\n\n[2] The second reading:\n\n    is written down by another hand.\n\n"
    )
    names = ("spring", "summer", "autumn", "winter")
    document = read("On Weirs\n\n" + "\n".join(chapter.format(at=at, name=name) for at, name in enumerate(names, 1)))
    notes = [*document.of_role(Role.NOTE)]
    assert [note.marker for note in notes] == ["1", "2"] * 4
    assert called(document) == [("1", "uilt of oak."), ("2", "sured twice.")] * 4
