"""What can be told of a library's index without changing it."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tui.library.indexed import LibraryIndex
from tui.library.store import Store
from tui.search.embedded import Embedded
from tui.search.model import EngineError


class State(NamedTuple):
    """An index as it lies there.

    Attributes:
        folder: where it lies, or would.
        there: whether anything does.
        documents: how many it has.
        passages: how many it has.
        size: in bytes.
        versions: of ibid, by which its documents were read.
        lacks: documents that are new, have changed, or were read by another version.
        surplus: documents that are no longer in the library.
        fault: what is wrong with it, one line; it is made anew at the next search.
    """

    folder: Path
    there: bool = False
    documents: int = 0
    passages: int = 0
    size: int = 0
    versions: tuple[str, ...] = ()
    lacks: int = 0
    surplus: int = 0
    fault: str = ""


def inspect(store: Store, seeds: Mapping[str, Path], without: frozenset[str] = frozenset()) -> State:
    """Look at the index of a library.

    Args:
        store: the library.
        seeds: documents that ship, by key.
        without: stages of repair that are switched off.
    """
    folder = store.path.with_suffix(".index")
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    if folder.exists() and not folder.is_dir():
        return State(folder, True, fault=f"{folder}: a file is where the index is to be a folder; move it away")
    if not (folder / "passages" / "meta.json").exists():
        return State(folder, size=size)
    try:
        engine = Embedded(folder)
        engine.prove()
        behind = LibraryIndex(store, seeds, without).behind()
    except EngineError as error:
        return State(folder, True, size=size, fault=str(error))
    marks = [str(mark) for (mark,) in store.rows("select digest from indexed")]
    versions = {words[1] for mark in marks if len(words := mark.split()) > 1}
    return State(
        folder, True, len(marks), engine.size, size, tuple(sorted(versions)), len(behind.put), len(behind.drop)
    )
