"""Clean texts are spoiled as scanners and converters spoil them, reproducibly, so that the truth is known."""

import re
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from tests.gold.clean import Clean, Piece
from tests.gold.manners import CITING, CITING_HAN, MARKS, NUMBERINGS, SAYING, Manner, manner

_HAN = re.compile(r"[\u4e00-\u9fff]")


class Set(NamedTuple):
    """A piece as it was set: its span in the spoiled text and what it is."""

    start: int
    end: int
    role: str
    """body, heading, note, furniture"""
    paragraph: int
    """of a piece of the body, the paragraph it is of; of a note, its number in the document"""
    level: int = 0
    """of a heading; 0 is the title"""


@dataclass
class Spoiled:
    """A spoiled text with its truth."""

    name: str
    language: str
    manner: Manner
    text: str = ""
    pieces: list[Set] = field(default_factory=list)
    calls: dict[int, int] = field(default_factory=dict)
    """where each note that is called is called: a source offset, behind the word"""
    missing: list[str] = field(default_factory=list)
    """printed numbers of the sections that were lost"""
    paragraphs: dict[int, str] = field(default_factory=dict)
    """each paragraph as its author meant it"""


def spoil(clean: Clean, seed: int) -> Spoiled:
    """Spoil a text in a manner that the seed chooses."""
    random = Random(f"{clean.name}/{seed}")
    made = _Setter(clean, manner(clean.language, random), random)
    made.run()
    return made.made


