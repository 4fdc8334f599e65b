"""Markdown (CommonMark with tables and footnotes) becomes blocks.

The parser is markdown-it-py. It says on which lines a block stands, not where in a line a piece of inline text does;
`Inline` walks the parsed pieces along the source to find that.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from tui.documents.blocks import LARGE, SILENT, Block, Edit, listed
from tui.documents.inline import Inline
from tui.documents.model import Form, Role
from tui.text.spans import Span

_WHOLE = 400_000
"""Code points up to which a file is parsed at once."""
_CHUNK = 40_000
"""Code points after which a larger one is cut at the next heading: what the parser makes of a stretch takes some
hundred times its room, and progress can be told."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HTML = re.compile(r" {0,3}<(?:!--|\?|![A-Z]|!\[CDATA|(?:script|pre|style|textarea)\b)", re.IGNORECASE)
_DEFINED = re.compile(r"^ {0,3}\[[^\]\n]{1,999}\]:[^\n]*$", re.MULTILINE)
_LINE = re.compile(r"[^\n]*\n|[^\n]+$")
_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
_DEPTH = 24
"""Lists and quotations nested deeper than this are read as text."""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEPTH}).enable(["table", "strikethrough"]).use(footnote_plugin)
    # Notes stay where they stand in the file, and inline text stays in the pieces that it was written in.
    parser.disable(["footnote_tail", "footnote_inline", "text_join"], ignoreInvalid=True)
    return parser


def blocks(
    source: str, start: int = 0, progress: Callable[[float], None] = lambda share: None, *, eastern: bool = False
) -> tuple[list[Block], list[Span]]:
    """Parse Markdown from `start` on; `eastern`: the text says that it is Chinese or Japanese.

    Returns:
        the blocks in source order, and the spans of rules, which are no text.
    """
    kept = listed(large=len(source) >= LARGE)
    made: list[Block] = []
    rules: list[Span] = []
    environment: dict[str, object] = {}
    stretches = list(chunks(source, start))
    if len(stretches) > 1:  # what is defined at a book's end is called from its beginning on
        _parser().parse("\n\n".join(_DEFINED.findall(source, start)), environment)
    for a, b in stretches:
        _Chunk(source, a, b, environment, made, rules, eastern).read()
        # The last one says where the next stretch begins, and a note may go on there.
        kept += made[:-1]
        del made[:-1]
        progress(b / len(source))
    kept += made
    return kept, rules


def chunks(source: str, start: int) -> Iterator[Span]:
    """Cut a source before headings that stand in no fence and no HTML, about every `_CHUNK` code points.

    Where no heading comes for long, a paragraph that begins flush behind an empty line must do: it ends every list.
    """
    if len(source) - start <= _WHOLE:
        yield start, len(source)
        return
    begin, fence, html = start, "", False
    for match in _LINE.finditer(source, start):
        at, line = match.start(), match.group()
        opening = _FENCE.match(line)
        if fence:
            fence = "" if opening and opening.group(1).startswith(fence) and not line.strip(" `~\r\n") else fence
        elif opening:
            fence = opening.group(1)
        html = html or (not fence and _HTML.match(line) is not None)
        after_blank = (
            source[max(0, at - 2) : at] in ("\n\n", "\r\n") and source[max(0, at - 3) : at - 1].strip(" \t") != ""
        )
        begins = line.startswith("#") or (at - begin > 2 * _CHUNK and line[0].isalpha())
        if at - begin > _CHUNK and not fence and not html and begins and after_blank:
            yield begin, at
            begin = at
    yield begin, len(source)


