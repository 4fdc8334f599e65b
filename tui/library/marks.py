"""Marks with what finds them again: when a document has changed they are looked for, and what is lost is kept."""

import json
from typing import TYPE_CHECKING, NamedTuple

from tui.library.store import Kept, Store
from tui.text.spans import SourceMap, Span

if TYPE_CHECKING:
    from tui.documents.model import Document
    from tui.documents.selectors import Anchors, Selector

_Change = tuple[str, tuple[object, ...]]


class Orphan(NamedTuple):
    """A mark whose place was not found: nothing of it is lost but the place."""

    id: int
    letter: str
    offset: int
    selector: "Selector"


class Recalled(NamedTuple):
    """A document's marks as they stand in it now.

    Attributes:
        marks: source offset by letter.
        moved: how many stand at another offset than before.
        lost: how many were not found this time.
    """

    marks: dict[str, int]
    moved: int = 0
    lost: int = 0


class Marks:
    """The marks kept in a library.

    Args:
        store: the library.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, path: str, letter: str, document: "Document", offset: int, *, survey: bool = True) -> None:
        """Set a mark; one of the same letter moves.

        Args:
            path: the document's.
            letter: the mark.
            document: as it is now.
            offset: where the mark stands in its source.
            survey: look for what resembles the place, by which it is found more surely; takes 0.1 s for 10 MB.
        """
        self._store.change_all(_set(path, letter, document, offset, anchored(document, offset, survey=survey)))

    def recall(self, path: str, document: "Document") -> Recalled:
        """A document's marks; where its source has changed they are found again, or become orphans.

        Orphans are looked for again in each version of the file, and are marks again when they are found.
        """
        kept, selectors = self._store.marks(path), self._selectors(path)
        source = document.fingerprint
        here = {letter: one.offset for letter, one in kept.items() if _is_of(selectors.get(letter), source)}
        waiting = [one for one in self._rows(path, source) if one.letter not in kept]
        if len(here) == len(kept) and not waiting:
            return Recalled(here)
        from tui.documents.selectors import Anchors

        anchors, changes, lost = Anchors(document), list[_Change](), 0
        found = dict(here)
        for letter, one in kept.items():
            if letter in here:
                continue
            selector = selectors.get(letter) or _of_old(one, document)
            at = _found(selector, one.offset, anchors)
            if at is None:
                lost += 1
                changes += [*_forget(path, letter), _orphaned(path, letter, one.offset, selector, source)]
            else:
                found[letter] = at[0]
                changes += _set(path, letter, document, *at)
        moved = sum(found[letter] != one.offset for letter, one in kept.items() if letter in found)
        for orphan in waiting:
            at = None if orphan.letter in found else _found(orphan.selector, orphan.offset, anchors)
            if at is not None:
                moved, found[orphan.letter] = moved + 1, at[0]
                changes += [*_set(path, orphan.letter, document, *at), _dropped(orphan)]
            else:
                changes.append(("update orphan set looked = ? where id = ?", (source, orphan.id)))
        self._store.change_all(changes)
        return Recalled(found, moved, lost)

    def orphans(self, path: str) -> list[Orphan]:
        """The marks of a document that were not found, by letter."""
        rows = self._store.rows(
            "select id, letter, source_offset, selector from orphan where path = ? order by letter, id", (path,)
        )
        return [Orphan(id, letter, offset, read(selector)) for id, letter, offset, selector in rows]

    def place(self, path: str, orphan: Orphan, document: "Document", offset: int) -> str:
        """Make an orphan a mark at a place chosen by hand.

        Returns:
            Its letter; another one where its own has been given away.

        Raises:
            LibraryError: it can't be kept; nothing has changed.
        """
        taken = self._store.marks(path)
        letters = (orphan.letter, *"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
        letter = next((one for one in letters if one not in taken), orphan.letter)
        selector = anchored(document, offset)
        self._store.change_all([*_set(path, letter, document, offset, selector), _dropped(orphan)])
        return letter

    def drop(self, orphan: Orphan) -> None:
        """Give an orphan up."""
        self._store.change_all([_dropped(orphan)])

    def restore(self, path: str, orphan: Orphan, source: str, letter: str = "") -> None:
        """Take a decision on an orphan back: it is one again, and the mark `letter` made of it is none."""
        changes = _forget(path, letter) if letter else []
        self._store.change_all([*changes, _orphaned(path, orphan.letter, orphan.offset, orphan.selector, source)])

    def _selectors(self, path: str) -> "dict[str, Selector]":
        rows = self._store.rows("select letter, selector from anchor where path = ?", (path,))
        return {letter: read(text) for letter, text in rows}

    def _rows(self, path: str, source: str) -> list[Orphan]:
        """The orphans that were not looked for in this version of the file."""
        rows = self._store.rows(
            "select id, letter, source_offset, selector from orphan where path = ? and looked <> ?", (path, source)
        )
        return [Orphan(id, letter, offset, read(selector)) for id, letter, offset, selector in rows]


def anchored(document: "Document", offset: int, *, survey: bool = True) -> "Selector | None":
    """A selector for the sentence at a source offset; None where there is no text."""
    from tui.documents.selectors import Anchors

    passage = document.at(offset)
    if passage is None or not passage.runs:
        return None
    spans = passage.source_spans(*_sentence(passage.text, SourceMap(passage.runs).text(offset)))
    try:
        return Anchors(document).select(spans or passage, survey=survey)
    except ValueError:
        return None


def _sentence(text: str, at: int) -> Span:
    from tui.text.sentences import sentences

    return next(((start, end) for start, end in sentences(text) if at < end), (0, len(text)))


def written(selector: "Selector") -> str:
    """A selector as it is kept: JSON."""
    from dataclasses import asdict

    return json.dumps(asdict(selector), separators=(",", ":"))


def read(text: str) -> "Selector":
    """A selector from what `written` made of it."""
    from tui.documents.selectors import Selector, Survey

    values = json.loads(text)
    survey = values.pop("survey")
    if survey is not None:
        survey = Survey(**survey | {"rivals": tuple(survey["rivals"])})
    values |= {"spans": tuple((a, b) for a, b in values["spans"]), "section": tuple(values["section"])}
    return Selector(**values, survey=survey)


def _is_of(selector: "Selector | None", source: str) -> bool:
    return selector is not None and selector.source == source


def _of_old(kept: Kept, document: "Document") -> "Selector":
    """A selector for a mark that has none: it stands where its words do, else they are all there is to look for."""
    from tui.documents.selectors import Selector

    if kept.quote and document.source.startswith(kept.quote, kept.offset):
        selector = anchored(document, kept.offset)
        if selector is not None:
            return selector
    return Selector(kept.quote, spans=((kept.offset, kept.offset + len(kept.quote)),))


def _found(selector: "Selector", offset: int, anchors: "Anchors") -> "tuple[int, Selector | None] | None":
    """The source offset at which a mark stands now, and a selector for it; None when it is not found."""
    from tui.documents.selectors import Orphan as Missing
    from tui.documents.selectors import Step

    found = anchors.locate(selector)
    if isinstance(found, Missing) or not found.spans:
        return None
    start, within = found.spans[0][0], offset - selector.spans[0][0] if selector.spans else 0
    # A mark stands where the page began, inside its sentence; in other lines the sentence's beginning must do.
    same = found.step in (Step.POSITION, Step.EXACT) and len(found.spans) == 1 and within >= 0
    at = start + within if same and start + within < found.spans[0][1] else start
    return at, anchors.select(found.spans)


def _set(path: str, letter: str, document: "Document", offset: int, selector: "Selector | None") -> list[_Change]:
    words = document.source[offset : offset + 60]
    changes: list[_Change] = [("insert or replace into mark values (?, ?, ?, ?)", (path, letter, offset, words))]
    if selector is None:
        return [*changes, ("delete from anchor where path = ? and letter = ?", (path, letter))]
    return [*changes, ("insert or replace into anchor values (?, ?, ?)", (path, letter, written(selector)))]


def _forget(path: str, letter: str) -> list[_Change]:
    return [(f"delete from {table} where path = ? and letter = ?", (path, letter)) for table in ("mark", "anchor")]


def _orphaned(path: str, letter: str, offset: int, selector: "Selector", source: str) -> _Change:
    return (
        "insert into orphan (path, letter, source_offset, selector, looked) values (?, ?, ?, ?, ?)",
        (path, letter, offset, written(selector), source),
    )


def _dropped(orphan: Orphan) -> _Change:
    return "delete from orphan where id = ?", (orphan.id,)
