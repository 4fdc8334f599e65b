"""HTML: the text and nothing around it, notes tied to their calls, and no literal mark taken for Markdown."""

import html
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.documents.conversion.html import convert
from tui.documents.decoding import Decoded
from tui.documents.errors import DocumentError
from tui.documents.model import Document, Form, Role
from tui.documents.reading import read_bytes, read_text


def page(body: str, head: str = "", name: str = "a.html") -> Document:
    text = f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    return read_bytes(text.encode(), "k", name)


def bodies(document: Document) -> list[str]:
    return [passage.text for passage in document.of_role(Role.BODY)]


def test_what_surrounds_a_text_is_left_out() -> None:
    document = page(
        "<header><div>The site</div></header><nav><a href='/'>Home</a></nav>"
        "<main><h1>On things</h1><p>The text.</p><aside>An advertisement</aside><script>alert(1)</script>"
        "<div style='display:none'>unseen</div><div class='share'>Share this</div>"
        "<h2>A part</h2><p>More of it.</p></main>"
        "<footer>Imprint</footer>"
    )
    assert bodies(document) == ["The text.", "More of it."]
    assert [section.title for section in document.sections] == ["On things", "A part"]


def test_a_page_that_calls_all_of_its_text_an_aside_keeps_it() -> None:
    assert bodies(page("<aside><p>All the text that there is on this page.</p></aside>")) == [
        "All the text that there is on this page."
    ]


@pytest.mark.parametrize(
    "notes",
    [
        '<ol><li id="fn1"><p>The note. <a href="#r1">\u21a9</a></p><p>Its end.</p></li></ol>',
        '<footer><ol><li id="fn1"><p>The note.</p>'
        '<p>Its end.</p><a class="back" href="#r1">\u2191</a></li></ol></footer>',
        '<aside id="fn1"><p><a href="#r1">1</a>. The note.</p><p>Its end.</p></aside>',
    ],
)
def test_notes_are_notes_tied_to_their_call(notes: str) -> None:
    document = page(f'<main><p>A claim<sup><a id="r1" href="#fn1">1</a></sup> made.</p></main>{notes}')
    (note,) = document.of_role(Role.NOTE)
    assert (note.text, note.marker) == ("The note.\nIts end.", "1")
    (claim,) = document.of_role(Role.BODY)
    assert claim.text == "A claim made."
    assert [(mark.at, mark.note) for mark in claim.notes] == [(7, note.index)]


def test_a_link_within_the_text_is_no_note() -> None:
    document = page('<p>See <a href="#s2">part 2</a>.</p><h2 id="s2">Two</h2><p>Text.</p>')
    assert bodies(document) == ["See part 2.", "Text."]
    assert not list(document.of_role(Role.NOTE))


def test_lists_quotations_tables_and_code_keep_their_form() -> None:
    document = page(
        "<ol start='3'><li>three<ul><li>in it</li></ul></li><li><p>four</p><p>and more</p></li></ol>"
        "<blockquote><p>said</p><p>again</p></blockquote>"
        "<table><caption>Its name</caption><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>*2*</td></tr></table>"
        "<pre>a\n\n  # b</pre>"
    )
    shown = [(p.form, p.marker, p.text) for p in document.of_role(Role.BODY)]
    assert shown == [
        (Form.ITEM, "3.", "three"),
        (Form.ITEM, "\u2022", "in it"),
        (Form.ITEM, "4.", "four"),
        (Form.ITEM, "", "and more"),
        (Form.QUOTE, "", "said"),
        (Form.QUOTE, "", "again"),
        (Form.PARAGRAPH, "", "Its name"),
        (Form.TABLE, "", "| A | B |\n| 1 | *2* |"),
        (Form.CODE, "", "a\n\n  # b"),
    ]


def test_a_table_that_lays_out_a_page_is_its_text() -> None:
    document = page("<table><tr><td>menu</td><td><h2>Head</h2><p>one</p><p>two</p><p>three</p></td></tr></table>")
    assert bodies(document) == ["menu", "one", "two", "three"]


