"""Clean texts of many kinds are left as they are: what only looks like an edge, a note or a gap is none."""

import textwrap

import pytest

from tests.documents.messy import read
from tests.documents.test_kinds import HAN, PROSE
from tui.documents.model import Document, Form, Role

OPEN = PROSE[:-1]
SET = textwrap.fill(f"{PROSE} {PROSE}", 66)


def texts(document: Document, role: Role) -> list[str]:
    return [passage.text for passage in document.of_role(role)]


def kinds(document: Document) -> set[str]:
    return {repair.kind for passage in document.passages for repair in passage.repairs}


@pytest.mark.parametrize(
    "name", ["Amendment {}", "Article {}", "==== Changes in weirs-2.0{} ====", "Released: 1904-12-{}", "In English:"]
)
def test_lines_that_recur_between_whole_paragraphs_are_no_running_heads(name: str) -> None:
    source = "".join(f"\n\n\n{name.format(at)}\n\n{PROSE}\n\n{PROSE}\n" for at in range(1, 7))
    assert texts(read(f"On Weirs\n\n{PROSE}{source}"), Role.FURNITURE) == []


@pytest.mark.parametrize("line", ["count(barges);", "[n]>>word", "_SLUICE >= 2 || _WEIR", "[n]<&word"])
def test_a_displayed_line_in_the_midst_of_a_sentence_is_no_running_head(line: str) -> None:
    source = "".join(f"{OPEN} with the line\n\n        {line}\n\nas the clerk has it. {PROSE}\n\n" for _ in range(4))
    document = read(source)
    assert texts(document, Role.FURNITURE) == []
    assert kinds(document) == set()


def test_names_of_parts_that_recur_with_numbers_of_their_own_are_headings() -> None:
    source = "".join(f"\n\n\n{at}.{at + 1}: Of the keepers\n\n{PROSE}\n" for at in range(1, 5))
    assert texts(read(f"{PROSE}{source}"), Role.FURNITURE) == []


def test_numbers_with_their_meaning_below_them_are_no_pages() -> None:
    terms = "\n\n".join(
        f"       {at}\n           what {at} says of the weir and its keeper" for at in (1, 2, 4, 8, 16, 32)
    )
    document = read(f"{SET}\n\n{terms}\n\n{SET}\n")
    assert texts(document, Role.FURNITURE) == []
    assert "join" not in kinds(document)


@pytest.mark.parametrize("source", [
    f"{OPEN} by the name\n\n       count barges\n\nin the register of the weir and of the mill.\n",
    "mill.2\n    keeper\n        Added a word on the weir\n\nweir.2\n    keeper\n        Added a word on the mill\n",
    f"{OPEN} for the barges\n    keep(barge);\n\nthe keeper counts what the weir has let pass.\n",
    f"{OPEN} and are kept at weirs://example/tolls\n\nkept.1\n    keeper\n",
])  # fmt: skip
def test_what_is_set_apart_or_typed_is_no_half_of_a_sentence(source: str) -> None:
    assert "join" not in kinds(read(f"{PROSE}\n\n{source}\n{PROSE}\n"))


@pytest.mark.parametrize(
    "name", ["weir.data2()", "/weirs/weir2", "weirs://weir2", "sluice_weir2", "<weir2>", "weir.2,"]
)
def test_numbers_in_names_and_addresses_call_no_notes(name: str) -> None:
    note = "2 Miller, A., The Book of Weirs, London: Sluice Press, 1987, pp. 4-9."
    document = read(
        f"{PROSE} Whoever reads {name} here knows that the gauge2 is cut into the bridge.\n\n---\n\n{note}\n"
    )
    body = next(document.of_role(Role.BODY))
    assert [body.text[: mark.at][-5:] for mark in body.notes] == ["gauge"]
    assert name in body.text


def test_the_numbers_of_headings_call_no_items_below_them() -> None:
    parts = "".join(
        f"  A.{at}. Of {name}\n\n    1. {PROSE}\n    2. {PROSE}\n\n"
        for at, name in enumerate(("weirs", "mills", "tolls"), 1)
    )
    document = read(f"The Law of Weirs\n\n{SET}\n\n{parts}")
    assert texts(document, Role.NOTE) == []
    assert [section.number for section in document.sections][1:] == ["A.1", "A.2", "A.3"]


