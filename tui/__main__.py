"""Where the program begins: it stands above both faces, and imports the screen only when it opens."""

import gc
import os
import sys
from pathlib import Path


def main() -> None:
    """Run the command line of this process and end with its exit code."""
    # Start makes many objects and no cycles to speak of; looking for them every few hundred would be a tenth of it.
    gc.set_threshold(50_000)
    from tui.commands.route import documents

    named = documents(sys.argv[1:])
    if named is not None and sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty():
        sys.exit(open_reader(named, [], False, ""))
    from tui.commands.main import run

    code = run(sys.argv[1:], open_reader)
    # The answer is out and there is nothing to tidy: taking the interpreter down would be another tenth.
    sys.stderr.flush()
    os._exit(code)


def open_reader(documents: list[str], catalogues: list[Path], no_catalogue: bool, library: str) -> int:
    """Open the screen; gives the exit code."""
    # Hits are drawn behind the letter that asked for them: at 60 a second, the usual, they would wait 17 ms for it.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    from tui.app.reader import run

    return run(documents, catalogues=catalogues, no_catalogue=no_catalogue, library=library)


if __name__ == "__main__":
    main()
