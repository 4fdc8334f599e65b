"""Searches made before, and how the panel was left: from the person's library, as far as it can be used."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui.app.keeping import Keeping
    from tui.library.searches import Searched


class Earlier:
    """What the library remembers of searches; one that can't be used remembers nothing, and searching goes on.

    Args:
        keeping: the person's library.
        wanted: whether searches are to be remembered; else those that were not kept by hand are forgotten.
    """

    def __init__(self, keeping: "Keeping", wanted: bool = True) -> None:
        self._keeping = keeping
        self._wanted = wanted
        self._known: list[Searched] | None = None
        if not wanted and keeping.path.exists():
            self._ask("forget")

    def all(self) -> "list[Searched]":
        """Those that are kept, then the others, the latest first."""
        if self._known is None:
            # A first search must not make a library only to find nothing in it.
            self._known = (self._ask("all") or []) if self._keeping.path.exists() else []
        return self._known

    def holding(self, text: str) -> "list[Searched]":
        """Those in which every word of a text stands."""
        words = text.casefold().split()
        return [one for one in self.all() if all(word in one.text.casefold() for word in words)]

    def is_kept(self, text: str) -> bool:
        """Whether a search is kept."""
        return any(one.kept and one.text == text.strip() for one in self.all())

    def remember(self, text: str) -> None:
        """A search was made."""
        if self._wanted:
            self._change("remember", text)

    def keep(self, text: str, kept: bool) -> None:
        """Keep a search, or no longer."""
        self._change("keep", text, kept)

    def drop(self, text: str) -> None:
        """Forget a search."""
        self._change("drop", text)

    def choice(self, name: str, otherwise: str) -> str:
        """How something was chosen last."""
        return self._ask("choice", name, otherwise) or otherwise if self._keeping.path.exists() else otherwise

    def choose(self, name: str, value: str) -> None:
        """Remember how something was chosen."""
        self._ask("choose", name, value)

    def _change(self, what: str, *values: object) -> None:
        self._ask(what, *values)
        self._known = None

    def _ask(self, what: str, *values: object) -> Any:
        from tui.library.searches import Searches
        from tui.library.store import LibraryError

        store = self._keeping.store
        if store is None:
            return None
        asked: Callable[..., Any] = getattr(Searches(store), what)
        try:
            return asked(*values)
        except LibraryError:  # a full disk must not end the search
            return None
