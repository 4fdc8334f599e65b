"""Sentences, by their punctuation: English, most languages written like it, Chinese and Japanese."""

import re

from tui.text.spans import Span

# A mark and all that closes with it: quotes, brackets, note marks. Nothing is tried twice (possessive
# quantifiers), so a flood of marks stays linear.
_STOP = re.compile(
    r"[。！？｡.!?…؟۔।\n](?:"  # beginning with one class, the search skips quickly
    r"(?<=[。！？｡])[。！？｡]*+[\"'”’»›」』）】〉》)\]]*+"
    r"|(?<=[.!?…؟۔।])[.!?…؟۔।]*+(?:[\"'”’»›)\]」』¹²³⁰⁴-⁹*†‡]|\[\d{1,3}\])*+"
    r"|(?<=\n)[^\S\n]*+\n\s*+)"
)
_STOP_IN_ASCII = re.compile(r"[.!?\n](?:(?<!\n)[.!?]*+(?:[\"')\]*]|\[\d{1,3}\])*+|(?<=\n)[^\S\n]*+\n\s*+)")
"""the same where there is no other sign: twice as quick"""
_DOT = re.compile(r"\.(?:\.*+(?:[\"'”’»›)\]」』¹²³⁰⁴-⁹*†‡]|\[\d{1,3}\])*+)")
"""the same where a full stop is the only mark: three times as quick"""
_OTHERS = "\n!?…。！？｡؟۔।"
_WIDE = "。！？｡"
_BLANK = re.compile(r"\s*+")
_NEXT = re.compile(r"[\"'“‘«‹「『(\[¿¡]*+")
_FIRST = re.compile(r"\w*")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Never the end of a sentence.
_TITLES = _set(
    "dr mr mrs ms prof rev hon sr messrs mme mlle gen col lt capt sgt gov sen rep amb pres st mt ft cf e.g "
    "eg i.e ie viz vs v ca"
)
# The end of one only where a word follows that is common at the beginning.
_SHORT = _set(
    "etc al inc ltd co corp bros jr dept univ assn ed eds trans transl rev repr vol vols ch chs chap sec art "
    "arts fig figs tab eq eqs p pp para paras n nn fn no nos nr pt pts ser suppl app approx est min max jan "
    "feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun ph.d ibid id op cit loc op.cit "
    "loc.cit"
)
# Words as well: short only before a figure.
_BEFORE_FIGURES = _set("no nos art arts sec min max sat sun mar ed app id")
_STARTERS = _set(
    "the a an this that these those it its he she they we in on at by for from with to as but and or so if "
    "when while since after before although though however moreover furthermore therefore thus hence then "
    "there here his her their our my both each some many most all not such what which who why how where "
    "according because despite during finally first second third meanwhile nevertheless nonetheless once "
    "overall only still through today under unlike until yet"
)
_TOKEN = re.compile(r"[^\s\"'“”‘’«»()\[\]—–/,;:]+\Z")
_INITIALS = re.compile(r"(?:\w\.)+\w\Z")
_LETTER = re.compile(r"[^\W_]")
_REACH = 24  # no abbreviation is longer
_KNOWN = _TITLES | _SHORT | _BEFORE_FIGURES


def sentences(text: str) -> list[Span]:
    """Cut a text into sentences.

    A full stop after an abbreviation ("Dr.", "No. 5", "et al."), an initial or a list's number ends none, nor
    does a mark that a small letter follows. Closing quotes, brackets and note marks stay with their sentence;
    a blank line ends one. Linear in time.

    Returns:
        Spans in order, none empty, without the white space around them; every other character lies in one.
    """
    spans: list[Span] = []
    start = looked = _skip(text, 0)
    wordy = False  # whether there is a letter or figure since `start`: marks alone make no sentence
    for stop in _pattern(text).finditer(text):
        at, end = stop.span()
        if _plainly(text, start, at, end):
            spans.append((start, end))
            start = looked = end + 1
            wordy = False
            continue
        if not wordy and at > looked:
            wordy = text[at - 1].isalnum() or _LETTER.search(text, looked, at) is not None
            looked = at
        if not wordy or not _ends(text, start, at, end):
            continue
        spans.append((start, end if text[at] != "\n" else _trimmed(text, end)))
        start = looked = _skip(text, end)
        wordy = False
    end = _trimmed(text, len(text))
    if start < end:
        spans.append((start, end))
    return spans


def _pattern(text: str) -> re.Pattern[str]:
    """What may end a sentence, by the signs that a text has."""
    plain = text.isascii()
    for mark in _OTHERS[:3] if plain else _OTHERS:
        if mark in text:
            return _STOP_IN_ASCII if plain else _STOP
    return _DOT


def _skip(text: str, offset: int) -> int:
    if text[offset : offset + 1] == " " and text[offset + 1 : offset + 2].isalnum():
        return offset + 1  # nearly always
    found = _BLANK.match(text, offset)
    return found.end() if found else offset


def _trimmed(text: str, end: int) -> int:
    """The end of what stands before `end` without white space; something does."""
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


def _plainly(text: str, start: int, at: int, end: int) -> bool:
    """Whether a sentence that began at `start` ends at `end` as most do, which is quickly seen: a word, a full stop, a
    blank, a capital."""
    word = text[text.rfind(" ", start, at) + 1 : at]
    return (
        word.isalpha()
        and text[at:end] == "."
        and text[end : end + 1] == " "
        and text[end + 1 : end + 2].isupper()
        and len(word) > 1
        and word.lower() not in _KNOWN
    )


def _ends(text: str, start: int, at: int, end: int) -> bool:
    """Whether a sentence that began at `start` ends with the mark at `at`, and what closes with it at `end`."""
    mark = text[at]
    if end == len(text) or mark == "\n" or mark in _WIDE:
        return True
    if not text[end].isspace():
        return False
    following = _following(text, end)
    if text[following : following + 1].islower():
        return False
    return mark != "." or text.startswith("..", at) or not _abbreviated(text, start, at, following)


def _following(text: str, end: int) -> int:
    """Where the word behind a mark begins, quotes and brackets before it left out; something white stands at `end`."""
    if text[end + 1 : end + 2].isalpha():
        return end + 1
    found = _NEXT.match(text, _skip(text, end))
    return found.end() if found else end


def _abbreviated(text: str, start: int, at: int, following: int) -> bool:
    """Whether the full stop at `at` belongs to what stands before it, a word at `following` behind it."""
    head = text[max(start, at - _REACH) : at]
    token = head[head.rfind(" ") + 1 :]
    if not token.isalpha():  # most are
        found = _TOKEN.search(head)
        if found is None:
            return False
        token = found.group()
    if len(token) == at - start < 4 and token.isdecimal():
        return True
    lower = token.lower()
    if lower in _TITLES:
        return True
    if (len(token) == 1 and token.isupper()) or _INITIALS.match(token):
        return not _starts(text, following)
    if lower in _BEFORE_FIGURES:
        return text[following : following + 1].isdecimal()
    return lower in _SHORT and not _starts(text, following)


def _starts(text: str, at: int) -> bool:
    """Whether a word stands at a place that is common at the beginning of a sentence."""
    found = _FIRST.match(text, at)
    return found is not None and found.group().lower() in _STARTERS
