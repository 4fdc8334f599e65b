"""Plain text whose headings only its setting shows: pages of an RFC, a manual, a book."""

import textwrap

from tui.documents.model import Document, Form, Role
from tui.documents.reading import read_bytes

WORDS = "the keeper of a gate writes down every boat that passes and the toll it has paid, in a book that may be read"


def txt(source: str) -> Document:
    return read_bytes(source.encode(), "k", "a.txt")


def outline(document: Document) -> list[tuple[str, str]]:
    return [(section.number, section.title) for section in document.sections]


def paragraph(number: int, indent: str = "   ") -> str:
    return textwrap.indent(textwrap.fill(f"{WORDS} {number}. ".capitalize() * 4, 66), indent)


def rfc() -> str:
    """Four pages as the RFC editor sets them."""
    contents = "".join(f"   {n}.  {title} {'. ' * 20} {n}\n" for n, title in ((1, "Introduction"), (2, "The Book")))
    pages = [
        f"Harbour Working Group{'A. Weaver':>45}\nRequest for Comments: 9999{'May 2019':>40}\n\n"
        f"{'The Keeping of Gate Books':^66}\n\nAbstract\n\n{paragraph(0)}\n\nStatus of This Memo\n\n{paragraph(1)}",
        f"Table of Contents\n\n{contents}\n1.  Introduction\n\n{paragraph(2)}\n\n   A keeper who must write down "
        "at every gate of the river, and in his\n   own hand, what the",
        f"   boats have paid, and no less.\n\n2.  The Book\n\n{paragraph(3)}\n\n2.1.  Its Pages\n\n{paragraph(4)}",
        f"3.  Security Considerations\n\n{paragraph(5)}\n\nAcknowledgements\n\n{paragraph(6)}",
    ]
    made = ""
    for number, page in enumerate(pages, 1):
        made += f"{page}\n\n\nWeaver{'Informational':>30}{f'[Page {number}]':>28}\n\f\n"
        made += f"RFC 9999{'Gate Books':>34}{'May 2019':>30}\n\n\n"
    return made


def test_headings_that_hang_out_of_indented_text() -> None:
    document = txt(rfc())
    titles = [title for _, title in outline(document)]
    assert titles[:3] == ["The Keeping of Gate Books", "Abstract", "Status of This Memo"]
    assert [pair for pair in outline(document) if pair[1][0].isdigit()] == [
        ("1", "1. Introduction"), ("2", "2. The Book"), ("2.1", "2.1. Its Pages"), ("3", "3. Security Considerations"),
    ]  # fmt: skip
    furniture = [p.text for p in document.of_role(Role.FURNITURE)]
    assert sum("[Page" in text for text in furniture) == 4
    assert sum(text.startswith("RFC 9999") for text in furniture) == 4
    assert any("own hand, what the boats have paid" in p.text for p in document.of_role(Role.BODY))


def test_a_list_of_contents_keeps_its_rows() -> None:
    (contents,) = (p for p in txt(rfc()).passages if ". . ." in p.text)
    assert contents.form is Form.CODE
    assert contents.text.count("\n") == 1


def test_a_page_of_a_manual() -> None:
    text = paragraph(1, " " * 7)
    page = (
        f"GATE(1){'General Commands Manual':^50}GATE(1)\n\nNAME\n       gate - keep a gate\n\nDESCRIPTION\n{text}\n\n"
        f"   Of boats\n{text}\n\n{text}\n\nSEE ALSO\n       river(1)\n\nHarbour 1.0{'May 2019':^46}GATE(1)\n"
    )
    document = txt(page)
    assert outline(document) == [
        ("0", "GATE(1) General Commands Manual"), ("1", "NAME"), ("2", "DESCRIPTION"), ("2.1", "Of boats"),
        ("3", "SEE ALSO"),
    ]  # fmt: skip
    assert document.passages[document.by_place["s1/p1"]].text == "gate - keep a gate"


def test_underlined_headings_by_the_order_of_their_signs() -> None:
    document = txt(
        f"Policy\n******\n\n{WORDS}.\n\n1. Scope\n========\n\n{WORDS}.\n\n   # a comment in a program\n\n"
        f"1.1. More\n---------\n\n{WORDS}.\n\n2. End\n======\n\n{WORDS}.\n"
    )
    assert outline(document) == [("0", "Policy"), ("1", "1. Scope"), ("1.1", "1.1. More"), ("2", "2. End")]
    heading = document.passages[document.by_place["s1"]]
    assert (heading.text, document.source[slice(*heading.spans[0])]) == ("1. Scope", "1. Scope\n========")


def test_a_book_by_its_chapters_and_what_stands_above_it() -> None:
    chapters = "".join(
        f"CHAPTER {number}.\r\n{title}\r\n\r\n{paragraph(at, '')}\r\n\r\n\r\n\r\n"
        for at, (number, title) in enumerate((("I", "The River"), ("II", "The Town")))
    )
    document = txt(
        "Title: Tolls\r\n\r\nAuthor: Ada Weaver\r\n\r\nLanguage: French\r\n\r\n\r\n\r\nCONTENTS\r\n\r\n"
        f"  CHAPTER I.     The River\r\n  CHAPTER II.    The Town\r\n\r\n\r\n\r\n{chapters}"
    )
    assert outline(document)[1:] == [("1", "CHAPTER I. The River"), ("2", "CHAPTER II. The Town")]
    assert (document.title, document.metadata.authors, document.metadata.language) == ("Tolls", ("Ada Weaver",), "fr")


def test_running_text_has_no_headings() -> None:
    play = "".join(
        f"{who}\n   To be or not to be, that is what {number} asks.\n\n" for number in range(9) for who in ("A", "B")
    )
    for source in (f"{WORDS}.\n---\n\n{WORDS}.\n", f"Chapter 3 says so.\n{WORDS}.\n\n{WORDS}.\n", play):
        assert not list(txt(source).of_role(Role.HEADING)), source
