"""Whether the letters of a short form stand in order in a long one."""

import re
import unicodedata


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ARTICLE = re.compile(
    r"(?:the|a|an|or|its|their|our|this|that|these|of|by|in|for|and|as|on|to|with|from|called|de|la|le)\s{1,4}", re.I
)
_TWICE = re.compile(r"(?<=[^A-Z])([A-Z]{2,4})/\1\b")
_GREEK = re.compile("[\u0370-\u03ff]")
_LATIN = str.maketrans("αβγδεκλμπστφχω", "abgdeklmpstpco")
"""Greek letters by the first of their names: β2-agonists are the BA of LABAs"""
_TIMES = re.compile(r"([a-z])([23])(?=[a-z])")
_FORMULA = re.compile(r"[=\\${}<>|^]")
SMALL = words(
    "of the and for on in to at by de la le du des und der die für y e a an with from as or gegen zur zum vom "
    "über bei pour contre sur aux au les los las del della dei delle van voor het do dos das и в по с о об на"
)

_NUMBERS = {"1": "one first", "2": "two to second", "3": "three third", "4": "four for fourth", "5": "five fifth"}
_NUMBERS |= {"6": "six", "7": "seven", "8": "eight", "9": "nine", "10": "ten", "12": "twelve", "15": "fifteen"}
_NUMBERS |= {"20": "twenty", "24": "twenty-four", "30": "thirty", "77": "seventy-seven"}


_BETWEEN = re.compile(r",\s{1,4}(?:and\s{1,4})?|\s{1,4}and\s{1,4}")
_ONE_WORD = 10
"""letters from which on a word written as one may have a short form of letters from its inside"""


def each_begins(short: str, long: str) -> bool:
    """Whether the letters of a short form are the first of all words, or of all of any weight, in order."""
    letters = "".join(letter for letter in short.casefold() if letter.isalnum())
    words = [word.group().casefold() for word in WORD.finditer(long)]
    weighty = [word[0] for word in words if word not in SMALL]
    return "".join(weighty) == letters or "".join(word[0] for word in words) == letters


def fits(short: str, long: str, *, closely: bool) -> bool:
    """Whether all of a long form is a short form's; closely, when its last word gives the last letter."""
    if aligned(short, long) != 0 or not is_long(short, long) or not _initials(short, long):
        return False
    last = [letter for letter in short.casefold() if letter.isalnum()][-1]
    return not closely or long.split()[-1][0].casefold() == last


def lists_members(short: str, long: str) -> bool:
    """Whether a text lists as many things as a short form has letters, that begin with these: BRICS, SWOT."""
    members = _BETWEEN.split(long)
    return len(members) > 3 and [one[:1].casefold() for one in members] == list(short.casefold())


def _initials(short: str, long: str) -> bool:
    """Whether the last word of any weight takes part: so that nothing is left over behind the short form."""
    words = [word.group() for word in WORD.finditer(long) if word.group().casefold() not in SMALL]
    letters = [letter.casefold() for letter in short if letter.isalnum()]
    return bool(words) and (words[-1][0].casefold() == letters[-1] or words[-1][0].casefold() in letters[1:])


def aligned(short: str, long: str, *, strictly: bool = False) -> int | None:
    """Where in a text the long form begins: each letter of the short form, from its end, is found going back.

    First the nearest place that begins a word is taken, then, as Schwartz and Hearst do, the nearest at all; strictly,
    each letter must begin a word.
    """
    folded = long.casefold() if _GREEK.search(short) else long.casefold().translate(_LATIN)
    if len(folded) != len(long):
        return None
    letters = _letters(_TWICE.sub(r"\1", short), folded)
    for initials in (True, False):
        places = _places(letters, folded, initials=initials)
        if strictly:
            return places[-1] if places and all(begins(folded, at) for at in places) else None
        if places and (2 * sum(begins(folded, at) for at in places) >= len(letters) or _all_begin(folded, places)):
            return places[-1]
    for beginning in ("ex", "cross") if letters[:1] == ["x"] else ():  # Extensible, Exchange
        spoken = aligned(beginning[0] + "".join(letters[1:]), long)
        if spoken is not None and folded.startswith(beginning, spoken):
            return spoken
    start = max(map(folded.rfind, " \n-")) + 1
    size = len(letters)  # the end of a name is seldom a name of its own: "the Labour Organization (OIT)"
    ends = long[start : start + 1].isupper() and long[:start].rstrip().rpartition(" ")[2][:1].isupper()
    least = max(15, 4 * size) if ends else max(_ONE_WORD, 3 * size)
    return _compound(letters, folded, start=start, least=least)


