"""Chapters, sections and what their numbers look like in plain books: told from running heads, pages and lists."""

import pytest

from tests.documents.messy import read
from tests.documents.test_kinds import PROSE, outline, txt
from tui.documents.model import Document, Role

NAMES = ("THE LOCK", "THE FERRY", "THE LOCK", "THE MILL", "THE FERRY", "THE LOCK")


def titles(document: Document) -> list[str]:
    return [
        document.passages[section.heading].text
        for section in document.sections
        if section.number != "0" and section.heading is not None
    ]


def of(document: Document, role: Role) -> list[str]:
    return [passage.text for passage in document.passages if passage.role is role]


def book(*heads: str, between: str = "\n\n\n", text: str = PROSE) -> str:
    return "THE LOCK\n\nby a clerk\n" + "".join(f"{between}{head}\n\n\n{text}\n\n{text}\n" for head in heads)


@pytest.mark.parametrize("kind", ["CHAPTER {}", "Chapter {}: The lock", "Letter {}", "BOOK {}", "{}. Of the lock"])
@pytest.mark.parametrize("count", [3, 6])
def test_what_names_a_division_and_rises_is_a_heading(kind: str, count: int) -> None:
    heads = [kind.format(number) for number in range(1, count + 1)]
    document = txt(book(*heads))
    assert titles(document) == heads
    assert not document.gaps


def test_chapters_of_the_same_name_and_the_books_own() -> None:
    numbers = ("I", "II", "III", "IV", "V", "VI")
    heads = [f"CHAPTER {number}\n\n{name}" for number, name in zip(numbers, NAMES, strict=True)]
    document = txt(book(*heads))
    assert document.passages[0].text == "THE LOCK"
    assert titles(document) == [head.replace("\n\n", " ") for head in heads]


def test_chapters_count_on_through_parts_or_begin_anew() -> None:
    document = txt(book("PART ONE\n\n\nCHAPTER 1", "CHAPTER 2", "PART TWO\n\n\nCHAPTER 1", "CHAPTER 2", "CHAPTER 3"))
    assert [number for number, _ in outline(document)] == ["1", "1.1", "1.2", "2", "2.1", "2.2", "2.3"]


def test_of_a_chapters_number_on_every_page_the_first_says_where_it_begins() -> None:
    heads = [f"CHAPTER {number}" for number in (1, 1, 1, 2, 2, 2)]
    document = txt(book(*heads))
    assert titles(document) == ["CHAPTER 1", "CHAPTER 2"]
    assert of(document, Role.FURNITURE) == ["CHAPTER 1"] * 2 + ["CHAPTER 2"] * 2


def test_a_chapters_number_that_cuts_sentences_wherever_it_stands_is_a_running_head() -> None:
    heads = [f"CHAPTER {number}" for number in (1, 1, 1, 2, 2, 2)]
    half = f"{PROSE[:-1]} and"
    document = txt(f"{half}\n" + "".join(f"\f{head}\n\n{half.lower()}\n" for head in heads) + f"\n{PROSE.lower()}\n")
    assert of(document, Role.FURNITURE) == heads
    assert len(of(document, Role.BODY)) == 1


@pytest.mark.parametrize("gap", [" ", "              "])
def test_numbers_that_skip_as_pages_do_are_running_heads(gap: str) -> None:
    pages = [f"{number}{gap}THE SALT CHEST" for number in (12, 14)]
    chapters = [f"CHAPTER {number}\n\n{name}" for number, name in (("I", "THE INN"), ("II", "THE ROAD"))]
    text = "THE SALT CHEST\n\n" + "".join(
        f"\n\n{chapter}\n\n\n{PROSE}\n\n{page}\n\n{PROSE}\n" for chapter, page in zip(chapters, pages, strict=True)
    )
    document = txt(text)
    assert titles(document) == [chapter.replace("\n\n", " ") for chapter in chapters]
    assert of(document, Role.FURNITURE) == [" ".join(page.split()) for page in pages]


def test_numbered_lines_of_the_same_words_that_rise_by_one_are_headings() -> None:
    assert len(titles(txt(f"1 The chest\n\n{PROSE}\n\n2 The chest\n\n{PROSE}\n"))) == 2


def test_a_pages_head_below_its_foot_is_furniture_where_form_feeds_are_lost() -> None:
    foot = "Clerk                    Standards Track                  [Page 3]"
    head = "RFC 77777      On Chests      May 2020"
    cut = PROSE.replace("its keys", f"\n\n\n{foot}\n\n{head}\n\n\nits keys")
    document = txt(f"1.  Chests\n\n{cut}\n\n2.  Keys\n\n{PROSE}\n")
    assert of(document, Role.FURNITURE) == [" ".join(foot.split()), " ".join(head.split())]
    assert of(document, Role.BODY) == [PROSE, PROSE]


SHORT = "It has three keys."


def sections(*heads: str, prose: str = SHORT) -> list[tuple[str, str]]:
    document = txt("\n\n".join(f"{head}\n\n{prose}" for head in heads) + "\n")
    assert not document.gaps
    return [(section.number, section.title) for section in document.sections if section.number != "0"]


