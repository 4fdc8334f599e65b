"""LaTeX: what pandoc alone would leave out, and what it stops at."""

import pytest

from tests.documents.test_pandoc import needs_pandoc, texts
from tui.documents.conversion.latex import alignments, prepared
from tui.documents.model import Document, Form, Role
from tui.documents.reading import read_bytes

pytestmark = needs_pandoc


def of(body: str, preamble: str = "") -> Document:
    source = f"\\documentclass{{article}}\n{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
    return read_bytes(source.encode(), "k", "a.tex")


def body(document: Document) -> list[str]:
    return texts(document, Role.BODY)


@pytest.mark.parametrize("inner", ["\\includegraphics{a}", "\\includegraphics{a}\\includegraphics{b}", "words", ""])
@pytest.mark.parametrize("star", ["", "*"])
def test_a_figure_has_its_caption_and_its_number(inner: str, star: str) -> None:
    figure = f"\\begin{{figure{star}}}[ht]{inner}\\caption{{The gate.}}\\label{{f}}\\end{{figure{star}}}"
    made = body(of(f"One paragraph.\n\n{figure}\n\nSee \\ref{{f}} and \\autoref{{f}}."))
    assert "Figure 1: The gate." in made
    assert made[-1].replace("\xa0", " ") == "See 1 and Figure 1."


def test_a_figure_in_the_midst_of_a_paragraph_floats_below_it() -> None:
    figure = "\\begin{figure}\\includegraphics{a}\\caption{The gate.}\\end{figure}"
    assert body(of(f"The toll was\n{figure}\npaid at noon.\n\nNext.")) == [
        "The toll was paid at noon.",
        "Figure 1: The gate.",
        "Next.",
    ]


def test_a_table_with_columns_of_any_kind_is_one() -> None:
    rows = "a & b & c & d & e\\\\ f & g & h & i & j"
    table = f"\\begin{{tabularx}}{{\\textwidth}}{{>{{\\em}}l S D{{.}}{{.}}{{2}} *{{2}}{{X}}}} {rows}\\end{{tabularx}}"
    document = of(f"\\begin{{table*}}\\caption{{Tolls}}\\centerline{{{table}}}\\end{{table*}}")
    assert body(document) == ["Table 1: Tolls", "| a | b | c | d | e |\n| f | g | h | i | j |"]


@pytest.mark.parametrize(
    ("specification", "columns"),
    [("|l|c|r|", "lcr"), ("@{}p{3cm}@{ }m{2cm}", "ll"), ("*{3}{c}d", "cccl"), ("", "l")],
)
def test_columns_are_left_right_or_centred(specification: str, columns: str) -> None:
    assert alignments(specification) == columns


def test_notes_whose_mark_and_text_stand_apart_are_tied() -> None:
    document = of("One\\footnotemark[2] word\\footnotemark.\n\n\\footnotetext[2]{Second.}\\footnotetext{Plain.}")
    assert texts(document, Role.NOTE) == ["Second.", "Plain."]
    (claim,) = (p for p in document.passages if p.text.startswith("One"))
    assert [mark.at for mark in claim.notes] == [3, 8]


@pytest.mark.parametrize("command", ["endnote", "marginpar", "sidenote", "bfootnote"])
def test_notes_of_other_kinds_are_notes(command: str) -> None:
    document = of(f"A claim\\{command}{{Its reason.}} stands.")
    assert texts(document, Role.NOTE) == ["Its reason."]
    assert body(document) == ["A claim stands."]


def test_a_note_of_thanks_belongs_to_the_title() -> None:
    document = of("\\title{On Tolls}\\thanks{To the king.}\\author{A B}\\maketitle\n\nText.")
    assert document.metadata.title == "On Tolls"
    assert texts(document, Role.NOTE) == ["To the king."]


