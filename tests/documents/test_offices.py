"""What office formats and JATS hold that pandoc passes over, and lists beside notes that a format defines."""

import io
import subprocess
import zipfile

import pytest

from tests.documents.test_conversion import packed
from tests.documents.test_pandoc import FORMATS, PANDOC, book, needs_pandoc, texts
from tui.documents.errors import DocumentError
from tui.documents.model import Role
from tui.documents.reading import read_bytes


def office(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


OPEN = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(f"xmlns:{name}='{OPEN}:{of}:1.0'" for name, of in (
    ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
))  # fmt: skip
CONTENT = f"""<office:document-content {NAMES} xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>
<text:p>On Tolls</text:p><text:h text:outline-level="1">One</text:h>
<text:section text:name="a"><text:p>Within a section.</text:p><text:section text:name="b"><text:p>Within two.</text:p>
</text:section></text:section>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Gate</text:p></table:table-cell>
<table:table-cell><text:p>Toll</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row>
<table:table-cell><text:p>north</text:p></table:table-cell><table:table-cell><text:p>3</text:p></table:table-cell>
</table:table-row></table:table>
<text:p>So <draw:frame><draw:object xlink:href="./Object 1"/></draw:frame> holds.</text:p>
</office:text></office:body></office:document-content>"""
MATH = """<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>a</mi><mn>2</mn></msup><mo>=</mo><mfrac><mi>b</mi>
<mrow><mi>c</mi><mo>+</mo><mn>1</mn></mrow></mfrac></math>"""
META = f"""<office:document-meta {NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>On Tolls
</dc:title><dc:date>2026-01-01</dc:date></office:meta></office:document-meta>"""


@needs_pandoc
def test_odt_keeps_its_sections_its_tables_heads_and_its_formulas() -> None:
    styles = f"<office:document-styles {NAMES}><office:styles/></office:document-styles>"
    members = {"content.xml": CONTENT, "styles.xml": styles, "meta.xml": META, "Object 1/content.xml": MATH}
    document = read_bytes(office(members), "k", "a.odt")
    body = texts(document, Role.BODY)
    assert body == ["Within a section.", "Within two.", "| Gate | Toll |\n| north | 3 |", "So a^2 = b/(c+1) holds."]
    assert texts(document, Role.HEADING) == ["On Tolls", "One"]
    assert document.metadata.year == ""  # when the file was last written is not when the work was


@needs_pandoc
def test_rtf_keeps_what_fields_say_and_the_numbers_of_its_headings() -> None:
    source = rb"""{\rtf1\ansi{\stylesheet{\s1\outlinelevel0 heading 1;}}{\info{\title On Tolls}}
\pard\plain \s0 {On Tolls}\par
\pard\plain \s1\ilvl0\outlinelevel0 {\listtext\pard\plain 2\tab}\ls1 {Gates}\par
\pard\plain \s0 {See }{\field{\*\fldinst  REF gate \\h }{\fldrslt the north gate}}{.}\par}"""
    document = read_bytes(source, "k", "a.rtf")
    assert texts(document, Role.HEADING) == ["On Tolls", "2 Gates"]
    assert texts(document, Role.BODY) == ["See the north gate."]


JATS = """<article><front><article-meta><title-group><article-title>On Tolls</article-title></title-group>
</article-meta></front><body><sec><title>One</title><p>As Treen<xref ref-type="bibr" rid="b1">1</xref> has it
(<xref ref-type="table" rid="t1">Table 1</xref>).</p><p>The end of it.</p></sec></body><back><ref-list><ref id="b1">
<element-citation><person-group><name><surname>Treen</surname><given-names>A</given-names></name></person-group>
<article-title>Of barrels</article-title><source>Ledgers</source><year>1570</year><volume>2</volume><fpage>3</fpage>
<lpage>9</lpage></element-citation></ref><ref id="b2"><mixed-citation><name><surname>Sample</surname></name>, B.
<source>Of ice</source>. Bruges.</mixed-citation></ref></ref-list></back><floats-group><table-wrap id="t1">
<label>Table 1</label><caption><title>Gates and tolls.</title></caption><table><tr><td>north</td><td>3</td></tr>
<tr><td>south</td><td>4</td></tr></table></table-wrap></floats-group></article>"""


@needs_pandoc
def test_an_article_keeps_its_works_and_its_tables_where_they_are_called() -> None:
    document = read_bytes(JATS.encode(), "k", "a.jats")
    assert texts(document, Role.HEADING) == ["On Tolls", "One", "References"]
    assert texts(document, Role.BODY) == [
        "As Treen1 has it (Table 1).",
        "Table 1. Gates and tolls.",
        "| north | 3 |\n| south | 4 |",
        "The end of it.",
        "[1] Treen A (1570). Of barrels. Ledgers 2:3\u20139.",
        "[2] Sample, B. Of ice. Bruges.",
    ]


def test_xml_nested_deeper_than_any_text_is_told_of() -> None:
    deep = "<article><body>" + "<sec>" * 5_000 + "<p>deep</p>" + "</sec>" * 5_000 + "</body></article>"
    with pytest.raises(DocumentError, match="lie deeper in each other"):
        read_bytes(deep.encode(), "k", "a.jats")


LIST = """# One

A claim.[^1] Another.[^2]

1. First, the ledgers.
2. Second, the letters.

[^1]: The first note.

[^2]: The second note.
"""


@pytest.mark.parametrize("writer", ["", *FORMATS.values()])
def test_a_numbered_list_is_no_notes_where_the_notes_are_defined(writer: str) -> None:
    if writer and not PANDOC:
        pytest.skip("takes pandoc")
    ending = next((ending for ending, of in FORMATS.items() if of == writer), "md")
    command = [PANDOC, "-s", "-f", "markdown", "-t", writer, "-o", "-"]
    data = LIST.encode()
    data = subprocess.run(command, input=data, capture_output=True, check=True).stdout if writer else data
    document = read_bytes(data, "k", f"a.{ending}")
    assert texts(document, Role.NOTE) == ["The first note.", "The second note."]
    assert [p.role for p in document.passages if p.text.startswith(("First", "Second,"))] == [Role.BODY] * 2


@needs_pandoc
def test_lines_that_recur_in_a_format_without_pages_are_text() -> None:
    source = "".join(f"Line {n} begins and\n\nimport gates\n\nthen goes on.\n\n" for n in range(5))
    document = read_bytes(source.encode(), "k", "a.rst")
    assert texts(document, Role.FURNITURE) == []


def test_a_file_of_another_format_than_its_name_says_is_told_of() -> None:
    assert read_bytes(book(), "k", "a.pdf").cautions[0].startswith("its name ends in .pdf, but it is of another format")
    assert read_bytes(book(), "k", "a.epub").cautions == ()


def test_what_leads_about_in_a_book_is_no_text() -> None:
    leads = "<div class='related' role='navigation'><h3>Navigation</h3><ul><li>next</li></ul></div>"
    page = f"<body>{leads}<h1>Tolls</h1><p>They rose.</p></body>"
    package = """<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml"
media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>"""
    container = "<container><rootfiles><rootfile full-path='b.opf'/></rootfiles></container>"
    members = (
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("b.opf", package),
        ("a.xhtml", page),
    )
    document = read_bytes(packed(*members), "k", "a.epub")
    assert [passage.text for passage in document.passages] == ["Tolls", "They rose."]


def test_a_formula_is_one_line_and_stands_once() -> None:
    page = """<p>As <math><semantics><mrow><msup><mi>a</mi><mn>2</mn></msup><mo>=</mo><mi>b</mi></mrow>
<annotation encoding="application/x-tex">a^2=b</annotation></semantics></math> says, and <math><msqrt><mi>x</mi>
<mo>+</mo><mn>1</mn></msqrt></math>.</p>"""
    document = read_bytes(page.encode(), "k", "a.html")
    assert texts(document, Role.BODY) == ["As a^2=b says, and \u221a(x+1)."]


def test_a_tables_head_set_anew_and_a_caption_said_twice_stand_once() -> None:
    page = """<p>Gates.</p><table><caption>Gates.</caption><tr><th>Gate</th><th>Toll</th></tr><tr><th>Gate</th>
<th>Toll</th></tr><tr><td>north</td><td>3</td></tr></table>"""
    document = read_bytes(page.encode(), "k", "a.html")
    assert texts(document, Role.BODY) == ["Gates.", "| Gate | Toll |\n| north | 3 |"]
