"""Plain texts of many kinds: pages of an RFC, manual pages, novels, theses, law, Chinese numbering, bad scans."""

import pytest

from tui.documents.decoding import Decoded
from tui.documents.model import Document, Role
from tui.documents.reading import read_text

PROSE = "In most towns the chest stood in the town hall, and its keys were held by three persons of different estate."
HAN = (
    "\u8fd9\u6837\u7684\u5b89\u6392\u770b\u8d77\u6765\u51fa\u4e8e\u4e0d\u4fe1\u4efb,"
    "\u4f46\u8fd9\u662f\u4e00\u79cd\u6709\u76ca\u7684\u4e0d\u4fe1\u4efb\u3002"
)


def txt(text: str) -> Document:
    return read_text(text, "k", "a.txt", Decoded(text, "utf-8", ()))


def outline(document: Document) -> list[tuple[str, int]]:
    return [(section.number, section.level) for section in document.sections if section.number != "0"]


def headed(*titles: str, prose: str = PROSE) -> Document:
    return txt("\n\n".join(f"{title}\n\n{prose}" for title in titles) + "\n")


@pytest.mark.parametrize(
    ("titles", "numbers"),
    [
        (
            (
                "I. One thing",
                "A. Part",
                "1. Piece",
                "(a) Bit",
                "(b) Bit",
                "2. Piece",
                "B. Part",
                "C. Part",
                "II. Another",
                "III. Third",
            ),
            [
                ("1", 1),
                ("1.A", 2),
                ("1.A.1", 3),
                ("1.A.1.A", 4),
                ("1.A.1.B", 4),
                ("1.A.2", 3),
                ("1.B", 2),
                ("1.C", 2),
                ("2", 1),
                ("3", 1),
            ],
        ),
        (
            ("Part One: Chests", "\u00a7 1 Purpose", "\u00a7 2 Keys", "Part Two: Locks", "\u00a7 3 Locks"),
            [("1", 1), ("1.1", 2), ("1.2", 2), ("2", 1), ("2.3", 2)],
        ),
        (
            ("1 Chests", "1.1 Locks", "1.2 Keys", "2 Bars"),
            [("1", 1), ("1.1", 2), ("1.2", 2), ("2", 1)],
        ),
    ],
)
def test_numbers_of_all_forms_nest(titles: tuple[str, ...], numbers: list[tuple[str, int]]) -> None:
    assert outline(headed(*titles)) == numbers


def test_chinese_numbers_nest() -> None:
    titles = (
        "\u7b2c\u4e00\u7ae0 \u603b\u5219",
        "\u4e00\u3001\u7bb1\u5b50",
        "\uff08\u4e00\uff09\u9501",
        "\uff08\u4e8c\uff09\u94a5\u5319",
        "\u4e8c\u3001\u5c3a\u5b50",
        "\u7b2c\u4e8c\u7ae0 \u9644\u5219",
    )
    assert outline(headed(*titles, prose=HAN)) == [
        ("1", 1),
        ("1.1", 2),
        ("1.1.1", 3),
        ("1.1.2", 3),
        ("1.2", 2),
        ("2", 1),
    ]


def test_paragraphs_of_law_are_no_headings() -> None:
    text = f"\u00a7 1 Purpose\n\n(1) {PROSE}\n\n(2) It lends what it has and shows what it may not lend.\n\n"
    document = txt(text + f"\u00a7 2 Scope\n\n{PROSE}\n")
    assert outline(document) == [("1", 1), ("2", 1)]


def test_a_manual_page_has_its_sections() -> None:
    text = "CHEST(1)      Manual      CHEST(1)\n\nNAME\n       chest - open a chest\n\n"
    text += "OPTIONS\n   Keys\n       -k     the key\n"
    document = txt(text + "\nSEE ALSO\n       lock(1)\n\nLower Town      May 2019      CHEST(1)\n")
    assert outline(document) == [("1", 1), ("2", 1), ("2.1", 2), ("3", 1)]
    assert next(document.of_role(Role.FURNITURE)).text.startswith("CHEST(1)")


