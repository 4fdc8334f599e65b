"""Texts of many kinds as they come: plays, theses, bibliographies, judgments, papers in Chinese and German."""

import textwrap

from tests.documents.messy import read
from tests.documents.test_kinds import HAN, PROSE
from tui.documents.model import Document, Form, Role

AGAIN = PROSE.lower()


def titles(document: Document) -> list[str]:
    return [f"{section.number} {section.title}" for section in document.sections if section.number != "0"]


def texts(document: Document, role: Role) -> list[str]:
    return [passage.text for passage in document.of_role(role)]


def test_a_play_has_acts_and_scenes_and_its_directions_are_text() -> None:
    speech = (
        "ANNA.\nI never saw the river stand so low,\nNor heard the mill so silent in the night;\nThe keeper has to go."
    )
    scene = f"SCENE {{}}. A room in the mill.\n\n[Enter ANNA.]\n\n{speech}\n\nBERTRAM. {PROSE}\n\n[Exeunt.]\n\n\n"
    acts = "".join(f"ACT {act}\n\n{scene.format('I')}{scene.format('II')}" for act in ("I", "II"))
    document = read(f"THE KEEPER'S DAUGHTER\n\nA Play in Two Acts\n\n\n{acts}")
    names = [title.split(" ", 1)[0] for title in titles(document)]
    assert names == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
    assert texts(document, Role.FURNITURE) == []
    assert [p.text for p in document.of_role(Role.BODY) if p.form is Form.CODE] == [speech] * 4


def test_a_thesis_names_its_chapters_below_their_numbers_and_again_above_its_pages() -> None:
    names = ("Introduction", "Weirs", "Conclusion")
    contents = "\n".join(f"{at} {name} {'.' * 40} {at}" for at, name in enumerate(names, 1))
    chapters = "".join(
        f"\fChapter {at}\n\n{name}\n\n{PROSE[:-1]} and\n\n{at}\n\fCHAPTER {at}. {name.upper()}\n\n{AGAIN}\n"
        for at, name in enumerate(names, 1)
    )
    document = read(f"Counting Barges\n\nA thesis\n\n\fContents\n\n{contents}\n\n{chapters}")
    assert titles(document)[1:] == [f"{at} Chapter {at} {name}" for at, name in enumerate(names, 1)]
    assert [text for text in texts(document, Role.FURNITURE) if text[0] == "C"] == [
        f"CHAPTER {at}. {name.upper()}" for at, name in enumerate(names, 1)
    ]


def test_entries_of_a_bibliography_whose_lines_hang_are_passages() -> None:
    entries = [
        "Miller, A. (1987). The Book of Weirs. London: Sluice Press.",
        "Roe, M. (1979). Wells and wheels. Journal of Roads, 7(1), 12-30. https://example.org/wells",
        "Harbour Board. (2001). Rivers of the world: A report to the towns. Lower Town: Board Publications.",
    ]
    lines = "\n".join(textwrap.fill(entry, 50, subsequent_indent="    ") for entry in entries)
    document = read(f"# Rivers\n\n{PROSE}\n\n## References\n\n{lines}\n")
    assert texts(document, Role.BODY)[1:] == entries


def test_a_judgments_numbered_paragraphs_are_no_notes() -> None:
    paragraphs = "\n\n".join(
        f"[{at}] {PROSE[:-1]}, as is said at [{max(1, at - 2)}] and at [{at + 1}]." for at in range(1, 13)
    )
    document = read(f"MILLER v THE HARBOUR BOARD\n\nJUDGMENT\n\n{paragraphs}\n\nAppeal dismissed.\n")
    assert texts(document, Role.NOTE) == []
    assert len([text for text in texts(document, Role.BODY) if text[0] == "["]) == 12


def test_a_chinese_paper_says_the_same_below_several_headings_and_has_its_notes_under_each_other() -> None:
    notes = (
        "\u2460\u3000\u738b\u4e94\uff1a\u300a\u6cb3\u6d41\u4e0e\u56fd\u5bb6\u300b\uff0c\u5317\u4eac\uff1a\u5546\u52a1\u5370\u4e66\u9986\uff0c1998\u5e74\uff0c\u7b2c23\u9875\u3002\n"
        "\u2461\u3000\u8d75\u516d\uff1a\u300a\u8bba\u6e21\u53e3\u300b\uff0c\u300a\u5386\u53f2\u7814\u7a76\u300b2003\u5e74\u7b2c4\u671f\u3002"
    )
    steps = (
        f"\uff08\u4e00\uff09\u65e9\u671f\n\n{HAN}\u2460\n\n\uff08\u4e8c\uff09\u8fd1\u4ee3\n\n{HAN}\u2461\n\n{notes}\n\n"
    )
    parts = "".join(
        f"{number}\u3001{name}\n\n{HAN * 2}\n\n{steps}"
        for number, name in (("\u4e00", "\u5386\u53f2"), ("\u4e8c", "\u673a\u5236"))
    )
    document = read(parts)
    assert [title.split()[0] for title in titles(document)] == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
    assert [note.marker for note in document.of_role(Role.NOTE)] == ["1", "2", "1", "2"]


def test_a_german_paragraph_that_cites_in_its_text_stays_one_where_notes_bear_labels() -> None:
    cites = "Im Jahre 1712 wurde der Vertrag erneuert, vgl. Teubner Verlag, S. 44 f., obwohl niemand es wollte."
    notes = "1 Vgl. M\u00fcller, Das Buch der Wehre, Leipzig: Teubner 1911, S. 4 ff.\n\n2 Ebd., S. 9."
    document = read(
        f"# Vom Wehr\n\nI. Einleitung\n\n{cites} {PROSE}1 {PROSE}2\n\n_______\n\n{notes}\n\n"
        f"II. Quellen\n\n1. Das Register\n\n{cites}\n\n2. Der Vertrag\n\n{cites}\n\nIII. Ergebnis\n\n{PROSE}\n"
    )
    assert [title.split()[0] for title in titles(document)] == ["1", "2", "2.1", "2.2", "3"]
    assert len(texts(document, Role.NOTE)) == 2


def test_a_form_feed_in_the_midst_of_a_line_ends_a_page() -> None:
    pages = [f"{PROSE[:-1]} and", f"12        THE BOOK\n\n{AGAIN[:-1]} and", f"14        THE BOOK\n\n{AGAIN}"]
    document = read("\f".join(pages) + "\n")
    assert texts(document, Role.FURNITURE) == ["12 THE BOOK", "14 THE BOOK"]
    assert len(texts(document, Role.BODY)) == 1


def test_an_old_bullet_begins_an_item() -> None:
    items = f"   o  {PROSE[:50]}\n      {PROSE[50:]}\n\n   o  {PROSE}"
    document = read(f"# On Weirs\n\n   {PROSE}\n\n{items}\n")
    assert [p.form for p in document.of_role(Role.BODY)] == [Form.PARAGRAPH, Form.ITEM, Form.ITEM]
