"""`ibid find`: passages, best first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from tui.commands.options import common, sources
from tui.commands.output import Row, emit, say
from tui.search.model import Hit
from tui.text.spans import Span

if TYPE_CHECKING:
    from tui.library.indexed import LibraryIndex
    from tui.library.open import Sources
    from tui.search.model import Query
    from tui.search.searching import Search

_AROUND = 70


@click.command()
@click.argument("query")
@click.argument("docs", nargs=-1, metavar="[DOC]...")
@click.option("--limit", type=click.IntRange(1), default=20, help="At most so many; 20 unless told.")
@click.option("--explain", is_flag=True, help="Say why each was found.")
@common
def find(query: str, docs: tuple[str, ...], limit: int, explain: bool, as_json: bool, **options: Any) -> int:
    """Print the passages that answer QUERY, best first; without DOC, of the whole library.

    QUERY is words, "exact phrases", -without, near:5(a b), concept:ID, kind:KIND, in:SECTION, role:ROLE,
    doc:KEY, by:AUTHOR, year:1990..2020, same:sentence.
    """
    from tui.library.open import readings
    from tui.search.model import QueryError
    from tui.search.query import parse

    asked, there, docs = parse(query), sources(options), tuple(dict.fromkeys(docs))
    if not query.strip():
        say("there is nothing to look for in the query")
    if not docs and (hits := _in_library(there, asked, limit)) is not None:
        return emit(_rows(hits, explain), as_json)
    found: list[Hit] = []
    answered, refused = False, None
    for reading in readings(docs, there):
        try:
            found += answer(reading.search, asked, limit)
            answered = True
        except QueryError as error:  # another document may have the section or concept
            refused = refused or error
    if refused is not None and not answered:
        raise refused
    found.sort(key=lambda hit: -hit.score)
    return emit(_rows(found[:limit], explain), as_json)


def answer(search: "Search", asked: "Query", limit: int) -> list[Hit]:
    """The hits; where there are none, those found by letting each word stand for more."""
    return search.search(asked, limit) or search.search(asked, limit, loosely=True)


def _in_library(there: "Sources", asked: "Query", limit: int) -> list[Hit] | None:
    """The hits in the whole library, from its index; None where it has none."""
    from tui.library.indexed import LibraryIndex, library_index
    from tui.search.embedding import BusyError
    from tui.search.model import EngineError

    index = library_index(there)
    if index is None:
        return None
    if not isinstance(index, LibraryIndex):  # a server keeps its index by itself
        return answer(index.search(there), asked, limit)
    try:
        return _answered(index, there, asked, limit)
    except BusyError:
        say("another ibid is indexing the library; what it has not reached yet is not searched")
        return answer(index.search(there), asked, limit)
    except EngineError as error:
        say(f"{error}; it is made anew from the library")
        index.rebuild()
        return _answered(index, there, asked, limit)


def _answered(index: "LibraryIndex", there: "Sources", asked: "Query", limit: int) -> list[Hit]:
    for unread in index.catch_up():
        say(f"{unread.key}: not searched: {unread.reason}")
    return answer(index.search(there), asked, limit)


def _rows(found: list[Hit], explain: bool) -> Iterator[tuple[Row, tuple[str, ...]]]:
    for hit in found:
        row: dict[str, Any] = {
            "anchor": hit.anchor,
            "document": hit.document,
            "section": hit.section,
            "role": hit.role.value,
            "score": hit.score,
            "text": hit.text,
            "matches": [list(span) for span in hit.matches],
        }
        fields: tuple[str, ...] = (hit.anchor, f"{hit.score:.2f}")
        if explain:
            row["why"], row["grounds"] = list(hit.why), list(hit.grounds)
            fields = (*fields, "; ".join(hit.grounds) or "every word as it was typed")
        yield row, (*fields, excerpt(hit.text, hit.matches))


def excerpt(text: str, matches: tuple[Span, ...]) -> str:
    """The text about the first matches, cut at blanks."""
    if len(text) <= 4 * _AROUND:
        return text
    first = matches[0][0] if matches else 0
    start = max(0, first - _AROUND)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.find(" ", start + 3 * _AROUND)
    end = len(text) if end < 0 else end
    return ("\u2026 " if start else "") + text[start:end] + (" \u2026" if end < len(text) else "")
