"""Concepts proposed for a text whose field has no catalogue yet."""

from hypothesis import given
from hypothesis import strategies as st

from tests.concepts.conftest import MakeCatalogue, MakeDocument
from tui.concepts.definitions import definitions
from tui.concepts.ids import id_for
from tui.concepts.model import Catalogue
from tui.concepts.suggestions import kind_of, suggest
from tui.documents.model import Role


def test_a_definition_is_enough_even_once(document: MakeDocument) -> None:
    found = suggest(document("The Harbour Board of Tolls (referred to as “HBT”) met."), Catalogue())
    assert [(one.label, one.kind, one.aliases, one.evidence) for one in found] == [
        ("Harbour Board of Tolls", "organization", ("HBT",), ("doc/s1/p1",))
    ]


def test_what_the_catalogue_knows_is_not_proposed(document: MakeDocument, catalogue: MakeCatalogue) -> None:
    text = document("The Harbour Board (HB) met.", "The Harbour Board met again.")
    assert suggest(text, catalogue(hb=["Harbour Board", "HB"])) == []


def test_names_around_head_nouns_and_quoted_principles_must_recur(document: MakeDocument) -> None:
    once = document("The Timber Council met. They swear by “open books and doors”.")
    assert suggest(once, Catalogue()) == []
    twice = document(
        "In May the Timber Council met. They swear by “open books and doors”.",
        "The Timber Council still swears by “open books and doors”. The River Walk was closed.",
    )
    assert [(one.label, one.kind) for one in suggest(twice, Catalogue())] == [
        ("Timber Council", "organization"),
        ("open books and doors", "principle"),
    ]


def test_a_name_that_stands_only_in_a_longer_one_is_not_proposed(document: MakeDocument) -> None:
    text = document(*["The Northern Timber Council Fund pays."] * 3)
    assert [one.label for one in suggest(text, Catalogue())] == ["Northern Timber Council Fund"]


def test_doubtful_text_is_no_evidence(document: MakeDocument) -> None:
    assert suggest(document((Role.DOUBTFUL, "The Harbour Board (HB) met.")), Catalogue()) == []


def test_kinds_are_guessed_by_the_head() -> None:
    assert kind_of("International Court of Justice") == "organization"
    assert kind_of("Treaty on Tolls") == "document"
    assert kind_of("body mass index") == "other"


def test_ids_are_what_people_type_and_never_twice() -> None:
    assert id_for("Harbour Board", ("HB",), ()) == "hb"
    assert id_for("Harbour Board", ("HB",), {"hb", "harbour-board"}) == "harbour-board-2"
    assert id_for("上海合作组织", (), ())


@given(st.text(max_size=300))
def test_any_text_may_be_asked_and_places_hold_what_is_said(text: str) -> None:
    for one in definitions(text):
        assert 0 <= one.start <= one.end <= len(text)
        assert one.short
        assert one.long


def test_a_flood_of_brackets_takes_no_time() -> None:
    assert definitions("(A" * 20_000) == []
    definitions("Aa Bb " * 10_000 + "(AB)" * 2_000)
    assert definitions("(" + " " * 100_000 + "x") == []
    assert definitions("(" + " the" * 20_000) == []
