"""What is at fault is told in one line, with exit code 2, and never by a traceback."""

import os
import sqlite3
from pathlib import Path

import pytest

from tests.commands.conftest import Answer, Call, Shell

COMMANDS = {
    "toc": ["toc", "{}"],
    "passages": ["passages", "{}"],
    "find": ["find", "x", "{}"],
    "concepts": ["concepts", "{}"],
    "mentions": ["mentions", "un", "{}"],
    "quote": ["quote", "{}/s1/p1"],
}
ENTRY = '[[concept]]\nid = "{}"\nkind = "k"\nlabel = "{}"\n'


def one_line(answer: Answer, *told: object) -> None:
    assert answer.code == 2, answer
    assert answer.out == ""
    assert answer.err.startswith("ibid: ")
    assert answer.err.count("\n") == 1
    for word in told:
        assert str(word) in answer.err


@pytest.fixture(params=COMMANDS)
def on(request: pytest.FixtureRequest, ibid: Call) -> Call:
    """Calls each command on a document."""
    return lambda name, *more: ibid(*(word.replace("{}", str(name)) for word in COMMANDS[request.param]), *more)


@pytest.mark.parametrize("json", [[], ["--json"]])
def test_a_missing_file_is_told(on: Call, tmp_path: Path, json: list[str]) -> None:
    one_line(on(tmp_path / "none.md", *json), tmp_path / "none.md", "no such file")


