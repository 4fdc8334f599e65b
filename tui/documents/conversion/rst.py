"""reStructuredText, as pandoc understands it: what it would take for metadata, tear or run together stands as it looks.

Options of a command and what they mean become terms and what they mean; tables with cells over several columns or rows
are shown as they were typed.
"""

import re

from tui.documents.conversion.included import left_out

MARK = "zqfieldszq"
"""A paragraph that no text has, between a title and what pandoc would take for metadata."""
_INCLUDES = re.compile(r"^[ \t]*\.\.[ \t]+(?:include|literalinclude)::[ \t]*([^\s<]\S*)[ \t]*$", re.MULTILINE)
_FILED = re.compile(r"^[ \t]*\.\.[ \t]+csv-table::[^\n]*\n(?:[ \t]+:[^\n]*\n)*?[ \t]+:file:[ \t]*(\S+)", re.MULTILINE)
_OPTION = re.compile(
    r"(?P<all>(?:-\w|--[A-Za-z][\w-]*|/[A-Z])(?:[ =]?(?:<[^<>\n]+>|[A-Za-z][\w.-]*))?"
    r"(?:, (?:-\w|--[A-Za-z][\w-]*|/[A-Z])(?:[ =]?(?:<[^<>\n]+>|[A-Za-z][\w.-]*))?)*)(?:  +(?P<said>\S.*)|$)"
)
_GRID = re.compile(r"[ \t]*\+(?:[-=]+\+)+[ \t]*")
_SIMPLE = re.compile(r"[ \t]*=+(?: +=+)+[ \t]*")
_SPANS = re.compile(r"[ \t]*-+(?: +-+)*[ \t]*")
_TABLE = re.compile(r"([ \t]*)\.\. table::[ \t]*(.*)")
_FAR = 400
"""Lines above among which the one is sought that says how the next ones are shown."""
_RULE = re.compile(r"([^\w\s])\1*[ \t]*")
_FIELD = re.compile(r":((?:[^:\\\n]|\\.)+):(?:[ \t]+(.*)|$)")
_OWN = ("author", "authors", "date", "title", "subtitle", "lang", "language")
"""Fields that are metadata."""


def prepared(text: str) -> tuple[str, tuple[str, ...]]:
    """A text that pandoc understands, and what to tell a person."""
    names = [match.group(1) for match in _INCLUDES.finditer(text)]
    names += [match.group(1) for match in _FILED.finditer(text)]
    lines = _after_title(_tables(_options(text.expandtabs(8).split("\n"))))
    return "\n".join(lines), left_out(names)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _options(lines: list[str]) -> list[str]:
    """Lists of options as terms and what they mean."""
    out: list[str] = []
    at, listed = 0, False
    while at < len(lines):
        line = lines[at]
        indent = _indent(line)
        option = _OPTION.fullmatch(line.strip())
        end = at + 1
        while option and end < len(lines) and lines[end].strip() and _indent(lines[end]) > indent:
            end += 1
        opens = option is not None and (listed or not (out and out[-1].strip())) and _is_text(out, indent)
        if option is None or not opens or (option.group("said") is None and end == at + 1):
            listed = listed and not line.strip()
            out.append(line)
            at += 1
            continue
        said = [option.group("said") or "", *(more.strip() for more in lines[at + 1 : end])]
        term = option.group("all").replace("`", "'")
        out += ["", f"{' ' * indent}``{term}``", *(f"{' ' * (indent + 4)}{words}" for words in said if words), ""]
        at, listed = end, True
    return out


def _around(out: list[str], indent: int) -> int:
    """The nearest line above that is indented less; -1 where there is none near."""
    near = range(len(out) - 1, max(-1, len(out) - _FAR), -1)
    return next((number for number in near if out[number].strip() and _indent(out[number]) < indent), -1)


def _is_text(out: list[str], indent: int) -> bool:
    """Whether what follows is text, and not shown as it was typed."""
    above = _around(out, indent) if indent else -1
    if above < 0:
        return indent == 0
    line = out[above].strip()
    return not line.endswith("::") and not line.startswith("..") and _is_text(out[:above], _indent(out[above]))


