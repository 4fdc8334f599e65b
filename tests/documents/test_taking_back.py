"""A repair taken back changes the passage it stands in, and leaves every other anchor as it was."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.messy import (
    AGAIN,
    CITED,
    FIRST,
    MESSY,
    SECOND,
    WATERMARK,
    all_repairs,
    is_sound,
    kinds,
    owners,
    read,
    unchanged,
)
from tests.documents.test_spans import TEXTS
from tests.documents.test_spoiled import STYLES, Spoiled
from tui.documents.errors import DocumentError
from tui.documents.model import Document, Passage, Repair, RepairSelector, Role
from tui.documents.reading import read as read_file
from tui.documents.taking_back import selector_of, take_back


def one(document: Document, kind: str, at: int = 0) -> tuple[Passage, Repair]:
    return [(passage, repair) for passage, repair in all_repairs(document) if repair.kind == kind][at]


def without(document: Document, kind: str, at: int = 0) -> Document:
    return take_back(document, [selector_of(document, *one(document, kind, at))])


def text(document: Document, place: str) -> str:
    return document.passages[document.by_place[place]].text


def touched(passage: Passage, repair: Repair, before: Document) -> set[str]:
    """The places that taking a repair back may change: its passage, what goes back into the text, and where."""
    if not repair.kind.startswith("cut"):
        return {passage.place}
    cuts = [
        (other.place, one.at, one.at + len(one.before))
        for other in before.passages
        for one in other.repairs
        if one.kind.startswith("cut") and one.at <= passage.start < one.at + len(one.before)
    ]
    cuts = [(passage.place, repair.at, repair.at + len(repair.before)), *(cuts if passage.was_given_by(repair) else [])]
    back = {p.place for p in before.passages if any(start <= p.start < stop for _, start, stop in cuts)}
    return back | {place for place, _, _ in cuts}


def the_law_holds(document: Document, passage: Passage, repair: Repair) -> bool:
    """Take one repair back and see that only what it touched has changed; whether it could be taken back."""
    after = take_back(document, [selector_of(document, passage, repair)])
    if after is document:
        return False
    is_sound(after)
    assert owners(after).keys() == owners(document).keys()
    places = {one.place for one in document.passages}
    assert places - unchanged(document, after) <= touched(passage, repair, document)
    new = {one.place for one in after.passages} - places
    if passage.was_given_by(repair):
        assert re.fullmatch(rf"s{re.escape(passage.section)}/[pn]\d+[a-z]?", " ".join(new)) or not new
        assert passage.place not in after.by_place or len(passage.spans) > 1
    elif repair.kind == "join":
        assert new == {passage.place + "a", passage.place + "b"}
    elif repair.kind == "heading-join":
        assert new == {f"s{passage.section}/p0"}
    else:
        assert not new
    assert [section.number for section in after.sections] == [section.number for section in document.sections]
    assert repair in {undone.repair for undone in after.taken_back}
    assert after.original is document
    assert take_back(after, []) is document
    return True


def test_every_single_repair_of_our_text() -> None:
    document = read()
    assert all(the_law_holds(document, *found) for found in all_repairs(document))


def test_every_single_repair_of_the_article(article_path: Path) -> None:
    document = read_file(article_path, "k")
    found = all_repairs(document)
    assert len(found) > 120
    assert all(the_law_holds(document, *one) for one in found)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("seed", range(3))
def test_every_single_repair_of_a_spoiled_text(paragraphs: list[str], style: str, seed: int) -> None:
    document = read(Spoiled(paragraphs, style, seed).text)
    assert all(the_law_holds(document, *one) for one in all_repairs(document) if one[1].kind != "markup")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from(["a.txt", "a.md"]))
def test_every_single_repair_of_any_text(source: str, name: str) -> None:
    try:
        document = read(source, name)
    except DocumentError:
        return
    for passage, repair in all_repairs(document):
        the_law_holds(document, passage, repair)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False), st.sampled_from(STYLES), st.integers(0, 9))
def test_any_number_one_after_the_other(chance: random.Random, style: str, seed: int) -> None:
    """Each leaves the others' anchors as the ones before left them; all put back, nothing has happened."""
    clean = [f"{FIRST} {SECOND} {FIRST.lower()} {SECOND}", f"{SECOND.capitalize()} {FIRST} {SECOND}"] * 2
    document = now = read(MESSY + "\n\n" + Spoiled(clean, style, seed).text)
    taken: list[RepairSelector] = []
    for _ in range(chance.randint(1, 12)):
        passage, repair = chance.choice(all_repairs(now))
        selector = selector_of(now, passage, repair)
        after = take_back(now, [*taken, selector])
        assert len({undone.number for undone in after.taken_back}) >= len({u.number for u in now.taken_back})
        is_sound(after)
        assert owners(after).keys() == owners(document).keys()
        places = {one.place for one in now.passages}
        assert places - unchanged(now, after) <= touched(passage, repair, now)
        taken.append(selector)
        now = after
    assert take_back(now, []) is document


