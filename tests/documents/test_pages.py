"""What pages bear at their edges, in the words of several languages, and notes that letters call."""

import textwrap

import pytest

from tests.documents.messy import read
from tests.documents.test_kinds import PROSE
from tui.documents.model import Document, Role

FIRST, SECOND = f"{PROSE[:-1]} and", f"then {PROSE[3:]}"


def texts(document: Document, role: Role) -> list[str]:
    return [passage.text for passage in document.of_role(role)]


@pytest.mark.parametrize("page", ["{}/400", "Page {}", "Seite {}", "[{}]", "p. {}", "{} of 400"])
def test_a_page_may_be_counted_in_words_right_in_the_text(page: str) -> None:
    lines = textwrap.fill(f"{PROSE} " * 4, 66)
    pages = [f"{lines}\n{FIRST}\n{page.format(at)}\n{SECOND}\n" for at in range(187, 192)]
    document = read("\n".join(pages))
    assert texts(document, Role.FURNITURE) == [page.format(at) for at in range(187, 192)]
    assert any(f"{FIRST} {SECOND}" in text for text in texts(document, Role.BODY))


@pytest.mark.parametrize("head", ["{}   206", "206   {}", "{} — Page 206"])
def test_a_running_head_says_the_title_of_a_section_that_cuts_a_sentence(head: str) -> None:
    title = "The Bridge and the Orchard"
    document = read(f"On Weirs\n\n{PROSE}\n\n## 1. {title}\n\n{FIRST}\n\n{head.format('1. ' + title)}\n\n{SECOND}\n")
    assert len(texts(document, Role.FURNITURE)) == 1
    assert f"{FIRST} {SECOND}" in texts(document, Role.BODY)


def test_a_table_of_contents_says_titles_with_their_pages_and_is_text() -> None:
    titles = ("The Bridge and the Orchard", "The Granary and the Mill", "The Weir and the Lock")
    contents = "\n\n".join(f"{title}   {at * 9}" for at, title in enumerate(titles, 1))
    body = "".join(f"## {title}\n\n{PROSE}\n\n" for title in titles)
    assert texts(read(f"# Weirs\n\n{contents}\n\n{body}"), Role.FURNITURE) == []


def test_a_watermark_may_stand_in_the_midst_of_lines() -> None:
    mark = "Downloaded from archive.example by guest on 4 May 2011"
    document = read(f"{FIRST}\n{mark}\n{SECOND}\n\n{FIRST}\n{mark}\n{SECOND}\n")
    assert texts(document, Role.FURNITURE) == [mark] * 2
    assert texts(document, Role.BODY) == [f"{FIRST} {SECOND}"] * 2


def test_notes_may_be_called_by_letters() -> None:
    notes = ["(a) Miller, The Book of Weirs (London: Sluice Press, 1987), p. 4.", "(b) Ibid., p. 9."]
    source = f"The keepers(a) count the barges(b) of {FIRST}\n\n{notes[0]}\n\n{notes[1]}\n\n{SECOND}\n"
    document = read(source)
    assert texts(document, Role.NOTE) == [note[4:] for note in notes]
    body = next(document.of_role(Role.BODY))
    assert [(mark.label, body.text[: mark.at].split()[-1]) for mark in body.notes] == [
        ("(a)", "keepers"),
        ("(b)", "barges"),
    ]


def test_items_with_letters_are_no_notes() -> None:
    items = "\n\n".join(f"({letter}) the weir is kept by the clerk of 1987;" for letter in "abc")
    document = read(f"{PROSE} It holds, under section 3(a), where\n\n{items}\n\nthe keeper says so. {PROSE}\n")
    assert texts(document, Role.NOTE) == []


def test_two_pages_are_told_by_their_numbers_and_heads_within_a_sentence() -> None:
    head = "The Weirs of the Lower River"
    notes = [f"{at}. Miller, A., The Book of Weirs, London: Sluice Press, 1987, p. {at}." for at in (1, 2)]
    edges = [f"{note}\n\n{page}\n\n{head}\n\n" for note, page in zip(notes, (17, 18), strict=True)]
    document = read(f"{PROSE}\n\n{FIRST}\n\n{edges[0]}then {FIRST[3:]}\n\n{edges[1]}{SECOND}\n")
    assert texts(document, Role.FURNITURE) == ["17", head, "18", head]
    assert texts(document, Role.BODY)[-1] == f"{FIRST} then {FIRST[3:]} {SECOND}"
