"""What looks like a short form, and the short forms that look like words."""

import re

from tui.concepts.alignment import SMALL, WORD, each_begins, words

_DOTTED = re.compile(r"(?:[A-Z]\.){2,}\Z")
_PLURAL = re.compile(r"(?<=[\w&/+-])(?:[^\W\d_a-zа-яß-öø-ÿ]|[A-Z]{2}[a-tv-z])s\Z")
NUMERONYM = re.compile(r"([a-z])(\d{1,2})([a-z])\Z")
_NO_SHORT_FORMS = words("and or see not now all one two the as in by eg ie cf sic ca vs no ed eds pp am pm")
_VOWELS = frozenset("aeiouyäöü")
_LONG_WORD = 10


def shorn(short: str) -> str:
    """Without a plural's s and marks at the end, unless each letter has its point."""
    if _DOTTED.match(short):
        return short
    short = short.rstrip(".-/&+")
    if short.endswith(("Ses", "Xes")):
        return short[:-2]
    return short[:-1] if _PLURAL.search(short) else short


def is_short(short: str) -> bool:
    """Whether capitals, or a capital and figures, tell that this is no common word."""
    capitals = sum(map(str.isupper, short))
    if not (2 <= len(short) <= 12 and any(map(str.isalpha, short))):
        return False
    return capitals >= 2 or (capitals == 1 and any(map(str.isdecimal, short)))


def spoken_as_word(short: str, before: str) -> int | None:
    """Where the long form begins at the end of a text, of a short form that looks like a word.

    So that no word in brackets is taken for one, the letters must be the first of all words (ppm, Unesco), the
    beginnings of the words of a name (Interpol), consonants of one long word (Hb, kDa), or count
    those they leave out (i18n).
    """
    found = list(WORD.finditer(before))
    if not found or found[-1].end() != len(before) or short.casefold() in _NO_SHORT_FORMS:
        return None
    last = found[-1]
    if (counted := NUMERONYM.match(short.casefold())) is not None:
        folded = last.group().casefold()
        held = folded[0] + folded[-1] == counted[1] + counted[3] and len(folded) == int(counted[2]) + 2
        return last.start() if held else None
    if not short.isalpha():
        return None
    for word in reversed(found[-2 * len(short) :]):
        long = before[word.start() :]
        if word.group().casefold() not in SMALL and long != word.group() and each_begins(short, long):
            return word.start() if short.islower() or word.group()[0].isupper() or not short.istitle() else None
    if short.islower():
        return None
    if not short.istitle() and (start := _pieced(short, found)) is not None:
        return start
    return _blended(short, found) if short.istitle() and len(short) > 3 else _shortened(short, last)


def _pieced(short: str, words: list[re.Match[str]]) -> int | None:
    """Where words begin that have the parts of a short form, each with a capital: monoclonal antibodies (mAb)."""
    pieces = [piece.casefold() for piece in re.findall(r"[A-Z]?[a-z]+|[A-Z]", short)]
    tail = words[-len(pieces) :]
    if not 1 < len(pieces) == len(tail):
        return None
    held = all(_has(word.group().casefold(), piece) for word, piece in zip(tail, pieces, strict=True))
    return tail[0].start() if held else None


def _has(word: str, letters: str) -> bool:
    """Whether a word begins with the first of some letters and has the others in order."""
    rest = iter(word)
    return word[:1] == letters[:1] and all(letter in rest for letter in letters)


def _shortened(short: str, word: re.Match[str]) -> int | None:
    """Where a long word begins that has the letters of the short form in order: haemoglobin (Hb)."""
    text = word.group().casefold()
    if len(text) < _LONG_WORD or not text.isalpha() or (short.istitle() and not _VOWELS.isdisjoint(short.casefold())):
        return None
    return word.start() if _has(text, short.casefold()) else None


def _blended(short: str, words: list[re.Match[str]]) -> int | None:
    """Where a name begins of whose words the short form has the beginnings: Office of Communications (Ofcom)."""
    folded = short.casefold()
    for number in reversed(range(max(0, len(words) - len(short)), len(words) - 1)):
        name = [word.group().casefold() for word in words[number:] if word.group().casefold() not in SMALL]
        if words[number].group()[0].isupper() and folded not in name and _begin_words(folded, name):
            return words[number].start()
    return None


def _begin_words(short: str, words: list[str]) -> bool:
    """Whether a text is the beginnings of the first word and others, two letters of each or more; two may lack."""
    first, *others = words
    for size in range(2, len(short) - 1):
        if not first.startswith(short[:size]):
            return False
        if _go_on(short[size:], others, 2):
            return True
    return False


def _go_on(short: str, words: list[str], skipped: int) -> bool:
    if not short or not words:
        return not short and len(words) <= skipped
    if skipped and _go_on(short, words[1:], skipped - 1):
        return True
    if len(words) - 1 <= skipped and words[0].startswith(short[:2]) and _has(words[0], short):
        return True  # the beginning of a word and of another inside it: Geheime Staatspolizei (Gestapo)
    sizes = (size for size in range(2, len(short) + 1) if words[0].startswith(short[:size]))
    return any(_go_on(short[size:], words[1:], skipped) for size in sizes)
