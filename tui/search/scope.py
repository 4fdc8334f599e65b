"""What the names in a query stand for in one document."""

import re
from collections.abc import Callable

from tui.documents.model import Document
from tui.search.model import Places

_YEARS = re.compile(r"(\d{1,4})?(\.\.)?(\d{1,4})?")

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
        meant = {
            "doc": names(value, self._document.key, self._document.title),
            "by": names(value, *known.authors),
            "year": in_years(known.year, value),
        }
        return frozenset([self._document.key] if meant[field] else ())


def names(value: str, *known: str) -> bool:
    """Whether a value is one of the names a document or an author is known by, or words of one, case folded."""
    wanted = value.casefold()
    return any(re.search(rf"(?<!\w){re.escape(wanted)}", name.casefold()) for name in known)


def in_years(year: str, value: str) -> bool:
    """Whether a year is meant by "1990", "1990..2020", "1990.." or "..2020"."""
    found, told = _YEARS.fullmatch(value), re.search(r"\d{4}", year)
    if not found or not told:
        return False
    first, last = int(found[1] or 0), int(found[3] or (9999 if found[2] else found[1] or 0))
    return first <= int(told.group()) <= last
