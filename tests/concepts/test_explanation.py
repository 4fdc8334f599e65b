"""Why a place is a mention, and why one that looks like it is none."""

from collections.abc import Callable

from tui.concepts.explanation import foldings, look_alikes
from tui.concepts.matching import link
from tui.concepts.model import Catalogue, Concept, Rule
from tui.documents.model import Document, Role

Make = Callable[..., Document]
MakeCatalogue = Callable[..., Catalogue]


def why(document: Document, catalogue: Catalogue, concept: str) -> list[tuple[str, str]]:
    """Text and reason of each place that looks like the concept."""
    found = look_alikes(document, catalogue, catalogue.concepts[concept], link(document, catalogue))
    texts = [document.passages[one.mention.passage].text[one.mention.start : one.mention.end] for one in found]
    return [(text, one.why) for text, one in zip(texts, found, strict=True)]


def test_what_folding_did_is_told(document: Make, catalogue: MakeCatalogue) -> None:
    text = document("the WORLD\nBANKS, and the World Bank")
    known = catalogue(bank=["World Bank"])
    one, two = link(text, known)
    assert foldings(text, one) == ("line end", "case")
    assert foldings(text, two) == ()


def test_an_acronym_in_small_letters_is_none_but_letters_within_a_word_do_not_even_look_like_it(
    document: Make, catalogue: MakeCatalogue
) -> None:
    text = document("those who heal under the WHO, whole or not")
    ((found, reason),) = why(text, catalogue(who=["World Health Organization", "WHO"]), "who")
    assert found == "who"
    assert "compared with its case" in reason


def test_part_of_a_word_and_a_bound_prefix(document: Make, catalogue: MakeCatalogue) -> None:
    known = catalogue(neutral=["neutrality"], growth=["sustainable growth"])
    text = document("non-neutrality", "unsustainable growth")
    assert why(text, known, "neutral") == [("neutrality", "a prefix stands before it")]
    assert why(text, known, "growth") == [("sustainable growth", "it is only part of a word")]


def test_a_rule_is_named_with_what_it_forbids_or_needs(document: Make, catalogue: MakeCatalogue) -> None:
    text = document("the AU price", "the AU met")
    known = catalogue(rules={"au": Rule("AU", not_before=("price",))}, au=["African Union", "AU"])
    ((found, reason),) = why(text, known, "au")
    assert (found, "not before price" in reason) == ("AU", True)
    needy = catalogue(rules={"au": Rule("AU", needs=("African Union",))}, au=["Union of Africa", "AU"])
    assert ["needs one of these" in reason for _, reason in why(text, needy, "au")] == [True, True]


def test_another_concept_has_the_name_or_a_longer_mention_began_first(document: Make) -> None:
    text = document("the New Development Bank Group lends")
    concepts = {
        "old": Concept("old", "organization", "Old Bank", ("Development Bank Group",)),
        "new": Concept("new", "organization", "New Development Bank"),
        "late": Concept("late", "organization", "Late Bank", ("Old Bank",)),
    }
    known = Catalogue(concepts)
    assert why(text, known, "old") == [("Development Bank Group", 'it overlaps a mention of "new", which begins first')]
    assert "comes later" in why(document("the Old Bank"), known, "old")[0][1]


def test_doubtful_text_counts_for_nothing(document: Make, catalogue: MakeCatalogue) -> None:
    text = document((Role.DOUBTFUL, "World Bank World Bank"))
    assert {reason.split(":")[0] for _, reason in why(text, catalogue(bank=["World Bank"]), "bank")} == {
        "the passage is doubtful"
    }


def test_every_place_is_either_a_mention_or_has_its_reason_once(document: Make, catalogue: MakeCatalogue) -> None:
    text = document("The World Bank, the world bank's and a World Banker of World Bankland.")
    known = catalogue(bank=["World Bank", "Bank"])
    mentions = [(one.passage, one.start) for one in link(text, known)]
    others = [one.mention[:2] for one in look_alikes(text, known, known.concepts["bank"], link(text, known))]
    starts = [(one[0], one[1]) for one in others]
    assert not set(mentions) & set(starts)
    assert len(starts) == len(set(starts)) == 2
