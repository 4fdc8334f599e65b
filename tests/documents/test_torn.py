"""A note that a page's end tears in two is one, in whatever page its other half stands."""

import pytest

from tests.documents.messy import all_repairs, read
from tests.documents.paper import Put, column, pdf
from tests.documents.test_taking_back import the_law_holds
from tui.documents.model import Document, Role
from tui.documents.reading import read_bytes

FIRST = "1 Miller, The Book of Weirs, London: Sluice Press, 1987, pp. 4-9, and the older account by"
SECOND = "Roe, Wells and Wheels, Oxford: Clarendon Press, 1979, p. 31."


def book(first: str = FIRST, second: str = SECOND, last: str = "2 See the register of 1712, fol. 3.") -> Document:
    return read(
        "# The Weir and the Charter\n\nThe clerks remember a charter.1 It was long held that the seal of the "
        "upper town\n\n"
        f"________________\n\n{first}\n\n              12\n\fTHE WEIR AND THE CHARTER\n\n"
        "had never been broken, though nobody could show why. A copy of it lies in the archive of the guild.2\n\n"
        f"________________\n\n{second}\n\n{last}\n\n              13\n"
    )


def notes(document: Document) -> list[str]:
    return [f"{note.marker} {note.text}" for note in document.of_role(Role.NOTE)]


def test_a_note_goes_on_below_the_next_page() -> None:
    document = book()
    assert notes(document) == [f"{FIRST} {SECOND}", "2 See the register of 1712, fol. 3."]
    assert [p.text for p in document.of_role(Role.FURNITURE)] == ["12", "THE WEIR AND THE CHARTER", "13"]
    assert [p.text[:30] for p in document.of_role(Role.BODY)] == ["The clerks remember a charter."]


@pytest.mark.parametrize("first", [FIRST.removesuffix(", and the older account by"), FIRST[:-31] + "."])
def test_one_that_is_finished_does_not(first: str) -> None:
    assert len(notes(book(first))) == 3


def test_nor_does_one_whose_next_page_begins_with_a_label() -> None:
    assert len(notes(book(second="2 " + SECOND, last="3 See the register of 1712, fol. 3."))) == 3


def test_every_single_repair_of_it() -> None:
    document = book()
    assert all(the_law_holds(document, *found) for found in all_repairs(document))


def test_the_rest_of_a_note_at_the_foot_of_a_pdf_is_put_to_it() -> None:
    page = column(60, 740, "body", 12)
    first = [*page, Put(60, 560, "The clerk counted them", 10), Put(166, 565, "7", 6)]
    first += [Put(60, 100, "7", 5), Put(64, 97, "Archive of the weir, box 7, where the toll was counted by a", 8)]
    second = [*column(60, 740, "more", 12), Put(60, 560, "Nobody counted again", 10), Put(162, 565, "8", 6)]
    second += [Put(64, 109, "royal cellar.", 8), Put(60, 100, "8", 5), Put(64, 97, "Archive of the weir, box 8.", 8)]
    document = read_bytes(pdf([first, second]), "k", "a.pdf")
    assert [note.text for note in document.of_role(Role.NOTE)] == [
        "Archive of the weir, box 7, where the toll was counted by a royal cellar.",
        "Archive of the weir, box 8.",
    ]
