"""The ways through a document: jumps, marks, sections, the trail."""

from typing import TYPE_CHECKING, cast

from tui.app.place import Match, Place

if TYPE_CHECKING:
    from tui.app.application import ReaderApp
    from tui.app.screens.reader import ReaderScreen
    from tui.app.session import Session
    from tui.app.widgets.foot import Foot
    from tui.app.widgets.page import Page


class Ways:
    """What a screen with a page can do to go from place to place. The screen it is part of has page and session."""

    session: "Session"
    page: "Page"
    if TYPE_CHECKING:

        @property
        def reader(self) -> ReaderApp: ...
        @property
        def foot(self) -> Foot: ...

        on_journey: bool

        def do_quit(self, count: int | None) -> None: ...
        def renew_panels(self) -> None: ...

    def jump(self, place: Place, match: Match | None = None) -> None:
        """Go to a place and remember this one."""
        self._leave()
        self.page.go(place, match)

    def _leave(self) -> None:
        here = self.page.place
        self.session.before = here
        self.session.jumps.leave(here)

    def do_back(self, count: int | None) -> None:
        self._walk_jumps(count or 1, back=True)

    def do_forward(self, count: int | None) -> None:
        self._walk_jumps(count or 1, back=False)

    def _walk_jumps(self, count: int, *, back: bool) -> None:
        jumps, found = self.session.jumps, None
        for _ in range(count):
            here = found or self.page.place
            place = jumps.back(here) if back else jumps.forward(here)
            if place is None:
                break
            found = place
        if found is None and back and self.on_journey:
            self.do_quit(None)  # back to where the hit was chosen
            return
        if found is None:
            self.foot.say("This is the first place." if back else "This is the last place.")
            return
        self.page.stand(found)
        self.page.redraw()

    async def do_next(self, count: int | None) -> None:
        await self._walk_trail(count or 1)

    async def do_previous(self, count: int | None) -> None:
        await self._walk_trail(-(count or 1))

    async def _walk_trail(self, steps: int) -> None:
        trail = self.session.trail
        if not len(trail) and trail.stage is None:
            self.foot.say("There is no trail yet: search with / or choose a concept.")
            return
        if trail.here is not None and not self.page.shows(trail.here.place):
            trail.at = None
        match = trail.walk(steps, self.page.place)
        if match is None and trail.stage is not None:
            from tui.app.walking import walk_on

            await walk_on(cast("ReaderScreen", self), steps)
            return
        if match is None:
            self.foot.say(f"No more of {trail.name} {'below' if steps > 0 else 'above'}.")
            return
        self.jump(match.place, match)
        self.renew_panels()

    def do_next_section(self, count: int | None) -> None:
        self._step_section(count or 1)

    def do_previous_section(self, count: int | None) -> None:
        self._step_section(-(count or 1))

    def _step_section(self, steps: int) -> None:
        document = self.session.document
        firsts = [s.heading if s.heading is not None else s.first for s in document.sections if s.stands]
        if not firsts:
            return
        here = self.page.current
        if steps > 0:
            wanted = next((at for at, first in enumerate(firsts) if first > here), None)
            wanted = None if wanted is None else wanted + steps - 1
        else:
            before = [at for at, first in enumerate(firsts) if first < here]
            wanted = before[-1] + steps + 1 if before else None
        if wanted is None:
            self.foot.say("This is the last section." if steps > 0 else "This is the first section.")
            return
        self.jump(Place(firsts[max(0, min(wanted, len(firsts) - 1))]))

    def to_section(self, number: int) -> None:
        """Go to a section by its number."""
        section = self.session.document.by_section.get(str(number))
        if section is None:
            self.foot.say(f"There is no section {number}.")
        else:
            self.jump(Place(section.heading if section.heading is not None else section.first))

    def do_start(self, count: int | None) -> None:
        if count is not None:
            self.to_section(count)
            return
        self._leave()
        self.page.to_share(0.0)

    def do_end(self, count: int | None) -> None:
        if count is not None:
            self.to_section(count)
            return
        self._leave()
        self.page.to_share(1.0)

    def do_percent(self, count: int | None) -> None:
        self._leave()
        self.page.to_share((count or 0) / 100)

    def do_mark(self, letter: str) -> None:
        if not (letter.isalpha() and letter.isascii()):
            self.foot.say("A mark is a letter.")
            return
        self.session.marks[letter] = self.page.meant
        if wrong := self.reader.keep_mark(self.session, letter):
            self.foot.say(f"Marked {letter}, but only until you leave: {wrong}", error=True)
        else:
            self.foot.say(f"Marked {letter}; '{letter} comes back here.")

    def do_to_mark(self, letter: str) -> None:
        place = self.session.before if letter in ("'", "`") else self.session.marks.get(letter)
        if place is None:
            self.foot.say(f"There is no mark {letter}." if letter not in "'`" else "There is nowhere to go back to.")
            return
        self._leave()
        self.page.stand(place)
        self.page.redraw()

    async def do_orphans(self, count: int | None) -> None:
        """Marks that were not found when the file had changed."""
        keeping, path = self.reader.keeping, self.session.path
        if path is None or self.session.document.provisional:
            self.foot.say("There are no marks." if path is None else "The file is still being read.")
            return
        if (marks := keeping.marks) is None:
            self.foot.say(keeping.complaint, error=True)
            return
        from tui.app.keeping import key_of
        from tui.app.screens.orphans import OrphansScreen

        await self.reader.push_screen(OrphansScreen(self.session, marks, key_of(path), self.page.meant))
