"""Wordings proposed as variants: what comes up, and what must not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.concepts.conftest import MakeCatalogue, MakeDocument
from tui.concepts.matching import link
from tui.concepts.model import Catalogue, Concept
from tui.concepts.variants import Variant, key_of, variants
from tui.documents.model import Document, Role

Find = Callable[[Document, Catalogue], list[Variant]]


def found(document: Document, catalogue: Catalogue, rejected: tuple[tuple[str, str], ...] = ()) -> list[Variant]:
    return variants(document, catalogue, link(document, catalogue), rejected)


def texts(document: Document, catalogue: Catalogue) -> list[str]:
    return [one.text for one in found(document, catalogue)]


def test_a_coordination_whose_members_share_stems_comes_up(document: MakeDocument, catalogue: MakeCatalogue) -> None:
    known = catalogue(co=["co-discussion, co-construction, and sharing"])
    text = document(
        "The concept of extensive consultation, joint construction and sharing is new.",
        'They hold to "consultation, co-construction, and sharing" here.',
        "Later it is co-discussion, co-construction, and sharing again.",
    )
    assert texts(text, known) == [
        "extensive consultation, joint construction and sharing",
        "consultation, co-construction, and sharing",
    ]


def test_each_distinct_wording_comes_once_at_its_first_place(document: MakeDocument, catalogue: MakeCatalogue) -> None:
    known = catalogue(view=["right view of justice and interests"])
    text = document(
        "The right concept of justice and interests.", "Again the  right concept of\njustice and interests."
    )
    once = found(text, known)
    assert [(one.number, one.passage, one.places) for one in once] == [(1, 0, 2)]


def test_a_slip_of_spelling_comes_up_and_another_name_does_not(
    document: MakeDocument, catalogue: MakeCatalogue
) -> None:
    known = catalogue(adb=["Asian Development Bank"], afdb=["African Development Bank"])
    text = document("The Asian Devlopment Bank lends. The Arabian Development Bank does. So does the ADB.")
    assert [(one.text, one.concept, one.channel) for one in found(text, known)] == [
        ("Asian Devlopment Bank", "adb", "spelling")
    ]


def test_the_word_that_tells_two_concepts_apart_is_no_slip(document: MakeDocument, catalogue: MakeCatalogue) -> None:
    known = catalogue(trade=["World Trade Organization"], tour=["World Tourism Organization"], north=["North Channel"])
    text = document("The World Health Organization. The South Channel. A world trade organizer.")
    assert texts(text, known) == []


def test_acronyms_are_never_guessed_at(document: MakeDocument, catalogue: MakeCatalogue) -> None:
    assert texts(document("AIIC and AIIBB, NATOO."), catalogue(aiib=["AIIB"], nato=["NATO"])) == []


def test_the_opposite_is_no_variant(document: MakeDocument, catalogue: MakeCatalogue) -> None:
    assert texts(document("unsustainable development"), catalogue(sd=["sustainable development"])) == []
    assert texts(document("Non-neutrality, and an anti-neutrality league."), catalogue(n=["neutrality"])) == []
    known = catalogue(n=["non-interference in internal affairs"])
    text = document("Their interference in internal affairs. No interference in internal affairs is allowed.")
    assert texts(text, known) == ["No interference in internal affairs"]


def test_what_was_rejected_never_comes_back(document: MakeDocument, catalogue: MakeCatalogue) -> None:
    known = catalogue(view=["right view of justice and interests"])
    text = document("The right concept of justice and interests.")
    once = found(text, known)
    assert len(once) == 1
    assert found(text, known, (("view", once[0].key),)) == []


def test_doubtful_text_and_furniture_propose_nothing(document: MakeDocument, catalogue: MakeCatalogue) -> None:
    known = catalogue(view=["right view of justice and interests"])
    odd = "The right concept of justice and interests."
    assert texts(document((Role.DOUBTFUL, odd), (Role.FURNITURE, odd)), known) == []


def test_a_key_knows_no_case_quotes_or_dashes() -> None:
    assert key_of("Co-consultation, “co-construction” AND sharing") == key_of(
        'co‐consultation, "co-construction"  and sharing'
    )


def test_what_is_accepted_covers_every_place_with_its_key(document: MakeDocument, catalogue: MakeCatalogue) -> None:
    text = document(
        "They hold to co-consultation, co-construction, and sharing.",
        "They hold to co-consultation, co-construction and sharing.",
        "They hold to Co-consultation, co-construction and  sharing.",
    )
    once = found(text, catalogue(co=["co-discussion, co-construction, and sharing"]))
    assert [one.places for one in once] == [1, 2]
    known = catalogue(co=["co-discussion, co-construction, and sharing", *(one.text for one in once)])
    assert len(link(text, known)) == 3


def test_a_name_turned_round_comes_up_and_another_of_its_kind_does_not(
    document: MakeDocument, catalogue: MakeCatalogue
) -> None:
    known = catalogue(nurses=["Association of Ward Nurses"], rivers=["Upper Rivers Commission"])
    text = document(
        "The Ward Nurses' Association met the Commission for the Upper Rivers.",
        "The Association of Night Nurses and the Lower Rivers Commission stayed away.",
    )
    assert texts(text, known) == ["Ward Nurses' Association", "Commission for the Upper Rivers"]


def test_another_word_in_the_frame_of_a_name_comes_up(document: MakeDocument, catalogue: MakeCatalogue) -> None:
    known = principles(catalogue(use=["equitable and reasonable utilization"], gov=["reform of river governance"]))
    text = document("A lawful and reasonable utilization.", "The nature of river governance, and law and order.")
    assert texts(text, known) == ["lawful and reasonable utilization"]


def test_words_that_translators_exchange_come_up(document: MakeDocument, catalogue: MakeCatalogue) -> None:
    known = principles(catalogue(consent=["informed consent"], work=["decent work"], free=["freedom of association"]))
    text = document("Ask for informed agreement. Work that is decent. Free association. Informed citizens work.")
    assert texts(text, known) == ["informed agreement", "Work that is decent", "Free association"]


def test_a_name_written_together_or_without_accents_comes_up(document: MakeDocument, catalogue: MakeCatalogue) -> None:
    known = catalogue(sharing=["shared decision making"], paulo=["São Paulo Forum"])
    text = document("They praise shared decisionmaking. The Sao Paulo Forum met. In Sao Paulo. Forum of rivers.")
    assert [(one.text, one.channel) for one in found(text, known)] == [
        ("shared decisionmaking", "spelling"),
        ("Sao Paulo Forum", "spelling"),
    ]


def principles(catalogue: Catalogue) -> Catalogue:
    """The same concepts, as principles: of an organization no word is guessed at."""
    return Catalogue({id: replace(one, kind="principle") for id, one in catalogue.concepts.items()})


def test_an_organization_is_found_turned_round_and_without_its_first_word(
    document: MakeDocument, catalogue: MakeCatalogue
) -> None:
    known = catalogue(weir=["Technical Weir Committee"], board=["Board of Trustees"], open=["Open Mill Foundation"])
    text = document(
        "The committee for technical weirs met. The Weir Committee did not. The trustees' board paid.",
        "It was the Foundation for an Open Mill. No committee for the weirs, no open foundation for a mill.",
        "Second Weir Committee. The Weir Committee Press. A board, and the trustees.",
    )
    assert texts(text, known) == [
        "committee for technical weirs",
        "Weir Committee",
        "trustees' board",
        "Foundation for an Open Mill",
    ]


def test_two_of_a_kind_are_told_apart_when_the_first_word_is_missing(
    document: MakeDocument, catalogue: MakeCatalogue
) -> None:
    known = catalogue(one=["North Weir Committee"], two=["South Weir Committee"])
    assert texts(document("The Weir Committee met."), known) == []


def test_what_is_linked_hides_no_wording_beside_it(document: MakeDocument, catalogue: MakeCatalogue) -> None:
    known = catalogue(good=["health as a public good"])
    text = document("Health as a public good was health as a common good before.")
    assert texts(text, known) == ["health as a common good"]


def test_a_clause_is_no_wording_and_an_inflected_word_no_slip(document: MakeDocument, catalogue: MakeCatalogue) -> None:
    known = catalogue(economies=["developing economies"], burden=["burden sharing among countries"])
    text = document("They develop their own economies. The burden of disease is shared by nobody.")
    assert texts(text, known) == []
    nations = catalogue(nations=["developing nations"])
    assert [one for one in found(document("A developing national road."), nations) if one.channel == "spelling"] == []


def test_a_member_of_a_coordination_is_no_modifier(document: MakeDocument, catalogue: MakeCatalogue) -> None:
    known = catalogue(co=["co-consultation, co-construction, and sharing"])
    text = document("That is consultation on the basis of mutual respect, and co-construction means more.")
    assert texts(text, known) == []


def test_what_names_another_concept_is_no_wording_of_this_one(document: MakeDocument, catalogue: MakeCatalogue) -> None:
    known = catalogue(
        ahead=["developed country"], behind=["developing country"], road=["Silk Road"], clean=["clean 'Silk Road'"]
    )
    text = document(
        "The shares of developing countries grew. Developing countries' shares grew again.",
        "They built a broad Silk Road. The clean, if narrow, Silk Road is new.",
    )
    assert [(one.concept, one.text) for one in found(text, known) if one.concept == "ahead"] == []
    assert not any(one.text.endswith("Silk") for one in found(text, known))
    assert all("clean" in one.text for one in found(text, known) if one.concept == "clean")


def test_a_verb_that_says_little_may_be_left_out(document: MakeDocument) -> None:
    known = Catalogue({"help": Concept("help", "principle", "duty to render assistance")})
    assert texts(document("His duty to assist was clear; his duty to attend was not."), known) == ["duty to assist"]


def test_no_wording_goes_over_a_conjunction_to_another(document: MakeDocument) -> None:
    known = Catalogue({"board": Concept("board", "organization", "Hospital Ethics Board")})
    text = document("A Board of Hospital Ethics or a Hospital Board of Ethics is meant.")
    assert texts(text, known) == ["Board of Hospital Ethics", "Hospital Board of Ethics"]


def test_what_denies_is_not_left_out(document: MakeDocument, catalogue: MakeCatalogue) -> None:
    known = catalogue(cure=["no cure, no pay"])
    assert texts(document("The cure failed and the pay was late. They say cure, pay."), known) == []


def test_a_predicate_is_a_wording(document: MakeDocument, catalogue: MakeCatalogue) -> None:
    known = catalogue(consent=["informed consent"], nurse=["advocacy for patients"])
    text = document("Consent must be informed. Informed circles consented. Advocating for patients is work.")
    assert texts(text, known) == ["Consent must be informed", "Advocating for patients"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("equal treatment of owners", "Unequal treatment of owners is forbidden."),
        ("centralized decision-making", "Decentralized decision-making is quick."),
        ("innocent until proven guilty", "Guilty until proven innocent, they said."),
        ("equal treatment of owners", "Equal treatment of creditors differs."),
    ],
)
def test_what_turns_a_name_into_its_opposite_is_no_variant(
    document: MakeDocument, catalogue: MakeCatalogue, name: str, text: str
) -> None:
    known = catalogue(one=[name])
    read = document(text)
    assert found(read, known) == []


def test_an_adjective_put_last_has_its_noun(document: MakeDocument, catalogue: MakeCatalogue) -> None:
    known = catalogue(one=["financial prudence"])
    read = document("They asked for prudence in financial matters.")
    assert [one.text for one in found(read, known)] == ["prudence in financial matters"]
