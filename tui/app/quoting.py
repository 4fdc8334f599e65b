"""A passage as a quotation with its citation, ready to be pasted."""

from tui.documents.model import Document, Passage

FORMAT = "plain"


def quoted(document: Document, passage: Passage) -> tuple[str, list[str]]:
    """The text to copy, and what one should know before one relies on it."""
    from tui.citations.formats import named
    from tui.citations.quotation import quote

    quotation = quote(document, passage.place)
    return named(FORMAT).write(quotation), [caution.reason for caution in quotation.cautions]
