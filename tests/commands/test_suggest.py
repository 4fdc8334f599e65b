"""`ibid suggest`: a catalogue to edit, which our own reader takes."""

import json
from pathlib import Path

from tests.commands.conftest import Call
from tui.concepts.catalogue import read


def test_it_prints_a_catalogue_with_its_evidence(ibid: Call, tmp_path: Path) -> None:
    path = tmp_path / "t.md"
    path.write_text(
        '# 1 One\n\nThe Harbour "Board" \\\\ Union (HBU) met.\n\nThe Timber Council (TC) [x] met.\n', "utf-8"
    )
    answer = ibid("suggest", path, "--no-catalogue")
    assert answer.code == 0
    assert f"# {path}/s0/p2" in answer.out
    catalogue = tmp_path / "c.toml"
    catalogue.write_text(answer.out, "utf-8")
    assert "Timber Council" in [one.label for one in read(catalogue).concepts.values()]
    assert json.loads(ibid("suggest", path, "--no-catalogue", "--catalogue", catalogue, "--json").out) == []


def test_rows_are_as_the_contract_has_them(ibid: Call, tmp_path: Path) -> None:
    path = tmp_path / "t.md"
    path.write_text("# 1 One\n\nThe Timber Council (TC) met.\n", "utf-8")
    rows = json.loads(ibid("suggest", path, "--no-catalogue", "--json").out)
    wanted = {"label": "Timber Council", "kind": "organization", "aliases": ["TC"], "evidence": [f"{path}/s0/p1"]}
    assert rows == [wanted]


def test_nothing_found_is_said_by_the_exit_code(ibid: Call, tmp_path: Path) -> None:
    path = tmp_path / "t.md"
    path.write_text("# 1 One\n\nNothing is defined here.\n", "utf-8")
    assert ibid("suggest", path, "--no-catalogue").code == 1
    assert ibid("suggest", path, "--no-catalogue", "--json").out == "[]\n"
