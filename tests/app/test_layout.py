"""Rows and windows, without a screen: nothing of a text is lost, and no row is too wide."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.app.conftest import text
from tests.documents.messy import MESSY
from tui.app.ahead import whole
from tui.app.place import Homes, Match, Place, at_source, running, runs_on, source_of
from tui.app.session import Session
from tui.app.shelf import Shelf
from tui.app.trail import Trail
from tui.app.widgets.entry import Entry
from tui.app.widgets.scrollbar import HIT, HIT_HERE, THUMB, TRACK, picture
from tui.app.widgets.snippet import snippet
from tui.app.widgets.window import Window
from tui.app.widgets.wrap import cells, clip, clip_middle, wrap, wrap_lines, wrap_preformatted
from tui.documents.decoding import Decoded
from tui.documents.model import Document, Role
from tui.documents.reading import read, read_text

LETTERS = st.text(alphabet=st.sampled_from("ab cd-e/ 上海，。（） é\u0301👩"), max_size=200)


@given(LETTERS, st.integers(1, 40))
def test_rows_hold_every_word_and_none_is_too_wide(words: str, width: int) -> None:
    rows = wrap(words, width)
    joined = "".join(words[a:b] for a, b in rows)
    assert joined.replace(" ", "") == words.replace(" ", "")
    assert all(a <= b for a, b in rows)
    assert all(rows[n][1] <= rows[n + 1][0] for n in range(len(rows) - 1))
    if width >= 2:
        assert all(cells(words[a:b]) <= width for a, b in rows)


@given(LETTERS, st.integers(1, 40))
def test_preformatted_rows_keep_their_line_ends(words: str, width: int) -> None:
    words = words.replace("/", "\n")
    rows = wrap_preformatted(words, width)
    assert "".join(words[a:b] for a, b in rows) == words.replace("\n", "")


@given(LETTERS, st.integers(1, 40))
def test_lines_that_the_author_ended_are_wrapped_each_by_itself(words: str, width: int) -> None:
    words = words.replace("/", "\n")
    rows = wrap_lines(words, width)
    assert not any("\n" in words[a:b] for a, b in rows)
    assert "".join(words[a:b] for a, b in rows).replace(" ", "") == words.replace("\n", "").replace(" ", "")


@given(LETTERS, st.integers(0, 30))
def test_what_is_cut_fits(words: str, width: int) -> None:
    assert cells(clip(words, width)) <= width
    if width:
        assert cells(clip_middle(words, width)) <= width


@given(LETTERS, st.integers(1, 60), st.data())
def test_a_snippet_fits_and_shows_its_match(words: str, width: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    pieces = snippet(words, ((start, end),), width)
    assert sum(cells(piece) for piece, _ in pieces) <= width


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path: Path = tmp_path_factory.mktemp("layout") / "tolls.md"
    path.write_text(text(), "utf-8")
    return read(path, "tolls")


def window(document: Document, width: int = 60, height: int = 20) -> Window:
    made = Window(Session(whole(document, None, Shelf())), 76)
    made.resize(width, height)
    return made


def test_down_and_up_again_is_where_one_was(document: Document) -> None:
    seen = window(document)
    spots = []
    while not spots or seen.spot != spots[-1]:
        spots.append(seen.spot)
        seen.scroll(3)
    for spot in reversed(spots[:-1]):
        seen.scroll(-3)
        if spot[0] < spots[-2][0]:
            assert seen.spot <= spot
    assert seen.spot == (0, 0)


def test_the_last_screen_is_full(document: Document) -> None:
    seen = window(document)
    seen.to_share(1.0)
    assert len(seen.seen) == seen.height
    assert seen.seen[-1] == (len(seen.blocks) - 1, seen.layout[len(seen.blocks) - 1].height - 1)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_place_stood_at_is_on_the_screen_at_any_width(document: Document, data: st.DataObject) -> None:
    passages = [p for p in document.passages if p.role in (Role.BODY, Role.HEADING)]
    passage = data.draw(st.sampled_from(passages))
    place = Place(passage.index, data.draw(st.integers(0, max(0, len(passage.text) - 1))))
    seen = window(document, data.draw(st.integers(8, 140)), data.draw(st.integers(1, 50)))
    seen.stand(place)
    assert seen.shows(place)
    seen.resize(data.draw(st.integers(8, 140)), data.draw(st.integers(1, 50)))
    assert seen.shows(place)


def test_places_and_the_source(document: Document) -> None:
    for passage in document.passages:
        for offset in (0, len(passage.text) // 2, len(passage.text) - 1):
            place = Place(passage.index, max(0, offset))
            found = at_source(document, source_of(document, place))
            assert (found.passage, document.passages[found.passage].text[found.offset : found.offset + 5]) == (
                place.passage,
                passage.text[place.offset : place.offset + 5],
            )


def test_the_picture_beside_the_page() -> None:
    bar = picture(10, 0.0, 0.3, [0.05, 0.55, 1.0])
    assert bar == [HIT_HERE, THUMB, THUMB, TRACK, TRACK, HIT, TRACK, TRACK, TRACK, HIT]
    assert len({mark.glyph for mark in (TRACK, THUMB, HIT, HIT_HERE)}) == 4
    assert picture(0, 0, 1, []) == []
    assert picture(1, 0.4, 0.5, [0.9]) == [HIT_HERE]


def test_a_trail_goes_both_ways_and_no_further() -> None:
    matches = [Match(n, ((4, 8),)) for n in (5, 1, 3)]
    trail = Trail("x", matches)
    assert trail.walk(1, Place(2)) == Match(3, ((4, 8),))
    assert trail.words() == "x 2 of 3"
    assert trail.walk(5, Place(0)) == Match(5, ((4, 8),))
    assert trail.walk(1, Place(0)) is None
    assert trail.walk(-2, Place(0)) == Match(1, ((4, 8),))
    assert Trail("x", matches).walk(-1, Place(0)) is None
    assert Trail("x", matches).walk(1, Place(9)) is None
    assert Trail("x").words() == "x nowhere"


def test_a_line_being_typed() -> None:
    entry = Entry()
    for key in "one two":
        assert entry.press(key, key)
    for key in ("home", "delete", "end", "ctrl+w", "left", "backspace"):
        assert entry.press(key, None)
    assert entry.text == "n "
    entry.put("x\ny")
    assert entry.text == "nx "
    assert not entry.press("f5", None)
    assert entry.press("ctrl+u", None)
    assert entry.text == " "


def test_each_passage_aside_is_at_home_in_one_of_the_text() -> None:
    document = read_text(MESSY, "k", "messy.txt", Decoded(MESSY, "utf-8", ()))
    homes = Homes(document)
    runs = [runs_on(document, index) for index in range(len(document.passages))]
    assert [*running(document)] == runs
    assert not all(runs)
    found = {other: index for index in range(len(runs)) for other in homes.inside(index)}
    assert [*sorted(found)] == [index for index, one in enumerate(runs) if not one]
    for index, home in found.items():
        assert (homes.below(index), homes.below(home)) == (home, home)
        marked = [mark for mark in document.passages[home].notes if mark.note == index]
        assert homes.of(index) == Place(home, marked[0].at - 1 if marked else 0)
