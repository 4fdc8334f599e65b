"""Mentions kept: a document of the library is linked anew only when it or a catalogue has changed."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from tui import __version__
from tui.concepts.model import Catalogue, Mention
from tui.documents.model import Document
from tui.library.store import LibraryError, Store

_BATCH = 1_000
"""rows packed at once"""

_printed: list[tuple[Catalogue, str]] = []
"""the catalogue last asked for, with its print"""


class Tally(NamedTuple):
    """How often a concept occurs in a document: mentions, passages, and mentions by name, the most frequent first."""

    mentions: int
    passages: int
    names: dict[str, int]


class Told(NamedTuple):
    """A mention as a concordance has it, kept so that its document need not be read again."""

    anchor: str
    role: str
    alias: str
    text: str
    spans: tuple[tuple[int, int], ...]
    before: str
    after: str


class Linked:
    """The mentions kept in a library, each document's with what they were made of.

    Args:
        store: the library.
        state: of the file that is being read (see `state_of`), for `mentions`.
    """

    def __init__(self, store: Store, state: str = "") -> None:
        self._store = store
        self._state = state

    def is_fresh(self, key: str, state: str, catalogue: Catalogue) -> bool:
        """Whether what is kept of a document is of this state of its file and of this catalogue."""
        rows = self._store.rows("select state, catalogue from linked where key = ?", (key,))
        return bool(rows) and rows[0] == (state, print_of(catalogue))

    def has(self, key: str, catalogue: Catalogue) -> bool:
        """Whether what was kept last of a document is of this catalogue, whatever the state of its file."""
        rows = self._store.rows("select catalogue from linked where key = ?", (key,))
        return bool(rows) and rows[0][0] == print_of(catalogue)

    def mentions(self, document: Document, catalogue: Catalogue, progress: Any = None) -> tuple[Mention, ...]:
        """The mentions of a document of the library: those kept where they are fresh, else found and kept."""
        if self.is_fresh(document.key, self._state, catalogue):
            rows = self._store.rows("select mentions, text from linked where key = ?", (document.key,))
            if rows and rows[0][1] == text_print(document):
                return unpacked(rows[0][0])
        from tui.concepts.matching import link

        found = tuple(link(document, catalogue, progress))
        self._keep(document, catalogue, found)
        return found

    def _keep(self, document: Document, catalogue: Catalogue, found: tuple[Mention, ...]) -> None:
        try:
            self._store.change_all(self._rows(document, catalogue, found))
        except LibraryError:  # a library that can't be written answers all the same
            return

    def _rows(
        self, document: Document, catalogue: Catalogue, found: tuple[Mention, ...]
    ) -> Iterator[tuple[str, tuple[object, ...]]]:
        """The statements that keep a document's mentions, each made when it is its turn."""
        yield "delete from naming where key = ?", (document.key,)
        yield (
            "insert or replace into linked (key, state, text, catalogue, mentions) values (?, ?, ?, ?, ?)",
            (document.key, self._state, text_print(document), print_of(catalogue), packed(found)),
        )
        for row in namings(document, found):
            yield "insert into naming values (?, ?, ?, ?, ?, ?)", row

    def kept(self, key: str) -> tuple[Mention, ...]:
        """What was kept last of a document's mentions, fresh or not."""
        rows = self._store.rows("select mentions from linked where key = ?", (key,))
        return unpacked(rows[0][0]) if rows else ()

    def tallies(self, key: str) -> dict[str, Tally]:
        """What is kept of a document, by concept."""
        rows = self._store.rows("select concept, mentions, passages, names from naming where key = ?", (key,))
        return {concept: Tally(mentions, passages, json.loads(names)) for concept, mentions, passages, names in rows}

    def told(self, key: str, concept: str) -> Iterator[Told]:
        """The kept mentions of a concept in a document, in source order."""
        rows = self._store.rows("select told from naming where key = ? and concept = ?", (key, concept))
        yield from told_again(key, rows[0][0]) if rows else ()


