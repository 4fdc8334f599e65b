"""Whether a command line names a command or documents to read. Imports nothing, so that the reader opens at once."""

import os
from collections.abc import Sequence

COMMANDS = (
    "toc",
    "passages",
    "find",
    "concepts",
    "mentions",
    "report",
    "index",
    "quote",
    "suggest",
    "variants",
    "add",
    "list",
    "remove",
    "server",
    "doctor",
)
"""Each is a module of this room with a click command of the same name."""


def documents(arguments: Sequence[str]) -> list[str] | None:
    """The documents of a command line that names nothing else; None for one with a command, an option or a fault."""
    if any(argument.startswith("-") and argument != "-" for argument in arguments):
        return None
    if arguments and (arguments[0] in COMMANDS or not all(map(_may_be_read, arguments))):
        return None
    return list(arguments)


def _may_be_read(argument: str) -> bool:
    """Whether an argument is a file or standard input; whether it is a key, those know who know more."""
    try:
        return argument == "-" or os.path.exists(argument)
    except ValueError:
        return False
