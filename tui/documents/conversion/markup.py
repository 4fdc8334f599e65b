"""A tree of HTML written as Markdown."""

import re
from collections.abc import Iterator
from typing import Any

from tui.documents.conversion import writing
from tui.documents.conversion.footnotes import Notes, found
from tui.documents.conversion.formulas import line
from tui.documents.conversion.writing import Piece

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_DROPPED = frozenset(
    (
        *("script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "canvas", "audio", "video"),
        *("button", "select", "textarea", "input", "head", "link", "meta", "datalist", "map"),
    )
)
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div"),
        *(
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            *_HEADINGS,
            "header",
            "hgroup",
            "hr",
            "html",
        ),
        *("li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th"),
        *("thead", "tr", "ul"),
    )
)
_EM, _STRONG = frozenset(("em", "i", "cite", "dfn", "var")), frozenset(("strong", "b"))
_RAISED = str.maketrans("0123456789+-=()", "".join(map(chr, (0x2070, 0xB9, 0xB2, 0xB3, *range(0x2074, 0x207F)))))
_LETTERS = _RAISED | str.maketrans(
    "abcdefghijklmnoprstuvwxyz",
    "\u1d43\u1d47\u1d9c\u1d48\u1d49\u1da0\u1d4d\u02b0\u2071\u02b2\u1d4f\u02e1\u1d50\u207f\u1d52\u1d56\u02b3\u02e2\u1d57\u1d58\u1d5b\u02b7\u02e3\u02b8\u1dbb",
)
_LOWERED = str.maketrans("0123456789+-=()", "".join(map(chr, range(0x2080, 0x208F))))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_OPENS = re.compile(r"\\?[\[(]")
_CLOSES = re.compile(r"\\?[\])]?\\?\.?\s+(?=\S)")
_LEFT = re.compile(r"[.)\]:]+\s+(?=\S)|\\?\[\s*\]\s*")
"""What stands about a note's label, or is left of it."""
_DEEP = 20
"""Lists and quotations deeper than this are written at this depth."""


def markdown(root: Any) -> str:
    """Write a tree of lxml as Markdown; notes that no kept part of the tree holds come last.

    Raises:
        RecursionError: its parts lie too deep in each other.
    """
    return Writer(found(root.getroottree().getroot())).write(root)


def dropped(element: Any) -> bool:
    """Whether an element is nothing a reader sees: a comment, a program, a thing hidden."""
    if not isinstance(element.tag, str) or element.tag in _DROPPED or element.get("hidden") is not None:
        return True
    hides = element.get("aria-hidden") == "true" and element.tag != "figcaption"  # which says what a picture shows
    return hides or _HIDDEN.search(element.get("style") or "") is not None


