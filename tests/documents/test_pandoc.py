"""Formats that pandoc reads: one text in each of them, and what is said where pandoc is missing."""

import subprocess
from pathlib import Path

import pytest

from tests.documents.test_conversion import packed
from tui.documents.conversion import converters
from tui.documents.conversion.rtf import prepared
from tui.documents.errors import DocumentError
from tui.documents.model import Document, Form, Role
from tui.documents.reading import read, read_bytes

PANDOC = converters.pandoc()
needs_pandoc = pytest.mark.skipif(not PANDOC, reason="pandoc is not installed; the extra `pandoc` brings it")
TEXT = """---
title: On Things
author: [Jane Doe, Richard Roe]
date: 2020-03-01
lang: en
---

# One

A claim[^1] with 2 \\* 3 and *stress*.

## Two

- a
- b

[^1]: The note.
"""
FORMATS = {
    "docx": "docx",
    "odt": "odt",
    "epub": "epub",
    "tex": "latex",
    "org": "org",
    "rst": "rst",
    "xml": "jats_archiving",
}


def made(ending: str, writer: str) -> bytes:
    command = [PANDOC, "-s", "-f", "markdown", "-t", writer, "-o", "-"]
    return subprocess.run(command, input=TEXT.encode(), capture_output=True, check=True).stdout


def texts(document: Document, role: Role) -> list[str]:
    return [passage.text for passage in document.of_role(role)]


@needs_pandoc
@pytest.mark.parametrize(("ending", "writer"), FORMATS.items(), ids=FORMATS)
def test_a_text_is_the_same_in_each_format(ending: str, writer: str) -> None:
    document = read_bytes(made(ending, writer), "k", f"a.{ending}")
    assert "A claim with 2 * 3 and stress." in texts(document, Role.BODY)
    assert texts(document, Role.NOTE) == ["The note."]
    (claim,) = (p for p in document.passages if p.text.startswith("A claim"))
    assert [mark.at for mark in claim.notes] == [len("A claim")]
    assert [s.title for s in document.sections if s.title in ("One", "Two")] == ["One", "Two"]
    assert [p.text for p in document.passages if p.form is Form.ITEM] == ["a", "b"]
    assert document.metadata.title == "On Things"
    if ending != "xml":  # pandoc writes names into JATS as it doesn't read them
        assert document.metadata.authors[0] == "Jane Doe"


@needs_pandoc
def test_notes_that_pandoc_does_not_understand_are_told_of() -> None:
    document = read_bytes(made("rtf", "rtf"), "k", "a.rtf")
    assert "A claim with 2 * 3 and stress." in " ".join(texts(document, Role.BODY))
    assert any("1 of its notes" in caution for caution in document.cautions) or texts(document, Role.NOTE)


@needs_pandoc
def test_a_text_reads_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.tex"
    secret.write_text("the secret")
    path = tmp_path / "a.tex"
    path.write_text(f"Before. \\input{{{secret}}} \\include{{{secret}}} After.\n")
    assert "the secret" not in read(path, "k").source


@needs_pandoc
def test_macros_without_an_end_are_ended() -> None:
    bomb = "\\def\\a{xxxxxxxxxx}" + "".join(
        f"\\def\\{chr(98 + n)}{{{f'{chr(92)}{chr(97 + n)}' * 10}}}" for n in range(20)
    )
    with pytest.raises(DocumentError, match=r"^a\.tex: ") as error:
        read_bytes((bomb + "\\u").encode(), "k", "a.tex")
    assert "\n" not in str(error.value)


def test_without_pandoc_the_way_to_get_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converters, "pandoc", lambda: "")
    with pytest.raises(DocumentError, match=r"^a\.org: it takes pandoc .*pip install 'ibid-reader\[pandoc\]'"):
        read_bytes(b"* One\n", "k", "a.org")


def test_xml_that_is_no_article_is_a_plain_text() -> None:
    assert "<a>" in read_bytes(b"<a>text</a>", "k", "a.xml").source


