"""JATS, as pandoc understands it: notes where they are called, captions and works cited; and what an article says of
itself."""

import re
from copy import deepcopy
from typing import Any, NamedTuple

from tui.documents.conversion.converted import ConversionError
from tui.documents.conversion.settled import settle_paragraphs, settle_sections, settle_tables
from tui.documents.conversion.works_cited import list_works, settle_captions, settle_floats
from tui.documents.decoding import decode

_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_HEAD = re.compile(r"\s*(?:<\?xml\b[^>]*\?>)?\s*(?:<!DOCTYPE\b[^>\[]*(?:\[[^\]]*\]\s*)?>)?", re.IGNORECASE)
_FIELDS = {
    "title": ".//article-meta/title-group/article-title",
    "journal": ".//journal-meta//journal-title",
    "publisher": ".//journal-meta//publisher-name",
    "volume": ".//article-meta/volume",
    "issue": ".//article-meta/issue",
    "issn": ".//journal-meta/issn",
    "doi": ".//article-meta/article-id[@pub-id-type='doi']",
    "year": ".//article-meta/pub-date/year",
}
_CUT = (
    "ERR_TAG_NOT_FINISHED",
    "ERR_GT_REQUIRED",
    "ERR_DOCUMENT_END",
    "ERR_LTSLASH_REQUIRED",
    "ERR_ATTRIBUTE_NOT_FINISHED",
)
"""What the parser says of elements that nothing closes."""
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class Prepared(NamedTuple):
    """An article, what it says of itself by the names of `Metadata`'s fields, and what to tell a person."""

    article: bytes
    told: dict[str, Any]
    cautions: tuple[str, ...]


def prepared(data: bytes) -> Prepared:
    """An article with each note where it is first called.

    Raises:
        ConversionError: it declares entities, by which a small file becomes a huge one, or is no XML.
    """
    from lxml import etree

    text = decode(data, "the file").text
    if _ENTITY.search(text):
        raise ConversionError(
            "this XML declares entities (<!ENTITY), by which a small file becomes a huge one; write them out"
        )
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, recover=True)
    # Neither declaration is of use: the text is decoded, and no document type is fetched.
    root = etree.fromstring(_HEAD.sub("", text, count=1).encode("utf-8", "replace"), parser)
    if any("depth" in one.message for one in parser.error_log):
        raise ConversionError("its parts lie deeper in each other than any text needs")
    if root is None or etree.QName(root).localname != "article":
        raise ConversionError("this is no article in JATS, or its XML is broken")
    cut = any(one.type_name in _CUT for one in parser.error_log) and not text.rstrip().endswith("</article>")
    _notes(root)
    settle_sections(root)
    settle_captions(root)
    settle_floats(root)
    settle_paragraphs(root)
    settle_tables(root)
    _formulas(root)
    list_works(root)
    cautions = ("the file ends in the midst of the article; what stood behind is missing",) if cut else ()
    return Prepared(etree.tostring(root, encoding="utf-8"), metadata(root), cautions)


def _notes(root: Any) -> None:
    """Put every note in the place of its first call; a further call keeps its label as text."""
    notes = {note.get("id"): note for note in root.iter("fn") if note.get("id")}
    placed = set()
    for call in list(root.iter("xref")):
        note = notes.get(call.get("rid") or "")
        if (
            note is None
            or call.get("ref-type") not in ("fn", "table-fn")
            or note in placed
            or note in call.iterancestors()
        ):
            continue
        placed.add(note)
        here = deepcopy(note)
        here.tail = call.tail
        for label in here.findall("label"):
            _without(label)
        _unlabelled(here, _text(call))
        call.getparent().replace(call, here)
    for note in placed:
        _without(note)
    for note in root.iter("fn"):  # one below a table, which nothing calls
        first = note.find("p")
        sign = next(iter(first), None) if first is not None and not (first.text or "").strip() else None
        if sign is not None and sign.tag == "sup" and (sign.tail or "")[:1].isalnum():
            sign.tail = f" {sign.tail}"


def _unlabelled(note: Any, label: str) -> None:
    """A note without its label where that stands raised at the head of its words."""
    first = note.find("p")
    sign = next(iter(first), None) if first is not None and not (first.text or "").strip() else None
    if sign is not None and sign.tag == "sup" and _text(sign).strip("()[]") == label.strip("()[]"):
        _without(sign)


def _formulas(root: Any) -> None:
    """Formulas that are pictures leave a blank between the words about them, and their numbers."""
    for formula in [*root.iter("disp-formula", "inline-formula")]:
        if formula.find(".//{*}math") is None and formula.find(".//tex-math") is None:
            label = formula.find(".//label")
            said = _text(label) if label is not None else ""
            if not _text(formula).replace(said, "", 1):
                formula.tail = f" {said} {formula.tail or ''}" if said else f" {formula.tail or ''}"
                _without(formula)


def _without(element: Any) -> None:
    """Take an element out, what follows it excepted."""
    before, parent = element.getprevious(), element.getparent()
    tail = element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def metadata(root: Any) -> dict[str, Any]:
    """What an article says of itself, with only what is known."""
    told: dict[str, Any] = {}
    for field, path in _FIELDS.items():
        if (found := root.find(path)) is not None and (said := _text(found)):
            told[field] = said
    pages = [_text(page) for name in ("fpage", "lpage") if (page := root.find(f".//article-meta/{name}")) is not None]
    if said := "-".join(dict.fromkeys(filter(None, pages))):
        told["pages"] = said
    if language := root.get(_LANGUAGE):
        told["language"] = language
    names = []
    for person in root.iterfind(".//article-meta//contrib"):
        if person.get("contrib-type", "author") == "author":
            parts = [person.findtext(f".//{part}") or "" for part in ("surname", "given-names")]
            name = ", ".join(part.strip() for part in parts if part.strip())
            names.append(name or _text(person.find(".//collab")) or _text(person.find(".//string-name")))
    if names := [name for name in names if name]:
        told["authors"] = names
    return told


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