@pytest.mark.parametrize(
    "unit", ["\u00a7 {}", "Article {}", "\u00a7 {} Chest", "Article {}\nOf chests", "Sec. {}. Chest"]
)
def test_what_was_put_between_two_articles_keeps_its_number(unit: str) -> None:
    numbers = ["1", "2", "2a", "3", "3bis", "4"]
    assert [number for number, _ in sections(*(unit.format(number) for number in numbers))] == numbers


def test_a_chapter_among_articles_is_above_those_that_follow() -> None:
    document = txt(f"Article 1\n\n{PROSE}\n\nCHAPTER II\nCHESTS\n\nArticle 2\n\n{PROSE}\n\nArticle 3\n\n{PROSE}\n")
    assert outline(document) == [("1", 1), ("2", 1), ("2.2", 2), ("2.3", 2)]


def test_shortened_units_and_an_only_article_below_a_title() -> None:
    heads = ("TITLE I\n\nCHESTS\n\nSection 1. Lid", "Sec. 2. Lock", "TITLE II\n\nKEYS\n\nArt. III. Keepers")
    assert sections(*heads) == [
        ("1", "TITLE I CHESTS"),
        ("1.1", "Section 1. Lid"),
        ("1.2", "Sec. 2. Lock"),
        ("2", "TITLE II KEYS"),
        ("2.3", "Art. III. Keepers"),
    ]


def test_an_only_annex_and_the_third_of_three() -> None:
    heads = ("1.  Chests", "2.  Keys", "Appendix A.  Lists")
    assert [number for number, _ in sections(*heads, prose=PROSE)] == ["1", "2", "A"]
    heads = ("1.  Chests", "2.  Keys", *(f"Appendix {letter}.  List {letter}" for letter in "ABC"))
    assert [number for number, _ in sections(*heads)][-3:] == ["A", "B", "C"]


def test_roman_numbers_alone_are_chapters_where_they_count() -> None:
    numbers = ["I", "II", "III", "IV"]
    assert titles(txt(book(*numbers))) == numbers
    assert titles(txt(book("I", "V", "C"))) == []


def test_a_sentence_that_begins_with_an_article_is_no_heading() -> None:
    document = txt(f"1. Chests\n\n{PROSE}\n\n2. Keys\n\n{PROSE}\n\nArticle 5 says nothing of it\n\n{SHORT}\n")
    assert titles(document) == ["1. Chests", "2. Keys"]


@pytest.mark.parametrize("line", ["\n{}", ""])
def test_a_list_inside_of_a_section_is_no_section(line: str) -> None:
    def head(title: str, sign: str) -> str:
        return f"{title}{line.format(sign * len(title))}\n\n"

    text = f"{head('1. Chests', '=')}{head('1.1. Lids', '-')}A lid must do this:\n\n"
    text += "1. Close\n\n   It closes without a sound.\n\n2. Open\n\n   It opens with three keys.\n\n"
    text += f"{head('1.2. Locks', '-')}{PROSE}\n\n{head('2. Keys', '=')}{PROSE}\n\n{head('3. Keepers', '=')}{PROSE}\n"
    assert outline(txt(text)) == [("1", 1), ("1.1", 2), ("1.2", 2), ("2", 1), ("3", 1)]


def test_numbers_begin_anew_below_a_heading_of_another_form() -> None:
    heads = ("I. Chests", "1. Lids", "2. Locks", "II. Keys", "1. Bits", "2. Bows")
    assert [number for number, _ in sections(*heads, prose=PROSE)] == ["1", "1.1", "1.2", "2", "2.1", "2.2"]


def test_an_only_step_below_a_chinese_heading() -> None:
    heads = (
        "\u4e00\u3001\u7bb1\u5b50",
        "\u4e8c\u3001\u94a5\u5319\n\n\uff08\u4e00\uff09\u9501\u5b54",
        "1\u3001\u9501\u820c",
        "\uff081\uff09\u6765\u6e90",
        "\u4e09\u3001\u7ed3\u8bed",
    )
    text = "\u7bb1\u5b50\u6709\u4e09\u628a\u94a5\u5319\u3002"
    assert [number for number, _ in sections(*heads, prose=text)] == ["1", "2", "2.1", "2.1.1", "2.1.1.1", "3"]


def test_a_chinese_sentence_with_a_number_is_no_heading() -> None:
    heads = ("\u4e00\u3001\u7bb1\u5b50", "\u4e8c\u3001\u94a5\u5319", "1\u3001\u9501\u5728\u7bb1\u5b50\u4e0a\u3002")
    text = "\u7bb1\u5b50\u6709\u4e09\u628a\u94a5\u5319\u3002"
    assert [number for number, _ in sections(*heads, prose=text)] == ["1", "2"]


def test_sections_may_count_from_nought() -> None:
    heads = ("0. Words", "1. Chests", "2. Keys", "3. Keepers")
    document = txt(f"{PROSE}\n\n" + "\n\n".join(f"{head}\n\n{PROSE}" for head in heads))
    assert of(document, Role.HEADING) == list(heads)


