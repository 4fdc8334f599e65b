"""Formats that pandoc reads: one text in each of them, and what is said where pandoc is missing."""

import subprocess
from pathlib import Path

import pytest

from tui.documents.conversion import converters
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
