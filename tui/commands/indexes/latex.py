r"""An index in LaTeX, as makeidx has it: a `theindex` environment.

Saved as `PAPER.ind` beside `PAPER.tex` it stands where that has `\printindex`; `\input` puts it anywhere. Names in
other scripts than Latin want XeLaTeX or LuaLaTeX and a font that has them.
"""

import re
from collections.abc import Iterator, Sequence

from tui.commands.indexes.wording import Piece, flat, listed, pieces
from tui.concepts.back_index import Entry, Letter
from tui.documents.model import Document
from tui.text.placeholders import safe

_LEVELS = (r"\item", r"\subitem", r"\subsubitem")

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\char34{}",
    "`": r"\char96{}",
    "[": "{[}",
    "]": "{]}",
    "§": r"\S{}",
    "–": r"\textendash{}",
    "—": r"\textemdash{}",
    "…": r"\dots{}",
    "“": r"\textquotedblleft{}",
    "”": r"\textquotedblright{}",
    "‘": r"\textquoteleft{}",
    "’": r"\textquoteright{}",
    "\u00ad": r"\-",
    "\u00a0": "~",
    "⟨": r"\textless{}",
    "⟩": r"\textgreater{}",
    "␡": r"\textless{}DEL\textgreater{}",
}
_LATIN = "\u024f"
"""the last letter of Latin as inputenc has it"""
_LIGATURES = r"(?P<twice>[-',](?=[-',]))"
_SPECIAL = re.compile(_LIGATURES + "|[" + re.escape("".join(_ESCAPES)) + "\u2400-\u241f\ufdd0-\ufdef\ufffe\uffff]")


def write(letters: Sequence[Letter], documents: Sequence[Document]) -> Iterator[str]:
    """The environment; of several documents its first items say which number is which."""
    yield "% An index made by ibid: \\input it, or save it as PAPER.ind and write \\printindex (makeidx).\n"
    lines = list(_lines(letters, documents))
    if any(one > _LATIN and one.isalpha() for line in lines for one in line):
        yield "% It has letters that pdfLaTeX lacks: use XeLaTeX or LuaLaTeX, and a font that has them.\n"
    yield from lines


def _lines(letters: Sequence[Letter], documents: Sequence[Document]) -> Iterator[str]:
    several = len(documents) > 1
    yield "\\begin{theindex}\n"
    for line in listed(documents):
        yield f"  \\item {escape(flat(line))}\n"
    for number, letter in enumerate(letters):
        if number or several:
            yield "\n  \\indexspace\n"
        yield f"  \\item {{\\bfseries {escape(letter.name)}}}\\nopagebreak\n"
        for entry in letter.entries:
            yield from _entry(entry, several, 0)
    yield "\\end{theindex}\n"


def _entry(entry: Entry, several: bool, depth: int) -> Iterator[str]:
    item = _LEVELS[min(depth, len(_LEVELS) - 1)]
    yield f"  {item} " + "".join(map(_piece, pieces(entry, several))) + "\n"
    for below in entry.entries:
        yield from _entry(below, several, depth + 1)


def _piece(piece: Piece) -> str:
    text = escape(" ".join(re.split(r"\s+", piece.text)))
    return f"\\emph{{{text}}}" if piece.leans else text


def escape(text: str) -> str:
    """The text as LaTeX prints it, letter by letter: no command, no ligature; a control as its name."""
    return _SPECIAL.sub(_escaped, safe(text))


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    if found["twice"]:
        return character + "{}"
    known = _ESCAPES.get(character)
    if known is not None:
        return known
    number = ord(character)
    name = f"U+{number - 0x2400:04X}" if number < 0x2420 else f"U+{number:04X}"
    return rf"\textless{{}}{name}\textgreater{{}}"