@pytest.mark.parametrize(
    "opening", ["The keeper does this:", "He expands them in the following order.", "他做以下的事。"]
)
def test_items_below_what_opens_a_list_are_no_notes(opening: str) -> None:
    prose = HAN if opening[-1] == "。" else PROSE
    items = "\n\n".join(f"  {at}. {prose}" for at in (1, 2, 3))
    document = read(f"{prose}\n\nThe weir1 and the mill2 stand, {opening}\n\n{items}\n\n{prose}\n")
    assert texts(document, Role.NOTE) == []


def test_a_text_that_begins_its_items_with_stars_has_no_notes_with_stars() -> None:
    lists = "".join(f"{PROSE}\n\n* Of weir-* and mill-* lists\n\n* Of tolls\n\n" for _ in range(4))
    document = read(f"{lists}{OPEN} and\n\n* By itself {OPEN}\n\n{PROSE}\n")
    assert texts(document, Role.NOTE) == []
    assert "mark" not in kinds(document)


def test_a_star_that_ends_an_emphasis_calls_nothing() -> None:
    document = read(f"{PROSE} They count *very* slowly, and weirs.* too.\n\n{OPEN} here*\n\n* The keeper says so.\n")
    marks = [repair.before for passage in document.passages for repair in passage.repairs if repair.kind == "mark"]
    assert marks == ["*", "* "]


@pytest.mark.parametrize("ending", ["txt", "md"])
def test_works_that_are_listed_in_sections_are_text(ending: str) -> None:
    works = "\n\n".join(
        f"Miller, A. ({year}). The Book of Weirs. London: Sluice Press, {year}, available at"
        for year in range(1980, 1992)
    )
    document = read(f"# Bibliography for the Weirs\n\n{PROSE}\n\n## Books\n\n{works}\n", f"a.{ending}")
    assert texts(document, Role.NOTE) == []


def test_whose_a_text_is_is_no_note() -> None:
    rights = "Copyright \u00a9 2000, 2001 The Weir Foundation, Inc. <https://weirs.example>"
    assert texts(read(f"The Law of Weirs\n\nVersion 1.3, 3 November 2008\n\n{rights}\n\n{PROSE}\n"), Role.NOTE) == []


def test_paragraphs_that_cite_in_a_text_whose_notes_bear_labels_are_text() -> None:
    cites = 'Miller said in 2007 "The Weirs Are Ours". See the papers (https://weirs.example/papers) for it.'
    note = "^[1] The Standard of Weirs (https://weirs.example) is a specification of 1987."
    document = read(f"{PROSE} It binds. ^[1] {PROSE}\n\n---\n\n{note}\n\n{PROSE}\n\n{cites}\n\n{PROSE}\n")
    assert [passage.marker for passage in document.of_role(Role.NOTE)] == ["1"]


def test_a_text_that_is_translated_in_parts_has_no_strangers() -> None:
    german = (
        "Das Wehr ist alt, und die M\u00fchle ist es auch, denn der M\u00fcller hat sie von dem alten Vater der Frau"
    )
    paragraphs = f"{PROSE} {PROSE}\n\n{german}. {german}. {german}.\n\n"
    document = read(f"{paragraphs * 4}{OPEN} and\n\n{german}. {german}. {german}.\n\nso it went on for years.\n")
    assert texts(document, Role.DOUBTFUL) == []


def test_a_drawn_table_between_halves_of_a_chinese_sentence_is_no_stranger() -> None:
    drawn = "+-----------+-----+\n| the name of the weir | and of it |\n+-----------+-----+"
    assert texts(read(f"{HAN[:-1]}\n\n{drawn}\n\n{HAN}\n"), Role.DOUBTFUL) == []


def test_what_is_underlined_is_a_whole_heading() -> None:
    title = "Changes to the pages of the"
    document = read(f"{title}\n{'-' * len(title)}\n\nweir, the keeper's list\n\n{PROSE}\n")
    assert texts(document, Role.HEADING) == [title]


