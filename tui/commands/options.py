"""The options that every command takes, and what they stand for."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tui.library.open import Sources


def common(command: Callable[..., int]) -> Callable[..., int]:
    """Add `--json`, `--catalogue`, `--no-catalogue` and `--library`."""
    for option in (
        click.option("--library", metavar="LIBRARY", help="Another library: a file."),
        click.option("--no-catalogue", is_flag=True, help="Only the catalogues named by --catalogue."),
        click.option("--catalogue", "catalogue", multiple=True, metavar="FILE", help="A catalogue to add; may repeat."),
        click.option("--json", "as_json", is_flag=True, help="One JSON array."),
    ):
        command = option(command)
    return command


def sources(options: dict[str, Any]) -> "Sources":
    """Where documents and catalogues come from, as the options have it."""
    from tui.library.open import Sources
    from tui.settings import places

    named = tuple(Path(one) for one in options.get("catalogue", ()))
    if options.get("no_catalogue"):
        return Sources(places.seeds(), lambda: named, beside=False)
    return Sources(places.seeds(), lambda: (*places.catalogues(), *named))
