"""What a person has searched for: the latest, and those to be kept; and how the panel was left."""

from typing import NamedTuple

from tui.library.store import Store

MOST = 200
"""Searches remembered; those that are kept do not count."""
_LONGEST = 2_000
_PUT = "insert into searched (text, kept, turn) values (?, ?, (select coalesce(max(turn), 0) + 1 from searched))"


class Searched(NamedTuple):
    """A search as it was typed, and whether it is kept until it is dropped."""

    text: str
    kept: bool


class Searches:
    """The searches of a library, in the person's own file.

    Args:
        store: the library.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[Searched]:
        """Those that are kept, then the others, the latest first."""
        rows = self._store.rows("select text, kept from searched order by kept desc, turn desc")
        return [Searched(text, bool(kept)) for text, kept in rows]

    def remember(self, text: str) -> None:
        """A search was made; beyond `MOST` the oldest are forgotten."""
        if text := text.strip()[:_LONGEST]:
            self._store.change(f"{_PUT} on conflict (text) do update set turn = excluded.turn", (text, 0))
            self._store.change(
                "delete from searched where not kept and text not in"
                " (select text from searched where not kept order by turn desc limit ?)",
                (MOST,),
            )

    def keep(self, text: str, kept: bool = True) -> None:
        """Keep a search, or let it go the way of the others."""
        if text := text.strip()[:_LONGEST]:
            self._store.change(f"{_PUT} on conflict (text) do update set kept = excluded.kept", (text, int(kept)))

    def drop(self, text: str) -> None:
        """Forget a search, kept or not."""
        self._store.change("delete from searched where text = ?", (text,))

    def forget(self) -> None:
        """Forget all that are not kept."""
        self._store.change("delete from searched where not kept", ())

    def choice(self, name: str, otherwise: str) -> str:
        """How something was chosen last."""
        rows = self._store.rows("select value from choice where name = ?", (name,))
        return str(rows[0][0]) if rows else otherwise

    def choose(self, name: str, value: str) -> None:
        """Remember how something was chosen."""
        self._store.change("insert or replace into choice (name, value) values (?, ?)", (name, value))
