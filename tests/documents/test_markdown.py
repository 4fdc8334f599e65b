"""CommonMark with footnotes, tables and front matter becomes a document."""

from tui.documents.decoding import Decoded
from tui.documents.markdown import chunks
from tui.documents.model import Document, Form, Role
from tui.documents.reading import read_text


def md(text: str) -> Document:
    return read_text(text, "k", "a.md", Decoded(text, "utf-8", ()))


def test_inline_markup_leaves_the_text_and_stays_in_the_spans() -> None:
    text = 'One *two* **three** `four` [five](http://x.y/five "t") &amp; \\* six.'
    passage = md(text).passages[0]
    assert passage.text == "One two three four five & * six."
    assert passage.spans == ((0, len(text)),)
    assert [passage.text[s.start : s.end] for s in passage.styles] == ["two", "three", "four", "five"]
    start = passage.text.index("five")
    ((a, b),) = passage.source_spans(start, start + 4)
    assert text[a:b] == "five"
    assert a == text.index("[five]") + 1


def test_footnotes_are_notes_tied_to_their_place() -> None:
    document = md("Claim.[^a] More.\n\n[^a]: Who, *What*, 2015.\n\n    And on.\n")
    body, note = document.passages
    assert (body.text, note.role, note.marker) == ("Claim. More.", Role.NOTE, "a")
    assert note.text == "Who, What, 2015.\nAnd on."
    assert [(mark.at, mark.note) for mark in body.notes] == [(len("Claim."), note.index)]


def test_front_matter_is_metadata_and_no_text() -> None:
    document = md('---\ntitle: T\nauthors: ["Yuan, Z.", "Zhao, Y."]\nyear: 2023\nedition: paraphrase\n---\n\nText.\n')
    assert [p.text for p in document.passages] == ["Text."]
    assert document.metadata.short == "Yuan & Zhao 2023"
    assert document.metadata.edition == "paraphrase"


def test_lists_quotations_code_and_tables_keep_their_form() -> None:
    document = md("- a\n- b\n  c\n\n3. d\n4. e\n\n> q\n\n```py\nx = 1\n  y\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    shapes = [(p.form, p.marker, p.text) for p in document.passages]
    assert shapes == [
        (Form.ITEM, "\u2022", "a"),
        (Form.ITEM, "\u2022", "b c"),
        (Form.ITEM, "3.", "d"),
        (Form.ITEM, "4.", "e"),
        (Form.QUOTE, "", "q"),
        (Form.CODE, "", "x = 1\n  y"),
        (Form.TABLE, "", "| a | b |\n| 1 | 2 |"),
    ]


def test_what_is_no_tag_of_html_is_text() -> None:
    assert md("a <name> b<br>c <who@x.org>").passages[0].text == "a <name> bc who@x.org"


def test_a_title_stands_above_the_sections() -> None:
    document = md("# T\n\nIntro.\n\n## A\n\nx\n\n### A1\n\ny\n\n## B\n\nz\n")
    outline = [(s.number, s.level, s.title) for s in document.sections]
    assert outline == [("0", 1, "T"), ("1", 1, "A"), ("1.1", 2, "A1"), ("2", 1, "B")]


def test_printed_numbers_win_and_a_taken_one_gets_a_letter() -> None:
    document = md(
        "# T\n\n## Abstract\n\na\n\n## 1. One\n\nb\n\n### (1) Part\n\nc\n\n## 2. Two\n\nd\n\n## 2. Again\n\ne\n"
    )
    assert [s.number for s in document.sections] == ["0", "1a", "1", "1.1", "2", "2a"]


def test_a_thousand_nested_quotations_do_not_end_in_a_traceback() -> None:
    document = md(">" * 10_000 + " deep\n\nend\n")
    assert document.passages[-1].text == "end"


def test_a_large_file_is_read_in_chunks_as_in_one() -> None:
    part = "## S\n\nText *em* here.\n\n```\n# no heading\n```\n\n"
    document = md(part * 12_000)
    assert len(document.sections) == 12_000
    assert {p.text for p in document.passages if p.form is Form.PARAGRAPH} == {"S", "Text em here."}


def test_without_headings_it_is_cut_before_paragraphs() -> None:
    part = "Text *em* here[^1].\n\n- one\n\n- two\n\n  more\n\n"
    source = part * 12_000 + "[^1]: A note.\n"
    spans = list(chunks(source, 0))
    assert len(spans) > 1
    assert all(source.startswith("Text", start) for start, _ in spans)
    document = md(source)
    assert [p.text for p in document.passages[:4]] == ["Text em here.", "one", "two", "more"]
    assert {p.form for p in document.passages if p.text == "more"} == {Form.ITEM}
    assert all(p.notes for p in document.passages if p.text == "Text em here.")


def test_a_dotted_number_below_a_heading_without_one_is_kept_as_printed() -> None:
    document = md("# Log\n\n## Release A\n\nx\n\n### 0.1.2 (October)\n\ny\n\n## Release B\n\nw\n")
    assert [s.number for s in document.sections] == ["0", "1", "0.1.2", "2"]


def test_a_heading_does_not_run_on_in_a_paragraph_that_begins_with_code() -> None:
    document = md("## How a place is kept\n\n`m` and a letter mark a place. Then return to it.\n")
    assert [(p.role, p.text) for p in document.passages] == [
        (Role.HEADING, "How a place is kept"),
        (Role.BODY, "m and a letter mark a place. Then return to it."),
    ]


def test_a_block_of_nothing_but_tags_is_no_heading() -> None:
    assert md("<b><b>\n<b>").passages[0].role is not Role.HEADING


def test_a_call_in_a_paragraph_of_its_own_belongs_to_the_one_above() -> None:
    document = md("Claim.\n\n[^a]\n\nMore.\n\n[^a]: Who, 2015.\n")
    assert [p.text for p in document.passages] == ["Claim.", "More.", "Who, 2015."]
    assert [(mark.at, mark.note) for mark in document.passages[0].notes] == [(len("Claim."), 2)]
