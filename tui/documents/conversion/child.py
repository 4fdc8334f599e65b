"""The child: reads a file from standard input, writes its conversion to standard output, and may do nothing else.

    python -m tui.documents.conversion.child MODULE:FUNCTION LIMITS OPTIONS PARENT

The function takes the file's bytes and the options, and gives a `Converted`.
"""

import importlib
import json
import os
import sys

from tui.documents.conversion.converted import ConversionError, packed
from tui.documents.conversion.limits import confine, dies_with_parent, unpacked
from tui.documents.errors import DocumentError

_MEMORY = "it needs more memory than a conversion may have"


def main(worker: str, limits: str, options: str, parent: str) -> None:
    """Convert, within the limits; a fault of the file is told as JSON too."""
    dies_with_parent(int(parent))
    confine(unpacked(limits))
    try:
        module, _, function = worker.partition(":")
        answer = packed(
            getattr(importlib.import_module(module), function)(sys.stdin.buffer.read(), json.loads(options))
        )
    except ConversionError as error:
        answer = json.dumps({"error": str(error)}).encode()
    except DocumentError as error:  # what it says of is known by another name here
        answer = json.dumps({"error": str(error).partition(": ")[2] or str(error)}).encode()
    except MemoryError:
        answer = json.dumps({"error": _MEMORY}).encode()
    except RecursionError:
        answer = json.dumps({"error": "its parts lie deeper in each other than any text needs"}).encode()
    sys.stdout.buffer.write(answer)
    sys.stdout.flush()
    os._exit(0)  # a parser's own clearing up may crash, and the answer is out


if __name__ == "__main__":
    main(*sys.argv[1:])
