"""A text in LaTeX that pandoc stops at: the stretch where it did is shown as it was typed, and the rest is read."""

import re

from tui.documents.conversion.braces import group

_BEGIN = "\\begin{document}"
_KEPT = re.compile(r"\\(title|subtitle|author|date|newtheorem\*?|documentclass|usepackage)\s*(?:\[[^\]]*\])?\s*(?=\{)")
_SIMPLE = re.compile(
    r"\\(?:re|provide)?(?:new)?command\*?\s*(?:\{\\[A-Za-z]+\}|\\[A-Za-z]+)\s*(?:\[\d\])?(?:\[[^\]]*\])?\s*(?=\{)"
)
_ENVIRONMENT = re.compile(r"\\(begin|end)\{([^{}]*)\}")
_AWAITED = re.compile(r"unexpected end of input\s+expecting \\end\{([^{}]*)\}")
_END = re.compile("unexpected end of input")
_SHOWN = re.compile(
    r"\\begin\{(verbatim|Verbatim|lstlisting|minted|alltt)\*?\}.*?\\end\{\1\*?\}|\\verb\*?([^\sA-Za-z*{]).*?\2",
    re.DOTALL,
)
_TITLED = re.compile(r"\s*\\(?:chapter|(?:sub)*section)\*?\{[^{}\\]*\}")
_BLANK = re.compile(r"\n[ \t]*\n")
_DEFINES = re.compile(r"\s*\\(?:[gex]?def|(?:re|provide)?newcommand|let|newenvironment|makeatletter)\b")


def mended(text: str, line: int, said: str) -> str | None:
    """The text without what stopped pandoc.

    Args:
        text: what it was given.
        line: the line at which it stopped, from 1.
        said: its words, which name what it waited for where it came to the end.

    Returns:
        the text with the preamble reduced to what names the work, or with the stretch as a literal block; None where
        nothing can be done.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    at = starts[min(line, len(starts)) - 1]
    literal = [match.span() for match in _SHOWN.finditer(text)]
    begins = (match.start() for match in re.finditer(re.escape(_BEGIN), text))
    begin = next((place for place in begins if not any(a <= place < b for a, b in literal)), -1)
    if begin >= 0 and "\\documentclass" not in text[:begin]:
        begin = -1  # a part of a document that speaks of one
    if (awaited := _AWAITED.search(said)) and awaited.group(1) != "document":
        at = max(text.rfind(f"\\begin{{{awaited.group(1)}}}"), 0)
    elif _END.search(said):
        at = _unbalanced(text, max(begin, 0))
    if 0 <= at < begin:
        head = _reduced(text[:begin])
        if len(head.strip()) < len(text[:begin].strip()):
            return head + text[begin:]
        return text[:at] + text[text.find("\n", at) + 1 :] if "\n" in text[at:begin] else None
    first = max(text.rfind("\n\n", 0, at), begin + len(_BEGIN) if begin >= 0 else 0, 0)
    last = text.find("\n\n", at)
    final = text.rfind("\\end{document}")
    last = min(last if last >= 0 else len(text), final if final >= 0 else len(text))
    first, last = _balanced(
        text, first, last, begin + len(_BEGIN) if begin >= 0 else 0, final if final >= 0 else len(text)
    )
    stretch = text[first:last].strip("\n")
    if not stretch.strip():
        return None
    shown = "" if _DEFINES.match(stretch) else _literal(stretch)
    return f"{text[:first]}\n\n{shown}\n\n{text[last:]}"


def as_typed(text: str) -> str:
    """A text as it was typed, paragraph by paragraph; only plain titles of its sections are read."""
    parts = []
    for stretch in _BLANK.split(text):
        if match := _TITLED.match(stretch):
            parts.append(match.group())
            stretch = stretch[match.end() :]
        if stretch.strip():
            parts.append(_literal(stretch.strip("\n")))
    return "\n\n".join(parts)


def _unbalanced(text: str, begin: int) -> int:
    """Where the first paragraph stands whose braces do not match; the end where none is."""
    at = begin
    while at < len(text):
        match = _BLANK.search(text, at)
        end = match.start() if match else len(text)
        stretch = re.sub(r"\\.", "", _SHOWN.sub("", text[at:end]))
        if stretch.count("{") != stretch.count("}"):
            return at + 2
        at = match.end() if match else end
    return len(text)


def _literal(stretch: str) -> str:
    """A stretch as a literal block, or what is in its own such blocks and around them."""
    return "\\begin{verbatim}\n" + re.sub(r"\\(begin|end)\{verbatim\}", "", stretch) + "\n\\end{verbatim}"


def _balanced(text: str, first: int, last: int, least: int, most: int) -> tuple[int, int]:
    """A stretch that closes each environment it opens: it grows by paragraphs until it does."""
    alone = first, last
    for _ in range(200):
        open_: list[str] = []
        unopened = False
        for match in _ENVIRONMENT.finditer(text, first, last):
            if match.group(1) == "begin":
                open_.append(match.group(2))
            elif open_:
                open_.pop()
            else:
                unopened = True
        if unopened and first > least:
            first = max(text.rfind("\n\n", 0, first), least)
        elif open_ and last < most:
            after = text.find("\n\n", last + 2)
            last = min(after if after >= 0 else most, most)
        elif open_ or unopened:
            break
        else:
            return first, last
    return alone  # nothing closes it


def _reduced(head: str) -> str:
    """What a preamble says of the work, and its plain definitions."""
    parts = []
    for pattern in (_KEPT, _SIMPLE):
        for match in pattern.finditer(head):
            end = group(head, match.end())
            while head[end : end + 1] in ("{", "[") and match.group().startswith("\\newtheorem"):
                end = group(head, end) if head[end] == "{" else head.find("]", end) + 1
            if end > match.end() and "\\def" not in head[match.end() : end] and "\\ifx" not in head[match.end() : end]:
                parts.append(head[match.start() : end])
    return "\n".join(parts) + "\n"