def test_a_manual_pages_headings_are_what_stands_over_text_that_is_indented_further() -> None:
    text = "CHEST(1)            General Commands Manual            CHEST(1)\n\nNAME\n       chest - open a chest\n\n"
    text += "Ways of opening\n       They are three.\n\n"
    text += "   Opening it once and for all - for two quite different chests of one town\n       Turn the key.\n\n"
    text += "   \u201cno such key\u201d\n       It was lost.\n\nEXIT STATUS\n       It is\n\n       0 if it opens\n\n"
    text += "       1 if it stays shut\n\n       2 if there is no chest, or none that can be opened by a key at all.\n"
    assert [(s.level, s.title) for s in txt(text).sections if s.number != "0"] == [
        (1, "NAME"),
        (1, "Ways of opening"),
        (2, "Opening it once and for all - for two quite different chests of one town"),
        (2, "\u201cno such key\u201d"),
        (1, "EXIT STATUS"),
    ]


def test_a_comment_in_what_is_quoted_is_no_heading_where_headings_are_underlined() -> None:
    parts = "".join(f"{title}\n{'=' * len(title)}\n\n{PROSE}\n\n" for title in ("Chests", "Locks", "Keys"))
    document = txt(f"{parts}   # Open the chest\n   chest --open\n\n{PROSE}\n")
    assert [section.title for section in document.sections] == ["Chests", "Locks", "Keys"]


def test_an_rfc_ends_with_its_authors() -> None:
    text = f"1.  Introduction\n\n   {PROSE}\n\n2.  Keys\n\n   {PROSE}\n\n"
    text += "Authors' Addresses\n\n   A. Keeper\n   Lower Town\n"
    assert [section.title for section in txt(text).sections][-1] == "Authors' Addresses"


def test_underlined_lines_are_headings_and_tables_are_not() -> None:
    document = txt(f"Chests\n======\n\n{PROSE}\n\nLocks\n-----\n\n{PROSE}\n\nName\n----\nAlpha\n")
    assert [section.title for section in document.sections] == ["Chests", "Locks"]
    assert not any("=" in p.text for p in document.passages)


def test_a_chapter_takes_the_name_on_the_next_line() -> None:
    document = txt(f"CHAPTER I.\n\nTHE ROPE\n\n{PROSE}\n\nCHAPTER II.\n\nA PASSENGER\n\n{PROSE}\n")
    assert [(s.number, s.title) for s in document.sections] == [
        ("1", "CHAPTER I. THE ROPE"),
        ("2", "CHAPTER II. A PASSENGER"),
    ]


def test_a_page_of_an_rfc_goes_on_behind_its_head() -> None:
    foot, head = (
        "Keeper                Informational              [Page {}]",
        "RFC 9999            Chests           March 1997",
    )
    page = "1.  Introduction\n\n   A chest is opened by three persons together, none of whom\n\n\n" + foot.format(1)
    document = txt(page + f"\n\f{head}\n\n\n   could open it alone.\n\n\n{foot.format(2)}\n")
    assert [p.text for p in document.of_role(Role.BODY)][-1].endswith("none of whom could open it alone.")
    assert len([*document.of_role(Role.FURNITURE)]) == 3


def test_running_heads_that_a_scanner_misread_are_furniture() -> None:
    heads = ("12     THE KEEPERS OF MEASURE", "13     THE KEEPERS 0F MEASURE", "THE KEEPERS OF MEASVRE     14")
    text = "The chest was opened by three persons of different estate, who\n\n"
    document = txt("".join(text + head + "\n\nhad come from afar.\n\n" for head in heads))
    assert len([*document.of_role(Role.FURNITURE)]) == 3


@pytest.mark.parametrize(("call", "label"), [("3", "3 "), ("[3]", "[3] "), ("\u00b3", "\u00b3 "), ("*", "* ")])
def test_a_note_without_a_citation_is_tied_to_its_call(call: str, label: str) -> None:
    document = txt(
        f"The chest was opened twice a year,{call} and its\n\n---\n\n"
        f"{label}This holds for the coast only.\n\nkeys were kept.\n"
    )
    body, note = document.passages
    assert body.text == "The chest was opened twice a year, and its keys were kept."
    assert (note.role, note.text) == (Role.NOTE, "This holds for the coast only.")
    assert [mark.at for mark in body.notes] == [len("The chest was opened twice a year,")]


