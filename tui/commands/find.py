"""`ibid find`: passages, best first."""

from collections.abc import Iterator
from typing import Any

import click

from tui.commands.options import common, sources
from tui.commands.output import Row, emit
from tui.documents.model import Document
from tui.search.model import Hit
from tui.text.spans import Span

_AROUND = 70


@click.command()
@click.argument("query")
@click.argument("docs", nargs=-1, metavar="[DOC]...")
@click.option("--limit", type=click.IntRange(1), default=20, help="At most so many; 20 unless told.")
@click.option("--explain", is_flag=True, help="Say why each was found.")
@common
def find(query: str, docs: tuple[str, ...], limit: int, explain: bool, as_json: bool, **options: Any) -> int:
    """Print the passages that answer QUERY, best first; without DOC, of the whole library.

    QUERY is words, "exact phrases", -without, concept:ID, kind:KIND, in:SECTION, role:ROLE, same:sentence.
    """
    from tui.library.open import readings
    from tui.search.model import QueryError
    from tui.search.query import parse

    asked = parse(query)
    found: list[tuple[Document, Hit]] = []
    answered, refused = False, None
    for reading in readings(docs, sources(options)):
        try:
            found += [(reading.document, hit) for hit in reading.index.search(asked, limit)]
            answered = True
        except QueryError as error:  # another document may have the section or concept
            refused = refused or error
    if refused is not None and not answered:
        raise refused
    found.sort(key=lambda pair: -pair[1].score)
    return emit(_rows(found[:limit], explain), as_json)


def _rows(found: list[tuple[Document, Hit]], explain: bool) -> Iterator[tuple[Row, tuple[str, ...]]]:
    for document, hit in found:
        passage = document.passages[hit.passage]
        row: dict[str, Any] = {
            "anchor": document.anchor(passage),
            "document": document.key,
            "section": passage.section,
            "role": passage.role.value,
            "score": hit.score,
            "text": passage.text,
            "matches": [list(span) for span in hit.matches],
        }
        fields: tuple[str, ...] = (document.anchor(passage), f"{hit.score:.2f}")
        why = "; ".join(hit.why) or "every word as it was typed"
        if explain:
            row["why"] = list(hit.why)
            fields = (*fields, why)
        yield row, (*fields, excerpt(passage.text, hit.matches))


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
