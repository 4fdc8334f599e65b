"""RTF, as pandoc understands it: notes stand apart while it reads the rest, headings that only a style says to be such
are marked, and the words of text boxes stand where these hang."""

import re
from collections.abc import Callable
from typing import Any

_FOOTNOTE = re.compile(rb"\{(?:\\\*\s?)?\\footnote\b(?:\\ftnalt)? ?")
_GROUP = re.compile(rb"\\[\\{}]|[{}]")
_DELETED = re.compile(rb"\{(?:\\[a-z]+-?\d* ?){0,6}?\\deleted\b")
_SHAPE = re.compile(rb"\{\\(?:\*\\)?(?:shp|do)\b")
_BOX = re.compile(rb"\{\\shptxt\b|\{\\dptxbxtext\b")
_CALL, _BODY = "zqcall%dzq", "zqnote%dzq"
_ABOVE, _NAMES, _LISTED = "zqtablezq", b"zqtitlezq", b"zqlistedzq"
_CALLED = re.compile(r"zqcall(\d+)zq")
_SAID = re.compile(r"\s*zqnote(\d+)zq\s*")
"""Words that no text has: where a note is called, and where it begins behind the text."""
_CONTROLS = rb"(?:\\[a-z]{1,32}-?\d{0,9} ?|\s){0,20}+"
_FIELD = re.compile(
    rb"\\field\b(?=" + _CONTROLS + rb"\{\\\*\\fldinst\b" + _CONTROLS + rb"\{?" + _CONTROLS + rb"[A-Za-z=])"
)
"""What is computed, as a reference to another place; the words that it gave stand behind it."""
_STYLE = re.compile(rb"\{\\s(\d{1,5})\b([^{}]{0,2000}(?:\{[^{}]{0,500}\}[^{}]{0,500}){0,8})\}")
_NAMED = re.compile(rb"\bheading ([1-9]);", re.IGNORECASE)
_LISTING = re.compile(rb"[ ;](?:toc|TOC|Contents) (?:\d|[Hh]eading);")
_TITLE = re.compile(rb"[ ;]Title;")
_CALLING = re.compile(rb"\\super ?(?=(?:\\[a-z]+-?\d* ?|\s)*\\chftn\b)")
_ROW = re.compile(rb"\\par(?=\s*\\trowd\b)")
_LEVEL = re.compile(rb"\\outlinelevel(\d)\b")
_PARAGRAPH = re.compile(rb"(\\pard(?:\\plain)? ?\\s(\d{1,5}))(?!\d)")
# A heading's paragraph, and the number that an outline's numbering gives it.
_PART = rb"(?:[^{}\\]|\\(?!pard\b))*"
_HEADING = re.compile(
    rb"(\\pard\b" + _PART + rb"?\\outlinelevel\d\b" + _PART + rb")(\{\\listtext[^{}]*\})?(" + _PART + rb")"
)
_IN_LIST = re.compile(rb"\\(?:ls|ilvl)\d{1,4} ?")
_CONTROL = re.compile(rb"\\[a-z]+-?\d* ?|[{}]")
_CHARACTER = re.compile(rb"\\uc(\d)|(\\u-?\d{1,5})( ?)([^\s\\{}]?)")
"""How many letters stand for a character written by its number, where numbers are not understood; and such a one."""
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6")
_SHEET = 400_000
"""Bytes at the head among which the styles are looked for."""


def prepared(data: bytes) -> bytes:
    """The file with its notes plain to see and its headings' levels beside their paragraphs."""
    data = _replaced(data, _DELETED, lambda group: b"")
    data = _ROW.sub(
        rb"\\par\\pard\\plain zqtablezq\\par ", _CALLING.sub(b"", data)
    )  # a table closes a list, a mark what raises it
    data = _apart(_replaced(data, _SHAPE, _boxed))
    data = _characters(_FIELD.sub(b"", data))
    levels: dict[bytes, bytes] = {}
    for style in _STYLE.finditer(data, 0, _SHEET):
        told, named = _LEVEL.search(style.group(2)), _NAMED.search(style.group(2) + b";")
        if _TITLE.search(style.group(2) + b";"):
            levels[style.group(1)] = _NAMES
        elif _LISTING.search(style.group(2) + b";"):
            levels[style.group(1)] = _LISTED
        elif told:
            levels[style.group(1)] = told.group(1)
        elif named:
            levels[style.group(1)] = b"%d" % (int(named.group(1)) - 1)

    def marked(match: re.Match[bytes]) -> bytes:
        level = levels.get(match.group(2))
        if level in (_NAMES, _LISTED):
            return match.group(1) + b"{" + level + b"}"
        return match.group(1) + (b"\\outlinelevel" + level if level else b"")

    return _HEADING.sub(_alone, _PARAGRAPH.sub(marked, data))


def _alone(match: re.Match[bytes]) -> bytes:
    """A heading out of the list that its numbers are counted in: pandoc takes it for an item of that else."""
    number = _CONTROL.sub(b"", match.group(2) or b"").strip()
    before, after = (_IN_LIST.sub(b" ", part) for part in (match.group(1), match.group(3)))
    return before + after + (b" " + number + b" " if number else b"")


