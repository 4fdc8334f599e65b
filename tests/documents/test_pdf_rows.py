"""PDF: what is set in rows (tables, lists of works, contents), and what stands at the edges of pages."""

from typing import Any

import pytest

from tests.documents.paper import Put, column, pdf
from tui.documents.model import Document, Form, Role
from tui.documents.reading import read_bytes


def of(pages: list[list[Put]], **more: Any) -> Document:
    return read_bytes(pdf(pages, **more), "k", "a.pdf")


def texts(document: Document, role: Role) -> list[str]:
    return [passage.text for passage in document.of_role(role)]


def rows(top: float, *said: tuple[str, ...], lefts: tuple[float, ...] = (60, 200, 330)) -> list[Put]:
    return [
        Put(left, top - 14 * number, cell)
        for number, row in enumerate(said)
        for left, cell in zip(lefts, row, strict=False)
        if cell
    ]


def test_a_table_stays_in_its_rows() -> None:
    table = rows(650, ("Port", "Ships", "Year"), ("Lisbon", "12", "1570"), ("Antwerp", "31", "1571"))
    document = of([[*column(60, 740, "body", 6), *table, *column(60, 580, "more", 6)]])
    (found,) = (p for p in document.passages if p.form is Form.TABLE)
    assert found.text.split("\n") == ["| Port | Ships | Year |", "| Lisbon | 12 | 1570 |", "| Antwerp | 31 | 1571 |"]


def test_a_cell_goes_on_below_itself() -> None:
    table = rows(
        650, ("Port", "Of", "Year"), ("Lisbon", "the king", "1570"), ("", "of Portugal", ""), ("Bruges", "none", "1571")
    )
    document = of([[*column(60, 740, "body", 6), *table, *column(60, 560, "more", 6)]])
    (found,) = (p for p in document.passages if p.form is Form.TABLE)
    assert "| Lisbon | the king of Portugal | 1570 |" in found.text


def test_words_and_what_they_mean_are_paragraphs() -> None:
    told = rows(
        650,
        ("Keel", "The lowest part of a ship, on which"),
        ("", "all others stand."),
        ("Mast", "What bears the sails, and the lamp"),
        ("", "that is lit by night."),
        ("Oar", "Used where there is no wind, or"),
        ("", "too much of it."),
        lefts=(60, 160),
    )
    body = texts(of([[*column(60, 740, "body", 6), *told]]), Role.BODY)
    assert "Mast What bears the sails, and the lamp that is lit by night." in body


def test_names_beside_what_they_mean_are_no_columns_of_text() -> None:
    said = tuple((f"name{n}", f"what the name with the number {n} means in the harbour") for n in range(20))
    document = of([rows(740, *said, lefts=(60, 320))])
    (table,) = (p for p in document.passages if p.form is Form.TABLE)
    assert table.text.split("\n")[4] == "| name4 | what the name with the number 4 means in the harbour |"


def test_a_figure_in_the_last_row_is_no_number_of_the_page() -> None:
    table = rows(110, ("Port", "Ships", "Year"), ("Lisbon", "12", "1570"), ("Antwerp", "31", "1571"))
    document = of([[*column(60, 740, "body", 30), *table, Put(300, 40, "7")]])
    (found,) = (p for p in document.passages if p.form is Form.TABLE)
    assert found.text.endswith("| Antwerp | 31 | 1571 |")
    assert texts(document, Role.FURNITURE) == ["7"]


def test_each_work_of_a_list_is_a_paragraph() -> None:
    works = [
        Put(60, 600, "[1] Treen, A. Of barrels. Second ed."),
        Put(75, 588, "Antwerp and elsewhere, at a cost of her own, 1570."),
        Put(60, 576, "[2] Sample, B. Of tolls, and of those who pay them in"),
        Put(75, 564, "spring. Lisbon, 1571."),
        Put(60, 552, "[3] Example, C. Of ice. Bruges, 1572."),
    ]
    body = texts(of([[*column(60, 740, "body", 6), Put(60, 630, "References", 14, True), *works]]), Role.BODY)
    assert body[-3:] == [
        "[1] Treen, A. Of barrels. Second ed. Antwerp and elsewhere, at a cost of her own, 1570.",
        "[2] Sample, B. Of tolls, and of those who pay them in spring. Lisbon, 1571.",
        "[3] Example, C. Of ice. Bruges, 1572.",
    ]


@pytest.mark.parametrize("x", [30.0, 560.0], ids=["left", "right"])
def test_numbers_that_count_lines_in_the_margin_are_left_out(x: float) -> None:
    lines = column(60, 740, "line", 12)
    counts = [Put(x, line.y, str(number), 6) for number, line in enumerate(lines, 41)]
    document = of([[*lines, *counts]])
    assert texts(document, Role.BODY) == [" ".join(line.text for line in lines)]
    assert document.cautions == ("read without the numbers that count lines in the margin",)


