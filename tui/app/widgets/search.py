"""The search panel: results as one types."""

from typing import NamedTuple

from textual import events
from textual.message import Message

from tui.app.messages import Close, Go, Say, Studied
from tui.app.place import Match, Place
from tui.app.session import Session, is_small, section_title
from tui.app.trail import Trail
from tui.app.widgets.entry import Entry
from tui.app.widgets.lines import LineView, Piece, fit
from tui.app.widgets.snippet import snippet
from tui.app.widgets.wrap import clip
from tui.documents.model import Role
from tui.search.model import Hit, QueryError
from tui.text.placeholders import safe

_LIMIT = 50


class Answer(NamedTuple):
    """What a search gave."""

    text: str
    hits: list[Hit]
    error: str = ""
    at: int = 0


class Search(LineView):
    """A line to type in, and the passages that answer, best first."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="search")
        self.session = session
        self.entry = Entry()
        self.answer = Answer("", [])
        self._asked = 0

    def header(self) -> list[list[Piece]]:
        palette, width = self.palette, self.columns
        entry = self.entry.pieces(palette["entry"], palette["here"], width - 12)
        lines: list[list[Piece]] = [
            [("─" * width, palette["rule"])],
            [(" find ", palette["title-focused" if self.has_focus else "title"]), *entry],
        ]
        lines.append(self._words(width))
        return lines

    def _words(self, width: int) -> list[Piece]:
        """What is said below the line one types in: a fault, or where the chosen hit stands."""
        palette, answer = self.palette, self.answer
        if answer.error:
            pointer = " " * (6 + min(answer.at, max(0, width - 30))) + "^ "
            return [(pointer + safe(answer.error), palette["error"])]
        if not self.entry.text.strip():
            words = ' words, "a phrase", -without, concept:… in:2 role:note · Tab: all hits as lines'
            return [(words, palette["quiet"])]
        if answer.text != self.entry.text:
            return [(" searching…", palette["quiet"])]
        if not answer.hits:
            return [(" nothing found", palette["quiet"])]
        hit = answer.hits[min(self.cursor, len(answer.hits) - 1)]
        passage = self.session.document.passages[hit.passage]
        section = self.session.document.by_section.get(passage.section)
        more = "+" if len(answer.hits) >= _LIMIT else ""
        count = f" {min(self.cursor + 1, len(answer.hits))} of {len(answer.hits)}{more}"
        title = f" · {section_title(section)}" if section else ""
        why = f" · {'; '.join(hit.why)}" if hit.why else ""
        return [(clip(safe(count + title + why), width - 1), palette["quiet"])]

    def count(self) -> int:
        return len(self.answer.hits)

    def draw(self, number: int, width: int) -> list[Piece]:
        hit, palette = self.answer.hits[number], self.palette
        passage = self.session.document.passages[hit.passage]
        place = passage.place.removeprefix("s") if passage.role is not Role.HEADING else f"§{passage.section}"
        around = snippet(passage.text, hit.matches, max(1, width - 11))
        return [
            (f" {fit(safe(place), 8)} ", palette["number"]),
            *((text, palette["current" if lit else "ink"]) for text, lit in around),
        ]

    def take_key(self, event: events.Key) -> bool | Message:
        """A key while one types; gives whether it was taken, or what is asked of the screen."""
        steps = {"up": -1, "ctrl+p": -1, "down": 1, "ctrl+n": 1}
        if event.key in steps:
            self.step(steps[event.key])
        elif event.key in ("pagedown", "pageup"):
            self.step(self.rows * (1 if event.key == "pagedown" else -1))
        elif event.key == "enter":
            return self.do_enter(None)
        elif event.key == "tab":
            return self._study()
        elif self.entry.press(event.key, event.character):
            self.ask()
        else:
            return False
        return True

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.entry.put(event.text)
        self.ask()

    def looks_at(self, number: int) -> None:
        self.refresh()

    def ask(self) -> None:
        """Search for what is typed."""
        self._asked += 1
        text = self.entry.text
        if is_small(self.session.document):
            self.take(answer_to(self.session, text))
        else:
            self.refresh()
            self.run_worker(lambda: self._ask_aside(text, self._asked), thread=True, exclusive=True, group="search")

    def _ask_aside(self, text: str, number: int) -> None:
        if number != self._asked:
            return
        answer = answer_to(self.session, text)
        if number == self._asked:
            self.app.call_from_thread(self._take_if_asked, answer, number)

    def _take_if_asked(self, answer: Answer, number: int) -> None:
        if number == self._asked and self.is_mounted:
            self.take(answer)

    def take(self, answer: Answer) -> None:
        """Show an answer."""
        self.answer = answer
        self.cursor = self.top = 0
        self.redraw()

    def choose(self, number: int) -> Go:
        hit = self.answer.hits[number]
        self.session.chosen = ""
        self.session.trail = Trail(self.answer.text.strip(), map(match_of_hit, self.answer.hits))
        match = match_of_hit(hit)
        return Go(Place(hit.passage, match.place.offset), match)

    def _study(self) -> Message:
        """The hits handed to the concept screen."""
        places = sorted((hit.passage, a, b) for hit in self.answer.hits for a, b in hit.matches)
        if not places:
            return Say("There are no hits to look at.")
        return Studied(self.answer.text.strip(), places)

    def do_enter(self, count: int | None) -> Message:
        if self.answer.text != self.entry.text:
            self._asked += 1
            self.take(answer_to(self.session, self.entry.text))
        if self.answer.hits:
            return self.choose(min(self.cursor, len(self.answer.hits) - 1))
        if not self.entry.text.strip():
            return Close()
        return Say(self.answer.error or "Nothing found.", error=bool(self.answer.error))


def match_of_hit(hit: Hit) -> Match:
    """A hit as a place of the trail."""
    return Match(hit.passage, hit.matches)


def answer_to(session: Session, text: str) -> Answer:
    """Search a session's document; a fault of the query is part of the answer."""
    from tui.search.query import parse

    try:
        return Answer(text, session.reading.search.search(parse(text, unfinished=True), _LIMIT))
    except QueryError as error:
        return Answer(text, [], str(error), error.at)
    except LookupError as error:
        return Answer(text, [], str(error.args[0] if error.args else error))
