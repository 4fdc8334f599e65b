"""LaTeX, as pandoc understands it: what it would leave out without a word is put where it looks.

What is written verbatim, and comments, are set aside first, so that nothing in them is taken for a command.
"""

import re
from typing import NamedTuple

from tui.documents.conversion import environments, floats
from tui.documents.conversion.braces import changed, group, without
from tui.documents.conversion.included import left_out

_VERBATIM = "verbatim|Verbatim|BVerbatim|LVerbatim|lstlisting|minted|alltt|filecontents|comment|CCSXML"
_ASIDE = (
    rf"\\begin\{{(?P<env>{_VERBATIM})(?P<star>\*?)\}}.*?\\end\{{(?P=env)(?P=star)\}}"
    r"|\\(?:verb|lstinline)\*?(?P<mark>[^\sA-Za-z*\[{])(?:(?!(?P=mark))[^\n])*(?P=mark)"
)
_ADDRESS = r"|\\(?:url|path|nolinkurl)(?P<bar>[^\sA-Za-z{\\*\[])(?P<address>[^\n]*?)(?P=bar)"
_COMMENT = r"|(?P<comment>(?<!\\)(?:\\\\)*%[^\n]*(?:\n[ \t]*)?)"
_SHORT = r"|\|(?P<short>[^|\n]+)\|"
_DROPPED = ("comment", "CCSXML", "filecontents")
_SHORTENS = re.compile(r"\\MakeShortVerb\*?\s*\{?\\\||\\documentclass(?:\[[^\]]*\])?\{(?:ltxguide|ltxdoc|l3doc)\}")
_OWN = re.compile(
    r"\\(?:DefineVerbatimEnvironment|lstnewenvironment|newverbatim|newtcblisting|NewTCBListing|newminted(?=\[))(?:\[)?\{?(\w+)"
)
_GROUPS = re.compile(r"\\(?:protect|unskip|ignorespaces|leavevmode|relax)(?![A-Za-z@])\s*|\\([be])group(?![A-Za-z])\s?")
_SWITCHES = (
    r"(?:big|med|small)skip|noindent|indent|ragged(?:right|left)|centering|(?:new|clear|cleardouble)page|q?quad|[hv]fill?"
    r"|(?:foot)?note(?:size)|scriptsize|normalsize|tiny|small|[lL]arge|LARGE|[hH]uge|nobreak|allowbreak|hline|toprule|midrule"
    r"|bottomrule|tableofcontents|listof(?:figures|tables)|maketitle|appendix|frontmatter|mainmatter|backmatter|par|null|goodbreak"
)
_SWITCHED = re.compile(rf"\\(?:{_SWITCHES})(?![A-Za-z])(?=\s*[\[{{])")
_CODE = re.compile(r"\\documentclass\b|\\begin\{document\}")
_TEXT_BEFORE = re.compile(r"\\(?:(?:sub)*section|chapter|begin)\b")
"""What no document has before its own class is told."""
_DRAWS_CODE = re.compile(
    r"\\(?:re)?newenvironment\*?\s*\{(\w+)\}(?:(?!\\newenvironment).){0,300}?(?:erbatim|listing)", re.DOTALL
)
_KEPT = re.compile("\ue000(\\d+)\ue001")
_INCLUDED = re.compile(r"\\(?:(?:input|include|subfile|import\{[^{}]*\})\s*\{([^{}]*)\}|input\s+([\w./-]+))")
_LENGTH = r"[-+]?\s*(?:\d*\.?\d+\s*(?:true\s*)?(?:pt|em|ex|cm|mm|in|bp|pc|sp|dd|cc|fil{1,3})\b|\d*\.?\d*\\[a-zA-Z@]+)"
_SPACING = re.compile(
    rf"\\(?:[vhm]skip|kern|mkern|lower|raise)\s*{_LENGTH}(?:\s*plus\s*{_LENGTH})?(?:\s*minus\s*{_LENGTH})?"
    rf"|\\(?:[a-z]*(?:skip|indent|width|height|sep|stretch)|hangafter|[a-z]*penalty)\s*=\s*{_LENGTH}"
    rf"|\\(?:parindent|parskip|baselineskip|hangindent|leftskip|rightskip)\s*{_LENGTH}"
    r"|\\(?:hangafter|[a-z]*penalty)\s*=?\s*-?\d+"
)
_CHARACTER = re.compile(r"\\char\s*(?:'([0-7]{1,3})|\"([0-9A-F]{1,4})|(\d{1,5}))\s?|\\symbol\{(\d{1,5})\}")
_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_NAMES = ("LaTeXe", "BibTeX", "LyX", "XeTeX", "XeLaTeX", "LuaTeX", "LuaLaTeX", "pdfTeX", "pdfLaTeX", "PDFLaTeX",
          "AmS", "AMS", "AmSLaTeX", "REVTeX", "ConTeXt", "TikZ", "SLiTeX", "MF", "KOMAScript")  # fmt: skip
