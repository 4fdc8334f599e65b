"""ODT, as pandoc understands it: it passes over sections, a table's head, frames of text, lists of works and formulas,
so that they are put where it looks."""

import io
import posixpath
import zipfile
from typing import Any

from tui.documents.conversion import boxes
from tui.documents.conversion.formulas import line

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW = (f"{{{_OFFICE}{name}:1.0}}" for name in ("text", "table", "drawing"))
_MATH = "{http://www.w3.org/1998/Math/MathML}math"
_HREF = "{http://www.w3.org/1999/xlink}href"
_STYLE = f"{{{_OFFICE}style:1.0}}"
_AROUND = (
    f"{_TEXT}section",
    f"{_TEXT}bibliography",
    f"{_TEXT}index-body",
    f"{_TEXT}index-title",
    f"{_TEXT}alphabetical-index",
    f"{_TABLE}table-header-rows",
    f"{_TABLE}table-rows",
    f"{_TABLE}table-row-group",
)
_NOT_READ = ("Pictures/", "Thumbnails/", "ObjectReplacements/", "Configurations2/")


def prepared(data: bytes) -> bytes:
    """The archive, already looked through, with all of its text where pandoc reads it; as it is where its XML is
    broken."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if "content.xml" not in names:
            return data
        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
        try:
            root = etree.fromstring(archive.read("content.xml"), parser)
        except (etree.XMLSyntaxError, ValueError):
            return data
        for frame in [*root.iter(f"{_DRAW}frame")]:
            if formula := _formula(frame, archive, names):
                _said(frame, formula)
        boxes.settle(root, f"{_DRAW}text-box", (f"{_TEXT}p", f"{_TEXT}h"))
        _settle_cells(root)
        _settle_readings(root)
        for around in [*root.iter(*_AROUND)]:
            if around.get(f"{_TEXT}display") != "none":
                _unwrapped(around)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as written:
            for name in archive.namelist():
                if not name.startswith(_NOT_READ):
                    written.writestr(name, etree.tostring(root) if name == "content.xml" else archive.read(name))
    return out.getvalue()


def title(data: bytes) -> str:
    """The words of the first paragraph that is set in the style of a title; none where there is none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            root = etree.fromstring(archive.read("content.xml"), parser)
        except (KeyError, etree.XMLSyntaxError, ValueError):
            return ""
    styles = {"Title"} | {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        if style.get(f"{_STYLE}parent-style-name") == "Title"
    }
    first = next((one for one in root.iter(f"{_TEXT}p") if one.get(f"{_TEXT}style-name") in styles), None)
    return " ".join("".join(first.itertext()).split()) if first is not None else ""


def _settle_cells(root: Any) -> None:
    """Let the cells that a wide or high one covers be empty ones."""
    for cell in root.iter(f"{_TABLE}covered-table-cell", f"{_TABLE}table-cell"):
        cell.tag = f"{_TABLE}table-cell"
        for name in ("number-columns-spanned", "number-rows-spanned"):
            cell.attrib.pop(f"{_TABLE}{name}", None)


def _settle_readings(root: Any) -> None:
    """Write how a word is read behind it in brackets."""
    for ruby in [*root.iter(f"{_TEXT}ruby")]:
        base, reading = ruby.find(f"{_TEXT}ruby-base"), ruby.find(f"{_TEXT}ruby-text")
        said = "".join(reading.itertext()).strip() if reading is not None else ""
        words = "".join(base.itertext()) if base is not None else ""
        for part in [*ruby]:
            ruby.remove(part)
        ruby.attrib.clear()
        ruby.tag, ruby.text = f"{_TEXT}span", f"{words} ({said})" if said else words


def _formula(frame: Any, archive: zipfile.ZipFile, names: set[str]) -> str:
    """What a frame's formula says, as it was typed where that is kept; nothing where the frame has none."""
    from lxml import etree

    placed = next(frame.iter(f"{_DRAW}object", f"{_DRAW}object-ole"), None)
    name = posixpath.normpath(f"{placed.get(_HREF) or ''}/content.xml") if placed is not None else ""
    if name not in names:
        return ""
    try:
        root = etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return ""
    return line(root) if root.tag == _MATH else ""


def _said(frame: Any, words: str) -> None:
    """Put words in the place of a frame."""
    for part in [*frame]:
        frame.remove(part)
    frame.attrib.clear()
    frame.tag, frame.text = f"{_TEXT}span", words


def _unwrapped(element: Any) -> None:
    """Put what is in an element in its place."""
    parent = element.getparent()
    at = parent.index(element)
    parent[at : at + 1] = [*element]