def namings(document: Document, found: tuple[Mention, ...]) -> Iterator[tuple[str, str, int, int, str, bytes]]:
    """A document's mentions by concept, as they are kept: key, concept, mentions, passages, names, concordance."""
    key = document.key
    for concept, own in by_concept(found).items():
        tally = tally_of(own)
        told = ((one.anchor.removeprefix(f"{key}/"), *one[1:]) for one in told_of(document, own))
        yield key, concept, tally.mentions, tally.passages, _json(tally.names), packed(told)


def told_again(key: str, data: bytes) -> Iterator[Told]:
    """A concordance from what `namings` kept of it."""
    for place, role, alias, text, spans, before, after in json.loads(zlib.decompress(data)):
        yield Told(f"{key}/{place}", role, alias, text, tuple((a, b) for a, b in spans), before, after)


def by_concept(mentions: tuple[Mention, ...]) -> dict[str, list[Mention]]:
    """Mentions by concept, in their order."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.concept, []).append(mention)
    return found


def tally_of(mentions: list[Mention]) -> Tally:
    """The mentions of one concept, counted."""
    names: dict[str, int] = {}
    for mention in mentions:
        names[mention.alias] = names.get(mention.alias, 0) + 1
    ordered = dict(sorted(names.items(), key=lambda pair: -pair[1]))
    return Tally(len(mentions), len({mention.passage for mention in mentions}), ordered)


def told_of(document: Document, mentions: list[Mention]) -> Iterator[Told]:
    """Mentions with what a concordance shows of each."""
    from tui.concepts.concordance import concordance

    for line in concordance(document, mentions):
        yield Told(line.anchor, line.role, line.mention.alias, line.text, line.mention.spans, line.before, line.after)


def state_of(path: Path, digest: str = "", size: int = -1, modified: int = -1) -> str:
    """What tells whether a document's file is as it was when it was linked.

    Args:
        path: where it lies, or lay.
        digest, size, modified: of the bytes the library keeps, and of the file when they were taken.

    Returns:
        The digest where the file is gone or is still that one; else its size and time of change.
    """
    try:
        told = path.stat()
    except (OSError, ValueError):
        return digest
    same = digest and (told.st_size, told.st_mtime_ns) == (size, modified)
    return digest if same else f"{told.st_size}:{told.st_mtime_ns}"


def print_of(catalogue: Catalogue) -> str:
    """What the mentions of a document depend on besides its text: the names and rules, the program's version."""
    if _printed and _printed[0][0] is catalogue:
        return _printed[0][1]
    made = hashlib.sha256(__version__.encode())
    for concept in catalogue.concepts.values():
        made.update(repr((concept.id, concept.names, concept.rules)).encode("utf-8", "surrogatepass"))
    _printed[:] = [(catalogue, made.hexdigest())]
    return _printed[0][1]


def text_print(document: Document) -> str:
    """What the mentions depend on of a document that has been read: the same file may be read otherwise one day."""
    made = hashlib.sha256()
    for passage in document.passages:
        made.update(f"\x1e{passage.role.value}\x1f".encode() + passage.text.encode("utf-8", "surrogatepass"))
    return made.hexdigest()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)


def packed(rows: Iterable[object]) -> bytes:
    """Rows as JSON, compressed; never all of them as text at once."""
    packer, parts, some, left = zlib.compressobj(1), [], False, iter(rows)
    while some_rows := list(islice(left, _BATCH)):
        text = _json(some_rows)[1:-1]
        parts.append(packer.compress(f"{',' if some else '['}{text}".encode()))
        some = True
    return b"".join([*parts, packer.compress(b"]" if some else b"[]"), packer.flush()])


def unpacked(data: bytes) -> tuple[Mention, ...]:
    """Mentions from what `packed` made of them."""
    return tuple(
        Mention(passage, start, end, concept, alias, rule, tuple((a, b) for a, b in spans), nested)
        for passage, start, end, concept, alias, rule, spans, nested in json.loads(zlib.decompress(data))
    )
