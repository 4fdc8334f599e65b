"""What all tests share: the original article, where it is there, and which programs are missing."""

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT.parent / "shared" / "000_cccc5f5063fb33a8.txt"
_PROGRAMS = {"tmux": "the reader inside tmux is not tried"}


@pytest.fixture(scope="session")
def article_path() -> Path:
    """The original article; it is no part of the project, so elsewhere these tests are skipped."""
    if not ARTICLE.exists():
        pytest.skip("the original article is not beside this checkout (../shared)")
    return ARTICLE


@pytest.fixture(scope="session")
def seeds() -> Path:
    return ROOT / "seeds"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for program, lost in _PROGRAMS.items():
        if shutil.which(program) is None:
            terminalreporter.write_line(f"{program} is not installed: {lost}")
    if not ARTICLE.exists():
        terminalreporter.write_line("the original article is not there: the tests that read it were skipped")
