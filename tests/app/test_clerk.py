"""Errands in a thread: of each kind the newest, one at a time, and nobody is told what is no longer wanted."""

import threading
from collections.abc import Iterator

import pytest
from textual.message import Message

from tui.app.clerk import Clerk

PATIENCE = 10.0


class Told(Message):
    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what


class Box:
    """Stands in for a widget: keeps what is posted."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.came = threading.Condition()

    def post_message(self, message: Message) -> bool:
        assert isinstance(message, Told)
        with self.came:
            self.told.append(message.what)
            self.came.notify_all()
        return True

    def wait(self, what: str) -> None:
        with self.came:
            assert self.came.wait_for(lambda: what in self.told, PATIENCE)


@pytest.fixture
def failures() -> list[BaseException]:
    return []


@pytest.fixture
def clerk(failures: list[BaseException]) -> Iterator[Clerk]:
    made = Clerk(failures.append)
    yield made
    made.end()


def test_only_the_newest_of_a_kind_is_told(clerk: Clerk) -> None:
    box, begun, go_on, noticed = Box(), threading.Event(), threading.Event(), []

    def slow(stale: object) -> Told:
        begun.set()
        go_on.wait(PATIENCE)
        noticed.append(stale())  # type: ignore[operator]
        return Told("first")

    clerk.send("search", slow, box)  # type: ignore[arg-type]
    assert begun.wait(PATIENCE)
    clerk.send("search", lambda stale: Told("second"), box)  # type: ignore[arg-type]
    clerk.send("search", lambda stale: Told("third"), box)  # type: ignore[arg-type]
    go_on.set()
    box.wait("third")
    assert box.told == ["third"]
    assert noticed == [True]


def test_kinds_do_not_displace_each_other_and_a_later_one_waits(clerk: Clerk) -> None:
    box = Box()
    clerk.send("later", lambda stale: Told("later"), box, after=0.05)  # type: ignore[arg-type]
    clerk.send("search", lambda stale: Told("now"), box)  # type: ignore[arg-type]
    clerk.send("nothing", lambda stale: None, box)  # type: ignore[arg-type]
    box.wait("later")
    assert box.told == ["now", "later"]


def test_what_is_dropped_is_not_begun(clerk: Clerk) -> None:
    box = Box()
    clerk.send("search", lambda stale: Told("dropped"), box, after=0.05)  # type: ignore[arg-type]
    clerk.drop("search", "never sent")
    clerk.send("last", lambda stale: Told("last"), box, after=0.1)  # type: ignore[arg-type]
    box.wait("last")
    assert box.told == ["last"]


def test_an_errand_that_fails_is_told_of_and_the_next_is_done(clerk: Clerk, failures: list[BaseException]) -> None:
    class Panic(BaseException):
        """As an engine may raise one."""

    def fails(stale: object) -> None:
        raise Panic

    box = Box()
    clerk.send("search", fails, box)  # type: ignore[arg-type]
    clerk.send("last", lambda stale: Told("last"), box, after=0.01)  # type: ignore[arg-type]
    box.wait("last")
    assert [type(error) for error in failures] == [Panic]
