"""What is a mention and what is none."""

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.concepts.matching import Matcher, link, matcher
from tui.concepts.model import Catalogue, Concept, Rule
from tui.documents.model import Document, Passage, Role
from tui.documents.reading import read_bytes
from tui.text.folding import fold
from tui.text.spans import Run

Make = Callable[..., Document]
MakeCatalogue = Callable[..., Catalogue]


def found(document: Document, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Concept and text of every mention."""
    mentions = link(document, catalogue)
    return [(one.concept, document.passages[one.passage].text[one.start : one.end]) for one in mentions]


@pytest.fixture
def known(catalogue: MakeCatalogue) -> Catalogue:
    return catalogue(
        aiib=["Asian Infrastructure Investment Bank", "AIIB", "亚投行"],
        bank=["World Bank"],
        sco=["Shanghai Cooperation Organization", "SCO", "上海合作组织"],
        neutral=["neutrality"],
        who=["World Health Organization", "WHO"],
        asean=["ASEAN"],
        spirit=["Silk Road Spirit"],
        road=['"Belt and Road"'],
        g20=["Group of 20", "G20"],
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The AIIB lends.", ["AIIB"]),
        ("the WORLD BANK lends", ["WORLD BANK"]),
        ("the World\n  Bank lends", ["World\n  Bank"]),
        ("the World\u00a0Bank lends", ["World\u00a0Bank"]),
        ("上海合作组织SCO成员国", ["上海合作组织", "SCO"]),
        ("China-ASEAN trade", ["ASEAN"]),
        ("(ASEAN)", ["ASEAN"]),
        ("ＡＩＩＢ", ["ＡＩＩＢ"]),
        ("AIIB² and _AIIB_", ["AIIB", "AIIB"]),
        ("‘Belt and Road’ and «belt and road»", ["‘Belt and Road’", "«belt and road»"]),
        (
            "the Infra\xadstructure: Asian Infra\xadstructure Investment Bank",
            ["Asian Infra\xadstructure Investment Bank"],
        ),
        ("the AIIB's loans, the SCO’s charter", ["AIIB", "SCO"]),
        ("world banks and Silk Road Spirits", ["world banks", "Silk Road Spirits"]),
        ("the SCOs", ["SCOs"]),
        ("neutrality, and Neutrality-based", ["neutrality", "Neutrality"]),
        ("non-SCO members", ["SCO"]),
        ("亚投行行长", ["亚投行"]),
    ],
)
def test_a_mention(document: Make, known: Catalogue, text: str, expected: list[str]) -> None:
    assert [text for _, text in found(document(text), known)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "who aiib Sco",
        "AIIBX and XAIIB",
        "non-neutrality, Non-neutrality, non‑neutrality, non- neutrality",
        "neutralityless",
        "World Bankers",
        "World, Bank",
        "SCOpe, ASEANized, G200, G20th",
        "SCO\u0301",
        "WHOS SCOS",
    ],
)
def test_no_mention(document: Make, known: Catalogue, text: str) -> None:
    assert found(document(text), known) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("the World Bank", "exact"),
        ("the world bank", "folded"),
        ("world banks", "plural"),
        ("the World Bank’s", "possessive"),
        ("the AIIB", "exact"),
    ],
)
def test_how_it_was_found(document: Make, known: Catalogue, text: str, rule: str) -> None:
    assert [mention.rule for mention in link(document(text), known)] == [rule]


def test_one_letter_has_no_plural(document: Make, catalogue: MakeCatalogue) -> None:
    known = catalogue(a=["A"], i=["I"])
    assert found(document("As Is A's A"), known) == [("a", "A"), ("a", "A")]


def test_nested_is_marked(document: Make, catalogue: MakeCatalogue) -> None:
    known = catalogue(un=["United Nations"], council=["United Nations Security Council", "Security Council"])
    mentions = link(document("the United Nations Security Council"), known)
    assert [(one.concept, one.nested) for one in mentions] == [("council", False), ("un", True)]


def test_same_concept_counts_once(document: Make, catalogue: MakeCatalogue) -> None:
    known = catalogue(bri=["Belt and Road Initiative", "Belt and Road", "belt and road"])
    assert found(document("the Belt and Road Initiative, the Belt and Road"), known) == [
        ("bri", "Belt and Road Initiative"),
        ("bri", "Belt and Road"),
    ]


def test_overlap_goes_to_the_first(document: Make, catalogue: MakeCatalogue) -> None:
    known = catalogue(first=["Free Trade Area"], second=["Area Agreement"])
    assert found(document("Free Trade Area Agreement"), known) == [("first", "Free Trade Area")]


def test_a_long_failing_hit_hides_no_short_true_one(document: Make, catalogue: MakeCatalogue) -> None:
    known = catalogue(short=["World Bank"], long=["World Bank Gro"])
    assert found(document("the World Bank Group"), known) == [("short", "World Bank")]


def test_rules(document: Make, catalogue: MakeCatalogue) -> None:
    rule = Rule("AU", needs=("African Union",))
    known = catalogue({"au": rule}, au=["Union of Africa", "AU"])
    assert found(document("the AU", "gold, Au"), known) == []
    assert found(document("the AU", "the african union"), known) == [("au", "AU")]
    assert found(document("the AU", (Role.DOUBTFUL, "African Union")), known) == []
    rule = Rule("AU", not_before=("Optronics",), not_after=("Gold",))
    known = catalogue({"au": rule}, au=["Union of Africa", "AU"])
    assert found(document("AU Optronics, AU-optronics, gold AU, the AU"), known) == [("au", "AU")]
    assert len(found(document("AU Optronicsx"), known)) == 1
    known = catalogue({"law": Rule("law", case=True)}, law=["Statute", "law"])
    assert found(document("Law LAW law"), known) == [("law", "law")]


def test_roles_and_order(document: Make, known: Catalogue) -> None:
    text = document("SCO", (Role.NOTE, "AIIB"), (Role.DOUBTFUL, "SCO"), (Role.FURNITURE, "SCO"), (Role.HEADING, "WHO"))
    assert [mention.passage for mention in link(text, known)] == [0, 1, 3, 4]


def test_the_later_claim_stands(document: Make) -> None:
    one = Concept("one", "k", "First", ("Same",))
    two = Concept("two", "k", "Second", ("SAME",))
    assert found(document("SAME same"), Catalogue({"one": one, "two": two})) == [("two", "SAME")]


def test_across_a_page(known: Catalogue) -> None:
    source = "the World\n--- 7 ---\nBank lends"
    spans, runs = ((0, 10), (20, 30)), (Run(0, 0, 10, 10), Run(10, 20, 10, 10))
    passage = Passage(0, Role.BODY, "1", "1", "the World Bank lends", spans, runs)
    (mention,) = link(Document("doc", source, (passage,), ()), known)
    assert mention.spans == ((4, 10), (20, 24)) == passage.source_spans(mention.start, mention.end)


def test_passages_do_not_run_together(document: Make, known: Catalogue) -> None:
    assert found(document("World", "Bank"), known) == []
    many = document(*(["x" * 50_000, "the World Bank"] * 20))
    assert [mention.passage for mention in link(many, known)] == list(range(1, 40, 2))


def test_progress(document: Make, known: Catalogue) -> None:
    told: list[tuple[int, int]] = []
    matcher(known).link(document(*["x" * 40_000] * 4), lambda done, of: told.append((done, of)))
    assert told == [(2, 4), (4, 4)]
    assert matcher(known) is matcher(known)


def test_a_plural_in_ies_is_one(document: Make, catalogue: MakeCatalogue) -> None:
    known = catalogue(party=["state party"], day=["working day"], ady=["ADY"])
    text = "state parties, State Parties’ duties, statepartiess, working daies and ADIES"
    mentions = link(document(text), known)
    assert [(text[one.start : one.end], one.alias, one.rule) for one in mentions] == [
        ("state parties", "state party", "plural"),
        ("State Parties", "state party", "plural"),
    ]


def test_a_name_that_a_line_end_divided_is_one_though_the_text_has_it_nowhere_whole(known: Catalogue) -> None:
    source = (
        "The World Health Organi-\nzation and the Asian Infra-\nstructure Investment Bank met the non-\nneutrality.\n"
    )
    read = read_bytes(source.encode(), "doc", "doc.txt")
    assert found(read, known) == [
        ("who", "World Health Organi-zation"),
        ("aiib", "Asian Infra-structure Investment Bank"),
    ]
    first = link(read, known)[0]
    assert "".join(source[slice(*span)] for span in first.spans) == "World Health Organi-\nzation"


def test_a_hyphen_within_a_line_stays_what_it_is(known: Catalogue) -> None:
    assert (
        found(read_bytes(b"The World Health Organi-zation met.\nThe World-\nBank did.\n", "doc", "doc.txt"), known)
        == []
    )


def test_a_dotless_i_has_the_capital_of_the_other(document: Make, catalogue: MakeCatalogue) -> None:
    names = ["Diyarbakır Barosu", "DİYARBAKIR BAROSU", "Diyarbakir Barosu"]
    assert [text for _, text in found(document(*names), catalogue(baro=names[:1]))] == names


def test_nothing_to_look_for(document: Make) -> None:
    assert link(document("SCO"), Catalogue()) == []
    assert link(document(), Catalogue()) == []


WORDS = st.sampled_from(
    ["belt", "road", "Road", "AIIB", "SCO", "sco", "us", "As", "A", "亚投行", "组织", "é", "ß", "x's"]
)
GAPS = st.sampled_from([" ", "", "-", " – ", "\n", ", ", "’s ", "s ", "  ", "\xad", "“", "non-"])


@given(st.lists(st.tuples(WORDS, GAPS), max_size=25), st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=6))
def test_a_mention_is_always_its_alias(pieces: list[tuple[str, str]], names: list[list[str]]) -> None:
    text = "".join(word + gap for word, gap in pieces)
    passage = Passage(0, Role.BODY, "1", "1", text, ((0, len(text)),), (Run(0, 0, len(text), len(text)),))
    known = Catalogue({str(i): Concept(str(i), "k", " ".join(name)) for i, name in enumerate(names)})
    mentions = link(Document("doc", text, (passage,), ()), known)
    for mention in mentions:
        shown, alias = (fold(one).text.strip() for one in (text[mention.start : mention.end], mention.alias))
        assert shown in (alias, alias + "s", alias + "es")
        assert mention.spans == ((mention.start, mention.end),)
    tops = [mention for mention in mentions if not mention.nested]
    assert all(one.end <= other.start for one, other in pairwise(tops))


def test_floods_stay_linear(document: Make, catalogue: MakeCatalogue) -> None:
    known = catalogue(a=["a"], aa=["a a a a a a a a"], long=["a " * 400 + "b"])
    began = time.perf_counter()
    link(document("a " * 100_000), known)
    assert time.perf_counter() - began < 10


def test_what_takes_little_room_finds_the_same(document: Make, known: Catalogue) -> None:
    book = document("The AIIB and the Asian Infrastructure Investment Bank. " * 12_000)
    spare, quick = Matcher(known, spare=True), Matcher(known)
    machines = [automaton.machine for automaton in spare.automata]
    assert spare.link(book) == quick.link(book)
    assert [automaton.machine for automaton in spare.automata] == machines
    assert quick.automata[0].machine is not machines[0]
