"""Running heads and feet, and pages' numbers: lines at the edges of pages that recur."""

import re
from collections import Counter
from collections.abc import Iterable
from statistics import median

from tui.documents.conversion.pages import Line

_NUMBERS = frozenset(("#", "- # -", "\u2013 # \u2013"))
_FORMULA = re.compile(r"\(#[a-z]?\)")
"""The number of a formula."""
_OFTEN = 3
"""Pages at whose edges a line stands that runs through them."""
_LARGER = 1.06
"""How many times its usual size a line may be set; a title that the heads repeat is larger than they are."""


def shape(line: Line) -> str:
    """A line's words with its numbers taken out, by which it is known again."""
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", line.text.casefold())


def edges(page: list[Line]) -> list[Line]:
    """The lines of a page among which its head and foot are."""
    return page[:2] + page[max(2, len(page) - 2) :]


class Running:
    """The lines that run through a document's pages; asked whether a line is one of them, or a page's number.

    Args:
        pages: for each page the lines at its edges that may be such; a line that a bookmark leads to is none.
    """

    def __init__(self, pages: Iterable[Iterable[Line]]) -> None:
        counts: Counter[str] = Counter()
        sizes: dict[str, list[float]] = {}
        for page in pages:
            for name, line in {shape(line): line for line in page if not line.level}.items():
                if _FORMULA.fullmatch(name):
                    continue
                counts[name] += 1
                sizes.setdefault(name, []).append(line.size)
        self._sizes = {name: median(sizes[name]) for name, count in counts.items() if count >= _OFTEN}

    def take(self, line: Line) -> None:
        """Count a line as one of them."""
        self._sizes[shape(line)] = max(line.size, self._sizes.get(shape(line), 0.0))

    def names(self, line: Line) -> bool:
        """Whether a line is one of them."""
        size = self._sizes.get(shape(line))
        return size is not None and not line.level and line.size <= _LARGER * size

    def has(self, line: Line) -> bool:
        """Whether a line is one of them, or a page's number."""
        return shape(line) in _NUMBERS or self.names(line)
