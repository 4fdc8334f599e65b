"""Words that formats keep apart from the text: in boxes and frames, above words, in lists that a program makes."""

import io
import zipfile

import pytest

from tests.documents.test_conversion import packed
from tests.documents.test_offices import NAMES, office
from tests.documents.test_pandoc import book, needs_pandoc, texts
from tui.documents.model import Role
from tui.documents.reading import read_bytes

pytestmark = needs_pandoc

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName=
"/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
LINKS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"""


def docx(body: str, names: str = WORDS) -> bytes:
    document = f"""<w:document xmlns:w="{names}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<w:body>{body}</w:body></w:document>"""
    return packed(
        ("[Content_Types].xml", TYPES.encode()),
        ("_rels/.rels", LINKS.encode()),
        ("word/document.xml", document.encode()),
    )


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_text_box_stands_once_behind_the_paragraph_that_it_hangs_on() -> None:
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    either = f"""<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}
</w:pict></mc:Fallback></mc:AlternateContent>"""
    body = f"<w:p><w:r>{either}</w:r><w:r><w:t>It hangs here.</w:t></w:r></w:p>{paragraph('After.')}"
    document = read_bytes(docx(body), "k", "a.docx")
    assert texts(document, Role.BODY) == ["It hangs here.", "In the box.", "After."]


def test_a_docx_of_the_strict_form_is_read() -> None:
    document = read_bytes(docx(paragraph("Some words."), STRICT), "k", "a.docx")
    assert texts(document, Role.BODY) == ["Some words."]


def test_what_is_hidden_is_left_out_and_how_a_word_is_read_is_kept() -> None:
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r><w:r><w:t>Shown: </w:t></w:r>"
    ruby = """<w:r><w:ruby><w:rt><w:r><w:t>kanji</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>\u6f22\u5b57</w:t></w:r>
</w:rubyBase></w:ruby></w:r></w:p>"""
    document = read_bytes(docx(hidden + ruby), "k", "a.docx")
    assert texts(document, Role.BODY) == ["Shown: \u6f22\u5b57 (kanji)"]


def test_the_list_of_contents_of_a_docx_is_no_text() -> None:
    contents = f"""<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>
<w:sdtContent>{paragraph("Gates 3")}</w:sdtContent></w:sdt>"""
    document = read_bytes(docx(contents + paragraph("Text.")), "k", "a.docx")
    assert texts(document, Role.BODY) == ["Text."]


ODT = f"""<office:document-content {NAMES}><office:automatic-styles><style:style style:name="P1"
style:family="paragraph" style:parent-style-name="Title"/></office:automatic-styles><office:body><office:text>
<text:p text:style-name="P1">On Tolls</text:p><text:h text:outline-level="1">Gates</text:h>
<text:p><draw:frame><draw:text-box><text:p>In the frame.</text:p><text:p>More.</text:p></draw:text-box></draw:frame>
It hangs here.</text:p>
<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>wide</text:p>
</table:table-cell><table:covered-table-cell/><table:table-cell><text:p>c</text:p></table:table-cell></table:table-row><table:table-row>
<table:table-cell><text:p>d</text:p></table:table-cell><table:table-cell><text:p>e</text:p></table:table-cell>
<table:table-cell><text:p>f</text:p></table:table-cell></table:table-row></table:table>
<text:p><text:ruby><text:ruby-base>\u6f22\u5b57</text:ruby-base><text:ruby-text>kanji</text:ruby-text></text:ruby></text:p>
<text:bibliography><text:index-body><text:p>Roe: On Gates.</text:p></text:index-body></text:bibliography>
</office:text></office:body></office:document-content>"""


def test_odt_keeps_frames_wide_cells_readings_lists_of_works_and_its_title() -> None:
    styles = f"<office:document-styles {NAMES}><office:styles/></office:document-styles>"
    document = read_bytes(office({"content.xml": ODT, "styles.xml": styles}), "k", "a.odt")
    assert texts(document, Role.BODY) == [
        "It hangs here.",
        "In the frame.",
        "More.",
        "| wide |  | c |\n| d | e | f |",
        "\u6f22\u5b57 (kanji)",
        "Roe: On Gates.",
    ]
    assert document.metadata.title == "On Tolls"
    assert document.sections[0].title == "On Tolls"


NOTE = rb"{\super \chftn{\*\footnote \pard\plain \chftn {The note.}}}"


