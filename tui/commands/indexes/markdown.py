"""An index in Markdown: a heading a letter, nested lists."""

from collections.abc import Iterator, Sequence

from tui.citations.markdown import escape
from tui.commands.indexes.wording import Piece, flat, listed, pieces
from tui.concepts.back_index import Entry, Letter
from tui.documents.model import Document
from tui.text.placeholders import safe


def write(letters: Sequence[Letter], documents: Sequence[Document]) -> Iterator[str]:
    """The index, without a title of its own above the letters but "Index"."""
    yield "# Index\n"
    several = len(documents) > 1
    for number, line in enumerate(listed(documents)):
        yield ("" if number else "\n") + f"- {_plain(line)}\n"
    for letter in letters:
        yield f"\n## {_plain(letter.name)}\n\n"
        for entry in letter.entries:
            yield from _entry(entry, several, 0)


def _entry(entry: Entry, several: bool, depth: int) -> Iterator[str]:
    yield "  " * depth + "- " + "".join(map(_piece, pieces(entry, several))) + "\n"
    for below in entry.entries:
        yield from _entry(below, several, depth + 1)


def _piece(piece: Piece) -> str:
    return f"*{_plain(piece.text)}*" if piece.leans else _blanked(piece.text)


def _blanked(text: str) -> str:
    """The text escaped, the blanks at its ends kept."""
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return (" " if before else "") + _plain(text) + (" " if after and text.strip() else "")


def _plain(text: str) -> str:
    return escape(safe(flat(text)))