_NAME = re.compile(rf"\\({'|'.join(sorted(_NAMES, key=len, reverse=True))})(?![A-Za-z])(?:\{{\}}|\\ )?")
_NAMED = {"LaTeXe": "LaTeX2e", "AmSLaTeX": "AMS-LaTeX", "AmS": "AMS", "KOMAScript": "KOMA-Script", "MF": "METAFONT"}
_DEFINING = re.compile(r"(?:command|def|let)\*?\s*\{?\s*$|\\let\s*\\[A-Za-z@]+\s*=?\s*$")
_TOLD = re.compile(
    r"\\(?:DescribeMacro|DescribeEnv|DescribeOption|cs|cmd)\s*\{\s*(\\?)([A-Za-z@]+\*?)\s*\}|\\string\s*\\([A-Za-z@]+)"
)
"""A command that is spoken of."""
_DELIMITED = re.compile(r"\\[gex]?def\s*\\[A-Za-z@]+\s*(?P<parameters>[^{}\n]*)(?=\{)")
_PLAIN = re.compile(r"(?:\s*#\d)*\s*")
_TABULAR = re.compile(r"\\begin\{(tabular\*?|tabularx|tabulary|tabu|longtable|supertabular|xltabular|longtabu|array)\}")
_WITH_WIDTH = ("tabular*", "tabularx", "tabulary", "xltabular")
_SIDE = re.compile(r"\\footnotemark(?![A-Za-z])(?:\[([^\]]*)\])?")
_TEXT = re.compile(r"\\footnotetext(?![A-Za-z])(?:\[([^\]]*)\])?\s*(?=\{)")
_WORKS = re.compile(r"\\begin\{thebibliography\}\s*(?:\{[^{}]*\})?(.*?)\\end\{thebibliography\}", re.DOTALL)
_WORK = re.compile(r"\\bibitem\s*(?:\[((?:[^\[\]{}]|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})*)\])?\s*\{([^{}]*)\}")
_CITED = re.compile(r"(\\[A-Za-z]*cite[A-Za-z]*\*?(?:\s?\[[^\]]*\]){0,2}\s?\{)([^{}]*)\}")
_PLAIN_LABEL = re.compile(r"[A-Za-z][\w+.-]{0,15}|\d{1,3}")
_FRONT = re.compile(
    r"\\(?:keywords?|affiliation|affil|institute|institution|address|email|subjclass|publishers|dedication|subject)"
    r"(?![A-Za-z])\*?\s*(?:\[[^\]]*\])?\s*(?=\{)"
)
_BEGIN = "\\begin{document}"
_OTHER_NAMES = {"addsec": "section", "addchap": "chapter", "minisec": "subsubsection"}


class Prepared(NamedTuple):
    """A text that pandoc understands, and what to tell a person."""

    text: str
    cautions: tuple[str, ...]


def prepared(source: str) -> Prepared:
    """A text with its figures' captions, notes, works cited and tables where pandoc finds them.

    Nothing is read from another file; which ones the text would take in is told.
    """
    kept: list[str] = []
    text = _aside(source.replace("\r\n", "\n"), kept)
    head, begin, _ = text.partition(_BEGIN)
    if begin and head.strip() and "\\document" not in head:  # a part of a document that speaks of one
        text = text.replace(_BEGIN, "").replace("\\end{document}", "")
    end = text.find("\\end{document}")
    text = text[:end] + "\\end{document}\n" if end >= 0 else text
    cautions = _left_out(text)
    for step in (_definitions, _signs, _columns, floats.settled, _notes, _works, environments.unwrapped, _front):
        text = step(text)
    for name, meant in _OTHER_NAMES.items():
        text = re.sub(rf"\\{name}\*?(?=[\[{{])", rf"\\{meant}*", text)
    return Prepared(restored(text, kept), cautions)


