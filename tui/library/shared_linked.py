"""The mentions of a shared library: found once by whoever adds a document, and indexed with its passages."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tui.library.linked import Linked, fingerprint, packed, unpacked
from tui.library.store import LibraryError, Store
from tui.search.server.vectors import concept_sign, kind_sign
from tui.search.server.writing import Leaf

if TYPE_CHECKING:
    from tui.concepts.model import Catalogue, Mention
    from tui.documents.model import Document
    from tui.library.shared import SharedLibrary
    from tui.text.spans import Span


class SharedLinked:
    """The mentions kept in a shared library; those of other catalogues than the library's are kept on this host.

    Args:
        library: that keeps them.
    """

    def __init__(self, library: "SharedLibrary") -> None:
        self._library = library
        self._own: Linked | None = None

    def mentions(self, document: "Document", catalogue: "Catalogue") -> "tuple[Mention, ...]":
        """The mentions of a document: those kept, where they are of this text and this catalogue."""
        print_ = fingerprint(document, catalogue)
        try:
            rows = self._library.rows(
                "select mentions from ibid.linked where key = %(key)s and fingerprint = %(print)s",
                {"key": document.key, "print": print_},
            )
        except LibraryError:  # what is here can be read all the same
            rows = []
        if rows:
            return unpacked(rows[0][0])
        if self._own is None:
            self._own = Linked(Store(self._library.folder / "linked.sqlite"))
        return self._own.mentions(document, catalogue)


def keep_mentions(
    cursor: Any, key: str, document: "Document", catalogue: "Catalogue", mentions: "tuple[Mention, ...]"
) -> None:
    """Keep the mentions of a document, within a transaction."""
    cursor.execute(
        "insert into ibid.linked values (%(key)s, %(print)s, %(mentions)s) on conflict (key) do update"
        " set fingerprint = excluded.fingerprint, mentions = excluded.mentions",
        {"key": key, "print": fingerprint(document, catalogue), "mentions": packed(mentions)},
    )


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
