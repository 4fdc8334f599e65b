"""JATS: an article's list of works and the captions of its tables and figures, put where pandoc reads them."""

import copy
import re
from typing import Any

_CITATIONS = ("mixed-citation", "element-citation", "citation", "nlm-citation")
_PEOPLE = ("person-group", "name", "string-name", "collab")
_TITLES = ("article-title", "chapter-title", "data-title", "part-title")
_IDENTIFIERS = {"doi": "https://doi.org/", "pmid": "PMID "}
_ENDS = (".", "?", "!")
_HEADING = "References"


def list_works(root: Any) -> None:
    """Write each list of references as a section of paragraphs: pandoc passes it over.

    Where the text calls works by numbers and the list bears none, they are counted.
    """
    lists = [listed for listed in root.iterfind("back//ref-list") if listed.find("ref") is not None]
    calls = ["".join(call.itertext()).strip("[]() ") for call in root.iter("xref") if call.get("ref-type") == "bibr"]
    counted = sum(call.isdigit() for call in calls) * 2 > len(calls)
    number = 0
    for listed in lists:
        section = listed.makeelement("sec")
        _below(section, "title").text = _text(listed.find("title")) or _HEADING
        for work in listed.iterfind("ref"):
            number += 1
            said = "; ".join(filter(None, map(_cited, work.iterchildren(*_CITATIONS)))) or _text(work)
            label = _text(work.find("label")) or (str(number) if counted else "")
            shown = f"[{label.strip('[]().')}] " if label else ""
            _below(section, "p").text = f"{shown}{said}"
        section.tail = listed.tail
        listed.getparent().replace(listed, section)


def settle_floats(root: Any) -> None:
    """Put the tables and figures that stand behind an article below the paragraphs that first call them."""
    body = root.find("body")
    group = root.find("floats-group")
    if body is None or group is None:
        return
    called: dict[str, Any] = {}
    for call in body.iter("xref"):
        place = next((one for one in call.iterancestors("p") if one.getparent().tag in ("sec", "body")), None)
        for name in (call.get("rid") or "").split() if place is not None else ():
            called.setdefault(name, place)
    below: dict[Any, Any] = {}
    for element in [*group]:
        place = called.get(element.get("id") or "")
        if place is None:
            body.append(element)
            continue
        below.get(place, place).addnext(element)
        below[place] = element


def settle_captions(root: Any) -> None:
    """Let a table's or a figure's caption begin with its label, and its title be a paragraph, no heading."""
    for element in root.iter("table-wrap", "fig", "boxed-text", "disp-formula-group"):
        label, caption = element.find("label"), element.find("caption")
        if caption is None:
            if label is None or element.tag == "boxed-text":
                continue
            caption = copy.copy(label)
            caption.clear()
            caption.tag = "caption"
            element.insert(element.index(label) + 1, caption)
        title = caption.find("title")
        first = title if title is not None else caption.find("p")
        if first is None:
            first = _below(caption, "p")
        if label is not None and (shown := _text(label)):
            end = "" if shown.endswith((".", ":")) else "."
            first.text = f"{shown}{end} {first.text or ''}"
            element.remove(label)
        if title is not None:
            title.tag = "p"


def _below(parent: Any, tag: str) -> Any:
    made = parent.makeelement(tag)
    parent.append(made)
    return made


def _cited(citation: Any) -> str:
    """A work as one line: as it stands where it is punctuated, else its parts in the usual order."""
    loose = [citation.text or "", *(part.tail or "" for part in citation)]
    if re.search(r"\w|[.,;:]\s", "".join(loose)):
        return " ".join(_flowing(citation).split())
    left = [part for part in citation if isinstance(part.tag, str)]

    def taken(*tags: str) -> list[str]:
        found = [part for part in left if part.tag in tags]
        left[:] = [part for part in left if part not in found]
        return [text for part in found if (text := _name(part) if part.tag in _PEOPLE else _text(part))]

    people, year = taken(*_PEOPLE), taken("year")
    titles, source = taken(*_TITLES), taken("source")
    volume, issue, pages = taken("volume"), taken("issue"), "\u2013".join(dict.fromkeys(taken("fpage", "lpage")))
    place = f"{' '.join(volume)}{f'({issue[0]})' if issue else ''}{f':{pages}' if pages else ''}".lstrip(":")
    head = ", ".join(people) + (f" ({' '.join(year)})" if year else "")
    identifiers = [
        f"{_IDENTIFIERS[kind]}{_text(part)}"
        for part in left
        if part.tag == "pub-id" and (kind := part.get("pub-id-type", "")) in _IDENTIFIERS
    ]
    taken("pub-id")
    rest = [text for part in left if part.tag != "label" and (text := _text(part))]
    parts = [head, *titles, " ".join([*source, place]).strip(), *rest, *identifiers]
    return " ".join(part if part.endswith(_ENDS) else f"{part}." for part in parts if part)


def _flowing(element: Any) -> str:
    """What an element says; a blank or what else is usual stands between parts that nothing parts."""
    out = element.text or ""
    before = ""
    for part in element:
        said = _flowing(part) if isinstance(part.tag, str) else ""
        if said and out.endswith(_ENDS) and said[0].isalnum() and before:
            out += " "
        elif said and out[-1:].isalnum() and said[0].isalnum():
            out += ", " if part.tag == before and part.tag in _PEOPLE else ". " if part.tag == "pub-id" else " "
        if part.tag == "pub-id":
            known = _IDENTIFIERS.get(part.get("pub-id-type", ""), "")
            said = said if known.strip().lower() in out[-20:].lower() or said.startswith("http") else known + said
        out += said + (part.tail or "")
        before = part.tag if not (part.tail or "").strip() else ""
    return out


def _name(part: Any) -> str:
    """The people in a part."""
    names = [part, *part.iter("name", "string-name", "collab")] if part.tag == "person-group" else [part]
    made = []
    for name in names:
        if name.tag == "person-group":
            continue
        said = [_text(name.find(tag)) for tag in ("surname", "given-names", "suffix")]
        made.append(" ".join(filter(None, said)) or _text(name))
    if part.tag == "person-group" and part.find("etal") is not None:
        made.append("et al.")
    return ", ".join(made) or _text(part)


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