def test_emphasis_is_kept_and_never_shows_its_marks() -> None:
    document = page("<p>un<i>fold</i>ed <b>x</b><i>y</i> a<em>(b)</em>c <i> spaced </i>end</p>")
    (passage,) = document.of_role(Role.BODY)
    assert passage.text == "unfolded xy a(b)c spaced end"
    assert {("fold", "em"), ("x", "strong")} <= {(passage.text[s.start : s.end], s.kind) for s in passage.styles}


@pytest.mark.parametrize(
    "text",
    [
        "# no heading", "1. no item", "1986. A year", "- no item", "+ no item", "> said", "a * b * c", "*stars*",
        "_under_", "snake_case_name", "[^1] and [a](b) and [a]: b", "<b> & &amp; &copy; &#65;", "`ticks` ``two``",
        "~~no~~", "---", "===", "| a | b |", "\\ back\\*slash", "http://a.b/c_d_e", "Title:\n---", "![a](b)", "***",
        "a\\", "~~~", "    four",
    ],
)  # fmt: skip
def test_literal_marks_stay_literal(text: str) -> None:
    document = page(f"<p>before</p><p>{html.escape(text)}</p><p>after</p>")
    whole = " ".join(" ".join(p.text for p in document.passages if p.role is not Role.NOTE).split())
    assert whole == f"before {' '.join(text.split())} after"


_MARKED = st.text(st.sampled_from("ab1 *_`[]()<>#-+=~|\\!&;.^:\n"), min_size=1, max_size=24)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("", "i", "b")), _MARKED), min_size=1, max_size=4))
@example([("i", "*"), ("b", "a")])
@example([("", "__"), ("", "1__")])
@example([("", "a "), ("i", "b"), ("", "\\")])
@example([("", "__1__")])
def test_any_text_comes_back_as_it_stood(pieces: list[tuple[str, str]]) -> None:
    inner = "".join(f"<{tag}>{html.escape(text)}</{tag}>" if tag else html.escape(text) for tag, text in pieces)
    meant = " ".join("".join(text for _, text in pieces).split())
    source = convert(f"<p>so {inner} on</p>".encode(), {}).text
    document = read_text(source, "k", "a.md", Decoded(source, "utf-8", ()))
    assert [p.text for p in document.passages] == [f"so {meant} on".replace("so  on", "so on")], source


def test_every_character_of_the_converted_text_lies_in_one_passage() -> None:
    document = page("<h1>T</h1><p>a<sup><a href='#n1'>1</a></sup></p><ul><li>b</li></ul><p id='n1'>1. note</p>")
    spans = sorted(span for passage in document.passages for span in passage.spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = {at for a, b in spans for at in range(a, b)}
    assert not [at for at, char in enumerate(document.source) if not char.isspace() and at not in covered]


def test_the_page_says_what_the_work_is() -> None:
    head = (
        "<title>On things | A site</title><meta name='citation_title' content='On things'>"
        "<meta name='citation_author' content='Doe, Jane'><meta name='citation_author' content='Roe, R.'>"
        "<meta name='citation_publication_date' content='2021/05/01'><meta name='citation_firstpage' content='3'>"
        "<meta name='citation_lastpage' content='9'><meta name='citation_doi' content='https://doi.org/10.1/x'>"
    )
    told = page("<h1>On things</h1><p>Text.</p>", head).metadata
    assert (told.title, told.authors, told.year) == ("On things", ("Doe, Jane", "Roe, R."), "2021")
    assert (told.pages, told.doi, told.language) == ("3-9", "10.1/x", "en")


def test_the_encoding_a_page_declares_is_believed() -> None:
    data = '<html><head><meta charset="windows-1251"></head><body><p>\u041c\u0438\u0440</p></body></html>'.encode(
        "cp1251"
    )
    assert bodies(read_bytes(data, "k", "a.htm")) == ["\u041c\u0438\u0440"]


def test_a_page_is_known_without_a_name_but_a_plain_text_stays_one() -> None:
    assert bodies(page("<p>Text.</p>", name="standard input")) == ["Text."]
    assert "<p>Text.</p>" in page("<p>Text.</p>", name="a.txt").source


@pytest.mark.parametrize("data", [b"<html></html>", b"<script>1</script>", b"<!-- a -->"])
def test_a_page_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"^a\.html: .*no text"):
        read_bytes(data, "k", "a.html")


