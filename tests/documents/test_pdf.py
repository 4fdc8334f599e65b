"""PDF: reading order, headings, notes and pages, on pages whose every line is known."""

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.documents.paper import Put, column, pdf
from tui.citations.quotation import quote
from tui.documents.conversion.pages import Glyph, pieces
from tui.documents.conversion.pdf import _glyphs
from tui.documents.errors import DocumentError
from tui.documents.model import Document, Form, Role
from tui.documents.reading import read, read_bytes, read_head


def of(pages: list[list[Put]], **more: Any) -> Document:
    return read_bytes(pdf(pages, **more), "k", "a.pdf")


def texts(document: Document, role: Role) -> list[str]:
    return [passage.text for passage in document.of_role(role)]


def article(number: int) -> list[Put]:
    return [
        Put(60, 760, f"Journal of Tests {number}", 8),
        *column(60, 720, f"The page {number} line", 20),
        Put(300, 40, str(number), 8),
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    page = [Put(60, 740, "A title over both columns of the page and beyond the middle", 18, True)]
    for a, b in zip(column(60, 700, "left", 12), column(320, 700, "right", 12), strict=True):
        page += [a, b]  # as the file may have them: row by row
    document = of([page])
    text = " ".join(texts(document, Role.BODY))
    assert text.index("left 11") < text.index("right 0")
    assert document.title.startswith("A title over both")


def test_columns_above_and_below_a_line_across_are_kept_apart() -> None:
    above = [*column(60, 740, "one", 6), *column(320, 740, "two", 6)]
    across = [Put(60, 620, "A heading that reaches across both of the columns below it, set in bold", 14, True)]
    below = [*column(60, 590, "three", 6), *column(320, 590, "four", 6)]
    text = of([above + across + below]).source
    assert [text.index(word) for word in ("one 0", "two 0", "reaches", "three 0", "four 0")] == sorted(
        text.index(word) for word in ("one 0", "two 0", "reaches", "three 0", "four 0")
    )


def test_one_column_is_not_cut_in_two() -> None:
    document = of([column(60, 740, "a line of ordinary length that takes up most of the page with number", 30)])
    assert texts(document, Role.BODY)[0].count("number") == 30


def test_large_and_bold_lines_are_headings_by_size() -> None:
    page = [
        Put(60, 740, "The whole", 20),
        Put(60, 700, "1 First part", 14, True),
        *column(60, 670, "body", 5),
        Put(60, 580, "1.1 Within it", 10, True),
        *column(60, 560, "more", 5),
    ]
    document = of([page])
    assert document.title == "The whole"
    assert [(s.number, s.title) for s in document.sections] == [
        ("0", "The whole"), ("1", "1 First part"), ("1.1", "1.1 Within it"),
    ]  # fmt: skip


def test_small_lines_at_the_foot_are_notes_tied_to_their_call() -> None:
    page = [
        *column(60, 740, "body", 6),
        Put(60, 660, "A claim"),
        Put(95, 664, "1", 6),
        Put(99, 660, " that needs a proof."),
        Put(60, 80, "1", 5),
        Put(64, 77, "See the book, in its", 8),
        Put(60, 67, "second edition.", 8),
    ]
    document = of([page])
    assert texts(document, Role.NOTE) == ["See the book, in its second edition."]
    called = next(passage for passage in document.passages if "A claim" in passage.text)
    (mark,) = called.notes
    assert called.text[: mark.at].endswith("A claim")
    assert "A claim that needs a proof." in called.text
    assert document.passages[mark.note].text.startswith("See the book")


def test_items_of_a_list_are_told_by_their_bullets() -> None:
    bullet = "\xb7"  # as PDF's own encoding has it
    page = [
        *column(60, 740, "body", 6),
        Put(60, 660, "There are two:"),
        Put(78, 648, f"{bullet} one lock that is so long that"),
        Put(87, 636, "it goes on,"),
        Put(78, 624, f"{bullet} two locks,"),
        Put(60, 612, "and no more."),
    ]
    passages = of([page]).passages[-4:]
    assert [(p.form, p.text) for p in passages] == [
        (Form.PARAGRAPH, "There are two:"),
        (Form.ITEM, "one lock that is so long that it goes on,"),
        (Form.ITEM, "two locks,"),
        (Form.PARAGRAPH, "and no more."),
    ]


def test_notes_of_several_pages_with_one_number_stay_apart() -> None:
    page = [*column(60, 740, "body", 6), Put(60, 660, "A claim"), Put(95, 664, "1", 6)]
    document = of([[*page, Put(60, 80, f"1 The note on the page {n}.", 7)] for n in ("one", "two")])
    assert texts(document, Role.NOTE) == ["The note on the page one.", "The note on the page two."]


def test_notes_alike_but_for_their_numbers_are_no_running_feet() -> None:
    pages = [
        [
            *column(60, 720, f"{name} line", 12),
            Put(60, 520, "A claim"),
            Put(95, 524, str(number), 6),
            Put(99, 520, f" of the {name}, and the rest of it."),
            Put(60, 80, str(number), 5),
            Put(64, 77, f"See Miller, Mill Review, 195{number}, p. {number + 3}.", 8),
            Put(300, 40, str(number), 8),
        ]
        for number, name in enumerate(("oak", "birch", "willow", "alder", "maple"), 1)
    ]
    document = of(pages)
    assert texts(document, Role.NOTE) == [f"See Miller, Mill Review, 195{n}, p. {n + 3}." for n in range(1, 6)]
    assert texts(document, Role.FURNITURE) == ["1", "2", "3", "4", "5"]


def test_running_heads_and_page_numbers_are_furniture() -> None:
    document = of([article(number) for number in range(1, 6)])
    assert texts(document, Role.FURNITURE) == [text for n in range(1, 6) for text in (f"Journal of Tests {n}", str(n))]


def test_a_paragraph_goes_on_over_a_page() -> None:
    first = [*column(60, 740, "body", 5), Put(60, 680, "It was decided by the members to go on with the")]
    second = [Put(60, 740, "organization of the whole."), *column(60, 700, "more", 5)]
    document = of([first, second])
    assert any("go on with the organization of the whole." in text for text in texts(document, Role.BODY))


def test_pages_are_locators_by_their_labels() -> None:
    document = of([article(n) for n in range(1, 5)], labels="0 << /S /r /St 7 >> 2 << /S /D /St 1 >>")
    assert [label for _, label in document.pages] == ["vii", "viii", "1", "2"]
    for at, _ in document.pages[1:]:
        assert document.source[:at].endswith("\f\n\n")
    third = next(p for p in document.passages if "page 3 line 0" in p.text)
    at = third.text.index("The page 3")
    assert document.pages[2][0] <= third.source_spans(at, at + 5)[0][0] < document.pages[3][0]
    place = next(p.place for p in document.passages if p.role is Role.BODY)
    assert quote(document, place, 1).locator.startswith("p")


def test_literal_marks_stay_literal() -> None:
    line = "# 1. *stars* _under_ [^1] <b> & \\ ~~no~~"
    assert line in " ".join(texts(of([[Put(60, 700, line), *column(60, 660, "body", 4)]]), Role.BODY))


def test_the_file_says_title_and_authors() -> None:
    pages = [column(60, 700, "body", 4)]
    document = of(pages, info="/Title (On Things) /Author (Jane Doe and R. Roe)")
    assert (document.metadata.title, document.metadata.authors) == ("On Things", ("Jane Doe", "R. Roe"))
    assert of(pages, info="/Title (Microsoft Word - draft.docx)").metadata.title != "Microsoft Word - draft.docx"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.4 x", "broken"),
        (pdf([article(1)])[:300], "broken|no text"),
        (pdf([[]]), "no text"),
        (b"no pdf at all", "none"),
    ],
)
def test_a_pdf_that_can_not_be_read_is_told_of_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(DocumentError, match=words) as error:
        read_bytes(data, "k", "a.pdf")
    assert "\n" not in str(error.value)


