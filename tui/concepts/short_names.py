"""Words that stand for a longer name once a text says so in brackets: (the "Bank"), (hereinafter the Carrier)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tui.concepts.stems import stem

_CAPITAL = "A-ZÀ-ÖØ-ÞА-ЯЁ"
_BRACKET = re.compile(r"[(\[（]([^()\[\]（）\n]{3,160})[)\]）]")
_QUOTED = re.compile(r"[\"“„«»‘'](?P<name>[^\"“”„«»‘]{2,60}?)[\"”“»«’'](?!\w)")
_ARTICLE = re.compile(r"(?:the|this|our|die|der|das|den|dem|la|le|les|el|los|an?)\s{1,4}|l['’]|l’", re.I)
_NAME = re.compile(
    rf"[{_CAPITAL}][\w’'-]*(?:\s{{1,4}}(?:(?:of|for|on|du|de|für)\s{{1,4}})?[{_CAPITAL}][\w’'-]*){{0,3}}\Z"
)
_TELLING = re.compile(
    r"(?:hereinafter|hereafter|henceforth|herein|im Folgenden|nachfolgend|nachstehend|ci-après|dénommée?|désormais|"
    r"en adelante|di seguito|далее(?: по тексту)?|referred to|collectively|together|individually|jointly|as|each|or|"
    r"and|oder|und|ou|et|или|также|also|called|known|kurz|auch|genannt|[\s:,;–—-])+",
    re.I,
)
_ACRONYM = re.compile(r"\b[A-Z]{2,10}\b")
_SMALL = r"of|for|on|in|to|between|against|concerning|and|de|du|des|et|pour|sur|für|zur|zum|und|von|der"
_BEFORE = re.compile(
    rf"(?<![\w-])[{_CAPITAL}][\w’'-]*(?:\s{{1,4}}(?:(?:{_SMALL})\s{{1,4}}(?:(?:the|la|les|der|die|den|das)\s{{1,4}})?)?"
    rf"(?:[{_CAPITAL}\d][\w’'/-]*|\([A-Z]{{2,4}}\)|&))*(?:,?\s{{1,4}}(?:Ltd|Inc|Co|Corp|S\.A|N\.V|B\.V)\.)?\Z"
)
_SENTENCE = re.compile(
    r"(?:The|This|Under|In|By|For|On|At|Die|Der|Das|Den|Im|Le|La|Les|As|And|But|To|From|With)\s{1,4}"
)
_STOPS = re.compile(r"[,.;:!?«»\"“”]")
_FAR = 200
_WORDS = 8
_LONG = 10
"""letters from which on a single word can be a name that has a shorter one: a German one"""


class ShortName(NamedTuple):
    """What stands for a name from here on, the name, and where that stands."""

    short: str
    long: str
    start: int
    end: int


def short_names(text: str) -> Iterator[ShortName]:
    """The names that a text says it will use for those it has just named.

    The longer is a proper name that ends where the bracket opens. The shorter stands in quotation marks, with an
    article or behind "hereinafter" and the like, or is a word of the longer one: a song in quotation marks behind
    its singer is none.
    """
    for bracket in _BRACKET.finditer(text):
        shorts = list(_told(bracket[1]))
        named = name_before(text, bracket.start()) if shorts else None
        if shorts and named is None:
            named = _from(text, bracket.start(), shorts[0][0])
        if named is not None:
            start, long = named
            words = {stem(word) for word in re.findall(r"\w+", long.casefold())}
            for short, said in shorts:
                of = stem(re.findall(r"\w+", short.casefold())[-1]) in words
                if (said or of) and len(short) < len(long) and short.casefold() != long.casefold():
                    yield ShortName(short, long, start, start + len(long))


def _told(inner: str) -> Iterator[tuple[str, bool]]:
    """The names in a bracket, each with whether an article or a word like "hereinafter" says that it is one."""
    quoted = list(_QUOTED.finditer(inner))
    if quoted:
        rest = _TELLING.sub(" ", _ACRONYM.sub(" ", _QUOTED.sub(" ", inner))).strip()
        lead = inner[: quoted[0].start()].strip()
        if _ARTICLE.sub("", rest + " ").strip():
            return
        for one in quoted:
            name = " ".join(one["name"].split())
            bare = _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name
            if _NAME.match(bare) and not bare.isupper():
                yield bare, bool(lead) or bare != name
        return
    telling = _TELLING.match(inner)
    name = inner[telling.end() :] if telling else inner
    bare = _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name
    if (telling or bare != name) and _NAME.match(bare) and not bare.isupper() and not bare.isdecimal():
        yield " ".join(bare.split()), telling is not None and len(telling.group()) > 4


def _from(text: str, at: int, short: str) -> tuple[int, str] | None:
    """The name that begins with its short one and goes on in small letters: "la Cour des comptes (« la Cour »)"."""
    before = text[max(0, at - _FAR) : at].rstrip()
    start = before.rfind(f" {short} ")
    name = before[start + 1 :]
    if start < 0 or _STOPS.search(name) or not 2 < len(name.split()) <= _WORDS:
        return None
    return at - len(text[max(0, at - _FAR) : at]) + start + 1, name


def name_before(text: str, at: int) -> tuple[int, str] | None:
    """Where the proper name begins that ends before a place, and the name; None where there is none."""
    begins = max(0, at - _FAR)
    before = text[begins:at].rstrip(' \n\t"”’»“')
    found = _BEFORE.search(before)
    if found is None:
        return None
    start, name = found.start(), found.group()
    while (lead := _SENTENCE.match(name)) is not None:
        start, name = start + lead.end(), name[lead.end() :]
    capitals = sum(word[0].isupper() for word in name.split())
    return (begins + start, name) if capitals > 1 or len(name) >= _LONG else None
