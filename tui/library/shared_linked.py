"""The mentions of a shared library: found once by whoever adds a document, and indexed with its passages."""

import json
from collections.abc import Iterator
from functools import cached_property
from itertools import dropwhile, islice
from typing import TYPE_CHECKING, Any

from tui.library.linked import Linked, Tally, Told, namings, packed, print_of, text_print, told_again, unpacked
from tui.library.store import LibraryError, Store
from tui.search.server.vectors import concept_sign, kind_sign
from tui.search.server.writing import Leaf

if TYPE_CHECKING:
    from tui.concepts.model import Catalogue, Mention
    from tui.documents.model import Document
    from tui.library.shared import SharedLibrary
    from tui.text.spans import Span

_TOGETHER = 500
"""Documents whose tallies are fetched at once."""
_MENTIONED = 100
"""Documents whose mentions are."""


class SharedLinked:
    """The mentions kept in a shared library; those of other catalogues than the library's are kept on this host.

    Args:
        library: that keeps them.
        state: of the document that is being read, for `mentions`: its digest, while every repair stands.
    """

    def __init__(self, library: "SharedLibrary", state: str = "") -> None:
        self._library, self._state = library, state
        self._theirs: set[str] = set()
        """documents whose mentions on the server are those that were asked for"""
        self._tallies: dict[str, dict[str, Tally]] = {}
        self._packed: dict[str, bytes] = {}

    @cached_property
    def _own(self) -> Linked:
        return Linked(Store(self._library.folder / "linked.sqlite"), self._state)

    @cached_property
    def _known(self) -> dict[str, tuple[str, str]]:
        """What the mentions on the server were made of, by document, in the library's order: state and catalogue."""
        rows = self._library.rows(
            "select l.key, l.state, l.catalogue from ibid.linked l join ibid.document d using (key)"
            " order by d.added, d.number"
        )
        return {str(key): (str(state), str(catalogue)) for key, state, catalogue in rows}

    def is_fresh(self, key: str, state: str, catalogue: "Catalogue") -> bool:
        """Whether what is kept of a document is of this state of it and of this catalogue."""
        if self._known.get(key) == (state, print_of(catalogue)):
            self._theirs.add(key)
            return True
        return self._own.is_fresh(key, state, catalogue)

    def has(self, key: str, catalogue: "Catalogue") -> bool:
        """Whether what was kept last of a document is of this catalogue."""
        return key in self._theirs or self._own.has(key, catalogue)

    def mentions(self, document: "Document", catalogue: "Catalogue", progress: Any = None) -> "tuple[Mention, ...]":
        """The mentions of a document: those kept, where they are of this text and this catalogue."""
        made_of = {
            "key": document.key,
            "state": self._state,
            "text": text_print(document),
            "catalogue": print_of(catalogue),
        }
        try:
            rows = self._library.rows(
                "select mentions from ibid.linked where key = %(key)s and state = %(state)s"
                " and text = %(text)s and catalogue = %(catalogue)s",
                made_of,
            )
        except LibraryError:  # what is here can be read all the same
            rows = []
        return unpacked(rows[0][0]) if rows else self._own.mentions(document, catalogue, progress)

    def kept(self, key: str) -> "tuple[Mention, ...]":
        """What was kept last of a document's mentions."""
        if key not in self._theirs:
            return self._own.kept(key)
        if key not in self._packed:  # those behind it will be asked for next
            keys = [*islice(dropwhile(lambda one: one != key, self._known), _MENTIONED)]
            rows = self._library.rows("select key, mentions from ibid.linked where key = any(%(keys)s)", {"keys": keys})
            self._packed = dict(rows)
        return unpacked(self._packed[key]) if key in self._packed else ()

    def tallies(self, key: str) -> dict[str, Tally]:
        """What is kept of a document, by concept."""
        if key not in self._theirs:
            return self._own.tallies(key)
        if key not in self._tallies:
            self._tallies = self._fetched([*islice(dropwhile(lambda one: one != key, self._known), _TOGETHER)])
        return self._tallies[key]

    def _fetched(self, keys: list[str]) -> dict[str, dict[str, Tally]]:
        """The tallies of some documents, in one round trip."""
        rows = self._library.rows(
            "select key, concept, mentions, passages, names from ibid.naming where key = any(%(keys)s)", {"keys": keys}
        )
        found: dict[str, dict[str, Tally]] = {key: {} for key in keys}
        for key, concept, mentions, passages, names in rows:
            found[key][concept] = Tally(mentions, passages, json.loads(names))
        return found

    def told(self, key: str, concept: str) -> Iterator[Told]:
        """The kept mentions of a concept in a document, in source order."""
        if key not in self._theirs:
            yield from self._own.told(key, concept)
            return
        rows = self._library.rows(
            "select told from ibid.naming where key = %(key)s and concept = %(concept)s",
            {"key": key, "concept": concept},
        )
        yield from told_again(key, rows[0][0]) if rows else ()


def keep_mentions(
    cursor: Any, document: "Document", state: str, catalogue: "Catalogue", mentions: "tuple[Mention, ...]"
) -> None:
    """Keep the mentions of a document, within a transaction.

    Args:
        cursor: of the transaction.
        document: as read, under its key in the library.
        state: the digest of its bytes.
        catalogue: by which it was linked.
        mentions: all of them.
    """
    key = document.key
    cursor.execute("delete from ibid.naming where key = %(key)s", {"key": key})
    cursor.execute(
        "insert into ibid.linked (key, state, text, catalogue, mentions)"
        " values (%(key)s, %(state)s, %(text)s, %(catalogue)s, %(mentions)s) on conflict (key) do update"
        " set state = excluded.state, text = excluded.text, catalogue = excluded.catalogue,"
        " mentions = excluded.mentions",
        {
            "key": key,
            "state": state,
            "text": text_print(document),
            "catalogue": print_of(catalogue),
            "mentions": packed(mentions),
        },
    )
    rows = [*namings(document, mentions)]
    if rows:
        cursor.executemany("insert into ibid.naming values (%s, %s, %s, %s, %s, %s)", rows)


def leaves(
    number: int, document: "Document", catalogue: "Catalogue", mentions: "tuple[Mention, ...]"
) -> Iterator[Leaf]:
    """The passages of a document as they are indexed, each with what it mentions."""
    spoken: dict[int, dict[str, list[Span]]] = {}
    for one in mentions:
        signs = (concept_sign(one.concept), kind_sign(catalogue.concepts[one.concept].kind))
        for sign in signs:
            spoken.setdefault(one.passage, {}).setdefault(sign, []).append((one.start, one.end))
    for p in document.passages:
        yield Leaf(number, p.index, p.place, p.role.value, p.section, p.text, spoken.get(p.index, {}))