def test_works_cited_are_called_as_they_are_listed() -> None:
    works = "\\begin{thebibliography}{99}\\bibitem{a} Roe, On Gates. \\bibitem{b} Doe, On Tolls.\\end{thebibliography}"
    document = of(f"Said \\cite{{b}} and \\cite[p. 3]{{a,b}}.\n\n{works}")
    assert body(document) == ["Said [2] and [1; 2, p. 3].", "[1] Roe, On Gates.", "[2] Doe, On Tolls."]
    assert texts(document, Role.HEADING) == ["References"]


def test_words_in_commands_that_nobody_knows_are_kept_and_measures_are_not() -> None:
    made = body(
        of("The \\foreignterm{tollgate} and \\two{red}{blue}\\spacer{3em}. \\vskip 2em plus 1em Then \\kern-.3em more.")
    )
    assert made == ["The tollgate and red blue. Then more."]


def test_what_stands_in_environments_that_nobody_knows_is_kept() -> None:
    made = of(
        "\\begin{strangebox}[Name=3]{2cm}\nWords.\n\\end{strangebox}\n\n\\begin{dense}\\item a \\item b\\end{dense}"
    )
    assert body(made) == ["Words.", "a", "b"]
    assert [p.form for p in made.of_role(Role.BODY)][1:] == [Form.ITEM, Form.ITEM]


def test_bars_that_a_class_reads_as_literal_are() -> None:
    source = "\\documentclass{ltxguide}\\begin{document}Write |\\begin{x}| or \\url|http://a.b|.\\end{document}"
    assert body(read_bytes(source.encode(), "k", "a.tex")) == ["Write \\begin{x} or http://a.b."]


@pytest.mark.parametrize(
    "preamble", ["\\def\\first#1 #2\\relax{#1}", "\\newcommand{\\broken}[1]{\\if#1\\end{x}", "\\title{On Tolls"]
)
def test_a_preamble_that_pandoc_stops_at_hides_no_text(preamble: str) -> None:
    assert "Some words." in body(of("Some words.", preamble))[-1]


def test_a_stretch_that_pandoc_stops_at_is_shown_as_typed() -> None:
    document = of("Before.\n\nBad \\textbf{one } } here \\end{quote} words.\n\nAfter.")
    assert "Before." in body(document)
    assert any("words." in said for said in body(document))
    assert "After." in body(document)[-1]
    assert any("as they were typed" in caution for caution in document.cautions)


def test_files_that_it_takes_in_are_named_and_not_read() -> None:
    document = of("Text.\n\n\\input{/etc/passwd}\n\\include{chapters/one}\n\\includegraphics{x}")
    assert body(document) == ["Text."]
    assert any("/etc/passwd, chapters/one" in caution for caution in document.cautions)


def test_nothing_literal_is_taken_for_a_command() -> None:
    shown = prepared("\\begin{verbatim}\n\\input{x} % kept\n\\end{verbatim}\nA \\verb|\\cite{a} %| b % gone\nc")
    assert "\\input{x} % kept" in shown.text
    assert "\\verb|\\cite{a} %|" in shown.text
    assert "gone" not in shown.text
    assert shown.cautions == ()


def test_a_part_of_a_document_keeps_what_stands_before_an_example_of_one() -> None:
    source = "Text before.\n\n\\newtheorem[name=Fact]{fact}\n\n\\begin{document}\n\nText behind.\n\n\\end{document}\n"
    made = " ".join(body(read_bytes(source.encode(), "k", "a.tex")))
    assert "Text before." in made
    assert "Text behind." in made


def test_a_command_of_the_text_that_formulas_have_too_keeps_its_words() -> None:
    text = r"""\Term{Weir} and \Term{lock} are told by \Term{height}, where \(h = \Term{top} - \Term{foot}\). The
\Package{keel} package is \ClassName{barge}'s. \PackageError{keel}{lost}{nothing}

So \(\vect{a} + \vect{b}\) is \vect{c}."""
    (first, _) = body(of(text))
    assert "Weir and lock are told by height" in first
    assert "keel package is barge" in first
    assert "lost" not in first
