"""The program among others: pipes, options, locales, what it loads."""

import json
import os
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import Call, Shell
from tests.conftest import ROOT
from tui import __version__
from tui.commands.route import COMMANDS


@pytest.mark.parametrize("name", ["paper.md", "with blanks/and (more).txt", "中文.md", "a/s1/p1.md", "-dash.md", "s2"])
def test_the_first_field_of_find_feeds_quote(name: str, shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "here" / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text("Some first words.\n\nThe co-construction of a norm.\n")
    answer = shell('ibid find -- coconstuction "$NAME" | head -1 | cut -f1 | xargs -d "\\n" ibid quote --', NAME=name)
    assert answer.code == 0, answer
    assert answer.out == f"“The co-construction of a norm.” ({name}, para. 2)\n"


def test_rows_are_tab_separated_without_colour_even_where_colour_is_asked_for(shell: Shell) -> None:
    answer = shell("ibid find trust | cat", FORCE_COLOR="1", CLICOLOR_FORCE="1", TERM="xterm-256color")
    assert answer.code == 0
    assert all(line.count("\t") == 2 for line in answer.out.splitlines())
    assert "\x1b" not in answer.out


@pytest.mark.parametrize(
    "line", ["ibid passages yuan2023 --role all", "ibid mentions belt-and-road", "ibid toc yuan2023 --json"]
)
def test_a_reader_that_has_seen_enough_is_no_fault(line: str, shell: Shell) -> None:
    answer = shell(f"{line} | head -c 1")
    assert (answer.code, answer.err) == (0, "")
    assert shell(f"set +o pipefail; {line} | true").err == ""


def test_standard_input_is_a_document(shell: Shell) -> None:
    data = "# T\r\n\r\nA river and Flüsse.\r\n".encode()
    assert shell("ibid passages -", data) == (0, "-/s0/p1\tA river and Flüsse.\n", "")
    assert [row["spans"] for row in json.loads(shell("ibid toc - --json", data).out)] == [[[0, 3]]]
    assert shell("ibid find river -", data).out.startswith("-/s0/p1\t")
    assert shell("ibid passages - | head -1 | cut -f1 | xargs ibid quote --", data).code != 0
    assert "standard input" in shell("ibid quote -- -/s0/p1", data).err


def test_standard_input_without_text_is_told(shell: Shell) -> None:
    for data in (b"", b"\0\1\2\3" * 50):
        answer = shell("ibid toc -", data)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith("ibid: standard input: ")


def test_options_may_stand_anywhere_and_two_dashes_end_them(
    ibid: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = ibid("find", "trust", "guide", "--json")
    assert wanted.code == 0
    assert ibid("find", "--json", "trust", "guide") == wanted
    assert ibid("find", "--json", "--", "trust", "guide") == wanted
    monkeypatch.chdir(tmp_path)
    Path("--json").write_text("A file with trust in its zebra.\n")
    assert ibid("find", "trust", "--", "--json").out.startswith("--json/s0/p1\t")
    assert ibid("find", "--", "trust", "--json").out.startswith("--json/s0/p1\t")
    answer = ibid("find", "--", "trust -zebra", "--json", "guide")
    assert (answer.code, "--json/s0" in answer.out) == (0, False)
    assert ibid("find", "--", "-trust zebra", "--json").code == 1


def test_a_file_is_preferred_to_a_key_of_the_same_name(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "here" / "guide").write_text("Of my own.\n")
    assert shell("ibid passages guide").out == "guide/s0/p1\tOf my own.\n"
    (tmp_path / "here" / "guide").unlink()
    assert shell("mkdir guide; ibid passages guide | head -1").out.startswith("guide/s0/p1\tibid opens")


@pytest.mark.parametrize("locale", ["LC_ALL=C", "LC_ALL=POSIX", "PYTHONIOENCODING=latin-1"])
def test_the_answer_is_utf8_whatever_the_locale(locale: str, shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "here" / "中文.md").write_text("上海合作组织 “met”.\n", "utf-8")
    wanted = (0, "中文.md/s0/p1\t上海合作组织 “met”.\n", "")
    assert shell(f"{locale} ibid passages 中文.md") == wanted
    assert shell(f"{locale} ibid find 合作 中文.md --json").out.count("上海合作组织") == 1
    assert "没有" in shell(f"{locale} ibid toc 没有.md").err


def test_a_file_name_that_is_no_utf8_is_opened_and_shown_safely(shell: Shell, tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path / "here") + b"/a\xff.md", "w") as file:
        file.write("Text.\n")
    answer = shell("ibid passages a*.md")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "a⟨U+DCFF⟩.md/s0/p1\tText.\n"
    assert json.loads(shell("ibid passages a*.md --json").out)[0]["anchor"] == "a\udcff.md/s0/p1"


def test_a_catalogue_of_ones_own_is_added_and_replaces(ibid: Call, home: Path, tmp_path: Path) -> None:
    text = tmp_path / "a.md"
    text.write_text("The AIIB and a river and a road.\n")
    entry = '[[concept]]\nid = "{}"\nkind = "thing"\nlabel = "{}"\n'

    def found(*options: object) -> set[str]:
        return {row["id"] for row in json.loads(ibid("concepts", text, "--json", *options).out)}

    assert found() == {"aiib"}
    (home / "config").mkdir()
    (home / "config" / "concepts.toml").write_text(entry.format("river", "river"))
    assert found() == {"aiib", "river"}
    (tmp_path / "a.concepts.toml").write_text(entry.format("road", "road"))
    assert found() == {"aiib", "river", "road"}
    (tmp_path / "1.toml").write_text(entry.format("water", "river"))
    (tmp_path / "2.toml").write_text(entry.format("way", "road"))
    assert found("--catalogue", tmp_path / "1.toml") == {"aiib", "water", "road"}
    both = ("--catalogue", tmp_path / "1.toml", "--catalogue", tmp_path / "2.toml")
    assert found("--no-catalogue", *both) == {"water", "way"}
    assert found("--no-catalogue") == set()


def test_help_and_version_are_answers(ibid: Call) -> None:
    assert ibid("--version") == (0, f"ibid {__version__}\n", "")
    for arguments in (["--help"], ["-h"], *([command, "--help"] for command in COMMANDS)):
        answer = ibid(*arguments)
        assert (answer.code, answer.err) == (0, "")
        assert "Usage: ibid" in answer.out
    for command in COMMANDS:
        assert "--json" in ibid(command, "--help").out


def test_an_interrupt_ends_with_130(ibid: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.library.open.open_reading", interrupted)
    answer = ibid("toc", "guide")
    assert (answer.code, answer.out, answer.err.strip()) == (130, "", "")


LOADED = """
import sys
from tui.commands.main import run
code = run(sys.argv[1:], None)
names = {name.split(".")[0] for name in sys.modules} & {"textual", "rich"}
names |= {name for name in sys.modules if name.startswith("tui.app")}
print(code, *sorted(names), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("line", "loaded"),
    [
        ("toc guide", "0"),
        ("passages guide --role all --json", "0"),
        ("find pasage guide", "0"),
        ("find concept:aiib yuan2023", "0"),
        ("concepts yuan2023", "0"),
        ("mentions aiib yuan2023", "0"),
        ("quote yuan2023/s1/p1", "0"),
        ("doctor", "0"),
        ("toc none.md", "2"),
        ("guide", "2"),
    ],
)
def test_no_command_loads_the_screen(line: str, loaded: str, shell: Shell) -> None:
    answer = shell(f"PYTHONPATH='{ROOT}' '{sys.executable}' -c '{LOADED}' {line}")
    assert answer.err.splitlines()[-1] == loaded


def test_options_of_all_commands_may_stand_before_the_command(ibid: Call, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# One\n\nWords.\n")
    assert ibid("--json", "toc", tmp_path / "a.md").out == ibid("toc", tmp_path / "a.md", "--json").out
    library = tmp_path / "library.sqlite"
    assert ibid("--library", library, "--no-catalogue", "list").out == ibid("list", "--library", library).out


def test_what_asks_for_nothing_is_told(ibid: Call) -> None:
    assert ibid("toc", "").err == "ibid: an empty name: a document is a path, - or a key of the library\n"
    answer = ibid("find", "", "guide")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "ibid: there is nothing to look for in the query\n"


def test_a_document_named_twice_is_searched_once(ibid: Call) -> None:
    once = ibid("find", "outline", "guide", "--json")
    assert once.code == 0
    assert ibid("find", "outline", "guide", "guide", "--json").out == once.out
