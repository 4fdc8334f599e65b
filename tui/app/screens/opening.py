"""The screens that a reader opens over itself: a concept from every side, a passage's source, the inbox, what edits."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app.screens.reader import ReaderScreen
    from tui.concepts.model import Concept
    from tui.library.editing import Editing

_COUNTING = "The concepts are still being counted."


async def study(
    reader: "ReaderScreen",
    concept: str,
    name: str = "",
    places: Sequence[tuple[int, int, int]] = (),
    *,
    wide: bool = False,
) -> None:
    """Open the concept screen on a concept, or on the places a query found; `wide`, on those of all of the library."""
    if not reader.session.linked:
        reader.foot.say(_COUNTING)
        return
    from tui.app.screens.concept import ConceptScreen
    from tui.app.study import Study

    await reader.app.push_screen(ConceptScreen(Study(reader.session, concept, name, places), reader, wide=wide))


async def source(reader: "ReaderScreen") -> None:
    """Open the passage the page stands on beside its source."""
    if reader.session.document.provisional:
        reader.foot.say("The file is still being read; its repairs are known when all of it has been.")
        return
    from tui.app.screens.source import SourceScreen
    from tui.library.repairing import Repairing
    from tui.library.repairs import Repairs

    session, store = reader.session, reader.reader.keeping.store
    repairing = Repairing(session.document, session.path, Repairs(store) if store is not None else None)
    subject = repairing.subject(session.document.passages[reader.page.current])
    await reader.app.push_screen(SourceScreen(repairing, subject, reader))


async def inbox(reader: "ReaderScreen") -> None:
    """Open the inbox, where there is a library that remembers what is decided."""
    store = reader.reader.keeping.store
    if not reader.session.linked or store is None:
        fault = reader.session.linked
        reader.foot.say(reader.reader.keeping.complaint if fault else _COUNTING, error=fault)
        return
    from tui.app.screens.inbox import InboxScreen
    from tui.library.decisions import Decisions
    from tui.library.proposals import Proposals

    editable = reader.reader.shelf.editable(reader.session.path)
    proposals = Proposals(reader.session.reading, Decisions(store), editable, reader.reader.shelf.own())
    await reader.app.push_screen(InboxScreen(reader.session, proposals, reader))


async def edit(reader: "ReaderScreen", concept: "Concept | None") -> None:
    """Open a concept's fields; without one, those of a new concept."""
    if (editing := _editing(reader)) is None:
        return
    from tui.app.screens.editing import EditingScreen, Form

    title = f"Edit · {concept.label}" if concept is not None else "A new concept"
    await reader.app.push_screen(EditingScreen(title, Form(editing, concept), reader))


async def join(reader: "ReaderScreen", concept: "Concept") -> None:
    """Open the list of concepts of which one is to become part of this one."""
    if (editing := _editing(reader)) is None:
        return
    from tui.app.screens.editing import EditingScreen, Joining

    others = [one for one in reader.session.reading.catalogue.concepts.values() if one.id != concept.id]
    await reader.app.push_screen(EditingScreen(f"Join · {concept.label}", Joining(editing, concept, others), reader))


def _editing(reader: "ReaderScreen") -> "Editing | None":
    if not reader.session.linked:
        reader.foot.say(_COUNTING)
        return None
    from tui.library.editing import Editing

    shelf = reader.reader.shelf
    return Editing(reader.session.reading, shelf.editable(reader.session.path), shelf.own())