def test_a_note_torn_in_two_is_put_together() -> None:
    text = f"{PROSE[:-1]},1 and\n\n---\n\n1 The word is used here in the sense in which\n\n"
    text += "the clerks used it, not the law.\n\nnone came.\n"
    notes = [p.text for p in txt(text).of_role(Role.NOTE)]
    assert notes == ["The word is used here in the sense in which the clerks used it, not the law."]


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("He had been told of it by the widow and her neighbour, who had it of Mr.", "Vane and no one else."),
        ("The first of the keys (it was the mayor's. He lost it", "twice) hung in the hall."),
        (
            "The keepers were three, and each of them held that \u201cno key is safe. No",
            "lock is either.\u201d So it went on.",
        ),
    ],
)
def test_a_cut_behind_what_looks_like_a_full_stop_is_joined(head: str, tail: str) -> None:
    document = txt(f"{head}\n\n- 12 -\n\n{tail}\n")
    assert [p.text for p in document.of_role(Role.BODY)] == [f"{head} {tail}"]


def test_a_hyphen_at_a_pages_end_is_healed_when_the_word_is_attested() -> None:
    document = txt(
        "An organization is a thing that people have, and each organi-\n\n- 2 -\n\n"
        "zation has a well-\n\n- 3 -\n\nknown seal.\n"
    )
    body = next(document.of_role(Role.BODY))
    assert body.text == "An organization is a thing that people have, and each organization has a well-known seal."


def test_of_a_name_that_a_line_end_divides_a_blank_is_left() -> None:
    said = "It was the Harbour-\nBoard that decided, and {} paid for it in the end."
    assert "Harbour Board that" in next(txt(said.format("the Harbour Board")).of_role(Role.BODY)).text
    for other in ("nobody", "the Harbour-Board", "the harbour, Board and all,"):
        assert "Harbour-Board that" in next(txt(said.format(other)).of_role(Role.BODY)).text


def test_a_hyphened_word_is_attested_by_its_plural() -> None:
    document = txt("The millwrights were few. The mill-\nwright of the weir was one, and had a well-\nknown seal.\n")
    body = next(document.of_role(Role.BODY))
    assert body.text.endswith("The millwright of the weir was one, and had a well-known seal.")


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_name_that_a_program_writes_keeps_its_lines(name: str) -> None:
    text = "See __init__ of the class, __path__/gate.toml and x.__size__() for __very much__ more."
    document = read_text(text, "k", name, Decoded(text, "utf-8", ()))
    assert next(document.of_role(Role.BODY)).text == text.replace("__very much__", "very much")


def test_words_that_go_round_are_doubtful() -> None:
    turn = "It can be told as well as a story of keepers. "
    document = txt(f"{PROSE}\n\n{turn * 5}\n\n{PROSE[:40]} {turn * 5}\n")
    assert len([*document.of_role(Role.DOUBTFUL)]) == 2
    assert next(reversed([*document.of_role(Role.BODY)])).text.count("keepers") == 1


def test_prose_between_two_drawings_is_of_the_text() -> None:
    drawing = "   o---o---o  lock\n        \\\n         o---o---o---o  {}\n"
    said = "The sluice was moved to the west of the lock, and what it fed was led around it in a cut of its own."
    document = txt(f"{drawing.format('weir')}\n{said}\n\n{drawing.format('mill')}")
    assert [passage.text for passage in document.of_role(Role.DOUBTFUL)] == []
    assert said in [passage.text for passage in document.of_role(Role.BODY)]


def test_foreign_prose_is_doubtful_only_in_the_midst_of_a_sentence() -> None:
    german = "Die Preise auf dem Markt sind im Jahr erneut gestiegen, und die H\u00e4ndler haben das nicht erwartet."
    cut = txt(
        f"The buyer of cloth wants to know that the ell of today is the ell of last\n\n{german}\n\nyear, and it is.\n"
    )
    assert [p.role for p in cut.passages if p.text == german] == [Role.DOUBTFUL]
    quoted = txt(f"{PROSE}\n\n{german}\n\n{PROSE}\n")
    assert [p.role for p in quoted.passages if p.text == german] == [Role.BODY]