def test_rtf_keeps_notes_in_tables_boxes_links_and_what_changes_left() -> None:
    row = rb"\trowd\cellx3000\cellx6000\pard\plain \intbl{%s}\cell\pard\plain \intbl{%s}\cell\row"
    source = rb"""{\rtf1\ansi{\stylesheet{\s9 Title;}}\pard\plain \s9 {On Tolls}\par\pard\plain {One}{\deleted  gone}
{\shp{\*\shpinst{\shptxt {In the box.}\par}}}{ word and }{\field{\*\fldinst HYPERLINK "x"}{\fldrslt {a link}}}.\par """
    source += row % (b"Gate" + NOTE, b"Toll") + row % (b"north", b"3") + rb"\pard\plain After.\par}"
    document = read_bytes(source, "k", "a.rtf")
    made = texts(document, Role.BODY)
    assert " ".join(made[:-2]) == "One In the box. word and a link."
    assert made[-2:] == ["| Gate\u00b9 | Toll |\n| north | 3 |", "After."]
    assert texts(document, Role.NOTE) == ["The note."]
    assert texts(document, Role.HEADING) == ["On Tolls"]
    assert document.cautions == ()


@pytest.mark.parametrize("shape", ["<ul>{}</ul>", "<div class='toc'><p>Contents</p><dl>{}</dl></div>", "<div>{}</div>"])
def test_a_books_list_of_contents_is_no_text_but_what_stands_beside_it_is(shape: str) -> None:
    entries = "".join(f"<li><a href='one.xhtml'>Chapter of {name}</a></li>" for name in "abcdefghijklmnopqrst")
    tag = "h4" if "<div>{}" in shape else "dt" if "<dl>" in shape else "li"
    entries = entries.replace("li>", f"{tag}>")
    two = f"<body><p>By nobody in particular, printed at Bruges.</p>{shape.format(entries)}<p>The end.</p></body>"
    members = zipfile.ZipFile(io.BytesIO(book()))
    parts = {name: members.read(name) for name in members.namelist()} | {"b/two.xhtml": two.encode()}
    data = packed(*parts.items())
    document = read_bytes(data, "k", "a.epub")
    made = " ".join(p.text for p in document.passages)
    assert "Chapter of" not in made
    assert "Contents" not in made
    assert "printed at Bruges." in made
    assert "The end." in made


JATS = """<article><front><article-meta><title-group><article-title>On Tolls</article-title></title-group>
<author-notes><corresp>Write to A.</corresp></author-notes><abstract><sec><title>Aim</title><p>To see.</p></sec><sec>
<title>End</title><p>Seen.</p></sec></abstract><abstract abstract-type="summary"><title>Summary</title><p>In short.</p>
</abstract></article-meta></front><body><p>It opens<inline-formula><graphic/></inline-formula>here <table-wrap><label>
Table 1</label><caption><p>Tolls.</p></caption><table><thead><tr><th rowspan="2">Gate</th><th colspan="2">
Toll</th></tr><tr><th>in</th><th>out</th></tr></thead><tbody><tr><td>north<sup>a</sup></td><td>3</td><td>4</td></tr></tbody></table>
<table-wrap-foot><fn><p><sup>a</sup>Closed.</p></fn></table-wrap-foot></table-wrap>and ends.</p></body><back><ack>
<p>Thanks.</p></ack><ref-list><ref><mixed-citation><name><surname>Roe</surname><given-names>R</given-names></name>,
<name><surname>Doe</surname><given-names>D</given-names></name> (<year>1570</year>) <source>Of ice
</source><volume>3</volume>: 4<pub-id pub-id-type="pmid">77</pub-id></mixed-citation></ref></ref-list></back>
</article>"""


def test_an_article_keeps_what_stands_in_its_paragraphs_and_about_its_text() -> None:
    document = read_bytes(JATS.encode(), "k", "a.jats")
    assert texts(document, Role.BODY) == [
        "Aim. To see.",
        "End. Seen.",
        "In short.",
        "It opens here and ends.",
        "Table 1. Tolls.",
        "| Gate | Toll |  |\n|  | in | out |\n| north\u1d43 | 3 | 4 |",
        "a Closed.",
        "Write to A.",
        "Thanks.",
        "Roe R, Doe D (1570) Of ice 3: 4. PMID 77",
    ]
    assert texts(document, Role.HEADING) == ["On Tolls", "Summary", "Author notes", "Acknowledgments", "References"]


def test_items_of_a_list_are_no_notes_and_org_is_known_without_an_ending() -> None:
    items = "\n".join(f"{n}. Smith, On Gates {n} (Bruges: Roe, 1990), p. {n}." for n in range(1, 6))
    text = f"The toll that was paid for the\n\n{items}\n\nby all who came to town."
    source = f"NEWS -- what changed. -*- mode: org -*-\n\n* Version 9\n** Ports\n{text}\n* Version 8\nThe end.\n"
    document = read_bytes(source.encode(), "k", "NEWS")
    assert texts(document, Role.NOTE) == []
    assert texts(document, Role.HEADING) == ["Version 9", "Ports", "Version 8"]