# What a reader would expect of each kind


def test_a_join_taken_back_makes_two_parts_and_their_notes_stay_notes() -> None:
    document = read()
    after = without(document, "join")
    assert text(after, "s1/p1a") == FIRST
    assert text(after, "s1/p1b").startswith(SECOND)
    assert text(after, "s1/n1") == CITED
    marks = {p.place: [after.passages[m.note].place for m in p.notes] for p in after.passages if p.notes}
    assert marks == {"s1/p1a": ["s1/n1", "s1/n2", "s1/n3"]}


def test_a_part_of_a_part_has_one_letter_more() -> None:
    pieces = [FIRST, *(f"{word} also {FIRST.lower()}" for word in ("whoever", "nobody", "everyone"))]
    source = "# One\n\n" + "\n\n".join(pieces) + "\n\nriver has its mouth in the end.\n"
    document = read(source)
    assert len(document.passages) == 2
    first = without(document, "join", 1)
    passage, repair = one(first, "join", 0)
    second = take_back(first, [selector_of(document, *one(document, "join", 1)), selector_of(first, passage, repair)])
    assert [p.place for p in second.passages] == ["s0", "s0/p1aa", "s0/p1ab", "s0/p1b"]
    assert text(second, "s0/p1b") == text(first, "s0/p1b")


def test_a_cut_taken_back_lets_the_note_stand_in_the_text_where_the_file_has_it() -> None:
    document = read()
    after = without(document, "cut-note", 1)
    assert f"{FIRST} {AGAIN[2:]} {SECOND}" in text(after, "s1/p1")
    assert "s1/n2" not in after.by_place
    assert {"s1/n1", "s1/n3"} <= after.by_place.keys()
    assert all(after.passages[mark.note].role is Role.NOTE for p in after.passages for mark in p.notes)


def test_after_a_cut_each_of_the_two_joins_can_be_taken_back() -> None:
    document = read()
    cut = selector_of(document, *one(document, "cut-note", 1))
    put = take_back(document, [cut])
    joins = [(p, r) for p, r in all_repairs(put) if r.kind == "join" and p.place == "s1/p1"]
    assert len(joins) == 2
    after = take_back(put, [cut, *(selector_of(put, *join) for join in joins)])
    parts = [p.text for p in after.passages if p.place.startswith("s1/p1")]
    assert (parts[0], parts[1]) == (FIRST, AGAIN[2:])
    assert parts[2].startswith(SECOND)


def test_furniture_comes_back_as_notes_do() -> None:
    after = without(read(), "cut-furniture")
    assert f"in a book that {WATERMARK} nobody reads" in text(after, "s2/p1")


def test_edits_taken_back_show_what_stands_in_the_file() -> None:
    document = read()
    assert "the *best* organization" in text(without(document, "markup", 2), "s1/p1")
    assert without(document, "markup", 2).passages[2].styles == ()
    assert "the best organi-zation" in text(without(document, "dehyphenate"), "s1/p1")
    assert "its kind. \u00b6 It meets" in text(without(document, "mark", 0), "s1/p1")
    assert text(without(document, "mark", 1), "s1/n2") == AGAIN


def test_a_call_of_a_note_that_is_text_again_calls_nothing() -> None:
    document = read("# One\n\nHe left.[^a] She stayed.[^b]\n\n[^a]: By night.\n\n[^b]: All day.\n", "a.md")
    calls = [r.before for _, r in all_repairs(document)]
    after = without(document, "markup", calls.index("[^a]"))
    assert text(after, "s0/p1") == "He left.[^a] She stayed."
    assert [mark.label for mark in after.passages[1].notes] == ["b"]


def test_a_heading_gives_back_what_it_took_before_the_first_paragraph() -> None:
    document = read()
    after = without(document, "heading-join")
    assert text(after, "s2").endswith("who have")
    assert text(after, "s2/p0").startswith("learned it from their elders")
    assert after.by_section["2"].title == text(after, "s2")
    assert text(after, "s2/p1") == text(document, "s2/p1")