class Writer:
    """Writes parts of one tree.

    Args:
        notes: of the tree; each is written once, where it stands.
    """

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.written: set[str] = set()

    def write(self, root: Any) -> str:
        """The whole, and the notes that were called but stand elsewhere."""
        made: list[str] = []
        for block in self.blocks(root):
            # A book's title page and its first page say its title, and nothing between.
            if block.strip() and not (block.startswith("#") and made[-1:] == [block]):
                made.append(block)
        for body, label in self.notes.bodies.items():
            made += self._note(body, label)
        return "\n\n".join(made) + "\n"

    def blocks(self, element: Any, depth: int = 0) -> list[str]:
        """The blocks that an element's content makes: its own running text as paragraphs, its parts as they are."""
        made: list[str] = []
        running: list[Piece] = [Piece(element.text or "")]

        def flush() -> None:
            if text := writing.inline(running):
                made.append(writing.lines(text))
            running.clear()

        for part in element:
            if part in self.notes.bodies:
                flush()
                made += self._note(part, self.notes.bodies[part])
            elif not dropped(part) and part not in self.notes.backs:
                if part.tag in _BLOCKS or _holds_blocks(part):
                    flush()
                    made += self._block(part, depth)
                else:
                    running += self._inline(part, "")
            running.append(Piece(part.tail or ""))
        flush()
        return made

    def _block(self, element: Any, depth: int) -> list[str]:
        tag = element.tag
        if tag in _HEADINGS:
            text = writing.inline(self._within(element, "")).replace("\\\n", " ")
            return [f"{'#' * _HEADINGS[tag]} {text.rstrip('#')}"] if text else []
        if tag in ("ul", "ol", "menu", "dir"):
            return self._list(element, depth)
        if tag == "blockquote" and depth < _DEEP:
            inner = "\n\n".join(self.blocks(element, depth + 1))
            return [writing.indented(inner, "> ", "> ").replace("\n\n", "\n>\n")] if inner else []
        if tag == "pre":
            text = "".join(element.itertext()).strip("\n")
            return [writing.code(text)] if text.strip() else []
        if tag == "table":
            return self._table(element, depth)
        if tag == "hr":
            return ["* * *"]
        return self.blocks(element, depth)

    def _list(self, element: Any, depth: int) -> list[str]:
        if depth >= _DEEP:
            return self.blocks(element, depth)
        start = element.get("start") or "1"
        number = int(start) if element.tag == "ol" and re.fullmatch(r"\d{1,6}", start) else 1
        items: list[str] = []
        after: list[str] = []
        for part in element:
            if dropped(part):
                continue
            if part in self.notes.bodies:
                after += self._note(part, self.notes.bodies[part])
                continue
            mark = f"{number}. " if element.tag == "ol" else "- "
            number += 1
            inner = self.blocks(part, depth + 1) if part.tag not in ("ul", "ol") else self._list(part, depth + 1)
            if text := "\n\n".join(inner):
                items.append(writing.indented(text, mark, " " * len(mark)))
        return [
            *(["\n".join(items) if not any("\n\n" in i for i in items) else "\n\n".join(items)] if items else []),
            *after,
        ]

    def _table(self, table: Any, depth: int) -> list[str]:
        """A table of figures or words; one that only lays out a page is its cells' content."""
        rows = [
            [cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr") if not _nested(row, table)
        ]
        cells = [cell for row in rows for cell in row]
        if max(map(len, rows), default=0) < 2 or any(self._lays_out(cell) for cell in cells):
            return self.blocks(table, depth) if not cells else [b for c in cells for b in self._cell(c, depth)]
        captions = [one for one in table.iter("caption") if not _said_before(one, table)]
        made = [b for caption in captions for b in self.blocks(caption, depth)]
        written = [
            [said for cell in row for said in (" ".join("".join(_words(cell)).split()), *[""] * (_span(cell) - 1))]
            for row in rows
            if row
        ]
        written = [row for row in written if any(row)]
        if written[1:] and written[0] == written[1]:  # a head that is set anew on the table's other pages
            del written[1]
        return [*made, writing.table(written)] if written else made

    def _cell(self, cell: Any, depth: int) -> list[str]:
        label = self.notes.bodies.get(cell)
        return self._note(cell, label) if label else self.blocks(cell, depth)

    def _lays_out(self, cell: Any) -> bool:
        if cell in self.notes.bodies or any(part in self.notes.bodies for part in cell.iter()):
            return True
        inner = sum(
            1 for part in cell.iter("p", "h1", "h2", "h3", "h4", "table", "blockquote", "pre") if part is not cell
        )
        return inner > 2 or cell.find(".//table") is not None or cell.find(".//h2") is not None

    def _note(self, body: Any, label: str) -> list[str]:
        if label in self.written:
            return []
        self.written.add(label)
        blocks = [block for block in self.blocks(body) if block.strip()]
        if blocks:
            blocks[0] = _unlabelled(blocks[0], writing.escaped(label))
            blocks = blocks if blocks[0] else blocks[1:]
        return [writing.note(label, blocks)]

    def _within(self, element: Any, style: str) -> Iterator[Piece]:
        yield Piece(element.text or "", style)
        for part in element:
            if not dropped(part) and part not in self.notes.bodies:
                yield from self._inline(part, style)
            yield Piece(part.tail or "", style)

    def _inline(self, element: Any, style: str) -> Iterator[Piece]:
        tag = element.tag
        if element in self.notes.backs:
            return
        if label := self.notes.calls.get(element):
            yield Piece(f"[^{label}]", markup=True)
        elif tag == "br":
            yield Piece("\\\n", markup=True)
        elif tag in ("sup", "sub") and element.find("a") is None:
            text = "".join(element.itertext())
            shown = text.translate(_RAISED if tag == "sup" else _LOWERED)
            yield Piece(text if any(a == b for a, b in zip(text, shown, strict=True)) else shown, style)
        elif tag in ("code", "tt", "kbd", "samp") and "`" not in (text := "".join(element.itertext())) and text.strip():
            yield Piece(f"`{' '.join(text.split())}`", markup=True)
        elif tag in _EM or tag in _STRONG:
            mine = "em" if tag in _EM else "strong"
            yield from self._within(element, mine if style in ("", mine) else "both")
        elif tag == "math":
            yield Piece(line(element), style)
        else:
            yield from self._within(element, style)
        if tag in _BLOCKS:
            yield Piece(" ", style)


def _unlabelled(text: str, label: str) -> str:
    """A note without the label at its head, or without what stood behind it where it was a link back."""
    begin = _OPENS.match(text)
    at = begin.end() if begin else 0
    shown = _CLOSES.match(text, at + len(label)) if text.startswith(label, at) else None
    shown = shown or _LEFT.match(text)
    return text[shown.end() :] if shown else text


def _holds_blocks(element: Any) -> bool:
    return any(part.tag in _BLOCKS for part in element.iter() if part is not element)


def _said_before(caption: Any, table: Any) -> bool:
    """Whether a paragraph before a table says its caption already."""
    before = table.getprevious()
    words = "".join(caption.itertext()).split()
    return before is not None and before.tag == "p" and "".join(before.itertext()).split() == words


def _nested(row: Any, table: Any) -> bool:
    return next(row.iterancestors("table")) is not table


def _span(cell: Any) -> int:
    told = cell.get("colspan") or "1"
    return min(int(told), 50) if re.fullmatch(r"[1-9]\d{0,2}", told) else 1


def _words(cell: Any) -> Iterator[str]:
    """What a cell shows; what stands in it as a block or behind a break is parted by a blank."""
    yield cell.text or ""
    for part in cell:
        apart = " " if part.tag == "br" or part.tag in _BLOCKS else ""
        yield apart
        if part.tag == "math":
            yield line(part)
        elif not dropped(part):
            calls = part.get("role") == "doc-noteref"
            yield from _raised(part) if calls or part.tag in ("sup", "sub") else _words(part)
        yield apart + (part.tail or "")


def _raised(part: Any) -> Iterator[str]:
    """What is raised or lowered, by the signs that are so where there are such."""
    text = "".join(_words(part))
    shown = text.translate(_LOWERED if part.tag == "sub" else _RAISED)
    if part.tag == "sup" and len(text) == 1:  # what a note below the table is called by
        shown = text.translate(_LETTERS)
    yield text if any(a == b for a, b in zip(text, shown, strict=True)) else shown