DOCUTILS = """<section><p>A claim <a class="footnote-reference brackets" href="#id2" id="id1">1</a> and a
<a class="reference internal" href="#term">dcut</a>.</p><dl class="footnote brackets"><dt class="label" id="id2">
<span class="brackets"><a class="fn-backref" href="#id1">1</a></span></dt><dd><p>The note.</p></dd></dl>
<dl><dt id="term">dcut</dt><dd>A program.</dd></dl></section>"""


def test_notes_as_docutils_writes_them_and_a_glossary_that_is_none() -> None:
    document = page(f"<h1>One</h1>{DOCUTILS}")
    (note,) = document.of_role(Role.NOTE)
    assert (note.text, note.marker) == ("The note.", "1")
    assert "A program." in bodies(document)


def test_a_label_that_each_chapter_has_is_shown_as_it_stands() -> None:
    chapter = '<h2>C</h2><p>Said<sup><a href="#fn{0}">1</a></sup>.</p><ol><li id="fn{0}">Note {0}.</li></ol>'
    document = page("<h1>Book</h1>" + chapter.format(1) + chapter.format(2))
    notes = list(document.of_role(Role.NOTE))
    assert [(note.text, note.marker) for note in notes] == [("Note 1.", "1"), ("Note 2.", "1")]
    said = [p for p in document.passages if p.text == "Said."]
    assert [(mark.label, mark.note) for p in said for mark in p.notes] == [("1", note.index) for note in notes]


def test_a_heading_s_own_address_is_no_text() -> None:
    document = page('<h1>On things<a class="headerlink" href="#on">\u00b6</a></h1><p>Text.</p>')
    assert document.title == "On things"


def test_a_line_break_alone_is_no_paragraph() -> None:
    assert bodies(page("<p>one</p><p><br></p><p>two<br></p>")) == ["one", "two"]


@pytest.mark.parametrize("tag", ["blockquote", "div", "b", "ul"])
def test_what_lies_too_deep_is_said_to(tag: str) -> None:
    with pytest.raises(DocumentError, match=r"^a\.html: its parts lie deeper"):
        page(f"<{tag}>" * 10_000 + "x")


def test_a_fault_found_in_the_child_bears_the_file_s_name() -> None:
    with pytest.raises(DocumentError, match=r"^a\.html: this is a binary file"):
        read_bytes(b"<p>a\0b</p>", "k", "a.html")


def test_a_caption_that_is_hidden_from_those_who_listen_is_read() -> None:
    figure = '<figure><img alt="The gate" src="a.png"><figcaption aria-hidden="true">The gate</figcaption></figure>'
    assert bodies(page(f"<h1>On things</h1><p>The text.</p>{figure}<p aria-hidden='true'>unseen</p>")) == [
        "The text.",
        "The gate",
    ]


def test_notes_as_an_office_program_writes_them() -> None:
    call = '<sup><a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym">1</a></sup>'
    note = (
        '<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>They'
        " were two.</p><p>And one more.</p></div>"
    )
    document = page(f"<h1>On things</h1><p>The text{call} goes on.</p>{note}")
    assert [passage.text for passage in document.of_role(Role.NOTE)] == ["They were two.\nAnd one more."]
    assert bodies(document) == ["The text goes on."]


def test_a_note_whose_call_is_named_by_what_raises_it() -> None:
    call = '<sup id="called1"><a epub:type="noteref" href="#data1">1</a></sup>'
    note = '<aside epub:type="footnote" id="data1"><p><sup><a href="#called1">1</a></sup>They were two.</p></aside>'
    document = page(f"<h1>On things</h1><p>The text{call} goes on.</p>{note}")
    assert [passage.text for passage in document.of_role(Role.NOTE)] == ["They were two."]