class _Chunk:
    """One stretch of a source on its way to blocks."""

    def __init__(
        self,
        source: str,
        start: int,
        end: int,
        env: dict[str, object],
        made: list[Block],
        rules: list[Span],
        eastern: bool = False,
    ) -> None:
        self.eastern = eastern
        # The parser shows NUL as U+FFFD; what it gives back is looked for in a source that does so too.
        self.source = source.replace("\0", "\ufffd") if "\0" in source else source
        self.made, self.rules, self.env = made, rules, env
        # A line by the parser's count ends at any of these three.
        self.text = source[start:end]
        self.lines = [start, *(start + m.end() for m in re.finditer(r"\r\n|\n|\r", self.text)), end + 1]
        self.end = end
        self.nesting: list[tuple[str, str]] = []
        self.note: str | None = None
        self.item_open = False

    def read(self) -> None:
        """Append the chunk's blocks."""
        tokens = _parser().parse(self.text, self.env)
        table: Token | None = None
        for number, token in enumerate(tokens):
            if token.type == "table_open":
                table = token
                self._table(token)
            elif token.type == "table_close":
                table = None
            elif table is None:
                self._token(token, tokens[number + 1] if number + 1 < len(tokens) else token)

    def _token(self, token: Token, following: Token) -> None:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open", "blockquote_open"):
            start = str(token.attrGet("start") or 1)
            self.nesting.append((kind, start))
        elif kind in ("bullet_list_close", "ordered_list_close", "blockquote_close"):
            self.nesting.pop()
        elif kind == "list_item_open":
            self.item_open = True
        elif kind == "list_item_close":
            self.item_open = False
            self._count_item()
        elif kind == "footnote_reference_open":
            self.note = str((token.meta or {}).get("label", ""))
        elif kind == "footnote_reference_close":
            self._close_note()
        elif kind in ("paragraph_open", "heading_open"):
            self._text(token, following)
        elif kind in ("fence", "code_block"):
            self._code(token)
        elif kind == "html_block":
            self._html(token)
        elif kind == "hr" and token.map:
            self.rules.append(self._span(token))

    def _close_note(self) -> None:
        """A note of several paragraphs is one."""
        while len(self.made) > 1 and all(b.role is Role.NOTE and b.marker == self.note for b in self.made[-2:]):
            last = self.made.pop()
            if last.flat != self.made[-1].flat:
                last.settle(self.source)
                self.made[-1].settle(self.source)
            self.made[-1].append(last, "\n")
        self.note = None

    def _count_item(self) -> None:
        kind, number = self.nesting[-1] if self.nesting else ("", "")
        if kind == "ordered_list_open":
            self.nesting[-1] = (kind, str(int(number) + 1))

    def _span(self, token: Token) -> Span:
        """The lines of a block, without white space at their end."""
        first, last = token.map or [0, 0]
        a, b = self.lines[first], min(self.lines[min(last, len(self.lines) - 1)] - 1, self.end)
        text = self.source[a:b]
        return a + len(text) - len(text.lstrip()), a + len(text.rstrip())

    def _add(self, token: Token, role: Role = Role.BODY) -> Block | None:
        span = self._span(token)
        if span[0] >= span[1]:
            return None
        block = Block([span], Role.NOTE if self.note is not None and role is Role.BODY else role)
        block.marker = self.note or ""
        block.blank = 1
        if "\f" in self.source[self.made[-1].end if self.made else 0 : span[0]]:
            block.page_break = True
        if self.rules and self.made and self.made[-1].end <= self.rules[-1][0] < span[0]:
            block.after_rule = True
        if self.nesting and self.note is None:
            block.depth = len(self.nesting)
            kind, number = self.nesting[-1]
            block.form = Form.QUOTE if kind == "blockquote_open" else Form.ITEM
            if block.form is Form.ITEM and self.item_open:
                block.marker = "\u2022" if kind == "bullet_list_open" else f"{number}."
                self.item_open = False
        self.made.append(block)
        return block

    def _text(self, token: Token, inline: Token) -> None:
        heading = token.type == "heading_open"
        block = self._add(token, Role.HEADING if heading else Role.BODY)
        if block is None:
            return
        if heading:
            block.level, block.form, block.depth, block.marker = int(token.tag[1:]), Form.PARAGRAPH, 0, ""
        first, last = token.map or [0, 0]
        Inline(block, self.source, self.lines[first : last + 1], eastern=self.eastern).apply(inline)
        if block.peek("references"):
            alone = not block.text(self.source).strip()
            block.rendered = None  # of the file's own characters, not of these
            if alone:
                self._call_above()

    def _call_above(self) -> None:
        """A paragraph of nothing but calls of notes belongs to the one above it, be it the text's or a note's."""
        above = self.made[-2] if len(self.made) > 1 else None
        last = self.made[-1]
        same = above is not None and (above.role, above.form) == (last.role, last.form) and above.marker == last.marker
        if above is not None and same and last.form in (Form.PARAGRAPH, Form.QUOTE):
            above.append(self.made.pop(), "")

    def _code(self, token: Token) -> None:
        block = self._add(token)
        if block is None:
            return
        block.form, block.marker = Form.CODE, block.marker if block.role is Role.NOTE else ""
        first, last = token.map or [0, 0]
        content = token.content.split("\n")
        lines = list(range(first, min(last, len(self.lines) - 1)))
        if token.type == "fence":
            block.edits.append(self._drop(block, self.lines[first], self.lines[first + 1]))
            closes = len(lines) > len(content)
            lines = lines[1:]
            if closes and lines:
                block.edits.append(self._drop(block, self.lines[lines[-1]] - 1, block.end))
        for number, line in enumerate(lines[: len(content)]):
            a, b = self.lines[line], min(self.lines[line + 1] - 1, block.end)
            at = self.source.find(content[number], a, b) if content[number].strip() else -1
            if at > a:
                block.edits.append(Edit(max(a, block.start), at, "", SILENT))
        block.edits = [edit for edit in block.edits if edit.start < edit.end]

    def _drop(self, block: Block, start: int, end: int) -> Edit:
        return Edit(max(start, block.start), min(end, block.end), "", "markup")

    def _html(self, token: Token) -> None:
        block = self._add(token)
        if block is None:
            return
        a, b = block.pieces[0]
        for match in _TAG.finditer(self.source, a, b):
            block.edits.append(Edit(match.start(), match.end(), "", "markup"))
        if not block.text(self.source).strip():
            block.edits, block.role = [], Role.FURNITURE
        block.rendered = None

    def _table(self, token: Token) -> None:
        block = self._add(token)
        if block is None:
            return
        block.form, block.marker = Form.TABLE, ""
        first = (token.map or [0, 0])[0]
        # The row of dashes under a table's head says nothing.
        block.edits.append(self._drop(block, self.lines[first + 1], self.lines[min(first + 2, len(self.lines) - 1)]))
