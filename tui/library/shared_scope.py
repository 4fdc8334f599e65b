"""What the names in a query stand for in a shared library."""

from functools import cached_property
from typing import TYPE_CHECKING

from tui.library.scope import LibraryScope
from tui.search.model import EngineError, Places
from tui.search.server.engine import SignedPlaces
from tui.search.server.vectors import concept_sign, kind_sign

if TYPE_CHECKING:
    from tui.concepts.model import Catalogue
    from tui.library.open import Sources
    from tui.library.shared import SharedLibrary

_GIVE = "; an editor gives it one: ibid server catalogue FILE"


class SharedScope(LibraryScope):
    """Implements `Scope` for a shared library: places stay on the server.

    Args:
        library: that is searched.
        sources: its catalogues, and the person's own.
    """

    def __init__(self, library: "SharedLibrary", sources: "Sources") -> None:
        super().__init__(sources)
        self._library, self._engine = library, library.engine
        self._generation = -1

    def concept(self, name: str) -> Places:
        from tui.concepts.catalogue import find

        id = find(self._catalogue, name).id
        if id not in self._of_library.concepts:
            raise LookupError(f'"{id}" stands in no catalogue of the shared library, only in your own{_GIVE}')
        return self._signed(concept_sign(id))

    def kind(self, name: str) -> Places:
        kinds = self._catalogue.kinds
        if name not in kinds:
            raise LookupError(f'no kind "{name}"; there are {", ".join(kinds) or "none"}')
        if name not in self._of_library.kinds:
            raise LookupError(f'"{name}" stands in no catalogue of the shared library, only in your own{_GIVE}')
        return self._signed(kind_sign(name))

    def documents(self, field: str, value: str) -> frozenset[str]:
        if self._generation != self._engine.generation:
            vars(self).pop("_known", None)
            self._generation = self._engine.generation
        try:
            return super().documents(field, value)
        except EngineError:
            raise
        except ValueError as error:  # a library's fault is here a fault of its index
            raise EngineError(str(error)) from None

    @cached_property
    def _of_library(self) -> "Catalogue":
        """What the library's documents are linked by."""
        return self._library.catalogue()

    def _signed(self, sign: str) -> Places:
        return SignedPlaces(sign, self._engine.count(sign))
