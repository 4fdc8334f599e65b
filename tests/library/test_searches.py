"""What was searched for: the latest come first, those kept stay, and there is an end to it."""

from pathlib import Path

import pytest

from tui.library.searches import MOST, Searched, Searches
from tui.library.store import Store


@pytest.fixture
def searches(tmp_path: Path) -> Searches:
    return Searches(Store(tmp_path / "library.sqlite"))


def test_the_latest_comes_first_and_once(searches: Searches) -> None:
    for text in ("tolls", "timber", " tolls ", ""):
        searches.remember(text)
    assert searches.all() == [Searched("tolls", False), Searched("timber", False)]


def test_what_is_kept_stays_and_stands_above_the_others(searches: Searches) -> None:
    searches.keep("doc:a weir")
    for number in range(MOST + 20):
        searches.remember(f"word {number}")
    found = searches.all()
    assert found[0] == Searched("doc:a weir", True)
    assert len(found) == MOST + 1
    assert found[1].text == f"word {MOST + 19}"
    searches.remember("doc:a weir")
    assert searches.all()[0].kept
    searches.forget()
    assert searches.all() == [Searched("doc:a weir", True)]
    searches.keep("doc:a weir", False)
    searches.drop("doc:a weir")
    assert searches.all() == []


def test_how_the_panel_was_left(searches: Searches) -> None:
    assert searches.choice("where", "document") == "document"
    searches.choose("where", "library")
    searches.choose("where", "library")
    assert searches.choice("where", "document") == "library"
