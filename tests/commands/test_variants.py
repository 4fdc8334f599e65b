"""`ibid variants`: what it prints, what accepting writes, and that a rejected wording never comes back."""

import json
from pathlib import Path

import pytest
import tomli

from tests.commands.conftest import Call

TEXT = """# One

They hold to the right view of justice and interests. The right concept of justice and interests is theirs.

A correct view of justice, and of interests, is another matter. So is the right veiw of justice and interests.
"""
CATALOGUE = '# mine\n[[concept]]\nid = "view"\nkind = "principle"\nlabel = "right view of justice and interests"\n'


@pytest.fixture
def text(tmp_path: Path) -> list[str]:
    (tmp_path / "t.md").write_text(TEXT, "utf-8")
    (tmp_path / "c.toml").write_text(CATALOGUE, "utf-8")
    return [
        str(tmp_path / "t.md"), "--no-catalogue", "--catalogue", str(tmp_path / "c.toml"), "--library",
        str(tmp_path / "l.sqlite"),
    ]  # fmt: skip


def found(ibid: Call, text: list[str]) -> list[dict[str, object]]:
    answer = ibid("variants", *text, "--json")
    assert answer.code == (0 if json.loads(answer.out) else 1)
    rows: list[dict[str, object]] = json.loads(answer.out)
    return rows


def test_rows_are_as_the_contract_has_them(ibid: Call, text: list[str]) -> None:
    rows = found(ibid, text)
    assert [list(row) for row in rows] == [["number", "concept", "alias", "text", "anchor", "score", "channel"]] * len(
        rows
    )
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    assert {row["channel"] for row in rows} == {"spelling", "wording"}


def test_an_accepted_wording_is_written_and_then_linked(ibid: Call, text: list[str], tmp_path: Path) -> None:
    wording = str(found(ibid, text)[0]["text"])
    answer = ibid("variants", *text, "--accept", "1")
    assert answer.code == 0
    assert f'+variants = ["{wording}"]' in answer.out
    assert "# mine" in (tmp_path / "c.toml").read_text("utf-8")
    mentions = json.loads(ibid("mentions", "view", *text, "--json").out)
    assert wording in [row["alias"] for row in mentions]
    assert wording not in [row["text"] for row in found(ibid, text)]


def test_what_a_read_only_catalogue_could_not_take_is_written_with_the_next(
    ibid: Call, text: list[str], tmp_path: Path
) -> None:
    text.remove("--no-catalogue")  # which leaves out what the library keeps
    paper, catalogue = tmp_path / "t.md", tmp_path / "c.toml"
    for path in (paper, catalogue):  # the catalogue that ships knows a view of justice and interests
        told = path.read_text("utf-8").replace("justice", "harvests").replace("interests", "seasons")
        path.write_text(told, "utf-8")
    before = catalogue.read_text("utf-8")
    catalogue.chmod(0o444)

    def accept() -> tuple[str, str]:
        number, wording = next((r["number"], r["text"]) for r in found(ibid, text) if r["concept"] == "view")
        return str(wording), ibid("variants", *text, "--accept", str(number)).err

    first, said = accept()
    assert "the library keeps it" in said
    assert catalogue.read_text("utf-8") == before
    assert first in [row["alias"] for row in json.loads(ibid("mentions", "view", *text, "--json").out)]
    catalogue.chmod(0o644)
    second, said = accept()
    assert second != first
    assert "1 accepted before, now written too" in said
    assert {first, second} <= set(tomli.loads(catalogue.read_text("utf-8"))["concept"][0]["variants"])


def test_several_numbers_follow_one_option_and_rejected_ones_never_come_back(ibid: Call, text: list[str]) -> None:
    rows = found(ibid, text)
    assert ibid("variants", *text, "--reject", *(str(row["number"]) for row in rows)).code == 0
    assert found(ibid, text) == []


@pytest.mark.parametrize("arguments", [("--accept", "99"), ("--accept", "1", "--reject", "1"), ("--accept", "x")])
def test_a_number_that_is_not_there_is_said_and_changes_nothing(
    ibid: Call, text: list[str], tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    answer = ibid("variants", *text, *arguments)
    assert answer.code == 2
    assert answer.out == ""
    assert (tmp_path / "c.toml").read_text("utf-8") == CATALOGUE
