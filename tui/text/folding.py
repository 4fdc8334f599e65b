"""Text folded for comparison, with a map back: away with what a typesetter or a scanner changes in the same words.

Folded are quotes (all to '), dashes (all to -), white space (a run of it to one blank; a line end between two
characters of Chinese or Japanese to nothing), full-width and other compatibility forms (NFKC, character by
character, but for raised and encircled ones, which mark notes), composed and decomposed letters (NFC), soft
hyphens and all that has no width. Case is folded in `Folded.text`, kept in `Folded.exact`; both share one map.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache

from tui.text.scripts import CJK, Script, script

_SPACES = "\t\n\x0b\x0c\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_NOTHING = "\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
_QUOTES = (
    '"`\xab\xbb\xb4\u02b9-\u02bf\u2018-\u201f\u2032-\u2036\u2039\u203a\u300c-\u300f\u301d-\u301f\uff02\uff07\uff40'
)
_DASHES = "\u058a\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\u2e40\ufe31\ufe32\ufe58\ufe63\uff0d"
# Second characters of canonical compositions: they may melt with the one before them.
_MARKS = (
    "\u0300-\u034e\u0350-\u036f\u0653-\u0655\u093c\u09bc\u09be\u09d7\u0a3c\u0b3c\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0c56"
    "\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dca\u0dcf\u0ddf\u102e\u1161-\u1175\u11a8-\u11c2\u1b35\u3099\u309a\uff9e\uff9f"
)
# Where characters stand that NFKC changes or that case folding makes longer; a few too many do no harm.
_FORMS = (
    "\xdf\u0130-\u0133\u013f\u0140\u0149\u01c4-\u01cc\u01f0-\u01f3\u0340-\u0344\u0374\u037e\u0387\u0390\u03b0"
    "\u0587\u0958-\u095f\u09dc\u09dd\u09df\u0a33\u0a36\u0a59-\u0a5b\u0a5e\u0b5c\u0b5d\u1e96-\u1e9f\u1f00-\u1fff"
    "\u2000-\u206f\u2080-\u209f\u2100-\u218f\u2329\u232a\u2e80-\u2fdf\u3131-\u318e\uf900-\ufdff\ufe10-\ufeff"
    "\uff00-\uffef\ud800-\udfff\U0001d400-\U0001d7ff\U0002f800-\U0002fa1f"
)
# Letters that may carry an accent in one code point, and the points and vowel signs of Hebrew and Arabic.
_ACCENTED = "\xc0-\u024f\u0370-\u03ff\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u0652\u0656-\u065f\u0670\u1e00-\u1eff"

_ODD = _SPACES + _NOTHING + _QUOTES + _DASHES + _MARKS + _FORMS
_MARK = re.compile(f"[{_MARKS}]")
SPACE = re.compile(f"[ {_SPACES}]")
QUOTE, DASH, NOTHING = (re.compile(f"[{inside}]") for inside in (_QUOTES, _DASHES, _NOTHING))
_LONG = 64
"""code points; only white space and what has no width come in longer tokens, too long to be kept in a cache"""
_ASCII = str.maketrans(dict.fromkeys("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f", " ") | {'"': "'", "`": "'"})
_RAISED = ("<super>", "<circle>", "<fraction>")


class Folded:
    """A folded text and the map from its offsets to those of the text it was made from.

    Attributes:
        text: folded, case too.
        exact: folded but for case; as long as `text`, offset for offset.
    """

    __slots__ = ("_at", "_source", "exact", "text")

    def __init__(self, exact: str, at: list[int], source: list[int]) -> None:
        self.exact = exact
        self.text = exact.lower() if exact.isascii() else exact.casefold()
        # Piece k, at[k] to at[k+1], stands for source[k] to source[k+1]: character for character when both are
        # equally long, else the whole for the whole.
        self._at = at
        self._source = source

    def start(self, offset: int) -> int:
        """The source offset of the folded character at `offset`; where one became several, of the one."""
        if len(self._at) == 2:
            return self._source[0] + offset
        piece = min(bisect_right(self._at, offset), len(self._at) - 1) - 1
        if self._copies(piece):
            return self._source[piece] + offset - self._at[piece]
        return self._source[piece] if offset < self._at[piece + 1] else self._source[piece + 1]

    def end(self, offset: int) -> int:
        """The source offset just after what became the folded character before `offset`."""
        if offset <= 0:
            return self.start(0)
        if len(self._at) == 2:
            return self._source[0] + offset
        piece = min(bisect_right(self._at, offset - 1), len(self._at) - 1) - 1
        if self._copies(piece):
            return self._source[piece] + offset - self._at[piece]
        return self._source[piece + 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source of `text[start:end]`."""
        first = self.start(start)
        return (first, max(first, self.end(end)))

    def _copies(self, piece: int) -> bool:
        at, source = self._at, self._source
        return at[piece + 1] - at[piece] == source[piece + 1] - source[piece]


