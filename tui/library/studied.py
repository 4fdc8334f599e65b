"""Documents of a library as far as counting needs them, so that none is read again for it."""

import json
import zlib
from collections.abc import Collection
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui import __version__
from tui.concepts.analysis import UNCOUNTED, Measured
from tui.documents.model import Document, Metadata, Passage, Role, Section
from tui.text.words import count_words

if TYPE_CHECKING:
    from tui.library.store import Store

Statement = tuple[str, tuple[object, ...]]

_ROLES = {Role.BODY: "b", Role.HEADING: "h", Role.NOTE: "n", Role.FURNITURE: "f", Role.DOUBTFUL: "d"}
_BY_LETTER = {letter: role for role, letter in _ROLES.items()}
_BLANK = {role: Passage(0, role, "0", "", "", (), ()) for role in Role}
"""What stands for a passage of which only its role and its size are wanted."""


class Light(NamedTuple):
    """A document without the way back to its source, with the texts that were wanted; how long all of them are."""

    document: Document
    measured: Measured


class Kept:
    """What is kept of documents, wherever that is."""

    def light(self, key: str, path: Path, wanted: Collection[int]) -> Light | None:
        """A document as it was kept; None where nothing was, or its file is another by now.

        Args:
            key: in the library.
            path: where its file lies, or lay.
            wanted: indices of the passages whose text is needed; of the others it is left out.
        """
        kept = self._unpacked(key, path)
        return _light(key, kept, wanted) if kept is not None else None

    def text(self, key: str, path: Path) -> str | None:
        """The passages of a document that count, as one text; None as for `light`."""
        kept = self._unpacked(key, path)
        if kept is None:
            return None
        head, _, body = kept.partition("\n")
        return body[: json.loads(head)["counted"]]

    def _unpacked(self, key: str, path: Path) -> str | None:
        data = self._kept(key, path)
        return zlib.decompress(data).decode("utf-8", "surrogatepass") if data is not None else None

    def _kept(self, key: str, path: Path) -> bytes | None:
        raise NotImplementedError


class Studied(Kept):
    """What is kept of documents in a person's library.

    Args:
        store: the library.
        without: stages of repair that are switched off.
    """

    def __init__(self, store: "Store", without: frozenset[str] = frozenset()) -> None:
        self._store = store
        self._without = without

    def keep(self, document: Document, path: Path) -> None:
        """Keep a document that was read from its file, if that is the one that was added; a fault is passed over."""
        from tui.library.linked import state_of
        from tui.library.store import LibraryError

        try:
            rows = self._store.rows("select digest, size, modified from shelf where key = ?", (document.key,))
            if rows and state_of(path, *rows[0]) == rows[0][0]:
                self._store.change(*keeping(document, self._made_of(rows[0][0], path)))
        except LibraryError:  # a library that can't be written answers all the same
            return

    def _made_of(self, digest: str, path: Path) -> str:
        from tui.library.repairs import Repairs

        return made_of(digest, self._without, Repairs(self._store).print_of(path))

    def _kept(self, key: str, path: Path) -> bytes | None:
        from tui.library.linked import state_of

        rows = self._store.rows(
            "select state, data, digest, size, modified from studied join shelf using (key) where key = ?", (key,)
        )
        if not rows:
            return None
        state, data, digest, size, modified = rows[0]
        if state != self._made_of(digest, path) or state_of(path, digest, size, modified) != digest:
            return None
        return bytes(data)


def made_of(digest: str, without: Collection[str], taken_back: str) -> str:
    """What a document depends on: its bytes, the version, the stages left out, the repairs taken back in it."""
    return " ".join((digest, __version__, *sorted(without), taken_back)).strip()


def keeping(document: Document, state: str) -> Statement:
    """The statement that keeps a document.

    Args:
        document: as read, under its key in the library.
        state: what it was made of (see `made_of`).
    """
    statement = "insert or replace into studied (key, state, data) values (?, ?, ?)"
    return statement, (document.key, state, _packed(document))


def _packed(document: Document) -> bytes:
    """A line of JSON, then the texts of the passages that count, then of those that do not, a line end behind each."""
    passages, known = document.passages, document.metadata
    texts = [passage.text + "\n" for passage in passages if passage.role not in UNCOUNTED]
    rest = [passage.text + "\n" for passage in passages if passage.role in UNCOUNTED]
    head = {
        "title": known.title,
        "authors": known.authors,
        "year": known.year,
        "sections": [(s.number, s.level, s.title, s.heading, s.first, s.last, s.parent) for s in document.sections],
        "roles": "".join(_ROLES[passage.role] for passage in passages),
        "in": [passage.section for passage in passages],
        "numbers": [passage.number for passage in passages],
        "words": [0 if passage.role in UNCOUNTED else count_words(passage.text) for passage in passages],
        "sizes": [len(passage.text) for passage in passages],
        "counted": sum(map(len, texts)),
    }
    whole = "".join([json.dumps(head), "\n", *texts, *rest])
    return zlib.compress(whole.encode("utf-8", "surrogatepass"), 1)


def _light(key: str, kept: str, wanted: Collection[int]) -> Light:
    line, _, body = kept.partition("\n")
    head = json.loads(line)
    roles = [_BY_LETTER[letter] for letter in head["roles"]]
    starts = _starts(roles, head["sizes"])
    passages = [_BLANK[role] for role in roles]
    for at in wanted:
        text = body[starts[at] : starts[at] + head["sizes"][at]]
        passages[at] = Passage(at, roles[at], head["in"][at], head["numbers"][at], text, (), ())
    sections = tuple(
        Section(number, level, title, heading, first, last, parent)
        for number, level, title, heading, first, last, parent in head["sections"]
    )
    metadata = Metadata(title=head["title"], authors=tuple(head["authors"]), year=head["year"])
    sizes = [0 if role in UNCOUNTED else size for role, size in zip(roles, head["sizes"], strict=True)]
    document = Document(key, "", tuple(passages), sections, metadata=metadata)
    return Light(document, Measured(head["words"], sizes))


def _starts(roles: list[Role], sizes: list[int]) -> list[int]:
    """Where the text of each passage begins."""
    order = sorted(range(len(roles)), key=lambda at: roles[at] in UNCOUNTED)
    places = dict(zip(order, accumulate((sizes[at] + 1 for at in order), initial=0), strict=False))
    return [places[at] for at in range(len(roles))]
