"""The command line: which command, and what becomes of its errors."""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click

from tui import __version__
from tui.commands.output import say
from tui.commands.route import COMMANDS

OpenReader = Callable[[list[str], list[Path], bool, str], int]
"""Documents, catalogues, whether those alone, and the library (empty for the person's own); gives the exit code."""

_FOR_ALL = {"--json": 1, "--no-catalogue": 1, "--catalogue": 2, "--library": 2}
"""Options of all commands, with how many arguments each is."""

_HELP = """Read a text in the terminal, or ask it from the shell.

\b
  ibid [DOC...]   open the reader: these documents, else where you left off
  ibid COMMAND    answer on standard output; `ibid COMMAND --help` says more

DOC is a path, - for standard input, or the key of a document in the library (yuan2023 and guide ship with ibid).
"""


class _Commands(click.Group):
    """Loads a command's module when it is called, and nothing else."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == "read" or cmd_name in COMMANDS:
            module = import_module(f"tui.commands.{cmd_name}")
            command: click.Command = getattr(module, cmd_name)
            return command
        return None


@click.group(cls=_Commands, help=_HELP, invoke_without_command=True, add_help_option=True)
@click.version_option(__version__, prog_name="ibid", message="%(prog)s %(version)s")
def cli() -> None:
    """Stands for the group; every call names a command."""


def run(arguments: list[str], reader: OpenReader) -> int:
    """Run a command line.

    Args:
        arguments: without the program's name.
        reader: opens the screen; this face does not know the other.

    Returns:
        the exit code: 0 found or done, 1 nothing found, 2 something is at fault, 130 interrupted.
    """
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - it stands until the program ends
    if sys.stdout is None:
        say("standard output is closed; there is nowhere to answer")
        return 2
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        result = cli.main(_routed(arguments), prog_name="ibid", standalone_mode=False, obj=reader)
        sys.stdout.flush()
        return int(result or 0)
    except click.ClickException as error:
        say(_usage(error))
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except (BrokenPipeError, SystemExit):
        # Who reads us has seen enough (click then ends the program itself): nothing more may be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        say(f"{error.filename or 'standard output'}: {error.strerror or error}")
        return 2
    except (ValueError, LookupError) as error:
        if not _told(error):
            raise
        say(_message(error))
        return 2


def _routed(arguments: list[str]) -> list[str]:
    """The arguments with their command first: the reader's when they name none."""
    if behind := _command_behind(arguments):
        return [arguments[behind], *arguments[:behind], *arguments[behind + 1 :]]
    first = next((one for one in arguments if not one.startswith("-") or one in ("-", "--")), None)
    if arguments[:1] in (["--help"], ["--version"], ["-h"]) or first in COMMANDS:
        return ["--help"] if arguments[:1] == ["-h"] else arguments
    if first is not None and not os.path.exists(first):
        from difflib import get_close_matches

        if near := get_close_matches(first, COMMANDS, 1, 0.65):
            raise click.UsageError(f'{first}: no such file, and no such command (did you mean "ibid {near[0]}"?)')
    return ["read", *arguments]


def _command_behind(arguments: list[str]) -> int:
    """Where a command stands behind options that every command takes; 0 where none does."""
    at = 0
    while at < len(arguments) and arguments[at] in _FOR_ALL:
        at += _FOR_ALL[arguments[at]]
    return at if at < len(arguments) and arguments[at] in COMMANDS else 0


def _told(error: BaseException) -> bool:
    """Whether an error is one of ours, whose message is meant for a person."""
    return type(error).__module__.startswith("tui.")


def _message(error: BaseException) -> str:
    from tui.search.model import QueryError

    text = str(error.args[0]) if error.args else str(error)
    return f"query, character {error.at + 1}: {text}" if isinstance(error, QueryError) else text


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    named = context.info_name if context is not None and context.info_name not in (None, "ibid", "read") else ""
    told = error.format_message()
    if isinstance(error, click.NoSuchOption) and named == "find":
        told = f"{told.rstrip('.')}; a query that begins with a hyphen goes behind --"
    return f"{named}: {told}" if named else told
