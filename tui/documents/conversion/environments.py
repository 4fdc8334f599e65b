"""LaTeX's environments that pandoc does not know: it leaves all out that is in one where something in it stops it, so
that what stands in them is put in their place."""

import re

from tui.documents.conversion.braces import changed, group

_BEGIN = re.compile(r"\\begin\{([^{}\n]*)\}")
_END = "\\end{%s}"
_ARGUMENTS = re.compile(r"(?:\s*\[[^\]]*\]|\s?\{[^{}]*\}){1,4}")
_ITEM = re.compile(r"\s*(?:\\[a-z]+(?:\{[^{}]*\}){1,2}\s*)*\\(?:item|exi?)(?![A-Za-z])")
_EXAMPLE = re.compile(r"\\ex(?:i\s*\{([^{}\]]*)\}|(?![A-Za-z]))(?:\[[^\]]*\])?")
"""An example as linguists number them."""
_COUNTED = re.compile(r"enum|num|exe|list\d", re.IGNORECASE)
_KNOWN = frozenset(
    (
        *(
            "document",
            "abstract",
            "center",
            "quote",
            "quotation",
            "verse",
            "letter",
            "frame",
            "proof",
            "tabular",
            "longtable",
        ),
        *(
            "itemize",
            "enumerate",
            "description",
            "verbatim",
            "Verbatim",
            "BVerbatim",
            "LVerbatim",
            "lstlisting",
            "minted",
        ),
        *(
            "alltt",
            "comment",
            "obeylines",
            "equation",
            "align",
            "gather",
            "multline",
            "eqnarray",
            "math",
            "displaymath",
        ),
        *(
            "flalign",
            "alignat",
            "subequations",
            "array",
            "matrix",
            "pmatrix",
            "bmatrix",
            "vmatrix",
            "Vmatrix",
            "Bmatrix",
        ),
        *("smallmatrix", "cases", "aligned", "alignedat", "gathered", "split", "dmath", "dgroup", "IEEEeqnarray", "CD"),
        *("table", "figure", "blockquote", "displayquote", "foreigndisplayquote", "hyphenquote", "alignedat", "dcases"),
        *("ltx3", "xalignat", "rcases", "gathered", "multlined", "empheq", "substack", "tabbing"),
    )
)
_DEFINED = re.compile(
    r"\\(?:(?:re)?newenvironment|newtheorem|(?:New|Renew|Provide|Declare)DocumentEnvironment)\*?\s*\{([^{}]*)\}"
)
_BOX = re.compile(
    r"\\(?:centerline|resizebox|scalebox|makebox|framebox|fbox|parbox|[hvm]box|colorbox|rotatebox|raisebox|savebox|centering"
    r"|shortstack|leftline|rightline|textbf|textit|textsf|texttt|textsc|emph)\*?(?![A-Za-z])"
)
_LANGUAGES = ("otherlanguage", "selectlanguage", "foreignlanguage", "CJK", "list", "thebibliography")
_BRACKET = re.compile(r"\s?\[[^\]\n]*\]|\s?\{")
_BARE = re.compile(r"\\[A-Za-z@]+\*?|[\d.,]+\s*(?:pt|em|ex|cm|mm|in|bp|pc|sp|true)?|[^\w]")
_SETTING = re.compile(r"\s*(?:[\w-]+\s*=|[lrcihtbpH!]{1,3}\s*$)")


def unwrapped(text: str) -> str:
    """A text without the environments that nobody knows: a list where items stand in one, else its own parts."""
    text = _EXAMPLE.sub(_item, _opened(text))
    defined = {name.strip() for name in _DEFINED.findall(text)}
    changes: list[tuple[int, int, str]] = []
    renamed: dict[str, str] = {}
    for match in _BEGIN.finditer(text):
        name = match.group(1)
        if name.rstrip("*") in _KNOWN or name in defined:
            continue
        arguments = _ARGUMENTS.match(text, match.end())
        end = arguments.end() if arguments else match.end()
        said = "" if name.rstrip("*") in _LANGUAGES else _said(arguments.group() if arguments else "")
        if name not in renamed:
            listed = _ITEM.match(text, end) is not None
            renamed[name] = ("enumerate" if _COUNTED.search(name) else "itemize") if listed else ""
        begin = f"\\begin{{{renamed[name]}}}" if renamed[name] else ""
        changes.append((match.start(), end, f"\n\n{said}{begin}" if not said else f"\n\n{said}\n\n{begin}"))
    for name, kind in renamed.items():
        closing = _END % name
        at = text.find(closing)
        while at >= 0:
            changes.append((at, at + len(closing), f"{_END % kind if kind else ''}\n\n"))
            at = text.find(closing, at + 1)
    return changed(text, changes)


def _opened(text: str) -> str:
    """A text whose boxes with a table, a list or several paragraphs in them are these: pandoc takes a box for words."""
    changes: list[tuple[int, int, str]] = []
    for match in _BOX.finditer(text):
        at, last = match.end(), -1
        while found := _BRACKET.match(text, at):
            last = found.end() - 1 if found.group().endswith("{") else last
            at = group(text, last) if found.group().endswith("{") else found.end()
            if at == last:
                break
        inner = text[last + 1 : at - 1] if last >= 0 else ""
        if "\\begin{" in inner or "\n\n" in inner:
            changes += [(match.start(), last + 1, "\n\n"), (at - 1, at, "\n\n")]
    return changed(text, changes)


def _item(match: re.Match[str]) -> str:
    return f"\\item[{match.group(1)}]" if match.group(1) else "\\item"


def _said(arguments: str) -> str:
    """What an environment's arguments say, where these are words and no measures or settings."""
    parts = [a or b for a, b in re.findall(r"\[([^\]]*)\]|\{([^{}]*)\}", arguments)]
    shown = [part for part in parts if not _SETTING.match(part) and len(re.sub(_BARE, "", part)) > 3]
    return " ".join(part for part in shown if " " in part.strip() or part.strip()[:1].isupper())
