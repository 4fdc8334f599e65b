"""A place is found again, or it is said that it is not; a wrong place is never given."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tui.documents.decoding import Decoded
from tui.documents.model import Document
from tui.documents.reading import read_text
from tui.documents.selectors import CONTEXT, Anchors, Found, Orphan, Selector, Step, locate, select
from tui.documents.streams import Stream, dense

FIRST = "The harbour board met in the hall by the weir and weighed the treaty on dredging."
SECOND = "Nobody had read the second article, which the clerk of the towns had written by night."
THIRD = "A deputation from the hills withdrew the tariff before the spring flood."
TEXT = f"# One\n\n{FIRST} {SECOND}\n\n# Two\n\n{THIRD} Then the mills stood still for a week.\n"

_WORDS = st.sampled_from(
    ["weir", "toll", "barge", "the", "of", "and", "old", "new", "“open”", "co-operation", "运河", "é"]
)
_SENTENCES = st.lists(_WORDS, min_size=1, max_size=9).map(lambda words: " ".join(words).capitalize() + ".")
_TEXTS = st.lists(st.lists(_SENTENCES, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=8)


def read(source: str, name: str = "a.md") -> Document:
    return read_text(source, "k", name, Decoded(source, "utf-8", ()))


def kept(source: str, words: str) -> Selector:
    start = source.index(words)
    return select(read(source), [(start, start + len(words))])


def there(source: str, found: Found | Orphan) -> list[str]:
    assert isinstance(found, Found), found
    return [source[start:end] for start, end in found.spans]


def test_a_selector_holds_the_words_and_32_characters_of_either_side() -> None:
    selector = kept(TEXT, SECOND)
    assert selector.quote == SECOND
    assert selector.prefix == (FIRST + " ")[-CONTEXT:]
    assert selector.suffix == f"\nTwo\n{THIRD}"[:CONTEXT]
    assert selector.spans == ((TEXT.index(SECOND), TEXT.index(SECOND) + len(SECOND)),)
    assert selector.section == ("One",)


@given(_TEXTS, st.data())
def test_in_an_unchanged_document_the_spans_are_the_same(paragraphs: list[str], data: st.DataObject) -> None:
    document = read("\n\n".join(paragraphs))
    passage = data.draw(st.sampled_from(document.passages))
    start = data.draw(st.integers(0, len(passage.text) - 1))
    spans = passage.source_spans(start, data.draw(st.integers(start + 1, len(passage.text))))
    try:
        selector = select(document, spans)
    except ValueError:
        return
    assert locate(selector, document) == Found(selector.spans, Step.POSITION, 1.0)
    assert selector.spans == spans
    # Without its hash it is found by its words, or is one of several that nothing tells apart.
    again = locate(replace(selector, source=""), document)
    assert isinstance(again, Orphan) or again.spans == spans


@settings(max_examples=60)
@given(_TEXTS, _SENTENCES, st.data())
def test_what_is_set_in_elsewhere_changes_nothing(paragraphs: list[str], new: str, data: st.DataObject) -> None:
    source = "\n\n".join([FIRST, *paragraphs, SECOND, *paragraphs, THIRD])
    selector = kept(source, SECOND)
    at = data.draw(st.sampled_from([0, *range(len(paragraphs) * 2 + 4)]))
    blocks = source.split("\n\n")
    # Not between the quotation and its neighbours, and not where its context reaches.
    near = blocks.index(SECOND)
    assume(
        sum(len(block) for block in blocks[at:near]) > CONTEXT or sum(len(b) for b in blocks[near + 1 : at]) > CONTEXT
    )
    changed = "\n\n".join([*blocks[:at], new, *blocks[at:]])
    assert there(changed, locate(selector, read(changed))) == [SECOND]


@pytest.mark.parametrize("change", ["wrapped", "quotes", "wide", "hyphen", "split", "joined"])
def test_what_a_typesetter_changes_does_not_count(change: str) -> None:
    source = TEXT.replace("second article", "“second” article")
    words = SECOND.replace("second article", "“second” article")
    changed = {
        "wrapped": source.replace(" ", "\n"),
        "quotes": source.replace("“", '"').replace("”", '"'),
        "wide": source.replace("clerk", "ｃｌｅｒｋ"),
        "hyphen": source.replace("article", "arti-\ncle"),
        "split": source.replace(words, "\n\n" + words),
        "joined": source.replace("\n\n# Two\n\n", " "),
    }[change]
    found = there(changed, locate(kept(source, words), read(changed)))
    assert dense("".join(found).replace("-\n", "")) == dense(words)


def test_a_page_that_cuts_a_quotation_gives_several_spans() -> None:
    selector = kept(TEXT, SECOND)
    changed = TEXT.replace("which the clerk", "which\n\nAnnals of a Town, page 12\n\nthe clerk")
    found = locate(selector, read(changed))
    assert isinstance(found, Found)
    assert there(changed, found) == [
        "Nobody had read the second article, which",
        "the clerk of the towns had written by night.",
    ]


def test_slips_of_the_pen_are_forgiven_where_the_context_agrees() -> None:
    changed = TEXT.replace("second article", "secnd artickle").replace("by night", "by nights")
    found = locate(kept(TEXT, SECOND), read(changed))
    assert isinstance(found, Found)
    assert found.step is Step.SIMILAR
    assert 0.9 < found.score < 1
    assert there(changed, found)[0].startswith("Nobody had read")


def test_what_was_deleted_is_an_orphan_though_something_like_it_remains() -> None:
    like = SECOND.replace("second", "third")
    for source in (f"{FIRST} {SECOND} {like} {THIRD}", f"{SECOND}\n\n{FIRST}\n\n{like}\n\n{THIRD}"):
        selector = kept(source, SECOND)
        assert isinstance(locate(selector, read(source.replace(SECOND, ""))), Orphan)


def test_what_was_said_twice_and_is_gone_from_its_place_is_an_orphan() -> None:
    source = f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{SECOND}\n\nThe end of it.\n"
    selector = kept(source, SECOND)
    assert there(source + "\n", locate(selector, read("Before.\n\n" + source)))  # both remain: told by their context
    assert isinstance(locate(selector, read(source.replace(SECOND + "\n\n", "", 1))), Orphan)


def test_equal_places_that_nothing_tells_apart_are_an_orphan() -> None:
    source = "# One\n\n" + "A refrain that comes back again and again.\n\n" * 5
    selector = kept(source, "A refrain that comes back again and again.")
    assert isinstance(locate(selector, read(source.replace("# One", "# Two\n\nWords."))), Orphan)


@pytest.mark.parametrize("quote", ["", " ", "- -"])
def test_where_there_is_no_text_nothing_is_selected_and_nothing_found(quote: str) -> None:
    assert isinstance(locate(Selector(quote), read(TEXT)), Orphan)
    with pytest.raises(ValueError, match="no text"):
        select(read(TEXT), [(5, 6)])


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=40))
def test_no_text_is_too_odd(source: str, quote: str, prefix: str) -> None:
    assume(source.strip())
    found = locate(Selector(quote, prefix, prefix), read(source))
    if isinstance(found, Found):
        assert all(0 <= start < end <= len(source) for start, end in found.spans)


@given(_TEXTS)
def test_letters_come_from_where_the_stream_says(paragraphs: list[str]) -> None:
    stream = Stream(read("\n\n".join(paragraphs)))
    assert stream.letters == dense(stream[:])
    for at, letter in enumerate(stream.letters):
        assert dense(stream[stream.start(at) : stream.end(at + 1)]) == letter
        assert stream.letter(stream.start(at)) == at


def test_many_are_kept_with_one_reading_text() -> None:
    anchors = Anchors(read(TEXT))
    assert [anchors.select(passage).quote for passage in anchors.document.passages][::2] == ["One", "Two"]
