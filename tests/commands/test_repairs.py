"""What was taken back in the reader is so in every command; stages can be switched off."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Call, Shell
from tests.documents.messy import FIRST, MESSY, SECOND
from tui.documents.reading import read
from tui.library.repairing import Repairing
from tui.library.repairs import Repairs
from tui.library.store import Store


@pytest.fixture
def path(home: Path) -> Path:
    path = home / "messy.txt"
    path.write_text(MESSY, "utf-8")
    return path


@pytest.fixture
def taken(home: Path, path: Path) -> Path:
    """A document whose first join and whose gap were taken back in the reader."""
    store = Store(home / "data" / "library.sqlite")
    repairing = Repairing(read(path, str(path)), path, Repairs(store))
    subject = repairing.original.by_place["s1/p1"]
    repairing.take_back(next(one for one in repairing.lines(subject) if one.repair.kind == "join"))
    subject = repairing.original.by_place["s2/p1"]
    repairing.take_back(next(one for one in repairing.lines(subject) if one.repair.kind == "gap"))
    store.close()
    return path


def test_passages_find_and_toc_read_the_same_text(ibid: Call, taken: Path) -> None:
    rows = json.loads(ibid("passages", taken, "--json").out)
    assert [row["anchor"].rsplit("/", 2)[1:] for row in rows][:2] == [["s1", "p1a"], ["s1", "p1b"]]
    assert (rows[0]["text"], rows[0]["number"]) == (FIRST, "1a")
    assert [r["kind"] for r in rows[0]["repairs"]] == []
    found = json.loads(ibid("find", '"so far"', taken, "--json").out)
    assert [row["anchor"] for row in found] == [f"{taken}/s1/p1b"]
    answer = ibid("toc", taken, "--json")
    assert answer.err == ""
    assert [row["passages"] for row in json.loads(answer.out)] == [0, 2, 1, 1]


def test_every_character_is_in_one_passage(ibid: Call, taken: Path) -> None:
    rows = json.loads(ibid("passages", taken, "--role", "all", "--json").out)
    held = sorted(at for row in rows for start, end in row["spans"] for at in range(start, end))
    assert len(held) == len(set(held))
    left = "".join(char for at, char in enumerate(MESSY) if at not in set(held))
    assert left.strip(" \n-") == ""


def test_an_anchor_from_before_is_quoted_and_says_so(ibid: Call, taken: Path) -> None:
    (row,) = json.loads(ibid("quote", f"{taken}/s1/p1", "--json").out)
    assert row["quote"].startswith(f"{FIRST} {SECOND}")
    assert row["locator"] == "sec. 1, para. 1"
    reasons = [caution["reason"] for caution in row["cautions"] if caution["kind"] == "repaired"]
    assert "a repair was taken back: s1/p1 stands in s1/p1a and s1/p1b now" in reasons
    (row,) = json.loads(ibid("quote", f"{taken}/s1/p1.1", "--json").out)
    assert row["quote"] == f"{FIRST} {SECOND}"
    (row,) = json.loads(ibid("quote", f"{taken}/s1/p1a", "--json").out)
    assert (row["quote"], row["locator"]) == (FIRST, "sec. 1, para. 1a")
    assert ibid("quote", f"{taken}/s1/p1.99").code == 2


def test_another_library_knows_nothing_of_it(ibid: Call, taken: Path, home: Path) -> None:
    rows = json.loads(ibid("passages", taken, "--json", "--library", home / "other.sqlite").out)
    assert rows[0]["number"] == "1"


def test_a_damaged_library_is_told_and_the_text_is_printed(ibid: Call, taken: Path, home: Path) -> None:
    (home / "data" / "library.sqlite").write_bytes(b"no database " * 99)
    answer = ibid("toc", taken)
    assert answer.code == 0
    assert "read with every repair in it" in answer.err


def kinds(ibid: Call, path: Path, *options: str) -> set[str]:
    rows = json.loads(ibid("passages", path, "--role", "all", "--json", *options).out)
    return {repair["kind"] for row in rows for repair in row["repairs"]}


def test_passages_carry_every_repair_as_the_contract_has_it(ibid: Call, path: Path) -> None:
    rows = json.loads(ibid("passages", path, "--role", "all", "--json").out)
    repairs = [repair for row in rows for repair in row["repairs"]]
    assert {*map(tuple, repairs)} == {("kind", "at", "before", "after")}
    assert all(MESSY.startswith(repair["before"], repair["at"]) for repair in repairs)
    assert len({repair["kind"] for repair in repairs}) == 9


def test_a_stage_is_switched_off_by_an_option(ibid: Call, path: Path) -> None:
    assert kinds(ibid, path) - kinds(ibid, path, "--without", "gaps", "--without", "marks") == {"gap", "mark"}
    assert "gap" in ibid("toc", path).err
    assert ibid("toc", path, "--without", "gaps").err == ""
    answer = ibid("passages", path, "--without", "gasp")
    assert answer.code == 2
    assert "'gaps'" in answer.err
    assert answer.err.count("\n") == 1


def test_a_stage_is_switched_off_in_config_for_every_command(ibid: Call, path: Path, home: Path) -> None:
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text('[repair]\noff = ["rejoin"]\n')
    assert "join" not in kinds(ibid, path)
    (row,) = json.loads(ibid("quote", f"{path}/s1/p1", "--json").out)
    assert row["quote"] == FIRST
    (home / "config" / "config.toml").write_text('[repair]\noff = ["rejion"]\n')
    answer = ibid("quote", f"{path}/s1/p1")
    assert answer.code == 2
    assert 'config.toml:2: no stage of repair is called "rejion" (did you mean "rejoin"?)' in answer.err


def test_standard_input_is_read_without_a_stage_too(shell: Shell, path: Path) -> None:
    answer = shell(f"ibid passages - --without rejoin --json < {path}")
    assert json.loads(answer.out)[0]["text"] == FIRST
