"""reStructuredText and Org: what pandoc alone would lose, tear or hide among the metadata."""

import pytest

from tests.documents.test_pandoc import needs_pandoc
from tui.documents.conversion.org import prepared as of_org
from tui.documents.conversion.rst import prepared
from tui.documents.model import Document, Form, Role
from tui.documents.reading import read_bytes

pytestmark = needs_pandoc

SPANS = """+-------+--------+
| one   | two    |
+-------+--------+
| over two cells |
+-------+--------+"""


def rst(text: str) -> Document:
    return read_bytes(text.encode(), "k", "a.rst")


def bodies(document: Document) -> list[str]:
    return [passage.text for passage in document.of_role(Role.BODY)]


def test_options_and_what_they_mean_are_text() -> None:
    listed = "-a            Shows all\n              that is.\n-b FILE, --book=FILE  Reads it.\n-c\n"
    text = f"Tool\n====\n\nUse it so.\n\n{listed}\nEnd.\n"
    assert bodies(rst(text)) == [
        "Use it so.",
        "-a",
        "Shows all that is.",
        "-b FILE, --book=FILE",
        "Reads it.",
        "-c",
        "End.",
    ]


@pytest.mark.parametrize("opening", ["::", ".. code-block:: sh"])
def test_options_in_what_is_shown_as_typed_stay_so(opening: str) -> None:
    assert prepared(f"Words.\n\n{opening}\n\n   -a   all\n   -b   both\n")[0].count("``") == 0


def test_the_first_terms_below_a_title_are_no_metadata() -> None:
    assert bodies(rst("Title\n=====\n\nterm\n    What it means.\n\nMore.\n")) == ["term", "What it means.", "More."]


def test_fields_below_a_title_are_kept_those_that_name_its_author_excepted() -> None:
    document = rst("Title\n=====\n\n:Author: Jane Doe\n:Status: A draft, of\n   two lines\n\nText.\n")
    assert bodies(document) == ["Status", "A draft, of two lines", "Text."]
    assert document.metadata.authors == ("Jane Doe",)


@pytest.mark.parametrize("around", ["{}", ".. table:: The caption\n\n{}"])
def test_a_table_with_wide_cells_is_not_torn(around: str) -> None:
    table = SPANS if around == "{}" else "\n".join(f"   {line}" for line in SPANS.split("\n"))
    document = rst(f"Words.\n\n{around.format(table)}\n\nMore.\n")
    [shown] = [passage for passage in document.passages if passage.form is Form.CODE]
    assert "| over two cells |" in shown.text
    assert ("The caption" in bodies(document)) is (around != "{}")


def test_a_table_of_one_cell_each_stays_a_table() -> None:
    text = "+-----+-----+\n| one | two |\n+-----+-----+\n| a   | b   |\n+-----+-----+\n"
    assert [passage.form for passage in rst(f"Words.\n\n{text}").passages][-1] is Form.TABLE


def test_other_files_are_named() -> None:
    assert prepared("Words.\n\n.. include:: part/one.rst\n\n.. include:: <isonum.txt>\n")[1] == (
        "read without the other files that it takes in: part/one.rst",
    )
    assert "two.org" in of_org('#+INCLUDE: "two.org"\n')[1][0]


def test_headings_of_org_are_so_at_any_level() -> None:
    text = "#+OPTIONS: H:2 toc:nil\n* First\nText.\n" + "".join(
        f"{'*' * level} Level {level}\nText.\n" for level in range(1, 6)
    )
    document = read_bytes(text.encode(), "k", "a.org")
    assert [section.number for section in document.sections][-1].count(".") == 4


def test_a_caption_below_a_table_of_org_is_kept() -> None:
    text = "Words.\n\n| a | b |\n|---+---|\n| 1 | 2 |\n#+caption: What it shows.\n\nMore.\n"
    assert "What it shows." in bodies(read_bytes(text.encode(), "k", "a.org"))