def _of_table(out: list[str], indent: int) -> bool:
    """Whether a directive only gives what follows, a table, its caption; it becomes that."""
    above = _around(out, indent)
    match = _TABLE.fullmatch(out[above]) if above >= 0 else None
    if match is None:
        return False
    out[above:] = [match.group(1) + match.group(2)]
    return True


def _tables(lines: list[str]) -> list[str]:
    """Tables with cells over several columns or rows as literal blocks."""
    out: list[str] = []
    at = 0
    while at < len(lines):
        end = _table_end(lines, at)
        if (
            end
            and _spanned(lines[at:end])
            and (_is_text(out, _indent(lines[at])) or _of_table(out, _indent(lines[at])))
        ):
            indent = " " * _indent(lines[at])
            out += ["", f"{indent}::", "", *(f"    {line}" for line in lines[at:end]), ""]
            at = end
        else:
            out += lines[at : max(end, at + 1)]
            at = max(end, at + 1)
    return out


def _table_end(lines: list[str], at: int) -> int:
    """Where the table ends whose first rule is at a line; 0 where there is none."""
    if at and lines[at - 1].strip():
        return 0
    end = at
    if _GRID.fullmatch(lines[at]):
        while end < len(lines) and lines[end].strip()[:1] in ("+", "|"):
            end += 1
        return end if end > at + 2 else 0
    if not _SIMPLE.fullmatch(lines[at]):
        return 0
    rules = 0
    while end < len(lines):
        rules += _SIMPLE.fullmatch(lines[end]) is not None
        end += 1
        if rules > 1 and (end == len(lines) or not lines[end].strip()):
            return end
    return 0


def _spanned(table: list[str]) -> bool:
    first = table[0].rstrip()
    if not _GRID.fullmatch(first):
        return any(_SPANS.fullmatch(line) and line.strip() for line in table[1:])
    edges = [number for number, char in enumerate(first) if char == "+"]
    for line in table:
        if _GRID.fullmatch(line):
            if [number for number, char in enumerate(line.rstrip()) if char == "+"] != edges:
                return True
        elif len(line.rstrip()) <= edges[-1] or any(line[number] != "|" for number in edges):
            return not any(ord(char) > 0x2E7F for char in line)  # of wide letters a line has fewer
    return False


def _after_title(lines: list[str]) -> list[str]:
    """The text with a mark between its title and what pandoc would take for metadata: fields, or the first terms."""
    at = _head(lines)
    end = at
    kept: list[str] = []
    moved: list[str] = []
    while end < len(lines) and (field := _FIELD.match(lines[end])):
        first = end
        end += 1
        while end < len(lines) and (
            lines[end][:1] == " " or (not lines[end].strip() and lines[end + 1 : end + 2] and lines[end + 1][:1] == " ")
        ):
            end += 1
        if field.group(1).strip().lower() in _OWN:
            kept += lines[first:end]
        else:
            inner = [line.strip() and f"    {line.strip()}" for line in lines[first + 1 : end]]
            said = [f"    {field.group(2)}"] if field.group(2) else []
            moved += [field.group(1).strip(), *said, *inner, ""] if said or any(inner) else []
    terms = end == at and at + 1 < len(lines) and lines[at].strip() and lines[at + 1][:1] == " "
    if not moved and not (terms and not lines[at].startswith((" ", "..", "|"))):
        return lines
    return [*lines[:at], *kept, "", MARK, "", *moved, *lines[end:]]


def _head(lines: list[str]) -> int:
    """The line behind a text's title and subtitle, and behind comments and what else shows nothing."""
    at = titles = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
        elif line.startswith(".. "):
            at += 1
            while at < len(lines) and (lines[at][:1] == " " or not lines[at].strip()):
                at += 1
        elif titles < 2 and _RULE.fullmatch(line) and at + 2 < len(lines) and _RULE.fullmatch(lines[at + 2]):
            at, titles = at + 3, titles + 1
        elif titles < 2 and at + 1 < len(lines) and _RULE.fullmatch(lines[at + 1]) and len(lines[at + 1].strip()) > 1:
            at, titles = at + 2, titles + 1
        else:
            return at
    return at
