"""Passages that no document has: those that were replaced, and those of a change that not every node has kept.

A change of a library over several servers is a transaction on each of them, and they do not end at the same instant.
So new passages are written under a number that no document has before the change is kept, and old ones are taken away
after it: whatever ends in between, what is found is the old state or the new one, and whole. Numbers without a document
are on record, and whoever changes the library later takes away what lies under them.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from psycopg import Cursor

_RESERVE = """
with made as (
    insert into ibid.leaving (number)
    select nextval(pg_get_serial_sequence('ibid.document', 'number')) returning number
)
select (select number from made), array(select number from ibid.leaving where since < now() - interval '1 hour')
"""
"""An hour: nobody's change takes so long, and what it writes must not be swept away under it."""


def reserve(cursor: "Cursor[tuple[object, ...]]") -> tuple[int, list[int]]:
    """A number for a document's passages, in a transaction of its own.

    Returns:
        The number, and the numbers that were left behind and can be swept.
    """
    cursor.execute(_RESERVE)
    ((number, left),) = cursor.fetchall()
    assert isinstance(left, list)
    return int(str(number)), [int(one) for one in left]


def taken(cursor: "Cursor[tuple[object, ...]]", number: int) -> None:
    """A document has a number that was reserved; in the transaction that gives it."""
    cursor.execute("delete from ibid.leaving where number = %(number)s", {"number": number})


def left(cursor: "Cursor[tuple[object, ...]]", number: int) -> None:
    """No document has a number any more; in the transaction that takes it away."""
    cursor.execute("insert into ibid.leaving (number) values (%(number)s)", {"number": number})


def sweep(cursor: "Cursor[tuple[object, ...]]", number: int) -> None:
    """Take away what lies under a number, in a transaction of its own."""
    cursor.execute("delete from ibid.passage where document = %(number)s", {"number": number})
    taken(cursor, number)
