"""LaTeX's commands that pandoc does not know: it leaves them out with the words in them, so that each is defined as its
words where it has such.

Whether pandoc knows a command is asked of pandoc: it is given one with words that no text has, and shows them or not.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from tui.documents.conversion.braces import group

_COMMAND = re.compile(r"\\([A-Za-z]+)(\*?)\s?(?=[\[{])")
_DEFINED = re.compile(
    r"\\(?:(?:re|provide)?(?:new)?command|DeclareMathOperator|(?:New|Renew|Provide|Declare)DocumentCommand|[gex]?def|let)"
    r"\*?\s*\{?\s*\\([A-Za-z@]+)"
)
_MATH = re.compile(
    r"\$\$.*?\$\$|(?<!\\)\$[^$]*\$|\\\[.*?\\\]|\\\(.*?\\\)"
    r"|\\begin\{(equation|align|gather|multline|eqnarray|math|displaymath|flalign|alignat|array)\*?\}.*?\\end\{\1\*?\}",
    re.DOTALL,
)
_ASIDE = re.compile(
    r"\\begin\{(verbatim|Verbatim|lstlisting|minted|alltt)\*?\}.*?\\end\{\1\*?\}|\\verb\*?(\W).*?\2", re.S
)
_NOTE = re.compile(r"(?:foot|end|side|margin)(?:ed)?note[A-Z]?$|^marginpar$|^ledsidenote$|Endnote$", re.IGNORECASE)
_SILENT = re.compile(
    r"(?:new|renew|provide|[Dd]eclare|[Dd]efine|Pass|Require|set[a-z]|patch|lst|tikz|pgf|hyper|[Bb]ibliograph|addbib|AtBegin|AtEnd"
    r"|If[A-Z]|(?:Package|Class)(?:Error|Warning|Info)|GenericE|Provides|Needs|print(?:bib|index|gloss)|captionsetup|cite|nocite|gls|acr|[hv]space|url"
    r"|hyphen|theorem|arraystretch)[A-Za-z]*"
    r"|(?:add(?:to|contents)[a-z]*|appto|pretocmd|use(?:package|theme|font|tikzlibrary|box|counter)|(?:this)?page(?:style|numbering)"
    r"|mark(?:both|right|left)|(?:number|counter)within\*?|[a-z]*counter|[hv]?phantom|s?index|glossary|label|tag|begin|end|input"
    r"|include[a-z]*|import|subfile|graphicspath|[a-z]*color|color|document(?:class|style)|select(?:language|font)|language"
    r"|foreignlanguage|rule|c?line|cmidrule|[a-z]*(?:length|width|height|size)|short(?:title|author)s?|[a-z]*running|running(?:head|title|author)?"
    r"|lipsum|blindtext|message|typeout|errmessage|show|special|write|openout|closeout|geometry|includegraphics|ensuremath"
    r"|[a-z]*(?:ref|cite)|[sm]box|fbox|parbox|raisebox|text(?:bf|it|tt|sc|sf|rm|sl|up|md|normal)|emph|multi(?:column|row)|title"
    r"|author|date|section|subsection|subsubsection|chapter|part|paragraph|subparagraph|caption|footnote|item|frac|sqrt"
    r"|pdf[a-z]*|vadjust|noalign|everypar|font|char|vspace|hspace|enlargethispage|pagebreak|linebreak|nolinebreak|nopagebreak"
    r"|thanks|let|def|edef|gdef|xdef|csname|bibitem|bibinfo|bibfield|CharacterTable|DoNotIndex|ccsdesc|orcid"
    r"|(?:big|med|small)skip|noindent|indent|ragged[a-z]+|centering|newpage|q?quad|[a-z]*size|tiny|small|[lL]arge|LARGE|[hH]uge"
    r"|[a-z]*(?:rule|line|page|matter|break|fill?|series|shape|family)|em|bf|it|tt|rm|sf|sl|sc|cal|par|appendix|left|right|bigl?|bigr"
    r"|doublespacing|spacing|colorlet|arrayrulecolor|tocdepth|penalty|kern|cellcolor|rowcolors)"
)
"""Names, or what they begin with, of commands that hold no words of the text."""
_SOUGHT = 400
"""Different commands that are asked about at most."""
_LENGTH = re.compile(r"\s*[-+]?[\d.,]*\s*(?:pt|em|ex|cm|mm|in|bp|pc|sp|%)?\s*")
_SETTING = re.compile(
    r"\s*[\w-]+\s*=|[\w./-]*[\w-]\.(?:png|jpe?g|pdf|eps|tex|bib|cls|sty|svg)\s*$|[\w-]+(?:[:/][\w.-]+)+\s*$"
)
_ACTS = re.compile(
    r"\\(?:title|author|date|begin|end|(?:sub)*section|chapter|part|item|maketitle|documentclass|newcommand|def|input)\b"
)
_WORD = re.compile(r"[^\W\d_]")
_LONG_WORD = re.compile(r"[^\W\d_]{3}")
_OFTEN = 3


class Use(NamedTuple):
    """A command where it is used: its name, whether it has what is in brackets, and what is in its braces."""

    name: str
    optional: str | None
    arguments: tuple[str, ...]


def uses(text: str) -> Iterator[Use]:
    """The commands of a text that have something behind them in brackets or braces."""
    for match in _COMMAND.finditer(text):
        at, optional = match.end(), None
        if text[at] == "[":
            end = text.find("]", at)
            if end < 0:
                continue
            optional, at = text[at + 1 : end], end + 1
        arguments: list[str] = []
        while text[at : at + 1] == "{" and len(arguments) < 9:
            end = group(text, at)
            if end == at:
                break
            arguments.append(text[at + 1 : end - 1])
            at = end
        if arguments:
            yield Use(match.group(1), optional, tuple(arguments))


def sought(text: str) -> dict[str, list[Use]]:
    """The commands that may hold words which pandoc leaves out; none that the text defines, and of those that formulas
    have too only such as stand for words outside of them."""
    text = _ASIDE.sub(lambda match: "literal" if match.group(1) is None else "", text)
    formal = {name for part in _MATH.finditer(text) for name in re.findall(r"\\([A-Za-z]+)", part.group())}
    passed = set(_DEFINED.findall(text))
    found: dict[str, list[Use]] = {}
    for use in uses(_MATH.sub(" ", text)):
        if any(map(_ACTS.search, use.arguments)):
            passed.add(use.name)
            found.pop(use.name, None)
        elif use.name not in passed and (_NOTE.search(use.name) or not _SILENT.fullmatch(use.name)):
            found.setdefault(use.name, []).append(use)
    told = (name for name, used in found.items() if name not in formal or _stands_for_words(used))
    return {name: found[name] for name in itertools.islice(told, _SOUGHT) if any(map(_words, found[name]))}


def _stands_for_words(used: list[Use]) -> bool:
    """Whether a command that formulas have too is one of the text: it is used often there, mostly about a word."""
    worded = sum(any(map(_LONG_WORD.search, use.arguments)) for use in used)
    return len(used) >= _OFTEN and worded * 2 > len(used)


def _words(use: Use) -> list[int]:
    """Which of its arguments are words."""
    return [number for number, said in enumerate(use.arguments) if _said(said)]


def _said(argument: str) -> bool:
    bare = re.sub(r"\\[A-Za-z]+\*?", "", argument)
    return not (_LENGTH.fullmatch(bare) or _SETTING.match(bare)) and _WORD.search(bare) is not None


def unknown(found: dict[str, list[Use]], ask: Callable[[str], str | None]) -> list[str]:
    """The commands whose words pandoc leaves out.

    Args:
        found: those sought.
        ask: gives a text in LaTeX as plain text; nothing where it can't be read.
    """
    return list(_asked(list(found), found, ask))


def _asked(names: list[str], found: dict[str, list[Use]], ask: Callable[[str], str | None]) -> Iterable[str]:
    if not names:
        return []
    made = [_question(number, found[name]) for number, name in enumerate(names)]
    shown = ask("\n\n".join(made))
    if shown is None:
        if len(names) == 1:
            return []
        half = len(names) // 2
        return [*_asked(names[:half], found, ask), *_asked(names[half:], found, ask)]
    return [
        name
        for number, name in enumerate(names)
        if f"qb{_letters(number)}q" in shown
        and f"qe{_letters(number)}q" in shown
        and f"qa{_letters(number)}q" not in shown
    ]


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _question(number: int, used: list[Use]) -> str:
    key = _letters(number)
    return f"qb{key}q \\{used[0].name}{f'{{qa{key}q}}' * len(used[0].arguments)} qe{key}q"


def definitions(found: dict[str, list[Use]], names: Iterable[str]) -> str:
    """Definitions, on one line, of commands as the words in them; of those that are notes, as notes."""
    made = []
    for name in names:
        used = found[name]
        count = min(len(use.arguments) for use in used)
        worded = [number for number in range(count) if any(number in _words(use) for use in used)]
        bracketed = any(use.optional is not None for use in used)
        first = 2 if bracketed else 1
        body = " ".join(f"#{number + first}" for number in worded)
        if not body:
            continue
        body = f"\\footnote{{{body}}}" if _NOTE.search(name) else body
        made.append(f"\\newcommand{{\\{name}}}[{count + first - 1}]{'[]' if bracketed else ''}{{{body}}}")
    return "".join(made)
