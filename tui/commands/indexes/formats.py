"""The formats of an index, by name; each is a module of its name with `write`."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from tui.concepts.back_index import Letter
    from tui.documents.model import Document

NAMES = ("markdown", "html", "latex")


class Format(Protocol):
    """How an index is written."""

    def write(self, letters: "Sequence[Letter]", documents: "Sequence[Document]") -> Iterator[str]:
        """The index, piece by piece, each ending in a line end.

        Args:
            letters: its entries.
            documents: those it is of; their numbers in the locators are their places here.
        """
        ...


def named(name: str) -> Format:
    """The format of a name in `NAMES`."""
    return cast(Format, import_module(f"tui.commands.indexes.{name}"))