def fold(text: str, *, accents: bool = True) -> Folded:
    """Fold a text.

    Args:
        text: any; a lone surrogate becomes U+FFFD.
        accents: keep them. Without, accents of Latin and Greek letters and the vowel signs of Hebrew and Arabic go too;
            marks that make another letter (Cyrillic й, kana が) stay.

    Returns:
        The folded text; linear in time, whatever the text.
    """
    if text.isascii():
        plain = text.translate(_ASCII)
        return _squeeze(text, plain) if "  " in plain else _same(plain)
    stretch, piece = (_stretch(), _piece) if accents else (_accented(), _bare)
    parts: list[str] = []
    at, source = [0], [0]
    done = length = 0  # how much of the source is folded, and how long that has become
    for found in stretch.finditer(text):
        start, end = found.span()
        # A mark belongs to the letter before it, which was passed over as nothing special.
        if start > done and _MARK.match(text, start) and not SPACE.match(text, start - 1):
            start -= 1
        parts.append(text[done:start])
        length += start - done
        for first, last in ((start, end),) if end - start == 1 else _tokens(text, start, end):
            token = text[first:last]
            folded = piece(token) if last - first < _LONG else _flood(token)
            if folded == " " and ("\n" in token or "\r" in token) and _inside_cjk(text, first, last):
                folded = ""
            parts.append(folded)
            if len(folded) != last - first:
                at += (length, length + len(folded))
                source += (first, last)
            length += len(folded)
        done = end
    parts.append(text[done:])
    at.append(length + len(text) - done)
    source.append(len(text))
    return Folded("".join(parts), at, source)


# So large sets take a while to compile, and a letter is folded without them.
@cache
def _stretch() -> re.Pattern[str]:
    """What is looked at; beginning with one class, the search skips quickly, and lets a single blank go."""
    return re.compile(f"[ {_ODD}](?:[ {_ODD}]++|(?<! ))")


@cache
def _token() -> re.Pattern[str]:
    """White space, and a character with its marks: no more than 30 at once, since to normalise a flood of marks is
    quadratic (UAX 15, Stream-Safe Text Format)."""
    return re.compile(
        f"[{_NOTHING}]++(?:[ {_SPACES}][ {_SPACES}{_NOTHING}]*+)?|[ {_SPACES}][ {_SPACES}{_NOTHING}]*+"
        f"|[^ {_SPACES}{_MARKS}]?[{_MARKS}]{{1,30}}|.",
        re.DOTALL,
    )


@cache
def _accented() -> re.Pattern[str]:
    """What `_stretch` is where accents are folded too."""
    return re.compile(f"[ {_ODD}{_ACCENTED}](?:[ {_ODD}{_ACCENTED}]++|(?<! ))")


