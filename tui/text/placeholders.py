"""What must not reach a terminal, made visible; and the same for JSON.

Unsafe are controls (C0, DEL, C1), what turns the direction of writing, tag characters, line and paragraph
separators, interlinear annotation, deprecated format characters and lone surrogates: an escape sequence, a
line shown backwards or a hidden message would else come from a document.
"""

import re
from functools import cache

_UNSAFE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f"
)


def safe(text: str, *, lines: bool = False) -> str:
    """The text with a visible placeholder for every character that must not reach a terminal.

    Args:
        text: any.
        lines: let tabs and line ends (U+000A) pass.

    Returns:
        `text` itself where it is clean; else a control's picture (`␛`), or its number (`⟨U+202E⟩`).
    """
    if text.isprintable():
        return text
    return _unsafe(lines).sub(_placeholder, text)


@cache
def _unsafe(lines: bool) -> re.Pattern[str]:
    """What is unsafe in a text of lines, or in one line; compiled where a text is not clean, as nearly all are."""
    return re.compile(f"[{_UNSAFE}]" if lines else f"[\t\n{_UNSAFE}]")


def placeholder(character: str) -> str:
    """How one unsafe character is shown."""
    number = ord(character)
    if number < 0x20:
        return chr(0x2400 + number)
    return "␡" if number == 0x7F else f"⟨U+{number:04X}⟩"


def escape_json(text: str) -> str:
    r"""Write the unsafe characters of a JSON text as `\uXXXX`, those beyond U+FFFF as two.

    Args:
        text: what `json.dumps(..., ensure_ascii=False)` gave. Tabs and line ends stand only between its strings
            and stay; the others stand only inside them.
    """
    if text.isprintable():
        return text
    return _unsafe(lines=True).sub(_escape, text)


def _placeholder(found: re.Match[str]) -> str:
    return placeholder(found.group())


def _escape(found: re.Match[str]) -> str:
    number = ord(found.group())
    if number <= 0xFFFF:
        return f"\\u{number:04x}"
    number -= 0x10000
    return f"\\u{0xD800 + (number >> 10):04x}\\u{0xDC00 + (number & 0x3FF):04x}"
