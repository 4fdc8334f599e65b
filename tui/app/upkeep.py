"""What goes on behind every screen: files added to the library, its index caught up with it."""

from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from textual.message import Message

if TYPE_CHECKING:
    from tui.app.application import ReaderApp
    from tui.app.holdings import Holdings
    from tui.library.aside import Aside


class Working(Message):
    """How far the work is; `words` are empty when there is no more."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, Working)


class Worked(Message):
    """The work is done."""

    def __init__(self, done: dict[str, int], faults: Sequence[str], error: str = "") -> None:
        super().__init__()
        self.done = done
        """how many files were added, changed, unchanged, or at fault; empty when none were to be added"""
        self.faults = faults
        self.error = error


class Behind(Message):
    """The index is not in line with the library."""


class Failed(Message):
    """Something was raised behind the page that should not have been."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error


class Upkeep:
    """Works on the library in a child process, one after the other.

    Args:
        app: is told how far it is.
    """

    def __init__(self, app: "ReaderApp") -> None:
        self._app = app
        self._paths: list[Path] = []
        self._again = False
        self._aside: Aside | None = None
        self._ended = False

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self._aside is not None

    def add(self, paths: Sequence[Path]) -> None:
        """Add files and folders, then index them; after what is being done already."""
        self._paths += paths
        self.catch_up()

    def catch_up(self) -> None:
        """Bring the index in line with the library."""
        if self.busy:
            self._again = True
            return
        from tui.library.aside import Aside
        from tui.settings import places

        paths, self._paths, self._again = self._paths, [], False
        try:
            shelf = self._app.shelf
            catalogues = shelf.sources().catalogues() if paths and not shelf.address else ()
            self._aside = Aside(
                self._app.keeping.path,
                places.seeds(),
                paths,
                shelf.without,
                shelf.shared(),
                catalogues,
                beside=not shelf.no_catalogue,
            )
        except (OSError, ValueError) as error:
            told = getattr(error, "strerror", None) or error
            self._app.post_message(Worked({}, (), f"the library can't be worked on: {told}"))
            return
        Thread(target=self._listen, args=(self._aside,), daemon=True, name="upkeep").start()

    def look(self, holdings: "Holdings") -> None:
        """Catch up, if the index is behind."""
        self._app.clerk.send("behind", lambda stale: _behind(holdings), self._app)

    def mend(self, holdings: "Holdings") -> None:
        """Make the index anew, if it is ours to make."""
        self._app.clerk.send("mend", lambda stale: _mended(holdings), self._app)

    def _listen(self, aside: "Aside") -> None:
        faults: list[str] = []
        last: dict[str, Any] = {}
        for last in aside.told():
            if "fault" in last:
                faults.append(str(last["fault"]))
            elif "share" in last:
                self._tell(Working(f"{last['about']} {last['share']:.0%}"))
        error = last.get("error", "" if "done" in last else "the process that worked on the library ended early")
        self._tell(Worked(last.get("done", {}), faults, str(error)))

    def _tell(self, message: Message) -> None:
        if not self._ended:
            self._app.post_message(message)

    def next(self) -> None:
        """What was being done is done; go on with what was asked for meanwhile."""
        self._aside = None
        if self._paths or self._again:
            self.catch_up()

    def end(self) -> None:
        """Leave it; the next start goes on."""
        self._ended = True
        if self._aside is not None:
            self._aside.end()


def summed_up(done: dict[str, int]) -> str:
    """What became of the files, in one line."""
    words = {"added": "added", "changed": "read anew", "moved": "moved", "unchanged": "unchanged"}
    words["fault"] = "could not be read"
    told = ", ".join(f"{done[state]:,} {said}" for state, said in words.items() if done.get(state))
    return f"{told}." if told else "There is nothing to add there."


def _behind(holdings: "Holdings") -> Message | None:
    try:
        return Behind() if holdings.behind() else None
    except (ValueError, OSError):  # said where it is searched
        return None


def _mended(holdings: "Holdings") -> Message | None:
    try:
        return Behind() if holdings.mend() else None
    except (ValueError, OSError):
        return None