def _tokens(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a stretch of odd characters into runs of white space and characters with their marks."""
    return [token.span() for token in _token().finditer(text, start, end)]


def _same(plain: str) -> Folded:
    return Folded(plain, [0, len(plain)], [0, len(plain)])


def _squeeze(text: str, plain: str) -> Folded:
    """Fold ASCII in which only runs of blanks change the length."""
    parts: list[str] = []
    at, source = [0], [0]
    done = length = 0
    gap = plain.find("  ")
    while gap >= 0:
        end = gap + 2
        while plain.startswith(" ", end):
            end += 1
        parts.append(plain[done : gap + 1])
        length += gap + 1 - done
        at += (length - 1, length)
        source += (gap, end)
        done = end
        gap = plain.find("  ", end)
    parts.append(plain[done:])
    at.append(length + len(text) - done)
    source.append(len(text))
    return Folded("".join(parts), at, source)


def _inside_cjk(text: str, start: int, end: int) -> bool:
    """Whether Chinese or Japanese stands on both sides: there a line end stands for nothing."""
    if start == 0 or end == len(text):
        return False
    unspaced = _unspaced()
    return bool(unspaced.match(text, start - 1) and unspaced.match(text, end))


@cache
def _unspaced() -> re.Pattern[str]:
    """A character beside which a line end stands for nothing; so large a set takes a while to compile."""
    return re.compile(f"[{CJK}\u3000-\u303f\uff00-\uff0f]")


def _flood(token: str) -> str:
    return " " if SPACE.search(token) else ""


@lru_cache(maxsize=32768)
def _piece(token: str) -> str:
    """Fold a run of white space, or a character with its marks, but for case."""
    if len(token) == 1:
        return _character(token)
    if SPACE.search(token):
        return " "
    return _single(unicodedata.normalize("NFC", "".join(map(_character, token))))


def _character(character: str) -> str:
    if SPACE.match(character):
        return " "
    if QUOTE.match(character):
        return "'"
    if DASH.match(character):
        return "-"
    if NOTHING.match(character):
        return ""
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    if character == "\u0131":  # dotless: its capital is that of i
        return "i"
    if unicodedata.decomposition(character).startswith(_RAISED):
        return character
    form = unicodedata.normalize("NFKC", character)
    return character if form.startswith(" ") else _single(form)


def _single(form: str) -> str:
    """Write out the characters that case folding makes longer, so that both folded texts agree."""
    if len(form.casefold()) == len(form):
        return form
    return "".join(_written_out(c) if len(c.casefold()) > 1 else c for c in form)


def _written_out(character: str) -> str:
    if character == "\u0130":  # Turkish İ is the capital of i
        return "I"
    folded = character.casefold()
    return folded.upper() if character == "\u1e9e" else folded


@lru_cache(maxsize=32768)
def _bare(token: str) -> str:
    """Fold as `_piece`, and take accents off."""
    form = _piece(token)
    if form.isascii():
        return form
    kept: list[str] = []
    base = ""
    for character in unicodedata.normalize("NFD", form):
        mark = unicodedata.combining(character) or character == "\u0640"
        if not (mark and _accent(base, character)):
            kept.append(character)
        if not mark:
            base = character
    return _single(unicodedata.normalize("NFC", "".join(kept)))


def _accent(base: str, mark: str) -> bool:
    """Whether a mark only colours the letter before it, and makes no other letter of it."""
    if "\u0591" <= mark <= "\u05c7" or "\u0610" <= mark <= "\u0652" or "\u0656" <= mark <= "\u0670":
        return True
    return "\u0300" <= mark <= "\u036f" and (not base or script(base) in (Script.LATIN, Script.GREEK))


def fold_word(word: str) -> str:
    """Fold one word for search and counting: case and accents too."""
    return word.lower() if word.isascii() else fold(word, accents=False).text


def melts(letter: str) -> bool:
    """Whether a letter may become one with that before it, as the vowels of Korean do."""
    return bool(_MARK.match(letter))
