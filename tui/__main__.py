"""Where the program begins: it stands above both faces, and imports the screen only when it opens."""

import gc
import os
import sys
from pathlib import Path


def main() -> None:
    """Run the command line of this process and end with its exit code."""
    # A command makes many objects and no cycles to speak of, and when its answer is out there is nothing to tidy:
    # looking for cycles and taking the interpreter down would be a sixth of its time.
    gc.set_threshold(50_000)
    from tui.commands.main import run

    code = run(sys.argv[1:], open_reader)
    sys.stderr.flush()
    os._exit(code)


def open_reader(documents: list[str], catalogues: list[Path], no_catalogue: bool, library: Path | None) -> int:
    """Open the screen; gives the exit code."""
    from tui.app.reader import run

    return run(documents, catalogues=catalogues, no_catalogue=no_catalogue, library=library)


if __name__ == "__main__":
    main()
