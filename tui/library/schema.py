"""The tables of a person's library, step by step: a step, once released, is never changed."""

STEPS: dict[int, tuple[str, ...]] = {
    1: (
        """create table if not exists document (
    path text primary key,
    title text not null,
    source_offset integer not null,
    quote text not null,
    opened text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) without rowid""",
        """create table if not exists mark (
    path text not null,
    letter text not null,
    source_offset integer not null,
    quote text not null,
    primary key (path, letter)
) without rowid""",
    ),
    3: (
        """create table if not exists decision (
    concept text not null,
    wording_key text not null,
    wording text not null,
    accepted integer not null,
    written integer not null,
    decided text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    primary key (concept, wording_key)
) without rowid""",
    ),
    4: (
        """create table if not exists shelf (
    key text primary key,
    path text not null unique,
    title text not null,
    author text not null,
    year text not null,
    language text not null,
    digest text not null,
    size integer not null,
    modified integer not null,
    passages integer not null,
    words integer not null,
    content blob not null,
    added text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
)""",
        "create table if not exists hidden (key text primary key) without rowid",
        """create table if not exists linked (
    key text primary key,
    fingerprint text not null,
    mentions blob not null
)""",
    ),
    5: (
        """create table if not exists anchor (
    path text not null,
    letter text not null,
    selector text not null,
    primary key (path, letter)
) without rowid""",
        """create table if not exists orphan (
    id integer primary key,
    path text not null,
    letter text not null,
    source_offset integer not null,
    selector text not null,
    looked text not null
)""",
    ),
    6: (
        """create table if not exists repair (
    id integer primary key autoincrement,
    path text not null,
    selector text not null,
    taken_back text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
)""",
        "create index if not exists repair_path on repair (path, id)",
    ),
    7: (
        # What was kept before could tell mentions only to one who had read the document again; it is made anew.
        "drop table if exists linked",
        """create table if not exists linked (
    key text primary key,
    state text not null,
    text text not null,
    catalogue text not null,
    mentions blob not null
)""",
        """create table if not exists naming (
    key text not null,
    concept text not null,
    mentions integer not null,
    passages integer not null,
    names text not null,
    told blob not null,
    primary key (key, concept)
)""",
    ),
    8: ("create table if not exists indexed (key text primary key, digest text not null) without rowid",),
    9: (
        """create table if not exists searched (
    text text primary key,
    kept integer not null,
    turn integer not null
) without rowid""",
        "create table if not exists choice (name text primary key, value text not null) without rowid",
    ),
    10: ("create table if not exists studied (key text primary key, state text not null, data blob not null)",),
    11: ("create index if not exists shelf_digest on shelf (digest)",),
}
"""What makes each version out of the one before it."""

TABLES = (
    "document",
    "mark",
    "decision",
    "shelf",
    "hidden",
    "linked",
    "anchor",
    "orphan",
    "naming",
    "indexed",
    "searched",
    "choice",
    "repair",
    "studied",
    "sqlite_sequence",
)
"""The tables there are, of all versions."""

VERSION = max(STEPS)
"""The version this program writes."""
