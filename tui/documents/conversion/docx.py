"""DOCX, as pandoc understands it: it passes over text boxes, and files of the strict form are not read at all."""

import io
import re
import zipfile
from typing import Any

from tui.documents.conversion import boxes

_STRICT = b"http://purl.oclc.org/ooxml/"
_MEANT = {
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TOLD = re.compile(rb"txbxContent|AlternateContent|w:vanish|w:ruby\b|w:docPartGallery|w:pStyle")
_CONTENTS = re.compile(r"(?:toc|contents) (?:\d|heading)$|toc heading$", re.IGNORECASE)
_NOT_READ = ("word/media/", "word/embeddings/", "word/fonts/", "docProps/thumbnail")
_READ = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")


def prepared(data: bytes) -> bytes:
    """The archive, already looked through, with its text boxes' words behind the paragraphs that they hang on; as it is
    where its XML is broken."""
    from lxml import etree

    out = io.BytesIO()
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as written:
        for name in dict.fromkeys(archive.namelist()):
            if name.startswith(_NOT_READ):
                continue
            part = archive.read(name)
            if name.endswith((".xml", ".rels")) and _STRICT in part:
                for strict, meant in _MEANT.items():
                    part = part.replace(strict, meant)
            if name in _READ and _TOLD.search(part):
                try:
                    root = etree.fromstring(part, parser)
                except (etree.XMLSyntaxError, ValueError):
                    return data
                _settle_boxes(root)
                _settle_runs(root)
                _drop_contents(root, _styles(archive, parser))
                part = etree.tostring(root)
            written.writestr(name, part)
    return out.getvalue()


def _settle_boxes(root: Any) -> None:
    """Put what stands in boxes behind the paragraph that each hangs on; of two ways to say it the first counts."""
    for either in [*root.iter(f"{_MC}AlternateContent")]:
        for other in either.findall(f"{_MC}Fallback") if either.find(f"{_MC}Choice") is not None else ():
            either.remove(other)
    boxes.settle(root, f"{_W}txbxContent", (f"{_W}p",))


def _settle_runs(root: Any) -> None:
    """Take out what is hidden; write how a word is read behind it in brackets; part pictures from their run's words."""
    for mark in [*root.iter(f"{_W}vanish")]:
        run = mark.getparent().getparent()
        if run.tag == f"{_W}r" and mark.get(f"{_W}val") not in ("0", "false") and run.getparent() is not None:
            run.getparent().remove(run)
    for ruby in [*root.iter(f"{_W}ruby")]:
        words = ("".join(part.itertext(f"{_W}t")) for part in ruby.iterfind(f"{_W}rubyBase"))
        read = "".join(word for part in ruby.iterfind(f"{_W}rt") for word in part.itertext(f"{_W}t")).strip()
        text = ruby.makeelement(f"{_W}t")
        text.text = "".join(words) + (f" ({read})" if read else "")
        ruby.getparent().replace(ruby, text)
    for run in [*root.iter(f"{_W}r")]:
        drawn = [part for part in run if part.tag in (f"{_W}drawing", f"{_W}pict")]
        if drawn and run.find(f"{_W}t") is not None:
            for part in drawn:
                run.remove(part)


def _styles(archive: zipfile.ZipFile, parser: Any) -> set[str]:
    """The styles of a list of contents."""
    from lxml import etree

    try:
        root = etree.fromstring(archive.read("word/styles.xml"), parser)
    except (KeyError, etree.XMLSyntaxError, ValueError):
        return set()
    return {
        style.get(f"{_W}styleId") or ""
        for style in root.iter(f"{_W}style")
        if (name := style.find(f"{_W}name")) is not None and _CONTENTS.match(name.get(f"{_W}val") or "")
    }


def _drop_contents(root: Any, styles: set[str]) -> None:
    """Take out the list of contents, which says the headings a second time."""
    for part in [*root.iter(f"{_W}docPartGallery")]:
        if part.get(f"{_W}val") == "Table of Contents":
            block = next(part.iterancestors(f"{_W}sdt"), None)
            if block is not None and block.getparent() is not None:
                block.getparent().remove(block)
    for style in [*root.iter(f"{_W}pStyle")]:
        paragraph = style.getparent().getparent()
        if style.get(f"{_W}val") in styles and paragraph.getparent() is not None and paragraph.tag == f"{_W}p":
            paragraph.getparent().remove(paragraph)
