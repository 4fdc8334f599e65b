"""The tables of a shared library, and who may do what with them."""

from collections.abc import Iterator

from tui.search.server.connection import VERSION

READER, EDITOR = "ibid_reader", "ibid_editor"
"""The roles that a library's people are given."""

_PASSAGE = """(
    document integer not null,
    number integer not null,
    place text not null,
    role text not null,
    section text not null,
    damping double precision not null,
    gain double precision not null,
    long boolean not null,
    text text not null,
    mentions text not null,
    words tsvector not null,
    pairs tsvector not null
)"""
"""A passage; `place`, `role`, `section` and `text` are those of its document's passage `number`, `damping` and `gain`
what a search makes of its length and role; `long` tells that not all places of its words are kept."""

_SHARED = (
    "create schema ibid",
    """create table ibid.about (
    only_row boolean primary key default true check (only_row),
    version integer not null,
    library uuid not null default gen_random_uuid(),
    generation bigint not null default 0,
    folded bigint not null default 0,
    passages bigint not null default 0,
    partitions text[] not null,
    spread boolean not null
)""",
    """create table ibid.document (
    number integer generated always as identity primary key,
    key text not null unique,
    path text not null unique,
    title text not null,
    author text not null,
    year text not null,
    language text not null,
    digest text not null,
    size bigint not null,
    modified bigint not null,
    passages integer not null,
    words integer not null,
    indexed integer not null,
    ships boolean not null default false,
    hidden boolean not null default false,
    added timestamptz not null default now()
)""",
    """create table ibid.content (
    document integer primary key references ibid.document on delete cascade,
    packed bytea not null
)""",
    """create table ibid.linked (
    key text primary key references ibid.document (key) on update cascade on delete cascade,
    state text not null,
    text text not null,
    catalogue text not null,
    mentions bytea not null
)""",
    """create table ibid.naming (
    key text not null references ibid.document (key) on update cascade on delete cascade,
    concept text not null,
    mentions integer not null,
    passages integer not null,
    names text not null,
    told bytea not null,
    primary key (key, concept)
)""",
    """create table ibid.catalogue (
    name text primary key,
    source text not null,
    changed timestamptz not null default now()
)""",
    """create table ibid.tally (
    generation bigint not null,
    words text[] not null,
    passages integer[] not null
)""",
    "create index on ibid.tally (generation)",
)


def library(partitions: int) -> Iterator[str]:
    """What makes a library whose passages are all on this server.

    Args:
        partitions: in how many tables they are kept.
    """
    yield from shared([f"ibid.passage_{number}" for number in range(partitions)])
    for number in range(partitions):
        yield from partition(number)
        yield (
            f"alter table ibid.passage attach partition ibid.passage_{number}"
            f" for values with (modulus {partitions}, remainder {number})"
        )


def shared(partitions: list[str], *, spread: bool = False) -> Iterator[str]:
    """What makes all of a library but its partitions.

    Args:
        partitions: as SQL will name them.
        spread: whether they are on other servers.
    """
    yield from _SHARED
    names = ", ".join(f"'{name}'" for name in partitions)
    where = "true" if spread else "false"
    yield f"insert into ibid.about (version, partitions, spread) values ({VERSION}, array[{names}], {where})"
    yield f"create table ibid.passage {_PASSAGE} partition by hash (document, number)"


def partition(number: int, schema: str = "ibid") -> Iterator[str]:
    """What makes a partition, on whichever server."""
    name = f"{schema}.passage_{number}"
    # Rows are read whole and often, so that packing them would cost more than it saves.
    yield f"create table {name} {_PASSAGE} with (toast_tuple_target = 8160)"
    yield f"alter table {name} add primary key (document, number)"
    yield f"create index on {name} using gin (words) with (fastupdate = off)"
    yield f"create index on {name} using gin (pairs) with (fastupdate = off)"


def granted(tables: list[str]) -> Iterator[str]:
    """Who may do what: a reader read, an editor write."""
    names = ", ".join(tables)
    yield f"grant usage on schema ibid to {READER}, {EDITOR}"
    yield f"grant select on {names} to {READER}, {EDITOR}"
    yield f"grant insert, update, delete on {names} to {EDITOR}"


TABLES = [
    f"ibid.{name}" for name in ("about", "document", "content", "linked", "naming", "catalogue", "tally", "passage")
]


def distributed() -> Iterator[str]:
    """What makes a library where Citus is: one table that it spreads by document."""
    yield from _SHARED
    yield f"insert into ibid.about (version, partitions, spread) values ({VERSION}, array['ibid.passage'], false)"
    yield f"create table ibid.passage {_PASSAGE} with (toast_tuple_target = 8160)"
    yield "alter table ibid.passage add primary key (document, number)"
    yield "create index on ibid.passage using gin (words) with (fastupdate = off)"
    yield "create index on ibid.passage using gin (pairs) with (fastupdate = off)"
    yield "select create_distributed_table('ibid.passage', 'document')"
