"""What widgets tell the screen, and ask of it.

What a key asks is given back to the screen and carried out before the next key is looked at; only what the mouse asks
is posted. Messages that may come in bursts replace the one that still waits.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from tui.app.place import Match, Place

if TYPE_CHECKING:
    from tui.search.model import Hit


class Moved(Message):
    """The page shows another place, or stands on another passage."""

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, Moved)


class Go(Message):
    """Go to a place, and remember where one was."""

    def __init__(self, place: Place, match: Match | None = None, *, read: bool = True) -> None:
        super().__init__()
        self.place = place
        self.match = match
        self.read = read
        """whether the page takes the focus"""


class Chosen(Message):
    """A concept was chosen."""

    def __init__(self, concept: str) -> None:
        super().__init__()
        self.concept = concept


class Say(Message):
    """A line for the reader, at the foot of the screen until the next key."""

    def __init__(self, words: str, *, error: bool = False) -> None:
        super().__init__()
        self.words = words
        self.error = error


class Close(Message):
    """What lies uppermost is to be put away."""


class Progress(Message):
    """How much of a large file has been read, 0 to 1."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, Progress)


class Edited(Message):
    """A catalogue was written."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class Run(Message):
    """An action was chosen from the palette or the help."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action


class Open(Message):
    """A document is to be opened."""

    def __init__(self, name: str, *, held: bool = False) -> None:
        super().__init__()
        self.name = name
        self.held = held
        """whether it is the key of a document of the library, whatever files of that name there are"""


class Passage(Message):
    """The cursor of a list stands on another passage."""

    def __init__(self, passage: int | None) -> None:
        super().__init__()
        self.passage = passage

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, Passage)


class Beside(Message):
    """A concept is to be compared with the one looked at."""

    def __init__(self, concept: str) -> None:
        super().__init__()
        self.concept = concept


class Studied(Message):
    """The hits of a search are to be looked at from every side."""

    def __init__(
        self, name: str, places: Sequence[tuple[int, int, int]], *, wide: bool = False, found: "Found | None" = None
    ) -> None:
        super().__init__()
        self.name = name
        self.places = places
        """passage, start and end of each, in the order of the document"""
        self.wide = wide
        """whether those of all of the library are meant"""
        self.found = found
        """where no document is open: the hit in whose document they are looked at"""


class Found(Message):
    """A hit in the library was chosen; all of them become the trail."""

    def __init__(self, name: str, hits: "Sequence[Hit]", hit: "Hit") -> None:
        super().__init__()
        self.name = name
        self.hits = hits
        self.hit = hit


class Add(Message):
    """A file or a folder is to be added to the library, as it was typed."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path


class Remove(Message):
    """A document is to be taken out of the library."""

    def __init__(self, key: str, title: str) -> None:
        super().__init__()
        self.key = key
        self.title = title