def test_a_table_of_contents_and_a_list_are_no_headings() -> None:
    contents = "1. Chests\n\n2. Locks\n\n3. Keys\n\n4. Bars\n\n"
    text = "".join(f"{line}\n\n{PROSE}\n\n" for line in ("1. Chests", "2. Locks", "3. Keys", "4. Bars"))
    assert outline(txt(contents + text)) == [("1", 1), ("2", 1), ("3", 1), ("4", 1)]


def test_a_part_that_does_not_begin_with_one_has_a_gap() -> None:
    document = txt("".join(f"# {title}\n\n{PROSE}\n\n" for title in ("1. Chests", "2. Locks", "2.2 Keys")))
    assert [gap.reason.split(" is")[0] for gap in document.gaps] == ["part 2.1"]


def titles(document: Document) -> list[str]:
    return [section.title for section in document.sections if section.heading is not None]


def test_notes_under_each_other_without_a_rule_are_parted() -> None:
    cited = "{0} See Smith, John, The Rivers, London: Longman, 1954, p. {0}.\n{1} Ibid., p. 35."
    pages = (f"{PROSE}\n\n{cited.format(2 * n - 1, 2 * n)}\nReview of Rivers\n\n- {n + 11} -\n\n" for n in (1, 2, 3))
    text = "".join(pages) + PROSE
    document = txt(text)
    assert [p.marker for p in document.passages if p.role is Role.NOTE] == ["1", "2", "3", "4", "5", "6"]
    furniture = [p.text for p in document.passages if p.role is Role.FURNITURE]
    assert furniture.count("Review of Rivers") == 3
    assert "- 13 -" in furniture


def test_a_chapters_name_in_capitals_may_have_a_full_stop() -> None:
    chapters = {"I": "LOCK", "II": "ICE"}
    document = txt("".join(f"CHAPTER {n}.\n\nTHE {name}.\n\n{PROSE}\n\n\n" for n, name in chapters.items()))
    assert titles(document) == ["CHAPTER I. THE LOCK.", "CHAPTER II. THE ICE."]


def test_contents_are_told_from_the_chapters_that_say_them_again() -> None:
    contents = "Table of Contents\n\n1. Introduction\n\n    1.1. Purpose\n    1.2. Conventions\n\n2. The Lock\n\n"
    chapters = f"Chapter 1. Introduction\n\n{PROSE}\n\nChapter 2. The Lock\n\n{PROSE}\n"
    assert titles(txt(contents + chapters))[-2:] == ["Chapter 1. Introduction", "Chapter 2. The Lock"]
    assert "1. Introduction" not in titles(txt(contents + chapters))


def test_a_question_may_be_a_heading_of_three_lines() -> None:
    asked = "1.2. What is the difference between this river\nand others? Why should I choose this\nriver over another?"
    document = txt(f"1.1. What is this?\n\n{PROSE}\n\n{asked}\n\n{PROSE}\n\n1.3. And then?\n\n{PROSE}\n")
    assert [section.number for section in document.sections] == ["1.1", "1.2", "1.3"]
    assert not document.gaps


def test_what_a_program_is_written_in_is_no_heading() -> None:
    text = "".join(f"{head}\n\n{PROSE}\n\n" for head in ("THE RIVER", "FLAG_*", "Y = 2 * R", "THE LOCK"))
    assert titles(txt(text)) == ["THE RIVER", "THE LOCK"]


def test_what_a_printer_strikes_over_is_emphasis() -> None:
    def over(word: str, below: str = "") -> str:
        return "".join(f"{below or char}\b{char}" for char in word)

    line = f"{over('ls')} [{over('TIME_STYLE', '_')}] lists what a\bb is."
    (passage,) = txt(line).passages
    assert passage.text == "ls [TIME_STYLE] lists what a\bb is."
    assert [(passage.text[a:b], kind) for a, b, kind in passage.styles] == [("ls", "strong"), ("TIME_STYLE", "em")]
    assert [line[one.at : one.at + len(one.before)] for one in passage.repairs] == [over("ls"), over("TIME_STYLE", "_")]
