"""Verse, addresses and code keep their lines; the lines of a paragraph are run together, however it is indented."""

import textwrap

import pytest

from tests.documents.messy import read
from tests.documents.test_kinds import PROSE
from tui.documents.model import Form, Role
from tui.documents.versing import is_outline

WRAPPED = textwrap.fill(f"{PROSE} {PROSE} {PROSE}", 70)
VERSE = """\
The water comes, the water goes,
  And nobody has asked it why;
The miller sleeps, the miller knows
  That rivers never lie."""
ADDRESS = "The Board of Barges\n3 Weir Street\nLower Town\nOn the River"
CODE = "while (barges) {\n    toll += keel(barges);\n}"
SHELL = "count [--barges | -b] [--tolls | -t] [--from=<year>] [--to=<year>]\n      [--quiet | -q] [<book>...]"
COUPLET = "They carry what they carry down,\nAnd what they leave they leave."


def forms(source: str) -> list[tuple[Form, str]]:
    return [(passage.form, passage.text) for passage in read(source).of_role(Role.BODY)]


def about(lines: str) -> str:
    return f"{WRAPPED}\n\n{lines}\n\n{WRAPPED}\n"


@pytest.mark.parametrize("lines", [VERSE, ADDRESS, CODE, SHELL])
def test_lines_that_are_set_stay_lines(lines: str) -> None:
    assert forms(about(lines))[1] == (Form.CODE, lines)


@pytest.mark.parametrize("lines", [VERSE, COUPLET, ADDRESS, CODE])
def test_so_do_those_that_stand_right_of_the_text(lines: str) -> None:
    assert forms(about(textwrap.indent(lines, "      ")))[1] == (Form.CODE, lines)


@pytest.mark.parametrize(
    "lines",
    [
        textwrap.fill(PROSE + PROSE, 40),
        textwrap.indent(textwrap.fill(PROSE + " " + PROSE, 50), "          "),
        f"--toll\n       {PROSE[:50]}",
        "An address of two lines\nIs none for sure.",
        f"{PROSE[:60]}\n{PROSE[60:]}",
    ],
)
def test_a_paragraphs_do_not(lines: str) -> None:
    form, text = forms(about(lines))[1]
    assert form is Form.PARAGRAPH
    assert text == " ".join(lines.split())


def test_a_text_of_nothing_but_verse() -> None:
    song = "\n\n".join([VERSE, "\n".join(reversed(VERSE.split("\n"))), VERSE])
    assert {form for form, _ in forms(song)} == {Form.CODE}


_CONTENTS = """1. Of rivers
    1.1. Their names
    1.2. Their courses
        1.2.1. Above the falls
2. Of lakes
A. Maps
    A.1. The north"""


def test_the_lines_of_a_table_of_contents_stay() -> None:
    (contents,) = [text for form, text in forms(about(_CONTENTS)) if form is Form.CODE]
    assert contents.count("\n") == 6


@pytest.mark.parametrize(
    "lines",
    [
        ["1.1. Their names", "1.3. Their courses", "2. Of lakes", "3. Of seas"],
        ["1. Of rivers", "2. Of lakes", "3. Of seas", "4. Of wells"],
        ["In 1990 it was", "1. so that", "1.1 was met", "1.2 was not"],
    ],
)
def test_other_numbers_make_none(lines: list[str]) -> None:
    assert not is_outline(lines)
