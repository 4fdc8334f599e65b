"""Words that stand for a longer name once a text says so in brackets: (the "Bank"), (hereinafter the Carrier)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tui.concepts.short_kinds import is_short
from tui.concepts.stems import stem

_CAPITAL = "A-ZÀ-ÖØ-ÞА-ЯЁ"
_BRACKET = re.compile(r"[(\[（]([^()\[\]（）\n]{3,160})[)\]）]")
_QUOTED = re.compile(r"[\"“„«»‘'](?P<name>[^\"“”„«»‘]{2,60}?)[\"”“»«’'](?!\w)")
_ARTICLE = re.compile(r"(?:the|this|our|die|der|das|den|dem|la|le|les|el|los|an?)\s{1,4}|l['’]|l’", re.I)
_NAME = re.compile(
    rf"(?:[12]\d{{3}}\s)?[{_CAPITAL}][\w’'-]*(?:\s{{1,4}}(?:(?:of|for|on|du|de|für)\s{{1,4}})?[{_CAPITAL}][\w’'-]*){{0,3}}\Z"
)
_TELLING = re.compile(
    r"(?:hereinafter|hereafter|henceforth|herein|im Folgenden|nachfolgend|nachstehend|ci-après|dénommée?|désormais|"
    r"en adelante|di seguito|далее(?: по тексту)?|referred to|"
    r"together with [^,\"“]{3,60},|as (?:amended|supplemented|defined)[^,\"“]{0,60},|"
    r"collectively|together|individually|jointly|as|each|or|"
    r"and|oder|und|ou|et|или|также|also|called|known|kurz|auch|genannt|simply|for short|in what follows|below|"
    r"commonly|better|popularly|[\s:,;–—-])+",
    re.I,
)
_SAID = re.compile(
    r",\s{1,4}(?P<told>(?:also |commonly |better |popularly |often |widely )?(?:called|known as|nicknamed|dubbed)|"
    r"(?:hereinafter|hereafter|henceforth|ci-après|im Folgenden|nachfolgend|en adelante)"
    r"(?: referred to)?(?: (?:as|called))?|referred to (?:hereinafter |hereafter |below )?as)\s{1,4}"
    r"(?P<article>(?:the|die|der|das|la|le|les|el|los) )?"
    rf"(?P<quote>[\"“„«‘'])?(?:the )?(?P<name>[{_CAPITAL}][\w’'-]{{2,30}}"
    rf"(?: [{_CAPITAL}][\w’'-]{{2,30}}){{0,2}})[\"”“»’']?"
    r"(?=[,.;])"
)
"""behind a comma: , hereinafter “the Commission”,"""
_BRACKETED = re.compile(r"\s{0,4}[(\[][^()\[\]]{1,60}[)\]]\Z")
_PARTED = re.compile(r"\s{0,4};\s{0,4}|,\s{1,4}|\s{1,4}(?:or|oder|ou)\s{1,4}")
_ACRONYM = re.compile(r"\b[A-Z]{2,10}\b")
_SMALL = (
    r"of|for|on|in|to|between|against|concerning|relating to|regarding|governing|establishing|"
    r"and|de|du|des|et|pour|sur|für|zur|zum|und|von|der"
)
_BEFORE = re.compile(
    rf"(?<![\w-])[{_CAPITAL}][\w’'-]*(?:\s{{1,4}}(?:(?:{_SMALL})\s{{1,4}}(?:(?:the|la|les|der|die|den|das)\s{{1,4}})?)?"
    rf"(?:[{_CAPITAL}\d][\w’'/-]*|\([A-Z]{{2,4}}\)|&))*(?:,?\s{{1,4}}"
    r"(?:(?:Ltd|Inc|Co|Corp|S\.A|N\.V|B\.V|S\.p\.A|S\.r\.l|S\.A\.S|e\.V|Pty\.? Ltd)\.|plc|mbH|& Co\.? KG|a\.s\.))?\Z"
)
_FIRM = re.compile(r"\b(?:Ltd|Limited|Inc|Corp|plc|LLC|LLP|GmbH|AG|S\.A|N\.V|B\.V|S\.p\.A)\.?\Z")
_WHAT = re.compile(r",\s{1,4}(?:an?|the|incorporated|organi[sz]ed|registered|whose|having|with)\s[^()\[\];.]{3,140}\Z")
"""what a contract says of a firm before its short name: , a Delaware corporation (the “Company”)"""
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
        if shorts and (told := _WHAT.search(text[max(0, bracket.start() - _FAR) : bracket.start()])) is not None:
            firm = name_before(text, bracket.start() - len(told.group()))
            named = firm if firm is not None and _FIRM.search(firm[1]) else named
        if shorts and named is None:
            named = _from(text, bracket.start(), shorts[0][0])
        if named is not None:
            start, long = named
            for short, said in shorts:
                if (said or _is_of(short, long)) and len(short) < len(long) and short.casefold() != long.casefold():
                    yield ShortName(short, long, start, start + len(long))
    for telling in _SAID.finditer(text):
        at = telling.start()
        behind = _BRACKETED.search(text[max(0, at - 66) : at])
        named = name_before(text, at - len(behind.group()) if behind else at)
        if named is not None and len(telling["name"]) < len(named[1]) and not telling["name"].isupper():
            yield ShortName(telling["name"], named[1], named[0], named[0] + len(named[1]))


def _is_of(short: str, long: str) -> bool:
    """Whether the last word of a name stands in a longer one."""
    return stem((re.findall(r"\w{2,}", short.casefold()) or [""])[-1]) in {
        stem(word) for word in re.findall(r"\w{2,}", long.casefold())
    }


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
    parts = [part for part in _PARTED.split(inner) if not is_short(part.strip())]
    names = [_bare(part) for part in parts]
    if all(names):
        yield from (name for name in names if name is not None)


def _bare(part: str) -> tuple[str, bool] | None:
    """The name that a part of a bracket says it will use, as in `_told`."""
    telling = _TELLING.match(part)
    name = part[telling.end() :] if telling else part
    bare = _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name
    if (telling or bare != name) and _NAME.match(bare) and not bare.isupper() and not bare.isdecimal():
        return " ".join(bare.split()), telling is not None and len(telling.group()) > 4
    return None


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
    led = False
    while (lead := _SENTENCE.match(name)) is not None:
        start, name, led = start + lead.end(), name[lead.end() :], True
    if led and _FIRM.search(name) and " and " in name:  # "The Lender and Westbrook Ltd.": a firm has no article
        cut = name.rindex(" and ") + 5
        start, name = start + cut, name[cut:]
    capitals = sum(word[0].isupper() for word in name.split())
    return (begins + start, name) if capitals > 1 or len(name) >= _LONG else None
