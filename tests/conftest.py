"""What all tests share: the original article, where it is there, and which programs are missing."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.search.server.clusters import Cluster, missing, new_database, running

# How long an example takes says more of what else the machine does than of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

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


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of these tests' own."""
    if told := missing():
        pytest.skip(told)
    with running() as one:
        yield one


@pytest.fixture
def database(cluster: Cluster) -> str:
    """The URL of a database with nothing in it."""
    return cluster.url(database=new_database(cluster))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for program, lost in _PROGRAMS.items():
        if shutil.which(program) is None:
            terminalreporter.write_line(f"{program} is not installed: {lost}")
    if told := missing():
        terminalreporter.write_line(f"{told}: shared libraries are not tried")
    if not ARTICLE.exists():
        terminalreporter.write_line("the original article is not there: the tests that read it were skipped")
