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
    if told := remark(asked):
        say(told)
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


def remark(asked: "Query") -> str:
    """What a person should know of a query that is no error; mostly nothing."""
    from tui.search.query import LONGEST

    if asked.empty:
        left = "; -word only leaves out of what else is looked for" if asked.without else ""
        return f"there is nothing to look for in the query{left}"
    if len(asked.text) > LONGEST:
        return f"the query is long: only its first {LONGEST:,} characters are looked for"
    return ""


def answer(search: "Search", asked: "Query", limit: int) -> list[Hit]:
    """The hits; where there are none, those found by letting each word stand for more."""
    return search.search(asked, limit) or search.search(asked, limit, loosely=True)


def _in_library(there: "Sources", asked: "Query", limit: int) -> list[Hit] | None:
    """The hits in the whole library, from its index; None where it has none."""
    from tui.library.indexed import LibraryIndex, library_index
    from tui.search.model import EngineError

    index = library_index(there)
    if index is None:
        return None
    if not isinstance(index, LibraryIndex):  # a server keeps its index by itself
        return answer(index.search(there), asked, limit)
    try:
        _catch_up(index)
        return answer(index.search(there), asked, limit)
    except EngineError as error:
        say(f"{error}; it is made anew from the library")
        index.rebuild()
        _catch_up(index)
        return answer(index.search(there), asked, limit)


def _catch_up(index: "LibraryIndex") -> None:
    """Bring the index up to date; where that can't be done now, what lies there is searched as it is.

    Raises:
        EngineError: what lies there is damaged.
    """
    from tui.library.store import LibraryError
    from tui.search.disk import UnwritableError
    from tui.search.embedding import BusyError

    try:
        for unread in index.catch_up():
            say(f"{unread.key}: not searched: {unread.reason}")
    except BusyError:
        say("another ibid is indexing the library; what it has not reached yet is not searched")
    except (UnwritableError, LibraryError) as error:
        index.engine.prove()
        say(f"{error}; what was added or changed last is not searched")


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