def test_a_column_of_figures_counts_no_lines() -> None:
    table = rows(650, *((f"port{n}", f"of {n}", str(n)) for n in range(1, 8)))
    document = of([[*column(60, 740, "body", 6), *table]])
    (found,) = (p for p in document.passages if p.form is Form.TABLE)
    assert "| port3 | of 3 | 3 |" in found.text


def headed(number: int, left: str, right: str) -> list[Put]:
    lines = [*column(60, 720, f"page {number} left", 20), *column(320, 720, f"page {number} right", 20)]
    return [Put(60, 760, left, 8), Put(420, 760, right, 8), *lines]


def test_a_head_whose_halves_stand_over_two_columns_is_furniture() -> None:
    document = of([headed(n, "A Meeting in Lisbon, 1570", "Treen and others") for n in range(1, 6)])
    assert all("Treen" not in text and "Meeting" not in text for text in texts(document, Role.BODY))
    heads = " ".join(texts(document, Role.FURNITURE))
    assert heads.count("A Meeting in Lisbon") == heads.count("Treen and others") == 5


def test_the_title_that_running_heads_repeat_is_a_heading() -> None:
    first = [Put(60, 740, "Of Barrels and Tolls", 20), *column(60, 690, "first", 20)]
    others = [[Put(60, 770, "Of Barrels and Tolls", 8), *column(60, 720, f"page {n}", 20)] for n in range(2, 6)]
    document = of([first, *others])
    assert document.title == "Of Barrels and Tolls"
    assert texts(document, Role.FURNITURE) == ["Of Barrels and Tolls"] * 4


SAID = "the harbour was full of ships and nobody counted them because it rained and the clerk had gone home"


def strip(x: float, name: str) -> list[Put]:
    words = SAID.split()
    said = (" ".join(words[(4 * number + n) % len(words)] for n in range(3)) for number in range(20))
    return [Put(x, 740 - 12 * number, text if number else f"{name} {text}", 8) for number, text in enumerate(said)]


@pytest.mark.parametrize("by_row", [False, True])
def test_four_columns_are_read_one_after_the_other(by_row: bool) -> None:
    strips = [strip(40 + 130 * number, name) for number, name in enumerate("ABCD")]
    page = [put for row in zip(*strips, strict=True) for put in row] if by_row else [p for s in strips for p in s]
    (body,) = texts(of([page]), Role.BODY)
    assert body == " ".join(put.text for s in strips for put in s)


def test_cells_that_stand_near_each_other_are_a_table() -> None:
    cells = (("Gates", "Toll", "Ward"), ("north gate", "12 groats", "first"), ("south gate", "31 groats", "third"))
    table = rows(650, *cells, lefts=(60, 125, 185))
    document = of([[*column(60, 740, "body", 6), *table, *column(60, 580, "more", 6)]])
    (found,) = (p for p in document.passages if p.form is Form.TABLE)
    assert found.text.split("\n")[1] == "| north gate | 12 groats | first |"


def test_a_heading_that_runs_into_the_text_is_none() -> None:
    run_in = [Put(60, 640, "Of the gates and their keepers.", 10, True), Put(215, 640, "The keys")]
    lines = [*column(60, 740, "body", 6), *run_in, Put(60, 628, "were kept by the guard until the morning came.")]
    document = of([[*lines, *column(60, 590, "more", 6)]])
    assert not texts(document, Role.HEADING)
    assert any("keepers. The keys were kept" in text for text in texts(document, Role.BODY))


def test_a_title_of_two_lines_stands_below_a_running_head() -> None:
    head = [Put(60, 780, "Ledgers of Bruges 3 (1570)", 8), Put(120, 740, "The Tolls of the Gates", 18)]
    title = [*head, Put(160, 719, "Before the Fire", 18), Put(200, 690, "A. Weaver", 12)]
    document = of([[*title, *column(60, 650, "body", 20)]])
    assert document.sections[0].title == "The Tolls of the Gates Before the Fire"
    assert document.sections[0].number == "0"


def test_the_number_of_a_formula_stands_with_it_and_is_no_furniture() -> None:
    def page(number: int) -> list[Put]:
        top, below = column(60, 740, f"a{number}", 12), column(60, 740 - 14 * 12, f"b{number}", 12)
        return [*top, Put(200, 740 - 13 * 12, f"a = b + {number}"), Put(500, 740 - 13 * 12, f"({2 * number})"), *below]

    document = of([page(number) for number in range(1, 5)])
    assert not any(text.startswith("(") for text in texts(document, Role.FURNITURE))
    assert "a = b + 3 (6)" in " ".join(texts(document, Role.BODY))


def test_a_line_that_runs_over_its_column_parts_no_page() -> None:
    left = [Put(60, 740 - 12 * n, f"left {n} of words that fill a column") for n in range(30)]
    left[15] = Put(60, 740 - 12 * 15, "left 15 whose words run over the edge of their column far")
    right = [Put(320, 740 - 12 * n, f"right {n} of words that fill a column") for n in range(30)]
    made = " ".join(texts(of([[*left, *right]]), Role.BODY))
    assert made.index("left 29") < made.index("right 0")
