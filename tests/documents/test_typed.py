"""What is typed, listed, drawn or signed in a plain text keeps its lines and its place."""

import textwrap

import pytest

from tests.documents.messy import read
from tests.documents.test_kinds import PROSE
from tui.documents.model import Document, Form, Role

OPEN = PROSE[:-1]
SET = textwrap.fill(f"{PROSE} {PROSE}", 66)


def texts(document: Document, role: Role = Role.BODY) -> list[str]:
    return [passage.text for passage in document.of_role(role)]


def kinds(document: Document) -> set[str]:
    return {repair.kind for passage in document.passages for repair in passage.repairs}


@pytest.mark.parametrize("lines", [
    "# count them by hand\ncount --barges $river > ledger",
    "# what the keeper\n# does not count\nbarges",
    "count | sort\n# and by night\n# the lamps",
])  # fmt: skip
def test_comments_in_what_is_typed_are_no_headings(lines: str) -> None:
    document = read(f"# On Weirs\n\n{PROSE}\n\n{lines}\n\n{PROSE}\n")
    assert texts(document, Role.HEADING) == ["On Weirs"]


def test_a_heading_may_stand_right_above_its_text_or_a_deeper_one() -> None:
    document = read(f"# On Weirs\n## Of the keepers\n{PROSE}\n\n# On Mills\n{PROSE}\n")
    assert texts(document, Role.HEADING) == ["On Weirs", "Of the keepers", "On Mills"]


def test_headings_are_underlined_right_above_their_text_where_that_is_the_habit() -> None:
    names = ("Keepers", "Barges", "Tolls")
    document = read("\n\n".join(f"{name}\n{'-' * len(name)}\n{PROSE}" for name in names))
    assert texts(document, Role.HEADING) == list(names)
    assert texts(document) == [PROSE] * 3


def test_a_single_one_is_a_tables_head() -> None:
    document = read(f"{PROSE}\n\nKeepers\n-------\nMiller\nWeber\n\n{PROSE}\n")
    assert texts(document, Role.HEADING) == []


@pytest.mark.parametrize(
    "lines",
    [
        "+-------+------+\n| weir  | toll |\n+=======+======+\n| lower | 2    |\n+-------+------+",
        "\u250c\u2500\u2500\u2510\n\u2502a \u2502\n\u2514\u2500\u2500\u2518",
        "books/weirs/\nbooks/weirs/lower.txt\nbooks/weirs/upper.txt",
        "New options:\n--count\n--keep-lamps\n-q --quiet",
        "8. Of the Keepers\n   8.1. Their Names\n   8.2. Their Pay",
    ],
)
def test_tables_names_and_options_keep_their_lines(lines: str) -> None:
    # What stands above it is an item of the same list, as in a table of contents.
    above = "7. Of the Weirs, which\n   are old\n" if lines.startswith("8") else ""
    document = read(f"{SET}\n\n{above}{lines}\n\n{SET}\n")
    assert (Form.CODE, lines) in [(passage.form, passage.text) for passage in document.of_role(Role.BODY)]


def test_what_stands_between_two_rules_is_quoted_as_it_stands() -> None:
    rule = "-" * 30
    document = read(f"{OPEN} so run\n\n{rule}\ncount barges\ncount tolls\n{rule}\n\nand wait. {PROSE}\n")
    assert [passage.text for passage in document.passages if passage.form is Form.CODE] == ["count barges\ncount tolls"]
    assert "join" not in kinds(document)


def test_an_item_is_no_rest_of_a_heading() -> None:
    document = read(f"# Changes of interest in the weir\n\na.  the lamps burn\n\nb.  the tolls fall\n\n{PROSE}\n")
    assert texts(document, Role.HEADING) == ["Changes of interest in the weir"]


def test_an_option_that_a_line_happens_to_begin_with_is_text() -> None:
    paragraph = textwrap.fill(f"{PROSE} The clerk asks for --barges and the keeper for --tolls when he has time.", 40)
    document = read(f"{SET}\n\n{paragraph}\n\n{SET}\n")
    assert texts(document)[1] == " ".join(paragraph.split())


