"""Text of another format written as Markdown, so that nothing in it is taken for Markdown.

What is escaped is only what would otherwise be markup: less to undo, and a source that can be read.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

_INLINE = re.compile(r"[\\`*\[<]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|&(?=#?\w+;)")
_LINE = re.compile(
    r"^([ \t]*)(#{1,6}(?=\s|$)|[-+](?=\s|$|[-+ \t]*$)|>|=+(?=\s*$)|-{2,}\s*$|~{3,}|:?-+:?(?=\s*\|)|\|)", re.M
)
_NUMBER = re.compile(r"^([ \t]*\d{1,9})([.)])(?=\s|$)", re.M)
_SPACES = re.compile(r"[ \t\r\n\v\f\u00a0\u2028\u2029\x1c-\x1f\x85]+")
_BREAKS = re.compile(r"^(?:\\\n ?)+|(?:\\\n ?)+$")
_ALONE = re.compile(r"[^\W_]")


class Piece(NamedTuple):
    """A stretch of inline text: literal `text` in a `style` ("", "em", "strong", "both"), or markup as it is."""

    text: str
    style: str = ""
    markup: bool = False


_MARKS = {"em": "*", "strong": "**", "both": "***"}


def escaped(text: str) -> str:
    """Literal text within a line, its marks escaped."""
    return _INLINE.sub(lambda match: "\\" + match.group(), text)


def lines(text: str) -> str:
    """Inline Markdown as a paragraph: what would open a block at a line's start is escaped."""
    text = _LINE.sub(lambda match: f"{match.group(1)}\\{match.group(2)}", text)
    return _NUMBER.sub(r"\1\\\2", text)


def inline(pieces: Iterable[Piece]) -> str:
    """Pieces as Markdown, white space run together. Emphasis stands only where it would be read as such."""
    run = _merged(pieces)
    out = ""
    for number, piece in enumerate(run):
        if piece.markup:
            out = (out.rstrip(" ") if piece.text.startswith(("[^", "\\\n")) else out) + piece.text
            continue
        text = piece.text
        if not out or out[-1] in " \n":
            text = text.lstrip(" ")
        core = text.strip(" ")
        after = run[number + 1].text if number + 1 < len(run) else " "
        if piece.style and core and _stands(out, text, core, after):
            marks = _MARKS[piece.style]
            head, tail = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
            out += f"{head}{marks}{escaped(core)}{marks}{tail}"
        else:
            out += escaped(text)
    return _BREAKS.sub("", out.strip(" "))


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one style put together, white space run together."""
    run: list[Piece] = []
    for piece in pieces:
        if piece.markup:
            run.append(piece)
        elif piece.text:
            if run and not run[-1].markup and run[-1].style == piece.style:
                run[-1] = Piece(run[-1].text + piece.text, piece.style)
            else:
                run.append(piece)
    return [piece if piece.markup else Piece(_SPACES.sub(" ", piece.text), piece.style) for piece in run]


def _stands(out: str, text: str, core: str, after: str) -> bool:
    """Whether marks about the core would open and close: a letter inside, or none outside, and no marks beside."""
    before = out[-1:] if text[0] != " " else " "
    behind = after[:1] if text[-1] != " " else " "
    if before == "*" or behind == "*" or not _ALONE.search(core):
        return False
    opens = core[0].isalnum() or not before.isalnum()
    closes = core[-1].isalnum() or not behind.isalnum()
    return opens and closes


def indented(block: str, first: str, rest: str) -> str:
    """A block behind a mark: `first` before its first line, `rest` before the others that are not empty."""
    head, *others = block.split("\n")
    return "\n".join([first + head, *((rest + line).rstrip() if rest.strip() or line else "" for line in others)])


def code(text: str) -> str:
    """A literal block."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{text}\n{fence}"


def table(rows: list[list[str]]) -> str:
    """Rows of plain cells as a table, the first its head. Cells are shown as they stand, so only bars are escaped."""
    width = max(map(len, rows))
    written = [[_SPACES.sub(" ", cell).strip().replace("|", "\\|") for cell in row] for row in rows]
    whole = [row + [""] * (width - len(row)) for row in written]
    body = ["| " + " | ".join(row) + " |" for row in whole]
    return "\n".join([body[0], "|" + " --- |" * width, *body[1:]])


def note(label: str, blocks: list[str]) -> str:
    """A note's definition; further paragraphs stand below it, indented."""
    head, *rest = blocks or [""]
    return "\n\n".join([indented(head, f"[^{label}]: ", "    "), *(indented(block, "    ", "    ") for block in rest)])