@pytest.mark.parametrize("name", ["a.docx", "a.epub", "a.odt"])
def test_a_name_that_promises_too_much_is_told_of(name: str) -> None:
    with pytest.raises(DocumentError, match="its name says"):
        read_bytes(b"plain words", "k", name)


RTF = rb"""{\rtf1\ansi{\fonttbl{\f0 Times;}}{\stylesheet{\s0 Normal;}{\s3\sb240 heading 2;}{\s4\outlinelevel0 Own;}}
\pard\plain \s4 The whole\par\pard\plain \s3 A part\par
\pard\plain \s0 A claim{\super\chftn}{\*\footnote\pard\plain \chftn  The note.} made.\par}"""


@needs_pandoc
def test_rtf_has_its_notes_and_the_headings_that_a_style_makes() -> None:
    document = read_bytes(RTF, "k", "a.rtf")
    assert [section.title for section in document.sections] == ["The whole", "A part"]
    assert texts(document, Role.NOTE) == ["The note."]
    assert not document.cautions


@needs_pandoc
def test_a_table_in_rtf_stays_before_the_paragraph_whose_note_comes_next() -> None:
    row = rb"\trowd\cellx1000\cellx2000{\pard\intbl %s\cell}{\pard\intbl %s\cell}\row"
    rows = b"\n".join(row % pair for pair in ((b"gate", b"toll"), (b"north", b"3")))
    claim = rb"{\pard A claim{\super\chftn}{\*\footnote\pard\plain \chftn  The note.} made.\par}"
    document = read_bytes(rb"{\rtf1\ansi {\pard Some words.\par}" + rows + claim + b"}", "k", "a.rtf")
    assert texts(document, Role.NOTE) == ["The note."]
    assert [p.form for p in document.of_role(Role.BODY)] == [Form.PARAGRAPH, Form.TABLE, Form.PARAGRAPH]


@needs_pandoc
def test_what_latex_cites_by_a_key_keeps_the_key_and_what_stands_about_it() -> None:
    source = (
        r"\documentclass{article}\begin{document}Tolls rose \cite{ada} and fell \citep[see][p.~3]{bea,cy}."
        r"\footnote{So \citet{dan}.} \verb|\cite{eve}|\end{document}"
    )
    document = read_bytes(source.encode(), "k", "a.tex")
    assert texts(document, Role.BODY) == ["Tolls rose [ada] and fell [see bea; cy, p. 3]. \\cite{eve}"]
    assert texts(document, Role.NOTE) == ["So [dan]."]


@needs_pandoc
def test_an_article_says_who_wrote_it_and_where() -> None:
    article = """<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS" "JATS.dtd">
<article xml:lang="de"><front>
<journal-meta><journal-title-group><journal-title>Tolls</journal-title></journal-title-group>
<issn>1234-5678</issn></journal-meta><article-meta><article-id pub-id-type="doi">10.1/x</article-id><title-group>
<article-title>On Gates</article-title></title-group><contrib-group><contrib contrib-type="author"><name><surname>Weaver
</surname><given-names>Ada</given-names></name></contrib></contrib-group><pub-date><year>2019</year></pub-date>
<volume>7</volume><fpage>12</fpage><lpage>19</lpage></article-meta></front><body><sec><title>One</title>
<p>A claim<xref ref-type="fn" rid="f1">1</xref> made, and again<xref ref-type="fn" rid="f1">1</xref>.</p></sec></body>
<back><fn-group><fn id="f1"><label>1</label><p>The note.</p></fn></fn-group></back></article>"""
    document = read_bytes(article.encode(), "k", "a.xml")
    told = document.metadata
    assert (told.title, told.authors, told.year, told.pages) == ("On Gates", ("Weaver, Ada",), "2019", "12-19")
    assert (told.journal, told.doi, told.volume, told.language) == ("Tolls", "10.1/x", "7", "de")
    assert texts(document, Role.NOTE) == ["The note."]


