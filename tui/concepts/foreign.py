"""Short forms of what a name is in another language: "European Organization for Nuclear Research (CERN)"."""

import re
from collections import Counter

from tui.concepts.alignment import SMALL, WORD, words
from tui.concepts.heads import ORGANIZATIONS, heads_of
from tui.concepts.short_names import ShortName, name_before

_ACRONYM = re.compile(r"[A-ZÄÖÜÉ]{3,6}\Z")
_COUNTRIES = words("USA UAE USSR GDR FRG PRC DRC CAN AUS GBR DEU FRA CHN JPN IND BRA NYSE")


def foreign(text: str, at: int, short: str, *, told: bool = False) -> ShortName | None:
    """The name before a place that a short form stands for although its letters are those of another language.

    They must be the initials of the name's words in another order, "International Monetary Fund (FMI)", or half of them
    must be among these and the name an organization's; nothing of this where the text tells the language.

    Args:
        text: any.
        at: where the bracket opens.
        short: the short form.
        told: whether the text says that it is of another language.
    """
    named = name_before(text, at)
    if named is None or not _ACRONYM.match(short) or short in _COUNTRIES:
        return None
    start, name = named
    if "(" in name or " and the " in name or short.casefold() in name.casefold().split():
        return None
    weighty = [word for word in WORD.finditer(name) if word.group().casefold() not in SMALL]
    if told:
        return ShortName(short, name, start, start + len(name))
    tail = weighty[-len(short) :]
    if sorted(word.group()[0].casefold() for word in tail) == sorted(short.casefold()):
        return ShortName(short, name[tail[0].start() :], start + tail[0].start(), start + len(name))
    shared = Counter(word.group()[0].casefold() for word in weighty) & Counter(short.casefold())
    if len(weighty) > 2 and 2 * shared.total() >= len(short) and heads_of(name) & ORGANIZATIONS:
        return ShortName(short, name, start, start + len(name))
    return None
