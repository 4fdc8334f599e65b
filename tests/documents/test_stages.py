"""Each stage of repair can be switched off, and takes its own repairs with it and no others."""

from pathlib import Path

import pytest

from tests.documents.messy import MESSY, TORN, WATERMARK, all_repairs, is_sound, kinds, read
from tui.documents import large
from tui.documents.model import Document, Role
from tui.documents.reading import read as read_file
from tui.documents.repair import KINDS, STAGES
from tui.documents.repair.stages import STEPS

ALL = {"join", "dehyphenate", "cut-note", "cut-furniture", "mark", "markup", "level", "heading-join", "gap"}


def test_every_kind_of_repair_is_made_and_says_why() -> None:
    assert kinds(read()) == ALL
    for _, repair in all_repairs(read()):
        assert repair.why or repair.kind == "markup", repair


def test_the_steps_are_of_these_stages() -> None:
    assert {step.stage for step in STEPS} == set(STAGES)
    assert set().union(*KINDS.values()) == ALL - {"markup"}


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_that_is_off_leaves_out_its_kinds_and_no_others(stage: str) -> None:
    document = read(without=frozenset({stage}))
    is_sound(document)
    assert ALL - kinds(document) == KINDS[stage]


# Without furniture or notes, less is joined over; and doubtful text is cut out as notes are.
@pytest.mark.parametrize("stage", sorted({*STAGES} - {"furniture", "notes"}))
def test_the_article_without_a_stage_loses_its_kinds(article_path: Path, stage: str) -> None:
    whole, less = kinds(read_file(article_path, "k")), read_file(article_path, "k", without=frozenset({stage}))
    is_sound(less)
    assert whole - kinds(less) == KINDS[stage] & whole


def test_with_all_stages_off_the_file_stands_as_it_is() -> None:
    document = read(without=frozenset(STAGES))
    assert kinds(document) == {"markup"}
    assert {passage.role for passage in document.passages} == {Role.BODY, Role.HEADING}
    assert [len(passage.spans) for passage in document.passages] == [1] * len(document.passages)
    assert document.gaps == ()


def roles(document: Document) -> dict[str, Role]:
    return {passage.text: passage.role for passage in document.passages}


def test_what_a_stage_sees_is_text_without_it() -> None:
    assert roles(read())[WATERMARK] is Role.FURNITURE
    assert WATERMARK in " ".join(p.text for p in read(without=frozenset({"furniture"})).of_role(Role.BODY))
    first = TORN.split("\n\n")[0]
    assert roles(read())[" ".join(TORN.split())] is Role.NOTE
    assert roles(read(without=frozenset({"rejoin"})))[first] is Role.NOTE
    assert first in " ".join(p.text for p in read(without=frozenset({"notes"})).of_role(Role.BODY))


def test_a_hyphen_stays_where_dehyphenation_is_off() -> None:
    assert any("best organization" in p.text for p in read().passages)
    assert any("best organi- zation" in p.text for p in read(without=frozenset({"dehyphenate"})).passages)


def test_levels_go_by_the_marks_where_headings_are_off() -> None:
    assert [section.level for section in read().sections] == [1, 1, 1, 1]
    less = read(without=frozenset({"headings"}))
    assert [(section.number, section.level) for section in less.sections] == [("0", 1), ("1", 1), ("1.2", 2), ("4", 1)]


def test_a_child_process_leaves_the_same_stages_out(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(MESSY, "utf-8")
    off = frozenset({"rejoin", "marks"})
    assert large.start(path, "k", off).result() == read_file(path, "k", without=off) != read_file(path, "k")
