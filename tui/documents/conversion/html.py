"""HTML: the main text, without what surrounds it on a page.

Nothing is left out by its look or by statistics alone: what a page calls navigation, an aside or a footer goes, and so
do lists that are nearly all links; a page's one `main` or `article` is taken where it holds most of the text.
"""

import codecs
import re
from collections.abc import Mapping
from typing import Any

from tui.documents.conversion.converted import ConversionError, Converted
from tui.documents.conversion.footnotes import found
from tui.documents.conversion.markup import dropped, markdown
from tui.documents.conversion.webpage import metadata
from tui.documents.decoding import decode

_CHARSET = re.compile(
    rb"<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I
)
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_ROLES = {
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "menu",
    "menubar",
    "dialog",
    "alert",
    "toolbar",
}
_AROUND = re.compile(
    r"(?:^|\s)(?:(?:site|main|page|top|global|primary)[-_])?(?:(?:doc)?nav(?:bar|igation|box|header|footer)?|menu|breadcrumbs?|side-?bar|share|sharing"
    r"|social|cookies?(?:[-_]\w+)?|advert(?:isement)?|ads?|promo|newsletter|noprint|mw-editsection|skip-?link|pagination|related(?:[-_]\w+)?)(?=\s|$)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^<>]*>?", re.IGNORECASE | re.DOTALL)
_DEEPEST = 200
_PERMANENT = ("\u00b6", "#", "\u00a7", "\U0001f517")
"""What a link shows that a generator put beside a heading for the heading's own address."""
_MOST = 0.4
"""Share of a page's text that is never left out at one stroke."""


def convert(data: bytes, options: Mapping[str, str]) -> Converted:
    """A page of HTML as Markdown.

    Raises:
        ConversionError: there is no text in it.
    """
    text, cautions = _decoded(data)
    root = parsed(text)
    told = metadata(root)
    _clear(root)
    body = root.find(".//body")
    made = markdown(_main(body if body is not None else root))
    if not made.strip():
        raise ConversionError(nothing(text))
    return Converted(made, told, (), cautions)


def nothing(text: str) -> str:
    """Why there is nothing to read in a page: a parser leaves out what lies too deep."""
    shown = _MARKUP.sub("", text)
    deep = any(map(str.isalnum, shown)) and text.count("<") > _DEEPEST
    return "its parts lie deeper in each other than any text needs" if deep else "there is no text in this page"


def parsed(text: str) -> Any:
    """The tree of a page."""
    import lxml.html

    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    text = _DECLARATION.sub("", text, count=1).replace("\0", "\ufffd")
    try:
        root = lxml.html.document_fromstring(text, parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        raise ConversionError("there is no text in this page") from None
    for link in list(root.iter("a")):
        if (link.get("href") or "").startswith("#") and "".join(link.itertext()).strip() in _PERMANENT:
            link.drop_tree()
    return root


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The page's text: by the encoding it declares where that fits, else as any file's."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        name = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252"}.get(
            declared.group(1).decode().lower(), declared.group(1).decode()
        )
        try:
            if codecs.lookup(name)._is_text_encoding and not name.lower().startswith("utf-16"):
                return data.decode(name), ()
        except (LookupError, ValueError):
            pass
    made = decode(data, "the page")
    return made.text, made.cautions


def _length(element: Any) -> int:
    return sum(len(text) for text in element.itertext() if not text.isspace())


def _clear(root: Any) -> None:
    """Take out what stands around the text, notes excepted."""
    notes = found(root)
    kept = {ancestor for body in notes.bodies for ancestor in (body, *body.iterancestors())}
    for element in [element for element in root.iter() if isinstance(element.tag, str) and dropped(element)]:
        if element.tag != "head" and element not in kept:
            _out(element)
    whole = _length(root)
    for element in list(
        root.iter("nav", "aside", "footer", "header", "div", "ul", "ol", "section", "table", "span", "p")
    ):
        if element in kept or element.getroottree().getroot() is not root or not _surrounds(element):
            continue
        if _length(element) <= _MOST * whole:
            _out(element)


def _out(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _surrounds(element: Any) -> bool:
    """Whether an element calls itself something other than text, or is nearly all links."""
    tag = element.tag
    if element.get("role") in _ROLES or tag == "nav":
        return True
    if tag in ("aside", "footer"):
        return not any(a.tag == "blockquote" for a in element.iterancestors())
    if tag == "header":
        return element.find(".//h1") is None and not any(a.tag in ("article", "main") for a in element.iterancestors())
    if _AROUND.search(element.get("class") or "") or _AROUND.search(element.get("id") or ""):
        return element.find(".//h1") is None
    if tag not in ("div", "ul", "ol", "section", "table") or element.find(".//h1") is not None:
        return False
    links = [link for link in element.iter("a") if link.get("href")]
    linked = sum(map(_length, links))
    return len(links) >= 4 and linked >= 0.85 * _length(element)


def _main(body: Any) -> Any:
    """The one part that a page says is its text, where it holds most of it."""
    whole = _length(body)
    for path in (".//main", ".//*[@role='main']", ".//article"):
        parts = body.findall(path)
        if len(parts) == 1 and _length(parts[0]) >= 0.5 * whole:
            return parts[0]
    return body