def test_a_page_without_text_is_a_caution() -> None:
    assert any("1 of its 2 pages" in caution for caution in of([article(1), []]).cautions)


def chapter(number: int, name: str, title: str) -> list[Put]:
    """A page that opens a chapter: its number on a line of its own, a bold term, a running foot with its title."""
    return [
        Put(60, 740, "Chapter"),
        Put(60, 720, name, 12),
        Put(60, 690, title.upper(), 20, True),
        *column(60, 650, f"The text of {title} line", 8),
        Put(60, 500, "A term in bold", 10, True),
        *column(60, 480, "its meaning goes on in line", 3),
        Put(60, 40, f"{number}. {title}", 8),
        Put(500, 40, str(number), 8),
    ]


def test_bookmarks_tell_the_headings_and_nothing_else_does() -> None:
    titles = ("The River", "The Town", "The Quarrel")
    names = ("One", "Two", "Three")
    pages = [chapter(number + 1, names[number], title) for number, title in enumerate(titles)]
    document = of(pages, bookmarks=list(enumerate(titles)))
    assert [(s.number, s.title) for s in document.sections if s.heading is not None] == [
        (str(n + 1), f"Chapter {names[n]} {title.upper()}") for n, title in enumerate(titles)
    ]
    assert [p.text for p in document.of_role(Role.FURNITURE)] == [
        text for n, title in enumerate(titles, 1) for text in (f"{n}. {title}", str(n))
    ]


