"""`ibid index`: each format says the same, and a label is markup in none."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.commands.conftest import Call
from tests.commands.test_report import _Page
from tui.commands.indexes.latex import escape

NASTY = r"[x] \\\\input{a} $&#_%^~<>|\"`--''{} <b>*é* !`§"
CATALOGUE = rf"""
[[concept]]
id = "gc"
kind = "organization"
label = "Grain Council"
aliases = ["GC"]
related = ["nasty"]
[[concept]]
id = "nasty"
kind = "principle"
label = "{NASTY}"
aliases = ["open ways"]
broader = ["gc"]
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    (tmp_path / "paper.concepts.toml").write_text(CATALOGUE, "utf-8")
    path = tmp_path / "paper.md"
    path.write_text("# 1 One\n\nThe GC keeps open ways.\n\nGrain Council.\n\n# 2 Two\n\nNone.\n", "utf-8")
    return path


def test_markdown(ibid: Call, paper: Path) -> None:
    told = ibid("index", paper)
    assert told.code == 0
    assert "\n## G\n\n- GC, *see* Grain Council\n- Grain Council, §1 p1–p2. *See also* \\[x\\]" in told.out
    assert "\n  - \\[x\\]" in told.out
    assert "<b>" not in told.out.replace("\\<b\\>", "")


def test_html_is_whole_and_escaped(ibid: Call, paper: Path) -> None:
    told = ibid("index", paper, "--format", "html")
    page = _Page(told.out)
    assert not page.open
    assert not page.tags & {"script", "b", "a", "img", "link"}
    assert "GC</span><span>, </span><i>see</i><span> Grain Council" in told.out


def test_json(ibid: Call, paper: Path) -> None:
    rows = json.loads(ibid("index", paper, "--json").out)
    grain = next(row for row in rows if row["concept"] == "gc")
    assert grain["locators"] == [
        {"document": str(paper), "section": "1", "text": "p1–p2", "from": f"{paper}/s1/p1", "to": f"{paper}/s1/p2"}
    ]
    assert [row["see"] for row in rows if row["label"] == "GC"] == [["Grain Council"]]
    assert [row["above"] for row in rows if row["concept"] == "nasty"] == [["Grain Council"], []]


def test_latex_escapes_every_character_that_means_something() -> None:
    told = escape("\\ { } $ & # _ % ^ ~ < > | \" ` [ ] -- '' \x1b \u202e \ufffe")
    for command in (r"\textbackslash{}", r"\{", r"\}", r"\$", r"\&", r"\#", r"\_", r"\%", r"\textasciicircum{}"):
        told = told.replace(command, "")
    for command in (r"\textasciitilde{}", r"\textless{}", r"\textgreater{}", r"\textbar{}", r"\char34{}", r"\char96{}"):
        told = told.replace(command, "")
    assert told.split() == ["{[}", "{]}", "-{}-", "'{}'", "U+001B", "U+202E", "U+FFFE"]


def test_latex_says_when_it_needs_another_engine(ibid: Call, tmp_path: Path) -> None:
    catalogue = tmp_path / "c.toml"
    catalogue.write_text('[[concept]]\nid = "a"\nkind = "x"\nlabel = "Alpha Board"\naliases = ["甲板"]\n', "utf-8")
    for text, wanted in (("The Alpha Board met.", False), ("The Alpha Board (甲板) met.", True)):
        paper = tmp_path / "p.txt"
        paper.write_text(text, "utf-8")
        told = ibid("index", paper, "--format", "latex", "--no-catalogue", "--catalogue", catalogue).out
        assert ("XeLaTeX" in told) is wanted


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
def test_latex_sets_it(ibid: Call, paper: Path, tmp_path: Path) -> None:
    (tmp_path / "p.ind").write_text(ibid("index", paper, "--format", "latex").out, "utf-8")
    (tmp_path / "p.tex").write_text(
        "\\documentclass{article}\n\\usepackage{makeidx}\n\\begin{document}\n\\printindex\n\\end{document}\n"
    )
    done = subprocess.run(
        ["pdflatex", "-halt-on-error", "-interaction=nonstopmode", "-no-shell-escape", "p.tex"],
        cwd=tmp_path,
        capture_output=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-600:]


def test_several_documents_are_numbered(ibid: Call, paper: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("# 3 A\n\nThe GC again.\n\n# 4 B\n\nNone.\n", "utf-8")
    arguments = ("index", paper, other, "--catalogue", paper.with_suffix(".concepts.toml"))
    assert "- Grain Council, \\[1\\] §1 p1–p2; \\[2\\] §1 p1." in ibid(*arguments).out
    assert not _Page(ibid(*arguments, "--format", "html").out).open


def test_nothing_found_and_faults(ibid: Call, tmp_path: Path) -> None:
    empty = tmp_path / "empty.md"
    empty.write_text("Nothing at all.\n", "utf-8")
    assert ibid("index", empty, "--no-catalogue")[:2] == (1, "")
    assert ibid("index", empty, "--no-catalogue", "--json")[:2] == (1, "[]\n")
    assert ibid("index", empty, "--format", "word").code == 2
    assert ibid("index").code == 0
