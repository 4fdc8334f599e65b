"""Notes of a page of HTML: which links call one, which elements are one."""

import re
from dataclasses import dataclass, field
from typing import Any

APART = "~"
"""What parts a note's label from the number that tells it from others of that label: each chapter has a first note."""
_ID = re.compile(r"#(?:_?ftn|fn|foot|note|endnote|en|cite_note|end|n|r|ref|bib)[\w.:-]*\d[\w.:-]*$", re.IGNORECASE)
_BACK = re.compile(r"#(?:_?ftnref|fnref|cite_ref|noteref|ref|r|back)[\w.:-]*\d", re.IGNORECASE)
_LABEL = re.compile(
    r"[\[(]?\s*(?:(?:note|n\.?)\s?)?([0-9]{1,4}|[a-z]{1,4}|[*\u2020\u2021\u00a7]{1,4})\s*[\])]?\.?", re.IGNORECASE
)
_WORD = re.compile(r"[a-z]{1,4}", re.IGNORECASE)
_ARROWS = re.compile(r"[\s\u21a9\u21b5\u2191\u2190\u2912^\ufe0e\ufe0f]*$")
_WHOLE = re.compile(r"(?:sd)?(?:foot|end)note-?\d+|(?:ftn|edn|fn|en)-?\d+", re.IGNORECASE)
"""What office programs name the part that holds a note of several paragraphs, whose first one is linked."""
_LONGEST = 20_000
_HOLDERS = ("li", "p", "div", "dd", "aside", "td", "section")
_LISTING = re.compile(r"(?<![a-z])(?:(?:foot|end)?notes?|noteref|doc-noteref|reference|fn)(?![a-z])", re.IGNORECASE)


@dataclass(slots=True)
class Notes:
    """What was found: for each calling link its note's label; for each element that is a note its label; what leads
    back, or is nothing but a label."""

    calls: dict[Any, str] = field(default_factory=dict)
    bodies: dict[Any, str] = field(default_factory=dict)
    backs: set[Any] = field(default_factory=set)


def found(root: Any) -> Notes:
    """Look through a tree of lxml for notes. Linear in its elements."""
    notes = Notes()
    targets = {name: element for element in root.iter() if (name := _name(element))}
    labels: set[str] = set()
    for link in root.iter("a"):
        target = targets.get((link.get("href") or "").removeprefix("#")) if _called(link) else None
        body = _body(target) if target is not None else None
        if body is None or body in link.iterancestors() or any(a in notes.bodies for a in link.iterancestors()):
            continue
        if body not in notes.bodies:
            shown = _LABEL.fullmatch(_text(link))
            label = told_apart(shown.group(1) if shown else str(len(labels) + 1), labels)
            labels.add(label)
            notes.bodies[body] = label
        notes.calls[link] = notes.bodies[body]
    calls = {name for call in notes.calls for name in (_name(call), _name(call.getparent())) if name}
    for body in notes.bodies:
        _back(body, notes, calls)
    return notes


def told_apart(label: str, taken: set[str]) -> str:
    """A label that no other note has; what stands behind `APART` is shown to nobody."""
    number, made = 1, label
    while made in taken:
        number += 1
        made = f"{label}{APART}{number}"
    return made


def _name(element: Any) -> str:
    return (element.get("id") or element.get("name") or "") if isinstance(element.tag, str) else ""


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _called(link: Any) -> bool:
    """Whether a link looks like a call: a short label, raised or said to be one."""
    href = link.get("href") or ""
    if not href.startswith("#") or len(href) < 2:
        return False
    said = " ".join(
        link.get(name) or "" for name in ("class", "role", "rel", "{http://www.idpf.org/2007/ops}type", "epub:type")
    )
    if "back" in said or _BACK.match(href):
        return False
    if "noteref" in said or "footnote-ref" in said:
        return True
    text = _text(link)
    if not _LABEL.fullmatch(text):
        return False
    parent = link.getparent()
    raised = (parent is not None and parent.tag == "sup") or link.find(".//sup") is not None
    if _WORD.fullmatch(text) and not raised:  # a link that is a short word leads anywhere
        return False
    return raised or _ID.match(href) is not None or _LISTING.search(said) is not None


def _body(target: Any) -> Any | None:
    """The element that is the whole note: the target, or what it stands at the head of."""
    body = target
    while body is not None and body.tag not in (*_HOLDERS, "dt"):
        body = body.getparent()
    if body is None or not _heads(target, body):
        return None
    around = body.getparent()
    if body.tag == "p" and around is not None and around[0] is body and _WHOLE.fullmatch(_name(around)):
        body = around
    if body.tag == "dt":
        body = body.getnext()
        if body is None or body.tag != "dd":
            return None
    if body.find(".//h1") is not None or body.find(".//h2") is not None:
        return None
    length = 0
    for text in body.itertext():
        length += len(text)
        if length > _LONGEST:
            return None
    return body if length else None


def _heads(target: Any, body: Any) -> bool:
    """Whether nothing stands in an element before the target, so that a link to the one means the other."""
    for element in body.iter():
        if element is target:
            return True
        if (element.text or "").strip() and element.tag not in ("sup", "a", "span", "b"):
            return False
    return False


def _back(body: Any, notes: Notes, calls: set[str]) -> None:
    """The links in a note that lead back to its call, or are nothing but its label.

    Args:
        body: the note.
        notes: changed.
        calls: what the calls are named.
    """
    before = body.getprevious()
    if body.tag == "dd" and before is not None and before.tag == "dt":
        notes.backs.add(before)
    for link in body.iter("a"):
        href = (link.get("href") or "").removeprefix("#")
        text = _text(link)
        said = (link.get("class") or "") + (link.get("role") or "")
        leads = (link.get("href") or "").startswith("#") and (
            href in calls or _BACK.match("#" + href) is not None or "back" in said
        )
        if (leads and (_LABEL.fullmatch(text) or _ARROWS.fullmatch(text) or "back" in said)) or (
            text and _ARROWS.fullmatch(text)
        ):
            notes.backs.add(link)
