"""A catalogue written to: comments and order stay, another program's change too, and nothing is lost."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from tui.concepts import writing
from tui.concepts.catalogue import CatalogueError, read
from tui.concepts.entries import CatalogueFile
from tui.concepts.model import Concept, Rule
from tui.concepts.writing import (
    edit,
    home_of,
    merged,
    with_alias,
    with_concept,
    with_fields,
    with_variant,
    without_concept,
    without_variant,
    write,
)

TOML = """# a catalogue made by hand
[catalogue]
title = "Harbours"

[[concept]]
id = "hb"   # the first
kind = "organization"
label = "Harbour Board"
aliases = [
    "HB",  # as the minutes have it
]

[[concept]]
id = "tc"
kind = "organization"
label = "Timber Council"
"""
BOARD = Concept("hb", "organization", "Harbour Board", ("HB",))


@pytest.fixture
def path(toml: Callable[..., Path]) -> Path:
    return toml(TOML)


def test_a_variant_is_added_and_all_else_stays(path: Path) -> None:
    made = edit(path, with_variant(BOARD, "Board of the Harbour"))
    assert path.read_text("utf-8") == TOML  # shown first, written later
    assert [line for line in made.difference.splitlines() if line[:1] in "+-"][2:] == [
        '+variants = ["Board of the Harbour"]'
    ]
    assert write(made) == ""
    text = path.read_text("utf-8")
    assert text.replace('variants = ["Board of the Harbour"]\n', "") == TOML
    assert read(path).concepts["hb"].variants == ("Board of the Harbour",)


def test_what_is_added_twice_stands_once_and_is_taken_out_again(path: Path) -> None:
    for _ in range(2):
        write(edit(path, with_variant(BOARD, "Board of the Harbour")))
    assert read(path).concepts["hb"].variants == ("Board of the Harbour",)
    write(edit(path, without_variant("hb", "board of the harbour")))
    assert read(path).concepts["hb"].variants == ()


def test_a_concept_that_is_not_there_is_copied_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "own.toml"
    whole = Concept("au", "organization", "African Union", ("AU",), ("Union of Africa",), (Rule("AU", case=True),))
    write(edit(path, with_variant(whole, "Afrian Union")))
    found = read(path).concepts["au"]
    assert (found.names, found.rules) == (("African Union", "AU", "Union of Africa", "Afrian Union"), whole.rules)


def test_another_programs_change_is_kept_beside_ours(path: Path) -> None:
    made = edit(path, with_variant(BOARD, "Board of the Harbour"))
    path.write_text(TOML.replace("Timber Council", "Council of Timber"), "utf-8")
    assert "changed meanwhile" in write(made)
    concepts = read(path).concepts
    assert concepts["tc"].label == "Council of Timber"
    assert concepts["hb"].variants == ("Board of the Harbour",)


def test_a_change_that_no_longer_fits_is_refused_and_the_file_left_alone(path: Path) -> None:
    made = edit(path, with_variant(BOARD, "Board of the Harbour"))
    path.write_text("this is [ no TOML", "utf-8")
    with pytest.raises(CatalogueError):
        write(made)
    assert path.read_text("utf-8") == "this is [ no TOML"


def test_a_read_only_catalogue_is_refused_in_one_line(path: Path) -> None:
    path.chmod(0o444)
    with pytest.raises(CatalogueError, match="written"):
        write(edit(path, with_variant(BOARD, "Board of the Harbour")))


def test_mode_and_link_of_a_file_stay(path: Path, tmp_path: Path) -> None:
    path.chmod(0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    write(edit(link, with_alias(BOARD, "Port Board")))
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert "Port Board" in read(path).concepts["hb"].aliases
    assert not [one for one in tmp_path.iterdir() if one.name.startswith("tmp")]


def test_concepts_are_added_and_merged(path: Path) -> None:
    write(edit(path, with_concept(Concept("fair", "event", "spring fair"))))
    with pytest.raises(CatalogueError, match="already"):
        edit(path, with_concept(BOARD))
    write(edit(path, merged(BOARD, Concept("tc", "organization", "Timber Council"))))
    concepts = read(path).concepts
    assert list(concepts) == ["hb", "fair"]
    assert concepts["hb"].aliases == ("HB", "Timber Council")


def test_a_concept_is_changed_where_it_stands_else_in_the_persons_own(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    assert home_of("hb", [own, path], own) == path
    assert home_of("elsewhere", [own, path], own) == own
    path.write_text(path.read_text("utf-8") + "oops = [", "utf-8")
    with pytest.raises(CatalogueError, match="no TOML any more"):
        home_of("hb", [own, path], own)


def test_a_comment_before_the_next_concept_stays_there(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    one = '[[concept]]\nid = "hb"\nkind = "organization"\nlabel = "Harbour Board"\n'
    other = '\n# of another\n[[concept]]\nid = "tc"\nkind = "organization"\nlabel = "Timber Council"\n'
    path.write_text(one + other, "utf-8")
    write(edit(path, with_variant(read(path).concepts["hb"], "Harbor Board")))
    assert path.read_text("utf-8") == one + 'variants = ["Harbor Board"]\n' + other


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_whatever_a_wording_holds_it_is_written_as_it_is(wording: str) -> None:
    import tomli

    table = tomli.loads(with_variant(BOARD, wording)(TOML))["concept"][0]
    assert wording in (*table.get("variants", ()), *table["aliases"], table["label"]) or not wording.strip()


CHANGES = {
    "variant": lambda one, _: with_variant(one, "wording"),
    "alias": lambda one, _: with_alias(one, "other name"),
    "variant of a stranger": lambda one, _: with_variant(replace(one, id="stranger"), "wording"),
    "no variant": lambda one, _: without_variant(one.id, "old"),
    "no concept": lambda one, _: without_concept(one.id),
    "a new one": lambda one, _: with_concept(replace(one, id="fresh", label="Fresh", aliases=(), variants=())),
    "fields": lambda one, _: with_fields(replace(one, note="a note", aliases=("AB",))),
    "joined": lambda one, two: merged(one, two),
    "joined the other way": lambda one, two: merged(two, one),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_large_catalogue_is_changed_as_a_small_one(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        '# head\n[catalogue]\ntitle = "T"\n\n# of a\n[[concept]]\nid = "a"\nkind = "k"\nlabel = "A B" # why\n'
        'aliases = [\n  "AB", # short\n]\nvariants = ["old"]\nnote = """\n[[concept]]\nid = "a"\n"""\n'
        '[[concept.rule]]\nalias = "AB"\ncase = true\n\n# of b\n[[concept]]\nid = "b"\nkind = "k"\nlabel = "B"\n'
        '[[concept]]\nid = "c"\nkind = "k"\nlabel = "C"\nrelated = ["a"]\n'
    )
    path = tmp_path / "c.toml"
    path.write_text(text, "utf-8")
    one, two, _ = CatalogueFile(path).concepts()
    small = edit(path, CHANGES[name](one, two)).after
    monkeypatch.setattr(writing, "_LARGE", 0)
    large = edit(path, CHANGES[name](one, two))
    assert tomli.loads(large.after) == tomli.loads(small)
    assert "# head" in large.after
    assert ("# why" in large.after) == ("# why" in small)
    assert (
        "".join(f"{line[1:]}\n" for line in large.difference.splitlines()[3:] if line[0] == "+") in large.after + "\n"
    )


def test_the_only_concept_can_be_taken_out_again(toml: Callable[..., Path]) -> None:
    path = toml('[catalogue]\ntitle = "T"\n')
    write(edit(path, with_concept(BOARD)))
    write(edit(path, without_concept("hb")))
    assert read(path).concepts == {}


@pytest.mark.parametrize("large", [False, True])
def test_line_ends_and_the_mark_before_the_text_stay(
    tmp_path: Path, large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if large:
        monkeypatch.setattr(writing, "_LARGE", 10)
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbf" + TOML.replace("\n", "\r\n").encode())
    write(edit(path, with_variant(read(path).concepts["hb"], "Haven Board")))
    write(edit(path, with_concept(Concept("nw", "organization", "Net Works", ("NW",), note="one\ntwo"))))
    made = path.read_bytes()
    assert made.startswith(b"\xef\xbb\xbf#")
    assert made.count(b"\n") == made.count(b"\r\n")
    assert made.endswith(b"\r\n")
    assert read(path).concepts["hb"].variants == ("Haven Board",)
    assert read(path).concepts["nw"].note == "one\ntwo"


def test_an_entry_is_found_among_mixed_line_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_LARGE", 10)
    path = tmp_path / "a.toml"
    path.write_bytes(TOML.replace("\n", "\r\n", 8).encode())
    write(edit(path, with_variant(read(path).concepts["hb"], "Haven Board")))
    assert read(path).concepts["hb"].variants == ("Haven Board",)
