"""What goes on behind the page: linking, the rest of a large file, a watch on the file."""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from tui.app.keeping import as_kept, found_again
from tui.app.messages import Progress
from tui.app.place import at_source
from tui.app.screens.panels import SIDE
from tui.app.session import is_small
from tui.app.widgets.head import Head

if TYPE_CHECKING:
    from tui.app.ahead import Coming
    from tui.app.application import ReaderApp
    from tui.app.screens.reader import ReaderScreen
    from tui.concepts.model import Catalogue, Mention
    from tui.documents.large import LargeReading
    from tui.documents.model import Document
    from tui.library.marks import Recalled
    from tui.library.reading import Reading

_EVERY = 2.0
"""Seconds between two looks at the file."""
_MANY = 5_000
"""Concepts of a catalogue that takes too long to be read again while somebody waits."""
_IDLE = 0.25
"""Seconds after which nobody is likely to be pressing a key just now."""


class Background:
    """The work behind one reader screen."""

    def __init__(self, app: "ReaderApp", screen: "ReaderScreen", ahead: "Coming | None" = None) -> None:
        self.app = app
        self.screen = screen
        self.session = screen.session
        self._ahead = ahead
        self._child: LargeReading | None = None
        self._ended = False
        self._stamp = self._look()

    def start(self) -> None:
        """Begin; called when the first screen has been painted."""
        session = self.session
        if session.document.provisional:
            self._show_progress("reading")
            self._leave_ahead()
            self._read_whole()
        else:
            self._recall()
            self._await_mentions()
        if self.app.keeping.complaint:
            self.screen.foot.say(self.app.keeping.complaint, error=True)
        elif session.document.cautions:
            self.screen.foot.say(f"The file was {'; '.join(session.document.cautions)}.")
        if session.path is not None:
            self.screen.set_interval(_EVERY, self._watch)

    def cancel(self) -> None:
        """The screen is left: stop what still runs."""
        self._ended = True
        self._leave_ahead()
        if self._child is not None:
            self._child.cancel()

    # The rest of a large file

    def _read_whole(self) -> None:
        from tui.app.ahead import read_whole

        assert self.session.path is not None
        self._child = read_whole(self.session.path, self.session.document.key, self.app.shelf)
        self.screen.run_worker(self._wait_for_whole, thread=True, exclusive=True, group="whole")

    def _wait_for_whole(self) -> None:
        from tui.app.ahead import whole
        from tui.documents.errors import DocumentError
        from tui.library.open import as_kept

        child, path = self._child, self.session.path
        assert child is not None
        assert path is not None
        try:
            document = child.result(lambda share: self._later(self._progress, share))
            reading = whole(as_kept(document, path, self.app.shelf.sources()), path, self.app.shelf)
            if self._child is child and not self._ended:
                self._later(self._exchange, reading, False)
            found = child.more()
        except (DocumentError, OSError, EOFError, ValueError) as error:
            if self._child is child and not self._ended:
                self._later(self._failed, str(error))
            return
        if self._child is child and not self._ended:
            self._later(self._take_found, reading, found)

    def _take_found(self, reading: "Reading", found: "tuple[Catalogue, tuple[Mention, ...]] | None") -> None:
        """Take what the child process found in the document; where it found nothing, look for it here."""
        if reading is not self.session.reading:
            return
        if found is None:
            self._link()
            return
        vars(reading)["catalogue"], vars(reading)["mentions"] = found
        self._linked()

    def _later(self, callback: Callable[..., None], *values: object) -> None:
        """From a thread: do something on the screen, if it is not left."""
        self.screen.later(self._unless_ended, callback, *values)

    def _unless_ended(self, callback: Callable[..., None], *values: object) -> None:
        if not self._ended:
            callback(*values)

    def _progress(self, share: float) -> None:
        self.screen.post_message(Progress(share))

    def _failed(self, words: str) -> None:
        self._show_progress("")
        self.screen.foot.say(words, error=True)

    def _exchange(self, reading: "Reading", link: bool = True) -> None:
        """Show the whole in place of the head, or the file as it is now; the place is kept."""
        page, session = self.screen.page, self.session
        self._leave_ahead()  # mentions still on their way are those of another reading
        place = found_again(reading.document, as_kept(session.document, page.place))
        current = at_source(reading.document, session.document.passages[page.current].start)
        session.exchange(reading)
        page.renew(place)
        if page.shows(current):
            page.window.current = current.passage
        page.redraw()
        self._show_progress("")
        self._renew_panels()
        self._go_to_awaited()
        self._recall()
        if link:
            self._link()

    def take(self, document: "Document") -> None:
        """Show the same file with other repairs; the place and the chosen concept stay."""
        from tui.app.ahead import whole

        session, page = self.session, self.screen.page
        chosen = session.chosen
        self._exchange(whole(document, session.path, self.app.shelf))
        if chosen in session.reading.catalogue.concepts and is_small(document):
            session.choose(chosen)
            page.redraw()
            self._renew_panels()

    def _go_to_awaited(self) -> None:
        """To the hit one wanted to go to when only the head was there."""
        hit, self.session.awaited = self.session.awaited, None
        if hit is None or self.session.document.provisional:
            return
        from tui.app.place import found_hit

        match = found_hit(self.session.document, hit)
        if match is None:
            self.screen.foot.say("The passage is no longer in this document.")
        else:
            self.session.trail.stand(match)
            self.screen.jump(match.place, match)

    def _renew_panels(self) -> None:
        for name in ("outline", "concepts", "mentions"):
            view = self.screen.line_view(name)
            if view is not None:
                view.renew()  # type: ignore[attr-defined]
                view.redraw()
        self.screen.moved()

    # Marks

    def _recall(self) -> None:
        """Find the marks again, aside where the document is large."""
        if is_small(self.session.document):
            self._recalled(self.session.document, self.app.keeping.recall(self.session.path, self.session.document))
        else:
            document = self.session.document
            self.screen.run_worker(lambda: self._recall_aside(document), thread=True, group="marks")

    def _recall_aside(self, document: "Document") -> None:
        recalled = self.app.keeping.recall(self.session.path, document)
        if not self._ended:
            self._later(self._recalled, document, recalled)

    def _recalled(self, document: "Document", recalled: "Recalled | None") -> None:
        if recalled is None or document is not self.session.document:
            return
        self.session.marks = {letter: at_source(document, offset) for letter, offset in recalled.marks.items()}
        if recalled.moved or recalled.lost:
            self.screen.foot.say(_told(recalled, self.app.keymap.key_of("orphans")))

    # Mentions

    def _await_mentions(self) -> None:
        """Take the mentions from the child process that read the document, when they come."""
        descriptor = self._ahead.descriptor if self._ahead is not None else None
        if descriptor is None:
            self._link()
            return
        asyncio.get_running_loop().add_reader(descriptor, self._take_mentions)

    def _take_mentions(self) -> None:
        ahead = self._leave_ahead(close=False)
        mentions = ahead.mentions() if ahead is not None else None
        if mentions is None or self._ended:
            self._link()
            return
        vars(self.session.reading)["mentions"] = mentions
        self._linked()

    def _leave_ahead(self, *, close: bool = True) -> "Coming | None":
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            if ahead.descriptor is not None:
                with suppress(RuntimeError):
                    asyncio.get_running_loop().remove_reader(ahead.descriptor)
            if close:
                ahead.close()
        return ahead

    def _link(self, *, aside: bool = False) -> None:
        if is_small(self.session.document) and not aside:
            _ = self.session.reading.mentions
            self._linked()
        else:
            reading = self.session.reading
            reading.progress = lambda done, whole: self._progress(done / max(1, whole))
            self._show_progress("linking")
            self.screen.run_worker(lambda: self._link_aside(reading), thread=True, group="link")

    def _show_progress(self, doing: str) -> None:
        """Tell in the head how far something is; empty when it is done."""
        head = self.screen.query_one(Head)
        head.doing, head.progress = doing, 0.0 if doing else None
        head.refresh()

    def _link_aside(self, reading: "Reading") -> None:
        _ = reading.mentions
        if not self._ended and reading is self.session.reading:
            self._later(self._linked)

    def _linked(self) -> None:
        session = self.session
        self._show_progress("")
        session.link()
        if session.chosen in session.reading.catalogue.concepts:
            session.rename()
        self.screen.page.redraw()
        if not session.mentions:
            self.screen.spare_panel(SIDE)  # half a line for a list of nothing
        self._renew_panels()
        if (studied := self.screen.studied) is not None:
            self.screen.post_message(studied)
        if is_small(self.session.document):
            self.screen.set_timer(_IDLE, self._warm)

    def _warm(self) -> None:
        """Make the index while nobody waits for it, so that the first letter typed need not."""
        if not self._ended:
            _ = self.session.reading.search
            self.screen.run_worker(self.session.analysis.warm, thread=True, group="warm")
            from tui.search import query

            query.parse("")

    def relink(self) -> None:
        """The catalogue has changed: the document is linked anew, the place and the chosen concept stay."""
        from tui.app.ahead import whole

        session = self.session
        chosen, trail = session.chosen, session.trail
        many = len(session.reading.catalogue.concepts) > _MANY
        session.take(whole(session.document, session.path, self.app.shelf))
        session.chosen, session.trail = chosen, trail
        self._renew_panels()
        self._link(aside=many)

    # The file on disk

    def _look(self) -> tuple[int, int] | None:
        path = self.session.path
        if path is None:
            return None
        try:
            told = os.stat(path)
        except OSError:
            return None
        return told.st_mtime_ns, told.st_size

    def _watch(self) -> None:
        stamp = self._look()
        if stamp is not None and stamp != self._stamp:
            self._stamp = stamp
            self.screen.query_one(Head).changed = True
            self.screen.query_one(Head).refresh()
            key = self.app.keymap.key_of("reload")
            self.screen.foot.say(f"The file has changed on disk: {key} reads it again.")

    def reload(self) -> None:
        """Read the file again."""
        if self.session.path is None:
            self.screen.foot.say("Standard input can't be read again.")
            return
        from tui.app.ahead import open_here, slow

        self._stamp = self._look()
        self.screen.query_one(Head).changed = False
        if slow(self.session.path):
            self._read_again()
            return
        try:
            reading = open_here(self.session.document.key, self.app.shelf)
        except ValueError as error:
            self.screen.foot.say(str(error), error=True)
            return
        if reading.document.provisional:
            self._read_again()
        else:
            self.screen.foot.say("Read again.")
            self._exchange(reading)

    def _read_again(self) -> None:
        self.cancel()
        self._ended = False
        self.screen.query_one(Head).progress = 0.0
        self.screen.query_one(Head).refresh()
        self._read_whole()


def _told(recalled: "Recalled", key: str) -> str:
    """What has become of the marks, in one line."""
    told = []
    if recalled.moved:
        told.append(f"{recalled.moved} {'mark' if recalled.moved == 1 else 'marks'} moved")
    if recalled.lost:
        marks = "" if recalled.moved else "mark " if recalled.lost == 1 else "marks "
        told.append(f"{recalled.lost} {marks}not found: {key} lists {'it' if recalled.lost == 1 else 'them'}")
    return f"{', '.join(told)}."