def test_a_list_of_contents_makes_no_headings() -> None:
    contents = [Put(60, 740, "Contents", 16, True)]
    for number, title in enumerate(("Rivers", "Towns", "Quarrels", "Peace"), 1):
        contents += [
            Put(60, 700 - 14 * number, f"{number} {title}", 10, True),
            Put(500, 700 - 14 * number, f"1{number}"),
        ]
    text = [
        [Put(60, 740, f"{n} {title}", 14, True), *column(60, 700, title, 9)]
        for n, title in enumerate(("Rivers", "Towns"), 1)
    ]
    document = of([contents, *text])
    assert [s.title for s in document.sections if s.title[0].isdigit()] == ["1 Rivers", "2 Towns"]
    assert "1 Rivers 11" in document.source


def test_an_accent_set_over_its_letter_is_one_with_it() -> None:
    # As TeX sets them: the accent, as far back as it is wide, the letter.
    data = pdf([[Put(60, 700, "Here stands the name"), *column(60, 660, "body", 6)]])
    accented = b"[(M\\250) 333 (oller)] TJ".ljust(len(b"(Here stands the name) Tj"))
    data = data.replace(b"(Here stands the name) Tj", accented)
    encoded = b"/BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    assert "M\u00f6ller" in read_bytes(data.replace(b"/BaseFont /Helvetica >>", encoded), "k", "a.pdf").source


def test_notes_as_large_as_the_text() -> None:
    page = [
        *column(60, 740, "body", 9),
        Put(60, 620, "A claim"),
        Put(95, 624, "1", 6),
        Put(99, 620, " that needs a proof."),
        Put(60, 104, "1", 6),
        Put(64, 100, "See the book, in its"),
        Put(60, 88, "second edition."),
    ]
    document = of([page])
    assert texts(document, Role.NOTE) == ["See the book, in its second edition."]
    (called,) = (p for p in document.passages if p.notes)
    assert called.text[: called.notes[0].at].endswith("A claim")


def test_the_first_pages_alone_are_a_head(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([article(number) for number in range(1, 31)]))
    head = read_head(path, "k")
    assert head is not None
    assert head.provisional
    assert len(head.pages) < 30
    path.write_bytes(pdf([article(1)]))
    whole = read_head(path, "k")
    assert whole is not None
    assert whole == read(path, "k")


WIDE = 167
"""How wide the lines of `narrow` are, in points."""


def narrow(x: float, top: float, name: str, count: int) -> list[Put]:
    """Lines as wide as each other, every third torn to words as justification may."""
    lines: list[Put] = []
    for number in range(10, 10 + count):
        y = top - 12 * (number - 10)
        words = [f"{name}{number}", "ferries", "wait", "for the wind"]
        if number % 3:
            lines.append(Put(x, y, f"{name}{number} ferries wait and wait for the wind"))
        else:
            lines += [Put(x + at, y, word) for at, word in zip((0, 42, 86, 114), words, strict=True)]
    return lines


def named(text: str, *names: str) -> list[str]:
    """The first words of `narrow` lines of these names, in the order of the text."""
    return re.findall(rf"\b(?:{'|'.join(names)})\d\d\b", text)


def counted(*names: str, count: int = 20) -> list[str]:
    return [f"{name}{number}" for name in names for number in range(10, 10 + count)]


@pytest.mark.parametrize("gap", [8, 12, 17, 34])
@pytest.mark.parametrize("by_row", [False, True])
def test_a_narrow_gutter_parts_two_columns_whose_lines_justification_tore(gap: float, by_row: bool) -> None:
    left, right = 300 - WIDE - gap / 2, 300 + gap / 2
    page = [*narrow(left, 700, "aa", 20), *narrow(right, 700, "bb", 20)]
    page = sorted(page, key=lambda put: (-put.y, put.x)) if by_row else page
    across = Put(left, 740, "On ferries that wait for wind and tide", 18, True)
    document = of([[across, *page]])
    assert named(document.source, "aa", "bb") == counted("aa", "bb")
    assert document.title == across.text
    assert not document.cautions


