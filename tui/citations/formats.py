"""The formats a quotation can be written in, by name; each is a module of its name with `write` and `cite`."""

from importlib import import_module
from typing import Protocol, cast

from tui.citations.quotation import Quotation

NAMES = ("plain", "markdown", "pandoc")


class Format(Protocol):
    """How a quotation is written."""

    def write(self, quotation: Quotation) -> str:
        """The quotation with its citation."""
        ...

    def cite(self, quotation: Quotation) -> str:
        """The citation alone."""
        ...


def named(name: str) -> Format:
    """The format of a name.

    Raises:
        LookupError: there is none.
    """
    if name not in NAMES:
        raise LookupError(f'no format "{name}"; there are {", ".join(NAMES)}')
    return cast(Format, import_module(f"tui.citations.{name}"))


def citation(quotation: Quotation) -> str:
    """The citation as it stands in brackets: authors, year, locator; "cf." before a paraphrase."""
    told = ", ".join(part for part in (quotation.short, quotation.locator) if part)
    return f"cf. {told}" if quotation.kind == "paraphrase" else told