def test_items_that_say_the_same_again_are_no_divisions() -> None:
    document = txt("".join(f"{PROSE}\n\n\n{number}. As follows:\n\n\n{PROSE}\n\n" for number in (1, 2, 3)))
    assert titles(document) == []


@pytest.mark.parametrize("ends", [".", ",", ":", ""])
@pytest.mark.parametrize("marks", ["##", "###"])
def test_a_number_in_a_word_stands_above_one_in_brackets(ends: str, marks: str) -> None:
    names = [f"## One{ends}", f"{marks} (1) Who", f"{marks} (2) Why", f"## Three{ends}", f"{marks} (1) Rafts"]
    source = "# On Barges\n\n" + "\n\n".join(f"{name}\n\nNobody counts them in winter." for name in names) + "\n"
    document = read(source, "a.md")
    assert [section.number for section in document.sections] == ["0", "1", "1.1", "1.2", "3", "3.1"]
    assert [gap.reason for gap in document.gaps] == ["section 2 is missing: the headings' numbers skip it"]


def test_words_that_count_no_sections_are_left_alone() -> None:
    names = ("One Day in May", "Three Men on a Weir", "Second Thoughts")
    source = "# Tales\n\n" + "\n\n".join(f"## {name}\n\nNobody counts them in winter." for name in names) + "\n"
    document = read(source, "a.md")
    assert [section.number for section in document.sections] == ["0", "1", "2", "3"]
    assert document.gaps == ()


def test_a_part_missing_below_a_section_without_a_number_is_named_by_its_place() -> None:
    names = ("## Tolls", "### 1. Keels", "### 3. Barrels", "## Wells", "### 1. Deep ones")
    source = "# On Barges\n\n" + "\n\n".join(f"{name}\n\nNobody counts them in winter." for name in names) + "\n"
    document = read(source, "a.md")
    assert [gap.reason for gap in document.gaps] == ["part 1.2 is missing: the headings' numbers skip it"]


STEPS = "\n\n".join(f"{at}. Fetch {what}\n\n{PROSE}" for at, what in enumerate(("a rope", "a bucket", "a gauge"), 1))


def test_what_is_counted_below_headings_without_a_number_is_a_list() -> None:
    manual = f"# A Manual\n\n## Before\n\n{PROSE}\n\n{STEPS}\n\n## On the day\n\n{STEPS}\n\n## After\n\n{PROSE}\n"
    assert titles(txt(manual)) == ["Before", "On the day", "After"]


def test_sections_that_lost_their_marks_stand_below_an_abstract_or_the_title() -> None:
    paper = f"# A Paper\n\n## Abstract\n\n{PROSE}\n\n{STEPS}\n\n## References\n\n{PROSE}\n"
    assert len(titles(txt(paper))) == 5
    assert len(titles(txt(f"# A Paper\n\n{PROSE}\n\n{STEPS}\n\n## Annex of the board\n\n{PROSE}\n"))) == 4


@pytest.mark.parametrize("form", ["{at}. {name}", "{at} {name}", "CHAPTER {at}. {name}"])
@pytest.mark.parametrize("page", ["", "        {page}"])
@pytest.mark.parametrize("feed", ["\f", "\n\n\n"])
def test_a_running_head_that_says_the_chapters_number_and_name_leaves_the_heading(
    form: str, page: str, feed: str
) -> None:
    half = f"{PROSE} {PROSE[:-1]} and"
    pages = []
    for at, name in enumerate(("The Lock", "The Ferry", "The Mill"), 1):
        head = form.format(at=at, name=name)
        pages.append(f"{head}\n\n{half}\n")
        pages += [f"{head}{page.format(page=3 * at + n)}\n\n{half.lower()}\n" for n in range(2)]
        pages.append(f"{head}{page.format(page=3 * at + 2)}\n\n{PROSE.lower()}\n")
    document = txt(feed.join(pages))
    assert titles(document) == [
        form.format(at=at, name=name) for at, name in ((1, "The Lock"), (2, "The Ferry"), (3, "The Mill"))
    ]
    assert len(of(document, Role.FURNITURE)) == 9
    assert len(of(document, Role.BODY)) == 3


def test_a_number_that_stands_in_a_frame_is_not_missing() -> None:
    frame = "*" * 40 + f"\n*  2. Of the ferry\n*  {'-' * 10}\n*\n*  Nobody pays.\n" + "*" * 40
    parts = {1: f"1. Of the lock\n\n{PROSE}", 2: frame, 3: f"3. Of the mill\n\n{PROSE}", 4: f"4. Of tolls\n\n{PROSE}"}
    assert not txt("\n\n".join(parts.values())).gaps
    assert len(txt("\n\n".join(parts[at] for at in (1, 3, 4))).gaps) == 1
    items = "\n\n".join(f"{at}. {PROSE}" for at in (1, 2, 3))
    assert len(txt("\n\n".join([parts[1], items, parts[3], parts[4]])).gaps) == 1
