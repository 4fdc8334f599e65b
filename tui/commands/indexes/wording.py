"""An entry in words, whatever the format: pieces of text, some of them set off."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from tui.concepts.back_index import Entry
from tui.concepts.locators import Locator
from tui.documents.model import Document


class Piece(NamedTuple):
    """A piece of an entry, plain text; `leans` where a printer uses italics."""

    text: str
    leans: bool = False


def pieces(entry: Entry, several: bool) -> Iterator[Piece]:
    """An entry without those below it: label, locators, *passim*, *see* and *see also*.

    Args:
        entry: any.
        several: whether the index is of several documents, so that each locator needs its document.
    """
    yield Piece(entry.label)
    if entry.see:
        yield Piece(", ")
        yield Piece("see", leans=True)
        yield Piece(" " + "; ".join(entry.see))
        return
    documents = sorted({*entry.passim, *(one.document for one in entry.locators)})
    for at, document in enumerate(documents):
        yield Piece(", " if not at else "; ")
        if several:
            yield Piece(f"[{document + 1}] ")
        own = placed([one for one in entry.locators if one.document == document])
        if document in entry.passim:
            yield Piece("passim", leans=True)
            own = f", esp. {own}" if own else ""
        if own:
            yield Piece(own)
    if entry.see_also:
        yield Piece(". ")
        yield Piece("See also", leans=True)
        yield Piece(" " + "; ".join(entry.see_also))


def placed(locators: Sequence[Locator]) -> str:
    """Locators of one document: "§2 p3–p5, p8; §4.2 p1", "12–14, 20n"; the section told once."""
    told = []
    for section, inside in groupby(locators, key=lambda one: one.section):
        places = ", ".join(one.text for one in inside if one.first)
        told.append(f"§{section} {places}".strip() if section else places)
    return "; ".join(told)


def listed(documents: Sequence[Document]) -> Iterator[str]:
    """The documents with the numbers locators call them by; none where there is only one."""
    if len(documents) > 1:
        for number, document in enumerate(documents, 1):
            short = document.metadata.short
            yield f"[{number}] {document.title}" + (f" ({short})" if short and short != document.title else "")


def flat(text: str) -> str:
    """A text on one line: its line ends are blanks."""
    return " ".join(text.split())
