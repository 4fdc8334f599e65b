"""JSON to the letter of the contract, and the text beside it."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Call

PAPER = """# A Paper

Abstract: A river and a road.

## 2. Two

The World Bank lends.[^1] The bank said “yes”.

### 2.1 Part

The organi-
zation of the World Bank. An organization.

## 3. Three

Nothing more.

[^1]: Doe, on the World Bank, 1999.
"""
CATALOGUE = """[[concept]]
id = "wb"
kind = "organization"
label = "World Bank"
aliases = ["the bank said"]
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    (tmp_path / "paper.concepts.toml").write_text(CATALOGUE)
    path = tmp_path / "paper.md"
    path.write_text(PAPER)
    return path


def rows(answer: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(answer.out)
    return found


def text(value: object) -> bool:
    return isinstance(value, str)


def whole(value: object) -> bool:
    return type(value) is int and value >= 0


def spans(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(span, list) and len(span) == 2 and all(map(whole, span)) and span[0] < span[1] for span in value
    )


def repairs(value: object) -> bool:
    kinds = ["join", "dehyphenate", "cut-note", "cut-furniture", "mark", "markup", "level", "heading-join", "gap"]
    return isinstance(value, list) and all(
        set(one) == {"kind", "at", "before", "after"}
        and one["kind"] in kinds
        and whole(one["at"])
        and text(one["before"])
        and text(one["after"])
        for one in value
    )


SHAPES = {
    "toc {}": {
        "anchor": text,
        "number": text,
        "level": whole,
        "title": text,
        "passages": whole,
        "words": whole,
        "spans": spans,
    },
    "passages {} --role all": {
        "anchor": text,
        "role": text,
        "section": text,
        "number": text,
        "text": text,
        "spans": spans,
        "repairs": repairs,
    },
    "find bank {}": {
        "anchor": text,
        "document": text,
        "section": text,
        "role": text,
        "score": lambda value: isinstance(value, float),
        "text": text,
        "matches": spans,
    },
    "concepts {} --no-catalogue --catalogue {}.toml": {
        "id": text,
        "kind": text,
        "label": text,
        "mentions": whole,
        "passages": whole,
        "names": lambda value: isinstance(value, dict) and all(map(text, value)) and all(map(whole, value.values())),
    },
    "mentions wb {}": {
        "anchor": text,
        "role": text,
        "concept": text,
        "alias": text,
        "text": text,
        "spans": spans,
        "before": text,
        "after": text,
    },
    "quote {}/s2.1/p1": {
        "anchor": text,
        "kind": lambda value: value in ("quotation", "paraphrase"),
        "quote": text,
        "locator": text,
        "citation": text,
        "reference": lambda value: isinstance(value, dict) and text(value["id"]) and text(value["type"]),
        "cautions": lambda value: all(set(one) == {"kind", "reason"} for one in value),
    },
}


@pytest.mark.parametrize("line", SHAPES)
def test_each_row_has_the_fields_of_the_contract_in_order_and_of_their_kind(line: str, paper: Path, ibid: Call) -> None:
    Path(f"{paper}.toml").write_text(CATALOGUE)
    answer = ibid(*(word.replace("{}", str(paper)) for word in line.split()), "--json")
    assert (answer.code, answer.err) == (0, "")
    assert rows(answer)
    for row in rows(answer):
        assert list(row) == list(SHAPES[line])
        for field, fits in SHAPES[line].items():
            assert fits(row[field]), (field, row[field])


def test_the_outline_has_the_sections_that_stand_in_the_file(paper: Path, ibid: Call) -> None:
    answer = ibid("toc", paper, "--json")
    outline = [(row["number"], row["level"], row["title"], row["passages"]) for row in rows(answer)]
    assert outline == [
        ("0", 1, "A Paper", 1),
        ("2", 1, "2. Two", 1),
        ("2.1", 2, "2.1 Part", 1),
        ("3", 1, "3. Three", 1),
    ]
    assert rows(answer)[2]["anchor"] == f"{paper}/s2.1"
    ((start, end),) = rows(answer)[1]["spans"]
    assert PAPER[start:end] == "## 2. Two"


def test_a_number_the_headings_skip_is_a_word_on_standard_error_and_no_row(paper: Path, ibid: Call) -> None:
    paper.write_text(PAPER.replace("## 3. Three", "## 4. Four"))
    answer = ibid("toc", paper, "--json")
    assert [row["number"] for row in rows(answer)] == ["0", "2", "2.1", "4"]
    assert answer.err.startswith(f"ibid: gap in section 2.1, after {paper}/s2.1/p1: section 3 is missing")


def test_every_gap_of_the_article_is_told(article_path: Path, ibid: Call) -> None:
    answer = ibid("toc", article_path, "--json")
    assert "4" not in {row["number"] for row in rows(answer)}
    assert all(line.startswith("ibid: gap in section ") for line in answer.err.splitlines())
    assert len(answer.err.splitlines()) == 3


@pytest.mark.parametrize(
    ("arguments", "places"),
    [
        ([], ["s0/p1", "s2/p1", "s2.1/p1", "s3/p1"]),
        (["--section", "2"], ["s2/p1", "s2.1/p1"]),
        (["--section", "2.1"], ["s2.1/p1"]),
        (["--role", "heading"], ["s0", "s2", "s2.1", "s3"]),
        (["--role", "note"], ["s3/n1"]),
        (["--role", "all", "--section", "3"], ["s3", "s3/p1", "s3/n1"]),
    ],
)
def test_passages_are_chosen_by_role_and_section(
    arguments: list[str], places: list[str], paper: Path, ibid: Call
) -> None:
    answer = ibid("passages", paper, *arguments, "--json")
    assert [row["anchor"] for row in rows(answer)] == [f"{paper}/{place}" for place in places]
    as_text = ibid("passages", paper, *arguments).out
    assert [line.split("\t")[0] for line in as_text.splitlines()] == [f"{paper}/{place}" for place in places]


def test_a_repair_stands_in_the_source_where_it_says(paper: Path, ibid: Call) -> None:
    (row,) = rows(ibid("passages", paper, "--section", "2.1", "--json"))
    (repair,) = [one for one in row["repairs"] if one["kind"] == "dehyphenate"]
    assert PAPER.startswith(repair["before"], repair["at"])
    assert row["text"].startswith("The organization of")


def test_matches_are_spans_of_the_text_beside_them(paper: Path, ibid: Call) -> None:
    for row in rows(ibid("find", "bank", paper, "--json")):
        assert {row["text"][a:b].lower() for a, b in row["matches"]} == {"bank"}


def test_hits_come_best_first_and_at_most_as_many_as_asked(ibid: Call) -> None:
    scores = [row["score"] for row in rows(ibid("find", "international organizations", "--limit", "7", "--json"))]
    assert len(scores) == 7
    assert scores == sorted(scores, reverse=True)


def test_hits_of_several_documents_are_one_answer_best_first(paper: Path, ibid: Call) -> None:
    other = paper.with_name("other.md")
    other.write_text("A river.\n\nA road by the bank of a river.\n")
    found = [row["document"] for row in rows(ibid("find", "river road", other, paper, "--json"))]
    assert sorted(found) == sorted([str(other), str(paper)])
    assert found == [row["document"] for row in rows(ibid("find", "river road", paper, other, "--json"))]


def test_an_explanation_is_a_field_of_its_own(paper: Path, ibid: Call) -> None:
    (row,) = rows(ibid("find", "rivver", paper, "--explain", "--json"))
    assert row["why"] == ["river for rivver (typo)"]
    assert ibid("find", "rivver", paper, "--explain").out.split("\t")[2].startswith("river for rivver (typo)")
    explained = rows(ibid("mentions", "wb", paper, "--explain", "--json"))
    found = [row for row in explained if row["why"] is None]
    assert {row["rule"] for row in found} <= {"exact", "folded"}
    assert [row["spans"] for row in found] == [row["spans"] for row in rows(ibid("mentions", "wb", paper, "--json"))]
    assert all(row["rule"] is None for row in explained if row["why"])


def test_a_mention_is_a_concordance_line_in_source_order(paper: Path, ibid: Call) -> None:
    found = rows(ibid("mentions", "world bank", paper, "--json"))
    assert [row["anchor"].rsplit("/s", 1)[1] for row in found] == ["2/p1", "2/p1", "2.1/p1", "3/n1"]
    assert [row["role"] for row in found] == ["body", "body", "body", "note"]
    assert (found[0]["before"], found[0]["text"], found[0]["after"][:8]) == ("The ", "World Bank", " lends. ")
    for row in found:
        assert "".join(PAPER[a:b] for a, b in row["spans"]) == row["text"]
        assert max(len(row["before"]), len(row["after"])) <= 60
    assert {row["alias"] for row in found} == {"World Bank", "the bank said"}


def test_concepts_count_what_mentions_lists(paper: Path, ibid: Call) -> None:
    (row,) = [row for row in rows(ibid("concepts", paper, "--json")) if row["id"] == "wb"]
    assert (row["mentions"], row["passages"]) == (4, 3)
    assert row["names"] == {"World Bank": 3, "the bank said": 1}


def test_a_quotation_of_a_repaired_passage_warns_of_it(paper: Path, ibid: Call) -> None:
    answer = ibid("quote", f"{paper}/s2.1/p1", "--json")
    (row,) = rows(answer)
    assert (row["kind"], row["locator"]) == ("quotation", "sec. 2.1, para. 1")
    assert [one["kind"] for one in row["cautions"]] == ["repaired"]
    assert ibid("quote", f"{paper}/s2.1/p1").err.startswith(f"ibid: {paper}/s2.1/p1: repaired: ")


def test_several_anchors_are_several_quotations(paper: Path, ibid: Call) -> None:
    anchors = [f"{paper}/s2/p1.2", f"{paper}/s3/n1", "guide/s1/p1"]
    assert [row["anchor"] for row in rows(ibid("quote", *anchors, "--json"))] == anchors
    assert ibid("quote", *anchors[:2]).out.startswith(
        "“The bank said ‘yes’.” (A Paper, sec. 2, para. 1, sentence 2)\n\n“"
    )


@pytest.mark.parametrize(
    "line",
    ["find zzzzzz {}", "passages {} --role furniture", "concepts {} --no-catalogue", "mentions nato {}"],
)
def test_nothing_found_is_an_empty_array_and_code_1(line: str, paper: Path, ibid: Call) -> None:
    arguments = [word.replace("{}", str(paper)) for word in line.split()]
    assert ibid(*arguments, "--json") == (1, "[]\n", "")
    assert ibid(*arguments) == (1, "", "")


@pytest.mark.parametrize("line", [line for line in SHAPES if not line.startswith("quote")])
def test_text_is_one_row_a_line_its_anchor_or_id_first(line: str, paper: Path, ibid: Call) -> None:
    Path(f"{paper}.toml").write_text(CATALOGUE)
    arguments = [word.replace("{}", str(paper)) for word in line.split()]
    found = rows(ibid(*arguments, "--json"))
    lines = ibid(*arguments).out.splitlines()
    assert [one.split("\t")[0] for one in lines] == [row.get("anchor") or row["id"] for row in found]
    assert {one.count("\t") for one in lines} == {lines[0].count("\t")}
    assert lines[0].count("\t") > 0


UNSAFE = "\x07\x08\x1b\x7f\x85\x9b\u200e\u202e\u2066\u2069\u2028\ufff9\U000e0041\U000e007f"


def harmless(text: str) -> bool:
    return all(char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Zl", "Zp", "Cs") for char in text)


@pytest.mark.parametrize(
    "line",
    [
        "toc {}",
        "passages {}",
        "passages {} --role all",
        "find text {}",
        "mentions text {}",
        "quote {}/s0/p1",
        "quote {}/s0",
    ]
    + [f"quote {{}}/s0/p1 --format {name}" for name in ("markdown", "pandoc")],
)
def test_what_a_document_hides_reaches_no_terminal(line: str, tmp_path: Path, ibid: Call) -> None:
    folder = tmp_path / f"od{UNSAFE}d"
    folder.mkdir()
    path = folder / "paper.md"
    path.write_text(f"# Ti{UNSAFE}tle\n\nSome te{UNSAFE}xt and text{', and on it goes' * 20}.\n")
    (folder / "paper.concepts.toml").write_text('[[concept]]\nid = "text"\nkind = "k"\nlabel = "text"\n')
    arguments = [word.replace("{}", str(path)) for word in line.split(" ")]
    as_text, as_json = ibid(*arguments), ibid(*arguments, "--json")
    assert (as_text.code, as_json.code) == (0, 0)
    for stream in (as_text.out, as_text.err, as_json.out, as_json.err):
        assert harmless(stream), ascii(stream)
    assert "␛" in as_text.out + as_text.err
    assert "⟨U+202E⟩" in as_text.out + as_text.err
    assert "\\u202e" in as_json.out
    assert "\\udb40\\udc41" in as_json.out
    assert any(str(path) in str(value) for row in rows(as_json) for value in row.values())


@pytest.mark.parametrize("command", ["toc", "passages", "find", "mentions", "quote", "concepts"])
def test_what_an_error_message_names_reaches_no_terminal(command: str, tmp_path: Path, ibid: Call) -> None:
    name = f"no{UNSAFE}\nne.md"
    arguments = {"find": ["x", name], "mentions": ["x", name], "quote": [f"{name}/s1/p1"]}.get(command, [name])
    answer = ibid(command, *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert harmless(answer.err)
    assert answer.err.count("\n") == 1
    assert "no" in answer.err


def test_the_catalogue_itself_is_printed_as_toml_or_as_skos(paper: Path, ibid: Call, tmp_path: Path) -> None:
    pytest.importorskip("rdflib")
    for form, name in (("toml", "c.toml"), ("turtle", "c.ttl")):
        path = tmp_path / name
        path.write_text(ibid("concepts", paper, "--format", form).out, "utf-8")
        again = rows(ibid("concepts", paper, "--no-catalogue", "--catalogue", path, "--json"))
        first = rows(ibid("concepts", paper, "--json"))
        assert {row["id"]: row["mentions"] for row in again} == {row["id"]: row["mentions"] for row in first}
    assert ibid("concepts", paper, "--format", "toml", "--json").code == 2
