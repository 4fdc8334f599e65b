"""Inline Markdown: where in the source each piece of text stands, and what is left out around it."""

import re
from bisect import bisect_left

from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

from tui.documents.blocks import SILENT, Block, Edit, Emphasis, Reference, east

_STYLES = {"em": "em", "strong": "strong", "s": "strike"}
_NAME = "name"
_PROGRAMS = (
    "init main name file all str repr call dict doc new del iter next len eq hash enter exit getattr setattr getitem "
    "setitem class slots version pycache future builtins annotations"
)
_NAMES = frozenset(_PROGRAMS.split())
"""Names that Python writes between two pairs of lines."""
_TAGS = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|br|cite|code|del|dfn|div|em|font|hr|i|img|ins|kbd|mark|p|q|s|samp|small|span|strike|strong|sub|sup"
    r"|table|tbody|td|th|thead|tr|tt|u|var|wbr)\b[^<>]*>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)


class Inline:
    """The inline text of one block.

    Args:
        block: its edits, emphasis and references are filled in.
        source: the whole source.
        lines: offsets of the block's first line, of each further one, and of the line behind it.
        eastern: the text says that it is Chinese or Japanese.
    """

    def __init__(self, block: Block, source: str, lines: list[int], *, eastern: bool = False) -> None:
        self.block, self.source, self.lines, self.eastern = block, source, lines, eastern
        self.at = block.start
        self.kept = block.start
        self.open: list[tuple[str, int]] = []
        self.links: list[tuple[int, bool]] = []

    def apply(self, inline: Token) -> None:
        """Walk the pieces of an `inline` token; whatever stands between them is markup and leaves the text."""
        self.block.flat = True
        for prefix_end in self._prefixes(inline.content):
            self.at = max(self.at, prefix_end)
            break
        for child in inline.children or ():
            self._child(child)
        self._cut(self.block.end)
        self.block.edits.sort()
        self.block.rendered = None

    def _prefixes(self, content: str) -> list[int]:
        """Where the text of the first line begins, behind list marks, quotation marks and number signs."""
        head = content.split("\n", 1)[0]
        end = self.lines[1] if len(self.lines) > 1 else self.block.end
        line = self.source[self.lines[0] : end].rstrip()
        at = line.rfind(head) if line.endswith(head) else line.find(head)
        return [self.lines[0] + at] if at >= 0 else []

    def _cut(self, to: int, kind: str = "markup") -> None:
        """Leave out what stands between the last piece kept and `to`."""
        if to > self.kept:
            self.block.edits.append(Edit(self.kept, to, "", kind))
        self.kept = max(self.kept, to)
        self.at = max(self.at, to)

    def _keep(self, start: int, end: int) -> None:
        self._cut(start)
        self.kept = self.at = end

    def _child(self, token: Token) -> None:
        kind = token.type
        if kind == "text":
            self._find(token.content)
        elif kind == "text_special":
            self._replace(token.markup or token.content, token.content)
        elif kind in ("softbreak", "hardbreak"):
            self._line_end("\n" if kind == "hardbreak" else " ")
        elif kind == "code_inline":
            self._code(token)
        elif kind == "footnote_ref":
            self._note(token)
        elif kind == "html_inline":
            self._html(token.content)
        elif kind == "image":
            self._image(token)
        elif kind.endswith("_open"):
            self._opens(token)
        elif kind.endswith("_close"):
            self._closes(token)

    def _find(self, content: str) -> None:
        if not content:
            return
        at = self.source.find(content, self.at, self.block.end)
        if at >= 0:
            self._keep(at, at + len(content))

    def _replace(self, written: str, shown: str) -> None:
        at = self.source.find(written, self.at, self.block.end)
        if at < 0:
            self._find(shown)
            return
        self._cut(at)
        if written != shown:
            self.block.edits.append(Edit(at, at + len(written), shown, "markup"))
        self.kept = self.at = at + len(written)

    def _line_end(self, shown: str) -> None:
        """A line's end, with the blanks, backslash or quotation marks about it."""
        match = re.compile(r"[ \t]*\\?\r?[\n\r]").search(self.source, self.at, self.block.end)
        if not match:
            return
        self._cut(match.start())
        end = match.end()
        number = bisect_left(self.lines, end)
        following = self.lines[number] if number < len(self.lines) else end
        lead = re.compile(r"[ \t>]*").match(self.source, following, self.block.end)
        end = lead.end() if lead and self.block.depth else re.compile(r"[ \t]*").match(self.source, end).end()  # type: ignore[union-attr]
        meets = self.block.start < match.start() and end < self.block.end
        if meets and shown == " " and east(self.source[match.start() - 1], self.source[end], eastern=self.eastern):
            shown = ""
        if match.group() == "\n" and shown == " " and end == match.end():
            self.kept = self.at = end
            return
        self.block.edits.append(Edit(match.start(), min(end, self.block.end), shown, SILENT))
        self.kept = self.at = min(end, self.block.end)

    def _code(self, token: Token) -> None:
        ticks = re.compile(rf"(?<!`){re.escape(token.markup)}(?!`)")
        opening = ticks.search(self.source, self.at, self.block.end)
        closing = ticks.search(self.source, opening.end(), self.block.end) if opening else None
        if not opening or not closing:
            self._find(token.content)
            return
        a, b = opening.end(), closing.start()
        inner = self.source[a:b]
        if len(inner) > len(token.content) and inner[:1] == " " and inner[-1:] == " ":
            a, b = a + 1, b - 1
        self._cut(a)
        for end in re.finditer(r"\r?\n", self.source[a:b]):
            self.block.edits.append(Edit(a + end.start(), a + end.end(), " ", SILENT))
        self.block.emphasis.append(Emphasis(a, b, "code"))
        self.kept = self.at = b
        self._cut(closing.end())

    def _note(self, token: Token) -> None:
        label = str((token.meta or {}).get("label", ""))
        written = f"[^{label}]"
        at = self.source.find(written, self.at, self.block.end)
        if at >= 0:
            self._cut(at + len(written))
            self.block.references.append(Reference(at, label))

    def _html(self, content: str) -> None:
        at = self.source.find(content, self.at, self.block.end)
        if at < 0:
            return
        if _TAGS.fullmatch(content):
            self._cut(at + len(content))
        else:
            self._keep(at, at + len(content))

    def _image(self, token: Token) -> None:
        at = self.source.find("![", self.at, self.block.end)
        if at < 0:
            return
        self._cut(at + 2)
        for child in token.children or ():
            self._child(child)
        self._link_tail()

    def _opens(self, token: Token) -> None:
        if token.type == "link_open":
            bracket = "<" if token.markup == "autolink" else "["
            at = self.source.find(bracket, self.at, self.block.end)
            if at >= 0:
                self._cut(at + 1)
            self.links.append((self.at, token.markup == "autolink"))
            return
        at = self.source.find(token.markup, self.at, self.block.end) if token.markup else -1
        if at >= 0 and token.markup == "__" and self._is_name(at):
            self._keep(at, at + 2)
            self.open.append((_NAME, self.at))
            return
        if at >= 0:
            self._cut(at + len(token.markup))
        self.open.append((_STYLES.get(token.tag, "em"), self.at))

    def _closes(self, token: Token) -> None:
        if token.type == "link_close":
            start, auto = self.links.pop() if self.links else (self.at, False)
            if start < self.kept:
                self.block.emphasis.append(Emphasis(start, self.kept, "link"))
            if auto:
                self._cut(min(self.at + 1, self.block.end))
            else:
                self._link_tail()
            return
        if self.open:
            kind, start = self.open.pop()
            if kind == _NAME:
                self._keep(self.at, self.at + 2)
                return
            if start < self.kept:
                self.block.emphasis.append(Emphasis(start, self.kept, kind))
        if token.markup and self.source.startswith(token.markup, self.at):
            self._cut(self.at + len(token.markup))

    def _is_name(self, at: int) -> bool:
        """Whether what looks strong is a name of a program's, as `__init__`: well known, or with a call or a path."""
        end = self.source.find("__", at + 2, min(at + 40, self.block.end))
        word = self.source[at + 2 : max(end, at + 2)]
        if not (word.isascii() and word.islower() and word.isidentifier()):
            return False
        before, behind = self.source[at - 1 : at], self.source[end + 2 : end + 4]
        path = behind[:1] in ("(", "/") or (behind[:1] == "." and behind[1:].isalnum())
        return word in _NAMES or path or before in (".", "/")

    def _link_tail(self) -> None:
        """Leave out a link's `](target "title")`, `][label]` or `]`."""
        source, end = self.source, self.block.end
        at = source.find("]", self.at, end)
        if at < 0:
            return
        at += 1
        if source.startswith("(", at):
            behind = self._target(at + 1, end)
            if behind:
                self._cut(behind)
                return
        if source.startswith("[", at) and (close := source.find("]", at, end)) >= 0:
            at = close + 1
        self._cut(at)

    def _target(self, at: int, end: int) -> int:
        """The offset behind an inline link's closing bracket, 0 when there is none."""
        blank = re.compile(r"\s*")
        at = blank.match(self.source, at, end).end()  # type: ignore[union-attr]
        target = parseLinkDestination(self.source, at, end)
        if target.ok:
            at = target.pos
        at = blank.match(self.source, at, end).end()  # type: ignore[union-attr]
        title = parseLinkTitle(self.source, at, end)
        if title.ok:
            at = title.pos
        at = blank.match(self.source, at, end).end()  # type: ignore[union-attr]
        return at + 1 if self.source.startswith(")", at) else 0
