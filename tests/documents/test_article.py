"""The original article reads as if no page break, footnote or watermark had ever cut it."""

from pathlib import Path

import pytest

from tui.documents.model import Document, Passage, Role
from tui.documents.reading import read


@pytest.fixture(scope="module")
def article(article_path: Path) -> Document:
    return read(article_path, "article")


def _line(document: Document, offset: int) -> int:
    return document.source.count("\n", 0, offset) + 1


def _roles(document: Document, role: Role) -> set[int]:
    return {_line(document, a) for p in document.of_role(role) for a, _ in p.spans}


def test_its_outline_is_sound(article: Document) -> None:
    outline = [(section.number, section.level) for section in article.sections]
    assert outline == [("0", 1), ("1", 1), ("2", 1), ("3", 1), ("4.2", 2), ("4.3", 2), ("5", 1)]


def test_a_heading_that_runs_on_is_joined(article: Document) -> None:
    section = article.by_section["4.2"]
    assert section.title.split()[-2:] == ["international", "organizations."]
    first = article.passages[article.by_place["s4.2/p1"]]
    assert first.text.split()[:3] == ["The", "functional", "scope"]


def test_the_text_before_the_first_section_is_reachable(article: Document) -> None:
    before = article.by_section["0"]
    assert before.heading is not None
    assert article.passages[article.by_place["s0/p3"]].text.startswith("Abstract:")


def test_each_place_where_text_is_missing_is_said(article: Document) -> None:
    assert [(_line(article, gap.at), gap.section) for gap in article.gaps] == [(198, "3"), (214, "3"), (256, "4.3")]
    assert "section 4" in article.gaps[1].reason
    assert "4.1" in article.gaps[1].reason


# Lines of the file at which a paragraph's pieces begin, labelled by reading the text.
JOINS = [
    (37, 47), (47, 49), (49, 61), (67, 77), (79, 81), (83, 94), (100, 106), (108, 118), (124, 134), (140, 146),
    (148, 150), (150, 160), (162, 180), (182, 196), (196, 198), (226, 228), (228, 240), (246, 252), (274, 276),
]  # fmt: skip
APART = [(23, 27), (27, 29), (29, 35), (35, 37), (61, 63), (65, 67), (98, 100), (120, 122), (160, 162), (214, 226)]


def _passage_of_line(document: Document, line: int) -> Passage:
    for passage in document.passages:
        if passage.role in (Role.BODY, Role.HEADING) and any(_line(document, a) == line for a, _ in passage.spans):
            return passage
    raise AssertionError(f"line {line} begins no piece of text")


@pytest.mark.parametrize(("first", "second"), JOINS)
def test_a_paragraph_cut_by_a_page_is_joined(article: Document, first: int, second: int) -> None:
    assert _passage_of_line(article, first) == _passage_of_line(article, second)


@pytest.mark.parametrize(("first", "second"), APART)
def test_paragraphs_of_their_own_stay_apart(article: Document, first: int, second: int) -> None:
    assert _passage_of_line(article, first) != _passage_of_line(article, second)


NOTES = {
    19, 33, 41, 43, 45, 53, 55, 57, 59, 69, 71, 73, 75, 87, 90, 92, 102, 112, 114, 116, 128, 130, 132, 154, 156, 166,
    168, 174, 176, 178, 186, 188, 190, 192, 194, 202, 204, 206, 208, 218, 220, 222, 232, 234, 236, 238, 248, 260, 262,
    264, 280,
}  # fmt: skip


def test_notes_are_told_from_the_body(article: Document) -> None:
    assert _roles(article, Role.NOTE) == NOTES


def test_the_watermark_is_furniture(article: Document) -> None:
    assert _roles(article, Role.FURNITURE) == {250}
    assert article.metadata.machine_translation


def test_what_is_hardly_of_the_work_is_doubtful(article: Document) -> None:
    assert _roles(article, Role.DOUBTFUL) == {144, 170, 172}


def test_stray_marks_are_out_of_the_text_and_on_record(article: Document) -> None:
    body = [p for p in article.passages if p.role is Role.BODY]
    assert not any(mark in p.text for p in body for mark in "\u00b6\u00ff\u0323")
    assert not any("  " in p.text for p in body)
    marks = [r for p in body for r in p.repairs if r.kind == "mark"]
    assert len(marks) > 10
    assert all(article.source[r.at : r.at + len(r.before)] == r.before for r in marks)


def test_a_join_says_what_it_passed_over(article: Document) -> None:
    repairs = _passage_of_line(article, 246).repairs
    assert [r.kind for r in repairs if r.kind != "mark"] == ["join", "cut-note", "cut-furniture"]
    assert all(article.source.startswith(r.before, r.at) for r in repairs if r.before)


def test_who_wrote_it_and_when_is_read_from_its_first_page(article: Document) -> None:
    assert article.metadata.authors == ("Yuan Zhengqing", "Zhao Yang")
    assert article.metadata.year == "2023"


def test_each_note_is_tied_to_its_page(article: Document) -> None:
    tied = {mark.note for p in article.passages for mark in p.notes}
    assert tied == {p.index for p in article.of_role(Role.NOTE)}
