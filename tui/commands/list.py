"""`ibid list`: the documents of the library."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.commands.options import common, sources
from tui.commands.output import Row, emit

if TYPE_CHECKING:
    from tui.library.open import Sources
    from tui.library.shelf import Entry


@click.command()
@common
def list(as_json: bool, **options: Any) -> int:
    """Print the documents of the library: what ships, and what was added."""
    return emit(_rows(sources(options)), as_json)


def row_of(entry: "Entry") -> dict[str, Any]:
    """A document as JSON has it."""
    return {
        "key": entry.key,
        "title": entry.title,
        "path": entry.path,
        "passages": entry.passages,
        "words": entry.words,
        "added": entry.added,
    }


def _rows(sources: "Sources") -> Iterator[tuple[Row, tuple[str, ...]]]:
    shelf = sources.shelf
    hidden = shelf.hidden() if shelf is not None else set()
    # Asked once: another program may be adding or removing meanwhile.
    added = {entry.key: row_of(entry) for entry in shelf.entries()} if shelf is not None else {}
    for key, path in sources.seeds.items():
        if key not in hidden and key not in added:
            yield _row(_shipped(key, path, sources))
    yield from map(_row, added.values())


def _row(row: dict[str, Any]) -> tuple[Row, tuple[str, ...]]:
    return row, (row["key"], str(row["passages"]), str(row["words"]), row["title"], row["path"])


def _shipped(key: str, path: Path, sources: "Sources") -> dict[str, Any]:
    """A document that ships, read to be told of; it was never added."""
    from tui.documents.model import Role
    from tui.library.open import of_key
    from tui.text.words import count_words

    document = of_key(key, path, sources).document
    body = [passage.text for passage in document.of_role(Role.BODY)]
    words = sum(map(count_words, body))
    told = {"key": key, "title": document.title, "path": str(path), "passages": len(body), "words": words}
    return {**told, "added": None}