def test_a_folder_is_told(on: Call, tmp_path: Path) -> None:
    one_line(on(tmp_path), tmp_path, "directory")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (bytes(range(32)) * 9, "binary"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\3\4", "ZIP"),
    ],
)
def test_a_file_without_text_is_told(on: Call, tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    one_line(on(path), path, told)


def test_an_unknown_key_is_told_with_those_there_are(on: Call) -> None:
    one_line(on("yaun2023"), "yaun2023", "yuan2023", "guide")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_one_may_not_read_is_told(on: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("x")
    path.chmod(0)
    one_line(on(path), path, "permission")


def test_invalid_utf8_is_read_and_each_byte_told_as_one_character(ibid: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("Über den Fluß, schön. ".encode() * 20 + b"\xff\xfe end.\n")
    answer = ibid("passages", path)
    assert answer.code == 0
    assert "\ufffd\ufffd end." in answer.out
    assert "2 bytes could not be decoded" in ibid("toc", path).err


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (ENTRY.format("a", "Alpha") + 'alaises = ["b"]\n', 5, 'did you mean "aliases"'),
        (ENTRY.format("a", "Alpha") + ENTRY.format("a", "Beta"), 6, 'id "a" is taken already (line 2)'),
        (ENTRY.format("a", "Alpha") + ENTRY.format("b", "alpha"), 8, 'names concept "a" already (line 4)'),
        (ENTRY.format("a", "Alpha") + 'related = ["aa"]\n', 5, 'names "aa", which is no concept'),
        ("[[concept]\n", 1, "not TOML"),
        ('[[concept]]\nid = "a"\n', 1, 'has no "kind"'),
    ],
)
@pytest.mark.parametrize("command", ["concepts", "mentions", "find"])
def test_a_catalogue_at_fault_is_told_with_its_line(
    command: str, text: str, line: int, told: str, ibid: Call, tmp_path: Path
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text)
    query = {"mentions": ["un"], "find": ["concept:un"]}.get(command, [])
    one_line(ibid(command, *query, "guide", "--catalogue", path), f"{path}:{line}: ", told)


@pytest.mark.parametrize("beside", [True, False])
def test_a_catalogue_that_is_not_asked_for_does_not_matter(beside: bool, ibid: Call, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Some text.\n")
    (tmp_path / "a.concepts.toml").write_text("broken")
    assert ibid("find", "text", tmp_path / "a.md").code == 0
    answer = ibid("concepts", tmp_path / "a.md", *(["--no-catalogue"] if not beside else []))
    assert answer.code == (2 if beside else 1)


@pytest.mark.parametrize(
    ("data", "told"), [(None, "no such file"), (b"\xff\xfe", "not UTF-8"), (b"\0\1\2", "not TOML")]
)
def test_a_catalogue_that_can_not_be_read_is_told(data: bytes | None, told: str, ibid: Call, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    if data is not None:
        path.write_bytes(data)
    one_line(ibid("concepts", "guide", "--catalogue", path), path, told)
    one_line(ibid("concepts", "guide", "--catalogue", tmp_path), tmp_path, "directory")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("tco guide", 'did you mean "ibid toc"'),
        ("fnd x", 'did you mean "ibid find"'),
        ("toc", "Missing argument 'DOC'"),
        ("find", "Missing argument 'QUERY'"),
        ("quote", "Missing argument 'ANCHOR...'"),
        ("toc guide yuan2023", "unexpected extra argument"),
        ("toc guide --jso", "--json"),
        ("find x guide --limit 0", "--limit"),
        ("find x guide --limit many", "--limit"),
        ("passages guide --role bdy", "'bdy' is not one of 'body'"),
        ("passages guide --section 99", 'no section "99"'),
        ("quote guide/s1/p1 --format latx", "'plain', 'markdown', 'pandoc'"),
        ("quote guide", "KEY/s2/p4"),
        ("quote guide/s1/p99", "the nearest is guide/s1/p"),
        ("quote guide/s1/p1.99", "sentences"),
        (f"quote guide/s1/p1.{'9' * 5000}", "KEY/s2/p4"),
        ("quote -- -/s0/p1", "standard input"),
        ("concepts guide --kind organisation", "organization"),
        ("mentions untied-nations guide", '"united-nations"'),
        ("find concept:untied-nations guide", '"united-nations"'),
        ("find kind:organisation guide", "organization"),
        ("find in:99 guide", "query, character 4"),
        ("find role:nots guide", 'did you mean "note"'),
        ('find "open guide', "query, character 1: the quotation mark is not closed"),
        ("find -- -concept:un guide", "query, character 1"),
        ("find concpt:un guide", 'did you mean "concept:"'),
        ("toc -- --json", "--json: no such file"),
        ("toc --catalogue", "requires an argument"),
    ],
)
def test_a_call_at_fault_is_told_with_what_would_be_right(line: str, told: str, ibid: Call) -> None:
    one_line(ibid(*line.split(" ")), told)


def test_what_another_document_lacks_is_no_fault(ibid: Call, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.md").write_text(f"# T\n\n## {ord(name)}. S\n\nSome river.\n")
    (tmp_path / "b.concepts.toml").write_text(ENTRY.format("water", "river"))
    both = (tmp_path / "a.md", tmp_path / "b.md")
    for query in ("concept:water", "in:98 river", "kind:k"):
        answer = ibid("find", query, *both)
        assert (answer.code, answer.err) == (0, "")
        assert answer.out.startswith(f"{both[1]}/s98/p1\t")
    assert ibid("mentions", "water", *both).out.startswith(f"{both[1]}/s98/p1\t")
    one_line(ibid("mentions", "watr", *both), 'no concept "watr"')
    one_line(ibid("find", "in:7 river", *both), 'no section "7"')


def test_without_a_terminal_the_reader_says_what_to_do(ibid: Call, shell: Shell) -> None:
    one_line(ibid("guide"), "needs a terminal", "ibid passages DOC")
    one_line(shell("ibid"), "needs a terminal")


@pytest.mark.parametrize("line", ["ibid toc - <&-", "ibid find x - <&-"])
def test_a_closed_standard_input_is_told(line: str, shell: Shell) -> None:
    one_line(shell(line), "standard input: ")


@pytest.mark.parametrize(
    "line",
    [
        "ibid guide <&-",
        "echo x > a; ibid a <&-",
        "ibid README <&- >&-",
        "ibid toc guide >&-",
        "ibid find x guide --json >&-",
    ],
)
def test_closed_streams_leave_no_traceback(line: str, shell: Shell) -> None:
    one_line(shell(line))


def test_a_closed_standard_error_changes_no_answer(shell: Shell) -> None:
    assert shell("ibid toc guide 2>&-") == shell("ibid toc guide")
    assert shell("ibid toc none.md 2>&-") == (2, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("line", ["passages yuan2023 --json", "toc guide", "find bank"])
def test_a_full_disk_is_told(line: str, shell: Shell) -> None:
    one_line(shell(f"ibid {line} > /dev/full"), "standard output: No space left on device")


def test_doctor_tells_every_fault_it_finds(ibid: Call, home: Path) -> None:
    (home / "config").mkdir()
    (home / "data").mkdir()
    assert ibid("doctor").code == 0
    (home / "config" / "config.toml").write_text("them = 'dark'\n")
    (home / "config" / "concepts.toml").write_text("[[concept]]\n")
    (home / "data" / "library.sqlite").write_bytes(b"no database " * 99)
    answer = ibid("doctor")
    assert (answer.code, answer.err) == (2, "")
    faults = [line for line in answer.out.splitlines() if "\tfault\t" in line]
    assert [line.split("\t")[0] for line in faults] == ["config", "catalogue", "library"]
    assert 'did you mean "theme"' in faults[0]
    assert "concepts.toml:1:" in faults[1]


@pytest.mark.parametrize("spoil", ["newer", "inside", "folder"])
def test_doctor_tells_a_library_that_can_not_be_used(spoil: str, ibid: Call, home: Path) -> None:
    from tui.library.schema import VERSION
    from tui.library.store import Kept, Store

    path = home / "own.sqlite"
    if spoil == "folder":
        path.mkdir()
    else:
        store = Store(path)
        for n in range(200):
            store.keep_place(f"/{n}", "T" * 60, Kept(n, "words " * 9))
        store.close()
    if spoil == "newer":
        with sqlite3.connect(path) as database:
            database.execute(f"pragma user_version = {VERSION + 1}")
    if spoil == "inside":
        data = path.read_bytes()
        path.write_bytes(data[:4096] + b"\x5a" * (len(data) - 4096))
    answer = ibid("doctor", "--library", path)
    assert answer.code == 2
    assert [line.split("\t")[0] for line in answer.out.splitlines() if "\tfault\t" in line] == ["library"]


@pytest.mark.parametrize("query", ["", "- --", "()", "* ??? \u2026", '""', "same:sentence", "-river"])
def test_a_query_that_asks_for_nothing_says_so(ibid: Call, tmp_path: Path, query: str) -> None:
    path = tmp_path / "a.md"
    path.write_text("The river rose.")
    answer = ibid("find", "--", query, path)
    assert (answer.code, answer.out) == (1, "")
    assert "there is nothing to look for in the query" in answer.err
    assert ("leaves out" in answer.err) == (query == "-river")
    assert ibid("find", "--json", "--", query, path)[:2] == (1, "[]\n")


def test_a_query_of_ten_thousand_characters_is_looked_for_by_its_beginning(ibid: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("The river rose.")
    answer = ibid("find", "river " * 1_700, path)
    assert answer.code == 0
    assert "only its first 2,000 characters are looked for" in answer.err
    assert len(ibid("find", "concept:" + "x" * 10_000, path).err) < 1_200


def test_a_query_that_begins_with_a_hyphen_is_told_where_it_goes(ibid: Call) -> None:
    answer = ibid("find", "-river")
    assert answer.code == 2
    assert "a query that begins with a hyphen goes behind --" in answer.err
