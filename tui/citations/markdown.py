"""Markdown: a block quotation with its citation, or a paragraph that paraphrases."""

import re

from tui.citations.formats import citation
from tui.citations.quotation import Quotation

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$^@])|^(\d+)([.)])(?=\s|$)|^([-+=])|&(?=#?\w+;)")


def write(quotation: Quotation) -> str:
    """A block quotation and its citation; a paraphrase is no quotation and stands as a paragraph."""
    if quotation.kind == "paraphrase":
        return f"{escape(quotation.quote)} ({cite(quotation)})"
    return f"> {escape(quotation.quote)}\n>\n> \u2014 {cite(quotation)}"


def cite(quotation: Quotation) -> str:
    """The citation, escaped."""
    return escape(citation(quotation))


def escape(text: str) -> str:
    """The text with every character that Markdown would read as markup escaped."""

    def escaped(match: re.Match[str]) -> str:
        if match[2]:
            return f"{match[2]}\\{match[3]}"
        return "\\" + match.group()

    return _SPECIAL.sub(escaped, text)
