"""Plain text: the words, the citation in brackets."""

from typing import NamedTuple

from tui.citations.formats import citation
from tui.citations.quotation import Quotation


def write(quotation: Quotation) -> str:
    """A quotation in quotation marks with its citation behind it; a paraphrase without marks."""
    return f"{marked(quotation)} {cite(quotation)}"


def cite(quotation: Quotation) -> str:
    """The citation in brackets."""
    return f"({citation(quotation)})"


def marked(quotation: Quotation) -> str:
    """The words as they may be given: a paraphrase is not in quotation marks."""
    if quotation.kind == "paraphrase":
        return quotation.quote
    marks = _marks(str(quotation.reference.get("language", "")))
    return f"{marks.opening}{inner(quotation.quote, marks)}{marks.closing}"


class Marks(NamedTuple):
    """A language's quotation marks, and those it has within them."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


_ENGLISH = Marks("\u201c", "\u201d", "\u2018", "\u2019")
_GERMAN = Marks("\u201e", "\u201c", "\u201a", "\u2018")
_POINTED = Marks("\u00ab", "\u00bb", "\u2039", "\u203a")
_SOUTHERN = Marks("\u00ab", "\u00bb", "\u201c", "\u201d")
_RUSSIAN = Marks("\u00ab", "\u00bb", "\u201e", "\u201c")
_CORNERED = Marks("\u300c", "\u300d", "\u300e", "\u300f")
# After the Unicode Consortium's CLDR (delimiters); French has a narrow blank within.
_LANGUAGES = {
    **dict.fromkeys(("de", "cs", "sk", "sl", "hr", "bg", "is", "lt", "sq"), _GERMAN),
    **dict.fromkeys(
        ("it", "el", "no", "nb", "nn", "es", "pt", "ca", "hy", "fa"), Marks("\u00ab", "\u00bb", "\u201c", "\u201d")
    ),
    **dict.fromkeys(("ru", "uk", "be"), _RUSSIAN),
    **dict.fromkeys(("fi", "sv"), Marks("\u201d", "\u201d", "\u2019", "\u2019")),
    **dict.fromkeys(("pl", "ro", "hu"), Marks("\u201e", "\u201d", "\u00ab", "\u00bb")),
    "fr": Marks("\u00ab\u202f", "\u202f\u00bb", "\u201c", "\u201d"),
    "ja": _CORNERED,
    "de-ch": _POINTED,
    "pt-br": _ENGLISH,
    "zh-tw": _CORNERED,
    "zh-hk": _CORNERED,
    "zh-hant": _CORNERED,
}


def _marks(language: str) -> Marks:
    """The quotation marks of a language tag (BCP 47): of its longest part that has some; English ones else."""
    parts = language.lower().replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        if marks := _LANGUAGES.get("-".join(parts[:length])):
            return marks
    return _ENGLISH


def inner(text: str, marks: Marks = _ENGLISH) -> str:
    """The text as it stands inside quotation marks: those in it that are the same become the ones for within.

    A straight mark opens at the start and behind a blank or an opening bracket, else it closes.
    """
    opening, closing = marks.opening.strip("\u202f"), marks.closing.strip("\u202f")
    changed = {"\u201c": marks.inner_opening, "\u201d": marks.inner_closing} if marks == _ENGLISH else {}
    changed |= {opening: marks.inner_opening, closing: marks.inner_closing}
    out = []
    for at, char in enumerate(text):
        if char == '"':
            opens = at == 0 or text[at - 1].isspace() or text[at - 1] in "([\u2014\u2013\u2018"
            char = marks.inner_opening if opens else marks.inner_closing
        else:
            char = changed.get(char, char)
        out.append(char)
    return "".join(out)
