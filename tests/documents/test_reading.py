"""Files as they come: encodings, bad input, and messy plain text."""

import os
from pathlib import Path

import pytest

from tui.documents import large
from tui.documents.decoding import Decoded
from tui.documents.errors import DocumentError
from tui.documents.model import Document, Form, Role
from tui.documents.reading import LARGE, read, read_bytes, read_head, read_text

_HAN = "\u4e2d\u6587" * 6


def txt(text: str) -> Document:
    return read_text(text, "k", "a.txt", Decoded(text, "utf-8", ()))


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"\xef\xbb\xbfabc", "abc", "utf-8"),
        ("caf\u00e9".encode("utf-16"), "caf\u00e9", "utf-16-le"),
        (b"ok \xff\xfe sound " + _HAN.encode(), "ok \ufffd\ufffd sound " + _HAN, "utf-8"),
    ],
)
def test_encodings_are_recognised(data: bytes, text: str, encoding: str) -> None:
    document = read_bytes(data, "k", "a.txt")
    assert (document.source, document.encoding) == (text, encoding)


def test_another_encoding_is_said() -> None:
    text = "\u4e2d\u56fd\u4e0e\u56fd\u9645\u7ec4\u7ec7\u5173\u7cfb\u7684\u53d1\u5c55\u3002" * 20
    document = read_bytes(text.encode("gb18030"), "k", "a.txt")
    assert document.source == text
    assert any("gb18030" in caution for caution in document.cautions)


@pytest.mark.parametrize("data", [b"", b"  \n\t\n", b"%PDF-1.4 x", b"\x00\x01\x02" * 100, b"PK\x03\x04zip"])
def test_what_is_no_text_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"^a\.txt: ") as error:
        read_bytes(data, "k", "a.txt")
    assert "\n" not in str(error.value)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        read(tmp_path / "none.txt", "k")
    with pytest.raises(DocumentError, match="directory"):
        read(tmp_path, "k")
    with pytest.raises(DocumentError, match="no regular file"):
        read(Path("/dev/null"), "k")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(DocumentError, match="permission"):
        read(path, "k")


def test_only_a_little_markdown_is_read_in_plain_text() -> None:
    document = txt("# T\n\na <b> *em* \\* [x](y) snake_case_name 2*3*4\n\n___\n\n- one\n- two\n")
    assert [p.text for p in document.passages] == ["T", "a <b> em * [x](y) snake_case_name 2*3*4", "one", "two"]


def test_lines_are_joined_and_a_broken_word_healed_only_when_attested() -> None:
    document = txt("The organi-\nzation met; an organization is a well-\nknown thing.\n")
    assert document.passages[0].text == "The organization met; an organization is a well-known thing."
    assert [r.kind for r in document.passages[0].repairs] == ["dehyphenate"]


def test_columns_are_kept_as_they_stand() -> None:
    document = txt("  Name     Year\n  Alpha    1990\n  Beta     1991\n")
    assert document.passages[0].form is Form.CODE
    assert document.passages[0].text.splitlines() == ["Name     Year", "Alpha    1990", "Beta     1991"]


def test_running_heads_and_page_numbers_are_furniture() -> None:
    text = "Some running text of the page that goes on for a while and closes here."
    page = text + "\n\n- {n} -\n\n\f\nJournal of Examples {n}\n\n"
    document = txt("".join(page.format(n=n) for n in range(1, 6)) + "The end of it all.\n")
    kinds = {p.text: p.role for p in document.passages}
    assert kinds["- 3 -"] is Role.FURNITURE
    assert kinds["Journal of Examples 3"] is Role.FURNITURE
    assert kinds["The end of it all."] is Role.BODY


def test_a_bibliography_under_its_heading_is_text() -> None:
    document = txt('# References\n\nDoe, J. "A Title of It", published in X, Vol. 3, No. 2, 1999, pp. 3-9.\n')
    assert document.passages[1].role is Role.BODY


def test_clean_paragraphs_are_left_alone() -> None:
    text = "A poem without a stop\n\nanother line of it\n\nA third, that ends.\n"
    assert len(txt(text).passages) == 3


def test_ten_thousand_headings(tmp_path: Path) -> None:
    path = tmp_path / "h.md"
    path.write_text("".join(f"## {n}. H\n\ntext\n\n" for n in range(1, 10_001)))
    document = read(path, "k")
    assert document.sections[-1].number == "10000"


