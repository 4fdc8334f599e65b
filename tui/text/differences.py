"""What folding took away between two wordings of a name, told by kind."""

import re
import unicodedata
from collections.abc import Callable

from tui.text.folding import DASH, NOTHING, QUOTE, SPACE, fold
from tui.text.scripts import CJK

_BLANK = rf"(?:(?![\n\r]){SPACE.pattern})"
_LINE_END = re.compile(rf"{_BLANK}*+[\n\r]{SPACE.pattern}*+")
_UNSPACED_END = re.compile(rf"(?<=[{CJK}]){_LINE_END.pattern}(?=[{CJK}])")
_SPACES = re.compile(f"{_BLANK}+")


def _forms(text: str) -> str:
    return "".join(one if one.isascii() else unicodedata.normalize("NFKC", one) for one in text)


_STEPS: dict[str, Callable[[str], str]] = {
    "line end": lambda text: _LINE_END.sub(" ", _UNSPACED_END.sub("", text)),
    "spaces": lambda text: _SPACES.sub(" ", text).strip(),
    "invisible characters": lambda text: NOTHING.sub("", text),
    "quotes": lambda text: QUOTE.sub("'", text),
    "dashes": lambda text: DASH.sub("-", text),
    "full-width or other forms": _forms,
    "composed letters": lambda text: unicodedata.normalize("NFC", text),
    "case": str.casefold,
}


def folded_away(one: str, two: str) -> tuple[str, ...]:
    """The kinds of difference that must be folded for two wordings to be the same.

    Args:
        one, two: wordings that fold alike, but for case; others give nothing.

    Returns:
        out of "line end", "spaces", "invisible characters", "quotes", "dashes", "full-width or other forms",
        "composed letters", "case"; each without which the two would differ.
    """
    if one == two or fold(one).text.strip() != fold(two).text.strip():
        return ()
    needed = [left for left in _STEPS if _without(left, one) != _without(left, two)]
    return tuple(needed)


def _without(left: str, text: str) -> str:
    for name, step in _STEPS.items():
        if name != left:
            text = step(text)
    return text
