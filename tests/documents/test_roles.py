"""What a stage took for a note, furniture, a heading or doubtful is on record; taken back, it is text again."""

import pytest

from tests.documents.messy import all_repairs, is_sound, owners, read, unchanged
from tui.documents.model import Document, Passage, Repair, Role
from tui.documents.taking_back import selector_of, take_back

ROAD = (
    "Whoever walks the road from the harbour to the mill passes nine wells, and of these only two hold water in August."
)
NOTE = 'Doe, J.: "A Road Without End", published in Annals of Roads by the Clarendon Press, 2004, Vol. 7, No. 1, p. 12.'
OTHER = 'Roe, M.: "Wells and Wheels", published in Annals of Roads by the Clarendon Press, 2005, Vol. 8, No. 2, p. 34.'
SOURCE = f"""\
A Treatise on Wells

1. What is counted

{ROAD}

They are counted in spring, before the wheels turn.\u00b9

---

1 {NOTE}

2 {OTHER}

---

The next year they are counted anew, and nobody trusts the number that was written down before it.

Machine Translated by Google

2. What is not counted

{ROAD.replace("nine", "eleven")}
"""


def own(document: Document, place: str) -> tuple[Passage, Repair]:
    passage = document.passages[document.by_place[place]]
    return next((passage, repair) for repair in passage.repairs if passage.was_given_by(repair))


def back(document: Document, *places: str) -> Document:
    """The document with the roles of passages taken back, one after the other."""
    now, taken = document, []
    for place in places:
        taken.append(selector_of(now, *own(now, place)))
        now = take_back(document, taken)
    return now


def text(document: Document, place: str) -> str:
    return document.passages[document.by_place[place]].text


@pytest.fixture
def document() -> Document:
    return read(SOURCE)


def test_every_passage_that_is_no_body_says_why(document: Document) -> None:
    given = [passage for passage in document.passages if passage.role is not Role.BODY]
    assert [p.place for p in given] == ["s0", "s1", "s1/n1", "s1/n2", "s1/f1", "s2"]
    assert [repair.kind for p in given for repair in p.repairs if p.was_given_by(repair)] == [
        *("level", "level", "cut-note", "cut-note", "cut-furniture", "level"),
    ]
    assert all(repair.why for _, repair in all_repairs(document))


def test_what_its_author_marked_is_no_repair() -> None:
    document = read("# Title\n\n## 1. One\n\nHe left.[^a]\n\n[^a]: By night.\n\n## 2. Two\n\nShe stayed.\n", "a.md")
    assert {repair.kind for _, repair in all_repairs(document)} == {"markup"}


def test_a_note_is_a_paragraph_again_with_its_number(document: Document) -> None:
    after = back(document, "s1/n1")
    assert text(after, "s1/p2a") == f"1 {NOTE}"
    assert after.passages[after.by_place["s1/p2a"]].role is Role.BODY
    assert "s1/n1" not in after.by_place
    assert unchanged(document, after) == document.by_place.keys() - {"s1/n1"}
    called = {after.passages[mark.note].place for p in after.passages for mark in p.notes}
    assert called == {"s1/n2"}
    is_sound(after)
    assert owners(after).keys() == owners(document).keys()


def test_each_that_follows_has_the_next_letter(document: Document) -> None:
    after = back(document, "s1/n1", "s1/n2", "s1/f1")
    assert [p.place for p in after.passages if p.section == "1"] == [
        *("s1", "s1/p1", "s1/p2", "s1/p2a", "s1/p2b", "s1/p3", "s1/p3a"),
    ]
    assert text(after, "s1/p3a") == "Machine Translated by Google"


def test_a_heading_is_a_paragraph_and_no_anchor_below_it_moves(document: Document) -> None:
    after = back(document, "s2")
    assert text(after, "s2/p0") == "2. What is not counted"
    assert text(after, "s2/p1") == text(document, "s2/p1")
    assert [(s.number, s.stands) for s in after.sections] == [("0", True), ("1", True), ("2", False)]
    is_sound(after)


def test_a_title_is_a_paragraph(document: Document) -> None:
    after = back(document, "s0")
    assert text(after, "s0/p0") == "A Treatise on Wells"
    assert after.sections[0].heading is None
    assert after.sections[0].stands


def test_sections_below_a_heading_taken_back_stand_below_the_next_one_up() -> None:
    parts = "\n\n".join(
        f"{number} Part {number}\n\n{ROAD}" for number in ("1.", "1.1.", "1.1.1.", "1.1.2.", "2.", "3.")
    )
    after = back(read(f"On Roads\n\n{parts}\n"), "s1.1")
    assert [(s.number, s.level, s.parent) for s in after.sections if s.stands] == [
        *(("0", 1, None), ("1", 1, None), ("1.1.1", 2, "1"), ("1.1.2", 2, "1"), ("2", 1, None), ("3", 1, None)),
    ]


def test_doubtful_text_is_text_again_and_a_doubtful_note_a_note() -> None:
    again = f"{ROAD} {ROAD.replace('nine', 'ten')}"
    document = read(f"On Wells\n\n{again}\n\n{again}\n\nIn autumn nobody counts.\n")
    after = back(document, "s0/d1")
    assert text(after, "s0/p1a") == again
    loop = "\n\n".join([NOTE for _ in range(3)])
    noted = read(f"# On Roads\n\n{ROAD}\n\n---\n\n{loop}\n\n---\n\n{ROAD.replace('nine', 'ten')}\n")
    doubted = [p.place for p in noted.of_role(Role.DOUBTFUL)]
    assert doubted
    note = back(noted, doubted[0])
    assert doubted[0] not in note.by_place
    assert len([*note.of_role(Role.NOTE)]) == len([*noted.of_role(Role.NOTE)]) + 1


def test_a_note_between_two_halves_goes_back_between_them() -> None:
    first, second = ROAD.split(" passes ")
    document = read(f"# On Roads\n\n{first} passes the\n\n---\n\n{NOTE}\n\n---\n\nold {second}\n")
    after = back(document, "s0/n1")
    assert NOTE in text(after, "s0/p1")
    assert [p.place for p in after.passages] == ["s0", "s0/p1"]


def test_a_paragraph_parted_behind_one_that_came_back_takes_the_next_letters(document: Document) -> None:
    first, second = ROAD.split(" passes ")
    torn = SOURCE.replace(ROAD + "\n\nThey", f"{first} passes the\n\n\n{second}\n\nThey")
    document = read(torn.replace("They are counted in spring, before the wheels turn.\u00b9\n\n", ""))
    now = back(document, "s1/n1")
    assert "s1/p1a" in now.by_place
    joined = now.passages[now.by_place["s1/p1"]]
    join = next(one for one in joined.repairs if one.kind == "join")
    after = take_back(document, [selector_of(document, *own(document, "s1/n1")), selector_of(now, joined, join)])
    assert {"s1/p1a", "s1/p1b", "s1/p1c"} <= after.by_place.keys()
    assert [after.passages[part.passage].place for part in after.named("s1/p1")] == ["s1/p1b", "s1/p1c"]
    is_sound(after)
