"""A document of our own words, a catalogue, and what is on the screen as rows of text."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.app.application import ReaderApp
from tui.app.reader import make_app
from tui.app.screens.reader import ReaderScreen
from tui.app.widgets.page import Page

SIZES = ((60, 20), (80, 24), (160, 48))

_FILLER = (
    "A river keeps its books in the open, and whoever pays a toll may read them. "
    "What the river owes to the towns upstream it pays in dredging, and what they owe to it they pay in timber. "
    "Nobody remembers which of the two came first."
)

CATALOGUE = """
[catalogue]
title = "Harbours"
[[concept]]
id = "hb"
kind = "organization"
label = "Harbour Board"
aliases = ["HB"]
[[concept]]
id = "tc"
kind = "organization"
label = "Timber Council"
aliases = ["TC"]
[[concept]]
id = "open-books"
kind = "principle"
label = "open books"
[[concept]]
id = "spring-fair"
kind = "event"
label = "spring fair"
"""


def text() -> str:
    """Five sections, one of them with two parts; notes, a list, a quotation, Chinese, and three concepts."""
    parts = [
        '---\ntitle: Tolls and Timber\nauthors: ["Weaver, Ada", "Stone, Ben"]\nyear: 1987\n---\n',
        "Before the first heading stands a word of thanks.\n",
        "# 1. The river\n",
        f"The Harbour Board (HB) was founded by the Timber Council.[^1] {_FILLER}\n",
        f"The principle of open books is older than the Harbour Board. {_FILLER}\n",
        "- a list has one item\n- and another\n",
        "# 2. The towns\n",
        *(f"Town number {n} sends its timber down the river. {_FILLER}\n" for n in range(1, 9)),
        "> What is written may be read.\n",
        "# 3. The quarrel\n",
        "## 3.1 The first year\n",
        f"In the first year HB and TC met at the spring fair. {_FILLER}\n",
        "## 3.2 The second year\n",
        f"上海合作组织成员国的合作也是重要的。In the second year nobody met.[^2] {_FILLER}\n",
        *(f"Letter {n} of the quarrel repeats the letter before it. {_FILLER}\n" for n in range(1, 9)),
        "# 4. The peace\n",
        f"The reconciliation was written down with open books. {_FILLER}\n",
        "# 5. The end\n",
        f"Here the account of the Harbour Board ends. {_FILLER} These are the last words.\n",
        "[^1]: See the minutes of the Harbour Board, first volume.\n",
        "[^2]: A note about silence.\n",
    ]
    return "\n".join(parts)


@pytest.fixture(autouse=True)
def _nothing_frozen() -> Iterator[None]:
    """A program keeps what it has made until it ends; of a hundred in one process, the files they hold would add up."""
    yield
    gc.unfreeze()


class Opened:
    """An app under test: makes one, and reads what stands on its screen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.catalogue = folder / "harbours.toml"
        self.catalogue.write_text(CATALOGUE, "utf-8")

    def app(self, content: str | bytes | None = None, name: str = "tolls.md") -> ReaderApp:
        """The reader on a document with this content; without one, on ours."""
        path = self.folder / name
        if content is None and not path.exists():
            content = text()
        if content is not None:
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return make_app(
            [str(path)],
            catalogues=[self.catalogue],
            no_catalogue=True,
            library=self.folder / "library.sqlite",
        )


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Makes apps in a folder of their own, away from the person's library and settings."""
    monkeypatch.setenv("IBID_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("IBID_CONFIG", str(tmp_path / "config"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Opened(tmp_path)


def rows(app: ReaderApp) -> list[str]:
    """The rows of the screen, as text."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def screen_text(app: ReaderApp) -> str:
    return "\n".join(rows(app))


def reader(app: ReaderApp) -> ReaderScreen:
    """The reader's screen."""
    found = app.screen
    assert isinstance(found, ReaderScreen)
    return found


def page(app: ReaderApp) -> Page:
    return reader(app).page


def foot(app: ReaderApp) -> str:
    return rows(app)[-1]


def head(app: ReaderApp) -> str:
    return rows(app)[0]


def flat(app: ReaderApp) -> str:
    """The running text on the screen, its rows joined."""
    window = page(app).window
    words = []
    for number, row in window.seen:
        laid = window.layout[number]
        if row >= laid.above:
            start, end = laid.rows[row - laid.above]
            words.append(laid.shown.text[start:end])
    return " ".join(words)
