"""JATS: what pandoc would run together, leave out or put in another section, put where it reads it rightly."""

from typing import Any

_FLOATS = ("table-wrap", "fig", "table-wrap-group", "fig-group", "boxed-text")
_BLOCKS = ("list", "def-list", "disp-quote", "verse-group", "preformat", "speech", "statement", "code")
_MOST = 1_000
"""Cells that one is as wide, or as high, as at most."""


def settle_paragraphs(root: Any) -> None:
    """Let a paragraph hold words alone: a table or figure in it stands below it, a list or quotation parts it."""
    for paragraph in [*root.iter("p")]:
        below = paragraph
        for element in [*paragraph]:
            if element.tag in _FLOATS:
                _leave(element)
                below.addnext(element)
                below = element
        while (block := next((one for one in paragraph if one.tag in _BLOCKS), None)) is not None:
            paragraph = _parted(paragraph, block)


def _parted(paragraph: Any, block: Any) -> Any:
    """Put a block behind its paragraph, and what follows it in a paragraph of its own, which is returned."""
    rest = paragraph.makeelement("p")
    rest.text, block.tail = block.tail, None
    for following in [*block.itersiblings()]:
        rest.append(following)
    rest.tail, paragraph.tail = paragraph.tail, None
    paragraph.addnext(block)
    block.addnext(rest)
    for one in (paragraph, rest):
        if not (one.text or "").strip() and not len(one) and one is not rest:
            one.getparent().remove(one)
    return rest


def _leave(element: Any) -> None:
    """Take an element out of its parent, its tail left there."""
    before, parent, tail = element.getprevious(), element.getparent(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def settle_tables(root: Any) -> None:
    """Let each row of a table have all its cells, and its head be one row: of others pandoc leaves the words out."""
    for table in root.iter("table"):
        open_: dict[int, int] = {}
        for row in table.iter("tr"):
            _fill(row, open_)
        head, body = table.find("thead"), table.find("tbody")
        rows = head.findall("tr") if head is not None else []
        for row in reversed(rows[1:]):
            if body is not None:
                body.insert(0, row)


def _fill(row: Any, open_: dict[int, int]) -> None:
    """Give a row an empty cell for each that a wider or higher one takes up.

    Args:
        row: changed.
        open_: how many rows more a cell reaches down at a column; changed.
    """
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    made: list[Any] = []
    column = 0
    for cell in cells:
        column += _held(row, open_, column, made)
        wide, high = _number(cell, "colspan"), _number(cell, "rowspan")
        made.append(cell)
        for number in range(wide):
            if high > 1:
                open_[column + number] = high - 1
            if number:
                made.append(row.makeelement(cell.tag))
        column += wide
    _held(row, open_, column, made)
    row[:] = made


def _held(row: Any, open_: dict[int, int], column: int, made: list[Any]) -> int:
    count = 0
    while open_.get(column + count):
        open_[column + count] -= 1
        made.append(row.makeelement("td"))
        count += 1
    return count


def _number(cell: Any, name: str) -> int:
    """How many columns or rows a cell takes up; it says so no more."""
    said = cell.attrib.pop(name, "1")
    return min(int(said), _MOST) if said.isdecimal() and said != "0" else 1


def settle_sections(root: Any) -> None:
    """Put what stands outside an article's sections where it belongs.

    The parts of an abstract begin with their titles, as no sections: what follows them is not theirs. Each further
    abstract and the acknowledgments are sections.
    """
    for number, abstract in enumerate([*root.iterfind("front//abstract"), *root.iterfind("front//trans-abstract")]):
        for part in [*abstract.iter("sec")]:
            _run_in(part)
        if number and (body := root.find("body")) is not None and len(abstract):
            abstract.tag = "sec"
            _leave(abstract)
            body.insert(number - 1, abstract)
    _author_notes(root)
    for told in [*root.iterfind("back/ack"), *root.iterfind("back/fn-group")]:
        if told.find("title") is None:
            title = told.makeelement("title")
            title.text = "Acknowledgments" if told.tag == "ack" else "Notes"
            told.insert(0, title)
        if told.tag == "fn-group":
            for note in told.findall("fn"):
                note.tag = "sec"
                for label in note.findall("label"):
                    label.tag = "p"
        told.tag = "sec"


def _author_notes(root: Any) -> None:
    """Put what the front says of authors and their interests in a section before the works cited."""
    back = root.find("back")
    told = [part for part in root.iterfind("front//author-notes/*") if part.tag in ("corresp", "fn", "p")]
    if back is None or not told:
        return
    section = back.makeelement("sec")
    title = back.makeelement("title")
    title.text = "Author notes"
    section.append(title)
    for part in told:
        _leave(part)
        if part.tag == "fn":
            section.extend(part.findall("p"))
        else:
            part.tag = "p"
            section.append(part)
    back.insert(0, section)


def _run_in(section: Any) -> None:
    title, first = section.find("title"), section.find("p")
    if title is None or first is None:
        return
    said = " ".join("".join(title.itertext()).split())
    bold = first.makeelement("bold")
    bold.text = said if said.endswith((".", ":", "?")) else said + "."
    bold.tail = " " + (first.text or "").lstrip()
    first.text = None
    first.insert(0, bold)
    section.remove(title)
    for part in [*section]:
        section.addprevious(part)
    section.getparent().remove(section)
