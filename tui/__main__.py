"""Where the program begins: it stands above both faces, and imports the screen only when it opens."""

import gc
import sys
from pathlib import Path


def main() -> None:
    """Run the command line of this process and end with its exit code."""
    # A command makes many objects and no cycles to speak of; looking for them at every few hundred costs a tenth.
    gc.set_threshold(50_000)
    from tui.commands.main import run

    sys.exit(run(sys.argv[1:]))


def open_reader(documents: list[str], catalogues: list[Path], no_catalogue: bool, library: Path | None) -> int:
    """Open the screen; gives the exit code."""
    from tui.app.reader import run

    return run(documents, catalogues=catalogues, no_catalogue=no_catalogue, library=library)


if __name__ == "__main__":
    main()
