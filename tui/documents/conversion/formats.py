"""Which format a file is of, by its first bytes and its name's ending, and how it is converted."""

import re
from pathlib import PurePath
from typing import NamedTuple

from tui.documents.conversion.limits import Limits
from tui.documents.errors import DocumentError

_PANDOC = Limits(memory=4_000_000_000, cpu=90, wall=120.0, processes=64)
_MARKUP = _PANDOC._replace(cpu=40, wall=60.0)
"""Of formats that a person writes: what takes pandoc longer was made to."""
_HERE = "tui.documents.conversion"


class Format(NamedTuple):
    """A format: what it is called, what converts it, as what pandoc reads it, and whether a head can be read alone."""

    name: str
    worker: str
    limits: Limits = Limits()
    reader: str = ""
    has_head: bool = False


_HTML = Format("HTML", f"{_HERE}.html:convert")
_PDF = Format("PDF", f"{_HERE}.pdf:convert", has_head=True)
_ZIP = Format("archive", f"{_HERE}.pandoc:convert_archive", _PANDOC)
_RTF = Format("RTF", f"{_HERE}.pandoc:convert", _PANDOC, "rtf")
_JATS = Format("JATS", f"{_HERE}.pandoc:convert_jats", _PANDOC, "jats")
_BY_ENDING = {
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".tex": Format("LaTeX", f"{_HERE}.pandoc:convert", _MARKUP, "latex"),
    ".latex": Format("LaTeX", f"{_HERE}.pandoc:convert", _MARKUP, "latex"),
    ".org": Format("Org", f"{_HERE}.pandoc:convert", _MARKUP, "org"),
    ".rst": Format("reStructuredText", f"{_HERE}.pandoc:convert", _MARKUP, "rst"),
}
_BINARY = {".pdf": "PDF", ".docx": "DOCX", ".odt": "ODT", ".epub": "EPUB"}
_XML = (".xml", ".nxml", ".jats")
_ARTICLE = rb"(?i:<!DOCTYPE\s+article\b[^>]{0,300}(?:JATS|NLM|Journal)|<article\b[^>]{0,2000})"
_PAGE = rb"(?is:\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b)"
_ORG = rb"(?i:[^\n]{0,200}-\*-[^\n]*\bmode:\s*org\b|(?:\s*#[^\n]*\n){0,5}\s*#\+title:)"
_HEAD = 8192
ENDINGS = (*_BY_ENDING, *_BINARY, ".rtf", ".nxml", ".jats")
"""of names of files that are likely to be converted"""
_KNOWN = (*ENDINGS, ".md", ".markdown", ".txt", ".text")
_OWN = {"PDF": (".pdf",), "archive": (".docx", ".odt", ".epub"), "RTF": (".rtf",)}
_SAID = {"PDF": "a PDF", "archive": "the DOCX, ODT or EPUB that it is", "RTF": "RTF"}


def recognised(data: bytes, name: str) -> Format | None:
    """The format that a file must be converted from; None for what is read as it stands.

    Args:
        data: the file, or its head.
        name: the file's name; without an ending only the bytes speak.

    Raises:
        DocumentError: the name promises a format that the bytes are not of.
    """
    ending = PurePath(name).suffix.lower()
    if data.startswith(b"%PDF-") or (ending == ".pdf" and b"%PDF-" in data[:1024]):
        return _PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _ZIP
    if data.startswith(b"{\\rtf"):
        return _RTF
    if ending in _BINARY and data.strip():
        raise DocumentError(
            f"{name}: its name says {_BINARY[ending]}, but it is none; was it cut or saved as something else?"
        )
    if ending in _XML:
        return _JATS if re.search(_ARTICLE, data[:_HEAD].replace(b"\0", b"")) else None
    if not ending and re.match(_PAGE, data[:_HEAD].removeprefix(b"\xef\xbb\xbf")):
        return _HTML
    if not ending and re.match(_ORG, data[:_HEAD]):
        return _BY_ENDING[".org"]
    return _BY_ENDING.get(ending)


def misnamed(format_: Format, name: str) -> tuple[str, ...]:
    """The caution that a file is of another format than its name's ending says; none where it says no other.

    Args:
        format_: as which the file was recognised by its bytes.
        name: the file's name.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in _KNOWN or ending in _OWN.get(format_.name, (*_KNOWN,)):
        return ()
    return (f"its name ends in {ending}, but it is of another format: it was read as {_SAID[format_.name]}",)
