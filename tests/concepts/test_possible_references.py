"""A phrase that may mean a concept is proposed with the concept last named, and only there."""

from collections.abc import Callable

from tui.concepts.matching import link
from tui.concepts.model import Catalogue
from tui.concepts.references import Reference, references
from tui.documents.model import Document, Role

Make = Callable[..., Document]
MakeCatalogue = Callable[..., Catalogue]


def found(document: Document, catalogue: Catalogue) -> list[Reference]:
    return references(document, catalogue, link(document, catalogue))


def test_the_bank_is_the_one_last_named(document: Make, catalogue: MakeCatalogue) -> None:
    known = catalogue(wb=["World Bank"], ib=["Island Bank"], league=["Sea League"])
    text = document("The Island Bank, the Sea League and the World Bank met. The bank paid.", "The league went on.")
    assert [(one.text, one.concept) for one in found(text, known)] == [("The bank", "wb"), ("The league", "league")]
    assert all(0 < one.score < 0.8 for one in found(text, known))


def test_what_names_another_or_nothing_is_none(document: Make, catalogue: MakeCatalogue) -> None:
    known = catalogue(wb=["World Bank"])
    text = document(
        "The bank is not named yet. The World Bank lends.",
        "The bank of the river. The Bank Group. The organization of work. A riverbank, the banks.",
    )
    assert found(text, known) == []


def test_it_is_looked_for_two_passages_back_and_no_further(document: Make, catalogue: MakeCatalogue) -> None:
    known = catalogue(wb=["World Bank"])
    assert len(found(document("The World Bank lends.", "One.", "The bank waits."), known)) == 1
    assert found(document("The World Bank lends.", "One.", "Two.", "The bank waits."), known) == []
    assert found(document("The World Bank lends.", (Role.NOTE, "The bank waits.")), known) == []


def test_one_that_was_decided_stays_away_though_the_passages_moved(document: Make, catalogue: MakeCatalogue) -> None:
    known = catalogue(wb=["World Bank"])
    (one,) = found(document("The World Bank lends and the bank waits."), known)
    moved = document("New.", "The World Bank lends and the bank waits.")
    assert references(moved, known, link(moved, known), {(one.concept, one.key)}) == []
