"""References beside a document: what they say of it counts, and a bibliography is not taken for it."""

import json
from pathlib import Path

import pytest

from tui.citations.reference import reference
from tui.documents.reading import read

BIB = """@article{doe2020, title = {On {T}h{\\"i}ngs}, author = {Jane Doe and Roe, Richard}, journal = {Tests},
  year = 2020, pages = {1--20}, doi = {10.1/x}}"""
OTHER = "@book{other, title = {Another}, author = {A. Nother}, year = 1999}"
ITEM = {
    "id": "doe2020", "type": "article-journal", "title": "On Things", "container-title": "Tests", "page": "1-20",
    "author": [{"family": "Doe", "given": "Jane"}], "issued": {"date-parts": [[2020]]},
}  # fmt: skip


def page(folder: Path, name: str = "a.html") -> Path:
    path = folder / name
    path.write_text("<h1>Draft</h1><p>Text.</p>" if name.endswith("html") else "# Draft\n\nText.\n")
    return path


def test_a_sole_entry_tells_of_a_converted_document(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(BIB)
    item = reference(read(page(tmp_path), "k"))
    assert (item["id"], item["title"], item["page"]) == ("doe2020", "On Th\u00efngs", "1-20")
    assert item["author"] == [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "Richard"}]
    assert item["issued"] == {"date-parts": [[2020]]}


def test_csl_json_tells_as_well(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([ITEM]))
    assert reference(read(page(tmp_path), "k"))["author"] == ITEM["author"]


@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_of_several_entries_the_one_named_like_the_file_counts(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.bib").write_text(f"{OTHER}\n{BIB.replace('doe2020', 'a')}")
    assert read(page(tmp_path, name), "k").metadata.journal == "Tests"


def test_works_that_a_text_cites_are_not_taken_for_it(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(BIB)
    document = read(page(tmp_path, "a.md"), "k")
    assert document.metadata.title == "Draft"
    assert any("a.bib" in caution for caution in document.cautions)


@pytest.mark.parametrize("text", ["[1, 2]", "{", '{"id": 1}', '[{"id": "x", "type": 3, "author": 4, "title": [1]}]'])
def test_any_json_beside_a_text_does_no_harm(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    assert [p.text for p in read(page(tmp_path), "k").passages] == ["Draft", "Text."]


def test_a_broken_bibtex_file_is_a_caution(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("@article{a, title = {unclosed")
    document = read(page(tmp_path), "k")
    assert any("a.bib" in caution for caution in document.cautions)
    assert document.metadata.title == "Draft"