def test_a_single_section_with_a_line_below_it_is_not_named_by_it_where_sections_count_in_articles() -> None:
    article = "".join(f"Section {at}\n\n{PROSE}\n\n\n" for at in (1, 2, 3))
    source = "".join(f"Article {at}\n\n{article}" for at in ("I", "II", "III"))
    source = source.replace("Section 2\n\n", "Section 2\n\nThe keeper shall have power\n\n", 1)
    document = read(f"The Law of Weirs\n\n{SET}\n\n\n{source}")
    expected = [n for at in "123" for n in (at, f"{at}.1", f"{at}.2", f"{at}.3")]
    assert [section.number for section in document.sections][1:] == expected
    assert document.by_section["1.2"].title == "Section 2"
    assert document.gaps == ()


def test_versions_that_fall_leave_no_gap() -> None:
    versions = ("0.4.1", "0.4.0", "0.2.2", "0.2.0", "0.1.5", "0.1.4", "0.1.0")
    source = "# Versions\n\n" + "".join(f"## {version} (May 3)\n\n{PROSE}\n\n" for version in versions)
    assert read(source, "a.md").gaps == ()


def test_a_number_that_has_parts_stands_above_them() -> None:
    heads = ("2.1. Of weirs", "2.2. Of mills", "3. Keepers.", "3.1. Powers", "5. Tolls.", "5.1. Powers")
    document = read("The Law of Weirs\n\n" + SET + "\n\n" + "".join(f"{head}\n\n{PROSE}\n\n" for head in heads))
    assert [section.number for section in document.sections][1:] == ["2.1", "2.2", "3", "3.1", "5", "5.1"]


def test_comments_in_markdown_cut_nothing() -> None:
    document = read(f"{OPEN}\n\n<!-- of the mill -->\n\nThe mill {PROSE}\n", "a.md")
    assert "join" not in kinds(document)


def test_texts_of_a_collection_are_parted_by_signs() -> None:
    parts = [f"{OPEN} and", "so it goes on for years.", "3 Miller, A., The Book of Weirs, London, 1987, p. 4", PROSE]
    document = read("\n%\n".join(parts) + "\n")
    assert texts(document, Role.BODY) == parts
    assert texts(document, Role.FURNITURE) == ["%"] * 3
    assert kinds(document) == set()


def test_verses_of_chinese_keep_their_lines() -> None:
    verse = "《望堰》\n作者：磨坊主\n水来水又去，无人问其由。\n磨主知河性，夜静自东流。"
    prose = "\n".join(textwrap.wrap(HAN * 3, 24))
    document = read(f"{verse}\n\n{prose}\n")
    assert [(p.form, "\n" in p.text) for p in document.of_role(Role.BODY)] == [
        (Form.CODE, True),
        (Form.PARAGRAPH, False),
    ]


def test_a_signature_below_a_line_that_does_not_close_is_no_note() -> None:
    signed = " -- The Keeper of Weirs <keeper@weirs.example>  Thu, 12 May 2022"
    entries = "".join(
        f"weirs (1.{at})\n\n  * Mend the sluice and the gauge. Closes: #1004171\n\n{signed}\n\n" for at in "321"
    )
    document = read(entries)
    assert texts(document, Role.NOTE) == []
    assert "join" not in kinds(document)


def test_what_several_paragraphs_begin_with_leans_on_none_before_it() -> None:
    section = f"This is a description of what came after.\n\n{PROSE}\n\n{'-' * 60}\n\n"
    assert "join" not in kinds(read(f"{PROSE}\n\n{'-' * 60}\n\n{section * 4}"))


@pytest.mark.parametrize(
    "elsewhere",
    ["the millkeepers and the mill-keepers", "see https://weirs.example/MillKeeper for it", "the mill-keeper"],
)
def test_a_word_that_others_or_addresses_run_together_keeps_its_hyphen(elsewhere: str) -> None:
    document = read(f"{PROSE} It says {elsewhere}.\n\n{OPEN}, and the mill-\nkeeper reads the gauge.\n")
    assert "dehyphenate" not in kinds(document)