def settle_notes(root: Any) -> None:
    """Tie the notes that stand behind the text to their calls."""
    import lxml.html

    body: Any = root.find(".//body")
    _settle_signs(body)
    listed: Any = lxml.html.fromstring('<section role="doc-endnotes"><ol></ol></section>')
    now = None
    for block in [*body.iter("p", "ul", "ol", "table", "blockquote", "pre", *_TITLES)]:
        if any(around is listed for around in block.iterancestors()):
            continue
        said = _SAID.match("".join(block.itertext()))
        if said is not None:
            now = lxml.html.fromstring(f'<li id="fn{said.group(1)}"></li>')
            listed[0].append(now)
            _without(block, said.group())
        if now is not None and not any(a.tag in ("li", "td", "th", "blockquote") for a in block.iterancestors()):
            block.drop_tag() if block.tag in _TITLES else None
            now.append(block)
    for element in [*body.iter()]:
        if element.tag == "p" and "".join(element.itertext()).strip() == _ABOVE:
            element.drop_tree()
        else:
            _tie(element)
    body.append(listed)


def _settle_signs(body: Any) -> None:
    """Let a title be one; take out what pandoc raises for good once it was raised, and tables without a cell."""
    title = None
    for block in [*body.iter("p", *_TITLES)]:
        said = "".join(block.itertext()).lstrip()
        if said.startswith(_LISTED.decode()):
            block.drop_tree()
        elif said.startswith(_NAMES.decode()):
            _without(block, _NAMES.decode())
            if title is None:
                title, block.tag = block, "h1"
    if title is not None:
        for other in body.findall(".//h1[@class='title']"):
            other.drop_tree()  # what the file is called besides
        title.set("class", "title")
    raised = [*body.iter("sup", "sub")]
    if 2 * sum(len("".join(one.itertext())) for one in raised) > len("".join(body.itertext())):
        for one in raised:
            one.drop_tag()
    for table in [*body.iter("table")]:
        if table.find(".//td") is None and table.find(".//th") is None:
            table.drop_tree()


def _without(block: Any, words: str) -> None:
    """Take words out of the head of a block."""
    left = words.strip()
    for part in block.iter():
        if part.text and left in part.text:
            part.text = part.text.replace(left, "", 1).lstrip()
            return
        if part.tail and part is not block and left in part.tail:
            part.tail = part.tail.replace(left, "", 1).lstrip()
            return


def _tie(element: Any) -> None:
    """Put links where an element's words, or those behind it, call notes."""
    for place in ("text", "tail"):
        words = getattr(element, place)
        if not words or not _CALLED.search(words):
            continue
        before, *rest = _CALLED.split(words)
        setattr(element, place, None)
        # The last first, each before those after it: no place has to be counted.
        for number, after in reversed([*zip(rest[::2], rest[1::2], strict=True)]):
            call = element.makeelement("a", {"href": f"#fn{number}", "class": "footnote-ref", "role": "doc-noteref"})
            call.text, call.tail = number, after
            element.insert(0, call) if place == "text" else element.addnext(call)
        setattr(element, place, before)


def _end(data: bytes, start: int) -> int:
    """Where the group ends that begins at a brace; the data's end where it never does."""
    depth = 0
    for match in _GROUP.finditer(data, start):
        depth += {b"{": 1, b"}": -1}.get(match.group(), 0)
        if depth == 0:
            return match.end()
    return len(data)


def _replaced(data: bytes, opening: re.Pattern[bytes], written: Callable[[bytes], bytes]) -> bytes:
    out, done = [], 0
    for match in opening.finditer(data):
        if match.start() < done:
            continue
        end = _end(data, match.start())
        out += [data[done : match.start()], written(data[match.start() : end])]
        done = end
    return b"".join([*out, data[done:]])


def _boxed(shape: bytes) -> bytes:
    """The words of a shape, as paragraphs of their own."""
    boxes: list[bytes] = []
    done = 0
    for match in _BOX.finditer(shape):
        if match.start() >= done:  # one within another is said with it
            done = _end(shape, match.start())
            boxes.append(b"{" + shape[match.end() : done - 1] + b"\\par}")
    return b"".join(boxes)


def _apart(data: bytes) -> bytes:
    """The notes behind the text: pandoc loses some, and takes the table that one is called in to pieces."""
    bodies: list[bytes] = []

    def call(group: bytes) -> bytes:
        said = _FOOTNOTE.sub(b"", group, count=1)[:-1]
        number = len(bodies) + 1
        bodies.append(b"\\par\\pard\\plain " + (_BODY % number).encode() + b" {" + said + b"}\\par")
        return b"{" + (_CALL % number).encode() + b"}"

    data = _replaced(data, _FOOTNOTE, call)
    last = data.rfind(b"}")
    return data[:last] + b"".join(bodies) + data[last:] if bodies and last >= 0 else data


def _characters(data: bytes) -> bytes:
    """The file with one sign, written by its number too, behind each character that is written so.

    pandoc takes it that one letter stands in, and leaves the whole word out that this one begins.
    """
    stand_in = 1

    def told(match: re.Match[bytes]) -> bytes:
        nonlocal stand_in
        count, character, blank, letter = match.groups()
        if count:
            stand_in = int(count)
        elif stand_in == 0:
            return character + b"\\'3f" + letter
        elif stand_in == 1 and letter and (not blank or letter == b"?"):
            return character + b"\\'3f"
        return match.group()

    return _CHARACTER.sub(told, data)