def _compound(letters: list[str], long: str, *, start: int, least: int) -> int | None:
    """Where the last word begins when it alone, long and written as one, has the letters in order.

    Args:
        letters: of the short form.
        long: a text, folded.
        start: where its last word begins.
        least: letters that this has at least.
    """
    word, at = long[start:], -1
    for letter in letters:
        at = word.find(letter, at + 1)
        if at < 0:
            return None
    return start if word[:1] == letters[0] and word.isalpha() and len(word) >= least else None


def _letters(short: str, long: str) -> list[str]:
    """The letters to be found; figures that the long form has, as such or in words, are found already."""
    figures = "".join(re.findall(r"\d+", short))
    found = {tail for one in re.findall(r"\d+", long) for tail in (one, one[-2:])}
    worded = re.search(rf"\b(?:{_NUMBERS.get(figures, '').replace(' ', '|')})\b", long) if figures in _NUMBERS else None
    if worded:
        short = short.replace(figures, worded.group()[0])
    short = "".join(_spelt(one, long) for one in short)
    if figures and (figures in found or worded):
        return [one for one in short.casefold() if one.isalpha()]
    whole = _TIMES.sub(lambda times: times[1] * int(times[2]), short.casefold())  # the three Ws of W3C
    return [one for one in whole if one.isalnum()]


def _spelt(letter: str, long: str) -> str:
    """A Greek letter by the first of its name, where a text has the name and not the letter."""
    name = unicodedata.name(letter, "").rpartition(" ")[2].casefold() if "\u0370" <= letter <= "\u03ff" else ""
    return name[0] if name and letter.casefold() not in long and name in long else letter


def _places(letters: list[str], text: str, *, initials: bool) -> list[int]:
    """The place of each letter, the last first; empty where one is missing."""
    at, places = len(text), []
    for number in reversed(range(len(letters))):
        place = inside = text.rfind(letters[number], 0, at)
        while place >= 0 and (not begins(text, place) or (number == 0 and _is_small(text, place))):
            place = text.rfind(letters[number], 0, place)
        near = place >= 0 and text.count(" ", place, at) <= 2
        if number and not (initials and near):
            place = inside
        if place < 0:
            return []
        places.append(place)
        at = place
    return places


def _is_small(text: str, at: int) -> bool:
    word = WORD.match(text, at)
    return word is not None and word.group() in SMALL


def _all_begin(text: str, places: list[int]) -> bool:
    """Whether every word of any weight from the first place on gives its first letter."""
    taken = set(places)
    words = [word for word in WORD.finditer(text, places[-1]) if word.group() not in SMALL]
    return len(words) > 1 and all(word.start() in taken or word.group()[0].isdecimal() for word in words)


def begins(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()


def trimmed(long: str) -> tuple[str, int]:
    """Without the articles and small words it begins with, and how much went."""
    size = len(long)
    while (article := _ARTICLE.match(long)) is not None:
        long = long[article.end() :]
    # markup and quotation marks around a name are none of it
    return long.strip(' ,*_`"“”«»'), size - len(long)


def is_long(short: str, long: str) -> bool:
    words = [word.group() for word in WORD.finditer(long)]
    if (
        _FORMULA.search(long)
        or (long.isupper() and not re.search(r"[\s-]", long))
        or long.count("(") != long.count(")")
    ):
        return False
    if not words or len(long) <= len(short) or short in words or _too_many(words, len(short) + 5):
        return False
    letters = sum(map(str.isalpha, long))
    return letters * 2 > len(long) and (len(words) > 1 or len(long) >= 2 * len(short))


def _too_many(words: list[str], limit: int) -> bool:
    """Whether a long form has too many words; of a name's, those of little weight don't count."""
    weighty = [word for word in words if word.casefold() not in SMALL]
    return len(words) > limit and (
        len(weighty) > limit or sum(word[0].islower() for word in weighty) > len(weighty) // 4
    )