@pytest.mark.parametrize("megabytes", [2, pytest.param(50, marks=pytest.mark.slow)])
def test_one_endless_line_is_cut_into_bounded_passages(tmp_path: Path, megabytes: int) -> None:
    path = tmp_path / "l.txt"
    path.write_text("word " * (megabytes * 200_000))
    document = read(path, "k")
    assert max(len(p.text) for p in document.passages) <= 200_000
    assert sum(b - a for p in document.passages for a, b in p.spans) >= megabytes * 990_000


def test_a_large_file_shows_its_head_and_is_read_in_a_child(tmp_path: Path) -> None:
    path = tmp_path / "big.md"
    path.write_text("# Big\n\n" + "A paragraph of some words.\n\n" * (LARGE // 25))
    head = read_head(path, "k")
    assert head is not None
    assert head.provisional
    assert 10 < len(head.passages) < 2000
    shares: list[float] = []
    whole = large.start(path, "k").result(shares.append)
    assert not whole.provisional
    assert whole == read(path, "k")
    assert shares == sorted(shares)
    assert len(shares) > 3


def test_a_child_tells_its_errors(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        large.start(tmp_path / "none.txt", "k").result()


def test_a_small_file_has_no_head(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("small")
    assert read_head(path, "k") is None


def test_a_child_takes_no_modules_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tui").mkdir()
    (tmp_path / "tui" / "__init__.py").write_text("open('taken', 'w')")
    (tmp_path / "pickle.py").write_text("open('taken', 'w')")
    (tmp_path / "a.md").write_text("# A\n\nText.\n")
    monkeypatch.chdir(tmp_path)
    assert large.start(Path("a.md"), "k").result().title == "A"
    assert not (tmp_path / "taken").exists()


def test_a_child_that_is_killed_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# A\n\nText.\n")
    reading = large.start(path, "k")
    reading._child.kill()
    with pytest.raises(DocumentError, match="ended early"):
        reading.result()


def test_a_file_that_is_written_to_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The first words.\n")
    fstat, asked = os.fstat, []

    def changing(descriptor: int) -> os.stat_result:
        asked.append(descriptor)
        if (len(asked) > 1 and always) or len(asked) == 3:
            path.write_text("x" * len(asked) + "\n")
        return fstat(descriptor)

    monkeypatch.setattr("tui.documents.reading.os.fstat", changing)
    always = False
    assert read(path, "k").source == "xxx\n"
    always = True
    with pytest.raises(DocumentError, match=r"a\.txt: it is being written to"):
        read(path, "k")


def test_lone_surrogates_are_damage_and_no_other_encoding() -> None:
    document = read_bytes("A lone \ud800 one\n".encode("utf-8", "surrogatepass"), "k", "a.txt")
    assert document.source == "A lone \ufffd\ufffd\ufffd one\n"
    assert document.cautions == ("3 bytes could not be decoded as utf-8",)


def test_wrapped_lines_take_no_more_memory_than_one(tmp_path: Path) -> None:
    lines = "\n".join(["A line of a wrapped paragraph"] * 40)
    for name in ("a.txt", "a.md"):
        (passage,) = read_bytes(lines.encode(), "k", name).passages
        assert passage.text == lines.replace("\n", " ")
        assert len(passage.runs) == 1
    (windows,) = read_bytes(lines.replace("\n", "\r\n").encode(), "k", "a.txt").passages
    assert windows.text == lines.replace("\n", " ")
    assert len(windows.runs) == 40


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_chinese_lines_meet_without_a_blank(name: str) -> None:
    text = "\u4e2d\u6587\u7684\u6587\u7ae0\n\u7ee7\u7eed\uff1a\u201c\n\u597d\n\u201d\nABC"
    (passage,) = read_bytes(text.encode(), "k", name).passages
    assert passage.text == "\u4e2d\u6587\u7684\u6587\u7ae0\u7ee7\u7eed\uff1a\u201c\u597d\u201d ABC"


def test_a_language_tag_says_whose_quotes_they_are() -> None:
    text = "---\nlang: {}\n---\n\n\u4ed6\n\u201c\u597d\u201d\n\u8bf4"
    shown = [read_bytes(text.format(tag).encode(), "k", "a.md").passages[0].text for tag in ("zh-Hans", "en")]
    assert shown == ["\u4ed6\u201c\u597d\u201d\u8bf4", "\u4ed6 \u201c\u597d\u201d \u8bf4"]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_line_of_a_books_length_is_cut(name: str) -> None:
    source = "words and more of them " * 60_000
    document = read_text(source, "k", name, Decoded(source, "utf-8", ()))
    assert len(document.passages) > 5
    assert max(len(passage.text) for passage in document.passages) <= 200_000
    assert "".join("".join(passage.text.split()) for passage in document.passages) == "".join(source.split())