def test_what_reaches_across_parts_a_page_with_a_narrow_gutter() -> None:
    page = [*narrow(125, 700, "aa", 10), *narrow(308, 700, "bb", 10)]
    page += [Put(125, 560, "Figure 1. The boats of all the towns as they were counted in spring", 9)]
    page += [*narrow(125, 530, "cc", 10), *narrow(308, 530, "dd", 10)]
    source = of([page]).source
    assert named(source, "aa", "bb", "cc", "dd") == counted("aa", "bb", "cc", "dd", count=10)
    assert source.index("bb19") < source.index("Figure 1") < source.index("cc10")


@pytest.mark.parametrize("x", [125, 297, 460])
def test_numbers_of_pages_at_the_foot_of_a_column_are_furniture(x: float) -> None:
    pages = [
        [*narrow(125, 700, "aa", 20), *narrow(308, 700, "bb", 20), Put(x, 40, str(number))] for number in range(1, 3)
    ]
    document = of(pages)
    assert named(document.source, "aa", "bb") == counted("aa", "bb") * 2
    assert texts(document, Role.FURNITURE) == ["1", "2"]


def test_each_column_has_notes_at_its_foot() -> None:
    pages = []
    for number in range(3):
        name = "ace"[number]
        left = [*narrow(125, 700, name * 2, 20), Put(293, 476, "1", 6)]
        right = [*narrow(308, 700, name * 2, 20), Put(476, 476, "2", 6)]
        notes = [Put(125, 440, "1 See the harbour book, p. 3.", 7), Put(308, 440, "2 See the harbour book, p. 4.", 7)]
        pages.append([*left, *right, *notes, Put(125, 400, str(number + 7))])
    document = of(pages)
    assert texts(document, Role.NOTE) == ["See the harbour book, p. 3.", "See the harbour book, p. 4."] * 3
    assert texts(document, Role.FURNITURE) == ["7", "8", "9"]
    assert len([mark for passage in document.passages for mark in passage.notes]) == 6


def test_a_call_above_what_reaches_across_leads_to_a_note_below_it() -> None:
    page = [*narrow(125, 700, "aa", 10), Put(293, 596, "4", 6), *narrow(308, 700, "bb", 10)]
    page += [Put(125, 560, "Figure 1. The boats of all the towns as they were counted in spring", 11, True)]
    page += [*narrow(125, 530, "cc", 10), Put(125, 380, "4 See the harbour book.", 7), *narrow(308, 530, "dd", 10)]
    assert texts(of([page]), Role.NOTE) == ["See the harbour book."]


def test_three_columns_are_read_one_after_the_other() -> None:
    page = [*narrow(36, 700, "aa", 20), *narrow(216, 700, "bb", 20), *narrow(396, 700, "cc", 20)]
    source = of([sorted(page, key=lambda put: (-put.y, put.x))]).source
    assert named(source, "aa", "bb", "cc") == counted("aa", "bb", "cc")


def test_a_table_is_read_by_its_rows() -> None:
    cells = ((60, "Boat"), (150, "of the town"), (310, "What it carried over the river in the spring"))
    table = [Put(x, 700 - 12 * n, f"{text} {n}") for n in range(10, 22) for x, text in cells]
    source = " ".join(
        of([[*column(60, 760, "A line of text that goes over all of the page and tells", 12), *table]]).source.split()
    )
    places = [source.index(f"{text} {n}") for n in range(10, 22) for _, text in cells]
    assert places == sorted(places)


def test_columns_whose_order_can_not_be_told_are_a_caution() -> None:
    whole = [
        Put(125, 760 - 12 * n, "a line of the whole width of the page that has no gutter at all " + "w" * 6)
        for n in range(30)
    ]
    page = [*whole, *narrow(125, 390, "aa", 12), *narrow(308, 390, "bb", 12)]
    (caution,) = of([article(1), page]).cautions
    assert "order of columns" in caution
    assert "page 2" in caution
    assert not of([article(1), whole]).cautions


INKED = "so hat now"
_INK = dict.fromkeys("hat", 11.2) | dict.fromkeys("sonw", 8.5) | {" ": 8.3}


