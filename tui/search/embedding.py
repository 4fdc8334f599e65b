"""Writing to the index of a library on this machine: one program at a time, all or nothing at a commit."""

import re
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

import tantivy

from tui.documents.model import Role
from tui.search.disk import UnwritableError, told, writing
from tui.search.embedded import UNCOUNTED, Embedded, key_term
from tui.search.model import EngineError
from tui.search.terms import LONGEST, distinct, kept, pairs

_HEAP = 128_000_000
_SMALL_HEAP = 16_000_000
_MANY = 20_000
"""Passages, or words, from which on the vocabulary is made anew instead of mended word by word."""


_FIGURES = re.compile(r"\d")
_SEEN = 3


class Leaf(NamedTuple):
    """A passage as it is indexed.

    Attributes:
        passage: its index in the document.
        place: its anchor without the document's key.
        role: of the passage.
        section: number of its section.
        text: of the passage.
    """

    passage: int
    place: str
    role: Role
    section: str
    text: str


class BusyError(EngineError):
    """Another program is writing to the index."""


class EmbeddedWriter:
    """Writes to an index; others go on reading it, and see a commit at once.

    Args:
        engine: the index.
        many: whether much is to be written: faster, for more memory.

    Raises:
        BusyError: another program is writing to it.
        UnwritableError: it can't be written.
    """

    def __init__(self, engine: Embedded, *, many: bool = False) -> None:
        self._engine = engine
        self._words: set[str] | None = None if engine.uncounted else set()
        """words whose numbers have changed; None when all are to be counted anew"""
        self._passages = 0
        try:
            with writing(engine.folder):
                self._writer = engine.index.writer(*((_HEAP, 2) if many else (_SMALL_HEAP, 1)))
        except UnwritableError as error:
            if "LockBusy" in str(error):
                raise BusyError(f"{engine.folder}: another ibid is writing the index") from None
            raise
        self._uncounted = engine.folder / UNCOUNTED if engine.folder is not None else None

    def put(self, key: str, leaves: Iterable[Leaf], *, fresh: bool = False) -> None:
        """Index a document; what was there under its key goes.

        Args:
            key: of the document.
            leaves: its passages, all roles.
            fresh: nothing is there under its key.
        """
        if not fresh:
            self.drop(key)
        with writing(self._engine.folder):
            self._add(key, leaves)

    def _add(self, key: str, leaves: Iterable[Leaf]) -> None:
        add, document = self._writer.add_document, tantivy.Document
        term, length = key_term(key), len(key)
        counting = self._words is not None
        for leaf in leaves:
            passage, place, role, section, text = leaf
            words = kept(text)
            if counting:
                counting = self._changed(words)
            made = document()  # filled field by field: in one call it takes twice as long
            made.add_text("about", f"{term} #{passage}{_about(role, section)}")
            made.add_text("words", words)
            made.add_bytes("stored", f"{passage} {place} {length} {key}{text}".encode("utf-8", "surrogatepass"))
            if not text.isascii() and (terms := pairs(text)):
                made.add_text("pairs", terms)
            add(made)

    def drop(self, key: str) -> None:
        """Take a document out."""
        for text in self._engine.texts(key) if self._words is not None else ():
            self._changed(kept(text))
        with writing(self._engine.folder):
            self._writer.delete_documents_by_term("about", key_term(key))

    def _changed(self, words: str) -> bool:
        """Note the words of a passage put or dropped; tells whether they go on being noted one by one."""
        if self._words is not None:
            self._passages += 1
            self._words.update(distinct(words))
            if len(self._words) > _MANY or self._passages > _MANY:
                self._words = None
        return self._words is not None

    def commit(self, *, last: bool = True) -> None:
        """Make what was put and dropped visible, and lasting.

        Args:
            last: nothing more will be written: the vocabulary is brought up to date, and the lock let go of.

        Raises:
            UnwritableError: it could not be written; what was there before stays.
        """
        with writing(self._engine.folder):
            if self._uncounted is not None:
                self._uncounted.touch()  # whoever comes after us, should we end here, counts all words anew
            self._writer.commit()
            if last:
                self._writer.wait_merging_threads()
        self._engine.reload()
        if last:
            self._count()

    def _count(self) -> None:
        with told(self._engine.folder):
            self._put_words()
        self._words = set()
        if self._uncounted is not None:
            self._uncounted.unlink(missing_ok=True)

    def _put_words(self) -> None:
        searcher, vocabulary = self._engine.searcher, self._engine.terms
        if self._words is None:
            counted = searcher.terms_with_prefix("words", "")
            vocabulary.put((one for one in counted if _completes(*one)), anew=True)
        else:
            counted = [(word, searcher.doc_freq("words", word)) for word in self._words]
            vocabulary.put((word, often if _completes(word, often) else 0) for word, often in counted)

    def abandon(self) -> None:
        """Let go of the lock; what was not committed is forgotten."""
        with suppress(EngineError), writing(self._engine.folder):  # the writer may be gone already
            self._writer.rollback()
            self._writer.wait_merging_threads()


@lru_cache(maxsize=256)
def _about(role: Role, section: str) -> str:
    """A role, the number of a section and of those above it: a note in "2.1.3" gives " note §2 §2.1 §2.1.3"."""
    parts = section.split(".")
    sections = "".join(f" \u00a7{'.'.join(parts[:length])}" for length in range(1, len(parts) + 1))
    return sections if role is Role.BODY else f" {role.value}{sections}"


def _completes(word: str, often: int) -> bool:
    """Whether a word may stand for another that was typed: of figures and addresses only what comes again."""
    return len(word) <= LONGEST and (often >= _SEEN or word.isalpha() or not _FIGURES.search(word))
