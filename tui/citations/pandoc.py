"""Pandoc's Markdown: the quotation with a citation that citeproc understands."""

import re

from tui.citations.markdown import escape
from tui.citations.plain import marked
from tui.citations.quotation import Quotation


def write(quotation: Quotation) -> str:
    """The words with a citation behind them; a paraphrase without quotation marks."""
    return f"{escape(marked(quotation))} {cite(quotation)}"


def cite(quotation: Quotation) -> str:
    """`[@key, sec. 2, para. 4]`; for a paraphrase `[cf. @key, ...]`.

    The key is in braces where it holds more than letters, digits and single marks between them.
    """
    key = str(quotation.reference["id"])
    if not re.fullmatch("[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*", key):
        key = "{" + key.replace("{", "").replace("}", "") + "}"
    locator = f", {quotation.locator}" if quotation.locator else ""
    before = "cf. " if quotation.kind == "paraphrase" else ""
    return f"[{before}@{key}{locator}]"