def _aside(text: str, kept: list[str]) -> str:
    """A text whose verbatim parts are kept elsewhere; comments go."""
    own = "|".join(
        [_VERBATIM, *sorted(map(re.escape, {*_OWN.findall(text), *_DRAWS_CODE.findall(text), *_of_code(text)}))]
    )
    pattern = re.compile(
        _ASIDE.replace(_VERBATIM, own) + _ADDRESS + _COMMENT + (_SHORT if _SHORTENS.search(text) else ""), re.DOTALL
    )

    def put(match: re.Match[str]) -> str:
        if match.group("comment") is not None:
            marks = match.group("comment").partition("%")[0]
            return marks + (
                "\n" if text[match.end() : match.end() + 1] == "\n" else ""
            )  # an empty line ends a paragraph
        if match.group("address") is not None:
            return f"\\url{{{match.group('address')}}}"
        if match.group("env") in _DROPPED:
            return ""
        said = match.group()
        if match.group("env") and match.group("env") not in _VERBATIM.split("|"):
            inner = re.sub(r"\A\\begin\{[^}]*\}(?:\[[^\]\n]*\]|\{[^}\n]*\})*|\\end\{[^}]*\}\Z", "", said)
            said = f"\\begin{{verbatim}}{inner}\\end{{verbatim}}"
        if "short" in pattern.groupindex and match.group("short") is not None:
            said = f"\\verb|{match.group('short')}|"
        kept.append(said)
        return f"\ue000{len(kept) - 1}\ue001"

    return pattern.sub(put, text.replace("\ue000", "\ufffd").replace("\ue001", "\ufffd"))


def _of_code(text: str) -> set[str]:
    """The environments in which another whole document stands: they show it."""
    names = set()
    found = [*_CODE.finditer(text)][:200]
    before = re.sub(r"(?<!\\)%.*", "", text[: found[0].start()]) if found else ""
    own = not _TEXT_BEFORE.search(before)
    for match in found[2 if own else 0 :]:
        before = text[max(0, match.start() - 4000) : match.start()]
        for begin in reversed([*re.finditer(r"\\begin\{(\w+)\*?\}", before)]):
            if begin.group(1) != "document" and f"\\end{{{begin.group(1)}" not in before[begin.end() :]:
                names.add(begin.group(1))
                break
    return names


def restored(text: str, kept: list[str]) -> str:
    """A text with its verbatim parts in their places."""
    return _KEPT.sub(lambda match: kept[int(match.group(1))], text)


def _left_out(text: str) -> tuple[str, ...]:
    body = text.partition(_BEGIN)[2] or text
    return left_out(
        name for one, other in _INCLUDED.findall(body) if not (name := (one or other).strip()).startswith("\\")
    )


def _definitions(text: str) -> str:
    """Definitions go whose parameters are parted by words, which pandoc stops at."""
    return without(text, _DELIMITED, lambda match: _PLAIN.fullmatch(match.group("parameters")) is None)


def _signs(text: str) -> str:
    """What is given by a number or a name as the sign itself; distances go."""

    def sign(match: re.Match[str]) -> str:
        octal, hexadecimal, *decimal = match.groups()
        number = int(octal, 8) if octal else int(hexadecimal, 16) if hexadecimal else int(decimal[0] or decimal[1])
        char = chr(number) if 32 < number < 0xD800 else ""
        return _SPECIAL.get(char, f"\\{char}" if char in "{}#$%&_" and char else char)

    def name(match: re.Match[str]) -> str:
        if _DEFINING.search(text, max(0, match.start() - 24), match.start()):
            return match.group()
        return _NAMED.get(match.group(1), match.group(1)) + "{}"

    def told(match: re.Match[str]) -> str:
        mark, command, after = match.groups()
        sign = "\\textbackslash{}" if mark or after else ""
        return f"\\texttt{{{sign}{(command or after).replace('@', '{@}')}}}"

    text = _SWITCHED.sub(" ", text)  # pandoc takes a group behind one for its own
    text = _GROUPS.sub(lambda match: {"b": "{", "e": "}"}.get(match.group(1), ""), text)
    text = _TOLD.sub(told, _NAME.sub(name, text))
    return _SPACING.sub(" ", _CHARACTER.sub(sign, text))


def _columns(text: str) -> str:
    """Every kind of table as pandoc's two, its columns left, right or centred."""
    out, done = [], 0
    ends: dict[str, str] = {}
    for match in _TABULAR.finditer(text):
        name, at = match.group(1), match.end()
        if match.start() < done or name == "array":
            continue
        while match_ := re.compile(r"\s*\[[^\]\n]*\]").match(text, at):
            at = match_.end()
        if name in _WITH_WIDTH:
            at = group(text, at + len(text[at:]) - len(text[at:].lstrip()))
            while match_ := re.compile(r"\s*\[[^\]\n]*\]").match(text, at):
                at = match_.end()
        at += len(text[at : at + 20]) - len(text[at : at + 20].lstrip())
        end = group(text, at) if text[at : at + 1] == "{" else at
        if end == at:
            continue
        plain = "longtable" if name in ("longtable", "xltabular", "longtabu", "supertabular") else "tabular"
        ends[name] = plain
        out += [text[done : match.start()], f"\\begin{{{plain}}}{{{alignments(text[at + 1 : end - 1])}}}"]
        done = end
    text = "".join([*out, text[done:]])
    for name, plain in ends.items():
        text = text.replace(f"\\end{{{name}}}", f"\\end{{{plain}}}")
    return text


