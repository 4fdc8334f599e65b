"""The reader's program: opens what was named, runs the screen, keeps the place."""

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui.app.application import ReaderApp

FAULT = 2


def run(documents: list[str], *, catalogues: list[Path], no_catalogue: bool, library: str) -> int:
    """Open the reader on documents; without one, where one left off.

    Args:
        documents: paths, `-` or keys.
        catalogues: beside what ships and the person's own.
        no_catalogue: none but those named.
        library: another library: a file, or one on a server; empty for the person's own.

    Returns:
        The exit code: 0, or 2 when a document, a catalogue or the terminal is at fault.
    """
    from tui.app.terminal.capabilities import take_terminal, unfit, write_utf8

    # Collecting finds nothing while everything is still being made, and takes a tenth of the start.
    gc.disable()
    try:
        app = make_app(documents, catalogues=catalogues, no_catalogue=no_catalogue, library=library)
        if "-" in documents:
            take_terminal()
        reason = unfit(os.environ)
    except ValueError as error:
        reason = str(error)
    except KeyboardInterrupt:
        return 130
    if reason:
        return _fail(reason)
    write_utf8()
    code = app.run()
    if app.failure is not None:
        return _fail(logged(app.failure, "an unexpected fault ended the reader"))
    if app.fault:
        return _fail(app.fault)
    return code if isinstance(code, int) else 0


def make_app(
    documents: Sequence[str],
    *,
    catalogues: Sequence[Path] = (),
    no_catalogue: bool = False,
    library: Path | str = "",
) -> "ReaderApp":
    """The program, with its first document read.

    Raises:
        ValueError: a document, a catalogue or the configuration is at fault; its text is one line for a person.
    """
    from tui.app.ahead import Ahead
    from tui.app.shelf import Shelf
    from tui.settings import places

    # What this person leaves behind is never kept on a server.
    address = str(library) if places.is_server(str(library)) else ""
    kept = Path(library) if library and not address else places.library_file()
    config = _config()
    shelf = Shelf(tuple(catalogues), no_catalogue, kept, config.without if config else frozenset(), address)
    ahead = Ahead(documents[0] if documents else "", shelf, kept)
    try:
        _load_asyncio()
        from tui.app.application import ReaderApp
        from tui.app.keeping import Keeping

        return ReaderApp(ahead, shelf, Keeping(kept), config, others=tuple(documents[1:]))
    except BaseException:
        ahead.close()
        raise


def _load_asyncio() -> None:
    """Import asyncio without TLS, as where there is none: nothing here asks for it, and it takes 4 MB of memory."""
    if "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        import_module("asyncio")
    finally:
        del sys.modules["ssl"]


def _config() -> Any:
    from tui.app.actions import ACTIONS
    from tui.settings import places

    path = places.config_folder() / "config.toml"
    # What reads TOML is not imported for a file that most people never write.
    if not path.exists():
        return None
    from tui.documents.repair import STAGES
    from tui.settings.config import read

    return read(path, tuple(action.id for action in ACTIONS), STAGES)


def _fail(reason: str) -> int:
    from tui.text.placeholders import safe

    print(f"ibid: {safe(reason)}", file=sys.stderr)
    return FAULT


def logged(failure: BaseException, what: str) -> str:
    """Write an unexpected fault to a file; gives the line to say."""
    import traceback

    from tui.settings import places

    path = places.data_folder() / "fault.log"
    words = f"{what} ({type(failure).__name__})"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text("".join(traceback.format_exception(failure)), "utf-8", "replace")
    except OSError:
        return f"{words}; the place was kept"
    return f"{words}; the place was kept, and {path} says more"
