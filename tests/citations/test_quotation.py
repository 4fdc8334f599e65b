"""A passage becomes a quotation, and never claims more than the text gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tui.citations import formats
from tui.citations.markdown import escape
from tui.citations.quotation import AnchorError, parse, quote
from tui.documents.decoding import Decoded
from tui.documents.model import Document
from tui.documents.reading import read_text

FRONT = '---\ntitle: T\nauthors: ["Yuan, Z.", "Zhao, Y."]\nyear: 2023\ncitekey: yuan2023\n{more}---\n\n'
BODY = '# T\n\n## 1. One\n\nHe said "yes" to *it*. Then he left.[^a]\n\n[^a]: A note, 1999.\n'


def document(more: str = "", name: str = "a.md", text: str = "") -> Document:
    source = text or FRONT.format(more=more) + BODY
    return read_text(source, "my/paper one.md", name, Decoded(source, "utf-8", ()))


@pytest.mark.parametrize(
    ("anchor", "parts"),
    [
        ("a/b c/s2.1/p4.3", ("a/b c", "s2.1/p4", 3)),
        ("k/s1a/n2", ("k", "s1a/n2", None)),
        ("k/s2", ("k", "s2", None)),
        ("s1/s2/p4a", ("s1", "s2/p4a", None)),
    ],
)
def test_an_anchor_is_read_from_its_right_end(anchor: str, parts: tuple[str, str, int | None]) -> None:
    assert tuple(parse(anchor)) == parts


@pytest.mark.parametrize("anchor", ["", "k", "k/p4", "/s1", "k/x/y"])
def test_what_is_no_anchor_is_refused(anchor: str) -> None:
    with pytest.raises(AnchorError, match="KEY/s2/p4"):
        parse(anchor)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("plain", "\u201cHe said \u2018yes\u2019 to it. Then he left.\u201d (Yuan & Zhao 2023, sec. 1, para. 1)"),
        ("markdown", '> He said "yes" to it. Then he left.\n>\n> \u2014 Yuan & Zhao 2023, sec. 1, para. 1'),
        ("pandoc", "\u201cHe said \u2018yes\u2019 to it. Then he left.\u201d [@yuan2023, sec. 1, para. 1]"),
    ],
)
def test_a_quotation_in_each_format(name: str, written: str) -> None:
    assert formats.named(name).write(quote(document(), "s1/p1")) == written


@pytest.mark.parametrize("name", formats.NAMES)
def test_what_an_edition_says_is_a_paraphrase(name: str) -> None:
    quotation = quote(document("edition: paraphrase\n"), "s1/p1")
    written = formats.named(name).write(quotation)
    assert quotation.kind == "paraphrase"
    assert "cf. " in written
    assert not written.startswith(("\u201c", ">"))


def test_a_sentence_and_a_note_can_be_quoted() -> None:
    assert quote(document(), "s1/p1", 2).quote == "Then he left."
    assert quote(document(), "s1/n1").locator == "sec. 1, n. a"
    with pytest.raises(AnchorError, match="2 sentences"):
        quote(document(), "s1/p1", 3)
    with pytest.raises(AnchorError, match=r"nearest is my/paper one\.md/s1/p1"):
        quote(document(), "s1/p7")


def test_the_reference_is_csl_json() -> None:
    reference = quote(document(), "s1/p1").reference
    assert reference["author"] == [{"family": "Yuan", "given": "Z."}, {"family": "Zhao", "given": "Y."}]
    assert reference["issued"] == {"date-parts": [[2023]]}
    assert reference["id"] == "yuan2023"


def test_cautions_are_told_with_their_reason() -> None:
    cut = "A paragraph of a good many words that a page break cuts right in the middle of its inter\n\n"
    cut += (
        '---\n\nDoe, J.: "A Title", Oxford: Clarendon Press, 1999, p. 3.\n\n\n\n\n\n\nNew text of international kind.\n'
    )
    text = document(name="a.txt", text=cut)
    assert [caution.kind for caution in quote(text, "s0/p1").cautions] == ["gap-after"]
    assert [caution.kind for caution in quote(text, "s0/p2").cautions] == ["gap-before"]
    told = quote(document("machine_translation: true\n"), "s1/p1").cautions
    assert [caution.kind for caution in told] == ["machine-translation"]
    assert all(caution.reason for caution in told)


@given(st.text(st.characters(min_codepoint=33, max_codepoint=0x24F, categories=["L", "N", "P", "S"]), min_size=1))
def test_escaped_markdown_renders_as_the_text(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(escape(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    shown = "".join(child.content for child in tokens[1].children or [])
    assert shown == text


@pytest.mark.parametrize(
    ("language", "quoted"),
    [
        ("", "\u201cHe said \u2018yes\u2019 to it.\u201d"),
        ("en-GB", "\u201cHe said \u2018yes\u2019 to it.\u201d"),
        ("de", "\u201eHe said \u201ayes\u2018 to it.\u201c"),
        ("fr-FR", "\u00ab\u202fHe said \u201cyes\u201d to it.\u202f\u00bb"),
        ("ja", "\u300cHe said \u300eyes\u300f to it.\u300d"),
        ("zh-Hant-TW", "\u300cHe said \u300eyes\u300f to it.\u300d"),
        ("zh", "\u201cHe said \u2018yes\u2019 to it.\u201d"),
    ],
)
def test_a_language_tag_sets_the_quotation_marks(language: str, quoted: str) -> None:
    quotation = quote(document(f"lang: {language}\n" if language else ""), "s1/p1", 1)
    assert formats.named("plain").write(quotation).startswith(quoted)
