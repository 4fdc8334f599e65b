"""Chapters, sections and what their numbers look like in plain books: told from running heads, pages and lists."""

import pytest

from tests.documents.test_kinds import PROSE, outline, txt
from tui.documents.model import Document, Role

NAMES = ("THE LOCK", "THE FERRY", "THE LOCK", "THE MILL", "THE FERRY", "THE LOCK")


def titles(document: Document) -> list[str]:
    return [
        document.passages[section.heading].text
        for section in document.sections
        if section.number != "0" and section.heading is not None
    ]


def of(document: Document, role: Role) -> list[str]:
    return [passage.text for passage in document.passages if passage.role is role]


def book(*heads: str, between: str = "\n\n\n", text: str = PROSE) -> str:
    return "THE LOCK\n\nby a clerk\n" + "".join(f"{between}{head}\n\n\n{text}\n\n{text}\n" for head in heads)


@pytest.mark.parametrize("kind", ["CHAPTER {}", "Chapter {}: The lock", "Letter {}", "BOOK {}", "{}. Of the lock"])
@pytest.mark.parametrize("count", [3, 6])
def test_what_names_a_division_and_rises_is_a_heading(kind: str, count: int) -> None:
    heads = [kind.format(number) for number in range(1, count + 1)]
    document = txt(book(*heads))
    assert titles(document) == heads
    assert not document.gaps


def test_chapters_of_the_same_name_and_the_books_own() -> None:
    heads = [f"CHAPTER {number}\n\n{name}" for number, name in zip("I II III IV V VI".split(), NAMES, strict=True)]
    document = txt(book(*heads))
    assert document.passages[0].text == "THE LOCK"
    assert titles(document) == [head.replace("\n\n", " ") for head in heads]


def test_chapters_count_on_through_parts_or_begin_anew() -> None:
    document = txt(book("PART ONE\n\n\nCHAPTER 1", "CHAPTER 2", "PART TWO\n\n\nCHAPTER 1", "CHAPTER 2", "CHAPTER 3"))
    assert [number for number, _ in outline(document)] == ["1", "1.1", "1.2", "2", "2.1", "2.2", "2.3"]


def test_a_chapters_number_on_every_page_is_a_running_head() -> None:
    heads = [f"CHAPTER {number}" for number in (1, 1, 1, 2, 2, 2)]
    document = txt(book(*heads))
    assert of(document, Role.FURNITURE) == heads


@pytest.mark.parametrize("gap", [" ", "              "])
def test_numbers_that_skip_as_pages_do_are_running_heads(gap: str) -> None:
    pages = [f"{number}{gap}THE SALT CHEST" for number in (12, 14)]
    chapters = [f"CHAPTER {number}\n\n{name}" for number, name in (("I", "THE INN"), ("II", "THE ROAD"))]
    text = "THE SALT CHEST\n\n" + "".join(
        f"\n\n{chapter}\n\n\n{PROSE}\n\n{page}\n\n{PROSE}\n" for chapter, page in zip(chapters, pages, strict=True)
    )
    document = txt(text)
    assert titles(document) == [chapter.replace("\n\n", " ") for chapter in chapters]
    assert of(document, Role.FURNITURE) == [" ".join(page.split()) for page in pages]


def test_numbered_lines_of_the_same_words_that_rise_by_one_are_headings() -> None:
    assert len(titles(txt(f"1 The chest\n\n{PROSE}\n\n2 The chest\n\n{PROSE}\n"))) == 2