def test_a_book_needs_no_pandoc_and_ties_notes_across_its_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converters, "pandoc", lambda: "")
    document = read_bytes(book(), "k", "a.epub")
    assert [section.title for section in document.sections] == ["Tolls", "One", "Two"]
    assert texts(document, Role.BODY) == ["A claim made.", "The end."]
    (note,) = document.of_role(Role.NOTE)
    assert (note.text, note.marker) == ("The note.", "1")
    (claim,) = (p for p in document.passages if p.text == "A claim made.")
    assert [mark.note for mark in claim.notes] == [note.index]
    assert document.metadata.authors == ("Ada Weaver",)


def test_what_a_publisher_has_locked_is_told_of() -> None:
    locked = book(("META-INF/encryption.xml", "<encryption><CipherReference URI='b/one.xhtml'/></encryption>"))
    with pytest.raises(DocumentError, match="locked by its publisher"):
        read_bytes(locked, "k", "a.epub")


def book(*more: tuple[str, str]) -> bytes:
    """An EPUB of two files, the second of which holds the first one's note; its spine is not in the archive's order."""
    package = """<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Tolls</dc:title><dc:creator>Ada Weaver</dc:creator></metadata><manifest>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="two.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="one.xhtml" media-type="application/xhtml+xml"/>
<item id="x" href="../../../etc/passwd" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="x"/></spine></package>"""
    members = (
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", "<container><rootfiles><rootfile full-path='b/book.opf'/></rootfiles></container>"),
        ("b/book.opf", package),
        ("b/two.xhtml", '<body><h2>Two</h2><p>The end.</p><aside id="n1"><p>1. The note.</p></aside></body>'),
        (
            "b/one.xhtml",
            '<body><h1>Tolls</h1><h2>One</h2><p>A claim<sup><a href="two.xhtml#n1">1</a></sup> made.</p></body>',
        ),
        ("b/nav.xhtml", "<body><nav><a href='one.xhtml'>One</a></nav></body>"),
        *more,
    )
    return packed(*((name, text.encode()) for name, text in members))


@pytest.mark.parametrize(
    ("written", "given"),
    [
        (rb"Weber\u8217's own", rb"Weber\u8217\'3fs own"),
        (rb"Weber\u8217 ?s own", rb"Weber\u8217\'3fs own"),
        (rb"Weber\u8217\'92s own", rb"Weber\u8217\'92s own"),
        (rb"\uc0 Weber\u8217 s own \uc1 x\u8217?y", rb"\uc0 Weber\u8217\'3fs own \uc1 x\u8217\'3fy"),
    ],
)
def test_a_character_by_its_number_takes_no_letter_along_in_rtf(written: bytes, given: bytes) -> None:
    assert prepared(written) == given


def test_what_a_box_within_a_box_says_stands_once_in_rtf() -> None:
    boxes = rb"{\rtf1 {\shp{\shptxt outer {\shp{\shptxt inner\par}}\par}}}"
    assert prepared(boxes).count(b"inner") == 1


def test_a_paragraph_before_a_heading_keeps_its_list_in_rtf() -> None:
    text = rb"{\rtf1 \pard\ls1 item\par \pard\ls2\outlinelevel0 Head\par}"
    assert prepared(text).count(b"\\ls1") == 1
    assert b"\\ls2" not in prepared(text)


def test_many_notes_of_one_paragraph_are_each_tied_in_rtf() -> None:
    document = read_bytes(
        rb"{\rtf1 " + b"".join(rb"word%d{\footnote a note of %d} " % (n, n) for n in range(300)) + rb"\par}",
        "k",
        "a.rtf",
    )
    [passage] = document.of_role(Role.BODY)
    assert [mark.order for mark in passage.notes] == sorted(mark.order for mark in passage.notes)
    assert (len(passage.notes), len([*document.of_role(Role.NOTE)])) == (300, 300)


def test_an_article_that_was_cut_says_so() -> None:
    whole = b"<article><body><sec><title>One</title><p>The first.</p><p>The second one.</p></sec></body></article>\n"
    assert not any("midst" in said for said in read_bytes(whole, "k", "a.xml").cautions)
    for end in (60, 75, 90):
        document = read_bytes(whole[:end], "k", "a.xml")
        assert "the file ends in the midst of the article; what stood behind is missing" in document.cautions
