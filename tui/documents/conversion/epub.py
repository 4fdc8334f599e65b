"""EPUB: the pages of the book, in the order in which its package says they are read, as one page of HTML.

They are written as Markdown like any page, so that a note is tied to its call even where it stands in another file.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urldefrag

from tui.documents.conversion import packaged
from tui.documents.conversion.converted import ConversionError, Converted
from tui.documents.conversion.html import parsed
from tui.documents.conversion.markup import dropped, markdown
from tui.documents.decoding import decode

_PAGES = ("application/xhtml+xml", "text/html", "application/xml")
_LISTING = ("ul", "ol", "dl", "table")
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6")
_CAPTION = 40
"""Letters of what a list of contents is called at most."""
_FEWEST, _LINKED, _LEAST = 5, 0.8, 4
"""Links of a list of contents at least, the share of its text that they are, and letters of one on average; of notes
that only lead back, they are fewer."""
_BETWEEN = " \t\r\n.0123456789"


def convert(data: bytes, options: Mapping[str, str]) -> Converted:
    """A book whose archive has been looked through.

    Raises:
        ConversionError: its package is damaged, its pages are locked, or there is no text in it.
    """
    import lxml.html

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "META-INF/encryption.xml" in archive.namelist() and _locked(archive):
            raise ConversionError("this EPUB is locked by its publisher (DRM); a copy without lock can be read")
        whole = lxml.html.document_fromstring("<html><body></body></html>")
        body: Any = whole.find(".//body")
        names = list(_spine(archive))
        for name in names:
            page = parsed(decode(archive.read(name), name).text)
            section = _section(page, name)
            if _leads(section):  # a list of contents that is no list, but has more on its page
                for line in [line for line in section.iter("p", "div", *_TITLES) if _only_link(line)]:
                    line.drop_tree()
            body.append(section)
    text = markdown(body)
    if not text.strip():
        raise ConversionError("there is no text in this book")
    return Converted(text, packaged.metadata(data, "epub"))


def _locked(archive: zipfile.ZipFile) -> bool:
    """Whether more than fonts is encrypted."""
    listed = archive.read("META-INF/encryption.xml").lower()
    return b".xhtml" in listed or b".html" in listed or b".htm" in listed


def _tree(archive: zipfile.ZipFile, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        return etree.fromstring(archive.read(name), parser)
    except (KeyError, etree.XMLSyntaxError, ValueError):
        raise ConversionError("this EPUB is damaged: its package can't be read") from None


def _spine(archive: zipfile.ZipFile) -> Iterator[str]:
    """The names of the pages, in reading order; what the package calls a page but the archive lacks is passed over."""
    container = _tree(archive, "META-INF/container.xml")
    package = next((one.get("full-path") for one in container.iter("{*}rootfile")), None)
    if not package:
        raise ConversionError("this EPUB is damaged: its package can't be read")
    root = _tree(archive, package)
    there = set(archive.namelist())
    pages = {
        item.get("id"): posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(item.get("href") or "")))
        for item in root.iter("{*}item")
        if item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split()
    }
    for reference in root.iter("{*}itemref"):
        if pages.get(reference.get("idref")) in there:
            yield pages[reference.get("idref")]


def _section(page: Any, name: str) -> Any:
    """A page's body, with names that no other page has."""
    body = page.find(".//body")
    body = body if body is not None else page
    for element in [element for element in body.iter() if isinstance(element.tag, str)]:
        for attribute in ("id", "name"):
            if element.get(attribute):
                element.set(attribute, f"{name}#{element.get(attribute)}")
        if element.tag == "a" and (href := element.get("href")):
            file, part = urldefrag(unquote(href))
            if "://" not in href:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), file)) if file else name
                element.set("href", f"#{target}#{part}" if part else f"#{target}")
    for element in [element for element in body.iter() if isinstance(element.tag, str) and _contents(element)]:
        around = element.getparent()
        if element is not body and around is not None:
            element.drop_tree()
            if (
                around.tag == "div"
                and around.find(".//h1") is None
                and around is not body
                and len("".join(around.itertext()).strip()) < _CAPTION
            ):
                around.drop_tree()  # nothing is left of it but what the list is called
    body.tag = "section"
    body.set("id", name)
    return body


def _contents(element: Any) -> bool:
    """Whether an element is the book's own list of contents, leads about in it, or is nothing a reader sees."""
    leads = element.get("role") == "navigation" or (element.tag == "div" and element.get("class") == "related")
    return element.tag == "nav" or leads or dropped(element) or (element.tag in _LISTING and _leads(element))


def _only_link(element: Any) -> bool:
    """Whether an element is nothing but a link to a place in the book."""
    links = [link for link in element.iter("a") if (link.get("href") or "").startswith("#")]
    said = "".join(element.itertext()).strip(_BETWEEN)
    return len(links) == 1 and "".join(links[0].itertext()).strip(_BETWEEN) == said != ""


def _leads(element: Any) -> bool:
    """Whether an element is nearly nothing but links to places in the book, as a list of contents is."""
    links = [link for link in element.iter("a") if (link.get("href") or "").startswith("#")]
    if len(links) < _FEWEST:
        return False
    linked = sum(len("".join(link.itertext()).strip()) for link in links)
    whole = sum(len(text.strip(_BETWEEN)) for text in element.itertext())
    return linked >= _LINKED * whole and linked >= _LEAST * len(links)