def understated(rise: float) -> Any:
    """pdfium's answers for a font of 12 points that tells too low a height: its characters' boxes are as their ink."""

    def put(text: str, at: int, x: Any, y: Any) -> None:
        x.value, y.value = 6.0 * at, 700.0

    def box(text: str, at: int, box: Any) -> None:
        box.left, box.right, box.bottom, box.top = 6.0 * at, 6.0 * at + 6, 698.0, 698 + _INK[text[at]]

    def measured(share: float) -> Callable[[str, float, Any], bool]:
        def tell(font: str, size: float, told: Any) -> bool:
            told.value = share * size
            return True

        return tell

    return SimpleNamespace(
        FS_RECTF=lambda: SimpleNamespace(left=0.0, right=0.0, bottom=0.0, top=0.0),
        FS_MATRIX=lambda: SimpleNamespace(c=0.0, d=1.0),
        FPDFText_CountChars=len,
        FPDFText_GetUnicode=lambda text, at: ord(text[at]),
        FPDFText_GetCharOrigin=put,
        FPDFText_GetLooseCharBox=box,
        FPDFText_GetFontInfo=lambda *asked: 0,
        FPDFText_GetFontWeight=lambda text, at: 400,
        FPDFText_GetTextObject=lambda text, at: text,
        FPDFTextObj_GetFont=lambda shown: shown,
        FPDFFont_GetAscent=measured(rise),
        FPDFFont_GetDescent=measured(-0.18),
        FPDFText_GetMatrix=lambda text, at, matrix: True,
        FPDFText_GetFontSize=lambda text, at: 12.0,
    )


def test_a_font_that_understates_its_letters_is_as_large_as_it_is_set() -> None:
    assert {round(glyph.size, 2) for glyph in _glyphs(INKED, understated(0.5))} == {11.28}


def test_one_that_does_not_is_as_large_as_its_boxes_are() -> None:
    assert {round(glyph.size, 1) for glyph in _glyphs(INKED, understated(0.7))} == {11.2, 8.5, 8.3}


def running_in(number: int, title: str, top: float, bold_number: bool) -> list[Put]:
    """A paragraph that a heading runs into: its number, its bold words, and the text, as Helvetica is wide."""
    words = f"1.{number}. {title}." if bold_number else f"{title}."
    at = 60 if bold_number else 80
    head = [] if bold_number else [Put(60, top, f"1.{number}.")]
    text = Put(at + 6.6 * len(words), top, "The clerks counted what came over the bridge in the night")
    return [*head, Put(at, top, words, 10, True), text, *column(60, top - 12, "and so it", 5)]


@pytest.mark.parametrize("bold_number", [True, False])
def test_a_heading_that_runs_into_the_text_is_one(bold_number: bool) -> None:
    page = [Put(60, 750, "1 The bridge", 14, True), *column(60, 730, "body", 5)]
    for number, title in ((1, "Tolls and their tables"), (2, "Sacks and their weights")):
        page += running_in(number, title, 760 - 110 * number, bold_number)
    document = of([page])
    headings = texts(document, Role.HEADING)
    assert [heading.rstrip(".") for heading in headings[-2:]] == [
        "1.1. Tolls and their tables",
        "1.2. Sacks and their weights",
    ]
    assert sum(text.startswith("The clerks counted") for text in texts(document, Role.BODY)) == 2


def test_bold_words_within_a_line_are_no_heading() -> None:
    page = column(60, 740, "body", 5)
    for top in (600, 500):
        page += [Put(60, top, "In the year 1.2"), Put(130, top, "tolls were paid", 10, True)]
        page += [Put(210, top, "by all who came over the bridge"), *column(60, top - 12, "and so it", 5)]
    assert not texts(of([page]), Role.HEADING)


def test_a_running_head_that_says_the_title_is_one_on_the_only_page_that_has_it() -> None:
    first = [Put(200, 760, "The Weir and the Charter", 16, True), *column(60, 720, "body", 30)]
    second = [Put(60, 770, "2", 8), Put(200, 770, "The Weir and the Charter", 8), *column(60, 740, "more", 30)]
    document = of([first, second])
    assert "The Weir and the Charter" in texts(document, Role.FURNITURE)
    assert document.title == "The Weir and the Charter"


def test_a_word_behind_a_raised_number_stands_apart_and_a_letter_behind_a_lowered_one_does_not() -> None:
    def glyphs(*put: tuple[str, float, float, float]) -> list[Glyph]:
        return [Glyph(char, left, left + size / 2, base, size, False) for char, left, base, size in put]

    raised = glyphs(("a", 0, 700, 10), ("2", 5, 704, 7), ("I", 13, 700, 10))
    lowered = glyphs(("x", 0, 700, 10), ("2", 5, 698, 7), ("y", 9, 700, 10))
    assert [line.text for line in [*pieces(raised), *pieces(lowered)]] == ["a2 I", "x2y"]
