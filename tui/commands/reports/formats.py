"""The formats of a report, by name; each is a module of its name with `write`."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from tui.concepts.analysis import Analysis

NAMES = ("html", "svg", "csv", "json")


class Format(Protocol):
    """How a report is written."""

    def write(self, analysis: "Analysis", limit: int, chosen: Sequence[str]) -> Iterator[str]:
        """The report, piece by piece.

        Args:
            analysis: the documents; some concept occurs in them.
            limit: concepts, and meetings, that are drawn or quoted; tables hold all.
            chosen: ids of the concepts it is on, each occurring; all where there is none.
        """
        ...


def named(name: str) -> Format:
    """The format of a name in `NAMES`."""
    return cast(Format, import_module(f"tui.commands.reports.{name}"))