def test_a_level_goes_back_to_the_marks_and_the_number_stays() -> None:
    after = without(read(), "level")
    assert [(section.number, section.level) for section in after.sections] == [("0", 1), ("1", 1), ("2", 2), ("4", 1)]


def test_a_gap_is_told_no_longer() -> None:
    document = read()
    assert (len(document.gaps), without(document, "gap").gaps) == (1, ())


def test_a_gap_stays_behind_the_part_that_ends_there() -> None:
    document = read()
    at = [p.place for p, r in all_repairs(document) if r.kind == "join"].index("s2/p1")
    after = without(document, "join", at)
    assert [after.passages[gap.after].place for gap in after.gaps] == ["s2/p1b"]
    assert [r.kind for r in after.passages[after.by_place["s2/p1b"]].repairs] == ["gap"]


def test_a_torn_note_is_two_again_and_both_are_called_where_it_was() -> None:
    document = read()
    after = without(document, "join", [p.role for p, r in all_repairs(document) if r.kind == "join"].index(Role.NOTE))
    assert {"s1/n3a", "s1/n3b"} <= after.by_place.keys()
    called = [after.passages[mark.note].place for p in after.passages for mark in p.notes]
    assert called == ["s1/n1", "s1/n2", "s1/n3a", "s1/n3b"]


def test_an_old_anchor_names_the_words_it_named() -> None:
    document = read()

    def words(after: Document, place: str) -> str:
        return " ".join(after.passages[at].text[start:end].strip() for at, start, end in after.named(place))

    assert words(without(document, "join"), "s1/p1") == text(document, "s1/p1")
    assert words(without(document, "cut-note", 1), "s1/n2") == text(document, "s1/n2")
    assert without(document, "join").named("s9/p1") == ()


# In a file that has changed


@pytest.mark.parametrize("kind", ["join", "cut-note", "cut-furniture", "mark", "level", "heading-join", "dehyphenate"])
def test_a_repair_is_found_again_in_a_file_that_has_changed(kind: str) -> None:
    selector = selector_of(read(), *one(read(), kind))
    title = "# A Treatise on Barges\n"
    changed = MESSY.replace(title, f"{title}\nA new paragraph stands before it all.\n")
    after = take_back(read(changed.replace("whatever the weather", "in any weather")), [selector])
    assert [undone.repair.kind for undone in after.taken_back] == [kind]


def test_what_is_not_found_again_is_passed_over() -> None:
    selectors = [selector_of(read(), *found) for found in all_repairs(read())]
    other = read("# Another text\n\nNothing in it was ever re-\npaired, nor is repaired now.\n")
    assert take_back(other, selectors) is other


def test_of_twins_the_one_that_was_meant_is_taken_or_none() -> None:
    rain = "It rains and rains and rains on the whole of this very country of ours."

    def told(names: str) -> str:
        return "# One\n\n" + "\n\n".join(f"{name} says: {rain} \u00b6 {rain} So {name} says." for name in names.split())

    document = read(told("Anna Berta Clara"))
    selector = selector_of(document, *one(document, "mark", 1))
    assert (selector.twin, selector.twins) == (1, 2)
    same = take_back(read(told("Anna Berta Clara") + "\n\nNew words stand at the end of it all.\n"), [selector])
    assert [p.text.split()[0] for p in same.passages if "\u00b6" in p.text] == ["Berta"]
    for names in ("Anna Berta", "Zoe Anna Berta Clara"):
        assert take_back(read(told(names)), [selector]).taken_back == ()


def test_a_newer_reading_that_records_other_words_finds_it_by_its_place() -> None:
    document = read()
    selector = selector_of(document, *one(document, "join"))._replace(before="other", after="")
    assert take_back(document, [selector]).taken_back


@pytest.fixture(scope="module")
def paragraphs(seeds: Path) -> list[str]:
    source = re.sub(r"\A---.*?\n---\n", "", (seeds / "yuan-zhao-2023.md").read_text("utf-8"), flags=re.DOTALL)
    blocks = [block.strip() for block in re.split(r"\n\s*\n", source)]
    return [re.sub(r"\[\^\d+\]|\*", "", block) for block in blocks if block and not block.startswith(("[^", "*["))][:40]


def test_the_kinds_seen_here_are_all_there_are() -> None:
    assert len(kinds(read())) == 9