def test_items_that_count_from_one_are_parted_however_long_they_are() -> None:
    long = textwrap.indent(SET, "       ")[7:]
    document = read(f"{SET}\n\n   The keepers may:\n    1. {long}\n    2. {long}\n")
    assert [text[:2] for text in texts(document)[1:]] == ["Th", "1.", "2."]


def test_a_number_that_a_long_paragraph_is_broken_at_begins_no_item() -> None:
    paragraph = f"{SET}\n1. {SET}\n7. {SET}"
    assert texts(read(f"{SET}\n\n{paragraph}\n"))[1] == " ".join(paragraph.split())


@pytest.mark.parametrize("lines", ["BUGS MENDED\n  * The lower weir is tight again.", "Lamps\n+ All of them burn."])
def test_a_single_item_is_parted_from_the_short_line_that_names_it(lines: str) -> None:
    name, item = lines.split("\n")
    document = read(f"{SET}\n\n{lines}\n\n{SET}\n")
    shown = [passage.text for passage in document.passages]
    assert shown[1:3] == [name, item.strip(" *+")]


def test_who_said_it_stands_apart() -> None:
    document = read("".join(f"{SET}\n\t\t-- A. Miller, {year}\n%\n" for year in range(1901, 1905)))
    assert texts(document)[:2] == [" ".join(SET.split()), "-- A. Miller, 1901"]
    assert {passage.text for passage in document.of_role(Role.FURNITURE)} == {"%"}


def test_a_line_that_had_room_for_the_next_word_was_not_cut() -> None:
    head = f"{SET}\nTo count them, type"
    document = read(f"{head}\n\ncount barges\n\nand wait for the keeper. {PROSE}\n")
    assert "join" not in kinds(document)


def test_a_stray_empty_line_behind_a_full_one_is_healed() -> None:
    lines = SET.split("\n")
    assert lines[2][0].islower()
    document = read("\n".join(lines[:2]) + "\n\n" + "\n".join(lines[2:]) + f"\n\n{SET}\n")
    assert texts(document) == [" ".join(SET.split())] * 2


def test_a_form_feed_alone_on_its_line_parts_sections() -> None:
    document = read(f"{SET} So it ended\n\n\f\nThis file is of the Board of Weirs.\n\n\f\n{SET}\n")
    assert "This file is of the Board of Weirs." in texts(document)


def test_versions_behind_form_feeds_are_no_running_heads() -> None:
    parts = (f"\f\nversion 1.{at} - A. Miller, 190{at}-04-02\n\n* {PROSE}\n\n" for at in range(9, 3, -1))
    assert texts(read(f"{PROSE}\n\n{''.join(parts)}"), Role.FURNITURE) == []


def test_the_stars_of_an_outline_label_no_notes() -> None:
    outline = "".join(f"** Changes {at}\n\n{OPEN} so {at}\n\n* Weirs of {at}\n\n{PROSE}\n\n" for at in range(6))
    assert texts(read(outline), Role.NOTE) == []


def test_an_example_in_the_midst_of_a_sentence_is_no_note() -> None:
    example = '"Miller, A.: The Weir, London 1999"'
    document = read(f"{OPEN} as the poet assures us that\n\n      {example}\n\nbut who knows. {PROSE}\n")
    assert texts(document, Role.NOTE) == []


def test_senses_of_a_word_in_a_dictionary_are_no_notes() -> None:
    words = "".join(f"{word} weir\n\n    1. {PROSE}\n\n    2. {PROSE}\n\n" for word in ("upper", "lower", "old"))
    document = read(words)
    assert texts(document, Role.NOTE) == []
    assert "join" not in kinds(document)


def test_names_that_begin_with_an_initial_are_no_headings_and_skip_none() -> None:
    names = ("D. Miller", "F. Weber", "G. Doe", "K. Smith", "N. Fisher", "R. Baker")
    document = read("\n\n".join(f"{name}: the lower weir\n\n{PROSE}" for name in names))
    assert texts(document, Role.HEADING) == []
    assert document.gaps == ()
