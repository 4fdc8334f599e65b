"""`ibid report`: whole in itself, well-formed, and nothing in a text is markup or a formula."""

import csv
import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.commands.conftest import Call
from tui.commands.reports.csv import plain

HOSTILE = "<script>alert(1)</script>\u202e\x1b[2J\"'&]]>"
SVG = "{http://www.w3.org/2000/svg}"
CATALOGUE = r"""
[[concept]]
id = "gc"
kind = "organization"
label = "=Grain Council</text><script>x()</script>"
aliases = ["Grain Council", "GC"]
[[concept]]
id = "openness"
kind = "principle"
label = "openness"
[[concept]]
id = "sb"
kind = "other"
label = "Salt & Bureau"
"""
TEXT = f"""---
title: "Title <b>bold</b> & more"
---

# 1 One <i>

The Grain Council owes openness. {HOSTILE} The Salt & Bureau met the GC.[^1]

# 2 Two

The GC is alone. Grain Council.

[^1]: GC, p. 3.
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    (tmp_path / "paper.concepts.toml").write_text(CATALOGUE, "utf-8")
    path = tmp_path / "paper.md"
    path.write_text(TEXT, "utf-8")
    return path


class _Page(HTMLParser):
    """Tags and attributes of a page; that every element is closed."""

    VOID = ("meta",)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_runs_nothing_and_fetches_nothing(ibid: Call, paper: Path) -> None:
    told = ibid("report", paper)
    assert told.code == 0
    page = _Page(told.out)
    assert not page.open
    assert not page.tags & {"script", "link", "img", "iframe", "object", "b", "i", "a", "form"}
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in ("src", "href")]
    assert "url(" not in told.out
    assert "@import" not in told.out
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", told.out)
    assert "Title &lt;b&gt;bold&lt;/b&gt; &amp; more" in told.out


def test_the_page_tells_meetings_with_their_sentences_and_anchors(ibid: Call, paper: Path) -> None:
    out = ibid("report", paper).out
    assert f"{paper}/s1/p1.1</code>" in out
    assert "owes openness." in out
    assert "Gries" in out
    assert "Collocates" in out


def test_the_picture_is_well_formed_and_draws_a_stroke_a_mention(ibid: Call, paper: Path, tmp_path: Path) -> None:
    told = ibid("report", paper, "--format", "svg")
    root = ET.fromstring(told.out)
    assert root.tag == f"{SVG}svg"
    assert not [
        one for one in root.iter() if one.tag in (f"{SVG}script", f"{SVG}a", f"{SVG}image", f"{SVG}foreignObject")
    ]
    ticks = [one.get("d", "") for one in root.iter(f"{SVG}path") if one.get("class") == "tick"]
    assert ticks[0].count("v-10") == 4
    assert ticks[0].count("v5") == 1
    if shutil.which("rsvg-convert"):
        picture = tmp_path / "a.png"
        done = subprocess.run(["rsvg-convert", "-o", picture], input=told.out.encode(), check=False)
        assert done.returncode == 0
        assert picture.stat().st_size > 1_000


def test_json_adds_up(ibid: Call, paper: Path) -> None:
    told = ibid("report", paper, "--json")
    assert told.out == ibid("report", paper, "--format", "json").out
    rows = {row["id"]: row for row in json.loads(told.out)}
    grain = rows["gc"]
    assert (grain["mentions"], grain["body"], grain["notes"], len(grain["places"])) == (5, 4, 1, 5)
    assert sum(name["mentions"] for name in grain["names"]) == 5
    assert sum(one["mentions"] for one in grain["sections"]) == 5
    assert sum(name["share"] for name in grain["names"]) == pytest.approx(1, abs=0.001)
    met = {one["id"]: one for one in grain["meetings"]}
    assert met["openness"]["evidence"][0][0]["anchor"] == f"{paper}/s1/p1.1"
    assert set(grain["dispersion"]) == {"whole", "body", "notes"}


def test_csv_holds_no_formula(ibid: Call, paper: Path) -> None:
    table = list(csv.reader(io.StringIO(ibid("report", paper, "--format", "csv").out)))
    assert len({len(row) for row in table}) == 1
    labels = {row[2] for row in table}
    assert "'=Grain Council</text><script>x()</script>" in labels
    for row in table[1:]:
        float(row[-1])
        assert not [cell for cell in row[:-1] if cell.lstrip()[:1] in tuple("=+-@") and cell.strip()]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1", "\r=1"])
def test_what_a_spreadsheet_might_run_is_held_back(cell: str) -> None:
    assert plain(cell)[0] not in "=+-@＝ \t\r"


def test_several_documents_stand_in_one_report(ibid: Call, paper: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("# 1 A\n\nThe GC again.\n", "utf-8")
    arguments = ("report", paper, other, "--catalogue", paper.with_suffix(".concepts.toml"))
    rows = {row["id"]: row for row in json.loads(ibid(*arguments, "--json").out)}
    assert rows["gc"]["mentions"] == 6
    assert {one["document"] for one in rows["gc"]["sections"]} == {str(paper), str(other)}
    ET.fromstring(ibid(*arguments, "--format", "svg").out)
    assert not _Page(ibid(*arguments).out).open


def test_two_concepts_stand_side_by_side(ibid: Call, paper: Path) -> None:
    told = ibid("report", paper, "--concept", "GC", "--concept", "openness")
    assert told.code == 0
    assert not _Page(told.out).open
    assert "What the text says of each" in told.out
    rows = json.loads(ibid("report", paper, "--concept", "GC", "--concept", "openness", "--json").out)
    said = {row["id"]: row["said"] for row in rows}
    assert said["openness"] == [
        {"anchor": f"{paper}/s1/p1.1", "text": "The Grain Council owes openness.", "concepts": ["gc", "openness"]}
    ]
    assert len(said["gc"]) == 5
    assert "said" not in json.loads(ibid("report", paper, "--json").out)[0]
    assert ibid("report", paper, "--concept", "GC", "--format", "svg").out.count('class="tick"') == 3
    wrong = ibid("report", paper, "--concept", "Grain Counsel")
    assert (wrong.code, wrong.out) == (2, "")
    assert "Grain Council" in wrong.err


def test_nothing_found_and_faults(ibid: Call, tmp_path: Path) -> None:
    empty = tmp_path / "empty.md"
    empty.write_text("Nothing at all.\n", "utf-8")
    assert ibid("report", empty, "--no-catalogue").code == 1
    assert ibid("report", empty, "--no-catalogue").out == ""
    assert ibid("report", empty, "--no-catalogue", "--json").out == "[]\n"
    assert ibid("report").code == 2
    assert ibid("report", empty, "--format", "pdf").code == 2
    assert ibid("report", tmp_path / "none.md").code == 2


def test_what_only_may_mean_a_concept_is_told_apart_and_counted_nowhere(ibid: Call, tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text("# 1 One\n\nThe Grain Council met. Nobody paid the council a penny.\n", "utf-8")
    paper.with_suffix(".concepts.toml").write_text(
        '[[concept]]\nid = "gc"\nkind = "organization"\nlabel = "Grain Council"\n', "utf-8"
    )
    (row,) = json.loads(ibid("report", paper, "--json", "--concept", "gc").out)
    assert (row["mentions"], len(row["places"])) == (1, 1)
    (told,) = row["references"]
    assert (told["anchor"], told["text"], told["state"]) == (f"{paper}/s0/p1.2", "the council", "possible")
    assert told["sentence"] == "Nobody paid the council a penny."
    figures = [*csv.DictReader(io.StringIO(ibid("report", paper, "--format", "csv", "--concept", "gc").out))]
    assert [one["name"] for one in figures if one["measure"] == "reference-possible"] == ["the council"]
    assert [one["section"] for one in figures if one["measure"] == "place"] == ["0"]
    assert "none is counted above" in ibid("report", paper, "--concept", "gc").out


def test_where_a_query_hits_is_counted_like_a_concept(ibid: Call, paper: Path) -> None:
    (row,) = json.loads(ibid("report", paper, "--find", "owes", "--json").out)
    assert (row["id"], row["kind"], row["mentions"]) == ("find:owes", "search", 1)
    assert {one["id"] for one in row["meetings"]} == {"gc", "openness", "sb"}
    assert row["dispersion"]["whole"]["parts"] == 2
    wrong = ibid("report", paper, "--find", "in:99 owes")
    assert (wrong.code, wrong.out) == (2, "")
    assert ibid("report", paper, "--find", "zebra", "--json").out == "[]\n"
