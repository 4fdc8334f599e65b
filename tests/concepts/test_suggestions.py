"""Concepts proposed for a text whose field has no catalogue yet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.concepts.conftest import MakeCatalogue, MakeDocument
from tests.gold.definitions import sentences
from tui.concepts.definitions import definitions
from tui.concepts.ids import id_for
from tui.concepts.model import Catalogue
from tui.concepts.suggestions import apart, kind_of, rules_of, suggest
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


def test_a_name_whose_words_are_turned_round_is_an_alias(document: MakeDocument) -> None:
    text = document(
        "The Net Removal Fund pays.", "The Fund for the Removal of Nets pays; the Net Repair Fund does not."
    )
    found = {one.label: (one.aliases, len(one.evidence)) for one in suggest(text, Catalogue())}
    assert found["Net Removal Fund"] == (("Fund for the Removal of Nets",), 2)


def test_in_a_short_text_a_long_name_need_not_recur(document: MakeDocument) -> None:
    once = "The Northern Timber Council met, and the River Board."
    assert [one.label for one in suggest(document(once), Catalogue())] == ["Northern Timber Council"]
    known = "The Old Sea Level Council (SLC) met."
    assert [one.label for one in suggest(document(known), Catalogue())] == ["Sea Level Council"]
    assert suggest(document(once, "They spoke of nets at length. " * 500), Catalogue()) == []


def test_a_name_that_stands_only_in_a_longer_one_is_not_proposed(document: MakeDocument) -> None:
    text = document(*["The Northern Timber Council Fund pays."] * 3)
    assert [one.label for one in suggest(text, Catalogue())] == ["Northern Timber Council Fund"]


def test_doubtful_text_is_no_evidence(document: MakeDocument) -> None:
    assert suggest(document((Role.DOUBTFUL, "The Harbour Board (HB) met.")), Catalogue()) == []


def test_kinds_are_guessed_by_the_head() -> None:
    assert kind_of("International Court of Justice") == "organization"
    assert kind_of("Treaty on Tolls") == "document"
    assert kind_of("body mass index") == "other"


def test_a_kind_of_thing_is_no_name_of_one() -> None:
    assert kind_of("chronic obstructive pulmonary disease") == "other"
    assert kind_of("message authentication code") == "other"
    assert kind_of("联合国国际货物销售合同公约") == "document"


def test_terms_that_a_contract_defines_are_proposed(document: MakeDocument) -> None:
    text = document("“Covered Work” means either the Program or a work based on it.", "“You” means you.")
    assert [(one.label, one.kind) for one in suggest(text, Catalogue())] == [("Covered Work", "term")]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ('To "mend" a net means to knot it anew.', "mend"),
        ("The “net plan” for a boat means the plan of its nets.", "net plan"),
        ('A "Net Owner" is either a boat or a yard.', "Net Owner"),
        ("A contract of the yard (the “Mender”) and two boats.", "Mender"),
        ("1.2 'Covered Net' means any net.", "Covered Net"),
        ("— ‘The Net’: what is mended.", "Net"),
        ("Netting: means what a net is made of.", "Netting"),
        ('"Net Fund" – Means the fund.', "Net Fund"),
        ("a) « filet réparé » : tout filet.", "filet réparé"),
        ("“渔网”是指用线织成的网。", "渔网"),
        ('"Yard", in this context, means a place of work.', "Yard"),
    ],
)
def test_a_term_is_defined_in_many_ways(document: MakeDocument, text: str, term: str) -> None:
    assert [(one.label, one.kind) for one in suggest(document(text), Catalogue())] == [(term, "term")]


@pytest.mark.parametrize(
    "text", ['He said "yes" as the answer.', 'They call it a "small circle" of boats.', "(“Nets”)"]
)
def test_what_is_only_quoted_is_no_term(document: MakeDocument, text: str) -> None:
    assert suggest(document(text), Catalogue()) == []


@pytest.mark.parametrize(
    ("text", "name", "formula"),
    [
        ("Much nitrous oxide (N2O) was let out.", "nitrous oxide", "N2O"),
        ("They added concentrated sulfuric acid (H2SO4).", "sulfuric acid", "H2SO4"),
        ("Rain takes up carbon dioxide [CO₂].", "carbon dioxide", "CO₂"),
        ("It was washed with calcium hydroxide (Ca(OH)2).", "calcium hydroxide", "Ca(OH)2"),
    ],
)
def test_a_formula_is_another_name_of_its_compound(document: MakeDocument, text: str, name: str, formula: str) -> None:
    assert [(one.label, one.aliases) for one in suggest(document(text), Catalogue())] == [(name, (formula,))]


@pytest.mark.parametrize("text", ["the unit (N2)", "a phase (PH2)", "the climate (CO2)", "vitamin (D3)", "a town (Co)"])
def test_what_only_looks_like_a_formula_is_none(document: MakeDocument, text: str) -> None:
    assert suggest(document(f"They measured {text} daily."), Catalogue()) == []


def test_a_list_of_headings_is_no_name(document: MakeDocument) -> None:
    text = document(*["They print Request Agreement Reply Agreement, then ask the D Center."] * 2)
    assert suggest(text, Catalogue()) == []


def test_what_is_quoted_twice_is_a_principle_only_where_it_is_prose(document: MakeDocument) -> None:
    line = "Type “gzip -9” or “set -e”, “such as” it is, and hold to the “robustness principle”."
    assert [one.label for one in suggest(document(line, line), Catalogue())] == ["robustness principle"]


def test_names_that_and_the_joins_are_two(document: MakeDocument) -> None:
    text = document("We asked the Timber Council and the River Board.", "The Timber Council and the River Board sat.")
    assert {one.label for one in suggest(text, Catalogue())} == {"Timber Council", "River Board"}


def test_suggestions_that_share_a_short_form_fit_into_one_catalogue(document: MakeDocument) -> None:
    text = document("A message authentication code (MAC) is no Media Access Control (MAC) address.")
    found = [(one.label, one.aliases, lost) for one, lost in apart(suggest(text, Catalogue()))]
    assert found == [("message authentication code", ("MAC",), ()), ("Media Access Control", (), ("MAC",))]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("the Charter of Rights (hereafter: ChR or the Charter)", "ChR", "Charter of Rights"),
        ("the Harbour Toll Regulation (Regulation (HB) 2016/9, HTR)", "HTR", "Harbour Toll Regulation"),
        ("Timber and Grain Office of the United Towns (TGO)", "TGO", "Timber and Grain Office of the United Towns"),
        ("growth factor-β (GF-β) rose", "GF-β", "growth factor-β"),
        ("chain reaction of steps — CRS for short — was", "CRS", "chain reaction of steps"),
        ("《港口通行费公约》（PTC）适用", "PTC", "港口通行费公约"),
        ("报告指出港口通行费组织（PTO）的成员", "PTO", "港口通行费组织"),
        ("港口通行费组织（以下简称“港通组织”）", "港通组织", "港口通行费组织"),
    ],
)
def test_short_forms_are_found_however_they_are_told(text: str, short: str, long: str) -> None:
    assert (short, long) in [(one.short, one.long) for one in definitions(text)]


@pytest.mark.parametrize(
    ("text", "long"),
    [
        (
            "The Northern Convention for the Safety of Nets at Sea (SNAS) binds.",
            "Northern Convention for the Safety of Nets at Sea",
        ),
        ("The Northern Convention on Old Torn Nets (OTNs) binds.", "Old Torn Nets"),
        ("The Governors of the Northern Net Fund (NNF) met.", "Northern Net Fund"),
    ],
)
def test_a_treaty_is_called_by_its_whole_title(text: str, long: str) -> None:
    assert [one.long for one in definitions(text)] == [long]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("the Net Loft Office (now at the quay; hereafter NLO)", "NLO", "Net Loft Office"),
        ("the Net Trade Office (NTO; the Office) met", "Office", "Net Trade Office"),
        ("the Net Trade Office (NTO in what follows) met", "NTO", "Net Trade Office"),
        ("Nets Ahoy Ltd, an island company (the “Mender”)", "Mender", "Nets Ahoy Ltd"),
        ("The Net Guild of Ports, hereinafter “the Guild”, met.", "Guild", "Net Guild of Ports"),
        ("the Net Repair Act 1998 (NRA 1998) and the", "NRA 1998", "Net Repair Act 1998"),
        ("the United Ports Charter (UP Charter) binds", "UP Charter", "United Ports Charter"),
        ("the Net Union Office (in French: OUN) met", "OUN", "Net Union Office"),
        ("the Union of Net Loaders (LNU) struck", "LNU", "Union of Net Loaders"),
        ("knots per mile (kpm) were told", "kpm", "knots per mile"),
        ("the Office of Communal Nets (Ofcomnet) said", "Ofcomnet", "Office of Communal Nets"),
        ("of netmendability (n12y) and", "n12y", "netmendability"),
        ("growth in haemoglobin (Hb) fell", "Hb", "haemoglobin"),
        ("long β2-nets (LBN) hold", "LBN", "long β2-nets"),
        ("2,3-dinettylketone (DNK) and", "DNK", "2,3-dinettylketone"),
        ("NML, net mending loft; NT, net toll.", "NT", "net toll"),
        ("“NT” means net toll and “Day” any day", "NT", "net toll"),
        ("the loft for mending nets, LMN, was", "LMN", "loft for mending nets"),
        ("4th Net Port (4NP) opened", "4NP", "4th Net Port"),
        ("CAPS (Crete, Aden, Perth and Suez) are", "CAPS", "Crete, Aden, Perth and Suez"),
        ("港口通行费组织，简称“港通组织”，成立", "港通组织", "港口通行费组织"),
        ("PTO（港口通行费组织）成立", "PTO", "港口通行费组织"),
    ],
)
def test_a_bracket_is_read_part_by_part_and_other_tellings_are_known(text: str, short: str, long: str) -> None:
    assert (short, long) in {(one.short, one.long) for one in definitions(text)}


@pytest.mark.parametrize(
    "text",
    [
        "nets of the ports (e.g. NP) are torn",
        "two big lofts (L1 and L2) stand",
        "He says [NA's] nets are torn.",
        "mended in every port (see)",
        "the Net Office of the Isles (USA) met",
    ],
)
def test_examples_and_single_words_in_brackets_define_nothing(text: str) -> None:
    assert definitions(text) == []


def test_places_of_long_forms_hold_them() -> None:
    for sentence in sentences():
        for one in definitions(sentence.text):
            assert sentence.text[one.start : one.end].split() == one.long.split()


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


def test_a_principle_that_a_text_calls_so_is_offered_when_it_recurs(document: MakeDocument) -> None:
    text = (
        "The principle of purpose limitation is old. The right to be heard, the right to privacy, the right to sell. "
        "The principle of purpose limitation was new; the right to be heard was not. The right to privacy may end; the "
        "right to sell did. The polluter pays principle, and the general principle. The polluter pays principle. The "
        "general principle. A duty of candour."
    )
    found = {one.label: one.kind for one in suggest(document(text), Catalogue())}
    assert found == dict.fromkeys(
        ("principle of purpose limitation", "right to be heard", "right to privacy", "polluter pays principle"),
        "principle",
    )


def test_a_flood_of_principles_takes_no_time(document: MakeDocument) -> None:
    one = document("the right of way x x x x x. " * 20_000)
    assert [found.label for found in suggest(one, Catalogue())] == ["right of way"]
    many = " ".join(f"The duty of care{number:04} and the duty of care{number:04}." for number in range(3_000))
    assert len(suggest(document(many), Catalogue())) == 100


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("A contract of Harbour Nets Ltd (the “Mender”) and two boats.", "Mender", "Harbour Nets Ltd"),
        ("In May the Bank of Nets (the Bank) opened.", "Bank", "Bank of Nets"),
        (
            "The Treaty on Nets and Tolls (hereinafter: “TNT” or “the Treaty”) lapsed.",
            "Treaty",
            "Treaty on Nets and Tolls",
        ),
        ("Die Anstalt für Netze (nachfolgend „die Anstalt“) mahnt.", "Anstalt", "Anstalt für Netze"),
        ("Верховный Совет Портов (далее — Совет) решил.", "Совет", "Верховный Совет Портов"),
        ("港口人民银行（以下简称“港行”）成立。", "港行", "港口人民银行"),
        ("La Cour des nets (ci-après « la Cour ») siège.", "Cour", "Cour des nets"),
        ("This Net Services Agreement (this “Agreement”) binds.", "Agreement", "Net Services Agreement"),
        ("“Net Level Agreement” or “NLA” means Exhibit B.", "NLA", "Net Level Agreement"),
        ("described in each statement of nets (each, an “SON”).", "SON", "statement of nets"),
        ("the Net Repair Regulation (Regulation (EU) 2016/9) (“NRR”).", "NRR", "Net Repair Regulation"),
        ("法院和上海渔网交易所（上渔所）反对。", "上渔所", "上海渔网交易所"),
    ],
)
def test_a_name_used_for_short_is_another_of_its_concept(text: str, short: str, long: str) -> None:
    assert (short, long) in {(one.short, one.long) for one in definitions(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Joni Mitchell (“River”) sang.",
        "The Kingdom of Nets (Danish: Kongeriget) signed.",
        "the deed of 3 June (the “Deed”)",
    ],
)
def test_what_stands_in_brackets_is_not_always_a_name_for_short(text: str) -> None:
    assert definitions(text) == []


def test_a_short_form_of_cyrillic_letters_is_one() -> None:
    (one,) = definitions("Всемирная ассоциация сетей (ВАС) молчит.")
    assert (one.short, one.long) == ("ВАС", "Всемирная ассоциация сетей")


def test_a_formula_defines_nothing() -> None:
    assert definitions("Observed Expected (O-E)^2/E and t}$$ Rejecting delta = -1/(T-1).") == []


def test_a_label_has_no_capital_that_only_its_place_gave_it(document: MakeDocument) -> None:
    text = document("Net mending time (NMT) is short.", "The net mending time rose. Long Haul (LH) did not.")
    assert [one.label for one in suggest(text, Catalogue())] == ["net mending time", "Long Haul"]


def test_a_name_in_its_own_language_is_an_alias(document: MakeDocument) -> None:
    (one,) = suggest(document("The Net Agency (Agenzia delle Reti, ADR) met."), Catalogue())
    assert (one.label, one.aliases) == ("Net Agency", ("ADR", "Agenzia delle Reti"))


def test_a_word_with_a_meaning_of_its_own_keeps_its_capital(document: MakeDocument) -> None:
    bank, fee = suggest(document("The River Bank Company (the “Bank”) lends. “Fee” means a price."), Catalogue())
    assert [rule.alias for rule in rules_of(bank)] == ["Bank"]
    assert [rule.alias for rule in rules_of(fee)] == ["Fee"]


def test_names_of_other_languages_have_their_heads(document: MakeDocument) -> None:
    text = (
        "Das Institut für Netze tagt. Ihrem Institut für Netze dankt der Bund. Welche Programme? Welche Programme! "
        "Le Conseil des Ports siège; le Conseil des Ports décide. Верховный Суд Портов ждёт."
    )
    assert {(one.label, one.kind) for one in suggest(document(text * 9), Catalogue())} == {
        ("Institut für Netze", "organization"),
        ("Conseil des Ports", "organization"),
        ("Верховный Суд Портов", "organization"),
    }


def test_events_are_named_too(document: MakeDocument) -> None:
    text = document(
        "The Herring War began. In the Herring War the Siege of Tolls was long.", "The Siege of Tolls ended."
    )
    assert {(one.label, one.kind) for one in suggest(text, Catalogue())} == {
        ("Herring War", "event"),
        ("Siege of Tolls", "event"),
    }


def test_principles_are_called_so_in_other_languages_and_after_people(document: MakeDocument) -> None:
    text = (
        "Le Netter's principle holds; Le Netter's principle. The rule of the empty net. Any rule of the empty net. "
        "Der Grundsatz der Sparsamkeit gilt; nach dem Grundsatz der Sparsamkeit auch. Принцип соразмерности прост, но "
        "принцип соразмерности стар. Le principe de précaution, ce principe de précaution."
    )
    assert {one.label for one in suggest(document(text), Catalogue())} == {
        "Le Netter's principle",
        "rule of the empty net",
        "Grundsatz der Sparsamkeit",
        "принцип соразмерности",
        "principe de précaution",
    }


def test_what_a_program_has_in_quotation_marks_is_no_principle(document: MakeDocument) -> None:
    text = document('plot(x, xlab="Days at sea", c("Lower net", "Upper net"))', 'legend("Days at sea", "Upper net")')
    assert suggest(text, Catalogue()) == []


def test_a_german_compound_may_be_quoted_alone(document: MakeDocument) -> None:
    text = document(
        "Die „Netzflicktheorie“ gilt.", "Die „Netzflicktheorie“ ist alt, der »Hafenwirt« auch nicht »hier«."
    )
    assert [one.label for one in suggest(text, Catalogue())] == ["Netzflicktheorie"]


def test_what_is_offered_has_no_hidden_character(document: MakeDocument) -> None:
    (one,) = suggest(document("The Har\u202ebour Bo\u200bard of Tolls (HBT) met."), Catalogue())
    assert one.label == "Harbour Bo\u200bard of Tolls"


def test_the_parties_of_a_contract_are_terms(document: MakeDocument) -> None:
    text = document("Two yards (“Tideway” or the “Mender”; together with the Client, the “Parties”) agree.")
    assert [one.label for one in suggest(text, Catalogue())] == ["Tideway", "Mender", "Parties"]
    assert suggest(document("Two songs (“Tideway” and “Mender”) were sung."), Catalogue()) == []


def test_a_law_is_not_offered_again_without_its_year(document: MakeDocument) -> None:
    text = document("The Net Mending Act of 1998 (NMA) binds. The Net Mending Act is old. The Net Mending Act stays.")
    assert [one.label for one in suggest(text, Catalogue())] == ["Net Mending Act of 1998"]
