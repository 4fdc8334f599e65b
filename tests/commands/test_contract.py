"""The shell's face as scripts build on it: names, fields, exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tui.commands.main import run

FIELDS = {
    "toc": {"anchor", "number", "level", "title", "passages", "words", "spans"},
    "passages": {"anchor", "role", "section", "number", "text", "spans", "repairs"},
    "find": {"anchor", "document", "section", "role", "score", "text", "matches"},
    "concepts": {"id", "kind", "label", "mentions", "passages", "names"},
    "mentions": {"anchor", "role", "concept", "alias", "text", "spans", "before", "after"},
    "quote": {"anchor", "kind", "quote", "locator", "citation", "reference", "cautions"},
}
CALLS = {
    "toc": ["toc", "yuan2023"],
    "passages": ["passages", "yuan2023", "--role", "all"],
    "find": ["find", "coconstuction", "yuan2023"],
    "concepts": ["concepts", "yuan2023"],
    "mentions": ["mentions", "aiib", "yuan2023"],
    "quote": ["quote", "yuan2023/s1/p1"],
}


def reader(*_: object) -> int:
    raise AssertionError("no command opens the reader")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IBID_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("IBID_DATA", str(tmp_path / "data"))


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(list(arguments), reader)
    out, err = capsys.readouterr()
    return code, out, err


def shell(*arguments: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "tui", *arguments], capture_output=True, check=False, **more)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize("command", FIELDS)
def test_json_has_the_fields_of_the_contract(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, *CALLS[command], "--json")
    rows = json.loads(out)
    assert code == 0
    assert rows
    assert all(set(row) == FIELDS[command] for row in rows)


@pytest.mark.parametrize("command", FIELDS)
def test_text_is_a_row_a_line_with_tabs(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, *CALLS[command])
    assert code == 0
    assert command == "quote" or all("\t" in line for line in out.splitlines())


def test_nothing_found_is_an_empty_array_and_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "find", "xyzzyq", "yuan2023", "--json")[:2] == (1, "[]\n")
    assert call(capsys, "mentions", "nato", "yuan2023")[:2] == (1, "")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["toc", "none.txt"], "no such file"),
        (["toc", "/"], "directory"),
        (["toc", "nokey"], "yuan2023"),
        (["toc"], "DOC"),
        (["toc", "guide", "--jsn"], "--json"),
        (["mentions", "aiibb", "guide"], "did you mean"),
        (["find", "conept:x", "guide"], "query, character 1"),
        (["quote", "guide/s1/p99"], "nearest"),
        (["quote", "nonsense"], "KEY/s2/p4"),
        (["passages", "guide", "--section", "77"], "no section"),
        (["concepts", "guide", "--kind", "orgs"], "organization"),
        (["toc", "guide", "--catalogue", "none.toml"], ""),
        (["finds", "x"], "ibid find"),
        (["none.txt"], "no such file"),
    ],
)
def test_a_fault_is_one_line_and_exit_code_2(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if arguments == ["toc", "guide", "--catalogue", "none.toml"]:
        arguments[0] = "concepts"
    code, out, err = call(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith("ibid: ")
    assert says in err


def test_a_catalogue_at_fault_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "c.toml"
    path.write_text('[[concept]]\nid = "a"\nkind = "principle"\nlabel = "Alpha"\nalais = ["b"]\n')
    code, _, err = call(capsys, "concepts", "guide", "--catalogue", str(path))
    assert code == 2
    assert err == f'ibid: {path}:5: unknown key "alais" in concept "a" (did you mean "aliases"?)\n'


def test_no_catalogue_leaves_only_those_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "c.toml"
    path.write_text('[[concept]]\nid = "sb"\nkind = "notion"\nlabel = "scroll bar"\n')
    _, out, _ = call(capsys, "concepts", "guide", "--no-catalogue", "--catalogue", str(path), "--json")
    assert [row["id"] for row in json.loads(out)] == ["sb"]


def test_what_must_not_reach_a_terminal_does_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a\x1b[31m.md"
    path.write_text("# T\x1b]0;x\x07 \u202e\n\nText \x1b[31m \u009b \U000e0041 here.\n")
    for arguments in (["toc"], ["passages"], ["passages", "--role", "all", "--json"], ["find", "text"]):
        command, *rest = arguments
        documents = [*rest[:1], str(path)] if command == "find" else [str(path), *rest]
        _, out, err = call(capsys, command, *documents)
        assert not any(char in out + err for char in "\x1b\x07\u009b\u202e\U000e0041"), command
    _, _, err = call(capsys, "toc", str(path) + "none")
    assert "\x1b" not in err
    _, out, _ = call(capsys, "passages", str(path), "--json")
    assert "\\u001b" in out
    assert json.loads(out)[0]["text"].startswith("Text \x1b[31m")


def test_an_anchor_from_find_feeds_quote(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capsys, "find", "mission creep", "yuan2023")
    anchor = out.splitlines()[0].split("\t")[0]
    code, quoted, err = call(capsys, "quote", anchor)
    assert code == 0
    assert "(cf. Yuan & Zhao 2023" in quoted
    assert "\u201c" not in quoted[:1]
    assert "machine-translation" in err


def test_every_character_is_in_one_passage(capsys: pytest.CaptureFixture[str], seeds: Path) -> None:
    source = (seeds / "guide.md").read_text("utf-8")
    _, out, _ = call(capsys, "passages", "guide", "--role", "all", "--json")
    held = {at for row in json.loads(out) for a, b in row["spans"] for at in range(a, b)}
    body = source.index("---\n\n#") + 5
    assert {at for at, char in enumerate(source) if at >= body and not char.isspace()} <= held


def test_standard_input_is_read_but_not_quoted() -> None:
    found = shell("passages", "-", input=b"One line.\n")
    assert (found.returncode, found.stdout) == (0, b"-/s0/p1\tOne line.\n")
    assert shell("quote", "--", "-/s0/p1").returncode == 2


def test_no_command_imports_the_screen() -> None:
    code = (
        "import sys\nfrom tui.commands.main import run\n"
        "for call in (['toc', 'guide'], ['find', 'pasage', 'guide'], ['concepts', 'guide'], ['quote', 'guide/s1/p1'],"
        " ['mentions', 'who', 'guide'], ['passages', 'guide'], ['doctor']):\n"
        "    run(call, None)\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('textual', 'rich')], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stderr.strip().splitlines()[-1] == "[]"


def test_an_outline_loads_only_what_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text(
        "# 1. One\n\nA sentence of some words.\n\n# 2. Two\n\nAnother one, \u201cwith quotes\u201d.\n", "utf-8"
    )
    needless = [
        "difflib",
        "json",
        "sqlite3",
        "rapidfuzz",
        "tantivy",
        "tui.concepts.model",
        "tui.search",
        "tui.text.folding",
    ]
    needless += ["platformdirs"] if sys.platform == "linux" else []
    code = (
        f"import sys\nfrom tui.commands.main import run\nrun(['toc', {str(path)!r}], None)\n"
        f"print([name for name in {needless} if name in sys.modules])"
    )
    env = {"HOME": str(tmp_path), "IBID_DATA": str(tmp_path / "none"), "PATH": os.environ["PATH"]}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, env=env)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "passages", "yuan2023", "--role", "all"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdout is not None
        program.stdout.read(10)
        program.stdout.close()
        assert program.stderr is not None
        assert program.stderr.read() == b""
        assert program.wait() == 0


def test_without_a_terminal_the_reader_says_so() -> None:
    done = shell("guide", stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert b"terminal" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_any_locale_prints_utf8(tmp_path: Path) -> None:
    env = {"LC_ALL": "C", "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    done = shell("find", "\u4e00", "yuan2023", env=env)
    assert done.returncode in (0, 1)
    done.stdout.decode("utf-8")


def test_doctor_finds_all_sound(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "doctor", "--json")
    assert code == 0
    assert not [row for row in json.loads(out) if row["state"] == "fault"]


def test_on_a_terminal_rows_are_wrapped_by_cells() -> None:
    from wcwidth import wcswidth

    from tui.commands.output import _lines

    lines = _lines("上海合作组织" * 20 + " and a few words of another script", 30)
    assert all(0 < wcswidth(line) <= 30 for line in lines)
    assert "".join(lines).replace(" ", "") == ("上海合作组织" * 20 + "andafewwordsofanotherscript")


def test_concepts_come_by_kind_organizations_first(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capsys, "concepts", "yuan2023", "--json")
    kinds = [row["kind"] for row in json.loads(out)]
    assert list(dict.fromkeys(kinds))[:2] == ["organization", "principle"]
    assert len(set(kinds)) == sum(a != b for a, b in zip(kinds, ["", *kinds], strict=False))


def test_a_missing_document_leaves_no_half_answer(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = call(capsys, "mentions", "aiib", "yuan2023", "none.txt", "--json")
    assert (code, out) == (2, "")
    assert "none.txt" in err
