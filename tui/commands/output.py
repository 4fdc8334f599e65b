"""How answers leave: JSON row by row, or text whose fields are parted by tabs when no terminal reads it."""

import os
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from tui.text.placeholders import escape_json, safe

Row = Mapping[str, Any]

_BESIDE = 32
"""Cells of what stands beside a bar."""
_LONGEST = 1_000
"""Code points of a word to a person."""


def emit(rows: Iterable[tuple[Row, tuple[str, ...]]], as_json: bool) -> int:
    """Print rows as they come.

    Args:
        rows: each as JSON has it, and as the fields of a line of text.
        as_json: which of the two.

    Returns:
        the exit code: 0 when there was a row, else 1.
    """
    return _json(row for row, _ in rows) if as_json else _text(fields for _, fields in rows)


def _json(rows: Iterable[Row]) -> int:
    import json

    some = False
    for row in rows:
        sys.stdout.write(",\n" if some else "[\n")
        sys.stdout.write(escape_json(json.dumps(row, ensure_ascii=False)))
        some = True
    sys.stdout.write("\n]\n" if some else "[]\n")
    return 0 if some else 1


def _text(rows: Iterable[tuple[str, ...]]) -> int:
    some = False
    terminal = sys.stdout.isatty()
    for fields in rows:
        clean = [safe(field) for field in fields]
        sys.stdout.write(_wrapped(clean) if terminal else "\t".join(clean) + "\n")
        some = True
    return 0 if some else 1


def _wrapped(fields: list[str]) -> str:
    """A row for a terminal: its short fields on one line, the last one wrapped below."""
    import shutil

    from wcwidth import wcswidth

    width = max(20, min(100, shutil.get_terminal_size().columns))
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    head = fields[0] if plain else f"\x1b[1m{fields[0]}\x1b[0m"
    middle = "".join(f"  {field}" for field in fields[1:-1] if field)
    last = fields[-1] if len(fields) > 1 else ""
    if 0 <= wcswidth(f"{fields[0]}{middle}  {last}") <= width:
        return f"{head}{middle}  {last}\n"
    return f"{head}{middle}\n" + "".join(f"    {line}\n" for line in _lines(last, width - 4))


def _lines(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, parted at blanks, or anywhere between wide characters."""
    from wcwidth import wcwidth

    lines, line, taken = [], "", 0
    for piece in re.findall(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+|\s+", text):
        size = sum(max(0, wcwidth(char)) for char in piece)
        if taken + size > width and line.strip():
            lines.append(line.rstrip())
            line, taken = "", 0
            if piece.isspace():
                continue
        line, taken = line + piece, taken + size
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def bar_width() -> int:
    """Cells of a bar that tells how far something is: with what stands beside it, it must not be wrapped."""
    import shutil

    return max(4, min(36, shutil.get_terminal_size().columns - _BESIDE))


def say(text: str) -> None:
    """A word for a person, on standard error: one line, safe for a terminal, of what is very long head and end."""
    line = " ".join(text.splitlines())
    if len(line) > _LONGEST:
        line = f"{line[: _LONGEST // 2]} \u2026 {line[-_LONGEST // 2 :]}"
    sys.stderr.write(f"ibid: {safe(line)}\n")