def alignments(specification: str) -> str:
    """The columns of a table's specification as `l`, `c` or `r` each; 60 at most."""
    made, at = "", 0
    while at < len(specification) and len(made) < 60:
        char = specification[at]
        at += 1
        if char in "@!><" and at < len(specification):
            at = max(at, group(specification, at))
        elif char == "*" and (repeated := re.compile(r"\s*\{(\d{1,2})\}\s*(?=\{)").match(specification, at)):
            end = group(specification, repeated.end())
            made += alignments(specification[repeated.end() + 1 : end - 1]) * int(repeated.group(1))
            at = max(end, at)
        elif char.isalpha():
            made += char if char in "lcr" else "l"
            while specification[at : at + 1] in ("{", "["):
                end = group(specification, at) if specification[at] == "{" else specification.find("]", at) + 1
                at = end if end > at else at + 1
    return made[:60] or "l"


def _notes(text: str) -> str:
    """A note whose mark and text stand apart is put where its mark is."""
    texts: dict[str, list[tuple[int, int, str]]] = {}
    for match in _TEXT.finditer(text):
        end = group(text, match.end())
        if end > match.end():
            texts.setdefault(match.group(1) or "", []).append((match.start(), end, text[match.end() : end]))
    changes: list[tuple[int, int, str]] = []
    for mark in _SIDE.finditer(text):
        waiting = texts.get(mark.group(1) or "") or (texts.get("") if mark.group(1) is None else None)
        if waiting:
            start, end, words = waiting.pop(0)
            changes += [(mark.start(), mark.end(), f"\\footnote{words}"), (start, end, "")]
    changes += [(start, end, f"\\footnote{words}") for left in texts.values() for start, end, words in left]
    return changed(text, changes)


def _works(text: str) -> str:
    """Each work of a list of works is a paragraph that begins with what it is cited by."""
    shown: dict[str, str] = {}

    def listed(match: re.Match[str]) -> str:
        items = list(_WORK.finditer(match.group(1)))
        labels = [(item.group(1) or "").strip() for item in items]
        simple = all(_PLAIN_LABEL.fullmatch(label) for label in labels)
        counted = not any(labels)
        for number, item in enumerate(items, 1):
            key = item.group(2).strip()
            shown[key] = str(number) if counted else labels[number - 1] if simple else key
        made = _WORK.sub(lambda item: f"\n\n{{[}}{shown[item.group(2).strip()]}] ", match.group(1))
        heading = "" if re.search(r"\\(?:chapter|section)\*?\{[^{}]*\}\s*$", text[: match.start()]) else _heading(text)
        return f"{heading}\n\n{made}\n\n"

    text = _WORKS.sub(listed, text)
    if not shown:
        return text
    return _CITED.sub(
        lambda match: (
            match.group(1) + ",".join(shown.get(key.strip(), key.strip()) for key in match.group(2).split(",")) + "}"
        ),
        text,
    )


def _heading(text: str) -> str:
    kind = "chapter" if "\\chapter" in text else "section"
    return f"\n\n\\{kind}*{{{floats.words(text).works}}}"


def _front(text: str) -> str:
    """What stands on a title page and is said in the preamble."""
    changes: list[tuple[int, int, str]] = []
    for match in re.finditer(r"\\title\s*(?:\[[^\]]*\])?\s*(?=\{)", text):
        end = group(text, match.end())
        thanks = re.compile(r"\s*\\thanks\s*(?=\{)").match(text, end) if end > match.end() else None
        if thanks and (last := group(text, thanks.end())) > thanks.end():  # its note, which belongs to its words
            changes += [(end - 1, end, text[end:last].strip() + "}"), (end, last, "")]
    text = changed(text, changes)
    head, begin, body = text.partition(_BEGIN)
    if not begin:
        return text
    said = []
    for match in _FRONT.finditer(head):
        end = group(head, match.end())
        if end > match.end() and re.search(r"[^\W\d_]{2}", head[match.end() : end]):
            said.append(head[match.end() + 1 : end - 1])
    return head + begin + "".join(f"\n\n{words}\n\n" for words in said) + body
