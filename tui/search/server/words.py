"""The words of a shared library, kept on the reader's own host and brought up to date when the library has changed."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tui.search.model import EngineError
from tui.search.server.connection import Server
from tui.search.termindex import TermIndex

_MANY = 20_000
"""Changed words from which on all are fetched and written anew."""

_CHANGED = """
select a.library::text, a.generation, a.passages, s.since, t.words, t.passages
from ibid.about a
cross join lateral (
    select case when a.library::text = %(library)s and %(since)s::bigint between a.folded and a.generation
    then %(since)s::bigint else -1 end as since
) s
cross join lateral (
    select array_agg(word) as words, array_agg(often) as passages from (
        select word, sum(often) as often from ibid.tally, unnest(words, passages) as u (word, often)
        where generation > s.since group by word having sum(often) <> 0
    ) summed
) t
"""
"""The library's generation, and by how much each word's number of passages has changed since ours."""


class HostWords:
    """The words of a shared library with the numbers of passages they stand in, and its signs.

    Args:
        folder: where they are kept, one folder for a library; None for memory.

    Attributes:
        vocabulary: the words.
        signs: what passages are counted by beside words; see `tui.search.server.vectors`.
        generation: of the library they are of; -1 before they were first fetched.
        passages: how many the library has.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self.library, self.generation, self.passages = "", -1, 0
        self._open()

    def _open(self) -> None:
        folder = self._folder
        self.vocabulary = TermIndex(folder / "words" if folder else None)
        self.signs = TermIndex(folder / "signs" if folder else None)
        if (state := self._state()) is not None:
            self.library, self.generation, self.passages = state

    def renew(self, server: Server) -> None:
        """Bring them up to date.

        Raises:
            EngineError: the server is away, or they can't be written.
        """
        with self._alone():
            self._catch_up()
            self._fetch(server)

    def _catch_up(self) -> None:
        """See what another reader on this host has fetched."""
        if self._folder is not None:
            self._open()

    def _fetch(self, server: Server) -> None:
        since = self.generation
        library, generation, passages, since, words, often = self._asked(server, since)
        if library == self.library and generation == self.generation:
            return
        anew = since < 0
        if not anew and len(words or ()) > _MANY:
            library, generation, passages, _, words, often = self._asked(server, -1)
            anew = True
        changes = sorted(zip(words or (), often or (), strict=True))
        self._forget_state()
        for index, chosen in ((self.vocabulary, False), (self.signs, True)):
            mine = [(word, int(number)) for word, number in changes if ("=" in word) == chosen]
            if not anew:
                mine = [(word, index.passages(word) + number) for word, number in mine]
            if mine or anew:
                index.put(mine, anew=anew)
        self.library, self.generation, self.passages = library, generation, passages
        self._keep_state()
        # Whoever has asked the old one may still be at it, and what was learnt of it is to be forgotten.
        self.vocabulary = TermIndex(self.vocabulary.path) if self._folder else self.vocabulary

    def _asked(self, server: Server, since: int) -> tuple[Any, ...]:
        return server.rows(_CHANGED, {"library": self.library, "since": since})[0]

    def _state(self) -> tuple[str, int, int] | None:
        if self._folder is None:
            return None
        try:
            library, generation, passages = json.loads((self._folder / "state.json").read_bytes())
            return str(library), int(generation), int(passages)
        except (OSError, ValueError, TypeError):
            return "", -1, 0

    def _forget_state(self) -> None:
        """What is now written is worth nothing until it is done: should we end here, all is fetched anew."""
        if self._folder is not None:
            (self._folder / "state.json").unlink(missing_ok=True)

    def _keep_state(self) -> None:
        if self._folder is not None:
            part = self._folder / "state.part"
            part.write_text(json.dumps([self.library, self.generation, self.passages]))
            part.replace(self._folder / "state.json")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One program at a time fetches; the others wait, and find it done."""
        if self._folder is None:
            yield
            return
        try:
            lock = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise EngineError(f"{self._folder}: the words of the library can't be kept: {error.strerror}") from None
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        except OSError as error:
            raise EngineError(f"{self._folder}: the words of the library can't be kept: {error.strerror}") from None
        finally:
            os.close(lock)
