"""Quotations of awkward things: keys, nested quotation marks, markup, and what a reader of one must be told."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tui.citations import formats, markdown, pandoc, plain
from tui.citations.markdown import escape
from tui.citations.quotation import AnchorError, Quotation, parse, quote
from tui.citations.reference import prose, reference
from tui.documents.decoding import Decoded
from tui.documents.model import Document, Role
from tui.documents.reading import read, read_text


def document(text: str, key: str = "k", name: str = "a.md") -> Document:
    return read_text(text, key, name, Decoded(text, "utf-8", ()))


def quotation(words: str, key: str = "k", kind: str = "quotation") -> Quotation:
    return Quotation("k/s1/p1", kind, words, "sec. 1, para. 1", {"id": key}, (), "Doe 1999")


@pytest.mark.parametrize(
    "key", ["k", "a/b", "a b", "/x/s2/p1.md", "s2/p4", "a\nb", "k/s1", "中文.txt", "p1.2", "k.p4.3"]
)
@pytest.mark.parametrize(
    ("place", "sentence"),
    [("s2.1/p4", None), ("s2.1/p4", 3), ("s0/p1", 12), ("s2a/n1", None), ("s4.2/d3", 1), ("s3", None)],
)
def test_an_anchor_comes_apart_as_it_was_put_together(key: str, place: str, sentence: int | None) -> None:
    anchor = f"{key}/{place}" + (f".{sentence}" if sentence else "")
    assert parse(anchor) == (key, place, sentence)


@pytest.mark.parametrize(
    "anchor", ["", "/", "k/", "k/s", "k/s1/", "k/s1/x3", "k/s1/p", "k/s1/p1.", "k/s1/p1." + "9" * 5000]
)
def test_what_is_no_anchor_is_told_how_one_looks(anchor: str) -> None:
    with pytest.raises(AnchorError, match=r"one looks like KEY/s2/p4"):
        parse(anchor)


def test_every_passage_of_a_text_is_quoted_by_its_own_anchor(seeds: Path) -> None:
    guide = read(seeds / "guide.md", "some key/with parts")
    for passage in guide.passages:
        anchor = parse(guide.anchor(passage))
        made = quote(guide, anchor.place, anchor.sentence)
        assert (anchor.key, made.anchor) == (guide.key, guide.anchor(passage))
        assert made.quote == " ".join(passage.text.split())


@pytest.mark.parametrize("sentence", [0, 4, 999_999_999])
def test_a_sentence_that_is_not_there_is_told_how_many_are(sentence: int) -> None:
    with pytest.raises(AnchorError, match=rf"k/s0/p1\.{sentence}: the passage has 3 sentences"):
        quote(document("One is. Two is. Three is.\n"), "s0/p1", sentence)


def test_the_sentences_of_a_passage_make_it_up() -> None:
    text = document("He met Dr. Doe in the U.S. in 1999. “Why?” she asked. It ended.\n")
    whole = quote(text, "s0/p1").quote
    parts = [quote(text, "s0/p1", n) for n in (1, 2, 3)]
    assert " ".join(part.quote for part in parts) == whole
    assert [part.anchor for part in parts] == ["k/s0/p1.1", "k/s0/p1.2", "k/s0/p1.3"]
    assert parts[1].locator == "para. 1, sentence 2"


def test_line_ends_inside_a_passage_do_not_reach_the_quotation() -> None:
    made = quote(document("One line\nanother\tline.\n\n```\na\n  b\n```\n"), "s0/p2")
    assert made.quote == "a b"


def test_a_locator_says_what_kind_of_passage_it_is() -> None:
    text = document("# T\n\nFirst.\n\n## 4. Four\n\nBody.[^x] More.[^*]\n\n[^x]: One.\n\n[^*]: Two.\n")
    located = {quote(text, passage.place).locator for passage in text.passages}
    assert located == {"", "para. 1", "sec. 4", "sec. 4, para. 1", "sec. 4, n. x", "sec. 4, n. 2"}


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ('"One" and two', "“‘One’ and two”"),
        ("he said “no”", "“he said ‘no’”"),
        ('("x")', "“(‘x’)”"),
        ('a—"b"', "“a—‘b’”"),
        ("it's", "“it's”"),
    ],
)
def test_double_quotation_marks_inside_become_single(words: str, marked: str) -> None:
    assert plain.write(quotation(words)) == f"{marked} (Doe 1999, sec. 1, para. 1)"


@pytest.mark.parametrize("name", formats.NAMES)
def test_a_paraphrase_bears_no_quotation_marks_and_says_cf(name: str) -> None:
    form = formats.named(name)
    told = form.write(quotation("In other words.", kind="paraphrase"))
    assert told.startswith("In other words. ")
    assert re.search(r"[(\[]cf\. ", told)
    assert "\u201c" not in told
    assert "cf. " not in form.write(quotation("Its own words."))
    assert "cf. " in form.cite(quotation("x", kind="paraphrase"))
    assert form.cite(quotation("x")) in form.write(quotation("x"))


def test_an_unknown_format_is_told_which_there_are() -> None:
    with pytest.raises(LookupError, match="there are plain, markdown, pandoc"):
        formats.named("latx")


@pytest.mark.parametrize(
    ("key", "cited"),
    [
        ("yuan2023", "@yuan2023"),
        ("a-b_c", "@a-b_c"),
        ("a--b", "@{a--b}"),
        ("-a", "@{-a}"),
        ("a-", "@{a-}"),
        ("a b", "@{a b}"),
        ("中文", "@{中文}"),
        ("a{b}c", "@{abc}"),
        ("x:y", "@{x:y}"),
    ],
)
def test_a_key_pandoc_would_cut_is_in_braces(key: str, cited: str) -> None:
    assert pandoc.cite(quotation("x", key)) == f"[{cited}, sec. 1, para. 1]"


_TEXT = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x2FF, categories=["L", "N", "P", "S"])
    | st.sampled_from("*_`[]<>#&-+.12 "),
    min_size=1,
    max_size=40,
).map(lambda text: " ".join(text.split()))


@given(_TEXT.filter(bool))
@example("---")
@example("- x")
@example("12. x")
@example("# x")
@example("===")
@example("&amp; &#x41; <b>")
@example("`a` *b* [c](d) ![e](f) _g_ **h**")
@example("+")
@example("1)")
@example("> x")
@example("~~~")
@example("http://example.org/a_b_c")
def test_a_block_quotation_renders_as_one_paragraph_of_the_words(text: str) -> None:
    written = markdown.write(quotation(text))
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(written)
    inside = [token for token in tokens if token.type == "inline"]
    assert [token.type for token in tokens if token.nesting > 0] == [
        "blockquote_open",
        "paragraph_open",
        "paragraph_open",
    ]
    assert "".join(child.content for child in inside[0].children or []) == text
    assert "".join(child.content for child in inside[1].children or []) == "— Doe 1999, sec. 1, para. 1"


@given(_TEXT.filter(bool))
def test_escaping_leaves_the_letters_alone(text: str) -> None:
    assert escape(text).replace("\\", "") == text.replace("\\", "")


def test_repairs_are_told_only_of_the_sentence_they_stand_in() -> None:
    text = document("The organi-\nzation met. An organization stayed.\n", name="a.txt")
    assert [caution.kind for caution in quote(text, "s0/p1").cautions] == ["repaired"]
    assert "dehyphenate" in quote(text, "s0/p1", 1).cautions[0].reason
    assert quote(text, "s0/p1", 2).cautions == ()


def test_markup_is_no_repair_to_warn_of() -> None:
    assert quote(document("Some *words* and \\* [more](x).\n"), "s0/p1").cautions == ()


def test_every_caution_is_found_in_the_article(article_path: Path) -> None:
    article = read(article_path, "article")
    kinds = {role: set() for role in Role}  # type: dict[Role, set[str]]
    for passage in article.passages:
        for caution in quote(article, passage.place).cautions:
            assert caution.reason
            kinds[passage.role].add(caution.kind)
    assert kinds[Role.BODY] == {"machine-translation", "repaired", "gap-before", "gap-after"}
    assert kinds[Role.DOUBTFUL] >= {"doubtful", "machine-translation"}


def test_a_gap_is_told_at_the_sentence_beside_it_only(article_path: Path) -> None:
    article = read(article_path, "article")
    before = next(gap for gap in article.gaps if gap.section == "4.3")
    place = article.passages[before.after].place
    last = 1
    while True:
        try:
            quote(article, place, last + 1)
        except AnchorError:
            break
        last += 1
    assert last > 1
    kinds = [[caution.kind for caution in quote(article, place, n).cautions] for n in (1, last)]
    assert "gap-after" not in kinds[0]
    assert "gap-after" in kinds[1]


def test_a_reference_holds_only_what_is_known() -> None:
    assert reference(document("Text.\n", "some/My File (2).md")) == {"id": "My-File--2", "type": "document"}
    full = document(
        "---\ntitle: T\nauthor: {family: Doe, given: J.}\njournal: J\nissn: 1-2\ndate: 1999-02-01\n---\n\nx\n"
    )
    assert reference(full) == {
        "id": "doe1999",
        "type": "article-journal",
        "title": "T",
        "container-title": "J",
        "ISSN": "1-2",
        "author": [{"family": "Doe", "given": "J."}],
        "issued": {"date-parts": [[1999]]},
    }
    assert prose(reference(full)) == "J. Doe, T, J, 1999"
