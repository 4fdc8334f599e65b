"""What documents say of the concepts, with a bar for a person who waits while they are linked."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from tui.commands.options import sources

if TYPE_CHECKING:
    from tui.concepts.matching import Progress
    from tui.library.linking import Spoken

_MANY = 5_000
"""passages from which on linking one document takes long enough for a bar"""


def spoken_of(docs: tuple[str, ...], options: dict[str, Any]) -> "Iterator[Spoken]":
    """The documents named; without one, those of the library, which are read only where nothing fresh is kept.

    Raises:
        DocumentError, CatalogueError: one is at fault.
    """
    from tui.documents.conversion.calling import keep_ready
    from tui.library.linking import of_reading, spoken
    from tui.library.open import readings

    where = sources(options)
    if not docs:
        keep_ready()
        with bar() as progress:
            yield from spoken(where, progress)
        return
    for reading in readings(docs, where):
        if len(reading.document.passages) >= _MANY:
            with bar() as progress:
                reading.progress = progress
                _ = reading.mentions
        yield of_reading(reading)


@contextmanager
def bar() -> "Iterator[Progress]":
    """A bar of passages on standard error, once there is something to tell; none where no terminal shows it."""
    drawn: list[Any] = []

    def progress(done: int, whole: int) -> None:
        if not drawn:
            made = click.progressbar(length=whole, label="linking", file=sys.stderr, hidden=not sys.stderr.isatty())
            drawn.append(made.__enter__())
        drawn[0].update(done - drawn[0].pos)

    try:
        yield progress
    finally:
        for one in drawn:
            one.render_finish()