class _Setter:
    def __init__(self, clean: Clean, manner: Manner, random: Random) -> None:
        self.clean, self.manner, self.random = clean, manner, random
        self.made = Spoiled(clean.name, clean.language, manner)
        self.out: list[str] = []
        self.length = 0
        self.page = random.randint(1, 400)
        self.room = self._capacity()
        self.note = self.count = 0
        self.labels: dict[int, int] = {}
        self.waiting: list[tuple[str, int]] = []
        self.counters: list[int] = []
        self.head = clean.pieces[0].text[:40].rstrip(" ,.") if clean.pieces else ""

    def _capacity(self) -> int:
        return self.random.randint(300, 600) if self.clean.language == "zh" else self.random.randint(140, 320)

    def _put(self, text: str) -> int:
        at = self.length
        self.out.append(text)
        self.length += len(text)
        return at

    def _piece(self, text: str, role: str, paragraph: int = -1, level: int = 0) -> int:
        at = self._put(text)
        lead = len(text) - len(text.lstrip())
        self.made.pieces.append(Set(at + lead, at + len(text.rstrip()), role, paragraph, level))
        return at

    def run(self) -> None:
        for number, piece in enumerate(self._kept()):
            if piece.level >= 0:
                self._heading(piece)
            else:
                self._paragraph(piece.text, number)
        self._notes()
        self.made.text = "".join(self.out)

    # Headings

    def _kept(self) -> list[Piece]:
        """The pieces with headings numbered, less a section that was lost."""
        numbered: list[Piece] = []
        label = NUMBERINGS[self.manner.numbering]
        for piece in self.clean.pieces:
            if piece.level > 0:
                self.counters = [*self.counters[: piece.level], *[0] * (piece.level - len(self.counters))]
                self.counters[-1] += 1
                title = label(self.counters) + piece.text
                numbered.append(Piece(piece.level, title.upper() if self.manner.numbering == "CHAPTER" else title))
            else:
                numbered.append(piece)
        return self._lose(numbered) if self.manner.lost else numbered

    def _lose(self, pieces: list[Piece]) -> list[Piece]:
        """Drop one section that has siblings on both sides and none below it."""
        at = [n for n, piece in enumerate(pieces) if piece.level > 0]
        able = []
        for a, b, c in zip(at, at[1:], at[2:], strict=False):
            if pieces[a].level == pieces[b].level == pieces[c].level:
                able.append((b, c))
        if not able:
            return pieces
        start, end = self.random.choice(able)
        self.made.missing.append(pieces[start].text)
        return pieces[:start] + pieces[end:]

    def _heading(self, piece: Piece) -> None:
        if self.room < 25:
            self._edge()
        marks = {
            "right": piece.level + 1,
            "shuffled": self.random.randint(1, 4),
            "same": 2,
            "bare": 0,
        }[self.manner.marks]
        marks = min(marks, 1) if piece.level == 0 else marks
        self._piece(f"{'#' * marks} {piece.text}".strip(), "heading", level=piece.level)
        self._put("\n\n")

    # Paragraphs

    def _paragraph(self, text: str, number: int) -> None:
        self.made.paragraphs[number] = text
        words = re.findall(r"[!-~]+ ?|.", text) if self.clean.language == "zh" else text.split()
        while words:
            if self.room <= 0:
                self._edge()
            if len(words) <= self.room:
                take = len(words)
            elif self.room < 4 and len(words) < 8:
                self._edge()
                continue
            else:
                take = min(max(self.room, 3), len(words) - 3)
                if take < 3:
                    take = len(words)
            part, words = words[:take], words[take:]
            self.room -= take
            if words and self.manner.hyphens and self.random.random() < 0.15:
                part, words = self._broken(part, words)
            self._part(part, number, last=not words)
            if words:
                self._edge()

    def _broken(self, part: list[str], words: list[str]) -> tuple[list[str], list[str]]:
        """A word cut by the page's edge, with a hyphen."""
        word = words[0]
        if len(word) < 7 or not word.isalpha():
            return part, words
        at = len(word) // 2
        return [*part, word[:at] + "-"], [word[at:], *words[1:]]

    def _part(self, words: list[str], number: int, last: bool) -> None:
        """Set a part of a paragraph, with notes called in it."""
        words = [*words[:-1], words[-1].rstrip()]
        words = [words[0].lstrip(), *words[1:]]
        called = self._calls(len(words))
        blank = "" if self.clean.language == "zh" else " "
        limit = self.manner.width if self.manner.lines == "wrapped" else 10**9
        lines: list[list[tuple[str, int]]] = [[]]
        width = 0
        for at, word in enumerate(words):
            note = called.get(at, 0)
            mark = self._mark(note)
            if width + len(word) + len(mark) > limit and lines[-1]:
                if not note and (head := self._hyphened(word)):
                    lines[-1].append((head, 0))
                    word = word[len(head) - 1 :]
                lines.append([])
                width = 0
            lines[-1].append((word + mark, note if mark else 0))
            width += len(word) + len(mark) + len(blank)
        self._set_lines(lines, number, blank)
        self._put("\n\n" if last else "\n")

    def _mark(self, note: int) -> str:
        return MARKS[self.manner.noting][0](self.labels[note]) if note else ""

    def _set_lines(self, lines: list[list[tuple[str, int]]], number: int, blank: str) -> None:
        begin = self.length
        for row, line in enumerate(lines):
            self._put(("\n" if row else "") + " " * self.manner.indent)
            for at, (word, note) in enumerate(line):
                self._put(blank if at else "")
                place = self._put(word)
                if note:
                    self.made.calls[note] = place + len(word) - len(self._mark(note))
        self.made.pieces.append(Set(begin + self.manner.indent, self.length, "body", number))

    def _hyphened(self, word: str) -> str:
        if not self.manner.hyphens or len(word) < 7 or not word.isalpha() or self.random.random() < 0.5:
            return ""
        return word[: len(word) // 2] + "-"

    # Notes

    def _calls(self, length: int) -> dict[int, int]:
        """At which words of a part which notes are called."""
        han = self.clean.language == "zh"
        if not self.manner.noting or length < (60 if han else 25):
            return {}
        most = 3 if self.manner.noting == "stars" else 4
        free = most - len(self.waiting)
        wanted = min(free, self.random.choice((0, 1, 1, 2)))
        called: dict[int, int] = {}
        for at in sorted(self.random.sample(range(4, length - 1), max(0, wanted))):
            self.note += 1
            self.count += 1
            self.labels[self.note] = self.count
            called[at] = self.note
            say = self.manner.saying and not han and self.random.random() < 0.4
            said = {text for text, _ in self.waiting}
            able = [text for text in (SAYING if say else CITING_HAN if han else CITING) if text not in said]
            self.waiting.append((self.random.choice(able), self.note))
        return called

    def _notes(self) -> None:
        for text, note in self.waiting:
            label = MARKS[self.manner.noting][1](self.labels[note])
            words = text.split()
            if len(words) > 9 and self.random.random() < 0.08:
                at = self.random.randint(4, len(words) - 4)
                self._piece(label + " ".join(words[:at]), "note", note)
                self._put("\n\n")
                self._piece(" ".join(words[at:]), "note", note)
            else:
                self._piece(label + text, "note", note)
            self._put("\n\n")
        self.waiting = []
        if self.manner.by_page:
            self.count = 0

    # The page's edge

    def _edge(self) -> None:
        edge = self.manner.edge
        self.page += 1
        self.room = self._capacity()
        if edge == "tight" and not self.waiting:
            self._furniture(str(self.page - 1), "\n\f")
            self._furniture(self._running(), "\n")
            return
        if not self.out[-1].endswith("\n\n"):
            self._put("\n")
        if edge == "rule" and self.waiting:
            self._put("---\n\n")
        self._notes()
        if edge == "nothing":
            return
        if edge in ("number", "heads", "tight"):
            shape = self.random.choice(("{}", "- {} -")) if edge == "number" else "{}"
            self._furniture(shape.format(self.page - 1), "\n\n")
        if edge == "heads":
            self._put("\n\n")
            self._furniture(self._running(), "\n\n")
        if edge in ("feed", "tight"):
            self._put("\f")
            self._furniture(self._running(), "\n\n")
        if self.manner.watermark:
            self._furniture(self.manner.watermark, "\n\n")

    def _furniture(self, text: str, end: str) -> None:
        self._piece(text, "furniture")
        self._put(end)

    def _running(self) -> str:
        head = self.head.upper() if self.page % 2 else "The Works of the Society"
        if self.manner.noisy and self.random.random() < 0.4:
            at = self.random.randrange(len(head))
            head = head[:at] + self.random.choice("1l0|.") + head[at + 1 :]
        return f"{self.page} {head}" if self.page % 2 else f"{head} {self.page}"
