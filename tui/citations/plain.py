"""Plain text: the words, the citation in brackets."""

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
    return f"\u201c{inner(quotation.quote)}\u201d"


def inner(text: str) -> str:
    """The text as it stands inside quotation marks: double ones in it become single ones.

    A straight mark opens at the start and behind a blank or an opening bracket, else it closes.
    """
    out = []
    for at, char in enumerate(text):
        if char == '"':
            opens = at == 0 or text[at - 1].isspace() or text[at - 1] in "([\u2014\u2013\u2018"
            char = "\u2018" if opens else "\u2019"
        out.append({"\u201c": "\u2018", "\u201d": "\u2019"}.get(char, char))
    return "".join(out)
