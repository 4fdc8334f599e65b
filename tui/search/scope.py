"""What the names in a query stand for in one document."""

import re
from collections.abc import Callable, Iterable

from tui.documents.model import Document
from tui.search.model import Places
from tui.search.query import YEARS
from tui.search.terms import folded

Answer = Callable[[str], Places]
"""From a concept's id, label or alias, or from a kind, to the places that mention it."""


class DocumentScope:
    """Implements `Scope` for a document.

    Args:
        document: that is searched.
        concept: answers `concept:`.
        kind: answers `kind:`.
    """

    def __init__(self, document: Document, concept: Answer, kind: Answer) -> None:
        self._document = document
        self.concept, self.kind = concept, kind

    def section(self, number: str) -> None:
        if not any(self._document.within(number)):
            from difflib import get_close_matches

            near = get_close_matches(number, [section.number for section in self._document.sections], 3, 0.4)
            hint = f" (there is {', '.join(near)})" if near else ""
            raise LookupError(f'no section "{number}" in this document{hint}')

    def documents(self, field: str, value: str) -> frozenset[str]:
        known = self._document.metadata
        meant = means(field, value, (self._document.key, self._document.title), known.authors, known.year)
        return frozenset([self._document.key] if meant else ())


def means(field: str, value: str, called: Iterable[str], authors: Iterable[str], year: str) -> bool:
    """Whether `doc`, `by` or `year` with this value means a document, by what it is called, its authors, its year."""
    if field == "year":
        return _in_years(year, value)
    return _names(value, called if field == "doc" else authors)


def _names(value: str, known: Iterable[str]) -> bool:
    """Whether a value is one of the names a document or an author is known by, or words of one, whatever the case and
    the accents."""
    wanted = folded(value)
    return any(re.search(rf"(?<!\w){re.escape(wanted)}", folded(name)) for name in known)


def _in_years(year: str, value: str) -> bool:
    """Whether a year is meant by "1990", "1990..2020", "1990.." or "..2020"."""
    found, told = YEARS.fullmatch(value), re.search(r"\d{4}", year)
    if not found or not told:
        return False
    first, last = int(found[1] or 0), int(found[3] or (9999 if found[2] else found[1] or 0))
    return first <= int(told.group()) <= last
