"""Counts and concordance."""

from collections.abc import Callable

import pytest

from tui.concepts.catalogue import UnknownConceptError
from tui.concepts.concordance import concordance, context
from tui.concepts.counts import count, passages_of
from tui.concepts.matching import link
from tui.concepts.model import Catalogue
from tui.documents.model import Document, Role

Make = Callable[..., Document]
MakeCatalogue = Callable[..., Catalogue]


@pytest.fixture
def known(catalogue: MakeCatalogue) -> Catalogue:
    return catalogue(bank=["World Bank"], sco=["Shanghai Cooperation Organization", "SCO"], who=["WHO"])


def test_count(document: Make, known: Catalogue) -> None:
    text = document("SCO, SCO", (Role.HEADING, "The World Bank"), (Role.NOTE, "SCO"), (Role.FURNITURE, "SCO"))
    counts = count(text, known, link(text, known))
    assert list(counts) == ["sco", "bank"]
    sco = counts["sco"]
    assert (sco.mentions, sco.body, sco.notes) == (4, 2, 1)
    assert sco.passages == [0, 2, 3]
    assert sco.names == {"SCO": 4}
    assert sco.sections == {"1": 4}
    assert sco.within(text, "1") == 4
    assert counts["bank"].body == 1


def test_passages_of(document: Make, known: Catalogue) -> None:
    text = document("SCO", "none", "SCO")
    look_up = passages_of(known, link(text, known))
    assert look_up("sco") == look_up("shanghai cooperation organization") == {0, 2}
    assert look_up("who") == frozenset()
    with pytest.raises(UnknownConceptError):
        look_up("nato")


def test_concordance(document: Make, known: Catalogue) -> None:
    text = document("x" * 100 + " the SCO’s " + "y" * 100)
    (line,) = concordance(text, link(text, known))
    assert (line.anchor, line.role, line.text) == ("doc/s1/p1", "body", "SCO")
    assert line.before == "x" * 55 + " the "
    assert line.after == "’s " + "y" * 57


def test_context_keeps_marks_with_their_letter() -> None:
    text = "e\u0301" * 10 + "SCO" + "e\u0301" * 10
    before, after = context(text, 20, 23, 5)
    assert before == "e\u0301" * 2
    assert after == "e\u0301" * 2
