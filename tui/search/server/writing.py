"""Passages into a shared library, and out of it; within a transaction that the library's room has opened."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from tui.documents.model import Role
from tui.search.ranking import GAIN
from tui.search.server.vectors import damping, draws_won, pair_sign, storable, vectors
from tui.text.spans import Span

if TYPE_CHECKING:
    from psycopg import Cursor

_BATCH = 500
_LOG = 1_024
"""Changes of the library that are kept one by one; then all but the last quarter are folded into one."""
_CHUNK = 50_000

_INSERT = """
insert into ibid.passage
select document, number, place, role, section, damping, gain, long, text, mentions, words::tsvector, pairs::tsvector
from unnest(%(document)s::integer[], %(number)s::integer[], %(place)s::text[], %(role)s::text[], %(section)s::text[],
    %(damping)s::double precision[], %(gain)s::double precision[], %(long)s::boolean[], %(text)s::text[],
    %(mentions)s::text[], %(words)s::text[], %(pairs)s::text[])
    as p (document, number, place, role, section, damping, gain, long, text, mentions, words, pairs)
"""
_LEXEMES = """
select lexeme, count(*) from ibid.passage p, unnest(p.words) where p.document = %(document)s group by lexeme
union all
select %(pair)s || lexeme, count(*) from ibid.passage p, unnest(p.pairs) where p.document = %(document)s group by lexeme
"""
_FOLD = """
with gone as (delete from ibid.tally where generation <= %(until)s returning words, passages),
summed as (
    select word, sum(often)::integer as often from gone, unnest(words, passages) as u (word, often)
    group by word having sum(often) <> 0
),
numbered as (select word, often, (row_number() over () - 1) / %(chunk)s as chunk from summed)
insert into ibid.tally select %(until)s, array_agg(word), array_agg(often) from numbered group by chunk
"""


class Leaf(NamedTuple):
    """A passage as it is kept on a server.

    Attributes:
        document: its document's number.
        passage: its index there.
        place: its anchor without the document's key.
        role: of the passage.
        section: number of its section.
        text: of the passage.
        mentions: by `concept_sign` and `kind_sign` the spans of the text that it mentions them in.
    """

    document: int
    passage: int
    place: str
    role: str
    section: str
    text: str
    mentions: Mapping[str, Sequence[Span]]


def put(cursor: "Cursor[tuple[object, ...]]", leaves: Iterable[Leaf]) -> Counter[str]:
    """Index passages.

    Returns:
        In how many of them each word, sign and pair stands.
    """
    counts: Counter[str] = Counter()
    waiting = iter(leaves)
    while batch := list(islice(waiting, _BATCH)):
        columns: dict[str, list[object]] = {name: [] for name in _COLUMNS}
        for leaf in batch:
            row = _row(leaf, counts)
            for name, value in zip(_COLUMNS, row, strict=True):
                columns[name].append(value)
        cursor.execute(_INSERT, columns)
    return counts


_COLUMNS = (
    "document",
    "number",
    "place",
    "role",
    "section",
    "damping",
    "gain",
    "long",
    "text",
    "mentions",
    "words",
    "pairs",
)


def _row(leaf: Leaf, counts: Counter[str]) -> tuple[object, ...]:
    text = storable(leaf.text)
    made = vectors(text, draws_won(leaf.document, leaf.passage), leaf.mentions)
    counts.update(made.terms)
    mentions = json.dumps(leaf.mentions, separators=(",", ":")) if leaf.mentions else ""
    stands = (leaf.document, leaf.passage, storable(leaf.place), leaf.role, storable(leaf.section))
    return (*stands, damping(text), GAIN.get(Role(leaf.role), 1.0), made.long, text, mentions, made.words, made.pairs)


def counted(cursor: "Cursor[tuple[object, ...]]", document: int) -> Counter[str]:
    """In how many of a document's passages each word, sign and pair stands."""
    cursor.execute(_LEXEMES, {"document": document, "pair": pair_sign("")})
    return Counter({str(word): int(str(often)) for word, often in cursor.fetchall()})


def tell(cursor: "Cursor[tuple[object, ...]]", changes: Mapping[str, int], passages: int) -> None:
    """Tell all readers that the library has changed.

    Args:
        cursor: of the transaction that changes it.
        changes: by how much each word's, sign's and pair's number of passages has changed.
        passages: by how much the number of all has.
    """
    changed = {word: often for word, often in changes.items() if often}
    cursor.execute(
        "update ibid.about set generation = generation + 1, passages = passages + %(passages)s"
        " returning generation, folded",
        {"passages": passages},
    )
    (row,) = cursor.fetchall()
    generation, folded = int(str(row[0])), int(str(row[1]))
    cursor.execute(
        "insert into ibid.tally values (%(generation)s, %(words)s::text[], %(often)s::integer[])",
        {"generation": generation, "words": [*changed], "often": [*changed.values()]},
    )
    if generation - folded > _LOG:
        until = generation - _LOG // 4
        cursor.execute(_FOLD, {"until": until, "chunk": _CHUNK})
        cursor.execute("update ibid.about set folded = %(until)s", {"until": until})
